"""What the dialog of generated data said last, as long as the window is open."""

from dataclasses import dataclass, field, replace

from gmm_explorer.data.generators import KINDS, Blobs, MixtureSample, Recipe
from gmm_explorer.model import Snapshot


@dataclass(slots=True)
class Memory:
    """The recipe of each kind, by its identifier, the kind chosen last, and the seed.

    A kind without a recipe cannot be made now.
    """

    recipes: dict[str, Recipe] = field(
        default_factory=lambda: {kind.kind: kind() for kind in KINDS}
    )
    kind: str = Blobs.kind
    seed: int = 0

    def choose_mixture(self) -> None:
        """Let the mixture be what is offered first."""
        self.kind = MixtureSample.kind

    def offer_mixture(self, snapshot: Snapshot) -> None:
        """Let the mixture of a snapshot be sampled, in the units of its table, if it has one."""
        before = self.recipes.pop(MixtureSample.kind, None)
        mixture, dataset = snapshot.mixture, snapshot.dataset
        if mixture is not None:
            recipe = MixtureSample.of(mixture, dataset)
            n_points = recipe.n_points if before is None else before.n_points
            self.recipes[recipe.kind] = replace(recipe, n_points=n_points)
        elif self.kind == MixtureSample.kind:
            self.kind = Blobs.kind
