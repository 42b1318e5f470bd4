"""Fit what says that two statements belong in one row: `python -m training.same_fact [--readings FILE]`.

Reads the labelled stories (`training/labels`; texts come from CROSSREAD_SHARED), lays every statement beside its
candidates, and fits the weights of the named features by logistic regression: `glance` (before the pair model) and
`alone` (without one) on the stories for training, `together` (beside the pair model, which has learned from those) on
the stories for tuning. The bars are those at which the tuning stories are joined best. Writes
`src/crossread/compare/same_fact/weights.json`. The stories never looked at are not read here.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from crossread.compare.entities import merge_entities
from crossread.compare.same_fact import score
from crossread.compare.same_fact.candidates import Pair, candidates, story_statistics
from crossread.compare.same_fact.features import FEATURES, Two, features_of
from crossread.compare.same_fact.score import PairModel, Weights, logit
from crossread.compare.same_fact.views import StatementView, view_statements
from crossread.model import Reading, Report
from crossread.model_runtime.pair_model import ASKED_ALIKE
from crossread.model_runtime.pair_model import PairModel as ShippedPairModel
from training.data import SHARED
from training.labels.convert import HERE, document_texts

OUT = Path(__file__).parent.parent / "src/crossread/compare/same_fact/weights.json"
RIDGE = 1e-3  # keeps weights of rare features small
PRECISE = 75.0  # percent of the joins that must be right: a reader forgives a missed join sooner than a false one
PASSED = 0.88  # share of the right pairs among the candidates that a first look must let pass
LEAST_PLACE, LONGEST, TIMES_LONGER = 0.5, 200, 2.5  # when a statement stands for a place: as the exam has it
Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class LabelledStory:
    """A story's statements, its candidate pairs with their features, and which pairs are right.

    `joins` is what the pair model gives each candidate (log odds that it belongs in one row), `right` all right pairs,
    those that are no candidates too.
    """

    views: tuple[StatementView, ...]
    pairs: tuple[Pair, ...]
    values: Array
    joins: Array
    right: frozenset[Pair]

    def gold(self) -> Array:
        """Return 1 for each candidate that is right."""
        return np.array([float(pair in self.right) for pair in self.pairs])


def stories_of(part: str) -> list[str]:
    """Return the names of the labelled stories of a part: train, tune or unseen."""
    split = json.loads((HERE / "split.json").read_text("utf-8"))
    return sorted(name for name in split[part] if (HERE / f"stories/{name}.sides.json").exists())


def read_stories(names: Sequence[str]) -> dict[str, tuple[list[Report], list[Reading]]]:
    """Read the reports of labelled stories with the shipped pipeline."""
    from crossread.model_runtime import load
    from crossread.reading.reading import read_report

    stories = json.loads((HERE / "stories.json").read_text("utf-8"))
    texts = document_texts({name: stories[name] for name in names}, SHARED / "data/stories")
    nlp = load()
    found = {}
    for name in names:
        reports = [Report(id=f"{name}r{n}", path=f"r{n}.txt", text=texts[key]) for n, key in enumerate(stories[name]["ids"], 1)]
        found[name] = reports, [read_report(report, nlp) for report in reports]
    return found


def label_story(
    name: str, reports: Sequence[Report], readings: Sequence[Reading], model: PairModel, *, relations: bool
) -> LabelledStory:
    """Lay a labelled story's statements beside their candidates; `relations` asks the pair model about each pair."""
    merge = merge_entities([reading.entities for reading in readings], {report.id: name for report in reports})
    views = view_statements(reports, readings, merge.entities, merge.mapping)
    vectors = model.vectors([view.statement.text for view in views])
    story = story_statistics(views, vectors)
    pairs = tuple(candidates(views, story))
    values = np.array([features_of(Two(views[i], views[j], i, j, story)) for i, j in pairs])
    joins = np.zeros(len(pairs))
    if relations:
        texts = [(views[i].text, views[i].span, views[j].text, views[j].span) for i, j in pairs]
        rows = model.relations(texts)
        joins = np.array([logit(sum(row[ASKED_ALIKE])) for row in rows.tolist()])
    labels = json.loads((HERE / f"stories/{name}.sides.json").read_text("utf-8"))
    return LabelledStory(views, pairs, values, joins, right_pairs(views, reports, labels))


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


def fit(values: Array, gold: Array, penalty: float = RIDGE) -> Array:
    """Return the weights and the bias of a logistic regression with a ridge, by Newton's method."""
    rows = np.concatenate([values, np.ones((len(values), 1))], 1)
    weights = np.zeros(rows.shape[1])
    ridge = penalty * np.eye(len(weights))
    for _ in range(40):
        told = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (told - gold) / len(gold) + ridge @ weights
        bend = (rows.T * (told * (1 - told))) @ rows / len(gold) + ridge
        weights -= np.linalg.solve(bend, slope)
    return weights


