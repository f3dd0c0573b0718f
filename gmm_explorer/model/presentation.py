"""How the state is looked at: outside undo, saved with the session."""

from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.em import Mixture
from gmm_explorer.em.repairs import Repair
from gmm_explorer.model.answer import Question
from gmm_explorer.model.block import Position
from gmm_explorer.model.brush import Brush
from gmm_explorer.model.playback import Playback
from gmm_explorer.model.shown import Shown
from gmm_explorer.model.tracing import Tracing

Selection = tuple[int, ...]
Points = NDArray[np.intp]

NO_POINTS: Points = np.empty(0, np.intp)
NO_POINTS.flags.writeable = False


class Tool(Enum):
    """What the mouse does on the plot."""

    SELECT = "select"
    PLACE = "place"
    PAINT = "paint"
    ERASE = "erase"
    JITTER = "jitter"

    @property
    def is_brush(self) -> bool:
        """Whether it puts, takes away or moves points."""
        return self in (Tool.PAINT, Tool.ERASE, Tool.JITTER)


class ColourMode(Enum):
    """What the colour of a point says."""

    MIXED = "mixed"
    HARD = "hard"
    UNCERTAINTY = "uncertainty"
    COMPONENT = "component"
    PIES = "pies"


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
    brush
        How points are painted, erased and jittered.
    colour_at_once
        Whether an E-step follows every edit, so that points are never grey.
    equal_axes
        Whether both axes have one scale; None leaves it to the data's spans.
    start
        How the next initialisation is made.
    shown
        Which drawings lie over and under the points.
    colour_mode
        What the colour of a point says.
    marked
        Shape (M,), the marked points, ascending; none after new data.
    asking
        Whether a click asks the mixture about a place.
    playback
        How EM is played by the clock.
    pins
        The questions that stay on the plot, in the order they were asked.
    compared
        The state of the history that the one shown is compared with.
    tracing
        How the log-likelihood is plotted.
    proposed
        What a repair would make of the mixture, shown before it is done.
    standing
        The repair by which runs go on after a collapse; without one they stop and ask.
    """

    selection: Selection = ()
    tool: Tool = Tool.SELECT
    brush: Brush = field(default_factory=Brush)
    colour_at_once: bool = False
    equal_axes: bool | None = None
    start: Start = field(default_factory=Start)
    shown: Shown = field(default_factory=Shown)
    colour_mode: ColourMode = ColourMode.MIXED
    marked: Points = field(default_factory=lambda: NO_POINTS)
    asking: bool = False
    pins: tuple[Question, ...] = ()
    compared: Position | None = None
    playback: Playback = field(default_factory=Playback)
    tracing: Tracing = field(default_factory=Tracing)
    proposed: Mixture | None = None
    standing: Repair | None = None
