"""Actions that advance EM."""

from collections.abc import Iterator

from gmm_explorer.controller import Controller
from gmm_explorer.view.actions import conditions
from gmm_explorer.view.actions.row import ActionRow


def em_rows(controller: Controller) -> Iterator[ActionRow]:
    """Yield the verbs of EM."""
    stepping, running = controller.stepping, controller.running
    travelling = controller.travelling
    yield ActionRow(
        "em_initialize",
        "&Initialise",
        stepping.initialize,
        "Make a start by the method in the Model panel",
        ("I",),
        enabled=conditions.has_data,
        icon="initialize",
    )
    yield ActionRow(
        "em_e_step",
        "&E-step",
        stepping.e_step,
        "Colour the points by the mixture shown",
        ("E",),
        enabled=lambda s: s.snapshot.ready and s.snapshot.needs_e_step,
    )
    yield ActionRow(
        "em_m_step",
        "&M-step",
        stepping.m_step,
        "Move the components to where their points are",
        ("M",),
        enabled=lambda s: s.snapshot.ready and not s.snapshot.needs_e_step,
    )
    yield ActionRow(
        "em_step",
        "&Step",
        stepping.step,
        "Do one iteration: E if needed, M, E",
        ("S", "PgDown", "Right"),
        enabled=conditions.is_ready,
    )
    yield ActionRow(
        "em_back",
        "&Back",
        stepping.back,
        "Go back by one entry of the history",
        ("PgUp", "Left"),
        enabled=lambda s: s.timeline.before is not None,
        icon="back",
    )
    yield ActionRow(
        "em_forward",
        "&Forward",
        stepping.forward,
        "Go forward by one entry of the history",
        ("Shift+Right",),
        enabled=lambda s: s.timeline.after is not None,
        icon="forward",
    )
    yield ActionRow(
        "em_first",
        "To the s&tart",
        travelling.to_start,
        "Go to where a person made a start",
        ("Home",),
        enabled=lambda _session: travelling.start is not None,
    )
    yield ActionRow(
        "em_last",
        "To the e&nd",
        travelling.to_end,
        "Go to the last entry that lies ahead",
        ("End",),
        enabled=lambda s: s.timeline.after is not None,
    )
    yield ActionRow(
        "em_run",
        "&Run",
        running.start,
        "Run to convergence",
        ("R",),
        enabled=lambda s: s.snapshot.ready and not running.active,
        visible=lambda _session: not running.active,
        icon="run",
    )
    yield ActionRow(
        "em_stop",
        "S&top",
        running.stop,
        "Stop the run and keep what it has reached",
        ("Escape", "Ctrl+."),
        enabled=lambda _session: running.active,
        visible=lambda _session: running.active,
        icon="stop",
    )
    yield ActionRow(
        "em_restart",
        "Re&start",
        stepping.restart,
        "Begin again at the start that was made last",
        ("Ctrl+Home",),
        icon="restart",
        enabled=conditions.can_restart,
    )
