import pyqtgraph as pg

from gmm_explorer.view.plot.layer import Layer
from gmm_explorer.view.plot.plot_box import PlotBox
from gmm_explorer.view.style.theme import LIGHT
from tests.view.stage import PAIR, Stage, old_faithful


class Broken(Layer):
    def draw(self, painter, frame):
        int("no number")  # raised by C, which PySide takes worst


def test_what_fails_in_a_painter_is_reported_and_the_plot_lives_on(qtbot):
    box = PlotBox()
    plot = pg.PlotWidget(viewBox=box)
    qtbot.addWidget(plot)
    layer = Broken(box, LIGHT)
    layer.show_frame(Stage(qtbot).open(old_faithful(), PAIR).session.frame)
    with qtbot.captureExceptions() as found:
        plot.grab()
    assert {kind for kind, *_ in found} == {ValueError}
    assert plot.getPlotItem().vb.viewRect() == box.viewRect()
