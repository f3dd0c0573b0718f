"""Parameters in every format, read by programs that are not ours."""

import csv
import re
import shutil
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pylatexenc.latexwalker import LatexEnvironmentNode, LatexWalker
from scipy.stats import multivariate_normal
from sklearn.mixture import GaussianMixture

from gmm_explorer.data import Dataset
from gmm_explorer.em import (
    COVARIANCE_TYPES,
    EMSettings,
    Mixture,
    Outcome,
    e_step,
    fit,
    initialize,
    project,
    sample,
)
from gmm_explorer.em.families import restrict
from gmm_explorer.files import (
    PARAMETERS_FORMS,
    FitFacts,
    ParametersFileError,
    in_original_units,
    parameters_text,
    read_named_parameters,
    read_parameters_text,
    write_parameters,
)
from gmm_explorer.model import Snapshot

AWKWARD_NAMES = ('hö"he\\', "a|b'''\"\"\"{x}%", "=1+1")
COLLAPSED = Mixture([0.5, 0.5], [[0.0, 0.0], [1.0, 1.0]], [np.eye(2), np.zeros((2, 2))])


def mixture_of(n_components, n_features, family="full", seed=0, units=1.0):
    rng = np.random.default_rng(seed)
    roots = rng.standard_normal((n_components, n_features, n_features))
    scales = np.logspace(0.0, np.log10(units), n_features)
    covariances = (roots @ roots.transpose(0, 2, 1) + 0.1 * np.eye(n_features)) * np.outer(
        scales, scales
    )
    means = 3.0 * rng.standard_normal((n_components, n_features)) * scales
    return project(Mixture(rng.dirichlet(np.ones(n_components)), means, covariances), family)


def same(a, b):
    return all(
        np.array_equal(getattr(a, name), getattr(b, name))
        for name in ("weights", "means", "covariances")
    )


def run_script(text):
    """Return what a script defines."""
    defined = {}
    exec(compile(text, "exported.py", "exec"), defined)
    return defined


@given(st.integers(1, 4), st.integers(1, 3), st.integers(0, 99), st.sampled_from(["csv", "npz"]))
def test_every_bit_comes_back(tmp_path_factory, n_components, n_features, seed, suffix):
    path = tmp_path_factory.mktemp("parameters") / f"out.{suffix}"
    mixture = mixture_of(n_components, n_features, seed=seed, units=1e9)
    write_parameters(path, mixture, names=AWKWARD_NAMES[:n_features])
    read = read_named_parameters(path)
    assert same(read.mixture, mixture)
    assert read.names == AWKWARD_NAMES[:n_features]


@pytest.mark.parametrize("name", ["json", "csv"])
def test_what_was_copied_can_be_pasted(name):
    mixture = mixture_of(3, 2)
    text = parameters_text(name, mixture, FitFacts(names=("a", "b")))
    for pasted in (text, "\n  " + text, text.replace("\n", "\r\n")):
        read = read_parameters_text(pasted)
        assert same(read.mixture, mixture)
        assert read.names == ("a", "b")


def test_a_spreadsheet_in_another_country_may_write_the_csv_again():
    mixture = mixture_of(2, 2)
    text = parameters_text("csv", mixture).replace(",", ";").replace(".", ",")
    assert same(read_parameters_text(text).mixture, mixture)
    text = parameters_text("csv", mixture).replace(",", "\t")
    assert same(read_parameters_text(text).mixture, mixture)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the pasted text"),
        ("{", "the pasted text, line 1, column 2: it is not JSON"),
        ("weight,mean_x\n1,2\n", "line 1: the columns are not weight"),
        ("mean_x,covariance_x_x\n1,2\n", "line 1: the columns are not weight"),
        ("weight,covariance_x_x\n1,2\n", "line 1: the columns are not weight"),
        ("weight,mean_x,covariance_x_x\n0.5,2,1\n0.5,oops,1\n", "line 3, column 2 (mean_x)"),
        ("weight,mean_x,covariance_x_x\n0.5,2,1\n0.5,1,-1\n", "component 2: its variance is -1"),
        ("\udcff", "the pasted text"),
    ],
)
def test_pasted_text_that_is_no_mixture_is_refused(text, message):
    with pytest.raises(ParametersFileError) as caught:
        read_parameters_text(text)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"weights": [1.0]}, "array means: it is missing"),
        ({"weights": [1.0], "means": [0.0], "covariances": [[[1.0]]]}, "array means: it has 1"),
        ({"weights": ["1"], "means": [[0.0]], "covariances": [[[1.0]]]}, "array weights: it has"),
        ({"weights": [1], "means": [[0]], "covariances": [[[-1]]]}, "component 1"),
        (
            {"weights": [1], "means": [[0]], "covariances": [[[1]]], "feature_names": [["x"]]},
            "array feature_names",
        ),
    ],
)
def test_arrays_that_are_no_mixture_are_refused(tmp_path, arrays, message):
    path = tmp_path / "in.npz"
    np.savez(path, **arrays)
    with pytest.raises(ParametersFileError, match=message):
        read_named_parameters(path)


