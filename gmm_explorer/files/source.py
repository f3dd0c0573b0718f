"""Getting at the bytes of a file without waiting for ever and without filling the memory."""

import os
import stat
from collections.abc import Callable
from typing import BinaryIO

from gmm_explorer.data.room import gigabytes
from gmm_explorer.files.badcontent import BadContentError
from gmm_explorer.files.errors import FileError, FilePath

_SPECIAL_FILES = (
    (stat.S_ISDIR, "is a folder", "choose a file in it"),
    (stat.S_ISFIFO, "is a pipe", "save what comes out of it to a file first"),
    (stat.S_ISSOCK, "is a socket", "choose a file"),
    (stat.S_ISCHR, "is a device", "choose a file"),
    (stat.S_ISBLK, "is a device", "choose a file"),
)


def read_bytes(
    path: FilePath, error: type[FileError], check_size: Callable[[BinaryIO, int], None]
) -> bytes:
    """Return everything in a regular file.

    Parameters
    ----------
    path
        The file. A pipe or a device is refused before it could be waited for.
    error
        The type of error to raise.
    check_size
        Called with the open file and its number of bytes; a BadContentError from it says why so
        large a file is not to be read.

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
            check_size(stream, status.st_size)
            stream.seek(0)
            return stream.read()
    except BadContentError as bad:
        raise error(path, bad.place, bad.reason, bad.remedy) from bad
    except (OSError, ValueError) as problem:
        raise _explained(path, problem, error) from problem


def read_stream(stream: BinaryIO, name: str, error: type[FileError], max_bytes: int) -> bytes:
    """Return everything that comes out of a stream, such as standard input.

    Raises
    ------
    FileError
        Of the type given, when it is more than `max_bytes`, or the stream breaks.
    """
    try:
        content = stream.read(max_bytes + 1)
    except (OSError, ValueError) as problem:
        raise _explained(name, problem, error) from problem
    if len(content) > max_bytes:
        raise error(
            name,
            "",
            f"it holds more than the {gigabytes(max_bytes)} that there is memory for",
            "pass a sample of its rows",
        )
    return content


def _flag(name: str) -> int:
    return int(getattr(os, name, 0))


def _refuse_special(path: FilePath, status: os.stat_result, error: type[FileError]) -> None:
    for is_kind, reason, remedy in _SPECIAL_FILES:
        if is_kind(status.st_mode):
            raise error(path, "", f"this {reason}, not a file", remedy)


def _explained(path: FilePath, problem: Exception, error: type[FileError]) -> FileError:
    if isinstance(problem, FileNotFoundError):
        return error(path, "", "there is no such file", "check the name and the folder")
    if isinstance(problem, PermissionError):
        return error(
            path, "", "you have no permission to read it", "change its permissions or copy it"
        )
    reason = getattr(problem, "strerror", None) or str(problem)
    return error(path, "", f"it cannot be read ({reason})", "check the disk and the path")
