"""Reports of one story together: what they name and the rare words they share."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from crossread.ids import make_id
from crossread.model import Reading, Report, Story, reporting_text

SAME_STORY = 0.17  # cosine of weighted words and names; chosen on the dev stories of the data and the open cases
LINKAGE = 0.6  # a report joins a story when its mean likeness to it is at least this share of the bar
NAME_WEIGHT = 2.0
MAX_DAYS = 21
_WORD = re.compile(r"[A-Za-z][a-z'’-]{2,}")
_STOP = frozenset(["the", "and", "for", "that", "with", "was", "were", "has", "have", "had", "are", "but", "not", "from", "they", "this", "which", "their", "been", "its", "his", "her", "she", "him", "will", "would", "could", "said", "says", "after", "before", "over", "into", "about", "more", "than", "also", "when", "who", "what", "where", "while", "one", "two", "first", "last", "new", "year", "years", "people", "time", "day", "week", "month", "told", "according", "other", "some", "any", "all", "out", "can", "may", "being", "between", "during", "against", "under", "there", "those", "these", "then", "them", "our", "your", "you", "because", "since", "such", "only", "most", "much", "many", "made", "make"])


def group_stories(reports: Sequence[Report], readings: Sequence[Reading], copies: Mapping[str, str]) -> tuple[Story, ...]:
    """Group reports into stories by average linkage over the cosine of their words and names; copies stay together."""
    vectors = _vectors(reports, readings)
    count = len(reports)
    place = {report.id: i for i, report in enumerate(reports)}
    likeness: dict[tuple[int, int], float] = {}
    for i in range(count):
        for j in range(i + 1, count):
            value = _cosine(vectors[i], vectors[j]) if _near_in_time(reports[i], reports[j]) else 0.0
            if value > 0:
                likeness[i, j] = value
    for copy, source in copies.items():
        i, j = sorted((place[copy], place[source]))
        likeness[i, j] = 1.0
    group_of = list(range(count))
    members = {i: [i] for i in range(count)}
    for (i, j), value in sorted(likeness.items(), key=lambda item: (-item[1], item[0])):
        one, other = sorted((group_of[i], group_of[j]))
        if one == other or value < SAME_STORY:
            continue
        mean = sum(likeness.get((min(a, b), max(a, b)), 0.0) for a in members[one] for b in members[other]) / (len(members[one]) * len(members[other]))
        if value < 1.0 and mean < LINKAGE * SAME_STORY:
            continue
        for b in members.pop(other):
            members[one].append(b)
            group_of[b] = one
    stories = []
    for _, found in sorted(members.items()):
        ids = tuple(reports[i].id for i in sorted(found))
        stories.append(Story(id=make_id("t", *ids), title=_title(reports, vectors, sorted(found)), reports=ids))
    return tuple(stories)


def _vectors(reports: Sequence[Report], readings: Sequence[Reading]) -> list[dict[str, float]]:
    counts: list[Counter[str]] = []
    for report, reading in zip(reports, readings, strict=True):
        found_words = _WORD.findall(reporting_text(report))
        words: Counter[str] = Counter(w.lower().removesuffix("'s").removesuffix("’s") for w in found_words if w.lower() not in _STOP)
        for entity in reading.entities:
            if entity.type in ("person", "organisation", "place", "product", "event", "facility"):
                words[f"name {entity.name.casefold()}"] += min(len(entity.mentions), 5)
        counts.append(words)
    frequency = Counter(word for words in counts for word in words)
    total = len(counts)
    found = []
    for words in counts:
        weights = {
            word: (1 + math.log(count)) * (math.log((1 + total) / (1 + frequency[word])) + 1.0) * (NAME_WEIGHT if word.startswith("name ") else 1.0)
            for word, count in words.items() if count > 0
        }  # fmt: skip
        norm = math.sqrt(sum(v * v for v in weights.values())) or 1.0
        found.append({word: value / norm for word, value in weights.items()})
    return found


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(value * large[word] for word, value in small.items() if word in large)


def _near_in_time(a: Report, b: Report) -> bool:
    if not a.published or not b.published:
        return True
    try:
        days = abs((date.fromisoformat(a.published[:10]) - date.fromisoformat(b.published[:10])).days)
    except ValueError:
        return True
    return days <= MAX_DAYS


def _title(reports: Sequence[Report], vectors: Sequence[Mapping[str, float]], found: Sequence[int]) -> str:
    """Return the title of the report that is most like the others, else its first line."""
    shared: dict[str, float] = defaultdict(float)
    for i in found:
        for word, value in vectors[i].items():
            shared[word] += value
    best = max(found, key=lambda i: (bool(reports[i].title), sum(v * shared[w] for w, v in vectors[i].items()), -i))
    report = reports[best]
    return report.title or next((line.strip()[:120] for line in report.text.splitlines() if line.strip()), report.path)
