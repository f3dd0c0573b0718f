"""What is said about lines that can be left out."""

from collections.abc import Sequence

_MOST_NAMED = 8
_MOST_LISTED = 200


def leave_out_words(lines: Sequence[int], *, all_known: bool) -> str:
    """Return what a person consents to.

    Parameters
    ----------
    lines
        At least one, from 1.
    all_known
        Whether these are all, or only those among the first rows.
    """
    one = len(lines) == 1
    noun = "line" if one else "lines"
    named = ", ".join(f"{line:,}" for line in lines[:_MOST_NAMED])
    more = f" and {len(lines) - _MOST_NAMED:,} more" if len(lines) > _MOST_NAMED else ""
    what = "has a missing or non-numeric cell" if one else "have missing or non-numeric cells"
    counted = f"{len(lines):,} {noun} that {what}: {named}{more}"
    return f"Leave out {counted}" + ("" if all_known else ", and any further ones like them")


def listed_lines(lines: Sequence[int]) -> str:
    """Return the numbers of the lines, as many as can be read."""
    listed = ", ".join(f"{line:,}" for line in lines[:_MOST_LISTED])
    return f"{listed}, …" if len(lines) > _MOST_LISTED else listed
