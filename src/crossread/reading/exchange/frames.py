"""Who holds, needs, offers or transfers what, and who is barred from what: the exchange of one report.

The frames are data (data/exchange.json): which argument of a verb or noun fills which slot of the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product

from crossread.grammar import syntax
from crossread.grammar.arguments import Arguments, arguments_of, governor
from crossread.grammar.clauses import Clauses
from crossread.grammar.doc import Token
from crossread.grammar.noun_classes import (
    content_noun,
    is_goods,
    is_measure,
    is_money,
    is_short,
    noun_class,
    of_noun,
)
from crossread.languages.tables import load, words, words_of
from crossread.model import ExchangeKind, Party, Quantity, Report, Statement
from crossread.reading.exchange.bans import read_bans
from crossread.reading.exchange.bargains import answer_phrase, answer_with
from crossread.reading.exchange.items import Frame, can_be_had, in_return, is_person_token, is_share, plain_goods
from crossread.reading.exchange.modality import governed
from crossread.reading.exchange.nouns import lost, read_dependent, read_need_phrases, read_noun, told_in_flow
from crossread.reading.exchange.records import Draft, Ledger

_ITEMS = frozenset({"NOUN", "PROPN", "NUM", "SYM", "X"})
_MAY = frozenset({"can", "could"})
MAX_SIDES = 6  # records that one listed item makes at most: "A and B sold C and D …"


def read_by_frames(
    report: Report, clauses: Clauses, statements: tuple[Statement, ...], quantities: tuple[Quantity, ...]
) -> Ledger:
    """Return what the frames of verbs, nouns and fixed phrases draft."""
    ledger = Ledger(report, clauses, statements, quantities)
    for token in clauses.doc:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "aux:pass", "cop", "case", "amod"):
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
    if lemma in ("use", "access") and _read_leave_to_use(ledger, arguments):
        return
    for frame in frames:
        if _read_frame(ledger, arguments, frame):
            return
    answer = answer_phrase(ledger, verb)
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
    above = governor(verb) or (verb.head if verb.dep_ in ("ccomp", "xcomp") else None)
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
    answer = answer_phrase(ledger, verb)
    if answer is not None:
        ledger.tied(
            made,
            ledger.add("transfers", answer, verb, {"giver": ledger.party(receiver), "receiver": ledger.party(giver)}),
        )
    return bool(made)


def _read_frame(ledger: Ledger, arguments: Arguments, frame: Frame) -> bool:
    """Add what a frame says of a verb's arguments; say whether it did."""
    verb, lemma = arguments.verb, arguments.verb.lemma_.lower()
    item = _item(arguments, frame)
    paper = item is not None and lemma == "sign" and item.lemma_.lower() in words("exchange", "papers")
    if paper:  # who signs a contract gets what it is for, not the contract
        item = next((n for n in arguments.preps.get("for", ()) if is_goods(n)), None)
    if item is None or not _suits(ledger, arguments, frame, item):
        return False
    kind_of_frame, flow = frame["kind"], None
    slots = {name: arguments.take(frame[name]) for name in ("party", "giver", "receiver", "by") if name in frame}
    if (
        slots.get("giver") is None
        and "giver" in frame
        and (frame["giver"] == "from" or (arguments.passive and kind_of_frame == "transfers"))
    ):
        slots["giver"] = arguments.take("from") or lost(ledger, item, "from")
    if _comes_back(slots.get("receiver"), arguments):
        slots["receiver"] = None
    if (
        "receiver" in slots
        and slots["receiver"] is None
        and frame["giver"] == "subject"
        and "to" in frame["receiver"].split()
    ):
        slots["receiver"] = lost(ledger, syntax.conjuncts(item)[-1], "to")
    whom = slots.get("receiver")
    if frame.get("owner") and slots.get("giver") is None:
        # "seized its trucks"
        slots["giver"] = next((c for c in item.children if c.dep_ in ("nmod:poss", "poss")), None)
    if (
        "receiver" in slots
        and (whom is None or whom.lower_ in ("it", "him", "her", "them"))
        and frame["giver"] == "subject"
    ):
        slots["receiver"] = _shared_receiver(ledger, verb) or whom
    if kind_of_frame == "transfers" and (told := told_in_flow(item)) is not None:
        item, owner, whom = told  # "Denmark's gift of 300 fridges was handed to the ministry"
        flow = item.head
        slots["giver"] = owner or slots.get("giver")
        slots["receiver"] = slots.get("receiver") or whom
    if frame.get("priced") and not any(is_money(n) for n in arguments.preps.get("for", ())):
        return False
    if frame.get("requires") and slots.get(frame["requires"]) is None:
        return False
    if any(token == item for token in slots.values()) or (
        frame.get("of_party") and not _is_somebody(ledger, slots["giver"])
    ):
        return False
    kind: ExchangeKind = "needs" if frame["kind"] == "holds" and is_short(item) else frame["kind"]
    parties = {name: _parties(ledger, frame, name, token, item) for name, token in slots.items()}
    if paper and len(parties["receiver"]) > 1:
        return False  # of two signers nobody knows who gets it
    parties = _apart(ledger, slots, parties)
    first = {name: found[0] for name, found in parties.items() if found}
    if not any(can_be_had(ledger, kind, one, frame, first) for one in syntax.conjuncts(item)):
        return False
    if not first.keys() & (
        {"party"}
        if kind in ("holds", "needs", "bars")
        else {"giver", "receiver"}
        if kind == "offers" and arguments.passive
        else {"giver"}
        if kind == "offers"
        else {"giver", "receiver"}
    ):
        return False
    if (
        kind == "transfers"
        and frame["giver"] == "from"
        and frame.get("weak")
        and "giver" not in first
        and not plain_goods(item, lemma)
        and not in_return(item)
    ):
        return False
    if (
        kind == "transfers"
        and "giver" in first
        and frame["giver"] == "subject"
        and _could(verb)
        and governed(ledger, verb, kind, dict(first)) is None
    ):
        kind = "offers"
    choices: list[list[Party | None]] = [[*found] if found else [None] for found in parties.values()]
    combinations = [
        governed(ledger, verb, kind, sides) or (kind, sides)
        for sides in (dict(zip(parties, chosen, strict=True)) for chosen in product(*choices))
    ]
    stops = (
        *slots.values(),
        verb,
        *(
            n
            for p, nouns in arguments.preps.items()
            if p in ("for", "from", "to", "by", "at", "after", "before", "until")
            for n in nouns
            if n.head == verb or p in ("to", "from")
        ),
    )
    drafts: list[Draft] = []
    for kind, sides in combinations[:MAX_SIDES]:
        def listed_too(one: Token, kind: ExchangeKind = kind, sides: dict[str, Party | None] = sides) -> bool:
            named = {name: party for name, party in sides.items() if party is not None}
            return can_be_had(ledger, kind, one, frame, named) and (
                frame["kind"] != "holds" or is_short(one) == (kind == "needs")
            )

        drafts += ledger.add(kind, item, verb, sides, begin=arguments.split, stops=stops, accept=listed_too)
        listed = [
            o for o in syntax.children(verb, syntax.OBJECTS) if o.i > item.i and any(c.dep_ == "cc" for c in o.children)
        ]  # told twice the object
        for besides in listed + [
            n
            for p, nouns in arguments.preps.items()
            if p.partition(" ")[0] in words("exchange", "besides")
            for n in nouns
        ]:
            drafts += ledger.add(kind, besides, verb, sides, stops=stops, accept=listed_too)
        if frame["kind"] == "holds" and kind == "holds":
            inner = of_noun(item)
            others = syntax.conjuncts(item) + (syntax.conjuncts(inner)[1:] if inner is not None else [])
            drafts += [
                d for one in others if is_short(one) for d in ledger.add("needs", one, verb, sides, accept=one.__eq__)
            ]
    if drafts and flow is not None:
        ledger.told.add(flow)
    if lemma not in words("exchange", "requesting"):
        _read_price(ledger, arguments, frame, drafts)
    return bool(drafts)


