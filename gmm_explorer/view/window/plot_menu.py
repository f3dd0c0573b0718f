"""The context menu of the plot: verbs for the component under the mouse, or for the background."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QMenu

from gmm_explorer.view.actions import Actions
from gmm_explorer.view.plot.canvas import Canvas

SEPARATOR = ""
COMPONENT = (
    "edit_snap_to_point",
    "edit_wider",
    "edit_narrower",
    "edit_round",
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
    k = canvas.taken_at(position)
    if k is None:
        menu.addAction("Place component &here", lambda: canvas.place_at(position))
        menu.addSeparator()
        _add(menu, actions, BACKGROUND)
    else:
        _offer_component(menu, canvas, k)
        _add(menu, actions, COMPONENT)
    menu.popup(at)


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
