"""How a verb is used: with a particle, over an infinitive, below another verb, listed with the verb before it."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.arguments import governor
from crossread.grammar.doc import Token
from crossread.grammar.noun_classes import is_time
from crossread.languages.tables import words

_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_INSIDE_OTHERS = frozenset({"aux", "aux:pass", "cop", "case", "amod"})


def is_deed(token: Token) -> bool:
    """Say whether a token is a verb that tells a deed of its own: no auxiliary, no participle before a noun."""
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in _INSIDE_OTHERS


def is_infinitive(verb: Token) -> bool:
    """Say whether "to" marks a verb as an infinitive."""
    return any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in verb.children)


def is_done_in_order(verb: Token) -> bool:
    """Say whether an infinitive tells what is wanted of another deed: "in order to get", "so as to get"."""
    marks = [c.lower_ for c in verb.children if c.dep_ == "mark"]
    return is_infinitive(verb) and bool({"in", "so"} & set(marks))


def has_particle(verb: Token) -> bool:
    """Say whether a verb has a particle, with which it means something else: "turned down", "held up"."""
    return any(c.dep_ == "compound:prt" for c in verb.children)


def over_verb(verb: Token) -> Token | None:
    """Return the verb or noun that governs a verb, or of which its clause is what is told: "lets B use its towers"."""
    return governor(verb) or (verb.head if verb.dep_ in ("ccomp", "xcomp") else None)


def complements(verb: Token) -> list[Token]:
    """Return what heads the open complements of a verb: pay of "ordered the firm to pay"."""
    return [c for c in verb.children if c.dep_ == "xcomp"]


def deed_wished_of(verb: Token, item: Token) -> Token | None:
    """Return the participle that tells what somebody wants done with an object: spent of "wanted the money spent".

    One that says which thing is meant is none: "wants the prints stolen in May back", "needs a road built by 2031".
    """
    if verb.lemma_.lower() not in words("exchange", "having_done") | words("exchange", "wishing_done"):
        return None
    known = bool(syntax.words_beside(item) & _KNOWN) or any(c.dep_ in syntax.OWNERS for c in item.children)
    below = [c for c in item.children if c.dep_ == "acl" and known] + complements(verb)
    found = next((c for c in below if c.i > item.i and _is_bare_participle(c)), None)
    back = found is not None and any(t.lower_ == "back" for t in verb.doc[found.i : found.sent.end])
    return None if back else found


def is_wished(participle: Token) -> bool:
    """Say whether a participle tells what somebody wants done with its noun, which nobody has done."""
    noun = participle.head if participle.dep_ == "acl" else syntax.direct_object(participle.head)
    verb = noun.head if noun is not None else None
    if noun is None or verb is None or noun.dep_ not in syntax.OBJECTS:
        return False
    return participle.dep_ in ("acl", "xcomp") and deed_wished_of(verb, noun) == participle


def _is_bare_participle(word: Token) -> bool:
    """Say whether a word is a participle of what is done to something: no infinitive, no "-ing", no list of its own."""
    plain = word.pos_ == "VERB" and word.lower_ != word.lemma_.lower() and not word.lower_.endswith(("ing", "s"))
    return plain and not any(c.dep_ in ("mark", "aux", "obj") or is_time(c) for c in word.children)


def goes_home(verb: Token, item: Token) -> bool:
    """Say whether "home" stands behind an object: "sent 40 of them home"."""
    return any(c.dep_ == "advmod" and c.lower_ == "home" and c.i > item.i for c in verb.children)


def takes_out_own(verb: Token, item: Token) -> bool:
    """Say whether somebody takes out what is his: "took out his phone", "pulled out their guns"."""
    return syntax.is_owned_by_pronoun(item) and "out" in syntax.words_beside(verb)


def is_to_act(noun: Token) -> bool:
    """Say whether an infinitive stands right behind a noun and what hangs on it: "the minister of trade to quit"."""
    behind = noun.doc[noun.right_edge.i + 1 : noun.right_edge.i + 3]
    return len(behind) == 2 and behind[0].lower_ == "to" and behind[1].pos_ == "VERB"


def verb_listed_before(verb: Token) -> Token | None:
    """Return the verb that one without a subject of its own is listed with: "give X access and provide two trucks"."""
    listed = verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not syntax.is_finite(verb)
    return verb.head if listed else None


def objects_behind(verb: Token, item: Token) -> list[Token]:
    """Return objects joined by "and" behind the first, where the parser told twice the object."""
    later = [c for c in verb.children if c.dep_ in syntax.OBJECTS and c.i > item.i]
    return [noun for noun in later if any(c.dep_ == "cc" for c in noun.children)]


def hangs_on(noun: Token, verb: Token) -> bool:
    """Say whether a noun is an argument of a verb itself, not of another word below it."""
    return noun.head == verb
