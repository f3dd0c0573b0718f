"""Whether the machine can hold points with all that is made of them."""

from gmm_explorer.data.memory import available_memory

# A number of a table is there twice while it is read, and again in the columns that are fitted.
BYTES_PER_NUMBER = 16
# Measured with a million points: coordinates as EM and as the plot want them, whole and in pieces,
# the pixels and the colours of the points, the order of the table.
BYTES_PER_POINT = 146
# Those shown, those that the next step makes, and those that a worker is about to hand over.
BYTES_PER_RESPONSIBILITY = 24


def why_no_room(n_points: int, n_components: int, *, n_columns: int = 0) -> str:
    """Return why there is no room for so many points with so many components, or nothing.

    Parameters
    ----------
    n_points, n_components
        How many there are to be.
    n_columns
        Of numbers, as far as they are not in memory already.
    """
    per_point = BYTES_PER_POINT + BYTES_PER_RESPONSIBILITY * n_components
    needed = n_points * (per_point + BYTES_PER_NUMBER * n_columns)
    free = available_memory()
    if needed <= free:
        return ""
    components = "1 component" if n_components == 1 else f"{n_components} components"
    return (
        f"{n_points:,} points with {components} need about {gigabytes(needed)} of memory "
        f"and {gigabytes(free)} are free"
    )


def gigabytes(size: int) -> str:
    """Return a number of bytes for people."""
    return f"{size / 1e9:.1f} GB" if size >= 1e8 else f"{size / 1e6:.1f} MB"
