"""The same fact is asked within one story: what lies beside it in the pile changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from msgspec import structs

from crossread.compare.same_fact.candidates import candidates, story_statistics
from crossread.compare.same_fact.grouping import group_claims, join_statements
from crossread.compare.same_fact.surroundings import NAMES as SURROUNDINGS
from crossread.compare.same_fact.surroundings import surroundings
from crossread.compare.same_fact.trees import trees_of
from crossread.compare.same_fact.views import StatementView
from crossread.model import Attribution, Certainty, Dossier, Report, Statement, StatementProfile
from crossread.pipeline import read_reports

STORY = (
    "Fire at the Brack mill\n\nNine people died in a fire at the mill in Brack on Monday. The mill employs 90 people. "
    "Mayor Ilse Tarn said the hall had no sprinklers.",
    "Brack mourns\n\nA fire at the mill in Brack killed nine people. The hall had no sprinklers, Mayor Ilse Tarn said.",
)
OTHERS = tuple(
    f"Vote in Elbing {n}\n\nThe council of Elbing approved plan {n} on Tuesday. Treasurer Olaf Brandt said the plan costs {n + 3} "
    f"million euros. The council will meet again in May."
    for n in range(6)
)


def read(*texts: str) -> Dossier:
    return read_reports([Report(id=f"r{hash_free(text)}", path=f"{n}.txt", text=text) for n, text in enumerate(texts)])


def hash_free(text: str) -> str:
    return "".join(c for c in text[:24].lower() if c.isalnum())


def rows(dossier: Dossier) -> set[frozenset[str]]:
    """Return the statements of the fire's claims, by their words."""
    texts = {s.id: s.text for s in dossier.statements}
    found = (frozenset(texts[s] for s in claim.statements) for claim in dossier.claims if len(claim.statements) > 1)
    return {row for row in found if any("Elbing" not in text and "plan" not in text and "council" not in text for text in row)}


def test_a_story_reads_the_same_alone_and_among_others() -> None:
    alone = rows(read(*STORY))
    assert alone
    assert rows(read(*STORY, *OTHERS)) == alone


def view(number: int, report: str, *words: str) -> StatementView:
    statement = Statement(
        id=f"s{number}", report=report, start=0, end=9, text=" ".join(words), sentence=(0, 9), predicate=words[0],
        certainty=Certainty(value=3.0, label="asserted"), status="happened", attribution=Attribution(),
    )  # fmt: skip
    profile = StatementProfile(statement=statement.id, own=((0, 9),), lemmas=words, predicates=words[:1])
    none: frozenset[str] = frozenset()
    return StatementView(statement, profile, report, statement.text, (0, 9), frozenset(words), none, none, none, (), ())


def test_candidates_stand_in_different_texts() -> None:
    views = [view(1, "a", "burn", "mill"), view(2, "a", "burn", "hall"), view(3, "b", "burn", "mill")]
    assert candidates(views, story_statistics(views, None)) == [(0, 2), (1, 2)]


def test_a_chain_of_near_misses_joins_no_strangers() -> None:
    views = [view(n, f"r{n}", "x") for n in range(3)]
    assert join_statements(views, {(0, 1): 0.9, (1, 2): 0.6, (0, 2): 0.0}, 0.5, 0.0) == [[0, 1], [2]]
    assert join_statements(views, {(0, 1): 0.9, (1, 2): 0.6, (0, 2): 0.5}, 0.5, 0.0) == [[0, 1, 2]]


def test_statements_of_one_text_are_not_held_against_a_group() -> None:
    views = [view(1, "a", "x"), view(2, "a", "x"), view(3, "b", "x")]
    assert join_statements(views, {(0, 2): 0.8, (1, 2): 0.8}, 0.5, 0.1) == [[0, 1, 2]]


