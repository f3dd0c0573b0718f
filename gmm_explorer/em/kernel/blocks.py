"""Blocks of points small enough for the cache, and the monomials of their coordinates."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import numpy as np

from gmm_explorer.em.arrays import FloatArray, IntArray

# Bytes that the arrays of one block may fill together. More than a second-level cache is still
# faster than more blocks, each of which costs NumPy some 15 microseconds; less so where the
# monomials are many, which a product reads several times.
_CACHE, _CACHE_OF_PRODUCTS = 3 << 20, 1 << 21
_MOST_READ_ONCE = 6  # monomials
_FEWEST, _MOST = 512, 20000
_ALIGNMENT = 64  # bytes of a cache line, and of the widest vector register
_PER_LINE = _ALIGNMENT // 8
FACTORS = 16
"""Totals that share one logarithm; blocks are so many times longer."""


def aligned(shape: tuple[int, int]) -> FloatArray:
    """Return an uninitialised array whose every row begins on a cache line."""
    rows, columns = shape
    padded = -(-columns // _PER_LINE) * _PER_LINE
    memory = np.empty(rows * padded + _PER_LINE)
    start = (-memory.ctypes.data % _ALIGNMENT) // 8
    return memory[start : start + rows * padded].reshape(rows, padded)[:, :columns]


def n_monomials(n_features: int) -> int:
    """Count 1, the D coordinates and their D (D + 1) / 2 products."""
    return 1 + n_features + n_features * (n_features + 1) // 2


@cache
def packed_triangle(n_features: int) -> tuple[IntArray, IntArray]:
    """Return the rows and columns of the entries of a packed upper triangle."""
    return np.triu_indices(n_features)


def block_size(n_samples: int, n_components: int, n_features: int) -> int:
    """Return how many points to take at a time."""
    rows = n_components + n_monomials(n_features) + 2 * n_features + 2
    cache = _CACHE if n_monomials(n_features) <= _MOST_READ_ONCE else _CACHE_OF_PRODUCTS
    most = max(_FEWEST, min(_MOST, cache // (8 * rows)))
    n_blocks = -(-n_samples // most)
    size = -(-n_samples // n_blocks)  # all of a length: a short one costs as many calls
    return min(n_samples, -(-size // FACTORS) * FACTORS)


def write_monomials(z: FloatArray, out: FloatArray) -> None:
    """Write 1, z_i and z_i z_j for j >= i, in the order of a packed upper triangle.

    Parameters
    ----------
    z : (D, n)
        Coordinates of a block.
    out : (F, n)
        Where to; its first row holds 1 already.
    """
    n_features = len(z)
    out[1 : 1 + n_features] = z
    row = 1 + n_features
    for i in range(n_features):
        np.multiply(z[i:], z[i], out=out[row : row + n_features - i])
        row += n_features - i


@contextmanager
def short_rows() -> Iterator[None]:
    """Let NumPy treat rows of a block in pieces that suit them: 2 to 4 times faster."""
    before = np.setbufsize(1024)
    try:
        yield
    finally:
        np.setbufsize(before)
