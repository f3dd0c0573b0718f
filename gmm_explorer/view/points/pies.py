"""Small pies: each point a picture of all its responsibilities, where there are few points."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPixmap

from gmm_explorer.view.style.palette import UNASSIGNED, component_color
from gmm_explorer.view.style.theme import rgb_of

ATLAS_COLUMNS = 64

_SECTORS = 64  # narrower than a pixel at the rim of a pie


FloatArray = NDArray[np.float64]


def pie_side(diameter: float, halo: float) -> int:
    """Return width and height of a pie's picture, odd, in device pixels."""
    return 2 * int(np.ceil(diameter / 2 + halo)) + 1


def drawn_pies(
    shares: FloatArray, diameter: float, halo: float, halo_color: str
) -> NDArray[np.uint8]:
    """Return pictures (N, side, side, 4) of shares (N, K), premultiplied RGBA.

    Slices begin at the top and go round clockwise, component by component.
    """
    side, radius = pie_side(diameter, halo), diameter / 2
    offsets = np.arange(side) - (side - 1) / 2
    across, down = offsets[None, :], offsets[:, None]
    turn = np.arctan2(across, -down) / (2.0 * np.pi) % 1.0
    sector = np.minimum((turn * _SECTORS).astype(np.intp), _SECTORS - 1)
    distance = np.hypot(across, down)
    pie = np.clip(radius + 0.5 - distance, 0.0, 1.0, dtype=np.float32)
    rim = np.clip(radius + halo + 0.5 - distance, 0.0, 1.0, dtype=np.float32) - pie
    pictures = np.empty((len(shares), side, side, 4), np.uint8)
    colors = sector_colors(shares).astype(np.float32)[:, sector]
    colors *= pie[..., None]
    colors += np.array(rgb_of(halo_color), np.float32) * rim[..., None]
    pictures[..., :3] = colors
    pictures[..., 3] = np.rint(255.0 * (pie + rim))
    return pictures


def sector_colors(shares: FloatArray) -> FloatArray:
    """Return the colours (N, 64, 3) round the pies of shares (N, K).

    A sector that two slices share has their mean colour: that is the edge's anti-aliasing.
    Rows that are no shares are grey.
    """
    n_components = shares.shape[1]
    ends = np.cumsum(np.nan_to_num(shares, posinf=0.0, neginf=0.0), axis=1)
    total = ends[:, -1:]
    ends = np.divide(ends, total, out=np.zeros_like(ends), where=total > 0.0)
    edges = np.linspace(0.0, 1.0, _SECTORS + 1)
    # How much of the pie up to each edge belongs to slices up to k: differences are overlaps.
    covered = np.minimum(ends[:, :, None], edges[None, None, :])
    of_sector = np.diff(covered, axis=2) * _SECTORS
    overlaps = np.diff(of_sector, axis=1, prepend=0.0)
    palette = np.array([component_color(k) for k in range(n_components)], float)
    colors = np.einsum("nks,kc->nsc", overlaps, palette)
    colors[~(total[:, 0] > 0.0)] = UNASSIGNED
    return np.asarray(colors)


def atlas_of(pictures: NDArray[np.uint8]) -> QPixmap:
    """Return one pixmap that holds pictures (N, side, side, 4), so many in a row of it."""
    n_pictures, side = pictures.shape[:2]
    rows = -(-n_pictures // ATLAS_COLUMNS)
    if rows == 0:
        return QPixmap()
    padded = np.zeros((rows * ATLAS_COLUMNS, side, side, 4), np.uint8)
    padded[:n_pictures] = pictures
    grid = padded.reshape(rows, ATLAS_COLUMNS, side, side, 4).transpose(0, 2, 1, 3, 4)
    pixels = np.ascontiguousarray(grid)
    layout = QImage.Format.Format_RGBA8888_Premultiplied
    image = QImage(pixels.data, ATLAS_COLUMNS * side, rows * side, layout)
    # A copy: Qt must not keep looking at memory that goes away with this call.
    return QPixmap.fromImage(image.copy())
