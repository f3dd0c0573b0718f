import html
import math

import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPointF

from gmm_explorer.data import Dataset
from gmm_explorer.view.plot.grid import GridItem, QuietAxis
from gmm_explorer.view.style.theme import DARK, LIGHT
from tests.view.windows import settle

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


@pytest.fixture
def plot(qtbot):
    """Return a function that shows a plot with our grid and axes."""

    def make(theme=LIGHT, x=(0.0, 10.0), y=(0.0, 5.0), size=(600, 400), **lines):
        axes = {side: QuietAxis(side, theme) for side in ("left", "bottom")}
        widget = pg.PlotWidget(background=theme.plot, axisItems=axes)
        qtbot.addWidget(widget)
        widget.grid_item = GridItem(theme, **lines)
        widget.addItem(widget.grid_item, ignoreBounds=True)
        widget.resize(*size)
        widget.show()
        show(widget, x, y)
        return widget

    return make


def show(widget, x, y):
    widget.setRange(xRange=x, yRange=y, padding=0)
    # The axes measure their labels while they are painted and then take the room they need.
    widget.grab()
    widget.grab()


def color_at(widget, x, y):
    image = widget.grab().toImage()
    position = widget.getViewBox().mapViewToScene(QPointF(x, y))
    return image.pixelColor(int(position.x()), int(position.y())).name()


@BOTH
def test_lines_stand_at_the_ticks_and_nowhere_else(plot, theme):
    widget = plot(theme)
    assert color_at(widget, 4.0, 2.4) == theme.grid
    assert color_at(widget, 4.4, 2.0) == theme.grid
    assert color_at(widget, 4.4, 2.4) == theme.plot


def test_lines_follow_the_view(plot):
    widget = plot()
    show(widget, (0.0, 1.0), (0.0, 0.5))
    assert color_at(widget, 0.4, 0.24) == LIGHT.grid
    assert color_at(widget, 0.44, 0.24) == LIGHT.plot
    widget.resize(500, 500)
    assert color_at(widget, 0.4, 0.24) == LIGHT.grid


def test_lines_may_be_horizontal_alone(plot):
    widget = plot(vertical=False)
    assert color_at(widget, 4.0, 2.4) == LIGHT.plot
    assert color_at(widget, 4.4, 2.0) == LIGHT.grid


def test_an_inverted_axis_has_its_lines_too(plot):
    widget = plot()
    widget.invertY(True)
    assert color_at(widget, 4.4, 1.0) == LIGHT.grid


def test_theme_and_size_change_at_once(plot):
    widget = plot()
    widget.setBackground(DARK.plot)
    widget.grid_item.set_theme(DARK)
    assert color_at(widget, 4.0, 2.4) == DARK.grid


def test_the_grid_does_not_widen_the_view(plot):
    widget = plot()
    assert widget.grid_item.dataBounds(0) == (None, None)
    widget.plot([1, 2], [1, 2])
    widget.autoRange(padding=0)
    assert widget.viewRange()[0] == pytest.approx([1, 2], abs=0.01)


def test_a_grid_without_a_view_has_no_extent(qapp):
    assert GridItem(LIGHT).boundingRect().isEmpty()


def test_the_grid_draws_nothing_where_it_cannot_measure(plot):
    widget = plot()
    item = widget.grid_item
    endless = item.sceneTransform()
    endless.scale(math.inf, 1.0)
    assert item._measured(endless, item.boundingRect(), 1.0) == []


def labels(widget, side):
    axis = widget.getAxis(side)
    low, high = axis.range
    (spacing, values), *rest = axis.tickValues(low, high, axis.size().width())
    assert not rest
    return axis.tickStrings(values, axis.scale, spacing)


def test_axes_write_minus_signs_and_no_prefixes(plot):
    widget = plot(x=(-4000.0, 4000.0))
    assert "−2000" in labels(widget, "bottom")
    assert widget.getAxis("bottom").autoSIPrefixScale == 1.0


def test_axes_draw_labels_and_no_line(plot):
    widget = plot()
    image = widget.grab().toImage()
    box = widget.getViewBox().sceneBoundingRect()
    edge = {
        image.pixelColor(int(box.left()) - 2, y).name()
        for y in range(int(box.top()) + 3, int(box.bottom()) - 3)
    }
    assert edge == {LIGHT.plot}
    beside = {
        image.pixelColor(x, y).name()
        for x in range(int(box.left()))
        for y in range(int(box.top()), int(box.bottom()))
    }
    assert LIGHT.dim in beside


def test_a_name_is_written_as_it_is(plot):
    widget = plot()
    axis = widget.getAxis("left")
    axis.set_name("waiting <b>min</b> & more")
    assert axis.label.toPlainText().strip() == "waiting <b>min</b> & more"
    assert axis.label.isVisible()
    axis.set_name("")
    assert not axis.label.isVisible()


def test_a_name_keeps_its_place_when_the_theme_changes(plot):
    widget = plot()
    axis = widget.getAxis("left")
    axis.set_name("waiting")
    axis.set_theme(DARK, 1.5)
    assert axis.label.toPlainText().strip() == "waiting"
    assert DARK.dim in axis.labelString()
    assert "18px" in axis.labelString()


@pytest.mark.parametrize(
    "x",
    [
        (-1e-150, 1e-150),
        (-1e150, 1e150),
        (1e6, 1e6 + 1e-6),
        (-1e300, 1e300),
        (1e-300, 2e-300),
        (0.0, 1e-308),
    ],
)
def test_axes_have_labels_or_none_for_any_range(plot, x):
    axis = plot().getAxis("bottom")
    (spacing, values), *_ = axis.tickValues(*x, 600)
    assert len(axis.tickStrings(values, 1.0, spacing)) == len(values)


@pytest.mark.parametrize("size", [(1, 1), (30, 400), (400, 30)])
def test_a_tiny_window_is_painted(plot, size):
    widget = plot()
    widget.resize(*size)
    widget.grab()


def test_a_name_longer_than_its_axis_is_cut_and_comes_back_with_room(plane_window):
    name = "velocity of recession <b> in kilometres per second, as seen from here"
    data = Dataset.from_array(plane_window.session.snapshot.dataset.X, ["x", name])
    plane_window.controller.documents.take_data(data, "Open")
    axis = plane_window.plot_area.plane.getAxis("left")
    for size, whole in (((1280, 720), False), ((1920, 1080), True), ((1280, 720), False)):
        plane_window.resize(*size)
        settle(plane_window)
        assert (html.unescape(axis.labelText) == name) is whole
        assert axis.label.boundingRect().width() <= axis.height() + 10
        assert "second, as seen from here"[-5:] in axis.labelText
