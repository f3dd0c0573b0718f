"""Tables in the files of NumPy: ``.npy`` and ``.npz``."""

from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.data import default_names
from gmm_explorer.em.arrays import FloatArray
from gmm_explorer.files.arrays.archive import ArrayArchive
from gmm_explorer.files.arrays.npy import read_npy
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.errors import quoted
from gmm_explorer.files.tables.columns import NumberColumns, number_columns

_LARGEST_EXACT = 1 << 53
_USUAL_NAMES = ("X", "x", "data", "arr_0")


def columns_of_npy(content: bytes) -> NumberColumns:
    """Return the table in one array: rows are points; a structured type names the columns.

    Raises
    ------
    BadContentError
        When it is no array of real numbers in one or two dimensions.
    """
    array = read_npy(BytesIO(content), len(content))
    return _columns(array, "")


def columns_of_npz(content: bytes) -> NumberColumns:
    """Return the table in an archive: its one array, that called X, or columns of one length.

    Raises
    ------
    BadContentError
        When no array is clearly the table, or that one is no table.
    """
    with ArrayArchive(BytesIO(content)) as archive:
        if not archive.names:
            raise BadContentError("", "there is no array in it", "choose another file")
        usual = [name for name in _USUAL_NAMES if name in archive.names]
        if len(archive.names) == 1 or usual:
            name = usual[0] if usual else archive.names[0]
            found = _columns(archive.read(name), f"array {name}")
            others = [other for other in archive.names if other != name]
            return found._replace(notices=(*_others(others), *found.notices))
        arrays = [archive.read(name) for name in archive.names]
        if len({array.shape for array in arrays}) > 1 or arrays[0].ndim != 1:
            shown = ", ".join(quoted(name) for name in archive.names[:10])
            raise BadContentError(
                "",
                f"it holds several arrays ({shown}) and none is called X",
                "save the table alone, or call it X",
            )
        vectors = [
            _numbers(array, f"array {name}")
            for name, array in zip(archive.names, arrays, strict=True)
        ]
        return number_columns(np.stack(vectors, axis=1), archive.names, _rounded(arrays))


def _others(names: list[str]) -> tuple[str, ...]:
    if not names:
        return ()
    shown = ", ".join(names[:10])
    return (
        f"Array {shown} was left out." if len(names) == 1 else f"Arrays {shown} were left out.",
    )


def _columns(array: NDArray[Any], place: str) -> NumberColumns:
    if array.dtype.names is not None:
        return _structured(array, place)
    if array.ndim not in (1, 2):
        raise BadContentError(
            place,
            f"it has {array.ndim} dimensions, a table has rows and columns",
            "reshape it to (points, columns)",
        )
    values = _numbers(array, place)
    values = values[:, None] if values.ndim == 1 else values
    return number_columns(values, default_names(values.shape[1]), _rounded([array]))


def _structured(array: NDArray[Any], place: str) -> NumberColumns:
    names = [
        name
        for name in array.dtype.names or ()
        if array.dtype[name].kind in "iuf" and not array.dtype[name].shape
    ]
    if array.ndim != 1 or not names:
        raise BadContentError(
            place, "none of its fields holds plain numbers", "save it as an array of numbers"
        )
    values = np.stack([_numbers(array[name], place) for name in names], axis=1)
    omitted = [name for name in array.dtype.names or () if name not in names]
    notices = [f"Its fields were read as columns: {', '.join(names)}."]
    if omitted:
        notices.append(f"Fields without numbers were left out: {', '.join(omitted)}.")
    return number_columns(values, names, tuple(notices))


def _numbers(array: NDArray[Any], place: str) -> FloatArray:
    kind = array.dtype.kind
    if kind not in "iuf":
        what = {
            "c": "complex numbers",
            "b": "truth values",
            "U": "text",
            "S": "text",
            "M": "dates",
            "m": "durations",
        }.get(kind, f"values of the type {array.dtype}")
        raise BadContentError(
            place, f"it holds {what}, not real numbers", "save it as an array of floats"
        )
    with np.errstate(over="ignore"):  # of extended precision: then it is refused as infinite
        return np.asarray(array, dtype=np.float64)


def _rounded(arrays: list[NDArray[Any]]) -> tuple[str, ...]:
    """Say that integers were too large to stay exact."""
    whole = [array for array in arrays if array.dtype.kind in "iu" and array.dtype.itemsize == 8]
    if any((array > _LARGEST_EXACT).any() or (array < -_LARGEST_EXACT).any() for array in whole):
        return ("Numbers beyond 2^53 were rounded to double precision.",)
    return ()
