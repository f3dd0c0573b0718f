"""Actions that set up a collapse, explain one, and repair it."""

from collections.abc import Iterator
from functools import partial

from gmm_explorer.controller import Controller
from gmm_explorer.controller.remedies import REMEDIES, remedy_of
from gmm_explorer.controller.repairing import to_repair
from gmm_explorer.model import Session
from gmm_explorer.view.actions import conditions
from gmm_explorer.view.actions.row import ActionRow
from gmm_explorer.view.actions.verbs import WindowVerbs

TRIGGERS = (
    (
        "point",
        "Onto a &point",
        "Put the selected component, or the lightest, on the marked point, or the nearest: "
        "EM finishes the collapse in a few steps",
    ),
    (
        "line",
        "Onto a &line",
        "Lay a component along the marked points, or along points added beside the data",
    ),
    ("duplicates", "Onto &copies of a point", "Add copies of a point and put a component on them"),
    ("empty", "&Empty component", "Put a component where no point belongs to it"),
    ("few_points", "&Fewer points than components", "Keep fewer points than there are components"),
    (
        "identical",
        "All components &alike",
        "The opposite trap: equal components never separate, as every step treats them alike",
    ),
)
POLICIES = ("ask", *(remedy.name for remedy in REMEDIES))


def collapse_rows(controller: Controller, verbs: WindowVerbs) -> Iterator[ActionRow]:
    """Yield the set-ups, Show me, and the comparison of repairs."""
    collapsing = controller.collapsing
    handlers = {
        "point": collapsing.on_point,
        "line": collapsing.on_line,
        "duplicates": collapsing.on_duplicates,
        "empty": collapsing.empty,
        "few_points": collapsing.few_points,
        "identical": collapsing.identical,
    }
    for name, text, tip in TRIGGERS:
        yield ActionRow(
            f"collapse_trigger_{name}",
            text,
            handlers[name],
            tip,
            ("K",) if name == "point" else (),
            enabled=conditions.is_plane if name == "line" else conditions.has_data,
        )
    yield ActionRow(
        "collapse_show_me",
        "&Show me why",
        verbs.show_collapse,
        "Show the numbers behind the collapse: the responsibilities, the mean, the covariance",
        ("Y",),
        enabled=conditions.is_collapsed,
    )
    yield ActionRow(
        "repair_compare",
        "Co&mpare repairs…",
        verbs.compare_repairs,
        "Run every repair to convergence and see the results side by side",
        ("Shift+R",),
        enabled=_has_patient,
    )


def repair_rows(controller: Controller, verbs: WindowVerbs) -> Iterator[ActionRow]:
    """Yield the repairs, and what runs do about a collapse by themselves."""
    for remedy in REMEDIES:
        yield ActionRow(
            f"repair_{remedy.name}",
            f"{remedy.verb}…",
            partial(verbs.propose_repair, remedy),
            remedy.sentence.partition(".")[0],
            enabled=_has_patient,
        )
    yield ActionRow(
        "repair_policy_ask",
        "Stop and ask",
        lambda _on: controller.repairing.rely_on(None),
        "A run that collapses stops there",
        checked=lambda session: session.presentation.standing is None,
    )
    for remedy in REMEDIES:
        yield ActionRow(
            f"repair_policy_{remedy.name}",
            remedy.verb,
            # `triggered` passes whether it is on: of a choice it always is
            lambda _on, repair=remedy.standing: controller.repairing.rely_on(repair),
            "A run that collapses is repaired like this and goes on, up to 20 times",
            checked=partial(_is_relied_on, remedy.name),
        )


def _is_relied_on(name: str, session: Session) -> bool:
    standing = session.presentation.standing
    return standing is not None and remedy_of(standing).name == name


def _has_patient(session: Session) -> bool:
    frame = session.frame
    return session.snapshot.ready and not frame.previewing and bool(to_repair(frame))
