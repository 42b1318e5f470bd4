"""Who says what, on whose word: the labelled passages of press prose, held against the reading.

    python -m benchmarks.speech [develop|unseen …] [--misses]

The passages are invented; `develop` was looked at while the rules were written, `unseen` was not. Each lists all its
acts of speech by words of its text (they occur once; a source or cue is the occurrence nearest to the content), the
places that nobody but the outlet says (`own`), people to be kept `apart`, and names that stand for a country or do not.

`found` is the share of acts whose content is read (letters, Jaccard at least one half), `exact` of those cut to the
letter; kind, source, cue, speaker and chain count over all acts, so that a missed act is wrong in each. `true` is the
share of the acts read that are labelled. An act marked optional is neither missed nor wrong.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crossread.grammar.labels import to_universal
from crossread.model import Attribution, Entity, Report, Teller

DATA = Path(__file__).parent.parent / "tests/data/speech"
PARTS = ("develop", "unseen")
FIGURES = ("found", "exact", "kind", "source", "cue", "speaker", "chain", "true", "own", "entities")
SAME = 0.5  # contents that share this much of their letters are one act
INSIDE = 0.6  # an act of the same teller that lies this far within a label is a piece of it
Place = tuple[int, int]
Row = dict[str, Any]


@dataclass
class Score:
    """What was right and what was asked, a figure."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, figure: str, right: bool, error: str) -> None:
        """Count one check."""
        self.asked[figure] += 1
        self.right[figure] += right
        if not right:
            self.errors.append(f"{figure}: {error}")

    def share(self, figure: str) -> float:
        """Return the share of a figure's checks passed, in percent."""
        return 100 * self.right[figure] / self.asked[figure] if self.asked[figure] else 100.0


def passages(part: str) -> list[Row]:
    """Return the passages of one part."""
    return [json.loads(line) for line in (DATA / f"{part}.jsonl").read_text("utf-8").splitlines()]


def _norm(text: str) -> str:
    return re.sub(r"^(?:the|an?) ", "", " ".join(text.replace("’", "'").casefold().split()))


def _bears(names: set[str], wanted: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(_norm(wanted))}(?!\w)", name) for name in names)


def _letters(text: str, spans: Sequence[Place]) -> set[int]:
    return {i for a, b in spans for i in range(a, b) if text[i].isalnum()}


