"""What kind of thing a noun names: goods that can be had and handed over, people, bodies, places, or none of these."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from crossread.grammar import syntax
from crossread.grammar.doc import Token, once
from crossread.languages.tables import load, words

NounClass = Literal["thing", "person", "group", "place", "other"]
_CLASSES: tuple[NounClass, ...] = ("person", "group", "place", "thing")


@lru_cache(maxsize=50_000)
def noun_class(lemma: str) -> NounClass:
    """Return the class of a noun's usual sense; "other" is acts, states, times and ideas (source: data/nouns.json)."""
    last = lemma.rpartition("-")[2] or lemma
    for form in (lemma, last):
        for name in _CLASSES:
            if form in words("nouns", name):
                return name
    if lemma.endswith(tuple(words("exchange", "person_endings"))) and lemma not in words("nouns", "other"):
        return "person"  # "shipbuilder", "chipmaker": one who does what his trade is called by
    return "other"


@lru_cache(maxsize=50_000)
def is_act(lemma: str) -> bool:
    """Say whether a noun names an act, a state, a time or an idea by a hand-made list or its ending; one unknown may
    be a thing."""
    return (
        lemma in words("nouns", "other")
        or lemma in words("exchange", "never")
        or lemma.endswith(("tion", "sion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "hood", "ing", "cy"))
    )


@cache
def _money_nouns() -> frozenset[str]:
    return words("exchange", "money") - {"thousand", "million", "billion", "trillion"}


def is_measure(token: Token) -> bool:
    """Say whether a noun only measures or counts what its "of" names: tonnes, doses, a share, millions."""
    if token.lemma_.lower() in ("unit", "piece", "share", "lot") and any(
        c.dep_ in ("compound", "amod") for c in token.children
    ):
        return False  # "cooling units", "Tessary shares"
    return token.lemma_.lower() in words("exchange", "measures") or token.lower_ in words("exchange", "measures")


@once
def is_money(token: Token) -> bool:
    """Say whether a token is a sum of money: a currency, its sign, or a number that carries one."""
    named = _money_nouns()
    if token.lemma_.lower() in named or token.lower_ in named:
        return True
    if token.text[:1] in "$£€¥₩₹₽" or token.text[:3] in ("US$", "HK$", "NZ$"):
        return True
    if token.pos_ not in ("NUM", "NOUN", "SYM") or not token.like_num:
        return False
    before = token.doc[max(0, token.i - 3) : token.i]
    return any(t.text in ("$", "£", "€", "¥", "₩", "₹", "US$", "A$", "C$") for t in before)


@once
def is_time(token: Token) -> bool:
    """Say whether a noun tells when: a day, a month, a year, a part of the day."""
    spelt = token.text.isdigit() and len(token.text) == 4
    return token.ent_type_ in ("time", "DATE", "TIME") or spelt or token.lower_ in _time_nouns() or _is_season(token)


def _is_season(noun: Token) -> bool:
    """Say whether a noun is a season: with a capital, which may be a name's, only as an owner that opens the sentence
    ("Summer's demand for water")."""
    seasons = load("calendar")["seasons"]
    return noun.lower_ in seasons and noun.lower_ != "fall" and (
        noun.text.islower() or (noun.dep_ == "nmod:poss" and noun.i == noun.sent.start)
    )


@cache
def _time_nouns() -> frozenset[str]:
    names = {name.lower() for key in ("days", "months") for name in load("calendar")[key]}
    return words("calendar", "time_nouns") | names


@once
def of_noun(token: Token) -> Token | None:
    """Return the noun behind "of"."""
    for child in token.children:
        if child.dep_ in ("nmod", "obl") and syntax.preposition(child) == "of":
            return child
    return None


@once
def content_noun(token: Token) -> Token:
    """Return the noun that says what a phrase is of: wheat for "two million tonnes of wheat", shells for "stocks of
    shells"."""
    for _ in range(3):
        below = of_noun(token)
        if token.lemma_.lower() in words("exchange", "wrappers"):
            inside = next(
                (c for c in token.children if c.dep_ == "compound" and c.pos_ == "NOUN" and c.i == token.i - 1), None
            )
            if inside is not None:
                return inside  # "credit line", "aid package"
        if below is None or not (is_measure(token) or token.lemma_.lower() in words("exchange", "stores")):
            break
        token = below
    return token


def is_short(token: Token) -> bool:
    """Say whether a noun phrase tells of too little: "too few slots", "not enough beds", "insufficient fuel"."""
    for child in token.children:
        if child.lower_ in ("few", "little") and any(g.lower_ in ("too", "so") for g in child.children):
            return True
        if child.lower_ in ("any", "enough") and any(
            g.lower_ in ("hardly", "barely", "scarcely") for g in child.children
        ):
            return True
        if (
            child.lower_ in ("not", "n't", "hardly", "barely")
            and child.i < token.i
            and any(c.lower_ in ("enough", "any") and c.i > child.i for c in token.children)
        ):
            return True
        if child.lower_ in ("insufficient", "inadequate") or (
            child.lower_ == "enough" and (any(g.lower_ in ("not", "n't") for g in child.children))
        ):
            return True
    return False


@once
def is_goods(token: Token) -> bool:
    """Say whether a noun phrase names something that one can have and another can get."""
    noun = content_noun(token)
    lemma = noun.lemma_.lower()
    if is_money(noun) or is_money(token):
        return True
    if lemma in words("exchange", "goods") or lemma in words("exchange", "stores"):
        return True
    if (lemma in words("exchange", "never") and not is_compound(noun)) or noun.pos_ in ("PRON", "ADJ", "DET", "VERB"):
        return False
    if noun.pos_ == "PROPN":
        return noun.ent_type_ in ("", "product", "weapon", "vehicle", "facility", "misc")
    return noun_class(lemma) == "thing"


@once
def is_compound(noun: Token) -> bool:
    """Say whether another noun makes its sense narrower: "golf course", not "course"."""
    return any(c.dep_ == "compound" and c.pos_ == "NOUN" for c in noun.children)


@cache
def _kinds() -> dict[str, str]:
    return {word: group.split()[0] for group in load("exchange")["kinds"] for word in group.split()}


def kind_of(token: Token) -> str:
    """Return the kind of thing: the lemma of what the phrase is of, words for one thing folded; "" for a bare
    number."""
    noun = content_noun(token)
    if is_money(noun):
        return "money"
    if noun.pos_ in ("NUM", "SYM"):
        return ""
    lemma = noun.lemma_.lower()
    single = lemma.removesuffix("s")
    return (
        _kinds().get(lemma)
        or _kinds().get(single)
        or (single if noun_class(lemma) == "other" != noun_class(single) else lemma)
    )


def listed(token: Token) -> Iterator[Token]:
    """Yield the nouns that an item lists, each once: conjuncts, and what a store or a measure is of."""
    for one in syntax.conjuncts(token):
        if one.pos_ in ("NOUN", "PROPN", "NUM", "SYM", "PRON", "X", "ADJ"):
            yield one
