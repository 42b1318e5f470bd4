"""Candidates for exchange records from the table of rules: any noun may be an item, the judge decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import get_args

from crossread.grammar import syntax
from crossread.grammar.clauses import Clause
from crossread.grammar.doc import Token
from crossread.grammar.gapping import shares_of
from crossread.grammar.matching import Match, Scene, matches, may_match
from crossread.grammar.noun_classes import content_noun, is_money, is_short, is_time
from crossread.grammar.raids import raided_before
from crossread.grammar.returns import tells_return
from crossread.grammar.verb_uses import takes_out_own
from crossread.grammar.views import views
from crossread.languages.rules import load_rules
from crossread.languages.tables import words
from crossread.model import ExchangeKind, Party
from crossread.reading.exchange.items import loser_of
from crossread.reading.exchange.modality import governed
from crossread.reading.exchange.nouns import lost_behind
from crossread.reading.exchange.records import Draft, Extent, Ledger

TABLE = "exchange"
MAX_SIDES = 6  # records that one listed item makes at most: "A and B sold C and D …"
SLOTS = ("party", "giver", "receiver", "by")
_KINDS = get_args(ExchangeKind)
_TAKING = frozenset({"takes-thing", "any-from-party", "thing-from"})
_SUBJECTIVE = {"holds": "party", "needs": "party", "offers": "giver", "transfers": "", "bars": ""}


@dataclass(frozen=True, slots=True, eq=False)
class Offered:
    """A draft that a rule offers, with the clause it stands in."""

    draft: Draft
    clause: Clause
    rule: str
    view: str = "tree"
    judged_as: tuple[str, ...] = ()


def offered(ledger: Ledger) -> Iterator[Offered]:
    """Yield what the table of rules offers in a report, in order of the words that say so."""
    rules = load_rules(TABLE)
    for token in ledger.doc:
        if token.pos_ in ("VERB", "AUX", "NOUN", "PROPN", "ADJ") and may_match(rules, token):
            for view, scene in views(Scene(ledger.clauses, ledger.clauses.at(token), ledger)):
                for match in matches(rules, scene):
                    yield from _of_match(ledger, match, view)


def _of_match(ledger: Ledger, match: Match, view: str) -> Iterator[Offered]:
    item = match.slots.get("item")
    clause = match.clause
    if item is None or _is_paid_for_in_a_figure(clause, item):
        return
    if _is_told_by_no_one(ledger, match, item):
        return
    kind = next(kind for kind in _KINDS if kind == match.rule.gives)
    if kind == "holds" and is_short(content_noun(item)):
        return
    sides = {slot: match.slots[slot] for slot in SLOTS if slot in match.slots and match.slots[slot] != item}
    if match.rule.name in _TAKING and "giver" not in sides and (giver := lost_behind(ledger, item, "from")) is not None:
        sides["giver"] = giver
    if match.rule.name in _TAKING:
        if "giver" not in sides and takes_out_own(clause.predicate, item):
            return
        loser = loser_of(ledger, item, sides.pop("giver", None), raided_before(clause.predicate))
        sides |= {"giver": loser} if loser is not None and loser not in sides.values() else {}
    other = "giver" if kind == "needs" else "receiver"
    if other in sides and len(sides) > 1 and not _may_be_somebody(ledger, sides[other]):
        del sides[other]  # "filed a request for tents", "spent the money on a roof": nobody is asked, nobody gets it
    beside = item if clause.kind == "verb" else None  # "teams with tents": what tells who they are stays theirs
    choices: dict[str, list[Party | None]] = {
        slot: [*_parties(ledger, token, beside)] or [None] for slot, token in sides.items()
    }
    extent = Extent(clause.recipient_ends, (*sides.values(), clause.predicate))
    for chosen in list(product(*choices.values()))[:MAX_SIDES]:
        named: dict[str, Party | None] = dict(zip(choices, chosen, strict=True))
        for made_kind, made in _meant(ledger, clause, kind, named):
            if not _has_needed(clause, made_kind, made):
                continue
            for draft in ledger.add(made_kind, item, clause.predicate, made, extent, match.rule.name):
                yield Offered(draft, clause, match.rule.name, view, match.rule.judged_as)


def _meant(
    ledger: Ledger, clause: Clause, kind: ExchangeKind, sides: dict[str, Party | None]
) -> Iterator[tuple[ExchangeKind, dict[str, Party | None]]]:
    """Yield what a clause may mean: what the verb above makes of it, else a transfer, an offer or a need where
    nobody says that it is done."""
    above = clause.governor
    if kind == "transfers" and above is not None and above.lemma_.lower() in words("exchange", "ceasing"):
        return  # who stops paying pays no more
    told = governed(ledger, clause.predicate, kind, sides)
    yield told or (kind, sides)
    if told is not None or kind != "transfers" or (clause.tense == "past" and not clause.modality):
        return
    if above is not None and above.lemma_.lower() in words("exchange", "charging"):
        return  # who is charged with selling has sold, or not
    giver, receiver = sides.get("giver"), sides.get("receiver")
    if giver is not None:
        yield "offers", sides
    if receiver is not None and clause.tense != "past":
        yield "needs", {"party": receiver, "giver": giver}


def _may_be_somebody(ledger: Ledger, noun: Token) -> bool:
    """Say whether a noun, or one listed with it, can give or get: no thing, deed or idea but behind "to"."""
    return syntax.preposition(noun) == "to" or any(ledger.may_be_party(one) for one in syntax.conjuncts(noun))


def _is_told_by_no_one(ledger: Ledger, match: Match, item: Token) -> bool:
    """Say whether only a thing or a deed sends a message: "the vote sent a message to the banks"."""
    giver = match.slots.get("giver")
    words_alone = content_noun(item).lemma_.lower() in words("exchange", "words_alone")
    return words_alone and giver is not None and not ledger.may_be_party(giver)


def _is_paid_for_in_a_figure(clause: Clause, item: Token) -> bool:
    """Say whether somebody pays for what he did: "paid dearly for a missed penalty", "paid the price for a slow
    start"."""
    if clause.lemma != "pay" or syntax.preposition(item) != "for":
        return False
    noun = content_noun(item)
    failed = syntax.words_beside(item) & words("exchange", "failing")
    how = syntax.words_beside(clause.predicate) & words("exchange", "dearly")
    price = clause.object is not None and clause.object.lemma_.lower() == "price"
    return bool(noun.lemma_.lower() in words("exchange", "misdeeds") or failed or how) or price


def _has_needed(clause: Clause, kind: str, sides: dict[str, Party | None]) -> bool:
    """Say whether the side is there without which a record says nothing; "was offered a post" leaves out by whom."""
    needed = _SUBJECTIVE[kind]
    if not needed or (kind == "offers" and clause.voice == "passive"):
        return any(party is not None for party in sides.values())
    return sides.get(needed) is not None


def _parties(ledger: Ledger, token: Token, beside: Token | None) -> list[Party]:
    """Return whom a noun and those listed with it name, without what is `beside`; times, shares hung on whom another
    goes to, sums and the noun of "in exchange" are nobody."""
    found = []
    for one in syntax.conjuncts(token):
        nobody = is_time(one) or is_money(one) or tells_return(one) or shares_of(one) is not None
        nobody = nobody or one.lemma_.lower() in words("exchange", "mere_places")
        party = None if nobody else ledger.party(one, beside)
        if party is not None and party not in found:
            found.append(party)
    return found
