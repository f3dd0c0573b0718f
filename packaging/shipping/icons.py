"""The icons that the systems want, drawn from the one SVG: PNG sizes, .ico and .icns."""

from __future__ import annotations

import struct
import sys
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

SVG = Path(__file__).resolve().parents[2] / "resources" / "icons" / "gmm_explorer.svg"
HICOLOR_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
_ICO_SIZES = (16, 24, 32, 48, 64, 128, 256)
_ICNS_TYPES = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic07": 128,
    b"ic08": 256,
    b"ic09": 512,
    b"ic10": 1024,
    b"ic11": 32,
    b"ic12": 64,
    b"ic13": 256,
    b"ic14": 512,
}
"""Apple's four-letter types of PNG entries and their pixels; those from ic10 on are for 2x."""


def png(size: int) -> bytes:
    """Return the icon as PNG, ``size`` pixels square, on a transparent ground."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(SVG.read_bytes())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def write_hicolor(theme: Path, name: str) -> None:
    """Write the sizes of the hicolor theme, and the SVG itself, below a theme's folder."""
    for size in HICOLOR_SIZES:
        folder = theme / f"{size}x{size}" / "apps"
        folder.mkdir(parents=True)
        (folder / f"{name}.png").write_bytes(png(size))
    scalable = theme / "scalable" / "apps"
    scalable.mkdir(parents=True)
    (scalable / f"{name}.svg").write_bytes(SVG.read_bytes())


def write_ico(path: Path) -> Path:
    """Write the icon of Windows; every size is a PNG, which Windows reads since Vista."""
    pictures = [(size, png(size)) for size in _ICO_SIZES]
    return _write(path, _ico(pictures))


def write_icns(path: Path) -> Path:
    """Write the icon of macOS."""
    entries = [
        kind + struct.pack(">I", 8 + len(picture)) + picture
        for kind, picture in ((kind, png(size)) for kind, size in _ICNS_TYPES.items())
    ]
    body = b"".join(entries)
    return _write(path, b"icns" + struct.pack(">I", 8 + len(body)) + body)


def _ico(pictures: Iterable[tuple[int, bytes]]) -> bytes:
    pictures = list(pictures)
    directory, offset = b"", 6 + 16 * len(pictures)
    for size, picture in pictures:
        side = size % 256  # 0 stands for 256
        directory += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    header = struct.pack("<HHH", 0, 1, len(pictures))
    return header + directory + b"".join(picture for _, picture in pictures)


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


if __name__ == "__main__":
    write_hicolor(Path(sys.argv[1]), sys.argv[2])
