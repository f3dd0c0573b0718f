"""Packages that read other formats, where they are installed."""

from importlib import import_module
from types import ModuleType

from gmm_explorer.files.badcontent import BadContentError


def optional_module(module: str, package: str, extra: str, kind: str) -> ModuleType:
    """Return a module that may be absent.

    Raises
    ------
    BadContentError
        Saying how to install it.
    """
    try:
        return import_module(module)
    except ImportError as problem:
        raise BadContentError(
            "",
            f"{kind} are read by the package {package}, which is not installed",
            f"run pip install 'gmm-explorer[{extra}]', or save the table as CSV",
        ) from problem
