"""Labels of our own, both ways: with the words of the reports (as readers write them) and as offsets (as they are kept).

    python -m training.labels.convert pack FOLDER [--stories a,b]      FOLDER/NAME/{gold,ledger}.json -> training/labels/
    python -m training.labels.convert unpack FOLDER [--stories a,b]    training/labels/ -> FOLDER/NAME/{gold,ledger}.json and reports

What is kept holds no text of a report and no gist: a place is `[report, start, end]` (the report's index in the story,
characters of its text), names that a reader quoted are spans too where the story has them, and only a name that no
report holds word by word (`"own"`, a name put together) stands as it was written. What was written about a story in
free words (gist, why) is dropped.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STORIES, SPLIT, KEPT = HERE / "stories.json", HERE / "split.json", HERE / "stories"
PLACES = ("a", "b")
LEDGER_NAMES = ("party", "giver", "receiver", "by", "item", "from", "to")

Json = dict[str, Any]
Span = list[int]


class LabelError(ValueError):
    """A label that does not lie in its report: says which story, which words, and what to do."""


def document_texts(stories: Mapping[str, Json], folder: Path) -> dict[str, str]:
    """Return the text of every document of `stories`, by id, from the corpora in `folder`."""
    wanted = {key for story in stories.values() for key in story["ids"]}
    found: dict[str, str] = {}
    for source in sorted({story["source"] for story in stories.values()}):
        with gzip.open(folder / f"{source}.jsonl.gz", "rt", encoding="utf-8") as lines:
            found |= {row["id"]: row["text"] for row in map(json.loads, lines) if row["id"] in wanted}
    if missing := sorted(wanted - set(found)):
        raise LabelError(
            f"{len(missing)} documents are not in {folder} ({missing[0]}, …); take the corpora of the same version"
        )
    return {key: found[key] for story in stories.values() for key in story["ids"]}


class Packer:
    """Turns the words of one story's labels into spans."""

    def __init__(self, name: str, texts: Sequence[str]) -> None:
        self.name, self.texts = name, texts

    def place(self, at: Json) -> Span:
        """Return [report, start, end] of quoted words; raises LabelError where they do not stand there exactly once."""
        report = int(at["report"].removeprefix("r").removesuffix(".txt")) - 1
        if not 0 <= report < len(self.texts):
            raise LabelError(f"{self.name}: there is no report {at['report']!r}; the story has {len(self.texts)}")
        text, words = self.texts[report], at["text"]
        times = text.count(words)
        if times != 1:
            raise LabelError(
                f"{self.name}, {at['report']}: {words!r} occurs {times} times; quote words that occur once"
            )
        start = text.index(words)
        return [report, start, start + len(words)]

    def name_of(self, words: str) -> Span | str:
        """Return where a name first stands in the story, or the name itself: "own", or one that no report holds."""
        if words == "own":
            return words
        for report, text in enumerate(self.texts):
            start = text.find(words)
            if start >= 0 and words:
                return [report, start, start + len(words)]
        return words

    def names(self, words: str | Sequence[str]) -> list[Span | str]:
        return [self.name_of(w) for w in ([words] if isinstance(words, str) else words)]

    def sides(self, gold: Json) -> Json:
        """Return units and traps of a gold.json as spans."""
        units = []
        for unit in gold["units"]:
            kept: Json = {
                "places": [self.place(p) for p in unit["places"]],
                "tellers": [self.names(p["teller"]) for p in unit["places"]],
                "relation": unit["relation"],
            }
            if unit.get("differences"):
                kept["differences"] = [{"kind": d["kind"], "a": d["a"], "b": d["b"]} for d in unit["differences"]]
            kept["state"], kept["independent"] = unit.get("state", []), unit.get("independent", 0)
            units.append(kept)
        return {"units": units, "traps": [[self.place(t[k]) for k in PLACES] for t in gold.get("traps") or []]}

    def ledger(self, ledger: Json) -> Json:
        """Return the records of a ledger.json as spans."""
        found: Json = {}
        for part in ("exchange", "relations"):
            found[part] = [self._record(record) for record in ledger.get(part) or []]
        found["nothing"] = [self.place(record) for record in ledger.get("nothing") or []]
        return found

    def _record(self, record: Json) -> Json:
        names = {key: self.names(record[key]) for key in LEDGER_NAMES if record.get(key)}
        return {"place": self.place(record), "kind": record["kind"], **names, "must": bool(record.get("must", True))}


