import threading

import numpy as np
import pyqtgraph as pg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from gmm_explorer.view.points import density_layer, placement, point_cloud
from gmm_explorer.view.points.point_cloud import PointCloudItem, automatic_size
from gmm_explorer.view.points.sprites import quantised
from gmm_explorer.view.style.palette import COLORS, mix
from gmm_explorer.view.style.theme import DARK, LIGHT, rgb_of

BLUE, AMBER, RED = COLORS[:3]
POINTS = np.array([[1.0, 1.0], [5.0, 2.5], [9.0, 4.0]])


@pytest.fixture
def plot(qtbot):
    """A plot of 600 x 400 pixels that shows 0 to 10 by 0 to 5, with three grey points."""
    widget = pg.PlotWidget(background=LIGHT.plot)
    qtbot.addWidget(widget)
    widget.resize(600, 400)
    widget.cloud = PointCloudItem(LIGHT)
    widget.cloud.set_points(POINTS)
    widget.addItem(widget.cloud)
    widget.show()
    widget.setRange(xRange=(0, 10), yRange=(0, 5), padding=0)
    # Axes take the room for their labels when they are painted first.
    widget.grab()
    return widget


def color_at(widget, x, y, right=0, down=0):
    """Return the colour on a place of the plot, or so many pixels beside it."""
    image = widget.grab().toImage()
    position = widget.getViewBox().mapViewToScene(QPointF(x, y))
    return image.pixelColor(int(position.x()) + right, int(position.y()) + down).getRgb()[:3]


def drawn(color):
    """Return the colour that the atlas draws for another."""
    return tuple(np.rint(quantised(np.array([color], np.uint8))[0]).astype(int).tolist())


def test_points_without_a_colour_are_grey(plot):
    for x, y in POINTS:
        assert color_at(plot, x, y) == drawn(rgb_of(LIGHT.unassigned))
    assert color_at(plot, 3.0, 3.3) == rgb_of(LIGHT.plot)


def test_new_colours_are_drawn(plot):
    for colors in ([BLUE, AMBER, RED], [RED, BLUE, AMBER]):
        plot.cloud.set_colors(np.array(colors, np.uint8))
        for (x, y), color in zip(POINTS, colors, strict=True):
            assert color_at(plot, x, y) == drawn(color)
    plot.cloud.set_colors(None)
    assert color_at(plot, *POINTS[0]) == drawn(rgb_of(LIGHT.unassigned))


def test_half_and_half_is_drawn_as_bright_as_its_parents(color_truth, plot):
    plot.cloud.set_colors(mix(np.array([[1.0, 0.0], [0.5, 0.5], [0.0, 1.0]])))
    first, mixed, second = color_truth.oklab_lightness([color_at(plot, *point) for point in POINTS])
    # Within what five bits a channel leave of it.
    assert mixed == pytest.approx((first + second) / 2, abs=0.01)


@pytest.mark.parametrize(
    ("x", "y"), [((0, 3), (0, 2)), ((0.99, 1.01), (0.999, 1.001)), ((-500, 500), (-90, 110))]
)
def test_a_point_is_where_it_should_be_after_zooming(plot, x, y):
    plot.setRange(xRange=x, yRange=y, padding=0)
    plot.cloud.set_points(POINTS[:1])
    assert color_at(plot, *POINTS[0]) == drawn(rgb_of(LIGHT.unassigned))


def test_a_point_is_where_it_should_be_after_resizing_and_turning_the_axes(plot):
    plot.resize(450, 500)
    assert color_at(plot, *POINTS[0]) == drawn(rgb_of(LIGHT.unassigned))
    plot.invertY(True)
    plot.invertX(True)
    assert color_at(plot, *POINTS[0]) == drawn(rgb_of(LIGHT.unassigned))


