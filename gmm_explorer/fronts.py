"""Fronts: packages that load a part of themselves when one of its names is first used.

A window opens with half of the app; writers, other kinds of files and searches for starts wait
behind the front of their package.  Whoever needs a name from the beginning imports it; whoever may
never need it imports the package, ``from gmm_explorer import files``, and writes
``files.write_trace`` where it is used.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def front(package: str, homes: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """Return what a package has for its ``__getattr__``.

    Parameters
    ----------
    package
        Its name.
    homes
        The names that each of its modules gives; none may be that of a module beside it.  What
        checks types reads the imports under ``TYPE_CHECKING``, which say the same.
    """
    home_of = {name: home for home, names in homes.items() for name in names}

    def load(name: str) -> object:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(f"{package}.{home_of[name]}"), name)
        setattr(sys.modules[package], name, value)  # the next look finds it at once
        return value

    return load
