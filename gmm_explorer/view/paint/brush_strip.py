"""The brush's own strip over the plot: how wide, how dense, and whether it sprays."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSlider, QToolButton, QWidget

from gmm_explorer.controller import Controller
from gmm_explorer.model import DENSITIES, SIZES, SPRAY_RATE, Brush, Frame, Presentation, Tool
from gmm_explorer.view.actions import Actions
from gmm_explorer.view.widgets.action_button import ActionButton
from gmm_explorer.view.widgets.card import plain_label

NAMES = {Tool.PAINT: "Paint", Tool.ERASE: "Erase", Tool.JITTER: "Jitter"}
GAP, MARGIN = 8, 8
SLIDER_WIDTHS = (48, 88)


class BrushStrip(QFrame):
    """Shows the brush while one is in hand, and lets it be changed.

    Where there is little room, words give way to what can be changed.

    Parameters
    ----------
    controller
        Takes the intents.
    actions
        The window's, for the tools and switches.
    """

    def __init__(self, controller: Controller, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("brush_strip")
        self.setAccessibleName("Brush")
        self.setProperty("card", True)
        brush = controller.presenting.brush
        self._size = _slider("brush_size", "Size", SIZES, lambda size: brush(size=size))
        self._density = _slider(
            "brush_density", "Density", DENSITIES, lambda density: brush(density=density)
        )
        self._size.setToolTip("How wide the brush is (, and . or Ctrl and the wheel)")
        self._density.setToolTip("How many points it paints (Ctrl+Up and Ctrl+Down)")
        self._title = plain_label(heading=True)
        self._title.setContentsMargins(GAP // 2, 0, GAP, 0)
        self._size_words, self._density_words = plain_label(), plain_label()
        spray = _button("brush_spray", actions["paint_spray"])
        line = _button("brush_on_line", actions["paint_on_line"])
        all_points = ActionButton(actions["paint_jitter_all"], "brush_jitter_all")
        all_points.setProperty("link", True)
        size, density = (plain_label(text, dim=True) for text in ("Size", "Density"))
        self._of_paint = (density, self._density, self._density_words, spray)
        self._of_sheet = (line,)
        self._of_jitter = (all_points,)
        tools = [_button(f"brush_{tool.value}", actions[f"tool_{tool.value}"]) for tool in NAMES]
        # The tools that the toolbar has, too, go last.
        words = (self._title, size, density, self._density_words, self._size_words)
        self._spare: tuple[QWidget, ...] = (*words, *tools[:2])
        self._parts: tuple[QWidget, ...] = (
            *tools,
            *(self._title, size, self._size, self._size_words),
            *(*self._of_paint, *self._of_sheet, *self._of_jitter),
        )
        self._lay_out()
        self._looks = Presentation()
        self._is_sheet = False
        self.hide()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.setContentsMargins(MARGIN, 4, MARGIN, 4)
        layout.setSpacing(GAP)
        for part in self._parts:
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.insertStretch(len(self._parts) - 1, 1)
        self.setMinimumWidth(1)
        longest = (f"{SIZES[-1]} px", _density(Brush(density=DENSITIES[-1], spray=True)))
        for words, text in zip((self._size_words, self._density_words), longest, strict=True):
            words.setMinimumWidth(words.fontMetrics().horizontalAdvance(text) + GAP)

    def render_frame(self, _old: Frame | None, new: Frame) -> None:
        """Show the brush of a frame."""
        self._looks, self._is_sheet = new.presentation, new.snapshot.n_features is None
        self.setVisible(self._looks.tool.is_brush)
        if not self._looks.tool.is_brush:
            return
        brush = self._looks.brush
        self._title.setText(NAMES[self._looks.tool])
        _show(self._size, SIZES, brush.size)
        _show(self._density, DENSITIES, brush.density)
        self._size_words.setText(f"{brush.size} px")
        self._density_words.setText(_density(brush))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Show what belongs to the tool, and of its words those that there is room for."""
        tool = self._looks.tool
        wanted = set(self._parts)
        if tool is not Tool.PAINT:
            wanted -= {*self._of_paint, *self._of_sheet}
        if tool is not Tool.JITTER:
            wanted -= set(self._of_jitter)
        if not self._is_sheet:
            wanted -= set(self._of_sheet)
        room = self.width() - 2 * MARGIN + GAP
        for spare in self._spare:
            if sum(part.sizeHint().width() + GAP for part in wanted) > room:
                wanted.discard(spare)
        for part in self._parts:
            part.setVisible(part in wanted)


def _button(name: str, action: QAction) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setDefaultAction(action)
    button.setAccessibleName(action.iconText())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _density(brush: Brush) -> str:
    if brush.spray:
        return f"{brush.density * SPRAY_RATE} a second"
    return f"{brush.density} a width"


def _show(slider: QSlider, choices: Sequence[int], value: int) -> None:
    """Put a slider to the choice nearest to a value, without telling anybody."""
    with QSignalBlocker(slider):
        slider.setValue(min(range(len(choices)), key=lambda at: abs(choices[at] - value)))


def _slider(
    name: str, label: str, choices: Sequence[int], choose: Callable[[int], None]
) -> QSlider:
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setObjectName(name)
    slider.setAccessibleName(label)
    slider.setRange(0, len(choices) - 1)
    slider.setPageStep(1)
    slider.setMinimumWidth(SLIDER_WIDTHS[0])
    slider.setMaximumWidth(SLIDER_WIDTHS[1])
    slider.valueChanged.connect(lambda index: choose(choices[index]))
    return slider
