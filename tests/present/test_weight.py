"""A first screen begins with statements that can be read by themselves; what cannot stands in its sentence."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from crossread import pipeline
from crossread.model import Dossier
from crossread.present.event import event
from crossread.present.front import front, parts
from crossread.present.lines import MOST, alone
from crossread.present.markdown import to_markdown
from crossread.present.outline import Outline, outline
from crossread.present.page import to_html
from crossread.present.questions import asked
from crossread.present.readable import is_whole, shown
from crossread.present.terminal import render
from tests.conftest import ROOT

LINES = 60  # of the terminal for five reports


@pytest.fixture(scope="module")
def ferry() -> Dossier:
    return pipeline.read([str(ROOT / "examples/ferry")])


@pytest.fixture(scope="module")
def out(ferry: Dossier) -> Outline:
    return outline(ferry)


def test_a_clause_without_its_subject_is_not_whole(out: Outline) -> None:
    whole = {one.readable: is_whole(one) for one in out.said.values()}
    assert not whole["injured on the Aurelia"] and not whole["214 taken ashore"]
    assert whole["The car ferry Aurelia lost its steering in the Skarn Strait on Tuesday"]  # given the subject before its list
    assert whole["The number of people injured on the Aurelia has risen to four"] and whole["The ferry lost its steering on Tuesday"]
    assert whole["Velmar Line had ignored warnings about the pumps"]  # "it had ignored ...", given its subject


def test_a_line_is_a_whole_statement_or_a_sentence(out: Outline) -> None:
    for story in out.stories:
        for report in alone(story, out.dossier.entities):
            assert len(report.first) <= MOST
            for line in (*report.first, *report.rest):
                if not line.shown.whole:
                    sentence = line.row.originals[0].view.report.text[line.shown.start : line.shown.end]
                    assert line.shown.text.strip("… ").split()[-1] in sentence
                assert all(row.relation == "single" for row in line.rows)


def test_every_claim_of_one_text_stands_in_one_line(out: Outline) -> None:
    for story in out.stories:
        found = [row.claim.id for report in alone(story, out.dossier.entities) for line in (*report.first, *report.rest) for row in line.rows]
        assert sorted(found) == sorted(row.claim.id for row in story.single)


def test_words_of_telling_are_never_shown_alone(out: Outline) -> None:
    for one in out.said.values():
        if one.open:
            assert not is_whole(one) and len(shown([one]).text) >= len(one.readable) - 1


def test_a_story_begins_with_what_the_heads_of_its_reports_share(out: Outline) -> None:
    found = event(out.stories[0])
    assert found is not None and "Aurelia" in found.shown.text or "ferry" in found.shown.text.casefold()


def test_a_story_begins_with_its_latest_form(tmp_path: Path) -> None:
    ahead = "The Arle council is expected to reject the new harbour toll on Tuesday"
    texts = {
        "1.txt": f"Arle council set to vote on harbour toll\n\n{ahead}, officials said. Traders in Arle have opposed the harbour toll.",
        "2.txt": f"Arle council expected to reject harbour toll\n\n{ahead}. Traders have opposed the toll.",
        "3.txt": "Toll rejected\n\nA marked defeat for the mayor came on Tuesday night. By 12 votes to 9 the council threw the harbour toll out.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    days = {"1.txt": "2031-03-03", "2.txt": "2031-03-03", "3.txt": "2031-03-05"}
    told = pipeline.read([str(tmp_path)], published={str(tmp_path / name): day for name, day in days.items()})
    found = event(outline(told).stories[0])
    assert found is not None and found.shown.text in texts["3.txt"]
    undated = event(outline(pipeline.read([str(tmp_path)])).stories[0])
    assert undated is not None and "expected to reject" in undated.shown.text  # without days nobody knows which is later


def test_page_terminal_and_markdown_begin_alike(ferry: Dossier, out: Outline) -> None:
    story = out.stories[0]
    first = front(out, story)
    console = Console(file=io.StringIO(), width=4000, color_system=None)
    render(ferry, console)
    assert isinstance(console.file, io.StringIO)
    screens = {"page": to_html(ferry), "terminal": console.file.getvalue(), "markdown": to_markdown(ferry)}
    for part in parts(first, len(story.reports)):
        assert all(part.title in screen for screen in screens.values()), part.title
    assert all(first.event.text in screen for screen in screens.values())


@pytest.mark.parametrize("width", [60, 80, 132, 200])
def test_the_terminal_shows_five_reports_in_sixty_lines(ferry: Dossier, width: int) -> None:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    render(ferry, console)
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    assert len(lines) <= LINES and max(map(len, lines)) <= width


def test_figures_are_written_for_the_search(out: Outline) -> None:
    figures = [figure for one in out.said.values() for figure in asked(one).split(";") if figure]
    assert figures and all(len(figure.split("|")) in (3, 6) for figure in figures)
