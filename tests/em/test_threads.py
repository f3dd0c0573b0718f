"""EM runs on one BLAS thread and leaves the number of threads as it was."""

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from gmm_explorer.em.threads import one_blas_thread


def blas_threads():
    return {info["num_threads"] for info in threadpool_info() if info["user_api"] == "blas"}


@pytest.mark.parametrize("outside", [1, 2])
def test_the_number_of_threads_is_1_inside_and_what_it_was_outside(outside):
    with threadpool_limits(outside, "blas"):
        before = blas_threads()
        with one_blas_thread():
            assert blas_threads() == {1}
            with one_blas_thread():
                assert blas_threads() == {1}
            assert blas_threads() == {1}
        assert blas_threads() == before


def test_an_error_gives_the_threads_back():
    before = blas_threads()
    with pytest.raises(ZeroDivisionError), one_blas_thread():
        raise ZeroDivisionError
    assert blas_threads() == before
