"""What goes into the bundle and what stays out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import files
from pathlib import PurePath

EXCLUDED_MODULES = [
    # Reached by an import that is tried and not needed.
    "IPython",
    "OpenGL",
    "PySide6.QtTest",
    "colorcet",
    "cupy",
    "h5py",
    "matplotlib",
    "numba",
    "pandas",
    "pyarrow",
    "pyqtgraph.examples",
    "pyqtgraph.opengl",
    "pytest",
    "setuptools",
    "tkinter",
    # Parts that nothing here opens. hashlib has its own functions where OpenSSL is not there.
    "_hashlib",
    "_ssl",
    "curses",
    "readline",
    "scipy.cluster",
    "scipy.datasets",
    "scipy.integrate",
    "scipy.interpolate",
    "scipy.io",
    "scipy.signal",
    "scipy.stats",
    "sqlite3",
    "ssl",
]

DISTRIBUTIONS = (
    "numpy",
    "pillow",
    "pyqtgraph",
    "PySide6_Essentials",
    "python-calamine",
    "scipy",
    "shiboken6",
    "threadpoolctl",
)
"""The packages that are in the bundle; their licences come along."""

_QT_PLUGINS = re.compile(
    r"platforms/(libqxcb|libqoffscreen|libqwayland.*|qwindows|qoffscreen|libqcocoa)\."
    r"|platformthemes/libqxdgdesktopportal\."
    r"|platforminputcontexts/lib(compose|ibus)platforminputcontextplugin\."
    r"|wayland-(shell-integration|decoration-client)/"
    r"|styles/"
    r"|iconengines/"
    r"|imageformats/(lib)?qsvg\."
)
"""The plugins of Qt that the app uses; all others stay out."""

LIBRARIES_OF_ANY_LINUX = re.compile(
    r"libxcb-(cursor|icccm|image|keysyms|render-util|util)\.so|libxkbcommon-x11\.so|libffi\.so"
)
_SYSTEM_LIBRARIES = re.compile(rf"{LIBRARIES_OF_ANY_LINUX.pattern}|lib(mpdec|python3[0-9.]*)\.so")
"""What is taken along from the Linux that builds: what a desktop may lack.

A package leaves the first of them to the packages it depends on.

All else (X11, fonts, glib, D-Bus, compression) must be the desktop's own, as it belongs to its
drivers and settings.
"""

_UNUSED_QT = re.compile(r"(PySide6/Qt/lib/)?libQt6(EglF|Test)")
"""Libraries that only plugins and modules need which stay out."""


def is_shipped(target: str, source: str) -> bool:
    """Return whether a file that the analysis found goes into the bundle.

    Parameters
    ----------
    target : str
        Its path in the bundle.
    source : str
        Where it comes from.
    """
    path = PurePath(target).as_posix()
    if "/translations/" in path or _UNUSED_QT.match(path):
        return False  # The app speaks English, and so do Qt's own dialogs then.
    plugin = re.search(r"/plugins/(.+)$", path)
    if plugin is not None and path.startswith("PySide6"):
        return _QT_PLUGINS.match(plugin[1]) is not None
    if re.match(r"(/usr)?/lib(64)?/(?!python3)", source):
        return _SYSTEM_LIBRARIES.match(PurePath(path).name) is not None
    return True


def macos_properties() -> dict[str, object]:
    """Return the Info.plist of the app bundle: which documents it opens, and how it is drawn."""
    session = "org.gmm-explorer.session"
    return {
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        "LSApplicationCategoryType": "public.app-category.education",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "GMM Explorer session",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [session],
            },
            {
                "CFBundleTypeName": "Table",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": [
                    "public.comma-separated-values-text",
                    "public.tab-separated-values-text",
                ],
            },
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": session,
                "UTTypeDescription": "GMM Explorer session",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["gmmx"],
                    "public.mime-type": ["application/x-gmm-explorer"],
                },
            }
        ],
    }


def licences(distributions: Iterable[str]) -> list[tuple[str, str]]:
    """Return the licence files of installed packages, and the folders they go to."""
    return [
        (str(file.locate()), f"licences/{name}")
        for name in distributions
        for file in files(name) or ()
        if re.search(r"\.dist-info/(licenses/|licen[cs]e|copying)", file.as_posix(), re.IGNORECASE)
    ]