def test_three_arrays_are_enough(tmp_path):
    path = tmp_path / "in.npz"
    np.savez_compressed(path, weights=[1], means=[[3]], covariances=[[[2]]])
    read = read_named_parameters(path)
    assert read.names is None
    assert read.mixture.means.tolist() == [[3.0]]


def test_numpy_opens_the_arrays(tmp_path):
    path = tmp_path / "out.npz"
    mixture = mixture_of(3, 2)
    write_parameters(path, mixture, names=AWKWARD_NAMES[:2])
    with np.load(path, allow_pickle=False) as arrays:
        assert np.array_equal(arrays["covariances"], mixture.covariances)
        assert arrays["feature_names"].tolist() == list(AWKWARD_NAMES[:2])


def test_a_reader_of_csv_finds_each_parameter(tmp_path):
    path = tmp_path / "out.csv"
    mixture = mixture_of(3, 2)
    write_parameters(path, mixture, names=("a", "b"))
    with path.open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [float(row["mean_b"]) for row in rows] == mixture.means[:, 1].tolist()
    assert [float(row["covariance_a_b"]) for row in rows] == mixture.covariances[:, 0, 1].tolist()
    assert [row["component"] for row in rows] == ["1", "2", "3"]


@pytest.mark.parametrize("family", COVARIANCE_TYPES)
@pytest.mark.parametrize("n_features", [1, 2, 3])
def test_scikit_learn_has_our_responsibilities(family, n_features):
    mixture = mixture_of(3, n_features, family, units=1.0 if family == "spherical" else 1e4)
    X, _ = sample(mixture, 200, np.random.default_rng(1))
    facts = FitFacts(AWKWARD_NAMES[:n_features], EMSettings(family), n_samples=200)
    defined = run_script(parameters_text("scikit-learn", mixture, facts))
    ours = e_step(X, mixture)
    model = defined["model"]
    assert defined["feature_names"] == list(AWKWARD_NAMES[:n_features])
    assert model.covariance_type == family
    np.testing.assert_allclose(model.predict_proba(X), ours.responsibilities, rtol=0, atol=1e-10)
    assert model.score(X) * 200 == pytest.approx(ours.log_likelihood, rel=1e-12)
    assert np.array_equal(model.weights_, mixture.weights)
    assert model.sample(5)[0].shape == (5, n_features)


@pytest.mark.parametrize("family", COVARIANCE_TYPES)
def test_scikit_learn_starts_where_we_ended(family):
    truth = mixture_of(2, 2, seed=3)
    X, _ = sample(truth, 300, np.random.default_rng(0))
    settings = EMSettings(family, tol=1e-9)
    ours = fit(X, initialize(X, 2, rng=np.random.default_rng(1)), settings)
    defined = run_script(parameters_text("scikit-learn", ours.mixture, FitFacts(settings=settings)))
    model = GaussianMixture(**defined["start"], reg_covar=0.0, tol=1e-6).fit(X)
    assert model.n_iter_ <= 3
    assert model.score(X) * 300 == pytest.approx(ours.log_likelihood, rel=1e-6)


def test_what_left_its_family_is_written_as_full():
    mixture = mixture_of(2, 2)
    text = parameters_text("scikit-learn", mixture, FitFacts(settings=EMSettings("spherical")))
    model = run_script(text)["model"]
    assert np.array_equal(model.covariances_, mixture.covariances)


def test_a_collapse_is_written_and_says_so_when_run():
    text = parameters_text("scikit-learn", COLLAPSED)
    with pytest.raises(ValueError, match=r"component 2: .*repair it"):
        run_script(text)


