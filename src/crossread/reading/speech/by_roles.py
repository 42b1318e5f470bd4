"""Acts of speech that the learned roles show, by the rule table `languages/en/rules/speech.toml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crossread.grammar import syntax
from crossread.grammar.doc import Doc, Span, Token
from crossread.grammar.factuality import is_undone
from crossread.grammar.sources import is_told
from crossread.grammar.telling import (
    Place,
    RoleFrame,
    carrier,
    is_clausal,
    is_done_with,
    opens_clause,
    role_frames,
    tells_so,
    text_place,
)
from crossread.grammar.verb_uses import is_deed
from crossread.languages.rules import Rule, load_rules
from crossread.languages.tables import words
from crossread.reading.speech.by_grammar import NOT_QUOTED, Act, cue_span
from crossread.text.spans import overlap

TABLE = "speech"
NAME_REACH = 3  # words between what is called something and what it is called
FIGURE_REACH = 4  # words behind "at" in which the figure stands
_SAYING = frozenset({"saying", "telling"})

Test = Callable[[RoleFrame, Mapping[str, Span]], bool]


def find_by_roles(doc: Doc, known: list[Act]) -> list[Act]:
    """Return the acts whose source and content the roles of a predicate show, those left out whose cue is known."""
    cued = {act.cue.i for act in known if act.cue is not None}
    found: list[Act] = []
    for frame in role_frames(doc):
        if frame.predicate.i in cued or not is_deed(frame.predicate):
            continue  # "the court's reported hope" brings no words
        for rule in load_rules(TABLE):
            made = _read(doc, rule, frame)
            if made:
                found += [act for act in made if not _known(act, known)]
                break
    return found


def _is_exact(rule: Rule) -> bool:
    """Say whether a rule shows how far the content reaches; elsewhere the model says it."""
    return bool(rule.options & {"trailing", "figure"}) or "quoted" in rule.slots


def _known(act: Act, known: list[Act]) -> bool:
    """Say whether these words are told by the same source in an act that is found already."""
    source = act.source_span
    return any(
        other.source_span
        and source
        and overlap(source, [other.source_span])
        and overlap(act.content[0], other.content) > 0
        for other in known
    )


def _read(doc: Doc, rule: Rule, frame: RoleFrame) -> list[Act]:
    if rule.lemmas is not None and frame.predicate.lemma_.lower() not in rule.lemmas:
        return []
    spans = {slot: span for slot, role in rule.slots.items() if (span := _filler(frame, role)) is not None}
    if spans.keys() != rule.slots.keys() or not is_told(frame.predicate):
        return []
    if "clause" in rule.options and not is_clausal(spans["content"]):
        return []
    if not all(_TESTS[name](frame, spans) for name in rule.where):
        return []
    source, head = spans["source"], carrier(spans["source"])
    if head.lower_ in NOT_QUOTED or head.pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
        return []
    if is_done_with(frame.predicate, head):
        return []
    content = _content(doc, rule, frame, spans)
    if content[1] - content[0] < 3 or overlap(text_place(source), [content]):
        return []
    cue = cue_span(frame.predicate)
    outer = Act([content], frame.predicate, cue, head, text_place(source), exact=_is_exact(rule), rule=rule.name)
    if "quoted" not in spans:
        return [outer]
    quoted = spans["quoted"]
    inner = Act([content], frame.predicate, cue, carrier(quoted), text_place(quoted), exact=True, rule=rule.name)
    inner.outer.append(outer)
    return [inner]


def _filler(frame: RoleFrame, role: str) -> Span | None:
    """Return what fills a role; of two sources the outer one, before the predicate, of two contents the clause."""
    fillers = frame.roles.get(role, ())
    return next((span for span in fillers if is_clausal(span)), None) or (fillers[0] if fillers else None)


def _content(doc: Doc, rule: Rule, frame: RoleFrame, spans: Mapping[str, Span]) -> Place:
    start, end = text_place(spans["content"])
    if "trailing" in rule.options:
        start = min(start, opens_clause(doc, spans["content"]))
    if "to-name" in rule.options:
        end = max(end, text_place(spans["name"])[1])
    if "figure" in rule.options:
        figure = _figure(frame.predicate)
        end = figure.idx + len(figure.text) if figure is not None else end
    return start, end


def _figure(predicate: Token) -> Token | None:
    """Return the figure behind "at": "puts it at 1,140"."""
    sentence = predicate.sent
    for at in predicate.doc[predicate.i : sentence.end]:
        if at.lower_ == "at":
            behind = predicate.doc[at.i + 1 : min(at.i + 1 + FIGURE_REACH, sentence.end)]
            return next((t for t in reversed(list(behind)) if t.like_num), None)
    return None


def _as_saying(frame: RoleFrame, spans: Mapping[str, Span]) -> bool:
    """Say whether "saying" brings the content; where nothing is behind it, the clause before is what was said."""
    content = spans["content"]
    saying = next((t.i for t in content[:3] if t.lower_ in _SAYING), None)
    if saying is None:
        return frame.predicate.doc[content.start - 1].lower_ in _SAYING
    return any(t.is_alpha for t in content if t.i > saying)


def _content_before_source(frame: RoleFrame, spans: Mapping[str, Span]) -> bool:
    return spans["content"].end <= spans["source"].start and spans["source"].start < frame.predicate.i


def _not_needs_clause(frame: RoleFrame, spans: Mapping[str, Span]) -> bool:
    """Say whether the verb tells by itself, or its content begins with "that"."""
    lemma = frame.predicate.lemma_.lower()
    return lemma not in words("speech", "needs_clause") or spans["content"][0].lower_ == "that"


def _figure_behind_at(frame: RoleFrame, spans: Mapping[str, Span]) -> bool:
    thing = spans["content"].root
    counted = thing.lemma_.lower() in words("speech", "estimated_nouns") or thing.lower_ in (
        "it",
        "that",
        "this",
        "them",
    )
    return counted and _figure(frame.predicate) is not None and not syntax.is_passive(frame.predicate)


def _content_is_finite(frame: RoleFrame, spans: Mapping[str, Span]) -> bool:
    """Say whether the content is a clause that could stand alone, no thing with a clause hung on it."""
    return tells_so(spans["content"])


def _both_named(frame: RoleFrame, spans: Mapping[str, Span]) -> bool:
    """Say whether a thing is called something: the name stands behind the thing, close by."""
    gap = spans["name"].start - spans["content"].end
    return not is_undone(frame.predicate) and (
        frame.predicate.i < spans["content"].start and 0 <= gap <= NAME_REACH and not syntax.is_passive(frame.predicate)
    )


_TESTS: Mapping[str, Test] = {
    "as saying": _as_saying,
    "content before source": _content_before_source,
    "not needs clause": _not_needs_clause,
    "figure behind at": _figure_behind_at,
    "content is finite": _content_is_finite,
    "both named": _both_named,
}
