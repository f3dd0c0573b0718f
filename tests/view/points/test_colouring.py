"""What colours say, and that an eye can tell them apart."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.stats import entropy

from gmm_explorer.model import ColourMode
from gmm_explorer.view.points.colouring import (
    CERTAIN,
    MOST_PIES,
    UNCERTAIN,
    hard_labels,
    looks,
    ramp,
    shown_mode,
    uncertainty,
)
from gmm_explorer.view.points.pies import drawn_pies, sector_colors
from gmm_explorer.view.style.markers import DISC, SQUARE, TRIANGLE, marker_of
from gmm_explorer.view.style.palette import COLORS, UNASSIGNED
from gmm_explorer.view.style.theme import DARK, LIGHT, rgb_of

R = np.array([[0.7, 0.2, 0.1], [0.0, 1.0, 0.0], [1 / 3, 1 / 3, 1 / 3]])

# Severity 1 of Machado, Oliveira and Fernandes (2009), on linear light.
DEFICIENCIES = {
    "none": np.eye(3),
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def lab(light):
    """CIE Lab (N, 3), white point D65, of linear light."""
    xyz = (
        light
        @ np.array(
            [
                [0.4124564, 0.3575761, 0.1804375],
                [0.2126729, 0.7151522, 0.0721750],
                [0.0193339, 0.1191920, 0.9503041],
            ]
        ).T
    )
    t = xyz / [0.95047, 1.0, 1.08883]
    f = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    differences = [116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])]
    return np.stack(differences, 1)


def ciede2000(one, other):
    """The colour difference of G. Sharma et al. (2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    dh = (h2 - h1 + 180) % 360 - 180
    turn = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(dh / 2))
    lm, cm, hm = (l1 + l2) / 2, (c1 + c2) / 2, (h1 + dh / 2) % 360
    t = 1 - 0.17 * np.cos(np.radians(hm - 30)) + 0.24 * np.cos(np.radians(2 * hm))
    t += 0.32 * np.cos(np.radians(3 * hm + 6)) - 0.2 * np.cos(np.radians(4 * hm - 63))
    sl = 1 + 0.015 * (lm - 50) ** 2 / np.sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rotation = -2 * np.sqrt(cm**7 / (cm**7 + 25**7))
    rotation *= np.sin(np.radians(60 * np.exp(-(((hm - 275) / 25) ** 2))))
    x, y, z = (l2 - l1) / sl, (c2 - c1) / sc, turn / sh
    return np.sqrt(x**2 + y**2 + z**2 + rotation * y * z)


def test_the_measure_of_difference_agrees_with_published_pairs():
    """Pairs 1 and 25 of Sharma, Wu and Dalal (2005), table 1."""
    assert ciede2000((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    pair = (60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387)
    assert ciede2000(*pair) == pytest.approx(1.2644, abs=1e-4)


@pytest.mark.parametrize("vision", DEFICIENCIES)
def test_any_two_components_can_be_told_apart(color_truth, vision):
    light = color_truth.light(np.array(COLORS))
    seen = lab(np.clip(light @ np.array(DEFICIENCIES[vision]).T, 0, 1))
    assert min(ciede2000(*pair) for pair in itertools.combinations(seen, 2)) > 11.0


@pytest.mark.parametrize("vision", DEFICIENCIES)
def test_doubt_can_be_told_from_certainty(color_truth, vision):
    light = color_truth.light(np.array([CERTAIN, UNCERTAIN]))
    seen = lab(np.clip(light @ np.array(DEFICIENCIES[vision]).T, 0, 1))
    assert ciede2000(*seen) > 20.0


def test_the_ramp_is_even_and_readable_on_both_backgrounds(color_truth):
    rgb = ramp(np.linspace(0.0, 1.0, 9))
    steps = np.diff(color_truth.oklab_lightness(rgb))
    np.testing.assert_allclose(steps, steps.mean(), atol=0.006)
    for theme in (LIGHT, DARK):
        assert min(color_truth.contrast(c, rgb_of(theme.plot)) for c in rgb) > 2.4


@given(hnp.arrays(np.float64, (7, 4), elements=st.floats(0.001, 1.0)))
def test_uncertainty_is_the_entropy_over_its_largest(weights):
    r = weights / weights.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(uncertainty(r), entropy(r, axis=1) / np.log(4), atol=1e-12)


def test_certain_and_lone_components_leave_no_doubt():
    np.testing.assert_array_equal(uncertainty(np.ones((3, 1))), 0.0)
    np.testing.assert_allclose(uncertainty(R), [0.729847, 0.0, 1.0], atol=1e-6)


def test_hard_colours_are_those_of_the_largest():
    found = looks(R[:2], ColourMode.HARD)
    np.testing.assert_array_equal(found.rgb, [COLORS[0], COLORS[1]])
    lost = looks(np.array([[np.nan, 0.5], [0.0, 0.0]]), ColourMode.HARD)
    np.testing.assert_array_equal(lost.rgb, [UNASSIGNED] * 2)
    assert hard_labels(R).tolist() == [0, 1, 0]


def test_one_component_goes_from_absent_to_its_colour():
    found = looks(np.array([[0.0, 1.0], [1.0, 0.0]]), ColourMode.COMPONENT, 1, (200, 200, 200))
    np.testing.assert_array_equal(found.rgb, [COLORS[1], (200, 200, 200)])


def test_beyond_ten_components_markers_differ():
    r = np.eye(21)
    for mode in (ColourMode.MIXED, ColourMode.HARD):
        shapes = looks(r, mode).shapes
        assert shapes.tolist() == [DISC] * 10 + [SQUARE] * 10 + [TRIANGLE]
    assert looks(np.eye(10), ColourMode.HARD).shapes is None
    assert [marker_of(k) for k in (9, 10, 20)] == [DISC, SQUARE, TRIANGLE]


def test_pies_are_for_few_points():
    assert looks(R, ColourMode.PIES).pies is R
    assert shown_mode(ColourMode.PIES, MOST_PIES) is ColourMode.PIES
    assert shown_mode(ColourMode.PIES, MOST_PIES + 1) is ColourMode.MIXED
    many = np.full((MOST_PIES + 1, 2), 0.5)
    assert looks(many, ColourMode.PIES).pies is None


def test_slices_are_as_wide_as_their_shares():
    colors = sector_colors(np.array([[0.25, 0.75], [np.nan, np.nan]]))
    n_first = np.sum(np.all(colors[0] == COLORS[0], axis=1))
    assert n_first == colors.shape[1] // 4
    np.testing.assert_array_equal(colors[1], np.tile(UNASSIGNED, (colors.shape[1], 1)))


def test_a_pie_begins_at_the_top_and_goes_clockwise():
    (picture,) = drawn_pies(np.array([[0.5, 0.5]]), 15.0, 1.0, "#ffffff")
    middle = len(picture) // 2
    np.testing.assert_array_equal(picture[middle, middle + 4, :3], COLORS[0])
    np.testing.assert_array_equal(picture[middle, middle - 4, :3], COLORS[1])
    assert picture[0, 0, 3] == 0


def test_points_without_responsibilities_are_grey():
    assert looks(None, ColourMode.UNCERTAINTY).rgb is None
