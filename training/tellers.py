"""Fit what the tellers of a claim are worth together: `python -m training.tellers`.

Reads the labelled stories (`training/labels`; texts come from CROSSREAD_SHARED), joins their statements as the product
does, and takes each claim of two texts in which two lines of tellers or more speak. A claim's right states are those
that a reader accepts for the units that it joins; a claim that joins none is at least not independent. Two logistic
regressions over named features are fitted on the stories for training: that two lines are apart, and that they are one.
The bar of *independent* is the least at which what is shown is precise enough, on the stories for tuning together with
stories of the training part that were left out of the fit (the few for tuning show too few). Writes `src/crossread/compare/origins/weights.json`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np

from crossread.compare.entities import merge_entities
from crossread.compare.origins import corroboration
from crossread.compare.origins.judge import FEATURES, Beside, Judge, Weights, features_of, judged
from crossread.compare.origins.lines import Pile, find_origins
from crossread.compare.remapped import remapped_reading
from crossread.compare.same_fact.grouping import group_claims
from crossread.compare.same_fact.score import PairModel
from crossread.compare.same_fact.views import view_statements
from crossread.model import Reading, Report, Story
from crossread.model_runtime.pair_model import PairModel as ShippedPairModel
from training.labels.convert import HERE
from training.same_fact import fit, read_stories, stories_of, touching

OUT = Path(__file__).parent.parent / "src/crossread/compare/origins/weights.json"
RIDGE = 0.01  # keeps weights of rare features small; of .003 to .05, read off left-out stories
FOLDS = 8
PRECISE = 88.0  # percent of the claims shown as independent that a reader would call so
BARS = tuple(round(0.3 + 0.01 * step, 2) for step in range(66))
LEAST_SHOWN = 5  # claims that a bar must show: one that shows nothing is of no use
STATES = frozenset({"same_origin", "independent", "not_recorded"})


@dataclass(frozen=True)
class Example:
    """A claim's pairs of lines of tellers, the states that a reader accepts, and whether it joins a unit at all."""

    story: str
    pairs: tuple[Beside, ...]
    accepted: frozenset[str]
    joins: bool

    def surest(self) -> Beside:
        """Return the pair that is surest to say one thing."""
        return max(self.pairs, key=lambda pair: pair.joined)


def examples(name: str, reports: Sequence[Report], readings: Sequence[Reading], model: PairModel) -> list[Example]:
    """Return the claims of a labelled story in which two lines of tellers or more speak in two texts or more."""
    labels = json.loads((HERE / f"stories/{name}.sides.json").read_text("utf-8"))
    story_of = {report.id: name for report in reports}
    merge = merge_entities([reading.entities for reading in readings], story_of)
    remapped = [remapped_reading(reading, merge.mapping) for reading in readings]
    statements = [statement for reading in remapped for statement in reading.statements]
    described = [d for reading in remapped for d in reading.descriptions]
    related = [r for reading in remapped for r in reading.relations]
    pile = Pile(reports, (Story(id=name, reports=tuple(story_of), title=""),), merge.entities, related, described)
    origins = find_origins(pile, statements)
    views = view_statements(reports, remapped, merge.entities, merge.mapping)
    units = [
        ([set(touching(views, reports[p[0]].id, p[1], p[2])) for p in unit["places"]], frozenset(unit["state"]))
        for unit in labels["units"]
    ]
    texts = {report.id: report for report in reports}
    found = []
    for group in group_claims(views, story_of, model):
        members = [views[index].statement for index in group.members]
        scores = {(views[i].statement.id, views[j].statement.id): score.value for (i, j), score in group.scores.items()}
        pairs = corroboration.pairs_of_lines(members, origins, texts, scores)
        if not pairs:
            continue
        own = set(group.members)
        joined = [states for places, states in units if _meets(places, own, [view.root for view in views])]
        accepted = frozenset().union(*joined) if joined else frozenset({"same_origin", "not_recorded"})
        found.append(Example(name, tuple(pairs), accepted & STATES, bool(joined)))
    return found


