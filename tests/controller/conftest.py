"""A controller without a window, and what it said."""

import numpy as np
import pytest

from gmm_explorer.controller import Controller
from gmm_explorer.controller.lane import Lane
from gmm_explorer.data import Dataset
from gmm_explorer.model import Session


class Heard:
    """What a controller told."""

    def __init__(self, controller):
        self.told, self.refused = [], []
        controller.notices.told.connect(self.told.append)
        controller.notices.refused.connect(self.refused.append)


@pytest.fixture
def lane():
    """Return a worker of this test alone."""
    lane = Lane("test")
    yield lane
    lane.close()


@pytest.fixture
def controller(qapp):
    return Controller(Session())


@pytest.fixture
def heard(controller):
    return Heard(controller)


@pytest.fixture
def session(controller):
    """Return the controller's session with two clusters of points and two components."""
    rng = np.random.default_rng(0)
    X = np.concatenate([rng.normal(-4.0, 1.0, (60, 2)), rng.normal(4.0, 1.0, (60, 2))])
    session = controller.editing._session
    controller.documents.take_data(Dataset.from_array(X, ["x", "y"]), "Open")
    controller.editing.place([-2.0, 0.0], np.eye(2))
    controller.editing.place([2.0, 0.0], np.eye(2))
    return session
