"""The commands of dev.py: run, test, check, bench, and those that make what people get."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import system_packages
from checkout_venv import DEVELOPMENT, CheckoutVenv
from shipping.bundle import make_bundle
from shipping.deb import make_deb
from shipping.portable import make_portable
from shipping.wheel import make_wheel
from stages import FAILED, Report, Stage
from system_needs import ENSUREPIP, QT_CORE, QT_WAYLAND, QT_XCB, XVFB, Need, unmet
from system_packages import SetupError
from virtual_display import virtual_display

ROOT = Path(__file__).resolve().parent.parent
VENV = CheckoutVenv(ROOT)
PYTHON = str(VENV.python)
IS_LINUX = sys.platform.startswith("linux")
ONEDAL = "scikit-learn-intelex"
"""What brings daal4py; the package of that name stays at a scikit-learn before 1.6."""
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
HEADLESS_ARGUMENTS = frozenset({"fit", "predict", "-h", "--help", "--version", "--platform-info"})
IMPORT_RULES = (
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_logo=True))"
)

# A file of tests stays together, so that what they share is made once.
SIDE_BY_SIDE = ["--numprocesses=auto", "--dist=loadfile"]

CHECKS = (
    Stage("lint", [PYTHON, "-m", "ruff", "check"]),
    Stage("format", [PYTHON, "-m", "ruff", "format", "--check"]),
    Stage("types", [PYTHON, "-m", "mypy"]),
    Stage("import rules", [PYTHON, "-c", IMPORT_RULES]),
)


def run(arguments: list[str]) -> int:
    """Open the window, or run a command of GMM Explorer that needs none."""
    needs_window = not HEADLESS_ARGUMENTS.intersection(arguments[:1])
    libraries: tuple[Need, ...] = ()
    if IS_LINUX and needs_window:
        _require_display()
        libraries = QT_CORE + QT_XCB
        if os.environ.get("WAYLAND_DISPLAY"):
            libraries += QT_WAYLAND
    _provide(libraries)
    # -P keeps the caller's folder, in which the arguments are meant, out of the module search.
    command = [PYTHON, "-P", "-m", "gmm_explorer", *arguments]
    if os.name == "posix":
        # The app takes this process's place, so that a signal meant for it reaches it.
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode


def test(arguments: list[str]) -> int:
    """Run the checks and all tests; the exit code says whether every stage passed."""
    why_no_screen = _provide_for_tests()
    report = Report()
    for stage in CHECKS:
        report.run(stage, ROOT)
    pytest = [PYTHON, "-m", "pytest", *arguments]
    if why_no_screen:
        report.tell("real window", "skipped", why_no_screen)
    else:
        _test_real_window(report, pytest, may_be_empty=bool(arguments))
    side_by_side = [PYTHON, "-m", "pytest", *SIDE_BY_SIDE, *arguments]
    report.run(Stage("tests", side_by_side, OFFSCREEN), ROOT)
    return report.close()


def check(arguments: list[str]) -> int:
    """Run lint, types and import rules."""
    if arguments:
        raise SetupError(f"check takes no arguments, and was given {' '.join(arguments)}.")
    _provide((), DEVELOPMENT)
    report = Report()
    for stage in CHECKS:
        report.run(stage, ROOT)
    return report.close()


def bench(words: list[str]) -> int:
    """Run the benchmarks whose name contains one of the words, or all, one after the other."""
    scripts = [
        script
        for script in sorted((ROOT / "tests" / "benchmarks").glob("bench_*.py"))
        if not words or any(word in script.stem for word in words)
    ]
    if not scripts:
        raise SetupError("No file tests/benchmarks/bench_*.py matches.")
    _provide(QT_CORE if IS_LINUX else (), DEVELOPMENT)
    if any(script.stem == "bench_em" for script in scripts):
        _provide_onedal()
    report = Report()
    for script in scripts:
        report.run(Stage(script.stem, [PYTHON, str(script)], OFFSCREEN), ROOT)
    return report.close()


def _making(make: Callable[[], Path]) -> Callable[[list[str]], int]:
    """Return the command that makes something people get, and takes no arguments."""

    def command(arguments: list[str]) -> int:
        if arguments:
            raise SetupError(f"It takes no arguments, and was given {' '.join(arguments)}.")
        print(make().relative_to(ROOT), flush=True)
        return 0

    return command


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "bundle": _making(make_bundle),
    "portable": _making(make_portable),
    "deb": _making(make_deb),
    "wheel": _making(make_wheel),
}


def _test_real_window(report: Report, pytest: list[str], *, may_be_empty: bool) -> None:
    try:
        with virtual_display() as display:
            environment = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
            command = [*pytest, "-m", "real_window"]
            report.run(Stage("real window", command, environment, may_be_empty), ROOT)
    except SetupError as error:
        report.tell("real window", FAILED, str(error))


def _require_display() -> None:
    if not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        raise SetupError(
            "There is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set. "
            "Run this from a desktop session, or use `run fit` and `run predict`, which need none."
        )


def _provide(libraries: tuple[Need, ...], extra: str = "") -> None:
    system_packages.provide([ENSUREPIP, *libraries])
    VENV.provide(extra)


def _provide_onedal() -> None:
    """Install Intel's oneDAL, a rival in the benchmark of EM, where there is a build of it."""
    if VENV.imports("daal4py"):
        return
    try:
        VENV.pip_install("--only-binary", ":all:", ONEDAL, what="Intel's oneDAL")
    except SetupError as error:
        print(f"The benchmark of EM goes without it. {error}", flush=True)


def _provide_for_tests() -> str:
    """Provide what the tests need; return why the real-window tests cannot run, or nothing."""
    if not IS_LINUX:
        _provide((), DEVELOPMENT)
        return "It needs Xvfb, which this system does not have."
    on_screen = [*QT_XCB, XVFB]
    needed = [ENSUREPIP, *QT_CORE]
    try:
        system_packages.provide([*needed, *on_screen])
    except SetupError as error:
        if unmet(needed):
            raise
        why = str(error)
    else:
        why = ""
    VENV.provide(DEVELOPMENT)
    return why
