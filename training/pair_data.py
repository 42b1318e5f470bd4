"""Pairs of statements and sentences with what they are to each other, from our labels and from open corpora.

Every pair has a task (the head that it teaches) and the classes that are right: more than one where the corpus leaves
it open. Statements are cut as the product cuts them (`training.statements`); a statement means what the labelled places
that it touches mean, by the same rule of touching as the exam's scorer.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

from crossread.model_runtime.pair_marks import Span, sentence_around
from crossread.model_runtime.pair_model import LABELS, plain_text
from training.data import SHARED, rows
from training.labels.convert import KEPT, SPLIT, STORIES, document_texts

SAME, CONTAINS, OTHER_ANSWER, CONTRADICTS, RELATED, UNRELATED = range(6)
TASKS = ("relation", "verdict", "paraphrase")
JOINED = (SAME, CONTAINS, OTHER_ANSWER, CONTRADICTS)  # one row of a comparison table: the same is asked
CONFLICT_KINDS, ANSWER_KINDS = {"figure", "polarity"}, {"scope", "time", "status", "revision", "estimate"}
_CONTENT = re.compile(r"[A-Za-z]{4,}|\d+")
_COMMON = frozenset(
    [
        "that",
        "this",
        "with",
        "from",
        "have",
        "been",
        "were",
        "their",
        "they",
        "said",
        "says",
        "after",
        "about",
        "which",
        "would",
        "there",
        "could",
        "when",
        "more",
        "than",
        "also",
        "into",
        "over",
        "other",
        "some",
        "what",
        "will",
        "only",
        "most",
        "him",
        "his",
        "her",
        "them",
        "then",
        "because",
        "where",
        "while",
        "before",
        "during",
        "being",
        "very",
        "just",
    ]
)


@dataclass(frozen=True)
class Example:
    """Two texts, the span that is meant in each, and what they are to each other."""

    text_a: str
    span_a: Span
    text_b: str
    span_b: Span
    task: str
    right: tuple[int, ...]
    source: str
    weight: float = 1.0
    key: str = ""  # which candidate of which story this is


@dataclass(frozen=True)
class Statement:
    document: int
    start: int
    end: int


@dataclass(frozen=True)
class Story:
    """A story's reports, the statements that the product cuts in them, and the labels, if it has any."""

    name: str
    texts: tuple[str, ...]
    statements: tuple[Statement, ...]
    sides: dict[str, Any] | None = None

    def touched(self, statement: Statement) -> dict[int, set[int]]:
        """Return the units, and their places, that a statement touches."""
        found: dict[int, set[int]] = defaultdict(set)
        for u, unit in enumerate((self.sides or {"units": []})["units"]):
            for p, place in enumerate(unit["places"]):
                if touches(statement, place):
                    found[u].add(p)
        return found

    @cached_property
    def units(self) -> list[dict[int, set[int]]]:
        return [self.touched(s) for s in self.statements]

    @cached_property
    def near_units(self) -> list[set[int]]:
        """The units that share any character with a statement: whether it states them is open where it does not touch."""
        units = (self.sides or {"units": []})["units"]
        return [
            {u for u, unit in enumerate(units) if any(overlap(s, p) > 0 for p in unit["places"])}
            for s in self.statements
        ]

    @cached_property
    def stated(self) -> list[set[int]]:
        """The units that a statement states by itself: it holds half of a place, not a scrap of it ("it should be noted")."""
        found = []
        for statement, touched in zip(self.statements, self.units, strict=True):
            places = {u: [self.sides["units"][u]["places"][p] for p in ps] for u, ps in touched.items()}  # type: ignore[index]
            found.append({u for u, ps in places.items() if any(2 * overlap(statement, p) >= p[2] - p[1] for p in ps)})
        return found

    def clear(self, i: int, j: int) -> bool:
        """Return whether a pair of one unit is fit to learn from: both state a unit that they share, or they share none."""
        return bool(self.stated[i] & self.stated[j]) or not set(self.units[i]) & set(self.units[j])

    def is_trap(self, one: Statement, other: Statement) -> bool:
        for a, b in (self.sides or {"traps": []})["traps"]:
            if (touches(one, a) and touches(other, b)) or (touches(one, b) and touches(other, a)):
                return True
        return False


