"""What a frame of exchange may be about: goods, counted things, people who are sent or wanted, places that are
handed over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from crossread.grammar import syntax
from crossread.grammar.doc import Token
from crossread.grammar.item_phrases import is_new, is_some, is_wanted_back, verb_of
from crossread.grammar.noun_classes import (
    NounClass,
    content_noun,
    is_act,
    is_compound,
    is_goods,
    is_measure,
    is_money,
    noun_class,
    of_noun,
)
from crossread.grammar.noun_phrases import owner_of
from crossread.grammar.returns import in_return
from crossread.languages.tables import words, words_of
from crossread.model import Entity, ExchangeKind, Party, Quantity
from crossread.reading.exchange.records import Ledger

Frame = Mapping[str, Any]


def plain_goods(item: Token, lemma: str) -> bool:
    """Say whether somebody can be said to get an item of whose giver nothing is said."""
    if item.pos_ == "NUM" or is_money(item) or noun_class(content_noun(item).lemma_.lower()) == "thing":
        return True
    return is_goods(item) and (
        lemma in ("receive", "secure") or content_noun(item).lemma_.lower() in words("exchange", "granted")
    )


@dataclass(frozen=True, slots=True)
class _Wish:
    """A noun that may fill the frame of a record of a kind, with the parties beside it and what counts it."""

    ledger: Ledger
    kind: ExchangeKind
    item: Token
    frame: Frame
    sides: Mapping[str, Party]
    figure: Quantity | None
    lemma: str  # of what the phrase is of
    named: Entity | None

    @property
    def is_weak(self) -> bool:
        """Whether the frame's verb is said of much else."""
        return bool(self.frame.get("weak"))

    @property
    def between_two(self) -> bool:
        return {"giver", "receiver"} <= self.sides.keys()

    @property
    def of_giver(self) -> bool:
        """Whether the text says, or the verb demands, who gives."""
        return self.frame["giver"] == "subject" or "giver" in self.sides

    @property
    def is_counted(self) -> bool:
        """Whether a bare number, a sum or "enough" counts the noun."""
        figure = self.figure
        by_figure = figure is not None and (figure.unit is None or len(figure.unit) == 3)
        return by_figure or "enough" in syntax.words_beside(self.item)

    @property
    def noun_class(self) -> NounClass:
        return noun_class(self.lemma)

    def verb_is(self, *table: str) -> bool:
        """Say whether the verb is in a list of those of exchange."""
        return verb_of(self.item) in words_of("exchange", *table)


def can_be_had(ledger: Ledger, kind: ExchangeKind, item: Token, frame: Frame, sides: Mapping[str, Party]) -> bool:
    """Say whether the item can fill the frame: goods; people and bodies where they are counted or wanted; any
    counted thing. The first test of the table that decides does."""
    figure = ledger.quantity(item, *syntax.phrase(item))
    wish = _Wish(ledger, kind, item, frame, sides, figure, content_noun(item).lemma_.lower(), ledger.entity(item))
    return next((decided for test in _TESTS if (decided := test(wish)) is not None), False)


def _not_held(wish: _Wish) -> bool | None:
    """Refuse to be held what is only given, and "has a dog": what a person owns is told with "owns", or counted."""
    if wish.kind != "holds":
        return None
    figure = wish.figure
    one = figure is None or (figure.low == 1 and figure.unit is None)
    owned = wish.is_weak and is_person(wish.ledger, wish.sides.get("party")) and one
    return False if owned or wish.lemma in words("exchange", "given") else None


def _goods(wish: _Wish) -> bool | None:
    return True if is_goods(wish.item) or (is_measure(wish.item) and wish.figure is not None) else None


def _praise(wish: _Wish) -> bool | None:
    """Refuse what goods and praise are both called where a person gives it: "gave her keeper much credit"."""
    both = wish.lemma in words("exchange", "goods") and wish.lemma in words("exchange", "never")
    if not both or wish.figure is not None or is_compound(content_noun(wish.item)):
        return None
    return False if verb_of(wish.item) == "give" and is_person(wish.ledger, wish.sides.get("giver")) else None


def _number(wish: _Wish) -> bool | None:
    if wish.item.pos_ not in ("NUM", "SYM"):
        return None
    inner = of_noun(wish.item)
    return wish.figure is not None or (inner is not None and is_goods(inner))


def _never_had(wish: _Wish) -> bool | None:
    """Refuse acts, states and times, which are had where a figure counts them and the verb or both sides say so."""
    if wish.lemma not in words("exchange", "never") or is_compound(content_noun(wish.item)):
        return None
    return False if wish.figure is None or (wish.is_weak and not wish.between_two) else None


def _firm_handed_over(wish: _Wish) -> bool | None:
    """Take a firm that is bought or sold."""
    firm = wish.named is not None and wish.named.type in ("organisation", "facility")
    return True if firm and wish.kind == "transfers" and wish.verb_is("hands_over") else None


