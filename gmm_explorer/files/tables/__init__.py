"""Tables that are no text: arrays of NumPy, Parquet, spreadsheets."""

from typing import TYPE_CHECKING

from gmm_explorer.fronts import front

if TYPE_CHECKING:
    from gmm_explorer.files.tables.column_files import columns_of_file
    from gmm_explorer.files.tables.columns import table_of_columns
    from gmm_explorer.files.tables.spreadsheet import table_of_spreadsheet
else:
    __getattr__ = front(
        __name__,
        {
            "column_files": ("columns_of_file",),
            "columns": ("table_of_columns",),
            "spreadsheet": ("table_of_spreadsheet",),
        },
    )

__all__ = ["columns_of_file", "table_of_columns", "table_of_spreadsheet"]
