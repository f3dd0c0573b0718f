"""Actions as rows of a table: a name, words, keys, when it is enabled, and what it does."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from gmm_explorer.model import Session
from gmm_explorer.view.style.icons import icon
from gmm_explorer.view.style.theme import Theme

Shortcut = QKeySequence.StandardKey | str


def always(_session: Session) -> bool:
    """Return True: for actions that are never disabled."""
    return True


@dataclass(frozen=True, slots=True, eq=False)
class ActionRow:
    """One action.

    Attributes
    ----------
    name
        Its object name, a contract (tests, shortcuts and screen readers use it).
    text
        What menus say, with ``&`` before the mnemonic; or a function of the session.
    handler
        What it does; a checkable action passes whether it is on.
    tip
        One sentence on what it does.
    shortcuts
        Keys, the one shown in menus first.
    enabled
        When there is something for it to do.
    visible
        When it is offered at all; of Run and Stop only one has its time.
    checked
        For a checkable action: whether it is on.
    icon
        Its line icon; or a function of the session.
    short_text
        What the toolbar says, where that is less than the menu; needed where the text changes.
    """

    name: str
    text: str | Callable[[Session], str]
    handler: Callable[..., object]
    tip: str
    shortcuts: tuple[Shortcut, ...] = ()
    enabled: Callable[[Session], bool] = always
    visible: Callable[[Session], bool] = always
    checked: Callable[[Session], bool] | None = None
    icon: str | Callable[[Session], str] = ""
    short_text: str = ""


class Actions:
    """The window's actions, made from their table and kept true to the session."""

    def __init__(self, rows: Iterable[ActionRow], window: QWidget) -> None:
        self._rows = tuple(rows)
        self._theme: Theme | None = None
        self._icons: dict[str, str] = {}
        self._states: dict[str, tuple[bool, bool, str]] = {}
        self._by_name = {row.name: _made(row, window) for row in self._rows}

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def get(self, name: str) -> QAction | None:
        """Return an action by its name, None where there is none of that name."""
        return self._by_name.get(name)

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._by_name.values())

    def follow(self, session: Session) -> None:
        """Give every action the text and state that the session asks for."""
        for row in self._rows:
            action = self._by_name[row.name]
            state = row.enabled(session), row.visible(session)
            text = row.text(session) if callable(row.text) else row.text
            if self._states.get(row.name) != (*state, text):  # Qt is asked for what changes
                self._states[row.name] = (*state, text)
                action.setEnabled(state[0])
                action.setVisible(state[1])
                action.setText(text)
            if row.checked is not None:  # which a click changes too
                action.setChecked(row.checked(session))
            self._set_icon(row.name, row.icon(session) if callable(row.icon) else row.icon)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in the colours of a theme."""
        self._theme = theme
        for name, shown in self._icons.items():
            self._by_name[name].setIcon(icon(shown, theme))

    def _set_icon(self, name: str, shown: str) -> None:
        if shown and self._icons.get(name) != shown:
            self._icons[name] = shown
            if self._theme is not None:
                self._by_name[name].setIcon(icon(shown, self._theme))


def _made(row: ActionRow, window: QWidget) -> QAction:
    action = QAction("" if callable(row.text) else row.text, window)
    action.setObjectName(row.name)
    action.setShortcuts([QKeySequence(keys) for keys in row.shortcuts])
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{row.tip} ({keys})" if keys else row.tip)
    action.setStatusTip("")
    if row.short_text:
        action.setIconText(row.short_text)
    if callable(row.text):
        # What lists of actions say, where the text is of this moment.
        action.setProperty("lasting_text", row.short_text)
    if row.checked is not None:
        # `triggered` speaks for a person only, `toggled` also for code.
        action.setCheckable(True)
        action.triggered.connect(lambda on: row.handler(on))
    else:
        action.triggered.connect(lambda _checked=False: row.handler())
    return action
