"""A session and its controller with one view before them, as the main window would wire it."""

import numpy as np

from gmm_explorer.controller import Controller
from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture
from gmm_explorer.model import Session
from gmm_explorer.resource_path import resource_path

PAIR = Mixture(
    [0.4, 0.6],
    [[2.0, 55.0], [4.3, 80.0]],
    [[[0.07, 0.4], [0.4, 33.0]], [[0.17, 0.9], [0.9, 36.0]]],
)


def old_faithful():
    """Return the 272 eruptions that ship with the app."""
    path = resource_path("data", "old_faithful.csv")
    rows = np.loadtxt(path, delimiter=",", skiprows=1)
    return Dataset.from_array(rows, ("eruptions", "waiting"), provenance="Old Faithful")


class Stage:
    """One session; every view put on it is rendered after each change."""

    def __init__(self, qtbot):
        self.session = Session()
        self.controller = Controller(self.session)
        self.told = []
        self.controller.notices.told.connect(self.told.append)
        self._qtbot = qtbot
        self._views = []  # qtbot holds them weakly

    def put(self, view, size=(380, 420)):
        """Show a view, and keep it up to date."""
        self._qtbot.addWidget(view)
        self._views.append(view)
        view.resize(*size)
        self.controller.changed.connect(view.render_frame)
        view.render_frame(None, self.session.frame)
        view.show()
        self._qtbot.waitExposed(view)
        return view

    def open(self, dataset, start=None):
        """Open data, with a start."""
        self.controller.documents.take_data(dataset, "Open")
        if start is not None:
            self.place(start)
        return self

    def place(self, mixture):
        """Place the components of a mixture one by one; the weights are set last."""
        for mean, covariance in zip(mixture.means, mixture.covariances, strict=True):
            self.controller.editing.place(mean, covariance)
        for k, weight in enumerate(mixture.weights[:-1]):
            self.controller.editing.set_weight(k, float(weight))

    @property
    def mixture(self):
        return self.session.snapshot.mixture

    @property
    def entry(self):
        return self.session.timeline.entry
