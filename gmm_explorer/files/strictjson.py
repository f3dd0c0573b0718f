"""JSON without the leniency of Python's reader: no NaN, no infinity, no key twice."""

import json
import math
from typing import Never

from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.errors import quoted

_AGAIN = "write the file again"


def parse_strictly(content: bytes) -> object:
    """Return what a JSON document in UTF-8 holds.

    Raises
    ------
    BadContentError
        When it is not UTF-8, no JSON, nested too deeply, names a key twice or holds a number
        that is not finite.
    """
    try:
        document: object = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_without_repetition,
            parse_constant=_refuse_constant,
            parse_float=_finite,
        )
    except UnicodeDecodeError as problem:
        raise BadContentError("", "it is not UTF-8 text", _AGAIN) from problem
    except json.JSONDecodeError as problem:
        place = f"line {problem.lineno}, column {problem.colno}"
        raise BadContentError(place, f"it is not JSON ({problem.msg})", _AGAIN) from problem
    except RecursionError as problem:
        raise BadContentError("", "it is nested too deeply", _AGAIN) from problem
    except ValueError as problem:  # a whole number of more digits than Python converts
        raise BadContentError("", "a number in it has too many digits", _AGAIN) from problem
    return document


def _without_repetition(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result: dict[str, object] = {}
    for key, value in pairs:
        if key in result:
            raise BadContentError(f"key {quoted(key)}", "it stands there twice", "remove one")
        result[key] = value
    return result


def _refuse_constant(name: str) -> Never:
    raise BadContentError("", f"it holds {name}, which is no number", "write a number or null")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        reason = f"the number {quoted(digits)} is too large for double precision"
        raise BadContentError("", reason, "rescale the data")
    return value
