"""The reading model against the corpora: the first texts of each development part, floors in tests/data/floors.json."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from benchmarks.rows import read_rows, write_rows
from benchmarks.run import as_given

SCORING = Path(__file__).parent.parent.parent / "benchmarks/scoring"
FLOORS = json.loads((Path(__file__).parent.parent / "data/floors.json").read_text("utf-8"))["reading"]


@pytest.mark.parametrize("name", FLOORS)
def test_a_sample_is_read_as_well_as_before(name: str, shared: Path, tmp_path: Path, nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    floor = FLOORS[name]
    sample, given, predicted = (tmp_path / f"{name}.jsonl" for name in ("gold", "given", "predicted"))
    with gzip.open(shared / "data" / floor["file"], "rt", encoding="utf-8") as rows:
        sample.write_text("".join(islice(rows, floor["texts"])), "utf-8")
    for names in (shared / "data" / floor["file"]).parent.glob("*.json"):  # the names of units, which their scorer looks for beside the gold
        shutil.copy(names, tmp_path)
    write_rows(str(given), (as_given(floor["task"], row) for row in read_rows(str(sample))))
    task = import_module(f"benchmarks.tasks.{floor['task']}")
    monkeypatch.setattr(task, "load", lambda: nlp, raising=False)  # times are read without the model
    task.predict(str(given), str(predicted))
    scorer = SCORING / f"score_{floor['task']}.py"
    told = subprocess.run([sys.executable, str(scorer), str(sample), str(predicted)], capture_output=True, text=True, check=True)
    figure: Any = json.loads(told.stdout)
    for key in floor["figure"].split("."):
        figure = figure[key]
    assert figure >= floor["least"] if "least" in floor else figure <= floor["most"], f"{name}: {figure}"
