"""Getting at the bytes of a file without waiting for ever and without filling the memory."""

import os
import stat

from gmm_explorer.files.errors import FileError, FilePath
from gmm_explorer.files.memory import available_memory

# Bytes held for each byte of the file while it is read: the text, the numbers, their copy.
_MEMORY_PER_BYTE = 6

_SPECIAL_FILES = (
    (stat.S_ISDIR, "is a folder", "choose a file in it"),
    (stat.S_ISFIFO, "is a pipe", "save what comes out of it to a file first"),
    (stat.S_ISSOCK, "is a socket", "choose a file"),
    (stat.S_ISCHR, "is a device", "choose a file"),
    (stat.S_ISBLK, "is a device", "choose a file"),
)


def read_bytes(path: FilePath, error: type[FileError], *, max_bytes: int | None = None) -> bytes:
    """Return everything in a regular file.

    Parameters
    ----------
    path
        The file. A pipe or a device is refused before it could be waited for.
    error
        The type of error to raise.
    max_bytes
        The largest file that makes sense; None means as much as the memory can take.

    Raises
    ------
    FileError
        Of the type given, when there is no such file, it may not be read, is no regular file or
        too large.
    """
    try:
        _refuse_special(path, os.stat(path), error)
        descriptor = os.open(path, os.O_RDONLY | _flag("O_NONBLOCK") | _flag("O_BINARY"))
        with open(descriptor, "rb") as stream:
            # Once more, now that nobody can put another file in its place.
            status = os.fstat(descriptor)
            _refuse_special(path, status, error)
            _refuse_large(path, status.st_size, error, max_bytes)
            return stream.read()
    except (OSError, ValueError) as problem:
        raise _explained(path, problem, error) from problem


def _flag(name: str) -> int:
    return int(getattr(os, name, 0))


def _refuse_special(path: FilePath, status: os.stat_result, error: type[FileError]) -> None:
    for is_kind, reason, remedy in _SPECIAL_FILES:
        if is_kind(status.st_mode):
            raise error(path, "", f"this {reason}, not a file", remedy)


def _refuse_large(path: FilePath, size: int, error: type[FileError], max_bytes: int | None) -> None:
    if max_bytes is not None:
        if size > max_bytes:
            raise error(
                path,
                "",
                f"its {gigabytes(size)} are more than the {gigabytes(max_bytes)} it may have",
                "check that it is the right one",
            )
        return
    needed, free = size * _MEMORY_PER_BYTE, available_memory()
    if needed > free:
        raise error(
            path,
            "",
            f"reading it needs about {gigabytes(needed)} of memory and {gigabytes(free)} are free",
            "open a sample of its rows",
        )


def gigabytes(size: int) -> str:
    """Return a number of bytes for people."""
    return f"{size / 1e9:.1f} GB" if size >= 1e8 else f"{size / 1e6:.1f} MB"


def _explained(path: FilePath, problem: Exception, error: type[FileError]) -> FileError:
    if isinstance(problem, FileNotFoundError):
        return error(path, "", "there is no such file", "check the name and the folder")
    if isinstance(problem, PermissionError):
        return error(
            path, "", "you have no permission to read it", "change its permissions or copy it"
        )
    reason = getattr(problem, "strerror", None) or str(problem)
    return error(path, "", f"it cannot be read ({reason})", "check the disk and the path")
