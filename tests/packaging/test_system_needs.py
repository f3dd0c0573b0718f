"""The table of system libraries against what the installed Qt asks for."""

import struct
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from system_needs import QT_CORE, QT_WAYLAND, QT_XCB, Need, unmet

MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtOpenGL", "QtOpenGLWidgets", "QtTest")
DYNAMIC_NEEDED, DYNAMIC_STRINGS = 1, 5
ALWAYS_THERE = ("libc.so", "libm.so", "libdl.so", "librt.so", "libpthread.so", "ld-linux")

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="sonames are Linux's")


def needed(library: Path) -> list[str]:
    """Return the sonames in the dynamic section of a 64-bit little-endian ELF file."""
    data = library.read_bytes()
    assert data[:6] == b"\x7fELF\x02\x01"
    table, entry_size, count = (
        *struct.unpack_from("<Q", data, 40),
        *struct.unpack_from("<HH", data, 58),
    )
    sections = [
        struct.unpack_from("<IIQQQQIIQQ", data, table + entry_size * i) for i in range(count)
    ]
    dynamic = next(section for section in sections if section[1] == 6)
    strings = sections[dynamic[6]][4]
    entries = struct.iter_unpack("<qQ", data[dynamic[4] : dynamic[4] + dynamic[5]])
    starts = [strings + value for tag, value in entries if tag == DYNAMIC_NEEDED]
    return [data[start : data.index(b"\0", start)].decode() for start in starts]


def asked_of_the_system(*seeds: Path) -> set[str]:
    """Follow the libraries that the wheel ships; return the sonames that it does not."""
    folder = Path(find_spec("PySide6").origin).parent
    shipped = {path.name: path for path in [*folder.glob("Qt/lib/*"), *folder.glob("*.so*")]}
    shipped |= {path.name: path for path in (folder.parent / "shiboken6").glob("*.so*")}
    todo, seen, outside = list(seeds), set(), set()
    while todo:
        for soname in needed(todo.pop()):
            if soname in shipped and soname not in seen:
                todo.append(shipped[soname])
            elif soname not in shipped and not soname.startswith(ALWAYS_THERE):
                outside.add(soname)
            seen.add(soname)
    return outside


def names(*tables: tuple[Need, ...]) -> set[str]:
    return {need.name for table in tables for need in table}


@pytest.fixture(scope="module")
def qt_folder() -> Path:
    return Path(find_spec("PySide6").origin).parent


@linux_only
def test_core_table_names_what_the_modules_and_the_offscreen_plugin_need(qt_folder):
    seeds = [qt_folder / f"{module}.abi3.so" for module in MODULES]
    seeds += (qt_folder / "Qt/plugins/platforms").glob("libqoffscreen.so")

    assert asked_of_the_system(*seeds) == names(QT_CORE)


@linux_only
def test_xcb_table_names_what_the_plugin_needs_in_addition(qt_folder):
    plugins = qt_folder / "Qt/plugins"
    seeds = [plugins / "platforms/libqxcb.so", *(plugins / "xcbglintegrations").glob("*.so")]

    assert asked_of_the_system(*seeds) - names(QT_CORE) == names(QT_XCB)


@linux_only
def test_wayland_table_names_what_the_plugin_needs_in_addition(qt_folder):
    plugins = qt_folder / "Qt/plugins"
    client = ["libqt-plugin-wayland-egl.so", "libxdg-shell.so", "libqwayland.so"]
    seeds = [path for path in plugins.rglob("*.so") if path.name in client]
    assert len(seeds) == len(client)

    assert asked_of_the_system(*seeds) - names(QT_CORE) == names(QT_WAYLAND)


@pytest.mark.parametrize("kind", ["library", "program", "module"])
def test_what_does_not_exist_is_unmet(kind):
    nothing = Need("no-such-thing", "debian", "fedora", kind)

    assert unmet([nothing]) == [nothing]


@linux_only
@pytest.mark.parametrize(
    ("name", "kind"), [("libc.so.6", "library"), ("sh", "program"), ("json", "module")]
)
def test_what_every_linux_has_is_met(name, kind):
    assert unmet([Need(name, "debian", "fedora", kind)]) == []
