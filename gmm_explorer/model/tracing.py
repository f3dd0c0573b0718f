"""How the log-likelihood is plotted: outside undo, like all that is only looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tracing:
    """How the log-likelihood is plotted.

    Attributes
    ----------
    per_sample
        Whether the mean over the points is plotted instead of the total.
    gains
        Whether what each iteration gains is plotted, on a logarithmic scale.
    limit
        Whether it is said where EM leads.
    eigenvalues
        Whether the smallest eigenvalues of the components are plotted under it.
    """

    per_sample: bool = False
    gains: bool = False
    limit: bool = True
    eigenvalues: bool = False
