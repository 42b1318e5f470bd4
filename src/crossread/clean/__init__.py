"""Raw document -> report: the text as read, its metadata, and what in it is not reporting."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import msgspec

from crossread.clean.dates import iso_date, open_date, order_of_domain
from crossread.clean.folding import as_seen
from crossread.clean.language import ENGLISH, find_languages
from crossread.clean.pages import read_page
from crossread.clean.residue import mark_text
from crossread.ids import make_id
from crossread.model import RawDocument, Report, Residue, Warning
from crossread.text.encoding import decode

MAX_CHARACTERS = 2_000_000  # about 330,000 words, three long novels: no report, and minutes of reading
# from the first newspapers on; days near the ends of the calendar have none beside them
FIRST_YEAR, LAST_YEAR = 1600, 2999
HEAD_BYTES = 2048  # a page declares its encoding in its first 1,024 bytes (HTML standard); twice that for careless ones
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"' ]?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The report, or None with a warning that says why there is none."""

    report: Report | None
    warnings: tuple[Warning, ...]


def clean(raw: RawDocument) -> Cleaned:
    """Clean one document. Plain text stays exactly as decoded; a page becomes its main text, a paragraph a line."""
    warnings: list[Warning] = []

    def warn(message: str) -> None:
        warnings.append(Warning(message=f"{raw.path}: {message}"))

    text = raw.text if raw.text is not None else decode(raw.data or b"", warn, _declared(raw))
    found: dict[str, str] = {}
    if raw.media == "html":
        page = read_page(text)
        if page is None:
            warn("no article could be found in this page; passed over")
            return Cleaned(None, tuple(warnings))
        text, found = page.text, page.metadata
        for note in page.notes:
            warn(note)
        if page.left_out:
            warn(f"extraction left out about {page.left_out} words (navigation, promotion, boxes); see the file itself")
    torn = len(_SURROGATE.findall(text))
    if torn:
        warn(f"{torn} halves of characters (lone surrogates) are no text; U+FFFD stands in their place")
        text = _SURROGATE.sub("\ufffd", text)
    if not text.strip():
        warn("there is no text in it; passed over")
        return Cleaned(None, tuple(warnings))
    if len(text) > MAX_CHARACTERS:
        warn(f"{len(text):,} characters are more than one report can be (limit {MAX_CHARACTERS:,}); split it")
        return Cleaned(None, tuple(warnings))
    marks = mark_text(text, page=raw.media == "html")
    metadata = {**found, **marks.metadata, **{k: v for k, v in raw.metadata.items() if v}}
    published = _published(metadata, warn)
    languages = find_languages(text, [(mark.start, mark.end) for mark in marks.residue])
    residue = marks.residue
    if languages.others:
        named = ", ".join(sorted({stretch.language for stretch in languages.others}))
        warn(
            f"{len(languages.others)} passages are in another language ({named}); only English is read, they are kept, "
            f"unread"
        )
        foreign = [
            Residue(start=one.start, end=one.end, reason=f"another language ({one.language})")
            for one in languages.others
        ]
        residue = tuple(sorted((*residue, *foreign), key=lambda mark: mark.start))
    elif languages.main != ENGLISH and languages.english:
        warn(
            f"it holds English passages too, but most of it is in another language ({languages.main!r}), so none is "
            f"read"
        )
    metadata = {key: as_seen(_SURROGATE.sub("\ufffd", value)) for key, value in metadata.items()}
    report = Report(
        id=make_id("r", raw.path.replace("\\", "/").rsplit("/", 1)[-1], text),
        path=raw.path,
        outlet=metadata.get("outlet") or None,
        title=metadata.get("title") or None,
        published=published,
        language=languages.main,
        text=text,
        residue=residue,
    )
    return Cleaned(report, tuple(msgspec.structs.replace(warning, report=report.id) for warning in warnings))


def _published(metadata: Mapping[str, str], warn: Callable[[str], None]) -> str | None:
    """Return the day (and time) of publication in ISO 8601, or None with a word why it is not known."""
    written = metadata.get("published")
    if not written:
        return None
    order = order_of_domain(_host(metadata))
    date, both = iso_date(written, order), open_date(written)
    if both is not None:
        if date is None:
            warn(
                f"the date {written!r} could be {both[0]} or {both[1]}, so the report counts as undated; give ISO 8601"
            )
        else:
            warn(
                f"the date {written!r} could be {both[0]} or {both[1]}; read as {date}, as it is written in the "
                f"country of its domain"
            )
    elif date is None:
        warn(f"the date {written!r} is not understood, so the report counts as undated; give ISO 8601")
    if date is not None and not FIRST_YEAR <= int(date[:4]) <= LAST_YEAR:
        warn(f"the date {written!r} is no day that a report can be of, so the report counts as undated")
        return None
    return date


def _host(metadata: Mapping[str, str]) -> str:
    """Return the host of the report's address, else its outlet, which may be one."""
    try:
        return urlsplit(metadata.get("url", "")).hostname or metadata.get("outlet", "")
    except ValueError:
        return metadata.get("outlet", "")


def _declared(raw: RawDocument) -> str | None:
    """Return the encoding that a page declares in its head."""
    found = _CHARSET.search((raw.data or b"")[:HEAD_BYTES]) if raw.media == "html" else None
    return found[1].decode("ascii") if found else None
