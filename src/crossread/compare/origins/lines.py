"""The roots of all chains: who first said it, and whom the reports link to whom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossread.ids import make_id
from crossread.model import Corroboration, Entity, Origin, PartyRelation, Report, Statement, Teller

SAME_WORDS = 6  # words quoted alike in two reports that two people hardly say by chance
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_ARTICLE = re.compile(r"^(?:the|an?|its|his|her|their)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Origins:
    """All origins, the origin of each statement (where it has one), and which origins the reports link.

    `passed_on` gives a statement that another outlet's report is cited for that report, where it is among those read.
    """

    origins: tuple[Origin, ...]
    of_statement: Mapping[str, str]
    line_of: Mapping[str, str]
    passed_on: Mapping[str, str]


def find_origins(
    reports: Sequence[Report],
    statements: Sequence[Statement],
    entities: Sequence[Entity],
    relations: Sequence[PartyRelation],
) -> Origins:
    """Find the origin of every statement whose report names a teller.

    A statement in an outlet's own voice names none, unless the outlet is itself a party of the story (a
    company's own newsroom). Named tellers are one by entity, unnamed ones only within one text.
    """
    by_report = {report.id: report for report in reports}
    by_id = {entity.id: entity for entity in entities}
    party_outlets = {report.id: party for report in reports if (party := _party_of_outlet(report, entities))}
    rest: dict[str, list[str]] = defaultdict(list)
    made: dict[str, tuple[str, str, str | None]] = {}
    bodies: dict[str, str] = {}  # whom an unnamed spokesman speaks for, where the text tells
    of_statement: dict[str, str] = {}
    passed_on: dict[str, str] = {}
    for statement in statements:
        report = by_report[statement.report]
        chain = statement.attribution.chain
        if chain:
            name, role, entity = chain[-1].name, chain[-1].role, chain[-1].entity
            home = _cited_report(chain, report, reports)
            if home is not None:
                passed_on[statement.id] = home.id
            key = _key(chain[-1], home or report, by_id)
        elif statement.attribution.kind == "own" and report.id in party_outlets:
            party = party_outlets[report.id]
            name, role, entity = party.name, "organisation", party.id
            key = f"entity {party.id}"
        else:
            continue
        origin = make_id("o", key)
        if role == "anonymous":
            if entity in by_id:
                bodies.setdefault(origin, entity)
            entity = None
        elif entity and entity in by_id:
            name = by_id[entity].name
        made.setdefault(origin, (name, role, entity))
        rest[origin].append(statement.id)
        of_statement[statement.id] = origin
    origins = tuple(
        Origin(id=origin, name=name, role=role, entity=entity, statements=tuple(rest[origin]))  # type: ignore[arg-type]
        for origin, (name, role, entity) in made.items()
    )
    same_words = _same_words(statements, of_statement, by_report)
    return Origins(origins, of_statement, _lines(origins, relations, by_id, bodies, same_words), passed_on)


def _cited_report(chain: Sequence[Teller], report: Report, reports: Sequence[Report]) -> Report | None:
    """Return the report that a chain cites: the last that its outlet published up to then, of those that were read."""
    outlets = [set(_fold(teller.name).split()) for teller in chain if teller.role == "outlet"]
    for name in reversed(outlets):
        theirs = [
            other for other in reports
            if other.outlet and other.id != report.id and name and name == set(_fold(other.outlet).split())
            and (other.published or "")[:10] <= (report.published or "9999")[:10]
        ]  # fmt: skip
        if theirs:
            return max(theirs, key=lambda other: (other.published or "", other.id))
    return None


def _key(teller: Teller, report: Report, by_id: Mapping[str, Entity]) -> str:
    if teller.role == "anonymous":
        # unnamed people are one only within one text: a copy's officials are its source's
        return f"anonymous {_fold(teller.name)} {report.copy_of or report.id}"
    if teller.entity and teller.entity in by_id:
        return f"entity {by_id[teller.entity].stands_for or teller.entity}"
    if teller.role == "document":
        return f"document {_fold(teller.name)} {report.copy_of or report.id}"
    return f"name {_fold(teller.name)}"


def _fold(name: str) -> str:
    return _ARTICLE.sub("", " ".join(name.casefold().replace("’", "'").split())).removesuffix("'s")


def _party_of_outlet(report: Report, entities: Sequence[Entity]) -> Entity | None:
    """Return the organisation whose own newsroom the outlet is ("X Newsroom", "X press office")."""
    if not report.outlet:
        return None
    outlet = _fold(report.outlet)
    own = re.match(r"(.+?)\s+(?:newsroom|news ?room|press (?:office|room|service|releases?)|media (?:office|centre|center))$", outlet)
    if not own:
        return None
    for entity in entities:
        if entity.type == "organisation" and own[1] in {_fold(n) for n in (entity.name, *entity.aliases)}:
            return entity
    return None


def _same_words(
    statements: Sequence[Statement], of_statement: Mapping[str, str], reports: Mapping[str, Report]
) -> list[tuple[str, str]]:
    """Return pairs of origins whose words two reports quote alike: one speaker, by name here and by office there."""
    speakers: dict[str, dict[str, None]] = defaultdict(dict)
    for statement in statements:
        attribution = statement.attribution
        if attribution.kind != "direct" or statement.id not in of_statement:
            continue
        text = reports[statement.report].text
        for start, end in attribution.content:
            words = _WORD.findall(text[start:end].casefold())
            if len(words) >= SAME_WORDS:
                speakers[" ".join(words)][of_statement[statement.id]] = None
    return [(first, other) for first, *others in map(list, speakers.values()) for other in others]


def _lines(
    origins: Sequence[Origin],
    relations: Sequence[PartyRelation],
    by_id: Mapping[str, Entity],
    bodies: Mapping[str, str],
    same_words: Sequence[tuple[str, str]],
) -> dict[str, str]:
    """Return for each origin the name of its line: a spokesman and the body, a chief and the brigade are one line."""
    parent: dict[str, str] = {}

    def find(item: str) -> str:
        while parent.setdefault(item, item) != item:
            item = parent[item]
        return item

    def join(a: str, b: str) -> None:
        low, high = sorted((find(a), find(b)))
        parent[high] = low

    for relation in relations:
        one, other = relation.from_.entity, relation.to.entity
        if relation.kind in ("leads", "part_of") and one and other:
            types = {by_id[x].type for x in (one, other) if x in by_id}
            if "organisation" in types and types <= {"organisation", "person"}:
                join(f"entity {one}", f"entity {other}")
    names = sorted(
        ((_fold(n), e.id) for e in by_id.values() if e.type == "organisation" for n in (e.name, *e.aliases)),
        key=lambda item: (-len(item[0]), item),
    )
    for one_origin, other_origin in same_words:
        join(one_origin, other_origin)
    for origin in origins:
        if origin.id in bodies:
            join(origin.id, f"entity {bodies[origin.id]}")
        if origin.entity:
            join(origin.id, f"entity {origin.entity}")
            continue
        folded = f" {_fold(origin.name)} "
        for name, entity_id in names:  # "a Northwind spokesman" speaks for Northwind
            if len(name) > 2 and f" {name} " in folded.replace("'s ", " "):
                join(origin.id, f"entity {entity_id}")
                break
    return {origin.id: find(origin.id) for origin in origins}


def _in_headline(statement: Statement, report: Report) -> bool:
    """Say whether a statement is the report's headline, which stands first in its text."""
    title = report.title or ""
    at = report.text.find(title)
    return bool(title) and not report.text[:at].strip() and statement.end <= at + len(title)


