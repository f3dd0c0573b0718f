"""When actions have something to do, as functions of the session."""

from gmm_explorer.controller.repairing import collapsed_components
from gmm_explorer.model import Session


def has_data(session: Session) -> bool:
    """Return whether there are data."""
    return session.snapshot.dataset is not None


def has_mixture(session: Session) -> bool:
    """Return whether there is a component."""
    return session.snapshot.mixture is not None


def has_responsibilities(session: Session) -> bool:
    """Return whether the points are coloured by responsibilities."""
    return session.snapshot.assigned_by is not None


def has_plot(session: Session) -> bool:
    """Return whether there is a plot."""
    return session.snapshot.n_features is not None


def is_plane(session: Session) -> bool:
    """Return whether the plot is a plane."""
    return session.snapshot.n_features == 2


def is_line(session: Session) -> bool:
    """Return whether the plot is a line."""
    return session.snapshot.n_features == 1


def has_truth(session: Session) -> bool:
    """Return whether it is known what the data were drawn from."""
    dataset = session.snapshot.dataset
    return dataset is not None and dataset.mixture is not None


def is_ready(session: Session) -> bool:
    """Return whether EM has something to do."""
    return session.snapshot.ready


def can_restart(session: Session) -> bool:
    """Return whether there is a start to go back to."""
    start = session.last_start()
    return start is not None and start is not session.snapshot


def has_selection(session: Session) -> bool:
    """Return whether a component is selected."""
    return bool(session.presentation.selection)


def has_several(session: Session) -> bool:
    """Return whether there is more than one component."""
    return session.snapshot.n_components > 1


def is_collapsed(session: Session) -> bool:
    """Return whether a component of the mixture shown has collapsed, or has no density."""
    return bool(collapsed_components(session.frame))
