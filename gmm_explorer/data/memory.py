"""How much memory there is for a large table."""

import contextlib
import os
import sys
from pathlib import Path

# Where the system does not say how much is free, this much is taken to be.
_ASSUMED = 4 * 10**9

_MEMINFO = Path("/proc/meminfo")


def available_memory() -> int:
    """Return how many bytes this process can still take, as far as the system says."""
    return min(_free_on_machine(), _free_under_limit())


def _free_on_machine() -> int:
    with contextlib.suppress(OSError, ValueError, StopIteration):
        with _MEMINFO.open(encoding="ascii") as lines:
            line = next(line for line in lines if line.startswith("MemAvailable:"))
        return int(line.split()[1]) * 1024
    with contextlib.suppress(AttributeError, OSError, ValueError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return _ASSUMED


def _free_under_limit() -> int:
    if sys.platform == "win32":
        return sys.maxsize
    import resource  # exists on POSIX only

    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return sys.maxsize if limit == resource.RLIM_INFINITY else limit
