"""Which invented pairs of statements are joined: `python -m benchmarks.claim_pairs [--verbose]`, in percent.

The first sides are the sentences of one report, the second sides those of another, so that words weigh as they do in
a pile. Precision is over the judged pairs. One line a list of pairs; each list is a pile of its own.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from crossread.compare.dossier import compare
from crossread.model import Dossier, Report, Story
from crossread.model_runtime import load
from crossread.model_runtime.pair_model import shared_pair_model
from crossread.reading.reading import read_report

PAIRS = Path(__file__).resolve().parents[1] / "tests/data/claim_pairs.json"
LISTS = ("", "more", "held back")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verbose", action="store_true", help="print the pairs that are missed or falsely joined")
    verbose = parser.parse_args().verbose
    pairs = json.loads(PAIRS.read_text("utf-8"))
    for name in LISTS:
        listed = pairs[name] if name else pairs
        print(json.dumps({"list": name or "first", **figures(listed)}))
        if verbose:
            for kind, wanted in (("same", True), ("apart", False)):
                for pair, one in zip(listed[kind], joined(listed[kind]), strict=True):
                    if one != wanted:
                        print(kind, *pair, sep=" | ")


def figures(pairs: dict[str, list[list[str]]]) -> dict[str, float]:
    """Return precision and recall of the joins, in percent."""
    right, wrong = sum(joined(pairs["same"])), sum(joined(pairs["apart"]))
    return {
        "precision": round(100 * right / max(1, right + wrong), 1),
        "recall": round(100 * right / len(pairs["same"]), 1),
        "false_joins": wrong,
    }


def joined(pairs: list[list[str]]) -> list[bool]:
    """Say of each pair whether a statement of its one side and one of its other are one claim."""
    texts = ["\n\n".join(f"{pair[side]}." for pair in pairs) for side in (0, 1)]
    dossier = _compared(texts)
    claims = {statement: claim.id for claim in dossier.claims for statement in claim.statements}
    places, found = [0, 0], []
    for pair in pairs:
        sides = []
        for side in (0, 1):
            start, end = places[side], places[side] + len(pair[side])
            places[side] = end + len(".\n\n")
            report = dossier.reports[side].id
            sides.append({claims[s.id] for s in dossier.statements if s.report == report and s.start < end and start < s.end})
        found.append(bool(sides[0] & sides[1]))
    return found


def _compared(texts: list[str]) -> Dossier:
    reports = [Report(id=f"r{n}", path=f"{n}.txt", text=text, outlet=f"Paper {n}") for n, text in enumerate(texts)]
    nlp = load()
    story = Story(id="t", title="", reports=tuple(report.id for report in reports))
    return compare(reports, [read_report(report, nlp) for report in reports], [story], model=shared_pair_model())


if __name__ == "__main__":
    main()
