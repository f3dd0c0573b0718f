"""A person's changes: drags that preview, releases that commit, numbers that are typed."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PySide6.QtCore import QObject, Signal

from gmm_explorer.controller.running import Running
from gmm_explorer.model import Session, Snapshot, edits

FloatArray = NDArray[np.float64]

LARGEST = 1e100  # of what is typed: squares of it can still be computed with


UNCORRELATED = ("diag", "spherical")  # families of covariances


def named(components: Sequence[int]) -> str:
    """Return what labels call some components: ``components 1, 3``."""
    numbers = ", ".join(str(k + 1) for k in components)
    return f"{'component' if len(components) == 1 else 'components'} {numbers}"


class Editing(QObject):
    """Turns the gestures of a person into edits of the session.

    During a drag every move is a preview made from the state before the drag, so that previews
    do not pile up and `cancel` gives that state back.

    Attributes
    ----------
    interrupted
        What was dragged has been given back, because something else happens: let go of it.
    """

    interrupted = Signal()

    def __init__(self, session: Session, running: Running, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._running = running
        self._dragging = False
        running.interrupting.connect(self.interrupt)

    @property
    def dragging(self) -> bool:
        """Whether a hand is dragging something."""
        return self._dragging

    def begin_drag(self) -> Snapshot:
        """Return the state that the previews of a drag start from; a new drag stops a run."""
        if not self._dragging:
            self._running.stop()
            self._dragging = True
        return self._session.timeline.entry.snapshot

    def drag_means(self, components: Sequence[int], lead: int, mean: ArrayLike) -> None:
        """Preview components moved alike, so that `lead` has this mean, shape (D,), exactly."""
        base = self.begin_drag()
        if base.mixture is not None:
            means = base.mixture.means + (np.asarray(mean) - base.mixture.means[lead])
            means[lead] = mean
            self._session.preview(edits.move_means(base, components, means[list(components)]))

    def drag_weight(self, component: int, weight: float) -> None:
        """Preview a component with another weight, cut to [0, 1]; the others in proportion."""
        base = self.begin_drag()
        if base.n_components > 1:
            self._session.preview(edits.change_weight(base, component, min(max(weight, 0.0), 1.0)))

    def drag_covariance(self, component: int, covariance: ArrayLike) -> None:
        """Preview a component with another covariance, shape (D, D)."""
        self._session.preview(edits.change_covariance(self.begin_drag(), component, covariance))

    def drag_new_component(self, mean: ArrayLike, covariance: ArrayLike) -> None:
        """Preview one more component."""
        self._session.preview(edits.place_component(self.begin_drag(), mean, covariance))

    def finish(self, label: str) -> None:
        """Enter what is previewed into the history."""
        self._dragging = False
        self._session.commit(self._session.snapshot, label)

    def cancel(self) -> None:
        """Give back the state before the drag."""
        self._dragging = False
        self._session.revert()

    def interrupt(self) -> None:
        """Give back the state before a drag under way: what it began from is about to change."""
        if self._dragging:
            self.cancel()
            self.interrupted.emit()

    def place(self, mean: ArrayLike, covariance: ArrayLike) -> None:
        """Add a component at once; what is being dragged is given back first."""
        self.interrupt()
        self.drag_new_component(mean, covariance)
        self.finish_placing()

    def finish_placing(self) -> None:
        """Enter the new component into the history and select it."""
        n_components = self._session.snapshot.n_components
        self.finish(f"Place component {n_components}")
        selected = replace(self._session.presentation, selection=(n_components - 1,))
        self._session.present(selected)

    def delete_selected(self) -> None:
        """Delete the selected components."""
        selection = self._session.presentation.selection
        if selection:
            self._commit(
                edits.delete_components(self._base(), selection), f"Delete {named(selection)}"
            )
            # Else the next component, which now has the number of the deleted one, is selected.
            self._session.present(replace(self._session.presentation, selection=()))

    def snap(self, components: Sequence[int], means: ArrayLike) -> None:
        """Put means, shape (M, D), exactly onto the data points that were found for them."""
        if components:
            self._commit(
                edits.move_means(self._base(), components, means),
                f"Snap {named(components)} to the nearest point",
            )

    def make_round(self, components: Sequence[int], covariances: Iterable[ArrayLike]) -> None:
        """Give components covariances, shape (D, D), that are round on the screen."""
        snapshot = edits.change_covariances(self._base(), components, covariances)
        self._commit(snapshot, f"Round {named(components)}")

    def share_equally(self) -> None:
        """Give all components the same weight."""
        self._commit(edits.share_equally(self._base()), "Share the weights equally")

    def set_weight(self, component: int, weight: float) -> None:
        """Set a weight; ValueError says why it cannot be."""
        self._commit(
            edits.change_weight(self._base(), component, weight),
            f"Set the weight of component {component + 1}",
        )

    def set_mean(self, component: int, feature: int, value: float) -> None:
        """Set one coordinate of a mean; ValueError says why it cannot be."""
        base = self._base()
        mean = self._parameters(base, component)[0]
        if not abs(value) <= LARGEST:
            raise ValueError(f"a mean lies between −{LARGEST:g} and {LARGEST:g}")
        mean[feature] = value
        self._commit(
            edits.move_mean(base, component, mean), f"Set the mean of component {component + 1}"
        )

    def set_deviation(self, component: int, feature: int, deviation: float) -> None:
        """Set one standard deviation, correlation kept; ValueError says why it cannot be."""
        if deviation < 0.0:
            raise ValueError("a standard deviation cannot be negative: type 0 or more")
        if not deviation <= LARGEST:
            raise ValueError(f"a standard deviation cannot be above {LARGEST:g}")
        base = self._base()
        covariance = self._parameters(base, component)[1]
        if base.settings.covariance_type == "spherical":
            covariance = deviation * deviation * np.eye(len(covariance))
        else:
            _scale_feature(covariance, feature, deviation)
        self._commit(
            edits.change_covariance(base, component, covariance),
            f"Set the standard deviation of component {component + 1}",
        )

    def set_correlation(self, component: int, correlation: float) -> None:
        """Set the correlation of a plane's component; ValueError says why it cannot be."""
        if not -1.0 <= correlation <= 1.0:
            raise ValueError(
                "the covariance would not be positive semi-definite: "
                "a correlation lies between −1 and 1"
            )
        base = self._base()
        if correlation != 0.0 and base.settings.covariance_type in UNCORRELATED:
            raise ValueError(
                f"{base.settings.covariance_type} covariances have no correlation: "
                "choose full or tied ones in the Model panel first"
            )
        covariance = self._parameters(base, component)[1]
        deviations = np.sqrt(np.diagonal(covariance))
        covariance[0, 1] = covariance[1, 0] = correlation * deviations[0] * deviations[1]
        self._commit(
            edits.change_covariance(base, component, covariance),
            f"Set the correlation of component {component + 1}",
        )

    def set_covariance(self, component: int, entry: tuple[int, int], value: float) -> None:
        """Set an entry of a covariance and its mirror image; ValueError says why it cannot be."""
        i, j = entry
        if not abs(value) <= LARGEST:
            raise ValueError(f"a covariance lies between −{LARGEST:g} and {LARGEST:g}")
        base = self._base()
        if i != j and value != 0.0 and base.settings.covariance_type in UNCORRELATED:
            raise ValueError(
                f"{base.settings.covariance_type} covariances are 0 off the diagonal: "
                "choose full or tied ones in the Model panel first"
            )
        covariance = self._parameters(base, component)[1]
        covariance[i, j] = covariance[j, i] = value
        variances = np.diagonal(covariance)
        bound = math.sqrt(abs(variances[0])) * math.sqrt(abs(variances[-1]))
        if variances.min() < 0.0 or abs(covariance[0, -1]) > bound:
            raise ValueError(
                "the covariance would not be positive semi-definite: variances are not negative "
                "and the square of Σ₁₂ is at most Σ₁₁ Σ₂₂"
            )
        self._commit(
            edits.change_covariance(base, component, covariance),
            f"Set the covariance of component {component + 1}",
        )

    def undo(self) -> None:
        """Take back the last change: a drag under way, or else a whole run at once."""
        if self._dragging:
            self.interrupt()
            return
        self._base()
        self._session.go_to(self._session.timeline.undone)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._base()
        self._session.go_to(self._session.timeline.redone)

    def _base(self) -> Snapshot:
        """Stop a run, and return the state that edits start from."""
        self._running.stop()
        return self._session.timeline.entry.snapshot

    def _commit(self, snapshot: Snapshot, label: str) -> None:
        self._session.commit(snapshot, label)

    @staticmethod
    def _parameters(base: Snapshot, component: int) -> tuple[FloatArray, FloatArray]:
        if base.mixture is None:
            raise ValueError("there is no component yet: place one with the place tool")
        return base.mixture.means[component].copy(), base.mixture.covariances[component].copy()


def _scale_feature(covariance: FloatArray, feature: int, deviation: float) -> None:
    """Give one feature another standard deviation in place; its correlations stay."""
    before = math.sqrt(covariance[feature, feature])
    variance = deviation * deviation
    ratio = deviation / before if before > 0.0 and variance > 0.0 else 0.0
    covariance[feature, :] *= ratio
    covariance[:, feature] *= ratio
    covariance[feature, feature] = variance
