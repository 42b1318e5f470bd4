"""Two things of one kind: "its Korrin branch" and "its Delby branch", "the north wing" and "the south wing".

What two statements give for two things (figures, days, opposite words) is no two answers to one question.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from crossread.compare.same_fact.views import StatementView, noun_of
from crossread.languages.concepts import alternatives, other_lots, other_sorts
from crossread.languages.tables import words
from crossread.model import Participant

Views = tuple[StatementView, StatementView]


def two_things(views: Views) -> tuple[Participant, Participant] | None:
    """Return two participants of one role that are surely two things of one kind, else None."""
    for one, other in parts_of_one_role(views):
        if noun_of(one) == noun_of(other) and (_are_alternatives(one, other) or _of_other_names(one, other, views)):
            return one, other
    return None


def two_sorts(views: Views) -> tuple[str, str] | None:
    """Return a word of each statement, in its own words alone, that name two sorts of one kind: wheat, maize."""
    ours, theirs = views[0].words - views[1].words, views[1].words - views[0].words
    return next(((x, y) for x in sorted(ours) for y in sorted(theirs) if other_sorts(x, y)), None)


def is_one_wording(views: Views) -> bool:
    """Say whether two statements are one sentence but for a word or two, small words counted too."""
    ours, theirs = (frozenset(view.statement.text.lower().replace(",", " ").split()) for view in views)
    both = len(ours & theirs)
    return both >= ONE_WORDING * min(len(ours), len(theirs)) and both >= LEAST_WORDING * len(ours | theirs)


ONE_WORDING = 0.7  # share of the words of the shorter of two statements that are one sentence but for a word or two
LEAST_WORDING = 0.45  # the same of all words: what the longer has more is no other clause


def two_lots(views: Views) -> tuple[str, str] | None:
    """Return the words by which the people of two statements with a count each are in two lots: rescued, missing."""
    if any(len([q for q in view.quantities if q.unit is None]) != 1 or has_denial(view) for view in views):
        return None
    ours, theirs = (view.words | {deed.word for deed in view.deeds} for view in views)
    return other_lots(ours, theirs)


def has_denial(view: StatementView) -> bool:
    """Say whether a statement is denied, or has a word in it beside which things are told of nobody."""
    said = frozenset(view.statement.text.lower().split())
    return view.statement.negated or not said.isdisjoint(words("opposites", "nothing of it"))


def parts_of_one_role(views: Views) -> Iterator[tuple[Participant, Participant]]:
    """Yield who acts in the one beside who acts in the other, and so for what is acted on."""
    for role in ("agent", "patient"):
        ours, theirs = ([p for p in view.statement.participants if p.role == role] for view in views)
        yield from product(ours, theirs)


def names_in(phrase: str) -> set[str]:
    """Return the words of a phrase with a capital, articles and what makes an owner of a name left out: "Delby's"."""
    found = (word.removesuffix("’s").removesuffix("'s") for word in phrase.split() if word[:1].isupper())
    return {word for word in found if word.lower() not in words("function_words", "plain_articles")}


def _of_other_names(one: Participant, other: Participant, views: Views) -> bool:
    """Say whether two definite phrases end on one noun and are told apart by names: "the Hadd bridge"."""
    texts = [part.text.lower().split() for part in (one, other)]
    definite = words("function_words", "definite")
    if texts[0][-1] != texts[1][-1] or not all(text[0] in definite for text in texts):
        return False
    names = ({name.lower() for name in names_in(part.text)} for part in (one, other))
    ours, theirs = (found - definite - {texts[0][-1]} for found in names)
    if not ours or not theirs or ours & theirs:
        return False
    return not ours & views[1].words and not theirs & views[0].words


def _are_alternatives(one: Participant, other: Participant) -> bool:
    """Say whether two phrases are one but for a word that means one of several: north, south."""
    ours, theirs = (_plain(part.text) for part in (one, other))
    told = ours - theirs, theirs - ours
    if len(told[0]) != 1 or len(told[1]) != 1 or len(ours) < 2:
        return False
    return alternatives(*told[0], *told[1])


def _plain(text: str) -> frozenset[str]:
    determiners = words("function_words", "definite") | words("tellers", "determiners")
    return frozenset(text.lower().replace("-", " ").split()) - determiners
