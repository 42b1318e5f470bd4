"""By which nouns a sentence calls somebody, and what narrows each: "Ines Roth, a spokeswoman for the port
authority"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crossread.grammar import syntax
from crossread.grammar.doc import Token
from crossread.languages.tables import words

_BESIDE = frozenset({"appos", "nmod:desc", "compound", "flat", "nmod", "list"})
_SAME = frozenset({"flat", "appos", "nmod:desc"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_NARROWING = frozenset({"compound", "amod", "nmod:desc", "flat", "nmod:unmarked"})
_OF_WHOM = syntax.OWNERS | {"nmod", "obl"}
_CLAUSES_BELOW = frozenset({*syntax.RELATIVE, "acl", "advcl", "ccomp"})
_SET_OFF = frozenset({",", "–", "—", "-", "--", "("})
_MODIFIERS = frozenset({"compound", "amod", "nmod:desc"})
_REACH = 14  # words over which a noun phrase before a comma may stretch

IsDescription = Callable[[Token], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Narrowed:
    """A noun with the common words that narrow it, and the nouns that say whose or of what it is."""

    noun: Token
    modifiers: tuple[str, ...]
    whose: tuple[Token, ...]


def narrowed(noun: Token) -> Narrowed:
    """Return what narrows a noun: words before it, and owners, names and nouns behind "of", "for", "at", "in"."""
    common, whose = [], []
    leads = words("function_words", "before_bodies")
    for child in noun.children:
        if child.dep_ in syntax.OWNERS or (
            child.dep_ in ("nmod", "obl") and syntax.preposition(child) in leads and child.i > noun.i
        ):
            whose.append(child)
        elif child.dep_ in _NARROWING and child.i < noun.i:
            inside = [t for t in child.subtree if t.i <= child.i and t.pos_ in (*_NOMINAL, "ADJ")]
            if child.text[:1].isupper() and (
                child.pos_ in ("PROPN", "ADJ") or child.ent_type_ or child.dep_ == "compound"
            ):
                whose.append(child)
            common += [t.lemma_.lower() for t in inside]
    before = noun.nbor(-1) if noun.i > noun.sent.start else noun
    if (
        before != noun
        and before not in whose
        and before.pos_ == "PROPN"
        and before.head == noun.head
        and noun.head.i > noun.i
    ):
        whose.append(before)  # "Brandt spokesman Karl Mott", hung on Karl
    return Narrowed(noun, tuple(common), tuple(whose))


def beside_same(noun: Token) -> list[Token]:
    """Return the words that hang on a noun and stand for the same: "Carla" of "his wife, Carla"."""
    return [child for child in noun.children if child.dep_ in _SAME]


def same_before(noun: Token) -> Token | None:
    """Return the word for the same before the comma behind which a noun stands: Orr, of the landlord of "Ann Orr, a
    landlord"."""
    return noun.head if noun.dep_ == "appos" and noun.head.i < noun.i else None


def name_described(noun: Token) -> Token | None:
    """Return the name right behind which a noun stands and says who its bearer is: "Ada Lund, a nurse, who …"."""
    name = same_before(noun) if noun.pos_ == "NOUN" else None
    if name is None or name.pos_ != "PROPN" or name.ent_type_ in syntax.PLACES:
        return None
    if not any(c.dep_ in syntax.RELATIVE and c.i > noun.i for c in (*noun.children, *name.children)):
        return None  # "Police held Orr, a clerk said": the clerk is another
    between = noun.doc[name.i + 1 : noun.left_edge.i]
    return name if all(t.text in _SET_OFF or t.is_space or t.dep_ == "flat" for t in between) else None


def whole_name(name: Token) -> tuple[int, int]:
    """Return the (start, end) code points of a name of several words that a token heads."""
    parts = [name, *(c for c in name.children if c.dep_ == "flat")]
    return name.idx, max(t.idx + len(t.text) for t in parts)


def phrase_head(token: Token) -> Token:
    """Return the head of the noun phrase of which a token is the last word or a part before the noun."""
    while (
        token.dep_ in ("compound", "flat", "nmod", "nmod:poss", "amod", "nummod", "det", "case", "appos")
        and token.head.i < token.i
        and token.head.pos_ in _NOMINAL
    ):
        token = token.head
    return token


