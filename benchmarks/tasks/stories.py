"""A pile of documents -> the stories they fall into."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.rows import read_rows
from crossread.group.stories import group_stories
from crossread.model import Report


def reports_of(given: str) -> list[Report]:
    """Return the given documents as reports: id, text, and outlet, title, published where known."""
    return [
        Report(
            id=row["id"], path=row["id"], text=row["text"],
            outlet=row.get("outlet"), title=row.get("title"), published=row.get("published"),
        )
        for row in read_rows(given)
    ]  # fmt: skip


def predict(given: str, out: str) -> None:
    stories = group_stories(reports_of(given))
    Path(out).write_text(json.dumps({"groups": [list(story.reports) for story in stories]}), "utf-8")
