"""Install missing system packages, or say exactly how to."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from system_needs import Need, unmet

APT_LISTS = Path("/var/lib/apt/lists")


class SetupError(Exception):
    """The machine lacks something that only its owner can give; the message says what to do."""


def provide(needs: Sequence[Need]) -> None:
    """Make the system meet the needs, by apt-get where that needs no password.

    Raises
    ------
    SetupError
        When something is missing that cannot be installed from here; the message ends with the
        one line to run.
    """
    missing = unmet(needs)
    if not missing:
        return
    print(f"Missing on this system: {_names(missing)}.", flush=True)
    prefix = _root_prefix()
    if shutil.which("apt-get") is None or prefix is None:
        raise SetupError(remedy(missing))
    _apt_install(prefix, _packages(missing, "debian"))
    missing = unmet(missing)
    if missing:
        raise SetupError(f"Still missing after apt-get: {_names(missing)}. {remedy(missing)}")


def remedy(missing: Sequence[Need]) -> str:
    """Return what a person has to do to install what is missing; its last line can be run as is."""
    if shutil.which("apt-get") is not None:
        packages = _packages(missing, "debian")
        line = f"apt-get update && apt-get install -y --no-install-recommends {packages}"
    elif shutil.which("dnf") is not None:
        line = f"dnf install -y {_packages(missing, 'fedora')}"
    else:
        return (
            f"Install what brings {_names(missing)} with this system's package manager "
            "(each name is that of a shared library or a program), then try again."
        )
    root = "sudo sh -c" if shutil.which("sudo") is not None else "su -c"
    return f"Install it with this line, then run the same command again:\n{root} '{line}'"


def _names(needs: Sequence[Need]) -> str:
    return ", ".join(need.name for need in needs)


def _packages(needs: Sequence[Need], family: str) -> str:
    return " ".join(dict.fromkeys(getattr(need, family) for need in needs))


def _root_prefix() -> list[str] | None:
    """Return what to put before a command that needs root, None when only a password would do."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(
        ["sudo", "-n", "true"], stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    return ["sudo", "-n"] if asked.returncode == 0 else None


def _apt_install(prefix: list[str], packages: str) -> None:
    # `env` sets the variable behind sudo, which would drop it.
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages.split()]
    print(f"Installing {packages} ...", flush=True)
    if any(APT_LISTS.glob("*Packages*")) and _quiet_run(install):
        return
    # The lists are empty, as in a container image, or name versions that are gone.
    _quiet_run([*apt, "update"])
    _quiet_run(install)


def _quiet_run(command: list[str]) -> bool:
    """Run a command, show its output only when it fails, and return whether it succeeded."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        print(f"{' '.join(command)}\n{done.stdout}", flush=True)
    return done.returncode == 0
