"""Lines that point at what stands elsewhere are never shown alone."""

from __future__ import annotations

import pytest

from crossread.model import Participant
from crossread.present.pointing import is_bare, is_settled


def part(text: str, role: str = "agent") -> Participant:
    return Participant(role=role, text=text, start=0, end=len(text))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["the pushback", "The second device", "that offer", "both", "these numbers"])
def test_a_bare_noun_points_elsewhere(text: str) -> None:
    assert is_bare(part(text))


@pytest.mark.parametrize("text", ["the police", "The harbour of Velm", "Velm", "a dock", "the Dock Union", "the government", "two ships"])
def test_a_name_an_only_one_or_a_phrase_that_says_which_does_not(text: str) -> None:
    assert not is_bare(part(text))


def test_what_the_head_of_the_report_names_is_known() -> None:
    assert is_bare(part("the ferry")) and not is_bare(part("the ferry"), known="ferry loses steering off hallmar")


def test_a_time_is_known_unless_it_is_pointed_at() -> None:
    assert is_bare(part("that year", "time")) and not is_bare(part("the closing minutes", "time"))


@pytest.mark.parametrize(
    "line",
    ["He closed the port of Velm.", "“The port stays shut,” she said.", "But no less a theology of trade.", "Can you believe it?", "To which Velm replied on Friday"],
)  # fmt: skip
def test_a_line_that_goes_on_with_what_is_not_there_is_not_settled(line: str) -> None:
    assert not is_settled(line, 4)


@pytest.mark.parametrize(
    "line",
    ["Oda Lindqvist said she would close the port.", "He [Karl Venn] closed the port of Velm.", "[Karl Venn:] “Tolls will rise in May.”",
     "“The port stays shut,” Oda Lindqvist said.", "Four dockers were hurt in Velm on Monday."],
)  # fmt: skip
def test_a_line_that_names_everybody_is(line: str) -> None:
    assert is_settled(line, 4)


@pytest.mark.parametrize(
    "line",
    ["Updated 8:41 p.m. on Monday in Velm", "Read the full letter via the Velm Gazette", "What the dockers of Velm want", "Mon, Sep 10, 2031 by the Velm desk",
     "The mayor of Velm wrote to her office:", "“The port of Velm stays shut until May.”", "We will keep the port of Velm shut"],
)  # fmt: skip
def test_stamps_headings_and_words_of_nobody_are_not_shown_alone(line: str) -> None:
    assert not is_settled(line, 4)


@pytest.mark.parametrize("line", ["[Karl Venn:] “We will keep the port of Velm shut.”", "We will keep the port shut, said Karl Venn", "What does Karl Venn want from the port of Velm?"])
def test_words_whose_speaker_is_said_are(line: str) -> None:
    assert is_settled(line, 4)


def test_a_question_to_the_reader_is_no_news() -> None:
    assert not is_settled("What do you think about Karl Venn coming back to Velm?", 4)
