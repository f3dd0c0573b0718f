"""Drawing that trusts no graphics driver."""

import os

from PySide6.QtCore import QCoreApplication, Qt

_IN_SOFTWARE = {
    "QT_OPENGL": "software",
    "QT_XCB_GL_INTEGRATION": "none",
    "LIBGL_ALWAYS_SOFTWARE": "1",
}


def draw_in_software() -> None:
    """Keep Qt away from the graphics driver; to be called before there is an application."""
    os.environ.update(_IN_SOFTWARE)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_UseSoftwareOpenGL)
