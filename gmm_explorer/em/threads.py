"""One BLAS thread while EM runs: its products are too small to be worth sharing out."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Limit the linear algebra libraries that are loaded to one thread, inside the block.

    This is what ``threadpool_limits`` does, but for its reports on every library, which take as
    long as some passes over a few hundred points.
    """
    libraries = _libraries()
    before = [library.get_num_threads() for library in libraries]
    for library in libraries:
        library.set_num_threads(1)
    try:
        yield
    finally:
        for library, n_threads in zip(libraries, before, strict=True):
            library.set_num_threads(n_threads)


@cache
def _libraries() -> Sequence[Any]:
    from threadpoolctl import ThreadpoolController

    found = ThreadpoolController().select(user_api="blas").lib_controllers
    return [library for library in found if library.get_num_threads() is not None]
