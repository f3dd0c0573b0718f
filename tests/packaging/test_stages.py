"""All stages run, and the exit code and the summary say what came of them."""

import sys

import pytest

from stages import FAILED, Report, Stage


def stage(code, **kwargs):
    return Stage(f"exit {code}", [sys.executable, "-c", f"raise SystemExit({code})"], **kwargs)


def test_a_failure_lets_the_next_stage_run_and_decides_the_exit_code(tmp_path, capfd):
    report = Report()

    for code in (0, 1, 0):
        report.run(stage(code), tmp_path)

    assert report.close() == 1
    summary = capfd.readouterr().out.partition("== summary\n")[2].splitlines()
    assert [line.split()[2] for line in summary[:-1]] == ["ok", "FAILED", "ok"]
    assert summary[-1] == "FAILED"


@pytest.mark.parametrize(("may_be_empty", "expected"), [(False, 1), (True, 0)])
def test_no_tests_collected_fails_unless_tests_were_named(tmp_path, may_be_empty, expected):
    report = Report()

    report.run(stage(5, may_be_empty=may_be_empty), tmp_path)

    assert report.close() == expected


@pytest.mark.parametrize(("verdict", "expected"), [("skipped", 0), (FAILED, 1)])
def test_a_stage_that_could_not_run_is_told(capfd, verdict, expected):
    report = Report()

    report.tell("real window", verdict, "Xvfb is missing.")

    assert report.close() == expected
    assert f"real window: {verdict}. Xvfb is missing." in capfd.readouterr().out


def test_a_stage_sees_its_environment(tmp_path):
    script = "import os; raise SystemExit(os.environ['QT_QPA_PLATFORM'] != 'xcb')"
    command = [sys.executable, "-c", script]

    assert Stage("window", command, {"QT_QPA_PLATFORM": "xcb"}).run(tmp_path) == "ok"
