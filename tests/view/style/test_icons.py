import pytest
from PySide6.QtGui import QIcon
from PySide6.QtSvg import QSvgRenderer

from gmm_explorer.resource_path import resource_path
from gmm_explorer.view.style import icons
from gmm_explorer.view.style.theme import DARK, LIGHT, rgb_of

FILES = sorted(resource_path("icons").glob("*.svg"))
NAMED = [path.stem for path in FILES if icons.PLACEHOLDER in path.read_text(encoding="utf-8")]


def inks(pixmap):
    """Return the colours, without their transparency, of all pixels that are not faint."""
    image = pixmap.toImage()
    colors = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {(c.red(), c.green(), c.blue()) for c in colors if c.alpha() == 255}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_a_picture(qapp, path):
    assert QSvgRenderer(str(path)).isValid()


@pytest.mark.parametrize("name", NAMED)
def test_every_icon_has_an_opaque_stroke_in_the_colour_asked_for(qapp, name):
    assert inks(icons.line_pixmap(name, "#123456", 36)) == {(0x12, 0x34, 0x56)}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_an_icon_follows_the_theme_in_every_state(qapp, theme):
    icon = icons.icon("place", theme)
    mode, state = QIcon.Mode, QIcon.State
    assert inks(icon.pixmap(36, mode.Normal, state.Off)) == {rgb_of(theme.text)}
    assert inks(icon.pixmap(36, mode.Normal, state.On)) == {rgb_of(theme.accent)}
    assert inks(icon.pixmap(36, mode.Disabled, state.Off)) == {rgb_of(theme.faint)}


def test_an_icon_on_a_filled_button_has_the_colour_of_its_text(qapp):
    icon = icons.icon("play", DARK, DARK.accent_text)
    assert inks(icon.pixmap(36, QIcon.Mode.Normal, QIcon.State.Off)) == {rgb_of(DARK.accent_text)}


def test_icons_are_sharp_on_fine_screens(qapp):
    pixmap = icons.line_pixmap("open", LIGHT.text, 18, pixel_ratio=2.0)
    assert pixmap.width() == 36
    assert pixmap.deviceIndependentSize().width() == 18


def test_the_same_icon_is_drawn_once(qapp):
    assert icons.icon("undo", LIGHT) is icons.icon("undo", LIGHT)


def test_an_unknown_icon_is_an_error(qapp):
    with pytest.raises(FileNotFoundError, match="unheard_of"):
        icons.icon("unheard_of", LIGHT)


def test_the_application_has_an_icon_in_all_sizes(qapp):
    sizes = {size.width() for size in icons.app_icon().availableSizes()}
    assert {16, 32, 48, 256} <= sizes
