"""Which invented pairs of statements are joined: `python -m benchmarks.claim_pairs [--verbose]`, in percent.

The first sides are the sentences of one report, the second sides those of another, so that words weigh as they do in
a pile. Precision is over the judged pairs.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from crossread.compare.dossier import compare
from crossread.language import load
from crossread.model import Dossier, Report, Story
from crossread.read.report import read_report

PAIRS = Path(__file__).resolve().parents[1] / "tests/data/claim_pairs.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verbose", action="store_true", help="print the pairs that are missed or falsely joined")
    verbose = parser.parse_args().verbose
    pairs = json.loads(PAIRS.read_text("utf-8"))
    print(json.dumps(figures(pairs)))
    if verbose:
        for kind, wanted in (("same", True), ("apart", False)):
            for pair, joined in zip(pairs[kind], _joined(pairs, kind), strict=True):
                if joined != wanted:
                    print(kind, *pair, sep=" | ")


def figures(pairs: dict[str, list[list[str]]]) -> dict[str, float]:
    """Return precision and recall of the joins, in percent."""
    right, wrong = sum(_joined(pairs, "same")), sum(_joined(pairs, "apart"))
    return {
        "precision": round(100 * right / max(1, right + wrong), 1),
        "recall": round(100 * right / len(pairs["same"]), 1),
        "false_joins": wrong,
    }


def _joined(pairs: dict[str, list[list[str]]], kind: str) -> list[bool]:
    return list(_verdicts(pairs[kind]))


def _verdicts(pairs: list[list[str]]) -> Iterator[bool]:
    texts = ["\n\n".join(f"{pair[side]}." for pair in pairs) for side in (0, 1)]
    dossier = _compared(texts)
    claims = {statement: claim.id for claim in dossier.claims for statement in claim.statements}
    places = [0, 0]
    for pair in pairs:
        sides = []
        for side in (0, 1):
            start, end = places[side], places[side] + len(pair[side])
            places[side] = end + len(".\n\n")
            report = dossier.reports[side].id
            sides.append({claims[s.id] for s in dossier.statements if s.report == report and s.start < end and start < s.end})
        yield bool(sides[0] & sides[1])


def _compared(texts: list[str]) -> Dossier:
    reports = [Report(id=f"r{n}", path=f"{n}.txt", text=text, outlet=f"Paper {n}") for n, text in enumerate(texts)]
    nlp = load()
    story = Story(id="t", title="", reports=tuple(report.id for report in reports))
    return compare(reports, [read_report(report, nlp) for report in reports], [story])


if __name__ == "__main__":
    main()
