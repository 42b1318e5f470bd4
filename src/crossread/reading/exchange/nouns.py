"""Exchange that nouns and fixed phrases tell: "Kim's stocks of shells", "a shortage of water", "is running low on"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from crossread.grammar import syntax
from crossread.grammar.arguments import denies
from crossread.grammar.doc import Token
from crossread.grammar.giving_nouns import (
    begin_of_figures,
    compound_parts,
    counted_over_store,
    holder_before,
    is_bare_matter,
    is_led,
    is_of_time,
    led_noun,
    noun_with,
    place_behind,
    stands_before_noun,
    subject_above_phrase,
    verb_with,
    word_over,
    word_with,
)
from crossread.grammar.noun_classes import is_act, is_goods, is_measure, is_money, is_time, noun_class, of_noun
from crossread.grammar.noun_phrases import first_word, noun_behind, number_of_noun, owner_of
from crossread.grammar.returns import answer_phrase
from crossread.languages.tables import load, words
from crossread.model import Party, Quantity
from crossread.reading.exchange.bans import read_bans
from crossread.reading.exchange.bargains import answer_with
from crossread.reading.exchange.records import Extent, Ledger

_GAP = frozenset({"ADV", "ADJ", "DET", "PART"})
LOST_REACH = 14  # tokens behind an item in which a preposition is looked for that the parser hung elsewhere
_MAX_GAP = 2  # words that may stand inside a fixed phrase: "in such dire need of"


@cache
def _nouns() -> Mapping[str, Mapping[str, Any]]:
    return {noun: frame for frame in load("exchange")["nouns"] for noun in frame["nouns"].split()}


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """Return first word -> phrases, in the order of the table."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in load("exchange")["need_phrases"].split("|"):
        found.setdefault(phrase.split()[0], []).append(tuple(phrase.split()))
    return found


def read_noun(ledger: Ledger, noun: Token) -> None:
    """Read what a noun of holding, needing, offering or barring says of its owner."""
    lemma = noun.lemma_.lower()
    frame = _nouns().get(lemma)
    if frame is None:
        _read_counted_possession(ledger, noun)
        return
    if frame["kind"] == "holds":
        _read_store(ledger, noun)
    elif frame["kind"] == "needs":
        _read_need(ledger, noun, frame)
    elif frame["kind"] == "offers":
        _read_offer(ledger, noun, frame)
    elif frame["kind"] == "transfers":
        _read_flow(ledger, noun)
    elif frame["kind"] == "bars":
        read_bans(ledger, ledger.clauses.at(noun))


def _clause_figure(ledger: Ledger, noun: Token) -> Quantity | None:
    """Return the figure that a clause gives its subject: "reserves have fallen to 90,000 tonnes"."""
    begin = begin_of_figures(noun)
    if begin is None:
        return None
    end = word_over(noun).sent.end_char
    found = [q for q in ledger.quantities if begin <= q.start < end and q.bound not in ("up", "down")]
    near = [q for q in found if q.start - begin < 40]
    return near[0] if near else None


def _read_store(ledger: Ledger, noun: Token) -> None:
    """Read "Kim's stocks of shells", "30 warheads in its arsenal", "its fleet numbers 230 boats"."""
    owner, above = owner_of(noun), word_over(noun)
    place = noun_behind(noun, "at in of") if owner is None and syntax.is_subject(noun) else None
    if place is not None and (ledger.may_be_party(place) and noun_class(place.lemma_.lower()) != "person"):
        figure = _clause_figure(ledger, noun)
        if figure is not None:  # "Stocks at the power station are down to 90,000 tonnes"
            ledger.add("holds", noun, above, {"party": ledger.party(place)}, Extent(figure=figure))
        return
    if owner is None or not ledger.may_be_party(owner):
        return
    party = ledger.party(owner)
    stored = counted_over_store(noun)
    if stored is not None:
        ledger.add("holds", stored, stored, {"party": party})
        return
    content = of_noun(noun)
    if content is not None and (is_goods(content) or noun_class(content.lemma_.lower()) != "other"):
        ledger.add("holds", noun, noun, {"party": party}, Extent(begin=place_behind(owner)))
        return
    figure = _clause_figure(ledger, noun)
    if syntax.is_subject(noun) and above.lemma_.lower() in ("number", "total", "comprise"):
        item = syntax.direct_object(above)
        if item is not None:
            ledger.add("holds", item, above, {"party": party})
            return
    if figure is not None:
        ledger.add("holds", noun, above, {"party": party}, Extent(begin=place_behind(owner), figure=figure))


