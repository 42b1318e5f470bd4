"""Fit what says that two statements belong in one row: `python -m training.same_fact [--candidates | --second]`.

Reads the labelled stories (`training/labels`; texts come from CROSSREAD_SHARED), lays every statement beside its
candidates, and fits on the stories for training: `first`, a logistic regression over the named features (before the pair
model, and without one), `together`, boosted trees over the features and the pair model's answers, and `second`, such
trees over the features alone that say which pairs `together` would bring near a row: the others need not be read. The
bars are those at which the tuning stories, and those for training by trees that have not seen them, are joined best;
`--second` fits the second look alone. Writes `src/crossread/compare/same_fact/weights.json`. The stories never looked at are not read here. What the pair model says
of the stories that it learned from is hardly surer than what it says of others (docs/decisions/same-fact.md), so that
both can be fitted on one part.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from crossread.compare.entities import merge_entities
from crossread.compare.same_fact.answers import NAMES, answers_of
from crossread.compare.same_fact.candidates import Pair, candidates, story_statistics
from crossread.compare.same_fact.features import FEATURES
from crossread.compare.same_fact.grouping import TANGLE, join_statements
from crossread.compare.same_fact.score import PairModel, PairScorer
from crossread.compare.same_fact.trees import Linear, Trees, linear_of, trees_of
from crossread.compare.same_fact.views import StatementView, view_statements
from crossread.model import Reading, Report
from crossread.model_runtime.pair_model import PairModel as ShippedPairModel
from training import logistic
from training.boosting import Settings, boost
from training.data import SHARED
from training.labels.convert import HERE, document_texts
from training.logistic import with_ones

OUT = Path(__file__).parent.parent / "src/crossread/compare/same_fact/weights.json"
TOGETHER = SECOND = Settings(trees=150, leaves=6)
TRAP = 6.0  # what a trap weighs beside another pair that is not one fact: 1 keeps 94 % of the tuning stories' apart, 6 keeps 96 %
# Percent of the joins that must be right and of the traps that must be kept apart where the bar is chosen: on nine stories that
# nobody here had labelled both were some five and two points lower than there.
PRECISE, KEPT_APART = 80.0, 94.5
FOLDS = 6  # in which the stories for training are left out of a fit, so that bars are chosen on them too
RIDGE = 1e-3  # keeps weights of rare features small
LATER = (
    "the most telling word in common", "words of the sentences in common", "one is long", "far apart in their reports",
    "early in the reports",
)  # fmt: skip  # of no use to a first look: with them it passes fewer pairs, but not those that the pair model is sure of
PASSED = 0.77  # share of the right pairs among the candidates that a first look must let pass: .88 costs half as many reads again for a point
WORTH = 0.97  # share of the pairs that reach the bar which a second look must let pass: it leaves out half of what is read (same-fact.md)
BARS = np.arange(0.2, 0.7, 0.01).round(2).tolist()
TWICE = (0.0, 0.05, 0.1, 0.15, 0.2)
LEAST_PLACE, LONGEST, TIMES_LONGER = 0.5, 200, 2.5  # when a statement stands for a place: as the exam has it
Array = npt.NDArray[np.float64]
Places = list[list[int]]


@dataclass
class LabelledStory:
    """A story's statements, its candidate pairs with their features, and what the labels say of them.

    `units` hold for each unit the statements that stand for each of its places, `traps` those for both sides of a trap.
    `likely` is what the looks before the pair model give each pair, `rows` the features and answers of those that `read` tells.
    """

    views: tuple[StatementView, ...]
    scorer: PairScorer
    pairs: tuple[Pair, ...]
    values: Array
    units: list[Places]
    traps: list[Places]
    likely: Array = field(default_factory=lambda: np.zeros(0))
    read: npt.NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, np.intp))
    rows: Array = field(default_factory=lambda: np.zeros((0, 0)))

    @property
    def right(self) -> set[Pair]:
        """The pairs of statements of two texts that stand for places of one unit, candidates or not."""
        return {pair for unit in self.units for one, other in combinations(unit, 2) for pair in self._apart(one, other)}

    @property
    def trapped(self) -> set[Pair]:
        return {pair for one, other in self.traps for pair in self._apart(one, other)}

    def _apart(self, one: Sequence[int], other: Sequence[int]) -> set[Pair]:
        return {(min(p), max(p)) for p in product(one, other) if self.views[p[0]].root != self.views[p[1]].root}

    def gold(self) -> Array:
        """Return 1 for each candidate that is right."""
        right = self.right
        return np.array([float(pair in right) for pair in self.pairs])

    def weights(self) -> Array:
        """Return how much each candidate counts."""
        trapped = self.trapped - self.right
        return np.array([TRAP if pair in trapped else 1.0 for pair in self.pairs])

    def look(self, first: Linear, bar: float) -> None:
        """Let the pair model read the candidates that a first look lets pass."""
        self.likely = chances(first, self.values)
        self.read = np.flatnonzero(self.likely >= bar)
        own = [self.pairs[n] for n in self.read.tolist()]
        self.rows = np.concatenate([self.values[self.read], answers_of(self.scorer.relations(own))], 1)

    def look_again(self, second: Trees, bar: float) -> None:
        """Keep of what was read only what a second look lets pass."""
        worth = chances(second, self.values[self.read])
        self.likely[self.read] = np.minimum(self.likely[self.read], worth)
        kept = worth >= bar
        self.read, self.rows = self.read[kept], self.rows[kept]


def chances(trees: Linear | Trees, rows: Array) -> Array:
    """Return the probability that fitted sums give each row."""
    found: Array = 1 / (1 + np.exp(-trees.odds(trees.parts(rows)))) if len(rows) else np.zeros(0)
    return found


def stories_of(part: str) -> list[str]:
    """Return the names of the labelled stories of a part: train, tune or unseen."""
    split = json.loads((HERE / "split.json").read_text("utf-8"))
    return sorted(name for name in split[part] if (HERE / f"stories/{name}.sides.json").exists())


def read_stories(names: Sequence[str]) -> dict[str, tuple[list[Report], list[Reading]]]:
    """Read the reports of labelled stories with the shipped pipeline."""
    from crossread.group.copies import told_copies
    from crossread.model_runtime import load
    from crossread.reading.reading import read_report

    stories = json.loads((HERE / "stories.json").read_text("utf-8"))
    texts = document_texts({name: stories[name] for name in names}, SHARED / "data/stories")
    nlp = load()
    found = {}
    for name in names:
        reports = [Report(id=f"{name}r{n}", path=f"r{n}.txt", text=texts[key]) for n, key in enumerate(stories[name]["ids"], 1)]
        reports = list(told_copies(reports)[0])  # what a copy shares with its source is not asked
        found[name] = reports, [read_report(report, nlp) for report in reports]
    return found


def label_story(name: str, reports: Sequence[Report], readings: Sequence[Reading], model: PairModel) -> LabelledStory:
    """Lay a labelled story's statements beside their candidates."""
    merge = merge_entities([reading.entities for reading in readings], {report.id: name for report in reports})
    views = view_statements(reports, readings, merge.entities, merge.mapping)
    labels = json.loads((HERE / f"stories/{name}.sides.json").read_text("utf-8"))

    def statements(place: Any) -> list[int]:
        return list(touching(views, reports[place[0]].id, place[1], place[2]))

    units = [[statements(place) for place in unit["places"]] for unit in labels["units"]]
    return laid_side_by_side(views, model, units, [[statements(a), statements(b)] for a, b in labels["traps"]])