def stands_as_title(noun: Token) -> bool:
    """Say whether a word written like a name says what the bearer of the name behind it is: "Farmer Ida Roth"."""
    return noun.dep_ == "nmod:desc" and noun.head.pos_ == "PROPN" and noun.i < noun.head.i


def titled_name(noun: Token) -> tuple[int, int] | None:
    """Return the (start, end) code points of the name right behind a word that stands as its bearer's title."""
    if not stands_as_title(noun):
        return None
    start, last = noun.head.idx, noun.head
    while last.i + 1 < len(noun.doc) and _goes_on(last.nbor(1), noun.head):
        last = last.nbor(1)
    return (start, last.idx + len(last.text)) if noun.doc.text[noun.idx + len(noun.text) : start] == " " else None


def _goes_on(word: Token, name: Token) -> bool:
    return word.head == name and word.dep_ == "flat" and word.pos_ == "PROPN" and word.text[:1].isupper()


def descriptions_of(name: Token, start: int, describes: IsDescription) -> list[Token]:
    """Return the nouns that describe the person or body whose name `name` heads and whose words begin at `start`.

    "X, the mayor", "the mayor, X", "Mayor X", "X is the mayor", "X, who is mayor". `describes` says which nouns count.
    """
    first = name
    while first.idx > start and first.i > 0:
        first = first.nbor(-1)
    found = [noun for noun in _candidates(name, start) if noun != name and noun.pos_ in _NOMINAL and describes(noun)]
    found = [noun for noun in found if not _owns_next(noun)]  # "Jon Holt, the mayor's adviser" is no mayor
    if first.i > 0 and first.nbor(-1).pos_ == "ADP":  # "a spokesman for Olaf Brandt" is another
        found = [noun for noun in found if first.i <= noun.i < name.i]  # "critics of | King Lund"
    return sorted(set(found), key=lambda t: t.i)


def _candidates(name: Token, start: int) -> Iterator[Token]:
    for child in name.children:
        if child.dep_ in _BESIDE and not syntax.preposition(child):
            yield child
            # "chairman and founder of X"; not "Ann Orr, a landlord, and her husband"
            yield from (g for g in child.children if g.dep_ == "conj" and not (_is_relative_of(g) or _is_of_next(g)))
        if child.dep_ in syntax.RELATIVE and any(g.dep_ == "cop" for g in child.children):
            yield child
    above = name.head
    if (
        name.dep_ in ("appos", "flat", "nmod:desc", "nmod", "nmod:unmarked")
        and above.pos_ in _NOMINAL
        and not syntax.preposition(name)
    ):
        yield above
    if name.dep_ in syntax.SUBJECTS and any(c.dep_ == "cop" for c in above.children) and not syntax.is_negated(above):
        yield above
    yield from _before_name(name, start)
    yield from _before_comma(name, start)


def _is_of_next(noun: Token) -> bool:
    """Say whether a listed noun is the title of the next name: "striker Holt and midfielder | Lund"."""
    return noun.i + 1 < len(noun.doc) and noun.nbor(1).pos_ == "PROPN"


def _owns_next(noun: Token) -> bool:
    return noun.i + 1 < len(noun.doc) and noun.nbor(1).lower_ in ("'s", "’s")


def _is_relative_of(noun: Token) -> bool:
    """Say whether a noun is of somebody's family: "her husband", listed behind what she is, is another person."""
    owned = any(c.dep_ in syntax.OWNERS and c.pos_ == "PRON" for c in noun.children)
    return owned and noun.lemma_.lower() in words("people", "kin")


def _before_name(name: Token, start: int) -> Iterator[Token]:
    """Yield the noun right before a name: "Police Chief Ron Abel", "chief executive Paul Renner"."""
    first = name
    while first.idx > start and first.i > 0:
        first = first.nbor(-1)
    if first.i > 0 and first.nbor(-1).pos_ in _NOMINAL and first.nbor(-1).sent.start == name.sent.start:
        yield first.nbor(-1)