def _likeness(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _nearest(text: str, words: str | None, near: Place, apart: Sequence[Place]) -> Place | None:
    """Return the occurrence of some words nearest to a place and outside the places of `apart`."""
    if words is None:
        return None
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    found = [s for s in found if not any(s[0] < b and s[1] > a for a, b in apart)] or found
    return min(found, key=lambda s: max(near[0] - s[1], s[0] - near[1]), default=None)


class Reading:
    """One passage as it was read: attributions and entities with all names they bear."""

    def __init__(self, row: Row, nlp: Any) -> None:
        from crossread.reading.entities.resolution import resolve_entities
        from crossread.reading.speech.attributions import find_attributions

        self.text = row["text"]
        self.report = Report(id="r", path=row["id"], outlet=row["outlet"], text=self.text)
        doc = to_universal(nlp(self.text))
        self.entities = {e.id: e for e in resolve_entities(self.report, doc)}
        self.attributions = find_attributions(self.report, doc, tuple(self.entities.values()))

    def names(self, entity: str | None) -> set[str]:
        """Return the names that an entity bears in full or short, pronouns and descriptions left out."""
        known = self.entities.get(entity or "")
        return {_norm(n) for n in (known.name, *known.aliases)} if known else set()

    def named(self, wanted: str) -> list[Entity]:
        """Return the entities that bear a name."""
        return [e for e in self.entities.values() if _norm(wanted) in self.names(e.id)]

    def told_by(self, teller: Teller, wanted: dict[str, str]) -> bool:
        """Say whether a teller is the one that is labelled."""
        return teller.role == wanted["role"] and _bears(self.names(teller.entity) | {_norm(teller.name)}, wanted["name"])


def score_row(score: Score, row: Row, nlp: Any) -> None:
    """Hold the reading of one passage against its labels."""
    read = Reading(row, nlp)
    text = read.text
    labels = sorted(row["acts"], key=lambda act: bool(act.get("optional")))
    spans = [[(at := text.index(words), at + len(words)) for words in act["content"]] for act in labels]
    wanted = [_letters(text, places) for places in spans]
    had = [_letters(text, a.content) for a in read.attributions]
    used: set[int] = set()
    pairs = sorted(
        ((_likeness(want, have), -n, -i) for n, want in enumerate(wanted) for i, have in enumerate(had)), reverse=True
    )
    matched: dict[int, int] = {}
    for likeness, n, i in pairs:
        if likeness > 0 and -n not in matched and -i not in used and len(had[-i] & wanted[-n]) >= INSIDE * len(had[-i]) or likeness >= SAME and -n not in matched and -i not in used:
            matched[-n] = -i
            used.add(-i)
    for number, act in enumerate(labels):
        shown = f"{row['id']}: {' … '.join(act['content'])}"
        best = read.attributions[matched[number]] if number in matched else None
        pieces = [] if best is None else [i for i, a in enumerate(read.attributions) if i == matched[number] or (i not in matched.values() and a.chain == best.chain and len(had[i] & wanted[number]) >= INSIDE * len(had[i]))]
        used.update(pieces)
        if act.get("optional"):
            continue
        letters = set().union(*(had[i] for i in pieces)) if pieces else set()
        found = _likeness(letters, wanted[number]) >= SAME
        made = [read.attributions[i] for i in pieces] if found else []
        read_as = " … ".join(text[a:b] for m in made for a, b in m.content)
        score.add("found", found, shown)
        score.add("exact", letters == wanted[number], f"{shown}  |  {read_as}")
        _score_tellers(score, read, act, spans[number], best if found else None, made, shown)
    for i, attribution in enumerate(read.attributions):
        known = any(len(had[i] & want) >= INSIDE * len(had[i]) for n, want in enumerate(wanted) if labels[n].get("optional"))
        said = " … ".join(text[a:b] for a, b in attribution.content)
        score.add("true", i in used or known, f"{row['id']}: {said} [{', '.join(t.name for t in attribution.chain)}]")
    for words in row.get("own", ()):
        place = _letters(text, [(text.index(words), text.index(words) + len(words))])
        liar = next((a for a, have in zip(read.attributions, had, strict=True) if len(place & have) > 0.2 * len(place)), None)
        score.add("own", liar is None, f"{row['id']}: {words} [{', '.join(t.name for t in liar.chain) if liar else ''}]")
    _score_names(score, read, row)


def _score_tellers(score: Score, read: Reading, act: Row, spans: list[Place], best: Attribution | None, made: list[Attribution], shown: str) -> None:
    """Hold kind, source, cue, speaker and chain against the label; a label that names none asks for none but of the cue."""
    text = read.text
    score.add("kind", best is not None and all(m.kind == act["kind"] for m in made), f"{shown} is {act['kind']}, read {[m.kind for m in made]}")
    cue = _nearest(text, act["cue"], spans[0] if len(spans) == 1 else (spans[0][1], spans[1][0]), spans)
    source = _nearest(text, act["source"], cue or spans[0], spans)
    if act["source"]:
        place = next((m.source for m in made if m.source), None)
        have = _letters(text, [(place.start, place.end)]) if place else set()
        right = source is not None and _likeness(have, _letters(text, [source])) >= SAME
        score.add("source", right, f"{shown} < {act['source']}, read {place.text if place else None}")
    if act["cue"]:
        place = next((m.cue for m in made if m.cue), None)
        right = place is not None and cue is not None and place.start < cue[1] and place.end > cue[0]
        score.add("cue", right, f"{shown} < {act['cue']}, read {place.text if place else None}")
    names = read.names(best.speaker) if best else set()
    if act["speaker"]:
        score.add("speaker", _bears(names, act["speaker"]) and all(m.speaker == best.speaker for m in made if best), f"{shown} < {act['speaker']}, read {sorted(names)}")
    chain = best.chain if best else ()
    right = len(chain) == len(act["chain"]) and all(read.told_by(t, w) for t, w in zip(chain, act["chain"], strict=True))
    read_as = " > ".join(f"{t.role}:{t.name}" for t in chain)
    score.add("chain", right, f"{shown} < {' > '.join(w['role'] + ':' + w['name'] for w in act['chain'])}, read {read_as}")


def _score_names(score: Score, read: Reading, row: Row) -> None:
    for one, other in row.get("apart", ()):
        first, second = read.named(one), read.named(other)
        right = bool(first and second) and not {e.id for e in first} & {e.id for e in second}
        score.add("entities", right, f"{row['id']}: {one} apart from {other}")
    for name, country in row.get("stands_for", ()):
        homes = [read.names(e.stands_for) for e in read.named(name)]
        score.add("entities", any(_bears(h, country) for h in homes), f"{row['id']}: {name} stands for {country}")
    for name, country in row.get("city", ()):
        cities = read.named(name)
        right = bool(cities) and not any(_bears(read.names(e.stands_for), country) for e in cities)
        score.add("entities", right, f"{row['id']}: {name} is the city, not {country}")


def score_part(part: str, nlp: Any) -> Score:
    """Read every passage of a part and score it."""
    score = Score()
    for row in passages(part):
        score_row(score, row, nlp)
    return score


def main(arguments: list[str]) -> None:
    from crossread.model_runtime import load

    nlp = load()
    for part in [a for a in arguments if not a.startswith("-")] or PARTS:
        score = score_part(part, nlp)
        print(f"== {part}: {len(passages(part))} passages")
        print("\n".join(f"{name:9} {score.share(name):5.1f} of {score.asked[name]}" for name in FIGURES))
        if "--misses" in arguments:
            print("\n".join(sorted(score.errors, key=lambda e: FIGURES.index(e.split(":")[0]))))


if __name__ == "__main__":
    main(sys.argv[1:])
