"""JSON: a line an object, an array of objects, or an answer that holds such an array (NewsAPI, JSON Feed and
others)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from crossread.collect.fragments import looks_marked_up, paragraphs
from crossread.collect.metadata import TEXT_KEYS, as_text, folded_keys, metadata_of
from crossread.collect.source import NotRead, Source, Warn
from crossread.model import RawDocument
from crossread.text.encoding import decode

# Where answers of search services and exports keep their list of articles.
LISTS = (
    "articles", "items", "results", "data", "docs", "documents", "stories", "entries", "hits", "records", "value",
    "response", "news", "feed",
)  # fmt: skip
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+(\d+) chars\]\s*\Z")  # NewsAPI gives only the first 200 characters


def read_lines(source: Source, warn: Warn) -> Iterator[RawDocument]:
    """Read an object a line; a line that is none is said with its number."""
    for number, line in enumerate(_decoded(source, warn).split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{source.path}#{number}"
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            warn(where, f"this line is no JSON ({error}); passed over")
            continue
        document = record(where, row, source.metadata, warn)
        if document is not None:
            yield document


def read_array(source: Source, warn: Warn) -> Iterator[RawDocument]:
    """Read a whole file of JSON: a list of objects, an object that holds one, or one object with a text.

    Raises NotRead where it is none of these.
    """
    text = _decoded(source, warn)
    try:
        whole = json.loads(text)
    except RecursionError as error:
        raise NotRead("its JSON is nested too deep") from error
    except ValueError as error:
        if _are_lines(text):
            yield from read_lines(source, warn)
            return
        raise NotRead(f"this is no JSON ({error})") from error
    if (
        isinstance(whole, Mapping)
        and whole.get("format", "").__class__ is str
        and str(whole.get("format")).startswith("crossread/dossier/")
    ):
        raise NotRead("this is a dossier that Crossread wrote, no report")
    rows = _rows(whole)
    if rows is None:
        raise NotRead(
            'this JSON holds no list of articles and no "text"; give objects with the text of one report each'
        )
    for number, row in enumerate(rows, start=1):
        where = source.path if rows == [whole] else f"{source.path}#{number}"
        document = record(where, row, source.metadata, warn)
        if document is not None:
            yield document


def record(where: str, row: Any, beside: Mapping[str, str], warn: Warn) -> RawDocument | None:
    """Return the report of one object, or None with a warning."""
    named = folded_keys(row) if isinstance(row, Mapping) else {}
    key = next((key for key in TEXT_KEYS if isinstance(named.get(key), str) and named[key].strip()), None)
    if key is None:
        warn(where, 'this has no "text"; each line or object must hold the text of one report')
        return None
    text = named[key]
    cut = _CUT.search(text)
    if cut:
        text = text[: cut.start()]
        warn(where, f"its text is cut: {cut[1]} characters are missing (the service gives only the beginning)")
    if key in ("description", "summary", "abstract", "lead"):
        warn(where, f"only the {key} is here, not the whole text")
    if looks_marked_up(text):
        text = paragraphs(text) or text
    return RawDocument(path=where, text=text, media="text", metadata={**metadata_of(named), **beside})


def _decoded(source: Source, warn: Warn) -> str:
    return decode(source.data, lambda message: warn(source.path, message))


def _are_lines(text: str) -> bool:
    """Say whether the first line that is not blank is an object by itself."""
    try:
        return isinstance(json.loads(text.strip().split("\n", 1)[0]), dict)
    except (ValueError, RecursionError):
        return False


def _rows(whole: Any, depth: int = 0) -> list[Any] | None:
    if isinstance(whole, list):
        return whole if any(isinstance(row, Mapping) for row in whole) else None
    if not isinstance(whole, Mapping):
        return None
    named = folded_keys(whole)
    for key in LISTS:
        inner = named.get(key)
        if isinstance(inner, (list, Mapping)) and depth < 3:
            rows = _rows(inner, depth + 1)
            if rows is not None:
                return rows
    return [whole] if any(as_text(named.get(key)) for key in TEXT_KEYS) else None
