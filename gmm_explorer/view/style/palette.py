"""Colours of components and of what lies between them, without Qt."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Color = tuple[int, int, int]

COLORS: tuple[Color, ...] = (
    (0x3F, 0x90, 0xDA),
    (0xFF, 0xA9, 0x0E),
    (0xBD, 0x1F, 0x01),
    (0x94, 0xA4, 0xA2),
    (0x83, 0x2D, 0xB6),
    (0xA9, 0x6B, 0x59),
    (0xE7, 0x63, 0x00),
    (0xB9, 0xAC, 0x70),
    (0x71, 0x75, 0x81),
    (0x92, 0xDA, 0xDD),
)
"""Petroff's ten (M. A. Petroff 2021, arXiv:2107.02270), apart for every colour vision."""

UNASSIGNED: Color = (0x8A, 0x92, 0x9D)
"""The grey of a point that belongs to no component yet."""

LARGE_TYPE = 3.0
"""The contrast that bold numbers need (WCAG 2.2, 1.4.3)."""

# Oklab (B. Ottosson 2020): linear sRGB -> cone responses, whose cube roots Lab is linear in.
# Mixing in Oklab is therefore mixing cube roots of cone responses; Lab itself is not needed.
_CONES_OF_RGB = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_RGB_OF_CONES = np.linalg.inv(_CONES_OF_RGB)

# Finer than the smallest step of the transfer curve, so that every byte keeps its own entry.
_ENCODE_STEPS = 1 << 14

# Points a block: its few temporaries stay in the cache.
_BLOCK = 8192


def component_color(k: int) -> Color:
    """Return the colour of component ``k`` (from 0); after ten they come round again."""
    return COLORS[k % len(COLORS)]


def text_color_on(color: Color) -> Color:
    """Return the ink, white or nearly black, in which a number on this colour reads best."""
    white_contrast = 1.05 / (_luminance(color) + 0.05)
    # White looks calmer on a saturated disc; it gives way only where it would not be read.
    return (255, 255, 255) if white_contrast >= LARGE_TYPE else (0x1C, 0x21, 0x27)


def mix(responsibilities: NDArray[np.float64], unassigned: Color = UNASSIGNED) -> NDArray[np.uint8]:
    """Mix the components' colours by responsibility, in Oklab.

    Equal parts are as light as the mean of the parents, which is not so in sRGB.

    Parameters
    ----------
    responsibilities : (N, K)
        Non-negative; a row need not sum to 1.
    unassigned
        The colour of rows that are all zero or not finite.

    Returns
    -------
    (N, 3) uint8
        sRGB.
    """
    colors = [component_color(k) for k in range(responsibilities.shape[1])]
    return mix_colors(responsibilities, colors, unassigned)


def mix_colors(
    shares: NDArray[np.float64], colors: Sequence[Color], unassigned: Color = UNASSIGNED
) -> NDArray[np.uint8]:
    """Mix any M colours in Oklab by shares (N, M); see `mix`."""
    result = np.empty((len(shares), 3), np.uint8)
    roots = _roots_and_ones(tuple(colors))
    for start in range(0, len(result), _BLOCK):
        block = slice(start, start + _BLOCK)
        result[block] = _mix_block(shares[block], roots, unassigned)
    return result


def to_light(values: NDArray[np.uint8], out: NDArray[np.float64]) -> None:
    """Write linear light, from 0 to 1, for sRGB bytes (N,) into an array (N,)."""
    for start in range(0, len(values), _BLOCK):  # NumPy makes wide indices of bytes first
        block = slice(start, start + _BLOCK)
        _LIGHT_OF_BYTE.take(values[block], out=out[block], mode="clip")


def from_light(light: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Return sRGB bytes for linear light from 0 to 1, of any shape; NaN becomes black."""
    steps = light * _ENCODE_STEPS
    # fmax and fmin, unlike clip, turn what is not a number into one.
    np.fmin(np.fmax(steps, 0.0, out=steps), _ENCODE_STEPS - 1.0, out=steps)
    return _BYTE_OF_LIGHT.take(steps.astype(np.int32))


def _cone_roots(rgb: NDArray[np.generic]) -> NDArray[np.float64]:
    return np.cbrt(_linear(np.asarray(rgb, float)) @ _CONES_OF_RGB.T)


@lru_cache(maxsize=64)
def _roots_and_ones(colors: tuple[Color, ...]) -> NDArray[np.float64]:
    # A fourth row of ones sums each point's responsibilities in the same product.
    roots = np.ones((4, len(colors)))
    roots[:3] = _cone_roots(np.array(colors, np.uint8).reshape(-1, 3)).T
    roots.setflags(write=False)
    return roots


def _mix_block(
    responsibilities: NDArray[np.float64], roots: NDArray[np.float64], unassigned: Color
) -> NDArray[np.uint8]:
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        mixed = roots @ responsibilities.T
        total = mixed[3]
        assigned = (total > 0) & (total < np.inf)
        mixed = mixed[:3] / total
        cones = mixed * mixed * mixed
        result = from_light(_RGB_OF_CONES @ cones).T
    return result if assigned.all() else np.where(assigned[:, None], result, unassigned)


def _linear(srgb: NDArray[np.float64]) -> NDArray[np.float64]:
    value = srgb / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def _encoded(linear: NDArray[np.float64]) -> NDArray[np.uint8]:
    curve = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.rint(curve * 255).astype(np.uint8)


def _luminance(color: Color) -> float:
    return float(_linear(np.array(color, float)) @ (0.2126, 0.7152, 0.0722))


_LIGHT_OF_BYTE = _linear(np.arange(256.0))
_BYTE_OF_LIGHT = _encoded((np.arange(_ENCODE_STEPS) + 0.5) / _ENCODE_STEPS)
