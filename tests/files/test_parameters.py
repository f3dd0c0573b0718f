import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.mixture import GaussianMixture

from gmm_explorer.em import EMSettings, Mixture, Outcome, aic, bic, fit, initialize, sample
from gmm_explorer.files import (
    ParametersFileError,
    read_named_parameters,
    read_parameters,
    write_parameters,
)

MIXTURE = Mixture(
    [0.25, 0.75],
    [[1.0, 2.0], [1 / 3, -4e-300]],
    [[[2.0, 0.5], [0.5, 1.0]], [[1e-12, 0.0], [0.0, 1e12]]],
)


def same(a, b):
    return all(
        np.array_equal(getattr(a, name), getattr(b, name))
        for name in ("weights", "means", "covariances")
    )


@st.composite
def mixtures(draw):
    n_components, n_features = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    exponent = draw(st.integers(-150, 150))
    roots = rng.standard_normal((n_components, n_features, n_features)) * 10.0 ** (exponent / 2)
    covariances = roots @ roots.transpose(0, 2, 1)
    weights = rng.dirichlet(np.ones(n_components))
    return Mixture(weights, rng.standard_normal((n_components, n_features)), covariances)


@given(mixtures())
def test_every_bit_comes_back(tmp_path_factory, mixture):
    path = tmp_path_factory.mktemp("parameters") / "out.json"
    write_parameters(path, mixture)
    assert same(read_parameters(path), mixture)


def test_the_file_says_all_that_is_known(tmp_path):
    path = tmp_path / "out.json"
    write_parameters(
        path,
        MIXTURE,
        names=("höhe", 'a "b"'),
        settings=EMSettings("tied"),
        log_likelihood=-12.5,
        n_iter=7,
        outcome=Outcome.CONVERGED,
        n_samples=50,
    )
    content = json.loads(path.read_text("utf-8"))
    assert list(content) == [
        "format",
        "version",
        "n_components",
        "n_features",
        "feature_names",
        "covariance_type",
        "weights",
        "means",
        "covariances",
        "precisions",
        "log_likelihood",
        "n_iter",
        "outcome",
        "aic",
        "bic",
    ]
    assert content["format"] == "gmm-explorer/parameters"
    assert content["version"] == 1
    assert content["feature_names"] == ["höhe", 'a "b"']
    assert content["covariance_type"] == "tied"
    assert (content["n_iter"], content["outcome"]) == (7, "converged")
    assert content["aic"] == aic(-12.5, 8)
    assert content["bic"] == bic(-12.5, 8, 50)
    assert read_named_parameters(path).names == ("höhe", 'a "b"')


def test_what_is_unknown_or_infinite_is_null(tmp_path):
    path = tmp_path / "out.json"
    collapsed = Mixture([0.5, 0.5], [[0.0, 0.0], [1.0, 1.0]], [np.eye(2), np.zeros((2, 2))])
    write_parameters(path, collapsed, log_likelihood=math.inf, outcome=Outcome.DEGENERATE)
    content = json.loads(path.read_text(), parse_constant=pytest.fail)
    assert content["log_likelihood"] is None
    assert content["aic"] is content["bic"] is content["n_iter"] is None
    assert content["outcome"] == "degenerate"
    assert content["precisions"] == [[[1.0, 0.0], [0.0, 1.0]], None]
    assert same(read_parameters(path), collapsed)
    write_parameters(path, MIXTURE, log_likelihood=-1.0)
    content = json.loads(path.read_text())
    assert content["aic"] == aic(-1.0, 11)
    assert content["bic"] is None


def test_a_line_is_singular_and_has_no_precision(tmp_path):
    path = tmp_path / "out.json"
    line = Mixture([1.0], [[0.0, 0.0]], [[[1.0, 2.0], [2.0, 4.0]]])
    write_parameters(path, line)
    assert json.loads(path.read_text())["precisions"] == [None]


def test_precisions_lose_no_digits_to_units(tmp_path):
    path = tmp_path / "out.json"
    write_parameters(path, Mixture([1.0], [[0.0, 0.0]], [[[1e-12, 5e-4], [5e-4, 1e12]]]))
    precision = np.array(json.loads(path.read_text())["precisions"][0])
    determinant = 1.0 - 5e-4**2
    expected = np.array([[1e12, -5e-4], [-5e-4, 1e-12]]) / determinant
    np.testing.assert_allclose(precision, expected, rtol=1e-13)


