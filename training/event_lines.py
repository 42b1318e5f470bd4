"""Fit which statement tells a story in one line: `python -m training.event_lines DOSSIERS [--labels FILE]`.

DOSSIERS holds the dossiers (NAME.json) of labelled stories of the part `train`; the labels are judgements of readers
(`training/labels/events.jsonl`: story, report, start, end, mark: 2 at the head gladly, 1 acceptable, 0 not). A ridge
regression, logistic over pairs of lines of one story that readers marked apart. Prints what the line chosen by weights
of other stories is marked, beside the best that could be chosen, and writes `src/crossread/present/event.json`.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.sheets import rows_of
from crossread.model import from_json
from crossread.present.event import candidates, features_of, heads_of
from crossread.present.outline import outline
from training import logistic

LABELS = Path(__file__).parent / "labels/events.jsonl"
SHIPPED = Path(__file__).parent.parent / "src/crossread/present/event.json"
RIDGE, FOLDS = 0.003, 8
Array = npt.NDArray[np.float64]


def judged(folder: Path, labels: Path) -> dict[str, tuple[list[dict[str, float]], list[float]]]:
    """Return story -> features and mean marks of the lines that readers judged and that are still lines."""
    marks: dict[str, dict[tuple[Any, ...], list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in rows_of(labels):
        marks[row["story"]][row["report"], row["start"], row["end"]].append(row["mark"])
    found = {}
    for name, given in sorted(marks.items()):
        story = max(outline(from_json((folder / f"{name}.json").read_bytes())).stories, key=lambda one: len(one.reports))
        heads, rows = heads_of(story), {one.statement.id: row for row in story.claims for one in row.said}
        lines = {(Path(one.view.report.path).name, one.statement.start, one.statement.end): one for one in candidates(story)}
        kept = [(features_of(lines[key], rows[lines[key].statement.id], heads), float(np.mean(marked))) for key, marked in given.items() if key in lines]
        if kept:
            found[name] = ([features for features, _ in kept], [mark for _, mark in kept])
    return found


def fit(stories: list[tuple[Array, Array]]) -> Array:
    """Return weights by which lines that are marked higher come first; a story weighs by its lines."""
    away, counts = [], []
    for rows, marks in stories:
        for i, j in zip(*np.nonzero(marks[:, None] > marks[None]), strict=True):
            away.append(rows[i] - rows[j])
            counts.append((marks[i] - marks[j]) / len(marks))
    return logistic.fit(np.array(away), np.ones(len(away)), np.full(away[0].shape, RIDGE), np.array(counts))


def main() -> None:
    """Fit, tell, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dossiers", type=Path)
    parser.add_argument("--labels", type=Path, default=LABELS)
    given = parser.parse_args()
    found = judged(given.dossiers, given.labels)
    names = list(next(iter(found.values()))[0][0])
    data = [(np.array([[row[name] for name in names] for row in rows], float), np.array(marks)) for rows, marks in found.values()]
    chosen: list[float] = []
    for fold in range(FOLDS):
        weights = fit([story for at, story in enumerate(data) if at % FOLDS != fold])
        chosen += [float(marks[np.argmax(rows @ weights)]) for rows, marks in data[fold::FOLDS]]
    best = np.mean([marks.max() for _, marks in data])
    print(f"{len(data)} stories; left out: mean mark {np.mean(chosen):.2f} of {best:.2f}, {100 * np.mean(np.array(chosen) < 0.5):.1f} % marked 0")
    weights = fit(data)
    for name, weight in sorted(zip(names, weights, strict=True), key=lambda pair: -abs(pair[1])):
        print(f"{weight:7.2f}  {name}")
    SHIPPED.write_text(json.dumps({name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
