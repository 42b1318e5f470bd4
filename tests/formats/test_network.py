"""The networks are read again by networkx, whole."""

from __future__ import annotations

import io
from typing import Any

import networkx
import pytest

from crossread.formats.network import to_gexf, to_graphml
from crossread.model import Dossier

FORMS = [(to_graphml, networkx.read_graphml), (to_gexf, networkx.read_gexf)]


@pytest.mark.parametrize("name", ["ferry", "hostile"])
@pytest.mark.parametrize(("write", "read"), FORMS)
def test_nodes_and_edges_come_back(write: Any, read: Any, name: str, request: pytest.FixtureRequest) -> None:
    dossier: Dossier = request.getfixturevalue(name)
    graph = read(io.BytesIO(write(dossier).data))
    kinds = [held["kind"] for _, held in graph.nodes(data=True)]
    assert kinds.count("claim") == len(dossier.claims)
    assert kinds.count("report") == len(dossier.reports)
    edges = [held["kind"] for _, _, held in graph.edges(data=True)]
    assert edges.count("rests_on") == sum(len(claim.origins) for claim in dossier.claims)
    told = {(one, two) for one, two, held in graph.edges(data=True) if held["kind"] == "tells"}
    assert told == {(one.report, one.claim) for one in dossier.statements if one.claim}


def test_no_time_of_writing_is_kept(ferry: Dossier) -> None:
    assert b"lastmodifieddate" not in to_gexf(ferry).data


def test_exchange_between_two_parties_is_an_edge_and_the_rest_is_counted(ferry: Dossier) -> None:
    made = to_graphml(ferry)
    keys = {key for _, _, key in networkx.read_graphml(io.BytesIO(made.data), force_multigraph=True).edges(keys=True)}
    lone = sum(one.id not in keys for one in ferry.exchange)
    assert lone and f"{lone} records of exchange: one party alone is a node without an edge" in made.losses
