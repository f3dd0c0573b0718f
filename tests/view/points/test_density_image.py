import numpy as np
import pytest

from gmm_explorer.view.points.density_image import DensityImage
from gmm_explorer.view.points.placement import Mapping, place

SIZE = 41
MAPPING = Mapping(x_scale=1, x_shift=0, y_scale=1, y_shift=0, width=SIZE, height=SIZE)
BLUE, AMBER = (63, 144, 218), (255, 169, 14)


def picture(points, colors, margin=0, cell=1):
    """Return the pixels (height, width, 4), premultiplied, of points (N, 2)."""
    xy = np.array(points, float).reshape(-1, 2).T
    density = DensityImage(place(xy, MAPPING, margin), cell)
    image = density.colored(np.array(colors, np.uint8).reshape(-1, 3))
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4).astype(int)


def test_a_lone_point_is_opaque_in_its_colour_with_a_soft_edge():
    pixels = picture([(10.5, 20.5)], [BLUE])
    # One pixel of rim comes before the device.
    assert tuple(pixels[21, 11]) == (*BLUE, 255)
    assert pixels[21, 12, 3] == pytest.approx(128, abs=1)
    assert pixels[22, 12, 3] == pytest.approx(64, abs=1)
    assert np.count_nonzero(pixels[..., 3]) == 9


def test_more_points_are_denser_and_a_lone_one_is_still_seen():
    crowd = [(5.5, 5.5)] * 1000 + [(15.5, 5.5)] * 30 + [(25.5, 5.5)]
    pixels = picture(crowd, [BLUE])
    thousand, thirty, one = (pixels[6, x, 3] for x in (6, 16, 26))
    assert 255 == thousand > thirty > one > 100


def test_half_and_half_in_one_pixel_is_as_bright_as_its_parents(color_truth):
    pixels = picture([(5.5, 5.5), (5.5, 5.5)], [BLUE, AMBER])
    mixed = color_truth.light(pixels[6, 6, :3])
    np.testing.assert_allclose(
        mixed, (color_truth.light(BLUE) + color_truth.light(AMBER)) / 2, atol=0.01
    )


def test_new_colours_are_summed_anew_for_those_in_view():
    points = [(5.5, 5.5), (-90.0, 5.5), (25.5, 5.5)]
    xy = np.array(points).T
    density = DensityImage(place(xy, MAPPING, 0))
    for colors in ([BLUE, BLUE, AMBER], [AMBER, BLUE, BLUE]):
        image = density.colored(np.array(colors, np.uint8))
        assert image.pixelColor(6, 6).getRgb()[:3] == colors[0]
        assert image.pixelColor(26, 6).getRgb()[:3] == colors[2]


@pytest.mark.parametrize("cell", [1, 2, 3])
@pytest.mark.parametrize("margin", [0, 5])
def test_points_at_the_very_edge_fit(cell, margin):
    edge = margin + SIZE - 0.001
    corners = [(x, y) for x in (-margin, edge) for y in (-margin, edge)]
    pixels = picture(corners, [BLUE], margin, cell)
    assert np.count_nonzero(pixels[..., 3] == 255) == 4


def test_a_coarser_picture_shows_the_same_place():
    pixels = picture([(10.5, 20.5)], [BLUE], margin=4, cell=2)
    # Cells of two pixels, four pixels of margin and one cell of rim before the device.
    assert tuple(pixels[(20 + 4) // 2 + 1, (10 + 4) // 2 + 1]) == (*BLUE, 255)


def test_no_point_in_view_is_an_empty_picture():
    assert not picture([(-500.0, 0.0)], [BLUE]).any()
