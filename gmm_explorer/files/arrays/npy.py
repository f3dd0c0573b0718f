"""One array of NumPy in its own format; see `numpy.lib.format`."""

import math
import struct
import tokenize
from typing import IO, Any, NamedTuple

import numpy as np
from numpy.lib import format as npy_format
from numpy.typing import NDArray

from gmm_explorer.data.room import gigabytes
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.size import refuse_bytes, refuse_rows

# A structured type of a thousand fields fits; a larger header is an attack on the parser.
_MAX_HEADER = 1 << 16
_BLOCK = 1 << 24
_DAMAGED = "restore the file or save it again with numpy.save"


class Header(NamedTuple):
    """What an array is, before any of it is read."""

    shape: tuple[int, ...]
    is_fortran: bool
    dtype: np.dtype[Any]

    @property
    def n_bytes(self) -> int:
        """Of the numbers."""
        return math.prod(self.shape) * self.dtype.itemsize


def read_npy(stream: IO[bytes], n_bytes: int, place: str = "") -> NDArray[Any]:
    """Return an array.

    Parameters
    ----------
    stream
        At its beginning; unpacked, where it comes from an archive.
    n_bytes
        How many bytes there are to be, by the word of the file system or the archive.
    place
        What to call it in a message.

    Raises
    ------
    BadContentError
        When it is no array, damaged, too large for the memory, or holds objects.
    """
    header = _read_header(stream, place)
    if header.dtype.hasobject:
        raise BadContentError(
            place,
            "it holds Python objects, which are never opened: they can run any program",
            "save it as an array of numbers",
        )
    if header.n_bytes > n_bytes:
        raise BadContentError(
            place,
            f"its {gigabytes(header.n_bytes)} of numbers are cut off after {gigabytes(n_bytes)}",
            _DAMAGED,
        )
    n_rows = header.shape[0] if header.shape else 1
    refuse_rows(n_rows, math.prod(header.shape[1:]), 1)
    # The numbers as they are, and as doubles beside them.
    refuse_bytes(header.n_bytes + 8 * math.prod(header.shape), place=place)
    return _read_numbers(stream, header, place)


def _read_header(stream: IO[bytes], place: str) -> Header:
    try:
        version = npy_format.read_magic(stream)
        read = {
            (1, 0): npy_format.read_array_header_1_0,
            (2, 0): npy_format.read_array_header_2_0,
        }[version]
        header = Header(*read(stream, max_header_size=_MAX_HEADER))
    except (ValueError, KeyError, TypeError, SyntaxError, struct.error) as problem:
        raise _damaged(place) from problem
    except (tokenize.TokenError, RecursionError, MemoryError) as problem:
        raise _damaged(place) from problem
    if any(length < 0 for length in header.shape):
        raise _damaged(place)
    return header


def _damaged(place: str) -> BadContentError:
    return BadContentError(place, "its header is not that of a NumPy array", _DAMAGED)


def _read_numbers(stream: IO[bytes], header: Header, place: str) -> NDArray[Any]:
    content = bytearray()
    while len(content) < header.n_bytes:
        block = stream.read(min(_BLOCK, header.n_bytes - len(content)))
        if not block:
            raise BadContentError(
                place,
                f"it is cut off after {len(content):,} of {header.n_bytes:,} bytes",
                _DAMAGED,
            )
        content += block
    array: NDArray[Any] = np.frombuffer(content, dtype=header.dtype, count=math.prod(header.shape))
    return array.reshape(header.shape, order="F" if header.is_fortran else "C")
