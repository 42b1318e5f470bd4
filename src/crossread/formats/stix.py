"""STIX 2.1 (OASIS Standard, 2021): reports, notes, groupings, opinions, identities and relationships, made and checked
by `stix2`.

A statement is a `note`, a claim a `grouping` of notes, a teller's word an `opinion` on the claim. What STIX has no
field for (places, certainty, attribution, differences, corroboration) stands in a property extension, whose definition
is in the bundle.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from crossread.errors import MissingExtra
from crossread.formats.exported import Export, count_of, filled, uuid_of, whole
from crossread.model import Claim, Dossier, Entity, Party, Report, Statement

# Identity classes of the open vocabulary `identity-class-ov` (STIX 2.1, 10.7) for our types of entity.
_CLASSES = {"person": "individual", "organisation": "organization", "group": "group"}
# What an opinion says (`opinion-enum`, 10.14) for the label of a statement's certainty.
_OPINIONS = {
    "asserted": "strongly-agree", "probable": "agree", "possible": "neutral",
    "unknown": "neutral", "unlikely": "disagree", "denied": "strongly-disagree",
}  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?))?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?$")
UNDATED = "1970-01-01T00:00:00Z"  # STIX asks for a time where we know none; such objects carry the label `undated`
EXTENSION = f"extension-definition--{uuid_of('stix extension', '1')}"
_SCHEMA = "crossread/dossier/1"


def export(dossier: Dossier) -> Export:
    """Return a bundle; raises MissingExtra without `stix2`."""
    try:
        import stix2
    except ImportError as error:
        raise MissingExtra("STIX 2.1", "stix2", "formats") from error
    bundle = _Bundle(dossier)
    parsed = stix2.parse(
        {"type": "bundle", "id": _id("bundle", *bundle.objects), "objects": list(bundle.objects.values())},
        version="2.1",
    )
    return Export(parsed.serialize(indent=2, ensure_ascii=False).encode("utf-8") + b"\n", bundle.losses())


def _id(kind: str, *parts: str) -> str:
    return f"{kind}--{uuid_of(kind, *parts)}"


def instant(published: str | None) -> str | None:
    """Return an ISO 8601 date as a STIX timestamp in UTC, or None where it names no day."""
    from datetime import UTC, datetime

    found = _ISO.match((published or "").strip())
    if not found:
        return None
    year, month, day, clock, zone = found.groups()
    try:
        moment = datetime.fromisoformat(f"{year}-{month}-{day}T{clock or '00:00'}{zone or '+00:00'}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment.strftime(f"{moment.year:04d}-%m-%dT%H:%M:%SZ")


def _plain(value: Any) -> Any:
    """Return a value whose texts can all be written as UTF-8."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value


