"""Candidates for relations: pairs of parties that a rule or an office lays before the learned judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from crossread.grammar import syntax
from crossread.grammar.clause_links import asks_whether, mark_of
from crossread.grammar.clauses import Clause, Clauses
from crossread.grammar.doc import Token
from crossread.grammar.factuality import (
    is_only_hoped,
    is_only_sought,
    is_refused,
    is_turned_down,
    is_undone,
    is_unreal,
)
from crossread.grammar.matching import Match, Scene, matches, may_match
from crossread.grammar.noun_classes import noun_class
from crossread.grammar.noun_phrases import noun_behind, owner_of
from crossread.grammar.offices import Office, offices
from crossread.grammar.verb_uses import is_infinitive
from crossread.grammar.views import views
from crossread.languages.rules import load_rules
from crossread.languages.tables import words, words_of
from crossread.model import Party, RelationKind
from crossread.reading.parties import PARTY_TYPES, Parties
from crossread.reading.relations.implied import implied_bodies

MAX_LISTED = 5  # parties of one list that are read apart
TABLE = "relations"
SAID = "said-of"  # the rule of a stance that somebody takes by what he says
TOGETHER = "do-together"  # the rule of those who do a thing with one another
IMPLIED = "implied-"  # begins the names of rules that take an office's body from elsewhere
_FROM_OTHERS = frozenset({"backing-of", "backing-from", "criticism-from"})  # rules of what somebody has from another
_STANDING = frozenset({"leads", "part_of"})  # what lasts; no deed
_ADVISED = frozenset({"should", "must", "ought"})
_KINDS = get_args(RelationKind)


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """Two nouns that may stand in a relation; `at` is the word that says so, `office` set where it is an office."""

    kind: RelationKind
    rule: str
    at: Token
    from_: Token
    to: Token
    clause: Clause
    office: Office | None = None
    body: Party | None = None  # an office's that is named elsewhere
    marks: tuple[str, ...] = ()  # how the body was found there, or the clause was read
    judged_as: tuple[str, ...] = ()
    holder: Party | None = None  # whose words the clause is, where that is who takes sides


def candidates(clauses: Clauses, parties: Parties) -> Iterator[Candidate]:
    """Yield what the table of rules and the offices of a text offer, in order of the words that say so."""
    rules = load_rules(TABLE)
    for token in clauses.doc:
        if token.pos_ in ("VERB", "AUX", "NOUN", "PROPN", "ADJ") and may_match(rules, token):
            for view, scene in views(Scene(clauses, clauses.at(token), parties)):
                for match in matches(rules, scene):
                    for found in _of_match(match):
                        yield replace(found, marks=(f"view={view}",), judged_as=match.rule.judged_as)
    yield from stances(clauses, parties)
    told = list(offices(clauses.doc, parties.index))
    for office in told:
        yield from _of_office(office, clauses, parties)
    for implied in implied_bodies(clauses.doc, parties.index, told):
        for kind in _kinds_of(implied.office):
            rule = "chamber" if "chamber" in implied.marks else f"{IMPLIED}{implied.office.by.replace(' ', '-')}"
            ends = implied.office.noun, implied.office.holder, implied.office.body
            yield Candidate(kind, rule, *ends, clauses.at(ends[0]), implied.office, implied.body, implied.marks)


def _of_match(match: Match) -> Iterator[Candidate]:
    kind = _kind(match.rule.gives)
    if _is_not_so(match, kind):
        return
    if match.clause.denied and "refused" in match.rule.options:
        if match.clause.negated or (is_undone(match.clause.predicate) and not is_refused(match.clause.predicate)):
            return  # "does not support", "is unable to support": no word against
        kind = "opposes"
    one, other = match.slots.get("from"), match.slots.get("to")
    if "reciprocal" in match.rule.options and (one is None or other is None or one == other):
        listed = _both_sides(one or other)
        if len(listed) > 1:
            yield Candidate(kind, match.rule.name, match.clause.predicate, listed[0], listed[1], match.clause)
        return
    if one is None or other is None or one == other:
        return
    for first in syntax.conjuncts(_actor(one))[:MAX_LISTED]:
        for second in syntax.conjuncts(other)[:MAX_LISTED]:
            if first != second:
                yield Candidate(kind, match.rule.name, match.clause.predicate, first, second, match.clause)


def _is_not_so(match: Match, kind: RelationKind) -> bool:
    """Say whether a clause tells only what was refused, wished, asked or would have been: nobody stands so."""
    predicate = match.clause.predicate
    if mark_of(predicate) in ("if", "unless"):
        return True
    if "asked" not in match.rule.options and _is_only_raised(match.clause):
        return True
    if kind == "cooperates" and is_turned_down(predicate):
        return True  # "rejected a pact with Osk"
    if kind in ("supports", "opposes") and match.clause.modality in _ADVISED:
        return True  # "he should sue the firm": nobody stands so yet
    if is_unreal(predicate) or asks_whether(predicate):
        return True  # "would have sued the firm", "did it sue the firm?"
    if match.rule.name in _FROM_OTHERS and is_only_sought(predicate):
        return True  # "lost the support of the union", "fears criticism from Osk"
    # "lost the race to lead the party", "wants to head the agency", "applied to join the union"
    return kind in _STANDING and match.clause.kind == "verb" and is_only_hoped(predicate)


def _is_only_raised(clause: Clause) -> bool:
    """Say whether a deed is only weighed, or asked of another: "considered suing the firm", "urged Osk to condemn it";
    whoever threatens to sue is against already."""
    above = clause.governor
    if above is None or clause.kind != "verb":
        return False
    lemma = above.lemma_.lower()
    if lemma in words("exchange", "weighing"):
        return lemma != "threaten"
    asked = lemma in words("exchange", "requesting") and is_infinitive(clause.predicate)
    return asked and (syntax.is_passive(above) or clause.subject != syntax.subject(above))


def _both_sides(noun: Token | None) -> list[Token]:
    """Return the two sides that one noun lists, by itself or as what its people are of: "envoys from Arle and Osk"."""
    if noun is None:
        return []
    lemma, listed = noun.lemma_.lower(), syntax.conjuncts(noun)
    several = noun.lower_ != lemma and lemma in words_of("relations", "members", "leaders")
    senders = noun_behind(noun, "from of") if several and len(listed) == 1 else None
    return syntax.conjuncts(senders) if senders is not None else listed


def stances(clauses: Clauses, parties: Parties) -> Iterator[Candidate]:
    """Yield whom somebody may oppose by what he says of him: the subject or the object of the clause.

    Praise is not offered: of 373 such candidates that labels judge, 11 were right, and none was told from the others.
    """
    for statement in parties.statements:
        speaker = parties.index.by_id.get(statement.attribution.speaker or "")
        span = clauses.doc.char_span(statement.start, statement.end, alignment_mode="expand")
        if speaker is None or span is None or speaker.type not in PARTY_TYPES:
            continue
        at = span.root
        clause = clauses.at(at)
        source = statement.attribution.source
        said_by = (
            clauses.doc.char_span(source.start, source.end, alignment_mode="expand") if source is not None else None
        )
        from_ = said_by.root if said_by is not None else at
        holder = Party(name=speaker.name, entity=speaker.id)
        for role, about in (("subject", clause.subject or syntax.subject(at)), ("object", clause.object)):
            if about is None or not _is_about_party(about, parties):
                continue
            marks = f"about={role}", f"told={statement.attribution.kind}"
            yield Candidate("opposes", SAID, at, from_, about, clause, marks=marks, holder=holder)


def _is_about_party(noun: Token, parties: Parties) -> bool:
    """Say whether a noun is a party, or something of one: "Hall's remarks"."""
    owner = owner_of(noun)
    return parties.may_be_party(noun) or (owner is not None and parties.may_be_party(owner))


def _actor(noun: Token) -> Token:
    """Return whose act a noun tells, where it tells one: the senator of "the senator's remarks"."""
    owner = owner_of(noun)
    return (
        owner
        if owner is not None and noun.pos_ == "NOUN" and noun_class(noun.lemma_.lower()) in ("other", "thing")
        else noun
    )


def _kind(name: str) -> RelationKind:
    return next(kind for kind in _KINDS if kind == name)


def _of_office(office: Office, clauses: Clauses, parties: Parties) -> Iterator[Candidate]:
    rule = f"office-{office.by.replace(' ', '-')}"
    if office.by == "predicate" and is_only_hoped(office.noun):
        return  # "wants to become leader", "declined to become head"
    for kind in _kinds_of(office):
        if kind == "leads" and _is_owner_of_body(office, parties):
            continue  # "Hall's campaign chairman" is at the head of no Hall
        yield Candidate(kind, rule, office.noun, office.holder, office.body, clauses.at(office.noun), office)


def _is_owner_of_body(office: Office, parties: Parties) -> bool:
    """Say whether whose an office is is a person who has a body named between: "Hall's campaign chairman", "the Hall
    campaign chairman"."""
    owner = parties.entity(office.body)
    if office.through not in ("owner", "before") or owner is None or owner.type != "person":
        return False
    between = office.noun.doc[office.body.i + 1 : office.noun.i]
    return any(t.pos_ in ("NOUN", "PROPN") for t in between)


def _kinds_of(office: Office) -> tuple[RelationKind, ...]:
    """Return what an office may say; the judge tells a head of state from a head of sales, a governor's party from
    his state."""
    leads, lemma = is_leading(office.noun), office.noun.lemma_.lower()
    party = office.through == "party" or office.body.lower_ in words("relations", "parties")
    if party and lemma.rstrip(".") in words("relations", "of_state"):
        return ("part_of",)  # "GOP Gov. Ida Moe" leads a state, and no party
    either = lemma in words("relations", "either_way") and (leads or lemma not in words("relations", "leaders"))
    if either or (leads and party):
        return "leads", "part_of"
    return ("leads",) if leads else ("part_of",)


def is_leading(noun: Token) -> bool:
    """Say whether an office leads its body: no deputy, and an "officer" only as its chief."""
    lemma = noun.lemma_.lower()
    before = [t.lower_ for t in noun.doc[max(noun.sent.start, noun.i - 3) : noun.i]]
    if set(before[-2:]) & words("relations", "not_leading"):
        return False
    if lemma in ("officer", "executive"):
        return "chief" in before
    return lemma in words("relations", "leaders") or noun.lower_ in words("relations", "leaders")
