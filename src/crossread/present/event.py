"""What happened, in one line: the statement that readers would put at the head, as the latest report tells it.

A newspaper says at its head what its story is; so what counts is how many words a statement shares with the heads of
the reports and with its own headline, how many reports carry it, and how it is told. What each weighs is fitted on
lines of our own stories that readers judged (`python -m training.event_lines`, `training/labels/events.jsonl`).
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crossread.model import UNDONE, reporting_text
from crossread.present.claims import ClaimView
from crossread.present.outline import StoryView
from crossread.present.readable import Shown, by_itself, is_pronoun, is_whole
from crossread.present.statement_view import ReportView, Said, texts
from crossread.present.telling import fits, is_sound, read_alone, richness
from crossread.present.weight import LEAD_PARAGRAPHS

STEM = 6  # letters by which words of one stem are held for one ("resign", "resigned")
CONTENT = 4  # letters of a word that says something
FIRM = 5  # added to the length that a statement's words are divided by, so that a scrap does not win by being short
LATER = 0.5  # log odds that a later report's form may score less than the best one and still be taken
NEAR = 1.0  # log odds that a statement whose sentence can be read alone may score less than the best and be preferred
SHORT = 8  # words below which a line is short
LONGEST_LINE = 45  # words of a statement that may be the line of a story: the first sentences of news are long
_OPENING, _CLOSING = "“‘\"'", "!)”’\"' "  # what may stand before a question, and behind its mark
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Event:
    """What happened: how it reads, the statement it is, and the claim that it belongs to."""

    shown: Shown
    one: Said
    row: ClaimView


def event(story: StoryView) -> Event | None:
    """Return the event of a story; None where no report says anything."""
    heads = heads_of(story)
    rows = {one.statement.id: row for row in story.claims for one in row.said}
    said = candidates(story)
    if not said:
        return None
    scores = {one.statement.id: _score(features_of(one, rows[one.statement.id], heads)) for one in said}
    near = max(scores.values()) - NEAR
    best = _best(_usable(said, [one for one in said if scores[one.statement.id] >= near]), scores)
    if done := _overtaken(best, said):
        best = _best([one for one in done if _is_line(one)] or done, scores)
    least = scores[best.statement.id] - LATER
    told = rows[best.statement.id].originals
    forms = [one for one in told if scores.get(one.statement.id, least - 1.0) >= least]
    latest = max(forms, key=lambda one: (one.view.report.published or "", scores[one.statement.id]))
    fullest = _fullest(latest, [one for one in told if one.statement.id in scores])
    return Event(_reads(fullest), fullest, rows[best.statement.id])


def _usable(said: list[Said], near: list[Said]) -> list[Said]:
    """Return what can stand at the head: of the best and those near it the lines, else the sentences that are not torn;
    where there are none, the lines among all."""
    lines = [one for one in near if _is_line(one)]
    sentences = [one for one in near if not read_alone(one).text.startswith("…")]
    return lines or sentences or [one for one in said if _is_line(one)] or said


def _best(said: list[Said], scores: Mapping[str, float]) -> Said:
    return max(said, key=lambda one: (scores[one.statement.id], -one.view.number, -one.statement.start))


def _overtaken(best: Said, said: list[Said]) -> list[Said]:
    """Return what the latest reports tell as done where the best line is an older one's word of what is to come."""
    last = max(one.view.report.published or "" for one in said)[:10]
    if best.statement.status not in UNDONE or (best.view.report.published or last)[:10] >= last:
        return []
    done = [one for one in said if one.statement.status not in UNDONE]
    return [one for one in done if (one.view.report.published or "")[:10] == last]


def _is_line(one: Said) -> bool:
    line = read_alone(one)
    head = _WORD.search(line.text)
    return fits(line) and line.begin < 0 and not (head is not None and is_pronoun(head.group()))


