"""Several arrays of NumPy in a zip archive, unpacked no further than they say they are large."""

import zipfile
import zlib
from types import TracebackType
from typing import IO, Any, Self

from numpy.typing import NDArray

from gmm_explorer.files.arrays.npy import read_npy
from gmm_explorer.files.badcontent import BadContentError

_SUFFIX = ".npy"
_MAX_MEMBERS = 1000
_ENCRYPTED = 0x1


class ArrayArchive:
    """An open ``.npz`` file.

    Parameters
    ----------
    stream
        The bytes of it.

    Attributes
    ----------
    names : tuple of str
        Of the arrays.

    Raises
    ------
    BadContentError
        When it is no archive of arrays.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as problem:
            raise BadContentError(
                "",
                "it is not a whole zip archive, as npz files are",
                "restore the file or save it again with numpy.savez",
            ) from problem
        members = [name for name in self._zip.namelist() if name.endswith(_SUFFIX)]
        self.names = tuple(name.removesuffix(_SUFFIX) for name in members)
        if len(members) > _MAX_MEMBERS or len(set(members)) < len(members):
            raise BadContentError(
                "",
                f"its {len(members)} arrays are more than {_MAX_MEMBERS}, or have one name twice",
                "save the arrays that matter as a file of their own",
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def read(self, name: str) -> NDArray[Any]:
        """Return an array.

        Raises
        ------
        BadContentError
            When it is damaged, too large for the memory, or holds objects.
        """
        place = f"array {name}"
        member = self._zip.getinfo(name + _SUFFIX)
        if member.flag_bits & _ENCRYPTED:
            raise BadContentError(place, "it is encrypted", "save it without a password")
        try:
            with self._zip.open(member) as stream:
                return read_npy(stream, member.file_size, place)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as problem:
            raise BadContentError(
                place, f"it cannot be unpacked ({problem})", "save it again with numpy.savez"
            ) from problem
