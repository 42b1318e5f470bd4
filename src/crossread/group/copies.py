"""Which reports reuse the text of another, and which of them is the likely source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossread.model import Report, reporting_text

SHINGLE = 5  # words; long enough that two writers seldom share one by chance
CONTAINED = 0.5  # share of the shorter text's shingles found in the other that makes a copy
MIN_SHARED = 12  # shingles; below this two texts share phrases, not text
_WORD = re.compile(r"\w+")
_CREDIT = re.compile(r"(?:^|\n)[^\n]{0,60}?\((?P<dateline>[A-Z][A-Za-z&.]*(?: [A-Z][A-Za-z&.]*){0,4})\)\s*[-–—]")
_REPORTING = re.compile(r"\((?:Reporting|Additional reporting|Writing|Editing|Compiled) by ")


@dataclass(frozen=True, slots=True)
class Copies:
    """`copy_of` maps a copy to its likely source; `reasons` says why, for the reader."""

    copy_of: Mapping[str, str]
    reasons: Mapping[str, str]


def credited_agency(report: Report) -> str | None:
    """Return the agency that a dateline or the sign-off credits, where the report names one."""
    match = _CREDIT.search(report.text[:1500])
    return match["dateline"] if match else None


def shingles(report: Report) -> frozenset[int]:
    """Return the hashed word shingles of what is reporting in a report; figures of style (%, per cent) are folded."""
    words = [w.lower() for w in _WORD.findall(reporting_text(report))]
    return frozenset(_hash(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def _hash(words: list[str]) -> int:
    value = 1469598103934665603
    for character in " ".join(words).encode("utf-8", "surrogatepass"):
        value = ((value ^ character) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
    return value


def find_copies(reports: Sequence[Report]) -> Copies:
    """Find copies by shared shingles through an inverted index; the source is the credited agency's own, else the first.

    A report is a copy where half of the shorter text stands in the other. `copy_of` never leads to another copy.
    """
    sets = [shingles(report) for report in reports]
    index: dict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(sets):
        for item in own:
            index[item].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for holders in index.values():
        if 1 < len(holders) <= 200:
            for at, i in enumerate(holders):
                for j in holders[at + 1 :]:
                    shared[i, j] += 1
    parent = list(range(len(reports)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    share: dict[tuple[int, int], float] = {}
    for (i, j), count in sorted(shared.items()):
        contained = count / max(1, min(len(sets[i]), len(sets[j])))
        if count >= MIN_SHARED and contained >= CONTAINED:
            share[i, j] = contained
            parent[max(find(i), find(j))] = min(find(i), find(j))
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(len(reports)):
        groups[find(number)].append(number)
    copy_of: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for members in groups.values():
        if len(members) < 2:
            continue
        source = min(members, key=lambda n: (not _is_source(reports[n], [reports[m] for m in members]), reports[n].published or "9999", -len(reports[n].text), reports[n].id))
        for number in members:
            if number != source:
                copy_of[reports[number].id] = reports[source].id
                part = share.get((min(number, source), max(number, source)))
                said = f"{part:.0%} of the shorter text stands in the other" if part else "copied by way of another copy"
                reasons[reports[number].id] = said
    return Copies(copy_of, reasons)


def _is_source(report: Report, others: Sequence[Report]) -> bool:
    """Say whether the report's own outlet is the agency that the group credits."""
    agencies = {agency.lower() for other in others if (agency := credited_agency(other))}
    return bool(report.outlet and report.outlet.lower() in agencies)
