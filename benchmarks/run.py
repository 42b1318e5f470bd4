"""Fill BENCHMARKS.md: `python -m benchmarks.run [TASK ...]`, with the corpora of CROSSREAD_SHARED (default ../shared).

Every task goes through `benchmarks.predict`, the one door of all exams, and sees only the fields that are given there.
The rows, with floor and aim, are `benchmarks/table.json`. With TASKs named, only their rows are measured anew; those of
`on_request` (`benchmarks/on_request.py`) only then, since they take long.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks import model_speed, scaling
from benchmarks.figures_speed import sentences_a_second
from benchmarks.on_request import TASKS
from benchmarks.rows import lay_tables_beside, read_rows, write_rows

ROOT = Path(__file__).parent.parent
TABLE = json.loads((Path(__file__).parent / "table.json").read_text("utf-8"))
SCORING = Path(__file__).parent / "scoring"
CASES = Path(__file__).parent / "cases"
PAGE = ROOT / "BENCHMARKS.md"
KEPT = Path(__file__).parent / "measured.json"
FIGURES_RUNS = 20
SCALING = "time and memory"
COUNTS = {"copies": (10, 100, 1_000, 10_000, 20_000), "compare": (10, 100, 1_000), "stories": (10, 100, 1_000, 10_000)}
GROWTH = """
## Time and memory as the pile grows

Invented reports (`benchmarks/scaling.py`), one thread, a process a row; seconds of the processor. Floors: copies 2,500
reports a second at 20,000; comparison of 100 reports after reading in 10 s, of 1,000 in 180 s.
"""
MAIN_JOB_RUNS = 3  # the best of as many: the machine's other work only ever adds
HEAD = """# Benchmarks

Made by `make benchmark`. Development parts, from raw text, the shipped int8 model, one thread; scorers are those of
the exam. Percent, but for MAE, r and shares of checks. A figure below its floor is marked with a star. What is
timed is timed on one kind of processor: with instructions for int8 dot products (VNNI) or without (AVX2).

