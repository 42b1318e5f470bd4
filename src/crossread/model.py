"""What a dossier is made of: frozen, typed records, no input or output.

The names are the public vocabulary of the project (`docs/dossier.md`); the JSON Schema is generated
from this file. Offsets count Unicode code points of `Report.text`, end exclusive. Money is ISO 4217,
times are ISO 8601 or TIMEX3. A record that points at another holds its id.
"""

from __future__ import annotations

from typing import Literal, get_args

import msgspec

FORMAT = "crossread/dossier/1"

EntityType = Literal[
    "person", "organisation", "place", "group", "facility", "weapon", "vehicle", "product", "event", "law", "misc"
]
AttributionKind = Literal["own", "direct", "mixed", "indirect"]
TellerRole = Literal["outlet", "person", "organisation", "anonymous", "document"]
CertaintyLabel = Literal["asserted", "probable", "possible", "unknown", "unlikely", "denied"]
Status = Literal["happened", "ongoing", "planned", "predicted", "wanted", "conditional", "general"]
Bound = Literal["=", "~", "<", ">", "up", "down"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Relation = Literal["single", "agree", "differ", "conflict"]
DifferenceKind = Literal[
    "figure", "rounding", "scope", "revision", "estimate", "status", "time", "certainty", "polarity"
]
CorroborationState = Literal["single", "same_origin", "independent", "not_recorded"]
ExchangeKind = Literal["holds", "needs", "offers", "transfers", "bars"]
RelationKind = Literal["supports", "opposes", "cooperates", "meets", "leads", "part_of"]
ENTITY_TYPES: tuple[str, ...] = get_args(EntityType)


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all records: immutable, compared by value."""


class Residue(Record, frozen=True, kw_only=True):
    """Words of a report that are not reporting (promotion, sign-up, captions), and why they are not."""

    start: int
    end: int
    reason: str


class Report(Record, frozen=True, kw_only=True):
    """One document of one outlet. `text` is the file as decoded, or the main text of a web page."""

    id: str
    path: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str = "en"
    text: str
    residue: tuple[Residue, ...] = ()
    copy_of: str | None = None


def reporting_text(report: Report) -> str:
    """Return the report's text with every residue character as a line break: offsets stay, residue is not read."""
    pieces: list[str] = []
    at = 0
    for residue in sorted(report.residue, key=lambda item: item.start):
        start, end = max(residue.start, at), max(residue.end, at)
        pieces += [report.text[at:start], "\n" * (end - start)]
        at = end
    return "".join([*pieces, report.text[at:]])


class Story(Record, frozen=True, kw_only=True):
    """The reports about the same thing."""

    id: str
    title: str
    reports: tuple[str, ...]


class Mention(Record, frozen=True, kw_only=True):
    """Words of a report that stand for an entity."""

    report: str
    start: int
    end: int


class Entity(Record, frozen=True, kw_only=True):
    """A person, place, body or thing, with every name the reports give it; `merged` says why they are one."""

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    stands_for: str | None = None
    merged: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


class TextSpan(Record, frozen=True, kw_only=True):
    """Words of the statement's report, with their place."""

    text: str
    start: int
    end: int


class Participant(Record, frozen=True, kw_only=True):
    """Who or what takes part in a statement; `role` is agent, patient, recipient, topic, place or other."""

    role: str
    text: str
    start: int
    end: int
    entity: str | None = None


class Teller(Record, frozen=True, kw_only=True):
    """One step of the way the words came: named as the report names it."""

    name: str
    role: TellerRole
    entity: str | None = None
    start: int | None = None
    end: int | None = None


class Attribution(Record, frozen=True, kw_only=True):
    """On whose word a statement stands. `chain` runs from the nearest teller to the furthest."""

    kind: AttributionKind = "own"
    content: tuple[tuple[int, int], ...] = ()
    source: TextSpan | None = None
    cue: TextSpan | None = None
    speaker: str | None = None
    chain: tuple[Teller, ...] = ()


class Certainty(Record, frozen=True, kw_only=True):
    """How surely the teller says it: `value` from -3 (certainly not) to 3 (certainly so)."""

    value: float
    label: CertaintyLabel
    cues: tuple[TextSpan, ...] = ()


class Statement(Record, frozen=True, kw_only=True):
    """One proposition that one report makes at one place."""

    id: str
    report: str
    start: int
    end: int
    text: str
    predicate: str
    participants: tuple[Participant, ...] = ()
    attribution: Attribution = Attribution()
    certainty: Certainty
    status: Status
    quantities: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    claim: str = ""


class Base(Record, frozen=True, kw_only=True):
    """A quantity in SI units or in an ISO currency, to be laid beside others."""

    low: float | None
    high: float | None
    unit: str


class Quantity(Record, frozen=True, kw_only=True):
    """A figure as written: `low` equals `high` unless a range; null where no number is written."""

    id: str
    report: str
    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    bound: Bound
    unit: str | None = None
    counted: str | None = None
    base: Base | None = None
    statement: str | None = None


class Time(Record, frozen=True, kw_only=True):
    """A time expression; `from_` and `to` (ISO) stay null where the report's date is not known."""

    id: str
    report: str
    start: int
    end: int
    text: str
    type: TimeType
    value: str
    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None


class Difference(Record, frozen=True, kw_only=True):
    """What two statements of one claim do not share, in one sentence."""

    kind: DifferenceKind
    statements: tuple[str, str]
    explanation: str


class Corroboration(Record, frozen=True, kw_only=True):
    """How many independent origins stand behind a claim, and why."""

    state: CorroborationState
    independent: int
    explanation: str


class Claim(Record, frozen=True, kw_only=True):
    """What statements of one or more reports say in common."""

    id: str
    summary: str
    statements: tuple[str, ...]
    reports: tuple[str, ...]
    relation: Relation
    differences: tuple[Difference, ...] = ()
    origins: tuple[str, ...] = ()
    corroboration: Corroboration


class Origin(Record, frozen=True, kw_only=True):
    """The furthest teller that a report names, and the statements that rest on it."""

    id: str
    name: str
    role: TellerRole
    entity: str | None = None
    statements: tuple[str, ...] = ()


class Party(Record, frozen=True, kw_only=True):
    """Somebody in an exchange or a relation, named as in the report."""

    name: str
    entity: str | None = None


class Exchange(Record, frozen=True, kw_only=True):
    """Who holds, needs, offers or transfers what, and who is barred from what.

    `thing` is the kind of the item in one word (tank, wheat, money), the same for items of one kind.
    """

    id: str
    kind: ExchangeKind
    party: Party | None = None
    giver: Party | None = None
    receiver: Party | None = None
    by: Party | None = None
    item: str
    thing: str = ""
    quantity: str | None = None
    bargain: str | None = None
    statement: str


class RelationRecord(Record, frozen=True, kw_only=True):
    """How two parties stand to one another."""

    id: str
    kind: RelationKind
    from_: Party = msgspec.field(name="from")
    to: Party
    statement: str


class TimelineEntry(Record, frozen=True, kw_only=True):
    """A statement that the report's own words date."""

    from_: str = msgspec.field(name="from")
    to: str
    precision: Literal["year", "season", "month", "week", "day", "time"]
    statement: str


class Passage(Record, frozen=True, kw_only=True):
    """Words that a copy and its source share: the place in the copy, and the place in the source."""

    start: int
    end: int
    source_start: int
    source_end: int


class Change(Record, frozen=True, kw_only=True):
    """What a copier did between two shared passages; a place of no length is where the words would stand."""

    kind: Literal["changed", "added", "cut"]
    start: int
    end: int
    source_start: int
    source_end: int


class Copy(Record, frozen=True, kw_only=True):
    """A report that reuses another's text. `share` is the part of the shorter text's word 5-grams that both have."""

    report: str
    source: str
    share: float
    agency: str | None = None
    explanation: str
    passages: tuple[Passage, ...] = ()
    changes: tuple[Change, ...] = ()


class Warning(Record, frozen=True, kw_only=True):
    """Something that was skipped, not read or not measured, and why."""

    report: str | None = None
    message: str


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
    origins: tuple[Origin, ...] = ()
    exchange: tuple[Exchange, ...] = ()
    relations: tuple[RelationRecord, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    warnings: tuple[Warning, ...] = ()

    def to_json(self, indent: int = 2) -> str:
        """Return the dossier as JSON text, the same text for the same dossier."""
        encoded = msgspec.json.encode(self)
        return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode("utf-8") + "\n"

    def to_arrow(self) -> dict[str, object]:
        """Return one Arrow table a kind of record (extra `tables`)."""
        from crossread.present.tables import to_arrow

        return dict(to_arrow(self))

    def to_pandas(self) -> dict[str, object]:
        """Return one pandas data frame a kind of record (extra `tables` and pandas)."""
        from crossread.present.tables import to_pandas

        return dict(to_pandas(self))

    def _repr_html_(self) -> str:
        from crossread.present.page import notebook_html

        return notebook_html(self)


def certainty_label(value: float, *, denied: bool = False) -> CertaintyLabel:
    """Name a certainty value with the words of the format: thresholds are those of `docs/dossier.md`."""
    if denied or value <= -2.5:
        return "denied"
    if value < 0:
        return "unlikely"
    if value == 0:
        return "unknown"
    if value >= 2.5:
        return "asserted"
    return "probable" if value >= 1 else "possible"


class RawDocument(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes as collected, and what is known of them from outside.

    `metadata` holds any of title, outlet, published, url, from a sidecar, a JSON line or the command line.
    `text` is given instead of `data` where the container already decoded it (a JSON line).
    """

    path: str
    data: bytes | None = None
    text: str | None = None
    media: Literal["text", "html", "markdown"] = "text"
    metadata: dict[str, str] = {}


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read in one report. Entity ids are local to the report until `compare` merges them.

    `sentences` are spans of the report's text; `vectors[i]` (float32, L2-normalised) is sentence i's meaning.
    `copied` (spans) is filled by `group` where the report reuses another's text.
    """

    report: str
    sentences: tuple[tuple[int, int], ...] = ()
    vectors: object = None
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    exchange: tuple[Exchange, ...] = ()
    relations: tuple[RelationRecord, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    warnings: tuple[Warning, ...] = ()


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


def json_schema() -> dict[str, object]:
    """Return the JSON Schema of the dossier format."""
    schema = msgspec.json.schema(Dossier)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": FORMAT, **schema}