def _asked_for(wish: _Wish) -> bool | None:
    """Take whatever somebody is asked for: "asked the ministry for a register"."""
    if wish.kind != "needs" or wish.frame["item"] != "for" or "giver" not in wish.sides:
        return None
    return True if wish.noun_class == "other" and not is_act(wish.lemma) and wish.named is None else None


def _named_person(wish: _Wish) -> bool | None:
    if wish.named is None or wish.named.type != "person":
        return None
    return is_wanted_back(wish.item) if wish.kind == "needs" else wish.kind == "transfers" and wish.of_giver


def _people_or_place(wish: _Wish) -> bool | None:
    if wish.noun_class not in ("person", "group", "place"):
        return None
    if wish.kind == "transfers":
        return _people_or_place_given(wish)
    if wish.kind in ("needs", "offers"):
        return wish.named is None or wish.kind == "offers" or wish.verb_is("hands_over")
    if wish.is_counted and not is_person(wish.ledger, wish.sides.get("party")):
        return True
    controlled = wish.frame["item"] == "object" and verb_of(wish.item) in ("control", "operate")
    return wish.noun_class == "place" and (not wish.is_weak or controlled)


def _people_or_place_given(wish: _Wish) -> bool:
    if not wish.is_weak:
        return wish.named is None or wish.verb_is("hands_over")
    if wish.noun_class == "person":
        return in_return(wish.item) or wish.of_giver or wish.is_counted
    given = (wish.frame["giver"] == "subject" or wish.between_two) and "giver" in wish.sides
    # "sent a mobile clinic", "is building them roads"
    return (given and wish.named is None and is_new(wish.item)) or wish.is_counted


def _owned(wish: _Wish) -> bool | None:
    owns = wish.kind == "holds" and not wish.is_weak and verb_of(wish.item) in ("own", "possess")
    return True if owns else None


def _handed_over(wish: _Wish) -> bool | None:
    """Take what goes from one to another where it is counted, is of a material, or the verb is said of goods alone."""
    if wish.kind != "transfers":
        return None
    return True if (wish.between_two and _is_handed_on(wish)) or _is_donated(wish) else None


def _is_handed_on(wish: _Wish) -> bool:
    if wish.is_counted or (wish.verb_is("hands_over") and not is_act(wish.lemma)):
        return True
    # "gave the museum a silver globe": what is of silver can be held
    return is_new(wish.item) and bool(syntax.words_beside(wish.item) & words("exchange", "materials"))


def _is_donated(wish: _Wish) -> bool:
    """Say whether the verb is said of goods alone: "donated a cryostat"."""
    some = wish.is_counted or is_some(wish.item)
    return wish.verb_is("goods_only") and some and not is_act(wish.lemma)


def _share_in_percent(wish: _Wish) -> bool | None:
    percent = wish.figure is not None and wish.figure.unit == "percent"
    return True if percent and wish.kind in ("needs", "offers", "transfers") else None


def _counted_thing(wish: _Wish) -> bool | None:
    if not wish.is_counted or wish.lemma.endswith(("tion", "ment", "ness", "ing")):
        return None
    weak = wish.kind == "transfers" and wish.is_weak
    return not weak and wish.lemma not in words("exchange", "not_counted")


# tried in order: each takes the noun, refuses it, or leaves it to the next
_TESTS: tuple[Callable[[_Wish], bool | None], ...] = (
    _not_held,
    _praise,
    _goods,
    _number,
    _never_had,
    _firm_handed_over,
    _asked_for,
    _named_person,
    _people_or_place,
    _owned,
    _handed_over,
    _share_in_percent,
    _counted_thing,
)


def is_person(ledger: Ledger, party: Party | None) -> bool:
    entity = ledger.index.by_id.get(party.entity or "") if party else None
    return entity is not None and entity.type == "person"


def loser_of(ledger: Ledger, item: Token, *told: Token | None) -> Token | None:
    """Return who loses what is taken: of the nouns told the first that is somebody, or that is somebody's place."""
    owners = (whose_place(ledger, noun) for noun in told if noun is not None and noun != item)
    return next((owner for owner in owners if owner is not None and owner != item), None)


def whose_place(ledger: Ledger, token: Token) -> Token | None:
    """Return who loses what is taken from a noun: whose it is, where it is a thing or a place where things lie.

    Nobody gives who is "a safe" or "a barn near Osk"; shops and museums are bodies, and names stand for themselves.
    """
    noun = token.lemma_.lower()
    if ledger.entity(token) is not None:
        return token
    if noun not in words("exchange", "kept_in") and noun_class(noun) != "thing" and ledger.may_be_party(token):
        return token
    owner = owner_of(token) or of_noun(token)
    return owner if owner is not None and ledger.may_be_party(owner) else None


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
