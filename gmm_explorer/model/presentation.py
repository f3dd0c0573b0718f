"""How the state is looked at: outside undo, saved with the session."""

from dataclasses import dataclass, field
from enum import Enum

Selection = tuple[int, ...]


class Tool(Enum):
    """What the mouse does on the plot."""

    SELECT = "select"
    PLACE = "place"


@dataclass(frozen=True, slots=True, eq=False)
class Start:
    """How the next initialisation is made.

    Attributes
    ----------
    n_components
        K, the components it makes.
    method
        A method of `gmm_explorer.em.initialize`.
    seed
        Of its random numbers; the next initialisation takes the next seed.
    """

    n_components: int = 3
    method: str = "k-means++"
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Presentation:
    """How the state is looked at.

    Attributes
    ----------
    selection
        The selected components, ascending.
    tool
        The tool in hand.
    colour_at_once
        Whether an E-step follows every edit, so that points are never grey.
    equal_axes
        Whether both axes have one scale; None leaves it to the data's spans.
    start
        How the next initialisation is made.
    """

    selection: Selection = ()
    tool: Tool = Tool.SELECT
    colour_at_once: bool = False
    equal_axes: bool | None = None
    start: Start = field(default_factory=Start)
