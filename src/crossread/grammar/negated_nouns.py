"""What a negated noun is of: the nouns listed with it, what narrows it, whom it is said of, what is done to it.

"Neither of the pilots was hurt" is of pilots, to none of whom it was done; "no serious injuries among the crew" leaves
room for slight ones, and for those of others.
"""

from __future__ import annotations

from collections.abc import Iterator

from crossread.grammar import syntax
from crossread.grammar.clause_links import first_of_list
from crossread.grammar.deeds import deeds_of
from crossread.grammar.doc import Token
from crossread.grammar.noun_classes import noun_class, of_noun
from crossread.grammar.noun_phrases import is_counted
from crossread.languages.tables import words

_LISTED_BY = frozenset({"or", "nor", "and"})
_OWN_DETERMINERS = frozenset({"det", "nmod:poss"})
_CLAUSES = frozenset({"acl", "acl:relcl"})
_EXISTS = frozenset({"be", "leave"})  # "there were no people injured", "left no one injured"


def listed(thing: Token) -> Iterator[Token]:
    """Yield a negated noun and those of its list that its word negates too: "no injuries or deaths".

    "No injuries but two deaths" and "no deaths and five injuries" negate the first alone.
    """
    yield thing
    for other in syntax.conjuncts(thing):
        if other != thing and _is_one_more(other) and not is_counted(other):
            if not syntax.children(other, _OWN_DETERMINERS):
                yield other


def _is_one_more(word: Token) -> bool:
    return all(child.lower_ in _LISTED_BY for child in word.children if child.dep_ == "cc")


def noun_of(thing: Token) -> Token | None:
    """Return the noun that says what there is none of, of a pronoun that behind "of"; None where all are meant."""
    below = None if thing.pos_ in ("NOUN", "PROPN") else of_noun(thing)
    return below or (None if thing.lower_ in words("function_words", "nobodies") else thing)


def narrowing(thing: Token) -> Iterator[str]:
    """Yield the words by which there may be others than those negated: "serious", "other", "else", "that needed care".

    Those of the first of a list narrow all of it: "no serious injuries or deaths".
    """
    for one in dict.fromkeys((first_of_list(thing), thing)):
        if one.lemma_.lower() == "other":
            yield "other"
        verbs = _verbs(one)
        for child in one.children:
            if child.dep_ == "amod":
                yield from (adjective.lower_ for adjective in syntax.conjuncts(child))
            elif child.lower_ == "else":
                yield child.lower_
            elif child.dep_ in _CLAUSES and child not in verbs:
                yield child.lemma_.lower()


def of_whom(thing: Token) -> Iterator[Token]:
    """Yield the nouns that say of whom there is none: before it, behind "among", and who suffers or escapes it.

    Of "none of the crew or passengers" those listed with the first are among them.
    """
    noun = noun_of(thing) or thing
    if noun != thing:
        yield from (other for other in syntax.conjuncts(noun) if other != noun)
    among = words("function_words", "among")
    for child in noun.children:
        if child.dep_ == "compound":
            yield child
        elif child.dep_ == "nmod" and syntax.preposition(child) in among and _is_of_people(child):
            yield from syntax.conjuncts(child)
    verb = thing.head.lemma_.lower()
    suffered = thing.dep_ in syntax.OBJECTS and verb in words("opposites", "suffers")
    if suffered or thing.dep_ in syntax.OBLIQUES and verb in words("opposites", "survives"):
        who = syntax.subject(thing.head)
        if who is not None and _is_of_people(who):
            yield from syntax.conjuncts(who)


def _is_of_people(noun: Token) -> bool:
    return noun.ent_type_ == "person" or noun_class(noun.lemma_.lower()) in ("person", "group")


def deeds_to(thing: Token) -> Iterator[str]:
    """Yield the lemmas of what is done to a noun or becomes of it: "hurt" and "kill" of "nobody was hurt or killed"."""
    first = first_of_list(thing)
    for verb in _verbs(thing):
        for deed in deeds_of(verb):
            if deed.of == first or (deed.of is None and deed.doer == first):
                yield deed.word.removeprefix("not-")  # denied by the noun


def degrees(thing: Token) -> Iterator[str]:
    """Yield the adverbs that say how badly it is done: "nobody was seriously hurt"."""
    for verb in _verbs(thing):
        yield from (c.lower_ for c in verb.children if c.dep_ == "advmod" and c.lower_ in words("topics", "degrees"))


def _verbs(thing: Token) -> list[Token]:
    """Return the predicates of which a negated noun is an argument: that above it and those listed with that."""
    first = first_of_list(thing)
    if first.dep_ not in syntax.SUBJECTS | syntax.OBJECTS:
        return []
    verb = first.head
    found = [verb]
    for other in verb.children:
        if other.dep_ == "conj" and _is_one_more(other) and not syntax.children(other, syntax.SUBJECTS):
            found.append(other)
    if verb.lemma_.lower() in _EXISTS:
        found += [c for c in first.children if c.dep_ == "acl" and syntax.is_passive(c)]
    return found
