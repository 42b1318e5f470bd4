"""What happened, in one line: the statement that the heads of most reports share, as the latest of them tells it.

A newspaper says at its head what its story is; so the words that the heads of most texts have in common are the event,
and the statement with most of them, for its length, tells it. No headline of a single outlet wins by being the oldest.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from crossread.model import reporting_text
from crossread.present.claims import ClaimView
from crossread.present.outline import StoryView
from crossread.present.readable import Shown, by_itself, in_sentence, is_whole
from crossread.present.statement_view import ReportView, Said, texts
from crossread.present.weight import LEAD_PARAGRAPHS

STEM = 6  # letters by which words of one stem are held for one ("resign", "resigned")
CONTENT = 4  # letters of a word that says something
FIRM = 5  # added to the length that a statement's words are divided by, so that a scrap does not win by being short
SHARED = 0.12  # what each doubling of the texts that carry the claim adds
# What told words keep of their score: what somebody said is the event less often than what was done.
WEIGHED = {"direct": 0.6, "mixed": 0.8, "indirect": 0.85}
TOLD = 40  # words of a sentence that is shown for what is told in it
LED = 0.06  # what each other text adds at whose head the claim stands too
THIRD = 0.85  # what a statement of the third paragraph, the last of a head, keeps
NEARLY = 0.85  # a later report's form is taken if it has this much of the best one's score
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Event:
    """What happened: how it reads, the statement it is, and the claim that it belongs to."""

    shown: Shown
    one: Said
    row: ClaimView


def event(story: StoryView) -> Event | None:
    """Return the event of a story; None where no report says anything."""
    heads = _heads(story)
    rows = {one.statement.id: row for row in story.claims for one in row.said}
    said = [one for row in story.claims for one in row.originals]
    found = [one for one in said if one.paragraph <= _lead(one.view)] or said
    if not found:
        return None
    whole = [one for one in found if is_whole(one)]
    scores = {
        one.statement.id: _score(one, rows[one.statement.id], heads, one.readable if whole else one.sentence)
        for one in whole or found
    }
    best = max(whole or found, key=lambda one: (scores[one.statement.id], -one.view.number, -one.statement.start))
    least = NEARLY * scores[best.statement.id]
    forms = [one for one in rows[best.statement.id].originals if scores.get(one.statement.id, -1.0) >= least]
    latest = max(forms, key=lambda one: (one.view.report.published or "", scores[one.statement.id]))
    return Event(_reads(latest), latest, rows[best.statement.id])


def _reads(one: Said) -> Shown:
    """Return how the event reads: what somebody tells, or what is not certain, in its sentence, which says who."""
    told = one.statement.attribution.kind != "own" or one.statement.certainty.label != "asserted"
    if is_whole(one) and not (told and len(one.sentence.split()) <= TOLD):
        return by_itself(one)
    return in_sentence([one])


def _lead(view: ReportView) -> int:
    """Return the number of the last paragraph of a report's head, counted from the first that was read."""
    text = reporting_text(view.report)
    read = [part.number for part in view.paragraphs if text[part.start : part.end].strip()]
    return read[min(LEAD_PARAGRAPHS, len(read)) - 1] if read else 0


def _heads(story: StoryView) -> dict[str, float]:
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


def _score(one: Said, row: ClaimView, heads: dict[str, float], text: str) -> float:
    words = content(text)
    common = sum(heads.get(word, 0.0) for word in words) / (len(words) + FIRM) + SHARED * math.log2(texts(row.said))
    leading = {other.view.text_number for other in row.said if other.paragraph <= _lead(other.view)} - {
        one.view.text_number
    }
    first = 1.0 if one.paragraph < _lead(one.view) else THIRD
    return (common + LED * len(leading)) * first * WEIGHED.get(one.statement.attribution.kind, 1.0)
