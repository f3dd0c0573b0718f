"""The file of the person's settings, and what becomes of one that cannot be read."""

from pathlib import Path

from PySide6.QtCore import QSettings


def settings_path() -> Path:
    """Return where the settings of this application are."""
    return Path(QSettings().fileName())


def set_aside_if_broken() -> Path | None:
    """Rename a settings file that is none; return its new name, None when all is well."""
    misread = QSettings().status() is QSettings.Status.FormatError
    return set_aside() if misread or _holds_zeros(settings_path()) else None


def _holds_zeros(path: Path) -> bool:
    """Return whether a file holds what no text does: so the ones that a power cut leaves.

    Qt reads over it without a word.
    """
    try:
        return b"\0" in path.read_bytes()
    except OSError:
        return False  # There is none, or it is not for us to read: Qt goes on without it too.


def set_aside() -> Path | None:
    """Rename the settings file, so that the app starts as on its first day.

    Returns
    -------
    Path or None
        The new name; None where there is no file, or it cannot be renamed.
    """
    path = settings_path()
    aside = path.with_name(path.name + ".broken")
    try:
        path.replace(aside)
    except OSError:
        return None
    return aside


def forget_settings(folder: Path) -> None:
    """Let this process read and write its settings in a folder that holds none."""
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.defaultFormat(), scope, str(folder))
