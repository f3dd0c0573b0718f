"""The icons of the three systems, read by Qt and by their own rules."""

import struct

import pytest
from PySide6.QtGui import QImage, QImageReader

from shipping.icons import HICOLOR_SIZES, png, write_hicolor, write_icns, write_ico


def test_hicolor_has_every_size_and_the_drawing(qapp, tmp_path):
    write_hicolor(tmp_path, "gmm-explorer")

    for size in HICOLOR_SIZES:
        image = QImage(str(tmp_path / f"{size}x{size}" / "apps" / "gmm-explorer.png"))
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(0, 0).alpha() == 0
        assert image.pixelColor(size // 2, size // 2).alpha() == 255
    assert (tmp_path / "scalable" / "apps" / "gmm-explorer.svg").exists()


def test_an_ico_holds_all_sizes(qapp, tmp_path):
    reader = QImageReader(str(write_ico(tmp_path / "app.ico")), b"ico")

    assert reader.imageCount() == 7
    sizes = [reader.read().width() for _ in range(7) if reader.jumpToNextImage() or True]
    assert set(sizes) <= {16, 24, 32, 48, 64, 128, 256}


def test_an_icns_names_its_length_and_holds_pngs(qapp, tmp_path):
    content = write_icns(tmp_path / "app.icns").read_bytes()

    kind, length = struct.unpack_from(">4sI", content)
    assert (kind, length) == (b"icns", len(content))
    offset, pictures = 8, 0
    while offset < length:
        _, size = struct.unpack_from(">4sI", content, offset)
        assert content[offset + 8 :].startswith(b"\x89PNG")
        offset, pictures = offset + size, pictures + 1
    assert (offset, pictures) == (length, 10)


@pytest.mark.parametrize("size", [16, 48])
def test_the_same_drawing_gives_the_same_bytes(qapp, size):
    assert png(size) == png(size)
