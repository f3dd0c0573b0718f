"""What a parameter of generated data is: its words, its range, its usual value."""

from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from gmm_explorer.data.errors import DatasetError

MOST_POINTS = 1_000_000
"""More are read from a file."""
MOST_CLUSTERS = 99

_KEY = "parameter"

Value = float | str
T = TypeVar("T", int, float, str)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a range.

    Attributes
    ----------
    text
        Its label on screen; the first word is its name in sentences.
    tip
        What it means, and what its ends mean, in one sentence.
    low, high
        The least and the largest that is taken.
    step
        How far an arrow key goes.
    plane_only
        Whether it means nothing on a line.
    zero
        What 0 means, where that is another thing than very little of it.
    is_whole
        Whether it counts something.
    """

    text: str
    tip: str
    low: float
    high: float
    step: float
    plane_only: bool = False
    zero: str = ""
    is_whole: bool = False

    @property
    def name(self) -> str:
        """The word for it in a sentence."""
        return self.text.split()[0]

    def check(self, value: float) -> None:
        """Raise DatasetError where a value is outside the range; the message is a sentence."""
        if not self.low <= value <= self.high:  # which a NaN is not, either
            raise DatasetError(
                f"{self.name} cannot be {self._written(value)}: give a number from "
                f"{self._written(self.low)} to {self._written(self.high)}"
            )

    def words(self, value: float) -> str:
        """Return what a value means."""
        return self.zero if self.zero and value == 0.0 else self._written(value)

    def _written(self, value: float) -> str:
        return f"{value:,.0f}" if self.is_whole else f"{value:g}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several values.

    Attributes
    ----------
    text, tip
        As those of a `Number`.
    options
        The words for each value.
    """

    plane_only: ClassVar[bool] = False

    text: str
    tip: str
    options: Mapping[Any, str]

    @property
    def name(self) -> str:
        """The word for it in a sentence."""
        return self.text.split()[0]

    def check(self, value: Value) -> None:
        """Raise DatasetError where there is no such choice."""
        if value not in self.options:
            known = ", ".join(str(option) for option in self.options)
            raise DatasetError(f"{self.name} cannot be {value}: choose one of {known}")

    def words(self, value: Value) -> str:
        """Return what a value is called."""
        return self.options[value]


Parameter = Number | Choice


def parameter(usual: T, meaning: Parameter) -> T:
    """Return a field of a dataclass that is a parameter; its default is the usual value."""
    made: T = field(default=usual, metadata={_KEY: meaning})
    return made


def parameters(
    recipe: "DataclassInstance | type[DataclassInstance]",
) -> dict[str, Parameter]:
    """Return the parameters of a recipe, or of its class, by the names of their fields."""
    return {item.name: item.metadata[_KEY] for item in fields(recipe) if _is_parameter(item)}


def dimension(usual: int = 2, among: tuple[int, ...] = (2, 1)) -> int:
    """Return the field of how many columns there are."""
    options = {n_features: f"{n_features}-D" for n_features in among}
    return parameter(
        usual, Choice("Dimension", "Two columns on a plane, or one on a line", options)
    )


def points() -> int:
    """Return the field of how many points there are."""
    tip = "How many points are drawn, outliers among them"
    return parameter(500, Number("Points", tip, 1, MOST_POINTS, 100, is_whole=True))


def clusters() -> int:
    """Return the field of how many clusters there are."""
    tip = "How many clusters the points are drawn from"
    return parameter(3, Number("Clusters", tip, 1, MOST_CLUSTERS, 1, is_whole=True))


def stretch() -> float:
    """Return the field of how long clusters are."""
    tip = "Longer axis over shorter axis of each cluster, in a direction of its own"
    return parameter(1.0, Number("Stretch", tip, 1.0, 50.0, 0.5, plane_only=True))


def noise(usual: float = 0.0, high: float = 20.0) -> float:
    """Return the field of how much the points are jittered; see `with_noise`."""
    tip = "Standard deviation of a normal jitter that every point gets, in each column"
    return parameter(usual, Number("Noise", tip, 0.0, high, 0.05 if high < 10.0 else 0.1))


def outliers() -> float:
    """Return the field of how many points belong to nothing; see `with_outliers`."""
    tip = "Share of the points that lie anywhere in a box half as wide again as all others"
    return parameter(0.0, Number("Outliers", tip, 0.0, 0.5, 0.01))


def _is_parameter(item: Field[Any]) -> bool:
    return _KEY in item.metadata
