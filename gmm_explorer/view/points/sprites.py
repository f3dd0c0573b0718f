"""An atlas of markers in many colours, filled with a colour when it is first asked for."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPainterPathStroker, QPixmap

from gmm_explorer.view.style.markers import DISC, N_SHAPES, marker_path
from gmm_explorer.view.style.theme import rgb_of

_COLUMNS = 64
_BITS = 5
_N_KEYS = 1 << (3 * _BITS)
_MAX_LEVEL = (1 << _BITS) - 1
_LEVEL_OF_BYTE = np.rint(np.arange(256) * (_MAX_LEVEL / 255)).astype(np.int32)


class SpriteAtlas:
    """Anti-aliased markers with a halo of the background, so that overlaps stay readable.

    Colours are quantised to five bits a channel: 32,768 at most, a few hundred in a picture.

    Parameters
    ----------
    diameter
        Of the disc without its halo, in device pixels.
    halo
        Width of the halo, in device pixels.
    halo_color
        The background that the points are drawn on.
    """

    def __init__(self, diameter: float, halo: float, halo_color: str) -> None:
        radius = diameter / 2
        # Odd, so that a disc has a middle pixel and stays round when placed on whole pixels.
        self.side = 2 * int(np.ceil(radius + halo)) + 1
        self._marker, self._halo = _coverages(self.side, radius, halo)
        self._halo_rgb = np.array(rgb_of(halo_color), float)
        self._slot_of_key = np.full(N_SHAPES * _N_KEYS, -1, np.int32)
        self._n_slots = 0
        self._pixels = np.zeros((0, self.side, _COLUMNS, self.side, 4), np.uint8)
        self._pixmap: QPixmap | None = None

    def slots(
        self, rgb: NDArray[np.uint8], shapes: NDArray[np.uint8] | None = None
    ) -> NDArray[np.int32]:
        """Return the place of each marker in the atlas, drawing those that are new.

        Parameters
        ----------
        rgb : (N, 3) uint8
        shapes : (N,) uint8, optional
            All discs when None.

        Returns
        -------
        (N,) int32
        """
        keys = _keys(rgb)
        if shapes is not None:
            keys |= shapes.astype(np.int32) << (3 * _BITS)
        slots: NDArray[np.int32] = self._slot_of_key.take(keys)
        if slots.size and slots.min() < 0:
            missing = np.sort(keys[slots < 0])
            # Each once; `numpy.unique` loads masked arrays, at every start.
            self._add(missing[np.diff(missing, prepend=-1) != 0])
            slots = self._slot_of_key.take(keys)
        return slots

    def sources(self, slots: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the left and the top edge of each slot in the pixmap, in its pixels."""
        rows, columns = np.divmod(slots, _COLUMNS)
        return columns * np.int32(self.side), rows * np.int32(self.side)

    def pixmap(self) -> QPixmap:
        """Return the atlas as it is now."""
        if self._pixmap is None:
            rows = self._pixels.shape[0]
            image = QImage(
                self._pixels.data,
                _COLUMNS * self.side,
                rows * self.side,
                QImage.Format.Format_RGBA8888_Premultiplied,
            )
            # A copy: Qt must not keep looking at memory that grows and moves.
            self._pixmap = QPixmap.fromImage(image.copy())
        return self._pixmap

    def _add(self, keys: NDArray[np.int32]) -> None:
        slots = np.arange(self._n_slots, self._n_slots + len(keys))
        self._slot_of_key[keys] = slots
        self._n_slots += len(keys)
        self._reserve(-(-self._n_slots // _COLUMNS))
        rows, columns = np.divmod(slots, _COLUMNS)
        self._pixels[rows, :, columns] = self._drawn(keys)
        self._pixmap = None

    def _reserve(self, rows: int) -> None:
        have = self._pixels.shape[0]
        if rows > have:
            grown = np.zeros((max(rows, 2 * have), *self._pixels.shape[1:]), np.uint8)
            grown[:have] = self._pixels
            self._pixels = grown

    def _drawn(self, keys: NDArray[np.int32]) -> NDArray[np.uint8]:
        """Return the sprites (M, side, side, 4) of keys (M,), premultiplied RGBA."""
        rgb, shapes = _colors_of_keys(keys), keys >> (3 * _BITS)
        marker = self._marker[shapes][..., None]
        halo = self._halo[shapes][..., None]
        sprites = np.empty((len(rgb), self.side, self.side, 4))
        sprites[..., :3] = rgb[:, None, None, :] * marker + self._halo_rgb * halo
        sprites[..., 3:] = 255 * (marker + halo)
        return np.rint(sprites).astype(np.uint8)


def quantised(rgb: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return the colours (N, 3), from 0 to 255, that the atlas draws for these."""
    return _colors_of_keys(_keys(rgb))


def _keys(rgb: NDArray[np.uint8]) -> NDArray[np.int32]:
    levels = _LEVEL_OF_BYTE.take(rgb)
    return (levels[:, 0] << (2 * _BITS)) | (levels[:, 1] << _BITS) | levels[:, 2]


def _colors_of_keys(keys: NDArray[np.int32]) -> NDArray[np.float64]:
    levels = [(keys >> (2 * _BITS)) & _MAX_LEVEL, (keys >> _BITS) & _MAX_LEVEL, keys & _MAX_LEVEL]
    channels: NDArray[np.float64] = np.stack(levels, axis=1) * (255 / _MAX_LEVEL)
    return channels


def _coverages(
    side: int, radius: float, halo: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how much of each pixel markers and halos cover, (S, side, side) each."""
    markers = np.empty((N_SHAPES, side, side))
    halos = np.empty_like(markers)
    for shape in range(N_SHAPES):
        if shape == DISC:
            markers[shape] = _coverage(side, radius)
            halos[shape] = _coverage(side, radius + halo)
        else:
            path = marker_path(shape, QPointF(side / 2, side / 2), radius)
            markers[shape] = _painted(side, path)
            halos[shape] = _painted(side, path.united(_stroke(path, 2.0 * halo)))
    return markers, np.maximum(halos - markers, 0.0)


def _stroke(path: QPainterPath, width: float) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    return stroker.createStroke(path)


def _painted(side: int, path: QPainterPath) -> NDArray[np.float64]:
    """Return how much of each pixel (side, side) a path covers, from 0 to 1."""
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, QColor(Qt.GlobalColor.white))
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(side, image.bytesPerLine())
    return rows[:, :side] / 255.0


def _coverage(side: int, radius: float) -> NDArray[np.float64]:
    """Return how much of each pixel (side, side) a centred disc covers, from 0 to 1."""
    offsets = np.arange(side) - (side - 1) / 2
    distance = np.hypot(offsets[:, None], offsets[None, :])
    return np.clip(radius + 0.5 - distance, 0.0, 1.0)
