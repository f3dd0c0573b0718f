"""Programs that a bundle starts find the system's libraries."""

import os
import sys

import pytest

from gmm_explorer.start.children import free_children_of_the_bundle


@pytest.mark.parametrize("before", [None, "/opt/lib"])
def test_the_search_path_is_what_it_was_before_the_bundle(monkeypatch, before):
    monkeypatch.setattr(sys, "_MEIPASS", "/bundle", raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    if before is not None:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)

    free_children_of_the_bundle()

    assert os.environ.get("LD_LIBRARY_PATH") == before


def test_outside_a_bundle_nothing_changes(monkeypatch):
    monkeypatch.delattr(sys, "_MEIPASS", raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/mine")

    free_children_of_the_bundle()

    assert os.environ["LD_LIBRARY_PATH"] == "/mine"
