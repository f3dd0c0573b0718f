"""What the points look like in each colour mode, without Qt."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.model import ColourMode, Frame, Pause, Presentation, nothing
from gmm_explorer.view.style.markers import marker_of
from gmm_explorer.view.style.palette import COLORS, UNASSIGNED, Color, component_color, mix_colors
from gmm_explorer.view.style.palette import mix as mix_components
from gmm_explorer.view.style.theme import Theme, rgb_of

FloatArray = NDArray[np.float64]
Bytes = NDArray[np.uint8]
Points = NDArray[np.intp]

MOST_PIES = 1_000
"""More points are drawn in mixed colours: pies of so many take longer than a frame of a drag, and
can no longer be told apart."""

CERTAIN: Color = (0x9A, 0xA3, 0xB0)
UNCERTAIN: Color = (0xC2, 0x00, 0x6B)
"""The ends of the ramp: apart in hue and lightness, from each other and from light and dark."""

# Points a block: its few temporaries stay in the cache.
_BLOCK = 8192

# Points worked out between two pauses: few milliseconds.
_PIECE = 4 * _BLOCK


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """What points look like.

    Attributes
    ----------
    rgb
        Shape (N, 3), their colours; None while they are grey.
    shapes
        Shape (N,), which of the markers' shapes each has; None where all are discs.
    pies
        Shape (N, K), the shares of the pies that stand in the points' places, or None.
    """

    rgb: Bytes | None = None
    shapes: Bytes | None = None
    pies: FloatArray | None = None

    def of(self, points: Points | None, _pause: Pause = nothing, /) -> "Looks":
        """Return what some of the points look like, all of them for None."""
        if points is None:
            return self
        rgb = None if self.rgb is None else self.rgb[points]
        shapes = None if self.shapes is None else self.shapes[points]
        pies = None if self.pies is None else self.pies[points]
        return Looks(rgb, shapes, pies)


@dataclass(frozen=True, slots=True, eq=False)
class Colouring:
    """What colours say of responsibilities, not worked out yet.

    Attributes
    ----------
    responsibilities
        Shape (N, K); None leaves the points grey.
    mode
        What colours say.
    component
        Whose responsibility `ColourMode.COMPONENT` shows.
    absent
        The colour of points in which that component has no part.
    """

    responsibilities: FloatArray | None
    mode: ColourMode
    component: int
    absent: Color

    def of(self, points: Points | None, pause: Pause = nothing, /) -> Looks:
        """Return what some of the points look like, all of them for None; on any thread."""
        r = self.responsibilities
        if r is None:
            return Looks()
        mode = shown_mode(self.mode, len(r))
        asked = r if points is None else r[points]
        found = []
        for start in range(0, max(len(asked), 1), _PIECE):
            pause()
            found.append(looks(asked[start : start + _PIECE], mode, self.component, self.absent))
        return found[0] if len(found) == 1 else _joined(found)


def colouring_of(frame: Frame, theme: Theme) -> Colouring:
    """Return what the colours of a frame's points say."""
    return Colouring(
        frame.derived.responsibilities,
        frame.presentation.colour_mode,
        shown_component(frame.presentation),
        rgb_of(theme.scroll),
    )


def color_source(frame: Frame) -> tuple[object, ...]:
    """Return what the looks follow from: equal ones mean the same looks."""
    mode = frame.presentation.colour_mode
    component = shown_component(frame.presentation) if mode is ColourMode.COMPONENT else 0
    return id(frame.derived.responsibilities), mode, component


def _joined(pieces: list[Looks]) -> Looks:
    """Return the looks of many points, which are never pies, from those of their pieces."""
    rgb = [piece.rgb for piece in pieces if piece.rgb is not None]
    shapes = [piece.shapes for piece in pieces if piece.shapes is not None]
    return Looks(np.concatenate(rgb), np.concatenate(shapes) if shapes else None)


