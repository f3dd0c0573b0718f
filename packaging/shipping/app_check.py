"""Whether a built app works: it knows itself, has all resources, fits, and opens its window."""

from __future__ import annotations

import filecmp
import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from shipping.workshop import IS_LINUX, ROOT, version
from system_packages import SetupError
from virtual_display import virtual_display

PATIENCE = 120  # seconds


def check(program: Path) -> None:
    """Try out an app by its command, on the machine that built it.

    Raises
    ------
    SetupError
        When something is not as it must be; the message says what.
    """
    print("Trying it out ...", flush=True)
    with _bare_environment() as environment:
        _check(program, environment)


def _check(program: Path, environment: Mapping[str, str]) -> None:
    def said(*arguments: str) -> str:
        return _output([str(program), *arguments], environment)

    if said("--version").split()[-1] != version():
        raise SetupError(f"{program.name} --version does not say {version()}.")
    info = dict(line.split(": ", 1) for line in said("--platform-info").splitlines())
    if info["Missing parts"] != "none":
        raise SetupError(f"The app misses parts of itself: {info['Missing parts']}.")
    _compare_resources(Path(info["Resources"]))
    faithful = str(ROOT / "resources" / "data" / "old_faithful.csv")
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "out.json"
        said("fit", faithful, "-k", "2", "--seed", "0", "--export", str(out))
        if round(json.loads(out.read_text(encoding="utf-8"))["log_likelihood"], 3) != -1130.264:
            raise SetupError("The app fits Old Faithful otherwise than it should.")
    painted = said("--try-start", faithful).strip()
    if not painted.endswith(": 272 points."):
        raise SetupError(f"The window did not open its file: {painted}")
    print(painted, flush=True)


def _compare_resources(shipped: Path) -> None:
    for path in sorted((ROOT / "resources").rglob("*")):
        copy = shipped / path.relative_to(ROOT / "resources")
        if path.is_file() and not (copy.exists() and filecmp.cmp(path, copy, shallow=False)):
            raise SetupError(f"The app lacks {path.relative_to(ROOT)}, or has another one.")


@contextmanager
def _bare_environment() -> Iterator[dict[str, str]]:
    """Give the app a screen and a home of its own, and nothing of this Python's."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    with tempfile.TemporaryDirectory() as home:
        bare |= {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_RUNTIME_DIR": home}
        if not IS_LINUX:
            yield bare
            return
        with virtual_display() as display:
            yield {**bare, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}


def _output(command: list[str], environment: Mapping[str, str]) -> str:
    try:
        done = subprocess.run(
            command,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.CalledProcessError as error:
        words = " ".join([Path(command[0]).name, *command[1:]])
        raise SetupError(f"{words}: failed ({error.returncode}).\n{error.stderr}") from error
    except subprocess.TimeoutExpired as error:
        raise SetupError(f"{error.cmd}: no answer within {PATIENCE} s.") from error
    return done.stdout
