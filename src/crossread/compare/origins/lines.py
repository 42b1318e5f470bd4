"""The roots of all chains: who first said it, and which tellers are one line in a story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import msgspec

from crossread.compare.origins.identity import Identity, content_words, identities, land_of, lands_in, lands_meet
from crossread.compare.origins.links import Scene, Shown, links_of, made_link, one_under_two_names
from crossread.ids import make_id
from crossread.languages.tables import words
from crossread.languages.teller_names import body_of_newsroom, fold_teller
from crossread.model import (
    Description,
    Dossier,
    Entity,
    Evidence,
    Origin,
    OriginLink,
    Party,
    PartyRelation,
    Report,
    Statement,
    Story,
    Teller,
)
from crossread.text.linkage import components
from crossread.text.word_runs import words_in

SAMEWORDS = 6  # words quoted alike in two reports that two people hardly say by chance


@dataclass(frozen=True, slots=True)
class StoryTellers:
    """The tellers of one story: what its reports tell of each, and the line that each belongs to."""

    tellers: Mapping[str, Identity]
    line_of: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Origins:
    """All origins, the origin of each statement (where it has one), and which origins the reports link.

    `passed_on` gives a statement that another outlet's report is cited for that report, where it is among those read.
    """

    origins: tuple[Origin, ...]
    of_statement: Mapping[str, str]
    passed_on: Mapping[str, str]
    links: tuple[OriginLink, ...] = ()
    stories: Mapping[str, StoryTellers] = field(default_factory=dict)  # by report

    def line(self, statement: Statement) -> str | None:
        """Return the line of tellers on which a statement stands, None for an outlet's own voice."""
        origin = self.of_statement.get(statement.id)
        return self.stories[statement.report].line_of[origin] if origin is not None else None


def origins_of(dossier: Dossier) -> Origins:
    """Return the origins of a dossier that is already made."""
    pile = Pile(dossier.reports, dossier.stories, dossier.entities, dossier.relations, dossier.descriptions)
    return find_origins(pile, dossier.statements)


@dataclass(frozen=True, slots=True)
class Pile:
    """What the origins of a pile's statements rest on."""

    reports: Sequence[Report]
    stories: Sequence[Story]
    entities: Sequence[Entity]
    relations: Sequence[PartyRelation]
    descriptions: Sequence[Description]


def find_origins(pile: Pile, statements: Sequence[Statement]) -> Origins:
    """Find the origin of every statement whose report names a teller.

    A statement in an outlet's own voice names none, unless the outlet is itself a party of the story (a
    company's own newsroom). Named tellers are one by entity, unnamed ones only within one text.
    """
    by_report = {report.id: report for report in pile.reports}
    by_id = {entity.id: entity for entity in pile.entities}
    party_outlets = {report.id: party for report in pile.reports if (party := _party_of_outlet(report, pile.entities))}
    rest: dict[str, list[str]] = defaultdict(list)
    made: dict[str, tuple[str, str, str | None]] = {}
    of_statement: dict[str, str] = {}
    passed_on: dict[str, str] = {}
    story_of = {report: story.id for story in pile.stories for report in story.reports}
    lands = _lands_of_bodies(pile.descriptions, by_id)
    for statement in statements:
        report = by_report[statement.report]
        chain = statement.attribution.chain
        if chain:
            name, role, entity = chain[-1].name, chain[-1].role, chain[-1].entity
            home = _cited_report(chain, report, pile.reports)
            if home is not None:
                passed_on[statement.id] = home.id
            key = _key(chain[-1], home or report, by_id, story_of.get(report.id, "")) + lands.get(
                (report.id, entity or ""), ""
            )
        elif statement.attribution.kind == "own" and report.id in party_outlets:
            party = party_outlets[report.id]
            name, role, entity = party.name, "organisation", party.id
            key = f"entity {party.id}"
        else:
            continue
        origin = make_id("o", key)
        if role == "anonymous":
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
    found = _with_links(pile, statements, Origins(origins, of_statement, passed_on))
    same = _same_origins(found, by_id)
    return _with_links(pile, statements, _united(found, same)) if same else found


