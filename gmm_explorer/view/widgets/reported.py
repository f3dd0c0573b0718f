"""Painters whose failures are reported, and stop at that."""

import functools
import sys
from collections.abc import Callable
from typing import ParamSpec

Args = ParamSpec("Args")


def reported(paint: Callable[Args, None]) -> Callable[Args, None]:
    """Hand what goes wrong in a painter to `sys.excepthook`, instead of to Qt.

    Qt calls painters in the middle of its own work. What PySide is handed there comes up again in
    a call that has no part in it, or ends the process: before a report, and with all the work.
    """

    @functools.wraps(paint)
    def painted(*args: Args.args, **kwargs: Args.kwargs) -> None:
        try:
            paint(*args, **kwargs)
        except Exception:
            sys.excepthook(*sys.exc_info())

    return painted
