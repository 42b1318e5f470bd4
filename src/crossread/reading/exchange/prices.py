"""What goes the other way: "bought X from Y for Z", "paid Z for X", "sent X for Y", "offers X in return for Y"."""

from __future__ import annotations

from crossread.grammar.arguments import Arguments
from crossread.grammar.doc import Token
from crossread.grammar.noun_classes import is_goods, is_measure, is_money, noun_class
from crossread.grammar.returns import answer_phrase
from crossread.languages.tables import words, words_of
from crossread.reading.exchange.bargains import answer_with
from crossread.reading.exchange.items import Frame, is_person_token, is_share
from crossread.reading.exchange.nouns import lost
from crossread.reading.exchange.records import Draft, Ledger


def read_price(ledger: Ledger, arguments: Arguments, frame: Frame, drafts: list[Draft]) -> None:
    """Add what is given for what the drafts of a verb tell."""
    if not drafts:
        return
    verb = arguments.verb
    answer = answer_phrase(verb)
    price = answer or _priced(ledger, arguments, frame, drafts[0].item)
    if price is None or price.i < verb.i or any(d.item == price for d in drafts):
        return
    if _can_answer(price) if answer is not None else _pays(ledger, drafts[0], price, verb.lemma_.lower()):
        answer_with(ledger, drafts, price, verb)


def _priced(ledger: Ledger, arguments: Arguments, frame: Frame, item: Token) -> Token | None:
    """Return the noun behind the preposition that a frame has for the price, wherever the parser hung it."""
    spec = frame.get("price") or frame.get("return")
    found = next((n for n in arguments.preps.get(spec or "", ()) if n != item), None)
    if found is not None or spec is None:
        return found
    hung = lost(ledger, item, spec)
    return hung if hung is not None and (is_money(hung) or is_share(ledger, hung)) else None


def _can_answer(price: Token) -> bool:
    """Say whether what stands behind "in return for" is a thing or somebody."""
    if is_goods(price) or is_measure(price) or price.pos_ == "PROPN":
        return True
    return noun_class(price.lemma_.lower()) in ("person", "group")


def _pays(ledger: Ledger, draft: Draft, price: Token, lemma: str) -> bool:
    """Say whether a noun behind "for" is given for an item: a sum for a thing, or in a swap one thing for another."""
    kind, item = draft.record.kind, draft.item
    if kind == "offers" and is_money(item) and is_share(ledger, price):
        return True
    people = is_person_token(ledger, item) and is_person_token(ledger, price)
    swapped = people or lemma in words_of("exchange", "exchanges", "money_for")
    if kind != "transfers" or (is_money(price) == is_money(item) and not swapped):
        return False
    sold = lemma in words("exchange", "hands_over") and price.lower_ in ("million", "billion")
    goods = is_goods(price) or is_measure(price) or is_person_token(ledger, price)
    return is_money(price) or sold or (swapped and goods)
