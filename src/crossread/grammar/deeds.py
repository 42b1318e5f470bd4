"""What a clause says is done, or is so, of whom: its deeds, as the tables of opposites know them.

"A jury found her guilty" says guilty of her; "the storm forced the organisers to cancel the fair" says cancel of the
fair; "after a 2-1 win over Holm" says that the subject beat Holm. A clause has its own verb's deed first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crossread.grammar import syntax
from crossread.grammar.doc import Token
from crossread.grammar.told_states import decided, stands, told_states
from crossread.languages.concepts import is_act, is_deed_phrase, is_state
from crossread.languages.tables import load, words

_SAYS_STATE = frozenset({"xcomp", "ccomp", "advmod", "advcl", "acl", "obl", "amod", "obj", "dep"})
_NOUN_PLACES = frozenset({"obj", "obl", "nmod", "nsubj:pass"})
_DEEPEST = 2  # nouns below the verb at which an outcome is looked for: "the new holders after a win over Holm"
BEAT = "beat"


@dataclass(frozen=True, slots=True, eq=False)
class DeedTokens:
    """A deed by its word, who does it, and of whom or what it is so; `forced` where somebody was made to do it."""

    word: str
    doer: Token | None = None
    of: Token | None = None
    forced: bool = False


def deeds_of(verb: Token) -> tuple[DeedTokens, ...]:
    """Return the deeds that a clause tells, by its predicate; none of what it says is only believed or wished."""
    found = [*_of_verb(verb), *_states(verb), *_outcomes(verb), *_ruled(verb), *_brought_about(verb)]
    found += [DeedTokens(word, None, thing) for word, thing in told_states(verb)]
    found += [*_decided(verb), *(DeedTokens(word, syntax.agent(verb), thing) for word, thing in stands(verb))]
    return tuple({(d.word, d.doer, d.of): d for d in found}.values())


def _of_verb(verb: Token, doer: Token | None = None, *, forced: bool = False) -> Iterator[DeedTokens]:
    """Yield the deed of the predicate itself, and of the phrase that it makes with the words behind it."""
    lemma = verb.lemma_.lower()
    doer, of = doer or syntax.agent(verb), syntax.patient(verb)
    loser_of = syntax.recipient(verb) or next((noun for prep, noun in syntax.obliques(verb) if prep == "to"), None)
    if lemma in words("opposites", "loses to") and loser_of is not None and doer is not None:
        yield DeedTokens(BEAT, loser_of, doer)
    if lemma in words("opposites", "wins over"):
        yield from (DeedTokens(BEAT, doer, noun) for behind, noun in _no_times(verb) if behind in _BEHIND_WIN)
    if verb.pos_ == "ADJ" or verb.pos_ == "NOUN":
        denied = "not-" if syntax.is_negated(verb) else ""
        word = verb.lower_ if is_state(verb.lower_) and not is_state(lemma) else lemma  # "uninjured" of no lemma
        yield DeedTokens(f"{denied}{word}", None, syntax.subject(verb))
        return
    for phrase, thing in dict(_phrases(verb, of)).items():
        yield DeedTokens(phrase, doer, thing, forced)
    if lemma in words("opposites", "beats") and of is not None:
        yield DeedTokens(BEAT, doer, of, forced)
    yield DeedTokens(lemma, doer, of, forced)


def _phrases(verb: Token, of: Token | None) -> Iterator[tuple[str, Token | None]]:
    """Yield the phrases of a verb that a table knows, each with of what it is so: "clear-of", "walk-free"."""
    lemma, particles = verb.lemma_.lower(), words("function_words", "clause_particles")
    for child in (c for c in verb.children if c.i > verb.i):
        word = child.lemma_.lower()
        if child.dep_ == "compound:prt" or child.lower_ in particles and child.dep_ != "case":
            yield f"{lemma}-{child.lower_}", of
        elif child.pos_ == "ADJ" and child.dep_ == "xcomp" and lemma in words("opposites", "turns"):
            yield f"{lemma}-{word}", syntax.subject(verb)  # "fell ill" is no fall
        elif child.pos_ in ("ADJ", "ADV", "VERB") and not _is_denied(child):
            yield from _known(f"{lemma}-{word}", next((c for c in child.children if c.dep_ in syntax.SUBJECTS), of))
        elif child.dep_ in syntax.OBJECTS and child.pos_ == "NOUN":
            yield from _known(f"{lemma}-{word}", None)
            for preposition, noun in _no_times(verb):
                yield from _known(f"{lemma}-{word}-{preposition}-{noun.lemma_.lower()}", None)
    for preposition, noun in _no_times(verb):
        yield from _known(f"{lemma}-{preposition}", of)
        yield from _known(f"{lemma}-{preposition}-{noun.lemma_.lower()}", of)


def _known(phrase: str, of: Token | None) -> Iterator[tuple[str, Token | None]]:
    if is_deed_phrase(phrase):
        yield phrase, of


def _no_times(verb: Token) -> Iterator[tuple[str, Token]]:
    return ((preposition, noun) for preposition, noun in syntax.obliques(verb) if not syntax.is_time(noun))


def _is_denied(word: Token) -> bool:
    return any(c.lower_ in words("function_words", "negations") for c in word.children)


def _states(verb: Token) -> Iterator[DeedTokens]:
    """Yield what a clause says is so of its object or subject: "found her guilty", "the body of Luc Adenby"."""
    if verb.lemma_.lower() in words("opposites", "believes"):
        return
    thing = syntax.patient(verb)
    own = [c for c in verb.children if c.i > verb.i and c.dep_ in _SAYS_STATE]
    if thing is not None and thing.i > verb.i:  # "left 120 people dead", hung on the people
        own += [c for c in thing.children if c.i > thing.i and c.dep_ in ("amod", "acl", "xcomp")]
    for word in own:
        if _is_said_state(word):
            subject = next((c for c in word.children if c.dep_ in syntax.SUBJECTS), None)
            denied = "not-" if _is_denied(word) else ""
            yield DeedTokens(f"{denied}{word.lemma_.lower()}", None, subject or thing or syntax.subject(verb))
    if thing is not None and thing.lemma_.lower() in words("opposites", "bodies"):
        whose = next((c for c in thing.children if c.dep_ in ("nmod", "nmod:poss")), None)
        if whose is not None:
            yield DeedTokens("dead", None, whose)


def _is_said_state(word: Token) -> bool:
    """Say whether a word behind a verb says how something is: "guilty", "alive", "closed" of "stayed closed"."""
    lemma = word.lemma_.lower()
    if word.pos_ in ("ADJ", "ADV"):
        return is_state(lemma) and not syntax.preposition(word)
    infinitive = any(c.dep_ in ("mark", "aux") for c in word.children)
    return word.pos_ == "VERB" and word.dep_ == "xcomp" and not infinitive and word.lower_ != lemma and is_act(lemma)


def _outcomes(verb: Token) -> Iterator[DeedTokens]:
    """Yield what the nouns of a clause say of its subject: "reported a net loss", "celebrated a victory over Dell"."""
    subject = syntax.patient(verb) if syntax.is_passive(verb) else syntax.subject(verb)
    if subject is None or syntax.is_negated(verb):
        return
    for noun in _nouns_below(verb):
        lemma, preposition = noun.lemma_.lower(), syntax.preposition(noun)
        if preposition and preposition not in words("function_words", "before_outcomes"):
            continue
        beside = [(syntax.preposition(c), c) for c in noun.children if c.dep_ in ("nmod", "obl")]
        beside += syntax.obliques(verb) if noun.head == verb else []
        for behind, other in beside:
            if behind in _BEHIND_WIN and lemma in words("opposites", "wins over"):
                yield DeedTokens(BEAT, subject, other)
            elif behind in _BEHIND_LOSS and lemma in words("opposites", "losses to") and not syntax.is_time(other):
                yield DeedTokens(BEAT, other, subject)
        if lemma in words("opposites", "outcomes") and noun.dep_ in ("obj", "obl") and noun.head == verb:
            yield DeedTokens(lemma, None, subject)


def _is_led_to(deed: Token) -> bool:
    """Say whether a clause below another is what that leads to ("agreed to buy"), also where it was read as an aim."""
    infinitive = any(c.lower_ == "to" and c.dep_ == "mark" for c in deed.children)
    return deed.dep_ in ("xcomp", "ccomp") or deed.dep_ == "advcl" and infinitive


def _ruled(verb: Token) -> Iterator[DeedTokens]:
    """Yield what becomes of that against which something stands: of a sentence, where an appeal against it fails.

    "Upheld his appeal against the sentence" quashes the sentence; "lifted the ban on beef" allows beef.
    """
    thing = syntax.patient(verb)
    if thing is None or syntax.is_negated(verb):
        return
    lemma, noun = verb.lemma_.lower(), thing.lemma_.lower()
    known = words("function_words", "clause_particles")
    particles = [c.lower_ for c in verb.children if c.dep_ == "compound:prt" or c.lower_ in known]
    phrase = {lemma, *(f"{lemma}-{particle}" for particle in particles)}
    doer = None if lemma in words("opposites", "by a party") else syntax.agent(verb)
    for contest in load("opposites")["contests"]:
        if noun not in contest["nouns"].split():
            continue
        beside = [(syntax.preposition(c), c) for c in thing.children] + list(_no_times(verb))
        against = next((other for behind, other in beside if behind in contest["against"].split()), None)
        for key, word in contest["then"].items():
            if against is not None and phrase & set(load("opposites")[key].split()):
                yield DeedTokens(word, doer, against)


_BEHIND_WIN = frozenset({"over", "against"})
_BEHIND_LOSS = frozenset({"to", "by", "against"})


def _nouns_below(verb: Token, depth: int = 0) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in _NOUN_PLACES and child.i > verb.i and child.pos_ == "NOUN":
            yield child
            if depth + 1 < _DEEPEST:
                yield from _nouns_below(child, depth + 1)


def _decided(verb: Token) -> Iterator[DeedTokens]:
    """Yield what a clause decides to do as "to-close", what it decides against as "not-to-close"."""
    for deed, against in decided(verb):
        for one in _of_verb(deed, syntax.subject(verb)):
            yield replace(one, word=f"{'not-' if against else ''}to-{one.word}")


def _brought_about(verb: Token) -> Iterator[DeedTokens]:
    """Yield the deed that a clause brings about, or leads to: "forced them to cancel the fair", "agreed to sell".

    What is only led to is another deed, "to-sell".
    """
    lemma = verb.lemma_.lower()
    if syntax.is_negated(verb):
        return
    for deed in verb.children:
        if _is_led_to(deed) and deed.pos_ == "VERB" and deed.i > verb.i:
            if lemma not in words("opposites", "brings about"):
                if next(decided(verb), None) is not None:
                    continue
                if lemma in load("comparison")["leads to a deed"] or lemma in load("comparison")["willing"]:
                    inner = _of_verb(deed, syntax.subject(verb))
                    yield from (replace(one, word=f"to-{one.word}") for one in inner)
                continue
            made = next((c for c in verb.children if c.dep_ in ("obj", "iobj") and verb.i < c.i < deed.i), None)
            doer = made or (syntax.patient(verb) if syntax.is_passive(verb) else syntax.subject(verb))
            yield from _of_verb(deed, doer, forced=lemma in words("opposites", "forces"))
            yield from _states(deed)
