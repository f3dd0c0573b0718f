"""The menu bar, laid out by the names of actions."""

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from gmm_explorer.controller.remedies import REMEDIES
from gmm_explorer.scenes import scenes
from gmm_explorer.view.actions import Actions
from gmm_explorer.view.actions.collapse_rows import POLICIES, TRIGGERS
from gmm_explorer.view.actions.colour_rows import COLOUR_CHOICES
from gmm_explorer.view.actions.exchange_rows import COPIED_FORMS
from gmm_explorer.view.actions.show_rows import CONTOURS, DRAWINGS
from gmm_explorer.view.actions.trace_rows import TRACE_CHOICES
from gmm_explorer.view.widgets.menu_heading import add_heading

SEPARATOR = ""

TOOLS = ("tool_select", "tool_place", "tool_paint", "tool_erase", "tool_jitter")
FILE = (
    "file_new",
    "file_open",
    "recent",
    "file_open_parameters",
    "file_paste",
    "file_import",
    "file_import_again",
    "file_generate",
    "file_sample_mixture",
    "examples",
    SEPARATOR,
    "file_save_session",
    "file_save_session_as",
    "export",
    SEPARATOR,
    "file_quit",
)
EXPORT = (
    "file_export_parameters",
    "file_export_responsibilities",
    "file_export_trace",
    "file_export_script",
    SEPARATOR,
    "file_export_figure",
    "file_export_animation",
)
EDIT = (
    "edit_undo",
    "edit_redo",
    SEPARATOR,
    "copy_as",
    "edit_paste_parameters",
    SEPARATOR,
    "edit_delete_component",
    "edit_select_all",
    "edit_select_next",
    "edit_select_previous",
    SEPARATOR,
    "edit_snap_to_point",
    "edit_wider",
    "edit_narrower",
    "edit_round",
    "edit_turn_left",
    "edit_turn_right",
    "edit_heavier",
    "edit_lighter",
    "edit_share_equally",
    SEPARATOR,
    *TOOLS,
    "brush",
)
BRUSH = (
    "paint_wider",
    "paint_narrower",
    "paint_denser",
    "paint_sparser",
    "paint_spray",
    "paint_on_line",
    SEPARATOR,
    "paint_jitter_all",
)
COPY_AS = (
    *COPIED_FORMS.values(),
    SEPARATOR,
    "edit_copy_responsibilities",
    "edit_copy_trace",
    "edit_copy_script",
)
EM = (
    "em_initialize",
    "em_restart",
    SEPARATOR,
    "em_e_step",
    "em_m_step",
    "em_step",
    "em_back",
    "em_forward",
    "em_first",
    "em_last",
    SEPARATOR,
    "em_run",
    "em_stop",
    SEPARATOR,
    "em_play",
    "em_faster",
    "em_slower",
    "em_play_half_steps",
    "em_play_backwards",
    "em_play_loop",
)
COLLAPSE = (
    *(f"collapse_trigger_{name}" for name, _text, _tip in TRIGGERS),
    SEPARATOR,
    "collapse_show_me",
    "repairs",
)
HISTORY = (
    "history_show",
    SEPARATOR,
    "history_first_branch",
    "history_previous_branch",
    "history_next_branch",
    SEPARATOR,
    "history_compare",
    "history_name",
    "history_prune",
)
EXPLORE = ("explore_predict", "explore_fold_answer", "explore_predict_table")
VIEW = (
    "view_fit_data",
    "view_equal_axes",
    "view_colour_at_once",
    "colours",
    SEPARATOR,
    *(name for name, _text, _tip in CONTOURS.values()),
    SEPARATOR,
    *(drawing.action for drawing in DRAWINGS),
    SEPARATOR,
    "likelihood",
    "view_eigenvalues",
    "view_health",
    "docks",
    SEPARATOR,
    "view_presentation",
)
HELP = ("help_shortcuts", "help_about")


