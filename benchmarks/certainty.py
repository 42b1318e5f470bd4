"""How surely a statement is put: the labelled sentences with words of probability, held against the reading.

    python -m benchmarks.certainty [develop|unseen …] [--misses]

`label` is right where the tightest statement at the labelled words has one of the labels, `words` where it shows the
words that hedge, `teller` where the hedge stands on the word of the one who hedged. Half the sentences were looked at
while the words were listed (`develop`), half were not. `scale` tells of each term of three published scales (ICD 203,
UK PHIA, IPCC) whether it is read and shown, in the sentences that it is put into.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from crossread.languages.tables import load as load_words
from crossread.model import Report, Statement

DATA = Path(__file__).parent.parent / "tests/data/speech/certainty.jsonl"
PARTS = ("develop", "unseen")
FIGURES = ("label", "words", "teller")
FRAMES = {  # the ways in which a term of a scale is put, by the kind of word that it is
    "adjective": ("It is {} that the dam will fail.", "The dam is {} to fail.", "A failure of the dam is {}."),
    "adverb": ("The dam will {} fail.", "{}, the dam will fail."),
    "noun": ("There is {} that the dam will fail.", "There is {} of the dam failing."),
}
Row = dict[str, Any]


def read(text: str, nlp: Any) -> tuple[Statement, ...]:
    """Return the statements of a text."""
    from crossread.reading.reading import read_report

    return read_report(Report(id="r", path="r", text=text), nlp).statements


def at(statements: tuple[Statement, ...], start: int, end: int) -> Statement | None:
    """Return the tightest statement that holds most of a place."""
    held = [s for s in statements if min(s.end, end) - max(s.start, start) >= 0.6 * (end - start)]
    return min(held, key=lambda s: s.end - s.start, default=None)


def score_part(part: str, nlp: Any) -> tuple[dict[str, float], list[str]]:
    """Return the shares of one part, in percent, and what was wrong."""
    rows = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    errors = []
    for row in rows:
        if row["part"] != part:
            continue
        start = row["text"].index(row["words"])
        found = at(read(row["text"], nlp), start, start + len(row["words"]))
        shown = [cue.text for cue in found.certainty.cues] if found else []
        tellers = [t.name for t in found.attribution.chain] if found else []
        checks = {"label": found is not None and found.certainty.label in row["labels"]}
        if row["cue"]:
            checks["words"] = any(row["cue"].lower() in cue.lower() for cue in shown)
        last = tellers[-1].lower() if tellers else None
        checks["teller"] = found is not None and ((last is None) if row["teller"] is None else row["teller"].lower() in (last or ""))
        for name, good in checks.items():
            asked[name] += 1
            right[name] += good
            if not good:
                errors.append(f"{name}: {row['text']}  |  {found.text if found else None} {found.certainty.label if found else ''} {shown} {tellers}")
    return {name: 100 * right[name] / asked[name] for name in FIGURES}, errors


def terms() -> list[tuple[str, str]]:
    """Return every term of the scales with its kind."""
    return sorted((term, str(entry["kind"])) for term, entry in load_words("probability")["terms"].items())


def score_terms(nlp: Any) -> tuple[float, list[str]]:
    """Return the share of sentences made of the terms in which the term is shown and its value read, and the others."""
    entries = load_words("probability")["terms"]
    errors, asked = [], 0
    for term, kind in terms():
        for frame in FRAMES[kind]:
            article = "" if kind != "noun" or term.startswith(("almost no", "even")) else "an " if term[0] in "aeiou" else "a "
            text = frame.format(article + term)
            text = text[0].upper() + text[1:]
            asked += 1
            found = [s for s in read(text, nlp) if any(term in cue.text.lower() for cue in s.certainty.cues)]
            if not found or any(s.certainty.value != entries[term]["value"] for s in found):
                errors.append(f"{term}: {text} {[(s.text, s.certainty.value, [c.text for c in s.certainty.cues]) for s in read(text, nlp)]}")
    return 100 * (1 - len(errors) / asked), errors


def main(arguments: list[str]) -> None:
    from crossread.model_runtime import load

    nlp = load()
    for part in [a for a in arguments if not a.startswith("-")] or PARTS:
        figures, errors = score_part(part, nlp)
        print(f"== {part}: " + "  ".join(f"{name} {value:.1f}" for name, value in figures.items()))
        if "--misses" in arguments:
            print("\n".join(errors))
    share, errors = score_terms(nlp)
    print(f"== scales: {share:.1f}")
    if "--misses" in arguments:
        print("\n".join(errors))


if __name__ == "__main__":
    main(sys.argv[1:])
