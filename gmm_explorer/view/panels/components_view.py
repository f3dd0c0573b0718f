"""The table of the components: selecting, editing and deleting by mouse and keys."""

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gmm_explorer.controller import Controller
from gmm_explorer.controller.notice import Loudness, Notice
from gmm_explorer.model import Frame
from gmm_explorer.view.panels.components_cells import (
    MATRIX,
    PARAMETERS,
    PER_FEATURE,
    SHAPE,
    Column,
)
from gmm_explorer.view.panels.components_model import ComponentsModel
from gmm_explorer.view.panels.components_painter import PADDING, ComponentsPainter
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.claimed_keys import ALONG_A_ROW, claims, is_one_of, toggles
from gmm_explorer.view.widgets.column_heads import shared_out
from gmm_explorer.view.widgets.number_delegate import NumberDelegate
from gmm_explorer.view.widgets.typed import typed

MOST_COMPONENTS_IN_SIGHT = 8
FEWEST_COMPONENTS_IN_SIGHT = 4
ROOM_FOR_MOST = 1000  # pixels: in so high a window other panels leave room for most of them

Cursor = QAbstractItemView.CursorAction

BEGIN_A_NUMBER = "0123456789.,+-\N{MINUS SIGN}"
RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

_DIGITS = {Column.NUMBER: 4, Column.WEIGHT: 7, Column.CORRELATION: 6, Column.HEALTH: 3}
_USUAL_WIDTH, _NARROWEST = 356, 300
_BETWEEN_LINES, _BETWEEN_LONE_LINES = 5, 18  # pixels


