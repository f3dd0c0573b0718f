import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from gmm_explorer.view.points import sprites
from gmm_explorer.view.points.sprites import SpriteAtlas

RGB = hnp.arrays(np.uint8, st.tuples(st.integers(0, 200), st.just(3)))


@given(RGB)
def test_quantised_colours_are_near(rgb):
    assert np.abs(sprites.quantised(rgb) - rgb).max(initial=0) <= 255 / 31 / 2 + 1e-9


@given(RGB)
def test_equal_colours_share_a_slot_and_others_do_not(rgb):
    atlas = SpriteAtlas(6, 1, "#ffffff")
    slots = atlas.slots(rgb)
    drawn = [tuple(color) for color in sprites.quantised(rgb)]
    assert len(set(slots.tolist())) == len(set(drawn))
    assert len(set(zip(slots.tolist(), drawn, strict=True))) == len(set(drawn))


def test_a_slot_stays_where_it_is_while_the_atlas_grows(qapp):
    atlas = SpriteAtlas(6, 1, "#ffffff")
    red = np.array([[255, 0, 0]], np.uint8)
    before = atlas.slots(red)
    many = np.random.default_rng(0).integers(0, 256, (5000, 3)).astype(np.uint8)
    atlas.slots(many)
    np.testing.assert_array_equal(atlas.slots(red), before)
    assert middle_of(atlas, before)[:3] == (255, 0, 0)


@pytest.mark.parametrize("diameter", [1.0, 3.0, 4.5, 8.0, 16.0])
def test_a_disc_covers_its_area_and_has_a_halo(qapp, diameter):
    atlas = SpriteAtlas(diameter, 1.0, "#0000ff")
    slots = atlas.slots(np.array([[255, 0, 0]], np.uint8))
    image = atlas.pixmap().toImage()
    side = atlas.side
    pixels = [image.pixelColor(x, y) for x in range(side) for y in range(side)]
    red = sum(color.redF() * color.alphaF() for color in pixels)
    blue = sum(color.blueF() * color.alphaF() for color in pixels)
    assert red == pytest.approx(np.pi * diameter**2 / 4, rel=0.3)
    assert red + blue == pytest.approx(np.pi * (diameter + 2) ** 2 / 4, rel=0.1)
    assert middle_of(atlas, slots)[0] > 200
    # Symmetric, or a disc would seem to jump when the plot is panned.
    for x in range(side):
        for y in range(side):
            assert image.pixelColor(x, y) == image.pixelColor(side - 1 - x, y)
            assert image.pixelColor(x, y) == image.pixelColor(y, x)


def middle_of(atlas, slots):
    left, top = atlas.sources(slots)
    half = atlas.side // 2
    return atlas.pixmap().toImage().pixelColor(int(left[0]) + half, int(top[0]) + half).getRgb()
