"""Words of a statement -> what it says that there is none of, by the rules of `rules/negated_nouns.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from crossread.grammar import negated_nouns as grammar
from crossread.grammar import syntax
from crossread.grammar.clauses import Clauses
from crossread.grammar.doc import Token
from crossread.grammar.matching import matches
from crossread.languages.rules import load_rules
from crossread.model import NegatedNoun
from crossread.reading.certainty_frames import scene_at

TABLE = "negated_nouns"
_FORMS = frozenset({"ADJ", "VERB"})  # "the wounded": the form is the word


def negated_nouns(tokens: Iterable[Token], clauses: Clauses) -> tuple[NegatedNoun, ...]:
    """Return what the words say that there is none of, each noun once, in order of place."""
    negating = _negating()
    found: dict[Token, str] = {}
    for token in tokens:
        if token.lower_ in negating:
            for match in matches(load_rules(TABLE), scene_at(clauses, token)):
                for noun in grammar.listed(match.slots["thing"]):
                    found.setdefault(noun, match.rule.name)
    return tuple(_record(noun, rule) for noun, rule in sorted(found.items(), key=_place))


@cache
def _negating() -> frozenset[str]:
    """Return the words that trigger a rule."""
    return frozenset[str]().union(*(rule.lemmas or () for rule in load_rules(TABLE)))


def _place(found: tuple[Token, str]) -> int:
    return found[0].idx


def _record(thing: Token, rule: str) -> NegatedNoun:
    start, end = syntax.phrase(thing)
    noun = grammar.noun_of(thing)
    return NegatedNoun(
        noun="" if noun is None else noun.lower_ if noun.pos_ in _FORMS else noun.lemma_.lower(),
        text=thing.doc.text[start:end],
        start=start,
        end=end,
        modifiers=_once(grammar.narrowing(thing), grammar.degrees(thing)),
        whom=_once(word.lemma_.lower() for word in grammar.of_whom(thing)),
        deeds=_once(grammar.deeds_to(thing)),
        rule=rule,
    )


def _once(*words: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for some in words for word in some))