class ComponentsView(QTableView):
    """One row of cells for each feature of each component, those they share spanning its rows.

    A click selects a component, with Ctrl one more; a double click, F2 or a digit edits the
    number; Delete deletes what is selected.

    Attributes
    ----------
    health_asked
        A light was clicked, or Return pressed on it: its numbers are to be seen.
    """

    health_asked = Signal()

    def __init__(self, controller: Controller, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._shown = ComponentsModel(controller.editing, self)
        self._painter = ComponentsPainter(self, self._shown, theme)
        editing = NumberDelegate(self._shown.enter, self)
        editing.dropped.connect(self._tell_dropped)
        # All of it is painted here, so that nothing behind it has to be.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setModel(self._shown)
        self.setItemDelegate(editing)
        self.setObjectName("components_table")
        self.setAccessibleName("Components")
        self._as_matrix = False
        self._selected: tuple[int, ...] = ()
        self._set_up()
        self._merge_cells()

    def show_frame(self, frame: Frame) -> None:
        """Show the parameters of another frame."""
        if self._shown.show(frame):
            self._merge_cells()
            self._fit_font()
            self._selected = ()
        # Under a hand columns stay where they are; a run may need wider ones.
        elif not frame.in_hand:
            self._share_room()
        if frame.presentation.selection != self._selected:
            self._selected = frame.presentation.selection
            self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        """Scroll to what is selected, by as little as it takes."""
        for k in self._selected[:1]:
            if k < self._shown.n_components:
                for line in (self._shown.n_features - 1, 0):  # the first, where there is no room
                    self.scrollTo(self._shown.index(k * self._shown.n_features + line, 0))

    def show_matrix(self, on: bool) -> None:
        """Show covariance matrices in the place of standard deviations and correlations."""
        self._as_matrix = on
        self._merge_cells()
        self._fit_font()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._painter.set_theme(theme)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the components in sight."""
        self._painter.paint(QPainter(self.viewport()), event.region())

    def sizeHint(self) -> QSize:
        """Ask for room for all components, up to a handful."""
        rows = min(self._shown.n_components, MOST_COMPONENTS_IN_SIGHT) * self._shown.n_features
        height = self.verticalHeader().defaultSectionSize() * rows
        return QSize(_USUAL_WIDTH, self._height_around_rows() + height)

    def minimumSizeHint(self) -> QSize:
        """Ask for room for the first few components at least, in a high window for more."""
        roomy = self.window().height() >= ROOM_FOR_MOST
        most = MOST_COMPONENTS_IN_SIGHT if roomy else FEWEST_COMPONENTS_IN_SIGHT
        rows = min(self._shown.n_components, most) * self._shown.n_features
        height = self.verticalHeader().defaultSectionSize() * max(rows, 1)
        return QSize(_NARROWEST, self._height_around_rows() + height)

    def _height_around_rows(self) -> int:
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return self.horizontalHeader().sizeHint().height() + below

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_font()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        self._share_room()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the component under the mouse; with Ctrl one more."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        self._select(index, add=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        if index.column() == Column.HEALTH:
            self.health_asked.emit()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that go from cell to cell, which else step and travel."""
        return claims(event, self._travels) or super().event(event)

    def _travels(self, event: QKeyEvent) -> bool:
        return self.currentIndex().isValid() and is_one_of(event, ALONG_A_ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete, select all, toggle by Ctrl+Space, and let the selection follow the arrow keys.

        With Ctrl the arrow keys move on alone: Space itself is to play wherever a table is clicked.
        """
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Delete):
            self._controller.editing.delete_selected()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._controller.presenting.select(range(self._shown.n_components))
        elif toggles(event) and self.currentIndex().isValid():
            self._select(self.currentIndex(), add=True)
        elif event.key() in RETURN and self.currentIndex().column() == Column.HEALTH:
            self.health_asked.emit()
        elif typed(event).strip(BEGIN_A_NUMBER):
            event.ignore()  # a letter begins no number, and may mean something to the window
        else:
            before = self.currentIndex().row()
            super().keyPressEvent(event)
            moved = self.currentIndex().isValid() and self.currentIndex().row() != before
            if moved and not with_ctrl:
                self._select(self.currentIndex(), add=False)

    def moveCursor(  # noqa: N802  # Qt calls it
        self,
        action: Cursor,
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """Go from number to number by Tab: component by component, column by column."""
        by = {
            Cursor.MoveNext: 1,
            Cursor.MovePrevious: -1,
        }.get(action)
        if by is None or not self.currentIndex().isValid():
            return super().moveCursor(action, modifiers)
        cells = self._cells()
        here = (self.currentIndex().row(), self.currentIndex().column())
        at = cells.index(here) + by if here in cells else 0
        return self._shown.index(*cells[at % len(cells)])

    def _cells(self) -> list[tuple[int, int]]:
        """Return row and column of each number, in reading order."""
        n_features = self._shown.n_features
        return [
            (k * n_features + d, column)
            for k in range(self._shown.n_components)
            for column in PARAMETERS
            if not self.isColumnHidden(column)
            for d in range(n_features if column in PER_FEATURE else 1)
        ]

    def _select(self, index: QModelIndex, *, add: bool) -> None:
        _, k, _ = self._shown.place(index)
        if add:
            self._controller.presenting.toggle_selected(k)
        else:
            self._controller.presenting.select([k])

    def _tell_dropped(self, reason: str) -> None:
        self._controller.notices.tell(Notice(Loudness.WARNING, "The number was not taken.", reason))

    def _set_up(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalScrollBar().rangeChanged.connect(lambda *_range: self.updateGeometry())
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _fit_font(self) -> None:
        """Give rows and columns the room that the font asks for."""
        metrics = self.fontMetrics()
        lines = _BETWEEN_LINES if self._shown.n_features > 1 else _BETWEEN_LONE_LINES
        self.verticalHeader().setDefaultSectionSize(metrics.height() + lines)
        self.horizontalHeader().setMinimumSectionSize(metrics.horizontalAdvance("0"))
        for column, digits in _DIGITS.items():
            self.setColumnWidth(column, metrics.horizontalAdvance("0" * digits))
        self._share_room()
        self.updateGeometry()

    def _share_room(self) -> None:
        """Give the numbers of features what the other columns leave, and what they need."""
        self.setColumnWidth(Column.EFFECTIVE, self._width_of(self._shown.longest_count()))
        shared = (*_DIGITS, Column.EFFECTIVE)
        taken = sum(self.columnWidth(c) for c in shared if not self.isColumnHidden(c))
        shown = [column for column in PER_FEATURE if not self.isColumnHidden(column)]
        needs = [self._widest(column) for column in shown]
        widths = shared_out(needs, self.viewport().width() - taken)
        for column, width in zip(shown, widths, strict=True):
            self.setColumnWidth(column, width)

    def _widest(self, column: Column) -> int:
        """Return the width that no number of a column exceeds."""
        rows = range(self._shown.rowCount())
        texts = (self._shown.text(self._shown.cell(row, column)) for row in rows)
        return max(map(self._width_of, texts), default=0)

    def _width_of(self, text: str) -> int:
        # On the left there is the padding of the column before, too.
        return self.fontMetrics().horizontalAdvance(text) + PADDING + PADDING // 4

    def _merge_cells(self) -> None:
        n_features = self._shown.n_features
        self.clearSpans()
        for column in SHAPE:
            self.setColumnHidden(column, self._as_matrix)
        for column in MATRIX:
            self.setColumnHidden(column, not self._as_matrix)
        if n_features < 2:
            self.setColumnHidden(SHAPE[1], True)
            self.setColumnHidden(MATRIX[1], True)
        if n_features > 1:
            for k in range(self._shown.n_components):
                for column in Column:
                    # A span in a hidden column would be painted over its neighbour.
                    if column not in PER_FEATURE and not self.isColumnHidden(column):
                        self.setSpan(k * n_features, column, n_features, 1)
