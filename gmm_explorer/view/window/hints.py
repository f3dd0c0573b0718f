"""What the mouse would do next, in one sentence for the status line."""

from gmm_explorer.model import Frame, Tool

PLACE = "Press at the mean and drag the size; a click places a component at once"
ASK = "Click any place, or press Return, to pin the mixture's answer; Escape takes it away"
START = "Press P and drag on the plot to place a component, or I to initialise"
SELECTED = "Arrows nudge it, Ctrl and the wheel scale it, a right click has more"
SELECT = "Click selects a component, drag moves it, Ctrl+Shift+click marks a point; hold Q asks"
RUNNING = ""  # the strip that says how far a run has come needs the room
NOTHING = "Open, generate or choose data first"


def tool_hint(frame: Frame) -> str:
    """Return what the tool in hand does with what a frame shows."""
    snapshot, looks = frame.snapshot, frame.presentation
    if frame.pending is not None:
        return RUNNING
    if looks.asking:
        return ASK
    if looks.tool is Tool.PLACE:
        return PLACE
    if looks.selection:
        return SELECTED
    if snapshot.mixture is None:
        return NOTHING if snapshot.dataset is None else START
    return SELECT