def _same_origins(found: Origins, by_id: Mapping[str, Entity]) -> dict[str, str]:
    """Return for each origin that is another's under a second name the first of them.

    Origins that speak in several stories stay as they are: what one story shows says nothing about another.
    """
    told = {id(one): one.tellers for one in found.stories.values()}
    where = Counter(origin for tellers in told.values() for origin in tellers)
    pairs = [
        pair for tellers in told.values() for pair in one_under_two_names(Scene(tellers, by_id))
        if all(where[origin] == 1 for origin in pair)
    ]  # fmt: skip
    lands = {origin: teller.lands for tellers in told.values() for origin, teller in tellers.items()}
    groups = [g for g in components([origin.id for origin in found.origins], pairs) if len(g) > 1]
    meeting = [g for g in groups if all(lands_meet(lands[a], lands[b]) for a, b in combinations(g, 2))]
    return {origin: group[0] for group in meeting for origin in group[1:]}


def _united(found: Origins, same: Mapping[str, str]) -> Origins:
    """Return the origins with those that are one told once, by the name of the first."""
    told: dict[str, list[str]] = defaultdict(list)
    for origin in found.origins:
        told[same.get(origin.id, origin.id)] += origin.statements
    kept = [msgspec.structs.replace(o, statements=tuple(told[o.id])) for o in found.origins if o.id not in same]
    of_statement = {statement: same.get(origin, origin) for statement, origin in found.of_statement.items()}
    return Origins(tuple(kept), of_statement, found.passed_on)


def _with_links(pile: Pile, statements: Sequence[Statement], found: Origins) -> Origins:
    """Add the links between tellers, story by story: what one story shows says nothing about another."""
    story_of = {report: story.id for story in pile.stories for report in story.reports}
    members: dict[str, list[Report]] = defaultdict(list)
    for report in pile.reports:
        members[story_of.get(report.id, report.id)].append(report)
    by_id = {entity.id: entity for entity in pile.entities}
    by_report: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_report[statement.report].append(statement)
    described: dict[str, list[Description]] = defaultdict(list)
    for description in [*pile.descriptions, *_as_descriptions(pile.relations, statements, by_id)]:
        described[description.report].append(description)
    links: dict[str, OriginLink] = {}
    stories: dict[str, StoryTellers] = {}
    for reports in members.values():
        own = [s for report in reports for s in by_report[report.id]]
        known = [d for report in reports for d in described[report.id]]
        texts = {report.id: report for report in reports}
        tellers = identities(found.origins, own, found.of_statement, by_id, known, texts)
        made = [*links_of(Scene(tellers, by_id)), *_same_words(own, found.of_statement, texts)]
        links |= {link.id: link for link in made}
        told = StoryTellers(tellers, _lines(tellers, made))
        stories |= {report.id: told for report in reports}
    return Origins(found.origins, found.of_statement, found.passed_on, tuple(links.values()), stories)


def _as_descriptions(
    relations: Sequence[PartyRelation], statements: Sequence[Statement], by_id: Mapping[str, Entity]
) -> list[Description]:
    """Return what relations tell of persons and bodies: who heads a body, and who is of one."""
    at = {statement.id: statement for statement in statements}
    found = []
    for relation in relations:
        one, other, where = relation.from_.entity or "", relation.to.entity or "", at.get(relation.statement)
        if relation.kind not in ("leads", "part_of") or where is None or one not in by_id or other not in by_id:
            continue
        types = {by_id[one].type, by_id[other].type}
        if "organisation" in types and types <= {"organisation", "person"}:
            noun = "head" if relation.kind == "leads" else "employee"
            whose = (Party(name=by_id[other].name, entity=other),)
            found.append(
                Description(
                    report=where.report, start=where.start, end=where.end, text=where.text, entity=one, noun=noun,
                    whose=whose,
                )  # fmt: skip
            )
    return found


