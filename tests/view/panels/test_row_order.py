import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from gmm_explorer.view.panels import row_order
from gmm_explorer.view.panels.row_order import By, LazyOrder, Sorting

# Few distinct values, so that ties are common, as among responsibilities of 0.
KEYS = hnp.arrays(np.float64, st.integers(1, 60), elements=st.sampled_from([0.0, 0.25, 0.5, 1.0]))


@given(KEYS, st.data())
def test_any_rank_asked_in_any_order_is_that_of_a_stable_sort(keys, data):
    original = row_order._ROUND
    row_order._ROUND = 4
    try:
        order = LazyOrder(keys)
        ranks = data.draw(st.lists(st.integers(0, len(keys) - 1), max_size=10))
        expected = np.argsort(keys, kind="stable")
        assert [order[rank] for rank in ranks] == expected[ranks].tolist()
        for first, stop in itertools.pairwise(sorted(ranks)):
            assert order.between(first, stop) == expected[first:stop].tolist()
        assert order.between(0, len(keys)) == expected.tolist()
    finally:
        row_order._ROUND = original


def test_looking_anywhere_does_not_sort_everything(monkeypatch):
    sorted_lengths = []
    argsort = np.argsort

    def spy(keys, **options):
        sorted_lengths.append(len(keys))
        return argsort(keys, **options)

    monkeypatch.setattr(np, "argsort", spy)
    keys = np.random.default_rng(0).random(100_000)
    order = LazyOrder(keys)
    assert order[0] == keys.argmin()
    assert order[99_999] == keys.argmax()
    expected = keys.argsort()
    assert [order[rank] for rank in (50_000, 50_100, 20_000)] == expected[
        [50_000, 50_100, 20_000]
    ].tolist()
    assert len(sorted_lengths) == 4
    assert max(sorted_lengths) < 10_000


R = np.array([[0.9, 0.1, 0.0], [0.4, 0.3, 0.3], [0.0, 1.0, 0.0], [0.5, 0.5, 0.0]])


@pytest.mark.parametrize(
    ("sorting", "rows"),
    [
        (Sorting(), [1, 3, 0, 2]),
        (Sorting(descending=False), [2, 0, 3, 1]),
        (Sorting(By.ROW, descending=False), [0, 1, 2, 3]),
        (Sorting(By.ROW), [3, 2, 1, 0]),
        (Sorting(By.COMPONENT, 0), [0, 3, 1, 2]),
        (Sorting(By.COMPONENT, 0, descending=False), [2, 1, 3, 0]),
        (Sorting(By.COMPONENT, 2), [1, 0, 2, 3]),
    ],
)
def test_rows_can_be_sorted_by_uncertainty_number_and_component(sorting, rows):
    order = LazyOrder(sorting.keys(R))
    assert [order[rank] for rank in range(len(R))] == rows


def test_uncertainty_is_one_minus_the_largest_share_in_every_block():
    r = np.random.default_rng(0).dirichlet([0.5] * 4, 20_000)
    np.testing.assert_array_equal(Sorting(descending=False).keys(r), 1.0 - r.max(axis=1))


def test_clicks_on_a_heading_go_one_way_the_other_and_back_to_the_usual_order():
    first = Sorting().after_click(By.COMPONENT, 1)
    second = first.after_click(By.COMPONENT, 1)
    assert (first, second) == (
        Sorting(By.COMPONENT, 1),
        Sorting(By.COMPONENT, 1, descending=False),
    )
    assert second.after_click(By.COMPONENT, 1) == Sorting()
    assert second.after_click(By.COMPONENT, 0) == Sorting(By.COMPONENT, 0)
    assert Sorting().after_click(By.ROW) == Sorting(By.ROW, descending=False)


@pytest.mark.parametrize(
    ("sorting", "words"),
    [
        (Sorting(), "most uncertain first"),
        (Sorting(By.ROW, descending=False), "as in the data"),
        (Sorting(By.COMPONENT, 1), "component 2, largest first"),
    ],
)
def test_every_order_can_be_said(sorting, words):
    assert str(sorting) == words
