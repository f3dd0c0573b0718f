"""What programs that the app starts inherit from it."""

import os
import sys

_SEARCH_PATHS = ("LD_LIBRARY_PATH", "LIBPATH")


def free_children_of_the_bundle() -> None:
    """Give the programs that a bundle starts the libraries of the system, not those of the bundle.

    The bundle's launcher points the loader at the bundle and keeps what was there before under
    another name. The loader of this process has read it already, so that only children feel it: a
    browser or ffmpeg would crash with somebody else's libraries.
    """
    if not hasattr(sys, "_MEIPASS"):
        return
    for name in _SEARCH_PATHS:
        before = os.environ.get(f"{name}_ORIG")
        if before is not None:
            os.environ[name] = before
        else:
            os.environ.pop(name, None)
