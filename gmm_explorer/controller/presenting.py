"""How the state is looked at: selection, tool and the like; nothing of it is undone."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject

from gmm_explorer.model import Cause, Presentation, Session, Start, Tool, edits


class Presenting(QObject):
    """The one owner of selection and tool."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def select(self, components: Iterable[int]) -> None:
        """Select these components and no others."""
        selection = tuple(sorted(set(components)))
        if selection != self._now.selection:
            self._session.present(replace(self._now, selection=selection))

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
            self._session.present(replace(self._now, tool=tool))

    def colour_at_once(self, on: bool) -> None:
        """Let an E-step follow every edit, or leave points grey until the first one."""
        self._session.present(replace(self._now, colour_at_once=on))
        if on:
            self._session.commit(edits.coloured(self._session.snapshot), "E-step", Cause.E_STEP)

    def equal_axes(self, on: bool | None) -> None:
        """Give both axes one scale, or each its own; None leaves it to the data."""
        self._session.present(replace(self._now, equal_axes=on))

    def prepare_start(self, start: Start) -> None:
        """Say how the next initialisation is made."""
        self._session.present(replace(self._now, start=start))

    @property
    def _now(self) -> Presentation:
        return self._session.presentation
