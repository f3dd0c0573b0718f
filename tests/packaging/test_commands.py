"""What each command runs, and on what; nothing is installed."""

import sys
from contextlib import contextmanager

import pytest

import commands
from stages import Stage
from system_packages import SetupError


class ProvidedVenv:
    """An environment that only notes what it is asked to hold."""

    def __init__(self) -> None:
        self.asked = []

    def provide(self, extra=""):
        self.asked.append(extra)

    def imports(self, module):
        return False

    def pip_install(self, *arguments, what):
        self.asked.append(what)


@contextmanager
def display_99():
    yield ":99"


@pytest.fixture
def venv(monkeypatch):
    made = ProvidedVenv()
    monkeypatch.setattr(commands, "VENV", made)
    monkeypatch.setattr(commands.system_packages, "provide", lambda needs: None)
    monkeypatch.setattr(commands, "IS_LINUX", True)
    monkeypatch.setattr(commands, "virtual_display", display_99)
    return made


@pytest.fixture
def ran(monkeypatch):
    """The stages that were run; none of them does anything."""
    stages = []
    monkeypatch.setattr(Stage, "run", lambda stage, root: stages.append(stage) or "ok")
    return stages


ALL_STAGES = ["lint", "format", "types", "import rules", "real window", "tests"]


def test_test_runs_every_stage_with_the_arguments_for_pytest(venv, ran):
    assert commands.test(["tests/em", "-x"]) == 0

    assert venv.asked == ["dev"]
    assert [stage.name for stage in ran] == ALL_STAGES
    *_, real_window, tests = ran
    assert tests.command[-4:] == [*commands.SIDE_BY_SIDE, "tests/em", "-x"]
    assert tests.environment == {"QT_QPA_PLATFORM": "offscreen"}
    assert not tests.may_be_empty
    assert real_window.command[-4:] == ["tests/em", "-x", "-m", "real_window"]
    assert real_window.environment == {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":99"}
    assert real_window.may_be_empty


def test_a_screen_that_does_not_start_fails_its_stage_alone(venv, ran, monkeypatch, capfd):
    @contextmanager
    def broken():
        raise SetupError("Xvfb did not start.")
        yield

    monkeypatch.setattr(commands, "virtual_display", broken)

    assert commands.test([]) == 1

    assert [stage.name for stage in ran] == [name for name in ALL_STAGES if name != "real window"]
    assert "real window: FAILED. Xvfb did not start." in capfd.readouterr().out


def refuse(needs):
    raise SetupError("Install it with this line:\nsudo apt-get install xvfb")


def test_a_machine_without_xvfb_skips_its_stage_and_tells_the_line(venv, ran, monkeypatch, capfd):
    monkeypatch.setattr(commands.system_packages, "provide", refuse)
    monkeypatch.setattr(commands, "unmet", lambda needs: [])

    assert commands.test([]) == 0

    assert "real window" not in [stage.name for stage in ran]
    assert "skipped. Install it with this line:\nsudo apt-get" in capfd.readouterr().out


def test_a_machine_without_qt_libraries_is_told_before_anything_is_made(venv, ran, monkeypatch):
    monkeypatch.setattr(commands.system_packages, "provide", refuse)
    monkeypatch.setattr(commands, "unmet", list)

    with pytest.raises(SetupError, match="xvfb"):
        commands.test([])

    assert venv.asked == []
    assert ran == []


def test_check_runs_the_checks_and_takes_no_arguments(venv, ran):
    assert commands.check([]) == 0
    assert [stage.name for stage in ran] == ALL_STAGES[:4]

    with pytest.raises(SetupError, match="no arguments"):
        commands.check(["gmm_explorer"])


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], ["bench_em", "bench_paint", "bench_read"]), (["em", "read"], ["bench_em", "bench_read"])],
)
def test_bench_runs_what_the_words_name(venv, ran, tmp_path, monkeypatch, words, expected):
    folder = tmp_path / "tests" / "benchmarks"
    folder.mkdir(parents=True)
    for name in ("bench_read", "bench_em", "bench_paint", "helper"):
        (folder / f"{name}.py").touch()
    monkeypatch.setattr(commands, "ROOT", tmp_path)

    assert commands.bench(words) == 0

    assert [stage.name for stage in ran] == expected
    assert venv.asked == ["dev", "Intel's oneDAL"]


def test_bench_goes_on_without_a_rival_that_has_no_build(venv, ran, monkeypatch, capfd):
    def no_build(*arguments, what):
        raise SetupError(f"pip could not install {what}.")

    monkeypatch.setattr(venv, "pip_install", no_build)

    assert commands.bench(["bench_em"]) == 0

    assert "goes without it. pip could not install Intel's oneDAL." in capfd.readouterr().out


def test_bench_installs_no_rival_where_it_is_or_where_none_runs(venv, ran, monkeypatch):
    commands.bench(["bench_drag"])
    monkeypatch.setattr(venv, "imports", lambda module: module == "daal4py")
    commands.bench(["bench_em"])

    assert venv.asked == ["dev", "dev"]


@pytest.fixture
def no_display(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("arguments", [[], ["data.csv"], ["--example", "old_faithful"]])
def test_a_window_needs_a_display_before_anything_is_installed(venv, no_display, arguments):
    with pytest.raises(SetupError, match="no display"):
        commands.run(arguments)

    assert venv.asked == []


class Started(BaseException):
    """What a process does that becomes another one: it does not come back."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot become another program")
@pytest.mark.parametrize("arguments", [["fit", "data.csv"], ["predict", "p.json"], ["--help"]])
def test_the_command_line_needs_no_display(venv, no_display, monkeypatch, arguments):
    def become(program, command):
        raise Started(command)

    monkeypatch.setattr(commands.os, "execv", become)

    with pytest.raises(Started) as started:
        commands.run(arguments)

    assert started.value.args[0][1:] == ["-P", "-m", "gmm_explorer", *arguments]
    assert venv.asked == [""]
