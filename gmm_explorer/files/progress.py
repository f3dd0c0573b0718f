"""How whoever reads or writes a file says how far it is."""

from collections.abc import Callable

Progress = Callable[[float], None]
"""Called now and then with the fraction that is done, from 0 to 1; what it raises ends the work."""
