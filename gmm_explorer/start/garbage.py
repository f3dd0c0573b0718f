"""When Python looks for objects that hold each other and nobody else holds."""

import gc
from functools import cache

from pyqtgraph.util.garbage_collector import GarbageCollector


@cache
def collect_garbage_here() -> GarbageCollector:
    """Have it done on this thread only, between events.

    By itself Python does it on any thread that happens to make objects; Qt's may not be destroyed
    on a worker.
    """
    return GarbageCollector()


def keep_what_is_there() -> None:
    """Leave out what the start has made and what lives as long as the app.

    To look through all of it takes several frames (70 ms for 90,000 objects, measured).
    """
    gc.freeze()
