"""One BLAS thread while EM runs: its products are too small to be worth sharing out."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Limit the linear algebra libraries that are loaded to one thread, inside the block."""
    with _controller().limit(limits=1, user_api="blas"):
        yield


@cache
def _controller() -> Any:  # noqa: ANN401  # threadpoolctl ships no types
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
