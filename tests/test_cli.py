"""The command line, from outside: what it writes, what it says and how it ends."""

import csv
import io
import json
import math
import os
import re
import subprocess
import sys
import types
from pathlib import Path

import numpy as np
import pytest

from gmm_explorer import __version__
from gmm_explorer.cli import main
from gmm_explorer.data.generators import Blobs
from gmm_explorer.em import EMSettings, Mixture, fit, predict_proba
from gmm_explorer.files import PARAMETERS_SUFFIXES, read_parameters, write_parameters
from gmm_explorer.resource_path import resource_path

REFERENCE = Path(__file__).parent / "reference"
FAITHFUL = str(resource_path("data", "old_faithful.csv"))
TRAJECTORIES = sorted((REFERENCE / "trajectory").glob("*.json"))
COLLAPSES = sorted((REFERENCE / "collapse").glob("*.json"))


def rows_of(path):
    with Path(path).open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def reference_run(tmp_path):
    """Return what ``fit`` makes of a reference case: exit code, trace, exported JSON."""

    def run(path):
        case = json.loads(path.read_text())
        names = [f"x{column}" for column in range(case["D"])]
        data, start = tmp_path / "data.csv", tmp_path / "start.json"
        body = "\n".join(",".join(map(repr, row)) for row in case["X"])
        data.write_text(",".join(names) + "\n" + body + "\n")
        start.write_text(json.dumps(case["init"]))
        outputs = {name: str(tmp_path / name) for name in ("out.json", "trace.csv", "r.csv")}
        options = {
            "--init": str(start),
            "--tol": "0",
            "--max-iter": str(case["n_iter"]),
            "--reg-covar": repr(case["reg_covar"]),
            "--export": outputs["out.json"],
            "--trace": outputs["trace.csv"],
            "--responsibilities": outputs["r.csv"],
        }
        code = main(["fit", str(data), *(word for pair in options.items() for word in pair)])
        if code == 3:
            return case, code, [], {}, []
        strict = json.loads(Path(outputs["out.json"]).read_text(), parse_constant=pytest.fail)
        return case, code, rows_of(outputs["trace.csv"]), strict, rows_of(outputs["r.csv"])

    return run


@pytest.mark.parametrize("path", TRAJECTORIES, ids=lambda path: path.stem)
def test_every_reference_trajectory(reference_run, path):
    case, code, trace, exported, responsibilities = reference_run(path)
    truth, bound = case["truth"]["loglik_double"], case["tolerance"]["loglik"]
    assert code == 0
    assert [int(row["iteration"]) for row in trace] == list(range(case["n_iter"] + 1))
    computed = np.array([float(row["log_likelihood"]) for row in trace])
    scale = np.maximum(case["N"], np.abs(truth))
    assert (np.abs(computed - truth) <= bound * scale).all()
    assert exported["outcome"] == "max_iter"
    assert exported["n_iter"] == case["n_iter"]
    assert exported["log_likelihood"] == computed[-1]
    assert len(responsibilities) == case["N"]
    assert float(responsibilities[-1][f"r_{case['K']}"]) <= 1.0


@pytest.mark.parametrize("path", COLLAPSES, ids=lambda path: path.stem)
def test_every_collapse_ends_with_4_and_writes_all_the_same(reference_run, capsys, path):
    case, code, trace, exported, responsibilities = reference_run(path)
    expected = case["expected"]
    said = capsys.readouterr().err
    if expected["verdict"] == "no-trigger-or-refuse" and code == 3:
        assert said.startswith("data.csv: ")
        assert "another unit" in said
        assert "collapse" not in said
        return
    everything = json.dumps([exported, trace, responsibilities])
    assert "nan" not in everything.lower()
    assert "inf" not in everything.lower()
    assert len(responsibilities) == case["N"]
    if expected["verdict"] != "trigger":
        assert code == 0
        assert len(trace) == case["n_iter"] + 1
        return
    assert code == 4
    assert exported["outcome"] == "degenerate"
    named = {k for k in range(1, case["K"] + 1) if f"component {k} " in said}
    assert named
    assert named <= set(expected["components_1based"])
    assert int(trace[-1]["iteration"]) <= expected["report_no_later_than_after_iteration"]
    assert int(trace[-1]["iteration"]) >= expected["report_not_before_iteration"]