def _fullest(latest: Said, forms: list[Said]) -> Said:
    """Return the form that tells most, of those that are no older.

    A headline says that it happened, its lead when and where.
    """
    day = (latest.view.report.published or "")[:10]
    lines = [one for one in forms if _is_line(one) and (one.view.report.published or "")[:10] >= day]
    return max(lines, key=lambda one: richness(one, read_alone(one), own=0.0), default=latest)


def _reads(one: Said) -> Shown:
    """Return how the event reads: in its sentence, which says who tells it and when; in its gist where that is cut."""
    line = read_alone(one)
    return by_itself(one) if "…" in line.text and is_sound(one) else line


def _lead(view: ReportView) -> int:
    """Return the number of the last paragraph of a report's head, counted from the first that was read."""
    read = _read(view)
    return read[min(LEAD_PARAGRAPHS, len(read)) - 1] if read else 0


def _read(view: ReportView) -> list[int]:
    """Return the numbers of the paragraphs of a report that were read."""
    text = reporting_text(view.report)
    return [part.number for part in view.paragraphs if text[part.start : part.end].strip()]


def candidates(story: StoryView) -> list[Said]:
    """Return the statements that may be the line of a story: those of the heads that are whole, else of any."""
    every = [one for row in story.claims for one in row.originals]
    said = [one for one in every if not _asks(one)] or every
    found = [one for one in said if one.paragraph <= _lead(one.view)] or said
    return [one for one in found if is_whole(one, LONGEST_LINE)] or found


def _asks(one: Said) -> bool:
    """Say whether a statement is asked and not told: "Have you had trouble with your phone?!"."""
    start, end = one.statement.sentence
    text = one.view.report.text
    asked = text[start:end].strip()
    within = asked[:1] in _OPENING  # "The mayor asked: “Who will pay?”" is told
    return asked.rstrip(_CLOSING if within else "!) ").endswith("?") or text[end : end + 2].strip("!").startswith("?")


def heads_of(story: StoryView) -> dict[str, float]:
    """Return the share of the texts in whose head a word stands, for words that several have (of one text: all)."""
    sources = [view for view in story.reports if view.copy_of is None] or list(story.reports)
    counts = Counter(word for view in sources for word in content(_head(view)))
    least = min(2, len(sources))
    return {word: count / len(sources) for word, count in counts.items() if count >= least}


def _head(view: ReportView) -> str:
    text, last = reporting_text(view.report), _lead(view)
    return " ".join(text[part.start : part.end] for part in view.paragraphs if part.number <= last)


def content(text: str) -> set[str]:
    """Return the stems of the words of a text that say something."""
    return {word[:STEM].casefold() for word in _WORD.findall(text) if len(word) >= CONTENT or word[:1].isdigit()}


def features_of(one: Said, row: ClaimView, heads: Mapping[str, float]) -> dict[str, float]:
    """Return what speaks for a statement as the line of its story; `heads` are the words of the reports' heads."""
    kind, words = one.statement.attribution.kind, content(one.readable)
    title = content(one.view.report.title or "")
    leading = {other.view.text_number for other in row.said if other.paragraph <= _lead(other.view)}
    return {
        "words of the heads": sum(heads.get(word, 0.0) for word in words) / (len(words) + FIRM),
        "words of its headline": len(words & title) / max(len(title), 1),
        "doublings of texts": math.log2(texts(row.said)),
        "other heads": len(leading - {one.view.text_number}),
        "in the first paragraph": [one.paragraph] == _read(one.view)[:1],
        "before the last of the head": one.paragraph < _lead(one.view),
        "quoted": kind == "direct",
        "partly quoted": kind == "mixed",
        "reported": kind == "indirect",
        "not asserted": one.statement.certainty.label != "asserted",
        "short": max(0, SHORT - len(one.readable.split())),
        "a figure": any(char.isdigit() for char in one.readable),
    }


def _score(features: Mapping[str, float]) -> float:
    weights = _weights()
    return sum(weights[name] * value for name, value in features.items())


@cache
def _weights() -> Mapping[str, float]:
    found: dict[str, float] = json.loads((files("crossread.present") / "event.json").read_text("utf-8"))
    return found