class _Bundle:
    """Collects the objects of a bundle; an object is there before another points at it."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.objects: dict[str, dict[str, Any]] = {}
        self.lost: Counter[str] = Counter()
        self.reports = {report.id: report for report in dossier.reports}
        self.times = {key: instant(report.published) or UNDATED for key, report in self.reports.items()}
        self.latest = max((*self.times.values(), UNDATED))
        self.author = self._add(
            "identity", "crossread", {"name": "Crossread", "identity_class": "system"}, self.latest, own=False
        )
        self._extension()
        self.entities = {one.id: self._entity(one) for one in dossier.entities if self._fits(one)}
        self.notes = {one.id: self._note(one) for one in dossier.statements if one.report in self.reports}
        for report in dossier.reports:
            self._report(report)
        for claim in dossier.claims:
            self._claim(claim)
        self._relationships()

    def losses(self) -> tuple[str, ...]:
        """Say what was left out, a line a reason."""
        counted = [f"{count_of(number, 'record')}: {reason}" for reason, number in self.lost.items()]
        kept = (
            (len(self.dossier.figures), "figure series", "figure series"), (len(self.dossier.times), "time"),
            (len(self.dossier.quantities), "figure"), (len(self.dossier.stories), "story", "stories"),
            (len(self.dossier.copies), "copy's passages", "copies' passages"),
            (len(self.dossier.ledger), "row of the ledger", "rows of the ledger"),
        )  # fmt: skip
        return tuple(counted + [f"{count_of(*one)}: STIX has no object for it" for one in kept if one[0]])

    def _add(self, kind: str, key: str, held: dict[str, Any], time: str, *, own: bool = True) -> str:
        name = _id(kind, key)
        head = {
            "type": kind, "spec_version": "2.1", "id": name, "created_by_ref": self.author if own else None,
            "created": time, "modified": time,
        }  # fmt: skip
        labels = ["undated"] if time == UNDATED else None
        self.objects[name] = filled(_plain({**head, **held, "labels": labels}))
        return name

    def _extension(self) -> None:
        held = {
            "name": "crossread",
            "description": "Places, certainty, attribution, differences and corroboration of Crossread's records.",
            "schema": _SCHEMA, "version": "1.0.0", "extension_types": ["property-extension"],
        }  # fmt: skip
        head = {"type": "extension-definition", "spec_version": "2.1", "id": EXTENSION, "created_by_ref": self.author}
        self.objects[EXTENSION] = {**head, "created": self.latest, "modified": self.latest, **held}

    def _more(self, **held: Any) -> dict[str, Any]:
        return {EXTENSION: {"extension_type": "property-extension", **filled(held)}}

    def _fits(self, entity: Entity) -> bool:
        if entity.type not in _CLASSES:
            self.lost[f"a {entity.type} is no identity (a STIX location asks for a country or coordinates)"] += 1
        return entity.type in _CLASSES

    def _entity(self, one: Entity) -> str:
        mentions = [{"report": mention.report, "start": mention.start, "end": mention.end} for mention in one.mentions]
        more = self._more(record=one.id, aliases=list(one.aliases), mentions=mentions)
        return self._add(
            "identity",
            one.id,
            {"name": one.name or one.id, "identity_class": _CLASSES[one.type], "extensions": more},
            self.latest,
        )

    def _note(self, one: Statement) -> str:
        told = one.attribution
        chain = [
            filled({"name": teller.name, "role": teller.role, "entity": self.entities.get(teller.entity or "")})
            for teller in told.chain
        ]
        more = self._more(
            record=one.id, report=one.report, start=one.start, end=one.end, predicate=one.predicate,
            negated=one.negated, status=one.status,
            certainty=one.certainty.value, certainty_label=one.certainty.label, attribution=told.kind, tellers=chain,
            gist=one.gist.text if one.gist else None, withdrawn=one.withdrawn.text if one.withdrawn else None,
        )  # fmt: skip
        about = [self.entities[part.entity] for part in one.participants if part.entity in self.entities]
        held = {
            "content": one.text or " ", "abstract": one.gist.text if one.gist else None,
            "authors": [teller.name for teller in told.chain],
            "object_refs": list(dict.fromkeys([_id("report", one.report), *about])), "extensions": more,
        }  # fmt: skip
        return self._add("note", one.id, held, self.times[one.report])

    def _report(self, report: Report) -> None:
        notes = [self.notes[one.id] for one in self.dossier.statements if one.report == report.id]
        more = self._more(
            record=report.id,
            path=report.path,
            outlet=report.outlet,
            text=report.text,
            copy_of=_id("report", report.copy_of) if report.copy_of else None,
        )
        refs = notes or [self.author]  # STIX asks for one at least
        held = {
            "name": report.title or report.path,
            "published": self.times[report.id],
            "object_refs": refs,
            "lang": report.language,
            "extensions": more,
        }
        self._add("report", report.id, held, self.times[report.id])

    def _claim(self, claim: Claim) -> None:
        statements = [one for one in self.dossier.statements if one.id in claim.statements and one.id in self.notes]
        if not statements:
            self.lost["a claim whose statements are not in the dossier groups nothing"] += 1
            return
        differences = [
            {
                "kind": one.kind,
                "explanation": one.explanation,
                "answers": [
                    {"text": a.text, "notes": [self.notes[s] for s in a.statements if s in self.notes]}
                    for a in one.answers
                ],
            }
            for one in claim.differences
        ]
        said = claim.corroboration
        names = {origin.id: origin.name for origin in self.dossier.origins}
        more = self._more(
            record=claim.id, relation=claim.relation, differences=differences,
            origins=[names.get(one, one) for one in claim.origins],
            corroboration=said.state, independent_origins=said.independent, corroboration_explanation=said.explanation,
        )  # fmt: skip
        time = max(self.times[one.report] for one in statements)
        held = {
            "name": claim.summary,
            "context": "unspecified",
            "object_refs": [self.notes[one.id] for one in statements],
            "extensions": more,
        }
        grouping = self._add("grouping", claim.id, held, time)
        for one in statements if len(statements) > 1 else ():
            authors = [teller.name for teller in one.attribution.chain] or [
                self.reports[one.report].outlet or self.reports[one.report].path
            ]
            opinion = {
                "opinion": _OPINIONS[one.certainty.label],
                "authors": authors,
                "object_refs": [grouping],
                "explanation": one.text,
            }
            self._add("opinion", one.id, opinion, self.times[one.report])

    def _relationships(self) -> None:
        for relation in self.dossier.relations:
            self._relationship(
                relation.id, relation.kind.replace("_", "-"), (relation.from_, relation.to), relation.statement, ""
            )
        for record in self.dossier.exchange:
            ends = (
                (record.by, record.party) if record.kind == "bars" else (record.giver or record.party, record.receiver)
            )
            self._relationship(record.id, record.kind, ends, record.statement, record.item)

    def _relationship(
        self, key: str, kind: str, ends: tuple[Party | None, Party | None], statement: str, item: str
    ) -> None:
        first, second = (self.entities.get(one.entity or "") if one else None for one in ends)
        if not first or not second or first == second:
            self.lost["a relationship asks for two identities"] += 1
            return
        more = self._more(record=key, note=self.notes.get(statement))
        held = {
            "relationship_type": kind,
            "source_ref": first,
            "target_ref": second,
            "description": item,
            "extensions": more,
        }
        self._add("relationship", key, held, self.latest)
