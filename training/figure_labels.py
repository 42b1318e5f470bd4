"""Our own labels of figures and times: sentences of open corpora, kept as places and answers, without their text.

    python -m training.figure_labels unpack HALF DATA OUT      gold rows of both exams, with text, in OUT
    python -m training.figure_labels pack ROWS DATA HALF       rows with text back to places and answers

`training/labels/figures/a.jsonl` is for developing, `b.jsonl` only measures: it was labelled before anything was read by
the program, and what is missed there is not looked at. 600 sentences were drawn with a fixed seed (20261128) from
`polnear.train`, `newswire.train` and `ecbplus.train` of the shared data, 200 each, three in four with a number. Answers
follow the two exams; words of an answer are kept as offsets into the document. Dates are resolved against `published`:
PolNeAR's own, else a day that was assumed (2022-07-21 for newswire, 2014-05-15 for ECB+).

A thing that is counted is unit and concept at once. Durations with a number are figures too; of fractions the unit is
"%" and what they are of. "dozens" is a dozen, "hundreds" 100 to 1,000, as NewsQuant has them. Scores, versions, years
and the numbers of names are no figures.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "labels" / "figures"
CORPORA = {"polnear": "quotations/polnear.train", "newswire": "entities/newswire.train", "ecbplus": "stories/ecbplus.train"}
Row = dict[str, Any]
Texts = Mapping[tuple[str, str], str]


def texts(data: Path) -> Texts:
    """Return (corpus, document id) -> text of the corpora that the labels are of."""
    found = {}
    for corpus, name in CORPORA.items():
        with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                found[corpus, row["id"]] = row["text"]
    return found


def _slices(text: str, places: list[list[int]]) -> list[str]:
    return [text[start:end] for start, end in places]


def unpack(label: Row, source: Texts) -> Row:
    """Return one sentence with its text and answers, in the forms of both exams."""
    text = source[label["corpus"], label["doc"]]
    at = label["start"]
    quantities = []
    for answer in label["quantities"]:
        words = _slices(text, answer["words"])
        unit = answer["unit"]
        if unit == "#":
            unit = " ".join(words)
        elif unit == "%-of":
            unit = "% " + " ".join(words)
        concepts = [one for word in words for one in word.split()]
        quantities.append({
            "change": answer["bound"], "low": answer["low"], "high": answer["high"], "value": None,
            "unit": unit, "normalized_unit": unit, "concepts": concepts,
        })  # fmt: skip
    times = [
        {"start": t["start"] - at, "end": t["end"] - at, "type": t["type"], "value": t["value"], "mod": None}
        for t in label["times"]
    ]
    return {
        "id": label["id"], "corpus": label["corpus"], "doc": label["doc"], "at": at, "text": text[at : label["end"]],
        "published": label["published"], "quantities": quantities, "times": times,
    }  # fmt: skip


def pack(row: Row, source: Texts) -> Row:
    """Return one sentence as places and answers; raises ValueError where the words of an answer are not in it."""
    text, at = source[row["corpus"], row["doc"]], row["at"]
    end = at + len(row["text"])
    if text[at:end] != row["text"]:
        raise ValueError(f"{row['id']}: the sentence does not stand at {at} of {row['doc']}; its data changed")
    quantities = []
    for answer in row["quantities"]:
        unit = answer["normalized_unit"]
        whole = None
        if unit.startswith("% "):
            unit, whole = "%-of", unit[2:]
        elif " ".join(answer["concepts"]) == unit and unit != "-":
            unit, whole = "#", unit
        words = [whole] if whole else list(answer["concepts"])
        places = [_place(row["id"], text, at, end, word) for word in words]
        quantities.append({"low": answer["low"], "high": answer["high"], "bound": answer["change"], "unit": unit, "words": places})
    times = [{**{k: t[k] for k in ("type", "value")}, "start": t["start"] + at, "end": t["end"] + at} for t in row["times"]]
    return {
        "id": row["id"], "corpus": row["corpus"], "doc": row["doc"], "start": at, "end": end,
        "published": row["published"], "quantities": quantities, "times": times,
    }  # fmt: skip


def _place(name: str, text: str, start: int, end: int, word: str) -> list[int]:
    found = text[start:end].find(word)
    if found < 0:
        found = text[start:end].lower().find(word.lower())
    if found < 0:
        raise ValueError(f"{name}: {word!r} is not in the sentence")
    return [start + found, start + found + len(word)]


def labelled(half: str, data: Path) -> Iterator[Row]:
    """Yield the sentences of half "a" or "b" with text and answers."""
    source = texts(data)
    for line in (HERE / f"{half}.jsonl").read_text("utf-8").splitlines():
        yield unpack(json.loads(line), source)


def main() -> None:
    """Convert one way or the other; see the head of this file."""
    what, first, data, last = sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4]
    if what == "unpack":
        Path(last).write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in labelled(first, data)), "utf-8")
        return
    source = texts(data)
    rows = [json.loads(line) for line in Path(first).read_text("utf-8").splitlines()]
    packed = "".join(json.dumps(pack(row, source)) + "\n" for row in rows)
    (HERE / f"{last}.jsonl").write_text(packed, "utf-8")


if __name__ == "__main__":
    main()
