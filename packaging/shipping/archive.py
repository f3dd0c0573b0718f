"""Archives that are the same bytes whenever the same files go in."""

from __future__ import annotations

import tarfile
from pathlib import Path

from shipping.workshop import clock


def write_tar_xz(path: Path, folder: Path, root: str) -> None:
    """Pack a folder: sorted, owned by nobody in particular, all of one time.

    Parameters
    ----------
    path : Path
        The archive to write.
    folder : Path
        What goes in.
    root : str
        What the folder is called inside.
    """
    time = clock()

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = time
        member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
        return member

    with tarfile.open(path, "w:xz", preset=6, format=tarfile.GNU_FORMAT) as archive:
        archive.add(folder, root, recursive=False, filter=plain)
        for inside in sorted(folder.rglob("*")):
            name = f"{root}/{inside.relative_to(folder).as_posix()}"
            archive.add(inside, name, recursive=False, filter=plain)
