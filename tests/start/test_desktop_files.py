"""Files that the desktop hands over, as macOS does."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QFileOpenEvent

from gmm_explorer.start.desktop_files import DesktopFiles


def test_a_file_of_the_desktop_is_opened(qapp, tmp_path):
    path = tmp_path / "table.csv"
    application = QObject()
    files = DesktopFiles(application)
    opened = []
    files.opened.connect(opened.append)

    assert files.eventFilter(files, QFileOpenEvent(QUrl.fromLocalFile(str(path))))

    assert opened == [Path(path)]
