"""The command line of packaging/dev.py, as a person types it."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from commands import COMMANDS

SCRIPT = Path(dev.__file__)


def type_in(*arguments, **environment):
    return subprocess.run(
        [sys.executable, SCRIPT, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_help_names_the_commands(arguments):
    done = type_in(*arguments)

    assert done.returncode == 0
    assert all(f"\n  {name} " in done.stdout for name in COMMANDS)


def test_an_unknown_command_is_a_usage_error():
    done = type_in("tset")

    assert done.returncode == 2
    assert done.stderr.startswith("dev.py knows no command 'tset'.")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_run_without_a_display_says_so_in_one_line():
    done = type_in("run", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("There is no display to open a window on")
    assert done.stderr.count("\n") == 1


def test_a_benchmark_that_does_not_exist_is_refused():
    done = type_in("bench", "no such benchmark")

    assert done.returncode == 1
    assert done.stderr == "No file tests/benchmarks/bench_*.py matches.\n"


def test_the_entry_parses_on_python_3_8():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_an_old_python_is_told_which_one_to_use(monkeypatch):
    monkeypatch.setattr(
        dev.shutil, "which", {"python3.12": "/usr/bin/python3.12", "python3.9": "/no"}.get
    )

    complaint = dev.python_complaint((3, 9, 2))

    assert complaint == (
        f"GMM Explorer needs Python 3.11 or newer, and {sys.executable} is 3.9. "
        "Use /usr/bin/python3.12 instead of python3."
    )


def test_an_old_python_alone_is_told_to_get_a_newer_one(monkeypatch):
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)

    assert "Install a newer one" in dev.python_complaint((3, 8, 18))


def test_the_minimum_is_the_one_of_the_project():
    pyproject = (SCRIPT.parent.parent / "pyproject.toml").read_text(encoding="utf-8")

    assert f'requires-python = ">={dev.MINIMUM_PYTHON[0]}.{dev.MINIMUM_PYTHON[1]}"' in pyproject
    assert dev.python_complaint((*dev.MINIMUM_PYTHON, 0)) is None
