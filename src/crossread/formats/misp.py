"""MISP core format: one event, with reports, parties and claims as objects of MISP's own templates, made and checked
by PyMISP.

A report is a `news-media` object, a person a `person`, a body or group an `organization`, a claim an `annotation`
that refers to its reports. The claims with their citations are the event's report. Nothing is marked for detection
(`to_ids`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from crossread.errors import MissingExtra
from crossread.formats.exported import Export, count_of, uuid_of, whole
from crossread.formats.icd import to_citations
from crossread.formats.stix import UNDATED, instant
from crossread.model import Claim, Dossier, Entity, Report

# What MISP calls our relations (its `relationships/definition.json`).
_RELATIONS = {
    "supports": "supports", "opposes": "antagonist-of", "cooperates": "cooperates-with", "meets": "has-met",
    "leads": "directs", "part_of": "belongs-to",
}  # fmt: skip
_TEMPLATES = {
    "person": ("person", "full-name"),
    "organisation": ("organization", "name"),
    "group": ("organization", "name"),
}
# What JSON can hold and MISP's database (MySQL, XML exports) cannot.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def export(dossier: Dossier) -> Export:
    """Return an event; raises MissingExtra without `pymisp`."""
    try:
        import pymisp
    except ImportError as error:
        raise MissingExtra("MISP events", "pymisp", "formats") from error
    event = _Event(dossier, pymisp)
    written = {"Event": json.loads(event.event.to_json())}
    return Export(
        json.dumps(written, ensure_ascii=False, indent=2, sort_keys=True).encode("utf-8") + b"\n", event.losses()
    )


def _text(value: str) -> str:
    """Return a text that MISP keeps as it is: no control characters, none at its ends that MISP strips."""
    return _CONTROLS.sub("\ufffd", whole(value)).strip()


class _Event:
    """Collects the objects of the event; an object is there before another refers to it."""

    def __init__(self, dossier: Dossier, pymisp: Any) -> None:
        self.dossier = dossier
        self.pymisp = pymisp
        self.lost: Counter[str] = Counter()
        self.objects: dict[str, Any] = {}
        dates = sorted(date for report in dossier.reports if (date := instant(report.published)))
        self.event = pymisp.MISPEvent()
        title = "; ".join(story.title for story in dossier.stories) or "Crossread"
        self.event.from_dict(
            uuid=uuid_of("misp event", *(report.id for report in dossier.reports)), info=_text(title) or "Crossread",
            date=(dates or [UNDATED])[0][:10],
            analysis=2, threat_level_id=4, distribution=0, published=False,
        )  # fmt: skip
        for report in dossier.reports:
            self._report(report)
        for entity in dossier.entities:
            self._entity(entity)
        for claim in dossier.claims:
            self._claim(claim)
        self._relations()
        for made in self.objects.values():
            self.event.add_object(made)
        if dossier.claims:
            content = _text(to_citations(dossier).data.decode("utf-8"))
            self.event.add_event_report(
                "Claims and their sources", content, uuid=uuid_of("misp report", self.event.uuid), distribution=5
            )

    def losses(self) -> tuple[str, ...]:
        """Say what was left out, a line a reason."""
        kept = (
            (len(self.dossier.statements), "statement's place, tellers and certainty", "statements' places, "
                                                                                       "tellers and certainty"),
            (len(self.dossier.times) + len(self.dossier.quantities), "figure and time", "figures and times"),
            (len(self.dossier.exchange), "record of exchange", "records of exchange"),
            (len(self.dossier.copies), "copy's passages", "copies' passages"),
        )  # fmt: skip
        counted = [f"{count_of(number, 'record')}: {reason}" for reason, number in self.lost.items()]
        return tuple(counted + [f"{count_of(*one)}: no template of MISP has a field for it" for one in kept if one[0]])

    def _add(self, template: str, key: str, held: list[tuple[str, str | None]], comment: str = "") -> None:
        made = self.pymisp.MISPObject(template, strict=True)
        made.uuid = uuid_of("misp", key)
        made.comment = _text(comment)
        for number, (name, value) in enumerate(held):
            if value and (text := _text(value)):
                made.add_attribute(
                    name,
                    value=text,
                    uuid=uuid_of("misp", key, name, str(number)),
                    to_ids=False,
                    disable_correlation=name == "content",
                )
        self.objects[key] = made

    def _report(self, report: Report) -> None:
        held = [("source", report.outlet or report.path), ("title", report.title), ("content", report.text)]
        told = [report.path, f"published {report.published}" if report.published else "undated"]
        self._add("news-media", report.id, held, "; ".join(told))
        if report.published and (seen := instant(report.published)):
            self.objects[report.id].first_seen = seen

    def _entity(self, one: Entity) -> None:
        if one.type not in _TEMPLATES:
            self.lost[f"a {one.type} is no person and no organization"] += 1
            return
        template, name = _TEMPLATES[one.type]
        named = _text(one.name) or one.id
        self._add(
            template, one.id, [(name, named), *(("alias", alias) for alias in one.aliases if _text(alias) != named)]
        )
        for report in dict.fromkeys(mention.report for mention in one.mentions):
            self._refer(report, one.id, "mentions")

    def _claim(self, claim: Claim) -> None:
        said = claim.corroboration
        told = [f"{claim.relation}; {said.state}: {said.explanation}", *(one.explanation for one in claim.differences)]
        self._add(
            "annotation", claim.id, [("text", claim.summary or "(no words)"), ("format", "text")], "; ".join(told)
        )
        for report in claim.reports:
            self._refer(claim.id, report, "annotates")

    def _relations(self) -> None:
        said = {one.id: one.text for one in self.dossier.statements}
        for relation in self.dossier.relations:
            first, second = relation.from_.entity or "", relation.to.entity or ""
            if first == second or first not in self.objects or second not in self.objects:
                self.lost["a relation asks for two persons or organizations"] += 1
                continue
            self._refer(first, second, _RELATIONS[relation.kind], said.get(relation.statement, ""))

    def _refer(self, source: str, target: str, kind: str, comment: str = "") -> None:
        if source in self.objects and target in self.objects:
            made = self.objects[source].add_reference(self.objects[target].uuid, kind, comment=_text(comment))
            made.uuid = uuid_of("misp reference", source, target, kind, comment)
