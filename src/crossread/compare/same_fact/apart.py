"""Which pairs of statements are surely of two events, however alike their words: another party, another place and day.

"Kestrel Air cancelled 40 flights" and "Norda Airways cancelled 40 flights" differ in who does it alone, and a
model that lays words beside words takes them for one. A party is another only where both are named, are of one kind,
share no word, and neither report ever names the other's: an office, a pronoun or another name is no other party.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import product

from crossread.compare.same_fact.candidates import Pair
from crossread.compare.same_fact.views import StatementView, noun_of
from crossread.languages.concepts import opposed_deeds, same_concept
from crossread.languages.tables import words
from crossread.model import Deed, Participant

# Not places: a country and its government, a town and its people stand for one another.
_KINDS = frozenset({"person", "organisation"})
LEAST_BEGIN = 4  # letters that a body's short name and its long one have in common at least: "Fedex", "Federal Express"
LEAST_OF_NAME = 2  # words: of two who are called by one word, one may be called by his family's and one by his own


def pairs_apart(views: Sequence[StatementView], pairs: Collection[Pair]) -> frozenset[Pair]:
    """Return those pairs that are surely of two events."""
    named: dict[str, set[str]] = defaultdict(set)
    for view in views:
        named[view.root] |= view.entities
    found = []
    for i, j in pairs:
        a, b = views[i], views[j]
        if _of_another_party(a, b, named) or _elsewhere(a, b) or _of_another_period(a, b):
            found.append((i, j))
    return frozenset(found)


def _of_another_party(a: StatementView, b: StatementView, named: Mapping[str, Collection[str]]) -> bool:
    """Say whether two like deeds, or two opposite ones, are surely done by, or to, two parties."""
    for x, y in product(a.deeds, b.deeds):
        if not same_concept(x.word, y.word) and not opposed_deeds(x.word, y.word):
            continue
        for one, other in ((x.doer, y.doer), (x.of, y.of), (_holder(x), _holder(y))):
            if one is not None and other is not None and _is_other(one, other, (a, b)):
                if one.entity not in named[b.root] and other.entity not in named[a.root]:
                    return True
    return False


def _holder(deed: Deed) -> Participant | None:
    return deed.of or deed.doer


def _is_other(one: Participant, other: Participant, views: tuple[StatementView, StatementView]) -> bool:
    """Say whether two participants are named, of one kind, and surely two."""
    ours, theirs = views[0].known.get(one.entity or ""), views[1].known.get(other.entity or "")
    if ours is None or theirs is None or ours.id == theirs.id:
        return False
    if ours.type != theirs.type or ours.type not in _KINDS:
        return False
    names = _name_words(ours.name), _name_words(theirs.name)
    if ours.type == "person":
        return _are_two_persons(*names)
    if _is_short_for(*names) or _is_short_for(*names[::-1]):
        return False
    told = [_telling(frozenset(w for name in (e.name, *e.aliases) for w in _name_words(name))) for e in (ours, theirs)]
    return all(told) and not any(x[:LEAST_BEGIN] == y[:LEAST_BEGIN] for x in told[0] for y in told[1])


def _are_two_persons(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two names are of two persons: other last words, or, of one family, other given names."""
    if len(one) < LEAST_OF_NAME or len(other) < LEAST_OF_NAME:
        return False
    return not set(one) & set(other) or one[-1] == other[-1] and one[0][0] != other[0][0]


def _telling(words_of_name: frozenset[str]) -> frozenset[str]:
    """Return the words of a body's name that tell it from others of its kind: Halden of "Halden Bank"."""
    return words_of_name - words("nouns", "group") - words("names", "legal_forms") - words("nouns", "place")


def _name_words(text: str) -> list[str]:
    small = words("function_words", "in_names_told_apart")
    return [word.strip(".,'’").lower() for word in text.split() if word[:1].isupper() and word.lower() not in small]


