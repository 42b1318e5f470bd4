"""What is read in invented texts, a record a line: `make golden` writes it anew, a test holds the program to it.

The texts are those of the invented cases and stories that stand in this repository, and single sentences
(`tests/data/golden/sentences`) of which each shows what one guard or condition of a rule decides. A line names its text, the record, its
words and what was read of them, so that a change of the program shows in a diff as what it changed for a reader.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crossread.model import Exchange, Party, PartyRelation, Quantity, Reading, Report, Statement, Time
from crossread.reading.reading import read_report

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests/data/golden/readings.txt"
SENTENCES = ROOT / "tests/data/golden/sentences"
CASES = ("faults", "prose")
DATED = "Published:"  # a line that the product takes for the day of a report
UNSEEN = "bank"
FOLDERS = ("tests/data/stories", "tests/data/clean", "benchmarks/cases/batteries", "examples/ferry")


def texts() -> Iterator[tuple[str, str]]:
    """Yield each text with its name: cases, stories but the one that nobody looks at, sentences, which are named by themselves."""
    for cases in CASES:
        for case in json.loads((ROOT / f"benchmarks/cases/{cases}/cases.json").read_text("utf-8")):
            for name, text in case["reports"].items():
                if name.endswith(".txt"):
                    yield f"{case['id']}/{name}", text
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.txt")):
            if path.parent.parent.name != UNSEEN:
                yield str(path.relative_to(ROOT)), path.read_text("utf-8")
    for path in sorted(SENTENCES.glob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8"))["sentence"]:
            yield f"{path.stem}: {' ¶ '.join(row['text'].splitlines())}", row["text"]


def lines_of(text: str, nlp: Any) -> list[str]:
    """Read a text and return a line for each entity, statement, figure, time, exchange and relation, in this order."""
    lines = text.splitlines()
    day = next((line.removeprefix(DATED).strip() for line in lines if line.startswith(DATED)), None)
    body = "\n".join(line for line in lines if not line.startswith(DATED))
    reading = read_report(Report(id="r", path="r.txt", text=body, language="en", published=day), nlp)
    return [*_entities(reading), *_statements(reading), *_figures(reading), *_times(reading), *_ties(reading)]


def _entities(reading: Reading) -> Iterator[str]:
    for entity in sorted(reading.entities, key=lambda one: (one.mentions[0].start, one.name)):
        yield _line("entity", entity.name, entity.type, f"{len(entity.mentions)} places")


def _statements(reading: Reading) -> Iterator[str]:
    names = {entity.id: entity.name for entity in reading.entities}
    for one in reading.statements:
        tellers = " > ".join(f"{teller.name} ({teller.role})" for teller in one.attribution.chain)
        speaker = names.get(one.attribution.speaker or "", "")
        parts = [f"{p.role}: {p.text}" for p in one.participants]
        yield _line(
            "statement", one.text, one.rule, one.attribution.kind, tellers, speaker, one.certainty.label, one.status,
            _predicate(one), one.gist.text if one.gist else "", *parts,
        )  # fmt: skip


def _predicate(one: Statement) -> str:
    return " ".join(filter(None, ["not" if one.negated else "", one.modality, one.predicate, one.voice, one.tense]))


def _figures(reading: Reading) -> Iterator[str]:
    for one in reading.quantities:
        yield _line("figure", one.text, _value(one), one.unit or "", one.per or "", one.counted or "", one.topic or "", one.rule)


def _value(one: Quantity) -> str:
    return f"{one.bound} {one.low} {one.high}"


def _times(reading: Reading) -> Iterator[str]:
    for one in reading.times:
        yield _line("time", one.text, one.type, one.value, _bounds(one))


def _bounds(one: Time) -> str:
    return f"{one.from_ or ''} {one.to or ''}".strip()


def _ties(reading: Reading) -> Iterator[str]:
    said = {statement.id: statement.text for statement in reading.statements}
    for one in reading.exchange:
        yield _line("exchange", said.get(one.statement, ""), *_exchanged(one))
    for tie in reading.relations:
        yield _line("relation", said.get(tie.statement, ""), *_related(tie))


def _exchanged(one: Exchange) -> tuple[str, ...]:
    parties = one.party, one.giver, one.receiver, one.by
    return one.kind, *map(_named, parties), one.item, one.thing, one.rule


def _related(tie: PartyRelation) -> tuple[str, ...]:
    return tie.kind, _named(tie.from_), _named(tie.to), tie.rule


def _named(party: Party | None) -> str:
    return party.name if party is not None else ""


def _line(kind: str, *told: str) -> str:
    return " | ".join([kind, *(" ".join(part.split()) for part in told)]).rstrip(" |")


def golden() -> dict[str, list[str]]:
    """Return the lines that are held, by text."""
    found: dict[str, list[str]] = {}
    for row in GOLDEN.read_text("utf-8").splitlines():
        if row.startswith("# "):
            lines = found.setdefault(row[2:], [])
        else:
            lines.append(row)
    return found


def main() -> None:
    from crossread.model_runtime import load

    nlp = load()
    rows = [row for name, text in texts() for row in (f"# {name}", *lines_of(text, nlp))]
    GOLDEN.parent.mkdir(parents=True, exist_ok=True)
    GOLDEN.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{GOLDEN}: {len(rows)} lines")


if __name__ == "__main__":
    main()
