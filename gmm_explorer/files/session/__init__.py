"""Sessions as files: the data, the whole history, and how it is looked at."""

from gmm_explorer.files.session.files import (
    SESSION_SUFFIX,
    SessionImage,
    image_of,
    read_session,
    write_image,
    write_session,
)

__all__ = [
    "SESSION_SUFFIX",
    "SessionImage",
    "image_of",
    "read_session",
    "write_image",
    "write_session",
]
