"""How somebody or something is, where no adjective says it: "on the run", "without a scratch", "with broken ribs".

And what a body decides of a thing, or decides against: "voted not to close the pool", "ruled out selling it".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from crossread.grammar import syntax
from crossread.grammar.doc import Token
from crossread.grammar.noun_classes import of_noun
from crossread.languages.tables import load, words

INJURED, UNHURT = "injured", "unhurt"
_DETERMINERS = frozenset({"det", "nmod:poss", "nummod"})
_WHEN_DECIDED = frozenset({"xcomp", "ccomp", "advcl", "acl"})


@cache
def _by_phrase() -> Mapping[str, str]:
    return {phrase: state for state, listed in load("opposites")["told_by"].items() for phrase in listed.split()}


def told_states(verb: Token) -> Iterator[tuple[str, Token]]:
    """Yield each state that a clause tells by a preposition and its noun or by an injury, and of whom it is so.

    What had been so before ("had been on the run") and what is denied is left out.
    """
    thing = syntax.patient(verb) or syntax.subject(verb)
    if thing is None or _is_before(verb) or syntax.is_negated(verb):
        return
    beside = [*syntax.obliques(verb), (_before(verb), verb)]
    for preposition, noun in beside:
        word = noun.lower_ if noun.pos_ == "VERB" else noun.lemma_.lower()
        state = _by_phrase().get(f"{preposition}-{word}".replace(" ", "-"))
        if state is not None and not _is_whose(noun):
            yield state, thing
    yield from _condition(beside, thing)
    if any(preposition in ("with", "for") and _has_injury(noun) for preposition, noun in beside if noun != verb):
        yield INJURED, thing
    yield from _hurt_by_object(verb)


def _is_before(verb: Token) -> bool:
    return any(word.lower_ in ("had", "’d", "'d") for word in syntax.auxiliaries(verb))


def _before(predicate: Token) -> str:
    """Return the preposition of a predicate that is no verb, also where it was read as one: "was in hiding"."""
    marks = (c.lower_ for c in predicate.children if c.dep_ == "mark" and c.pos_ in ("ADP", "SCONJ"))
    return syntax.preposition(predicate) or (next(marks, "") if predicate.lower_.endswith("ing") else "")


def _is_whose(noun: Token) -> bool:
    """Say whether a noun is of something, so that it makes no set phrase: "in the custody of her mother"."""
    return any(c.dep_ in ("nmod:poss", "nmod") and not syntax.is_time(c) for c in noun.children)


def _condition(beside: list[tuple[str, Token]], thing: Token) -> Iterator[tuple[str, Token]]:
    """Yield "critical" of one who is "in a critical condition", "stable" of one "in stable condition"."""
    for preposition, noun in beside:
        if preposition == "in" and noun.lemma_.lower() in ("condition", "state"):
            yield from ((c.lemma_.lower(), thing) for c in noun.children if c.dep_ == "amod")


def _has_injury(noun: Token) -> bool:
    """Say whether a noun or one listed with it is an injury: burns, a fractured skull."""
    return any(_is_injury(one) for one in syntax.conjuncts(noun))


def _is_injury(noun: Token) -> bool:
    if noun.lemma_.lower() in words("opposites", "injuries"):
        return True
    harmed = any(c.dep_ in ("amod", "compound") and c.lower_ in words("opposites", "harmed") for c in noun.children)
    return harmed and noun.lemma_.lower() in words("opposites", "body_parts")


def _hurt_by_object(verb: Token) -> Iterator[tuple[str, Token]]:
    """Yield that the subject is hurt who "suffered burns" or "broke her ankle", and unhurt who "escaped injury"."""
    lemma, thing, subject = verb.lemma_.lower(), syntax.direct_object(verb), syntax.subject(verb)
    if thing is None or subject is None or syntax.is_passive(verb):
        return
    if lemma in words("opposites", "suffers") and _has_injury(thing):
        yield INJURED, subject
    elif lemma in words("opposites", "avoids") and _is_injury(thing):
        yield UNHURT, subject
    elif lemma in words("opposites", "hurts") and thing.lemma_.lower() in words("opposites", "body_parts"):
        own = any(c.dep_ == "nmod:poss" and c.pos_ == "PRON" for c in thing.children)
        if own or any(c.lower_ in ("a", "an") for c in thing.children):
            yield INJURED, subject


def decided(verb: Token) -> Iterator[tuple[Token, bool]]:
    """Yield the verb of what a clause decides to do, and whether it decides against it: "voted not to close it"."""
    lemma = verb.lemma_.lower()
    phrase = syntax.phrases_of(verb)
    refuses = bool(phrase & words("opposites", "refuses"))
    if not refuses and lemma not in words("opposites", "decides") or syntax.is_negated(verb):
        return
    for deed in verb.children:
        if deed.dep_ not in _WHEN_DECIDED or deed.pos_ != "VERB" or deed.i < verb.i:
            continue
        marks = {c.lower_ for c in deed.children if c.i < deed.i and c.dep_ in ("mark", "case")}
        against = "against" in marks or syntax.is_negated(deed)
        if marks & {"to", "against"} or refuses and deed.lower_.endswith("ing"):
            yield deed, against != refuses


def stands(verb: Token) -> Iterator[tuple[str, Token | None]]:
    """Yield what a clause is for or against, with the deed that this is: "voted against the merger"."""
    lemma = verb.lemma_.lower()
    if syntax.is_negated(verb):
        return
    said = lemma in words("opposites", "decides") or lemma in words("opposites", "takes a stand")
    beside = syntax.obliques(verb) if said else []
    if verb.pos_ == "NOUN" and any(c.dep_ == "cop" for c in verb.children):
        beside = [*beside, (syntax.preposition(verb), verb)]
    for preposition, noun in beside:
        if syntax.is_time(noun):
            continue
        if preposition == "against":
            yield "oppose", noun
            if said and lemma not in words("opposites", "takes a stand"):
                yield f"not-to-{noun.lemma_.lower()}", of_noun(noun)  # "voted against a strike"
        elif preposition == "to" and said and not syntax.children(noun, _DETERMINERS):
            yield f"to-{noun.lemma_.lower()}", of_noun(noun)  # "voted to strike", read as a noun
        elif preposition == "for" and said:
            yield "support", noun
        elif preposition == "in" and noun.lemma_.lower() in ("favour", "favor"):
            yield from (("support", c) for c in noun.children if c.dep_ == "nmod" and syntax.preposition(c) == "of")
