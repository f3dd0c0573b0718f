"""A heading in a menu: styled menus draw separators without their text."""

from PySide6.QtWidgets import QMenu, QWidgetAction

from gmm_explorer.view.widgets.card import plain_label

_MARGINS = (8, 6, 8, 2)


def add_heading(menu: QMenu, text: str) -> None:
    """Add a line of text that is no choice, parted from what stands above it."""
    if not menu.isEmpty():
        menu.addSeparator()
    label = plain_label(text, heading=True, small=True, menuheading=True)
    label.setContentsMargins(*_MARGINS)
    action = QWidgetAction(menu)
    action.setDefaultWidget(label)
    action.setEnabled(False)  # so that arrow keys pass it by
    menu.addAction(action)
