"""The dialog that lists the keys of all actions."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from gmm_explorer.view.widgets.card import plain_label
from gmm_explorer.view.widgets.dialog import Dialog, Role

_SIZE = (460, 560)
_NATIVE = QKeySequence.SequenceFormat.NativeText


class ShortcutsDialog(Dialog):
    """What every key does, group by group.

    Parameters
    ----------
    actions
        What to list; the first word of an object name, as in ``file_open``, is the group.
        Actions without a key are left out.
    """

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__("shortcuts_dialog", "Keyboard shortcuts", parent)
        self.resize(*_SIZE)
        scroll = QScrollArea()
        scroll.setObjectName("shortcuts_dialog_list")
        scroll.setAccessibleName("Keyboard shortcuts")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(_listed(shortcuts(actions)))
        self.body.addWidget(scroll)
        close = self.add_button("Close", Role.RejectRole, "Go back to the window", primary=True)
        close.setFocus()


def shortcuts(actions: Iterable[QAction]) -> dict[str, list[tuple[str, str]]]:
    """Return, by group, what each action does and its keys."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for action in actions:
        keys = [key.toString(_NATIVE) for key in action.shortcuts()]
        if keys:
            text = action.property("lasting_text") or action.text()
            words = text.replace("&", "").removesuffix("…")
            groups.setdefault(_group(action), []).append((words, ", ".join(keys)))
    return groups


def _group(action: QAction) -> str:
    name = action.objectName().partition("_")[0]
    return name.upper() if len(name) < 3 else name.capitalize()


def _listed(groups: Mapping[str, list[tuple[str, str]]]) -> QWidget:
    content = QWidget()
    content.setProperty("transparent", True)
    grid = QGridLayout(content)
    grid.setContentsMargins(0, 0, 12, 0)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    for group, rows in groups.items():
        grid.addWidget(plain_label(group, heading=True), grid.rowCount(), 0, 1, 2)
        for words, keys in rows:
            row = grid.rowCount()
            grid.addWidget(plain_label(words), row, 0)
            grid.addWidget(plain_label(keys, dim=True), row, 1, Qt.AlignmentFlag.AlignRight)
        grid.setRowMinimumHeight(grid.rowCount(), 4)
    grid.setRowStretch(grid.rowCount(), 1)
    return content
