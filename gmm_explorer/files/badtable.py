"""A text that is no table, before anybody knows which file it came from."""


class BadTableError(Exception):
    """What is wrong with the text of a table.

    Parameters
    ----------
    place
        Where, such as "line 3, column 1 (x)"; empty when it is all of it.
    reason
        What is wrong there.
    remedy
        What to do next.
    """

    def __init__(self, place: str, reason: str, remedy: str) -> None:
        super().__init__(place, reason, remedy)
        self.place = place
        self.reason = reason
        self.remedy = remedy
