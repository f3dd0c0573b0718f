"""The points of the data: many, coloured, fast."""
