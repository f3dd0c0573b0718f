"""The numbers of an answer: a row for each component, and Bishop's formula for the leading one."""

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gmm_explorer.em import Mixture
from gmm_explorer.model import Answer
from gmm_explorer.view.plot import answer_words
from gmm_explorer.view.style.palette import component_color
from gmm_explorer.view.style.theme import Theme, small_font
from gmm_explorer.view.widgets.component_disc import paint_disc

_ROW = 22
_DISC = 16.0
_BAR_OPACITY = 0.45
_COLUMNS = (24, 76, 90, 84)  # disc, posterior, pi N, distance
_WORDS = (
    answer_words.posterior_text,
    answer_words.weighted_text,
    answer_words.distance_text,
)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Extent(Enum):
    """How much of the numbers is shown."""

    WHOLE = auto()
    NO_FORMULA = auto()
    SHARES = auto()


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

    def show_answer(self, answer: Answer, mixture: Mixture, extent: Extent) -> None:
        """Show another answer, or less of it."""
        self._answer = answer
        self._rows = answer_words.rows(answer)
        whole = extent is Extent.WHOLE
        self._formula = answer_words.formula(answer, mixture) if whole else None
        self._n_columns = 2 if extent is Extent.SHARES else len(_COLUMNS)
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for all rows."""
        lines = len(self._rows) + 1 + (self._hidden > 0)
        formula = 0 if self._formula is None else 2 * _ROW + 4
        return QSize(sum(_COLUMNS[: self._n_columns]), lines * _ROW + formula) * self._theme.scale

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rows and the formula."""
        if self._answer is None:
            return
        painter = QPainter(self)
        painter.scale(self._theme.scale, self._theme.scale)  # all below is in pixels at scale 1
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
            painter.drawText(QRect(2, line * _ROW, sum(_COLUMNS), _ROW), _LEFT, text)
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
