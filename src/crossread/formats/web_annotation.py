"""W3C Web Annotation (Recommendation of 2017): every place of a report as an annotation of its text.

A place has a TextPositionSelector, which counts code points of the report's text as the standard asks, and a
TextQuoteSelector with the words before and after, so that it is found again where the text has moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crossread.formats.exported import Export, count_of, filled, json_bytes, urn_of
from crossread.model import Dossier, Report, Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # code points of text on either side of a quote, as the standard's own examples roughly have


def export(dossier: Dossier) -> Export:
    """Return an AnnotationCollection with all annotations in one page: statements, mentions, figures and times."""
    reports = {report.id: report for report in dossier.reports}
    items = [
        *_statements(dossier, reports),
        *_mentions(dossier, reports),
        *_figures(dossier, reports),
        *_times(dossier, reports),
    ]
    name = urn_of("annotations", *(item["id"] for item in items))
    page = {"id": urn_of("page", name), "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items}
    collection = {
        "@context": CONTEXT, "id": name, "type": "AnnotationCollection", "label": "Crossread",
        "total": len(items), "first": page,
    }  # fmt: skip
    kept = (
        (len(dossier.claims), "claim's differences and corroboration", "claims' differences and corroboration"),
        (len(dossier.origins), "origin"),
        (len(dossier.exchange) + len(dossier.relations), "record of exchange and relations",
        "records of exchange and relations"),
        (len(dossier.copies), "copy", "copies"),
    )  # fmt: skip
    return Export(
        json_bytes(collection),
        tuple(f"{count_of(*one)}: annotations hold places, not comparisons" for one in kept if one[0]),
    )


def _annotation(
    record: str, report: Report, place: tuple[int, int], motivation: str, bodies: list[dict[str, Any]]
) -> dict[str, Any]:
    start, end = place
    text = report.text
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    quote = {
        "type": "TextQuoteSelector", "exact": text[start:end],
        "prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND],
    }  # fmt: skip
    source = {"id": urn_of(report.id), "type": "Text", "format": "text/plain", "language": report.language}
    return {
        "id": urn_of("annotation", record, report.id, str(start), str(end)), "type": "Annotation",
        "motivation": motivation,
        "body": bodies, "target": {"source": source, "selector": [position, quote]},
    }  # fmt: skip


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _statements(dossier: Dossier, reports: dict[str, Report]) -> Iterator[dict[str, Any]]:
    claims = {claim.id: claim.summary for claim in dossier.claims}
    for one in dossier.statements:
        if one.report in reports:
            bodies = [_body("tagging", tag) for tag in _tags(one)]
            if one.gist:
                bodies.append(_body("describing", one.gist.text))
            if one.claim in claims:
                bodies.append({"type": "SpecificResource", "source": urn_of(one.claim), "purpose": "linking"})
                bodies.append(_body("describing", claims[one.claim]))
            yield _annotation(one.id, reports[one.report], (one.start, one.end), "describing", bodies)


def _tags(statement: Statement) -> list[str]:
    certainty = f"certainty: {statement.certainty.label}"
    tags = ["statement", certainty, f"status: {statement.status}", f"attribution: {statement.attribution.kind}"]
    return tags + [f"teller: {teller.name}" for teller in statement.attribution.chain]


def _mentions(dossier: Dossier, reports: dict[str, Report]) -> Iterator[dict[str, Any]]:
    for entity in dossier.entities:
        bodies = [
            _body("tagging", f"entity: {entity.type}"), _body("identifying", entity.name),
            {"type": "SpecificResource", "source": urn_of(entity.id), "purpose": "identifying"},
        ]  # fmt: skip
        for mention in entity.mentions:
            if mention.report in reports:
                yield _annotation(
                    entity.id, reports[mention.report], (mention.start, mention.end), "identifying", bodies
                )


def _figures(dossier: Dossier, reports: dict[str, Report]) -> Iterator[dict[str, Any]]:
    for one in dossier.quantities:
        if one.report in reports:
            told = filled(
                {
                    "low": one.low, "high": one.high, "bound": one.bound, "unit": one.unit, "per": one.per,
                    "counted": one.counted,
                }  # fmt: skip
            )
            bodies = [
                _body("tagging", "figure"),
                _body("classifying", "; ".join(f"{key} {value}" for key, value in told.items())),
            ]
            yield _annotation(one.id, reports[one.report], (one.start, one.end), "classifying", bodies)


def _times(dossier: Dossier, reports: dict[str, Report]) -> Iterator[dict[str, Any]]:
    for one in dossier.times:
        if one.report in reports:
            bodies = [_body("tagging", f"time: {one.type}"), _body("classifying", f"TIMEX3 {one.value}")]
            yield _annotation(one.id, reports[one.report], (one.start, one.end), "classifying", bodies)
