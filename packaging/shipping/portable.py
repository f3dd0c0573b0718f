"""``dev.py portable``: the bundle as one archive, unpacked and run anywhere."""

from __future__ import annotations

import platform
import shutil
import sys
from pathlib import Path

from shipping.archive import write_tar_xz
from shipping.bundle import make_bundle
from shipping.workshop import DIST, IS_LINUX, NAME, version


def make_portable() -> Path:
    """Build the bundle and pack it: .tar.xz on Linux, .zip on Windows and macOS.

    Raises
    ------
    SetupError
        As for the bundle.
    """
    folder = make_bundle()
    system = {"darwin": "macos", "win32": "windows"}.get(sys.platform, "linux")
    stem = f"{NAME}-{version()}-{system}-{platform.machine().lower()}"
    if IS_LINUX:
        path = DIST / f"{stem}.tar.xz"
        print("Packing ...", flush=True)
        write_tar_xz(path, folder, f"{NAME}-{version()}")
        return path
    return Path(shutil.make_archive(str(DIST / stem), "zip", DIST, NAME))
