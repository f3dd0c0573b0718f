"""Texts from outside (file names, column names, reasons) shown as they are, never as markup."""

import html
import re

# As long as a word of any language; what is longer is a path, a name or a number.
_LONGEST_WORD = 24
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD}}}(?=\S)")
_ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"


def tool_tip(text: str) -> str:
    """Return a tool tip that shows the text literally, wrapped where it is long."""
    if not text:
        return ""
    return f"<qt>{html.escape(breakable(text)).replace(chr(10), '<br>')}</qt>"


def breakable(text: str) -> str:
    """Return the text with invisible places to wrap in words too long for a line."""
    return _LONG_WORD.sub(lambda match: match[0] + _ZERO_WIDTH_SPACE, text)
