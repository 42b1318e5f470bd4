"""Documents with mentions -> clusters of those that are of one thing, across documents."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.rows import read_rows
from crossread.group.stories import group_stories
from crossread.model import Report
from crossread.model_runtime.coreference import find_clusters, load_scorer
from crossread.model_runtime.decode import decode_names, decode_words
from crossread.model_runtime.network import Network
from research.alignment.contexts import ContextMention, mentions_in_context


def read_mentions(rows: Sequence[dict[str, Any]]) -> list[ContextMention]:
    """Read the documents, group them into stories, and return their mentions in the order given."""
    stories = group_stories([Report(id=row["id"], path=row["id"], text=row["text"]) for row in rows])
    story_of = {report: story.id for story in stories for report in story.reports}
    network = Network()
    scorer = load_scorer(network.folder)
    found = []
    for row in rows:
        text, read = row["text"], network(row["text"])
        words = decode_words(text, read)
        hidden = read.of("hidden")[[word.atom for word in words]]
        chains = find_clusters(text, words, decode_names(text, words, read), read.tables.types, hidden, scorer)
        spans = [(m["start"], m["end"], m["kind"]) for m in row["mentions"]]
        found += mentions_in_context(spans, words, hidden, chains, report=row["id"], story=story_of[row["id"]], text=text)
    return found


def predict(given: str, out: str) -> None:
    from crossread.languages.word_shares import word_shares
    from research.alignment.clusters import align

    rows = list(read_rows(given))
    ids = [m["id"] for row in rows for m in row["mentions"]]
    clusters = align(read_mentions(rows), word_shares())
    Path(out).write_text(json.dumps({"clusters": [[ids[i] for i in cluster] for cluster in clusters]}), "utf-8")
