"""Articles -> which copy one another, and the agency each credits (an outlet that is credited is none)."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.rows import read_rows
from crossread.group.copies import CONTAINED, MIN_SHARED, linked
from crossread.group.credits import credited_agency, own_agency
from crossread.group.overlaps import find_overlaps
from crossread.group.shingles import shingle_texts


def predict(given: str, out: str) -> None:
    rows = list(read_rows(given))
    ids, texts = [row["id"] for row in rows], [row["text"] for row in rows]
    overlaps = find_overlaps(list(shingle_texts(texts)), contained=CONTAINED, least=MIN_SHARED)
    found = {
        "copies": [[ids[i] for i in group] for group in linked(len(ids), overlaps)],
        "pairs": [[ids[o.first], ids[o.second]] for o in overlaps],
        "origin": {row["id"]: own_agency(credited_agency(row["text"], row.get("outlet"))) for row in rows},
    }
    Path(out).write_text(json.dumps(found), "utf-8")
