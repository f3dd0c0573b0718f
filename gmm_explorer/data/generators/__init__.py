"""Data made here, each kind a recipe; a recipe and a seed always give the same points.

A new kind is one more file with its `Recipe`, and one more word in `KINDS`: the window follows.
"""

from gmm_explorer.data.generators.blobs import Blobs
from gmm_explorer.data.generators.grid import Grid
from gmm_explorer.data.generators.heavy_tails import HeavyTails
from gmm_explorer.data.generators.line_mixture import LineMixture
from gmm_explorer.data.generators.mixture_sample import MixtureSample
from gmm_explorer.data.generators.moons import Moons
from gmm_explorer.data.generators.parameters import Choice, Number, Parameter, parameters
from gmm_explorer.data.generators.recipe import Recipe
from gmm_explorer.data.generators.rings import Rings
from gmm_explorer.data.generators.uniform import Uniform

__all__ = [
    "KINDS",
    "Blobs",
    "Choice",
    "Grid",
    "HeavyTails",
    "LineMixture",
    "MixtureSample",
    "Moons",
    "Number",
    "Parameter",
    "Recipe",
    "Rings",
    "Uniform",
    "parameters",
]

KINDS: tuple[type[Recipe], ...] = (Blobs, LineMixture, Moons, Rings, Grid, HeavyTails, Uniform)
"""All kinds that need nothing but their parameters, in the order of the window."""
