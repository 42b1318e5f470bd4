"""Mutated piles of reports: python -m tests.fuzz.piles [--piles N] [--first SEED] [--minutes M] [--state FILE]

Each seed makes a pile of one to three files out of the example, the tests' own stories and small files of every kind,
damaged at random, and reads it. Looked for: what is raised, faults that the fence caught, spans that do not hold the words they
say, numbers that are not finite, dossiers that differ after from_json(to_json), files that are lost without a word,
and piles that take longer than LIMIT seconds. Every SHOWN-th pile is also written in every way there is. Told in the end are
the files, the reports read of them, those named as not read, and the faults by kind; it ends with 1 if there were any.
A seed found is a pile to look at. With --state the run goes on where it was stopped, and stays counted.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import math
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console

from crossread import formats, pipeline
from crossread.errors import CrossreadError, NothingReadable
from crossread.model import Dossier, from_json
from crossread.model_runtime import load
from crossread.present import tables
from crossread.present.markdown import to_markdown
from crossread.present.page import to_html
from crossread.present.terminal import render
from tests.collect import kinds
from tests.conftest import ROOT
from tests.test_properties import check

LIMIT = 60  # seconds of the processor for one pile; asleep it may be for an hour, should the run be paused
SHOWN = 20
SAVED = 20  # piles between two states
MAX_SEED_BYTES = 2500
LENGTHS = (500, 500, 1000, MAX_SEED_BYTES)  # bytes of a text before it is damaged, drawn anew for every file
TOKENS = [
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\r", b"\x0c", b"\xc2\xad", b"\xe2\x80\x8b", b"\xe2\x80\xae", b"<", b"</div>", b"<p>", b"&#0;", b"&amp;", b'"', b"{", b"[" * 50, b"\\ud800", b"\xe2\x80\x9c",
    b"9" * 320, b"1e999", b"31 December 9999", b"1 January 0001", b"yesterday", b"$", b"-", b"\n\n", b"\t", b"said ", b"not ", b"=1+1", b"\x1b[2J", b"\xf0\x9f\x9a\xa2", b"%PDF-", b"PK\x03\x04", b"---\n", b"From: x\n",
]  # fmt: skip


def seeds() -> list[tuple[str, bytes]]:
    """Return name and bytes of what is mutated: own stories and one small file of every kind."""
    files = [*sorted((ROOT / "examples").rglob("*.*")), *sorted((ROOT / "tests/data/stories").rglob("*.txt")), *sorted((ROOT / "tests/data/kinds").iterdir())]
    found = [(path.name, path.read_bytes()[:MAX_SEED_BYTES]) for path in files if path.is_file() and path.suffix != ".json"]
    made = {"n.txt": kinds.NEXIS, "f.txt": kinds.FACTIVA, "q.txt": kinds.PROQUEST, "m.eml": kinds.MAIL, "r.rss": kinds.RSS, "a.atom": kinds.ATOM, "s.srt": kinds.SRT, "v.vtt": kinds.VTT, "p.mhtml": kinds.MHTML, "t.csv": kinds.CSV, "j.json": kinds.JSON_ARRAY}
    pages = kinds.pdf([[kinds.TITLE, kinds.FIRST], [kinds.SECOND]])
    packed = {"d.docx": kinds.docx(kinds.paragraph(kinds.FIRST) + kinds.paragraph(kinds.SECOND)), "p.pdf": pages, "z.zip": kinds.zip_of({"a.txt": kinds.BODY.encode(), "b.pdf": pages}), "w.warc": kinds.warc([kinds.WARC_PAGE])}
    return found + [(name, text.encode()) for name, text in made.items()] + list(packed.items())


def mutated(rng: random.Random, data: bytes, pool: list[tuple[str, bytes]]) -> bytes:
    """Return damaged bytes: cut, doubled, swapped, spliced, sprinkled with what breaks readers, encoded anew."""
    for _ in range(rng.choice([0, 1, 1, 2, 3, 6])):
        if not data:
            return data
        at, to = sorted((rng.randrange(len(data)), rng.randrange(len(data))))
        data = rng.choice(
            [
                lambda d=data, a=at: d[:a],
                lambda d=data, a=at, b=to: d[:a] + d[b:],
                lambda d=data, a=at, b=to: d[:b] + d[a:b] + d[b:],
                lambda d=data, a=at: d[:a] + rng.choice(TOKENS) * rng.choice([1, 1, 3]) + d[a:],
                lambda d=data, a=at: d[:a] + bytes([rng.randrange(256)]) + d[a + 1 :],
                lambda d=data, a=at, b=to: d[:a] + rng.choice(pool)[1][: b - a] + d[b:],
                lambda d=data: d.decode("utf-8", "replace").encode(rng.choice(["utf-16", "utf-16-le", "cp1252", "utf-8-sig", "cp1251"]), "replace"),
                lambda d=data: b" ".join(sorted(d.split(b" "), key=lambda _: rng.random())),
                lambda d=data: d.replace(b"\n", rng.choice([b"\r", b"\r\n", b" ", b"\x0c", b"-\n"])),
            ]
        )()
    return data[: 4 * MAX_SEED_BYTES]


def faults(folder: Path, nlp: Any, counts: Counter[str] | None = None, *, shown: bool = False) -> list[str]:
    """Read a pile; return what is wrong. `counts` gets the files and what became of them; `shown`: write it in every way too."""
    counts = Counter() if counts is None else counts
    names = sorted(path.name for path in folder.iterdir())
    counts["files"] += len(names)
    try:
        collected = _read(folder, nlp)
    except NothingReadable as error:
        counts["files named as not read"] += len(names)
        return [f"lost without a word: {name}" for name in names if name not in str(error)]
    found = [f"fence: {warning.message[-200:]}" for warning in collected.warnings if "fault of Crossread" in warning.message]
    found += [f"library: {warning.message[-200:]}" for warning in collected.warnings if "of no kind that is known" in warning.message]
    try:
        check(collected)
    except AssertionError:
        found.append("a span does not hold its words: " + traceback.format_exc()[-300:])
    if from_json(collected.to_json()) != collected:
        found.append("not the same after from_json(to_json)")
    if any(value is not None and not math.isfinite(value) for q in collected.quantities for value in (q.low, q.high)):
        found.append("a number that is not finite")
    if shown:
        show(collected, folder)
    paths = "\n".join(report.path for report in collected.reports)
    told = "\n".join(warning.message for warning in collected.warnings)
    counts["reports read"] += len(collected.reports)
    counts["files named as not read"] += sum(name not in paths and name in told for name in names)
    return found + [f"lost without a word: {name}" for name in names if name not in paths and name not in told]


def show(dossier: Dossier, folder: Path) -> None:
    """Write a dossier in every way there is; what an extra that is not installed would write is left out."""
    to_html(dossier)
    to_markdown(dossier)
    render(dossier, Console(file=io.StringIO(), width=80, color_system=None), full=True)
    with tempfile.TemporaryDirectory() as out:
        tables.write_csv(dossier, Path(out) / "csv")
        tables.write_parquet(dossier, Path(out) / "parquet")
        tables.write_excel(dossier, Path(out) / "d.xlsx")
    for name in formats.FORMATS:
        try:
            formats.export(dossier, name)
        except CrossreadError as error:
            if "pip install" not in str(error):
                raise


def _read(folder: Path, nlp: Any) -> Dossier:
    from crossread.collect import collect
    from crossread.model import Report, Warning

    collected = collect([str(folder)])
    warnings: list[Warning] = list(collected.warnings)
    reports: dict[str, Report] = {}
    for document in collected.documents:
        report = pipeline._clean(document, warnings)
        if report is not None and report.id in reports:
            warnings.append(Warning(message=f"{document.path}: the same text as {reports[report.id].path}; read once"))
        elif report is not None:
            reports[report.id] = report
    if not reports:
        raise NothingReadable("\n".join(warning.message for warning in warnings))
    return pipeline.read_reports(tuple(reports.values()), warnings=tuple(warnings), nlp=nlp)


def pile(seed: int, pool: list[tuple[str, bytes]], folder: Path) -> None:
    """Write the files of a seed's pile into a folder."""
    rng = random.Random(seed)
    for number in range(rng.choice([1, 1, 2, 3])):
        name, data = rng.choice(pool)
        packed = name.endswith((".docx", ".pdf", ".zip", ".warc"))  # a part of one is only a broken one
        (folder / f"{number}{name}").write_bytes(mutated(rng, data if packed else data[: rng.choice(LENGTHS)], pool))


