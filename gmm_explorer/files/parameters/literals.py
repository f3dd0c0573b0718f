"""Arrays as text that brings every double back."""

from gmm_explorer.em.arrays import FloatArray


def python_list(values: FloatArray, indent: str = "") -> str:
    """Return nested lists as Python and JSON write them, a row a line where there are many.

    Parameters
    ----------
    values
        Finite, of any number of dimensions.
    indent
        Before every line but the first.
    """
    if values.ndim <= 1:
        return repr(values.tolist())
    inner = indent + "    "
    rows = "".join(f"{inner}{python_list(row, inner)},\n" for row in values)
    return f"[\n{rows}{indent}]"


def r_vector(values: FloatArray) -> str:
    """Return all numbers as a vector of R, in Fortran order: the first index runs fastest."""
    return f"c({', '.join(map(repr, values.ravel(order='F').tolist()))})"


def comment(sentences: tuple[str, ...], mark: str) -> str:
    """Return lines of comment."""
    return "".join(f"{mark} {sentence}\n" for sentence in sentences)
