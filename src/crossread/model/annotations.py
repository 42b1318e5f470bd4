"""What was annotated elsewhere in one report, to be read in place of what the model sees there; offsets are code
points of its text."""

from __future__ import annotations

from crossread.model.vocabulary import EntityType, Record


class AnnotatedName(Record, frozen=True, kw_only=True):
    """A name and what it is a name of."""

    start: int
    end: int
    type: EntityType


class AnnotatedQuotation(Record, frozen=True, kw_only=True):
    """What somebody is quoted with, who (`source`), and the words that say so (`cue`); spans as (start, end)."""

    content: tuple[tuple[int, int], ...]
    source: tuple[tuple[int, int], ...] = ()
    cue: tuple[tuple[int, int], ...] = ()


class AnnotatedArgument(Record, frozen=True, kw_only=True):
    """What fills a role of an event, by PropBank's name of it (ARG0, ARGM-TMP)."""

    start: int
    end: int
    role: str


class AnnotatedEvent(Record, frozen=True, kw_only=True):
    """A predicate, its sense in PropBank ("sell.01") where one is told, and its arguments."""

    start: int
    end: int
    sense: str = ""
    arguments: tuple[AnnotatedArgument, ...] = ()


class Annotations(Record, frozen=True, kw_only=True):
    """The layers annotated in one report; a layer that is None is read by the model."""

    report: str
    names: tuple[AnnotatedName, ...] | None = None
    quotations: tuple[AnnotatedQuotation, ...] | None = None
    events: tuple[AnnotatedEvent, ...] | None = None
