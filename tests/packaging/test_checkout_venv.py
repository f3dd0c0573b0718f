"""When .venv is made, filled and made again; pip itself is not run."""

import shutil
import sys
from typing import ClassVar

import pytest

from checkout_venv import CheckoutVenv
from system_packages import SetupError

PYPROJECT = """
[build-system]
requires = ["hatchling"]
[project]
name = "gmm-explorer"
dependencies = ["numpy"]
[tool.hatch.version]
path = "here"
[tool.ruff]
line-length = 100
"""


class UnfilledVenv(CheckoutVenv):
    """Makes a real environment; an installation is only noted."""

    done: ClassVar[list[str]] = []

    def _install(self, extra):
        self.done.append(f"install[{extra}]")


class NotedVenv(UnfilledVenv):
    """Only notes what it would do."""

    def create(self):
        self.done.append("create")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A checkout whose environment was provided for running."""
    root = tmp_path_factory.mktemp("checkout")
    (root / "pyproject.toml").write_text(PYPROJECT)
    UnfilledVenv(root).provide()
    return root


@pytest.fixture
def venv(filled, tmp_path):
    """A copy of it in a place of its own, which it takes for the first one's."""
    root = tmp_path / "checkout"
    shutil.copytree(filled, root, symlinks=True)
    copy = NotedVenv(root)
    copy.stamp.write_text(copy.stamp.read_text().replace(str(filled), str(root)))
    copy.done.clear()
    return copy


def edit(venv, old, new):
    path = venv.root / "pyproject.toml"
    path.write_text(path.read_text().replace(old, new))


def test_a_standing_installation_is_left_alone(venv):
    venv.provide()

    assert venv.done == []


def test_more_extras_are_installed_and_kept(venv):
    venv.provide("dev")
    venv.provide()
    venv.provide("dev")

    assert venv.done == ["install[dev]"]


def test_changed_requirements_are_installed(venv):
    edit(venv, '"numpy"', '"numpy", "scipy"')

    venv.provide()

    assert venv.done == ["install[]"]


def test_a_changed_lint_rule_installs_nothing(venv):
    edit(venv, "100", "90")

    venv.provide()

    assert venv.done == []


def test_half_a_stamp_installs_again(venv):
    venv.stamp.write_text('{"root": ')

    venv.provide()

    assert venv.done == ["install[]"]


def test_a_moved_checkout_gets_a_new_environment(venv, tmp_path):
    moved = UnfilledVenv(venv.root.rename(tmp_path / "moved"))

    moved.provide()

    assert moved.done == ["install[]"]
    assert str(moved.folder) in (moved.folder / "pyvenv.cfg").read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows copies the interpreter")
def test_a_vanished_python_gets_a_new_environment(venv):
    venv.python.unlink()
    venv.python.symlink_to("/nonexistent/python3")

    venv.provide()

    assert venv.done == ["create", "install[]"]


def test_an_environment_without_pip_is_made_again(venv):
    pip = next(venv.folder.rglob("site-packages/pip"))
    shutil.rmtree(pip)

    venv.provide()

    assert venv.done == ["create", "install[]"]


def test_another_python_gets_a_new_environment(venv, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))

    venv.provide()

    assert venv.done == ["create", "install[]"]


def test_the_environment_in_use_is_never_deleted(venv, monkeypatch):
    venv.stamp.write_text('{"root": "/elsewhere"}')
    monkeypatch.setattr(sys, "prefix", str(venv.folder))

    with pytest.raises(SetupError, match="deactivate"):
        UnfilledVenv(venv.root).provide()

    assert venv.python.exists()
