"""What a start asks of an app that runs already."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Request:
    """What to open, in words that mean the same in another process.

    Attributes
    ----------
    files
        Absolute paths.
    example
        The name of an example, or nothing.
    activation
        The desktop's permission to take the focus, or nothing: Wayland gives one to each start.
    """

    files: tuple[str, ...] = ()
    example: str = ""
    activation: str = ""

    @classmethod
    def of_this_start(cls, files: Sequence[str], example: str | None) -> "Request":
        """Return the request of a command line, typed in the folder of this process."""
        absolute = tuple(str(Path(path).absolute()) for path in files)
        return cls(absolute, example or "", os.environ.get("XDG_ACTIVATION_TOKEN", ""))

    def to_line(self) -> bytes:
        """Return the request as one line; a path may hold bytes that are no text."""
        fields = {"files": self.files, "example": self.example, "activation": self.activation}
        return json.dumps(fields).encode("ascii") + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "Request":
        """Return the request that a line holds.

        Raises
        ------
        ValueError
            When it is none.
        """
        fields = json.loads(line)
        if not isinstance(fields, dict):
            raise ValueError("a request is an object")
        files = fields.get("files", [])
        words = [fields.get("example", ""), fields.get("activation", "")]
        if not (isinstance(files, list) and all(isinstance(word, str) for word in files + words)):
            raise ValueError("a request holds texts")
        return cls(tuple(files), *words)