def _read_counted_possession(ledger: Ledger, noun: Token) -> None:
    """Read "Russia's 12,500 tanks" and "Condor Wings, with 112 jets"."""
    number = number_of_noun(noun)
    if number is None or not is_goods(noun):
        return
    owner = owner_of(noun)
    if number.i and number.nbor(-1).pos_ == "PROPN":
        return  # "its GridVault 3 containers": a name
    if owner is not None and any(noun_class(t.lemma_.lower()) != "other" for t in noun.doc[owner.i + 1 : number.i]):
        return  # "gave its rival two berths": the rival's
    if owner is not None and ledger.entity(owner) is not None and not is_of_time(noun):
        ledger.add("holds", noun, noun, {"party": ledger.party(owner)}, Extent(begin=place_behind(owner)))
        return
    if syntax.preposition(noun) == "with":
        holder, first = holder_before(noun), first_word(noun)
        if holder is not None and holder.i < first.i and first.i - holder.i <= 2 and ledger.entity(holder) is not None:
            ledger.add("holds", noun, noun, {"party": ledger.party(holder)})


def _needer(ledger: Ledger, noun: Token) -> Party | None:
    owner = owner_of(noun) or noun_behind(noun, "from by")
    if owner is not None and not is_time(owner):
        return ledger.party(owner) if ledger.may_be_party(owner) else None
    verb = verb_with(noun, "obj", "obl")
    if verb is not None and verb.lemma_.lower() in words("exchange", "suffer_verbs"):
        subject = syntax.agent(verb) or syntax.relative_subject(verb)
        return ledger.party(subject) if ledger.may_be_party(subject) else None
    place = noun_behind(noun, "in at among")
    if place is None and syntax.is_subject(noun):
        place = next((n for p, n in syntax.obliques(word_over(noun)) if p in ("in", "at", "among")), None)
    if place is not None and (
        ledger.entity(place) is not None or noun_class(place.lemma_.lower()) in ("group", "place")
    ):
        deeper = of_noun(place)
        return ledger.party(deeper if deeper is not None and ledger.entity(deeper) is not None else place)
    return None


def lost(ledger: Ledger, item: Token, preposition: str, *, thing: bool = False) -> Token | None:
    """Return the noun behind a preposition that stands after the item in its clause, wherever the parser hung it."""
    for token in item.doc[item.i + 1 : min(item.i + LOST_REACH, item.sent.end)]:
        if token.pos_ == "VERB" or token.text in ",;:" or token.lower_ in ("return", "exchange"):
            return None
        noun = led_noun(token) if token.lower_ == preposition else None
        if noun is not None and (thing or ledger.may_be_party(noun) or is_money(noun)):
            return noun
    return None


def lost_behind(ledger: Ledger, item: Token, preposition: str) -> Token | None:
    """Return the noun behind a preposition that stands after an item, or after the last that is listed with it."""
    last = syntax.conjuncts(item)[-1]
    return lost(ledger, item, preposition) or (lost(ledger, last, preposition) if last != item else None)


def told_in_flow(noun: Token) -> tuple[Token, Token | None, Token | None] | None:
    """Return what a noun of giving gives, who gives and who gets it: "Denmark's gift of 300 fridges to Chad"."""
    frame = _nouns().get(noun.lemma_.lower())
    item = of_noun(noun)
    if frame is None or frame["kind"] != "transfers" or item is None or not is_goods(item):
        return None
    if noun.lemma_.lower() in words("exchange", "takings"):
        return item, noun_behind(noun, "from"), owner_of(noun) or noun_behind(noun, "by")
    return item, owner_of(noun) or noun_behind(noun, "by from"), noun_behind(noun, "to")


def _read_need(ledger: Ledger, noun: Token, frame: Mapping[str, Any]) -> None:
    item = noun_behind(noun, frame["item"])
    if item is None or not (is_goods(item) or noun_class(item.lemma_.lower()) in ("person", "group")):
        return
    if "no" in syntax.words_beside(noun):
        return
    party = _needer(ledger, noun)
    if party is not None:
        place = noun_behind(noun, "in at among")
        ledger.add("needs", item, noun, {"party": party}, Extent(stops=(place,)))


