#!/usr/bin/env python3
"""Set up, run and check GMM Explorer from its checkout, on a fresh machine too.

Standard library only. This one file must parse on Python 3.8, so that an interpreter which is too
old says so in a sentence; the modules beside it may use what Python 3.11 offers.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

MINIMUM_PYTHON = (3, 11)

USAGE = """\
usage: python3 packaging/dev.py COMMAND [ARGUMENT ...]

  run [ARGUMENT ...]     open the window; the arguments go to GMM Explorer
  test [ARGUMENT ...]    lint, types, import rules and tests; the arguments go to pytest
  check                  lint, types and import rules
  bench [WORD ...]       the benchmarks whose file name contains one of the words, or all

  bundle                 the app with all it needs, in dist/gmm-explorer
  portable               the bundle as an archive that runs from any folder
  deb                    the bundle as a package for Debian and Ubuntu
  wheel                  sdist and wheel, for pip and pipx

Each command first installs what it needs: into .venv at the checkout's root, and for building, by
the hashes in shipping/pins.txt, into build/venv.
"""


def python_complaint(version: tuple[int, ...]) -> str | None:
    """Return the sentence for an interpreter that is too old, None for one that will do."""
    if version >= MINIMUM_PYTHON:
        return None
    needed, found = (".".join(map(str, parts[:2])) for parts in (MINIMUM_PYTHON, version))
    complaint = f"GMM Explorer needs Python {needed} or newer, and {sys.executable} is {found}."
    for minor in range(20, MINIMUM_PYTHON[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer is not None:
            return f"{complaint} Use {newer} instead of python3."
    return f"{complaint} Install a newer one and run the same command with it."


def main(arguments: list[str]) -> int:
    """Carry out one command and return the exit code."""
    complaint = python_complaint(tuple(sys.version_info[:3]))
    if complaint is not None:
        print(complaint, file=sys.stderr)
        return 1
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    from commands import COMMANDS
    from system_packages import SetupError

    name, *rest = arguments or ["--help"]
    if name in ("-h", "--help"):
        print(USAGE, end="")
        return 0
    if name not in COMMANDS:
        print(f"dev.py knows no command {name!r}.\n\n{USAGE}", end="", file=sys.stderr)
        return 2
    try:
        return COMMANDS[name](rest)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
