"""What is shipped in the bundle and what is left to the system."""

import pytest

from shipping.contents import is_shipped, macos_properties

VENV = "/checkout/build/venv/lib/python3.11/site-packages/"
QT = "PySide6/Qt/plugins/"


@pytest.mark.parametrize(
    ("target", "source"),
    [
        (f"{QT}platforms/libqxcb.so", VENV),
        (f"{QT}platforms/libqoffscreen.so", VENV),
        (f"{QT}platforms/libqwayland.so", VENV),
        ("PySide6/plugins/platforms/qwindows.dll", "C:/checkout/build/venv/"),
        ("PySide6/plugins/styles/qmodernwindowsstyle.dll", "C:/checkout/build/venv/"),
        (f"{QT}platforms/libqcocoa.dylib", VENV),
        (f"{QT}imageformats/libqsvg.so", VENV),
        ("libxcb-cursor.so.0", "/lib/x86_64-linux-gnu/libxcb-cursor.so.0"),
        ("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0"),
        ("python3.11/lib-dynload/_bz2.so", "/usr/lib/python3.11/lib-dynload/_bz2.so"),
        ("numpy.libs/libscipy_openblas64_.so", f"{VENV}numpy.libs/libscipy_openblas64_.so"),
        ("resources/style.qss", "/checkout/resources/style.qss"),
    ],
)
def test_the_app_has_what_it_needs(target, source):
    assert is_shipped(target, source)


@pytest.mark.parametrize(
    ("target", "source"),
    [
        (f"{QT}platforms/libqvnc.so", VENV),
        (f"{QT}platformthemes/libqgtk3.so", VENV),
        (f"{QT}tls/libqopensslbackend.so", VENV),
        (f"{QT}imageformats/libqtiff.so", VENV),
        ("PySide6/Qt/translations/qt_de.qm", VENV),
        ("libQt6EglFSDeviceIntegration.so.6", VENV),
        ("libstdc++.so.6", "/lib/x86_64-linux-gnu/libstdc++.so.6"),
        ("libX11.so.6", "/usr/lib64/libX11.so.6"),
        ("libgtk-3.so.0", "/usr/lib/x86_64-linux-gnu/libgtk-3.so.0"),
    ],
)
def test_what_nothing_uses_or_the_system_owns_stays_out(target, source):
    assert not is_shipped(target, source)


def test_macos_opens_sessions_as_their_owner_and_tables_beside_others():
    documents = macos_properties()["CFBundleDocumentTypes"]

    assert [document["LSHandlerRank"] for document in documents] == ["Owner", "Alternate"]
