"""Files that are no tables of text, known by how they begin."""

from typing import NamedTuple


class Signature(NamedTuple):
    """How a kind of file begins, what it is called, and what to do with it."""

    start: bytes
    kind: str
    remedy: str


_SAVE_AS_CSV = "save the table as CSV and open that"
_RENAME = "let its name end as it should, in .npz, .xlsx, .xls or .ods, or save it as CSV"
_UNPACK = "unpack it and open the table inside"

_SIGNATURES = (
    Signature(b"\x93NUMPY", "a NumPy array (npy)", "let its name end in .npy"),
    Signature(b"PK\x03\x04", "a zip archive, such as npz or xlsx", _RENAME),
    Signature(b"PK\x05\x06", "an empty zip archive", _SAVE_AS_CSV),
    Signature(b"\x1f\x8b", "compressed with gzip", _UNPACK),
    Signature(b"BZh", "compressed with bzip2", _UNPACK),
    Signature(b"\xfd7zXZ\x00", "compressed with xz", _UNPACK),
    Signature(b"(\xb5/\xfd", "compressed with zstd", _UNPACK),
    Signature(b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    Signature(b"\xd0\xcf\x11\xe0", "an old Excel or Office file", _RENAME),
    Signature(b"PAR1", "a Parquet table", "let its name end in .parquet"),
    Signature(b"\x89HDF", "an HDF5 file", _SAVE_AS_CSV),
    Signature(b"\x80\x04\x95", "a Python pickle, which is never opened", _SAVE_AS_CSV),
    Signature(b"%PDF", "a PDF document", "copy the table out of it into a text file"),
    Signature(b"\x89PNG", "a picture", "choose a table of numbers"),
    Signature(b"\xff\xd8\xff", "a picture", "choose a table of numbers"),
    Signature(b"GIF8", "a picture", "choose a table of numbers"),
    Signature(b"\x7fELF", "a program", "choose a table of numbers"),
    Signature(
        b"version https://git-lfs",
        "a Git LFS pointer that holds none of the numbers",
        "fetch the file itself with 'git lfs pull'",
    ),
)


def signature_of(content: bytes) -> Signature | None:
    """Return what the first bytes give away, or None when they could be a table of text."""
    return next((known for known in _SIGNATURES if content.startswith(known.start)), None)
