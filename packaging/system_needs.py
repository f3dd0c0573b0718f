"""What Qt needs from the operating system, and which package brings it."""

from __future__ import annotations

import ctypes
import importlib.util
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Need:
    """One thing that the system must offer.

    Attributes
    ----------
    name : str
        The soname of a shared library, the name of a program, or of a Python module.
    debian, fedora : str
        The package that brings it. Releases since Debian 13 and Ubuntu 24.04 call some of these
        `...t64`; the renamed packages provide the old names, so that apt finds them.
    kind : {'library', 'program', 'module'}
        How its presence is probed.
    """

    name: str
    debian: str
    fedora: str
    kind: Literal["library", "program", "module"] = "library"

    def is_met(self) -> bool:
        """Probe the running system; a library is loaded, as only that proves that it can be."""
        if self.kind == "program":
            return shutil.which(self.name) is not None
        if self.kind == "module":
            return importlib.util.find_spec(self.name) is not None
        try:
            ctypes.CDLL(self.name)
        except OSError:
            return False
        return True


# Every soname below is a NEEDED entry of the libraries and plugins in PySide6-Essentials.
QT_CORE = (
    Need("libgcc_s.so.1", "libgcc-s1", "libgcc"),
    Need("libstdc++.so.6", "libstdc++6", "libstdc++"),
    Need("libz.so.1", "zlib1g", "zlib"),
    Need("libzstd.so.1", "libzstd1", "libzstd"),
    Need("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Need("libgthread-2.0.so.0", "libglib2.0-0", "glib2"),
    Need("libGL.so.1", "libgl1", "libglvnd-glx"),
    Need("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Need("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Need("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Need("libfreetype.so.6", "libfreetype6", "freetype"),
    Need("libX11.so.6", "libx11-6", "libX11"),
    Need("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
)

QT_XCB = (
    Need("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb"),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    Need("libxcb.so.1", "libxcb1", "libxcb"),
    Need("libxcb-glx.so.0", "libxcb-glx0", "libxcb"),
    Need("libxcb-randr.so.0", "libxcb-randr0", "libxcb"),
    Need("libxcb-render.so.0", "libxcb-render0", "libxcb"),
    Need("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Need("libxcb-shm.so.0", "libxcb-shm0", "libxcb"),
    Need("libxcb-sync.so.1", "libxcb-sync1", "libxcb"),
    Need("libxcb-xfixes.so.0", "libxcb-xfixes0", "libxcb"),
    Need("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb"),
    Need("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Need("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Need("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Need("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Need("libxcb-util.so.1", "libxcb-util1", "xcb-util"),
)

QT_WAYLAND = (
    Need("libwayland-client.so.0", "libwayland-client0", "libwayland-client"),
    Need("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor"),
    Need("libwayland-egl.so.1", "libwayland-egl1", "libwayland-egl"),
)

XVFB = Need("Xvfb", "xvfb", "xorg-x11-server-Xvfb", kind="program")

# Debian splits this module from the interpreter; without it a new venv has no pip.
ENSUREPIP = Need(
    "ensurepip",
    f"python{sys.version_info.major}.{sys.version_info.minor}-venv",
    "python3",
    kind="module",
)

# What PyInstaller reads executables with, and the interpreter as a library, which it takes along.
BINUTILS = Need("objcopy", "binutils", "binutils", kind="program")
PYTHON_LIBRARY = Need(
    f"libpython{sys.version_info.major}.{sys.version_info.minor}.so.1.0",
    f"libpython{sys.version_info.major}.{sys.version_info.minor}",
    "python3-libs",
)

DPKG_SHLIBDEPS = Need("dpkg-shlibdeps", "dpkg-dev", "dpkg-dev", kind="program")


def unmet(needs: Iterable[Need]) -> list[Need]:
    """Return those needs that the running system does not meet, in order."""
    return [need for need in needs if not need.is_met()]
