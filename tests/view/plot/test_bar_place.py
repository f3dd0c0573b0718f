"""Where the bar of a weight lies: in nobody's way, as far as that can be."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF

from gmm_explorer.em import Mixture
from gmm_explorer.model import ColourMode
from gmm_explorer.view.plot.bar_place import Lines, Surroundings, free_place
from gmm_explorer.view.plot.crossing import curves_crossed, ellipses_crossed
from gmm_explorer.view.plot.densities import Histogram
from gmm_explorer.view.plot.geometry import PixelMap
from tests.view.windows import place, select

PILL = QRectF(-56.0, -11.0, 112.0, 22.0)
PLOT = QRectF(0.0, 0.0, 600.0, 400.0)
PIXELS = PixelMap(20.0, -20.0, 300.0, 200.0)


def around(badge, handles=(), badges=(), reach=None, crossed=None):
    lines = Lines(reach or QRectF(badge, badge), crossed or (lambda areas: np.zeros(len(areas))))
    return Surroundings(badge, handles, badges, PLOT, lines)


def test_alone_it_is_below_the_badge():
    assert free_place(PILL, around(QPointF(300.0, 200.0))) == QPointF(300.0, 226.0)


def test_in_a_crowd_it_hides_badges_rather_than_handles():
    badge = QPointF(300.0, 200.0)
    handles = [badge + QPointF(x, y) for x, y in ((40, 0), (-40, 0), (0, 30), (0, -30))]
    crowd = [QPointF(x, y) for x in range(0, 600, 15) for y in range(0, 400, 15)]
    area = PILL.translated(free_place(PILL, around(badge, handles, crowd)))
    assert PLOT.contains(area)
    assert not any(area.contains(handle) for handle in handles)


def test_it_goes_outside_the_lines_where_there_is_room():
    badge = QPointF(300.0, 200.0)
    reach = QRectF(200.0, 120.0, 200.0, 160.0)

    def crossed(areas):
        corners = areas + np.pad(areas[:, :2], ((0, 0), (2, 0)))
        left, top, right, bottom = corners.T
        return ((right > 200.0) & (left < 400.0) & (bottom > 120.0) & (top < 280.0)).astype(float)

    found = free_place(PILL, around(badge, reach=reach, crossed=crossed))
    assert not PILL.translated(found).intersects(reach)
    assert found == QPointF(300.0, 297.0)


ROUND = Mixture([0.4, 0.6], [[0.0, 0.0], [8.0, 0.0]], [np.eye(2), np.diag([1.0, 0.0])])


@pytest.mark.parametrize(
    ("area", "n_lines"),
    [
        ((295.0, 195.0, 10.0, 10.0), 0),  # within 1 sigma of the first
        ((295.0, 195.0, 100.0, 10.0), 3),  # from its middle out to the right
        ((330.0, 195.0, 20.0, 10.0), 1),  # at 2 sigma
        ((100.0, 300.0, 100.0, 20.0), 0),
        ((400.0, 190.0, 120.0, 20.0), 3),  # over all of the second, which is a line
    ],
)
def test_ellipses_are_counted_where_they_cross(area, n_lines):
    counted = ellipses_crossed(ROUND, PIXELS, (1.0, 2.0, 3.0), np.array([area]))
    assert counted.tolist() == [n_lines]


def test_what_is_too_large_for_the_screen_crosses_nothing():
    huge = Mixture([1.0], [[0.0, 0.0]], [np.eye(2) * 1e300])
    assert ellipses_crossed(huge, PIXELS, (1.0,), np.array([[0.0, 0.0, 9.0, 9.0]])).tolist() == [0]


@pytest.mark.parametrize("stacked", [False, True])
def test_curves_are_counted_where_they_cross(stacked):
    mixture = Mixture([0.5, 0.5], [[-5.0], [5.0]], [[[1.0]], [[1.0]]])
    pixels = PixelMap(20.0, -1000.0, 300.0, 380.0)  # each peak is 199 pixels high
    areas = np.array([[150.0, 170.0, 100.0, 22.0], [150.0, 100.0, 100.0, 22.0]])
    at_the_peak, above = curves_crossed(mixture, None, pixels, areas, stacked=stacked)
    assert at_the_peak == 2  # its own, and that of the mixture
    assert above == 0


def test_the_outline_of_the_histogram_counts_as_a_line():
    mixture = Mixture([1.0], [[-50.0]], [[[1.0]]])
    bars = Histogram(np.array([0.1, 0.3]), np.array([-2.0, 0.0, 2.0]))
    areas = np.array(
        [
            [270.0, 280.0, 60.0, 22.0],  # where the lower bar meets the higher
            [310.0, 300.0, 20.0, 22.0],  # within the higher one
            [400.0, 300.0, 60.0, 22.0],  # beside both
        ]
    )
    pixels = PixelMap(20.0, -1000.0, 300.0, 400.0)
    assert curves_crossed(mixture, bars, pixels, areas, stacked=False).tolist() == [1, 0, 0]


def test_in_a_thicket_it_goes_where_there_is_a_clearing():
    badge = QPointF(300.0, 300.0)

    def crossed(areas):
        return (areas[:, 1] > 60.0).astype(float)  # all but the top of the plot

    found = free_place(PILL, around(badge, crossed=crossed))
    assert PLOT.contains(PILL.translated(found))
    assert PILL.translated(found).top() <= 60.0


def test_the_bar_lies_on_no_ellipse_where_there_is_room(plane_window):
    place(plane_window, ([3.0, -3.0], np.diag([1.0, 0.5])), ([7.0, -3.0], np.diag([0.3, 0.2])))
    select(plane_window, 1)
    plane = plane_window.plot_area.plane
    area = plane.weigher.bar.area().translated(plane.weigher.bar.pos())
    lines = plane.lines_of(plane.frame, plane_window.session.snapshot.mixture, 1)
    assert plane.box.rect().contains(area)
    assert lines.crossed(np.array([area.getRect()])).tolist() == [0.0]


def test_the_bar_leaves_the_key_to_the_colours_and_the_marginals_free(plane_window):
    place(plane_window, ([3.0, -3.0], np.diag([1.0, 0.5])), ([7.0, -3.0], np.diag([0.3, 0.2])))
    plane, presenting = plane_window.plot_area.plane, plane_window.controller.presenting
    whole = plane.box.rect()
    assert plane.clear_area() == whole
    presenting.colour_by(ColourMode.UNCERTAINTY)
    plane_window.controller.stepping.e_step()
    below_key = plane.clear_area()
    assert below_key.top() > whole.top()
    assert below_key.width() == whole.width()
    presenting.show(marginals=True)
    assert below_key.contains(plane.clear_area())
    assert plane.clear_area().right() < whole.right()


def test_on_a_line_the_bar_leaves_the_points_free(line_window):
    place(line_window, ([-3.0], [[0.01]]), ([3.0], [[4.0]]))
    select(line_window, 0)
    line = line_window.plot_area.line
    bar = line.weigher.bar
    base = line.box.pixels().to_pixels(0.0, 0.0)[1]
    assert bar.area().translated(bar.pos()).bottom() <= base == line.clear_area().bottom()