def _before_comma(name: Token, start: int) -> Iterator[Token]:
    """Yield the noun of "a spokeswoman for the port authority, Ines Roth, said", which the parser may leave a
    subject of its own."""
    first = name
    while first.idx > start and first.i > 0:
        first = first.nbor(-1)
    if first.i < 2 or first.nbor(-1).text != "," or first.nbor(-1).sent.start != name.sent.start:
        return
    noun = phrase_head(first.nbor(-2))
    opened = noun.left_edge
    alone = (
        opened.i == noun.sent.start
        or opened.nbor(-1).is_punct
        or opened.nbor(-1).dep_ in ("cc", "mark")
        or noun.dep_ in syntax.SUBJECTS
    )
    definite = any(c.dep_ == "det" or c.dep_ in syntax.OWNERS for c in noun.children)
    closed = name.right_edge.i + 1 < len(name.doc) and name.doc[name.right_edge.i + 1].text in (",", ".")
    # "According to the mayor, Ada Lund will resign": she is not the mayor
    beside = closed or (noun.head == name.head and not syntax.preposition(noun))
    if alone and definite and beside and first.i - noun.i < _REACH:
        yield noun


def lone_name_behind(name: Token, start: int, describes: IsDescription) -> Token | None:
    """Return the noun behind whose comma, and before another, a name of one word stands: "the interior minister,
    Lund,"."""
    closed = name.i + 1 < len(name.doc) and name.nbor(1).text == ","
    nouns = _before_comma(name, start) if closed and name.idx == start else ()
    return next((noun for noun in nouns if noun.pos_ == "NOUN" and describes(noun)), None)


@dataclass(frozen=True, slots=True, eq=False)
class Leading:
    """What somebody does as the head of a body: "Mo Tierney, who runs the kitchen", "Tierney heads the group"."""

    verb: Token
    body: Token


def led_by(name: Token) -> Iterator[Leading]:
    """Yield what the bearer of a name is said to lead, in the clause that he is the subject of or that describes
    him."""
    verbs = [child for child in name.children if child.dep_ in syntax.RELATIVE]
    verbs += [name.head] if name.dep_ in syntax.SUBJECTS else []
    for verb in verbs:
        body = syntax.direct_object(verb)
        if body is not None and not syntax.is_negated(verb):
            yield Leading(verb, body)


def is_definite(noun: Token) -> bool:
    """Say whether a noun points at one that is known: with "the" or an owner before it."""
    pointing = ("the", "this", "that")
    return any(c.dep_ == "det" and c.lower_ in pointing or c.dep_ in syntax.OWNERS for c in noun.children)


def whose_of(noun: Token) -> tuple[Token, ...]:
    """Return the words that say whose or of what an office is: names, owners, and nouns before it."""
    found = narrowed(noun)
    return (
        *found.whose,
        *(t for t in noun.doc[noun.left_edge.i : noun.i] if t.pos_ == "NOUN" and t not in found.whose),
    )


def names_owner_or_body(noun: Token) -> bool:
    """Say whether an owner, or a noun behind a preposition, says of whom or of what a noun is, but for a pronoun."""
    return any(c.dep_ in _OF_WHOM and c.pos_ != "PRON" for c in noun.children)


def modifiers_before(noun: Token) -> frozenset[str]:
    """Return the lemmas of the words that narrow a noun before it: government of "government spokesman"."""
    return frozenset(c.lemma_.lower() for c in noun.children if c.dep_ in _MODIFIERS and c.i < noun.i)


def names_before(noun: Token) -> frozenset[str]:
    """Return the proper names right before a noun that say of where or of what somebody is: Arle of "the Arle
    mayor"."""
    found, token = set(), noun
    while token.i > noun.sent.start and (token := token.nbor(-1)).pos_ in ("PROPN", "ADJ", "NOUN"):
        if token.pos_ == "PROPN" or (token.pos_ == "ADJ" and token.text[:1].isupper()):
            found.add(token.lower_)
    return frozenset(found)


def stands_in_clause_of(token: Token, verb: Token) -> bool:
    """Say whether no clause stands between a word and a verb above it, or it stands apart from it."""
    while token != verb and token.head != token:
        if token.dep_ in _CLAUSES_BELOW:
            return False
        token = token.head
    return True


def acts_or_owns_actor(token: Token) -> bool:
    """Say whether a noun is the subject of a clause or owns what is."""
    return token.dep_ in syntax.SUBJECTS or (token.dep_ in syntax.OWNERS and token.head.dep_ in syntax.SUBJECTS)
