"""The card over the plot that says what the mixture answers about a place."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from gmm_explorer.em import Mixture
from gmm_explorer.model import Answer
from gmm_explorer.view.plot import answer_words
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme, small_font
from gmm_explorer.view.widgets.card import plain_label
from gmm_explorer.view.widgets.component_disc import paint_disc

WIDTH = 296
NARROW = 164
_LOW = 400  # pixels: on a plot this low, a whole card would hide half of the points
_ROW = 22
_DISC = 16.0
_BAR_OPACITY = 0.45
_COLUMNS = (24, 88, 92, 68)  # disc, posterior, pi N, distance
_WORDS = (
    answer_words.posterior_text,
    answer_words.weighted_text,
    answer_words.distance_text,
)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Said(NamedTuple):
    """An answer with what is needed to say it."""

    title: str
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
        self._title = plain_label(heading=True)
        self._title.setObjectName("answer_title")
        self._title.setWordWrap(True)
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
        top.addWidget(self._title, 1, Qt.AlignmentFlag.AlignTop)
        top.setSpacing(0)
        top.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        layout = self._layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addLayout(self._pins)
        layout.addWidget(self._numbers)
        layout.addWidget(self._sentence)
        self.hide()

    def show_answer(self, said: Said, n_pins: int, current: int | None) -> None:
        """Say an answer, that of a pin or of the place under the mouse (None)."""
        self._title.setText(said.title.replace(" = ", "\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}"))
        self._sentence.setText(said.sentence)
        folded = current is not None and self._is_folded
        self._numbers.show_answer(said.answer, said.mixture, folded=folded)
        self._sentence.setVisible(not folded)
        self.setAccessibleName("The mixture's answer")
        self.setAccessibleDescription(answer_words.in_words(said.answer, said.title, said.sentence))
        self._show_pins(n_pins, current)
        self.setFixedWidth(max(NARROW, self._width_of_pins) if folded else WIDTH)
        self._fold.setText("+" if folded else "−")
        does = "Show all numbers" if folded else "Show the responsibilities alone"
        self._fold.setToolTip(f"{does} (Shift+A)")
        self._fold.setAccessibleName(does)
        for button in (self._fold, self._close):
            button.setVisible(current is not None)
        self._fit_height()
        self.show()
        self.raise_()

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self._numbers.set_theme(theme)

    def turn(self) -> None:
        """Show the responsibilities alone, or all numbers again."""
        self._folded = not self._is_folded
        self.folding.emit()

    @property
    def _is_folded(self) -> bool:
        return self._folded if self._folded is not None else self._canvas.height() < _LOW

    @property
    def _width_of_pins(self) -> int:
        around = self._layout.contentsMargins()
        frame = 2 * self.frameWidth() + around.left() + around.right()
        return self._pins.sizeHint().width() + frame

    def _fit_height(self) -> None:
        """Give wrapped texts the height they need at this width, which layouts only guess."""
        margins = self._layout.contentsMargins()
        inside = self.contentsRect().width() - margins.left() - margins.right()
        buttons = self._fold.sizeHint().width() + self._close.sizeHint().width()
        beside = buttons + self._layout.spacing()
        for label, width in ((self._title, inside - beside), (self._sentence, inside)):
            label.ensurePolished()
            label.setFixedSize(width, label.heightForWidth(width))
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


def _small_button(name: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setStyleSheet("padding: 0 4px")
    return button


class AnswerNumbers(QWidget):
    """Posterior, density and distance of each component, and the leading one's formula."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("answer_numbers")
        self._theme = theme
        self._answer: Answer | None = None
        self._rows: list[int] = []
        self._formula: tuple[str, str, str, str] | None = None
        self._n_columns = len(_COLUMNS)

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self._theme = theme
        self.update()

    def show_answer(self, answer: Answer, mixture: Mixture, *, folded: bool = False) -> None:
        """Show another answer, ``folded``: the responsibilities alone."""
        self._answer = answer
        self._rows = answer_words.rows(answer)
        self._formula = None if folded else answer_words.formula(answer, mixture)
        self._n_columns = 2 if folded else len(_COLUMNS)
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for all rows."""
        lines = len(self._rows) + 1 + (self._hidden > 0)
        formula = 0 if self._formula is None else 2 * _ROW + 4
        return QSize(sum(_COLUMNS[: self._n_columns]), lines * _ROW + formula)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rows and the formula."""
        if self._answer is None:
            return
        painter = QPainter(self)
        painter.setFont(small_font())
        painter.setPen(QColor(self._theme.dim))
        for column, word in enumerate(("", "r", "π N(x)", "distance")[: self._n_columns]):
            painter.drawText(self._cell(0, column), _RIGHT, word)
        for line, k in enumerate(self._rows, start=1):
            self._paint_row(painter, line, k, self._answer)
        line = len(self._rows) + 1
        if self._hidden:
            painter.setPen(QColor(self._theme.dim))
            text = f"and {self._hidden} less probable"
            painter.drawText(QRect(28, line * _ROW, self.width(), _ROW), _LEFT, text)
            line += 1
        if self._formula is not None:
            self._paint_formula(painter, line * _ROW + 4, *self._formula)
        painter.end()

    @property
    def _hidden(self) -> int:
        return 0 if self._answer is None else len(self._answer.posterior) - len(self._rows)

    def _cell(self, line: int, column: int) -> QRect:
        return QRect(sum(_COLUMNS[:column]), line * _ROW, _COLUMNS[column] - 4, _ROW)

    def _paint_row(self, painter: QPainter, line: int, k: int, answer: Answer) -> None:
        paint_disc(painter, QPointF(10.0, line * _ROW + _ROW / 2), k, _DISC)
        cell = self._cell(line, 1)
        share = float(answer.posterior[k])
        if share > 0.0:  # not where it is no number
            bar = QRectF(cell.adjusted(4, 3, 0, -3))
            bar.setWidth(bar.width() * min(share, 1.0))
            color = QColor(*component_color(k))
            color.setAlphaF(_BAR_OPACITY)
            painter.fillRect(bar, color)
        painter.setPen(QColor(self._theme.text))
        for column, says in enumerate(_WORDS[: self._n_columns - 1], start=1):
            painter.drawText(self._cell(line, column), _RIGHT, says(answer, k))

    def _paint_formula(
        self, painter: QPainter, top: int, left: str, above: str, below: str, right: str
    ) -> None:
        """Draw r = a / b = c with a real fraction."""
        advance = painter.fontMetrics().horizontalAdvance
        painter.setPen(QColor(self._theme.text))
        middle = top + _ROW
        x = 2
        painter.drawText(QRect(x, top, advance(left), 2 * _ROW), _LEFT, left)
        x += advance(left) + 8
        width = max(advance(above), advance(below)) + 8
        center = Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRect(x, top, width, _ROW), center, above)
        painter.drawText(QRect(x, middle, width, _ROW), center, below)
        painter.fillRect(x, middle, width, 1, QColor(self._theme.text))
        x += width + 8
        painter.drawText(QRect(x, top, advance(right) + 2, 2 * _ROW), _LEFT, right)
