"""The line icons, drawn in the colours of a theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gmm_explorer.resource_path import resource_path
from gmm_explorer.view.style.theme import ICON_PX, Theme

PLACEHOLDER = "#808894"
"""The stroke in the files; readable on light and dark, so that style sheets may use them as is."""

_PIXEL_RATIOS = (1, 2)


@lru_cache(maxsize=512)
def icon(name: str, theme: Theme, color: str | None = None) -> QIcon:
    """Return a line icon.

    Parameters
    ----------
    name
        The file in ``resources/icons`` without its suffix.
    theme
        Gives the colours: text when enabled, faint when disabled, accent when checked.
    color
        Takes the place of text and accent, for an icon on a filled button.

    Raises
    ------
    FileNotFoundError
        When there is no such icon.
    """
    states = {
        (QIcon.Mode.Normal, QIcon.State.Off): color or theme.text,
        (QIcon.Mode.Normal, QIcon.State.On): color or theme.accent,
        (QIcon.Mode.Disabled, QIcon.State.Off): theme.faint,
    }
    result = QIcon()
    for (mode, state), stroke in states.items():
        for ratio in _PIXEL_RATIOS:
            size = round(ICON_PX * theme.scale)
            result.addPixmap(line_pixmap(name, stroke, size, ratio), mode, state)
    return result


def line_pixmap(name: str, color: str, size: int = ICON_PX, pixel_ratio: float = 1.0) -> QPixmap:
    """Return a line icon in one colour, ``size`` logical pixels square."""
    pixmap = QPixmap(_drawing(name, round(size * pixel_ratio)))
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), QColor(color))
    painter.end()
    pixmap.setDevicePixelRatio(pixel_ratio)
    return pixmap


@lru_cache(maxsize=512)
def _drawing(name: str, pixels: int) -> QPixmap:
    """Draw a file once for all its colours: they differ in the ink alone."""
    return _render(_read(name), pixels)


@lru_cache(maxsize=64)
def _read(name: str) -> QByteArray:
    return QByteArray(resource_path("icons", f"{name}.svg").read_bytes())


def app_icon() -> QIcon:
    """Return the icon of the application, in the sizes that desktops ask for."""
    svg = _read("gmm_explorer")
    result = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        result.addPixmap(_render(svg, size))
    return result


def _render(svg: QByteArray, pixels: int) -> QPixmap:
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(svg).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return pixmap
