"""The zip archive of a session: nothing of it is ever unpacked to the disk.

Its first entry is ``mimetype``, stored, so that the kind of file is told by its first bytes, as in
EPUB and OpenDocument.  ``session.json`` and the arrays are stored too, without compression:
coordinates hardly shrink, and what does not grow on reading is no bomb.  Archives that somebody
packed anew are read as well, unless they grow beyond reason.
"""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from typing import IO, Any

import numpy as np
from numpy.lib import format as npy_format
from numpy.typing import NDArray

from gmm_explorer.files.arrays.npy import read_npy
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.session.fields import refusal

MIMETYPE = "application/x-gmm-explorer"
DOCUMENT = "session.json"

_KIND = "mimetype"
_NAME = re.compile(r"[A-Za-z0-9_.-]{1,100}")
_MAX_ENTRIES = 10_000
_MAX_DOCUMENT = 1 << 24  # a person does not do more by hand, and it is refused in 2 s
_MAX_GROWTH = 50  # times the file; numbers grow by little, and text of this kind by ten times
_ENCRYPTED = 0x1
_CHOOSE = "choose a file that GMM Explorer has saved"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive knows: equal sessions, equal files

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


class SessionArchive:
    """The entries of a session's file.

    Parameters
    ----------
    content
        The bytes of the file.

    Raises
    ------
    BadContentError
        When it is no session, or one that does not look as if it had been written here.
    """

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGE as problem:
            reason = "it is empty" if not content else "it is no whole session, as .gmmx files are"
            raise BadContentError("", reason, _CHOOSE) from problem
        self._check_kind()
        self._check_entries(len(content))

    def document(self) -> bytes:
        """Return what ``session.json`` holds."""
        entry = self._entry(DOCUMENT)
        if entry.file_size > _MAX_DOCUMENT:
            raise refusal(DOCUMENT, f"it is larger than {_MAX_DOCUMENT:,} bytes")
        return self._read(entry)

    def array(self, name: str, kind: type[np.generic]) -> NDArray[Any]:
        """Return an array of numbers of one kind."""
        entry = self._entry(f"{name}.npy")
        try:
            with self._zip.open(entry) as stream:
                array = read_npy(stream, entry.file_size, entry.filename)
                if stream.read(1):  # to its end, where the checksum is compared
                    raise refusal(entry.filename, "more follows after its numbers")
        except _DAMAGE as problem:
            raise refusal(entry.filename, f"it is damaged ({problem})") from problem
        if array.dtype != np.dtype(kind).newbyteorder("<"):
            raise refusal(entry.filename, f"its numbers are {array.dtype} and not {np.dtype(kind)}")
        return array.astype(kind, copy=False)

    def _check_kind(self) -> None:
        entries = self._zip.infolist()
        first = entries[0] if entries else None
        if first is not None:
            _check_entry(first)
        if first is None or first.filename != _KIND or first.file_size != len(MIMETYPE):
            raise BadContentError(
                "", "it is a zip archive and no session: its first entry is no mimetype", _CHOOSE
            )
        if self._read(first) != MIMETYPE.encode():
            raise BadContentError("", f"its mimetype is not {MIMETYPE}", _CHOOSE)

    def _check_entries(self, n_bytes: int) -> None:
        entries = self._zip.infolist()
        if len(entries) > _MAX_ENTRIES:
            raise refusal("", f"its {len(entries):,} entries are more than {_MAX_ENTRIES:,}")
        names: set[str] = set()
        for entry in entries:
            _check_entry(entry)
            if entry.filename in names:
                raise refusal(entry.filename, "it is there twice")
            names.add(entry.filename)
        if sum(entry.file_size for entry in entries) > _MAX_GROWTH * n_bytes:
            raise refusal("", f"unpacked it is more than {_MAX_GROWTH} times as large")

    def _entry(self, name: str) -> zipfile.ZipInfo:
        try:
            return self._zip.getinfo(name)
        except KeyError as problem:
            raise refusal("", f"it holds no {name}") from problem

    def _read(self, entry: zipfile.ZipInfo) -> bytes:
        try:
            return self._zip.read(entry)
        except _DAMAGE as problem:
            raise refusal(entry.filename, f"it is damaged ({problem})") from problem


def _check_entry(entry: zipfile.ZipInfo) -> None:
    shown = ascii(entry.filename)[1:-1][:60]
    if _NAME.fullmatch(entry.filename) is None or set(entry.filename) == {"."}:
        raise refusal(f"entry {shown}", "its name leads elsewhere, which no session needs")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise refusal(f"entry {shown}", "it is a link or a device and no file")
    if entry.flag_bits & _ENCRYPTED:
        raise refusal(f"entry {shown}", "it is encrypted")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refusal(f"entry {shown}", "it is packed in a way that no session is")


def write_archive(stream: IO[bytes], document: bytes, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write a session's entries as an archive.

    Raises
    ------
    BadContentError
        When the document is longer than what is read again.
    """
    if len(document) > _MAX_DOCUMENT:
        raise BadContentError(
            "", "the history has too many entries for one file", "delete some of its branches"
        )
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_info(_KIND), MIMETYPE)
        archive.writestr(_info(DOCUMENT), document)
        for name, array in arrays.items():
            with archive.open(_info(f"{name}.npy"), "w", force_zip64=True) as entry:
                npy_format.write_array(entry, _little(array), version=(1, 0), allow_pickle=False)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    return info


def _little(array: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(array, array.dtype.newbyteorder("<"))
