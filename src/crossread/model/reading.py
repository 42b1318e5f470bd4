"""What is read in one report: every record with its place in the text."""

from __future__ import annotations

from typing import Literal

import msgspec

from crossread.model.report import Warning
from crossread.model.vocabulary import (
    AttributionKind,
    Bound,
    CertaintyLabel,
    EntityType,
    ExchangeKind,
    ParticipantRole,
    Record,
    RelationKind,
    Status,
    TellerRole,
    Tense,
    TimeType,
    Voice,
)

_CURRENCY = 3  # letters of a currency's name: EUR


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
    """Who or what takes part in a statement, when, where and why; `head` is the lemma of the noun that says who or
    what."""

    role: ParticipantRole
    head: str = ""
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


class Gist(Record, frozen=True, kw_only=True):
    """A proposition as it can be read by itself: words of the report at `spans`, in the order in which they are read.

    `text` may have the entity's name where a pronoun stands, and "is" between a name and what is said beside it.
    """

    text: str
    spans: tuple[tuple[int, int], ...]


class Statement(Record, frozen=True, kw_only=True):
    """One proposition that one report makes at one place.

    `sentence` is the place of its whole sentence; `gist` the proposition as it can be read by itself, None where `text`
    is whole. `predicate` is the lemma of the word that says what is so, whether denied or not: `negated` says that
    words of the clause itself deny it, `modality` is its modal verb ("may") or nothing. `rule` names what cut it.
    `withdrawn` are the words by which the report takes it back (a correction).
    """

    id: str
    report: str
    start: int
    end: int
    text: str
    sentence: tuple[int, int]
    gist: Gist | None = None
    predicate: str
    negated: bool = False
    voice: Voice = "active"
    tense: Tense = "none"
    modality: str = ""
    participants: tuple[Participant, ...] = ()
    attribution: Attribution = Attribution()
    certainty: Certainty
    status: Status
    quantities: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    withdrawn: TextSpan | None = None
    claim: str = ""
    rule: str = ""


class Base(Record, frozen=True, kw_only=True):
    """A quantity in SI units or in an ISO currency, to be laid beside others."""

    low: float | None
    high: float | None
    unit: str


class FigureContext(Record, frozen=True, kw_only=True):
    """What the words of its statement say of a figure.

    `estimated`: whoever gives it calls it an estimate. `former`: the statement gives it as the earlier one ("from 38").
    `revised`: the statement says that the figure has changed. `interim`: measured before the day or the count was over.
    `mounting`: how far something has come by now. `among`: those counted are among others. `whole`: the id of the
    figure of which it is a part ("22 of the 180"). `holders` are names of whoever acts, `places` names of where.
    """

    estimated: bool = False
    former: bool = False
    revised: bool = False
    interim: bool = False
    mounting: bool = False
    among: bool = False
    whole: str | None = None
    holders: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Quantity(Record, frozen=True, kw_only=True):
    """A figure as written: `low` equals `high` unless a range; null where no number is written.

    `unit` is the whole name of what it is measured in ("kilometre per hour", "year of age"); `per` says by itself what
    a rate is per ("hour"; "100,000" of a number of things that has no unit), `age` that the figure tells how old
    somebody or something is.
    """

    id: str
    report: str
    start: int
    end: int
    text: str
    low: float | None
    high: float | None
    bound: Bound
    unit: str | None = None
    per: str | None = None
    age: bool = False
    counted: str | None = None
    base: Base | None = None
    statement: str | None = None
    rule: str = ""
    topic: str | None = None
    context: FigureContext | None = None

    @property
    def measure(self) -> str:
        """The unit without what a rate is per: "kilometre" of "kilometre per hour"."""
        unit = self.unit or ""
        return unit[: -len(self.per) - len(" per ")] if self.per else unit

    @property
    def is_sum(self) -> bool:
        """Whether the figure is one amount of money (ISO 4217), no range and no price per something."""
        unit = self.unit or ""
        return len(unit) == _CURRENCY and unit.isupper() and self.low is not None and self.low == self.high


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
    rule: str = ""


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
    rule: str = ""


class Description(Record, frozen=True, kw_only=True):
    """What a report calls a person, a body or an unnamed teller at one place: "a spokeswoman for the port authority".

    `noun` is its head ("spokeswoman"), `modifiers` the words that narrow it, `whose` the bodies, places and persons it
    is of; `entity` whom it describes, None for an unnamed teller.
    """

    report: str
    start: int
    end: int
    text: str
    entity: str | None = None
    noun: str
    modifiers: tuple[str, ...] = ()
    whose: tuple[Party, ...] = ()


class PartyRelation(Record, frozen=True, kw_only=True):
    """How two parties stand to one another."""

    id: str
    kind: RelationKind
    from_: Party = msgspec.field(name="from")
    to: Party
    statement: str
    rule: str = ""


class TimelineEntry(Record, frozen=True, kw_only=True):
    """A statement that the report's own words date."""

    from_: str = msgspec.field(name="from")
    to: str
    precision: Literal["year", "season", "month", "week", "day", "time"]
    statement: str


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


class Deed(Record, frozen=True, kw_only=True):
    """What a statement says is done or is so: the word for it, who does it, and of whom or what it is so.

    `word` is a lemma, or a verb with what makes another deed of it ("call-off", "clear-of"); "not-guilty" denies one.
    `forced` says that the doer was made to do it.
    """

    word: str
    doer: Participant | None = None
    of: Participant | None = None
    forced: bool = False


class NegatedNoun(Record, frozen=True, kw_only=True):
    """What a statement says that there is none of, or of whom it says that something is so of none.

    `noun` is its lemma ("injury", "passenger"), empty where all people are meant ("nobody"); `modifiers` are the words
    by which there may be others ("serious", "else"; "seriously" of what is done to them), `whom` the lemmas of those of
    whom there is none ("no injuries among passengers", "no police officers"). `deeds` are the lemmas of what is done to
    none of them, or of what none of them does that does it to nobody else ("die").
    """

    noun: str = ""
    text: str
    start: int
    end: int
    modifiers: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    rule: str


class StatementProfile(Record, frozen=True, kw_only=True):
    """What a statement is laid beside others by; part of a reading, not of a dossier.

    `own` are the places of its words without the statements that lie inside it; `lemmas` the lemmas of its own content
    words, those of names left out; `names` the words of names; `entities`, `quantities` and `times` are ids of what its
    own words hold; `predicates` the lemmas that tell the deed (the verb, and the noun of "take a decision"); `deeds`
    are those that are told with who does them and of whom; `negated_nouns` what there is none of; `restated` ids of
    each two figures that are told as one sum in two currencies.
    """

    statement: str
    own: tuple[tuple[int, int], ...]
    lemmas: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    deeds: tuple[Deed, ...] = ()
    negated_nouns: tuple[NegatedNoun, ...] = ()
    restated: tuple[tuple[str, str], ...] = ()
    entities: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    times: tuple[str, ...] = ()


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read in one report. Entity ids are local to the report until `compare` merges them."""

    report: str
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    profiles: tuple[StatementProfile, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    exchange: tuple[Exchange, ...] = ()
    relations: tuple[PartyRelation, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    descriptions: tuple[Description, ...] = ()
    warnings: tuple[Warning, ...] = ()