@pytest.mark.parametrize("n_features", [1, 2, 3])
def test_the_numpy_script_computes_what_scipy_does(tmp_path, n_features):
    mixture = mixture_of(3, n_features, units=1e3)
    path, points = tmp_path / "exported.py", tmp_path / "points.npy"
    X, _ = sample(mixture, 50, np.random.default_rng(1))
    np.save(points, X)
    write_parameters(path, mixture, names=AWKWARD_NAMES[:n_features], form="numpy")
    program = (
        "import sys, numpy as np, exported\n"
        "X = np.load('points.npy')\n"
        "draws, labels = exported.sample(7, seed=1)\n"
        "assert draws.shape == (7, X.shape[1]) and labels.shape == (7,)\n"
        "assert not any(name.startswith(('gmm_explorer', 'sklearn')) for name in sys.modules)\n"
        "np.savez('out.npz', p=exported.predict_proba(X), d=exported.log_density(X))\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True)
    densities = np.array(
        [
            weight * multivariate_normal(mean, covariance).pdf(X)
            for weight, mean, covariance in zip(
                mixture.weights, mixture.means, mixture.covariances, strict=True
            )
        ]
    ).T
    with np.load(tmp_path / "out.npz") as out:
        np.testing.assert_allclose(out["d"], np.log(densities.sum(axis=1)), rtol=1e-10)
        np.testing.assert_allclose(
            out["p"], densities / densities.sum(axis=1, keepdims=True), atol=1e-10
        )


_R = """
source("model.R")
X <- as.matrix(read.csv("X.csv"))
found <- predict(model, X)
next_step <- em(data = X, modelName = model$modelName, parameters = model$parameters,
                control = emControl(itmax = 2))
writeLines(formatC(as.vector(t(found$z)), digits = 17, format = "g"), "z.txt")
writeLines(formatC(c(weights, means, covariances), digits = 17, format = "g"), "parameters.txt")
writeLines(formatC(next_step$parameters$pro, digits = 17, format = "g"), "weights.txt")
"""


MODELS = [
    (1, "full", "V"),
    (1, "diag", "V"),
    (1, "tied", "E"),
    (2, "full", "VVV"),
    (2, "diag", "VVI"),
    (3, "diag", "VVI"),
    (2, "spherical", "VII"),
    (3, "tied", "EEE"),
]


def of_family(n_features, covariance_type):
    """Return a mixture of a family."""
    mixture = mixture_of(3, n_features)
    covariances = restrict(mixture.covariances, mixture.weights, covariance_type)
    return Mixture(mixture.weights, mixture.means, covariances)


def script_for_mclust(mixture, covariance_type):
    facts = FitFacts(settings=EMSettings(covariance_type=covariance_type))
    return parameters_text("mclust", mixture, facts)


@pytest.mark.parametrize(("n_features", "covariance_type", "model"), MODELS)
def test_mclust_is_told_the_model_that_was_fitted(n_features, covariance_type, model):
    script = script_for_mclust(of_family(n_features, covariance_type), covariance_type)
    assert re.findall(r'modelName = "(\w+)"', script) == [model, model]
    # What mclust's page on mclustVariance names for each.
    named = {
        "E": {"sigmasq"},
        "V": {"sigmasq"},
        "VII": {"sigma", "sigmasq"},
        "VVI": {"sigma", "scale", "shape"},
        "EEE": {"sigma", "Sigma", "cholSigma"},
        "VVV": {"sigma", "cholsigma"},
    }[model]
    assert named <= set(re.findall(r"\b(\w+) = ", script.partition("variance <-")[2]))
    assert all(script.count(a) == script.count(b) for a, b in ("()", "[]", "{}"))


def test_mclust_is_told_a_wider_model_where_a_hand_has_left_the_family():
    turned = mixture_of(3, 2)
    diagonal = of_family(2, "diag")
    for mixture, fitted, model in (
        (turned, "diag", "VVV"),
        (turned, "spherical", "VVV"),
        (turned, "tied", "VVV"),
        (diagonal, "spherical", "VVI"),
        (mixture_of(3, 1), "tied", "V"),
    ):
        assert f'modelName = "{model}"' in script_for_mclust(mixture, fitted)


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="needs R with mclust")
@pytest.mark.parametrize(("n_features", "covariance_type", "model"), MODELS)
def test_r_reads_the_script_for_mclust(tmp_path, n_features, covariance_type, model):
    mixture = of_family(n_features, covariance_type)
    has_mclust = "quit(status = !requireNamespace('mclust', quietly = TRUE))"
    (tmp_path / "ask.R").write_text(has_mclust)
    if subprocess.run(["Rscript", "ask.R"], cwd=tmp_path, capture_output=True).returncode:
        pytest.skip("needs mclust")
    X, _ = sample(mixture, 40, np.random.default_rng(0))
    settings = EMSettings(covariance_type=covariance_type)
    names = AWKWARD_NAMES[:n_features]
    write_parameters(tmp_path / "model.R", mixture, names=names, settings=settings, n_samples=40)
    header = ",".join("abc"[:n_features])
    np.savetxt(tmp_path / "X.csv", X, "%.17g", delimiter=",", header=header, comments="")
    (tmp_path / "run.R").write_text(_R)
    subprocess.run(["Rscript", "run.R"], cwd=tmp_path, check=True)
    ours = e_step(X, mixture).responsibilities
    np.testing.assert_allclose(np.loadtxt(tmp_path / "z.txt").reshape(-1, 3), ours, atol=1e-10)
    expected = [mixture.weights, mixture.means.ravel(), mixture.covariances.ravel()]
    assert np.array_equal(np.loadtxt(tmp_path / "parameters.txt"), np.concatenate(expected))
    assert np.loadtxt(tmp_path / "weights.txt").sum() == pytest.approx(1.0)


