"""The quiet word over the plot: what happened, or what is wrong with a component."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from gmm_explorer.controller import explain
from gmm_explorer.controller.notice import Notice
from gmm_explorer.controller.repairing import collapsed_components, in_trouble
from gmm_explorer.model import Frame, Snapshot
from gmm_explorer.view.widgets.notice_words import NoticeWords

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_GAP = 12


class Banner(QFrame):
    """Shows what was told until the state changes; else a collapse, or one that is on its way.

    Attributes
    ----------
    notice : Notice or None
        What it shows; it is hidden when None.
    left
        It goes, and the keys were in it.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setAccessibleName("Message")
        self.notice: Notice | None = None
        self._snapshot: Snapshot | None = None
        self._words = NoticeWords()
        button = QPushButton("Dismiss")
        button.setObjectName("banner_dismiss")
        button.setProperty("link", True)
        button.setAccessibleName("Dismiss the message")
        button.setToolTip("Hide this message (Escape)")
        button.clicked.connect(self.dismiss)
        self._offers = QHBoxLayout()
        self._offers.setSpacing(4)
        self._repair = QToolButton()
        self._show_me = QPushButton("Show me")
        self._help = QPushButton()
        self._help.hide()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(_GAP)
        self._buttons.addStretch(1)
        self._buttons.addLayout(self._offers)
        self._buttons.addWidget(button)
        self._layout = QBoxLayout(_BESIDE, self)
        self._layout.setContentsMargins(12, 6, 8, 6)
        self._layout.addWidget(self._words, 1)
        self._layout.addLayout(self._buttons)
        self._layout.setAlignment(self._buttons, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def offer(self, repairs: QMenu, show_me: QAction) -> None:
        """Have at hand what can be done about a collapse, while one is shown or on its way."""
        self._repair.setObjectName("banner_repair")
        self._repair.setText("Repair")
        self._repair.setToolTip("Repair the component")
        self._repair.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._repair.setMenu(repairs)
        self._show_me.setObjectName("banner_show_me")
        self._show_me.setToolTip(show_me.toolTip())
        self._show_me.clicked.connect(show_me.trigger)
        for button in (self._repair, self._show_me):
            button.setProperty("link", True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.hide()
            self._offers.addWidget(button)

    def offer_help(self, action: QAction) -> None:
        """Have an action at hand while a notice is shown that offers it."""
        self._help.setObjectName(f"banner_{action.objectName()}")
        self._help.setText(action.iconText())
        self._help.setToolTip(action.toolTip())
        self._help.setProperty("link", True)
        self._help.setProperty("offer", action.objectName())
        self._help.clicked.connect(action.trigger)
        self._offers.addWidget(self._help)

    def tell(self, notice: Notice) -> None:
        """Show a notice until the state changes or it is dismissed."""
        self._show(notice)

    def give_way(self, on: bool) -> None:
        """Hide for a while, or show again what there is to say."""
        self.setVisible(self.notice is not None and not on)

    def dismiss(self) -> None:
        """Hide what is shown until there is something new to say."""
        self._show(None)

    def render_frame(self, old: Frame | None, new: Frame) -> None:
        """Drop what was told about another state; name a collapse, or warn of one.

        While a hand is at work nothing comes or goes: the plot would move away under it.
        """
        if new.snapshot is not self._snapshot and not new.in_hand:
            self._snapshot = new.snapshot
            self._repair.setVisible(self._can_offer and bool(in_trouble(new)))
            self._show_me.setVisible(self._can_offer and bool(collapsed_components(new)))
            self._show(explain.collapsed(new) or explain.shrinking(new))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons beside the words where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Give long words the whole width, and the buttons a row of their own."""
        around = self._layout.contentsMargins()
        room = self.width() - around.left() - around.right()
        beside = self._words.one_line_width + _GAP + self._buttons.sizeHint().width() <= room
        self._layout.setDirection(_BESIDE if beside else _BELOW)
        self._layout.setSpacing(_GAP if beside else 0)

    @property
    def _can_offer(self) -> bool:
        return self._repair.menu() is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Dismiss on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _show(self, notice: Notice | None) -> None:
        self.notice = notice
        focus = QApplication.focusWidget()
        if notice is None and focus is not None and self.isAncestorOf(focus):
            self.left.emit()
        self.setVisible(notice is not None)
        self._help.setVisible(bool(notice and notice.offer == self._help.property("offer")))
        if notice is None:
            return
        self._words.show_notice(notice)
        self._arrange()
        if self.property("banner") != notice.loudness.value:
            self.setProperty("banner", notice.loudness.value)
            for widget in (self, self._words.headline):
                # A style sheet looks at properties only when it is applied.
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