def _late(*_: object) -> None:
    raise TimeoutError(f"more than {LIMIT} s")


def _tried(seed: int, pool: list[tuple[str, bytes]], nlp: Any, counts: Counter[str]) -> list[str]:
    """Make and read the pile of a seed within the limit of time; return what was wrong."""
    with tempfile.TemporaryDirectory() as at:
        pile(seed, pool, Path(at))
        signal.setitimer(signal.ITIMER_PROF, LIMIT)
        signal.alarm(3600)
        try:
            return faults(Path(at), nlp, counts, shown=seed % SHOWN == 0)
        except Exception:
            return ["raised: " + traceback.format_exc()[-400:]]
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.alarm(0)


class State:
    """How far a run has come: the next seed, what was counted, and which seeds were wrong; kept in a file if one is named."""

    def __init__(self, path: Path | None, first: int) -> None:
        kept = json.loads(path.read_text("utf-8")) if path is not None and path.exists() else {}
        self.path = path
        self.next: int = kept.get("next", first)
        self.counts: Counter[str] = Counter(kept.get("counts", {}))
        self.wrong: dict[str, list[str]] = kept.get("wrong", {})

    def save(self) -> None:
        if self.path is not None:
            part = self.path.with_suffix(".part")
            part.write_text(json.dumps({"next": self.next, "counts": self.counts, "wrong": self.wrong}), "utf-8")
            os.replace(part, self.path)


def main() -> None:
    """Read piles and count what is found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--piles", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=math.inf)
    parser.add_argument("--state", type=Path, help="keep here how far it has come, and go on from there")
    asked = parser.parse_args()
    pool, nlp, begun = seeds(), load(), time.monotonic()
    signal.signal(signal.SIGALRM, _late)
    signal.signal(signal.SIGPROF, _late)
    state, end = State(asked.state, asked.first), asked.first + asked.piles
    gc.collect()
    gc.freeze()  # the model and its tables need not be looked through for garbage again
    while state.next < end and time.monotonic() - begun <= 60 * asked.minutes:
        wrong = _tried(state.next, pool, nlp, state.counts)
        state.counts["piles"] += 1
        for fault in wrong:
            state.counts["fault: " + fault.split(":", 1)[0]] += 1
            print(f"seed {state.next}: {fault}", flush=True)
        if wrong:
            state.wrong[str(state.next)] = wrong
        state.next += 1
        if state.next % SAVED == 0 or state.next == end:
            state.save()
    state.save()
    print(json.dumps(state.counts, indent=1))
    sys.exit(bool(state.wrong))


if __name__ == "__main__":
    main()