def overlap(statement: Statement, place: Sequence[int]) -> int:
    report, start, end = place
    return min(end, statement.end) - max(start, statement.start) if report == statement.document else 0


def touches(statement: Statement, place: Sequence[int]) -> bool:
    """The exam's rule: half of the shorter one shared, and no statement 2.5 times as long as the place (or 200 characters)."""
    size, own = place[2] - place[1], statement.end - statement.start
    return (
        own <= max(2.5 * size, 200)
        and overlap(statement, place) >= 0.5 * min(size, own)
        and overlap(statement, place) > 0
    )


def content_words(text: str) -> set[str]:
    return {w.lower()[:6] for w in _CONTENT.findall(text) if w.lower() not in _COMMON}


def answers(unit: dict[str, Any], ours: Iterable[int], theirs: Iterable[int]) -> set[int]:
    """Return which answers two statements of a unit may be to each other: the listed difference, or what is left open."""
    listed: set[str] = set()
    told = {frozenset((d["a"], d["b"])): set(d["kind"]) for d in unit.get("differences", [])}
    for pair in (frozenset((p, q)) for p in ours for q in theirs):
        listed |= told.get(pair, set())
    if listed & CONFLICT_KINDS:
        return {CONTRADICTS, OTHER_ANSWER} if listed & ANSWER_KINDS else {CONTRADICTS}
    if listed & ANSWER_KINDS:
        return {OTHER_ANSWER}
    all_kinds = {kind for kinds in told.values() for kind in kinds}
    left_open = {SAME, CONTAINS}
    if all_kinds & CONFLICT_KINDS:
        left_open |= {CONTRADICTS, OTHER_ANSWER}
    elif all_kinds & ANSWER_KINDS:
        left_open |= {OTHER_ANSWER}
    return left_open


def relation(story: Story, i: int, j: int) -> tuple[int, ...]:
    """Return the relations that the labels allow between two statements; none where the labels do not say."""
    one, other, ours, theirs = story.statements[i], story.statements[j], story.units[i], story.units[j]
    shared = set(ours) & set(theirs)
    if shared:
        found = [answers(story.sides["units"][u], ours[u], theirs[u]) for u in shared]  # type: ignore[index]
        clashing = [f for f in found if not f & {SAME, CONTAINS}] or [f for f in found if f - {SAME, CONTAINS}]
        if clashing:
            return tuple(sorted(set.union(*clashing)))
        sizes = sorted((one.end - one.start, other.end - other.start))
        alike = sizes[1] <= 1.6 * sizes[0]
        if set(ours) == set(theirs):
            return (SAME,) if alike else (SAME, CONTAINS)
        return (SAME, CONTAINS) if alike else (CONTAINS,)
    if story.is_trap(one, other):
        return (RELATED,)
    if story.near_units[i] & story.near_units[j]:
        return ()
    words = [content_words(story.texts[s.document][s.start : s.end]) for s in (one, other)]
    return (RELATED,) if words[0] & words[1] else (UNRELATED,)


def example(story: Story, i: int, j: int, right: tuple[int, ...], source: str = "labels") -> Example:
    (one, there), (other, here) = (sentence_around(story.texts[s.document], s.start, s.end) for s in (story.statements[i], story.statements[j]))
    return Example(one, there, other, here, "relation", right, source, key=f"{story.name}:{i}:{j}")


def load_stories(names: Iterable[str], statements: dict[str, list[Span]], kept: Path = KEPT) -> list[Story]:
    """Return the named stories with the product's statements and with their labels where there are some."""
    table = json.loads(STORIES.read_text("utf-8"))
    table = {name: table[name] for name in names}
    texts = document_texts(table, SHARED / "data/stories")
    found = []
    for name, row in table.items():
        path = kept / f"{name}.sides.json"
        sides = json.loads(path.read_text("utf-8")) if path.exists() else None
        cut = tuple(Statement(d, a, b) for d, key in enumerate(row["ids"]) for a, b in statements[key])
        found.append(Story(name, tuple(texts[key] for key in row["ids"]), cut, sides))
    return found


