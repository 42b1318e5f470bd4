"""Who says what in a report: speech direct and indirect, with source, cue and the words it covers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from crossread.grammar import syntax
from crossread.grammar.clause_words import is_coordinator
from crossread.grammar.doc import Doc, Token
from crossread.grammar.sources import is_heard, quoting_verb, source_of
from crossread.grammar.speakers import takes_in
from crossread.grammar.telling import clause_hung_on, end_of_broken_phrase, is_done_with, is_owned_participle
from crossread.languages.tables import load, words
from crossread.model import Attribution, AttributionKind, Entity, Report, TextSpan
from crossread.model.mention_index import MentionIndex
from crossread.model_runtime.given import GIVEN_QUOTATIONS
from crossread.reading.speech.by_document import find_by_document
from crossread.reading.speech.by_grammar import NOT_QUOTED, Act, cue_span, find_by_tree
from crossread.reading.speech.by_layout import find_by_layout, find_unowned_quotes
from crossread.reading.speech.by_lead_in import find_by_lead_in, find_in_headlines
from crossread.reading.speech.by_quotation_marks import (
    MIN_WORDS,
    continue_quotes,
    find_by_quotes,
    find_nested,
    find_told_on,
    grow_into_quotes,
    is_speech,
)
from crossread.reading.speech.by_roles import find_by_roles
from crossread.reading.speech.by_turns import continue_paraphrase, find_by_turns
from crossread.reading.speech.described_outlets import settle_outlets
from crossread.reading.speech.described_speakers import settle_descriptions
from crossread.reading.speech.pronouns import settle_pronouns
from crossread.reading.speech.tellers import build_chain, resolve_source
from crossread.text.quotation_marks import quoted_stretches, share_quoted
from crossread.text.spans import jaccard, lines_of, overlap, trimmed

Place = tuple[int, int]
DIRECT_SHARE = 0.95  # PolNeAR's bounds: at least this share of the letters inside marks is direct speech,
INDIRECT_SHARE = 0.02  # at most this share is indirect, between them mixed
SAME_CONTENT = 0.4  # two readings of one act: their contents share at least this (Jaccard); .3 to .5 made no difference
SAME_CONTENT_OTHER_CUE = 0.8  # … and this where each sees another cue
# it stands for something, and joins nothing
_POINTS = re.compile(r"that (?:is|was|has|had|will|would|does|did|means|makes)\b")


def find_acts(doc: Doc) -> list[Act]:
    """Return the acts of speech, thought and will of a text, in order of place, as wide as PolNeAR takes them.

    What the words show (a verb of saying with its clause, "according to", labels of a transcript) comes first, then
    quotation marks, then what the model sees; where several see one act, the model says how far its content reaches
    and the tree who its source is. `Act.said` tells those that bring somebody's words.
    """
    if doc.user_data.get(GIVEN_QUOTATIONS):
        return find_given(doc)
    stretches = list(doc.quoted)
    acts = find_in_headlines(doc, stretches)
    acts += _apart_from(find_by_layout(doc, stretches), acts)
    acts += _apart_from(find_by_document(doc), acts)
    acts += find_by_lead_in(doc, stretches, acts)
    acts += grow_into_quotes(_besides([*find_by_tree(doc), *find_by_turns(doc)], acts), stretches)
    acts += grow_into_quotes(find_by_roles(doc, acts), stretches)
    acts += find_by_quotes(doc, stretches, acts)
    acts += find_nested(doc, stretches, acts)
    acts += find_told_on(doc, stretches, acts)
    acts = [act for act in _with_model(doc, acts, stretches) if not _is_told_by_itself(doc, act)]
    acts += find_unowned_quotes(doc, stretches, acts)
    _add_quoters(acts)
    _extend_to_teller(doc, acts, stretches)
    _widen_sources(doc, acts)
    acts.sort(key=attrgetter("place"))
    acts = continue_paraphrase(doc, continue_quotes(doc, acts, stretches), stretches)
    acts = [act for act in acts if act.source is None or not _is_nobody(act.source)]
    return [act for act in acts if act.source_span is not None or act.cue_span is not None or act.open]


def _is_nobody(source: Token) -> bool:
    """Say whether a source is an article whose noun is missing ("The also said that …"), or a time: "moments after
    warning the port that …"."""
    timed = source.pos_ == "NOUN" and source.lemma_.lower() in {"moment", *load("calendar")["units"]}
    return timed or source.lower_ in words("function_words", "plain_articles")


