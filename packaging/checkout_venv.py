"""The `.venv` at a checkout's root: made, filled, and re-made when it is broken."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from system_packages import SetupError

DEVELOPMENT = "dev"
"""The extra that tests, checks and benchmarks need."""


@dataclass(frozen=True)
class CheckoutVenv:
    """The virtual environment of one checkout.

    Attributes
    ----------
    root : Path
        The folder that holds pyproject.toml.
    """

    root: Path

    @property
    def folder(self) -> Path:
        """Where the environment is."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    @property
    def stamp(self) -> Path:
        """The note of what was installed last; gone with the environment."""
        return self.folder / "gmm-explorer-stamp.json"

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
        healthy = stamp.get("root", str(self.root)) == str(self.root) and self._runs()
        if healthy and stamp == wanted:
            return
        if not healthy:
            self._create()
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

    def _runs(self) -> bool:
        """Return whether the interpreter starts, is of the running version, and has pip."""
        probe = [str(self.python), "-c", "import pip, sys; print(sys.version_info[:2])"]
        try:
            done = subprocess.run(probe, capture_output=True, text=True, check=False)
        except OSError:
            return False
        return done.returncode == 0 and done.stdout.strip() == str(sys.version_info[:2])

    def _create(self) -> None:
        if Path(sys.prefix) == self.folder:
            raise SetupError(
                "The environment .venv is broken and this Python runs from it: "
                "leave it with `deactivate`, then run the same command again."
            )
        print(f"Making {self.folder} with Python {sys.version.split()[0]} ...", flush=True)
        make = [sys.executable, "-m", "venv", "--clear", str(self.folder)]
        if subprocess.run(make, check=False).returncode != 0:
            raise SetupError(f"Python could not make {self.folder}: see the message above.")

    def _install(self, extra: str) -> None:
        print("Installing GMM Explorer and what it needs into .venv ...", flush=True)
        project = f"{self.root}[{extra}]" if extra else str(self.root)
        pip = [str(self.python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        if subprocess.run([*pip, "--editable", project], check=False).returncode != 0:
            raise SetupError(
                "pip could not install GMM Explorer: mend what it names above, "
                "then run the same command again."
            )
