"""Who holds, needs, offers or transfers what, and who is barred from what: the exchange of one report.

The frames are data (data/exchange.json): which argument of a verb or noun fills which slot of the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from crossread.grammar import syntax
from crossread.grammar.arguments import Arguments, arguments_of
from crossread.grammar.clauses import Clauses
from crossread.grammar.doc import Token
from crossread.grammar.gapping import shares_of
from crossread.grammar.item_phrases import first_of_names, word_before_case
from crossread.grammar.noun_classes import is_goods, is_measure, is_money, is_short, noun_class, of_noun
from crossread.grammar.noun_phrases import has_name_beside, is_counted, owner_of
from crossread.grammar.raids import raided_before
from crossread.grammar.returns import answer_phrase, in_return
from crossread.grammar.verb_uses import hangs_on, is_deed, objects_behind, over_verb, verb_listed_before
from crossread.languages.tables import load, words
from crossread.model import ExchangeKind, Party, Quantity, Report, Statement
from crossread.reading.exchange.bans import read_bans
from crossread.reading.exchange.items import Frame, can_be_had, loser_of, plain_goods
from crossread.reading.exchange.modality import Sides, governed
from crossread.reading.exchange.nouns import (
    lost,
    lost_behind,
    read_dependent,
    read_need_phrases,
    read_noun,
    told_in_flow,
)
from crossread.reading.exchange.prices import read_price
from crossread.reading.exchange.records import Draft, Extent, Ledger
from crossread.reading.exchange.uses import Use, could, suits

_ITEMS = frozenset({"NOUN", "PROPN", "NUM", "SYM", "X"})
MAX_SIDES = 6  # records that one listed item makes at most: "A and B sold C and D …"


def read_by_frames(
    report: Report, clauses: Clauses, statements: tuple[Statement, ...], quantities: tuple[Quantity, ...]
) -> Ledger:
    """Return what the frames of verbs, nouns and fixed phrases draft."""
    ledger = Ledger(report, clauses, statements, quantities)
    for token in clauses.doc:
        if is_deed(token):
            _read_verb(ledger, token)
    for token in clauses.doc:  # behind the verbs, which tell more of the same giving
        if token.pos_ == "NOUN":
            read_noun(ledger, token)
        elif token.pos_ == "ADJ":
            read_dependent(ledger, token)
            read_bans(ledger, ledger.clauses.at(token))
    read_need_phrases(ledger)
    return ledger


@cache
def _frames() -> Mapping[str, tuple[Frame, ...]]:
    found: dict[str, tuple[Frame, ...]] = {}
    for frame in load("exchange")["verbs"]:
        for verb in frame["verbs"].split():
            found[verb] = (*found.get(verb, ()), frame)
    return found


def _read_verb(ledger: Ledger, verb: Token) -> None:
    lemma = verb.lemma_.lower()
    frames = _frames().get(lemma, ())
    splits = any(f.get("split") for f in frames) or lemma in words("exchange", "denies")
    arguments = arguments_of(verb, ledger.index, splits=splits)
    if (
        read_bans(ledger, ledger.clauses.at(verb, bare_recipient=lemma in words("exchange", "denies")))
        or arguments.negated
    ):
        return
    if lemma in words("exchange", "of_use") and _read_leave_to_use(ledger, arguments):
        return
    for frame in frames:
        if _read_frame(ledger, arguments, frame):
            return
    answer = answer_phrase(verb)
    if answer is not None and is_goods(answer) and ledger.may_be_party(arguments.subject):
        if any(f["kind"] == "needs" or f.get("receiver") == "subject" for f in frames):
            # "in return for their votes the Greens want …"
            ledger.add("offers", answer, verb, {"giver": ledger.party(arguments.subject)})
            return
        # whatever is done, it is done for this: "Russia could step in in return for weapons"
        made = ledger.add("needs", answer, verb, {"party": ledger.party(arguments.subject)})
        ledger.tied(
            made,
            [
                d
                for d in ledger.drafts.values()
                if d.clause.sent == verb.sent and d.record.kind == "needs" and d not in made
            ],
        )


def _read_leave_to_use(ledger: Ledger, arguments: Arguments) -> bool:
    """Read "A lets B use its towers": a transfer of the use."""
    verb = arguments.verb
    above = over_verb(verb)
    if above is None or above.lemma_.lower() not in words("exchange", "allows") or arguments.object is None:
        return False
    giver, receiver = syntax.agent(above), syntax.direct_object(above) or syntax.subject(verb)
    if (
        giver is None
        or receiver is None
        or giver == receiver
        or not ledger.may_be_party(receiver)
        or not (is_goods(arguments.object) or noun_class(arguments.object.lemma_.lower()) in ("place", "group"))
    ):
        return False
    made = ledger.add(
        "transfers", arguments.object, verb, {"giver": ledger.party(giver), "receiver": ledger.party(receiver)}
    )
    answer = answer_phrase(verb)
    if answer is not None:
        ledger.tied(
            made,
            ledger.add("transfers", answer, verb, {"giver": ledger.party(receiver), "receiver": ledger.party(giver)}),
        )
    return bool(made)


@dataclass(frozen=True, slots=True)
class _Filled:
    """A frame with the nouns that fill it.

    `flow` is the noun of giving that told them ("Denmark's gift of 300 fridges"), `paper` whether what is signed is for
    the item.
    """

    frame: Frame
    item: Token
    slots: Mapping[str, Token | None]
    flow: Token | None
    paper: bool


def _read_frame(ledger: Ledger, arguments: Arguments, frame: Frame) -> bool:
    """Add what a frame says of a verb's arguments; say whether it did."""
    filled = _filled(ledger, arguments, frame)
    if filled is None or not _has_needed_slots(ledger, arguments, filled):
        return False
    item = filled.item
    kind: ExchangeKind = "needs" if frame["kind"] == "holds" and is_short(item) else frame["kind"]
    parties = {name: _parties(ledger, frame, name, token, item) for name, token in filled.slots.items()}
    if filled.paper and len(parties["receiver"]) > 1:
        return False  # of two signers nobody knows who gets it
    parties = _apart(ledger, filled.slots, parties)
    first = {name: found[0] for name, found in parties.items() if found}
    if not any(can_be_had(ledger, kind, one, frame, first) for one in syntax.conjuncts(item)):
        return False
    if not first.keys() & _needed(kind, passive=arguments.passive):
        return False
    if _is_got_from_nobody(arguments, filled, kind, first):
        return False
    if _is_only_possible(ledger, arguments, frame, kind, first):
        kind = "offers"
    drafts = _drafts(ledger, arguments, filled, kind, parties)
    if drafts and filled.flow is not None:
        ledger.told.add(filled.flow)
    if arguments.verb.lemma_.lower() not in words("exchange", "requesting"):
        read_price(ledger, arguments, frame, drafts)
    return bool(drafts)


