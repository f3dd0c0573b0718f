"""A screen that exists only in memory, for tests that need a real window system."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from system_packages import SetupError


@contextmanager
def virtual_display() -> Iterator[str]:
    """Start Xvfb and yield the name of its display, such as ``:99``; stop it afterwards.

    Raises
    ------
    SetupError
        When Xvfb ends before it has a display.
    """
    read_end, write_end = os.pipe()
    # Xvfb picks a free number itself and writes it once it accepts connections.
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1920x1080x24"]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp"],
        pass_fds=[write_end],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    try:
        with open(read_end, encoding="ascii") as announced:
            number = announced.readline().strip()
        if not number:
            raise SetupError("Xvfb did not start: run `Xvfb :99` to see why.")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