def test_old_faithful_from_the_command_line(tmp_path, capsys):
    out = tmp_path / "out.json"
    assert main(["fit", FAITHFUL, "-k", "2", "--export", str(out)]) == 0
    content = json.loads(out.read_text())
    assert content["log_likelihood"] == pytest.approx(-1130.264, abs=5e-4)
    assert content["bic"] == pytest.approx(2322.192, abs=1e-3)
    assert content["feature_names"] == ["eruptions", "waiting"]
    shown = capsys.readouterr()
    assert "272 points, columns eruptions, waiting" in shown.out
    assert "-1130.26" in shown.out
    assert shown.err == ""


def test_tied_old_faithful_ends_where_mclust_does(tmp_path):
    out = tmp_path / "out.json"
    arguments = ["fit", FAITHFUL, "-k", "3", "--covariance", "tied", "--restarts", "10"]
    assert main([*arguments, "--export", str(out)]) == 0
    content = json.loads(out.read_text())
    # mclust stops at a gain of 1e-5, a little below the optimum: -1126.32623646826.
    assert -1126.3263 < content["log_likelihood"] < -1126.3159
    assert content["covariance_type"] == "tied"


def test_the_same_seed_gives_the_same_file(tmp_path):
    outs = [tmp_path / "a.json", tmp_path / "b.json"]
    for out in outs:
        assert main(["fit", FAITHFUL, "--seed", "3", "--init", "random", "--export", str(out)]) == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_restarts_keep_the_best(tmp_path):
    results = []
    for restarts in ("1", "8"):
        out = tmp_path / f"{restarts}.json"
        arguments = ["fit", FAITHFUL, "-k", "4", "--init", "random", "--restarts", restarts]
        assert main([*arguments, "--export", str(out)]) in (0, 4)
        results.append(json.loads(out.read_text()))
    assert results[1]["outcome"] == "converged"
    assert results[1]["log_likelihood"] >= (results[0]["log_likelihood"] or -math.inf)


def test_chosen_columns_by_name_and_number(tmp_path, capsys):
    for columns in ("waiting", "2"):
        assert main(["fit", FAITHFUL, "--columns", columns, "--tol", "1e-12"]) == 0
        shown = capsys.readouterr().out
        assert "columns waiting\n" in shown
        assert "log-likelihood -1034.00" in shown


def test_no_iteration_leaves_the_start_as_it_is(tmp_path):
    start, out = tmp_path / "start.json", tmp_path / "out.json"
    mixture = Mixture([0.5, 0.5], [[2.0, 54.0], [4.3, 80.0]], [np.diag([0.1, 36.0])] * 2)
    write_parameters(start, mixture)
    arguments = ["fit", FAITHFUL, "--init", str(start), "--max-iter", "0", "--export", str(out)]
    assert main(arguments) == 0
    assert np.array_equal(read_parameters(out).means, mixture.means)
    assert np.array_equal(read_parameters(out).covariances, mixture.covariances)


def test_a_start_outside_the_family_is_brought_in_and_said_so(tmp_path, capsys):
    start, out = tmp_path / "start.json", tmp_path / "out.json"
    write_parameters(start, Mixture([1.0], [[3.0, 70.0]], [[[1.0, 5.0], [5.0, 100.0]]]))
    arguments = ["fit", FAITHFUL, "--init", str(start), "--covariance", "diag"]
    assert main([*arguments, "--max-iter", "0", "--export", str(out)]) == 0
    assert "family of diag covariances" in capsys.readouterr().err
    assert read_parameters(out).covariances[0, 0, 1] == 0.0


