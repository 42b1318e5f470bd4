"""Who tells, what is told, and what judges it, in trees written down by hand."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.grammar.clauses import Clauses
from crossread.grammar.handing_on import before_clauses
from crossread.grammar.labelled_lines import verdict_behind
from crossread.grammar.labels import to_universal
from crossread.grammar.matching import STEPS, Scene
from crossread.grammar.sources import source_of
from crossread.grammar.speakers import dies
from crossread.grammar.told_words import told_clauses
from crossread.reading.certainty_frames import Nobody
from tests.grammar.trees import tree, word

DATELINE = "OSLO/PROPN/{label}/{head} (/PUNCT/punct/2 Reuters/PROPN/appos/0 )/PUNCT/punct/2 -/PUNCT/punct/0 "


@pytest.mark.parametrize(
    ("written", "verb", "told"),
    [
        (DATELINE.format(label="nsubj", head=7) + "Odd/PROPN/appos/0 Nilsen/PROPN/flat/5 said/VERB/ROOT/7/say it/PRON/nsubj/9 rained/VERB/ccomp/7/rain", "said", "Odd Nilsen"),
        (DATELINE.format(label="nsubj", head=7) + "Also/ADV/advmod/7 then/ADV/advmod/7 said/VERB/ROOT/7/say was/AUX/aux/9/be that/PRON/ccomp/7", "said", None),
        (
            "In/ADP/case/2 a/DET/det/2 letter/NOUN/obl/7 to/ADP/case/5 the/DET/det/5 mayor/NOUN/nmod/2 ,/PUNCT/punct/7 wrote/VERB/ROOT/7/write that/SCONJ/mark/10 it/PRON/nsubj/10 rained/VERB/ccomp/7/rain",
            "wrote", None,
        ),
        (
            "In/ADP/case/1 May/PROPN/obl/5 Tom/PROPN/appos/1 Orr/PROPN/flat/2 ,/PUNCT/punct/5 wrote/VERB/ROOT/5/write that/SCONJ/mark/8 it/PRON/nsubj/8 rained/VERB/ccomp/5/rain",
            "wrote", None,
        ),
    ],
)  # fmt: skip
def test_a_place_or_a_day_before_a_verb_of_saying_does_not_say_it(written: str, verb: str, told: str | None) -> None:
    doc = tree(written)
    _, span = source_of(word(doc, verb))
    assert (span and doc.text[slice(*span)]) == told


def test_what_is_told_behind_whom_a_report_cites_is_found() -> None:
    doc = tree(
        "Radio/PROPN/nsubj/1 reported/VERB/ROOT/1/report ,/PUNCT/punct/3 citing/VERB/advcl/1/cite two/NUM/nummod/5 pilots/NOUN/obj/3/pilot "
        ",/PUNCT/punct/10 that/SCONJ/mark/10 the/DET/det/9 pier/NOUN/nsubj/10 sank/VERB/acl/5/sink"
    )
    assert told_clauses(word(doc, "reported")) == ([word(doc, "sank")], True)


@pytest.mark.parametrize(
    ("written", "dead"),
    [
        ("the/DET/det/2 late/ADJ/amod/2 Moe/PROPN/nsubj/3 painted/VERB/ROOT/3/paint", True),
        ("the/DET/det/2 old/ADJ/amod/2 Moe/PROPN/nsubj/3 painted/VERB/ROOT/3/paint", False),
    ],
)
def test_the_late_painter_is_dead(written: str, dead: bool) -> None:
    assert dies(word(tree(written), "Moe")) == dead


@pytest.mark.parametrize(
    ("step", "written", "at", "wanted"),
    [
        ("agent below", "Exports/NOUN/nsubj:pass/2/export were/AUX/aux:pass/2/be banned/VERB/ROOT/2/ban from/ADP/case/4 ports/NOUN/obl/2/port by/ADP/case/6 Arle/PROPN/nmod/4", "banned", "Arle"),
        ("agent below", "Osk/PROPN/nsubj/1 banned/VERB/ROOT/1/ban exports/NOUN/obj/1/export by/ADP/case/4 Arle/PROPN/nmod/2", "banned", None),
        (
            "carrier",
            "Venn/PROPN/nsubj/1 shared/VERB/ROOT/1/share pictures/NOUN/obj/1/picture to/PART/mark/4 show/VERB/advcl/1 that/SCONJ/mark/8 the/DET/det/7 pier/NOUN/nsubj/8 burned/VERB/ccomp/4/burn",
            "burned", "pictures",
        ),
    ],
)  # fmt: skip
def test_a_rule_finds_who_acts_and_what_brings_the_words(step: str, written: str, at: str, wanted: str | None) -> None:
    doc = tree(written)
    clauses = Clauses(doc)
    found = STEPS[step](Scene(clauses, clauses.at(word(doc, at)), Nobody()), word(doc, at))
    assert (found and found.text) == wanted


def test_a_verdict_judges_the_claim_and_no_line_without_a_label(nlp: Any) -> None:
    doc = to_universal(nlp("Claim: The dam broke.\nEngineers built it.\nVerdict: False"))
    judged = verdict_behind(word(doc, "broke"))
    assert judged is not None and judged.text == "False"
    assert verdict_behind(word(doc, "built")) is None


def test_a_stray_word_before_a_noun_leaves_its_teller_a_name() -> None:
    """Where the parser hangs "with" on the participle, the clause still begins behind the noun."""
    doc = tree(
        "Hale/PROPN/nsubj/2 was/AUX/aux/2/be sued/VERB/ROOT/2/sue ,/PUNCT/punct/2 with/ADP/mark/7 one/NUM/nummod/6 plaintiff/NOUN/nsubj/2 "
        "claiming/VERB/acl/6/claim it/PRON/nsubj/9 rained/VERB/ccomp/7/rain"
    )
    assert before_clauses(word(doc, "plaintiff"), len(doc.text)) == doc.text.index("claiming")
