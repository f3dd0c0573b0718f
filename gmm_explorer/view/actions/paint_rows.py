"""Actions on the brush, and on all points at once."""

from collections.abc import Iterator
from functools import partial

from gmm_explorer.controller import Controller
from gmm_explorer.model import Session
from gmm_explorer.view.actions import conditions
from gmm_explorer.view.actions.row import ActionRow


def paint_rows(controller: Controller) -> Iterator[ActionRow]:
    """Yield what changes the brush, and what jitters all points."""
    presenting = controller.presenting
    widen, thicken = presenting.widen_brush, presenting.thicken_brush
    for name, text, change, tip, key in (
        ("wider", "&Wider brush", partial(widen, 1), "Make the brush wider", "."),
        ("narrower", "&Narrower brush", partial(widen, -1), "Make the brush narrower", ","),
        ("denser", "&Denser", partial(thicken, 1), "Paint more points at a time", "Ctrl+Up"),
        ("sparser", "&Sparser", partial(thicken, -1), "Paint fewer points at a time", "Ctrl+Down"),
    ):
        yield ActionRow(f"paint_{name}", text, change, tip, (key,), enabled=has_brush)
    yield ActionRow(
        "paint_spray",
        "S&pray",
        lambda on: presenting.brush(spray=on),
        "Paint for as long as the button is held, most in the middle of the brush",
        ("U",),
        enabled=has_brush,
        checked=lambda session: session.presentation.brush.spray,
    )
    yield ActionRow(
        "paint_on_line",
        "On a &line",
        lambda on: presenting.brush(on_line=on),
        "Paint 1-D data: an empty sheet is a line and not a plane",
        ("Shift+U",),
        enabled=lambda session: has_brush(session) and session.snapshot.n_features is None,
        checked=lambda session: session.frame.n_axes == 1,
    )
    yield ActionRow(
        "paint_jitter_all",
        "&Jitter all points",
        controller.painting.jitter_all,
        "Move every point by a fiftieth of its column's spread, so that rounded numbers come apart",
        ("Shift+J",),
        enabled=conditions.has_data,
    )


def has_brush(session: Session) -> bool:
    """Return whether a tool that paints, erases or jitters is in hand."""
    return session.presentation.tool.is_brush
