"""What Windows shows in the properties of the program; made on Windows alone."""

from __future__ import annotations

from PyInstaller.utils.win32 import versioninfo

ENGLISH_UNICODE = (0x0409, 1200)


def version_resource(version: str) -> versioninfo.VSVersionInfo:
    """Return the version resource of the executables."""
    numbers = (*map(int, version.split(".")[:3]), 0)
    language, charset = ENGLISH_UNICODE
    strings = {
        "CompanyName": "GMM Explorer",
        "FileDescription": "GMM Explorer",
        "FileVersion": version,
        "InternalName": "gmm-explorer",
        "LegalCopyright": "MIT licence",
        "OriginalFilename": "gmm-explorer.exe",
        "ProductName": "GMM Explorer",
        "ProductVersion": version,
    }
    table = versioninfo.StringTable(
        f"{language:04X}{charset:04X}",
        [versioninfo.StringStruct(name, text) for name, text in strings.items()],
    )
    return versioninfo.VSVersionInfo(
        ffi=versioninfo.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            versioninfo.StringFileInfo([table]),
            versioninfo.VarFileInfo([versioninfo.VarStruct("Translation", [language, charset])]),
        ],
    )