def shown_component(presentation: Presentation) -> int:
    """Return whose responsibility is shown alone: that of the selected one, else of the first."""
    return presentation.selection[0] if presentation.selection else 0


def looks(
    responsibilities: FloatArray | None,
    mode: ColourMode,
    component: int = 0,
    absent: Color = UNASSIGNED,
) -> Looks:
    """Return what points look like.

    Parameters
    ----------
    responsibilities
        Shape (N, K); None leaves the points grey.
    mode
        What colours say.
    component
        Whose responsibility `ColourMode.COMPONENT` shows.
    absent
        The colour of points in which that component has no part.
    """
    if responsibilities is None:
        return Looks()
    mode = shown_mode(mode, len(responsibilities))
    n_components = responsibilities.shape[1]
    by_component = mode in (ColourMode.MIXED, ColourMode.HARD)
    labels = None
    if mode is ColourMode.HARD or (by_component and n_components > len(COLORS)):
        labels = hard_labels(responsibilities)
    if mode is ColourMode.HARD and labels is not None:
        rgb = _hard_colors(labels, n_components)
    elif mode is ColourMode.UNCERTAINTY:
        rgb = ramp(uncertainty(responsibilities))
    elif mode is ColourMode.COMPONENT:
        k = min(component, n_components - 1)
        rgb = between(responsibilities[:, k], absent, component_color(k))
    else:
        rgb = mix_components(responsibilities)
    shapes = None
    if labels is not None and n_components > len(COLORS):
        shapes = np.array([marker_of(k) for k in range(n_components)], np.uint8)[labels]
    return Looks(rgb, shapes, responsibilities if mode is ColourMode.PIES else None)


def shown_mode(mode: ColourMode, n_points: int) -> ColourMode:
    """Return the mode that so many points are drawn in: pies are for few."""
    too_many = mode is ColourMode.PIES and n_points > MOST_PIES
    return ColourMode.MIXED if too_many else mode


def hard_labels(responsibilities: FloatArray) -> NDArray[np.int32]:
    """Return the component (N,) that each point belongs to most; -1 where it is not known."""
    labels = np.empty(len(responsibilities), np.int32)
    for block in _blocks(len(responsibilities)):
        r = responsibilities[block]
        known = np.isfinite(r).all(axis=1) & (r.sum(axis=1) > 0.0)
        labels[block] = np.where(known, r.argmax(axis=1), -1)
    return labels


def uncertainty(responsibilities: FloatArray) -> FloatArray:
    """Return the entropy (N,) of each row of r (N, K) over ln K: 0 is certain, 1 knows nothing.

    A lone component leaves no doubt: then all are 0.
    """
    n_points, n_components = responsibilities.shape
    result = np.zeros(n_points)
    if n_components < 2:
        return result
    for block in _blocks(n_points):
        r = responsibilities[block]
        # 0 ln 0 is 0: the smallest normal number stands in for 0 in the logarithm.
        terms = r * np.log(np.maximum(r, np.finfo(np.float64).tiny))
        result[block] = -terms.sum(axis=1)
    return np.asarray(np.clip(result / math.log(n_components), 0.0, 1.0))


def ramp(values: FloatArray) -> Bytes:
    """Return the colours (N, 3) of uncertainties from 0 to 1, even to the eye."""
    return between(values, CERTAIN, UNCERTAIN)


def between(values: FloatArray, first: Color, last: Color) -> Bytes:
    """Return the colours (N, 3) at these parts of the way, in Oklab, from one to another."""
    return mix_colors(np.column_stack([1.0 - values, values]), (first, last))


def _hard_colors(labels: NDArray[np.int32], n_components: int) -> Bytes:
    colors = [component_color(k) for k in range(n_components)]
    # The last one is what the label -1 takes.
    return np.array([*colors, UNASSIGNED], np.uint8)[labels]


def _blocks(n_points: int) -> list[slice]:
    return [slice(start, start + _BLOCK) for start in range(0, n_points, _BLOCK)]
