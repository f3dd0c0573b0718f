"""What undo restores: snapshots, edits, the timeline and the session.  No Qt in here."""

from gmm_explorer.model import edits, painting
from gmm_explorer.model.advance import Advance, Advanced
from gmm_explorer.model.answer import (
    Answer,
    Question,
    answer,
    compared_densities,
    share_more_likely,
)
from gmm_explorer.model.block import Block, Position
from gmm_explorer.model.branches import Branch, branches
from gmm_explorer.model.brush import DENSITIES, SIZES, SPRAY_RATE, Brush
from gmm_explorer.model.changes import Change, Kind, Reason, changes
from gmm_explorer.model.comparison import Comparison, Side, compare
from gmm_explorer.model.curve import Curve, Event, Segment, curve
from gmm_explorer.model.derived import Derived
from gmm_explorer.model.entry import Cause, Entries, Entry, Single, Stacked, iterations
from gmm_explorer.model.expectations import Missing, Worked
from gmm_explorer.model.expecting import LARGE, Pause, Problem, nothing
from gmm_explorer.model.frame import Frame, Pending
from gmm_explorer.model.outlook import Obstacle, Outlook, outlook
from gmm_explorer.model.playback import SPEEDS, Playback
from gmm_explorer.model.prediction import Predictions, predict
from gmm_explorer.model.presentation import ColourMode, Presentation, Start, Tool
from gmm_explorer.model.rails import Course, Rail, course, rail
from gmm_explorer.model.run import PARTS, Run, RunRecord
from gmm_explorer.model.session import Session
from gmm_explorer.model.shown import Contours, Shown
from gmm_explorer.model.snapshot import Snapshot
from gmm_explorer.model.timeline import Stretch, Timeline
from gmm_explorer.model.tracing import Tracing
from gmm_explorer.model.trail import Trail, marks, mixture_before
from gmm_explorer.model.vitals import Owner, Vital, owner

__all__ = [
    "DENSITIES",
    "LARGE",
    "PARTS",
    "SIZES",
    "SPEEDS",
    "SPRAY_RATE",
    "Advance",
    "Advanced",
    "Answer",
    "Block",
    "Branch",
    "Brush",
    "Cause",
    "Change",
    "ColourMode",
    "Comparison",
    "Contours",
    "Course",
    "Curve",
    "Derived",
    "Entries",
    "Entry",
    "Event",
    "Frame",
    "Kind",
    "Missing",
    "Obstacle",
    "Outlook",
    "Owner",
    "Pause",
    "Pending",
    "Playback",
    "Position",
    "Predictions",
    "Presentation",
    "Problem",
    "Question",
    "Rail",
    "Reason",
    "Run",
    "RunRecord",
    "Segment",
    "Session",
    "Shown",
    "Side",
    "Single",
    "Snapshot",
    "Stacked",
    "Start",
    "Stretch",
    "Timeline",
    "Tool",
    "Tracing",
    "Trail",
    "Vital",
    "Worked",
    "answer",
    "branches",
    "changes",
    "compare",
    "compared_densities",
    "course",
    "curve",
    "edits",
    "iterations",
    "marks",
    "mixture_before",
    "nothing",
    "outlook",
    "owner",
    "painting",
    "predict",
    "rail",
    "share_more_likely",
]