def split(part: str) -> list[str]:
    names: list[str] = json.loads(SPLIT.read_text("utf-8"))[part]
    return names


def kept_back() -> set[str]:
    """Return the groups of ECB+ whose stories are for choosing or for the end: nothing of them is trained on."""
    table = json.loads(STORIES.read_text("utf-8"))
    ids = {key for name in split("tune") + split("unseen") for key in table[name]["ids"]}
    return {row["group"] for row in rows(SHARED / "data/stories/ecbplus.train.jsonl.gz") if row["id"] in ids}


def place_examples(story: Story) -> Iterator[Example]:
    """Yield pairs of labelled places themselves, so that the model does not hang on how statements are cut today."""
    if not story.sides:
        return
    places = [Statement(*p) for unit in story.sides["units"] for p in unit["places"]]
    traps = [(Statement(*a), Statement(*b)) for a, b in story.sides["traps"]]
    marked = replace(story, statements=tuple(dict.fromkeys(places + [s for trap in traps for s in trap])))
    index = {s: i for i, s in enumerate(marked.statements)}
    for unit in story.sides["units"]:
        for p, q in combinations([Statement(*p) for p in unit["places"]], 2):
            if right := relation(marked, index[p], index[q]):
                yield replace(example(marked, index[p], index[q], right), source="places", weight=0.5)
    for a, b in traps:
        yield replace(example(marked, index[a], index[b], (RELATED,)), source="traps")


def whole(task: str, first: str, second: str, right: tuple[int, ...], source: str, weight: float = 1.0) -> Example:
    return Example(first, (0, len(first)), second, (0, len(second)), task, right, source, weight)


def vitaminc(part: str) -> Iterator[Example]:
    """Yield claims with evidence, for the verdict and, less heavily, for the relation."""
    meant = {"SUPPORTS": (SAME, CONTAINS), "REFUTES": (CONTRADICTS,), "NOT ENOUGH INFO": (RELATED,)}
    for row in rows(SHARED / f"data/contradiction/vitaminc.{part}.jsonl.gz"):
        claim, evidence = plain_text(row["claim"]), plain_text(row["evidence"])
        yield whole("verdict", claim, evidence, (LABELS.index(row["label"]),), "vitaminc")
        if part == "train" and random.Random(row["id"]).random() < 0.25:
            yield whole("relation", claim, evidence, meant[row["label"]], "vitaminc", 0.5)


def mrpc(part: str) -> Iterator[Example]:
    for row in rows(SHARED / f"data/pairs/mrpc.{part}.jsonl.gz"):
        yield whole("paraphrase", row["a"], row["b"], (row["same"],), "mrpc")
        if part == "train" and random.Random(row["id"]).random() < 0.4:
            right = (SAME, CONTAINS) if row["same"] else (CONTAINS, OTHER_ANSWER, CONTRADICTS, RELATED)
            yield whole("relation", row["a"], row["b"], right, "mrpc", 0.5)


def superpal() -> Iterator[Example]:
    """Yield a summary's proposition with the document's that says the same: of a span in pieces, the stretch it lies in."""

    def stretch(sentence: str, span: str) -> Span | None:
        parts = [p.strip() for p in span.split("...") if p.strip()]
        places = [(sentence.find(p), sentence.find(p) + len(p)) for p in parts]
        return (
            None
            if not places or any(a < 0 for a, _ in places)
            else (min(a for a, _ in places), max(b for _, b in places))
        )

    for row in rows(SHARED / "data/pairs/superpal-multinews.train.jsonl.gz"):
        ours, theirs = (stretch(row[f"{k}_sentence"], row[f"{k}_span"]) for k in ("summary", "document"))
        if ours and theirs:
            yield Example(
                row["summary_sentence"],
                ours,
                row["document_sentence"],
                theirs,
                "relation",
                (SAME, CONTAINS),
                "superpal",
            )


FAMILIES = KEPT.parent / "families"
_TO_BASE = {
    "same": (SAME, CONTAINS), "contains": (CONTAINS,), "other_answer": (OTHER_ANSWER,), "contradicts": (CONTRADICTS,),
    "related": (RELATED,),
}  # fmt: skip
_AGREEING = ("same", "contains")


