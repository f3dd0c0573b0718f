"""Points that the machine cannot hold are refused before they are made."""

import pytest

from gmm_explorer.data import DatasetError, blobs, room


@pytest.fixture
def free(monkeypatch):
    """Set how many bytes of memory are free."""
    return lambda n_bytes: monkeypatch.setattr(room, "available_memory", lambda: n_bytes)


def test_the_estimate_grows_with_points_components_and_columns(free):
    free(250_000)
    assert room.why_no_room(1_000, 3) == ""
    assert room.why_no_room(1_000, 10) == (
        "1,000 points with 10 components need about 0.4 MB of memory and 0.2 MB are free"
    )
    assert room.why_no_room(2_000, 3)
    assert room.why_no_room(1_000, 3, n_columns=10)


def test_no_more_points_are_generated_than_there_is_room_for(free, monkeypatch):
    free(10**6)
    assert blobs(0, n_points=1_000).n_samples == 1_000
    monkeypatch.setattr(
        "gmm_explorer.data.generators.sample", lambda *_: pytest.fail("it was made")
    )
    with pytest.raises(DatasetError, match=r"need about 0\.2 GB .* free: generate fewer"):
        blobs(0, n_points=1_000_000)