def test_zooming_does_not_stretch_a_disc(plot):
    plot.cloud.set_points(POINTS[:1])
    plot.setRange(xRange=(-500, 500), yRange=(0.9, 1.1), padding=0)
    grey, background = drawn(rgb_of(LIGHT.unassigned)), rgb_of(LIGHT.plot)
    for right, down in ((3, 0), (-3, 0), (0, 3), (0, -3)):
        assert color_at(plot, *POINTS[0], right, down) == grey
    for right, down in ((8, 0), (-8, 0), (0, 8), (0, -8)):
        assert color_at(plot, *POINTS[0], right, down) == background


def test_a_halo_parts_overlapping_points(plot):
    x_pixel, _ = plot.getViewBox().viewPixelSize()
    plot.cloud.set_points(np.array([[5.0, 2.5], [5.0 + 6 * x_pixel, 2.5]]))
    across = [min(color_at(plot, 5.0, 2.5, right=right)) for right in range(6)]
    assert across[0] == across[-1] == min(drawn(rgb_of(LIGHT.unassigned)))
    assert max(across) > 180


def test_selected_points_have_a_ring(plot):
    assert color_at(plot, *POINTS[1], right=6) == rgb_of(LIGHT.plot)
    plot.cloud.set_selected(np.array([1]))
    assert min(max(color_at(plot, *POINTS[1], right=right)) for right in (5, 6, 7)) < 80
    assert color_at(plot, *POINTS[0], right=6) == rgb_of(LIGHT.plot)
    plot.cloud.set_selected(np.array([], np.intp))
    assert color_at(plot, *POINTS[1], right=6) == rgb_of(LIGHT.plot)


def test_the_theme_changes_grey_and_halo(plot):
    plot.setBackground(DARK.plot)
    plot.cloud.set_theme(DARK)
    assert color_at(plot, *POINTS[0]) == drawn(rgb_of(DARK.unassigned))
    inks = {color_at(plot, *POINTS[0], right=right) for right in range(8)}
    assert rgb_of(LIGHT.halo) not in inks


def test_a_fine_screen_draws_the_same_picture_finer(plot):
    plot.cloud.set_colors(np.array([BLUE, AMBER, RED], np.uint8))
    image = QImage(1200, 800, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2.0)
    painter = QPainter(image)
    plot.render(painter, QRectF(0, 0, 600, 400))
    painter.end()
    for (x, y), color in zip(POINTS, (BLUE, AMBER, RED), strict=True):
        position = plot.getViewBox().mapViewToScene(QPointF(x, y))
        pixel = image.pixelColor(int(2 * position.x()), int(2 * position.y()))
        assert pixel.getRgb()[:3] == drawn(color)
        # A disc of 8 logical pixels is 16 wide here.
        beside = image.pixelColor(int(2 * position.x()) + 6, int(2 * position.y()))
        assert beside.getRgb()[:3] == drawn(color)