def test_predictions_equal_those_of_the_library(tmp_path, capsys):
    dataset = Blobs(n_points=80).dataset(1)
    data, params, out = tmp_path / "new.csv", tmp_path / "params.json", tmp_path / "p.csv"
    np.savetxt(data, dataset.X, delimiter=",", fmt="%.17g")
    mixture = fit(dataset.X, dataset.mixture, EMSettings()).mixture
    write_parameters(params, mixture)
    assert main(["predict", str(params), str(data), "--out", str(out)]) == 0
    rows = rows_of(out)
    assert list(rows[0]) == ["row", "label", "p_1", "p_2", "p_3"]
    expected = predict_proba(dataset.X, mixture)
    computed = np.array([[float(row[f"p_{k}"]) for k in (1, 2, 3)] for row in rows])
    np.testing.assert_allclose(computed, expected, rtol=1e-12)
    assert [int(row["label"]) for row in rows] == (expected.argmax(axis=1) + 1).tolist()
    assert [int(row["row"]) for row in rows] == list(range(1, 81))
    assert capsys.readouterr().out == ""
    assert main(["predict", str(params), str(data)]) == 0
    assert capsys.readouterr().out == out.read_text()


def test_predict_finds_the_columns_that_the_mixture_names(tmp_path, capsys):
    params, data = tmp_path / "params.json", tmp_path / "new.csv"
    write_parameters(params, Mixture([1.0], [[0.0]], [[[1.0]]]), names=["b"])
    data.write_text("a,b\n1,2\n3,4\n")
    assert main(["predict", str(params), str(data)]) == 0
    assert capsys.readouterr().out == "row,label,p_1\n1,1,1.0\n2,1,1.0\n"


def test_notices_and_errors_go_to_standard_error(tmp_path, capsys):
    data = tmp_path / "data.csv"
    data.write_text("id,x\na,1\nb,2\nc,4\nd,8\n")
    assert main(["fit", str(data), "-k", "1"]) == 0
    shown = capsys.readouterr()
    assert shown.err == "data.csv: Column 1 (id) holds text and was left out.\n"
    assert "data.csv" in shown.out
    data.write_text("x,y\n1,2\nnan,3\n")
    assert main(["fit", str(data)]) == 3
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("data.csv, line 3, column 1 (x): ")
    assert shown.err.count("\n") == 1


@pytest.mark.parametrize(
    ("extra", "reason"),
    [
        (["-k", "0"], "at least 1"),
        (["-k", "two"], "not a whole number"),
        (["--covariance", "round"], "invalid choice"),
        (["--init", "magic"], "use one of random"),
        (["--tol", "nan"], "finite"),
        (["--tol", "-1"], "finite"),
        (["--tol", "small"], "not a number"),
        (["--max-iter", "1.5"], "not a whole number"),
        (["--columns", ","], "no list of columns"),
        (["--export", "out.xml"], "use .json"),
        (["--export", "nowhere/out.json"], "does not exist"),
        (["--export", "a.json", "--trace", "./a.json"], "named twice"),
        (["--trace", FAITHFUL], "named twice"),
        (["--colums", "x"], "unrecognized arguments"),
    ],
)
def test_usage_ends_with_2_before_anything_is_done(tmp_path, monkeypatch, capsys, extra, reason):
    monkeypatch.chdir(tmp_path)
    assert main(["fit", FAITHFUL, *extra]) == 2
    shown = capsys.readouterr()
    assert reason in shown.err
    assert shown.out == ""
    assert not list(tmp_path.glob("*.json"))


@pytest.mark.parametrize(
    ("extra", "reason"), [(["-k", "3"], "leave out -k"), (["--restarts", "2"], "--restarts")]
)
def test_a_given_start_leaves_no_choice(tmp_path, capsys, extra, reason):
    start = tmp_path / "start.json"
    write_parameters(start, Mixture([1.0], [[0.0, 0.0]], [np.eye(2)]))
    assert main(["fit", FAITHFUL, "--init", str(start), *extra]) == 2
    assert reason in capsys.readouterr().err


def refused(capsys, *arguments):
    assert main(list(arguments)) == 3
    shown = capsys.readouterr()
    assert shown.out == ""
    return shown.err


def test_what_cannot_be_used_ends_with_3(tmp_path, capsys):
    missing, params = str(tmp_path / "none.csv"), tmp_path / "params.json"
    assert "no such file" in refused(capsys, "fit", missing)
    assert "no such file" in refused(capsys, "fit", FAITHFUL, "--init", missing + ".json")
    assert "choose from eruptions, waiting" in refused(capsys, "fit", FAITHFUL, "--columns", "z")
    assert "components" in refused(capsys, "fit", FAITHFUL, "-k", "100000")
    params.write_text('{"weights": [NaN]}')
    assert "holds NaN" in refused(capsys, "predict", str(params), FAITHFUL)
    write_parameters(params, Mixture([1.0], [[0.0]], [[[1.0]]]))
    assert "--columns" in refused(capsys, "predict", str(params), FAITHFUL)
    assert "--columns" in refused(capsys, "fit", FAITHFUL, "--init", str(params))
    write_parameters(params, Mixture([1.0], [[0.0, 0.0]], [np.zeros((2, 2))]))
    assert "component 1" in refused(capsys, "predict", str(params), FAITHFUL)


