"""What undo restores: snapshots, edits, the timeline and the session.  No Qt in here."""

from gmm_explorer.model import edits
from gmm_explorer.model.curve import Segment, curve
from gmm_explorer.model.derived import Derived
from gmm_explorer.model.entry import Cause, Entry, Run, Single
from gmm_explorer.model.frame import Frame, Pending
from gmm_explorer.model.presentation import Presentation, Start, Tool
from gmm_explorer.model.session import Session
from gmm_explorer.model.snapshot import Snapshot
from gmm_explorer.model.timeline import Block, Position, Stretch, Timeline

__all__ = [
    "Block",
    "Cause",
    "Derived",
    "Entry",
    "Frame",
    "Pending",
    "Position",
    "Presentation",
    "Run",
    "Segment",
    "Session",
    "Single",
    "Snapshot",
    "Start",
    "Stretch",
    "Timeline",
    "Tool",
    "curve",
    "edits",
]