def test_a_figure_of_another_size_shows_the_same_places(plot):
    plot.cloud.set_colors(np.array([BLUE, AMBER, RED], np.uint8))
    image = QImage(900, 600, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    plot.scene().prepareForPaint()
    plot.scene().render(painter, QRectF(0, 0, 900, 600), QRectF(0, 0, 600, 400))
    painter.end()
    for (x, y), color in zip(POINTS, (BLUE, AMBER, RED), strict=True):
        position = plot.getViewBox().mapViewToScene(QPointF(x, y)) * 1.5
        pixel = image.pixelColor(int(position.x()), int(position.y()))
        assert pixel.getRgb()[:3] == drawn(color)


def test_points_get_smaller_as_they_become_more():
    sizes = [automatic_size(n) for n in (0, 1, 60, 500, 5_000, 50_000, 1_000_000)]
    assert sizes == sorted(sizes, reverse=True)
    assert 2.5 < sizes[-1] < sizes[1] < 10


def test_colours_must_be_one_for_each_point(plot):
    with pytest.raises(ValueError, match=r"3 points need colours of shape \(3, 3\)"):
        plot.cloud.set_colors(np.zeros((2, 3), np.uint8))


def test_new_points_lose_the_colours_and_the_selection_of_the_old(plot):
    plot.cloud.set_colors(np.array([BLUE, AMBER, RED], np.uint8))
    plot.cloud.set_selected(np.array([2]))
    plot.cloud.set_points(POINTS[:2])
    assert color_at(plot, *POINTS[0]) == drawn(rgb_of(LIGHT.unassigned))


# Bounds


def test_auto_range_shows_all_points(plot):
    plot.autoRange(padding=0)
    (left, right), (bottom, top) = plot.viewRange()
    assert left < 1.0 < 9.0 < right < 9.5
    assert bottom < 1.0 < 4.0 < top < 4.5


def test_the_extent_holds_the_discs_at_every_zoom(plot):
    for width in (10, 1000):
        plot.setRange(xRange=(0, width), yRange=(0, 5), padding=0)
        plot.grab()
        pixels_wide = plot.getViewBox().width()
        reach = (1.0 - plot.cloud.boundingRect().left()) * pixels_wide / width
        assert 4 <= reach <= 12


def test_points_that_are_not_finite_do_not_count(plot):
    plot.cloud.set_points(np.array([[np.nan, 1.0], [3.0, np.inf], [2.0, 2.0], [4.0, 1.0]]))
    assert plot.cloud.dataBounds(0) == (2.0, 4.0)
    assert plot.cloud.dataBounds(1) == (1.0, 2.0)
    assert color_at(plot, 2.0, 2.0) == drawn(rgb_of(LIGHT.unassigned))


def test_no_point_at_all_is_legal(plot):
    plot.cloud.set_points(np.empty((0, 2)))
    assert plot.cloud.boundingRect().isNull()
    assert plot.cloud.dataBounds(0) == (None, None)
    assert plot.cloud.nearest(0, 0, 10) is None
    plot.grab()


def test_one_point_and_equal_points_are_drawn(plot):
    for n_points in (1, 7):
        plot.cloud.set_points(np.full((n_points, 2), 2.0))
        plot.autoRange()
        assert color_at(plot, 2.0, 2.0) == drawn(rgb_of(LIGHT.unassigned))


@given(
    hnp.arrays(np.float64, st.tuples(st.integers(0, 20), st.just(2))),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_any_points_can_be_painted(plot, X):
    plot.cloud.set_points(X)
    rect = plot.cloud.boundingRect()
    assert np.isfinite(rect.getRect()[:2]).all()
    plot.grab()


# Finding a point


def test_the_nearest_point_is_nearest_on_the_screen(plot):
    assert plot.cloud.nearest(5.01, 2.51, 10) == 1
    assert plot.cloud.nearest(3.0, 3.3, 10) is None
    # Half-way in data, but an axis that is stretched twice as much decides on the screen.
    plot.cloud.set_points(np.array([[5.0, 2.2], [5.3, 2.5]]))
    assert plot.cloud.nearest(5.0, 2.5, 100) == 1


def test_finding_agrees_with_looking_at_every_point(plot):
    X = np.random.default_rng(0).uniform((0, 0), (10, 5), (2000, 2))
    plot.cloud.set_points(X)
    box = plot.getViewBox()
    pixels = X * (box.width() / 10, box.height() / 5)
    for place in np.random.default_rng(1).uniform((0, 0), (10, 5), (50, 2)):
        distance = np.hypot(*(pixels - place * (box.width() / 10, box.height() / 5)).T)
        expected = int(distance.argmin()) if distance.min() <= 8 else None
        assert plot.cloud.nearest(*place, 8) == expected


def test_points_that_are_not_finite_are_never_found(plot):
    plot.cloud.set_points(np.array([[np.nan, 1.0], [1.0, np.inf], [1.0, 1.0]]))
    assert plot.cloud.nearest(1.0, 1.0, 5) == 2


# Many points


@pytest.fixture
def low_limit(monkeypatch):
    monkeypatch.setattr(point_cloud, "DENSITY_LIMIT", 100)


@pytest.mark.usefixtures("low_limit")
def test_many_points_are_drawn_as_their_density(plot):
    X = np.concatenate([np.full((500, 2), (2.0, 2.0)), np.full((5, 2), (8.0, 4.0))])
    plot.cloud.set_points(X)
    colors = np.repeat(np.array([BLUE, RED], np.uint8), [500, 5], axis=0)
    plot.cloud.set_colors(colors)
    assert color_at(plot, 2.0, 2.0) == BLUE
    few = color_at(plot, 8.0, 4.0)
    assert all(full < seen < 255 for full, seen in zip(RED, few, strict=True))
    plot.cloud.set_colors(colors[::-1].copy())
    assert color_at(plot, 2.0, 2.0) != BLUE


@pytest.mark.usefixtures("low_limit")
def test_zooming_in_on_few_of_many_points_shows_discs_again(plot):
    X = np.concatenate([np.full((500, 2), (2.0, 2.0)), np.full((1, 2), (8.0, 4.0))])
    plot.cloud.set_points(X)
    plot.setRange(xRange=(7, 9), yRange=(3, 5), padding=0)
    assert color_at(plot, 8.0, 4.0) == drawn(rgb_of(LIGHT.unassigned))


@pytest.mark.usefixtures("low_limit")
def test_the_density_lies_where_the_points_do_on_a_fine_screen(plot):
    plot.cloud.set_points(np.full((500, 2), (2.0, 2.0)))
    plot.cloud.set_colors(np.full((500, 3), RED, np.uint8))
    image = QImage(1200, 800, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2.0)
    painter = QPainter(image)
    plot.render(painter, QRectF(0, 0, 600, 400))
    painter.end()
    position = plot.getViewBox().mapViewToScene(QPointF(2.0, 2.0)) * 2
    color = image.pixelColor(int(position.x()), int(position.y())).getRgb()[:3]
    np.testing.assert_allclose(color, RED, atol=40)


def test_the_picture_of_many_more_comes_from_a_worker_and_is_the_same(qtbot, plot, monkeypatch):
    monkeypatch.setattr(point_cloud, "DENSITY_LIMIT", 100)
    monkeypatch.setattr(density_layer, "LATER_ABOVE", 200)
    X = np.random.default_rng(0).normal(size=(2_000, 2))
    plot.cloud.set_points(X)
    plot.cloud.set_colors(np.tile(np.array([RED], np.uint8), (2_000, 1)))
    with plot.cloud.at_once():
        expected = plot.grab().toImage()
    plot.cloud.set_points(X + 1e-9)  # others, of which there is nothing to draw yet
    plot.cloud.set_colors(np.tile(np.array([RED], np.uint8), (2_000, 1)))
    assert plot.grab().toImage() != expected
    qtbot.waitUntil(lambda: plot.grab().toImage() == expected)


def test_after_a_pan_a_worker_finds_the_pixels_of_many_points(qtbot, plot, monkeypatch):
    monkeypatch.setattr(point_cloud, "DENSITY_LIMIT", 100)
    for module in (point_cloud, density_layer):
        monkeypatch.setattr(module, "LATER_ABOVE", 200)
    plot.cloud.set_points(np.random.default_rng(0).normal(size=(2_000, 2)))
    qtbot.waitUntil(lambda: plot.grab().toImage() == in_full(plot))
    main, placed_by = threading.get_ident(), []
    whole = placement.place
    monkeypatch.setattr(
        placement, "place", lambda *all: placed_by.append(threading.get_ident()) or whole(*all)
    )
    plot.setRange(xRange=(-1, 3), yRange=(-1, 1), padding=0)
    plot.grab()
    assert main not in placed_by
    qtbot.waitUntil(lambda: plot.grab().toImage() == in_full(plot))
    plot.setRange(xRange=(2.5, 3.5), yRange=(2.5, 3.5), padding=0)  # few points
    qtbot.waitUntil(lambda: plot.grab().toImage() == in_full(plot))


def in_full(plot):
    with plot.cloud.at_once():
        return plot.grab().toImage()
