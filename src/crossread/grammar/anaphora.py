"""What the tree tells of words that point back at somebody: pronouns and noun phrases like "the regulator"."""

from __future__ import annotations

from typing import NamedTuple

from crossread.grammar import syntax
from crossread.grammar.doc import Token
from crossread.grammar.noun_classes import noun_class
from crossread.languages.tables import words

_ENDED = frozenset({"kill", "die", "drown", "perish", "execute", "bury"})  # they speak no more
_OF_SUBJECT = syntax.OWNERS | {"appos", "flat"}
_EXPLETIVES = frozenset({"expl", "expletive"})
_NARROWING_BEHIND = frozenset({"nmod", *syntax.OWNERS, "prep", "acl", "nummod"})
_PARTS_OF_NAMES = frozenset({"flat", "compound"})
_WITH_NOUN = frozenset({"det", "amod", "nummod", "nmod", "acl", "acl:relcl", "conj", "appos", *syntax.OWNERS})
_OF_WHOM = syntax.OWNERS | {"nmod"}
_IN_PHRASE = _OF_WHOM | {"appos", "nmod:desc", "compound", "conj"}
_A = frozenset({"a", "an"})
_BEFORE_OTHERS = syntax.OWNERS | {"nmod", "appos"}


def is_expletive(token: Token) -> bool:
    """Say whether a pronoun only fills the subject's place: the "it" of "it rains"."""
    return token.dep_ in _EXPLETIVES


def holds_place(token: Token) -> bool:
    """Say whether "it" only holds the place of a clause behind it: "it is wise to wait"."""
    clauses = any(c.dep_ in ("csubj", "csubj:pass") and c.i > token.i for c in token.head.children)
    return is_expletive(token) or (token.lower_ == "it" and clauses)


def is_described(token: Token) -> bool:
    """Say whether a word is the subject of what it is or how: "it can be data"."""
    return token.dep_ in syntax.SUBJECTS and any(c.dep_ == "cop" for c in token.head.children)


def many_before(pronoun: Token) -> Token | None:
    """Return the noun for several people that is the subject of a sentence before "they", or of its own: "Firefighters
    came at dawn. They said the roof was lost"."""
    first = pronoun.sent.start
    for sentence in (pronoun.sent, *((pronoun.doc[first - 1].sent,) if first else ())):
        subject = syntax.subject(sentence.root)
        if subject is not None and subject.i < pronoun.i and subject.pos_ == "NOUN":
            lemma = subject.lemma_.lower()
            several = subject.lower_ != lemma and noun_class(lemma) in ("person", "group")
            speaking = sentence.root.lemma_.lower() not in _ENDED and len(syntax.conjuncts(subject)) == 1
            return subject if several and speaking else None
    return None


def is_owner(token: Token) -> bool:
    """Say whether a noun or pronoun says whose the noun above it is."""
    return token.dep_ in syntax.OWNERS


def belongs_to_subject(token: Token) -> bool:
    """Say whether a noun is a subject, or stands beside one or owns it: "The agency, NCSA, is investigating".

    Or owns what the subject is held against: "Arle's fleet is larger than Venn's" tells of Venn as much as of Arle.
    """
    if token.dep_ in syntax.SUBJECTS or (token.dep_ in _OF_SUBJECT and token.head.dep_ in syntax.SUBJECTS):
        return True
    owns = not is_owner(token) and any(c.lower_ in syntax.POSSESSIVES and c.i > token.i for c in token.children)
    subjects = [c for c in token.head.children if c.dep_ in syntax.SUBJECTS] if owns else []
    return any(is_owner(c) for subject in subjects for c in subject.children)


def has_determiner(noun: Token, forms: frozenset[str]) -> bool:
    """Say whether one of these determiners stands with a noun."""
    return any(c.dep_ == "det" and c.lower_ in forms for c in noun.children)


def bare_compound(noun: Token) -> tuple[Token, ...]:
    """Return the words of a noun phrase of nothing but nouns that stands for itself: "state police".

    None of "the state police", "local state police", "Ohio's state police", "state police officers".
    """
    parts = [child for child in noun.children if child.dep_ in _PARTS_OF_NAMES and child.i < noun.i]
    others = any(child.dep_ in _WITH_NOUN for child in noun.children) or noun.dep_ in _PARTS_OF_NAMES
    return () if others or not parts else (*sorted(parts, key=lambda part: part.i), noun)


def is_narrowed_behind(noun: Token) -> bool:
    """Say whether words behind a noun say which is meant: "the agency of the north"."""
    return any(c.dep_ in _NARROWING_BEHIND and c.i > noun.i for c in noun.children)