def examples_menu(actions: Actions, parent: QWidget) -> QMenu:
    """Return the menu of examples, under the headings of their scenes."""
    menu = QMenu("&Examples", parent)
    menu.setObjectName("file_examples_menu")
    menu.setToolTipsVisible(True)
    for heading, group in groupby(scenes(), key=lambda scene: scene.heading):
        add_heading(menu, heading.value)
        for scene in group:
            menu.addAction(actions[f"file_example_{scene.name}"])
    return menu


def fill_menu_bar(
    window: QMainWindow, actions: Actions, examples: QMenu, docks: QMenu, recent: QMenu
) -> None:
    """Put all actions into the menu bar; one of several choices is on at a time."""
    submenus = {
        "examples": examples,
        "docks": docks,
        "recent": recent,
        "colours": _colours_menu(actions, window),
        "likelihood": likelihood_menu(actions, window),
        "repairs": repair_menu(actions, window),
        "export": _submenu("E&xport", EXPORT, actions, window),
        "brush": _submenu("&Brush", BRUSH, actions, window),
        "copy_as": _submenu("&Copy as", COPY_AS, actions, window),
    }
    menus = (
        ("&File", FILE),
        ("&Edit", EDIT),
        ("E&M", EM),
        ("&Collapse", COLLAPSE),
        ("H&istory", HISTORY),
        ("E&xplore", EXPLORE),
        ("&View", VIEW),
        ("&Help", HELP),
    )
    for title, names in menus:
        menu = window.menuBar().addMenu(title)
        _fill(menu, names, actions, submenus)
    policies = (f"repair_policy_{name}" for name in POLICIES)
    contours = (name for name, _text, _tip in CONTOURS.values())
    colours = (choice.action for choice in COLOUR_CHOICES)
    for choice in (TOOLS, contours, colours, policies):
        group = QActionGroup(window)
        for name in choice:
            group.addAction(actions[name])


def _submenu(title: str, names: Iterable[str], actions: Actions, parent: QWidget) -> QMenu:
    menu = QMenu(title, parent)
    _fill(menu, names, actions, {})
    return menu


def _fill(menu: QMenu, names: Iterable[str], actions: Actions, submenus: dict[str, QMenu]) -> None:
    menu.setToolTipsVisible(True)
    for name in names:
        if name == SEPARATOR:
            menu.addSeparator()
        elif name in submenus:
            menu.addMenu(submenus[name])
        else:
            menu.addAction(actions[name])


def _colours_menu(actions: Actions, parent: QWidget) -> QMenu:
    """Return the menu of what the colours of points say."""
    menu = QMenu("Colour &by", parent)
    menu.setObjectName("view_colour_menu")
    menu.setToolTipsVisible(True)
    for choice in COLOUR_CHOICES:
        menu.addAction(actions[choice.action])
    return menu


def repair_menu(actions: Actions, parent: QWidget) -> QMenu:
    """Return the menu of repairs, and of what runs do about a collapse by themselves."""
    menu = QMenu("&Repair", parent)
    menu.setToolTipsVisible(True)
    for remedy in REMEDIES:
        menu.addAction(actions[f"repair_{remedy.name}"])
    menu.addSeparator()
    menu.addAction(actions["repair_compare"])
    menu.addSeparator()
    policies = menu.addMenu("When a r&un collapses")
    policies.setToolTipsVisible(True)
    for name in POLICIES:
        policies.addAction(actions[f"repair_policy_{name}"])
    return menu


def likelihood_menu(actions: Actions, parent: QWidget) -> QMenu:
    """Return the menu of how the log-likelihood is plotted."""
    menu = QMenu("Log-&likelihood", parent)
    menu.setObjectName("view_likelihood_menu")
    menu.setToolTipsVisible(True)
    for choice in TRACE_CHOICES:
        menu.addAction(actions[choice.action])
    return menu


def dock_menu(toggles: Iterable[QAction], parent: QWidget) -> QMenu:
    """Return the menu that closes docks and brings them back."""
    menu = QMenu("&Panels", parent)
    for toggle in toggles:
        menu.addAction(toggle)
    return menu
