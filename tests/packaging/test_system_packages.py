"""Installing what is missing, against stand-ins for apt-get and sudo that note their calls."""

import os
import shutil
import sys
from pathlib import Path

import pytest

import system_packages
from system_needs import Need
from system_packages import SetupError, provide

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Debian and Fedora are Linux")

ENV, CHMOD = shutil.which("env"), shutil.which("chmod")
NEEDS = [
    Need("drawing-tool", "libdrawing1", "drawing-libs", "program"),
    Need("painting-tool", "libpainting2", "painting", "program"),
]


class Machine:
    """A PATH with stand-ins only, and apt lists that exist or not."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "bin"
        self.programs.mkdir()
        self.lists = folder / "lists"
        self.lists.mkdir()
        self.log = folder / "calls"
        self.log.touch()
        self.add("env", f'exec {ENV} "$@"')

    def add(self, name: str, body: str) -> None:
        program = self.programs / name
        program.write_text(f"#!/bin/sh\n{body}\n")
        program.chmod(0o755)

    def add_apt(self, brings: str = "drawing-tool painting-tool") -> None:
        noted = f'echo "apt-get $* [$DEBIAN_FRONTEND]" >> {self.log}'
        made = f": > {self.programs}/$program; {CHMOD} +x {self.programs}/$program"
        install = f'[ "$1" = update ] || for program in {brings}; do {made}; done'
        self.add("apt-get", f"{noted}\n{install}")

    def add_sudo(self, code: int) -> None:
        self.add("sudo", f'[ {code} = 0 ] || exit {code}\nshift\necho sudo >> {self.log}\n"$@"')

    def calls(self) -> list[str]:
        return self.log.read_text().splitlines()


@pytest.fixture
def machine(tmp_path, monkeypatch):
    made = Machine(tmp_path)
    monkeypatch.setenv("PATH", str(made.programs))
    monkeypatch.setattr(system_packages, "APT_LISTS", made.lists)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return made


def refusal(needs) -> str:
    with pytest.raises(SetupError) as caught:
        provide(needs)
    return str(caught.value).splitlines()[-1]


INSTALL = "apt-get install -y --no-install-recommends libdrawing1 libpainting2"
UPDATED_INSTALL = ["apt-get update [noninteractive]", f"{INSTALL} [noninteractive]"]


def test_nothing_missing_calls_nothing(machine):
    machine.add_apt()
    machine.add("drawing-tool", "")

    provide(NEEDS[:1])

    assert machine.calls() == []


def test_root_with_empty_lists_updates_first(machine, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    machine.add_apt()

    provide(NEEDS)

    assert machine.calls() == UPDATED_INSTALL


def test_root_with_lists_installs_at_once(machine, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    machine.add_apt()
    (machine.lists / "mirror_main_binary-amd64_Packages.lz4").touch()

    provide(NEEDS)

    assert machine.calls() == UPDATED_INSTALL[1:]


def test_sudo_without_password_is_used(machine):
    machine.add_apt()
    machine.add_sudo(0)

    provide(NEEDS)

    assert [call for call in machine.calls() if call != "sudo"] == UPDATED_INSTALL
    assert machine.calls().count("sudo") == 3  # asking whether it may, update, install


def test_sudo_with_password_leaves_the_line_to_the_person(machine):
    machine.add_apt()
    machine.add_sudo(1)

    assert refusal(NEEDS) == f"sudo sh -c 'apt-get update && {INSTALL}'"
    assert machine.calls() == []


def test_without_sudo_the_line_asks_for_roots_password(machine):
    machine.add_apt()

    assert refusal(NEEDS) == f"su -c 'apt-get update && {INSTALL}'"


def test_fedora_is_told_its_own_names(machine):
    machine.add("dnf", "")
    machine.add_sudo(0)

    assert refusal(NEEDS) == "sudo sh -c 'dnf install -y drawing-libs painting'"


def test_an_unknown_system_is_told_what_is_missing(machine):
    assert "drawing-tool, painting-tool" in refusal(NEEDS)


def test_a_package_that_does_not_bring_it_is_told(machine, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    machine.add_apt(brings="drawing-tool")

    with pytest.raises(SetupError, match=r"Still missing after apt-get: painting-tool\."):
        provide(NEEDS)
