"""A start loads nothing that only a later wish needs."""

import subprocess
import sys

HEAVY = ("PIL", "http.client", "matplotlib", "numpy.ma", "pyarrow", "scipy.optimize", "scipy.stats")


def test_a_window_with_an_example_loads_nothing_heavy():
    script = (
        "import sys; from gmm_explorer.app import run\n"
        "run(['--try-start', '--example', 'old_faithful'])\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"
