"""Records of the model as they are kept: JSON of msgspec, compressed where it is long."""

from __future__ import annotations

import zlib
from typing import TypeVar

import msgspec

from crossread.errors import LibraryError

_T = TypeVar("_T")
LEVEL = 1  # of zlib: a fifth of the size for a tenth of the time that higher levels take


def pack(record: object) -> bytes:
    """Return a record as it is kept."""
    return zlib.compress(msgspec.json.encode(record), LEVEL)


def unpack(data: bytes, kind: type[_T], what: str) -> _T:
    """Return a kept record; raises LibraryError where this version's records are other ones."""
    try:
        return msgspec.json.decode(zlib.decompress(data), type=kind)
    except (msgspec.MsgspecError, zlib.error) as error:
        raise LibraryError(
            f"{what} was kept by another version of Crossread ({error}); run `crossread reread` with this one"
        ) from error
