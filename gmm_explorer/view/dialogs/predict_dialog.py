"""The dialog in which the mixture is asked about a table of points."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gmm_explorer.controller import Controller
from gmm_explorer.files import PastedPoints, prediction_rows, read_points
from gmm_explorer.model import Frame, Predictions, predict
from gmm_explorer.view.dialogs import file_dialogs
from gmm_explorer.view.dialogs.predictions_model import PredictionsModel
from gmm_explorer.view.widgets.card import plain_label
from gmm_explorer.view.widgets.dialog import Dialog, Role

_SIZE = (640, 560)
_TEXT_HEIGHT = 132
_FEWEST_DIGITS = 11  # of a column's width: a log-density with its margins
_HINT = "Paste or type one point a line: {names}"


class PredictDialog(Dialog):
    """Points on top, the answers below them; they follow text and mixture.

    Parameters
    ----------
    controller
        Tells of other mixtures, and writes the file.
    frame
        What the window shows now.
    """

    def __init__(self, controller: Controller, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__("predict_dialog", "Ask the mixture about points", parent)
        self._controller = controller
        self._frame = frame
        self._pasted: PastedPoints | None = None
        self._unread = ""
        self._predictions: Predictions | None = None
        self.resize(*_SIZE)
        self._text = self._made_text()
        self._problem = _line_of_words("predict_dialog_problem")
        self._notes = _line_of_words("predict_dialog_notes", dim=True)
        self._shown = PredictionsModel(self)
        self.table = self._made_table()
        for widget in (self._text, self._problem, self._notes):
            self.body.addWidget(widget)
        self.body.addWidget(_kept_place(self.table), 1)
        action = Role.ActionRole
        self._copy = self.add_button("Copy", action, "Copy the answers as a table")
        self._copy.clicked.connect(self._copy_rows)
        self._export = self.add_button("Export", action, "Write the answers as CSV")
        self._export.clicked.connect(self._ask_where_to_export)
        self.add_button("Close", Role.RejectRole, "Go back to the window")
        controller.changed.connect(self._follow)
        self._read()
        self._text.setFocus()

    def _made_text(self) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setObjectName("predict_dialog_text")
        text.setAccessibleName("Points")
        text.setFixedHeight(_TEXT_HEIGHT)
        text.setTabChangesFocus(True)
        text.textChanged.connect(self._read)
        return text

    def _made_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("predict_dialog_table")
        table.setAccessibleName("Answers")
        table.setModel(self._shown)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.ensurePolished()
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(table.fontMetrics().horizontalAdvance("0" * _FEWEST_DIGITS))
        return table

    def _follow(self, _old: Frame, new: Frame) -> None:
        before = self._frame.snapshot
        self._frame = new
        if before.names != new.snapshot.names:
            self._read()
        elif (
            before.mixture is not new.snapshot.mixture or before.dataset is not new.snapshot.dataset
        ):
            self._answer()

    def _read(self) -> None:
        """Read the text, once for all mixtures, and answer it."""
        self._text.setPlaceholderText(_HINT.format(names=", ".join(self._frame.snapshot.names)))
        text = self._text.toPlainText()
        self._pasted, self._unread = None, ""
        if text.strip():
            try:
                self._pasted = read_points(text, self._frame.snapshot.names)
            except ValueError as error:
                self._unread = str(error)
        self._answer()

    def _answer(self) -> None:
        """Answer what was read, or say in place why that cannot be."""
        snapshot = self._frame.snapshot
        self._predictions, problem = None, self._unread
        if snapshot.mixture is None:
            problem = "There is no component to ask: place one on the plot."
        elif self._pasted is not None:
            try:
                points = self._pasted.points
                self._predictions = predict(points, snapshot.mixture, snapshot.dataset)
            except ValueError as error:
                problem = str(error)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        notes = " ".join(self._what_to_know())
        self._notes.setText(notes)
        self._notes.setVisible(bool(notes))
        self.table.setVisible(self._predictions is not None)
        for button in (self._copy, self._export):
            button.setEnabled(self._predictions is not None)
        if self._predictions is not None:
            self._shown.show(self._predictions)

    def _what_to_know(self) -> Iterator[str]:
        """Say how the points were read, and in which units where there are two."""
        if self._pasted is not None:
            yield from self._pasted.notices
        if self._frame.snapshot.is_standardised:
            yield "Points and ln p(x) are in original units, not in the standardised ones."

    def _copy_rows(self) -> None:
        if self._predictions is not None:
            shown = self._predictions
            rows = prediction_rows(shown.probabilities, shown.log_density)
            QApplication.clipboard().setText("\n".join("\t".join(map(str, r)) for r in rows))

    def _ask_where_to_export(self) -> None:
        file_dialogs.ask_to_save(
            self, "Export predictions", file_dialogs.CSV, "predictions.csv", self._write
        )

    def _write(self, path: Path) -> None:
        if self._predictions is not None:
            self._controller.exporting.export_predictions(path, self._predictions)


def _line_of_words(name: str, **properties: bool) -> QLabel:
    label = plain_label(small=True, **properties)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label


def _kept_place(widget: QWidget) -> QWidget:
    """Return a place for a widget that stays as large while the widget is hidden."""
    place = QWidget()
    layout = QVBoxLayout(place)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)
    return place
