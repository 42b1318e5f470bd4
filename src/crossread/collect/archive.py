"""Zipped folders: their members are read as files would be, within bounds; nothing is unpacked to the disk."""

from __future__ import annotations

import zipfile
from collections.abc import Callable

from crossread.collect.source import MAX_BYTES, MAX_CONTAINER_BYTES, MAX_DOCUMENTS, NotRead, Source, Warn
from crossread.collect.zipped_xml import open_zip, read_member

MAX_NESTED = 2  # zips inside zips; more are a trap, no folder
_OWN_KINDS = ((
    "word/document.xml", "docx",
), ("content.xml", "odt"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx"),
("META-INF/container.xml", "epub"))  # fmt: skip


def kind_inside(data: bytes) -> str:
    """Return which kind of document a zip is ("docx", "odt", "xlsx", "pptx", "epub"), or "zip"."""
    try:
        with open_zip(data) as archive:
            names = set(archive.namelist())
    except NotRead:
        return "zip"
    return next((kind for part, kind in _OWN_KINDS if part in names), "zip")


def walk_zip(source: Source, warn: Warn, visit: Callable[[Source], None]) -> None:
    """Hand every file of a zip to `visit`, in order of name; what is locked, broken or beyond the bounds is said."""
    left = MAX_CONTAINER_BYTES
    with open_zip(source.data) as archive:
        files = [member for member in archive.infolist() if not member.is_dir()]
        members = sorted((member for member in files if _wanted(member)), key=lambda member: member.filename)
        if len(members) < len(files):
            warn(source.path, f"{len(files) - len(members)} hidden files are passed over")
        if not members:
            raise NotRead("this zip is empty")
        if len(members) > MAX_DOCUMENTS:
            warn(
                source.path,
                f"{len(members):,} files are more than a zip may hold; the first {MAX_DOCUMENTS:,} are read",
            )
        for member in members[:MAX_DOCUMENTS]:
            path = f"{source.path}/{member.filename}"
            if member.flag_bits & 1:
                warn(path, "locked with a password; unpack it first")
                continue
            try:
                data = read_member(
                    archive, member.filename, min(left, MAX_CONTAINER_BYTES if _holds_many(member) else MAX_BYTES)
                )
            except NotRead as error:
                warn(path, f"{error}; passed over")
                if left < MAX_BYTES:
                    warn(
                        source.path,
                        f"it unpacks to more than {MAX_CONTAINER_BYTES / 1e6:.0f} MB; what follows {member.filename} "
                        f"is not read",
                    )
                    return
                continue
            left -= len(data)
            visit(Source(path=path, data=data))


def _wanted(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.split("/")
    return parts[0] != "__MACOSX" and not any(part.startswith(".") and part.strip(".") for part in parts)


def _holds_many(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().endswith((".jsonl", ".zip", ".mbox", ".csv", ".json", ".warc", ".warc.gz"))
