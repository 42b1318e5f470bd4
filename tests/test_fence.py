"""One report never takes down the pile: what it breaks is named, and the rest is read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from crossread import pipeline
from crossread.collect import collect
from crossread.model import Reading, Report, from_json
from crossread.present.markdown import to_markdown
from crossread.present.page import to_html

STORY = "The port of Velm has 40 tugs, the harbour master said on Monday. Two of them were bought last year. "
PAGE = "<html><head>{0}</head><body>{1}<article><p>" + STORY * 5 + "caf\u00e9</p></article></body></html>"
RELATIVE = "It sails tomorrow, last week, on Tuesday, at Christmas, two years ago, next century, and costs $3."
CALENDAR_ENDS = ("0001-01-01", "0001-12-31", "9999-01-01", "9999-12-31", "1600-01-01", "2999-12-31")
HOSTILE: dict[str, bytes] = {
    "torn.jsonl": b'{"text": "Velm has 40 tugs \\ud83d.", "title": "Tugs \\udc00", "outlet": "Wire \\ud800"}\n',
    "deep.jsonl": b'{"text":' + b"[" * 2000 + b"]" * 2000 + b"}\n" + json.dumps({"text": STORY + "a"}).encode(),
    "sidecar.txt": (STORY + "b").encode(),
    "sidecar.meta.json": b"[" * 3000,
    "control.html": PAGE.format("", "<script>1</script>\x1b[31m\x0b").encode(),
    "linked.html": PAGE.format('<script type="application/ld+json">' + "[" * 3000 + "</script>", "c").encode(),
    **{f"{name}.html": PAGE.format(f"<meta charset={name}>", name).encode("cp1252")
       for name in ("undefined", "hex", "unicode_escape", "punycode", "utf-7", "utf-16", "no-such")},
    **{f"day{n}.txt": f"Published: {day}\n\n{STORY} {RELATIVE}".encode() for n, day in enumerate(CALENDAR_ENDS)},
    "ends.txt": ("On 31 December 9999, two days later, the week after, by the next day, the port opened. On January 1, 0001, "
                 "the day before, it closed. " + STORY).encode(),
    "digits.txt": (f"Velm has {'9' * 310} tugs, {'1,' + ','.join(['000'] * 110)} boats, {'9' * 4400}-year-old men, "
                   f"${'9' * 310} million and {'1' * 5000}/{'3' * 5000} of it.").encode(),
    "x" * 246 + ".txt": (STORY + "d").encode(),
}  # fmt: skip


def test_a_pile_of_hostile_files_is_read_and_written(tmp_path: Path, nlp: Any) -> None:
    for name, data in HOSTILE.items():
        (tmp_path / name).write_bytes(data)
    with open(os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt"), "w") as stream:
        stream.write(STORY + "e")
    dossier = pipeline.read([str(tmp_path), "y" * 5000, "\0", "", str(tmp_path / "ends.txt/x")])
    paths = [Path(report.path).name for report in dossier.reports]
    assert set(HOSTILE) - set(paths) <= {"torn.jsonl", "deep.jsonl", "sidecar.meta.json"}
    assert {"torn.jsonl#1", "deep.jsonl#2", r"caf\udce9.txt"} <= set(paths)
    assert {statement.report for statement in dossier.statements} == {report.id for report in dossier.reports}
    said = "\n".join(warning.message for warning in dossier.warnings)
    for name in ("torn.jsonl#1", "deep.jsonl#1", "sidecar.meta.json", "undefined.html", "hex.html", "day0.txt", "yyyy", "\0", '""', "ends.txt/x"):
        assert f"{name}: " in said or name in said, name
    assert "fault of Crossread" not in said
    assert from_json(dossier.to_json()) == dossier
    to_html(dossier).encode()
    to_markdown(dossier).encode()


def test_folders_that_may_not_be_entered_are_named(tmp_path: Path) -> None:
    for name, mode in (("none", 0o000), ("listed", 0o444)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(STORY)
        (tmp_path / name).chmod(mode)
    (tmp_path / "good.txt").write_text(STORY)
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(0o755)
    superuser = os.geteuid() == 0
    try:
        if superuser:  # who may enter every folder
            os.seteuid(65534)
        found = collect([str(tmp_path), str(tmp_path / "none/a.txt")])
    finally:
        if superuser:
            os.seteuid(0)
        for name in ("none", "listed"):
            (tmp_path / name).chmod(0o755)
    said = "\n".join(warning.message for warning in found.warnings)
    assert [Path(document.path).name for document in found.documents] == ["good.txt"]
    assert f"{tmp_path / 'none'}: " in said and f"{tmp_path / 'none/a.txt'}: " in said and f"{tmp_path / 'listed/a.txt'}: " in said


REPORTS = tuple(Report(id=f"r-{n}", path=f"{n}.txt", text=f"Velm has {n} tugs, the mayor said.") for n in range(5))


def test_a_report_that_cannot_be_read_is_kept_unread(nlp: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    from crossread.reading import reading

    whole = reading.read_report

    def torn(report: Report, nlp: Any, given: Any = None) -> Reading:
        if report.id == "r-3":
            raise RecursionError("too deep")
        return whole(report, nlp, given)

    monkeypatch.setattr(reading, "read_report", torn)
    with caplog.at_level("DEBUG", "crossread"):
        dossier = pipeline.read_reports(REPORTS, nlp=nlp)
    assert len(dossier.reports) == 5
    assert {s.report for s in dossier.statements} == {"r-0", "r-1", "r-2", "r-4"}
    assert [w.report for w in dossier.warnings if "RecursionError: too deep" in w.message and "3.txt" in w.message] == ["r-3"]
    assert "Traceback" in caplog.text


def test_readings_that_cannot_be_compared_are_found_and_left_out(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from crossread.compare import dossier as module

    whole = module.compare

    def torn(reports: Any, readings: Any, *args: Any, **more: Any) -> Any:
        if any(reading.report in ("r-1", "r-4") and reading.statements for reading in readings):
            raise KeyError("lost")
        return whole(reports, readings, *args, **more)

    monkeypatch.setattr(module, "compare", torn)
    dossier = pipeline.read_reports(REPORTS, nlp=nlp)
    assert {s.report for s in dossier.statements} == {"r-0", "r-2", "r-3"}
    assert sorted(w.report or "" for w in dossier.warnings if "cannot be compared" in w.message) == ["r-1", "r-4"]
