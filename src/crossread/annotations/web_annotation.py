"""W3C Web Annotation (2017): annotations whose tags say what their words are; ours (`--to webannotation`) are read
back.

Tags (bodies with the purpose "tagging"): `entity: TYPE`; `quotation content: KEY`, `quotation source: KEY`,
`quotation cue: KEY`; `event SENSE: KEY` for the predicate, `event ROLE: KEY` for what fills a role. Other tags and
other bodies are passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from crossread.annotations.marks import KINDS, Mark, Reports, checked_label, checked_place
from crossread.errors import FormatError
from crossread.model import Report

_TAG = re.compile(r"(?P<kind>entity|quotation|event)(?: (?P<label>[^:]+))?: (?P<value>.+)$")


def read(path: str, data: bytes, reports: Reports) -> list[Mark]:
    """Return the marks of an annotation, a list of them, a page or a collection; raises FormatError."""
    try:
        document = json.loads(data)
    except ValueError as error:
        raise FormatError(f"{path}: is no JSON: {error}") from error
    found: list[Mark] = []
    for number, one in enumerate(_annotations(path, document), 1):
        name = one.get("id")
        where = f"annotation {number}" + (f" ({name})" if isinstance(name, str) else "")
        tags = list(_tags(one.get("body")))
        if not tags:
            continue
        report, place = _target(path, where, one.get("target"), reports)
        for tag in tags:
            value = tag["value"]
            kind, label = checked_label(path, where, tag["kind"], tag["label"] or value)
            found.append(Mark(f"{path}, {where}", report.id, kind, label, *place, "" if kind == "entity" else value))
    return found


def _annotations(path: str, document: Any) -> Iterator[dict[str, Any]]:
    if isinstance(document, list):
        for one in document:
            yield from _annotations(path, one)
    elif not isinstance(document, dict):
        raise FormatError(f"{path}: {str(document)[:60]!r} is no annotation: an object was expected")
    elif "AnnotationCollection" in _listed(document.get("type")):
        first = document.get("first")
        if not isinstance(first, dict):
            raise FormatError(f"{path}: the pages of the collection lie elsewhere; put them into the file")
        yield from _annotations(path, first)
    elif "AnnotationPage" in _listed(document.get("type")):
        yield from _annotations(path, document.get("items", []))
        if isinstance(document.get("next"), dict):
            yield from _annotations(path, document["next"])
    else:
        yield document


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _tags(body: Any) -> Iterator[re.Match[str]]:
    for one in _listed(body):
        if isinstance(one, dict) and one.get("purpose") == "tagging" and isinstance(one.get("value"), str):
            match = _TAG.match(one["value"])
            if match and match["kind"] in KINDS:
                yield match


def _target(path: str, where: str, target: Any, reports: Reports) -> tuple[Report, tuple[int, int]]:
    if not isinstance(target, dict):
        raise FormatError(f"{path}, {where}: its target must be an object with a source and a selector")
    source = target.get("source")
    name = source.get("id") if isinstance(source, dict) else source
    report = reports.named(name if isinstance(name, str) else None, where)
    selectors = {one.get("type"): one for one in _listed(target.get("selector")) if isinstance(one, dict)}
    position, quote = selectors.get("TextPositionSelector"), selectors.get("TextQuoteSelector")
    words = quote.get("exact") if quote else None
    if position is not None:
        start, end = position.get("start"), position.get("end")
        if not isinstance(start, int) or not isinstance(end, int):
            raise FormatError(f"{path}, {where}: a TextPositionSelector needs whole numbers as start and end")
        return report, checked_place(path, where, report, (start, end), words if isinstance(words, str) else None)
    if not quote or not isinstance(words, str) or not words:
        raise FormatError(
            f"{path}, {where}: a target needs a TextPositionSelector or a TextQuoteSelector with its exact words"
        )
    return report, _quoted(path, where, report, quote)


def _quoted(path: str, where: str, report: Report, quote: dict[str, Any]) -> tuple[int, int]:
    """Return the one place where words stand between their prefix and suffix."""
    before, words, after = (str(quote.get(key) or "") for key in ("prefix", "exact", "suffix"))
    whole = before + words + after
    first = report.text.find(whole)
    if first < 0 or report.text.find(whole, first + 1) >= 0:
        often = "stand more than once" if first >= 0 else "do not stand"
        raise FormatError(
            f"{path}, {where}: the words {words[:60]!r} {often} in {report.path} between their prefix and suffix"
        )
    start = first + len(before)
    return start, start + len(words)
