"""PROV-O (W3C Recommendation of 2013) in JSON-LD: what every claim was derived from, and on whose word."""

from __future__ import annotations

from typing import Any

from crossread.formats.exported import Export, count_of, filled, json_bytes, urn_of
from crossread.model import Dossier, Report, Statement

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#", "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "label": "rdfs:label", "title": "dcterms:title",
    "identifier": "dcterms:identifier",
    "value": "prov:value", "published": "dcterms:issued",
    "description": "dcterms:description",
    **{name: {"@id": f"prov:{name}", "@type": "@id"} for name in (
        "wasDerivedFrom", "wasQuotedFrom", "wasAttributedTo", "wasGeneratedBy", "wasAssociatedWith", "actedOnBehalfOf",
        "hadPrimarySource", "qualifiedDerivation", "entity", "used",
    )},
}  # fmt: skip
_AGENTS = {"person": "prov:Person", "organisation": "prov:Organization", "outlet": "prov:Organization"}
_READING = urn_of("activity", "reading")
_SOFTWARE = urn_of("agent", "crossread")


def export(dossier: Dossier) -> Export:
    """Return a graph: reports, their statements, claims, origins, copies, and the activity that read them."""
    graph = [
        {"@id": _SOFTWARE, "@type": ["prov:Agent", "prov:SoftwareAgent"], "label": "Crossread"},
        {"@id": _READING, "@type": "prov:Activity", "label": "reading and comparing the reports",
        "wasAssociatedWith": _SOFTWARE,
         "used": [urn_of(report.id) for report in dossier.reports]},
        *_agents(dossier), *_reports(dossier), *_statements(dossier), *_claims(dossier), *_links(dossier),
    ]  # fmt: skip
    kept = (
        (len(dossier.quantities) + len(dossier.times), "figure and time", "figures and times"),
        (len(dossier.entities), "entity", "entities"),
        (len(dossier.exchange) + len(dossier.relations), "record of exchange and relations",
        "records of exchange and relations"),
        (sum(len(claim.differences) for claim in dossier.claims), "difference"),
    )  # fmt: skip
    losses = tuple(f"{count_of(*one)}: PROV tells where things come from, not what they say" for one in kept if one[0])
    return Export(json_bytes({"@context": CONTEXT, "@graph": [filled(one) for one in graph]}), losses)


def _outlet(report: Report) -> str | None:
    return urn_of("outlet", report.outlet) if report.outlet else None


def _agents(dossier: Dossier) -> list[dict[str, Any]]:
    outlets = dict.fromkeys(report.outlet for report in dossier.reports if report.outlet)
    made: list[dict[str, Any]] = [
        {"@id": urn_of("outlet", name), "@type": ["prov:Agent", "prov:Organization"], "label": name} for name in outlets
    ]
    for origin in dossier.origins:
        kinds = (
            ["prov:Entity"]
            if origin.role == "document"
            else ["prov:Agent", *([_AGENTS[origin.role]] if origin.role in _AGENTS else [])]
        )
        made.append({"@id": urn_of(origin.id), "@type": kinds, "identifier": origin.id, "label": origin.name})
    return made


def _reports(dossier: Dossier) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for report in dossier.reports:
        source = urn_of(report.copy_of) if report.copy_of else None
        made.append(
            {
                "@id": urn_of(report.id), "@type": "prov:Entity", "identifier": report.id, "title": report.title,
                "label": report.path,
                "published": report.published, "wasAttributedTo": _outlet(report), "wasDerivedFrom": source,
            }
        )  # fmt: skip
    made += [
        {
            "@id": urn_of("copy", copy.report, copy.source), "@type": "prov:Derivation", "entity": urn_of(copy.source),
            "description": copy.explanation,
        }
        for copy in dossier.copies
    ]  # fmt: skip
    derived = {copy.report: urn_of("copy", copy.report, copy.source) for copy in dossier.copies}
    for one in made:
        if one.get("identifier") in derived:
            one["qualifiedDerivation"] = derived[one["identifier"]]
    return made


def _statements(dossier: Dossier) -> list[dict[str, Any]]:
    origins = {key: origin for origin in dossier.origins for key in origin.statements}
    outlets = {report.id: _outlet(report) for report in dossier.reports}

    def told(one: Statement) -> dict[str, Any]:
        origin = origins.get(one.id)
        if origin is None:
            return {"wasAttributedTo": outlets.get(one.report)}
        return {"hadPrimarySource" if origin.role == "document" else "wasAttributedTo": urn_of(origin.id)}

    return [
        {
            "@id": urn_of(one.id), "@type": "prov:Entity", "identifier": one.id, "value": one.text,
            "description": f"code points {one.start} to {one.end}; {one.attribution.kind}; "
            f"{one.certainty.label}; {one.status}",
            "wasQuotedFrom": urn_of(one.report), "wasGeneratedBy": _READING, **told(one),
        }
        for one in dossier.statements
    ]  # fmt: skip


def _claims(dossier: Dossier) -> list[dict[str, Any]]:
    return [
        {
            "@id": urn_of(claim.id), "@type": "prov:Entity", "identifier": claim.id, "value": claim.summary,
            "description": claim.corroboration.explanation, "wasDerivedFrom": [urn_of(key) for key in claim.statements],
            "wasGeneratedBy": _READING,
        }
        for claim in dossier.claims
    ]  # fmt: skip


def _links(dossier: Dossier) -> list[dict[str, Any]]:
    """Return who speaks for whom; the other rules by which two origins are one line have no term in PROV."""
    return [
        {"@id": urn_of(link.origins[0]), "actedOnBehalfOf": urn_of(link.origins[1])}
        for link in dossier.links
        if link.rule == "speaks_for"
        and {link.origins[0], link.origins[1]} <= {one.id for one in dossier.origins if one.role != "document"}
    ]