def families(part: str, folder: Path = FAMILIES) -> Iterator[Example]:
    """Yield the pairs of our invented families of statements; every eighth family is the part "tune", the rest "train".

    A family's first statement is its base, and each other one has what it is to the base. What says the same as the
    base is to the others what the base is to them; what two that do not say the same are to each other is left open.
    """
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            if (number % 8 == 0) == (part == "tune"):
                yield from _family(json.loads(line))


def _family(row: dict[str, Any]) -> Iterator[Example]:
    sides = [(s["text"], (at := s["text"].index(s["says"]), at + len(s["says"]))) for s in row["statements"]]
    answers = ["same", *row["to_base"]]
    for i, j in combinations(range(len(sides)), 2):
        agreeing = [answers[k] in _AGREEING for k in (i, j)]
        if not any(agreeing) or answers[i] == answers[j] == "contains":
            continue
        right = _TO_BASE[answers[j] if agreeing[0] else answers[i]] if not all(agreeing) else (SAME, CONTAINS)
        right = _TO_BASE[answers[j]] if i == 0 else right
        yield Example(*sides[i], *sides[j], "relation", right, "families", 1.0 if i == 0 else 0.7)


def claimdiff() -> Iterator[Example]:
    """Yield claims of two reports of one story: strengthening is agreement or more, weakening is no agreement."""
    meant = {
        ("strengthen", "YES"): (SAME, CONTAINS, RELATED),
        ("strengthen", "NO"): (OTHER_ANSWER, CONTRADICTS, RELATED, UNRELATED),
        ("weaken", "YES"): (OTHER_ANSWER, CONTRADICTS, RELATED),
        ("weaken", "NO"): (SAME, CONTAINS, RELATED, UNRELATED),
    }
    for row in rows(SHARED / "data/contradiction/claimdiff.train.jsonl.gz"):
        yield whole("relation", row["claim"], row["evidence"], meant[row["task"], row["label"]], "claimdiff", 0.3)


def ecb_stories(statements: dict[str, list[Span]]) -> Iterator[tuple[Story, list[dict[str, Any]]]]:
    """Yield the groups of ECB+ that may be trained on, with the annotation of each document."""
    shut, groups = kept_back(), defaultdict(list)
    marked = {row["id"]: row for row in rows(SHARED / "data/alignment/ecbplus.train.jsonl.gz")}
    for row in rows(SHARED / "data/stories/ecbplus.train.jsonl.gz"):
        if row["group"] not in shut and row["id"] in marked and marked[row["id"]]["text"] == row["text"]:
            groups[row["group"]].append(row)
    for group, documents in sorted(groups.items()):
        cut = tuple(Statement(d, a, b) for d, row in enumerate(documents) for a, b in statements[row["id"]])
        yield Story(f"ecb-{group}", tuple(r["text"] for r in documents), cut), [marked[r["id"]] for r in documents]


def ecb_examples(story: Story, marked: list[dict[str, Any]], rng: random.Random, most: int) -> list[Example]:
    """Return pairs of statements whose events and arguments corefer, and as many whose events do not."""
    chains = []
    for s in story.statements:
        inside = [m for m in marked[s.document]["mentions"] if s.start <= m["start"] and m["end"] <= s.end]
        events = {m["chain"] for m in inside if m["kind"] == "event" and "REPORTING" not in m.get("class", "")}
        chains.append((events, {m["chain"] for m in inside if m["kind"] == "entity"}))
    same, other = [], []
    for i, j in combinations([i for i, (events, _) in enumerate(chains) if events], 2):
        if story.statements[i].document == story.statements[j].document:
            continue
        (events, ours), (their_events, theirs) = chains[i], chains[j]
        if events & their_events:
            if len(ours & theirs) >= 0.5 * max(1, min(len(ours), len(theirs))) and len(events ^ their_events) <= 1:
                same.append((i, j))
        elif ours & theirs:
            other.append((i, j))
    rng.shuffle(same)
    rng.shuffle(other)
    found = [replace(example(story, i, j, JOINED, "ecb"), weight=0.7) for i, j in same[:most]]
    return found + [replace(example(story, i, j, (RELATED,), "ecb"), weight=0.7) for i, j in other[: 2 * most]]
