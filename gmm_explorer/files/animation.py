"""Pictures one after the other as a file: GIF and WebP by Pillow, MP4 by ffmpeg."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from gmm_explorer.files.atomic import replacing_bytes
from gmm_explorer.files.errors import ExportError, FilePath
from gmm_explorer.files.progress import Progress

Picture = NDArray[np.uint8]

_BY_PILLOW = {".gif": "GIF", ".webp": "WEBP"}
_MP4 = ".mp4"
_STILL = 1.5  # seconds that the last picture is shown


def animation_suffixes() -> tuple[str, ...]:
    """Return what can be written here: it depends on Pillow and ffmpeg being there."""
    by_pillow = tuple(_BY_PILLOW) if find_spec("PIL") is not None else ()
    return by_pillow + ((_MP4,) if shutil.which("ffmpeg") is not None else ())


def write_animation(
    path: FilePath, pictures: Sequence[Picture], per_second: float, progress: Progress
) -> None:
    """Write pictures in the format of the suffix; the last one stays a while.

    Parameters
    ----------
    path
        The file; one that exists is replaced at once or not at all.
    pictures : sequence of uint8 arrays of shape (height, width, 3)
        At least one, all of one size.
    per_second
        Pictures a second.
    progress
        Called with the fraction that is done; what it raises ends the writing.

    Raises
    ------
    ExportError
        When the format needs what is not installed, or the file cannot be written.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in animation_suffixes():
        raise ExportError(
            path,
            "",
            "animations of this kind cannot be written here",
            "use .gif or .webp with Pillow installed, or .mp4 with ffmpeg on the PATH",
        )
    told = _telling(pictures, progress)
    content = (
        _of_ffmpeg(path, told, pictures[0].shape, per_second)
        if suffix == _MP4
        else _of_pillow(told, _BY_PILLOW[suffix], len(pictures), per_second)
    )
    with replacing_bytes(path) as stream:
        stream.write(content)


def _telling(pictures: Sequence[Picture], progress: Progress) -> Iterator[Picture]:
    for number, picture in enumerate(pictures, start=1):
        yield picture
        progress(number / len(pictures))


def _of_pillow(pictures: Iterator[Picture], name: str, n_pictures: int, per_second: float) -> bytes:
    from PIL import Image  # an extra, and slow to import

    images = (Image.fromarray(picture) for picture in pictures)
    first = next(images)
    each = round(1000.0 / per_second)
    durations = [each] * (n_pictures - 1) + [round(1000.0 * _STILL)]
    buffer = BytesIO()
    first.save(
        buffer,
        name,
        save_all=True,
        append_images=images,
        duration=durations if n_pictures > 1 else durations[0],
        loop=0,
    )
    return buffer.getvalue()


def _of_ffmpeg(
    path: FilePath, pictures: Iterator[Picture], shape: tuple[int, ...], per_second: float
) -> bytes:
    height, width = shape[0] // 2 * 2, shape[1] // 2 * 2  # the codec wants even sides
    with TemporaryDirectory() as folder:
        made = Path(folder, "animation.mp4")
        command = ["ffmpeg", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24"]
        command += ["-s", f"{width}x{height}", "-r", f"{per_second:g}", "-i", "-"]
        command += ["-vf", f"tpad=stop_mode=clone:stop_duration={_STILL}"]
        command += ["-pix_fmt", "yuv420p", "-y", str(made)]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stderr=subprocess.DEVNULL) as process:
            if process.stdin is not None:
                with suppress(BrokenPipeError):  # it has given up: its exit code says so
                    for picture in pictures:
                        process.stdin.write(
                            np.ascontiguousarray(picture[:height, :width]).tobytes()
                        )
                with suppress(BrokenPipeError):
                    process.stdin.close()
        if process.returncode != 0 or not made.exists():
            raise ExportError(
                path, "", "ffmpeg could not write it", "use .gif or .webp, or install its H.264"
            )
        return made.read_bytes()
