"""What the files room refuses: the file, the place in it, the reason and the remedy."""

import os
from pathlib import Path

FilePath = str | os.PathLike[str]

_LONGEST_QUOTE = 40


class FileError(Exception):
    """A file that cannot be read or written.

    Parameters
    ----------
    file
        The path; the message shows its last part.
    place
        Where in the file, such as "line 3, column 1 (x)"; empty when it is all of it.
    reason
        What is wrong there.
    remedy
        What to do next.
    """

    def __init__(self, file: FilePath, place: str, reason: str, remedy: str) -> None:
        super().__init__(os.fspath(file), place, reason, remedy)
        self.file = os.fspath(file)
        self.place = place
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        where = ", ".join(part for part in (shown_name(self.file), self.place) if part)
        return f"{where}: {self.reason}; {self.remedy}."


class DataFileError(FileError):
    """A table that cannot be read."""


class ParametersFileError(FileError):
    """A file of parameters that cannot be read or written."""


class SessionFileError(FileError):
    """A session that cannot be read."""


class ExportError(FileError):
    """A file that cannot be written; an older one of that name is left whole."""


def shown_name(file: FilePath) -> str:
    """Return the last part of a path as text that is safe on one line.

    Markup and direction marks stay as they are; what would break the line or cannot be encoded
    (a name that is not UTF-8) is escaped.
    """
    name = Path(file).name or os.fspath(file)
    return "".join(_shown_character(character) for character in name)


def quoted(cell: str) -> str:
    """Return the text of a cell for a message: in quotation marks, on one line, not too long."""
    text = "".join(_shown_character(character) for character in cell[: _LONGEST_QUOTE + 1])
    if len(cell) > _LONGEST_QUOTE:
        text = text[:_LONGEST_QUOTE] + "…"
    return f"'{text}'"


def _shown_character(character: str) -> str:
    unsafe = character < " " or character == "\x7f" or "\ud800" <= character <= "\udfff"
    return ascii(character)[1:-1] if unsafe else character