def _filled(ledger: Ledger, arguments: Arguments, frame: Frame) -> _Filled | None:
    """Return a frame with what fills it; None where it has no item or the verb does not mean it."""
    item, lemma = _item(arguments, frame), arguments.verb.lemma_.lower()
    paper = item is not None and lemma == "sign" and item.lemma_.lower() in words("exchange", "papers")
    if paper:  # who signs a contract gets what it is for, not the contract
        item = next((n for n in arguments.preps.get("for", ()) if is_goods(n)), None)
    if item is None or not suits(Use(ledger, arguments, frame, item)):
        return None
    slots = _slots(ledger, arguments, frame, item)
    told = told_in_flow(item) if frame["kind"] == "transfers" else None
    if told is None:
        return _Filled(frame, item, slots, None, paper)
    given, owner, whom = told  # "Denmark's gift of 300 fridges was handed to the ministry"
    slots["giver"] = owner or slots.get("giver")
    slots["receiver"] = slots.get("receiver") or whom
    return _Filled(frame, given, slots, item, paper)


def _slots(ledger: Ledger, arguments: Arguments, frame: Frame, item: Token) -> dict[str, Token | None]:
    """Return who or what stands in each slot of a frame."""
    slots = {name: arguments.take(frame[name]) for name in ("party", "giver", "receiver", "by") if name in frame}
    if "giver" in slots and slots["giver"] is None:
        if frame["giver"] == "from" or (arguments.passive and frame["kind"] == "transfers"):
            slots["giver"] = arguments.take("from") or lost_behind(ledger, item, "from")
    if "receiver" in slots:
        slots["receiver"] = _receiver(ledger, arguments, frame, item)
    if frame.get("owner") and slots.get("giver") is None:
        slots["giver"] = owner_of(item)  # "seized its trucks"
    if frame["kind"] == "transfers" and frame["giver"] == "from":
        slots["giver"] = loser_of(ledger, item, slots.get("giver"), raided_before(arguments.verb))
    return slots


def _receiver(ledger: Ledger, arguments: Arguments, frame: Frame, item: Token) -> Token | None:
    """Return who gets the item, also where the parser hung him elsewhere or the verb before names him."""
    found = arguments.take(frame["receiver"])
    if _comes_back(found, arguments):
        found = None
    if frame.get("giver") != "subject":
        return found
    if found is None and "to" in frame["receiver"].split():
        found = lost(ledger, syntax.conjuncts(item)[-1], "to")
    if found is None or found.lower_ in ("it", "him", "her", "them"):
        return _shared_receiver(ledger, arguments.verb) or found
    return found