def _comes_back(receiver: Token | None, arguments: Arguments) -> bool:
    """Say whether a noun behind "for" is what is given in return: "swapped for two soldiers", "in return for 30
    miners"."""
    if receiver is None or receiver not in arguments.preps.get("for", ()):
        return False
    joined = next((c for c in receiver.children if c.dep_ == "case" and c.i > 0), receiver)
    returned = joined.doc[joined.i - 1].lower_ in ("return", "exchange")
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
        if token is not None and token.pos_ == "NOUN" and not _has_name(token):
            start, end = syntax.phrase(token)
            return {**parties, name: [Party(name=" ".join(token.doc.text[start:end].split()))]}
        if token is not None and token.lower_ in ("him", "her", "them", "it") and token.dep_ not in syntax.SUBJECTS:
            other = ledger.other_before(token, parties[name][0].entity)
            return {**parties, name: [other] if other is not None else []}
    return parties


def _has_name(token: Token) -> bool:
    """Say whether a name stands beside a noun."""
    return any(c.dep_ in ("appos", "flat", "nmod:desc") and c.pos_ == "PROPN" for c in token.children)


def _shared_receiver(ledger: Ledger, verb: Token) -> Token | None:
    """Return the one to whom the verb before gives, for a verb of giving listed with it: "give X access and provide
    two trucks"."""
    if verb.dep_ != "conj" or verb.head.pos_ != "VERB" or syntax.is_finite(verb):
        return None
    first = arguments_of(verb.head, ledger.index)
    gives = any(
        f["kind"] in ("transfers", "offers") and f.get("giver") == "subject"
        for f in _frames().get(verb.head.lemma_.lower(), ())
    )
    return first.take("indirect to") if gives and not first.passive else None


