import dataclasses
import re
from itertools import pairwise

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from gmm_explorer.resource_path import resource_path
from gmm_explorer.view.style import theme as themes
from gmm_explorer.view.style.theme import DARK, LIGHT

BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)

# Foreground on background, and the contrast that WCAG 2.2 asks for (AA: 4.5 text, 3 marks).
TEXT_ON = [
    ("text", "background"),
    ("text", "card"),
    ("text", "selection"),
    ("text", "input"),
    ("text", "warning_background"),
    ("dim", "card"),
    ("dim", "plot"),
    ("dim", "background"),
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("accent", "card"),
    ("warning_text", "warning_background"),
    ("warning_text", "card"),
    ("error_text", "error_background"),
    ("error_text", "card"),
]
MARKS_ON = [
    ("good", "card"),
    ("warning", "card"),
    ("error", "card"),
    ("accent", "warning_background"),
    ("handle_outline", "plot"),
    ("unassigned", "plot"),
]


@pytest.fixture
def restored_app(qapp):
    before = qapp.style().objectName(), qapp.palette(), qapp.font(), qapp.styleSheet()
    yield qapp
    qapp.setStyle(before[0])
    qapp.setPalette(before[1])
    qapp.setFont(before[2])
    qapp.setStyleSheet(before[3])


def contrast_in(color_truth, theme, foreground, background):
    colors = (themes.rgb_of(getattr(theme, name)) for name in (foreground, background))
    return color_truth.contrast(*colors)


@BOTH
@pytest.mark.parametrize(("foreground", "background"), TEXT_ON)
def test_text_can_be_read(color_truth, theme, foreground, background):
    assert contrast_in(color_truth, theme, foreground, background) >= 4.5


@BOTH
@pytest.mark.parametrize(("foreground", "background"), MARKS_ON)
def test_marks_can_be_seen(color_truth, theme, foreground, background):
    assert contrast_in(color_truth, theme, foreground, background) >= 3.0


@BOTH
def test_every_colour_is_one_that_qt_and_we_read_alike(theme):
    for field in dataclasses.fields(theme):
        if field.type is str and field.name != "name":
            assert re.fullmatch("#[0-9a-f]{6}", getattr(theme, field.name)), field.name


@BOTH
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_every_placeholder_of_the_style_sheet_is_filled(theme, scale):
    sheet = themes.style_sheet(dataclasses.replace(theme, scale=scale))
    assert "$" not in sheet
    for path in re.findall(r'url\("([^"]+)"\)', sheet):
        assert resource_path("icons").joinpath(path).is_file(), path


def test_scale_enlarges_type_and_spacing():
    assert "font-size: 12px" in themes.style_sheet(LIGHT)
    assert "font-size: 18px" in themes.style_sheet(dataclasses.replace(LIGHT, scale=1.5))


def test_the_style_sheet_is_one_that_qt_can_parse(restored_app, qtbot):
    # Qt warns about a sheet it cannot parse, and a warning fails the test.
    themes.apply_theme(restored_app, DARK)
    label = QLabel("x")
    qtbot.addWidget(label)
    label.setProperty("small", True)
    label.ensurePolished()
    assert label.font().pixelSize() == themes.SMALL_PX
    assert label.font().isFeatureSet(QFont.Tag("tnum"))


@BOTH
def test_apply_theme_reaches_style_palette_and_type(restored_app, theme):
    themes.apply_theme(restored_app, theme)
    palette = restored_app.palette()
    assert palette.color(QPalette.ColorRole.Window).name() == theme.background
    assert palette.color(QPalette.ColorRole.WindowText).name() == theme.text
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled.name() == theme.faint
    assert restored_app.font().pixelSize() == themes.BODY_PX


@BOTH
def test_a_dim_label_is_drawn_dim(restored_app, qtbot, theme):
    themes.apply_theme(restored_app, theme)
    label = QLabel("\N{FULL BLOCK}" * 3)
    label.setProperty("dim", True)
    qtbot.addWidget(label)
    image = label.grab().toImage()
    drawn = {image.pixelColor(x, image.height() // 2).name() for x in range(image.width())}
    assert theme.dim in drawn


def test_themes_follow_the_desktop(qapp):
    seen, parent = [], QObject()
    themes.ThemeFollower(seen.append, parent)
    hints = QApplication.styleHints()
    schemes = [Qt.ColorScheme.Dark, Qt.ColorScheme.Light, Qt.ColorScheme.Unknown]
    for scheme in schemes:
        hints.colorSchemeChanged.emit(scheme)
    assert seen == [DARK, LIGHT, LIGHT]
    shiboken6.delete(parent)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert len(seen) == 3
    assert themes.system_theme() is themes.theme_of(hints.colorScheme())


def test_surfaces_of_the_dark_theme_grow_lighter_towards_the_person():
    order = [DARK.plot, DARK.background, DARK.card, DARK.border]
    brightness = [sum(themes.rgb_of(color)) for color in order]
    assert all(lower < higher for lower, higher in pairwise(brightness))
