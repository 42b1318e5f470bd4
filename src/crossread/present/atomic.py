"""Files and folders that are whole or as they were: written beside their place under another name, then renamed.

A program that is killed, or a disk that is full, leaves what stood there before, and at most a file whose name begins
with "." and ends with ".part".
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

PART = ".part"


def write_whole(path: Path, data: bytes) -> Path:
    """Write a file as a whole; raises OSError and leaves what was there."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced, only written to
        path.write_bytes(data)
        return path
    place = _place_of(path)
    handle, name = tempfile.mkstemp(prefix=f".{place.name[:100]}.", suffix=PART, dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, place.stat().st_mode & 0o7777 if place.exists() else 0o666 & ~_umask())
        os.replace(name, place)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    return path


@contextmanager
def whole_folder(folder: Path, names: Sequence[str]) -> Iterator[Path]:
    """Give a folder to write the files `names` into; they take their place together when all are written.

    A folder that holds nothing else is replaced as one; in another, the files are, and the rest of it stays.
    """
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(20, "there is a file of this name", str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    place = _place_of(folder)
    new = Path(tempfile.mkdtemp(prefix=f".{place.name[:100]}.", suffix=PART, dir=place.parent))
    try:
        yield new
        new.chmod(place.stat().st_mode & 0o7777 if place.exists() else 0o777 & ~_umask())
        if not place.exists():
            new.rename(place)
        elif {path.name for path in place.iterdir()} <= set(names) and not os.path.ismount(place):
            _exchange(new, place)
        else:
            for name in names:
                os.replace(new / name, place / name)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _exchange(new: Path, place: Path) -> None:
    old = Path(tempfile.mkdtemp(prefix=f".{place.name[:100]}.", suffix=PART, dir=place.parent))
    place.rename(old)  # over an empty folder, which rename allows
    try:
        new.rename(place)
    except OSError:
        old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _place_of(path: Path) -> Path:
    """Return where a path leads, for that is replaced; raises OSError where links lead only to one another."""
    place = Path(os.path.realpath(path))
    if place.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return place


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
