"""The `.venv` at a checkout's root: made, filled, and re-made when it is broken."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path

from venv_folder import VenvFolder

DEVELOPMENT = "dev"
"""The extra that tests, checks and benchmarks need."""


class CheckoutVenv(VenvFolder):
    """The virtual environment of one checkout.

    Parameters
    ----------
    root : Path
        The folder that holds pyproject.toml.
    """

    def __init__(self, root: Path) -> None:
        super().__init__(root / ".venv")

    @property
    def root(self) -> Path:
        """The folder that holds pyproject.toml."""
        return self.folder.parent

    def provide(self, extra: str = "") -> None:
        """Make the environment hold the project, editable, with what an extra asks for.

        Nothing is done when the last installation still stands: the same folder, the same Python,
        the same requirements in pyproject.toml and at least the same extra.

        Raises
        ------
        SetupError
            When the environment cannot be made or pip fails.
        """
        stamp = self._read_stamp()
        extra = extra or stamp.get("extra", "")
        wanted = {"root": str(self.root), "requirements": self._requirements(), "extra": extra}
        healthy = stamp.get("root", str(self.root)) == str(self.root) and self.runs()
        if healthy and stamp == wanted:
            return
        if not healthy:
            self.create()
        self._install(extra)
        self.stamp.write_text(json.dumps(wanted, indent=1) + "\n", encoding="utf-8")

    def _read_stamp(self) -> dict[str, str]:
        try:
            stamp = json.loads(self.stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}  # No stamp or half of one: the installation is made again.
        return stamp if isinstance(stamp, dict) else {}

    def _requirements(self) -> str:
        """Digest only what pip reads, so that a new lint rule installs nothing."""
        tables = tomllib.loads((self.root / "pyproject.toml").read_text(encoding="utf-8"))
        read_by_pip = [tables["build-system"], tables["project"], tables["tool"]["hatch"]]
        return hashlib.sha256(json.dumps(read_by_pip, sort_keys=True).encode()).hexdigest()

    def _install(self, extra: str) -> None:
        print("Installing GMM Explorer and what it needs into .venv ...", flush=True)
        project = f"{self.root}[{extra}]" if extra else str(self.root)
        self.pip_install("--editable", project, what="GMM Explorer")
