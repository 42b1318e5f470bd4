"""Labels go to offsets and come back with the same words; two readings are held against each other."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from crossread.model import Report
from training.labels.agreement import agreement, percent
from training.labels.convert import LabelError, pack, unpack
from training.ledger import ARTICLES, Reader, examples, of_article

FIRST = "Two people died in the fire on Monday. Mayor Ana Ruiz said the mill would be closed. — “Enough,” she said."
SECOND = "Three people were killed in the fire, police said. The mill, the mayor promised, will close."
STORIES = {"mill": {"source": "invented", "ids": ["m2", "m1"]}}
GOLD: dict[str, Any] = {
    "units": [
        {
            "gist": "the dead",
            "places": [
                {"report": "r1.txt", "text": "Two people died in the fire", "teller": "own"},
                {
                    "report": "r2.txt",
                    "text": "Three people were killed in the fire",
                    "teller": ["police", "the police force"],
                },
            ],
            "relation": "conflict",
            "differences": [{"kind": ["figure"], "a": 0, "b": 1}],
            "state": ["not_recorded"],
            "independent": 1,
        },
        {
            "gist": "closing",
            "places": [
                {"report": "r1.txt", "text": "the mill would be closed", "teller": "Ana Ruiz"},
                {"report": "r2.txt", "text": "The mill, the mayor promised, will close", "teller": "mayor"},
            ],
            "relation": "agree",
            "state": ["same_origin"],
            "independent": 1,
        },
    ],
    "traps": [
        {
            "a": {"report": "r1.txt", "text": "“Enough,” she said"},
            "b": {"report": "r2.txt", "text": "police said"},
            "why": "another speaker",
        }
    ],
}
LEDGER: dict[str, Any] = {
    "exchange": [
        {"report": "r1.txt", "text": "the mill would be closed", "kind": "bars", "item": ["mill"], "must": False}
    ],
    "relations": [],
    "nothing": [{"report": "r2.txt", "text": "police said", "why": "speech"}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    with gzip.open(tmp_path / "data/invented.jsonl.gz", "wt", encoding="utf-8") as out:
        for key, text in (("m1", SECOND), ("m2", FIRST)):
            out.write(json.dumps({"id": key, "text": text}) + "\n")
    (tmp_path / "read/mill").mkdir(parents=True)
    (tmp_path / "read/mill/gold.json").write_text(json.dumps(GOLD), "utf-8")
    (tmp_path / "read/mill/ledger.json").write_text(json.dumps(LEDGER), "utf-8")
    return tmp_path


def test_labels_survive_both_ways(folder: Path) -> None:
    assert pack(folder / "read", STORIES, folder / "data", folder / "kept") == 1
    assert unpack(folder / "back", STORIES, folder / "data", folder / "kept") == 1
    back = json.loads((folder / "back/mill/gold.json").read_text("utf-8"))
    for unit, again in zip(GOLD["units"], back["units"], strict=True):
        assert [(p["report"], p["text"]) for p in unit["places"]] == [(p["report"], p["text"]) for p in again["places"]]
        tellers = [p["teller"] if isinstance(p["teller"], list) else [p["teller"]] for p in unit["places"]]
        assert tellers == [p["teller"] for p in again["places"]]
        assert {k: unit.get(k) for k in ("relation", "differences", "state", "independent")} == {
            k: again.get(k) for k in ("relation", "differences", "state", "independent")
        }
    assert back["traps"] == [{k: GOLD["traps"][0][k] for k in "ab"}]
    ledger = json.loads((folder / "back/mill/ledger.json").read_text("utf-8"))
    assert ledger["exchange"] == LEDGER["exchange"]
    assert (folder / "back/mill/reports/r1.txt").read_text("utf-8") == FIRST
    again = folder / "kept again"
    pack(folder / "back", STORIES, folder / "data", again)
    assert (again / "mill.sides.json").read_text("utf-8") == (folder / "kept/mill.sides.json").read_text("utf-8")


def test_what_is_kept_holds_no_words_of_a_report(folder: Path) -> None:
    pack(folder / "read", STORIES, folder / "data", folder / "kept")
    kept = (folder / "kept/mill.sides.json").read_text("utf-8") + (folder / "kept/mill.ledger.json").read_text("utf-8")
    for word in ("people", "fire", "Ruiz", "mill", "the dead", "another speaker", "speech"):
        assert word not in kept
    assert "the police force" in kept  # a name that no report holds word by word is the reader's own


def test_words_that_occur_twice_are_refused_and_the_rest_is_packed(folder: Path) -> None:
    wrong = {
        **GOLD,
        "traps": [{"a": {"report": "r1.txt", "text": "said"}, "b": {"report": "r2.txt", "text": "police"}}],
    }
    (folder / "read/mill/gold.json").write_text(json.dumps(wrong), "utf-8")
    with pytest.raises(LabelError, match="'said' occurs 2 times"):
        pack(folder / "read", STORIES, folder / "data", folder / "kept")
    assert (folder / "kept/mill.ledger.json").exists()


def test_two_readings_are_held_against_each_other() -> None:
    first = {"units": [{"places": [[0, 0, 20], [1, 0, 20], [2, 0, 20]]}, {"places": [[0, 30, 50], [1, 30, 50]]}]}
    second = {"units": [{"places": [[0, 2, 18], [1, 0, 20]]}, {"places": [[0, 30, 50], [2, 40, 60]]}]}
    figures = percent(agreement(first, second))
    assert figures["recall"] == pytest.approx(100 * (1 / 3 + 0) / 2)
    assert figures["precision"] == pytest.approx(50)
    assert percent(agreement(first, first))["f1"] == 100


def test_labels_of_articles_lie_in_their_text(tmp_path: Path) -> None:
    """A span of an article is [start, end]; with the words put back a record is what a reader wrote."""
    text = "Osk sold ten boats to Tolm."
    ledger = {"exchange": [{"place": [0, 26], "kind": "transfers", "giver": [[0, 3]], "receiver": [[22, 26], "the town"], "item": [[13, 18]], "must": True}]}
    (label,) = of_article(text, ledger, "exchange")
    assert (label["giver"], label["receiver"], label["item"]) == (["Osk"], ["Tolm", "the town"], ["boats"])
    assert text[slice(*label["span"])] == "Osk sold ten boats to Tolm"


def test_kept_articles_are_offsets_only() -> None:
    """No words of an article are kept but names that it does not hold: at most forty, none long."""
    rows = [json.loads(line) for line in ARTICLES.read_text("utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) == 2015
    records = [record for row in rows for part in ("exchange", "relations") for record in row[part]]
    assert all(0 <= record["place"][0] < record["place"][1] for record in records)
    words = [name for record in records for value in record.values() if isinstance(value, list) for name in value if isinstance(name, str)]
    assert len(words) <= 40 and max(map(len, words)) <= 50


def test_candidates_are_learned_from_with_their_vectors(tmp_path: Path) -> None:
    """What is learned from is what the judge sees at reading: a record that a label asks for, and the vectors of its words."""
    text = "Nexor sold ten tanks to Borduria."
    label = {"kind": "transfers", "giver": ["Nexor"], "receiver": ["Borduria"], "item": ["tanks"], "span": (0, len(text)), "number": 0}
    rows = examples(Reader(tmp_path).read(Report(id="r", path="r.txt", text=text)), "exchange", [label])
    assert any(row.right for row in rows)
    assert all(row.vector.shape == rows[0].vector.shape and row.vector.any() for row in rows)
