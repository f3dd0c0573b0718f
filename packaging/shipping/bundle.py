"""``dev.py bundle``: a folder with the app and all it needs, tried out before it counts."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import system_packages
from shipping import app_check, workshop
from shipping.workshop import BUILD, DIST, IS_LINUX, NAME, ROOT, VENV
from system_needs import BINUTILS, ENSUREPIP, PYTHON_LIBRARY, QT_CORE, QT_XCB, XVFB

SPEC = Path(__file__).with_name("bundle.spec")
FOLDER = DIST / NAME


def make_bundle() -> Path:
    """Build the bundle, try it out and return its folder.

    Raises
    ------
    SetupError
        When the machine lacks something, a step fails, or the bundle does not work.
    """
    needs = (ENSUREPIP, PYTHON_LIBRARY, BINUTILS, *QT_CORE, *QT_XCB, XVFB) if IS_LINUX else ()
    system_packages.provide(needs)
    VENV.provide()
    shutil.rmtree(FOLDER, ignore_errors=True)
    pyinstaller = [str(VENV.python), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    places = ["--distpath", str(DIST), "--workpath", str(BUILD / "bundle")]
    workshop.work([*pyinstaller, *places, str(SPEC)], "Bundling")
    app_check.check(program(FOLDER))
    megabytes = sum(path.lstat().st_size for path in FOLDER.rglob("*")) / 1e6
    print(f"{FOLDER.relative_to(ROOT)}: {megabytes:.0f} MB", flush=True)
    return FOLDER


def program(folder: Path) -> Path:
    """Return the executable of a bundle that writes to the console it was started from."""
    return folder / (f"{NAME}-console.exe" if sys.platform == "win32" else NAME)