def _item(arguments: Arguments, frame: Frame) -> Token | None:
    """Return the head of what a frame is about: for "any of the pubs" the pubs."""
    item = arguments.take(frame["item"])
    counted = item is not None and any(c.dep_ == "nummod" for c in item.children)  # "700,000 more", "six new ones"
    if item is not None and item.pos_ not in _ITEMS and not (counted and item.pos_ in ("ADJ", "DET")):
        item = of_noun(item)
        counted = False
    return None if item is None or (item.pos_ not in _ITEMS or item.lower_ in ("one", "ones")) and not counted else item


def _suits(ledger: Ledger, arguments: Arguments, frame: Frame, item: Token) -> bool:
    """Say whether a verb is used as its frame means it."""
    verb, lemma = arguments.verb, arguments.verb.lemma_.lower()
    if (
        "only" in frame
        and item.lemma_.lower() not in frame["only"].split()
        and content_noun(item).lemma_.lower() not in frame["only"].split()
    ):
        return False
    if (
        frame.get("goods")
        and not (
            is_goods(item)
            or is_measure(item)
            or (frame["goods"] == "person" and noun_class(item.lemma_.lower()) == "person")
        )
    ) or (frame.get("money") and not is_money(item)):
        return False
    if any(c.dep_ == "advmod" and c.lower_ == "home" and c.i > item.i for c in verb.children):
        return False  # "sent 40 of them home"
    if item.lemma_.lower() in frame.get("not", "").split():
        return False
    if (
        frame["kind"] == "needs"
        and "particle" not in frame
        and frame["item"] == "for"
        and any(c.dep_ == "compound:prt" for c in verb.children)
    ):
        return False  # "turned down a request for boats"
    behind = item.doc[item.right_edge.i + 1 : item.right_edge.i + 3]
    if (
        lemma in words("exchange", "urging")
        and len(behind) == 2
        and behind[0].lower_ == "to"
        and behind[1].pos_ == "VERB"
    ):
        return False  # "called for the minister and his government to quit"
    if lemma in words("exchange", "compelling") and any(c.dep_ == "xcomp" for c in verb.children):
        return False  # "ordered the firm to pay"
    if "can" in frame and arguments.subject is not None and _could(verb) and not {"from"} & arguments.preps.keys():
        return False  # "the terminals can take small tankers": room, not a gift
    if "particle" in frame and not any(c.lower_ == frame["particle"] for c in verb.children):
        return False
    if lemma == "pay" and not is_money(item) and ledger.quantity(item, *syntax.phrase(item)) is None:
        return False
    if lemma in words("exchange", "both_ways") and frame["kind"] == "transfers":
        gives = frame["giver"] == "subject"
        if gives == ("from" in arguments.preps and "to" not in arguments.preps and arguments.indirect is None):
            return False
    above = governor(verb)
    if (
        frame["kind"] == "transfers"
        and above is not None
        and above.pos_ == "NOUN"
        and above.lemma_.lower() not in words_of("exchange", "undertakings", "offering", "wanting")
    ):
        if any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in verb.children):
            return False  # "a vote to release funds"
    if frame["kind"] == "holds":
        if (
            above is not None
            and any(c.lower_ == "to" for c in verb.children)
            and above.lemma_.lower() not in words("exchange", "reported")
        ):
            return False  # "needs the men to hold the garrisons"
        if "particle" not in frame and any(c.dep_ == "compound:prt" for c in verb.children):
            return False  # "held up banners"
        if frame.get("weak") and arguments.subject is not None and arguments.subject.lower_ == "i":
            return False
    below = [c for c in verb.children if c.dep_ == "xcomp" and c.i > item.i]
    if lemma in ("keep", "have", "leave", "hold", "want", "get") and any(
        c.pos_ in ("ADJ", "ADV", "VERB") for c in below
    ):
        return False  # "keep the factory open", "wants Greece to pay"
    return not (
        frame["kind"] == "needs"
        and lemma in words("exchange", "requesting")
        and any(c.pos_ == "VERB" for c in verb.children if c.dep_ == "xcomp")
    )