def test_an_output_that_cannot_be_written_ends_with_2(tmp_path, capsys):
    assert main(["fit", FAITHFUL, "--trace", str(tmp_path)]) == 2
    assert "a folder or a device" in capsys.readouterr().err


def test_help_shows_examples_and_the_version_is_told(capsys):
    for command in ([], ["fit"], ["predict"]):
        assert main([*command, "--help"]) == 0
        assert "examples:" in capsys.readouterr().out
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"GMM Explorer {__version__}\n"


def test_anything_else_opens_the_window(monkeypatch):
    seen = []
    app = types.ModuleType("gmm_explorer.app")
    app.run = lambda argv: seen.append(argv) or 7
    monkeypatch.setitem(sys.modules, "gmm_explorer.app", app)
    assert main(["./fit", "data.csv", "--example", "old_faithful"]) == 7
    assert main([]) == 7
    assert seen == [["./fit", "data.csv", "--example", "old_faithful"], []]


def test_an_unknown_example_lists_those_there_are(capsys):
    assert main(["--example", "nothing"]) == 2
    assert "old_faithful" in capsys.readouterr().err


def test_an_interrupt_is_no_traceback(monkeypatch, capsys):
    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("gmm_explorer.cli.fit.run_fit", interrupt)
    assert main(["fit", FAITHFUL]) == 130
    assert capsys.readouterr().err == ""


