"""A start loads nothing that only a later wish needs."""

import json
import subprocess
import sys

import pytest

HEAVY = (
    "PIL",
    "http.client",
    "matplotlib",
    "numpy.ma",
    "pyarrow",
    "python_calamine",
    "scipy",
)
LATER = (
    "cli.fit",
    "cli.predict",
    "data.generators",
    "em.batch",
    "em.conversion",
    "em.pool",
    "files.arrays",
    "files.parameters.writers",
    "files.preview",
    "files.script",
    "files.session.files",
    "files.tables.parquet",
    "files.tables.spreadsheet",
    "files.tables_out",
    "view.collapse.compare_dialog",
    "view.collapse.evidence_dialog",
    "view.dialogs.about_dialog",
    "view.dialogs.predict_dialog",
    "view.dialogs.prune_dialog",
    "view.dialogs.shortcuts_dialog",
    "view.exchange.animation_dialog",
    "view.exchange.figure_dialog",
    "view.exchange.import_dialog",
    "view.generate.generate_dialog",
    "view.keeping.save_dialog",
)
"""What waits behind the front of its package until somebody wants it."""
MOST = 390
"""Modules of ours; each costs a start about half a millisecond (measured: 368)."""


@pytest.fixture(scope="module")
def loaded():
    """Return the modules that a start with an example has loaded when its window is painted."""
    script = (
        "import json, sys; from gmm_explorer.cli import main\n"
        "main(['--try-start', '--example', 'old_faithful'])\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_a_window_with_an_example_loads_nothing_heavy(loaded):
    assert [name for name in HEAVY if name in loaded] == []


def test_what_a_later_wish_needs_waits_for_it(loaded):
    assert [name for name in LATER if f"gmm_explorer.{name}" in loaded] == []


def test_a_start_loads_few_of_our_modules(loaded):
    ours = [name for name in loaded if name.partition(".")[0] == "gmm_explorer"]

    assert len(ours) <= MOST
