"""Reading tables of text: CSV, TSV, columns separated by white space."""