def _read_offer(ledger: Ledger, noun: Token, frame: Mapping[str, Any]) -> None:
    """Read "submitted a bid of 4.3 billion euros", "the government's offer of 60 cents", "an offer of trucks from
    Ilmar"."""
    verb = verb_with(noun, "obj", "nsubj:pass")
    item = noun_behind(noun, frame["item"])
    owner = owner_of(noun) or noun_behind(noun, "from by") or (noun_behind(item, "from") if item is not None else None)
    made_by = None
    if verb is not None and verb.lemma_.lower() in words("exchange", "offer_verbs") and not denies(verb):
        made_by = syntax.agent(verb) or syntax.relative_subject(verb)
    giver = owner if owner is not None else made_by
    if giver is not None and ledger.party(giver) is None and made_by is not None:
        giver = made_by
    if giver is None and verb is not None and verb.lemma_.lower() in words("exchange", "answer_verbs"):
        giver = next((n for p, n in syntax.obliques(verb) if p == "from"), None)
    if giver is None or not ledger.may_be_party(giver):
        return
    receiver = noun_behind(noun, "to") or _made_to(verb, made_by)
    if receiver is None and verb is not None and verb.lemma_.lower() in words("exchange", "answer_verbs"):
        receiver = syntax.agent(verb)
    if receiver is None and made_by is not None and verb is not None:
        receiver = next(
            (n for p, n in syntax.obliques(verb) if p == "to" and ledger.may_be_party(n) and not is_money(n)), None
        )
    if item is None and verb is not None and verb.lemma_.lower() in words("exchange", "changes"):
        item = next(
            (n for p, n in syntax.obliques(verb) if p == "to" and ledger.quantity(n, *syntax.phrase(n)) is not None),
            None,
        )
    sides = {
        "giver": ledger.party(giver),
        "receiver": ledger.party(receiver) if receiver is not None and ledger.may_be_party(receiver) else None,
    }
    if item is not None and (is_goods(item) or ledger.quantity(item, *syntax.phrase(item)) is not None):
        ledger.add("offers", item, verb or noun, sides, Extent(stops=(giver, receiver)))
    elif made_by is not None and item is None:
        ledger.add("offers", noun, verb or noun, sides, Extent(stops=(receiver,)))


def _made_to(verb: Token | None, made_by: Token | None) -> Token | None:
    """Return who is made an offer: "made Joe Orr an offer"."""
    return syntax.recipient(verb) if verb is not None and made_by is not None else None


def read_dependent(ledger: Ledger, adjective: Token) -> None:
    """Read "the island is dependent on the mainland for its water", "firms reliant on imported steel"."""
    if adjective.lemma_.lower() not in words("exchange", "dependent") or syntax.is_negated(adjective):
        return
    party = syntax.subject(adjective) or syntax.relative_subject(adjective) or noun_with(adjective)
    on, item = (next((n for p, n in syntax.obliques(adjective) if p == q), None) for q in ("on", "for"))
    if on is None or party is None or not ledger.may_be_party(party):
        return
    if item is not None and is_goods(item):
        ledger.add(
            "needs",
            item,
            adjective,
            {"party": ledger.party(party), "giver": ledger.party(on) if ledger.may_be_party(on) else None},
        )
    elif is_goods(on):
        ledger.add("needs", on, adjective, {"party": ledger.party(party)}, Extent(stops=(item,)))


def _read_flow(ledger: Ledger, noun: Token) -> None:
    """Read "the delivery of 40 tanks to Orsk by Veltria", "a donation of tablets by the foundation", "raises gas
    supplies to Orsk"."""
    item = of_noun(noun)
    if item is None and any(is_goods(part) for part in compound_parts(noun)):
        item = noun
    verb = verb_with(noun, "obj")
    if item is None or not is_goods(item) or noun in ledger.told:
        return
    done = word_with(noun, "obj", "nsubj:pass")
    if done is not None and done.lemma_.lower() in words("exchange", "halts") | {"oppose", "restrict", "reject"}:
        return
    receiver = noun_behind(noun, "to")
    giver = owner_of(noun) or noun_behind(noun, "by from") or lost(ledger, item, "by")
    if noun.lemma_.lower() in words("exchange", "takings"):
        # "Hungary's purchase of 40 jets from Sweden"
        receiver, giver = owner_of(noun) or noun_behind(noun, "by"), noun_behind(noun, "from")
    elif receiver is None:
        receiver = lost(ledger, item, "to")
    if verb is not None and verb.lemma_.lower() in ("take", "receive", "get", "await") and receiver is None:
        receiver = syntax.agent(verb)  # "took delivery of"
    if verb is not None and verb.lemma_.lower() in words("exchange", "flow_verbs") and not denies(verb):
        receiver = receiver or next((n for p, n in syntax.obliques(verb) if p == "to" and ledger.may_be_party(n)), None)
        if giver is None and receiver is not None:
            giver = syntax.agent(verb)
    receiver = receiver if receiver is not None and ledger.may_be_party(receiver) else None
    giver = giver if giver is not None and ledger.may_be_party(giver) else None
    if (giver is None or item == noun) and (
        receiver is None or noun.lemma_.lower() in ("supply", "export") and giver is None
    ):
        return
    drafts = ledger.add(
        "transfers",
        item,
        noun,
        {"giver": ledger.party(giver), "receiver": ledger.party(receiver)},
        Extent(stops=(receiver, giver, noun_behind(noun, "to"), noun_behind(noun, "by from"))),
    )
    answer = answer_phrase(verb) if verb is not None else None
    if drafts and answer is not None and (is_goods(answer) or is_measure(answer)):
        answer_with(ledger, drafts, answer, verb or noun)


