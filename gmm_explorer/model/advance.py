"""An M-step, and the E-step of what it leads to, as work that any thread can do."""

from dataclasses import dataclass

from gmm_explorer.em import Expectation, Mixture, Prepared
from gmm_explorer.model import edits
from gmm_explorer.model.expectations import Worked
from gmm_explorer.model.expecting import Found, Pause, Problem, expect, nothing, takes_long
from gmm_explorer.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True, eq=False)
class Advanced:
    """Where an M-step has led.

    Attributes
    ----------
    snapshot
        The state after it, in the colours of before.
    worked
        The expectations of the mixture that coloured its points, and of its own.
    """

    snapshot: Snapshot
    worked: Worked


@dataclass(frozen=True, slots=True, eq=False)
class Advance:
    """An M-step to be done.

    Attributes
    ----------
    snapshot
        The state before it.
    assigned_by
        The mixture that colours its points.
    data
        What the steps are over.
    known
        The expectation of that mixture, or None where it is to be worked out too.
    """

    snapshot: Snapshot
    assigned_by: Mixture
    data: Prepared
    known: Found | None

    @property
    def is_large(self) -> bool:
        """Whether it takes longer than a frame."""
        return takes_long(self.data, self.assigned_by)

    def work_out(self, pause: Pause = nothing) -> Advanced | Problem:
        """Do the steps, or return why they are impossible; ``pause`` is called on the way."""
        found = self.known
        if found is None:
            found = expect(self.data, self.assigned_by, pause)
        if not isinstance(found, Expectation):
            return found
        pause()
        after = edits.maximise(self.snapshot, found.responsibilities, self.data)
        worked: list[tuple[Mixture, Found]] = [(self.assigned_by, found)]
        if after.mixture is not None:
            worked.append((after.mixture, expect(self.data, after.mixture, pause)))
        return Advanced(after, Worked(self.data, tuple(worked)))
