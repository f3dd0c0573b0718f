"""The card over the plot that says what the mixture answers about a place."""

from enum import Enum, auto
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gmm_explorer.em import Mixture
from gmm_explorer.model import Answer
from gmm_explorer.view.plot import answer_words
from gmm_explorer.view.plot.answer_numbers import AnswerNumbers, Extent
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.card import plain_label

WIDTH, NARROW = 296, 180  # pixels at scale 1
_LOW = 400  # on a plot this low, a whole card would hide half of the points


class Room(Enum):
    """How much room there is for a card: for all, but for the formula, or for a folded one."""

    WHOLE = auto()
    SHORT = auto()
    NARROW = auto()


class Said(NamedTuple):
    """An answer with what is needed to say it: coordinates are names and numbers."""

    title: str
    place: tuple[tuple[str, str], ...]
    units: str
    answer: Answer
    mixture: Mixture
    sentence: str


class AnswerCard(QFrame):
    """The answer about one place, and the pins to choose another.

    Attributes
    ----------
    chosen
        ``chosen(number)``: a pin, from 0.
    closed
        The answer shown is no longer wanted.
    folding
        It is to show all it knows, or the responsibilities alone.
    """

    chosen = Signal(int)
    closed = Signal()
    folding = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("answer_card")
        self.setProperty("card", True)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self._canvas = parent
        self._folded: bool | None = None  # nobody has chosen yet
        self._is_shown_folded = False
        self._title = plain_label(heading=True)
        self._title.setObjectName("answer_title")
        self._place, self._units = plain_label(), plain_label(dim=True, small=True)
        self._place.setObjectName("answer_place")
        self._units.setObjectName("answer_units")
        self._scale = theme.scale
        self._numbers = AnswerNumbers(theme)
        self._sentence = plain_label(dim=True, small=True)
        self._sentence.setObjectName("answer_sentence")
        self._sentence.setWordWrap(True)
        self._fold = _small_button("answer_fold")
        self._fold.clicked.connect(self.turn)
        self._close = _small_button("answer_close")
        self._close.setText("✕")
        self._close.setToolTip("Take this answer away; Escape takes all away")
        self._close.setAccessibleName("Take this answer away")
        self._close.clicked.connect(self.closed)
        self._buttons: list[QToolButton] = []
        self._pins = QHBoxLayout()
        self._pins.setSpacing(2)
        self._pins.addStretch(1)
        top = self._top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.setSpacing(0)
        top.addWidget(self._fold)
        top.addWidget(self._close)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(self._place)
        layout.addWidget(self._units)
        layout.addLayout(self._pins)
        layout.addWidget(self._numbers)
        layout.addWidget(self._sentence)
        self.hide()

    def show_answer(
        self, said: Said, n_pins: int, current: int | None, room: Room = Room.WHOLE
    ) -> None:
        """Say an answer, that of a pin or of the place under the mouse (None).

        Where there is no room it is folded, unless a hand has unfolded it.
        """
        self._title.setText(said.title)
        self._sentence.setText(said.sentence)
        self._units.setText(said.units)
        self._units.setVisible(bool(said.units))
        folded = self._is_shown_folded = self._folds(room, pinned=current is not None)
        unfolded = Extent.WHOLE if room is Room.WHOLE else Extent.NO_FORMULA
        extent = Extent.SHARES if folded else unfolded
        self._numbers.show_answer(said.answer, said.mixture, extent)
        self._sentence.setVisible(not folded)
        self.setAccessibleName("The mixture's answer")
        spoken = f"{said.title}: {answer_words.in_a_line(said.place)} {said.units}".rstrip()
        self.setAccessibleDescription(answer_words.in_words(said.answer, spoken, said.sentence))
        self._show_pins(n_pins, current)
        self._fold.setText("+" if folded else "−")
        does = "Show all numbers" if folded else "Show the responsibilities alone"
        self._fold.setToolTip(f"{does} (Shift+A)")
        self._fold.setAccessibleName(does)
        for button in (self._fold, self._close):
            button.setVisible(current is not None)
        least = max(round(NARROW * self._scale), self._width_of(self._pins))
        least = max(least, self._width_of(self._top))
        self.setFixedWidth(least if folded else round(WIDTH * self._scale))
        self._fit(said.place)
        self.show()
        self.raise_()

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self._scale = theme.scale
        self._numbers.set_theme(theme)

    def turn(self) -> None:
        """Show the responsibilities alone, or all numbers again."""
        self._folded = not self._is_shown_folded
        self.folding.emit()

    def _folds(self, room: Room, *, pinned: bool) -> bool:
        """Return whether it shows the responsibilities alone: by choice, or for want of room."""
        if pinned and self._folded is not None:
            too_high = self.height() > self._canvas.height()  # with as little as it has unfolded
            return self._folded or (room is Room.NARROW and too_high)
        low = self._canvas.height() < _LOW * self._scale
        return room is Room.NARROW or (pinned and low)

    def _width_of(self, layout: QHBoxLayout) -> int:
        """Return the width of a card in which a row has room."""
        around = self._layout.contentsMargins()
        layout.invalidate()
        return layout.sizeHint().width() + 2 * self.frameWidth() + around.left() + around.right()

    def _fit(self, place: tuple[tuple[str, str], ...]) -> None:
        """Break texts at this width, and have the height they need, which layouts only guess."""
        margins = self._layout.contentsMargins()
        inside = self.contentsRect().width() - margins.left() - margins.right()
        for label in (self._place, self._sentence):
            label.ensurePolished()
        self._place.setText(fitted(place, self._place.fontMetrics(), inside))
        self._sentence.setFixedSize(inside, self._sentence.heightForWidth(inside))
        for layout in (self._top, self._pins, self._layout):  # each remembers what it needed
            layout.invalidate()
        self.setFixedHeight(self._layout.totalSizeHint().height())

    def _show_pins(self, n_pins: int, current: int | None) -> None:
        """Have one button a pin, where there are several to choose from."""
        wanted = n_pins if n_pins > 1 or (n_pins and current is None) else 0
        while len(self._buttons) > wanted:
            button = self._buttons.pop()
            self._pins.removeWidget(button)
            button.hide()
            button.deleteLater()
        while len(self._buttons) < wanted:
            button = self._button(len(self._buttons))
            self._pins.insertWidget(len(self._buttons), button)
            button.show()  # a layout leaves out what it has not seen shown
            self._buttons.append(button)
        for number, button in enumerate(self._buttons):
            button.setChecked(number == current)

    def _button(self, number: int) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"answer_pin_{number + 1}")
        button.setText(str(number + 1))
        button.setStyleSheet("padding: 2px 6px")
        button.setCheckable(True)
        button.setToolTip(f"Show the answer at mark {number + 1}")
        button.setAccessibleName(f"Answer {number + 1}")
        button.clicked.connect(lambda: self.chosen.emit(number))
        return button


def fitted(place: tuple[tuple[str, str], ...], metrics: QFontMetrics, width: int) -> str:
    """Write coordinates on one line, or on one each: a name may be cut there, a number never."""
    whole = answer_words.in_a_line(place)
    if metrics.horizontalAdvance(whole) <= width:
        return whole
    lines = []
    for name, number in place:
        room = width - metrics.horizontalAdvance(f" = {number}")
        lines.append(f"{metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)} = {number}")
    return "\n".join(lines)


def _small_button(name: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setStyleSheet("padding: 0 4px")
    return button
