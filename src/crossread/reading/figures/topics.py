"""What a figure is about, in the words of a desk: dead, injured, magnitude, price, stake (`lexicon/topics.json`)."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from crossread.languages.en.inflection import singular
from crossread.languages.tables import load, words
from crossread.model import Participant, Quantity, Statement

_BY_UNIT = {
    "percent": "percent",
    "square metre": "area",
    "metre": "length",
    "metre per second": "speed",
    "kelvin": "temperature",
    "second": "duration",
}  # base units -> the kinds of unit that the table names
MOST_COUNTED = 3  # words between a number and the state of those whom it counts: "nine other people hurt"


@dataclass(frozen=True, slots=True)
class _Row:
    topic: str
    counted: frozenset[str]
    verbs: frozenset[str]
    roles: frozenset[str]
    heads: frozenset[str]
    near: frozenset[str]
    units: frozenset[str]
    states: frozenset[str]
    alone: frozenset[str]


@cache
def _rows() -> tuple[_Row, ...]:
    def listed(row: Mapping[str, str], key: str) -> frozenset[str]:
        return frozenset(row.get(key, "").split())

    keys = ("counted", "verbs", "roles", "heads", "near", "unit", "states", "alone")
    return tuple(_Row(row["topic"], *(listed(row, key) for key in keys)) for row in load("topics")["topics"])


def topic_of(quantity: Quantity, statement: Statement, said: frozenset[str]) -> str | None:
    """Return the topic of a figure, or None where the table has none; `said` are the words of its statement, lower
    case."""
    if quantity.age or quantity.low is None or _is_of_children(quantity, statement):
        return None
    unit = _kind_of_unit(quantity)
    if unit == "count" and (state := _state_behind(quantity, statement)):
        return state
    counted = {singular(word) for word in (quantity.counted or "").lower().split()} | _number_of(quantity, statement)
    role, heads = _roles(quantity, statement)
    for row in _rows():
        if statement.predicate in row.alone and any(p.role == "patient" for p in statement.participants):
            continue  # "missing a forecast": nobody is missing
        if (
            row.units
            and unit not in row.units
            and not (unit == "count" and "plain" in row.units and not quantity.counted)
        ):
            continue
        if counted & row.counted or heads & row.heads:
            return row.topic
        if statement.predicate in row.verbs and (not row.roles or role in row.roles) and not _other_count(counted, row):
            return row.topic
        if said & row.near and not (counted and unit == "count"):
            return row.topic
        if not (row.counted or row.verbs or row.heads or row.near):
            return row.topic
    return None


def _is_of_children(quantity: Quantity, statement: Statement) -> bool:
    """Say whether a figure numbers somebody's children: the twelve of "killed a mother of 12" are not dead."""
    inside = (p for p in statement.participants if p.start < quantity.start and quantity.end <= p.end)
    return any(
        p.head in words("people", "parents") and f" of {quantity.text.lower()}" in p.text.lower() for p in inside
    )


def _state_behind(quantity: Quantity, statement: Statement) -> str | None:
    """Return the topic of the state that stands right behind a number of people: "three dead, nine others hurt"."""
    counted = {*(quantity.counted or "").lower().split(), *words("topics", "others")}
    behind = statement.text[max(0, quantity.end - statement.start) :].lower().split(maxsplit=MOST_COUNTED + 2)
    for word, further in itertools.pairwise([*behind, ""]):
        found = next((row.topic for row in _rows() if word.rstrip(",.;:") in row.states), None)
        if found is not None or word not in counted:
            return None if further in words("function_words", "before_object") else found
    return None


def _number_of(quantity: Quantity, statement: Statement) -> set[str]:
    """Return the words of what is numbered: the injured of "the number of people injured has risen to four"."""
    for participant in statement.participants:
        inside = participant.start < quantity.end and quantity.start < participant.end
        numbered = participant.role == "agent" or _is_brought_to(participant, quantity, statement)
        if not inside and numbered and participant.head in words("topics", "numbers"):
            return {singular(word) for word in participant.text.lower().split()}
    return set()


def _kind_of_unit(quantity: Quantity) -> str:
    base = quantity.base.unit if quantity.base else quantity.unit
    if quantity.measure in words("topics", "durations"):
        return "duration"
    if base is None:
        return "count"
    if len(base) == 3 and base.isupper():
        return "money"
    return _BY_UNIT.get(base, "measure")


def _roles(quantity: Quantity, statement: Statement) -> tuple[str, frozenset[str]]:
    """Return the role that a figure stands in, and the heads of the participants that it is no part of."""
    role, heads = "", set()
    for participant in statement.participants:
        if participant.start < quantity.end and quantity.start < participant.end:
            role = role or ("patient" if _is_range(quantity, participant) else participant.role)
        elif participant.role == "agent" or _is_brought_to(participant, quantity, statement):
            heads.add(participant.head)
    return role, frozenset(heads)


def _is_range(quantity: Quantity, participant: Participant) -> bool:
    """Say whether "between" leads the two ends of a figure and no place: "killed between 30 and 45 people"."""
    return quantity.low != quantity.high and participant.text.lower().startswith("between ")


def _is_brought_to(thing: Participant, quantity: Quantity, statement: Statement) -> bool:
    """Say whether a figure is what somebody brings a thing to, or puts it at: "raised the death toll to 31", "put it at
    40"."""
    if thing.role != "patient":
        return False
    before = statement.text[max(0, thing.end - statement.start) : max(0, quantity.start - statement.start)]
    led = before.lower().split()[-1:]
    brought = led in (["to"], ["from"]) and statement.predicate in words("topics", "bringing")
    return brought or (led == ["at"] and statement.predicate in words("topics", "putting"))


def _other_count(counted: set[str], row: _Row) -> bool:
    """Say whether a figure counts things to which the verb of a topic is not done: "killed by 12 shots"."""
    if not counted or counted & row.counted or "count" not in row.units:
        return False
    return counted.isdisjoint(_people() | words("topics", "others"))


@cache
def _people() -> frozenset[str]:
    """Return the words of people in the plural and in the singular: men and man."""
    table = load("comparison")
    listed = {*table["people"], *table["kinds of people"]}
    men = {word.removesuffix("men") + "man" for word in listed if word.endswith("men")}
    return frozenset(listed | men | {singular(word) for word in listed} | {"child"})
