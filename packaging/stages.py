"""Run several checks one after the other, all of them, and sum them up."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PYTEST_FOUND_NOTHING = 5
FAILED = "FAILED"


@dataclass(frozen=True)
class Stage:
    """One check: a command, run at the checkout's root.

    Attributes
    ----------
    name : str
        What the announcement and the summary call it.
    command : sequence of str
    environment : mapping of str to str
        Set in addition to the environment that is there.
    may_be_empty : bool
        Whether pytest may select no test: so where the person who runs it names the tests.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    may_be_empty: bool = False

    def run(self, root: Path) -> str:
        """Run the command and return the verdict: ``ok``, or what is wrong with it."""
        environment = {**os.environ, **self.environment}
        code = subprocess.run(self.command, cwd=root, env=environment, check=False).returncode
        if code == PYTEST_FOUND_NOTHING and self.may_be_empty:
            return "ok (no test selected)"
        return "ok" if code == 0 else f"{FAILED} (exit code {code})"


class Report:
    """What each stage came to, summed up when all have run."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str, str]] = []

    def run(self, stage: Stage, root: Path) -> None:
        """Announce a stage, run it and keep its verdict."""
        print(f"\n== {stage.name}: {_readable(stage.command)}", flush=True)
        start = time.monotonic()
        verdict = stage.run(root)
        self._rows.append((stage.name, verdict, f"{time.monotonic() - start:.1f} s"))

    def tell(self, name: str, verdict: str, reason: str) -> None:
        """Keep the verdict on a stage that did not come to run."""
        print(f"\n== {name}: {verdict}. {reason}", flush=True)
        self._rows.append((name, verdict, ""))

    def close(self) -> int:
        """Print the summary and return the exit code: 0 only when no stage failed."""
        print("\n== summary")
        for name, verdict, seconds in self._rows:
            print(f"{name:14} {verdict:24} {seconds:>8}".rstrip())
        failed = any(verdict.startswith(FAILED) for _, verdict, _ in self._rows)
        print(FAILED if failed else "All well.", flush=True)
        return int(failed)


def _readable(command: Sequence[str]) -> str:
    """Return a command as a person would type it, without the interpreter's path."""
    return " ".join([Path(command[0]).stem, *command[1:]])
