"""Who and what takes part in a clause, when, where and why: its participants, each with its role and its entity."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import get_args

from crossread.grammar import syntax
from crossread.grammar.appositions import name_behind
from crossread.grammar.clauses import Clause
from crossread.grammar.doc import Token
from crossread.languages.tables import load
from crossread.model import Participant, ParticipantRole
from crossread.model.mention_index import MentionIndex
from crossread.model_runtime.given import GIVEN_EVENTS

LEARNED: Mapping[str, ParticipantRole] = {
    "ARGM-LOC": "place", "ARGM-TMP": "time", "ARGM-CAU": "cause", "ARGM-PRP": "purpose", "ARGM-PNC": "purpose",
    "ARGM-MNR": "manner", "ARGM-COM": "company",
}  # fmt: skip
CORE: Mapping[str, ParticipantRole] = {"ARG0": "agent", "ARG1": "patient"}
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_PARTIES = frozenset({"person", "organisation", "place", "group"})


@cache
def _role_of_preposition() -> dict[str, ParticipantRole]:
    """Return preposition -> the role that it gives a noun, as the lexicon lists them; an unknown role is an error."""
    table: dict[str, ParticipantRole] = {}
    for role, prepositions in load("statements")["roles"].items():
        if role not in get_args(ParticipantRole):
            raise KeyError(f"statements.json: {role!r} is no role; known are {get_args(ParticipantRole)}")
        table.update(dict.fromkeys(prepositions.split("|"), role))
    return table


def participants_of(clause: Clause, index: MentionIndex, times: Sequence[tuple[int, int]]) -> tuple[Participant, ...]:
    """Return the participants of a clause: agent, patient, recipient, then its obliques in order of place.

    `times` are the spans of the report's time expressions in order: a noun in one is a time, whatever its preposition.
    """
    found: list[Participant] = []
    seen: set[int] = set()
    head = clause.predicate

    def add(role: ParticipantRole, token: Token | None) -> None:
        if token is None or token.i in seen or token.is_space or token.is_punct:
            return
        for one in syntax.conjuncts(token):
            if one.i in seen:
                continue
            seen.add(one.i)
            start, end = syntax.phrase(one)
            name = name_behind(one)
            end = max(end, name[1]) if name is not None else end
            entity = _entity(one, (start, end), name, index)
            text = head.doc.text[start:end]
            found.append(
                Participant(role=role, head=one.lemma_.lower(), text=text, start=start, end=end, entity=entity)
            )

    if clause.roles and head.doc.user_data.get(GIVEN_EVENTS):
        for name, noun in clause.roles.items():
            add(CORE.get(name) or LEARNED.get(name) or _given_role(noun, index), noun)
        return tuple(found)
    add("agent", syntax.agent(head))
    if not found:
        add("agent", syntax.relative_noun(head))
    add("patient", syntax.patient(head))
    add("recipient", syntax.recipient(head))
    if clause.kind == "copula" and head.pos_ in ("NOUN", "PROPN"):
        add("attribute", head)
    learned = {token.i: role for name, token in clause.roles.items() if (role := LEARNED.get(name)) is not None}
    for preposition, noun in syntax.obliques(head):
        add(learned.get(noun.i) or _oblique_role(preposition, noun, index, times), noun)
    for name, core in CORE.items():
        if (
            (token := clause.roles.get(name)) is not None
            and token.pos_ in _NOMINAL
            and all(p.role != core for p in found)
        ):
            add(core, token)
    return tuple(found)


def _given_role(noun: Token, index: MentionIndex) -> ParticipantRole:
    """Return what an argument beyond the first two of an event that was annotated elsewhere is: a party is whom it
    reaches."""
    entity = index.at(noun.idx, noun.idx + len(noun.text))
    return "recipient" if entity is not None and entity.type in _PARTIES else "other"


def _entity(noun: Token, span: tuple[int, int], name: tuple[int, int] | None, index: MentionIndex) -> str | None:
    """Return the entity of a noun, else that of the name right behind it ("the carmaker Ostra Motors")."""
    entity = index.at(noun.idx, noun.idx + len(noun.text))
    if name is not None:
        entity = index.at(*name) or entity
    if entity is None and noun.pos_ == "PROPN":
        entity = next(reversed(index.within(*span)), None)
    return entity.id if entity else None


def _oblique_role(
    preposition: str, noun: Token, index: MentionIndex, times: Sequence[tuple[int, int]]
) -> ParticipantRole:
    """Return the role of a noun behind a preposition: a date is a time, a party behind "to" or "for" a recipient."""
    before = bisect_right(times, (noun.idx, len(noun.doc.text))) - 1
    if noun.ent_type_ == "time" or (before >= 0 and noun.idx < times[before][1]):
        return "time"
    entity = index.at(noun.idx, noun.idx + len(noun.text))
    if preposition in ("to", "for"):
        return (
            "recipient"
            if entity is not None and entity.type in _PARTIES
            else "purpose"
            if preposition == "for"
            else "other"
        )
    return _role_of_preposition().get(preposition, "other")