def laid_side_by_side(
    views: tuple[StatementView, ...], model: PairModel, units: list[Places], traps: list[Places]
) -> LabelledStory:
    """Return a story with the features of its candidates."""
    story = story_statistics(views, model.vectors([view.statement.text for view in views]))
    scorer, pairs = PairScorer(views, story, model), tuple(candidates(views, story))
    return LabelledStory(views, scorer, pairs, scorer.features(pairs), units, traps)


def right_pairs(views: Sequence[StatementView], reports: Sequence[Report], labels: Any) -> frozenset[Pair]:
    """Return the pairs of statements of two reports that stand for places of one unit."""
    found: set[Pair] = set()
    for unit in labels["units"]:
        places = [list(touching(views, reports[place[0]].id, place[1], place[2])) for place in unit["places"]]
        for one, other in combinations(places, 2):
            found |= {(min(i, j), max(i, j)) for i in one for j in other if views[i].root != views[j].root}
    return frozenset(found)


def touching(views: Sequence[StatementView], report: str, start: int, end: int) -> Iterator[int]:
    for at, view in enumerate(views):
        statement = view.statement
        length = statement.end - statement.start
        if statement.report != report or length > max(TIMES_LONGER * (end - start), LONGEST):
            continue
        both = min(end, statement.end) - max(start, statement.start)
        if both >= LEAST_PLACE * min(end - start, length):
            yield at


