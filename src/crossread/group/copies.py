"""Which reports reuse the text of another, which of them is the likely source, and what the copier changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from msgspec.structs import replace

from crossread.group.credits import credited_agency, own_agency
from crossread.group.overlaps import CROWD, Overlap, find_overlaps
from crossread.group.passages import find_passages
from crossread.group.shingles import Shingled, shingle_texts
from crossread.model import Copy, Report, reporting_text
from crossread.text.linkage import components

CONTAINED = 0.5  # share of the shorter text's shingles found in the other that makes a copy
MIN_SHARED = 12  # shingles; below this two texts share phrases, not text
PASSED_ON = 0.2  # share of a copy's copy that must still stand in the source for it to be the source of both


def find_copies(reports: Sequence[Report]) -> tuple[Copy, ...]:
    """Return one record for each report that copies another, in the order of the reports; `source` is never a copy.

    Of reports that share text, the likely source is the credited agency's own report, else the earliest, else one
    that bears the credit, else the longest. Residue (promotion, captions) is no text of a report and counts for
    nothing.
    """
    texts = [reporting_text(report) for report in reports]
    shingled = list(shingle_texts(texts))
    overlaps = find_overlaps(shingled, contained=CONTAINED, least=MIN_SHARED)
    share = {(o.first, o.second): o.share for o in overlaps}
    neighbours = _neighbours(overlaps)
    made = {}
    for group in linked(len(reports), overlaps):
        outlets = {outlet for n in group if (outlet := reports[n].outlet)}
        agencies = {n: credited_agency(texts[n], reports[n].outlet, outlets) for n in group}
        order = sorted(group, key=lambda n: _rank(reports[n], agencies[n], {agencies[m] for m in group if m != n}))
        for copy, source in _sources(order, neighbours, shingled).items():
            part = share.get((min(copy, source), max(copy, source)))
            part = part if part is not None else shared_part(shingled[copy], shingled[source])
            passages, changes = find_passages(shingled[copy], shingled[source])
            made[copy] = Copy(
                report=reports[copy].id,
                source=reports[source].id,
                share=round(part, 4),
                agency=agencies[copy] or agencies[source],
                explanation=_explain(reports[copy], reports[source], part, agencies[copy], agencies[source]),
                passages=passages,
                changes=changes,
            )
    return tuple(made[n] for n in sorted(made))


def told_copies(reports: Sequence[Report]) -> tuple[tuple[Report, ...], tuple[Copy, ...]]:
    """Return the reports, each told of which other it is a copy, and the records of `find_copies`."""
    copies = find_copies(reports)
    source_of = {copy.report: copy.source for copy in copies}
    return tuple(replace(report, copy_of=source_of.get(report.id)) for report in reports), copies


def linked(count: int, overlaps: Sequence[Overlap]) -> list[list[int]]:
    """Return the groups of two or more texts that overlaps link, directly or by way of others."""
    groups = components(range(count), ((overlap.first, overlap.second) for overlap in overlaps))
    return [group for group in groups if len(group) > 1]


def shared_part(one: Shingled, other: Shingled) -> float:
    """Return the share (0 to 1) of the smaller set of shingles that both texts have."""
    a, b = set(one.hashes.tolist()), set(other.hashes.tolist())
    return len(a & b) / max(1, min(len(a), len(b)))


def _rank(report: Report, agency: str | None, credited: Collection[str | None]) -> tuple[object, ...]:
    own = report.outlet is not None and _agency_of(report.outlet) in credited
    return (not own, report.published or "9999", agency is None, -len(report.text), report.id)


def _agency_of(outlet: str) -> str:
    return own_agency(outlet) or outlet.removeprefix("The ")


def _neighbours(overlaps: Sequence[Overlap]) -> dict[int, list[int]]:
    """Return for each text those that overlap it, the most alike first."""
    neighbours: dict[int, list[int]] = defaultdict(list)
    for overlap in sorted(overlaps, key=lambda o: (-o.share, o.first, o.second)):
        neighbours[overlap.first].append(overlap.second)
        neighbours[overlap.second].append(overlap.first)
    return neighbours


def _sources(
    order: Sequence[int], neighbours: Mapping[int, Sequence[int]], texts: Sequence[Shingled]
) -> dict[int, int]:
    """Return copy -> source. The likeliest source takes all that overlap it; a copy's copy goes to the same source."""
    source_of: dict[int, int] = {}
    sources: set[int] = set()
    for number in order:
        if number in source_of:
            continue
        by_way = dict.fromkeys(source_of[n] for n in neighbours[number] if n in source_of)
        kept = [(shared_part(texts[number], texts[s]), -order.index(s), s) for s in by_way if s != number]
        if kept and max(kept)[0] >= PASSED_ON:
            source_of[number] = max(kept)[2]
            continue
        sources.add(number)
        crowd = len(order) > CROWD  # then not every pair was looked at
        near = [n for n in order if shared_part(texts[n], texts[number]) >= CONTAINED] if crowd else neighbours[number]
        for other in near:
            if other not in source_of and other not in sources:
                source_of[other] = number
    return source_of


def _explain(copy: Report, source: Report, share: float, agency: str | None, source_credits: str | None) -> str:
    said = f"{share:.0%} of the shorter text's runs of five words stand in the other"
    if agency and source.outlet and _agency_of(source.outlet) == agency:
        return f"{said}; the text is credited to {agency}, the source's own outlet."
    if copy.published and source.published and source.published < copy.published:
        return f"{said}; the source is dated earlier ({source.published}, the copy {copy.published})."
    if agency and source_credits and agency == source_credits:
        return f"{said}; both carry a text of {agency}, which is not itself among the reports."
    longer = "longer" if len(source.text) > len(copy.text) else "listed"
    return f"{said}; nothing dates one before the other, and the {longer} text is taken as the source."
