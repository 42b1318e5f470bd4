"""What a frame of exchange may be about: goods, counted things, people who are sent or wanted, places that are
handed over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crossread.grammar import syntax
from crossread.grammar.doc import Token
from crossread.grammar.noun_classes import (
    content_noun,
    is_act,
    is_compound,
    is_goods,
    is_measure,
    is_money,
    noun_class,
    of_noun,
)
from crossread.languages.tables import words
from crossread.model import ExchangeKind, Party
from crossread.reading.exchange.records import Ledger

Frame = Mapping[str, Any]


def plain_goods(item: Token, lemma: str) -> bool:
    """Say whether somebody can be said to get an item of whose giver nothing is said."""
    if item.pos_ == "NUM" or is_money(item) or noun_class(content_noun(item).lemma_.lower()) == "thing":
        return True
    return is_goods(item) and (
        lemma in ("receive", "secure") or content_noun(item).lemma_.lower() in words("exchange", "granted")
    )


def can_be_had(ledger: Ledger, kind: ExchangeKind, item: Token, frame: Frame, sides: Mapping[str, Party]) -> bool:
    """Say whether the item can fill the frame: goods; people and bodies where they are counted or wanted; any
    counted thing."""
    figure = ledger.quantity(item, *syntax.phrase(item))
    lemma = content_noun(item).lemma_.lower()
    if kind == "holds" and lemma in words("exchange", "given"):
        return False
    if (
        kind == "holds"
        and frame.get("weak")
        and is_person(ledger, sides.get("party"))
        and (figure is None or (figure.low == 1 and figure.unit is None))
    ):
        return False  # "has a dog": what a person owns is told with "owns", or counted
    if is_goods(item) or (is_measure(item) and figure is not None):
        return True
    if item.pos_ in ("NUM", "SYM"):
        inner = of_noun(item)
        return figure is not None or (inner is not None and is_goods(inner))
    both = {"giver", "receiver"} <= sides.keys()
    if (
        lemma in words("exchange", "never")
        and not is_compound(content_noun(item))
        and (figure is None or (frame.get("weak", False) and not both))
    ):
        return False
    counted = (figure is not None and (figure.unit is None or len(figure.unit) == 3)) or any(
        c.lower_ == "enough" for c in item.children
    )
    named = ledger.entity(item)
    kind_of_noun = noun_class(lemma)
    verb = item.head.lemma_.lower()
    if (
        named is not None
        and named.type in ("organisation", "facility")
        and kind == "transfers"
        and verb in words("exchange", "hands_over")
    ):
        return True  # a firm that is bought or sold
    if (
        kind == "needs"
        and frame["item"] == "for"
        and "giver" in sides
        and kind_of_noun == "other"
        and not is_act(lemma)
        and named is None
    ):
        return True  # "asked the ministry for a register": whatever somebody is asked for
    if named is not None and named.type == "person":
        if kind == "needs":
            # "wants him back"
            return any(c.dep_ == "advmod" and c.lower_ == "back" and c.i > item.i for c in item.head.children)
        return kind == "transfers" and (frame["giver"] == "subject" or "giver" in sides)
    if kind_of_noun in ("person", "group", "place"):
        if kind == "transfers" and not frame.get("weak"):
            return named is None or item.head.lemma_.lower() in words("exchange", "hands_over")
        if (
            kind == "transfers"
            and kind_of_noun != "person"
            and (frame["giver"] == "subject" or both)
            and "giver" in sides
            and named is None
            and is_new(item)
        ):
            return True  # "sent a mobile clinic", "is building them roads"
        if kind == "transfers" and kind_of_noun == "person" and in_return(item):
            return True
        if kind == "transfers":
            return kind_of_noun == "person" and (frame["giver"] == "subject" or "giver" in sides) or counted
        if kind in ("needs", "offers"):
            return named is None or kind == "offers" or item.head.lemma_.lower() in words("exchange", "hands_over")
        return (
            (counted and not is_person(ledger, sides.get("party")))
            or (kind_of_noun == "place" and not frame.get("weak", False))
            or frame["item"] == "object"
            and kind_of_noun == "place"
            and item.head.lemma_.lower() in ("control", "operate")
        )
    if kind == "holds" and not frame.get("weak") and item.head.lemma_.lower() in ("own", "possess"):
        return True
    if (
        kind == "transfers"
        and both
        and (counted or (item.head.lemma_.lower() in words("exchange", "hands_over") and not is_act(lemma)))
    ):
        return True
    if kind == "transfers" and both and is_new(item) and syntax.words_beside(item) & words("exchange", "materials"):
        return True  # "gave the museum a silver globe": what is of silver can be held
    if (
        kind == "transfers"
        and item.head.lemma_.lower() in words("exchange", "goods_only")
        and (counted or is_some(item))
        and not is_act(lemma)
    ):
        return True  # "donated a cryostat": the verb is said of goods alone
    if figure is not None and figure.unit == "percent" and kind in ("needs", "offers", "transfers"):
        return True
    return (
        counted
        and not lemma.endswith(("tion", "ment", "ness", "ing"))
        and (kind != "transfers" or not frame.get("weak"))
        and lemma not in words("exchange", "not_counted")
    )


def is_some(item: Token) -> bool:
    """Say whether a noun is one thing or several: "a cryostat", "cryostats"."""
    return any(c.lower_ in ("a", "an") for c in item.children) or (
        item.lower_ != item.lemma_.lower() and item.lower_.endswith("s")
    )


def is_new(item: Token) -> bool:
    """Say whether a noun phrase names what was not named before: "a clinic", "two clinics", "clinics"."""
    if any(c.dep_ == "nummod" or c.lower_ in ("a", "an") for c in item.children):
        return True
    return is_some(item) and not any(c.dep_ in ("det", "nmod:poss", "poss") for c in item.children)


def in_return(item: Token) -> bool:
    """Say whether the clause of an item tells that it goes in return for another."""
    return any(
        c.dep_ == "obl" and c.lower_ in ("return", "exchange") and c.i and c.nbor(-1).lower_ == "in"
        for c in item.head.children
    )


def is_person(ledger: Ledger, party: Party | None) -> bool:
    entity = ledger.index.by_id.get(party.entity or "") if party else None
    return entity is not None and entity.type == "person"


def is_share(ledger: Ledger, token: Token) -> bool:
    """Say whether a noun names a body, or a part of it that is counted: what a bid is for."""
    named = ledger.entity(token)
    figure = ledger.quantity(token, *syntax.phrase(token))
    return (
        (named is not None and named.type == "organisation")
        or token.lemma_.lower() in ("stake", "share", "holding")
        or (figure is not None and figure.unit == "percent")
    )


def is_person_token(ledger: Ledger, token: Token) -> bool:
    named = ledger.entity(token)
    return (named is not None and named.type == "person") or noun_class(token.lemma_.lower()) == "person"
