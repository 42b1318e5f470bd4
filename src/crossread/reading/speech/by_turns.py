"""Acts of speech without a verb that says that: "as X tells it", "a letter in which", counts, paraphrase that goes
on."""

from __future__ import annotations

from operator import attrgetter

from crossread.grammar.doc import Doc, Span
from crossread.grammar.sources import source_of
from crossread.grammar.syntax import phrase
from crossread.grammar.ways_of_telling import (
    counted_by,
    is_told_in_the_past,
    may_go_on,
    told_as_one_tells_it,
    told_inside,
)
from crossread.reading.speech.by_grammar import NOT_QUOTED, Act, cue_span, runs_of
from crossread.text.spans import overlap, trimmed

Place = tuple[int, int]


def find_by_turns(doc: Doc) -> list[Act]:
    """Return what turns of phrase show, each with whose word it is."""
    return [*_as_told(doc), *_in_writing(doc), *_by_count(doc)]


def _as_told(doc: Doc) -> list[Act]:
    """Find "to hear X tell it, …", "as X remembers it, …"."""
    found = []
    for verb in doc:
        told = told_as_one_tells_it(verb)
        source, span = source_of(verb) if told is not None else (None, None)
        if told is None or source is None or source.lower_ in NOT_QUOTED:
            continue
        content, way = runs_of(doc, told[0]), runs_of(doc, told[1])
        if content and way:
            found.append(Act(content, verb, way[0], source, span, exact=True))
    return found


def _in_writing(doc: Doc) -> list[Act]:
    """Find "a letter in which X asks for mercy", "a recording on which X is heard"."""
    found = []
    for noun in doc:
        told = told_inside(noun)
        if told is not None and (content := runs_of(doc, told[0])):
            cue = told[1][0].idx, told[1][-1].idx + len(told[1][-1].text)
            found.append(Act(content, None, cue, noun, (noun.idx, noun.idx + len(noun.text)), exact=True))
    return found


def _by_count(doc: Doc) -> list[Act]:
    """Find "a tally by X stands at 70", "X's estimate is 70"."""
    found = []
    for verb in doc:
        counted = counted_by(verb)
        if counted is not None and counted[1].lower_ not in NOT_QUOTED and (content := runs_of(doc, counted[2])):
            count, counter, _ = counted
            found.append(Act(content, count, cue_span(count), counter, phrase(counter), exact=True))
    return found


def continue_paraphrase(doc: Doc, acts: list[Act], stretches: list[Place]) -> list[Act]:
    """Give a sentence with "would" to whose words the sentence before it reports, in the same paragraph.

    "The road, she said, was washed away. It would open in May." Whoever writes so goes on with what she said.
    """
    told = list(acts)
    before: Span | None = None
    for sentence in doc.sents:
        place = trimmed(doc.text, sentence.start_char, sentence.end_char)
        apart = before is None or "\n" in doc.text[before.start_char : place[0]]
        if not apart and before is not None and may_go_on(sentence.root) and not overlap(place, _all(told, stretches)):
            teller = _reporter(before, told, stretches)
            if teller is not None:
                content = trimmed(doc.text, place[0], place[1] - (doc.text[place[1] - 1] in ".!"))
                told.append(Act([content], teller.cue, teller.cue_span, teller.source, teller.source_span))
        before = sentence
    return sorted(told, key=attrgetter("place"))


def _all(acts: list[Act], stretches: list[Place]) -> list[Place]:
    return [span for act in acts for span in act.content] + stretches


def _reporter(before: Span, acts: list[Act], stretches: list[Place]) -> Act | None:
    """Return the widest act that tells what a sentence says in the past and without marks."""
    place = before.start_char, before.end_char
    root = before.root.idx, before.root.idx + 1
    whole = []
    for act in acts:
        known = act.said and act.source is not None and act.cue is not None and is_told_in_the_past(act.cue)
        if not known or overlap(place, stretches) or not overlap(place, act.content):
            continue
        of_root = overlap(root, act.content) or act.cue_span is not None and overlap(root, [act.cue_span])
        if of_root:
            whole.append(act)
    return max(whole, key=lambda act: sum(b - a for a, b in act.content), default=None)
