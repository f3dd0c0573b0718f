"""What holds for the code as a whole: who imports whom, how it is laid out, what no file says."""

import ast
import importlib
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "gmm_explorer"
LONGEST_FILE = 400  # lines; the aim is 300

ROOMS_WITHOUT_QT = ("em", "data", "model", "files", "scenes")


def tracked_files():
    # safe.directory: in a container the checkout may belong to somebody else.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def modules_after(statement):
    """Import in a fresh interpreter and return the names of all modules then loaded."""
    script = f"import json, sys\n{statement}\njson.dump(sorted(sys.modules), sys.stdout)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def loaded(modules, *packages):
    return [name for name in modules if name.partition(".")[0] in packages]


def calls(folder, name):
    """Return where a function or method of this name is called below a folder."""
    return [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted(folder.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and name == getattr(node.func, "attr", getattr(node.func, "id", None))
    ]


def test_layers_import_downwards_only():
    script = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"

    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("room", ROOMS_WITHOUT_QT)
def test_a_room_without_qt_loads_none(room):
    modules = modules_after(f"import gmm_explorer.{room}")

    assert loaded(modules, "PySide6", "shiboken6", "pyqtgraph") == []


def test_the_algorithm_loads_no_scipy():
    assert loaded(modules_after("import gmm_explorer.em"), "scipy") == []


def test_start_up_leaves_out_what_is_slow_to_load():
    modules = modules_after("import gmm_explorer.app")

    assert not [name for name in modules if name.startswith(("scipy.stats", "matplotlib"))]


def test_the_command_line_starts_no_qt():
    modules = modules_after("import gmm_explorer.cli")

    assert loaded(modules, "PySide6", "shiboken6", "pyqtgraph") == []


def test_the_folder_packaging_does_not_hide_the_library_of_that_name():
    assert not (ROOT / "packaging" / "__init__.py").exists()
    assert "site-packages" in importlib.import_module("packaging").__file__


def test_no_tracked_file_names_a_package_registry_or_a_lock():
    hosts = "|".join(
        re.escape(".".join(parts))
        for parts in [
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            ("anaconda", "org"),
        ]
    )
    locks = {"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock"}

    named = [
        path.relative_to(ROOT)
        for path in tracked_files()
        if path.name in locks or re.search(hosts.encode(), path.read_bytes())
    ]

    assert named == []


def test_no_source_file_outgrows_a_reader():
    long = {
        str(path.relative_to(ROOT)): lines
        for folder in (PACKAGE, ROOT / "packaging")
        for path in folder.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }

    assert long == {}


def test_dialogs_never_block_the_loop():
    """Dialogs and menus use ``open()`` or ``popup()``; only the entry starts an event loop."""
    assert calls(PACKAGE / "view", "exec") + calls(PACKAGE / "controller", "exec") == []


def test_nothing_sleeps():
    assert calls(PACKAGE, "sleep") + calls(ROOT / "tests", "sleep") == []


def documentation(function, module):
    """Return a docstring, with those of the functions that it refers to in backticks."""
    own = inspect.getdoc(function) or ""
    others = (getattr(module, name, None) for name in re.findall(r"`(\w+)`", own))
    return "\n".join([own, *(inspect.getdoc(other) for other in others if callable(other))])


def test_every_argument_of_the_algorithm_is_documented():
    module = importlib.import_module("gmm_explorer.em")
    public = [getattr(module, name) for name in module.__all__]
    functions = [value for value in public if inspect.isfunction(value)]

    undocumented = [
        f"{function.__name__}({parameter})"
        for function in functions
        for parameter in inspect.signature(function).parameters
        if not re.search(rf"\b{parameter}\b", documentation(function, module))
    ]

    assert functions
    assert undocumented == []
