"""Which kind of file bytes are, by name and by how they begin, and what reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from crossread.collect import archive, captions, docx, feed, json_records, mail, odt, pdf, plain, rtf, table, warc
from crossread.collect.source import Reader
from crossread.text.encoding import is_binary


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name in warnings, what reads it (None: nothing does), and whether it may hold many
    reports."""

    name: str
    reader: Reader | None
    many: bool = False
    why: str = ""


ZIP = Kind("zip", None, many=True)  # its members are read as files
KINDS: dict[str, Kind] = {
    "text": Kind("plain text", plain.read_text),
    "markdown": Kind("Markdown", plain.read_markdown),
    "html": Kind("page", plain.read_page),
    "jsonl": Kind("JSON lines", json_records.read_lines, many=True),
    "json": Kind("JSON", json_records.read_array, many=True),
    "table": Kind("table", table.read_table, many=True),
    "feed": Kind("feed", feed.read_feed, many=True),
    "mail": Kind("mail", mail.read_mail),
    "mailbox": Kind("mailbox", mail.read_mailbox, many=True),
    "mhtml": Kind("saved page", mail.read_saved_page),
    "pdf": Kind("PDF", pdf.read_pdf),
    "docx": Kind("Word document", docx.read_docx),
    "odt": Kind("OpenDocument text", odt.read_odt),
    "rtf": Kind("RTF file", rtf.read_rtf),
    "captions": Kind("captions", captions.read_captions),
    "warc": Kind("web archive", warc.read_warc, many=True),
    "zip": ZIP,
}  # fmt: skip
SUFFIXES: dict[str, str] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "table", ".tsv": "table", ".tab": "table",
    ".rss": "feed", ".atom": "feed",
    ".eml": "mail", ".mbox": "mailbox", ".mht": "mhtml", ".mhtml": "mhtml", ".pdf": "pdf", ".docx": "docx",
    ".odt": "odt", ".rtf": "rtf",
    ".srt": "captions", ".vtt": "captions", ".warc": "warc", ".zip": "zip",
}  # fmt: skip
# Kinds that are known and not read, with what to do instead.
UNREAD: dict[str, str] = {
    **dict.fromkeys((".doc", ".wpd", ".wps", ".pages"),
    "a document of an old or closed format; save it as .docx, .odt or .pdf"),
    **dict.fromkeys((".xls", ".xlsx", ".ods"), "a spreadsheet; save its sheet as .csv with a column named text"),
    **dict.fromkeys((".ppt", ".pptx", ".odp", ".key"), "slides, no report; save them as .pdf"),
    **dict.fromkeys((".epub", ".mobi"), "a book, no report; save its chapters as text"),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".tif", ".tiff", ".bmp", ".heic", ".svg"),
    "a picture; have its text recognised first"),
    **dict.fromkeys((".mp3", ".wav", ".m4a", ".ogg", ".mp4", ".mov", ".mkv", ".webm", ".avi"),
    "sound or film; give its captions as .srt or .vtt"),
    **dict.fromkeys((".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".zst"),
    "a packed file; unpack it, or pack the folder as .zip"),
    **dict.fromkeys((".msg", ".pst", ".ost"), "mail in Outlook's own format; save it as .eml or .mbox"),
    **dict.fromkeys((".css", ".js", ".ico", ".woff", ".woff2", ".ttf", ".map"), "a part of a page, no report"),
    **dict.fromkeys((".py", ".exe", ".dll", ".so", ".bin", ".db", ".sqlite", ".parquet", ".pkl", ".npz", ".log",
    ".toml", ".yaml", ".yml", ".ini"), "no report"),
}  # fmt: skip
READ = ".txt .md .html .pdf .docx .odt .rtf .eml .mbox .rss .json .jsonl .csv .srt .vtt .warc .mhtml .zip"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"WARC/", "warc"),
    (b"\x1f\x8b", "gzip"),
)  # fmt: skip
_BINARY_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"), (b"\xd0\xcf\x11\xe0", ".doc"),
    (b"7z\xbc\xaf", ".7z"), (b"Rar!", ".rar"),
    (b"BZh", ".bz2"), (b"\xfd7zXZ", ".xz"), (b"\x28\xb5\x2f\xfd", ".zst"), (b"ID3", ".mp3"),
    (b"SQLite format 3", ".db"), (b"\x7fELF", ".so"),
)  # fmt: skip
HEAD = 4096  # bytes that a kind is told by
_HTML = (b"<!doctype html", b"<html")
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_ROW = re.compile(rb"\s*[{\[]")


def kind_of(path: str, data: bytes) -> Kind:
    """Return the kind of a file: what it begins with counts more than its name, which may be anything."""
    name = PurePosixPath(path.replace("\\", "/")).name.lower()
    suffix = PurePosixPath(name).suffix
    by_bytes = _by_magic(data, name)
    if by_bytes is not None:
        return by_bytes
    if is_binary(data):
        return Kind("binary file", None, why=f"this is a binary file, no text; give one of {READ}")
    by_name = SUFFIXES.get(suffix)
    if by_name in ("pdf", "docx", "odt", "rtf", "warc", "zip"):
        return Kind(KINDS[by_name].name, None, why=f"its name says {KINDS[by_name].name}, its bytes do not; rename it")
    if by_name not in (None, "text", "mailbox"):
        return KINDS[by_name or ""]
    if suffix in UNREAD and by_name is None:
        return Kind(suffix, None, why=f"this is {UNREAD[suffix]}")
    return KINDS[_by_head(data, by_name)]


def _by_magic(data: bytes, name: str) -> Kind | None:
    head = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, suffix in _BINARY_MAGIC:
        if data.startswith(magic):
            return Kind(suffix, None, why=f"this is {UNREAD[suffix]}")
    kind = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
    if kind == "gzip":
        return KINDS["warc"] if name.endswith(".warc.gz") else Kind("packed file", None, why=f"this is {UNREAD['.gz']}")
    if kind == "zip":
        kind = archive.kind_inside(data)
        if kind not in KINDS:
            return Kind(kind, None, why=f"this is {UNREAD['.' + kind]}")
    return KINDS[kind] if kind else None


def _by_head(data: bytes, by_name: str | None) -> str:
    """Return the kind of a text whose name says nothing, or only that it is a text."""
    head = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    low = head.lower()
    if low.startswith(b"<?xml") and _FEED.search(head) or _FEED.match(head):
        return "feed"
    if by_name == "mailbox" or mail.looks_mailbox(data):
        return "mailbox"
    if mail.looks_mail(data):
        return (
            "mhtml"
            if b"multipart/related" in low
            and b"text/html" in data[: 4 * HEAD].lower()
            and b"snapshot-content-location" in low
            else "mail"
        )
    if low.startswith(_HTML) or b"<body" in low[:2000]:
        return "html"
    if captions.looks_captions(head.decode("utf-8", "replace").replace("\r\n", "\n")):
        return "captions"
    return "json" if by_name is None and _ROW.match(head) and _is_json(data) else by_name or "text"


def _is_json(data: bytes) -> bool:
    import json

    try:
        json.loads(data.split(b"\n", 1)[0] if data[:1] == b"{" and b"}\n{" in data else data)
    except (ValueError, RecursionError):
        return False
    return True
