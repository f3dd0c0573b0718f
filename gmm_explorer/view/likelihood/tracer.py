"""The trace of a session's history, made anew only when the history has changed."""

from gmm_explorer.model import Frame, Session, Tracing, branches, changes, curve
from gmm_explorer.view.likelihood.trace import Trace


class Tracer:
    """Keeps the trace for as long as it holds: moving along it costs nothing.

    Parameters
    ----------
    session
        Whose history it is.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._version = -1
        self.trace = self._made(session.presentation.tracing)

    def follow(self, frame: Frame) -> Trace:
        """Return the trace around where a frame is."""
        timeline, kept = self._session.timeline, self.trace
        around = kept.curve.extent(frame.position.block) > 0
        if timeline.changes != self._version or not around:
            self.trace = self._made(frame.presentation.tracing)
        elif frame.presentation.tracing != kept.tracing:
            tracing = frame.presentation.tracing
            self.trace = Trace(kept.curve, kept.beside, kept.changes, tracing)
        return self.trace

    def _made(self, tracing: Tracing) -> Trace:
        timeline = self._session.timeline
        self._version = timeline.changes
        found = curve(timeline)
        return Trace(found, branches(timeline, found), changes(found), tracing)
