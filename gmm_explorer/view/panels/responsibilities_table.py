"""The card with the responsibilities r_ic of all points."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from gmm_explorer.model import Frame
from gmm_explorer.view.panels.responsibilities_view import ResponsibilitiesView
from gmm_explorer.view.panels.row_order import By, Sorting
from gmm_explorer.view.style.theme import Theme
from gmm_explorer.view.widgets.card import Card, plain_label


class ResponsibilitiesTable(Card):
    """The responsibilities that colour the points, the most uncertain first unless asked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Responsibilities r_ic", parent)
        self.setObjectName("responsibilities_card")
        self.view = ResponsibilitiesView(theme)
        self._empty = plain_label("Points get their responsibilities at the first E-step", dim=True)
        self._empty.setObjectName("responsibilities_empty")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._menu = QMenu(self)
        self._menu.setObjectName("responsibilities_order_menu")
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.triggered.connect(self._choose)
        self._order = QToolButton()
        self._order.setObjectName("responsibilities_order")
        self._order.setProperty("link", True)
        self._order.setStyleSheet("padding-right: 20px")  # room for the menu's mark
        self._order.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._order.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._order.setToolTip("The order of the rows; a click on a heading changes it too")
        self._order.setMenu(self._menu)
        self.view.sorting_changed.connect(self._name_order)
        self._name_order(self.view.sorting)
        self.add_beside_heading(self._order)
        self.add_table(self.view, self._empty)
        self._order.hide()

    def render_frame(self, old: Frame | None, new: Frame) -> None:
        """Show the responsibilities and the marked rows, if they are others than before."""
        responsibilities = new.derived.responsibilities
        if old is None or old.derived.responsibilities is not responsibilities:
            is_grey = responsibilities is None
            self._empty.setVisible(is_grey)
            self._order.setHidden(is_grey)
            self.view.setHidden(is_grey)
            if responsibilities is not None:
                self.view.show_responsibilities(responsibilities)
        if old is None or old.presentation.marked is not new.presentation.marked:
            self.view.show_marked(new.presentation.marked)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self.view.set_theme(theme)

    def _fill_menu(self) -> None:
        self._menu.clear()
        components = range(self.view.model().columnCount() - 1)
        for sorting in (
            Sorting(),
            Sorting(By.ROW, descending=False),
            *(Sorting(By.COMPONENT, k) for k in components),
        ):
            choice = self._menu.addAction(str(sorting))
            choice.setCheckable(True)
            choice.setChecked(sorting == self.view.sorting)
            choice.setData(sorting)

    def _choose(self, choice: QAction) -> None:
        self.view.sort_by(choice.data())

    def _name_order(self, sorting: Sorting) -> None:
        self._order.setText(str(sorting))
        self._order.setAccessibleName(f"Order of the rows: {sorting}")
