"""schema.org Claim and ClaimReview in JSON-LD; a review says what was compared and rates nothing."""

from __future__ import annotations

from typing import Any

from crossread.formats.exported import Export, count_of, filled, json_bytes, urn_of
from crossread.model import Claim, Dossier, Report, Statement, Teller

_KINDS = {"person": "Person", "organisation": "Organization", "outlet": "Organization"}


def export(dossier: Dossier) -> Export:
    """Return a graph of the reports, the claims, and a ClaimReview for each claim that more than one report makes."""
    reports = {report.id: report for report in dossier.reports}
    statements = {one.id: one for one in dossier.statements}
    graph: list[dict[str, Any]] = [_report(report) for report in dossier.reports]
    graph += [_claim(claim, statements, reports) for claim in dossier.claims]
    graph += [_review(claim) for claim in dossier.claims if len(claim.reports) > 1]
    kept = (
        (len(dossier.entities), "entity", "entities"), (len(dossier.quantities), "figure"),
        (len(dossier.times), "time"),
        (len(dossier.exchange) + len(dossier.relations), "record of exchange and relations",
        "records of exchange and relations"),
    )  # fmt: skip
    losses = [f"{count_of(*one)}: schema.org's Claim has no field for it" for one in kept if one[0]]
    if dossier.statements:
        losses.append(
            f"{count_of(len(dossier.statements), 'statement')}: offsets and certainty have no field; the words stand "
            f"in `citation`"
        )
    return Export(json_bytes({"@context": "https://schema.org", "@graph": graph}), tuple(losses))


def _report(report: Report) -> dict[str, Any]:
    address = report.path if report.path.startswith(("http://", "https://")) else None
    return filled(
        {
            "@type": "NewsArticle", "@id": urn_of(report.id), "identifier": report.id,
            "headline": report.title or report.path,
            "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
            "datePublished": report.published, "inLanguage": report.language, "url": address,
            "isBasedOn": {"@id": urn_of(report.copy_of)} if report.copy_of else None,
        }
    )  # fmt: skip


def _claim(claim: Claim, statements: dict[str, Statement], reports: dict[str, Report]) -> dict[str, Any]:
    made = [statements[key] for key in claim.statements if key in statements]
    dated = sorted(
        (reports[key] for key in claim.reports if key in reports and reports[key].published),
        key=lambda one: (one.published or "", one.id),
    )
    tellers = {teller.name: teller for one in made for teller in one.attribution.chain[-1:]}
    return filled(
        {
            "@type": "Claim", "@id": urn_of(claim.id), "identifier": claim.id, "text": claim.summary,
            "author": [_teller(tellers[name]) for name in sorted(tellers) if tellers[name].role != "document"],
            "isBasedOn": [{"@type": "CreativeWork",
            "name": name} for name in sorted(tellers) if tellers[name].role == "document"],
            "appearance": [{"@id": urn_of(key)} for key in claim.reports],
            "firstAppearance": {"@id": urn_of(dated[0].id)} if dated else None,
            "citation": [_citation(one) for one in made],
        }
    )  # fmt: skip


def _citation(one: Statement) -> dict[str, Any]:
    kind = "Quotation" if one.attribution.kind in ("direct", "mixed") else "CreativeWork"
    return {"@type": kind, "@id": urn_of(one.id), "text": one.text, "isPartOf": {"@id": urn_of(one.report)}}


def _teller(teller: Teller) -> dict[str, Any]:
    if teller.role in _KINDS:
        return {"@type": _KINDS[teller.role], "name": teller.name}
    # Whoever has no name is told by what they are ("a diplomat"); schema.org lets a Role stand wherever a person may.
    return {"@type": "Role", "roleName": teller.name}


def _review(claim: Claim) -> dict[str, Any]:
    body = " ".join([claim.corroboration.explanation, *(one.explanation for one in claim.differences)])
    return {
        "@type": "ClaimReview", "@id": urn_of("review", claim.id), "itemReviewed": {"@id": urn_of(claim.id)},
        "claimReviewed": claim.summary, "reviewBody": body, "author": {"@type": "Organization", "name": "Crossread"},
    }  # fmt: skip
