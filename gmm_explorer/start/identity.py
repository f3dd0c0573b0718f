"""Who this application is to Qt and the desktop."""

from PySide6.QtCore import QCoreApplication, QSettings


def name_application() -> None:
    """Give the application its names, and its settings a file on every system."""
    QCoreApplication.setApplicationName("GMM Explorer")
    QCoreApplication.setOrganizationName("gmm-explorer")
    # Not the registry of Windows: a file can be looked at, and set aside when it is broken.
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
