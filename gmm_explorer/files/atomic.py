"""Writing a file so that whoever looks finds the old one or the new one, and never half of it."""

import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import IO, AnyStr

from gmm_explorer.files.errors import ExportError, FilePath


def replacing(path: FilePath) -> AbstractContextManager[IO[str]]:
    """Open a text file beside `path`, and put it in its place when all is written.

    On an error, in the block or of the disk, the older file stays whole and nothing else is left.
    A symbolic link stays one: what it points to is replaced. UTF-8, line feeds as line ends.

    Raises
    ------
    ExportError
        When the file cannot be written.
    """
    return _replacing(path, lambda number: open(number, "w", encoding="utf-8", newline="\n"))


def replacing_bytes(path: FilePath) -> AbstractContextManager[IO[bytes]]:
    """Open a file of bytes as `replacing` opens one of text."""
    return _replacing(path, lambda number: open(number, "wb"))


@contextmanager
def _replacing(path: FilePath, open_number: Callable[[int], IO[AnyStr]]) -> Iterator[IO[AnyStr]]:
    target = Path(os.path.realpath(path))
    try:
        _refuse_unsuitable(path, target)
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=".gmm-", suffix=".tmp")
    except (OSError, ValueError) as problem:
        raise _explained(path, problem) from problem
    try:
        with open_number(descriptor) as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(_permissions(target))
        os.replace(temporary, target)
        _sync_folder(target.parent)
    except OSError as problem:
        raise _explained(path, problem) from problem
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)


def _refuse_unsuitable(path: FilePath, target: Path) -> None:
    if not target.parent.is_dir():
        raise ExportError(path, "", "its folder does not exist", "make the folder first")
    if not target.exists():
        return
    if not target.is_file():
        raise ExportError(path, "", "this is a folder or a device", "give the name of a file")
    if not os.access(target, os.W_OK):
        raise ExportError(path, "", "it is protected from writing", "choose another name")


def _permissions(target: Path) -> int:
    """Return those of the file to be replaced, or those any new file would get."""
    with suppress(FileNotFoundError):
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where a folder can be opened at all."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _explained(path: FilePath, problem: Exception) -> ExportError:
    reason = getattr(problem, "strerror", None) or str(problem)
    return ExportError(
        path,
        "",
        f"it cannot be written ({reason}), what was there before is untouched",
        "free some space or choose another folder",
    )
