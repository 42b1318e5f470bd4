"""Which nouns are items of a list, and where the phrase of an item begins and ends in the tree."""

from __future__ import annotations

from collections.abc import Iterator

from crossread.grammar import syntax
from crossread.grammar.doc import Token
from crossread.grammar.noun_classes import is_money, of_noun
from crossread.grammar.noun_phrases import first_word, is_counted, number_behind_person

_ARTICLES = frozenset({"a", "an"})
_BOTH = frozenset({"both", "either", "neither"})
_NONE = frozenset({"no", "any"})
_BEFORE_NUMBERS = frozenset({"to", "from", "of", "between", "against", "by", "with"})


def counted_beside(noun: Token) -> list[Token]:
    """Return the counted nouns that stand behind a noun, between commas or behind a colon."""
    return [c for c in noun.children if c.dep_ == "appos" and c.i > noun.i and is_counted(c)]


def listed_apart(item: Token) -> Iterator[Token]:
    """Yield counted nouns listed with an item that the parser hung on an uncounted noun between: "9 billion in cash
    and 17 factories"."""
    between = _words_between(item)
    for token in item.doc[item.i + 1 : item.sent.end]:
        if token.dep_ != "conj" or token.i not in between or not item.i < token.head.i < token.i:
            continue
        before = token.doc[token.i - 1]
        counted = any(c.dep_ == "nummod" and c.i < token.i for c in token.children) or before.pos_ == "NUM"
        joined = before.dep_ == "cc" or any(t.dep_ == "cc" for t in token.doc[token.head.i : token.i])
        if counted and joined and token.pos_ in ("NOUN", "SYM") and not _is_plain_list(token.head):
            yield token


def _words_between(item: Token) -> set[int]:
    """Return the places of the words below an item, and of those in phrases of place and manner behind it."""
    behind = [c for c in item.head.children if c.dep_ == "obl" and c.i > item.i and syntax.preposition(c) != "for"]
    return {t.i for t in item.subtree if t != item} | {t.i for c in behind for t in c.subtree}


def _is_plain_list(first: Token) -> bool:
    """Say whether a list is one of its own: counted from its first noun on, or behind "from", "between" …"""
    return any(c.pos_ == "NUM" for c in first.children) or syntax.preposition(first) in _BEFORE_NUMBERS


def end_before(stops: tuple[Token | None, ...], noun: Token, end: int) -> int:
    """Return where the phrase of a noun ends before the first of the arguments behind it, with their prepositions."""
    for stop in stops:
        if stop is not None and stop.i > noun.i and noun.idx < stop.idx < end:
            led = (stop.left_edge, *stop.children)  # a name's preposition may hang on its first word
            cases = [c for c in led if c.dep_ == "case" and c.i < stop.i]
            first = min(cases, key=lambda c: c.i, default=stop)
            if first.i > noun.i:
                end = min(end, first.idx)
    return end


def end_before_counted(noun: Token, end: int) -> int:
    """Return where the phrase of a noun ends before a counted noun listed with what it is of: that is another item."""
    inner = of_noun(noun)
    for child in inner.children if inner is not None else ():
        if child.dep_ == "conj" and is_counted(child) and child.idx < end:
            end = min(end, first_word(child).idx)
    return end


def end_before_passive(noun: Token, end: int) -> int:
    """Return where the phrase of a noun ends before what is to be done with it: "40 tents" (to be handed over)."""
    for child in noun.children:
        if child.dep_ == "acl" and child.i > noun.i and syntax.is_passive(child):
            to = next((c for c in child.children if c.lower_ == "to" and c.dep_ in ("mark", "aux")), None)
            if to is not None and to.i > noun.i:
                end = min(end, to.idx)
    return end


