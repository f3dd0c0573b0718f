"""The text of a table made regular: line ends, comments, and signs from typeset tables."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_COMMENT_SIGNS = ("#", "%", "//")
_SEPARATOR_LINE = re.compile(r"\s*+sep=([,;|:\t ])[ \t]*(?=\n|\Z)", re.IGNORECASE)
_MINUS_SIGN = "−"
_PIECE = 1 << 20


class TableText(NamedTuple):
    """Text of the same physical lines as the file, comments left blank.

    Attributes
    ----------
    text : str
        The lines.
    start : int
        Where the first line begins that is not blank.
    delimiter : str or None
        What a line ``sep=;`` at the top says, as spreadsheets write it.
    notices : tuple of str
        What was changed in a way that people should know.
    comment : str
        What lines of comment begin with, empty where there are none.
    """

    text: str
    start: int
    delimiter: str | None
    notices: tuple[str, ...]
    comment: str


def regular_text(text: str, comment: str | None = None, thousands: str | None = None) -> TableText:
    """Return the text of a table with regular lines; no line is added or removed.

    Parameters
    ----------
    text
        As it was decoded.
    comment
        What a line of comment begins with, empty for none; None means any of the usual signs.
    thousands
        A mark to be taken out from between the digits of numbers.
    """
    notices = []
    text = regular_line_ends(text)
    signs = [sign for sign in ([comment] if comment is not None else _COMMENT_SIGNS) if sign]
    comment = ""
    for sign in signs:
        without = _without_comments(text, sign)
        if without is not text:
            text, comment = without, comment or sign
    if thousands and thousands not in ".,":  # these two are known where numbers are read
        mark = re.compile(rf"(?<=\d){re.escape(thousands)}(?=\d{{3}}(?!\d))")
        text = "".join(mark.sub("", piece) for piece in pieces_of(text))
    if _MINUS_SIGN in text:
        text = "".join(piece.replace(_MINUS_SIGN, "-") for piece in pieces_of(text))
        notices.append(f"The minus sign {_MINUS_SIGN} of typeset tables was read as a hyphen -.")
    delimiter = None
    separator_line = _SEPARATOR_LINE.match(text)
    if separator_line:
        delimiter = separator_line[1]
        text = separator_line[0].count("\n") * "\n" + text[separator_line.end() :]
    return TableText(text, _first_line(text), delimiter, tuple(notices), comment)


def _without_comments(text: str, sign: str) -> str:
    """Return the text with the lines left blank that begin with a sign: the same one if none do."""
    if sign not in text:
        return text
    comment = re.compile(rf"\n[ \t]*+{re.escape(sign)}[^\n]*")
    without = "".join(comment.sub("\n", "\n" + piece)[1:] for piece in pieces_of(text))
    return text if len(without) == len(text) else without


def regular_line_ends(text: str) -> str:
    """Return the text with all its line ends, of whatever system, as line feeds."""
    if "\r" not in text:
        return text
    return "".join(piece.replace("\r\n", "\n").replace("\r", "\n") for piece in pieces_of(text))


def pieces_of(text: str) -> Iterator[str]:
    """Yield a text in pieces that end with a line feed, for work that lets no other thread in."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _PIECE) + 1 or len(text)
        yield text[start:end]
        start = end


def _first_line(text: str) -> int:
    return text.rfind("\n", 0, len(text) - len(text.lstrip())) + 1


def line_of(text: str, position: int) -> int:
    """Return the physical line, from 1, of a position in a text."""
    return text.count("\n", 0, position) + 1
