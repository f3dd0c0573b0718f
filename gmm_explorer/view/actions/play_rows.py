"""Actions that play EM by the clock."""

from collections.abc import Callable, Iterator
from functools import partial

from gmm_explorer.controller import Controller
from gmm_explorer.model import Session
from gmm_explorer.view.actions import conditions
from gmm_explorer.view.actions.row import ActionRow


def play_rows(controller: Controller) -> Iterator[ActionRow]:
    """Yield play and pause, the pace and the manner."""
    playing = controller.playing
    yield ActionRow(
        "em_play",
        lambda _session: "&Pause" if playing.active else "&Play",
        playing.toggle,
        "Play iterations by the clock, or pause",
        ("Space",),
        enabled=conditions.is_ready,
        icon=lambda _session: "pause" if playing.active else "play",
    )
    for name, text, by, tip, keys in (
        ("em_faster", "Play f&aster", 1, "Play more iterations a second", ("]",)),
        ("em_slower", "Play s&lower", -1, "Play fewer iterations a second", ("[",)),
    ):
        handler = partial(playing.change_speed, by)
        yield ActionRow(name, text, handler, tip, keys, enabled=conditions.is_ready)
    for name, text, manner, tip in (
        ("em_play_half_steps", "Play &half-steps", "half_steps", "Play E and M one at a time"),
        ("em_play_backwards", "Play back&wards", "backwards", "Play towards the start"),
        ("em_play_loop", "Play in a l&oop", "loop", "Begin again at the end"),
    ):
        switch = partial(playing.set_manner, manner)
        yield ActionRow(
            name, text, switch, tip, enabled=conditions.is_ready, checked=_plays(manner)
        )


def _plays(manner: str) -> Callable[[Session], bool]:
    return lambda session: bool(getattr(session.presentation.playback, manner))
