"""The plot as a picture: PNG at any resolution, SVG and PDF as outlines."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPoint, QRectF, QSize, QSizeF
from PySide6.QtGui import QFont, QFontInfo, QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsItem, QLabel

from gmm_explorer.files.atomic import replacing_bytes
from gmm_explorer.files.errors import ExportError
from gmm_explorer.view.plot.canvas import Canvas

SCREEN_DPI = 96
"""Dots per inch of a plot as it is on the screen."""

_POINTS_PER_INCH = 72
_METRES_PER_INCH = 0.0254
_TITLE = "GMM Explorer"


def save_figure(canvas: Canvas, path: Path, dpi: int) -> None:
    """Write a plot in the format of the suffix.

    Parameters
    ----------
    canvas
        The plot, drawn in as large as it is on the screen at 96 dots per inch.
    path
        Ends in ``.png``, ``.svg`` or ``.pdf``; a file that exists is replaced at once or not at
        all.
    dpi
        Of a PNG; outlines have none.

    Raises
    ------
    ExportError
        When the suffix is of no known format or the file cannot be written.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        suffixes = ", ".join(_WRITERS)
        raise ExportError(path, "", "this is no format of pictures", f"use {suffixes}")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    with canvas.points.at_once(), _uncached(canvas):
        write(canvas, buffer, dpi)
    with replacing_bytes(path) as stream:
        stream.write(buffer.data().data())


def picture_of(canvas: Canvas, dpi: int) -> QImage:
    """Return a plot as a picture of so many dots per inch."""
    ratio = dpi / SCREEN_DPI
    image = QImage(pixel_size(canvas, dpi), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(canvas.backgroundBrush().color())
    painter = QPainter(image)
    _draw(canvas, painter)
    painter.end()
    dots = round(dpi / _METRES_PER_INCH)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    return image


def pixel_size(canvas: Canvas, dpi: int) -> QSize:
    """Return width and height of a picture in dots."""
    return (canvas.size().toSizeF() * (dpi / SCREEN_DPI)).toSize()


@contextmanager
def _uncached(canvas: Canvas) -> Iterator[None]:
    """Have every item painted anew: what is kept for the screen has the pixels of the screen."""
    none = QGraphicsItem.CacheMode.NoCache
    kept = {item: item.cacheMode() for item in canvas.scene().items() if item.cacheMode() != none}
    for item in kept:
        item.setCacheMode(none)
    try:
        yield
    finally:
        for item, mode in kept.items():
            item.setCacheMode(mode)


def _write_png(canvas: Canvas, buffer: QBuffer, dpi: int) -> None:
    QImageWriter(buffer, b"png").write(picture_of(canvas, dpi))


def _write_svg(canvas: Canvas, buffer: QBuffer, _dpi: int) -> None:
    # Only this version of the format has clipping.
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    written = QBuffer()
    written.open(QIODevice.OpenModeFlag.WriteOnly)
    generator.setOutputDevice(written)
    generator.setTitle(_TITLE)
    generator.setResolution(SCREEN_DPI)
    generator.setSize(canvas.size())
    generator.setViewBox(QRectF(QPoint(0, 0), canvas.size().toSizeF()))
    painter = QPainter(generator)
    _draw(canvas, painter)
    painter.end()
    buffer.write(_with_fallback_fonts(bytes(written.data().data())))


def _with_fallback_fonts(svg: bytes) -> bytes:
    """Name the font that the desktop's own stands for, and a kind of font where that is not."""

    def family(match: re.Match[bytes]) -> bytes:
        known = QFontInfo(QFont(match[1].decode())).family()
        return f'font-family="{escape(known)}, sans-serif"'.encode()

    return re.sub(rb'font-family="([^"]*)"', family, svg)


def _write_pdf(canvas: Canvas, buffer: QBuffer, _dpi: int) -> None:
    writer = QPdfWriter(buffer)
    writer.setTitle(_TITLE)
    writer.setCreator(_TITLE)
    writer.setResolution(SCREEN_DPI)
    points = QSizeF(canvas.size()) * (_POINTS_PER_INCH / SCREEN_DPI)
    writer.setPageSize(
        QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    )
    writer.setPageMargins(QMarginsF(0.0, 0.0, 0.0, 0.0))
    painter = QPainter(writer)
    _draw(canvas, painter)
    painter.end()


def _draw(canvas: Canvas, painter: QPainter) -> None:
    """Draw the plot and its key in pixels of the screen."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = QRectF(QPoint(0, 0), canvas.size().toSizeF())
    canvas.render(painter, area, area.toRect())
    key = canvas.colour_key
    if key.isVisible():
        painter.save()
        painter.translate(key.pos())
        key.draw(painter)
        painter.restore()
    for note in canvas.findChildren(QLabel):
        if note.isVisible():
            painter.setFont(note.font())
            painter.setPen(note.palette().color(note.foregroundRole()))
            painter.drawText(note.geometry(), note.alignment(), note.text())


_WRITERS: dict[str, Callable[[Canvas, QBuffer, int], None]] = {
    ".png": _write_png,
    ".svg": _write_svg,
    ".pdf": _write_pdf,
}
FIGURE_FORMS = {"PNG": ".png", "SVG": ".svg", "PDF": ".pdf"}
"""The suffix of each format, by its name."""
