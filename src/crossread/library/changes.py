"""What a story's dossier says now that it did not say before: told by the words, not by ids, which are made anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from crossread.library.anchors import Anchor, anchor_at, spans_of
from crossread.model import Claim, Dossier
from crossread.present.wording import day

ChangeKind = Literal[
    "report.new", "report.corrects", "claim.new", "claim.joined", "claim.fell", "figure.revised", "conflict.opened",
    "conflict.closed",
    "backing.changed", "origin.new", "origin.fell",
]  # fmt: skip
WORDS: Mapping[str, str] = {
    "report.new": "New report", "report.corrects": "Corrected report", "claim.new": "New claim",
    "claim.joined": "Said by another too",
    "claim.fell": "Claim fell", "figure.revised": "Figure revised", "conflict.opened": "Conflict opened",
    "conflict.closed": "Conflict closed", "backing.changed": "Stands on other origins", "origin.new": "New origin",
    "origin.fell": "Origin fell",
}  # fmt: skip
_REVISING = {"revision", "figure", "estimate"}


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One change of a story: its kind, a sentence, and the words that it is about (the first few of many)."""

    kind: ChangeKind
    summary: str
    anchors: tuple[Anchor, ...] = ()


MAX_ANCHORS = 6


@dataclass(frozen=True, slots=True)
class _Side:
    """A dossier with the place of each statement and the claim at each place."""

    dossier: Dossier
    spans: Mapping[str, tuple[str, int, int]]
    claim_at: Mapping[tuple[str, int, int], Claim]


def _side(dossier: Dossier) -> _Side:
    spans = spans_of(dossier)
    return _Side(
        dossier, spans, {spans[sid]: claim for claim in dossier.claims for sid in claim.statements if sid in spans}
    )


def changes(before: Dossier | None, after: Dossier, corrects: Mapping[str, str] | None = None) -> tuple[Change, ...]:
    """Return what changed from one dossier of a story to the next, in the order of `Change.kind`'s list.

    `corrects` maps reports to the earlier ones from the same place. From nothing, only the reports are new: a story
    that begins has no claim that its reader could have missed.
    """
    found = list(_reports(before, after, corrects or {}))
    if before is not None:
        old, new = _side(before), _side(after)
        found += [*_claims(old, new), *_fallen(old, new), *_origins(old, new)]
    return tuple(found)


def _reports(before: Dossier | None, after: Dossier, corrects: Mapping[str, str]) -> Iterator[Change]:
    known = {report.id for report in before.reports} if before else set()
    for report in after.reports:
        if report.id not in known:
            kind: ChangeKind = "report.corrects" if report.id in corrects else "report.new"
            said = (
                " · ".join(
                    part for part in (report.outlet, report.title, report.published and day(report.published)) if part
                )
                or report.path
            )
            yield Change(kind=kind, summary=said, anchors=(Anchor(kind="report", report=report.id),))


def _claims(old: _Side, new: _Side) -> Iterator[Change]:
    known = {report.id for report in old.dossier.reports}
    for claim in new.dossier.claims:
        places = [new.spans[sid] for sid in claim.statements]
        earlier = list({was.id: was for place in places if (was := old.claim_at.get(place))}.values())
        about = _about(new.dossier, claim)
        if not earlier:
            yield Change(kind="claim.new", summary=claim.summary, anchors=about)
            if claim.relation == "conflict":
                yield _conflict(claim, about)
            continue
        fresh = {place[0] for place in places} - {report for was in earlier for report in was.reports}
        if fresh:
            names = ", ".join(_name(new.dossier, report) for report in sorted(fresh))
            yield Change(kind="claim.joined", summary=f"{claim.summary} ({names})", anchors=about)
        yield from _turned(earlier, claim, about, bool(fresh - known))


def _turned(earlier: list[Claim], claim: Claim, about: tuple[Anchor, ...], by_new_report: bool) -> Iterator[Change]:
    told = {difference.explanation for was in earlier for difference in was.differences}
    if any(was.relation == "conflict" for was in earlier):
        if claim.relation != "conflict":
            yield Change(kind="conflict.closed", summary=claim.summary, anchors=about)
    elif claim.relation == "conflict":
        yield _conflict(claim, about)
    if by_new_report:
        for difference in claim.differences:
            if difference.kind in _REVISING and difference.explanation not in told:
                yield Change(kind="figure.revised", summary=difference.explanation, anchors=about)
                break
    was_state = {was.corroboration.state for was in earlier}
    if claim.corroboration.state not in was_state and claim.corroboration.state != "single":
        yield Change(
            kind="backing.changed", summary=f"{claim.summary}: {claim.corroboration.explanation}", anchors=about
        )


def _conflict(claim: Claim, about: tuple[Anchor, ...]) -> Change:
    why = next((d.explanation for d in claim.differences if d.kind in ("figure", "polarity")), "")
    return Change(kind="conflict.opened", summary=f"{claim.summary} {why}".strip(), anchors=about)


def _fallen(old: _Side, new: _Side) -> Iterator[Change]:
    for claim in old.dossier.claims:
        places = [old.spans[sid] for sid in claim.statements]
        if not any(place in new.claim_at for place in places):
            yield Change(kind="claim.fell", summary=claim.summary, anchors=_about(old.dossier, claim))


def _origins(old: _Side, new: _Side) -> Iterator[Change]:
    was, now = ({origin.name.casefold(): origin for origin in side.dossier.origins} for side in (old, new))
    for key, origin in now.items():
        if key not in was:
            yield Change(kind="origin.new", summary=origin.name)
    for key, origin in was.items():
        if key not in now:
            yield Change(kind="origin.fell", summary=origin.name)


def _about(dossier: Dossier, claim: Claim) -> tuple[Anchor, ...]:
    reports = {report.id: report for report in dossier.reports}
    wanted = set(claim.statements[:MAX_ANCHORS])
    return tuple(
        anchor_at("statement", reports[s.report], s.start, s.end) for s in dossier.statements if s.id in wanted
    )


def _name(dossier: Dossier, key: str) -> str:
    report = next(report for report in dossier.reports if report.id == key)
    return report.outlet or report.title or report.path