def joined(stories: Sequence[LabelledStory], told: Sequence[dict[Pair, float]], bar: float, twice: float) -> dict[str, float]:
    """Return recall (mean over units), precision of the pairs, F1 and traps kept apart, in percent, as the exam counts them."""
    shown = right = 0
    recalls, kept = [], []
    for story, values in zip(stories, told, strict=True):
        row_of: dict[int, int] = {}
        wanted = story.right
        for number, group in enumerate(join_statements(story.views, values, bar, twice)):
            row_of |= dict.fromkeys(group, number)
            pairs = [(i, j) for i, j in combinations(group, 2) if story.views[i].root != story.views[j].root]
            shown, right = shown + len(pairs), right + sum(pair in wanted for pair in pairs)
        for unit in story.units:
            asked = [(a, b) for a, b in combinations(unit, 2) if not a or not b or story.views[a[0]].root != story.views[b[0]].root]
            found = [bool({row_of[i] for i in a} & {row_of[i] for i in b}) for a, b in asked]
            recalls += [sum(found) / len(found)] if found else []
        kept += [not {row_of[i] for i in a} & {row_of[i] for i in b} for a, b in story.traps]
    recall, precision = 100 * sum(recalls) / len(recalls), 100 * right / max(shown, 1)
    f1 = 2 * recall * precision / max(recall + precision, 1e-9)
    return {"recall": recall, "precision": precision, "F1": f1, "traps": 100 * sum(kept) / len(kept)}


def probabilities(story: LabelledStory, trees: Linear | Trees, read: bool) -> dict[Pair, float]:
    """Return the probability of each candidate: by fitted sums, or of those that were not `read` by the looks before."""
    if not read:
        return dict(zip(story.pairs, chances(trees, story.values).tolist(), strict=True))
    values = story.likely.copy()
    values[story.read] = chances(trees, story.rows)
    return dict(zip(story.pairs, values.tolist(), strict=True))


def best_bars(parts: Sequence[tuple[Sequence[LabelledStory], Sequence[dict[Pair, float]]]], apart: float) -> tuple[float, float]:
    """Return the bar and the toll of a second place at which recall is best, with PRECISE joins and `apart` of the traps in each part."""
    found = []
    for bar, twice in product(BARS, TWICE):
        figures = [joined(stories, told, bar, twice) for stories, told in parts]
        if all(part["precision"] >= PRECISE and part["traps"] >= apart for part in figures):
            found.append((round(sum(part["recall"] for part in figures), 2), -twice, bar))
    recall, twice, bar = max(found, default=(0.0, 0.0, 0.5))
    return bar, abs(twice)


def average_precision(stories: Sequence[LabelledStory], told: Sequence[dict[Pair, float]]) -> float:
    """Return the average precision over all right pairs, candidates or not, in percent."""
    rows = [(values[pair], pair in story.right) for story, values in zip(stories, told, strict=True) for pair in values]
    gold = np.array([float(right) for _, right in sorted(rows, key=lambda row: -row[0])])
    precise = np.cumsum(gold) / np.arange(1, len(gold) + 1)
    return float(100 * (precise * gold).sum() / sum(len(story.right) for story in stories))


def passing_bar(stories: Sequence[LabelledStory], first: Linear) -> float:
    """Return the probability that PASSED of the right candidates reach."""
    told = [(probabilities(story, first, read=False), story.right) for story in stories]
    right = [value for values, wanted in told for pair, value in values.items() if pair in wanted]
    return round(float(np.quantile(right, 1 - PASSED)), 4)


def fit(values: Array, gold: Array, penalty: float = RIDGE) -> Array:
    """Return the weights and the bias of a logistic regression with a ridge."""
    rows = with_ones(values)
    return logistic.fit(rows, gold, np.full(rows.shape[1], penalty))


def fitted_first(stories: Sequence[LabelledStory], names: Sequence[str]) -> dict[str, Any]:
    """Return the weights of a first look, as `weights.json` holds them."""
    used = [n for n, name in enumerate(names) if name not in LATER]
    gold = np.concatenate([story.gold() for story in stories])
    *weights, bias = fit(np.concatenate([story.values[:, used] for story in stories]), gold).round(4).tolist()
    return {"bias": bias, "weights": {names[n]: weight for n, weight in zip(used, weights, strict=True)}}


def fitted(train: Sequence[LabelledStory], tune: Sequence[LabelledStory]) -> dict[str, Any]:
    """Fit on `train`, and bars on `tune`; returns what `weights.json` holds."""
    names = [feature.name for feature in FEATURES]
    first = fitted_first(train, names)
    look = linear_of(first, names)
    passed = passing_bar(tune, look)
    told = [probabilities(story, look, read=False) for story in tune]
    alone, _ = best_bars([(tune, told)], 0.0)
    print(f"first look: AP {average_precision(tune, told):.1f}; alone at {alone}: {_said(joined(tune, told, alone, 0.0))}")
    for story in (*train, *tune):
        story.look(look, passed)
    count = sum(len(story.pairs) for story in tune)
    print(f"at {passed} lets pass {sum(len(s.read) for s in tune)} of {count} pairs of the tuning stories", flush=True)
    together = fitted_together(train, names)
    trees = trees_of(together, together["names"])
    told = [probabilities(story, trees, read=True) for story in tune]
    unseen = left_out(train, names)
    bar, twice = best_bars([(train, unseen), (tune, told)], KEPT_APART)
    for part, stories, values in (("left out", train, unseen), ("tune", tune, told)):
        print(f"{part}: AP {average_precision(stories, values):.1f}; at {bar}, {twice}: {_said(joined(stories, values, bar, twice))}")
    bars = {"passed": passed, "alone": alone, "bar": bar, "twice": twice}
    return fitted_second(train, tune, {"bars": bars, "first": first, "together": together})


