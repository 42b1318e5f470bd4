"""Fit how probably a line is understood alone: `python -m training.understood DOSSIERS [--labels FILE]`.

DOSSIERS holds the dossiers (NAME.json) of labelled stories of the part `train`; the labels are judgements of readers
(`training/labels/lines.jsonl`: story, report, start, end, who judged, yes or no), drawn and kept by `benchmarks.readability`.
A logistic regression with a ridge; the bar is the least probability at which TARGET of the lines of stories left out are
understood. Prints what it finds, and writes `src/crossread/present/understood.json`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.sheets import rows_of
from crossread.model import from_json
from crossread.present.lines import found_lines
from crossread.present.understood import features_of
from training import logistic
from training.logistic import probabilities, with_ones

LABELS = Path(__file__).parent / "labels/lines.jsonl"
SHIPPED = Path(__file__).parent.parent / "src/crossread/present/understood.json"
TARGET = 0.75  # of the lines that stand by themselves, the share that strict readers understand: half of the lines then stand
RIDGE, FOLDS = 8.0, 8
Array = npt.NDArray[np.float64]


def judged(folder: Path, labels: Path) -> Iterator[tuple[str, dict[str, float], float]]:
    """Yield story, features and share of yes of every line that was judged and is still a line."""
    answers: dict[tuple[Any, ...], list[bool]] = {}
    for row in rows_of(labels):
        answers.setdefault((row["story"], row["report"], row["start"], row["end"]), []).append(row["understood"])
    for name in sorted({key[0] for key in answers}):
        for report, line, known in found_lines(from_json((folder / f"{name}.json").read_bytes())):
            key = (name, Path(report.report.path).name, line.shown.start, line.shown.end)
            if key in answers:
                yield name, features_of(line.shown, line.said, known), float(np.mean(answers[key]))


def fit(rows: Array, right: Array) -> Array:
    """Return the weights of a logistic regression with a ridge, the bias last."""
    ridge = np.full(rows.shape[1], RIDGE / len(rows))
    ridge[-1] = 0.0
    return logistic.fit(rows, right, ridge)


def left_out(names: list[str], rows: Array, right: Array) -> Array:
    """Return the probability of each row by weights fitted on the stories of other folds."""
    stories = sorted(set(names))
    fold = np.array([stories.index(name) % FOLDS for name in names])
    found = np.zeros(len(rows))
    for k in range(FOLDS):
        found[fold == k] = probabilities(rows[fold == k], fit(rows[fold != k], right[fold != k]))
    return found


def bar_of(given: Array, right: Array) -> float:
    """Return the least probability from which TARGET of the rows are right."""
    order = np.argsort(-given, kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    reached = np.flatnonzero(share >= TARGET)
    return float(given[order][reached[-1]]) if len(reached) else 1.0


def main() -> None:
    """Fit, tell, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dossiers", type=Path)
    parser.add_argument("--labels", type=Path, default=LABELS)
    given = parser.parse_args()
    found = list(judged(given.dossiers, given.labels))
    names = sorted(found[0][1])
    rows, right = with_ones(np.array([[one[1][name] for name in names] for one in found])), np.array([one[2] for one in found])
    out = left_out([one[0] for one in found], rows, right)
    bar = bar_of(out, right)
    over = out >= bar
    print(f"{len(found)} lines, {100 * right.mean():.1f} % understood; left out: {100 * over.mean():.1f} % stand, {100 * right[over].mean():.1f} % of them understood")
    *weights, bias = fit(rows, right).tolist()
    for name, weight in sorted(zip(names, weights, strict=True), key=lambda pair: -abs(pair[1])):
        print(f"{weight:7.2f}  {name}")
    table = {"bias": round(bias, 4), "bar": round(bar, 3), "weights": {name: round(weight, 4) for name, weight in zip(names, weights, strict=True)}}
    SHIPPED.write_text(json.dumps(table, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
