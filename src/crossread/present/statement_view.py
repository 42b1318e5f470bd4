"""A statement with its report and its place at hand: what every presenter points at."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from crossread.model import Claim, Quantity, Report, Statement, Time
from crossread.present.fillings import Filling


@dataclass(frozen=True)
class Paragraph:
    """One line of a report: its number from 1, and its place in code points."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class ReportView:
    """A report with its number in the dossier (1 is the earliest; copies follow their source)."""

    number: int
    report: Report
    label: str
    short: str
    copy_of: int | None
    paragraphs: tuple[Paragraph, ...]

    def paragraph(self, offset: int) -> int:
        """Return the number of the paragraph that holds a place."""
        starts = [paragraph.start for paragraph in self.paragraphs]
        return self.paragraphs[max(0, bisect_right(starts, offset) - 1)].number if starts else 1

    @property
    def text_number(self) -> int:
        """The number of the report whose text this is: a copy's is its source's."""
        return self.copy_of or self.number


@dataclass(frozen=True)
class Said:
    """A statement with its report and its claim at hand.

    `open`: it tells what another statement of its sentence says ("the firm said"), or it stops where its object begins.
    `names`: whom pronouns of its sentence stand for, each with the offset behind the pronoun. `before`: the place of
    the sentence before, where it follows that one. `fillings`: what its sentence and that one leave unsaid. `speaker`:
    who says it, with his full name and office, where they are known.
    """

    statement: Statement
    view: ReportView
    paragraph: int
    claim: Claim | None
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    open: bool = False
    names: tuple[tuple[int, str], ...] = ()
    before: tuple[int, int] | None = None
    fillings: tuple[Filling, ...] = ()
    speaker: str = ""

    @property
    def sentence(self) -> str:
        """The words of its whole sentence."""
        start, end = self.statement.sentence
        return self.view.report.text[start:end]

    @property
    def readable(self) -> str:
        """The statement as it can be read by itself: its gist where it has one, else its words."""
        return self.statement.gist.text if self.statement.gist else self.statement.text

    @property
    def place(self) -> str:
        """The short place: report number and paragraph."""
        return f"{self.view.number} ¶{self.paragraph}"


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Split a report at its newlines; blank lines count for nothing."""
    found: list[Paragraph] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Paragraph(len(found) + 1, start, start + len(line)))
        start += len(line) + 1
    return tuple(found)


def texts(said: tuple[Said, ...]) -> int:
    """Count the independent texts behind statements: a copy is not a second text."""
    return len({one.view.text_number for one in said})


def once(said: tuple[Said, ...]) -> tuple[Said, ...]:
    """Return one statement a place: two of one paragraph need no second link."""
    return tuple({one.place: one for one in reversed(said)}.values())[::-1]
