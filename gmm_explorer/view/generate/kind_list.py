"""The list of the kinds of data that can be made."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from gmm_explorer.data.generators import Recipe
from gmm_explorer.view.generate.magnified import magnified

_ROW_HEIGHT = 32
_WIDTH = 152


class KindList(QListWidget):
    """One row for each kind; arrow keys and clicks choose it.

    Parameters
    ----------
    kinds
        All there are, in their order.
    absent
        Those that cannot be chosen now, with the reason.

    Attributes
    ----------
    chosen
        ``chosen(kind)``: another kind, by its identifier.
    """

    chosen = Signal(str)

    def __init__(
        self,
        kinds: Iterable[type[Recipe]],
        absent: dict[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("generate_kinds")
        self.setAccessibleName("Kind of data")
        self.setProperty("chooser", True)
        self.setFixedWidth(magnified(_WIDTH, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for kind in kinds:
            self._add(kind, absent.get(kind.kind, ""))
        self.currentItemChanged.connect(self._tell)

    def choose(self, kind: str) -> None:
        """Go to a kind."""
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole) == kind:
                self.setCurrentRow(row)

    def _add(self, kind: type[Recipe], reason: str) -> None:
        item = QListWidgetItem(kind.title, self)
        item.setData(Qt.ItemDataRole.UserRole, kind.kind)
        item.setSizeHint(QSize(0, magnified(_ROW_HEIGHT, self)))
        item.setToolTip(reason or kind.about)
        if reason:
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
