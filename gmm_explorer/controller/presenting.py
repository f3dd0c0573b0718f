"""How the state is looked at: selection, tool and the like; nothing of it is undone."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QObject

from gmm_explorer.controller.editing import Editing
from gmm_explorer.controller.painting import Painting
from gmm_explorer.model import (
    Brush,
    Cause,
    ColourMode,
    Contours,
    Presentation,
    Question,
    Session,
    Start,
    Tool,
    edits,
)

MOST_PINS = 6
"""More answers are not kept apart on one plot."""


class Presenting(QObject):
    """The one owner of selection and tool."""

    def __init__(
        self, session: Session, editing: Editing, painting: Painting, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._editing = editing
        self._painting = painting

    def select(self, components: Iterable[int]) -> None:
        """Select these components and no others; what is being dragged is given back first."""
        selection = tuple(sorted(set(components)))
        if selection != self._now.selection:
            self._editing.interrupt()
            self._session.present(replace(self._now, selection=selection))

    def select_all(self) -> None:
        """Select every component."""
        self.select(range(self._session.snapshot.n_components))

    def toggle_selected(self, component: int) -> None:
        """Add a component to the selection, or take it out."""
        self.select(set(self._now.selection) ^ {component})

    def select_next(self, by: int = 1) -> None:
        """Select the next component round the list, or the one before."""
        n_components = self._session.snapshot.n_components
        if n_components:
            at = self._now.selection[0] if self._now.selection else (-1 if by > 0 else 0)
            self.select([(at + by) % n_components])

    def take(self, tool: Tool) -> None:
        """Take a tool in hand."""
        if tool is not self._now.tool:
            self._editing.interrupt()
            self._painting.finish()
            self._session.present(replace(self._now, tool=tool))

    def brush(self, **fields: int | bool) -> None:
        """Paint, erase and jitter with another brush, by the fields of `Brush`."""
        changes: dict[str, Any] = dict(fields)
        self._set_brush(replace(self._now.brush, **changes))

    def widen_brush(self, by: int) -> None:
        """Take a brush so many steps wider, or (negative) narrower."""
        self._set_brush(self._now.brush.wider(by))

    def thicken_brush(self, by: int) -> None:
        """Take a brush so many steps denser, or (negative) sparser."""
        self._set_brush(self._now.brush.denser(by))

    def _set_brush(self, brush: Brush) -> None:
        if brush != self._now.brush:
            self._session.present(replace(self._now, brush=brush))

    def colour_at_once(self, on: bool) -> None:
        """Let an E-step follow every edit, or leave points grey until the first one."""
        self._session.present(replace(self._now, colour_at_once=on))
        # A run colours by itself, and what a hand drags is coloured with its next move.
        if on and not self._session.frame.previewing:
            self._session.commit(edits.coloured(self._session.snapshot), "E-step", Cause.E_STEP)

    def equal_axes(self, on: bool | None) -> None:
        """Give both axes one scale, or each its own; None leaves it to the data."""
        self._session.present(replace(self._now, equal_axes=on))

    def prepare_start(self, start: Start) -> None:
        """Say how the next initialisation is made."""
        self._session.present(replace(self._now, start=start))

    def show(self, **fields: bool | Contours) -> None:
        """Choose which drawings lie over and under the points, by the fields of `Shown`."""
        # One call for all fields: mypy cannot know which type belongs to which name.
        changes: dict[str, Any] = dict(fields)
        shown = replace(self._now.shown, **changes)
        if shown != self._now.shown:
            self._session.present(replace(self._now, shown=shown))

    def trace(self, **fields: bool) -> None:
        """Choose how the log-likelihood is plotted, by the fields of `Tracing`."""
        tracing = replace(self._now.tracing, **fields)
        if tracing != self._now.tracing:
            self._session.present(replace(self._now, tracing=tracing))

    def colour_by(self, mode: ColourMode) -> None:
        """Say what the colour of a point means."""
        if mode is not self._now.colour_mode:
            self._session.present(replace(self._now, colour_mode=mode))

    def mark(self, points: ArrayLike) -> None:
        """Mark these points, shape (M,) from 0, and no others."""
        marked = np.unique(np.asarray(points, np.intp))
        if not np.array_equal(marked, self._now.marked):
            self._session.present(replace(self._now, marked=marked))

    def toggle_marked(self, point: int) -> None:
        """Mark a point too, or no longer."""
        self.mark(np.setxor1d(self._now.marked, [point]))

    def ask(self, on: bool) -> None:
        """Let clicks ask the mixture about a place, or select again."""
        if on is not self._now.asking:
            self._editing.interrupt()
            self._session.present(replace(self._now, asking=on))

    def pin(self, question: Question) -> None:
        """Keep a question on the plot, and of many only the last ones."""
        if question not in self._now.pins:
            self._set_pins((*self._now.pins, question)[-MOST_PINS:])

    def unpin(self, question: Question) -> None:
        """Take one question away."""
        self._set_pins(tuple(pin for pin in self._now.pins if pin != question))

    def unpin_all(self) -> None:
        """Take all questions away."""
        self._set_pins(())

    def _set_pins(self, pins: tuple[Question, ...]) -> None:
        if pins != self._now.pins:
            self._session.present(replace(self._now, pins=pins))

    @property
    def _now(self) -> Presentation:
        return self._session.presentation
