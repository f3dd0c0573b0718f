"""What is wrong inside a file, said before anybody knows which file it is."""


class BadContentError(Exception):
    """Content that is not what it should be; whoever knows the file turns it into a FileError.

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
