"""The weight of the selected component, changed by hand."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from gmm_explorer.em import Mixture
from gmm_explorer.model import Frame, Tool
from gmm_explorer.view.plot.bar_place import Surroundings, free_place, is_free
from gmm_explorer.view.plot.grips import Grip
from gmm_explorer.view.plot.weight_grips import GAP, PeakGrip, WeightBar
from gmm_explorer.view.style.theme import Theme

if TYPE_CHECKING:
    from gmm_explorer.view.plot.canvas import Canvas

BAR_HINT = "Drag to change the weight, the others in proportion; Escape gives it back"
PEAK_HINT = "Drag up or down to change the weight by the peak's height; Escape gives it back"


class Weigher:
    """The bar at the badge of the one selected component and, on a line, the grip at its peak."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        self.bar = WeightBar(canvas.box, canvas.theme)
        self.peak = PeakGrip(canvas.box, canvas.theme)
        self._beside = QPointF()  # from the badge to the bar
        self.bar.moved.connect(lambda pos, _keys: self._weigh(self.bar.weight_at(pos)))
        self.peak.moved.connect(lambda pos, _keys: self._pull_peak(pos))
        for grip, hint in ((self.bar, BAR_HINT), (self.peak, PEAK_HINT)):
            grip.released.connect(self._let_go)
            canvas.hint_for(grip, partial(str, hint))

    @property
    def grips(self) -> tuple[Grip, ...]:
        """What a hand can be dragging."""
        return self.bar, self.peak

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        for grip in self.grips:
            grip.set_theme(theme)

    def place(self, frame: Frame) -> None:
        """Put the grips where the selected component has them; a lone one always weighs 1.

        While another tool is in hand they would be in its way.
        """
        selection, mixture = frame.presentation.selection, frame.snapshot.mixture
        away = frame.presentation.tool is not Tool.SELECT or frame.presentation.asking
        if away or mixture is None or len(selection) != 1 or mixture.n_components == 1:
            for grip in self.grips:
                grip.hide()
            return
        k = selection[0]
        self.bar.show_weight(k, float(mixture.weights[k]))
        self._place_peak(k)
        in_sight = self._canvas.box.rect().contains(self._canvas.badges[k].pos())
        if in_sight and not self.bar.dragging:
            self._place_bar(frame, mixture, k)
        self.bar.setVisible(in_sight)

    def _place_bar(self, frame: Frame, mixture: Mixture, k: int) -> None:
        """Put the bar where it is in nobody's way; under a hand it stays beside its badge."""
        canvas = self._canvas
        handles = [grip.pos() for grip in (*canvas.handles, self.peak) if grip.isVisible()]
        badges = [badge.pos() for badge in canvas.badges]
        badge, inside = badges.pop(k), canvas.clear_area()
        place = badge + self._beside
        if not (frame.previewing and is_free(self.bar.area(), place, handles, inside)):
            around = Surroundings(
                badge, handles, badges, inside, canvas.lines_of(frame, mixture, k)
            )
            place = free_place(self.bar.area(), around)
            self._beside = place - badge
        self.bar.setPos(place)

    def _place_peak(self, k: int) -> None:
        badge = self._canvas.badges[k].pos()
        if not self.peak.dragging:
            place = badge - QPointF(0.0, GAP)
            has_peak = self._canvas.weight_at_peak(k, badge) is not None
            self.peak.setVisible(has_peak and self._canvas.box.rect().contains(place))
            self.peak.setPos(place)

    def _pull_peak(self, position: QPointF) -> None:
        k = self._selected
        weight = None if k is None else self._canvas.weight_at_peak(k, position + QPointF(0, GAP))
        if weight is not None:
            self.peak.setPos(self.peak.x(), position.y())
            self._weigh(weight)

    def _weigh(self, weight: float) -> None:
        k = self._selected
        if k is not None:
            self._canvas.controller.editing.drag_weight(k, weight)

    def _let_go(self) -> None:
        frame, k = self._canvas.frame, self._selected
        if frame is not None and k is not None:
            self._canvas.controller.editing.finish(f"Change the weight of component {k + 1}")
            self.place(frame)

    @property
    def _selected(self) -> int | None:
        frame = self._canvas.frame
        selection = () if frame is None else frame.presentation.selection
        return selection[0] if len(selection) == 1 else None