def _parties(ledger: Ledger, frame: Frame, slot: str, token: Token | None, item: Token) -> list[Party]:
    """Return who fills a slot, listed ones apart: a name, people, a body; a thing only where it can hold or need."""
    if token is None:
        return []
    found = []
    named = next(
        (
            c
            for c in token.children
            if c.dep_ in ("appos", "nmod") and c.pos_ == "PROPN" and c.i > token.i and not syntax.preposition(c)
        ),
        None,
    )
    if named is not None and len(syntax.conjuncts(named)) > 1:
        token = named  # "two rivals, Nordvik and Kystbank"
    for one in syntax.conjuncts(token):
        owner = next((c for c in one.children if c.dep_ in ("nmod:poss", "poss")), None)
        party = None
        inner = of_noun(one) if is_measure(one) else None  # "thousands of families"
        if (
            ledger.may_be_party(one)
            or (inner is not None and ledger.may_be_party(inner))
            or _may_hold(ledger, frame, slot, one, item)
        ):
            party = ledger.party(one)
        if (
            party is None
            and slot == "party"
            and frame["kind"] == "holds"
            and owner is not None
            and ledger.may_be_party(owner)
            and one.pos_ == "NOUN"
        ):
            party = ledger.party(owner)  # "the museum's collection includes": the museum
        if party is not None:
            found.append(party)
    return found


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


def _could(verb: Token) -> bool:
    """Say whether a clause says what somebody could do: an offer in all but name."""
    return any(a.lower_ in _MAY for a in syntax.auxiliaries(verb))


def _read_price(ledger: Ledger, arguments: Arguments, frame: Frame, drafts: list[Draft]) -> None:
    """Add what goes the other way: "bought X from Y for Z", "paid Z for X", "sent X for Y", "offers X in return for
    Y"."""
    verb, lemma = arguments.verb, arguments.verb.lemma_.lower()
    if not drafts:
        return
    answer = answer_phrase(ledger, verb)
    spec = frame.get("price") or frame.get("return")
    price = answer or next((n for n in arguments.preps.get(spec or "", ()) if n != drafts[0].item), None)
    if price is None and spec is not None:
        price = lost(ledger, drafts[0].item, spec)
        price = price if price is not None and (is_money(price) or is_share(ledger, price)) else None
    if price is None or price.i < verb.i or any(d.item == price for d in drafts):
        return
    first = drafts[0].record
    if answer is None:
        people = is_person_token(ledger, drafts[0].item) and is_person_token(ledger, price)
        swaps = lemma in words_of("exchange", "exchanges", "money_for")
        sold = lemma in words("exchange", "hands_over") and price.lower_ in ("million", "billion")
        if first.kind == "offers" and is_money(drafts[0].item) and is_share(ledger, price):
            answer_with(ledger, drafts, price, verb)
            return
        goods = is_goods(price) or is_measure(price) or is_person_token(ledger, price)
        if (
            first.kind != "transfers"
            or is_money(price) == is_money(drafts[0].item)
            and not (swaps or people)
            or not (is_money(price) or sold or ((swaps or people) and goods))
        ):
            return
    elif not (
        is_goods(price)
        or is_measure(price)
        or noun_class(price.lemma_.lower()) in ("person", "group")
        or price.pos_ == "PROPN"
    ):
        return
    answer_with(ledger, drafts, price, verb)
