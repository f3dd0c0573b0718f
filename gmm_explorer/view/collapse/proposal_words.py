"""What a proposed repair would leave, in a line."""

import numpy as np

from gmm_explorer.controller.repairing import Proposal
from gmm_explorer.view.style.numbers import fixed, significant

NO_BREAK = "\N{NO-BREAK SPACE}"
MOST_NAMED = 2
"""Components whose widths are told one by one."""


def proposal_text(proposal: Proposal, log_likelihood: float | None) -> str:
    """Say how wide the components would be, and what the log-likelihood would be."""
    told = _widths(proposal)
    if log_likelihood is not None:
        told.append(f"log L {fixed(log_likelihood, 3)}")
    # A number stays on the line of what it is of.
    return " · ".join(part.replace(" ", NO_BREAK) for part in told)


def _widths(proposal: Proposal) -> list[str]:
    after = proposal.after.mixture
    if after is None:
        return []
    if after.n_components < proposal.before.n_components:
        left = after.n_components
        return ["1 component is left" if left == 1 else f"{left} components are left"]
    deviations = np.sqrt(np.linalg.eigvalsh(after.covariances).clip(min=0.0))[:, ::-1]
    widths = [" × ".join(significant(float(one), 3) for one in row) for row in deviations]
    if len(proposal.components) == 1:  # which the card names already
        return [f"σ {widths[proposal.components[0]]}"]
    shown = [f"component {k + 1}: σ {widths[k]}" for k in proposal.components[:MOST_NAMED]]
    more = len(proposal.components) - len(shown)
    return [*shown, f"{more} more"] if more else shown
