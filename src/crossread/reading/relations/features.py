"""What the judge of relations knows of a candidate: named features of the rule, the two parties and the clause."""

from __future__ import annotations

from crossread.grammar.doc import Token
from crossread.grammar.features import clause_features, distance, token_features
from crossread.grammar.offices import is_office
from crossread.languages.tables import words
from crossread.model import Entity, Party
from crossread.reading.parties import Parties
from crossread.reading.relations.candidates import Candidate


def features(candidate: Candidate, parties: Parties, from_: Party, to: Party) -> list[str]:
    """Return the names of a candidate's features; each stands alone and together with the kind of the relation."""
    rule, word = candidate.judged_as or (candidate.rule, candidate.at.lemma_.lower())
    found = [f"rule={rule}", f"lemma={word}"]
    ends = {"from": (candidate.from_, from_), "to": (candidate.to, to)}
    types = {}
    for name, (token, party) in ends.items():
        entity = parties.index.by_id.get(party.entity or "")
        types[name] = _type(entity, token)
        found += [f"{name}:{feature}" for feature in (f"type={types[name]}", *token_features(token))]
        found.append(f"{name}:far={distance(candidate.at, token)}")
    found.append(f"types={types['from']}>{types['to']}")
    found += candidate.marks if candidate.office is None else ()
    found += _office_features(candidate) if candidate.office is not None else clause_features(candidate.clause)
    return [
        *found,
        *(f"{candidate.kind}&{one}" for one in found),
        f"{rule}&types={types['from']}>{types['to']}",
    ]


def _type(entity: Entity | None, token: Token) -> str:
    if entity is not None:
        return "person" if _has_title(token) else str(entity.type)
    return "named" if token.pos_ == "PROPN" else "described"


def _has_title(token: Token) -> bool:
    """Say whether a name bears a title of a person, whatever it was taken for: "Prime Minister Ivo Brandt"."""
    doc, first = token.doc.tokens, token.i
    while first > token.sent.start and doc[first - 1].pos_ == "PROPN" and not is_office(doc[first]):
        first -= 1
    behind = doc[first + 1] if first + 1 < token.sent.end else None
    return doc[first].pos_ == "PROPN" and is_office(doc[first]) and behind is not None and behind.pos_ == "PROPN"


def _office_features(candidate: Candidate) -> list[str]:
    office = candidate.office
    assert office is not None
    before = {t.lower_ for t in office.noun.doc[max(office.noun.sent.start, office.noun.i - 6) : office.noun.i]}
    found = [
        f"by={office.by}",
        f"through={office.through}",
        f"by={office.by}&through={office.through}",
        f"through={office.through}&lemma={office.noun.lemma_.lower()}",
    ]
    if before & words("people", "former"):
        found.append("former")
    found += candidate.marks
    if office.body.lower_ in words("relations", "parties"):
        found.append("of a party")
    if office.noun.lower_ != office.noun.lemma_.lower() and office.noun.lower_.endswith("s"):
        found.append("several")
    return found
