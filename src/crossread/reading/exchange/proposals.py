"""All candidates of a report: what frames draft, and what the table of rules offers besides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from crossread.grammar import clause_links, syntax
from crossread.grammar.clauses import Clause, Clauses
from crossread.grammar.factuality import is_left_open, is_unreal
from crossread.grammar.noun_classes import content_noun, is_act
from crossread.grammar.verb_uses import is_wished
from crossread.languages.tables import words, words_of
from crossread.model import Exchange, Party, Quantity, Report, Statement
from crossread.reading.certainty_frames import Frames
from crossread.reading.exchange.bargains import tie
from crossread.reading.exchange.candidates import SLOTS, offered
from crossread.reading.exchange.features import features
from crossread.reading.exchange.frames import read_by_frames
from crossread.reading.exchange.records import Draft, Ledger
from crossread.reading.outdone import without_outdone
from crossread.reading.plausibility import load_plausibility, sense_of, word_vectors

OPEN = "any-"  # begins the names of rules that take any verb: only where no rule of its own verb says the same
LEAST_OF_PLAIN = 0.3  # likely enough where a verb says nothing but the giving; the judge's own bar is for all verbs
_DEMANDING = frozenset({"should", "must", "ought"})


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A candidate as the record that it would be, with what the judge knows of it; `places` are the words that it
    weighs."""

    record: Exchange
    statement: Statement
    features: tuple[str, ...]
    places: tuple[int, ...] = ()
    plain: bool = False  # one that has a name gives another something counted: "handed 20 sailors to Osk"


def find_exchange(
    report: Report, clauses: Clauses, statements: tuple[Statement, ...], quantities: tuple[Quantity, ...]
) -> tuple[Exchange, ...]:
    """Return the exchange records of a report that are likely enough, one an item, each with the statement that says
    it.

    Records that are given in return for one another share a `bargain`.
    """
    judge = load_plausibility("exchange")
    made: dict[str, Exchange] = {}
    for proposal in proposals(report, clauses, statements, quantities):
        if proposal.record.id in made:
            continue
        vector = word_vectors(clauses.doc, proposal.places)
        chance = judge.chance(proposal.features, vector, sense_of(proposal.record))
        if judge.accepts(chance) or (proposal.plain and chance.alone >= LEAST_OF_PLAIN):
            made[proposal.record.id] = proposal.record
    alone = without_outdone(made.values(), _outdoes)
    sizes = Counter(record.bargain for record in alone if record.bargain)
    kept = [msgspec.structs.replace(x, bargain=None) if x.bargain and sizes[x.bargain] < 2 else x for x in alone]
    place = {s.id: s.start for s in statements}
    return tuple(sorted(kept, key=lambda x: (place[x.statement], x.kind, x.item, x.id)))


def proposals(
    report: Report, clauses: Clauses, statements: tuple[Statement, ...], quantities: tuple[Quantity, ...]
) -> Iterator[Proposal]:
    """Yield every candidate once: a frame's before a rule's for the same item.

    What the words above its clause call false, take back or say is without evidence is no exchange.
    """
    framed = read_by_frames(report, clauses, statements, quantities)
    by_id = {s.id: s for s in statements}
    records = {x.id: x for x in tie(framed)}
    items = set()
    frames = Frames(clauses)
    for draft in framed.drafts.values():
        clause = clauses.at(draft.clause)
        rule = draft.record.rule or f"frame-{draft.record.kind}"
        items.add((draft.record.kind, draft.item.i))
        if frames.is_untrue(draft.clause) or _is_not_done(draft, clause):
            continue
        if content_noun(draft.item).lemma_.lower() in words("exchange", "penalties"):
            continue  # "four life sentences": counted, and nobody's goods
        told = draft.record.rule or f"{rule}-{clause.lemma}"
        record = msgspec.structs.replace(records[draft.record.id], rule=told)
        named = ("framed", f"framed&{record.kind}", f"framed&{clause.lemma}", *features(draft, clause, rule, framed))
        statement = by_id[record.statement]
        yield Proposal(record, statement, named, _places(draft, clause), _is_plain(record, clause, statement))
    wide = Ledger(report, clauses, statements, quantities)
    seen: set[object] = set()
    for one in offered(wide):
        record = one.draft.record
        known = record.id if one.rule.startswith(OPEN) else (record.id, one.rule)
        described = syntax.relative_noun(one.clause.predicate) == one.draft.item  # "sold the data it stole": told twice
        if ((record.kind, one.draft.item.i) in items and not described) or known in seen:
            continue
        if frames.is_untrue(one.clause.predicate) or _is_not_done(one.draft, one.clause):
            continue
        seen |= {record.id, (record.id, one.rule)}
        rule, verb = one.judged_as or (one.rule, "")
        named = ("offered", f"view={one.view}", *features(one.draft, one.clause, rule, wide, verb))
        yield Proposal(record, by_id[record.statement], named, _places(one.draft, one.clause))