def _is_short_for(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether a name is made of the first letters of another: "BBC", "NATO"."""
    letters = "".join(word[0] for word in other)
    return len(one) == 1 and len(other) > 1 and one[0].startswith(letters)


def _elsewhere(a: StatementView, b: StatementView) -> bool:
    """Say whether two statements of one deed are in other places by name and on other days."""
    if a.statement.predicate != b.statement.predicate or a.entities & b.entities:
        return False
    ours, theirs = _places(a), _places(b)
    return bool(ours and theirs) and not ours & theirs and _other_days(a, b)


def pairs_of_another_place(
    views: Sequence[StatementView], values: Mapping[Pair, float], bar: float
) -> frozenset[Pair]:
    """Return those pairs that tell of like things at two places, where one of them has its like at its own place.

    "A fire destroyed a warehouse in Delby" and the same "in Orrin" may be two fires or two answers: a third report of
    the warehouse in Delby shows them to be two. `values` are how probably pairs say one thing, `bar` when they do.
    """
    places = [_all_places(view) for view in views]
    named = {view.root: frozenset[str]() for view in views}
    for view, told in zip(views, places, strict=True):
        named[view.root] |= told
    likely = [pair for pair, value in values.items() if value >= bar]
    settled = {
        i for pair in likely for i, k in (pair, pair[::-1])
        if views[i].root != views[k].root and places[i] & places[k]
    }  # fmt: skip
    found = set()
    for i, j in values:
        both = places[i] & named[views[j].root] | places[j] & named[views[i].root]
        elsewhere = bool(places[i] and places[j]) and not both
        if elsewhere and (i in settled or j in settled) and _tell_of_any(views[i], views[j]):
            found.add((i, j))
    return frozenset(found)


def _all_places(view: StatementView) -> frozenset[str]:
    """Return the words of the names of places in a statement, those inside its phrases too: "a warehouse in Delby"."""
    found = set(_places(view))
    for part in view.statement.participants:
        told = part.text.split()
        for at, word in enumerate(told[:-1]):
            if word in _WHERE and told[at + 1][:1].isupper():
                found.add(told[at + 1].strip(".,'’").lower())
    return frozenset(found)


def _tell_of_any(a: StatementView, b: StatementView) -> bool:
    """Say whether two statements tell of something that neither report need mean alone: "a warehouse", "a priest"."""
    heads = [
        {noun_of(p) for p in view.statement.participants if p.text.lower().startswith(("a ", "an "))} for view in (a, b)
    ]
    return bool(heads[0] & heads[1])


_WHERE = frozenset({"in", "at", "near", "outside"})


def _places(view: StatementView) -> frozenset[str]:
    """Return the words of the names of the places where a statement says that it was, or that its figures are of."""
    told = [p.text for p in view.statement.participants if p.role == "place" and p.text]
    told += [name for q in view.quantities if q.context for name in q.context.places]
    return frozenset(word for text in told for word in _name_words(text))


def _of_another_period(a: StatementView, b: StatementView) -> bool:
    """Say whether two statements count what there was in two periods, or in one and on a day of it.

    80 deaths this year and 71 last year; two on Sunday and nine this summer.
    """
    if not a.quantities or not b.quantities:
        return False
    spans = [[(t.from_[:10], t.to[:10]) for t in view.times if t.from_ and t.to] for view in (a, b)]
    if not all(spans):
        return False
    long = [all(_days(*span) >= LEAST_PERIOD for span in told) for told in spans]
    if all(long):
        return all(one[1] < other[0] or other[1] < one[0] for one, other in product(*spans))
    return any(long) and all(_days(*span) == 1 for span in spans[long.index(False)]) and _count_apart(a, b)


def _count_apart(a: StatementView, b: StatementView) -> bool:
    """Say whether each of two statements has one count, and the one is far above the other."""
    counts = [[q.low for q in view.quantities if q.unit is None and q.low] for view in (a, b)]
    if any(len(found) != 1 for found in counts):
        return False
    low, high = sorted(found[0] for found in counts)
    return high >= FAR_ABOVE * low


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


FAR_ABOVE = 1.5  # what a count of one day grows to by later news is seldom as much; a year's count is far above it
LEAST_PERIOD = 25  # days: what was counted by two days is one count that grows; that of two months is two


def _other_days(a: StatementView, b: StatementView) -> bool:
    """Say whether two statements are dated to single days, and to none in common."""
    days = [
        {time.from_[:10] for time in view.times if time.from_ and time.to and time.to[:10] == time.from_[:10]}
        for view in (a, b)
    ]
    return all(days) and not days[0] & days[1]
