"""Where things are built, with what, and under which clock."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from shipping.build_venv import BuildVenv
from system_packages import SetupError

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
DIST = ROOT / "dist"
NAME = "gmm-explorer"
VENV = BuildVenv(BUILD / "venv")
IS_LINUX = sys.platform.startswith("linux")


def version() -> str:
    """Return the version of the app, read without importing it."""
    source = (ROOT / "gmm_explorer" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "(.+)"$', source, re.MULTILINE)
    if found is None:
        raise SetupError("gmm_explorer/__init__.py names no version: give it its line back.")
    return found[1]


def clock() -> int:
    """Return the time that all built files bear: that of the commit, in seconds since 1970.

    ``SOURCE_DATE_EPOCH`` goes before it, for sources that are in no repository.

    Raises
    ------
    SetupError
        When there is neither.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is not None:
        return int(given)
    ask = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        return int(subprocess.run(ask, capture_output=True, text=True, check=True).stdout)
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        raise SetupError(
            "These sources are in no git repository: "
            "set SOURCE_DATE_EPOCH to the time that built files shall bear."
        ) from error


def build_environment() -> dict[str, str]:
    """Return the environment in which the same sources give the same files."""
    fixed = {
        "SOURCE_DATE_EPOCH": str(clock()),
        "PYTHONHASHSEED": "0",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "packaging")]),
    }
    return {**os.environ, **fixed}


def work(command: Sequence[str], what: str, folder: Path = ROOT) -> str:
    """Run a step of a build and return what it printed on standard output.

    Raises
    ------
    SetupError
        When it fails, with what it said.
    """
    print(f"{what} ...", flush=True)
    try:
        done = subprocess.run(
            list(command),
            cwd=folder,
            env=build_environment(),
            capture_output=True,
            text=True,
            check=True,
        )
    except OSError as error:
        raise SetupError(f"{what}: {error}.") from error
    except subprocess.CalledProcessError as error:
        raise SetupError(f"{error.stderr}{what}: failed with {error.returncode}.") from error
    return done.stdout
