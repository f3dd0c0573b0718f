"""Windows with examples, so many steps into them."""

import pytest

from gmm_explorer.app import create_window
from tests.view.windows import settle, show, trigger


@pytest.fixture
def open_scene(qtbot):
    """Return a function: a window with an example, so many steps into it."""

    def opened(name, n_steps=0):
        window = create_window(["--example", name])
        window.resize(1280, 720)
        show(qtbot, window)
        for _ in range(n_steps):
            trigger(window, "em_step")
        settle(window)
        return window

    return opened
