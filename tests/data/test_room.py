"""Points that the machine cannot hold are refused before they are made."""

import pytest

from gmm_explorer.data import room


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
