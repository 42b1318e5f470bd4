"""The product's statements of a corpus of reports, so that training sees what run time sees.

`python -m training.statements --out build/pairs/statements.jsonl` reads every document of the label stories and of
`stories/ecbplus.train`, one line a document: id and the (start, end) of each statement in its text. A document that is
there already is not read again; after a change of the reading, remove the file.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from crossread.clean import clean
from crossread.model import RawDocument
from crossread.model_runtime import load
from crossread.reading.reading import read_report
from training.data import SHARED, rows
from training.labels.convert import STORIES, document_texts

Spans = list[tuple[int, int]]


def read_statements(path: Path) -> dict[str, Spans]:
    """Return the statements of each document read so far."""
    if not path.exists():
        return {}
    lines = map(json.loads, path.read_text("utf-8").splitlines())
    return {row["id"]: [(a, b) for a, b in row["statements"]] for row in lines}


def documents() -> Iterator[tuple[str, str]]:
    """Yield (id, text): the reports of the labelled stories first, then the other training documents of ECB+."""
    labelled = json.loads(STORIES.read_text("utf-8"))
    yield from document_texts(labelled, SHARED / "data/stories").items()
    for row in rows(SHARED / "data/stories/ecbplus.train.jsonl.gz"):
        yield row["id"], row["text"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/pairs/statements.jsonl"))
    out = parser.parse_args().out
    out.parent.mkdir(parents=True, exist_ok=True)
    done, nlp = set(read_statements(out)), load()
    with out.open("a", encoding="utf-8") as handle:
        for name, text in documents():
            if name in done:
                continue
            done.add(name)
            report = clean(RawDocument(path=f"{name}.txt", text=text, media="text")).report
            spans = [] if report is None else [(s.start, s.end) for s in read_report(report, nlp).statements]
            handle.write(json.dumps({"id": name, "statements": spans}) + "\n")
            handle.flush()


if __name__ == "__main__":
    main()
