"""Sessions as files: the data, the whole history, and how it is looked at."""
