"""Whose whole office a description repeats: "the interior minister" is Interior Minister Karl Maier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crossread.grammar import syntax
from crossread.grammar.doc import Doc, Token
from crossread.languages.tables import countries, fold, words
from crossread.reading.entities.office_nouns import written_out
from crossread.reading.entities.resolution import Cluster

_RUN = frozenset({"NOUN", "PROPN", "ADJ"})
_ARTICLES = frozenset({"the", "a", "an"})  # behind which another person stands
_LEAST = 2  # words of an office that says of what it is
_LONGEST = 5  # words before an office that are looked at


@dataclass(frozen=True, slots=True)
class Office:
    """The words of an office up to its noun, written out, and the nations among them, which are none of the words."""

    words: tuple[str, ...]
    nations: frozenset[str]

    @property
    def department(self) -> str:
        """What the holder is over, or that he is a deputy: interior of "interior minister"; "" where it is not told."""
        before = self.words[-2] if len(self.words) >= _LEAST else ""
        return before if before in words("people", "departments") else ""


class OfficeTitles:
    """The offices of several words that one report puts beside names, each with its holder."""

    def __init__(self, doc: Doc, described: Mapping[int, Cluster]) -> None:
        self._held = [(office, holder) for i, holder in described.items() for office in offices_of(doc[i])]

    def holder(self, noun: Token) -> Cluster | None:
        """Return the only one whose office a description names with its words, the last two of them at least."""
        called = office_of(noun)
        if len(called.words) < _LEAST:
            return None
        found = {holder.key: holder for held, holder in self._held if _is_same(called, held)}
        return next(iter(found.values())) if len(found) == 1 else None

    def speak_against(self, noun: Token, cluster: Cluster) -> bool:
        """Say whether a description is of another office than each such that the text gives somebody."""
        return is_of_other_office(office_of(noun), (held for held, holder in self._held if holder is cluster))


def office_of(noun: Token) -> Office:
    """Return the office that a noun ends: "deputy prime minister" of "British Deputy Prime Minister"."""
    first = noun
    while first.i > noun.sent.start and noun.i - first.i < _LONGEST and _goes_on(first.nbor(-1)):
        first = first.nbor(-1)
    people = countries()[1]
    before = [written_out(token.lower_) for token in noun.doc[first.i : noun.i]]
    nations = frozenset(people[fold(word)] for word in before if fold(word) in people)
    plain = (word for word in before if fold(word) not in people)
    return Office((*plain, written_out(noun.lemma_.lower())), nations)


def offices_of(noun: Token) -> list[Office]:
    """Return the office that a noun ends and those listed with it: "deputy prime minister and foreign minister"."""
    listed = (other for other in syntax.conjuncts(noun) if other != noun and other.pos_ == "NOUN")
    return [office_of(noun), *(office_of(other) for other in listed if not syntax.words_beside(other) & _ARTICLES)]


def is_of_other_office(called: Office, held: Iterable[Office]) -> bool:
    """Say whether an office is of another department or land than each that somebody holds under its noun: a finance
    minister is not "the interior minister"."""
    alike = [office for office in held if office.words[-1] == called.words[-1]]
    return bool(alike) and all(_is_other(called, office) for office in alike)


def _is_other(called: Office, held: Office) -> bool:
    told = bool(called.department and held.department) and called.department != held.department
    return told or bool(called.nations and held.nations and not called.nations & held.nations)


def _goes_on(word: Token) -> bool:
    return word.pos_ in _RUN and not word.text.endswith(("'s", "’s"))


def _is_same(called: Office, held: Office) -> bool:
    apart = words("people", "apart_in_office")
    alike = called.words[-_LEAST:] == held.words[-_LEAST:] and not called.nations - held.nations
    return alike and apart.intersection(called.words) == apart.intersection(held.words)
