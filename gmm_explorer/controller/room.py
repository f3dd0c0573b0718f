"""Whether the machine can hold a data set with all that the window makes of it."""

from gmm_explorer.data import Dataset
from gmm_explorer.files.memory import available_memory
from gmm_explorer.files.source import gigabytes

# Measured with a million points: coordinates as EM and as the plot want them, the pixels and the
# colours of the points, the order of the table.
BYTES_PER_POINT = 130
# Those shown and those that the next step makes.
BYTES_PER_RESPONSIBILITY = 16


def why_too_large(dataset: Dataset, n_components: int) -> str:
    """Return why the window has no room for these data with so many components, or nothing."""
    per_point = BYTES_PER_POINT + BYTES_PER_RESPONSIBILITY * n_components
    needed, free = dataset.n_samples * per_point, available_memory()
    if needed <= free:
        return ""
    return (
        f"{dataset.n_samples:,} points with {n_components} components need about "
        f"{gigabytes(needed)} of memory and {gigabytes(free)} are free; open a sample of them."
    )
