"""What the mouse would do next, in one sentence for the status line."""

from gmm_explorer.model import Brush, Frame, Tool

PLACE = "Press at the mean and drag the size; a click places a component at once"
PAINT = "Press and drag to paint points, click for one; Ctrl and the wheel change the size"
SPRAY = "Hold the button to spray points; Ctrl and the wheel change the size, Shift the density"
ERASE = "Press and drag to erase points; Ctrl and the wheel change the size"
JITTER = "Hold the button over points to jitter them; Ctrl and the wheel change the size"
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
    if looks.tool.is_brush:
        return _brush_hint(looks.tool, looks.brush)
    if looks.selection:
        return SELECTED
    if snapshot.mixture is None:
        return NOTHING if snapshot.dataset is None else START
    return SELECT


def _brush_hint(tool: Tool, brush: Brush) -> str:
    if tool is Tool.PAINT:
        return SPRAY if brush.spray else PAINT
    return ERASE if tool is Tool.ERASE else JITTER
