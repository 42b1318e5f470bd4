"""Files, folders and standard input -> raw documents. The only stage that touches the disk."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from crossread.collect.walk import files_below, kind_of
from crossread.model import RawDocument, Warning

Media = Literal["text", "html", "markdown"]
Add = Callable[[RawDocument], None]
Warn = Callable[[str, str], None]
MEDIA: dict[str, Media] = {".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}
META_KEYS = ("title", "outlet", "published", "url")
MAX_BYTES = 20_000_000  # a single report above this is no report; reading it would cost minutes and memory


@dataclass(frozen=True, slots=True)
class Collected:
    """Raw documents in the order of the paths, and what was passed over and why."""

    documents: tuple[RawDocument, ...]
    warnings: tuple[Warning, ...]


def collect(paths: Sequence[str], published: Mapping[str, str] | None = None) -> Collected:
    """Collect reports from files, folders and "-" (standard input).

    `published` maps a path, or the end of one, to a date. A sidecar NAME.meta.json beside a file, or FILE.meta.json,
    gives title, outlet, published and url. Nothing is raised for bad input: each thing passed over is a warning.
    """
    dates = dict(published or {})
    documents: list[RawDocument] = []
    warnings: list[Warning] = []
    used: set[str] = set()

    def warn(path: str, why: str) -> None:
        warnings.append(Warning(message=f"{path}: {why}"))

    def add(document: RawDocument) -> None:
        for name, date in dates.items():
            if document.path == name or document.path.endswith("/" + name):
                document = RawDocument(
                    path=document.path, data=document.data, text=document.text, media=document.media,
                    metadata={**document.metadata, "published": date},
                )  # fmt: skip
                used.add(name)
        documents.append(document)

    for path in paths:
        if not path:
            warn('""', "an empty path names nothing; give a file, a folder or -")
            continue
        if path == "-":
            data = sys.stdin.buffer.read()
            if data.strip():
                add(RawDocument(path="-", data=data, media="html" if _looks_html(data) else "text"))
            else:
                warn("-", "standard input is empty; pipe a report into it")
            continue
        place = Path(path)
        try:
            kind = kind_of(place)
        except OSError as error:
            warn(path, f"cannot be looked at ({error.strerror or error}); check the path and its permissions")
            continue
        if kind == "folder":
            files = [f for f in files_below(place, warn) if _wanted(f)]
            if not files:
                warn(path, "no .txt, .html, .md or .jsonl file in this folder; name the files, or another folder")
            for file in files:
                _collect_file(file, add, warn)
        elif kind in ("file", "stream"):
            _collect_file(place, add, warn)
        else:
            warn(path, "there is no such file or folder; check the path")
    for name in dates:
        if name not in used:
            warn(name, "--published names a report that was not collected; give its path as it is given to read")
    return Collected(tuple(documents), tuple(warnings))


def _wanted(file: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.parts[-1:])
    return not hidden and (file.suffix.lower() in MEDIA or file.suffix.lower() == ".jsonl")


def _looks_html(data: bytes) -> bool:
    head = data[:2000].lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html")) or b"<body" in head


def _collect_file(file: Path, add: Add, warn: Warn) -> None:
    path = str(file)
    try:
        size = file.stat().st_size
        if size > MAX_BYTES and file.suffix.lower() != ".jsonl":
            warn(path, f"{size / 1e6:.0f} MB is more than one report can be (limit {MAX_BYTES / 1e6:.0f} MB); split it")
            return
        data = file.read_bytes()
    except OSError as error:
        warn(path, f"cannot be read ({error.strerror or error}); check its permissions")
        return
    if not data.strip():
        warn(path, "the file is empty; passed over")
        return
    if b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        warn(path, "this is a binary file, no text; give a .txt, .html, .md or .jsonl file")
        return
    metadata = _sidecar(file, warn)
    if file.suffix.lower() == ".jsonl":
        _collect_lines(path, data, add, warn)
        return
    media: Media = MEDIA.get(file.suffix.lower()) or ("html" if _looks_html(data) else "text")
    add(RawDocument(path=path, data=data, media=media, metadata=metadata))


def _sidecar(file: Path, warn: Warn) -> dict[str, str]:
    for sidecar in (file.with_name(file.name + ".meta.json"), file.with_suffix(".meta.json")):
        try:
            if not sidecar.is_file():
                continue
        except OSError:  # the name of the report is so long that no sidecar can stand beside it
            continue
        try:
            found = json.loads(sidecar.read_text("utf-8"))
            return {key: str(found[key]) for key in META_KEYS if found.get(key)}
        except (OSError, ValueError, AttributeError, RecursionError) as error:
            warn(str(sidecar), f"this sidecar is no JSON object ({error}); it was passed over")
    return {}


def _collect_lines(path: str, data: bytes, add: Add, warn: Warn) -> None:
    for number, line in enumerate(data.decode("utf-8-sig", "replace").split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}#{number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            warn(where, f"this line is no JSON ({error}); passed over")
            continue
        text = row.get("text") if isinstance(row, dict) else None
        if not isinstance(text, str) or not text.strip():
            warn(where, 'this line has no "text"; each line must be an object with the text of one report')
            continue
        metadata = {key: str(row[key]) for key in META_KEYS if row.get(key)}
        add(RawDocument(path=where, text=text, media="text", metadata=metadata))
