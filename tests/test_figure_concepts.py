"""What a figure is about, for the scores of figures: read off invented trees."""

from __future__ import annotations

import pytest

from benchmarks.figure_concepts import about
from tests.grammar.trees import tree


@pytest.mark.parametrize(
    ("written", "figure", "bare", "wanted"),
    [
        (
            "The/DET/det/1 school/NOUN/nsubj/7 to/ADP/case/3 which/PRON/obl/5 Arle/PROPN/nsubj/5 gave/VERB/acl:relcl/1/give $5/SYM/obj/5 closed/VERB/ROOT/7/close",
            "$5", False, ["Arle"],
        ),
        (
            "Arle/PROPN/nsubj/1 said/VERB/ROOT/1/say shares/NOUN/nsubj/3/share fell/VERB/ccomp/1/fall 5%/NOUN/obl/3",
            "5%", False, ["shares"],
        ),
        (
            "Cleaners/NOUN/nsubj/1/cleaner got/VERB/ROOT/1/get 5/NUM/nummod/3 crowns/NOUN/obj/1/crown a/DET/det/5 day/NOUN/nmod:unmarked/3 of/ADP/case/7 work/NOUN/nmod/5",
            "5 crowns a day", False, ["Cleaners"],
        ),
    ],
)  # fmt: skip
def test_a_figure_is_about_the_nouns_of_its_own_clause(written: str, figure: str, bare: bool, wanted: list[str]) -> None:
    doc = tree(written)
    start = doc.text.index(figure)
    assert about(doc, start, start + len(figure), bare) == wanted


def test_a_place_outside_the_text_has_no_words() -> None:
    doc = tree("Arle/PROPN/nsubj/1 slept/VERB/ROOT/1/sleep")
    far = len(doc.text) + 5
    assert about(doc, far, far + 1) == []