def corroborate(
    statements: Sequence[Statement], origins: Origins, reports: Mapping[str, Report]
) -> tuple[tuple[str, ...], Corroboration]:
    """Return the origins behind a claim's statements and what they are worth together."""
    named: dict[str, None] = {}
    telling: set[str] = set()
    elsewhere = {s.report for s in statements if s.id in origins.of_statement and not _in_headline(s, reports[s.report])}
    for statement in statements:
        origin = origins.of_statement.get(statement.id)
        if statement.report in elsewhere and _in_headline(statement, reports[statement.report]):
            continue  # "Hospital group says …" over a text that names the group: the same teller, cut short
        if origin is not None:
            named[origin] = None
            telling.add(statement.report)
    # a heading says in the outlet's voice what the report then gives on somebody's word: no second voice
    silent = {statement.report for statement in statements} - telling
    label = {origin.id: origin.name for origin in origins.origins}
    line_of = _with_passed_on(statements, origins)
    lines: dict[str, list[str]] = defaultdict(list)
    for origin in named:
        lines[line_of[origin]].append(label[origin])
    where = {statement.report for statement in statements}
    texts = {reports[r].copy_of or r for r in where}
    independent = len(lines)
    told = "; ".join(" with ".join(dict.fromkeys(names)) for names in lines.values())
    if independent >= 2:
        words = f"{independent} named origins that no report links to one another: {told}."
        return tuple(named), Corroboration(state="independent", independent=independent, explanation=words)
    if len(where) >= 2 and independent == 1 and not silent:
        words = f"{len(where)} reports, all of them on the word of {told}."
        return tuple(named), Corroboration(state="same_origin", independent=1, explanation=words)
    if len(where) >= 2 and len(texts) == 1:
        words = f"{len(where)} reports carry one and the same text."
        return tuple(named), Corroboration(state="same_origin", independent=independent, explanation=words)
    if len(where) == 1 and independent == 1 and not silent:
        return tuple(named), Corroboration(
            state="single", independent=1, explanation=f"One report, on the word of {told}."
        )
    words = "No report says on whose word." if not independent else f"Beside {told}, only outlets' own voices."
    return tuple(named), Corroboration(state="not_recorded", independent=independent, explanation=words)


def _with_passed_on(statements: Sequence[Statement], origins: Origins) -> dict[str, str]:
    """Return the lines of a claim's origins: unnamed people and outlets that a report cites are those of the report cited.

    "The Post, citing two people" stands on the people whom the Post's own report has for this claim; so does "the Post".
    """
    role = {origin.id: origin.role for origin in origins.origins}
    line_of = dict(origins.line_of)
    own: dict[str, str] = {}
    for statement in statements:
        origin = origins.of_statement.get(statement.id)
        if origin is not None and statement.id not in origins.passed_on:
            own.setdefault(statement.report, origin)
    for statement in statements:
        home, origin = origins.passed_on.get(statement.id), origins.of_statement.get(statement.id)
        if home in own and origin is not None and role[origin] in ("anonymous", "outlet"):
            line_of[origin] = line_of[own[home]]
    return line_of