def _has_needed_slots(ledger: Ledger, arguments: Arguments, filled: _Filled) -> bool:
    """Say whether all that a frame requires is there, and nothing stands in two places."""
    frame, slots = filled.frame, filled.slots
    if frame.get("priced") and not any(is_money(n) for n in arguments.preps.get("for", ())):
        return False
    if frame.get("requires") and slots.get(frame["requires"]) is None:
        return False
    if any(token == filled.item for token in slots.values()):
        return False
    return not frame.get("of_party") or _is_somebody(ledger, slots["giver"])


def _needed(kind: ExchangeKind, *, passive: bool) -> frozenset[str]:
    """Return the sides of which a record of a kind has one at least."""
    if kind in ("holds", "needs", "bars"):
        return frozenset({"party"})
    return frozenset({"giver"}) if kind == "offers" and not passive else frozenset({"giver", "receiver"})


def _is_got_from_nobody(
    arguments: Arguments, filled: _Filled, kind: ExchangeKind, first: Mapping[str, Party]
) -> bool:
    """Say whether somebody gets of nobody what need not come from anybody: "received a warm welcome"."""
    frame, item = filled.frame, filled.item
    if kind != "transfers" or frame["giver"] != "from" or not frame.get("weak") or "giver" in first:
        return False
    return not plain_goods(item, arguments.verb.lemma_.lower()) and not in_return(item)


def _is_only_possible(
    ledger: Ledger, arguments: Arguments, frame: Frame, kind: ExchangeKind, first: Mapping[str, Party]
) -> bool:
    """Say whether a transfer is what somebody could do, with no verb above that says more."""
    if kind != "transfers" or "giver" not in first or frame["giver"] != "subject" or not could(arguments.verb):
        return False
    return governed(ledger, arguments.verb, kind, dict(first)) is None


def _drafts(
    ledger: Ledger, arguments: Arguments, filled: _Filled, kind: ExchangeKind, parties: Mapping[str, list[Party]]
) -> list[Draft]:
    """Add a record for every item listed and every combination of those listed on each side."""
    frame, item, verb, drafts = filled.frame, filled.item, arguments.verb, []
    for made, sides in _combinations(ledger, verb, kind, parties)[:MAX_SIDES]:

        def listed_too(one: Token, made: ExchangeKind = made, sides: Sides = sides) -> bool:
            named = {name: party for name, party in sides.items() if party is not None}
            short = frame["kind"] != "holds" or is_short(one) == (made == "needs")
            return can_be_had(ledger, made, one, frame, named) and short

        extent = Extent(stops=_stops(arguments, filled), accept=listed_too)
        drafts += ledger.add(made, item, verb, sides, replace(extent, begin=arguments.split))
        for besides in _besides(arguments, item):
            drafts += ledger.add(made, besides, verb, sides, extent)
        if frame["kind"] == "holds" and made == "holds":
            drafts += _lacked_too(ledger, item, verb, sides)
    return drafts


def _combinations(
    ledger: Ledger, verb: Token, kind: ExchangeKind, parties: Mapping[str, list[Party]]
) -> list[tuple[ExchangeKind, Sides]]:
    """Return every choice of one on each side, with what the verb above makes of the kind and the sides."""
    choices: list[list[Party | None]] = [[*found] if found else [None] for found in parties.values()]
    each = [dict(zip(parties, chosen, strict=True)) for chosen in product(*choices)]
    return [governed(ledger, verb, kind, sides) or (kind, sides) for sides in each]


def _stops(arguments: Arguments, filled: _Filled) -> tuple[Token | None, ...]:
    """Return the words that end the phrase of an item: the verb, who fills the slots, and other arguments."""
    behind = [(p, n) for p, nouns in arguments.preps.items() if p in words("exchange", "ends_item") for n in nouns]
    own = (n for p, n in behind if hangs_on(n, arguments.verb) or p in ("to", "from"))
    return (*filled.slots.values(), arguments.verb, *own)


def _besides(arguments: Arguments, item: Token) -> list[Token]:
    """Return what is told beside an item: a second object, and what stands behind "along with", "besides" …"""
    beside = words("exchange", "besides")
    listed = [n for p, nouns in arguments.preps.items() if p.partition(" ")[0] in beside for n in nouns]
    return objects_behind(arguments.verb, item) + listed


def _lacked_too(ledger: Ledger, item: Token, verb: Token, sides: Sides) -> list[Draft]:
    """Add a need for each noun listed with what is had of which there is too little: "has boats but too few crews"."""
    inner = of_noun(item)
    others = syntax.conjuncts(item) + (syntax.conjuncts(inner)[1:] if inner is not None else [])
    short = [one for one in others if is_short(one)]
    return [draft for one in short for draft in ledger.add("needs", one, verb, sides, Extent(accept=one.__eq__))]