def test_a_report_at_two_places_of_a_row_must_be_surer() -> None:
    views = [view(1, "a", "x"), view(2, "a", "x"), view(3, "b", "x")]
    assert join_statements(views, {(0, 2): 0.8, (1, 2): 0.55}, 0.5, 0.1) == [[0, 2], [1]]
    assert join_statements(views, {(0, 2): 0.8}, 0.75, 0.1) == [[0, 2], [1]]


class Reader:
    """A pair model that finds every pair the same, and counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[object] = []

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        return np.full((len(texts), 4), 0.5, np.float32)

    def relations(self, pairs: Sequence[object]) -> np.ndarray:
        self.asked += pairs
        return np.tile([0.9, 0.02, 0.02, 0.02, 0.02, 0.02], (len(pairs), 1))


def test_each_pair_is_read_once_and_explained() -> None:
    words = ["burn", "mill", "brack", "monday", "fire"]
    views = [view(n, f"r{n}", *words) for n in range(3)]
    views = [replace(one, statement=structs.replace(one.statement, text=f"{one.statement.text} {n}")) for n, one in enumerate(views)]
    reader = Reader()
    groups = group_claims(views, dict.fromkeys(("r0", "r1", "r2"), "s"), reader)
    assert [group.members for group in groups] == [(0, 1, 2)]
    assert len(reader.asked) == 3
    assert all("the pair model: same" in score.explanation and score.relations for score in groups[0].scores.values())


def test_trees_say_what_each_number_brought() -> None:
    row = {"names": ["a", "b"], "bias": -1.0, "trees": [[0, 0.5, 0.0, -1.0, [1, 2.0, 0.6, 0.2, 1.5]]]}
    trees = trees_of(row, ("a", "b"))
    parts = trees.parts(np.array([[0.5, 9.0], [0.6, 2.0], [0.6, 3.0]]))
    assert parts.round(6).tolist() == [[-1.0, 0.0], [0.6, -0.4], [0.6, 0.9]]
    assert trees.odds(parts).round(6).tolist() == [-2.0, -0.8, 0.5]
    with pytest.raises(ValueError, match="training.same_fact"):
        trees_of(row, ("b", "a"))


def beside(order: Sequence[str], *pair: int) -> dict[str, float]:
    """Return the surroundings of two of some statements; `order` says for each which report it stands in and what it means (a, b or c)."""
    meanings = {"a": (1.0, 0.0, 0.0), "b": (0.0, 1.0, 0.0), "c": (0.8, 0.6, 0.0)}
    views = [view(n, one[0], "x") for n, one in enumerate(order)]
    views = [replace(one, statement=structs.replace(one.statement, start=n, end=n + 1)) for n, one in enumerate(views)]
    story = story_statistics(views, np.array([meanings[one[1]] for one in order], np.float32))
    return dict(zip(SURROUNDINGS, surroundings([(pair[0], pair[1])], story)[0].round(3).tolist(), strict=True))


def test_what_is_nearer_speaks_against_a_pair() -> None:
    nearest = beside(["1a", "2a", "2c"], 0, 1)
    assert nearest["others of either report are nearer"] == 0.0
    assert nearest["nearer than the next of either report"] == 0.2
    other = beside(["1a", "2a", "2c"], 0, 2)
    assert other["others of either report are nearer"] == 1.0
    assert other["nearer than the next of either report"] == -0.2
    assert nearest["meaning, beside the rest of the story"] > other["meaning, beside the rest of the story"]


def test_what_stands_beside_both_is_told() -> None:
    amid = beside(["1b", "1a", "2b", "2a"], 1, 3)
    assert amid["what stands beside both, nearest"] == 1.0
    assert amid["either is like what stands beside the other"] == 0.0
    alone = beside(["1a", "2a"], 0, 1)
    assert alone["what stands beside both, nearest"] == alone["what stands beside both, on the mean"] == 0.0


def test_surroundings_do_not_hang_on_the_order_of_a_pair() -> None:
    order = ["1b", "1a", "1c", "2b", "2c", "3a"]
    assert beside(order, 1, 4) == beside(order, 4, 1)
