"""GraphML and GEXF 1.2: who tells what and who stands how to whom, as one network for Gephi, yEd, Cytoscape."""

from __future__ import annotations

import io
import re
from typing import Any

from crossread.errors import MissingExtra
from crossread.formats.exported import Export, count_of
from crossread.model import Dossier, Party

# Signs that XML 1.0 cannot hold (Recommendation, 2.2).
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STAMP = re.compile(rb' lastmodifieddate="[^"]*"')


def to_graphml(dossier: Dossier) -> Export:
    """Return the network as GraphML; raises MissingExtra without networkx."""
    graph = _network(dossier, "GraphML")
    import networkx

    made = io.BytesIO()
    networkx.write_graphml(graph, made, encoding="utf-8", named_key_ids=True)
    return Export(made.getvalue(), _losses(dossier))


def to_gexf(dossier: Dossier) -> Export:
    """Return the network as GEXF; raises MissingExtra without networkx."""
    graph = _network(dossier, "GEXF")
    import networkx

    made = io.BytesIO()
    networkx.write_gexf(graph, made, encoding="utf-8", version="1.2draft")
    return Export(_STAMP.sub(b"", made.getvalue()), _losses(dossier))


def _losses(dossier: Dossier) -> tuple[str, ...]:
    places = len(dossier.quantities) + len(dossier.times)
    differences = sum(len(claim.differences) for claim in dossier.claims)
    kept = ((places, "figure and time", "figures and times"), (differences, "difference"))
    lone = sum(None in ends for ends in _ends(dossier))
    losses = [f"{count_of(*one)}: a network holds who and whence" for one in kept if one[0]]
    return tuple(
        [*losses, f"{count_of(lone, 'record')} of exchange: one party alone is a node without an edge"]
        if lone
        else losses
    )


def _ends(dossier: Dossier) -> list[tuple[Party | None, Party | None]]:
    """Return from whom to whom each record of exchange leads."""
    return [
        (one.by, one.party) if one.kind == "bars" else (one.giver or one.party, one.receiver)
        for one in dossier.exchange
    ]


def _network(dossier: Dossier, name: str) -> Any:
    try:
        import networkx
    except ImportError as error:
        raise MissingExtra(name, "networkx", "formats") from error
    graph = networkx.MultiDiGraph()
    _nodes(graph, dossier)
    for report in dossier.reports:
        if report.copy_of:
            _edge(graph, f"copy {report.id}", report.id, report.copy_of, kind="copy_of")
    for one in dossier.statements:
        if one.claim:
            held = {
                "certainty": one.certainty.label,
                "status": one.status,
                "start": one.start,
                "end": one.end,
                "words": one.text,
            }
            _edge(graph, one.id, one.report, one.claim, kind="tells", **held)
    for claim in dossier.claims:
        for origin in claim.origins:
            _edge(graph, f"{claim.id} {origin}", claim.id, origin, kind="rests_on")
    for link in dossier.links:
        _edge(graph, link.id, *link.origins, kind=link.rule, words=link.explanation)
    _parties(graph, dossier)
    return graph


def _nodes(graph: Any, dossier: Dossier) -> None:
    for report in dossier.reports:
        _node(
            graph, report.id, report.outlet or report.path, "report", published=report.published or "",
            title=report.title or "",
        )  # fmt: skip
    for claim in dossier.claims:
        said = claim.corroboration
        _node(
            graph, claim.id, claim.summary, "claim", relation=claim.relation, corroboration=said.state,
            independent=said.independent,
        )  # fmt: skip
    for origin in dossier.origins:
        _node(graph, origin.id, origin.name, f"origin: {origin.role}")


def _parties(graph: Any, dossier: Dossier) -> None:
    entities = {one.id: one for one in dossier.entities}

    def party(given: Party | None) -> str | None:
        if given is None:
            return None
        entity = entities.get(given.entity or "")
        key, name, kind = (
            (entity.id, entity.name, entity.type) if entity else (f"party:{given.name.casefold()}", given.name, "party")
        )
        _node(graph, key, name, kind)
        return key

    for relation in dossier.relations:
        _edge(
            graph, relation.id, party(relation.from_), party(relation.to), kind=relation.kind,
            statement=relation.statement,
        )  # fmt: skip
    for record, ends in zip(dossier.exchange, _ends(dossier), strict=True):
        _edge(
            graph, record.id, party(ends[0]), party(ends[1]), kind=record.kind, item=record.item,
            statement=record.statement,
        )  # fmt: skip


def _node(graph: Any, key: str, label: str, kind: str, **held: str | int) -> None:
    graph.add_node(_xml(key), label=_xml(label), kind=kind, **{name: _xml(value) for name, value in held.items()})


def _edge(graph: Any, key: str, first: str | None, second: str | None, **held: str | int) -> None:
    """Add an edge where both ends are known; one party alone stays a node."""
    if first and second and _xml(first) in graph and _xml(second) in graph:
        graph.add_edge(_xml(first), _xml(second), key=_xml(key), **{name: _xml(value) for name, value in held.items()})


def _xml(value: Any) -> Any:
    return _FORBIDDEN.sub("\ufffd", value) if isinstance(value, str) else value
