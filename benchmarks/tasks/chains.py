"""Passages with a marked quotation -> its chain of tellers, by the code that traces a dossier's chains."""

from __future__ import annotations

from benchmarks.rows import read_rows, write_rows
from crossread.grammar.labels import to_universal
from crossread.model import Report
from crossread.model.mention_index import MentionIndex
from crossread.model_runtime import load
from crossread.reading.entities.resolution import resolve_entities
from crossread.reading.speech.attributions import acts_of
from crossread.reading.speech.tellers import find_links


def predict(given: str, out: str) -> None:
    nlp = load()
    rows = []
    for row in read_rows(given):
        doc = to_universal(nlp(row["text"]))
        index = MentionIndex(resolve_entities(Report(id="r", path="", text=row["text"]), doc))
        links = find_links(doc, acts_of(doc, tuple(row["quotation"])), index)
        chain = [{"start": k.start, "end": k.end, "role": "pronoun" if k.pronoun else k.role} for k in links]
        rows.append({"id": row["id"], "chain": chain})
    write_rows(out, rows)
