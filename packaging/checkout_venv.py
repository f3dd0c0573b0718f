"""The `.venv` at the checkout's root: made, filled, and re-made when it is broken."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path

from system_packages import SetupError

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "gmm-explorer-stamp.json"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

DEVELOPMENT = "dev"
"""The extra that tests, checks and benchmarks need."""


def provide(extra: str = "") -> None:
    """Make `.venv` hold the project, editable, with what an extra asks for.

    Nothing is done when the last installation still stands: the same folder, the same Python, the
    same requirements in pyproject.toml and at least the same extra.

    Raises
    ------
    SetupError
        When the environment cannot be made or pip fails.
    """
    stamp = _read_stamp()
    extra = extra or stamp.get("extra", "")
    wanted = {"root": str(ROOT), "requirements": _requirements_digest(), "extra": extra}
    healthy = _is_healthy(stamp)
    if healthy and stamp == wanted:
        return
    if not healthy:
        _create()
    _install(extra)
    STAMP.write_text(json.dumps(wanted, indent=1) + "\n", encoding="utf-8")


def _read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _requirements_digest() -> str:
    """Digest only what pip reads, so that a new lint rule installs nothing."""
    tables = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    read_by_pip = [tables["build-system"], tables["project"], tables["tool"]["hatch"]]
    return hashlib.sha256(json.dumps(read_by_pip, sort_keys=True).encode()).hexdigest()


def _is_healthy(stamp: dict[str, str]) -> bool:
    """Return whether `.venv` belongs to this folder and this Python, runs, and has pip."""
    if stamp.get("root", str(ROOT)) != str(ROOT):
        return False
    probe = "import pip, sys; print(sys.version_info[:2])"
    try:
        done = subprocess.run(
            [str(PYTHON), "-c", probe], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.strip() == str(sys.version_info[:2])


def _create() -> None:
    if Path(sys.prefix) == VENV:
        raise SetupError(
            "The environment .venv is broken and this Python runs from it: "
            "leave it with `deactivate`, then run the same command again."
        )
    print(f"Making {VENV} with Python {sys.version.split()[0]} ...", flush=True)
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if done.returncode != 0:
        raise SetupError(f"Python could not make {VENV}: see the message above.")


def _install(extra: str) -> None:
    what = f"{ROOT}[{extra}]" if extra else str(ROOT)
    print("Installing GMM Explorer and what it needs into .venv ...", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    done = subprocess.run([*pip, "--editable", what], check=False)
    if done.returncode != 0:
        raise SetupError(
            "pip could not install GMM Explorer: mend what it names above, "
            "then run the same command again."
        )
