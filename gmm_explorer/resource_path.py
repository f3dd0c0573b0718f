"""Where ``resources/`` is: beside the sources, inside the wheel, or inside the frozen bundle."""

import sys
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped resource.

    Parameters
    ----------
    *parts
        The path below ``resources/``, one part an argument.

    Raises
    ------
    FileNotFoundError
        When the resource is in none of the places it may be shipped in.
    """
    package = Path(__file__).resolve().parent
    roots = [package / "resources", package.parent / "resources"]
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        roots.insert(0, Path(bundle) / "resources")
    for root in roots:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"the resource {'/'.join(parts)!r} is missing: reinstall GMM Explorer")