def _outdoes(one: Exchange, other: Exchange) -> bool:
    """Say whether a record leaves no room for another of its statement: it says more or the same, has as a side what
    the other has as its item, or is an offer or a transfer by a rule of its verb, and the other a transfer by one that
    takes any."""
    if other.item in {party.name for _, party in _sides(one)}:
        return other.item not in {party.name for _, party in _sides(other)}
    if (one.kind, _sides(one)) == (other.kind, _sides(other)) and _is_of_deed(other.item, one.item):
        return True
    same = one.item == other.item and one.kind in ("offers", "transfers")
    if same and other.kind == "transfers" and other.rule.startswith(OPEN) and not one.rule.startswith(OPEN):
        return True  # what a rule of its own verb says: "offered it 5,000 clamps"
    return _says_more(one, other)


def _is_of_deed(whole: str, item: str) -> bool:
    """Say whether an item is another with the deed that brings it: "a bid of 4 billion euros" is 4 billion euros."""
    before = whole.removesuffix(f" of {item}")
    return before != whole and is_act(before.split()[-1].lower())


def _says_more(one: Exchange, other: Exchange) -> bool:
    """Say whether a record tells all that another tells of its item, and a side besides.

    The side may stand in the other's item: "the firm's licence" of nobody, and the firm's "licence".
    """
    same = (one.kind, one.bargain) == (other.kind, other.bargain)
    return same and _sides(other) < _sides(one) and (other.item == one.item or _names_side(other, one))


def _names_side(other: Exchange, one: Exchange) -> bool:
    """Say whether the item of a record tells a side that only another has, around that other's item.

    "The licence of Borealis's agent" goes on with whose it is, whatever name the agent has; "Germany's purchase of 40
    jets" begins with who gets 40 jets.
    """
    more = [party.name for _, party in _sides(one) - _sides(other)]
    if other.item.endswith(f" of {one.item}") and any(other.item.startswith(name) for name in more):
        return True
    behind = other.item.removeprefix(one.item)
    named = behind.startswith(" of ") and any(word[:1].isupper() for word in behind.split())
    owners = named and any(slot == "party" for slot, _ in _sides(one) - _sides(other))
    return behind != other.item and (owners or any(name in behind for name in more))


def _sides(record: Exchange) -> set[tuple[str, Party]]:
    return {(slot, party) for slot in SLOTS if (party := getattr(record, slot)) is not None}


def _is_plain(record: Exchange, clause: Clause, statement: Statement) -> bool:
    """Say whether a verb of giving tells by its meaning alone who gave whom how many, of two that have names, or who
    asked to be given them."""
    if clause.lemma not in words("exchange", "plain_giving") or record.quantity is None:
        return False
    taker = record.party if record.kind == "needs" else record.receiver
    named = all(party is not None and party.entity is not None for party in (record.giver, taker))
    if not named or statement.certainty.label != "asserted" or clause.modality or clause.denied:
        return False
    above = clause.governor
    if record.kind == "needs":
        return above is not None and above.lemma_.lower() in words_of("exchange", "requesting", "demanding")
    return record.kind == "transfers" and statement.status == "happened" and above is None


def _is_not_done(draft: Draft, clause: Clause) -> bool:
    """Say whether a clause tells of nothing that was done: a ban that is demanded, a gift offered, weighed or
    allowed, wanted done, what is only asked or supposed: "did not say whether it would send trucks", "Were they
    sold?"."""
    kind = draft.record.kind
    conditional = clause_links.mark_of(clause.predicate) in ("if", "unless")
    if (kind == "transfers" and conditional) or is_unreal(clause.predicate):
        return True
    if clause_links.asks_whether(clause.predicate):
        return True
    demanded = _is_demand(record_kind=kind, clause=clause) or (kind == "transfers" and is_wished(clause.predicate))
    return demanded or _is_only_offered(draft) or (kind == "transfers" and _is_only_possible(clause))


def _is_only_possible(clause: Clause) -> bool:
    """Say whether somebody only weighs a deed or may do it: "considered selling 12 boats", "allowed Osk to sell
    them"."""
    above = clause.governor
    if is_left_open(clause.predicate):
        return True
    if above is None or clause.lemma in words("exchange", "of_use"):
        return False
    return above.lemma_.lower() in words("exchange", "weighing") | words("exchange", "allows")


def _is_only_offered(draft: Draft) -> bool:
    """Say whether what would change hands is an offer itself: "received an offer of 9 million euros"."""
    return draft.record.kind == "transfers" and draft.item.lemma_.lower() in words("exchange", "offers_alone")


def _is_demand(*, record_kind: str, clause: Clause) -> bool:
    """Say whether a ban is only demanded or planned: "Ostria should stop selling arms", "plans to ban arms sales"."""
    governor = clause.governor
    above = {t.lower_ for t in syntax.auxiliaries(governor)} if governor is not None else set()
    planned = governor is not None and governor.lemma_.lower() in words("factuality", "hoping")
    return record_kind == "bars" and (clause.modality in _DEMANDING or bool(above & _DEMANDING) or planned)


def _places(draft: Draft, clause: Clause) -> tuple[int, int, int]:
    """Return the words whose vectors the judge weighs: the one that says so, what the item names, and who acts."""
    return draft.clause.i, content_noun(draft.item).i, (clause.subject or clause.predicate).i
