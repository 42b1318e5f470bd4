"""Articles -> quotations with source and cue, by the code that finds a dossier's acts of speech."""

from __future__ import annotations

from benchmarks.rows import read_rows, write_rows
from crossread.grammar.labels import to_universal
from crossread.model_runtime import load
from crossread.reading.speech.attributions import find_acts


def predict(given: str, out: str) -> None:
    nlp = load()
    rows = []
    for row in read_rows(given):
        found = [
            {
                "content": [list(span) for span in act.content],
                "source": [list(act.source_span)] if act.source_span else [],
                "cue": [list(act.cue_span)] if act.cue_span else [],
            }
            for act in find_acts(to_universal(nlp(row["text"])))
        ]
        rows.append({"id": row["id"], "quotations": found})
    write_rows(out, rows)