def end_before_agent(noun: Token, end: int) -> int:
    """Return where the phrase of a noun ends before what somebody does with it: "a barn" (owned by a farmer)."""
    done = (c for c in noun.children if c.dep_ == "acl" and c.i > noun.i and syntax.agent(c) is not None)
    return min([end, *(c.idx for c in done if syntax.is_passive(c))])


def is_same_sum(noun: Token) -> bool:
    """Say whether a sum only tells another of its list in other money: "4.3 billion euros, or about 5 billion
    dollars"; not "5 euros or 6 dollars"."""
    either = next((c for c in noun.children if c.dep_ == "cc" and c.lower_ == "or"), None)
    if either is None or noun.dep_ != "conj" or not is_money(noun):
        return False
    inner = of_noun(noun.head)
    other = inner if inner is not None and not is_money(noun.head) else noun.head
    apart = noun.doc[either.i - 1].text in (",", "(")
    return apart and is_money(other) and other.lemma_ != noun.lemma_


def start_behind_both(noun: Token, start: int) -> int:
    """Return where the phrase of the first of two nouns begins behind "both": "both the boat and the money"."""
    several = len(syntax.conjuncts(noun)) > 1
    for child in noun.children if several else ():
        if child.lower_ not in _BOTH or child.idx != start or child.i >= noun.i:
            continue
        after = noun.doc[child.i + 1]
        if after.pos_ in ("DET", "PRON"):
            return after.idx
    return start


def start_of_own(noun: Token, start: int) -> int:
    """Return where the phrase of a noun begins behind words that are no part of it: "ferries" of "has no ferries"."""
    if (number := number_behind_person(noun)) is not None:
        return number.idx  # "40 boats" of "gave its rival 40 boats"
    without = [c for c in noun.children if c.dep_ == "det" and c.lower_ in _NONE and c.idx == start and c.i < noun.i]
    return noun.doc[without[0].i + 1].idx if without else start


def name_hung_behind(noun: Token) -> Token | None:
    """Return the name right behind a common noun that hangs on it or beside it: "winger Leo Paz"."""
    if noun.pos_ != "NOUN" or noun.i + 1 >= len(noun.doc):
        return None
    after = noun.doc[noun.i + 1]
    return after if after.pos_ == "PROPN" and after.head in (noun, noun.head) else None


def verb_of(item: Token) -> str:
    """Return the lemma of what an item hangs on, as a rule the verb of which it is the object."""
    return item.head.lemma_.lower()


def is_some(item: Token) -> bool:
    """Say whether a noun is one thing or several: "a cryostat", "cryostats"."""
    return bool(syntax.words_beside(item) & _ARTICLES) or (
        item.lower_ != item.lemma_.lower() and item.lower_.endswith("s")
    )


def is_new(item: Token) -> bool:
    """Say whether a noun phrase names what was not named before: "a clinic", "two clinics", "clinics"."""
    if is_counted(item) or syntax.words_beside(item) & _ARTICLES:
        return True
    return is_some(item) and not any(c.dep_ in ("det", "nmod:poss", "poss") for c in item.children)


def is_wanted_back(item: Token) -> bool:
    """Say whether the clause of an item has it come back: "wants him back"."""
    return any(c.dep_ == "advmod" and c.lower_ == "back" and c.i > item.i for c in item.head.children)


def word_before_case(noun: Token) -> str:
    """Return the word before the preposition of a noun, or before the noun where it has none: "in return for boats"."""
    joined = next((c for c in noun.children if c.dep_ == "case" and c.i > 0), noun)
    return joined.doc[joined.i - 1].lower_


def first_of_names(noun: Token) -> Token:
    """Return the first of several names that stand behind a noun, else the noun: "two rivals, Nordvik and Kystbank"."""
    named = (c for c in noun.children if c.dep_ in ("appos", "nmod") and c.pos_ == "PROPN" and c.i > noun.i)
    first = next((c for c in named if not syntax.preposition(c)), None)
    return first if first is not None and len(syntax.conjuncts(first)) > 1 else noun
