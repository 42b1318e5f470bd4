"""Mails (EML), mailboxes (MBOX) and saved pages (MHTML): the standard library's `email` takes them apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from crossread.collect.fragments import paragraphs
from crossread.collect.source import MAX_DOCUMENTS, NotRead, Source, Warn
from crossread.model import RawDocument

# A message of a mailbox begins with a line "From ", at the start or behind a blank line (RFC 4155).
_FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\n]{3,200}\n")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|sv|vs)\s*:\s*)+", re.I)
_HEADER = re.compile(rb"(?:\A|\n)(From|To|Subject|Date|Sent|Cc|Reply-To|MIME-Version|Content-Type|Message-ID|Received|"
                     rb"Return-Path|Delivered-To):[ \t]", re.I)  # fmt: skip
MIN_HEADERS = 3  # so many lines of headers at the top make a mail; a report may begin with one ("Date: …")
MIN_PART = 0.5  # a plain part with less than half the words of the HTML part says only where to view the mail
BESIDE = 8  # parts inside one another; deeper ones are not looked at


def looks_mail(data: bytes) -> bool:
    """Say whether bytes begin with the headers of a mail, one of them From or Subject."""
    head = re.split(rb"\r?\n\r?\n", data[:20_000].lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    if head.startswith((b"<", b"{")):
        return False
    names = {name.lower() for name in _HEADER.findall(head)}
    return len(names) >= MIN_HEADERS and bool(names & {b"from", b"subject"})


def looks_mailbox(data: bytes) -> bool:
    """Say whether bytes begin as a mailbox does."""
    return data.startswith(b"From ") and b":" in data[:2000].split(b"\n", 2)[1 if data[:2000].count(b"\n") else 0]


def read_mail(source: Source, warn: Warn) -> Iterator[RawDocument]:
    """Read one mail: its text, its sender as outlet, subject as title, date as published."""
    yield _report(source.path, source.data, source.metadata, warn)


def read_mailbox(source: Source, warn: Warn) -> Iterator[RawDocument]:
    """Read every mail of a mailbox; one that cannot be read is said with its number."""
    marks = [match.span() for match in _FROM.finditer(source.data)][:MAX_DOCUMENTS]
    if not marks:
        raise NotRead('this is no mailbox: no line begins with "From "')
    for number, ((_, begin), end) in enumerate(
        zip(marks, [*(start for start, _ in marks[1:]), len(source.data)], strict=True), start=1
    ):
        where = f"{source.path}#{number}"
        try:
            yield _report(where, _QUOTED_FROM.sub(rb"\1", source.data[begin:end]), source.metadata, warn)
        except (NotRead, ValueError, LookupError) as error:
            warn(where, f"{error}; passed over")


def read_saved_page(source: Source, warn: Warn) -> Iterator[RawDocument]:
    """Read the page of an MHTML file; its pictures and styles are not looked at."""
    message = _parse(source.data)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    payload = page.get_payload(decode=True) if page is not None else None
    if not isinstance(payload, bytes) or page is None:
        raise NotRead("this saved page holds no HTML")
    address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "")
    found = {"url": address} if address.startswith("http") else {}
    charset = page.get_content_charset()
    if charset and charset != "utf-8" and b"charset" not in payload[:2048].lower():
        payload = f'<meta charset="{charset}">'.encode("ascii", "replace") + payload
    yield RawDocument(path=source.path, data=payload, media="html", metadata={**found, **source.metadata})


def _parse(data: bytes) -> EmailMessage:
    message = BytesParser(policy=policy.default).parsebytes(data.lstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf"))
    assert isinstance(message, EmailMessage)
    return message


def _report(path: str, data: bytes, beside: dict[str, str], warn: Warn) -> RawDocument:
    message = _parse(data)
    plain, html = "", ""
    attached: list[str] = []
    for part in message.walk():
        if part.is_multipart():
            continue
        kind, name = part.get_content_type(), part.get_filename()
        if name or kind not in ("text/plain", "text/html"):
            attached.append(name or kind)
        elif kind == "text/plain":
            plain += ("\n\n" if plain else "") + _content(part)
        else:
            html += _content(part)
    if attached:
        warn(
            path,
            f"attached and not read: {', '.join(attached[:5])}{' …' if len(attached) > 5 else ''}; save them as files "
            f"to read them",
        )
    marked = paragraphs(html) if html else ""
    text = marked if len(plain.split()) < MIN_PART * len(marked.split()) else plain
    if not text.strip():
        raise NotRead("this mail has no text")
    return RawDocument(
        path=path, text=text.replace("\r\n", "\n"), media="text", metadata={**_headers(message), **beside}
    )


def _content(part: Message) -> str:
    payload = part.get_payload(decode=True)
    charset = part.get_content_charset() or "utf-8"
    if not isinstance(payload, bytes):
        return str(payload or "")
    try:
        return payload.decode(charset)
    except (LookupError, UnicodeError):
        return payload.decode("cp1252", "replace")


def _headers(message: EmailMessage) -> dict[str, str]:
    name, address = parseaddr(_header(message, "From"))
    date = _header(message, "Date") or _header(message, "Sent")
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        date = parsedate_to_datetime(date).isoformat()
    found = {
        "title": _REPLY.sub("", _header(message, "Subject")),
        "outlet": name or address.rpartition("@")[2],
        "published": date,
    }
    return {key: value for key, value in found.items() if value}


def _header(message: EmailMessage, name: str) -> str:
    """Return a header on one line; one that is broken (the library raises on looking at it) is none."""
    try:
        return " ".join(str(message.get(name) or "").split())
    except (ValueError, IndexError, AttributeError, TypeError):
        return ""
