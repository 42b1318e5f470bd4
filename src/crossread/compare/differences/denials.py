"""Denials that need no model's word: a model reads the words of two statements, and "denied that" stands outside.

"He denied that she had struck the boy" says of the very words "she had struck the boy" that they are not so, and "we
did not pay the hijackers" answers "the government paid the hijackers" whoever "we" are.
"""

from __future__ import annotations

from itertools import product

from crossread.compare.differences.clashes import one_party
from crossread.compare.differences.things import two_things
from crossread.compare.same_fact.views import StatementView
from crossread.languages.concepts import same_concept
from crossread.languages.tables import words
from crossread.model import Participant


def is_surely_denied(a: StatementView, b: StatementView) -> bool:
    """Say whether of two statements, of which one says so and the other not, both surely tell of one deed.

    Where the denial stands outside the words it is enough that nothing parts them; a "not" inside them is seen by the
    model too, and there who does it to whom must be one.
    """
    deeds = [(x, y) for x, y in product(a.deeds, b.deeds) if same_concept(x.word, y.word)]
    if any(_are_two(x.doer, y.doer) or _are_two(x.of, y.of) for x, y in deeds) or two_things((a, b)) is not None:
        return False
    outside = any(is_denied_outside(view) for view in (a, b))
    return outside or any(one_party(x.of, y.of) and _may_be_one(x.doer, y.doer) for x, y in deeds)


def is_denied_outside(view: StatementView) -> bool:
    """Say whether the words around a statement deny it: "denied that", "there is no truth in"."""
    return view.statement.certainty.label == "denied" and not view.statement.negated


def _are_two(one: Participant | None, other: Participant | None) -> bool:
    """Say whether two participants are two known parties."""
    if one is None or other is None or None in (one.entity, other.entity):
        return False
    return one.entity != other.entity


def _may_be_one(one: Participant | None, other: Participant | None) -> bool:
    """Say whether two doers may be one: the same party, or one of them is not told or a pronoun that is nobody's."""
    untold = words("function_words", "untold_parties")
    open_ = [p is None or p.entity is None and p.text.lower() in untold for p in (one, other)]
    return any(open_) or one_party(one, other)
