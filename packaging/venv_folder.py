"""A virtual environment in a folder: whether it works, and how it is made."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from system_packages import SetupError


@dataclass(frozen=True)
class VenvFolder:
    """A virtual environment.

    Attributes
    ----------
    folder : Path
        Where it is, or will be.
    """

    folder: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    @property
    def stamp(self) -> Path:
        """The note of what was installed last; gone with the environment."""
        return self.folder / "gmm-explorer-stamp.json"

    def runs(self) -> bool:
        """Return whether the interpreter starts, is of the running version, and has pip."""
        probe = [str(self.python), "-c", "import pip, sys; print(sys.version_info[:2])"]
        try:
            done = subprocess.run(probe, capture_output=True, text=True, check=False)
        except OSError:
            return False
        return done.returncode == 0 and done.stdout.strip() == str(sys.version_info[:2])

    def imports(self, module: str) -> bool:
        """Return whether a module is there, and loads."""
        probe = [str(self.python), "-c", f"import {module}"]
        return subprocess.run(probe, capture_output=True, check=False).returncode == 0

    def create(self) -> None:
        """Make it, empty but for pip, in the place of what is there.

        Raises
        ------
        SetupError
            When this process runs from it, or Python cannot make it.
        """
        if Path(sys.prefix) == self.folder:
            raise SetupError(
                f"The environment {self.folder.name} is broken and this Python runs from it: "
                "leave it with `deactivate`, then run the same command again."
            )
        print(f"Making {self.folder} with Python {sys.version.split()[0]} ...", flush=True)
        make = [sys.executable, "-m", "venv", "--clear", str(self.folder)]
        if subprocess.run(make, check=False).returncode != 0:
            raise SetupError(f"Python could not make {self.folder}: see the message above.")

    def pip_install(self, *arguments: str, what: str) -> None:
        """Install packages.

        Parameters
        ----------
        *arguments : str
            What comes after ``pip install``.
        what : str
            What a person is told that cannot be installed.

        Raises
        ------
        SetupError
            When pip fails.
        """
        pip = [str(self.python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        if subprocess.run([*pip, *arguments], check=False).returncode != 0:
            raise SetupError(
                f"pip could not install {what}: mend what it names above, "
                "then run the same command again."
            )
