"""Words that say the same in news prose, and words that say the opposite: classes of the comparison lexicon, by
lemma."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from crossread.languages.en.inflection import base_form
from crossread.languages.tables import load


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for name, listed in load("comparison")["concepts"].items():
        table[name].add(name)
        for word in listed:
            table[word].add(name)
    for name, phrases in load("comparison")["phrases"].items():
        for phrase in phrases:
            table[phrase.strip("=$").replace(" ", "-")].add(name)
    return {word: frozenset(names) for word, names in table.items()}


def concepts_of(lemma: str) -> frozenset[str]:
    """Return the classes that a lemma belongs to; none for a word that is in no class."""
    return _classes().get(lemma, frozenset())


def same_concept(one: str, other: str) -> bool:
    """Say whether two lemmas are one word or of one class: "die" and "kill" of a toll, "purchase" and "buy"."""
    return one == other or not concepts_of(one).isdisjoint(concepts_of(other))


@cache
def _opposites(part: str) -> Mapping[str, frozenset[str]]:
    """Return for each word of `acts`, `states` or `classes` of the table of opposites those that say the opposite."""
    table: dict[str, set[str]] = defaultdict(set)
    for sides in load("opposites")[part]:
        one, other = (frozenset(side.split()) for side in sides)
        for word in one:
            table[word] |= other
        for word in other:
            table[word] |= one
    return {word: frozenset(against) for word, against in table.items()}


def opposed(one: str, other: str) -> bool:
    """Say whether two lemmas of predicates are opposites: won and lost, approved and rejected, upheld and quashed."""
    if other in _opposites("acts").get(one, frozenset()):
        return True
    ours, theirs = concepts_of(one) | {one}, concepts_of(other) | {other}
    return any(not theirs.isdisjoint(_opposites("classes").get(name, frozenset())) for name in ours)


def opposed_words(one: str, other: str) -> bool:
    """Say whether two lemmas are opposites where all else is the same: alive and dead, guilty and innocent, or two
    acts."""
    listed = any(other in _opposites(part).get(one, frozenset()) for part in ("acts", "states"))
    return listed or denies_by_form(one, other) or denies_by_form(other, one)


def opposed_prepositions(one: str, other: str) -> tuple[str, str] | None:
    """Return the prepositions by which two clauses say the opposite of one thing: above and below the flood mark."""
    ours, theirs = (_behind_prepositions(text) for text in (one, other))
    pairs = ((x, y) for x in ours for y in theirs if x[1] == y[1])
    against = _opposites("prepositions")
    return next(((x, y) for (x, word), (y, _) in pairs if y in against.get(x, frozenset())), None)


def _behind_prepositions(text: str) -> list[tuple[str, str]]:
    """Return the prepositions of a clause that have an opposite, each with the first noun or adjective behind it."""
    said = [word.strip(",.;:“”\"") for word in text.lower().split()]
    found = []
    for at, word in enumerate(said):
        if word in _opposites("prepositions"):
            behind = [next_ for next_ in said[at + 1 : at + 3] if next_ not in _BEFORE_NOUNS]
            found += [(word, behind[0])] if behind else []
    return found


_BEFORE_NOUNS = frozenset({"the", "a", "an", "its", "their", "his", "her"})


def denies_by_form(one: str, other: str) -> bool:
    """Say whether the one word is the other with a syllable that denies it: ineffective, unpaid, non-binding."""
    table = load("opposites")["denied_by"]
    if not one.endswith(other) or len(other) < SHORTEST or one in table["never"].split():
        return False
    syllable = one.removesuffix(other)
    anywhere = syllable in table["anywhere"].split()
    return anywhere or syllable in table["before_endings"].split() and other.endswith(tuple(table["endings"].split()))


SHORTEST = 4  # letters of a word that a syllable may deny: fair, able


def opposed_deeds(one: str, other: str) -> bool:
    """Say whether two deeds, of one thing, cannot both be so: lost and won, guilty and not-guilty, convicted and
    not-guilty."""
    ours, theirs = one.removeprefix(_NOT), other.removeprefix(_NOT)
    if ours.startswith(_TO) or theirs.startswith(_TO):
        return _opposed_plans(one, other)
    if (ours != one) != (theirs != other):
        return ours == theirs or bool(
            _sides("states").get(ours, frozenset()) & _sides("states").get(theirs, frozenset())
        )
    return ours == one and (
        opposed(one, other) or opposed_words(one, other) or _stand_apart("outcomes_apart", one, other)
    )


def _opposed_plans(one: str, other: str) -> bool:
    """Say whether what is decided, "to-close", is decided against, "not-to-close", or the opposite is, "to-keep"."""
    ours, theirs = one.removeprefix(_NOT), other.removeprefix(_NOT)
    if not (ours.startswith(_TO) and theirs.startswith(_TO)):
        return False
    plans = ours.removeprefix(_TO), theirs.removeprefix(_TO)
    if (ours != one) != (theirs != other):
        return same_concept(*plans)
    return ours == one and opposed(*plans)


def excluded(one: str, other: str) -> bool:
    """Say whether two deeds are two answers to how one thing came about: dismissed and resigned, stabbed and shot."""
    return _stand_apart("exclusive", one, other)


def _stand_apart(part: str, one: str, other: str) -> bool:
    """Say whether two words stand on two sides of one row."""
    return _on_two_sides(_sides(part), one, other)


def _on_two_sides(table: Mapping[str, frozenset[tuple[int, int]]], one: str, other: str) -> bool:
    return any(
        row == their_row and side != their_side
        for row, side in table.get(one, frozenset())
        for their_row, their_side in table.get(other, frozenset())
    )


def other_sorts(one: str, other: str) -> bool:
    """Say whether two words name two sorts of one kind: wheat and maize, a bus and a train."""
    return _on_two_sides(_sides("sorts", "sorts"), one, other)


def other_lots(some: frozenset[str], others: frozenset[str]) -> tuple[str, str] | None:
    """Return a word of each side by which people counted in the one are surely in another lot: rescued, missing."""
    table = _sides("lots", "sorts")
    ours, theirs = (sorted(word for word in told if word in table) for told in (some, others))
    places = [{place for word in told for place in table[word]} for told in (ours, theirs)]
    if places[0] & places[1]:
        return None
    return next(((x, y) for x in ours for y in theirs if _on_two_sides(table, x, y)), None)


def alternatives(one: str, other: str) -> bool:
    """Say whether two words tell two things of one kind apart: north and south, first and second."""
    return one != other and any({one, other} <= set(listed.split()) for listed in load("opposites")["which"])


def is_converse(one: str, other: str) -> bool:
    """Say whether two opposite deeds are one where another does each: sold to, bought from; beat, lost to."""
    names = [{word, *concepts_of(word)} for word in (one, other)]
    return any(x in _opposites("converse").get(y, frozenset()) for x in names[0] for y in names[1])


_NOT = "not-"  # what stands before a state that is denied, and before a deed that is decided against
_TO = "to-"  # what stands before a deed that is only decided on


@cache
def _sides(part: str, lexicon: str = "opposites") -> Mapping[str, frozenset[tuple[int, int]]]:
    """Return for each word of a part of a table the (row, side) in which it stands."""
    table: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for row, sides in enumerate(load(lexicon)[part]):
        for side, listed in enumerate(sides):
            for word in listed.split():
                table[word].add((row, side))
    return {word: frozenset(places) for word, places in table.items()}


@cache
def is_deed_phrase(phrase: str) -> bool:
    """Say whether a table knows a verb with what stands behind it as a deed: "clear-of", "lose-life", "walk-free"."""
    listed = any(phrase in _sides(part) for part in ("acts", "exclusive", "converse", "outcomes_apart"))
    return bool(concepts_of(phrase)) or listed or phrase in _sides("lots", "sorts")


def is_act(lemma: str) -> bool:
    """Say whether a verb has an opposite."""
    return lemma in _sides("acts") or lemma in _sides("exclusive")


def is_state(lemma: str) -> bool:
    """Say whether a word says how something is, and another word the opposite: guilty, alive, loss."""
    return any(lemma in _sides(part) for part in ("states", "exclusive", "outcomes_apart"))


@cache
def _mutual() -> frozenset[str]:
    return frozenset(load("opposites")["mutual"].split())


def is_mutual(predicate: str) -> bool:
    """Say whether an act is the same when doer and done-to are turned round: they met, they collided."""
    return predicate in _mutual()


@cache
def _quantifiers() -> Mapping[str, str]:
    return {word: name for name, listed in load("opposites")["quantifiers"].items() for word in listed.split()}


def quantifier(phrase: str) -> str:
    """Return how much a noun phrase takes of what it counts, by its first words: all, part, none; else nothing."""
    table = load("opposites")
    said = phrase.lower().replace(",", "").replace("-", " ").split()
    if (
        len(said) > 1
        and said[1] in ("all", "every", "each")
        and (said[0] == "not" or said[0] in table["nearly"].split())
    ):
        return "part"
    behind = [word for word in said if word not in table["focus"].split() or word in _quantifiers()]
    first = behind[0] if behind else ""
    if first in _quantifiers() and not (first == "some" and any(word[:1].isdigit() for word in behind[1:2])):
        return _quantifiers()[first]
    before = said[: said.index("of")] if "of" in said[:SHARE_WITHIN] else []
    whole = said[len(before) + 1] in _DEFINITE if before and len(said) > len(before) + 1 else False
    telling = [word for word in before if word not in table["focus"].split()]
    shared = bool(telling) and all(word in table["shares"].split() or word.isdigit() for word in telling)
    return "part" if shared and whole else ""


def how_far(text: str, predicate: str) -> tuple[str, str]:
    """Return how far a deed of `text` goes by the words before its verb, with the words: part, all, or nothing.

    A deed that is done wholly or not at all goes all the way where nothing is said: "the mill burned down".
    """
    table = load("opposites")
    said = [word.strip(".,;:!?()“”\"’'") for word in text.lower().split()]
    at = next((n for n, word in enumerate(said) if predicate in (word, base_form(word))), None)
    if at is None or predicate not in table["done_wholly"].split():
        return "", ""
    whole = at > 0 and said[at - 1] in table["wholly"].split()
    before = said[at - 1 - whole] if at > whole else ""
    words = " ".join(said[max(at - 1 - whole, 0) : at + 1])
    if before in table["partly"].split() or whole and before in table["nearly"].split():
        return "part", words
    return ("", "") if before in table["nearly"].split() else ("all", " ".join(said[at - whole : at + 1]))


def quantified_words(phrase: str) -> frozenset[str]:
    """Return the words of a noun phrase that say how much it takes, with those that only dress them."""
    table = load("opposites")
    listed = {word for key in ("shares", "nearly", "focus") for word in table[key].split()}
    return frozenset(
        word for word in phrase.lower().split() if word in listed or word in _quantifiers() or word == "not"
    )


SHARE_WITHIN = 6  # words within which "of" stands behind a share: "only about two thirds of the"
_DEFINITE = frozenset({"the", "its", "their", "his", "her", "our", "these", "those", "them", "all"})