def _meets(places: Sequence[set[int]], own: set[int], roots: Sequence[str]) -> bool:
    """Say whether a claim holds two places of a unit in different texts."""
    held = [place & own for place in places]
    return any(roots[i] != roots[j] for one, other in combinations(held, 2) for i in one for j in other)


def fit_apart(rows: Sequence[Example]) -> Weights:
    """Fit that two lines are independent, on claims with a pair that nothing could make one."""
    clear = [(max(held, key=lambda p: p.joined), "independent" in row.accepted) for row in rows if (held := [p for p in row.pairs if not p.doubt])]
    return _fit([pair for pair, _ in clear], [right for _, right in clear])


def fit_one(rows: Sequence[Example]) -> Weights:
    """Fit that two lines are one, on claims of which a reader says either that or that nothing is recorded."""
    told = [(row.surest(), "same_origin" in row.accepted) for row in rows if len(row.accepted & {"same_origin", "not_recorded"}) == 1]
    return _fit([pair for pair, _ in told], [right for _, right in told])


def _fit(pairs: Sequence[Beside], right: Sequence[bool]) -> Weights:
    values = np.array([features_of(pair) for pair in pairs])
    found = fit(values, np.array(right, np.float64), RIDGE).round(3).tolist()
    return Weights(tuple(found[:-1]), found[-1], 0.5)


def with_bar(judge: Judge, bar: float) -> Judge:
    return replace(judge, apart=replace(judge.apart, bar=bar))


def shown(rows: Sequence[Example], judge_of: Callable[[Example], Judge], bar: float) -> tuple[int, int, int, int]:
    """Return of these claims: shown as independent, rightly so, joining a unit, and rightly judged among those."""
    told = [(row, judged(row.pairs, with_bar(judge_of(row), bar))[0]) for row in rows]
    independent = [row for row, state in told if state == "independent"]
    joining = [(row, state) for row, state in told if row.joins]
    return (
        len(independent), sum("independent" in row.accepted for row in independent),
        len(joining), sum(state in row.accepted for row, state in joining),
    )  # fmt: skip


def left_out(rows: Sequence[Example]) -> dict[str, Judge]:
    """Return for each story a judge that did not see it."""
    stories = sorted({row.story for row in rows})
    found = {}
    for fold in range(FOLDS):
        out = set(stories[fold::FOLDS])
        kept = [row for row in rows if row.story not in out]
        found |= dict.fromkeys(out, Judge(fit_apart(kept), fit_one(kept)))
    return found


def report(name: str, counts: tuple[int, int, int, int]) -> None:
    independent, right, joining, states = counts
    print(f"{name}: independent {right} of {independent}; states {states} of {joining}", flush=True)


def learn(train: Sequence[Example], tune: Sequence[Example]) -> Judge:
    """Fit on the training part and choose the bar."""
    judge = Judge(fit_apart(train), fit_one(train))
    unseen = left_out(train) | {row.story: judge for row in tune}
    rows = [*train, *tune]
    counts = {bar: shown(rows, lambda row: unseen[row.story], bar) for bar in BARS}
    precise = [bar for bar, (told, right, *_) in counts.items() if told >= LEAST_SHOWN and 100 * right >= PRECISE * told]
    best = max(counts, key=lambda bar: (counts[bar][0] >= LEAST_SHOWN, counts[bar][1] / max(counts[bar][0], 1)))
    bar = min(precise) if precise else best
    report(f"left out and tune at {bar}", counts[bar])
    report("tune", shown(tune, lambda _: judge, bar))
    return with_bar(judge, bar)


def main() -> None:
    model = ShippedPairModel()
    parts = {part: read_stories(stories_of(part)) for part in ("train", "tune")}
    rows = {part: [row for name, read in told.items() for row in examples(name, *read, model)] for part, told in parts.items()}
    write(learn(rows["train"], rows["tune"]))


def write(judge: Judge) -> None:
    """Write the weights as the package reads them."""
    table = {
        name: {"bias": weights.bias, "bar": weights.bar, "features": {f.name: w for f, w in zip(FEATURES, weights.features, strict=True)}}
        for name, weights in (("apart", judge.apart), ("one", judge.one))
    }
    OUT.write_text(json.dumps(table, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
