"""Nodes that stand for the points of a long line: the same sums, and far fewer of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gmm_explorer.em import EMSettings, Mixture, iterate_em, prepare
from gmm_explorer.em.engine import TextbookEngine
from gmm_explorer.em.kernel.condensed import CondensedSweep
from gmm_explorer.em.kernel.formulas import natural_1d
from gmm_explorer.em.kernel.panels import NODES, panels_of
from gmm_explorer.em.kernel.sums import Densities
from gmm_explorer.em.kernel.sweep import Sweep
from gmm_explorer.em.run import run

N = 24_000


@st.composite
def lines(draw):
    """Draw points (1, N): clusters of any width, with duplicates and a far point or none."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    k = draw(st.integers(1, 6))
    widths = 10.0 ** rng.uniform(draw(st.floats(-2, 0)), 0.3, k)
    of = rng.integers(k, size=N)
    z = rng.uniform(-3, 3, k)[of] + widths[of] * rng.standard_normal(N)
    z[: draw(st.integers(0, N // 2))] = z[0]
    z[-1] = draw(st.sampled_from([z[-1], 40.0, -900.0]))
    return rng, z[None]


def densities(rng, n_components, narrowest):
    """Draw components, as a pass is given them, none of which is tight."""
    weights = rng.dirichlet(np.ones(n_components))
    means = rng.uniform(-3, 3, n_components)
    variances = 10.0 ** rng.uniform(narrowest, 1, n_components)
    theta = np.stack(natural_1d(np.log(weights), means, variances, np.log), axis=1)
    return Densities(theta, lowest=-1e9, highest=10.0)


def condensed_sums(sweep, found):
    """Make passes until nodes stand for the points; there are passes to wait before."""
    for _ in range(70):
        sums = sweep.run(found)
        if sums is not None:
            return sums
    return None


@given(lines(), st.integers(1, 7), st.floats(-3, 0.5))
@settings(max_examples=60)
def test_sums_over_nodes_are_those_over_points(line, n_components, narrowest):
    rng, z = line
    found = densities(rng, n_components, narrowest)
    ours = condensed_sums(CondensedSweep(z, n_components), found)
    plain = Sweep(z, n_components).run(found, {})
    if ours is None:  # too narrow for nodes to be worth it
        assert panels_of(z[0]).suit(found.theta, N // 4).n_nodes > N // 4
        return
    assert ours.log_likelihood == pytest.approx(plain.log_likelihood, rel=1e-12)
    scale = np.maximum(np.abs(plain.moments), plain.moments[:, :1])
    np.testing.assert_array_less(np.abs(ours.moments - plain.moments), 1e-11 * scale + 1e-12)


@given(lines(), st.integers(1, 5))
@settings(max_examples=20)
def test_sums_of_polynomials_are_exact(line, n_components):
    rng, z = line
    z = z / np.abs(z).max()
    theta = densities(rng, n_components, 0.0).theta
    panels = panels_of(z[0]).suit(theta, N).weighted()
    places, weights = panels.nodes()
    assert len(weights) == panels.n_nodes < N
    for degree in range(NODES):
        assert weights @ places[0] ** degree == pytest.approx(
            np.sum(z**degree), rel=1e-12, abs=1e-12 * N
        )


@pytest.mark.parametrize("n_points", [N, 60_000])
def test_a_long_run_is_the_textbooks(n_points):
    rng = np.random.default_rng(4)
    X = rng.normal(rng.choice([1e3, 1.004e3, 1.009e3], n_points), 1.0)[:, None]
    start = Mixture([0.2, 0.3, 0.5], [[999.0], [1003.0], [1012.0]], np.full((3, 1, 1), 4.0))
    em = EMSettings(tol=0, max_iter=12)
    plain = list(run(TextbookEngine(prepare(X), em), prepare(X), start, em))
    for ours, theirs in zip(iterate_em(X, start, em), plain, strict=True):
        assert ours.log_likelihood == pytest.approx(theirs.log_likelihood, rel=1e-12)
        np.testing.assert_allclose(ours.mixture.means, theirs.mixture.means, rtol=1e-12)
        np.testing.assert_allclose(ours.mixture.covariances, theirs.mixture.covariances, rtol=1e-10)
        np.testing.assert_allclose(ours.n_iter, theirs.n_iter)


def test_a_run_on_a_line_needs_few_nodes():
    rng = np.random.default_rng(5)
    z = rng.standard_normal((1, 200_000))
    theta = densities(rng, 4, -1.0).theta
    assert panels_of(z[0]).suit(theta, z.size // 4).n_nodes < z.size // 50


def test_narrow_components_are_left_to_the_points():
    rng = np.random.default_rng(6)
    z = rng.standard_normal((1, N))
    sweep = CondensedSweep(z, 200)
    found = densities(rng, 200, -9.0)
    assert all(sweep.run(found) is None for _ in range(12))
    wide = densities(rng, 200, 0.9)
    assert condensed_sums(sweep, wide) is not None


def test_a_short_line_or_a_plane_is_not_condensed():
    assert not CondensedSweep.suits(np.zeros((1, 500)))
    assert not CondensedSweep.suits(np.zeros((2, 500_000)))
    assert CondensedSweep.suits(np.zeros((1, 500_000)))