def _is_told_by_itself(doc: Doc, act: Act) -> bool:
    """Say whether source and cue of an act are words of the quotation that it brings: "“They promised a school.”"."""
    told = [span for span in (act.source_span, act.cue_span) if span]
    [(start, end), *more] = act.content
    quoted = doc.text[start] in "“\"‘'«"
    return quoted and len(told) == 2 and not more and all(start <= a and b <= end for a, b in told)


def _add_quoters(acts: list[Act]) -> None:
    """Give whoever is quoted "as saying" the one who quotes him as the nearer teller, where the model alone sees
    him."""
    for act in acts:
        quotes = quoting_verb(act.cue) if act.cue is not None and not act.outer else None
        if quotes is not None and quotes != act.cue:
            act.outer += [one for one in acts if one.cue == quotes and one.source not in (None, act.source)][:1]


def find_given(doc: Doc) -> list[Act]:
    """Return the acts that were annotated elsewhere, as they were; one without a source and a cue is somebody's,
    open whose."""
    acts = []
    for one in doc.quotations:
        source, cue = one.source[0] if one.source else None, one.cue[0] if one.cue else None
        act = Act(
            list(one.content), _root(doc, cue), cue, _root(doc, source), source, exact=True, rule="given",
            open=source is None and cue is None,
        )  # fmt: skip
        _complete(doc, act)
        acts.append(act)
    return sorted(acts, key=attrgetter("place"))


def _apart_from(found: list[Act], known: list[Act]) -> list[Act]:
    """Return acts whose content is in no content that is known."""
    contents = [span for act in known for span in act.content]
    return [act for act in found if not any(overlap(span, contents) for span in act.content)]


def _besides(found: list[Act], known: list[Act]) -> list[Act]:
    """Return acts that do not lie across what the layout shows: a headline's label is no subject of its verb."""
    shown = [(act.source_span, act.content) for act in known if act.rule == "layout" and act.source_span]
    return [act for act in found if not any(act.source_span and overlap(act.source_span, [name]) for name, _ in shown)]


def find_attributions(report: Report, doc: Doc, entities: tuple[Entity, ...]) -> tuple[Attribution, ...]:
    """Return the attributions of a report, outermost first where one lies in another, else in order of place.

    Only acts that bring somebody's words and name a source are attributions.
    """
    index = MentionIndex(entities)
    stretches = list(doc.quoted)
    acts = [act for act in find_acts(doc) if act.said and (act.source is not None or act.open)]
    for act in acts:
        act.content = [without_that(doc.text, span) for span in act.content]
    nest(acts)
    made = []
    for act in acts:
        source = resolve_source(act.source, act.source_span, index)
        chain = build_chain(report, doc, [*act.outer, act], index)
        if not chain and not act.open:
            continue
        share = share_quoted(doc.text, act.content, stretches)
        kind: AttributionKind = (
            "direct" if share >= DIRECT_SHARE else "indirect" if share <= INDIRECT_SHARE else "mixed"
        )
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
    settled = settle_outlets(settle_descriptions(made, doc, entities), doc, entities)
    return settle_pronouns(settled, doc, entities)


def acts_of(doc: Doc, quotation: Place) -> list[Act]:
    """Return the act that a marked stretch is the content of, behind the acts in which it stands, outermost first."""
    acts = find_acts(doc)
    nest(acts)
    told = [act for act in acts if act.source is not None and overlap(quotation, act.content)]
    best = max(told, key=lambda act: (jaccard(act.content, [quotation]), act.said), default=None)
    if best is None:
        best = _beside_cue(doc, quotation)
    return [*best.outer, best]