def read_need_phrases(ledger: Ledger) -> None:
    """Read fixed phrases of need over the words of each sentence, so that a parse gone wrong does not hide them."""
    for sentence in ledger.doc.sents:
        tokens = [t for t in sentence if not t.is_space]
        for number, token in enumerate(tokens):
            if token.lower_ == "short":
                _read_so_many_short(ledger, tokens, number)
            for phrase in _phrases().get(_form(token), ()):
                end = _match(tokens, number, phrase)
                if end is not None:
                    _add_phrase_need(ledger, tokens, number, end)
                    break


def _read_so_many_short(ledger: Ledger, tokens: list[Token], at: int) -> None:
    """Read "NorthLink is 240 drivers short", by the words: parsers make of it what they can."""
    noun = tokens[at - 1]
    first = next((i for i in range(at - 2, max(-1, at - 6), -1) if tokens[i].lemma_.lower() in ("be", "remain")), 0)
    if noun.pos_ != "NOUN" or first < 1 or not any(t.pos_ == "NUM" for t in tokens[first + 1 : at - 1]):
        return
    subject = tokens[first - 1]
    if ledger.may_be_party(subject) and (is_goods(noun) or noun_class(noun.lemma_.lower()) == "person"):
        number = next(t for t in tokens[first + 1 : at] if t.pos_ == "NUM")
        ledger.add("needs", noun, noun, {"party": ledger.party(subject)}, Extent(begin=number.idx))


def _form(token: Token) -> str:
    return token.lemma_.lower() if token.pos_ in ("VERB", "AUX", "NOUN") else token.lower_


def _match(tokens: list[Token], start: int, phrase: tuple[str, ...]) -> int | None:
    at, gap = start, 0
    for word in phrase:
        while at < len(tokens) and word != _form(tokens[at]):
            if at == start or tokens[at].pos_ not in _GAP or gap >= _MAX_GAP:
                return None
            at, gap = at + 1, gap + 1
        if at >= len(tokens):
            return None
        at += 1
    return at


def _add_phrase_need(ledger: Ledger, tokens: list[Token], start: int, end: int) -> None:
    first, preposition = tokens[start], tokens[end - 1]
    negations = words("function_words", "negations")
    if end >= len(tokens) or any(t.lower_ in negations for t in tokens[max(0, start - 3) : start]):
        return
    item = led_noun(preposition)
    if item is None or item.pos_ not in ("NOUN", "PROPN"):
        item = next(
            (
                t
                for t in tokens[end : end + 6]
                if t.pos_ in ("NOUN", "PROPN") and not stands_before_noun(t)
            ),
            None,
        )
    if item is None or not (
        is_goods(item)
        or noun_class(item.lemma_.lower()) in ("person", "group")
        or (first.lower_ in words("exchange", "low") and not is_act(item.lemma_.lower()))  # "short of feed"
        or ledger.quantity(item, *syntax.phrase(item)) is not None
    ):
        return
    if (
        first.lower_ == "short"
        and start > 0
        and tokens[start - 1].pos_ in ("NUM", "NOUN", "VERB")
        and tokens[start - 1].lemma_.lower() not in ("run", "be", "leave", "remain")
    ):
        return  # "fell short of", "two votes short of"
    subject = subject_above_phrase(first)
    if subject is None or not (ledger.may_be_party(subject) or noun_class(subject.lemma_.lower()) == "thing"):
        return
    if preposition.lower_ == "on" and ledger.entity(subject) is None and is_bare_matter(subject):
        return  # "Hope is running low on the boats": what there is little of, and where
    giver = noun_behind(item, "from")
    if giver is None:
        giver = next(
            (
                t
                for t in tokens[end:]
                if is_led(t) and syntax.preposition(t) == "from" and ledger.entity(t) is not None
            ),
            None,
        )
    ledger.add(
        "needs",
        item,
        first,
        {
            "party": ledger.party(subject),
            "giver": ledger.party(giver) if giver is not None and ledger.may_be_party(giver) else None,
        },
        Extent(stops=(giver,)),
    )