| task | figure | measured | floor | aim |
| --- | --- | --- | --- | --- |
"""


def main() -> None:
    shared = Path(os.environ.get("CROSSREAD_SHARED", "../shared")).resolve()
    if not (shared / "data").is_dir():
        sys.exit(f"no corpora at {shared}: set CROSSREAD_SHARED to the folder that holds data/")
    wanted = set(sys.argv[1:])
    known = {row["task"] for row in TABLE["rows"]} | {"stories-open", "main-job", "model-speed", "figures-speed", "scaling", *TASKS}
    if wanted - known:
        sys.exit(f"no such task: {', '.join(sorted(wanted - known))}; there are {', '.join(sorted(known))}")
    measured: dict[str, list[Any]] = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    for row in TABLE["rows"]:
        if not wanted or row["task"] in wanted:
            measured[row["title"]] = _measure(row, shared)
    if not wanted or "stories-open" in wanted:
        for title, case, floor in TABLE["stories"]:
            measured[title] = [["share of checks", _story(shared, case), floor, None]]
    if not wanted or "figures-speed" in wanted:
        rate = sentences_a_second(shared, FIGURES_RUNS)
        measured["figures and times without the model"] = [["sentences/s, one core", round(rate), 3000, 10000]]
    if not wanted or "model-speed" in wanted:
        speed = model_speed.measure(shared)
        title = f"reading model, all heads, {processor()}"
        measured[title] = [
            ["words/s, one core", speed["words_per_second"], 4000, 6500],
            ["all weights shipped, MB (under)", speed["megabytes"], 60, 35],
        ]
        if "times_the_encoder" in speed:  # needs onnx
            measured[title].append(["times the time of the bare int8 encoder (under)", speed["times_the_encoder"], 1.8, 1.3])
    if not wanted or "main-job" in wanted:
        measured[f"main job, two reports, {processor()}"] = _main_job(shared)
    for row in TABLE["on_request"]:
        if row["task"] in wanted:
            measured[row["title"].format(processor=processor())] = _on_request(row, shared)
            _write(measured)
    if not wanted or "scaling" in wanted:
        kept = {(row[0], row[1]): row for row in measured.get(SCALING, [])}
        for row in scaling.rows(COUNTS):
            kept[row[0], row[1]] = row
            measured[SCALING] = [kept[key] for key in sorted(kept)]
            _write(measured)  # the last rows take minutes
    _write(measured)


def processor() -> str:
    """Say whether the processor has instructions for int8 dot products, by which the network's time differs by half.

    Rows of both kinds stand side by side: a run replaces those of its own kind. Read from Linux's list of flags; elsewhere
    the kind is not known.
    """
    listed = Path("/proc/cpuinfo")
    if not listed.exists():
        return "processor unknown"
    return "VNNI" if "_vnni" in listed.read_text("utf-8") else "AVX2"


def _on_request(row: dict[str, Any], shared: Path) -> list[Any]:
    """Return [figure, value, floor, aim] rows; a floor or aim may be another one a kind of processor, or none."""
    found = TASKS[row["task"]](shared)
    print(row["title"], json.dumps(found, ensure_ascii=False), flush=True)
    kind = processor()
    bounds = [[bound.get(kind) if isinstance(bound, dict) else bound for bound in figure[2:]] for figure in row["figures"]]
    return [[name, found[key], *bound] for (name, key, *_), bound in zip(row["figures"], bounds, strict=True) if key in found]


def _write(measured: dict[str, list[Any]]) -> None:
    KEPT.write_text(json.dumps(measured, indent=1, ensure_ascii=False) + "\n", "utf-8")
    PAGE.write_text(HEAD + "".join(_lines(measured)) + _grown(measured.get(SCALING, [])), "utf-8")


def _measure(row: dict[str, Any], shared: Path) -> list[Any]:
    """Return [figure, value, floor, aim] rows of one task on one corpus."""
    with tempfile.TemporaryDirectory() as folder:
        gold, given, out = (Path(folder) / name for name in ("gold", "given.jsonl", "out"))
        gold.write_bytes(b"".join(gzip.decompress((shared / "data" / name).read_bytes()) for name in row["gold"]))
        for name in row["gold"]:
            lay_tables_beside(shared / "data" / name, Path(folder))
        scorer = SCORING / f"score_{row['task']}.py"
        if not scorer.exists():  # a part that the exam does not score by itself
            scorer = ROOT / "benchmarks" / f"score_{row['task']}.py"
        if row["task"] == "syntax":
            raw = subprocess.run([sys.executable, scorer, "--raw", gold], check=True, capture_output=True).stdout
            given.write_bytes(raw)
        else:
            write_rows(str(given), (as_given(row["task"], item) for item in read_rows(str(gold))))
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "benchmarks.predict", row["task"], given, out], check=True, cwd=ROOT)
        spent = time.perf_counter() - began
        said = subprocess.run([sys.executable, scorer, gold, out], check=True, capture_output=True).stdout
    scores = json.loads(said)
    found = [[name, _at(scores, path), floor, aim] for name, path, floor, aim in row["figures"]]
    print(row["title"], *(f"{name} {value}" for name, value, *_ in found), f"({spent:.0f} s)", flush=True)
    return found


def as_given(task: str, item: dict[str, Any]) -> dict[str, Any]:
    """Return of a labelled row what is given at the exam, under the names that it has there."""
    named = TABLE["given_as"].get(task, {})
    return _only({named.get(field, field): value for field, value in item.items()}, TABLE["given"][task])


def _only(row: dict[str, Any], fields: Iterable[Any]) -> dict[str, Any]:
    """Return the fields of a row that are given at the exam; a {name: fields} holds for each item of a list."""
    kept: dict[str, Any] = {}
    for field in fields:
        if isinstance(field, dict):
            for name, inner in field.items():
                kept[name] = [_only(item, inner) for item in row[name]]
        elif field in row:
            kept[field] = row[field]
    return kept


def _at(scores: Any, path: str) -> float:
    for name in path.split("."):
        scores = scores[name]
    return float(scores)


def _case(shared: Path, name: str) -> Path:
    """Return the folder of a story: one of our own, or one whose texts are not ours to publish."""
    return CASES / name if (CASES / name).is_dir() else shared / "cases" / name


def _reports(shared: Path, case: str) -> str:
    folder = _case(shared, case)
    return str(folder / "reports" if (folder / "reports").is_dir() else folder)


def _story(shared: Path, case: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "dossier.json"
        command = [sys.executable, "-m", "crossread.cli", "read", _reports(shared, case), "--json", out, "--quiet"]
        subprocess.run(command, check=True)
        expected = _case(shared, case) / "expected.json"
        scorer = SCORING / "score_dossier.py"
        scores = json.loads(subprocess.run([sys.executable, scorer, expected, out], capture_output=True).stdout.splitlines()[0])
    if scores["integrity"]:
        sys.exit(f"{case}: {scores['integrity']} spans of the dossier are not those of the reports")
    return float(scores["share"])


def _main_job(shared: Path) -> list[Any]:
    """Time `crossread read` from a cold start, then the reading alone, on the two reports; then words a second.

    Each start is a process of its own; Python's compiled code is kept between them, as it is once a package is installed,
    whatever the environment says of writing it.
    """
    from crossread.clean import clean
    from crossread.collect import collect
    from crossread.model_runtime import load
    from crossread.pipeline import read_reports
    from crossread.reading.reading import read_report

    place = _reports(shared, "vladivostok")
    command = [sys.executable, "-m", "crossread.cli", "read", place, "--quiet"]
    with tempfile.TemporaryDirectory() as compiled:
        own = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPYCACHEPREFIX": compiled}

        def start(*arguments: str) -> None:
            subprocess.run([*command[:3], *arguments], check=True, stdout=subprocess.DEVNULL, env=own)

        start(*command[3:])
        cold = min(_seconds(lambda: start(*command[3:])) for _ in range(MAIN_JOB_RUNS))
        helps = min(_seconds(lambda: start("--help")) for _ in range(MAIN_JOB_RUNS))
    reports = [report for raw in collect([place]).documents if (report := clean(raw).report)]
    nlp = load()
    reading = min(_seconds(lambda: [read_report(report, nlp) for report in reports]) for _ in range(MAIN_JOB_RUNS))
    many = [report for raw in collect([_reports(shared, "batteries"), place]).documents if (report := clean(raw).report)]
    words = sum(len(report.text.split()) for report in many)
    whole = min(_seconds(lambda: read_reports(many, nlp=nlp)) for _ in range(MAIN_JOB_RUNS))
    return [
        ["cold start to dossier, s (under)", round(cold, 2), 2, 1.4],
        ["of which reading, s (under)", round(reading, 2), 1.5, None],
        ["crossread --help, s (under)", round(helps, 2), 0.3, None],
        ["whole pipeline, words/s, one core", round(words / whole), 2500, None],
    ]


def _seconds(job: Any) -> float:
    began = time.perf_counter()
    job()
    return time.perf_counter() - began


def _lines(measured: dict[str, list[Any]]) -> Iterable[str]:
    for title, figures in measured.items():
        if title == SCALING:
            continue
        for name, value, floor, aim in figures:
            under = "MAE" in name or "(under)" in name
            missed = floor is not None and (value > floor if under else value < floor)
            yield f"| {title} | {name} | {value:g}{' *' if missed else ''} | {'' if floor is None else format(floor, 'g')} | {'' if aim is None else format(aim, 'g')} |\n"


def _grown(rows: list[list[Any]]) -> str:
    if not rows:
        return ""
    return "\n".join([GROWTH, scaling.HEAD, *map(scaling.line, rows), ""])


if __name__ == "__main__":
    main()
