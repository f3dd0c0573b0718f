"""What a package shows to whoever checks types is what it loads when it is used."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

import gmm_explorer

ROOT = Path(gmm_explorer.__file__).parents[1]


def type_checked(tree):
    """Return where each name comes from for whoever checks types."""
    blocks = [
        node.body
        for node in tree.body
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
    ]
    return {alias.name: part.module for block in blocks for part in block for alias in part.names}


def loaded(tree, package):
    """Return where each name comes from for Python."""
    calls = [node for node in ast.walk(tree) if getattr(node, "func", None) is not None]
    homes = next(call.args[1] for call in calls if getattr(call.func, "id", "") == "front")
    parts = ast.literal_eval(homes).items()
    return {name: f"{package}.{part}" for part, names in parts for name in names}


FRONTS = {
    ".".join(path.parent.relative_to(ROOT).parts): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(ROOT.glob("gmm_explorer/**/__init__.py"))
    if "front(" in path.read_text(encoding="utf-8")
}


@pytest.mark.parametrize("package", FRONTS)
def test_a_front_loads_what_types_are_checked_with(package):
    tree = FRONTS[package]
    homes = type_checked(tree)
    module = import_module(package)

    assert homes == loaded(tree, package)
    assert set(homes) <= set(module.__all__)
    for name, home in homes.items():
        assert getattr(module, name) is getattr(import_module(home), name)


@pytest.mark.parametrize("package", FRONTS)
def test_no_name_is_hidden_by_a_module_beside_it(package):
    folder = ROOT.joinpath(*package.split("."))
    modules = {path.stem for path in folder.glob("*.py")} | {path.name for path in folder.iterdir()}

    assert modules.isdisjoint(type_checked(FRONTS[package]))


def test_a_name_that_is_not_there_is_missed_as_ever():
    files = import_module("gmm_explorer.files")

    with pytest.raises(AttributeError, match=r"'gmm_explorer.files' has no attribute 'nothing'"):
        _ = files.nothing
    assert not hasattr(files, "nothing")
