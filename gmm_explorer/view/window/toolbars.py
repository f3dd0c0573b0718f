"""The toolbars, laid out by the names of actions."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from gmm_explorer.view.actions import Actions
from gmm_explorer.view.window.menus import SEPARATOR, TOOLS

STRETCH = " "
SPEED = "speed"

ICON_ONLY = (
    *TOOLS,
    "em_restart",
    "em_back",
    "edit_undo",
    "edit_redo",
    "view_fit_data",
    "view_equal_axes",
)
TOOLBAR = (
    "file_open",
    "file_generate",
    "examples",
    SEPARATOR,
    "tool_select",
    "tool_place",
    "tool_paint",
    "tool_erase",
    SEPARATOR,
    "edit_undo",
    "edit_redo",
    SEPARATOR,
    "em_restart",
    "em_back",
    "em_e_step",
    "em_m_step",
    "em_step",
    "em_play",
    SPEED,
    "em_run",
    "em_stop",
    STRETCH,
    "view_fit_data",
    "view_equal_axes",
)
PRESENTING_TOOLBAR = (
    "em_restart",
    "em_back",
    "em_e_step",
    "em_m_step",
    "em_step",
    "em_play",
    "em_run",
    "em_stop",
    STRETCH,
    "view_fit_data",
    "view_presentation",
)


def make_toolbars(
    window: QMainWindow, actions: Actions, examples: QMenu, speed: QWidget
) -> tuple[QToolBar, QToolBar]:
    """Give a window its toolbar, and a shorter one for presenting, which is hidden.

    The step is their one filled button.
    """
    widgets = {SPEED: speed, "examples": _menu_button(examples)}
    usual = _toolbar(window, "toolbar", TOOLBAR, actions, widgets)
    presenting = _toolbar(window, "presenting_toolbar", PRESENTING_TOOLBAR, actions, {})
    presenting.hide()
    for bar in (usual, presenting):
        window.addToolBar(bar)
    return usual, presenting


def _toolbar(
    window: QMainWindow,
    bar_name: str,
    names: Iterable[str],
    actions: Actions,
    widgets: dict[str, QWidget],
) -> QToolBar:
    bar = QToolBar("Toolbar", window)
    bar.setObjectName(bar_name)
    bar.setMovable(False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    for name in names:
        if name == SEPARATOR:
            bar.addSeparator()
        elif name == STRETCH:
            bar.addWidget(_stretch())
        elif name in widgets:
            bar.addWidget(widgets[name])
        else:
            bar.addAction(actions[name])
            _style(bar, actions[name], name)
    return bar


def _style(bar: QToolBar, action: QAction, name: str) -> None:
    button = bar.widgetForAction(action)
    if not isinstance(button, QToolButton):
        return
    button.setObjectName(f"{bar.objectName()}_{name}")
    button.setAccessibleName(action.iconText())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    icon_only = name in ICON_ONLY
    style = (
        Qt.ToolButtonStyle.ToolButtonIconOnly
        if icon_only
        else (Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    )
    button.setToolButtonStyle(style)
    button.setProperty("primary", name == "em_step")


def _stretch() -> QWidget:
    space = QWidget()
    space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return space


def _menu_button(menu: QMenu) -> QToolButton:
    button = QToolButton()
    button.setObjectName("toolbar_examples")
    button.setText("Examples")
    button.setToolTip("Data with a start and a word on what to look for")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setMenu(menu)
    return button
