"""How far two readers of a story agree: `python -m training.labels.agreement [NAME …]`.

The second reading is scored against the first as the exam scores a dossier: a place of the second touches a place of
the first when they share half of the shorter one. Recall: of each unit of the first, the pairs of places in different
reports that one unit of the second holds, mean over units. Precision: pairs of places in different reports of one unit
of the second that touch two places of one unit of the first.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from training.labels.convert import HERE, KEPT

SECOND = HERE / "second"
Sides = dict[str, Any]


def same_place(one: Sequence[int], other: Sequence[int]) -> bool:
    """Return whether two places [report, start, end] share at least half of the shorter one."""
    shared = min(one[2], other[2]) - max(one[1], other[1])
    return one[0] == other[0] and shared > 0 and 2 * shared >= min(one[2] - one[1], other[2] - other[1])


def agreement(first: Sides, second: Sides) -> dict[str, tuple[float, float]]:
    """Return (sum, count) of recall over units, and of precision over pairs of places."""

    def held(unit: dict[str, Any], a: Sequence[int], b: Sequence[int]) -> bool:
        return any(same_place(p, a) and any(same_place(q, b) for q in unit["places"]) for p in unit["places"])

    def found(units: list[dict[str, Any]], unit: dict[str, Any]) -> list[bool]:
        pairs = [(a, b) for a, b in combinations(unit["places"], 2) if a[0] != b[0]]
        return [any(held(other, a, b) for other in units) for a, b in pairs]

    recalls = [sum(pairs) / len(pairs) for unit in first["units"] if (pairs := found(second["units"], unit))]
    right = [ok for unit in second["units"] for ok in found(first["units"], unit)]
    return {"recall": (sum(recalls), len(recalls)), "precision": (sum(right), len(right))}


def percent(figures: dict[str, tuple[float, float]]) -> dict[str, float]:
    """Return recall, precision and their F1 in percent."""
    found = {key: 100 * total / count if count else 0.0 for key, (total, count) in figures.items()}
    both = found["recall"] + found["precision"]
    return {**found, "f1": 2 * found["recall"] * found["precision"] / both if both else 0.0}


def read_pair(name: str, kept: Path, second: Path) -> tuple[Sides, Sides]:
    paths = kept / f"{name}.sides.json", second / f"{name}.sides.json"
    one, other = (json.loads(path.read_text("utf-8")) for path in paths)
    return one, other


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--kept", type=Path, default=KEPT)
    parser.add_argument("--second", type=Path, default=SECOND)
    options = parser.parse_args()
    pooled = {"recall": (0.0, 0.0), "precision": (0.0, 0.0)}
    for name in options.names or sorted(
        p.name.removesuffix(".sides.json") for p in options.second.glob("*.sides.json")
    ):
        figures = agreement(*read_pair(name, options.kept, options.second))
        pooled = {key: (pooled[key][0] + a, pooled[key][1] + b) for key, (a, b) in figures.items()}
        print(name, {key: round(value, 1) for key, value in percent(figures).items()})
    print("pooled", {key: round(value, 1) for key, value in percent(pooled).items()})


if __name__ == "__main__":
    main()
