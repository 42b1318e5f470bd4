"""What statements of a labelled story are to one another, and pairs that are made to differ."""

from __future__ import annotations

import random
from typing import Any

import pytest

from training import pair_changes
from training.pair_changes import (
    Change,
    changed_examples,
    opposite_act,
    opposite_state,
    other_quantity,
    plan_for_deed,
    roles_swapped,
    same_act,
    verb,
)
from training.pair_data import (
    CONTAINS,
    CONTRADICTS,
    OTHER_ANSWER,
    RELATED,
    SAME,
    UNRELATED,
    Example,
    Statement,
    Story,
    example,
    relation,
)

TEXTS = (
    "Two people died in the fire on Monday. The mayor resigned. Shares of Nexor rose.",
    "Three people were killed in the fire. The mayor resigned on Tuesday, an aide said. The mayor stayed away from the mill.",
)


def place(report: int, words: str) -> list[int]:
    start = TEXTS[report].index(words)
    return [report, start, start + len(words)]


DEAD = [place(0, "Two people died in the fire"), place(1, "Three people were killed in the fire")]
GONE = [place(0, "The mayor resigned"), place(1, "The mayor resigned on Tuesday")]
OTHER = [place(0, "Shares of Nexor rose"), place(1, "The mayor stayed away from the mill"), place(1, "an aide said")]
SIDES: dict[str, Any] = {
    "units": [
        {"places": DEAD, "relation": "conflict", "differences": [{"kind": ["figure"], "a": 0, "b": 1}]},
        {"places": GONE, "relation": "agree"},
    ],
    "traps": [[place(0, "The mayor resigned"), place(1, "The mayor stayed away from the mill")]],
}
STORY = Story("mill", TEXTS, tuple(Statement(*p) for p in [*DEAD, *GONE, *OTHER]), SIDES)


@pytest.mark.parametrize(
    ("one", "other", "right"),
    [
        (0, 1, (CONTRADICTS,)),
        (2, 3, (SAME, CONTAINS)),  # one unit, and nothing that the labels say differs; one is longer
        (2, 5, (RELATED,)),  # a trap
        (0, 5, (UNRELATED,)),
        (4, 1, (UNRELATED,)),
    ],
)
def test_statements_stand_to_each_other_as_their_places_do(one: int, other: int, right: tuple[int, ...]) -> None:
    assert relation(STORY, one, other) == relation(STORY, other, one) == right


def test_explained_differences_are_other_answers() -> None:
    unit = {**SIDES["units"][0], "differences": [{"kind": ["revision", "time"], "a": 0, "b": 1}]}
    story = Story("mill", TEXTS, STORY.statements, {**SIDES, "units": [unit, SIDES["units"][1]]})
    assert relation(story, 0, 1) == (OTHER_ANSWER,)


def test_a_statement_that_only_borders_on_a_place_is_left_open() -> None:
    loose = Statement(1, 0, len(TEXTS[1]))  # a whole paragraph touches nothing
    longer = (TEXTS[0], TEXTS[1] + " More was said." * 20)
    story = Story("mill", longer, (STORY.statements[0], Statement(1, 0, len(longer[1])), loose), SIDES)
    assert relation(story, 0, 1) == ()


def test_changed_pairs_no_longer_say_the_same() -> None:
    text = "Nexor sold 40 trucks to Ostria on Monday, and Ana Ruiz was paid."
    same = Example(text, (0, len(text)), text, (0, len(text)), "relation", (SAME,), "labels")
    made = [e for seed in range(20) for e in changed_examples([same], random.Random(seed), 1.0)]
    assert len({e.text_b for e in made}) > 3
    for e in made:
        assert e.text_b != text
        assert e.span_b == (0, len(e.text_b))
        assert (SAME in e.right) == (e.source == "reworded")
        assert (CONTAINS in e.right) == (e.source == "reworded" and CONTAINS in same.right)


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (opposite_act, "The court has upheld the ban.", {"quashed", "overruled", "reversed", "overturned", "annul", "rescinded", "voided", "nullified", "revoked", "repealed", "stricken", "lifted", "abandoned", "abolished", "axed", "cancelled", "discarded", "dropped", "invalidated", "lost", "scrap", "shed", "surrendered"}),
        (same_act, "The court has upheld the ban.", {"affirmed", "sustained", "confirmed", "kept", "maintained", "preserved", "retained"}),
        (opposite_state, "The men were found alive.", {"dead", "killed", "drowned", "deceased", "lifeless", "wom", "girl"}),
        (other_quantity, "All of the 19 schools opened.", {"Some", "None", "Most", "Half", "A few"}),
        (plan_for_deed, "Nexor has closed the mill.", {"will", "plans", "could", "expected", "is"}),
        (roles_swapped, "Nexor Group sued Ostria Lines.", {"Ostria Lines sued Nexor"}),
    ],
)
def test_a_change_is_made_where_the_text_has_what_it_changes(change: Change, before: str, after: set[str]) -> None:
    made = {found[0] for seed in range(30) if (found := change(before, (0, len(before)), random.Random(seed)))}
    assert made
    assert all(any(word in text for word in after) for text in made)


@pytest.mark.parametrize("text", ["Nexor Group met Ostria Lines.", "Nexor Group and Ostria Lines spoke."])
def test_names_of_what_is_mutual_are_not_swapped(text: str) -> None:
    assert roles_swapped(text, (0, len(text)), random.Random(1)) is None


def test_a_verb_is_put_in_the_form_that_it_takes_the_place_of() -> None:
    assert verb("ban").past == "banned"
    assert verb("agree").participle == "agreed"
    assert verb("freeze").participle == "frozen"
    assert verb("deny").past == "denied"
    assert verb("die").present == "dying"


def test_an_example_holds_the_statement_within_its_sentence() -> None:
    e = example(STORY, 2, 3, (SAME,))
    assert e.text_b[slice(*e.span_b)] == "The mayor resigned on Tuesday"
    assert e.text_b == "The mayor resigned on Tuesday, an aide said."


def test_a_state_whose_opposite_is_no_single_word_is_left_alone() -> None:
    rng = random.Random(3)
    for word, others in pair_changes._states().items():
        assert others, f"{word!r} has no opposite of one word"
        assert opposite_state(f"It is {word} now.", (0, len(word) + 11), rng) is not None