def test_a_fit_imports_no_qt():
    program = (
        "import sys; from gmm_explorer.cli import main; code = main(sys.argv[1:]); "
        "loaded = {name.partition('.')[0] for name in sys.modules}; "
        "print(code, loaded & {'PySide6', 'shiboken6', 'pyqtgraph'}, file=sys.stderr)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, "fit", FAITHFUL],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stderr == "0 set()\n"


def test_the_module_passes_the_exit_code_on():
    ended = subprocess.run(
        [sys.executable, "-m", "gmm_explorer", "fit", "none.csv"], capture_output=True, text=True
    )
    assert ended.returncode == 3
    assert ended.stderr == "none.csv: there is no such file; check the name and the folder.\n"


def test_a_reader_that_closes_early_is_no_error(tmp_path):
    params, data = tmp_path / "params.json", tmp_path / "many.csv"
    write_parameters(params, Mixture([1.0], [[0.0]], [[[1.0]]]))
    data.write_text("x\n" + "1\n2\n" * 20_000)
    with subprocess.Popen(
        [sys.executable, "-m", "gmm_explorer", "predict", str(params), str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "row,label,p_1\n"
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0


def piped(*arguments, content):
    return subprocess.run(
        [sys.executable, "-m", "gmm_explorer", *arguments],
        input=content,
        capture_output=True,
        check=False,
    )


def test_a_pipe_can_be_fitted_and_predicted(tmp_path):
    out, params = tmp_path / "out.json", tmp_path / "params.json"
    content = Path(FAITHFUL).read_bytes()
    ended = piped("fit", "-", "-k", "2", "--export", str(out), content=content)
    assert ended.returncode == 0
    assert ended.stdout.startswith(b"standard input: 272 points, columns eruptions, waiting")
    assert json.loads(out.read_text())["log_likelihood"] == pytest.approx(-1130.264, abs=5e-4)
    write_parameters(params, Mixture([1.0], [[0.0]], [[[1.0]]]))
    ended = piped("predict", str(params), "-", content=b"1\n2\n")
    assert ended.stdout == b"row,label,p_1\n1,1,1.0\n2,1,1.0\n".replace(b"\n", os.linesep.encode())
    ended = piped("predict", str(params), "-", content=b"x\n1\noops\n")
    assert ended.returncode == 3
    assert ended.stderr.startswith(b"standard input, line 3, column 1 (x): 'oops'")
    ended = piped("fit", "-", content=b"")
    assert (ended.returncode, ended.stdout) == (3, b"")


def test_a_pipe_that_does_not_end_is_refused(monkeypatch, capsys):
    monkeypatch.setattr("gmm_explorer.files.reader.most_bytes", lambda: 100)
    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(b"1\n" * 100)))
    assert "standard input: it holds more than" in refused(capsys, "fit", "-")


@pytest.mark.parametrize("suffix", [".json", ".csv", ".npz"])
def test_what_was_exported_is_a_start(tmp_path, suffix):
    params, out = tmp_path / f"params{suffix}", tmp_path / "out.csv"
    assert main(["fit", FAITHFUL, "--export", str(params), "--tol", "1e-9"]) == 0
    again = ["fit", FAITHFUL, "--init", str(params), "--max-iter", "0", "--export", str(out)]
    assert main(again) == 0
    assert np.array_equal(read_parameters(out).covariances, read_parameters(params).covariances)
    assert main(["predict", str(params), FAITHFUL, "--out", str(tmp_path / "p.csv")]) == 0


def test_scripts_are_exported_by_suffix_or_form(tmp_path, capsys):
    out = tmp_path / "model.py"
    assert main(["fit", FAITHFUL, "--export", str(out)]) == 0
    assert "sklearn" in out.read_text()
    assert main(["fit", FAITHFUL, "--export", str(out), "--form", "numpy"]) == 0
    assert "sklearn" not in out.read_text()
    assert main(["fit", FAITHFUL, "--form", "numpy"]) == 2
    assert "--export" in capsys.readouterr().err


def test_a_collapse_is_exported_in_every_form(tmp_path):
    data = tmp_path / "data.csv"
    data.write_text("x,y\n" + "1,1\n" * 5 + "2,3\n4,1\n")
    for suffix in PARAMETERS_SUFFIXES:
        out, trace = tmp_path / f"out{suffix}", tmp_path / "trace.npz"
        assert main(["fit", str(data), "-k", "3", "--export", str(out), "--trace", str(trace)]) == 4
        assert out.stat().st_size
        with np.load(trace, allow_pickle=False) as arrays:
            assert not np.isinf(arrays["log_likelihood"]).any()


def test_incomplete_rows_are_left_out_when_told_to(tmp_path, capsys):
    data = tmp_path / "data.csv"
    data.write_text("x\n1\nn/a\n2\n4\n8\n")
    assert main(["fit", str(data), "-k", "1"]) == 3
    assert main(["fit", str(data), "-k", "1", "--drop-incomplete"]) == 0
    shown = capsys.readouterr()
    assert "1 row with a missing or non-numeric cell was left out: line 3." in shown.err
    assert "data.csv: 4 points" in shown.out


@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e9])
def test_what_is_advised_at_a_collapse_suits_the_scale_and_helps(tmp_path, capsys, scale):
    rng = np.random.default_rng(0)
    flat = np.column_stack([rng.normal(size=(20, 2)), np.zeros(20)]) + 9.0
    points = np.concatenate([rng.normal(size=(60, 3)), flat]) * scale
    data = tmp_path / "flat.csv"
    np.savetxt(data, points, delimiter=",", header="x,y,z", comments="")
    wanted = ["fit", str(data), "-k", "2"]
    assert main(wanted) == 4
    said = capsys.readouterr().err
    assert "degenerate" in said
    assert re.search(r"component [12] has no width in some direction", said)
    assert "Warning" not in said
    advised = re.search(r"--reg-covar (\S+),", said)[1]
    assert main([*wanted, "--reg-covar", advised]) == 0


def test_a_tight_cluster_of_many_points_is_no_collapse(tmp_path, capsys):
    rng = np.random.default_rng(0)
    points = np.concatenate([rng.normal(size=(80, 4)), 1e-6 * rng.normal(size=(80, 4)) + 5.0])
    data = tmp_path / "tight.csv"
    np.savetxt(data, points, fmt="%.17g", delimiter=",", header="a,b,c,d", comments="")
    assert main(["fit", str(data), "-k", "2"]) == 0
    assert capsys.readouterr().err == ""
