"""Fit what says that two statements differ, and in what: `python -m training.differences`.

Reads the labelled stories (`training/labels`; texts come from CROSSREAD_SHARED), lays all statements that a claim
joins and all that a label joins side by side, and asks of each place where their slots part whether a label calls a
difference of that kind between them. The weights of each slot are fitted on the stories for training by logistic
regression with a ridge; its bar is the least probability at which PRECISE of what claims of stories left out would
show is labelled (cross-validation over stories). What the pair model finds is not asked there, since it has learned
from those stories: how much it counts beside the slots is fitted on the stories for tuning, one number for all
slots. Writes `src/crossread/compare/differences/weights.json`. The stories never looked at are not read here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from crossread.compare.differences.features import FEATURES, odds_against
from crossread.compare.differences.kinds import Story, nearby
from crossread.compare.differences.score import ALIKE_BESIDE, values_of
from crossread.compare.differences.slots import find_apart
from crossread.compare.entities import merge_entities
from crossread.compare.same_fact.candidates import Pair, story_statistics
from crossread.compare.same_fact.grouping import group_claims
from crossread.compare.same_fact.score import PairModel, PairScore, PairScorer
from crossread.compare.same_fact.views import StatementView, view_statements
from crossread.model import Reading, Report
from crossread.model_runtime.pair_model import PairModel as ShippedPairModel
from crossread.text.probabilities import sigmoid
from training import logistic
from training.labels.convert import HERE
from training.logistic import with_ones
from training.same_fact import Array, read_stories, right_pairs, stories_of, touching

OUT = Path(__file__).parent.parent / "src/crossread/compare/differences/weights.json"
RIDGE = 0.02  # of features scaled to a deviation of one: a few dozen labelled pairs a slot bear few large weights
FOLDS = 8
UNJOINED = 0.4  # what a pair counts that labels join and the claims do not: shown are those that the claims join
PRECISE = 0.4  # share of the differences shown that must be labelled; readers label not all that they would grant
LEARNED = ("certainty", "times")  # slots with labels enough; the others keep their rules (`kinds.py`)
LEAST_SHOWN = 4  # claims with a finding of a slot above a bar: of fewer, a share says nothing
NEVER = 0.99  # the bar of a slot whose findings never are precise enough


@dataclass(frozen=True)
class Sample:
    """A finding between two statements: its named numbers, and whether a label calls it.

    `claim` is the number of the claim that joins the statements, None where only the labels do; `value` says how
    probably they are one row.
    """

    story: str
    slot: str
    claim: int | None
    value: float
    values: Mapping[str, float]
    odds_against: float
    right: bool


@dataclass
class LabelledClaims:
    """A story's statements, its claims, and what the labels say of pairs of statements."""

    name: str
    views: Sequence[StatementView]
    claims: Sequence[Sequence[int]]
    scores: Mapping[Pair, PairScore]
    right: frozenset[Pair]
    kinds: Mapping[Pair, frozenset[str]]
    story: Story = field(default_factory=lambda: Story({}, {}, str))


def labelled_claims(
    name: str, reports: Sequence[Report], readings: Sequence[Reading], model: PairModel
) -> LabelledClaims:
    """Join a labelled story's statements as the product does, and lay the labels beside them."""
    story_of = {report.id: name for report in reports}
    merge = merge_entities([reading.entities for reading in readings], story_of)
    views = view_statements(reports, readings, merge.entities, merge.mapping)
    groups = group_claims(views, story_of, model)
    labels = json.loads((HERE / f"stories/{name}.sides.json").read_text("utf-8"))
    right = right_pairs(views, reports, labels)
    scores = {pair: score for group in groups for pair, score in group.scores.items()}
    missing = sorted(right - set(scores))
    scorer = PairScorer(views, story_statistics(views, model.vectors([view.statement.text for view in views])), model)
    scores |= scorer.read(missing)
    story = Story({report.id: report.published for report in reports}, {}, str, nearby(readings))
    claims, kinds = [group.members for group in groups], _kinds(views, reports, labels)
    return LabelledClaims(name, views, claims, scores, right, kinds, story)


def _kinds(views: Sequence[StatementView], reports: Sequence[Report], labels: Any) -> dict[Pair, frozenset[str]]:
    """Return the kinds of difference that the labels allow between two statements."""
    found: dict[Pair, frozenset[str]] = defaultdict(frozenset)
    for unit in labels["units"]:
        for difference in unit.get("differences") or []:
            places = [unit["places"][difference[side]] for side in ("a", "b")]
            one, other = (list(touching(views, reports[place[0]].id, place[1], place[2])) for place in places)
            for i in one:
                for j in other:
                    found[min(i, j), max(i, j)] |= frozenset(difference["kind"])
    return dict(found)


def samples_of(labelled: LabelledClaims) -> list[Sample]:
    """Return every finding of a story between statements that a claim or a label joins."""
    joined = {pair: at for at, members in enumerate(labelled.claims) for pair in combinations(members, 2)}
    found = []
    for pair in sorted({pair for pair in joined if pair in labelled.scores} | labelled.right):
        a, b = (labelled.views[index] for index in pair)
        if a.root == b.root or a.statement.text == b.statement.text:
            continue
        sides = labelled.story.sides(a, b, labelled.scores[pair])
        kinds = labelled.kinds.get(pair, frozenset())
        value = labelled.scores[pair].value
        for finding in find_apart(sides):
            if not finding.told:
                right = finding.kind in kinds
                values = values_of(finding, sides)
                told = odds_against(sides.score)
                found.append(Sample(labelled.name, finding.slot, joined.get(pair), value, values, told, right))
    return found


