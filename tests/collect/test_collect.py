"""What is collected, what is passed over, and the word that says why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crossread import pipeline
from crossread.collect import MAX_BYTES, collect
from crossread.errors import NothingReadable

STORY = "The port of Velm has 12 cranes, the harbour master said on Monday. Two of them were bought last year.\n"


def test_a_folder_is_read_in_order_and_hidden_or_foreign_files_are_not(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", ".c.txt", "d.pdf", "sub/e.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
    found = collect([str(tmp_path)])
    assert [Path(d.path).name for d in found.documents] == ["a.md", "b.txt", "e.html"]


def test_a_sidecar_and_a_line_of_json_give_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.meta.json").write_text(json.dumps({"outlet": "Harbour Times", "published": "2031-05-01", "mood": "x"}))
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": STORY, "title": "Cranes"}) + "\n\n[1]\nnot json\n{}\n")
    found = collect([str(tmp_path)])
    assert [d.metadata for d in found.documents] == [{"outlet": "Harbour Times", "published": "2031-05-01"}, {"title": "Cranes"}]
    assert found.documents[1].path.endswith("b.jsonl#1")
    said = [w.message.split(": ", 1)[0].rsplit("#")[-1] for w in found.warnings]
    assert said == ["3", "4", "5"]


def test_a_date_from_outside_wins_and_one_that_fits_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    found = collect([str(tmp_path)], {"a.txt": "2031-05-02", "z.txt": "2031-05-03"})
    assert found.documents[0].metadata == {"published": "2031-05-02"}
    assert [w.message for w in found.warnings if "z.txt" in w.message]


BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\n ",
    "binary.txt": bytes(range(256)) * 40,
    "huge.txt": b"a " * (MAX_BYTES // 2 + 1),
    "long.txt": b"word " * 500_000,
    "no-article.html": b"<html><body><nav><a href='/'>Home</a></nav><footer>All rights reserved</footer></body></html>",
    "broken.jsonl": b"{'text': no}\n",
    "broken.meta.json": b"[",
}


@pytest.mark.parametrize("name", [name for name in BAD if not name.endswith(".meta.json")])
def test_bad_input_alone_is_refused_with_its_name_and_a_reason(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    with pytest.raises(NothingReadable, match=name):
        pipeline.read([str(tmp_path / name)])


def test_the_rest_of_the_pile_is_still_read(tmp_path: Path, nlp: object) -> None:
    for name, data in BAD.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(STORY)
    (tmp_path / "german.txt").write_text("Der Hafen hat zwölf Kräne, und zwei davon sind nicht mehr in Betrieb, sagt die Stadt. " * 4)
    dossier = pipeline.read([str(tmp_path)])
    assert {Path(r.path).name: r.language for r in dossier.reports} == {"good.txt": "en", "german.txt": "de"}
    said = "\n".join(w.message for w in dossier.warnings)
    assert all(name in said for name in (*BAD, "german.txt") if name != "broken.meta.json")
    assert {s.report for s in dossier.statements} == {r.id for r in dossier.reports if r.language == "en"}
