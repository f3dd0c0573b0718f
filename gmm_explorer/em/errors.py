"""What the algorithm refuses, each naming the thing and the remedy.

Components and points are numbered from 0 in attributes and from 1 in messages, as on screen.
"""


class InvalidDataError(ValueError):
    """The data, or another argument beside it, cannot be used for a fit."""


class InvalidMixtureError(ValueError):
    """The numbers do not describe a Gaussian mixture.

    Parameters
    ----------
    component
        Index of the component at fault, from 0; None when it is the mixture as a whole.
    reason
        What is wrong.
    remedy
        What to do about it.
    """

    def __init__(self, component: int | None, reason: str, remedy: str) -> None:
        super().__init__(component, reason, remedy)
        self.component = component
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        who = "the mixture" if self.component is None else f"component {self.component + 1}"
        return f"{who}: {self.reason}; {self.remedy}."


class SingularCovarianceError(ValueError):
    """A component has no density: its covariance has no inverse.

    Parameters
    ----------
    component
        Index of the component, from 0.
    reason
        Why it has none.
    """

    def __init__(self, component: int, reason: str) -> None:
        super().__init__(component, reason)
        self.component = component
        self.reason = reason

    def __str__(self) -> str:
        return (
            f"component {self.component + 1}: {self.reason}; move it away, give it a wider "
            "covariance, remove it, or set reg_covar above 0 (such as 1e-6)."
        )


class EmptyComponentError(ValueError):
    """No point belongs to a component, so that an M-step has nothing to make it from.

    Parameters
    ----------
    component
        Index of the component, from 0.
    """

    def __init__(self, component: int) -> None:
        super().__init__(component)
        self.component = component

    def __str__(self) -> str:
        return (
            f"component {self.component + 1}: no point belongs to it; pass the mixture before as "
            "`previous` to keep its mean and covariance, or remove the component."
        )


class RepairError(ValueError):
    """A repair does not apply to a collapse, or would not undo it; the message says why."""


class CancelledError(Exception):
    """Someone asked a pass over the data to stop; the iteration turns it into an outcome."""
