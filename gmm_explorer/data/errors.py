"""What can be wrong with a data set."""


class DatasetError(ValueError):
    """Values that cannot be a data set; the message says why and what to do next."""
