"""Documents of older versions, brought forward one version at a time."""

from collections.abc import Callable, Mapping

from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.session.fields import refusal

FORMAT = "gmm-explorer/session"
VERSION = 1

Document = dict[str, object]
Migrations = Mapping[int, Callable[[Document], Document]]

MIGRATIONS: Migrations = {}
"""By version: what makes of its document one of the next version."""


def up_to_date(
    document: object, migrations: Migrations = MIGRATIONS, version: int = VERSION
) -> Document:
    """Return a document as the version known here writes it.

    Parameters
    ----------
    document
        As it stands in the file.
    migrations
        One for every version before.
    version
        The one known here.

    Raises
    ------
    BadContentError
        When it is no document of a session, or of a newer version.
    """
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise refusal("session.json", f"its format is not {FORMAT!r}")
    found = document.get("version")
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        raise refusal("session.json, version", "it is no version number")
    if found > version:
        raise BadContentError(
            "session.json, version",
            f"a newer GMM Explorer wrote the file: it has version {found} of the format, and "
            f"{version} is the newest known here",
            "update GMM Explorer",
        )
    for older in range(found, version):
        document = {**migrations[older](document), "version": older + 1}
    return document
