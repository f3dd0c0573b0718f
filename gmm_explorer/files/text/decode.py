"""From the bytes of a file to text: byte order marks, UTF-8, UTF-16, Windows-1252."""

import codecs
import re
from typing import NamedTuple

from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.errors import quoted
from gmm_explorer.files.signatures import signature_of
from gmm_explorer.files.text.tabletext import line_of, pieces_of, regular_line_ends

# UTF-32 first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r")) + b"\x7f"
_CONTROL = re.compile(f"[{re.escape(_CONTROLS.decode('ascii'))}]")
_DOS_END = "\x1a"
_HEAD = 4096


class Decoded(NamedTuple):
    """The text of a file, its encoding by Python's name, and what people should know of that."""

    text: str
    encoding: str
    notices: tuple[str, ...]


def decode(content: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of a table.

    Parameters
    ----------
    content
        All of it.
    encoding
        When it is known already, by a name that Python knows.

    Raises
    ------
    BadContentError
        When the bytes are no text, or not in an encoding that can be known for sure.
    """
    known = signature_of(content)
    if known is not None:
        raise BadContentError("", f"this is {known.kind}, not a table of text", known.remedy)
    if encoding is not None:
        return _as_told(content, encoding)
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    if encoding is None:
        _refuse_unmarked_utf16(content)
    return _checked(*_as_text(content, encoding))


def _as_told(content: bytes, encoding: str) -> Decoded:
    try:
        return _checked(content.decode(encoding).removeprefix("\ufeff"), encoding, ())
    except LookupError as problem:
        raise BadContentError(
            "", f"there is no encoding {quoted(encoding)}", "choose another one"
        ) from problem
    except UnicodeError as problem:
        raise BadContentError("", f"it is not {encoding}", "choose another encoding") from problem


def _checked(text: str, encoding: str, notices: tuple[str, ...]) -> Decoded:
    if text.rstrip("\r\n").endswith(_DOS_END):
        text = text.rstrip("\r\n" + _DOS_END) + "\n"
        notices = (*notices, "The end-of-file character of DOS at the end was left out.")
    _refuse_controls(text)
    return Decoded(text, encoding, notices)


def _as_text(content: bytes, encoding: str | None) -> tuple[str, str, tuple[str, ...]]:
    try:
        return content.decode(encoding or "utf-8"), encoding or "utf-8", ()
    except UnicodeDecodeError as problem:
        if encoding is not None:
            raise BadContentError(
                "",
                f"it begins as {encoding.upper()} and goes on as something else",
                "save it as UTF-8",
            ) from problem
    try:
        text, encoding, name = content.decode("cp1252"), "cp1252", "Windows-1252 (Latin)"
    except UnicodeDecodeError:
        text, encoding, name = content.decode("latin-1"), "latin-1", "Latin-1"
    return text, encoding, (f"The text is not UTF-8: its encoding was taken to be {name}.",)


def _refuse_unmarked_utf16(content: bytes) -> None:
    head = content[:_HEAD]
    for zeros in (head[0::2], head[1::2]):
        if len(head) >= 4 and zeros.count(0) > 0.7 * len(zeros) and head.count(0) < 0.8 * len(head):
            raise BadContentError(
                "",
                "its encoding looks like UTF-16 without the mark that would say so",
                "save it as UTF-8",
            )


def _has_control(text: str) -> bool:
    # Counting in bytes is ten times as fast as a search through the text.
    content = text.encode("utf-8", "replace")
    return len(content.translate(None, _CONTROLS)) < len(content)


def _refuse_controls(text: str) -> None:
    found = None if not any(map(_has_control, pieces_of(text))) else _CONTROL.search(text)
    if found is None:
        return
    what = "a NUL byte" if found[0] == "\0" else f"the control character {ord(found[0]):#04x}"
    before = regular_line_ends(text[: found.start()])
    raise BadContentError(
        f"line {line_of(before, len(before))}",
        f"there is {what}: the file is binary or damaged, not text",
        "choose a table of text or restore the file",
    )
