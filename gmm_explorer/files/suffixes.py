"""The suffixes by which files are known."""

SESSION_SUFFIX = ".gmmx"
SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
COLUMN_FILES = (".npy", ".npz", ".parquet", ".pq")
"""Tables that hold numbers, not text."""
TABLE_SUFFIXES = (".csv", ".tsv", ".txt", ".dat", *COLUMN_FILES, *SPREADSHEETS)
"""Tables; a file of any other name is taken for text."""
