"""All that was read and compared, and its JSON."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from crossread.model.corroboration import Corroboration
from crossread.model.figures import FigureSeries
from crossread.model.ledger import LedgerBargain, LedgerMatch, LedgerRow, Tie
from crossread.model.reading import (
    Description,
    Entity,
    Exchange,
    PartyRelation,
    Quantity,
    Statement,
    Time,
    TimelineEntry,
)
from crossread.model.report import Copy, Report, Story, Warning
from crossread.model.vocabulary import (
    FORMAT,
    Agreement,
    DifferenceKind,
    OriginRule,
    Record,
    TellerRole,
)


class Answer(Record, frozen=True, kw_only=True):
    """One answer that statements of a claim give: its words (a figure, a day, "planned"), and who gives it."""

    text: str
    statements: tuple[str, ...]


class Difference(Record, frozen=True, kw_only=True):
    """What the statements of a claim do not share: one kind, all its answers, and one sentence that names the places.

    `statements` are those of all answers; each stands in one answer.
    """

    kind: DifferenceKind
    statements: tuple[str, ...]
    answers: tuple[Answer, ...] = ()
    explanation: str


class Claim(Record, frozen=True, kw_only=True):
    """What statements of one or more reports say in common."""

    id: str
    summary: str
    statements: tuple[str, ...]
    reports: tuple[str, ...]
    relation: Agreement
    differences: tuple[Difference, ...] = ()
    origins: tuple[str, ...] = ()
    corroboration: Corroboration


class Evidence(Record, frozen=True, kw_only=True):
    """Words of a report that something rests on."""

    report: str
    start: int
    end: int
    text: str


class Origin(Record, frozen=True, kw_only=True):
    """The furthest teller that a report names, and the statements that rest on it."""

    id: str
    name: str
    role: TellerRole
    entity: str | None = None
    statements: tuple[str, ...] = ()


class OriginLink(Record, frozen=True, kw_only=True):
    """Why two origins are one line of tellers: the rule, and the words of a report on either side that show it."""

    id: str
    origins: tuple[str, str]
    rule: OriginRule
    evidence: tuple[Evidence, ...]
    explanation: str


class Dossier(Record, frozen=True, kw_only=True):
    """All that Crossread read out of a pile of reports; every record leads to its place in a report."""

    format: str = FORMAT
    reports: tuple[Report, ...] = ()
    stories: tuple[Story, ...] = ()
    copies: tuple[Copy, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[FigureSeries, ...] = ()
    origins: tuple[Origin, ...] = ()
    links: tuple[OriginLink, ...] = ()
    descriptions: tuple[Description, ...] = ()
    exchange: tuple[Exchange, ...] = ()
    relations: tuple[PartyRelation, ...] = ()
    ledger: tuple[LedgerRow, ...] = ()
    matches: tuple[LedgerMatch, ...] = ()
    bargains: tuple[LedgerBargain, ...] = ()
    ties: tuple[Tie, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def to_json(self, indent: int = 2) -> str:
        """Return the dossier as JSON text, the same text for the same dossier."""
        encoded = msgspec.json.encode(self)
        return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode("utf-8") + "\n"

    def _repr_html_(self) -> str:
        return _Notebook.render(self) if _Notebook.render else self.to_json()



class _Notebook:
    """What a notebook shows of a dossier: handed in by whoever wires the stages, since records know no presenter."""

    render: Callable[[Dossier], str] | None = None


def show_in_notebooks(render: Callable[[Dossier], str]) -> None:
    """Let notebooks show a dossier as the HTML that `render` makes of it."""
    _Notebook.render = staticmethod(render)


def from_json(text: str | bytes) -> Dossier:
    """Read a dossier from its JSON; raises FormatError with the place of the first thing that is wrong."""
    from crossread.errors import FormatError

    try:
        dossier = msgspec.json.decode(text, type=Dossier)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise FormatError(f"not a {FORMAT} dossier: {error}; was it written by `crossread read --json`?") from error
    if dossier.format != FORMAT:
        raise FormatError(f"the dossier says format {dossier.format!r}; this version reads {FORMAT!r}")
    return dossier
