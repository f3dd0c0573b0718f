"""What a JSON document holds, asked for by name and by kind: anything else is refused."""

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeVar

from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.errors import quoted

T = TypeVar("T")

AGAIN = "open an older copy of the file, or save the session again"
LONGEST_TEXT = 100_000
MOST = 2**53
"""Whole numbers above are not what they seem in a JSON document."""


def refusal(place: str, reason: str) -> BadContentError:
    """Return the error that says what of a session is not as it was written."""
    return BadContentError(place, reason, AGAIN)


class Fields:
    """An object of a JSON document.

    Parameters
    ----------
    value
        What stands where the object should be.
    place
        What to call it in a message.
    known
        The keys it may have.

    Raises
    ------
    BadContentError
        When it is no object, or has other keys.
    """

    def __init__(self, value: object, place: str, known: Collection[str]) -> None:
        if not isinstance(value, dict):
            raise refusal(place, "it is no object with keys")
        for key in value:
            if key not in known:
                raise refusal(place, f"nothing here is called {quoted(key)}")
        self._fields: Mapping[str, object] = value
        self.place = place

    def __contains__(self, key: str) -> bool:
        return key in self._fields

    def where(self, key: str) -> str:
        """Return what to call a field in a message."""
        return f"{self.place}, {key}"

    def get(self, key: str) -> object:
        """Return whatever a field holds."""
        if key not in self._fields:
            raise refusal(self.place, f"'{key}' is missing")
        return self._fields[key]

    def whole(self, key: str, stop: int = MOST, start: int = 0) -> int:
        """Return a whole number from ``start`` to below ``stop``."""
        return whole(self.get(key), self.where(key), stop, start)

    def number(self, key: str) -> float:
        """Return a finite number."""
        return number(self.get(key), self.where(key))

    def truth(self, key: str) -> bool:
        """Return true or false."""
        value = self.get(key)
        if not isinstance(value, bool):
            raise refusal(self.where(key), "it is neither true nor false")
        return value

    def text(self, key: str) -> str:
        """Return a text."""
        return text(self.get(key), self.where(key))

    def items(self, key: str) -> list[object]:
        """Return a list."""
        return items(self.get(key), self.where(key))

    def each(self, key: str, read: Callable[[object, str], T]) -> Iterator[T]:
        """Yield what is read of every item of a list, each with what to call it."""
        for index, item in enumerate(self.items(key)):
            yield read(item, f"{key}[{index}]" if not self.place else f"{self.where(key)}[{index}]")

    def optional(self, key: str, read: Callable[[object, str], T]) -> T | None:
        """Return what is read of a field, or None where it is null."""
        value = self.get(key)
        return None if value is None else read(value, self.where(key))


def whole(value: object, place: str, stop: int = MOST, start: int = 0) -> int:
    """Return a whole number from ``start`` to below ``stop``."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise refusal(place, "it is no whole number")
    if stop <= start:
        raise refusal(place, "there is nothing that it could stand for")
    if not start <= value < stop:
        raise refusal(place, f"it is {value} and not from {start} to {stop - 1}")
    return value


def number(value: object, place: str) -> float:
    """Return a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refusal(place, "it is no number")
    try:
        result = float(value)
    except OverflowError as problem:
        raise refusal(place, "it is too large for double precision") from problem
    if not math.isfinite(result):
        raise refusal(place, "it is not finite")
    return result


def text(value: object, place: str) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise refusal(place, "it is no text")
    if len(value) > LONGEST_TEXT:
        raise refusal(place, f"its {len(value):,} characters are more than {LONGEST_TEXT:,}")
    return value


def items(value: object, place: str) -> list[object]:
    """Return a list."""
    if not isinstance(value, list):
        raise refusal(place, "it is no list")
    return value


def one_of(value: object, place: str, choices: Collection[str]) -> str:
    """Return a text that is one of several."""
    chosen = text(value, place)
    if chosen not in choices:
        raise refusal(place, f"{quoted(chosen)} is none of {', '.join(choices)}")
    return chosen