def test_scikit_learn_agrees_with_the_file(tmp_path):
    """Another program, given the exported numbers alone, computes the same likelihood."""
    path = tmp_path / "out.json"
    X, _ = sample(
        Mixture([0.4, 0.6], [[0.0, 0.0], [5.0, 1.0]], [np.eye(2), [[2.0, 0.5], [0.5, 1.0]]]),
        300,
        np.random.default_rng(1),
    )
    state = fit(X, initialize(X, 2, rng=np.random.default_rng(0)), EMSettings())
    write_parameters(path, state.mixture, log_likelihood=state.log_likelihood, n_samples=300)
    content = json.loads(path.read_text())
    model = GaussianMixture(2)
    model.weights_ = np.array(content["weights"])
    model.means_ = np.array(content["means"])
    model.covariances_ = np.array(content["covariances"])
    model.precisions_cholesky_ = np.linalg.cholesky(np.array(content["precisions"]))
    assert model.score(X) * 300 == pytest.approx(content["log_likelihood"], rel=1e-12)
    assert model.bic(X) == pytest.approx(content["bic"], rel=1e-12)
    assert model.aic(X) == pytest.approx(content["aic"], rel=1e-12)


MINIMAL = {"weights": [1], "means": [[0, 1]], "covariances": [[[1, 0], [0, 1]]]}


def read_text(tmp_path, text):
    path = tmp_path / "in.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_parameters(path)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_three_keys_are_enough(tmp_path, mark):
    mixture = read_text(tmp_path, mark + json.dumps(MINIMAL | {"note": "mine"}).encode())
    assert mixture.means.tolist() == [[0.0, 1.0]]


@pytest.mark.parametrize(
    ("change", "place", "reason"),
    [
        ({"format": "other/thing"}, "key 'format'", "is not"),
        ({"version": 2}, "key 'version'", "newer"),
        ({"version": "1"}, "key 'version'", "no version number"),
        ({"version": True}, "key 'version'", "no version number"),
        ({"weights": None}, "key 'weights'", "list of numbers"),
        ({"weights": ["1"]}, "key 'weights'", "list of numbers"),
        ({"weights": [True]}, "key 'weights'", "list of numbers"),
        ({"weights": [[1]]}, "key 'weights'", "list of numbers"),
        ({"weights": [10**400]}, "key 'weights'", "list of numbers"),
        ({"weights": [0.5]}, "", "sum to 0.5"),
        ({"weights": [0.5, 0.5]}, "", "shape"),
        ({"weights": []}, "", "shape"),
        ({"means": [0, 1]}, "key 'means'", "lists of numbers"),
        ({"means": [[0, 1], [2]]}, "key 'means'", "of one size"),
        ({"covariances": [[[1, 0], [0, -1]]]}, "component 1", "variance is -1"),
        ({"covariances": [[[1, 2], [2, 1]]]}, "component 1", "positive semi-definite"),
        ({"covariances": {"a": 1}}, "key 'covariances'", "matrices"),
        ({"n_components": 2}, "key 'n_components'", "'2' where the parameters have 1"),
        ({"n_features": "two"}, "key 'n_features'", "'two' where"),
        ({"feature_names": "xy"}, "key 'feature_names'", "list of 2 names"),
        ({"feature_names": ["x"]}, "key 'feature_names'", "list of 2 names"),
        ({"feature_names": ["x", 1]}, "key 'feature_names'", "list of 2 names"),
    ],
)
def test_what_is_no_mixture_is_refused(tmp_path, change, place, reason):
    with pytest.raises(ParametersFileError) as caught:
        read_text(tmp_path, json.dumps(MINIMAL | change))
    assert caught.value.place == place
    assert reason in caught.value.reason
    assert str(caught.value).startswith("in.json")


@pytest.mark.parametrize("key", ["weights", "means", "covariances"])
def test_what_is_missing_is_named(tmp_path, key):
    with pytest.raises(ParametersFileError, match=f"key '{key}': it is missing"):
        read_text(tmp_path, json.dumps({k: v for k, v in MINIMAL.items() if k != key}))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON"),
        ("[1, 2]", "no object"),
        ('{"weights": [1],\n "means" [[0]]}', "line 2, column 10: it is not JSON"),
        ('{"weights": [NaN]}', "holds NaN"),
        ('{"weights": [-Infinity]}', "holds -Infinity"),
        ('{"weights": [1e400]}', "'1e400' is too large"),
        ('{"weights": [1], "weights": [1]}', "key 'weights': it stands there twice"),
        ('{"weights": ' + "9" * 5000 + "}", "too many digits"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        (b'{"weights": "\xff"}', "not UTF-8"),
        ('{"weights": [1]}'.encode("utf-16"), "not UTF-8"),
    ],
)
def test_what_is_no_strict_json_is_refused(tmp_path, text, reason):
    with pytest.raises(ParametersFileError) as caught:
        read_text(tmp_path, text)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["out.xml", "out"])
def test_an_unknown_suffix_names_the_known_ones(tmp_path, name):
    with pytest.raises(ParametersFileError, match=r"use \.json"):
        write_parameters(tmp_path / name, MIXTURE)
    with pytest.raises(ParametersFileError, match=r"use \.json"):
        read_parameters(tmp_path / name)
    assert not list(tmp_path.iterdir())