def nouns_before(noun: Token) -> frozenset[str]:
    """Return the lemmas of the nouns that make a compound with a noun: fisheries of "the fisheries ministry"."""
    return frozenset(c.lemma_.lower() for c in noun.children if c.dep_ == "compound" and c.pos_ == "NOUN")


def subject_of_told(pronoun: Token) -> Token | None:
    """Return the subject of the words that a pronoun is said to have said behind them: "Ostra opened a mine, it
    said"."""
    verb = pronoun.head
    if pronoun.dep_ not in syntax.SUBJECTS or verb.lemma_.lower() not in words("speech", "say"):
        return None
    told = verb.head if verb.dep_ == "parataxis" and verb.head.i < pronoun.i else None
    told = told or next((c for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c.i < pronoun.i), None)
    return syntax.subject(told) if told is not None else None


def telling_over(word: Token) -> Token | None:
    """Return the verb of saying that brings the words in which a word stands, the nearest."""
    told = (t for t in (word, *word.ancestors) if t.dep_ == "ccomp")
    return next((t.head for t in told if t.head.lemma_.lower() in words("speech", "say")), None)


class OwnedTeller(NamedTuple):
    """Who tells something, and the pronoun that says whose he is: "her" and "lawyer" of "her lawyer said"."""

    owner: Token
    teller: Token


def owned_teller(pronoun: Token) -> OwnedTeller | None:
    """Return who tells the words that a pronoun stands in, where a pronoun before says whose he is."""
    verb = telling_over(pronoun)
    teller = syntax.subject(verb) if verb is not None else None
    if teller is None or teller.pos_ != "NOUN" or not teller.i < pronoun.i:
        return None
    owner = next((c for c in teller.children if c.dep_ in syntax.OWNERS and c.pos_ == "PRON"), None)
    return OwnedTeller(owner, teller) if owner is not None else None


def is_in_name_of(token: Token, noun: Token) -> bool:
    """Say whether a token is a noun or a part of the name that the noun heads."""
    return token == noun or noun in token.ancestors and token.dep_ in _PARTS_OF_NAMES


def stands_in_phrase_of(noun: Token, name: Token) -> bool:
    """Say whether a noun is of a phrase that stands beside a name: "the mayor" of "Emil Kranz, a cousin of the
    mayor"."""
    if noun.dep_ not in _OF_WHOM:
        return False
    while noun.dep_ in _IN_PHRASE and noun != name:
        noun = noun.head
    return noun == name


def nouns_of_relation(name: Token) -> frozenset[str]:
    """Return the lemmas of what those are of whom the phrase beside a name says that somebody is theirs: mayor."""
    return frozenset(t.lemma_.lower() for t in name.subtree if t.pos_ == "NOUN" and stands_in_phrase_of(t, name))


def hang_on_one_word(one: Token, other: Token) -> bool:
    """Say whether two nouns are arguments of one word, so that they are not the same."""
    return one.head == other.head and one.dep_ not in _BEFORE_OTHERS


def subject_before(pronoun: Token) -> tuple[Token, Token] | None:
    """Return the common noun that is the subject of the sentence before that of an "it", and its verb."""
    if pronoun.lower_ != "it" or not syntax.is_subject(pronoun) or pronoun.sent.start == 0:
        return None
    root = pronoun.doc[pronoun.sent.start - 1].sent.root
    subject = syntax.subject(root)
    return (subject, root) if subject is not None and subject.pos_ == "NOUN" and subject.head == root else None


def tells_alone(noun: Token) -> bool:
    """Say whether nothing else in the sentence of a noun can be an "it" that tells: "The letter runs to four pages",
    and not "The letter angered the ministry"."""
    others = (t for t in noun.sent if t.pos_ in ("NOUN", "PROPN") and t != noun and noun not in t.ancestors)
    return not any(_is_body(t) for t in others)


def _is_body(noun: Token) -> bool:
    """Say whether a noun is a body that may tell, or a name that no person has."""
    name = noun.pos_ == "PROPN" and noun.ent_type_.lower() not in ("person", "date", "time")
    return name or noun.lemma_.lower() in words("descriptions", "organisation")


def has_noun_before(noun: Token) -> bool:
    """Say whether another noun right before a noun says of what kind it is: "the relief fund"."""
    return any(child.dep_ == "compound" and child.i == noun.i - 1 for child in noun.children)


def speaks_unnamed(noun: Token) -> bool:
    """Say whether a noun brings somebody in who speaks and is not named: "a senior official said"."""
    singular = noun.pos_ == "NOUN" and noun.lower_ == noun.lemma_.lower() and has_determiner(noun, _A)
    tells = noun.dep_ in syntax.SUBJECTS and noun.head.lemma_.lower() in words("speech", "say")
    return singular and tells and not any(c.dep_ == "appos" for c in noun.children)
