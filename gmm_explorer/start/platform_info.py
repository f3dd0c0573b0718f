"""What this app stands on, in lines that fit into a report of a problem."""

import importlib
import os
import platform
import sys
from collections.abc import Iterator
from importlib.util import find_spec

from gmm_explorer import __version__
from gmm_explorer.resource_path import resource_path

NEEDED_LATER = ("scipy.optimize",)
"""Modules that are imported only when somebody asks for what they do."""

OPTIONAL = {"Spreadsheets": "python_calamine", "Parquet": "pyarrow", "Animations": "PIL"}
NONE = "none"
_DISPLAY = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM")


def platform_info() -> str:
    """Return one line for each thing, ``name: value``."""
    return "\n".join(f"{name}: {value}" for name, value in _lines())


def _lines() -> Iterator[tuple[str, str]]:
    yield "GMM Explorer", __version__
    yield "Installed as", "bundle" if hasattr(sys, "_MEIPASS") else "Python package"
    yield "Python", f"{platform.python_version()} in {sys.prefix}"
    yield "System", platform.platform()
    for module in ("numpy", "scipy", "pyqtgraph"):
        yield module, _version_of(module)
    yield from _qt()
    for name, module in OPTIONAL.items():
        yield name, "yes" if find_spec(module) is not None else "no"
    yield "Missing parts", "; ".join(filter(None, map(_why_missing, NEEDED_LATER))) or NONE
    yield "Resources", str(resource_path())


def _version_of(name: str) -> str:
    try:
        return str(importlib.import_module(name).__version__)
    except ImportError as error:
        return f"cannot be loaded ({error})"


def _why_missing(name: str) -> str:
    try:
        importlib.import_module(name)
    except ImportError as error:
        return f"{name} ({error})"
    return ""


def _qt() -> Iterator[tuple[str, str]]:
    try:
        from PySide6 import __version__ as pyside
        from PySide6.QtCore import qVersion

        from gmm_explorer.start.identity import name_application
        from gmm_explorer.start.settings_file import settings_path
    except ImportError as error:
        yield "Qt", f"cannot be loaded ({error})"
        return
    yield "Qt", f"{qVersion()}, PySide6 {pyside}"
    name_application()
    yield "Settings", str(settings_path())
    seen = [f"{name}={os.environ[name]}" for name in _DISPLAY if os.environ.get(name)]
    yield "Display", " ".join(seen) or NONE
