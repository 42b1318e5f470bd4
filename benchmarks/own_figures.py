"""Figures and times on our own labels: `python -m benchmarks.own_figures a|b [--misses]`, one JSON line.

Half b only measures; `--misses` is refused there. What a figure is of is its `counted`, else, but for stretches of time, what
`about` finds. The scorers are the exams' own.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.figure_concepts import about
from benchmarks.tasks.quantities import in_gold_terms
from crossread.grammar.labels import to_universal
from crossread.model import Report
from crossread.model_runtime import load
from crossread.reading.figures.quantities import find_quantities
from crossread.reading.times.expressions import find_times
from training.figure_labels import labelled

NOTHING_MEASURED = frozenset({"time", "second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
COLUMNS = ("value", "value+unit", "value+change", "value+concept")


def read(row: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the figures and times of one labelled sentence in the exams' terms."""
    text = row["text"]
    doc = to_universal(load()(text))
    report = Report(id="x", path="x", text=text, published=row["published"])
    figures = []
    for quantity in find_quantities(report, text, doc):
        concepts = [quantity.counted] if quantity.counted else []
        if not concepts and quantity.unit not in NOTHING_MEASURED:
            concepts = about(doc, quantity.start, quantity.end, quantity.unit is None)
        figures.append({**in_gold_terms(quantity, concepts), "text": quantity.text, "rule": quantity.rule})
    times = [
        {"start": t.start, "end": t.end, "type": t.type, "value": t.value, "rule": t.rule}
        for t in find_times(report, text)
    ]
    return figures, times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("half", choices=("a", "b"))
    parser.add_argument("--misses", action="store_true", help="list what differs (half a only)")
    parser.add_argument("--rules", action="store_true", help="support and precision of each rule")
    arguments = parser.parse_args()
    if arguments.misses and arguments.half == "b":
        raise SystemExit("half b only measures: what is missed there is not looked at")
    shared = Path(os.environ.get("CROSSREAD_SHARED", "../shared"))
    sys.path.insert(0, str(shared / "exam"))
    quantities, times = importlib.import_module("score_quantities"), importlib.import_module("score_times")
    gold = list(labelled(arguments.half, shared / "data"))
    found = {row["id"]: read(row) for row in gold}
    units = quantities.Units([shared / "data" / "quantities" / "unit_names.json"])
    scored = quantities.score(gold, {name: figures for name, (figures, _) in found.items()}, units)
    timed = times.score(gold, {name: marks for name, (_, marks) in found.items()})
    print(json.dumps({"half": arguments.half, "figures": {c: scored[c] for c in COLUMNS}, "times": timed}))
    if arguments.rules:
        show_rules(gold, found, quantities, units)
    if arguments.misses:
        show_misses(gold, found, quantities, units)


def show_rules(gold: list[dict[str, Any]], found: dict[str, Any], scorer: Any, units: Any) -> None:
    """Print how often each rule read something, and how often rightly: the value of a figure, all of a time."""
    read_by: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in gold:
        figures, times = found[row["id"]]
        wanted = [scorer.prepare_gold(q, units) for q in row["quantities"]]
        for figure in figures:
            read_by[figure["rule"]] += 1
            right[figure["rule"]] += any(scorer.value_ok(g, scorer.prepare_pred(figure, units)) for g in wanted)
        marks = {(t["start"], t["end"], t["type"], t["value"]) for t in row["times"]}
        for time in times:
            read_by[time["rule"]] += 1
            right[time["rule"]] += (time["start"], time["end"], time["type"], time["value"]) in marks
    for rule, count in read_by.most_common():
        print(json.dumps({"rule": rule, "support": count, "precision": round(100 * right[rule] / count, 1)}))


def show_misses(gold: list[dict[str, Any]], found: dict[str, Any], scorer: Any, units: Any) -> None:
    """Print each sentence in which a figure or a time is not as labelled."""
    for row in gold:
        figures, times = found[row["id"]]
        one = scorer.score([row], {row["id"]: figures}, units)
        text = row["text"]
        marks = {(text[t["start"] : t["end"]], t["type"], t["value"]) for t in times}
        wanted = {(text[t["start"] : t["end"]], t["type"], t["value"]) for t in row["times"]}
        bad = [c for c in COLUMNS if one[c]["p"] < 100 or one[c]["r"] < 100] if row["quantities"] or figures else []
        if bad or marks != wanted:
            print(f"\n{row['id']} {row['published']} {text}")
        if bad:
            print("  ", bad)
            for q in row["quantities"]:
                print("   want", q["change"], q["low"], q["high"], q["unit"], q["concepts"])
            for q in figures:
                print(
                    "   read",
                    q["bound"],
                    q["low"],
                    q["high"],
                    q["unit"],
                    "|",
                    q["counted"],
                    q["concepts"],
                    repr(q["text"]),
                )
        for mark in sorted(wanted - marks):
            print("   want time", mark)
        for mark in sorted(marks - wanted):
            print("   read time", mark)


if __name__ == "__main__":
    main()
