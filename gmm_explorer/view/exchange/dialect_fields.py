"""How a table is written: what was found out, each changeable."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from gmm_explorer.files import ImportOptions, TablePreview
from gmm_explorer.view.widgets.card import Rows
from gmm_explorer.view.widgets.fields import choice_field


@dataclass(frozen=True, slots=True)
class _Field:
    """One thing that can be said about a table, by its name among `ImportOptions`."""

    option: str
    label: str
    tip: str
    words: Mapping[Any, str]


_FIELDS = (
    _Field(
        "encoding",
        "Encoding",
        "How the bytes of the file stand for letters",
        {
            "utf-8": "UTF-8",
            "utf-8-sig": "UTF-8 with BOM",
            "utf-16": "UTF-16",
            "cp1252": "Latin (1252)",
            "latin-1": "Latin-1",
        },
    ),
    _Field(
        "delimiter",
        "Delimiter",
        "What stands between two cells",
        {",": "comma ,", ";": "semicolon ;", "\t": "tabulator", "|": "bar |", " ": "white space"},
    ),
    _Field(
        "decimal",
        "Decimal mark",
        "What stands before the decimals of a number",
        {".": "point .", ",": "comma ,"},
    ),
    _Field(
        "thousands",
        "Thousands",
        "What stands between the thousands of a number",
        {"": "none", ",": "comma ,", ".": "point .", " ": "space", "'": "apostrophe '"},
    ),
    _Field(
        "has_header",
        "First row",
        "Whether the first row names the columns",
        {True: "names", False: "data"},
    ),
    _Field(
        "comment",
        "Comments",
        "What a line that is no data begins with",
        {"": "none", "#": "#", "%": "%", "//": "//", ";": ";", "!": "!"},
    ),
)
_ALWAYS = ("has_header",)
_AUTO = "auto"


class DialectFields(QWidget):
    """One row for each thing that can be said about a table.

    Parameters
    ----------
    said
        What is known beforehand: it is not asked.

    Attributes
    ----------
    changed
        A person has said something else.
    """

    changed = Signal()

    def __init__(self, said: ImportOptions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = said
        self._rows = Rows()
        self.setLayout(self._rows)
        self._sheet = choice_field("import_sheet", "The sheet of the spreadsheet")
        self._sheet.activated.connect(self._choose_sheet)
        self._rows.add("Sheet", self._sheet)
        self._combos = {field.option: self._added(field) for field in _FIELDS}
        self._known = {field.option: getattr(said, field.option) for field in _FIELDS}
        self._rows.show_row(self._sheet, False)

    @property
    def options(self) -> ImportOptions:
        """What a person has said; None where it is to be found out."""
        return self._said

    def show_found(self, preview: TablePreview) -> None:
        """Show what was found out, and only what means something for this table."""
        for field in _FIELDS:
            combo = self._combos[field.option]
            asked = self._known[field.option] is None
            means_something = preview.is_text or (field.option in _ALWAYS and preview.sheets)
            self._rows.show_row(combo, bool(asked and means_something))
            if getattr(self._said, field.option) is None:
                found = getattr(preview.found, field.option)
                word = field.words.get(found, "" if found is None else str(found))
                combo.setItemText(0, f"auto: {word}" if word else _AUTO)
        self._offer_sheets(preview)
        self.setVisible(preview.is_text or bool(preview.sheets))

    def _added(self, field: _Field) -> QComboBox:
        combo = choice_field(f"import_{field.option}", field.tip)
        combo.addItem(_AUTO)
        combo.addItems(list(field.words.values()))
        combo.activated.connect(lambda index: self._choose(field, index))
        self._rows.add(field.label, combo)
        return combo

    def _choose(self, field: _Field, index: int) -> None:
        value = None if index == 0 else list(field.words)[index - 1]
        self._say(field.option, value)

    def _choose_sheet(self) -> None:
        self._say("sheet", self._sheet.currentText())

    def _say(self, option: str, value: object) -> None:
        if getattr(self._said, option) != value:
            self._said = replace(self._said, **cast(dict[str, Any], {option: value}))
            self.changed.emit()

    def _offer_sheets(self, preview: TablePreview) -> None:
        self._rows.show_row(self._sheet, len(preview.sheets) > 1)
        with QSignalBlocker(self._sheet):
            self._sheet.clear()
            self._sheet.addItems(list(preview.sheets))
            self._sheet.setCurrentText(preview.found.sheet or "")
