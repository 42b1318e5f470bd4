"""A report's text cut into pieces, each with what was read there, so that a page can mark it in place."""

from __future__ import annotations

from dataclasses import dataclass

from crossread.model import Dossier
from crossread.present.outline import Outline
from crossread.present.statement_view import Paragraph, ReportView

# The first paragraph that was read is a headline if it is no longer than this and ends like none of its sentences.
HEADLINE = 140
# The strongest relation wins where statements overlap.
_STRENGTH = {"conflict": 3, "differ": 2, "agree": 1, "single": 0}


@dataclass(frozen=True)
class Piece:
    """Consecutive words with the same marks; `opens` are the statements that begin here."""

    text: str
    statements: tuple[str, ...]
    opens: tuple[str, ...]
    relation: str
    claim: str
    speech: bool
    figure: bool
    time: bool
    name: str
    residue: str

    @property
    def classes(self) -> str:
        """The names by which the page's style marks these words."""
        kinds = (
            (self.statements, "m"), (self.relation, self.relation), (self.speech, "q"), (self.figure, "f"),
            (self.time, "t"),
            (self.name, "n"), (self.residue, "x"),
        )  # fmt: skip
        return " ".join(name for here, name in kinds if here)


@dataclass(frozen=True)
class MarkedParagraph:
    """One paragraph in pieces; `residue` is its reason where all of it was not read, `head` marks a headline."""

    paragraph: Paragraph
    pieces: tuple[Piece, ...]
    residue: str
    head: bool


class Marks:
    """Spans of a dossier by report, gathered once."""

    def __init__(self, out: Outline) -> None:
        dossier: Dossier = out.dossier
        self.spans: dict[str, list[tuple[int, int, str, str]]] = {}
        self.relation: dict[str, tuple[str, str]] = {}
        relations = {row.claim.id: row.relation for story in out.stories for row in story.claims}
        self.length: dict[str, int] = {}
        for one in out.said.values():
            statement = one.statement
            self._add(statement.report, statement.start, statement.end, "statement", statement.id)
            self.relation[statement.id] = (relations[one.claim.id], one.claim.id) if one.claim else ("single", "")
            self.length[statement.id] = statement.end - statement.start
            if statement.attribution.kind in {"direct", "mixed"}:
                for start, end in statement.attribution.content:
                    self._add(statement.report, start, end, "speech", "")
        for quantity in dossier.quantities:
            self._add(quantity.report, quantity.start, quantity.end, "figure", "")
        for time in dossier.times:
            self._add(time.report, time.start, time.end, "time", "")
        for entity in dossier.entities:
            for mention in entity.mentions:
                self._add(mention.report, mention.start, mention.end, "name", entity.id)
        for report in dossier.reports:
            for residue in report.residue:
                self._add(report.id, residue.start, residue.end, "residue", residue.reason)

    def _add(self, report: str, start: int, end: int, kind: str, value: str) -> None:
        if end > start >= 0:
            self.spans.setdefault(report, []).append((start, end, kind, value))


def marked(view: ReportView, marks: Marks) -> tuple[MarkedParagraph, ...]:
    """Cut a report into paragraphs of pieces; joined, the pieces are the paragraphs' text again."""
    text = view.report.text
    spans = sorted(marks.spans.get(view.report.id, ()))
    made: list[MarkedParagraph] = []
    at = 0
    live: list[tuple[int, int, str, str]] = []
    for paragraph in view.paragraphs:
        while at < len(spans) and spans[at][0] < paragraph.end:
            live.append(spans[at])
            at += 1
        live = [span for span in live if span[1] > paragraph.start]
        cuts = {paragraph.start, paragraph.end}
        for start, end, _, _ in live:
            cuts.update(cut for cut in (start, end) if paragraph.start < cut < paragraph.end)
        order = sorted(cuts)
        pieces = tuple(_piece(text, a, b, live, marks) for a, b in zip(order, order[1:], strict=False))
        whole = {piece.residue for piece in pieces if piece.text.strip()}
        residue = whole.pop() if len(whole) == 1 else ""
        first = not residue and all(other.residue for other in made)
        words = text[paragraph.start : paragraph.end].strip()
        head = first and len(words) <= HEADLINE and not words.endswith((".", "!", "?", "”", '"'))
        made.append(MarkedParagraph(paragraph, pieces, residue, head))
    return tuple(made)


def _piece(text: str, start: int, end: int, live: list[tuple[int, int, str, str]], marks: Marks) -> Piece:
    here = [span for span in live if span[0] <= start and span[1] >= end]
    statements = sorted(
        {value for _, _, kind, value in here if kind == "statement"}, key=lambda s: (marks.length[s], s)
    )
    relation, claim = "", ""
    if statements:
        relation, claim = max((marks.relation[s] for s in statements), key=lambda pair: _STRENGTH[pair[0]])
        claim = claim or marks.relation[statements[0]][1]
    names = [(b - a, value) for a, b, kind, value in here if kind == "name"]
    kinds = {kind for _, _, kind, _ in here}
    return Piece(
        text=text[start:end],
        statements=tuple(statements),
        opens=tuple(value for a, _, kind, value in here if kind == "statement" and a == start),
        relation=relation,
        claim=claim,
        speech="speech" in kinds,
        figure="figure" in kinds,
        time="time" in kinds,
        name=min(names)[1] if names else "",
        residue=next((value or "not read" for _, _, kind, value in here if kind == "residue"), ""),
    )