def fit(values: Array, right: Array, counts: Array) -> tuple[Array, float]:
    """Return weights and bias of a logistic regression with a ridge; `counts` weigh the rows."""
    mean, spread = values.mean(0), values.std(0)
    spread[spread < 1e-6] = np.inf  # what is always the same tells nothing
    rows = with_ones((values - mean) / spread)
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[-1] = 1e-6
    weights = logistic.fit(rows, right, ridge, counts)
    scaled = weights[:-1] / spread
    return scaled, float(weights[-1] - scaled @ mean)


def matrix(samples: Sequence[Sample], names: Sequence[str]) -> tuple[Array, Array, Array]:
    """Return the values, whether each is right, and how much each counts."""
    values = np.array([[sample.values.get(name, 0.0) for name in names] for sample in samples])
    counts = np.array([UNJOINED if sample.claim is None else 1.0 for sample in samples])
    return values, np.array([float(sample.right) for sample in samples]), counts


def named(samples: Sequence[Sample]) -> list[str]:
    """Return the names of all numbers of the samples of a slot, those of any two statements first."""
    general = [*(feature.name for feature in FEATURES), ALIKE_BESIDE]
    return general + sorted({name for sample in samples for name in sample.values} - set(general))


def cross_fitted(samples: Sequence[Sample], names: Sequence[str]) -> Array:
    """Return log odds of each sample, by weights fitted without its story."""
    stories = {name: at % FOLDS for at, name in enumerate(sorted({sample.story for sample in samples}))}
    fold = np.array([stories[sample.story] for sample in samples])
    values, right, counts = matrix(samples, names)
    odds: npt.NDArray[np.float64] = np.zeros(len(samples))
    for left_out in range(FOLDS):
        kept = fold != left_out
        if kept.all() or not right[kept].any():
            odds[~kept] = -30.0
            continue
        weights, bias = fit(values[kept], right[kept], counts[kept])
        odds[~kept] = values[~kept] @ weights + bias
    return odds


def shown(samples: Sequence[Sample], odds: Array) -> list[tuple[float, bool]]:
    """Return for each claim with findings of one slot its greatest probability, and whether a label calls one."""
    best: dict[tuple[str, int], tuple[float, bool]] = {}
    for sample, worth in zip(samples, odds.tolist(), strict=True):
        if sample.claim is None:
            continue
        key = sample.story, sample.claim
        value, right = best.get(key, (0.0, False))
        best[key] = max(value, sigmoid(worth) * sample.value), right or sample.right
    return sorted(best.values(), key=lambda one: -one[0])


def bar_of(found: Sequence[tuple[float, bool]]) -> float:
    """Return the least probability at which PRECISE of the claims that show a slot are right."""
    bar = NEVER
    for count in range(LEAST_SHOWN, len(found) + 1):
        tied = count < len(found) and found[count][0] == found[count - 1][0]
        if not tied and sum(right for _, right in found[:count]) >= PRECISE * count:
            bar = found[count - 1][0]
    return max(round(bar - 5e-4, 3), 0.0)


def fitted(train: Sequence[Sample], tune: Sequence[Sample]) -> dict[str, Any]:
    """Return the table of weights; prints what each slot comes to."""
    slots: dict[str, Any] = {}
    rows: list[tuple[float, float, bool]] = []
    for slot in LEARNED:
        own = [sample for sample in train if sample.slot == slot]
        names = named(own)
        values, right, counts = matrix(own, names)
        weights, bias = fit(values, right, counts)
        found = shown(own, cross_fitted(own, names))
        bar = bar_of(found)
        above = [good for value, good in found if value >= bar]
        print(
            f"{slot}: {int(right.sum())} labelled of {len(own)}; "
            f"in claims {sum(good for _, good in found)} of {len(found)}; "
            f"bar {bar}: {sum(above)} of {len(above)} shown are right"
        )
        rounded = zip(names, (round(weight, 4) for weight in weights.tolist()), strict=True)
        features = {name: weight for name, weight in rounded if weight}
        slots[slot] = {"bias": round(bias, 4), "bar": bar, "features": features}
        for sample in tune:
            if sample.slot == slot:
                odds = slots[slot]["bias"] + sum(w * sample.values.get(name, 0.0) for name, w in features.items())
                rows.append((odds, sample.odds_against, sample.right))
    return {"beside the pair model": beside_model(rows), "slots": slots}


def beside_model(rows: Sequence[tuple[float, float, bool]]) -> dict[str, float]:
    """Return what the pair model's log odds add to those of the slots: one weight, counted from their mean."""
    odds, told, right = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    centre, weight = float(told.mean()), 0.0
    for _ in range(40):
        chance = 1 / (1 + np.exp(-(odds + weight * (told - centre))))
        slope = ((chance - right) * (told - centre)).mean() + RIDGE * weight
        bend = (chance * (1 - chance) * (told - centre) ** 2).mean() + RIDGE
        weight -= slope / bend
    return {"weight": round(float(weight), 4), "centre": round(centre, 4)}


def main() -> None:
    model = ShippedPairModel()
    parts: dict[str, list[Sample]] = {}
    for part in ("train", "tune"):
        read = read_stories(stories_of(part))
        parts[part] = [sample for name in read for sample in samples_of(labelled_claims(name, *read[name], model))]
    OUT.write_text(json.dumps(fitted(parts["train"], parts["tune"]), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
