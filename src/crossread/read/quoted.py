"""Speech between quotation marks: who speaks it, how far it reaches, and where it goes on."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from crossread.read import syntax
from crossread.read.acts import NOT_QUOTED, Act, cue_span, is_saying, source_of
from crossread.read.lexicons import words
from crossread.read.quotes import open_ended
from crossread.read.spans import overlap

MIN_WORDS = 3  # a shorter quoted stretch alone is a scare quote or a title


def grow_into_quotes(acts: list[Act], stretches: list[tuple[int, int]]) -> list[Act]:
    """Let a content that begins or ends inside quotation marks reach to the marks; join what became one span."""
    for act in acts:
        grown: list[tuple[int, int]] = []
        for start, end in act.content:
            for a, b in stretches:
                cue = act.cue_span
                if a < end and b > start and not (cue and a <= cue[0] < b):
                    start, end = min(start, a), max(end, b)
            if grown and start <= grown[-1][1] + 1:
                grown[-1] = (grown[-1][0], max(end, grown[-1][1]))
            else:
                grown.append((start, end))
        act.content = grown
    return acts


def find_by_quotes(doc: Doc, stretches: list[tuple[int, int]], acts: list[Act]) -> list[Act]:
    """Find the speaker of a quoted stretch that no content covers: a verb of saying beside it."""
    found: list[Act] = []
    for start, end in stretches:
        if overlap((start, end), [span for act in [*acts, *found] for span in act.content]) > 0.5 * (end - start):
            continue
        inner = doc.char_span(start, end, alignment_mode="expand")
        if inner is None:
            continue
        size = sum(1 for t in inner if t.is_alpha)
        beside = _beside(doc, inner, stretches)
        describing = [t for t in beside if t.lemma_.lower() in words("speech", "describe") and t.pos_ == "VERB" and t.i < inner.start]
        if describing and size < MIN_WORDS + 4:
            verb = describing[-1]
            source, span = source_of(verb)
            thing = syntax.direct_object(verb)
            low = syntax.phrase(thing, whole=True)[0] if thing is not None and thing.idx < start else start
            if source is not None and source.lower_ not in NOT_QUOTED and not syntax.is_passive(verb):
                found.append(Act([(low, end)], verb, cue_span(verb), source, span))
            continue
        if size < MIN_WORDS:
            continue
        cues = [t for t in beside if is_saying(t) and (t.lemma_.lower() not in words("speech", "needs_clause") or _puts_it(t))]
        cues.sort(key=lambda t: min(abs(t.i - inner.start), abs(t.i - inner.end)))
        for verb in cues:
            source, span = source_of(verb)
            if source is None or span is None or source.lower_ in NOT_QUOTED:
                continue
            if overlap(span, [(start, end)]):
                continue
            found.append(Act([(start, end)], verb, cue_span(verb), source, span))
            break
    return found


def _puts_it(verb: Token) -> bool:
    return verb.lemma_.lower() in ("put", "write", "post", "recall", "note", "observe", "respond", "comment", "warn", "conclude", "point", "answer", "ask", "plead", "relate", "counter")


def _beside(doc: Doc, inner: Span, stretches: list[tuple[int, int]]) -> list[Token]:
    """Return the tokens outside quotation marks in the sentences at both ends of a stretch, and before a colon."""
    low, high = inner[0].sent.start, inner[-1].sent.end
    tail = doc.text[inner.end_char : inner.end_char + 1]
    ended = doc.text[inner.end_char - 2 : inner.end_char - 1]
    if ended == "," and high < len(doc) and doc[high - 1].i <= inner.end and tail != "\n":
        high = doc[high].sent.end if not doc[high].is_space else high
    before = doc[inner.start - 1] if inner.start else None
    if before is not None and before.is_space and inner.start > 1:
        before = doc[inner.start - 2]
    if before is not None and before.text == ":" and before.i < low:
        low = before.sent.start
    return [t for t in doc[low:high] if not any(a <= t.idx < b for a, b in stretches) and abs(t.i - inner.start) < 60 + len(inner)]


def continue_quotes(doc: Doc, acts: list[Act], stretches: list[tuple[int, int]]) -> list[Act]:
    """Give a quoted stretch without a cue to the speaker before it.

    That is whoever spoke in the stretch before, in the same paragraph or where the quotation goes on in the next; or
    whose words the sentence just before reports.
    """
    told = [act for act in acts if act.source_span is not None]
    owner: dict[tuple[int, int], Act] = {}
    for stretch in stretches:
        for act in told:
            if overlap(stretch, act.content) > 0.5 * (stretch[1] - stretch[0]):
                owner[stretch] = act
                break
    before: tuple[int, int] | None = None
    for stretch in stretches:
        if stretch not in owner and _is_speech(doc, stretch):
            previous = owner.get(before) if before else None
            if before and previous and _goes_on(doc, before, stretch, previous):
                previous.content = sorted([*previous.content, stretch])
                owner[stretch] = previous
            elif reporter := _reported_before(doc, stretch, told):
                made = Act([stretch], reporter.cue, reporter.cue_span, reporter.source, reporter.source_span, said=reporter.said)
                acts.append(made)
                owner[stretch] = made
        before = stretch
    return sorted(acts, key=lambda act: (act.content[0][0], -act.content[-1][1]))


def _is_speech(doc: Doc, stretch: tuple[int, int]) -> bool:
    """Say whether a stretch is a sentence or more, or one broken off by a comma: no title, no single words."""
    inner = doc.char_span(*stretch, alignment_mode="expand")
    ended = doc.text[stretch[1] - 2] in ".!?,…" or doc.text[stretch[1] - 1] not in "”\"’'»"
    return inner is not None and ended and sum(t.is_alpha for t in inner) >= MIN_WORDS


def _goes_on(doc: Doc, before: tuple[int, int], stretch: tuple[int, int], act: Act) -> bool:
    text = doc.text
    gap = text[before[1] : stretch[0]]
    if "\n" not in gap:
        return not _names_another(doc, before[1], stretch[0], act)
    if text[act.content[0][0]] not in "“\"'‘«`":
        return open_ended(text, before) and not gap.strip()
    if not gap.strip():
        return open_ended(text, before) or _whole_paragraph(text, stretch)
    # "“…,” she said.", and the next paragraph is all hers
    cue_inside = act.cue_span is not None and before[1] <= act.cue_span[0] < stretch[0]
    alone = "\n" not in gap.strip() and not _names_another(doc, before[1], stretch[0], act)
    return cue_inside and alone and (_whole_paragraph(text, stretch) or open_ended(text, stretch))


def _reported_before(doc: Doc, stretch: tuple[int, int], acts: list[Act]) -> Act | None:
    """Return the act of the sentence before a stretch in its paragraph, where the stretch is all of its own sentence."""
    line = doc.text.rfind("\n", 0, stretch[0]) + 1
    lead = doc.text[line : stretch[0]].rstrip()
    if not lead or lead[-1] not in ".!?:":
        return None
    first = max(m.end() for m in re.finditer(r"(?:^|[.!?][”\"’»]?)\s*(?=\S)", lead))
    for act in reversed(acts):
        if act.cue_span and act.said and line + first <= act.cue_span[0] < stretch[0]:
            return act
    return None


def _names_another(doc: Doc, start: int, end: int, act: Act) -> bool:
    """Say whether a full sentence without quotation stands between two stretches: then the speech may have ended."""
    between = doc.text[start:end]
    cue_inside = act.cue_span is not None and start <= act.cue_span[0] < end
    sentences = [s for s in re.split(r"(?<=[.!?])\s", between.strip()) if len(s.split()) > 2]
    return len(sentences) > (1 if cue_inside else 0)


def _whole_paragraph(text: str, stretch: tuple[int, int]) -> bool:
    before = text[: stretch[0]].rstrip(" \t")
    after = text[stretch[1] :].lstrip(" \t.")
    return (not before or before[-1] == "\n") and (not after or after[0] == "\n")