def _lines(tellers: Mapping[str, Identity], links: Sequence[OriginLink]) -> dict[str, str]:
    """Return for each teller the name of its line: all that links hold together."""
    groups = components(sorted(tellers), (link.origins for link in links))
    return {origin: group[0] for group in groups for origin in group}


def _lands_of_bodies(descriptions: Sequence[Description], by_id: Mapping[str, Entity]) -> dict[tuple[str, str], str]:
    """Return whose a body is in each report, where its name alone does not tell: the defence ministries of two
    countries."""
    found: dict[tuple[str, str], str] = {}
    for description in descriptions:
        entity = by_id.get(description.entity or "")
        if (
            entity is None
            or entity.type != "organisation"
            or not content_words(entity.name) <= words("tellers", "institution_words")
        ):
            continue
        owners = sorted(
            lands_in(description.whose, by_id)
            | {land_of(p.name) for p in description.whose if p.entity in by_id} - {""}
        )
        if owners:
            found.setdefault((description.report, entity.id), f" of {owners[0]}")
    return found


def _cited_report(chain: Sequence[Teller], report: Report, reports: Sequence[Report]) -> Report | None:
    """Return the report that a chain cites: the last that its outlet published up to then, of those that were read."""
    outlets = [set(fold_teller(teller.name).split()) for teller in chain if teller.role == "outlet"]
    for name in reversed(outlets):
        theirs = [other for other in reports if other.id != report.id and _is_by(other, name)]
        theirs = [other for other in theirs if _day_of(other, "") <= _day_of(report, "9999")]
        if theirs:
            return max(theirs, key=lambda other: (other.published or "", other.id))
    return None


def _is_by(report: Report, outlet: set[str]) -> bool:
    """Say whether an outlet, by the words of its name, published a report."""
    return bool(report.outlet and outlet) and outlet == set(fold_teller(report.outlet or "").split())


def _day_of(report: Report, unknown: str) -> str:
    return (report.published or unknown)[:10]


def _key(teller: Teller, report: Report, by_id: Mapping[str, Entity], story: str) -> str:
    if teller.role == "anonymous":
        # unnamed people are one only within one text: a copy's officials are its source's
        return f"anonymous {fold_teller(teller.name)} {report.copy_of or report.id}"
    if teller.entity and teller.entity in by_id:
        return f"entity {by_id[teller.entity].stands_for or teller.entity}"
    if teller.role == "document":
        return f"document {fold_teller(teller.name)} {report.copy_of or report.id}"
    # "police" of one story are not those of another
    return (
        f"name {fold_teller(teller.name)} {story}"
        if teller.role == "organisation"
        else f"name {fold_teller(teller.name)}"
    )


def _party_of_outlet(report: Report, entities: Sequence[Entity]) -> Entity | None:
    """Return the organisation whose own newsroom the outlet is ("X Newsroom", "X press office")."""
    if not report.outlet:
        return None
    own = body_of_newsroom(report.outlet)
    if not own:
        return None
    for entity in entities:
        if entity.type == "organisation" and own in {fold_teller(n) for n in (entity.name, *entity.aliases)}:
            return entity
    return None


def _same_words(
    statements: Sequence[Statement], of_statement: Mapping[str, str], reports: Mapping[str, Report]
) -> list[OriginLink]:
    """Return the links of origins whose words two reports quote alike: one speaker, by name here and by office
    there."""
    speakers: dict[str, dict[str, Evidence]] = defaultdict(dict)
    for statement in statements:
        attribution = statement.attribution
        if attribution.kind != "direct" or statement.id not in of_statement:
            continue
        text = reports[statement.report].text
        for start, end in attribution.content:
            quoted = words_in(text[start:end])
            if len(quoted) >= SAMEWORDS:
                where = Evidence(report=statement.report, start=start, end=end, text=text[start:end])
                speakers[" ".join(quoted)].setdefault(of_statement[statement.id], where)
    found = []
    for told in speakers.values():
        (first, mine), *others = told.items()
        for other, theirs in others:
            shown = Shown((mine, theirs), "Both are quoted with the same words.")
            found.append(made_link((first, other), "same_words", shown))
    return found
