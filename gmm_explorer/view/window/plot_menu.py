"""The context menu of the plot: verbs for the component under the mouse, or for the background."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QMenu

from gmm_explorer.view.actions import Actions
from gmm_explorer.view.plot.canvas import Canvas
from gmm_explorer.view.plot.clicking import NEAR
from gmm_explorer.view.window.menus import repair_menu

SEPARATOR = ""
COMPONENT = (
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
    "edit_delete_component",
)
BACKGROUND = ("edit_select_all", "view_fit_data", "view_equal_axes")


def open_plot_menu(canvas: Canvas, actions: Actions, position: QPointF, at: QPoint) -> None:
    """Open the menu for what is at a pixel of the plot box, at a place of the screen.

    A component that is not selected yet is selected, so that the verbs are about it.
    """
    menu = QMenu(canvas)
    menu.setObjectName("plot_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    k, point = canvas.taken_at(position), canvas.point_at(position, NEAR)
    if k is None:
        menu.addAction("Place component &here", lambda: canvas.place_at(position))
        menu.addSeparator()
        _add(menu, actions, BACKGROUND)
    else:
        _offer_component(menu, canvas, k)
        _offer_repairs(menu, canvas, actions, k)
        _add(menu, actions, COMPONENT)
    if point is not None:
        menu.addSeparator()
        collapsing = canvas.controller.collapsing
        menu.addAction("&Collapse onto this point", lambda: collapsing.on_point(point))
    menu.popup(at)


def _offer_repairs(menu: QMenu, canvas: Canvas, actions: Actions, k: int) -> None:
    """Offer to explain and to repair a component that is not well."""
    health = () if canvas.frame is None else canvas.frame.derived.health
    if k < len(health) and health[k].status != "healthy":
        _add(menu, actions, ("collapse_show_me",))
        menu.addMenu(repair_menu(actions, menu))
        menu.addSeparator()


def _offer_component(menu: QMenu, canvas: Canvas, k: int) -> None:
    presenting = canvas.controller.presenting
    selection = () if canvas.frame is None else canvas.frame.presentation.selection
    if k not in selection:
        presenting.select([k])
    elif len(selection) > 1:
        menu.addAction(f"Select &only component {k + 1}", lambda: presenting.select([k]))
        menu.addSeparator()


def _add(menu: QMenu, actions: Actions, names: tuple[str, ...]) -> None:
    for name in names:
        if name == SEPARATOR:
            menu.addSeparator()
        elif actions[name].isEnabled():
            menu.addAction(actions[name])