def fitted(stories: Sequence[LabelledStory]) -> Weights:
    """Return weights of the features alone, fitted on stories; the bar is set later."""
    found = fit(np.concatenate([s.values for s in stories]), np.concatenate([s.gold() for s in stories])).round(4).tolist()
    return Weights(tuple(found[:-1]), found[-1], 0.5)


def fitted_together(stories: Sequence[LabelledStory], alone: Weights) -> Weights:
    """Return weights beside the pair model: how much the features, as fitted alone, and the model's log odds count.

    Two numbers and a bias are all that the few stories for tuning must tell, so that rare features keep the weights that
    many stories gave them.
    """
    values = np.concatenate([np.stack([odds(story, alone), story.joins], 1) for story in stories])
    share, model, bias = fit(values, np.concatenate([story.gold() for story in stories])).tolist()
    features = tuple(round(share * weight, 4) for weight in alone.features)
    return Weights(features, round(share * alone.bias + bias, 4), 0.5, round(model, 4))


def odds(story: LabelledStory, weights: Weights) -> Array:
    """Return the log odds of every candidate."""
    found: Array = story.values @ np.array(weights.features) + weights.bias + weights.model * story.joins
    return found


def glance_bar(stories: Sequence[LabelledStory], weights: Weights) -> float:
    """Return the probability that PASSED of the right candidates reach."""
    right = np.concatenate([odds(story, weights)[story.gold() > 0] for story in stories])
    return round(float(score.sigmoid(float(np.quantile(right, 1 - PASSED)))), 4)


def joined_best(stories: Sequence[LabelledStory], weights: Weights) -> tuple[float, float, float, float]:
    """Return the lowest bar at which PRECISE of the joined pairs are right, and recall, precision and F1 there, in percent."""
    from crossread.compare.same_fact.grouping import join_statements

    best = (0.5, 0.0, 0.0, 0.0)
    for bar in np.arange(0.1, 0.7, 0.005).round(3).tolist():
        shown = right = asked = 0
        for story in stories:
            told = odds(story, weights)
            values = {pair: score.sigmoid(float(x)) for pair, x in zip(story.pairs, told, strict=True)}
            for group in join_statements(story.views, values, bar):
                pairs = [(i, j) for i, j in combinations(group, 2) if story.views[i].root != story.views[j].root]
                shown, right = shown + len(pairs), right + sum(pair in story.right for pair in pairs)
            asked += len(story.right)
        recall, precision = 100 * right / max(asked, 1), 100 * right / max(shown, 1)
        f1 = 2 * recall * precision / max(recall + precision, 1e-9)
        best = (bar, recall, precision, f1)
        if precision >= PRECISE:
            break
    return best


def average_precision(stories: Sequence[LabelledStory], weights: Weights) -> float:
    """Return the average precision over all right pairs, candidates or not, in percent."""
    told = np.concatenate([odds(story, weights) for story in stories])
    gold = np.concatenate([story.gold() for story in stories])[np.argsort(-told, kind="stable")]
    precise = np.cumsum(gold) / np.arange(1, len(gold) + 1)
    return float(100 * (precise * gold).sum() / sum(len(story.right) for story in stories))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", action="store_true", help="only print how many right pairs are candidates")
    arguments = parser.parse_args()
    model = ShippedPairModel()
    parts = {}
    for part in ("train", "tune"):
        read = read_stories(stories_of(part))
        parts[part] = [label_story(name, *read[name], model, relations=part == "tune") for name in read]
        held = sum(len(story.right & set(story.pairs)) for story in parts[part])
        print(f"{part}: {100 * held / sum(len(s.right) for s in parts[part]):.1f} % of the right pairs are candidates", flush=True)
    if arguments.candidates:
        return
    glance = fitted(parts["train"])
    table = {
        "glance": replace(glance, bar=glance_bar(parts["tune"], glance)),
        "alone": glance,
        "together": fitted_together(parts["tune"], glance),
    }
    for name in ("alone", "together"):
        bar, recall, precision, f1 = joined_best(parts["tune"], table[name])
        table[name] = replace(table[name], bar=bar)
        found = average_precision(parts["tune"], table[name])
        print(f"{name}: AP {found:.1f}; pairs joined at {bar}: recall {recall:.1f} precision {precision:.1f} F1 {f1:.1f}")
    OUT.write_text(json.dumps({name: _row(weights) for name, weights in table.items()}, indent=1) + "\n", "utf-8")


def _row(weights: Weights) -> dict[str, object]:
    named = {feature.name: weight for feature, weight in zip(FEATURES, weights.features, strict=True)}
    return {"bias": weights.bias, "bar": weights.bar, "model": weights.model, "features": named}


if __name__ == "__main__":
    main()
