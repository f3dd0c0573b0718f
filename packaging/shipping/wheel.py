"""``dev.py wheel``: the sdist and the wheel, tried out in a fresh environment."""

from __future__ import annotations

import tempfile
from pathlib import Path

import system_packages
from shipping import app_check, workshop
from shipping.workshop import DIST, IS_LINUX, NAME, VENV, version
from system_needs import ENSUREPIP, QT_CORE, QT_XCB, XVFB
from venv_folder import VenvFolder


def make_wheel() -> Path:
    """Build both, install the wheel as a person would, try it out and return its path.

    Raises
    ------
    SetupError
        When the machine lacks something, a step fails, or the app does not work.
    """
    system_packages.provide((ENSUREPIP, *QT_CORE, *QT_XCB, XVFB) if IS_LINUX else ())
    VENV.provide()
    hatchling = [str(VENV.python), "-m", "hatchling", "build", "-d", str(DIST)]
    workshop.work([*hatchling, "-t", "sdist", "-t", "wheel"], "Building sdist and wheel")
    wheel = DIST / f"{NAME.replace('-', '_')}-{version()}-py3-none-any.whl"
    with tempfile.TemporaryDirectory() as scratch:
        fresh = VenvFolder(Path(scratch) / "venv")
        fresh.create()
        fresh.pip_install(f"{wheel}[spreadsheets,animations]", what="the wheel")
        app_check.check(fresh.python.with_name(NAME + fresh.python.suffix))
    return wheel
