"""The environment that builds: exactly what is pinned, and nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path

from venv_folder import VenvFolder

PINS = Path(__file__).with_name("pins.txt")


class BuildVenv(VenvFolder):
    """An environment of pinned packages whose files have the hashes in ``pins.txt``."""

    def provide(self) -> None:
        """Make the environment anew, unless it holds what is pinned.

        Raises
        ------
        SetupError
            When the environment cannot be made or pip fails.
        """
        wanted = hashlib.sha256(PINS.read_bytes()).hexdigest()
        if self._stamped() == wanted and self.runs():
            return
        self.create()
        print(f"Installing what {PINS.name} pins into {self.folder} ...", flush=True)
        exactly = ("--require-hashes", "--only-binary", ":all:", "--requirement", str(PINS))
        self.pip_install(*exactly, what="what building needs")
        self.stamp.write_text(wanted, encoding="utf-8")

    def _stamped(self) -> str:
        return self.stamp.read_text(encoding="utf-8") if self.stamp.exists() else ""