def fitted_second(train: Sequence[LabelledStory], tune: Sequence[LabelledStory], weights: dict[str, Any]) -> dict[str, Any]:
    """Add a second look to weights: trees over the features that say which of the pairs read come near a row.

    What it leaves out keeps what the looks gave it. The bars stay: chosen anew, they gave a point of what is found for
    three of what is right.
    """
    names, bars = [feature.name for feature in FEATURES], dict(weights["bars"])
    together = trees_of(weights["together"], weights["together"]["names"])
    near = np.concatenate([chances(together, story.rows) >= TANGLE * bars["bar"] for story in train])
    values = np.concatenate([story.values[story.read] for story in train])
    row = {"names": names, **boost(values, near.astype(float), np.ones(len(near)), SECOND)}
    second = trees_of(row, names)
    joined_by = np.concatenate([chances(together, story.rows) >= bars["bar"] for story in tune])
    worth = np.concatenate([chances(second, story.values[story.read]) for story in tune])
    bars["worth"] = round(float(np.quantile(worth[joined_by], 1 - WORTH)), 4)
    for story in tune:
        story.look_again(second, bars["worth"])
    told = [probabilities(story, together, read=True) for story in tune]
    print(f"a second look lets pass {sum(len(story.read) for story in tune)} of {len(worth)}; then: {_said(joined(tune, told, bars['bar'], bars['twice']))}")
    return weights | {"bars": bars, "second": row}


def fitted_together(stories: Sequence[LabelledStory], names: Sequence[str]) -> dict[str, Any]:
    """Return trees over features and answers, as `weights.json` holds them."""
    read = [(story.rows, story.gold()[story.read], story.weights()[story.read]) for story in stories]
    values, gold, weights = (np.concatenate(column) for column in zip(*read, strict=True))
    return {"names": [*names, *NAMES], **boost(values, gold, weights, TOGETHER)}


def left_out(stories: Sequence[LabelledStory], names: Sequence[str]) -> list[dict[Pair, float]]:
    """Return what trees fitted without a story say of it, story by story."""
    found: list[dict[Pair, float]] = [{} for _ in stories]
    for fold in range(FOLDS):
        row = fitted_together([story for at, story in enumerate(stories) if at % FOLDS != fold], names)
        trees = trees_of(row, row["names"])
        for at in range(fold, len(stories), FOLDS):
            found[at] = probabilities(stories[at], trees, read=True)
    return found


def _said(figures: dict[str, float]) -> str:
    return " ".join(f"{name} {value:.1f}" for name, value in figures.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--candidates", action="store_true", help="only print how many right pairs are candidates")
    parser.add_argument("--second", action="store_true", help="fit the second look alone")
    arguments = parser.parse_args()
    model = ShippedPairModel()
    parts = {}
    for part in ("train", "tune"):
        read = read_stories(stories_of(part))
        parts[part] = [label_story(name, *read[name], model) for name in read]
        held = sum(len(story.right & set(story.pairs)) for story in parts[part])
        print(f"{part}: {100 * held / sum(len(s.right) for s in parts[part]):.1f} % of the right pairs are candidates", flush=True)
    if arguments.second:
        write(second_look(parts["train"], parts["tune"]))
    elif not arguments.candidates:
        write(fitted(parts["train"], parts["tune"]))


def second_look(train: Sequence[LabelledStory], tune: Sequence[LabelledStory]) -> dict[str, Any]:
    """Return the weights that are shipped, with a second look fitted anew."""
    weights: dict[str, Any] = json.loads(OUT.read_text("utf-8"))
    look = linear_of(weights["first"], [feature.name for feature in FEATURES])
    for story in (*train, *tune):
        story.look(look, weights["bars"]["passed"])
    return fitted_second(train, tune, weights)


def write(weights: dict[str, Any]) -> None:
    """Write the weights, a tree a line, so that a new fit can be read in a diff."""
    bars, first = json.dumps(weights["bars"]), json.dumps(weights["first"], indent=1)
    second, together = _written(weights["second"]), _written(weights["together"])
    OUT.write_text(f'{{"bars": {bars},\n"first": {first},\n"second": {second},\n"together": {together}}}\n', "utf-8")


def _written(row: dict[str, Any]) -> str:
    trees = ",\n".join(json.dumps(tree) for tree in row["trees"])
    return f'{{"names": {json.dumps(row["names"], indent=1)},\n"bias": {row["bias"]},\n"trees": [\n{trees}\n]}}'


if __name__ == "__main__":
    main()
