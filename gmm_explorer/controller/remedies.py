"""The repairs as a person chooses them: their names, and what each does in a sentence."""

from dataclasses import dataclass

from gmm_explorer.em.repairs import (
    AddToDiagonal,
    Drop,
    FloorEigenvalues,
    Repair,
    ResetComponent,
    SplitLargest,
    Tie,
    UsePrior,
)


@dataclass(frozen=True, slots=True, eq=False)
class Remedy:
    """One kind of repair.

    Attributes
    ----------
    name
        What its action is called after ``repair_``.
    verb
        What menus say.
    deed
        What the history says after ``Repair:``, with a place for the components.
    sentence
        What it does, and what that costs.
    usual
        The repair with its usual parameters.
    standing
        The one that suits runs which repair themselves: a collapse must not come back at once.
    """

    name: str
    verb: str
    deed: str
    sentence: str
    usual: Repair
    standing: Repair


REMEDIES = (
    Remedy(
        "regularise",
        "Add to the diagonal",
        "add to the diagonal of {}",
        "Widens the component in every direction by a small ε. Added once, EM may collapse again; "
        "added after every M-step it cannot, but log L may fall.",
        AddToDiagonal(),
        AddToDiagonal(at_every_step=True),
    ),
    Remedy(
        "floor",
        "Floor the eigenvalues",
        "floor under {}",
        "Widens the component only in the directions in which it is too narrow. "
        "Held at every M-step, log L still climbs.",
        FloorEigenvalues(),
        FloorEigenvalues(at_every_step=True),
    ),
    Remedy(
        "prior",
        "Use a prior",
        "prior for {}",
        "Mixes a little of the covariance of all points into every component from now on "
        "(inverse-Wishart, Fraley and Raftery 2007): EM then climbs the penalised objective.",
        UsePrior(),
        UsePrior(),
    ),
    Remedy(
        "reset",
        "Reset the component",
        "reset {}",
        "Starts the component anew at another point, as wide as the data: the tutorial's cure. "
        "EM stays plain, so another collapse is possible.",
        ResetComponent(),
        ResetComponent(),
    ),
    Remedy(
        "split",
        "Split the largest",
        "let {} take half of the largest",
        "Lets the component take over half of the heaviest one, along its long axis.",
        SplitLargest(),
        SplitLargest(),
    ),
    Remedy(
        "drop",
        "Drop the component",
        "drop {}",
        "Takes the component away; the others keep their proportions and K is one less.",
        Drop(),
        Drop(),
    ),
    Remedy(
        "tie",
        "Tie the covariances",
        "tie the covariances, for {}",
        "Lets all components share one covariance from now on, which no single point can shrink.",
        Tie(),
        Tie(),
    ),
)


def remedy_of(repair: Repair) -> Remedy:
    """Return the kind that a repair is of."""
    return next(one for one in REMEDIES if type(one.usual) is type(repair))


def remedy_named(name: str) -> Remedy:
    """Return the kind of a name such as ``floor``."""
    return next(one for one in REMEDIES if one.name == name)


def in_words(repair: Repair) -> str:
    """Return a kind of repair with its parameters: ``Add to the diagonal, at every M-step``."""
    verb = remedy_of(repair).verb
    if isinstance(repair, ResetComponent):
        return f"{verb}, {PLACES[repair.place]}"
    if isinstance(repair, AddToDiagonal | FloorEigenvalues):
        return f"{verb}, {'at every M-step' if repair.at_every_step else 'once'}"
    return verb


PLACES = {
    "random": "at a random point",
    "farthest": "at the farthest point",
    "worst": "at the worst-explained point",
}
"""Where a component is reset, as a person reads it."""

TO_COMPARE: tuple[Repair, ...] = (
    AddToDiagonal(),
    AddToDiagonal(at_every_step=True),
    FloorEigenvalues(at_every_step=True),
    UsePrior(),
    ResetComponent("random"),
    ResetComponent("farthest"),
    ResetComponent("worst"),
    SplitLargest(),
    Drop(),
    Tie(),
)
"""What Compare repairs tries, each kind in the forms that lead elsewhere."""