def _matrices(nodes):
    for node in nodes:
        if isinstance(node, LatexEnvironmentNode):
            if node.environmentname == "pmatrix":
                text = "".join(child.latex_verbatim() for child in node.nodelist)
                text = re.sub(r" \\times 10\^\{(-?\d+)\}", r"e\1", text)
                yield [[float(cell) for cell in row.split("&")] for row in text.split("\\\\")]
            else:
                yield from _matrices(node.nodelist)


def test_a_parser_of_latex_finds_every_digit():
    mixture = mixture_of(3, 2, units=1e-7)
    facts = FitFacts(names=("a%b\\end{align*}", "é"), log_likelihood=-1.5)
    nodes, _, _ = LatexWalker(
        parameters_text("latex", mixture, facts), tolerant_parsing=False
    ).get_latex_nodes()
    found = list(_matrices(nodes))
    assert np.array_equal(np.array(found[0::2])[:, :, 0], mixture.means)
    assert np.array_equal(np.array(found[1::2]), mixture.covariances)


def test_a_parser_of_markdown_finds_every_digit():
    mixture = mixture_of(2, 3)
    facts = FitFacts(names=("a|b", "*c*", "<i>"), outcome=Outcome.CONVERGED)
    html = MarkdownIt().enable("table").render(parameters_text("markdown", mixture, facts))
    header = re.findall(r"<th[^>]*>(.*?)</th>", html)
    assert header[2:5] == ["mean a|b", "mean *c*", "mean &lt;i&gt;"]
    cells = np.array(re.findall(r"<td[^>]*>(.*?)</td>", html), dtype=float).reshape(2, -1)
    rows, columns = np.triu_indices(3)
    assert np.array_equal(cells[:, 0], [1.0, 2.0])
    assert np.array_equal(cells[:, 1], mixture.weights)
    assert np.array_equal(cells[:, 2:5], mixture.means)
    assert np.array_equal(cells[:, 5:], mixture.covariances[:, rows, columns])
    assert "<li>outcome: converged</li>" in html


@pytest.mark.parametrize("form", PARAMETERS_FORMS, ids=lambda form: form.name)
def test_every_form_writes_a_file(tmp_path, form):
    path = tmp_path / f"out{form.suffix}"
    for mixture in (mixture_of(2, 2), COLLAPSED):
        write_parameters(path, mixture, form=form.name, log_likelihood=np.inf)
        content = path.read_bytes()
        assert content
        if form.is_text:
            text = parameters_text(form.name, mixture, FitFacts(log_likelihood=np.inf))
            assert content.decode() == text
            assert not re.search(r"\b(nan|inf)\b", text, re.IGNORECASE)
        else:
            with pytest.raises(ValueError, match="is no text"):
                parameters_text(form.name, mixture)


def test_what_leaves_is_in_the_units_of_the_table():
    X, _ = sample(mixture_of(2, 2, units=1e3), 200, np.random.default_rng(0))
    dataset = Dataset.from_array(X, ("a", "b")).standardised(True)
    start = initialize(dataset.X, 2, rng=np.random.default_rng(1))
    state = fit(dataset.X, start, EMSettings())
    snapshot = Snapshot(dataset, state.mixture, n_iter=state.n_iter)
    mixture, facts = in_original_units(snapshot, state.log_likelihood, state.outcome)
    assert facts.log_likelihood == pytest.approx(e_step(X, mixture).log_likelihood, rel=1e-12)
    assert (facts.names, facts.n_samples, facts.outcome) == (("a", "b"), 200, state.outcome)
    without_data, facts = in_original_units(Snapshot(mixture=mixture))
    assert without_data is mixture
    assert facts.log_likelihood is None
    with pytest.raises(ValueError, match="no component"):
        in_original_units(Snapshot())
