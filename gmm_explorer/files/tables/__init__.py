"""Reading tables that are not text: arrays, spreadsheets, Parquet."""
