"""Whether a verb is used as its frame of exchange means it: "held up banners" and "keep the factory open" are not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crossread.grammar import syntax
from crossread.grammar.arguments import Arguments, governor
from crossread.grammar.doc import Token
from crossread.grammar.noun_classes import content_noun, is_act, is_goods, is_measure, is_money, noun_class
from crossread.grammar.verb_uses import (
    complements,
    deed_wished_of,
    goes_home,
    has_particle,
    is_infinitive,
    is_to_act,
    takes_out_own,
)
from crossread.languages.tables import words, words_of
from crossread.reading.exchange.items import Frame
from crossread.reading.exchange.records import Ledger

_MAY = frozenset({"can", "could"})


@dataclass(frozen=True, slots=True)
class Use:
    """A verb with its arguments, the frame that it may fill, and the head of the item that it would be about."""

    ledger: Ledger
    arguments: Arguments
    frame: Frame
    item: Token

    @property
    def verb(self) -> Token:
        return self.arguments.verb

    @property
    def lemma(self) -> str:
        return self.arguments.verb.lemma_.lower()

    @property
    def kind(self) -> str:
        """The kind of record that the frame makes."""
        return str(self.frame["kind"])


def suits(use: Use) -> bool:
    """Say whether a verb is used as its frame means it: nothing in the table speaks against it."""
    return not any(speaks_against(use) for speaks_against in _AGAINST)


def could(verb: Token) -> bool:
    """Say whether a clause says what somebody could do: an offer in all but name."""
    return any(a.lower_ in _MAY for a in syntax.auxiliaries(verb))


def _of_other_words(use: Use) -> bool:
    """Find an item that the frame does not list, or excludes."""
    lemma, only = use.item.lemma_.lower(), use.frame.get("only")
    if only is not None and lemma not in only.split() and content_noun(use.item).lemma_.lower() not in only.split():
        return True
    return lemma in str(use.frame.get("not", "")).split()


def _of_other_things(use: Use) -> bool:
    """Find an item that is no goods or no money where the frame is of those; anything can be left in a will."""
    willed = any(noun.lemma_.lower() in words("exchange", "estates") for noun in use.arguments.preps.get("in", ()))
    goods = use.frame.get("goods")
    person = goods == "person" and noun_class(use.item.lemma_.lower()) == "person"
    if goods and not (willed or person or is_goods(use.item) or is_measure(use.item)):
        return True
    return bool(use.frame.get("money")) and not is_money(use.item)


def _sends_home(use: Use) -> bool:
    """Find "sent 40 of them home"."""
    return goes_home(use.verb, use.item)


def _turns_down(use: Use) -> bool:
    """Find "turned down a request for boats"."""
    request = use.kind == "needs" and "particle" not in use.frame and use.frame["item"] == "for"
    return request and has_particle(use.verb)


def _urges(use: Use) -> bool:
    """Find "called for the minister and his government to quit"."""
    return use.lemma in words("exchange", "urging") and is_to_act(use.item)


def _compels(use: Use) -> bool:
    """Find "ordered the firm to pay"."""
    return use.lemma in words("exchange", "compelling") and bool(complements(use.verb))


def _has_room(use: Use) -> bool:
    """Find "the terminals can take small tankers": room, not a gift."""
    able = "can" in use.frame and use.arguments.subject is not None and could(use.verb)
    return able and "from" not in use.arguments.preps


def _lacks_particle(use: Use) -> bool:
    """Find a verb without the particle that its frame demands."""
    return "particle" in use.frame and use.frame["particle"] not in syntax.words_beside(use.verb)


def _pays_no_sum(use: Use) -> bool:
    """Find "pay a visit"."""
    if use.lemma != "pay" or is_money(use.item):
        return False
    return use.ledger.quantity(use.item, *syntax.phrase(use.item)) is None


def _goes_the_other_way(use: Use) -> bool:
    """Find a verb of both directions whose arguments show the other: "rent from" beside "rent to"."""
    if use.lemma not in words("exchange", "both_ways") or use.kind != "transfers":
        return False
    preps = use.arguments.preps
    given_from = "from" in preps and "to" not in preps and use.arguments.indirect is None
    return given_from if use.frame["giver"] == "subject" else not given_from


def _is_only_decided(use: Use) -> bool:
    """Find "a vote to release funds"."""
    above = governor(use.verb)
    if use.kind != "transfers" or above is None or above.pos_ != "NOUN" or not is_infinitive(use.verb):
        return False
    return above.lemma_.lower() not in words_of("exchange", "undertakings", "offering", "wanting")


def _is_held_for_a_deed(use: Use) -> bool:
    """Find "needs the men to hold the garrisons"."""
    above = governor(use.verb) if use.kind == "holds" else None
    infinitive = above is not None and "to" in syntax.words_beside(use.verb)
    return above is not None and infinitive and above.lemma_.lower() not in words("exchange", "reported")


def _holds_up(use: Use) -> bool:
    """Find "held up banners"."""
    return use.kind == "holds" and "particle" not in use.frame and has_particle(use.verb)


def _takes_out_ones_own(use: Use) -> bool:
    """Find "took out his phone": who takes out what is his has it already."""
    takes = use.kind == "transfers" and use.frame.get("receiver") == "subject"
    return takes and takes_out_own(use.verb, use.item) and "from" not in use.arguments.preps


def _is_told_of_oneself(use: Use) -> bool:
    """Find "I have": what the teller has is no news where the verb is weak."""
    subject = use.arguments.subject
    return use.kind == "holds" and bool(use.frame.get("weak")) and subject is not None and subject.lower_ == "i"


def _keeps_so(use: Use) -> bool:
    """Find "keep the factory open", "wants Greece to pay"."""
    if use.lemma not in words("exchange", "having_done"):
        return False
    return any(c.i > use.item.i and c.pos_ in ("ADJ", "ADV", "VERB") for c in complements(use.verb))


def _keeps_from(use: Use) -> bool:
    """Find who is kept from something: "spared thousands from eviction" hands nobody over."""
    return (
        use.kind == "transfers"
        and use.frame.get("giver") == "subject"
        and use.lemma in words("exchange", "keeping_from")
        and any(is_act(noun.lemma_.lower()) for noun in use.arguments.preps.get("from", ()))
    )


def _wishes_done(use: Use) -> bool:
    """Find "wanted the money spent on dykes": nobody lacks the money."""
    return use.kind != "transfers" and deed_wished_of(use.verb, use.item) is not None


def _asks_for_a_deed(use: Use) -> bool:
    """Find "asked Greece to pay"."""
    asks = use.kind == "needs" and use.lemma in words("exchange", "requesting")
    return asks and any(c.pos_ == "VERB" for c in complements(use.verb))


# what speaks against a verb's being used as its frame means it
_AGAINST: tuple[Callable[[Use], bool], ...] = (
    _of_other_words,
    _of_other_things,
    _sends_home,
    _turns_down,
    _urges,
    _compels,
    _has_room,
    _lacks_particle,
    _pays_no_sum,
    _goes_the_other_way,
    _is_only_decided,
    _is_held_for_a_deed,
    _holds_up,
    _takes_out_ones_own,
    _is_told_of_oneself,
    _keeps_so,
    _keeps_from,
    _wishes_done,
    _asks_for_a_deed,
)
