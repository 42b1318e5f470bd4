"""What a copy did to its source: paragraphs kept word for word, its own, and those it cut."""

from __future__ import annotations

from dataclasses import dataclass

from crossread.model import reporting_text
from crossread.present.statement_view import ReportView
from crossread.present.wording import counted_words


@dataclass(frozen=True)
class Change:
    """A copy against its source, in paragraphs; `own` are numbers in the copy, `cut` numbers in the source."""

    number: int
    source: int
    same: int
    own: tuple[int, ...]
    cut: tuple[int, ...]

    @property
    def words(self) -> str:
        """Say it short: "5 paragraphs cut, one changed"."""
        parts = [f"{counted_words(len(self.cut), 'paragraph')} cut"] if self.cut else []
        parts += [f"{counted_words(len(self.own), 'paragraph')} of its own"] if self.own else []
        return ", ".join(parts) or "word for word"


def changes(reports: tuple[ReportView, ...]) -> dict[int, Change]:
    """Return what each copy changed, by the copy's number. Paragraphs that were not read count for nothing."""
    by_number = {view.number: view for view in reports}
    read = {view.number: _read(view) for view in reports if view.copy_of or _copied(view, reports)}
    found = {}
    for view in reports:
        if view.copy_of in by_number and view.copy_of is not None:
            mine, theirs = read[view.number], read[view.copy_of]
            own = tuple(number for text, number in mine.items() if text not in theirs)
            cut = tuple(number for text, number in theirs.items() if text not in mine)
            found[view.number] = Change(view.number, view.copy_of, len(mine) - len(own), own, cut)
    return found


def _copied(view: ReportView, reports: tuple[ReportView, ...]) -> bool:
    return any(other.copy_of == view.number for other in reports)


def _read(view: ReportView) -> dict[str, int]:
    text = reporting_text(view.report)
    lines = {" ".join(text[p.start : p.end].split()): p.number for p in view.paragraphs}
    return {line: number for line, number in lines.items() if line}
