"""Mutated piles of reports: python -m tests.fuzz.piles [--piles N] [--first SEED] [--minutes M]

Each seed makes a pile of one to three files out of the example, the tests' own stories and small files of every kind,
damaged at random, and reads it. Looked for: what is raised, faults that the fence caught, spans that do not hold the words they
say, numbers that are not finite, dossiers that differ after from_json(to_json), files that are lost without a word,
and piles that take longer than LIMIT seconds. Ends with 1 if anything was found; a seed found is a pile to look at.
"""

from __future__ import annotations

import argparse
import math
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import Any

from crossread import pipeline
from crossread.errors import NothingReadable
from crossread.model import Dossier, from_json
from crossread.model_runtime import load
from tests.collect import kinds
from tests.conftest import ROOT
from tests.test_properties import check

LIMIT = 60  # seconds for one pile
MAX_SEED_BYTES = 2500
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


def faults(folder: Path, nlp: Any) -> list[str]:
    """Read a pile; return what is wrong."""
    names = sorted(path.name for path in folder.iterdir())
    try:
        collected = _read(folder, nlp)
    except NothingReadable as error:
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
    told = "\n".join([*(report.path for report in collected.reports), *(warning.message for warning in collected.warnings)])
    return found + [f"lost without a word: {name}" for name in names if name not in told]


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


def main() -> None:
    """Read piles and count what is found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--piles", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=math.inf)
    asked = parser.parse_args()
    pool, nlp, begun = seeds(), load(), time.monotonic()
    counts: Counter[str] = Counter()

    def late(*_: object) -> None:
        raise TimeoutError(f"more than {LIMIT} s")

    signal.signal(signal.SIGALRM, late)
    for seed in range(asked.first, asked.first + asked.piles):
        if time.monotonic() - begun > 60 * asked.minutes:
            break
        rng = random.Random(seed)
        with tempfile.TemporaryDirectory() as at:
            folder = Path(at)
            for number in range(rng.choice([1, 1, 2, 3])):
                name, data = rng.choice(pool)
                (folder / f"{number}{name}").write_bytes(mutated(rng, data, pool))
            signal.alarm(LIMIT)
            try:
                wrong = faults(folder, nlp)
            except Exception:
                wrong = ["raised: " + traceback.format_exc()[-400:]]
            finally:
                signal.alarm(0)
        counts["piles"] += 1
        for fault in wrong:
            counts[fault.split(":", 1)[0]] += 1
            print(f"seed {seed}: {fault}", flush=True)
    print(dict(counts))
    sys.exit(len(counts) > 1)


if __name__ == "__main__":
    main()
