"""A report is read without what cuts its words, and every offset leads back to the text as it stands."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.clean import clean
from crossread.clean.folding import Folding, fold
from crossread.model import RawDocument, Report
from crossread.pipeline import read_reports
from tests.test_properties import check

SHY = "\u00ad"


def folded(text: str, **more: Any) -> str:
    folding = fold(Report(id="r", path="a.txt", text=text, **more))
    return folding.text if folding else text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"the fire depart{SHY}ment", "the fire department"),
        ("the fire depart-\nment said", "the fire department said"),
        ("the fire depart\u2010\r\n   ment said", "the fire department said"),
        ("a long-\nterm loan", "a long-term loan"),
        ("the Anglo-\nNorse treaty", "the Anglo-Norse treaty"),
        ("a well-known re-entry, the re-\nentry", "a well-known re-entry, the re-entry"),
        ("said\u200b Ada\u2060 Holm \ufeff(\u200d40\u200e)", "said Ada Holm (40)"),
        ("Sélune\r\rThe café\r", "Sélune\n\nThe café\n"),
        ("one.\r\n\r\nTwo.", "one.\n\nTwo."),
        ("page one.\x0cPage two.", "page one.\nPage two."),
        ("40\u202f000 people\u00a0said", "40\u202f000 people said"),
        ("“It was loud,” said\nAda Holm, a neighbour.", "“It was loud,” said Ada Holm, a neighbour."),
        ("the wall that\nfell on Sunday", "the wall that fell on Sunday"),
        ("A wall fell.\nTwo cars were buried.", "A wall fell.\nTwo cars were buried."),
        ("Wall falls\nThe wall fell on Sunday.", "Wall falls\nThe wall fell on Sunday."),
        ("Demands:\n- more boats\n- less talk", "Demands:\n- more boats\n- less talk"),
        ("he said: ‘ I don’ t know, we’ re late’", "he said: ‘I don’t know, we’re late’"),
        ("the sailors’ tea, ‘Re’ and the guards’ mess", "the sailors’ tea, ‘Re’ and the guards’ mess"),
        ("at 3. 30 p. m. the harbour’ s 6. 1-metre gate", "at 3.30 p.m. the harbour’s 6.1-metre gate"),
        ("1, 200 boats in waves of 2. 5 metres", "1, 200 boats in waves of 2.5 metres"),
        ("a 1, 500-metre quay for 120, 000 people", "a 1,500-metre quay for 120,000 people"),
        ("rowed 4, 051 metres in boats 12, 200 and 300", "rowed 4,051 metres in boats 12, 200 and 300"),
        ("On June 4, 051 boats and rooms 12, 200 and 300", "On June 4, 051 boats and rooms 12, 200 and 300"),
        ("$2. 5 million for 1, 200, 400 bricks", "$2.5 million for 1,200,400 bricks"),
        ("on May 5, 300 people and 10, 000 birds", "on May 5, 300 people and 10,000 birds"),
        ("in rooms 12, 200 and 300", "in rooms 12, 200 and 300"),
        ("They lost 3. 5 of them swam.", "They lost 3. 5 of them swam."),
        ("at 7 p. m. in 2014. 30 boats", "at 7 p.m. in 2014. 30 boats"),
        ("Pott &amp; Lyle&#8217;s R&amp;amp;D&nbsp;fund &ndash; &pound;3", "Pott & Lyle’s R&D fund – £3"),
        ("the de&shy;pot, AT&T; and Q&A", "the depot, AT&T; and Q&A"),
        ("plain words", "plain words"),
    ],
)
def test_what_cuts_words_and_sentences_is_folded(text: str, read: str) -> None:
    assert folded(text) == read


WRAPPED = """The wall of the old harbour in Korsby fell on Sunday night and buried
two cars, the fire service said. Nobody was hurt. The mayor, Jon Berg,
has closed the quay.

   Engineers had warned of cracks in the wall last year, according to
a report that the council never published.
"""


def test_lines_of_a_narrow_column_are_whole_again_and_paragraphs_stay() -> None:
    assert folded(WRAPPED).count("\n") == 3
    assert "buried two cars" in folded(WRAPPED) and "quay.\n\n   Engineers" in folded(WRAPPED)


def test_the_head_of_a_report_is_not_drawn_into_its_text() -> None:
    report = clean(RawDocument(path="a.txt", data=f"Harbour wall falls on the\nBy Ada Holm\n9 June 2031\n{WRAPPED}".encode())).report
    assert report is not None
    text = folded(report.text, residue=report.residue, title=report.title)
    assert text.startswith("Harbour wall falls on the\nBy Ada Holm\n9 June 2031\nThe wall")


@given(st.lists(st.sampled_from(["wall ", "fire de", "part", SHY, "-\n", "\r\n", "\n", "\r", "\u200b", "\u00a0", "40", ". ", "said\n", "🚢\ufe0f", "é", "\x0c", "日本"]), max_size=40))
def test_every_place_leads_back(pieces: list[str]) -> None:
    text = "".join(pieces)
    folding = fold(Report(id="r", path="a.txt", text=text))
    if folding is None:
        return
    assert isinstance(folding, Folding)
    assert len(folding.text) == len(text) - len(folding.deleted)
    last = -1
    for place, character in enumerate(folding.text):
        start, end = folding.start(place), folding.end(place + 1)
        assert last < start < end == start + 1
        assert text[start] == character or (character in " \n" and text[start] in "\n\r\u00a0\x0c")
        assert folding.to_folded(start) == place
        last = start


@pytest.mark.parametrize(
    "text",
    [
        f"A gas blast hurt three people on Thursday, the fire depart{SHY}ment said. “It was loud,” said Andre Leh{SHY}mann, a neigh{SHY}bour. It cost 40{SHY}000 euros.",
        WRAPPED.replace("buried\ntwo", "bu-\nried two"),
        WRAPPED.replace("\n", "\r\n"),
        "“We\u200b will \ufeffsail,” Oda Lind\u00adqvist told the Her-\nald on 3 March. The ministry denied that\n12 tugs were lost.",
    ],
)
def test_a_folded_report_has_true_spans_in_the_text_as_it_stands(text: str, nlp: Any) -> None:
    same = text.replace(SHY, "")
    reports = [Report(id="r-1", path="a.txt", text=text), Report(id="r-2", path="b.txt", text=same)]
    dossier = read_reports(reports, nlp=nlp)
    assert [report.text for report in dossier.reports] == [text, same]
    check(dossier)
    for entity in dossier.entities:
        assert SHY not in entity.name
    said = {key: [s.attribution.kind for s in dossier.statements if s.report == key] for key in ("r-1", "r-2")}
    assert said["r-1"] == said["r-2"]
