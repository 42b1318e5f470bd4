"""Precision and recall of the exchange and the relations on the labelled passages.

    python -m benchmarks.exchange [develop|unseen|late|fresh|wider|withheld|cases …] [--misses]

`develop` was looked at while the rules were written, the misses of `unseen` and `fresh` once afterwards, `late` never; these
and two more are invented passages with their labels. `wider` and `withheld` are the halves of thirty short passages on many
subjects, labelled before they were read: the misses of `wider` were looked at, those of `withheld` never. `cases` are places in the open stories (offsets only; needs the shared folder). A record is right
when its kind, every party and the item are, and its statement or that statement's teller stands in the labelled sentence; every label is given to
one record at most. A label marked optional is neither missed nor wrong. `figures` is the share of right records with
a labelled figure that carry it, `bargains` the share of labelled bargains whose records share an id.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crossread.model import Dossier, Exchange, Party, PartyRelation, Report, Statement

DATA = Path(__file__).parent.parent / "tests/data/exchange"
OWN = ("develop", "unseen", "late", "fresh", "wider", "withheld")
SLOTS = ("party", "giver", "receiver", "by")
SYMMETRIC = frozenset({"cooperates", "meets", "opposes"})
Label = dict[str, Any]


@dataclass
class Score:
    """What was found of what was asked, a kind of record."""

    right: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    figures: list[bool] = field(default_factory=list)
    bargains: list[bool] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def rates(self, kinds: set[str] | None = None) -> tuple[float, float]:
        """Return precision and recall over some kinds, or all."""
        right, missed, wrong = (sum(n for k, n in c.items() if kinds is None or k in kinds) for c in (self.right, self.missed, self.wrong))
        return (right / (right + wrong) if right + wrong else 1.0, right / (right + missed) if right + missed else 1.0)


def _norm(text: str) -> str:
    return re.sub(r"^(?:the|an?) ", "", " ".join(text.replace("’", "'").casefold().split()))


class _Names:
    """The names that the dossier has for each entity, mentions in the report included."""

    def __init__(self, dossier: Dossier) -> None:
        texts = {report.id: report.text for report in dossier.reports}
        self.of = {
            e.id: {_norm(n) for n in (e.name, *e.aliases, *(texts[m.report][m.start : m.end] for m in e.mentions))}
            for e in dossier.entities
        }
        for entity in dossier.entities:
            if entity.stands_for in self.of:
                self.of[entity.id] |= self.of[entity.stands_for]
                self.of[entity.stands_for] |= self.of[entity.id]

    def bears(self, party: Party | None, wanted: list[str]) -> bool:
        if party is None:
            return False
        names = self.of.get(party.entity or "", set()) | {_norm(party.name)}
        return any(re.search(rf"(?<!\w){re.escape(_norm(w))}(?!\w)", name) for w in wanted for name in names)


def _fits(record: Exchange, label: Label, names: _Names) -> bool:
    if record.kind not in label.get("kind", ()):
        return False
    if label["item"] and not any(re.search(rf"(?<!\w){re.escape(_norm(i))}(?!\w)", _norm(record.item)) for i in label["item"]):
        return False
    for slot in SLOTS:
        party, want = getattr(record, slot), label.get(slot)
        if want is None:
            if party is not None:
                return False
        elif not (want.get("any") or (party is None and want.get("optional")) or names.bears(party, want["names"])):
            return False
    return True


def _relates(record: PartyRelation, label: Label, names: _Names) -> bool:
    if record.kind not in label.get("relation", ()):
        return False
    ways = [(record.from_, record.to)] + ([(record.to, record.from_)] if record.kind in SYMMETRIC else [])
    return any(names.bears(a, label["from"]) and names.bears(b, label["to"]) for a, b in ways)


def _stands_in(statement: Statement, label: Label) -> bool:
    """Say whether a statement, or the words that tell who said it, lie in the labelled place."""
    spans = [(statement.start, statement.end)] + [(p.start, p.end) for p in (statement.attribution.source, statement.attribution.cue) if p]
    return any(start < label["end"] and end > label["start"] for start, end in spans)


def score_report(score: Score, dossier: Dossier, report: Report, labels: list[Label]) -> None:
    """Hold the records of one report against its labels."""
    names = _Names(dossier)
    statements = {s.id: s for s in dossier.statements if s.report == report.id}
    quantities = {q.id: q for q in dossier.quantities}
    found = [x for x in (*dossier.exchange, *dossier.relations) if x.statement in statements]
    taken: dict[int, Exchange | PartyRelation] = {}
    free = list(found)
    for number, label in sorted(enumerate(labels), key=lambda i: bool(i[1].get("optional"))):
        for record in free:
            if not _stands_in(statements[record.statement], label):
                continue
            if _fits(record, label, names) if isinstance(record, Exchange) else _relates(record, label, names):
                taken[number] = record
                free.remove(record)
                break
    for number, label in enumerate(labels):
        kind = (label.get("kind") or label["relation"])[0]
        if label.get("optional"):
            continue
        if number in taken:
            score.right[kind] += 1
            record = taken[number]
            if "low" in label and isinstance(record, Exchange):
                quantity = quantities.get(record.quantity or "")
                score.figures.append(quantity is not None and quantity.low is not None and abs(quantity.low - label["low"]) < 1e-6 * max(1.0, label["low"]))
        else:
            score.missed[kind] += 1
            what = " / ".join(label["item"]) if "item" in label else f"{label['from'][0]} > {label['to'][0]}"
            score.errors.append(f"missed {kind}: {what}  |  {report.text[label['start'] : label['end']]}")
    bargains: dict[tuple[int, str], list[Exchange]] = defaultdict(list)
    for number, record in taken.items():
        if labels[number].get("bargain") and isinstance(record, Exchange):
            bargains[labels[number]["start"], labels[number]["bargain"]].append(record)
    score.bargains += [r[0].bargain is not None and len({x.bargain for x in r}) == 1 for r in bargains.values() if len(r) > 1]
    for record in free:
        at = statements[record.statement]
        spans = [label for label in labels if label.get("optional") and _stands_in(at, label)]
        if any(_fits(record, o, names) if isinstance(record, Exchange) else _relates(record, o, names) for o in spans):
            continue
        score.wrong[record.kind] += 1
        score.errors.append(f"wrong {describe(record)}  |  {at.text}")


def describe(record: Exchange | PartyRelation) -> str:
    """Return one line that says what a record says."""
    if isinstance(record, PartyRelation):
        return f"{record.kind}: {record.from_.name} > {record.to.name}"
    sides = ", ".join(f"{slot}={party.name}" for slot in SLOTS if (party := getattr(record, slot)))
    return f"{record.kind}: {record.item} [{sides}]{' @' + record.bargain[:4] if record.bargain else ''}"


def own_passages(part: str) -> list[tuple[Report, list[Label]]]:
    """Return the invented passages of one part with their labels."""
    rows = [json.loads(line) for line in (DATA / f"{part}.jsonl").read_text("utf-8").splitlines()]
    return [(Report(id=f"r-{row['id']}", path=f"{row['id']}.txt", text=row["text"]), row["labels"]) for row in rows]


def score_own(part: str, nlp: Any) -> Score:
    """Read every passage of a part by itself and score it."""
    from crossread.pipeline import read_reports

    score = Score()
    for report, labels in own_passages(part):
        score_report(score, read_reports((report,), nlp=nlp), report, labels)
    return score


def score_cases(folder: Path) -> Score:
    """Score the labelled places of the open stories under `folder`."""
    from crossread import pipeline

    score = Score()
    rows = [json.loads(line) for line in (DATA / "cases.jsonl").read_text("utf-8").splitlines()]
    for case in dict.fromkeys(row["case"] for row in rows):
        reports = folder / case / "reports"
        dossier = pipeline.read([str(reports if reports.is_dir() else folder / case)])
        for row in (row for row in rows if row["case"] == case):
            report = next(r for r in dossier.reports if r.path.endswith(row["report"]))
            score_report(score, dossier, report, [_in_words(label, report.text) for label in row["labels"]])
    return score


def _in_words(label: Label, text: str) -> Label:
    """Put the words of the report where a label of a case holds offsets."""
    made = dict(label)
    for key in ("item", "from", "to"):
        if key in made:
            made[key] = [text[a:b] for a, b in made[key]]
    for key in SLOTS:
        if key in made and "names" in made[key]:
            made[key] = {**made[key], "names": [text[a:b] for a, b in made[key]["names"]]}
    return made


EXCHANGE = {"holds", "needs", "offers", "transfers", "bars"}
RELATIONS = {"supports", "opposes", "cooperates", "meets", "leads", "part_of"}


def table(score: Score) -> str:
    """Return the figures of one part as lines of text, percentages."""
    lines = []
    for name, kinds in [("exchange", EXCHANGE), *((k, {k}) for k in sorted(EXCHANGE)), ("relations", RELATIONS), *((k, {k}) for k in sorted(RELATIONS))]:
        precision, recall = score.rates(kinds)
        asked = sum(score.right[k] + score.missed[k] for k in kinds)
        made = sum(score.right[k] + score.wrong[k] for k in kinds)
        lines.append(f"{name:12} precision {100 * precision:5.1f}  recall {100 * recall:5.1f}  asked {asked:3}  made {made:3}")
    for name, held in (("figures", score.figures), ("bargains", score.bargains)):
        lines.append(f"{name:12} {100 * sum(held) / len(held) if held else 100:5.1f} of {len(held)}")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    from crossread.model_runtime import load

    nlp = load()
    shared = Path(os.environ.get("CROSSREAD_SHARED", "../shared")) / "cases"
    parts = [a for a in arguments if not a.startswith("-")]
    parts = parts or [p for p in OWN if (DATA / f"{p}.jsonl").exists()] + (["cases"] if shared.is_dir() else [])
    for part in parts:
        score = score_cases(shared) if part == "cases" else score_own(part, nlp)
        print(f"== {part}\n{table(score)}")
        if "--misses" in arguments:
            print("\n".join(score.errors))


if __name__ == "__main__":
    main(sys.argv[1:])
