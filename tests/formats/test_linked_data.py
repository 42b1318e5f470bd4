"""schema.org and PROV-O, read again by rdflib, use the vocabularies' own terms and lead from claims to reports."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rdflib
from rdflib.namespace import PROV, RDF, SDO

from crossread.formats import prov, schema_org
from crossread.formats.exported import urn_of
from crossread.model import Dossier


def _schema_org(dossier: Dossier) -> rdflib.Graph:
    made: dict[str, Any] = json.loads(schema_org.export(dossier).data)
    assert made["@context"] == "https://schema.org"  # not fetched here: its terms all lie in one vocabulary
    made["@context"] = {"@vocab": str(SDO), "url": {"@id": "https://schema.org/url", "@type": "@id"}}
    return rdflib.Graph().parse(data=json.dumps(made), format="json-ld")


def _prov(dossier: Dossier) -> rdflib.Graph:
    return rdflib.Graph().parse(data=prov.export(dossier).data, format="json-ld")


@pytest.mark.parametrize("name", ["ferry", "hostile"])
@pytest.mark.parametrize(("read", "space"), [(_schema_org, SDO), (_prov, PROV)])
def test_every_term_is_one_of_the_vocabulary(name: str, read: Any, space: Any, request: pytest.FixtureRequest) -> None:
    graph = read(request.getfixturevalue(name))
    terms = {term for _, predicate, kind in graph for term in (predicate, kind if predicate == RDF.type else predicate)}
    used = {term for term in terms if str(term).startswith(str(space))}
    assert used
    assert [term for term in used if term not in space] == []
    assert {str(term).rsplit("/", 1)[0] for term in terms - used} <= {
        "http://www.w3.org/1999/02", "http://www.w3.org/2000/01", "http://purl.org/dc/terms",
    }  # fmt: skip


def test_a_claim_names_where_it_appears_and_a_review_rates_nothing(ferry: Dossier) -> None:
    graph = _schema_org(ferry)
    for claim in ferry.claims:
        key = rdflib.URIRef(urn_of(claim.id))
        assert {str(one) for one in graph.objects(key, SDO.appearance)} == {urn_of(one) for one in claim.reports}
        words = {str(text) for part in graph.objects(key, SDO.citation) for text in graph.objects(part, SDO.text)}
        assert words == {one.text for one in ferry.statements if one.id in claim.statements}
    assert len(set(graph.subjects(RDF.type, SDO.ClaimReview))) == sum(len(claim.reports) > 1 for claim in ferry.claims)
    assert not list(graph.triples((None, SDO.reviewRating, None)))


def test_a_claim_leads_by_derivation_to_every_report_that_makes_it(ferry: Dossier) -> None:
    graph = _prov(ferry)
    asked = "SELECT ?report WHERE { ?claim prov:wasDerivedFrom/prov:wasQuotedFrom ?report }"
    for claim in ferry.claims:
        found = graph.query(asked, initNs={"prov": PROV}, initBindings={"claim": rdflib.URIRef(urn_of(claim.id))})
        assert {str(row[0]) for row in found} == {urn_of(one) for one in claim.reports}  # type: ignore[index]


def test_a_copy_is_derived_from_its_source(ferry: Dossier) -> None:
    graph = _prov(ferry)
    for copy in ferry.copies:
        assert (rdflib.URIRef(urn_of(copy.report)), PROV.qualifiedDerivation, None) in graph
