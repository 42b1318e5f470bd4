"""What each can offer the other: the matches of the ledger as a two-sided table for every pair of parties."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from crossread.model import Dossier, LedgerMatch, LedgerRow, Party
from crossread.present.outline import Outline, StoryView
from crossread.present.statement_view import Said
from crossread.present.visible import one_line, shorten

MAX_PAIRS = 8  # pairs of parties shown, those with most matches first
MAX_LINES = 6  # matches shown on each side of a pair
NAME_LENGTH = 60
HAS_WORDS = {"holds": "has", "offers": "offers", "transfers": "hands over"}


@dataclass(frozen=True)
class MatchView:
    """One derived line: what one needs, what the other has, with the places of both sentences."""

    needs: str
    has: str
    by: str
    certainty: str
    barred: bool
    need_said: tuple[Said, ...]
    has_said: tuple[Said, ...]

    @property
    def said(self) -> tuple[Said, ...]:
        """Return every place of both sides."""
        return (*self.need_said, *self.has_said)


@dataclass(frozen=True)
class PairView:
    """Two parties: `to_first` is what the second has of what the first needs, `to_second` the other way."""

    first: str
    second: str
    to_first: tuple[MatchView, ...]
    to_second: tuple[MatchView, ...]


def pairs(out: Outline, story: StoryView) -> tuple[PairView, ...]:
    """Return the two-sided tables of a story, those with most matches first."""
    rows = {row.id: row for row in out.dossier.ledger}
    sides: dict[tuple[str, str], dict[str, list[MatchView]]] = defaultdict(lambda: defaultdict(list))
    for match in out.dossier.matches:
        view = _view(out, story, match, rows)
        if view is None:
            continue
        needing, having = _name(out, match.needs), _name(out, match.has)
        one, other = sorted((needing, having))
        sides[one, other][needing].append(view)
    found = [
        PairView(one, other, tuple(by[one][:MAX_LINES]), tuple(by[other][:MAX_LINES]))
        for (one, other), by in sides.items()
    ]
    found.sort(key=lambda pair: (-len(pair.to_first) - len(pair.to_second), pair.first, pair.second))
    return tuple(found[:MAX_PAIRS])


def _view(out: Outline, story: StoryView, match: LedgerMatch, rows: dict[str, LedgerRow]) -> MatchView | None:
    need, source = rows[match.need], rows[match.source]
    need_said, has_said = _said(out, story, need), _said(out, story, source)
    if not need_said or not has_said:
        return None
    return MatchView(
        needs=_items(need),
        has=_items(source),
        by=HAS_WORDS[match.by],
        certainty=source.certainty.label,
        barred=bool(match.bars),
        need_said=need_said,
        has_said=has_said,
    )


def _said(out: Outline, story: StoryView, row: LedgerRow) -> tuple[Said, ...]:
    statements = _statements(out.dossier)
    found = [out.said.get(statements[record]) for record in row.records]
    return tuple(dict.fromkeys(one for one in found if one is not None and one.view in story.reports))


def _statements(dossier: Dossier) -> dict[str, str]:
    return {record.id: record.statement for record in dossier.exchange}


def _items(row: LedgerRow) -> str:
    return shorten(", ".join(dict.fromkeys(one_line(item) for item in row.items)), 2 * NAME_LENGTH)


def _name(out: Outline, party: Party) -> str:
    entity = out.entities.get(party.entity or "")
    return shorten(entity.name if entity else party.name, NAME_LENGTH)
