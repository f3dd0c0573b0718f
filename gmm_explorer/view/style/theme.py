"""The colours of the window, light and dark, and how they reach Qt."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from string import Template
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from gmm_explorer.resource_path import resource_path

BODY_PX = 13
SMALL_PX = 12
ICON_PX = 18
GRID_PX = 4

_TABULAR_FIGURES = "tnum"


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour that is not a component's own, as ``#rrggbb``.

    ``dim`` is for labels and tick marks and still reads as text; ``faint`` is for what may be
    overlooked (disabled text, past branches). ``track`` is the empty part of a bar. ``warning``
    and ``good`` are marks; ``warning_text`` is the same hue, readable as text. ``scale`` is the
    factor on type, lines and spacing: 1 at a desk, 1.5 in front of a hall.
    """

    name: str
    background: str
    card: str
    plot: str
    border: str
    text: str
    dim: str
    faint: str
    accent: str
    accent_text: str
    accent_hover: str
    accent_pressed: str
    accent_soft: str
    selection: str
    hover: str
    input: str
    input_border: str
    track: str
    grid: str
    scroll: str
    good: str
    warning: str
    warning_text: str
    warning_background: str
    warning_border: str
    error: str
    error_text: str
    error_background: str
    error_border: str
    info_background: str
    info_border: str
    handle_fill: str
    handle_outline: str
    halo: str
    unassigned: str
    scale: float = 1.0


class Themed(Protocol):
    """What paints with the colours of the window."""

    def set_theme(self, theme: Theme) -> None:
        """Paint with the colours of another theme."""


LIGHT = Theme(
    name="light",
    background="#f4f5f7",
    card="#ffffff",
    plot="#ffffff",
    border="#e1e4e9",
    text="#1c2127",
    dim="#626b78",
    faint="#a6abb3",
    accent="#2f6fde",
    accent_text="#ffffff",
    accent_hover="#2863cc",
    accent_pressed="#1f55b5",
    accent_soft="#e3ecfb",
    selection="#ebf1fc",
    hover="#eff1f4",
    input="#f7f8fa",
    input_border="#d9dde3",
    track="#e1e4e9",
    grid="#eef0f3",
    scroll="#c3c8d0",
    good="#2fa36b",
    warning="#b97a00",
    warning_text="#8f5d00",
    warning_background="#fff6e5",
    warning_border="#e3c489",
    error="#cf3a2c",
    error_text="#b3261e",
    error_background="#fdefed",
    error_border="#efb8b2",
    info_background="#eff4fd",
    info_border="#bcd0f5",
    handle_fill="#ffffff",
    handle_outline="#1c2127",
    halo="#ffffff",
    unassigned="#8a929d",
)

DARK = Theme(
    name="dark",
    background="#14171c",
    card="#1b1f26",
    plot="#0f1216",
    border="#2b313b",
    text="#e6e9ee",
    dim="#959eac",
    faint="#5b616b",
    accent="#6ea8fe",
    accent_text="#0c1626",
    accent_hover="#86b7ff",
    accent_pressed="#5a96f0",
    accent_soft="#263042",
    selection="#222c3a",
    hover="#242931",
    input="#11141a",
    input_border="#353c48",
    track="#2b313b",
    grid="#1f242d",
    scroll="#444c59",
    good="#2fa36b",
    warning="#e0a030",
    warning_text="#e0a030",
    warning_background="#3a2a12",
    warning_border="#7c591d",
    error="#e5695c",
    error_text="#ff9a8f",
    error_background="#3d1d1a",
    error_border="#843a33",
    info_background="#1c2a40",
    info_border="#35527f",
    handle_fill="#0f1216",
    handle_outline="#e6e9ee",
    halo="#0f1216",
    unassigned="#8d96a3",
)


def rgb_of(color: str) -> tuple[int, int, int]:
    """Return the channels, from 0 to 255, of a theme's colour."""
    red, green, blue = bytes.fromhex(color.removeprefix("#"))
    return red, green, blue


def theme_of(scheme: Qt.ColorScheme) -> Theme:
    """Return the theme for a colour scheme of the desktop; light where it does not say."""
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def system_theme() -> Theme:
    """Return the theme that the desktop asks for now."""
    return theme_of(QApplication.styleHints().colorScheme())


class ThemeFollower(QObject):
    """Passes on the theme whenever the desktop turns light or dark, as long as its parent lives.

    Parameters
    ----------
    on_change
        Called with the new theme.
    parent
        Whose theme it is.
    """

    def __init__(self, on_change: Callable[[Theme], None], parent: QObject) -> None:
        super().__init__(parent)
        self._on_change = on_change
        # A method of a QObject is disconnected with it; a function would outlive the window.
        QApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self._on_change(theme_of(scheme))


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give the whole application a theme.

    Parameters
    ----------
    app
        The running application.
    theme
        ``LIGHT`` or ``DARK``, in any scale.
    """
    app.setStyle("Fusion")
    app.setPalette(palette(theme))
    app.setFont(body_font(theme.scale))
    app.setStyleSheet(style_sheet(theme))


def body_font(scale: float = 1.0) -> QFont:
    """Return the desktop's own family at 13 px, with figures of equal width."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPixelSize(round(BODY_PX * scale))
    font.setFeature(QFont.Tag(_TABULAR_FIGURES), 1)
    return font


def small_font(scale: float = 1.0) -> QFont:
    """Return the font of what is secondary: the body font at 12 px."""
    font = body_font(scale)
    font.setPixelSize(round(SMALL_PX * scale))
    return font


def style_sheet(theme: Theme) -> str:
    """Return the one style sheet of the application in these colours and this size.

    Lengths in ``resources/style.qss`` are ``$pxN``: N pixels at a scale of 1.
    """
    template = Template(resource_path("style.qss").read_text(encoding="utf-8"))
    lengths = {
        name: f"{max(1, round(int(name[2:]) * theme.scale))}px"
        for name in template.get_identifiers()
        if name.startswith("px")
    }
    icons = resource_path("icons").as_posix()
    return template.substitute(asdict(theme), icons=icons, **lengths)


def palette(theme: Theme) -> QPalette:
    """Return the palette for what the style sheet leaves to the style, icons and plots."""
    role = QPalette.ColorRole
    colors = {
        role.Window: theme.background,
        role.WindowText: theme.text,
        role.Base: theme.card,
        role.AlternateBase: theme.background,
        role.Text: theme.text,
        role.Button: theme.card,
        role.ButtonText: theme.text,
        role.BrightText: theme.error_text,
        role.ToolTipBase: theme.card,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.faint,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.accent_text,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.card,
        role.Midlight: theme.border,
        role.Mid: theme.border,
        role.Dark: theme.faint,
        role.Shadow: theme.border,
    }
    result = QPalette()
    for which, color in colors.items():
        result.setColor(which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.faint))
    return result
