"""Values that many share, numbered in the order in which they are met."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Numbered(Generic[T]):
    """Numbers objects: the same object, by identity, has the same number.

    Attributes
    ----------
    values
        All objects, by their numbers.
    """

    def __init__(self) -> None:
        self.values: list[T] = []
        self._numbers: dict[int, int] = {}

    def number(self, value: T) -> int:
        """Return the number of an object, a new one for one not met before."""
        number = self._numbers.setdefault(id(value), len(self.values))
        if number == len(self.values):
            self.values.append(value)
        return number