def _comes_back(receiver: Token | None, arguments: Arguments) -> bool:
    """Say whether a noun behind "for" is what is given in return: "swapped for two soldiers", "in return for 30
    miners"."""
    if receiver is None or receiver not in arguments.preps.get("for", ()):
        return False
    returned = word_before_case(receiver) in ("return", "exchange")
    return returned or arguments.verb.lemma_.lower() in words("exchange", "exchanges")


def _is_somebody(ledger: Ledger, token: Token | None) -> bool:
    """Say whether a noun is a name, people or a body: "wants Greece for an ally", not "wants a depot for the east
    side"."""
    return token is not None and (
        ledger.entity(token) is not None
        or token.pos_ in ("PROPN", "PRON")
        or noun_class(token.lemma_.lower()) in ("person", "group")
    )


def _apart(
    ledger: Ledger, slots: Mapping[str, Token | None], parties: dict[str, list[Party]]
) -> dict[str, list[Party]]:
    """Name one side anew where both were taken for one: nobody gives to himself or asks himself.

    A description is named by its own words, an object pronoun is somebody else named before.
    """
    sides = [name for name in ("party", "giver", "receiver") if parties.get(name)]
    if (
        len(sides) < 2
        or parties[sides[0]][0].entity is None
        or parties[sides[0]][0].entity != parties[sides[1]][0].entity
    ):
        return parties
    for name in sides:
        token = slots.get(name)
        if token is not None and token.pos_ == "NOUN" and not has_name_beside(token):
            start, end = syntax.phrase(token)
            return {**parties, name: [Party(name=" ".join(token.doc.text[start:end].split()))]}
        if token is not None and token.lower_ in ("him", "her", "them", "it") and not syntax.is_subject(token):
            other = ledger.other_before(token, parties[name][0].entity)
            return {**parties, name: [other] if other is not None else []}
    return parties


def _shared_receiver(ledger: Ledger, verb: Token) -> Token | None:
    """Return the one to whom the verb before gives, for a verb of giving listed with it: "give X access and provide
    two trucks"."""
    before = verb_listed_before(verb)
    if before is None:
        return None
    first = arguments_of(before, ledger.index)
    gives = any(
        f["kind"] in ("transfers", "offers") and f.get("giver") == "subject"
        for f in _frames().get(before.lemma_.lower(), ())
    )
    return first.take("indirect to") if gives and not first.passive else None


def _item(arguments: Arguments, frame: Frame) -> Token | None:
    """Return the head of what a frame is about: for "any of the pubs" the pubs."""
    item = arguments.take(frame["item"])
    counted = item is not None and is_counted(item)  # "700,000 more", "six new ones"
    if item is not None and item.pos_ not in _ITEMS and not (counted and item.pos_ in ("ADJ", "DET")):
        item = of_noun(item)
        counted = False
    return None if item is None or (item.pos_ not in _ITEMS or item.lower_ in ("one", "ones")) and not counted else item


def _parties(ledger: Ledger, frame: Frame, slot: str, token: Token | None, item: Token) -> list[Party]:
    """Return who fills a slot, listed ones apart: a name, people, a body; a thing only where it can hold or need."""
    if token is None:
        return []
    found = []
    for one in syntax.conjuncts(first_of_names(token)):
        if shares_of(one) is not None:
            continue  # "to Arle and 12 trucks to Venn": a share hung on whom the first goes to
        party = ledger.party(one, item) if _may_fill(ledger, frame, slot, one, item) else None
        if party is None and slot == "party" and frame["kind"] == "holds" and one.pos_ == "NOUN":
            owner = owner_of(one)  # "the museum's collection includes": the museum
            party = ledger.party(owner) if owner is not None and ledger.may_be_party(owner) else None
        if party is not None:
            found.append(party)
    return found


def _may_fill(ledger: Ledger, frame: Frame, slot: str, token: Token, item: Token) -> bool:
    """Say whether a noun can stand in a slot: a party, "thousands of families", or a thing that can hold or need."""
    inner = of_noun(token) if is_measure(token) else None
    if ledger.may_be_party(token) or (inner is not None and ledger.may_be_party(inner)):
        return True
    return _may_hold(ledger, frame, slot, token, item)


def _may_hold(ledger: Ledger, frame: Frame, slot: str, token: Token, item: Token) -> bool:
    """Say whether a thing can stand in a slot: a dam holds water and a ship needs fuel, with a figure or a plain
    verb."""
    if token.pos_ not in ("NOUN", "PROPN") or slot not in ("party", "receiver"):
        return False
    if frame["kind"] == "bars":
        return True
    if noun_class(token.lemma_.lower()) not in (
        ("thing", "place") if frame["kind"] == "needs" else ("thing",)
    ) or token.lemma_.lower() in words("exchange", "stores"):
        return False
    return slot != "party" or not frame.get("weak") or ledger.quantity(item, *syntax.phrase(item)) is not None
