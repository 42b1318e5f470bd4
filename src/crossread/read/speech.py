"""Who says what in a report: speech direct and indirect, with source, cue and the words it covers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from crossread.model import Attribution, AttributionKind, Entity, Report, TextSpan
from crossread.read import syntax
from crossread.read.chains import build_chain, resolve_source
from crossread.read.lexicons import words
from crossread.read.mentions import MentionIndex
from crossread.read.quotes import open_ended, quoted_stretches, share_quoted
from crossread.read.spans import overlap, trimmed

DIRECT_SHARE = 0.95  # PolNeAR's bounds: at least this share of the letters inside marks is direct speech,
INDIRECT_SHARE = 0.02  # at most this share is indirect, between them mixed
MIN_WORDS = 3  # a shorter quoted stretch alone is a scare quote or a title
_FIRST_PERSON = frozenset({"i", "we"})
_UNREAL = frozenset({"could", "would", "should", "might", "may", "must", "can"})


@dataclass(slots=True)
class Act:
    """One act of speech: content spans, the cue's token and span, the source's head token and span."""

    content: list[tuple[int, int]]
    cue: Token | None = None
    cue_span: tuple[int, int] | None = None
    source: Token | None = None
    source_span: tuple[int, int] | None = None
    outer: list[Act] = field(default_factory=list)


def find_attributions(report: Report, doc: Doc, entities: tuple[Entity, ...]) -> tuple[Attribution, ...]:
    """Return the attributions of a report, outermost first where one lies in another, else in order of place.

    What the tree shows (a verb of saying with its clause, "according to") comes first, then quotation marks, then
    what the model alone sees. A content that has no source is not attributed.
    """
    index = MentionIndex(entities)
    stretches = quoted_stretches(doc.text)
    acts = _by_verb(doc, stretches) + _by_phrase(doc) + _by_noun(doc)
    acts = _grow_into_quotes(doc, acts, stretches)
    acts += _by_quotes(doc, stretches, acts)
    acts += _by_model(doc, acts, stretches)
    _widen_sources(doc, acts)
    acts = [act for act in acts if act.source is not None or act.source_span is not None]
    acts.sort(key=lambda act: (act.content[0][0], -act.content[-1][1]))
    acts = _continue_quotes(doc, acts, stretches)
    _nest(acts)
    made = []
    for act in acts:
        source = resolve_source(doc, act.source, act.source_span, index)
        chain = build_chain(report, doc, [*act.outer, act], index)
        if not chain:
            continue
        share = share_quoted(doc.text, act.content, stretches)
        kind: AttributionKind = "direct" if share >= DIRECT_SHARE else "indirect" if share <= INDIRECT_SHARE else "mixed"
        made.append(
            Attribution(
                kind=kind,
                content=tuple(act.content),
                source=_text_span(doc, act.source_span),
                cue=_text_span(doc, act.cue_span),
                speaker=source.id if source else None,
                chain=chain,
            )
        )
    return tuple(made)


def _widen_sources(doc: Doc, acts: list[Act]) -> None:
    """Let a source reach as far as the model sees it, where both see the same cue."""
    quotations = doc._.quotations if doc.has_extension("quotations") else ()
    for act in acts:
        if act.cue_span is None or act.source_span is None:
            continue
        for quotation in quotations:
            if not quotation.cue or not quotation.source or not overlap(act.cue_span, list(quotation.cue)):
                continue
            start, end = quotation.source[0]
            near = overlap(act.source_span, [(start, end)]) > 0
            if near and end - start < 200 and not any(overlap((start, end), [span]) for span in act.content) and "\n" not in doc.text[start:end]:
                while end > start and doc.text[end - 1] in " ,;:":
                    end -= 1
                act.source_span = (min(start, act.source_span[0]), max(end, act.source_span[1]))
                break


def _text_span(doc: Doc, span: tuple[int, int] | None) -> TextSpan | None:
    return TextSpan(text=doc.text[span[0] : span[1]], start=span[0], end=span[1]) if span else None


def _runs(doc: Doc, tokens: list[Token], without: set[int]) -> list[tuple[int, int]]:
    """Return the spans of runs of neighbouring tokens, trimmed; a run without a letter falls away."""
    keep = sorted({t.i for t in tokens if not t.is_space} - without)
    runs: list[list[int]] = []
    for i in keep:
        if runs and all(doc[j].is_space for j in range(runs[-1][1] + 1, i)):
            runs[-1][1] = i
        else:
            runs.append([i, i])
    found = []
    for low, high in runs:
        while low < high and doc[low].lower_ in ("that", "and", "but", ",") and doc[low].dep_ in ("mark", "cc", "punct"):
            low += 1
        while low <= high and doc[low].is_space:
            low += 1
        start, end = trimmed(doc.text, doc[low].idx, doc[high].idx + len(doc[high].text)) if low <= high else (0, 0)
        while end > start and doc.text[end - 1] in ".":
            end -= 1
        if end - start > 2 and any(c.isalpha() for c in doc.text[start:end]):
            found.append((start, end))
    return found


def _source_of(verb: Token) -> tuple[Token | None, tuple[int, int] | None]:
    subjects = [c for c in verb.children if c.dep_ in syntax.SUBJECTS and c.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")]
    head = syntax.agent(verb)
    if len(subjects) > 1 and head in subjects:
        head = min(subjects, key=lambda t: abs(t.i - verb.i))
    if head is None or (head.pos_ == "PRON" and head.dep_ == "expl"):
        return None, None
    start, end = syntax.phrase(head)
    if head in subjects:
        for other in subjects:  # "Lumenor chief executive Odile Marchand", torn in two
            low, high = syntax.phrase(other)
            if other != head and not verb.doc.text[min(end, high) : max(start, low)].strip():
                start, end = min(start, low), max(end, high)
                head = other if other.i > head.i else head
    return head, (start, end)


def _cue_span(verb: Token) -> tuple[int, int]:
    return verb.idx, verb.idx + len(verb.text)


def _is_saying(verb: Token) -> bool:
    if verb.lemma_.lower() not in words("speech", "say") or verb.pos_ not in ("VERB", "AUX") or verb.dep_ in ("amod", "compound", "aux", "case", "fixed"):
        return False
    if syntax.is_negated(verb) or any(a.lower_ in _UNREAL for a in syntax.auxiliaries(verb)):
        return False
    return not any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether", "to") for c in verb.children)


def _by_verb(doc: Doc, stretches: list[tuple[int, int]]) -> list[Act]:
    found = []
    for verb in doc:
        if not _is_saying(verb):
            continue
        clauses = [c for c in verb.children if c.dep_ == "ccomp" and c.lower_ not in ("so",)]
        if not clauses and verb.lemma_.lower() in ("deny", "claim", "admit", "promise", "pledge", "vow", "threaten", "report"):
            clauses = [c for c in verb.children if c.dep_ == "xcomp" and c.pos_ in ("VERB", "AUX", "NOUN", "ADJ")]
        source, span = _source_of(verb)
        if not clauses and verb.dep_ == "parataxis" and verb.lemma_.lower() not in words("speech", "needs_clause"):
            outer = verb.head
            own = {t.i for t in verb.subtree}
            content = _runs(doc, list(outer.subtree), own)
            if content and source is not None:
                found.append(Act(content, verb, _cue_span(verb), source, span))
            continue
        if not clauses or source is None or source.lower_ in _FIRST_PERSON | {"you", "one", "it"} and source.dep_ == "expl":
            continue
        if source.lower_ in _FIRST_PERSON:
            continue
        around = {verb.i} | {t.i for t in source.subtree} | {t.i for c in syntax.auxiliaries(verb) for t in c.subtree}
        first = min(clause.i for clause in clauses)
        ahead = [c for c in verb.children if c.i < first < verb.i and c != source and c.dep_ in syntax.SUBJECTS | syntax.OBLIQUES and not (span and span[0] <= c.idx < span[1])]
        around |= {t.i for c in verb.children if c not in clauses and c not in ahead and c.dep_ not in ("punct", "cc", "conj") for t in c.subtree}
        around |= {t.i for clause in clauses for t in clause.subtree for t in (t.subtree if _is_citing(t) else ())}
        content = [run for clause in clauses for run in _runs(doc, [t for c in ahead for t in c.subtree] + list(clause.subtree), around)]
        if content:
            found.append(Act(sorted(content), verb, _cue_span(verb), source, span))
    return found


def _is_citing(token: Token) -> bool:
    return token.lemma_.lower() in words("speech", "cite") and token.lower_.endswith("ing") and token.dep_ in ("advcl", "acl", "xcomp", "parataxis")


def _by_phrase(doc: Doc) -> list[Act]:
    """Find "according to X", "in the words of X", "in X's view"."""
    found = []
    for token in doc:
        head = None
        if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            head = token.head if token.dep_ == "case" else None
            if head is None:
                head = next((n for c in token.subtree if c.dep_ in ("obl", "pobj", "nmod") for n in [c]), None)
            cue = (token.idx, doc[token.i + 1].idx + 2)
        elif token.lower_ in ("words", "view", "opinion") and syntax.preposition(token) == "in":
            head = next((c for c in token.children if c.dep_ in ("nmod", "nmod:poss", "poss")), None)
            cue = (token.idx, token.idx + len(token.text))
        if head is None or head == token:
            continue
        start, end = syntax.phrase(head)
        phrase = {t.i for t in (head if token.dep_ == "case" else token).subtree if t.i >= token.i or t.head == head and t.i > head.i} | {token.i}
        clause = head.head if token.dep_ == "case" else token.head
        if clause.i in phrase or clause == head:  # the parser took the source for the head of the sentence
            clause = next((t for t in head.children if syntax.is_clause(t) and t.i < token.i), clause)
        clause = syntax.clause_of(clause)
        sentence = head.sent
        before = token.i > clause.i
        own = [t for t in clause.subtree if t.sent == sentence]
        later = {t.i for c in clause.children if c.dep_ in ("conj", "parataxis") and c.i > token.i and before and syntax.is_finite(c) for t in c.subtree}
        if not before:
            own = [t for t in sentence if t.i > max(phrase)] or own
        content = _runs(doc, own, phrase | later)
        content = [(a, b) for a, b in content if b <= start or a >= end]
        if before:
            content = [(a, b) for a, b in content if a < start] or content
        if content:
            found.append(Act(content, token, cue, head, (start, end)))
    return found


def _by_noun(doc: Doc) -> list[Act]:
    """Find "X's claim that …", "a warning by X that …"."""
    found = []
    for token in doc:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in words("speech", "claim_nouns"):
            continue
        clause = next((c for c in token.children if c.dep_ in ("acl", "ccomp") and any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)), None)
        owner = next((c for c in token.children if c.dep_ in ("nmod:poss", "poss")), None) or next(
            (c for c in token.children if c.dep_ == "nmod" and syntax.preposition(c) in ("by", "from", "of")), None
        )
        if clause is None or owner is None:
            continue
        content = _runs(doc, list(clause.subtree), set())
        if content:
            found.append(Act(content, token, _cue_span(token), owner, syntax.phrase(owner)))
    return found


def _grow_into_quotes(doc: Doc, acts: list[Act], stretches: list[tuple[int, int]]) -> list[Act]:
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


def _by_quotes(doc: Doc, stretches: list[tuple[int, int]], acts: list[Act]) -> list[Act]:
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
            source, span = _source_of(verb)
            thing = syntax.direct_object(verb)
            low = syntax.phrase(thing, whole=True)[0] if thing is not None and thing.idx < start else start
            if source is not None and source.lower_ not in _FIRST_PERSON and not syntax.is_passive(verb):
                found.append(Act([(low, end)], verb, _cue_span(verb), source, span))
            continue
        if size < MIN_WORDS:
            continue
        cues = [t for t in beside if _is_saying(t) and (t.lemma_.lower() not in words("speech", "needs_clause") or _puts_it(t))]
        cues.sort(key=lambda t: min(abs(t.i - inner.start), abs(t.i - inner.end)))
        for verb in cues:
            source, span = _source_of(verb)
            if source is None or span is None or source.lower_ in _FIRST_PERSON:
                continue
            if overlap(span, [(start, end)]):
                continue
            found.append(Act([(start, end)], verb, _cue_span(verb), source, span))
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


def _by_model(doc: Doc, acts: list[Act], stretches: list[tuple[int, int]]) -> list[Act]:
    """Take what the model alone sees, where its cue is a word of saying near the content."""
    found: list[Act] = []
    quotations = doc._.quotations if doc.has_extension("quotations") else ()
    for quotation in quotations:
        if not quotation.cue or not quotation.source:
            continue
        cue = doc.char_span(*quotation.cue[0], alignment_mode="expand")
        source = doc.char_span(*quotation.source[0], alignment_mode="expand")
        if cue is None or source is None:
            continue
        lemmas = {t.lemma_.lower() for t in cue}
        if not lemmas & (words("speech", "say") - words("speech", "think")) or cue.root.sent.start != source.root.sent.start or syntax.is_negated(cue.root):
            continue
        covered = [span for act in [*acts, *found] for span in act.content]
        content = []
        for start, end in quotation.content:
            near = doc.char_span(start, end, alignment_mode="expand")
            if near is None or near[0].sent.start != cue.root.sent.start or sum(t.is_alpha for t in near) < MIN_WORDS + 1:
                continue
            if overlap((start, end), covered) > 0.3 * (end - start) or overlap(quotation.source[0], [(start, end)]):
                continue
            if not any(syntax.is_clause(t) for t in near):
                continue
            start, end = trimmed(doc.text, start, end)
            if doc.text[start:end].lower().startswith("that "):
                start += 5
            content.append((start, end))
        if content:
            found.append(Act(content, cue.root, quotation.cue[0], source.root, quotation.source[0]))
    return _grow_into_quotes(doc, found, stretches)


def _continue_quotes(doc: Doc, acts: list[Act], stretches: list[tuple[int, int]]) -> list[Act]:
    """Give a quoted stretch without a cue to the speaker before it: same paragraph, or a quotation that goes on."""
    owner: dict[tuple[int, int], Act] = {}
    for stretch in stretches:
        for act in acts:
            if overlap(stretch, act.content) > 0.5 * (stretch[1] - stretch[0]):
                owner[stretch] = act
                break
    for position, stretch in enumerate(stretches):
        if stretch in owner or position == 0:
            continue
        inner = doc.char_span(*stretch, alignment_mode="expand")
        before = stretches[position - 1]
        act = owner.get(before)
        gap = doc.text[before[1] : stretch[0]]
        if inner is None or act is None:
            continue
        full = sum(t.is_alpha for t in inner) >= MIN_WORDS and (doc.text[stretch[1] - 2] in ".!?,…" or doc.text[stretch[1] - 1] not in "”\"’'»")
        same_paragraph = "\n" not in gap and full and not _names_another(doc, before[1], stretch[0], act)
        goes_on = not gap.strip() and full and (open_ended(doc.text, before) or _whole_paragraph(doc.text, stretch))
        if goes_on and not open_ended(doc.text, before) and doc.text[act.content[0][0]] not in "“\"'‘«":
            goes_on = False
        if same_paragraph or goes_on:
            act.content = sorted([*act.content, stretch])
            owner[stretch] = act
    return sorted(acts, key=lambda act: (act.content[0][0], -act.content[-1][1]))


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


def _nest(acts: list[Act]) -> None:
    """Note for each act the acts in whose content it stands whole, outermost first."""
    for inner in acts:
        if inner.cue_span is None or inner.source_span is None:
            continue
        for outer in acts:
            if outer is inner or outer.cue is inner.cue:
                continue
            if all(overlap(span, outer.content) >= 0.9 * (span[1] - span[0]) for span in (inner.cue_span, inner.source_span)):
                inner.outer.append(outer)
        inner.outer.sort(key=lambda act: -sum(b - a for a, b in act.content))