class Unpacker:
    """Puts the words back."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts

    def words(self, span: Span | str) -> str:
        if isinstance(span, str):
            return span
        report, start, end = span
        return self.texts[report][start:end]

    def place(self, span: Span) -> Json:
        return {"report": f"r{span[0] + 1}.txt", "text": self.words(span)}

    def sides(self, kept: Json) -> Json:
        """Return a gold.json; `gist` is the words of the first place, since none was kept."""
        units = []
        for unit in kept["units"]:
            places = [
                {**self.place(p), "teller": [self.words(name) for name in tellers]}
                for p, tellers in zip(unit["places"], unit["tellers"], strict=True)
            ]
            rest = {key: unit[key] for key in ("relation", "differences", "state", "independent") if key in unit}
            units.append({"gist": places[0]["text"], "places": places, **rest})
        return {
            "units": units,
            "traps": [dict(zip(PLACES, map(self.place, trap), strict=True)) for trap in kept["traps"]],
        }

    def ledger(self, kept: Json) -> Json:
        found: Json = {part: [self._record(record) for record in kept[part]] for part in ("exchange", "relations")}
        found["nothing"] = [self.place(place) for place in kept["nothing"]]
        return found

    def _record(self, record: Json) -> Json:
        names = {key: [self.words(name) for name in record[key]] for key in LEDGER_NAMES if key in record}
        return {**self.place(record["place"]), "kind": record["kind"], **names, "must": record["must"]}


def write_lines(path: Path, kept: Json) -> None:
    """Write labels one record a line, so that a change of a label is a change of a line."""
    parts = []
    for key, records in kept.items():
        lines = ",\n".join(f"  {json.dumps(record, ensure_ascii=False, separators=(',', ':'))}" for record in records)
        parts.append(f' "{key}": [\n{lines}\n ]' if records else f' "{key}": []')
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def pack(folder: Path, stories: Mapping[str, Json], data: Path, kept: Path) -> int:
    """Pack the labels of the stories that `folder` has some of; returns how many stories had any.

    A file that does not hold is left out and the others are packed; LabelError at the end names all that were left out.
    """
    texts = document_texts(stories, data)
    kept.mkdir(parents=True, exist_ok=True)
    packed, wrong = 0, []
    for name, story in stories.items():
        packer = Packer(name, [texts[key] for key in story["ids"]])
        for source, suffix, turn in (("gold", "sides", packer.sides), ("ledger", "ledger", packer.ledger)):
            path = folder / name / f"{source}.json"
            if not path.exists():
                continue
            try:
                write_lines(kept / f"{name}.{suffix}.json", turn(json.loads(path.read_text("utf-8"))))
                packed += suffix == "sides"
            except (LabelError, ValueError, KeyError) as error:
                wrong.append(f"{path}: {error}")
    if wrong:
        raise LabelError("\n".join([f"{packed} stories packed, {len(wrong)} files left out:", *wrong]))
    return packed


def unpack(folder: Path, stories: Mapping[str, Json], data: Path, kept: Path) -> int:
    """Write reports, gold.json and ledger.json of the stories that have labels; returns how many."""
    names = [name for name in stories if (kept / f"{name}.sides.json").exists()]
    texts = document_texts(stories, data)
    for name in names:
        own = [texts[key] for key in stories[name]["ids"]]
        reports = folder / name / "reports"
        reports.mkdir(parents=True, exist_ok=True)
        for i, text in enumerate(own, 1):
            (reports / f"r{i}.txt").write_text(text, encoding="utf-8")
        unpacker = Unpacker(own)
        for target, suffix, turn in (("gold", "sides", unpacker.sides), ("ledger", "ledger", unpacker.ledger)):
            path = kept / f"{name}.{suffix}.json"
            if path.exists():
                found = turn(json.loads(path.read_text("utf-8")))
                (folder / name / f"{target}.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return len(names)


def chosen(names: str, stories: Mapping[str, Json]) -> dict[str, Json]:
    wanted: Iterable[str] = names.split(",") if names else stories
    return {name: stories[name] for name in wanted}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("way", choices=["pack", "unpack"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stories", default="")
    parser.add_argument("--data", type=Path, default=HERE / "../../../shared/data/stories")
    parser.add_argument("--kept", type=Path, default=KEPT)
    options = parser.parse_args()
    stories = chosen(options.stories, json.loads(STORIES.read_text("utf-8")))
    try:
        done = {"pack": pack, "unpack": unpack}[options.way](options.folder, stories, options.data, options.kept)
    except (LabelError, OSError) as error:
        sys.exit(str(error))
    print(f"{done} stories")


if __name__ == "__main__":
    main()