def _beside_cue(doc: Doc, quotation: Place) -> Act:
    """Return the act of a stretch that nothing else takes for speech: on whose verb the stretch hangs."""
    root = _root(doc, quotation)
    act = Act([quotation])
    cue = clause_hung_on(root) if root is not None else None
    if cue is not None:
        act.cue = cue
        act.cue_span = cue_span(act.cue)
        act.source, act.source_span = source_of(act.cue)
    return act


def without_that(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return a content without the "that" that brings it."""
    start, end = span
    joins = text.startswith("that ", start) and not _POINTS.match(text, start)
    return (start + 5, end) if joins and end - start > 8 else span


def _with_model(doc: Doc, acts: list[Act], stretches: list[tuple[int, int]]) -> list[Act]:
    """Lay the model's quotations beside the acts found so far: same act, more exact content; or another act."""
    free, exact = list(acts), [act for act in acts if act.exact]
    for content, source, cue, goes_on in _readings(doc, stretches):
        twin = _twin(free, content, cue)
        content = [
            s for s in content if not any(jaccard([s], act.content) >= SAME_CONTENT for act in exact if act is not twin)
        ]
        if not content:
            continue
        if twin is not None:
            free.remove(twin)
            if source and twin.source is not None and (syntax.is_time(twin.source) or _is_nobody(twin.source)):
                # "Brandt, 24 hours from his deadline, told reporters": no hour speaks, nor the "a" of "a CNN/NRK poll"
                twin.source, twin.source_span = _root(doc, source), source
            if not twin.exact:
                content = _before_teller(doc.text, content, twin.source_span)
                seen = [*_whole(twin.content, content), *_front_of_aside(twin, content)]
                twin.content = sorted(set(seen)) if _has_verb(doc, content) else twin.content
            if cue and (twin.cue_span is None or overlap(twin.cue_span, [cue]) and not _is_within(cue, twin)):
                twin.cue_span = cue
            continue
        if source is None and _is_quoted_apart(doc, content, cue, stretches):
            cue = None  # whoever "blamed the maker" in the sentence before need not be who is quoted
        made = Act(content, _root(doc, cue), cue, _root(doc, source), source, said=False)
        if made.cue is None and made.source is not None and takes_in(made.source):
            continue
        _complete(doc, made)
        made.said = goes_on or _brings_words(doc, made) or _quotes_somebody(doc, made, stretches)
        acts.append(made)
    return grow_into_quotes(acts, stretches)


def _is_within(cue: Place, act: Act) -> bool:
    """Say whether a cue is a piece of one that the words show whole: "To hear Orr tell it", "By the union's count"."""
    return act.exact and act.cue_span is not None and act.cue_span[0] <= cue[0] and cue[1] <= act.cue_span[1]


def _before_teller(text: str, content: list[Place], teller: Place | None) -> list[Place]:
    """Let contents end before who tells them, where the model takes him for their last words."""
    if teller is None:
        return content
    cut = [(a, teller[0]) if a < teller[0] < b and b <= teller[1] + 1 else (a, b) for a, b in content]
    return [(a, len(text[:b].rstrip(" ,;:–—-"))) for a, b in cut]


def _has_verb(doc: Doc, content: Sequence[Place]) -> bool:
    """Say whether a content tells something: of "The road, she said, was closed" the road alone does not."""
    spans = (doc.char_span(*place, alignment_mode="expand") for place in content)
    return any(t.pos_ in ("VERB", "AUX") for span in spans if span is not None for t in span)


def _strays(doc: Doc, span: Place, cue: Place | None, stretches: list[Place]) -> bool:
    """Say whether a content without marks stands in another sentence than the cue: another cue brings it, or none."""
    found = doc.char_span(*cue, alignment_mode="expand") if cue else None
    if found is None or overlap(span, [(found.sent.start_char, found.sent.end_char)]):
        return False
    return share_quoted(doc.text, [span], stretches) <= INDIRECT_SHARE


def _apart(doc: Doc, content: Sequence[Place], cue: Place | None, stretches: list[Place]) -> list[Place]:
    """Return the contents in marks that stand in another sentence than the cue, where those beside the cue bear none.

    "She said gloves had run out. “We washed the old ones.”" are two acts, one told and one quoted.
    """
    found = doc.char_span(*cue, alignment_mode="expand") if cue else None
    if found is None:
        return []
    sentence = found.sent.start_char, found.sent.end_char
    beside = [span for span in content if overlap(span, [sentence])]
    if not beside or share_quoted(doc.text, beside, stretches) > INDIRECT_SHARE:
        return []
    return [
        span for span in content if span not in beside and share_quoted(doc.text, [span], stretches) >= DIRECT_SHARE
    ]


def _is_quoted_apart(doc: Doc, content: list[Place], cue: Place | None, stretches: list[Place]) -> bool:
    """Say whether contents are whole quotations of which none stands in the sentence of their cue, or is led in by
    it."""
    found = doc.char_span(*cue, alignment_mode="expand") if cue else None
    if found is None or share_quoted(doc.text, content, stretches) < DIRECT_SHARE:
        return False
    sentence = found.sent.start_char, found.sent.end_char
    led_in = any(doc.text[: start].rstrip().endswith(":") for start, _ in content)
    goes_on = any(doc.text[end:].lstrip()[:1].islower() for _, end in content)
    return not led_in and not goes_on and not any(overlap(span, [sentence]) for span in content)


def _readings(doc: Doc, stretches: list[Place]) -> Iterator[tuple[list[Place], Place | None, Place | None, bool]]:
    """Yield content, source and cue of what the model sees, and whether it goes on with what was told before.

    A content out of its cue's reach comes without source and cue.
    """
    for quotation in doc.quotations:
        source = lines_of(doc.text, *quotation.source[0])[-1] if quotation.source else None
        cue = quotation.cue[0] if quotation.cue else None
        if source and cue and "\n" in doc.text[min(source[1], cue[1]) : max(source[0], cue[0])]:
            source = None  # of another paragraph, or headline
        told = [place for place in (source, cue) if place]
        content = [_completed(doc, line, told) for span in quotation.content for line in lines_of(doc.text, *span)]
        near = [span for span in content if _in_reach(doc.text, span, cue or source)]
        near = [span for span in near if not _strays(doc, span, cue, stretches)] or near
        apart = _apart(doc, near, cue, stretches)
        if near:
            yield [span for span in near if span not in apart], source, cue, False
        for span in apart:
            yield [span], source, None, True
        for span in content:
            if span not in near:
                yield [span], None, None, False


def _whole(shown: Sequence[Place], seen: list[Place]) -> list[Place]:
    """Return what the model sees, made whole by the clauses that the words show where the model took a piece of them:
    of one, or from within one to the end of another, which an "and" parts."""
    made = []
    for start, end in seen:
        first = next((a for a, b in shown if a <= start < b), None)
        last = next((b for a, b in shown if a < end <= b), None)
        made.append((start, end) if first is None or last is None else (first, last))
    return sorted(set(made))


def _front_of_aside(act: Act, seen: list[Place]) -> list[Place]:
    """Return what the words show before a teller who stands in the midst of what he tells, and the model leaves out:
    "The accident" of "The accident, said the railway, was caused by a cow"."""
    told = [span for span in (act.source_span, act.cue_span) if span]
    if len(told) != len(("source", "cue")) or len(act.content) == 1:
        return []
    low, high = min(a for a, _ in told), max(b for _, b in told)
    begun = [span for span in act.content if span[1] <= low]
    return begun if begun and seen and all(a >= high for a, _ in seen) else []


def _in_reach(text: str, span: tuple[int, int], cue: Place | None) -> bool:
    """Say whether a content stands in the paragraph of its cue (else its source), or in the next after a colon;
    marks carry it further."""
    if cue is None or "\n" not in (gap := text[min(span[1], cue[1]) : max(span[0], cue[0])]):
        return True
    return span[0] > cue[0] and gap.split("\n")[0].rstrip().endswith(":") and not gap.split("\n", 1)[1].strip()


def _twin(acts: list[Act], content: Sequence[Place], cue: Place | None) -> Act | None:
    """Return the act that a quotation of the model is: it has the same cue, or else much the same content."""
    for act in acts:
        if act.cue_span is not None and cue and overlap(act.cue_span, [cue]) and jaccard(act.content, content):
            return act
    nearest = max(acts, key=lambda act: jaccard(act.content, content), default=None)
    if nearest is None:
        return None
    least = SAME_CONTENT if nearest.cue_span is None or not cue else SAME_CONTENT_OTHER_CUE
    return nearest if jaccard(nearest.content, content) >= least else None


def _completed(doc: Doc, span: tuple[int, int], told: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Let a content that the model broke off behind a preposition or an article reach to the end of that phrase."""
    found = doc.char_span(*span, alignment_mode="expand")
    end = end_of_broken_phrase(found[-1]) if found is not None else None
    if end is None:
        return span
    stop = min((place[0] for place in told if place[1] > span[1]), default=end)
    return trimmed(doc.text, span[0], min(end, stop)) if min(end, stop) > span[1] else span


def _root(doc: Doc, span: Place | None) -> Token | None:
    found = doc.char_span(*span, alignment_mode="expand") if span else None
    return found.root if found is not None else None


def _complete(doc: Doc, act: Act) -> None:
    """Give an act that lacks its source the subject of its cue."""
    if act.source is None and act.cue_span is not None:
        cue = doc.char_span(*act.cue_span, alignment_mode="expand")
        verbs = [t for t in cue if t.pos_ in ("VERB", "AUX")] if cue is not None else []
        for verb in sorted(verbs, key=lambda t: (t != act.cue, -t.i)):
            if is_heard(verb):
                continue
            source, span = source_of(verb)
            if source is not None and span is not None and not overlap(span, act.content):
                act.source, act.source_span = source, span
                return


def _brings_words(doc: Doc, act: Act) -> bool:
    """Say whether what the model alone sees is speech: a word of saying beside a clause that it brings."""
    if act.cue is None or act.cue_span is None or act.source is None or act.source_span is None:
        return False
    cue = doc.char_span(*act.cue_span, alignment_mode="expand")
    lemmas = {t.lemma_.lower() for t in cue} if cue is not None else set()
    if lemmas & words("speech", "describe") and _names_it(doc, act):
        return True
    if (
        not lemmas & (words("speech", "say") - words("speech", "think"))
        or act.cue.sent.start != act.source.sent.start
        or syntax.is_negated(act.cue)
    ):
        return False
    if overlap(act.source_span, act.content) or act.source.lower_ in NOT_QUOTED:
        return False
    if any(is_owned_participle(t) or is_done_with(t, act.source) for t in cue or ()):
        return False
    for span in act.content:
        near = doc.char_span(*span, alignment_mode="expand")
        if near is None or near[0].sent.start != act.cue.sent.start or sum(t.is_alpha for t in near) < MIN_WORDS + 1:
            continue
        if any(syntax.is_clause(t) for t in near):
            return True
    return False


def _quotes_somebody(doc: Doc, act: Act, stretches: list[Place]) -> bool:
    """Say whether the model gives a quoted sentence to somebody whom no verb of saying brings: "From the mayor:
    “…”"."""
    if (
        act.source is None
        or act.source_span is None
        or act.source.lower_ in NOT_QUOTED
        or overlap(act.source_span, act.content)
    ):
        return False
    return share_quoted(doc.text, act.content, stretches) >= DIRECT_SHARE and all(
        is_speech(doc, span) for span in act.content
    )


def _names_it(doc: Doc, act: Act) -> bool:
    """Say whether somebody calls a thing names, in marks: "called the offer “an insult to all”"."""
    cue = act.cue
    if (
        cue is None
        or act.source_span is None
        or cue.pos_ != "VERB"
        or syntax.is_passive(cue)
        or act.source is None
        or act.source.lower_ in NOT_QUOTED
    ):
        return False
    marked = [quoted for a, b in act.content for quoted in quoted_stretches(doc.text[a:b])]
    return any(len(doc.text[act.content[0][0] :][a:b].split()) >= MIN_WORDS for a, b in marked) and not overlap(
        act.source_span, act.content
    )


def _extend_to_teller(doc: Doc, acts: list[Act], stretches: list[Place]) -> None:
    """Let what a teller behind it tells reach from the sentence's begin to him: "Z, and W too, two members told X"."""
    for act in acts:
        if act.cue is None or act.source_span is None or act.rule == "layout" or not act.said:
            continue
        quoters = [one.source_span[0] for one in act.outer if one.source_span]
        sentence, told = act.cue.sent, min(act.source_span[0], act.cue.idx, *quoters)
        start, end = trimmed(doc.text, sentence.start_char, told)
        low, high = act.content[0][0], act.content[-1][1]
        if (
            not (start <= low and high <= end)
            or overlap((start, end), stretches)
            or doc.text[end : end + 1] not in (",", "-", "–", "—", " ")
        ):
            continue
        if any(t.is_alpha for t in _between(doc, high, end)):
            act.content[-1] = (act.content[-1][0], end)
        front = _between(doc, start, low)
        parted = any(is_coordinator(t) or t.text in ";:" for t in front)
        if not parted and any(t.pos_ in ("VERB", "AUX") for t in front):
            act.content[0] = (start, act.content[0][1])


def _between(doc: Doc, start: int, end: int) -> list[Token]:
    found = doc.char_span(start, end, alignment_mode="contract") if end > start else None
    return list(found) if found is not None else []


def _widen_sources(doc: Doc, acts: list[Act]) -> None:
    """Let a source reach as far as the model sees it, where both see the same cue."""
    quotations = doc.quotations
    for act in acts:
        if act.cue_span is None or act.source_span is None:
            continue
        for quotation in quotations:
            if not quotation.cue or not quotation.source or not overlap(act.cue_span, list(quotation.cue)):
                continue
            start, end = quotation.source[0]
            near = overlap(act.source_span, [(start, end)]) > 0
            if (
                near
                and end - start < 200
                and not any(overlap((start, end), [span]) for span in act.content)
                and "\n" not in doc.text[start:end]
            ):
                while end > start and doc.text[end - 1] in " ,;:":
                    end -= 1
                act.source_span = (min(start, act.source_span[0]), max(end, act.source_span[1]))
                break
        start, end = act.source_span
        if start == act.cue_span[0] and act.cue_span[1] < end:  # "according to a poll" is no name of one
            act.source_span = (end - len(doc.text[act.cue_span[1] : end].lstrip()), end)


def _text_span(doc: Doc, span: tuple[int, int] | None) -> TextSpan | None:
    return TextSpan(text=doc.text[span[0] : span[1]], start=span[0], end=span[1]) if span else None


def nest(acts: list[Act]) -> None:
    """Note for each act the acts in whose content it stands whole, outermost first."""
    for inner in acts:
        if inner.cue_span is None or inner.source_span is None:
            continue
        for outer in acts:
            if outer is inner or outer.cue is inner.cue:
                continue
            if all(
                overlap(span, _reach(outer)) >= 0.9 * (span[1] - span[0])
                for span in (inner.cue_span, inner.source_span)
            ):
                inner.outer.append(outer)
        inner.outer.sort(key=lambda act: -sum(b - a for a, b in act.content))


def _reach(act: Act) -> list[Place]:
    """Return a content as one stretch where nothing of the act's own stands between its parts, else its parts."""
    whole = act.content[0][0], act.content[-1][1]
    own = [span for span in (act.cue_span, act.source_span) if span]
    return [whole] if not any(overlap(span, [whole]) for span in own) else act.content
