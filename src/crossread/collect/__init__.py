"""Files, folders and standard input -> raw documents. The only stage that touches the disk.

Each kind of file is a module of its own (`kinds` lists them). Nothing is raised for bad input and nothing is passed
over in silence: what is not read is a warning that names it, the reason, and what to do.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from crossread.collect.archive import MAX_NESTED, walk_zip
from crossread.collect.exports import articles_of
from crossread.collect.kinds import READ, UNREAD, ZIP, Kind, kind_of
from crossread.collect.sidecar import read_sidecar
from crossread.collect.source import MAX_BYTES, MAX_CONTAINER_BYTES, MAX_DOCUMENTS, NotRead, Source, Warn
from crossread.collect.walk import files_below, what_is
from crossread.model import RawDocument, Warning
from crossread.text.encoding import decode

__all__ = ["MAX_BYTES", "MAX_CONTAINER_BYTES", "Collected", "Source", "collect", "collect_source", "sources_of"]

LOG = logging.getLogger("crossread")
SIDECAR = ".meta.json"


@dataclass(frozen=True, slots=True)
class Collected:
    """Raw documents in the order of the paths, and what was passed over and why."""

    documents: tuple[RawDocument, ...]
    warnings: tuple[Warning, ...]


@dataclass(slots=True)
class _Pile:
    """What is collected so far; `dates` maps a path, or the end of one, to a date from outside."""

    dates: Mapping[str, str]
    documents: list[RawDocument] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def warn(self, path: str, why: str) -> None:
        self.warnings.append(Warning(message=f"{path}: {why}"))

    def add(self, document: RawDocument) -> None:
        for name, date in self.dates.items():
            if document.path == name or document.path.endswith("/" + name):
                document = msgspec.structs.replace(document, metadata={**document.metadata, "published": date})
                self.used.add(name)
        self.documents.append(document)


def collect(paths: Sequence[str], published: Mapping[str, str] | None = None) -> Collected:
    """Collect reports from files, folders and "-" (standard input).

    `published` maps a path, or the end of one, to a date. A sidecar NAME.meta.json beside a file, or FILE.meta.json,
    gives title, outlet, published and url. Nothing is raised for bad input: each thing passed over is a warning.
    """
    pile = _Pile(dict(published or {}))
    for source in sources_of(paths, pile.warn):
        _collect_source(source, pile)
    for name in pile.dates:
        if name not in pile.used:
            pile.warn(name, "--published names a report that was not collected; give its path as it is given to read")
    return Collected(tuple(pile.documents), tuple(pile.warnings))


def collect_source(source: Source, published: str | None = None) -> Collected:
    """Collect the reports of one file that is already in memory; `published` dates them from outside."""
    pile = _Pile({})
    metadata = {**source.metadata, "published": published} if published else source.metadata
    _collect_source(Source(path=source.path, data=source.data, metadata=metadata), pile)
    return Collected(tuple(pile.documents), tuple(pile.warnings))


def sources_of(paths: Sequence[str], warn: Warn) -> Iterator[Source]:
    """Yield the bytes of the files that paths, folders and "-" name, one at a time; what cannot be had is said."""
    for path in paths:
        if path == "-":
            yield from _stdin(warn)
        elif not path:
            warn('""', "an empty path names nothing; give a file, a folder or -")
        else:
            yield from _files(path, warn)


def _stdin(warn: Warn) -> Iterator[Source]:
    stream = getattr(sys.stdin, "buffer", None)
    try:
        data = stream.read(MAX_CONTAINER_BYTES + 1) if stream is not None else b""
    except (OSError, ValueError) as error:
        warn("-", f"standard input cannot be read ({error})")
        return
    if not data.strip():
        warn("-", "standard input is empty; pipe a report into it")
        return
    yield Source(path="-", data=data)


def _files(path: str, warn: Warn) -> Iterator[Source]:
    place = Path(path)
    try:
        what = what_is(place)
    except OSError as error:
        warn(path, f"cannot be looked at ({error.strerror or error}); check the path and its permissions")
        return
    if what == "folder":
        files = list(files_below(place, warn))
        reports = [file for file in files if not file.name.lower().endswith(SIDECAR)]
        if not reports:
            warn(path, f"no file to read in this folder; name the files, or another folder (read are {READ})")
        for file in reports:
            yield from _bytes_of(file, warn)
        _lonely_sidecars(files, warn)
    elif what:
        yield from _bytes_of(place, warn)
    else:
        warn(path, "there is no such file or folder; check the path")


def _lonely_sidecars(files: Sequence[Path], warn: Warn) -> None:
    names = {str(file) for file in files}
    stems = {str(file.with_suffix("")) for file in files if not file.name.lower().endswith(SIDECAR)}
    for file in files:
        whose = str(file)[: -len(SIDECAR)]
        if file.name.lower().endswith(SIDECAR) and whose not in names and whose not in stems:
            warn(str(file), "no report stands beside this sidecar; passed over")


def _bytes_of(file: Path, warn: Warn) -> Iterator[Source]:
    path = str(file)
    if file.suffix.lower() in UNREAD and not path.lower().endswith(".warc.gz"):
        warn(path, f"not read: this is {UNREAD[file.suffix.lower()]}")
        return
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_CONTAINER_BYTES + 1)
    except OSError as error:
        warn(path, f"cannot be read ({error.strerror or error}); check its permissions")
        return
    if not data.strip():
        warn(path, "the file is empty; passed over")
        return
    yield Source(path=path, data=data, metadata=read_sidecar(file, warn))


def _collect_source(source: Source, pile: _Pile, nested: int = 0) -> None:
    """Read one file, or one member of a zip; whatever its library raises, the file is named and the rest goes on."""
    before = len(pile.documents) + len(pile.warnings)
    _collect_known(source, pile, nested)
    if len(pile.documents) + len(pile.warnings) == before:
        pile.warn(source.path, "nothing to read was found in it; passed over")


def _collect_known(source: Source, pile: _Pile, nested: int) -> None:
    try:
        kind = kind_of(source.path, source.data)
        limit = MAX_CONTAINER_BYTES if kind.many else MAX_BYTES
        if len(source.data) > limit:
            pile.warn(
                source.path,
                f"{len(source.data) / 1e6:.0f} MB is more than one report can be (limit {limit / 1e6:.0f} MB); split "
                f"it",
            )
        elif kind is ZIP:
            if nested >= MAX_NESTED:
                raise NotRead(f"zips inside zips are read to {MAX_NESTED} deep; unpack it")
            walk_zip(source, pile.warn, lambda member: _collect_member(member, pile, nested + 1))
        elif kind.reader is None:
            raise NotRead(kind.why)
        else:
            _read(kind, source, pile)
    except NotRead as error:
        pile.warn(source.path, f"not read: {error}")
    except Exception as error:  # a broken file raises whatever the library that reads it trips over
        LOG.debug("%s", source.path, exc_info=error)
        pile.warn(
            source.path,
            f"not read: it is broken, or of no kind that is known ({type(error).__name__}: {str(error)[:200]})",
        )


def _collect_member(member: Source, pile: _Pile, nested: int) -> None:
    suffix = Path(member.path).suffix.lower()
    if suffix in UNREAD and not member.path.lower().endswith(".warc.gz"):
        pile.warn(member.path, f"not read: this is {UNREAD[suffix]}")
    elif not member.data.strip():
        pile.warn(member.path, "the file is empty; passed over")
    else:
        _collect_source(member, pile, nested)


def _read(kind: Kind, source: Source, pile: _Pile) -> None:
    assert kind.reader is not None
    for count, document in enumerate(kind.reader(source, pile.warn), start=1):
        if count > MAX_DOCUMENTS:
            pile.warn(source.path, f"more than {MAX_DOCUMENTS:,} reports in one file; the rest is not read")
            return
        if kind.many or document.media != "text" or not _collect_export(document, pile):
            pile.add(document)


def _collect_export(document: RawDocument, pile: _Pile) -> bool:
    """Take an export of a news database apart; say whether it was one."""
    text = document.text if document.text is not None else decode(document.data or b"", lambda message: None)
    articles = articles_of(text)
    for number, article in enumerate(articles, start=1):
        where = f"{document.path}#{number}"
        if article.text.strip():
            pile.add(
                RawDocument(
                    path=where, text=article.text, media="text", metadata={**article.metadata, **document.metadata}
                )
            )
        else:
            pile.warn(where, "this article of the export has no text; passed over")
    return bool(articles)
