"""Texts with the places of predicates -> the sense and the arguments of each."""

from __future__ import annotations

from benchmarks.rows import read_rows, write_rows
from crossread.model_runtime import load


def predict(given: str, out: str) -> None:
    tokenizer = load().tokenizer
    rows = []
    for row in read_rows(given):
        places = {(p["start"], p["end"]): p["start"] for p in row["predicates"]}
        words, frames = tokenizer.frames_at(row["text"], list(places.values()))
        by_word = {frame.predicate: frame for frame in frames}
        found = []
        for start, end in places:
            frame = next((f for i, f in by_word.items() if words[i].start <= start < words[i].end), None)
            if frame is None:
                continue
            arguments = [{"role": a.role, "start": words[a.start].start, "end": words[a.end - 1].end} for a in frame.arguments]
            found.append({"start": start, "end": end, "sense": frame.sense, "arguments": arguments})
        rows.append({"id": row["id"], "frames": found})
    write_rows(out, rows)
