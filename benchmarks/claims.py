"""Precision and recall of joined claims and of typed differences: `python -m benchmarks.claims [STORY ...]`.

STORY is a folder with `reports` and `expected.json` (default: the invented stories of `tests/data/stories`). A pair of
places that a careful reader calls one claim is a join to be found; a pair that he keeps apart is a false join where
it is made. A difference counts where its pair is joined and typed as one of those that the reader expects. Prints one
JSON line a story, one over all but the unseen stories and one over those, in percent. Precision is over the pairs that a
reader has judged, no others.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from crossread import pipeline
from crossread.model import Claim, Dossier

STORIES = Path(__file__).resolve().parents[1] / "tests/data/stories"
UNSEEN = frozenset({"bank"})  # see tests/data/stories/README.md


def main() -> None:
    """Read each story and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="*", type=Path, default=sorted(p for p in STORIES.iterdir() if p.is_dir()))
    total: dict[str, Counter[str]] = defaultdict(Counter)
    for story in parser.parse_args().stories:
        found = count(pipeline.read([str(story / "reports")]), json.loads((story / "expected.json").read_text("utf-8"))["checks"])
        total["unseen" if story.name in UNSEEN else "all"] += found
        print(json.dumps({"story": story.name, **figures(found)}))
    for name, counts in sorted(total.items()):
        print(json.dumps({"story": name, **figures(counts)}))


def count(dossier: Dossier, checks: Iterable[Mapping[str, object]]) -> Counter[str]:
    """Count pairs asked, joined and joined falsely, and differences asked and typed as expected."""
    found: Counter[str] = Counter()
    for check in checks:
        if check["check"] not in ("same_claim", "different_claim"):
            continue
        sides = [_statements(dossier, check[side]) for side in ("a", "b")]  # type: ignore[arg-type]
        shared = [c for c in dossier.claims if all(side & set(c.statements) for side in sides)]
        if check["check"] == "different_claim":
            found.update(apart=1, false_joins=bool(shared))
            continue
        found.update(joins=1, found=bool(shared))
        wanted = check.get("difference")
        if wanted:
            kinds = _kinds(shared, sides)
            found.update(differences=1, typed=bool(kinds & set(wanted)), other_type=bool(kinds - set(wanted)))  # type: ignore[call-overload]
    return found


def figures(found: Counter[str]) -> dict[str, float | int | None]:
    """Return precision and recall in percent, None where nothing was asked, and the counts behind them."""

    def share(part: int, whole: int) -> float | None:
        return round(100 * part / whole, 1) if whole else None

    return {
        "join_precision": share(found["found"], found["found"] + found["false_joins"]),
        "join_recall": share(found["found"], found["joins"]),
        "difference_precision": share(found["typed"], found["typed"] + found["other_type"]),
        "difference_recall": share(found["typed"], found["differences"]),
        **{key: found[key] for key in ("joins", "found", "apart", "false_joins", "differences", "typed", "other_type")},
    }


def _statements(dossier: Dossier, place: Mapping[str, str]) -> set[str]:
    """Return the statements that overlap the words of a place."""
    report = next(r for r in dossier.reports if place["report"] in r.path)
    start = report.text.index(place["text"])
    end = start + len(place["text"])
    return {s.id for s in dossier.statements if s.report == report.id and s.start < end and s.end > start}


def _kinds(claims: Iterable[Claim], sides: list[set[str]]) -> set[str]:
    """Return the kinds of difference that a claim gives between the two sides."""
    return {d.kind for c in claims for d in c.differences if all(side & set(d.statements) for side in sides)}


if __name__ == "__main__":
    main()
