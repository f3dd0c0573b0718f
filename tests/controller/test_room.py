"""Data that the machine cannot hold are refused before the window works on them."""

import numpy as np
import pytest

from gmm_explorer.controller import Controller, room
from gmm_explorer.data import Dataset
from gmm_explorer.model import Session


@pytest.fixture
def free(monkeypatch):
    """Set how many bytes of memory are free."""
    return lambda n_bytes: monkeypatch.setattr(room, "available_memory", lambda: n_bytes)


def test_data_that_need_more_than_is_free_are_refused_with_the_sizes(qtbot, free):
    session = Session()
    controller = Controller(session)
    told = []
    controller.notices.refused.connect(told.append)
    free(100_000)
    dataset = Dataset.from_array(np.random.default_rng(0).normal(size=(2_000, 2)))
    assert controller.documents.take_data(dataset, "Open") is False
    assert session.snapshot.dataset is None
    assert "2,000 points with 3 components need about 0.4 MB" in told[0].text
    assert "0.1 MB are free" in told[0].text
    free(1_000_000)
    assert controller.documents.take_data(dataset, "Open") is True


def test_the_estimate_grows_with_the_components(free):
    dataset = Dataset.from_array(np.zeros((1_000, 1)))
    free(200_000)
    assert room.why_too_large(dataset, 3) == ""
    assert "10 components" in room.why_too_large(dataset, 10)
