"""Names in the tree: which token carries one, how its words hang together, and which nouns stand beside it."""

from __future__ import annotations

from collections.abc import Iterator

from crossread.grammar import syntax
from crossread.grammar.doc import Doc, Token
from crossread.languages.tables import words

_ARGUMENTS = syntax.SUBJECTS | syntax.OBJECTS | syntax.RECIPIENTS | syntax.OBLIQUES
_SAME = frozenset({"appos", "flat", "nmod:desc"})
_BEFORE = frozenset({"compound", "amod", "flat", "nmod:desc", "nmod:poss", "poss"})
_DESCRIBING = frozenset({"appos", "nmod:desc", "compound"})
_PARTS = frozenset({"compound", "flat", "nmod:poss", "nmod:desc"})


def carrier_of(doc: Doc, start: int, end: int) -> Token | None:
    """Return the token that carries the words of a name: the first that hangs on none of them."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    inside = [t for t in span if not t.is_space and not t.is_punct]
    for token in inside:
        if token.head not in span or token.head == token:
            return token
    return inside[0] if inside else None


def goes_on_with(token: Token, start: int, end: int) -> bool:
    """Say whether a token goes on with, or is listed with, the words of a name between two places."""
    return token.dep_ in ("flat", "conj") and start <= token.head.idx < end


def ends_another(token: Token) -> bool:
    """Say whether a name is a later part of another: the Chad of "Ann Chad"."""
    return token.dep_ == "flat"


def is_modifier(token: Token) -> bool:
    """Say whether a name stands before a noun that it narrows: "the Northwind merger"."""
    return token.dep_ == "compound"


def counts_noun_behind(number: Token) -> bool:
    """Say whether a number counts the plural noun right behind it."""
    noun = number.head
    counts = number.dep_ == "nummod" and noun.i == number.i + 1 and noun.pos_ == "NOUN"
    return counts and noun.lower_ != noun.lemma_.lower()


def is_argument(token: Token) -> bool:
    """Say whether a name is an argument of a verb."""
    return token.dep_ in _ARGUMENTS


def stands_beside(token: Token) -> bool:
    """Say whether a name stands beside a noun for the same: "his wife, Carla"."""
    return token.dep_ in _SAME


def belongs_to_noun(token: Token) -> bool:
    """Say whether a noun is of the bearer of a name: "a Northwind spokesman", "Northwind's chairman"."""
    return token.dep_ in ("compound", "nmod", "nmod:poss")


def stands_alone(token: Token) -> bool:
    """Say whether a word is a name by itself: a proper noun with no other right beside it."""
    if token.pos_ != "PROPN" or token.dep_ == "flat":
        return False
    beside = [token.doc[i] for i in (token.i - 1, token.i + 1) if token.sent.start <= i < token.sent.end]
    return not any(other.pos_ == "PROPN" or other.text == "-" for other in beside)


def owned_name(members: Token) -> Token | None:
    """Return the capitalised noun that ends the name of a body of several: the List of "the Citizens' List"."""
    owned, several = members.head, members.lower_.endswith("s") and members.lower_ != members.lemma_.lower()
    if members.dep_ not in ("nmod:poss", "poss") or not several or not owned.text.istitle():
        return None
    mark = members.doc[members.i + 1].text
    led = any(c.lower_ == "the" for c in (*members.children, *owned.children) if c.i < members.i)
    right_behind = owned.i == members.i + 2 and mark in ("'", "’") and owned.pos_ in ("PROPN", "NOUN")
    return owned if right_behind and led else None


def name_completed_by(carrier: Token, end: int) -> Token | None:
    """Return the proper noun behind a name that the name is only a part of: "… Safety" of "Inspectorate"."""
    part = carrier.dep_ in ("compound", "flat", "amod") and carrier.head.pos_ == "PROPN"
    return carrier.head if part and carrier.head.idx >= end else None


def first_capital_before(noun: Token) -> int | None:
    """Return the place of the first word with a capital among those before a noun that narrow it."""
    before = [c for c in noun.children if c.i < noun.i and c.dep_ in _BEFORE]
    return min((t.i for c in before for t in c.subtree if t.text[:1].isupper()), default=None)


def noun_before_comma(carrier: Token) -> Token | None:
    """Return the noun behind whose comma a name of several words stands: "the mayor of Gart, Lothar Pries"."""
    several = any(c.dep_ == "flat" for c in carrier.children)
    above = carrier.head
    return above if several and carrier.dep_ == "appos" and above.pos_ == "NOUN" and above.i < carrier.i else None


def subjects_of_descriptions(carrier: Token) -> Iterator[frozenset[str]]:
    """Yield the subjects of each relative clause of a name, in lower case: "which" of "Ostra, which owns it"."""
    for child in carrier.children:
        if child.dep_ in syntax.RELATIVE:
            yield _subjects(child)


def subjects_of_told(carrier: Token) -> Iterator[frozenset[str]]:
    """Yield the subjects of each clause that the bearer of a name says, in lower case: "it" of "Ostra said it"."""
    for clause in carrier.head.children if syntax.says(carrier) else ():
        if clause.dep_ in ("ccomp", "xcomp"):
            yield _subjects(clause)


def _subjects(clause: Token) -> frozenset[str]:
    return frozenset(c.lower_ for c in clause.children if c.dep_ in syntax.SUBJECTS)


def runs_something(carrier: Token) -> bool:
    """Say whether a name is that of a firm by what it does: "Cobre Alto, which owns the mine"."""
    clauses = (c for c in carrier.children if c.dep_ in syntax.RELATIVE)
    first = next((c for c in clauses if c.lemma_.lower() in words("descriptions", "firms_do")), None)
    return first is not None and "which" in _subjects(first)


def nouns_before_name(carrier: Token, start: int) -> list[Token]:
    """Return the nouns right before a name, whose words begin at `start`, that say what it is."""
    nouns = [c for c in carrier.children if c.dep_ in _DESCRIBING and c.pos_ == "NOUN" and c.idx < start]
    above = carrier.head
    if carrier.dep_ in _SAME | {"nmod"} and above.pos_ == "NOUN" and above.i < carrier.i:
        if not carrier.doc.text[above.idx + len(above) : start].strip():
            nouns.append(above)
    return nouns


def words_around(carrier: Token) -> Iterator[tuple[tuple[str, str], bool]]:
    """Yield the words around a name that may be a nation's, with those that make a name with them and alone.

    The second of each pair says whether they are a part of the name or its owner.
    """
    around = [*carrier.children, *([carrier.head] if carrier.dep_ in _SAME else [])]
    around += [g for child in around for g in child.children if child.dep_ in _DESCRIBING]
    for token in around:
        parts = token.subtree if token.pos_ in ("PROPN", "ADJ") else (token,)
        wide = " ".join(t.text for t in parts if t.dep_ in ("compound", "flat") or t.i == token.i)
        yield (wide, token.text), token.dep_ in _PARTS


def nouns_beside(name: Token, start: int) -> set[str]:
    """Return the nouns that stand by a name and say what it is: "the firm X", "X, a firm", "X chief", "X is a firm".

    `start` is where the words of the name begin.
    """
    found: set[str] = set()
    for child in name.children:
        if child.dep_ in ("appos", "nmod:desc", "compound") and child.pos_ in ("NOUN", "ADJ"):
            found.add(child.lemma_.lower())
            if child.dep_ == "appos":
                found.update(t.lemma_.lower() for t in child.children if t.dep_ == "compound" and t.pos_ == "NOUN")
    if name.dep_ in ("appos", "compound", "flat", "nmod:desc", "nmod") and name.head.pos_ in ("NOUN", "PROPN"):
        bare_appositive = (
            name.dep_ == "appos" and name.head.i < name.i and "," not in name.doc.text[name.head.idx : start]
        )
        if name.head.i > name.i or name.dep_ == "flat" or bare_appositive:
            found.add(name.head.lemma_.lower())
    if name.dep_ in syntax.SUBJECTS and any(c.dep_ == "cop" for c in name.head.children) and name.head.pos_ == "NOUN":
        found.add(name.head.lemma_.lower())
    return found
