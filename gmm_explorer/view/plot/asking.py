"""Asking the mixture: hover with Q held, or click in explore mode; answers that are pinned."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPointF, QRect, Qt
from PySide6.QtGui import QKeyEvent

from gmm_explorer.data import Dataset
from gmm_explorer.em import Mixture
from gmm_explorer.model import (
    Frame,
    Question,
    answer,
    compared_densities,
    share_more_likely,
)
from gmm_explorer.view.plot import answer_words
from gmm_explorer.view.plot.answer_card import AnswerCard, Room, Said
from gmm_explorer.view.plot.card_place import card_place, usual_place
from gmm_explorer.view.plot.clicking import NEAR
from gmm_explorer.view.plot.pin_layer import PinLayer
from gmm_explorer.view.style.theme import Theme

if TYPE_CHECKING:
    from gmm_explorer.view.plot.canvas import Canvas

KEY = Qt.Key.Key_Q

HINT = "Click to pin the answer; Escape takes pinned answers away"
_MARGIN = 8
_LEAST = 2  # pixels to the edge of the plot
_GAP = 12  # pixels between the card and the place it is about
_KEY_ROOM = 20  # pixels at the top that are left to the key of the colours


class Asking(QObject):
    """Answers about the place under the mouse, or a pinned one, in a card over a canvas."""

    def __init__(self, canvas: "Canvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._held = False
        self._hovered: Question | None = None
        self._current: Question | None = None
        self._pins: tuple[Question, ...] = ()
        self._dataset: Dataset | None = None
        self._compared: tuple[Mixture | None, Dataset | None, NDArray[np.float64]]
        self._compared = (None, None, np.empty(0))
        self.card = AnswerCard(canvas.theme, canvas)
        self.marks = PinLayer(canvas.box, canvas.theme)
        self.card.chosen.connect(self._choose)
        self.card.closed.connect(self._close)
        self.card.folding.connect(lambda: self._show(canvas.frame))
        canvas.scene().sigMouseMoved.connect(self._hover)
        canvas.box.pixels_changed.connect(self._make_room)

    @property
    def active(self) -> bool:
        """Whether a click asks the mixture."""
        frame = self._canvas.frame
        return self._held or (frame is not None and frame.presentation.asking)

    def set_theme(self, theme: Theme) -> None:
        """Follow the colours of the window."""
        self.card.set_theme(theme)
        self.marks.set_theme(theme)
        self._make_room()

    def render_frame(self, frame: Frame) -> None:
        """Answer by the mixture of a frame."""
        pins, dataset = frame.presentation.pins, frame.snapshot.dataset
        told_anew = dataset is not self._dataset and len(pins) == len(self._pins)
        if told_anew and self._current in self._pins:
            self._current = pins[self._pins.index(self._current)]
        elif self._current not in pins or (pins and pins[-1] not in self._pins):
            self._current = pins[-1] if pins else None
        if dataset is not self._dataset:
            self._dataset, self._hovered = dataset, None
        self._pins = pins
        if not self.active or frame.snapshot.mixture is None:
            self._hovered = None
        self._show(frame)

    def press(self, ev: QKeyEvent) -> bool:
        """Start to ask while the key is held; return whether that is what the key means."""
        if ev.key() != KEY or ev.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        if not ev.isAutoRepeat() and self._can_answer:
            self._held = True
            self._canvas.hinted.emit(HINT)
            self._ask(self._canvas.aim())
        return True

    def release(self, ev: QKeyEvent) -> None:
        """Stop asking when the key is let go."""
        if ev.key() == KEY and not ev.isAutoRepeat():
            self.let_go()

    def let_go(self) -> None:
        """Stop asking; what is pinned stays."""
        if self._held:
            self._held = False
            self._canvas.hinted.emit("")
            self._hovered = None
            self._show(self._canvas.frame)

    def leave(self) -> None:
        """Answer no more about the place where the mouse was: it is off the plot."""
        if self._hovered is not None:
            self._hovered = None
            self._show(self._canvas.frame)

    def pin_at(self, position: QPointF) -> None:
        """Keep the answer at a pixel; a data point there is marked in the table too."""
        question = self._question(position)
        if question is None or not self._can_answer:
            return
        self._current = question
        self._hovered = None
        presenting = self._canvas.controller.presenting
        presenting.pin(question)
        if question.row is not None:
            presenting.mark([question.row])

    def dismiss(self) -> bool:
        """Take all answers away, or else stop asking; return whether there was anything."""
        frame, presenting = self._canvas.frame, self._canvas.controller.presenting
        if frame is None:
            return False
        if frame.presentation.pins:
            presenting.unpin_all()
            return True
        if frame.presentation.asking:
            presenting.ask(False)
            return True
        return False

    @property
    def _can_answer(self) -> bool:
        frame = self._canvas.frame
        return frame is not None and frame.snapshot.mixture is not None

    def _hover(self, scene_position: QPointF) -> None:
        if self.active:
            self._ask(self._canvas.box.mapFromScene(scene_position))

    def _ask(self, position: QPointF) -> None:
        inside = self._canvas.box.rect().contains(position)
        question = self._question(position) if inside and self._can_answer else None
        if question != self._hovered:
            self._hovered = question
            self._show(self._canvas.frame)

    def _question(self, position: QPointF) -> Question | None:
        """Return what a pixel asks about: the data point there, or else the place."""
        row = self._canvas.point_at(position, NEAR)
        frame = self._canvas.frame
        dataset = None if frame is None else frame.snapshot.dataset
        if row is not None and dataset is not None:
            return Question(tuple(dataset.X[row].tolist()), row)
        place = self._canvas.mean_at(position)
        return Question(tuple(place.tolist())) if np.isfinite(place).all() else None

    def _show(self, frame: Frame | None) -> None:
        if frame is None:
            return
        question = self._hovered or self._current
        mixture = frame.snapshot.mixture
        pins = frame.presentation.pins
        self.marks.show_questions(frame, pins, question)
        if question is None or mixture is None or len(question.place) != mixture.n_features:
            self.card.hide()
            return
        current = pins.index(question) if question in pins else None
        said = self._said(frame, mixture, question)
        for room in Room:
            self.card.show_answer(said, len(pins), current, room)
            if self._place_card(question):
                return

    def _said(self, frame: Frame, mixture: Mixture, question: Question) -> Said:
        dataset = frame.snapshot.dataset
        place = answer_words.place_parts(question, frame.snapshot.names, self._spans())
        units = "in standardised units" if frame.snapshot.is_standardised else ""
        said = answer(mixture, question.place)
        compared = self._densities(mixture, dataset)
        share = share_more_likely(said.log_density, compared)
        of_some = dataset is not None and dataset.n_samples > len(compared)
        title = answer_words.heading(question)
        sentence = answer_words.density_sentence(said, share, of_some=of_some)
        return Said(title, place, units, said, mixture, sentence)

    def _densities(self, mixture: Mixture, dataset: Dataset | None) -> NDArray[np.float64]:
        """Return the data's densities, computed once for each mixture."""
        if self._compared[0] is not mixture or self._compared[1] is not dataset:
            found = np.empty(0) if dataset is None else compared_densities(dataset.X, mixture)
            self._compared = (mixture, dataset, found)
        return self._compared[2]

    def _spans(self) -> list[float]:
        """Return how much of each coordinate is seen: that says how many digits tell something."""
        return [abs(high - low) for low, high in self._canvas.box.viewRange()]

    def _place_card(self, question: Question) -> bool:
        """Put the card where it does not hide the place; return whether there is such a room."""
        canvas, card = self._canvas, self.card.size()
        room = canvas.mapFromScene(canvas.box.sceneBoundingRect()).boundingRect()
        room.adjust(_MARGIN, _MARGIN + _KEY_ROOM, -_MARGIN, -_MARGIN)
        widest = canvas.rect().adjusted(_LEAST, _LEAST, -_LEAST, -_LEAST)
        at = canvas.mapFromScene(canvas.box.mapToScene(self.marks.pixel_of(question)))
        bare = QRect(at, at).adjusted(-_GAP, -_GAP, _GAP, _GAP)
        if len(question.place) == 1:  # all above it is the same place
            bare.setTop(widest.top())
        corner = card_place(card, room, widest, bare)
        if corner is None:
            self.card.move(usual_place(card, room, widest, bare))
            return False
        self.card.move(corner)
        return True

    def _make_room(self) -> None:
        """Lay the card anew where the plot has another size or shows another part."""
        if self.card.isVisible():
            self._show(self._canvas.frame)

    def _choose(self, number: int) -> None:
        frame = self._canvas.frame
        if frame is not None and number < len(frame.presentation.pins):
            self._current = frame.presentation.pins[number]
            self._hovered = None
            self._show(frame)

    def _close(self) -> None:
        if self._current is not None:
            self._canvas.controller.presenting.unpin(self._current)
