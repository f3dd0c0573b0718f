"""The dialog that shows how a table is read, and lets a person say otherwise."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gmm_explorer.controller.documents import Documents
from gmm_explorer.controller.table_reading import Refused, TableReading, Taken, Wish
from gmm_explorer.files import ImportOptions, TablePreview
from gmm_explorer.files.table_source import TableSource
from gmm_explorer.view.exchange.column_choice import ColumnChoice
from gmm_explorer.view.exchange.columns_model import HISTOGRAM, NAME, ColumnsModel
from gmm_explorer.view.exchange.dialect_fields import DialectFields
from gmm_explorer.view.exchange.histogram_delegate import HistogramDelegate
from gmm_explorer.view.exchange.incomplete_words import leave_out_words, listed_lines
from gmm_explorer.view.exchange.preview_model import PreviewModel
from gmm_explorer.view.style.plain_text import breakable, tool_tip
from gmm_explorer.view.widgets.card import plain_label
from gmm_explorer.view.widgets.dialog import Dialog, Role

_SIZE = (920, 640)
_FIELDS_WIDTH = 272
_COLUMNS_HEIGHT = 156
_ROW_HEIGHT = 24
_LEAST_WIDTH, _MOST_WIDTH = 72, 220  # of a column of the first rows
_ROWS_MEASURED = 50
_STEPS = 1000  # of the progress bar
_MOMENT = 300  # milliseconds that a table may take without a word about it


class ImportDialog(Dialog):
    """Fields on the left; columns and first rows on the right, which follow them.

    Parameters
    ----------
    source
        The table.
    documents
        Takes what is read.
    """

    def __init__(
        self,
        source: TableSource,
        documents: Documents,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("import_dialog", f"Import {source.name}", parent)
        self._source, self._documents = source, documents
        self._at_once = False
        self._patience = QTimer(self, singleShot=True, interval=_MOMENT)
        self._patience.timeout.connect(self.open)
        self._preview: TablePreview | None = None
        self._incomplete: tuple[int, ...] = ()
        self.resize(*_SIZE)
        self._reading = TableReading(source, self)
        self._dialect = DialectFields(source.said)
        self._choice = ColumnChoice()
        self._columns = ColumnsModel(self)
        self._rows = PreviewModel(self)
        self._problem = plain_label()
        self._problem.setObjectName("import_dialog_problem")
        self._problem.setWordWrap(True)
        self._notices = plain_label(dim=True, small=True)
        self._notices.setObjectName("import_dialog_notices")
        self._notices.setWordWrap(True)
        self._consent = QCheckBox()
        self._consent.setObjectName("import_consent")
        self._bar = QProgressBar()
        self._bar.setObjectName("import_progress")
        self._bar.setAccessibleName("Progress of the import")
        self._bar.setTextVisible(False)
        self._lay_out()
        self.add_button("Cancel", Role.RejectRole, "Keep the data that are open")
        self._import = self.add_button(
            "Import", Role.AcceptRole, "Put this table into the window", primary=True
        )
        self._wire()
        self._look()

    def read_at_once(self) -> None:
        """Read it without a word, and show up where that takes long or something is in doubt."""
        self._at_once = True
        self._patience.start()

    def accept(self) -> None:
        """Read all of it; the dialog closes when that is done."""
        if self._preview is not None and self._choice.fitted and not self._reading.active:
            self._bar.setRange(0, 0)  # busy, until the first word of how far it is
            self._bar.show()
            self._problem.hide()
            self._import.setEnabled(False)
            self._reading.read(
                Wish(
                    self._columns.loaded,
                    self._choice.fitted,
                    self._choice.is_standardised,
                    self._options,
                    self._documents.n_components,
                )
            )

    def done(self, result: int) -> None:
        """End what is under way, and close."""
        self._patience.stop()
        self._reading.close()
        super().done(result)
        self.deleteLater()  # where it never showed up there is nothing that Qt would close

    @property
    def _options(self) -> ImportOptions:
        options = replace(self._dialect.options, labels=self._choice.labels)
        return replace(options, drop_incomplete=self._consent.isChecked())

    def _lay_out(self) -> None:
        fields = QVBoxLayout()
        fields.setSpacing(20)
        fields.addWidget(self._dialect)
        fields.addWidget(self._choice)
        fields.addStretch(1)
        side = QWidget()
        side.setFixedWidth(_FIELDS_WIDTH)
        side.setLayout(fields)
        fields.setContentsMargins(0, 0, 0, 0)
        tables = QVBoxLayout()
        tables.setSpacing(12)
        columns = _columns_table(self._columns)
        columns.setFixedHeight(_COLUMNS_HEIGHT)
        tables.addWidget(columns)
        self._table = _rows_table(self._rows)
        tables.addWidget(self._table, 1)
        across = QHBoxLayout()
        across.setSpacing(20)
        across.addWidget(side)
        across.addLayout(tables, 1)
        self.body.addLayout(across, 1)
        for widget in (self._notices, self._problem, self._consent, self._bar):
            widget.hide()
            self.body.addWidget(widget)

    def _wire(self) -> None:
        self._dialect.changed.connect(self._look)
        self._choice.relabelled.connect(self._look)
        self._columns.chosen.connect(self._offer_columns)
        self._reading.previewed.connect(self._show_preview)
        self._reading.progressed.connect(self._show_progress)
        self._reading.ended.connect(self._take)
        self._reading.listed.connect(self._list_incomplete)

    def _look(self) -> None:
        self._reading.cancel()
        self._bar.hide()
        self._reading.look(self._options)

    def _show_preview(self, found: TablePreview | Refused) -> None:
        self._preview = None if isinstance(found, Refused) else found
        self._say(found.reason if isinstance(found, Refused) else "")
        self._rows.show(self._preview)
        self._columns.show(self._preview.columns if self._preview is not None else ())
        self._incomplete = ()
        notices = ""
        if self._preview is not None:
            self._dialect.show_found(self._preview)
            self._fit_columns()
            notices = " ".join(self._preview.notices)
        self._notices.setText(breakable(notices))
        self._notices.setVisible(bool(notices))
        self._offer_columns()
        at_once, self._at_once = self._at_once, False
        if at_once and self._preview is not None and not self._preview.faults:
            self.accept()
        elif at_once:
            self._wait_for_a_word()

    def _fit_columns(self) -> None:
        """Make columns as wide as what stands in them, within reason."""
        header = self._table.horizontalHeader()
        self._table.resizeColumnsToContents()
        for column in range(header.count()):
            width = min(max(header.sectionSize(column), _LEAST_WIDTH), _MOST_WIDTH)
            header.resizeSection(column, width)

    def _offer_columns(self) -> None:
        """Let x and y be chosen among the columns that are loaded, and name their faults."""
        preview, loaded = self._preview, self._columns.loaded
        self._choice.setEnabled(preview is not None)
        if preview is not None:
            self._choice.offer(preview.columns, loaded)
        self._import.setEnabled(preview is not None and bool(self._choice.fitted))
        faults = () if preview is None else preview.faults
        lines = tuple(dict.fromkeys(f.line for f in faults if f.column in loaded))
        self._ask_consent(self._incomplete or lines, all_known=bool(self._incomplete))

    def _ask_consent(self, lines: tuple[int, ...], *, all_known: bool) -> None:
        self._consent.setVisible(bool(lines))
        if not lines:
            self._consent.setChecked(False)
            return
        self._consent.setText(leave_out_words(lines, all_known=all_known))
        self._consent.setToolTip(tool_tip(listed_lines(lines)))

    def _take(self, result: Taken | Refused) -> None:
        self._bar.hide()
        self._import.setEnabled(True)
        if isinstance(result, Refused):
            self._bar.setRange(0, 0)
            self._bar.setVisible(self._reading.listing)
            self._say(result.reason)
            self._wait_for_a_word()
            return
        super().accept()
        self._documents.take_read(self._source, result.dataset, result.data)

    def _wait_for_a_word(self) -> None:
        self._offer_columns()
        if self._patience.isActive():
            self._patience.stop()
            self.open()

    def _show_progress(self, share: float) -> None:
        self._bar.setRange(0, _STEPS)
        self._bar.setValue(round(_STEPS * share))

    def _list_incomplete(self, lines: tuple[int, ...]) -> None:
        self._bar.hide()
        self._incomplete = lines
        self._offer_columns()

    def _say(self, problem: str) -> None:
        self._problem.setText(breakable(problem))
        self._problem.setVisible(bool(problem))


def _columns_table(model: ColumnsModel) -> QTableView:
    table = _table("import_columns", "Columns", model)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    for stretched in (NAME, HISTOGRAM):
        header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
    table.setItemDelegateForColumn(HISTOGRAM, HistogramDelegate(table))
    return table


def _rows_table(model: PreviewModel) -> QTableView:
    table = _table("import_rows", "First rows", model)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
    table.horizontalHeader().setResizeContentsPrecision(_ROWS_MEASURED)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    return table


def _table(name: str, label: str, model: ColumnsModel | PreviewModel) -> QTableView:
    table = QTableView()
    table.setObjectName(name)
    table.setAccessibleName(label)
    table.setModel(model)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
    table.verticalHeader().setStyleSheet("QHeaderView::section { border: none }")
    return table
