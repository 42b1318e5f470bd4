"""Which outlet a description that speaks means: "the newspaper said" behind "the Varn Herald reported".

Without it one newspaper would be two tellers, and a claim that it alone brings would seem to have two origins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec

from crossread.grammar.anaphora import has_determiner, is_narrowed_behind, nouns_before
from crossread.grammar.descriptions import names_before
from crossread.grammar.doc import Doc, Token
from crossread.grammar.noun_phrases import owner_of
from crossread.languages.tables import fold, load, words
from crossread.model import Attribution, Entity, Teller
from crossread.reading.speech.outlets import is_outlet
from crossread.reading.speech.pronouns import said_at

REACH = 4  # sentences back in which the outlet is named
_THE = frozenset({"the"})


@dataclass(frozen=True, slots=True)
class _Named:
    """An outlet where it is named: its place, its name, and its entity where the report has one."""

    start: int
    name: str
    entity: str | None


def settle_outlets(
    attributions: Sequence[Attribution], doc: Doc, entities: Sequence[Entity]
) -> tuple[Attribution, ...]:
    """Return attributions with described outlets named, where one alone of the kind is near before."""
    named: list[_Named] | None = None
    starts = [sent.start_char for sent in doc.sents]
    settled = list(attributions)
    unnamed: set[str] = set()  # nouns of houses that the report brings in without a name: "the state broadcaster"
    for number in sorted(range(len(settled)), key=lambda one: said_at(attributions[one])):
        for at, teller in enumerate(settled[number].chain):
            noun, definite = _house(teller, doc)
            if noun is None:
                continue
            named = _named_in(attributions, entities) if named is None else named
            meant = _meant(teller.start or 0, noun, named, starts) if definite and noun not in unnamed else None
            if meant is not None:
                settled[number] = _with_outlet(settled[number], at, meant)
            elif not is_outlet(teller.name):
                unnamed.add(noun)
    return tuple(settled)


def _house(teller: Teller, doc: Doc) -> tuple[str | None, bool]:
    """Return the noun of a teller who is a house of news without a name, and whether he is a definite one."""
    if teller.start is None or teller.role == "person":
        return None, False
    span = doc.char_span(teller.start, teller.end or 0, alignment_mode="expand")
    head = span.root if span is not None else None
    if head is None or head.pos_ != "NOUN" or head.lower_ not in _houses():
        return None, False
    bare = has_determiner(head, _THE) and not is_narrowed_behind(head) and owner_of(head) is None
    return head.lower_, bare and not names_before(head) and not _is_another_trade(head)


@cache
def _houses() -> Mapping[str, frozenset[str]]:
    """Return the nouns of houses of news, each with the words that names of another kind of house have."""
    houses = load("media")["houses"].items()
    return {noun: frozenset(others.split()) for nouns, others in houses for noun in nouns.split()}


def _is_another_trade(head: Token) -> bool:
    """Say whether a word before the noun makes something else of it: "the aid agency", "the road network"."""
    before = nouns_before(head)
    if not before:
        return head.lower_ in words("media", "houses_with_a_word")
    return not before <= words("media", "before_houses")


def _named_in(attributions: Sequence[Attribution], entities: Sequence[Entity]) -> list[_Named]:
    known = {entity.id for entity in entities if is_outlet(entity.name)}
    found = [_Named(m.start, e.name, e.id) for e in entities if e.id in known for m in e.mentions]
    for told in attributions:
        found += [
            _Named(teller.start, teller.name, teller.entity)
            for teller in told.chain
            if teller.role == "outlet" and teller.start is not None and teller.entity not in known
        ]
    return sorted(found, key=lambda one: one.start)


def _meant(place: int, kind: str, named: Sequence[_Named], starts: Sequence[int]) -> _Named | None:
    here = bisect_right(starts, place)
    near = [
        one
        for one in named
        if one.start < place
        and here - bisect_right(starts, one.start) <= REACH
        and not _houses()[kind] & set(fold(one.name).split())
    ]
    return near[-1] if len({fold(one.name) for one in near}) == 1 else None


def _with_outlet(told: Attribution, at: int, meant: _Named) -> Attribution:
    old = told.chain[at]
    if any(other.name == meant.name for other in told.chain):
        return told
    new = msgspec.structs.replace(old, name=meant.name, role="outlet", entity=meant.entity)
    chain = (*told.chain[:at], new, *told.chain[at + 1 :])
    speaker = meant.entity if told.speaker in (None, old.entity) and at == len(chain) - 1 else told.speaker
    return msgspec.structs.replace(told, chain=chain, speaker=speaker)
