"""Speech between quotation marks: who speaks it, how far it reaches, and where it goes on."""

from __future__ import annotations

import re
from operator import attrgetter

from crossread.grammar import syntax
from crossread.grammar.doc import Doc, Span, Token
from crossread.grammar.noun_classes import noun_class
from crossread.grammar.noun_phrases import owner_of
from crossread.grammar.sources import is_saying, is_told, source_of
from crossread.grammar.speakers import (
    announcer_of_text,
    heads_sentence,
    is_in_name,
    named_behind_from,
    outermost,
    takes_in,
    top_of,
    words_of_name,
)
from crossread.languages.tables import words
from crossread.reading.speech.by_grammar import NOT_QUOTED, Act, cue_span
from crossread.text.quotation_marks import open_ended, quoted_stretches
from crossread.text.spans import overlap

_PERSONS = frozenset({"person", "PERSON"})
QUOTE_VERB_REACH = 8  # words between a quotation and the verb that continues it
_TYPED_TWICE = ("''", "``")  # a double mark written as two single ones
_MARKS = "”\"’'»"
_OPENING = "“\"‘'«„"
TITLE_WORD = 4  # letters from which on the words of a title have a capital
_ONE_PERSON = frozenset({"he", "she"})
NEAR = 600  # code points to both sides of a quotation in which a gesture is looked for
GESTURE_WORDS = 6  # of a sentence that tells of a gesture and nothing else: "Ada Holt shook her head."
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
        assert inner is not None  # it stands in the text
        size = sum(1 for t in inner if t.is_alpha)
        beside = _beside(doc, inner, stretches)
        describing = [
            t
            for t in beside
            if t.lemma_.lower() in words("speech", "describe") and t.pos_ == "VERB" and t.i < inner.start
        ]
        if describing and size < MIN_WORDS + 4:
            verb = describing[-1]
            source, span = source_of(verb)
            thing = syntax.direct_object(verb)
            low = syntax.phrase(thing, whole=True)[0] if thing is not None and thing.idx < start else start
            if source is not None and source.lower_ not in NOT_QUOTED and not syntax.is_passive(verb):
                found.append(Act([(low, end)], verb, cue_span(verb), source, span))
            continue
        if size < MIN_WORDS and not _is_answer(doc, inner):
            continue
        cues = [
            t
            for t in beside
            if is_saying(t) and (t.lemma_.lower() not in words("speech", "needs_clause") or _puts_it(t))
        ]
        cues += [t for t in beside if _goes_on_saying(t, inner)]
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


def _is_answer(doc: Doc, inner: Span) -> bool:
    """Say whether a stretch of a word or two is all that somebody says: it begins a sentence, and who says it
    follows its comma."""
    opens = inner.start in (inner.sent.start, 0) and _last_sign(doc.text, inner.start_char, inner.end_char) in tuple(
        ",!?"
    )
    behind = [t for t in doc[inner.end : inner.end + QUOTE_VERB_REACH] if t.sent.start == inner.sent.start]
    return opens and any(is_saying(t) for t in behind)


def find_nested(doc: Doc, stretches: list[tuple[int, int]], acts: list[Act]) -> list[Act]:
    """Find the speakers of quotations within quotations: "“‘Ring the bells,’ she shouted at me.”"."""
    found: list[Act] = []
    for start, end in stretches:
        mark = 2 if doc.text[start : start + 2] in _TYPED_TWICE else 1
        inner = [(a + start + mark, b + start + mark) for a, b in quoted_stretches(doc.text[start + mark : end - mark])]
        if inner:
            smaller = [act for act in acts if all(b - a < end - start for a, b in act.content)]
            found += [act for act in find_by_quotes(doc, inner, smaller) if _told_within(act, (start, end))]
    return found


def find_told_on(doc: Doc, stretches: list[tuple[int, int]], acts: list[Act]) -> list[Act]:
    """Find who speaks right behind a quotation, where his words are told on: "“…,” Holt said, according to CNN"."""
    found: list[Act] = []
    for stretch in stretches:
        around = [act for act in acts if overlap(stretch, act.content)]
        if len(around) != 1:
            continue
        whole = next((span for span in around[0].content if span[0] <= stretch[0] and stretch[1] < span[1]), None)
        if whole is None:
            continue
        for act in find_by_quotes(doc, [stretch], []):
            told = min(span[0] for span in (act.source_span, act.cue_span) if span)
            if _told_within(act, whole) and told >= stretch[1] and not doc.text[stretch[1] : told].strip():
                found.append(act)
    return found


def _told_within(act: Act, stretch: tuple[int, int]) -> bool:
    """Say whether the source and cue of an act stand within a stretch: a cue behind it brings the whole of it."""
    told = [span for span in (act.source_span, act.cue_span) if span]
    return all(stretch[0] <= start and end <= stretch[1] for start, end in told)


def _goes_on_saying(verb: Token, inner: Span) -> bool:
    """Say whether a verb that brings words only beside a quotation stands right behind one: "“…,” she continued"."""
    if verb.lemma_.lower() not in words("speech", "quote_verbs") or not is_told(verb):
        return False
    if verb.i < inner.start:  # "A porter remembers that night: “…”"
        return verb.doc[max(inner.start - 2, 0) : inner.start].text.strip().endswith(":") and heads_sentence(verb)
    return inner.text.rstrip("”\"’'")[-1:] in ",?!" and 0 < verb.i - inner.end < QUOTE_VERB_REACH


def _puts_it(verb: Token) -> bool:
    return verb.lemma_.lower() in words("speech", "putting_it")


def _beside(doc: Doc, inner: Span, stretches: list[tuple[int, int]]) -> list[Token]:
    """Return the tokens outside quotation marks in the sentences at both ends of a stretch, and before a colon."""
    low, high = inner[0].sent.start, inner[-1].sent.end
    tail = doc.text[inner.end_char : inner.end_char + 1]
    if (
        _last_sign(doc.text, inner.start_char, inner.end_char) == ","
        and high < len(doc)
        and doc[high - 1].i <= inner.end
        and tail != "\n"
    ):
        high = doc[high].sent.end if not doc[high].is_space else high
    before = doc[inner.start - 1] if inner.start else None
    if before is not None and before.is_space and inner.start > 1:
        before = doc[inner.start - 2]
    if before is not None and before.text == ":" and before.i < low:
        low = before.sent.start
    return [
        t
        for t in doc[low:high]
        if not any(a <= t.idx < b for a, b in stretches) and abs(t.i - inner.start) < 60 + len(inner)
    ]


def continue_quotes(doc: Doc, acts: list[Act], stretches: list[tuple[int, int]]) -> list[Act]:
    """Give a quoted stretch without a cue to the speaker before it.

    That is whoever spoke in the stretch before, in the same paragraph or where the quotation goes on in the next; or
    whose words the sentence just before reports.
    """
    told = [act for act in acts if act.source_span is not None]
    owner: dict[tuple[int, int], Act] = {}
    for stretch in stretches:
        for act in told:
            within = _told_within(act, stretch) and act.source_span is not None
            if not within and overlap(stretch, act.content) > 0.5 * (stretch[1] - stretch[0]):
                owner[stretch] = act
                break
    before: tuple[int, int] | None = None
    spoken: tuple[int, int] | None = None  # the last that is no single words in the sentence that says who speaks
    for stretch in stretches:
        if stretch not in owner and is_speech(doc, stretch):
            near = [one for one in (before, spoken) if one in owner and _goes_on(doc, one, stretch, owner[one])]
            if near:
                previous = owner[near[0]]
                previous.content = sorted([*previous.content, stretch])
                owner[stretch] = previous
            elif reporter := _reported_before(doc, stretch, told):
                made = Act(
                    [stretch], reporter.cue, reporter.cue_span, reporter.source, reporter.source_span,
                    said=reporter.said,
                )  # fmt: skip
                acts.append(made)
                owner[stretch] = made
            elif introduced := (
                _introduced(doc, stretch, stretches)
                or _introduced_above(doc, stretch, stretches)
                or _gesturing(doc, stretch, stretches)
                or _gesturing_behind(doc, stretch)
            ):
                made = Act([stretch], None, None, *introduced)
                acts.append(made)
                owner[stretch] = made
        before = stretch
        spoken = stretch if is_speech(doc, stretch) else spoken
    for stretch, after in reversed(list(zip(stretches, stretches[1:], strict=False))):
        # "…I would not swim there. / “People can be angry,” she said": the paragraph before is hers too
        if (
            stretch not in owner
            and after in owner
            and not doc.text[stretch[1] : after[0]].strip()
            and open_ended(doc.text, stretch)
            and is_speech(doc, stretch)
        ):
            owner[stretch] = owner[after]
            owner[after].content = sorted([*owner[after].content, stretch])
    acts += _open(doc, stretches, owner, acts)
    return sorted(acts, key=attrgetter("place"))


def _open(doc: Doc, stretches: list[tuple[int, int]], owner: dict[tuple[int, int], Act], acts: list[Act]) -> list[Act]:
    """Return the quotations that are paragraphs or sentences and whose speaker nothing names: somebody's, not the
    outlet's."""
    told = [act for act in acts if act.source_span is not None]
    return [
        Act([stretch], said=True, open=True, rule="standing-alone")
        for stretch in stretches
        if stretch not in owner
        and not overlap(stretch, [span for act in told if not _is_nested(doc, act, stretch) for span in act.content])
        and _stands_alone(doc, stretch)
        and is_speech(doc, stretch)
    ]


def _is_nested(doc: Doc, act: Act, stretch: tuple[int, int]) -> bool:
    """Say whether an act is told by whoever speaks in a stretch that marks close: one left open may hold its teller."""
    return doc.text[stretch[1] - 1] in _MARKS and _told_within(act, stretch)


def _stands_alone(doc: Doc, stretch: tuple[int, int]) -> bool:
    """Say whether a quotation is a paragraph, or all of a sentence between others: "The tape was played. “He is
    here.” It ended"."""
    text = doc.text
    if _whole_paragraph(text, stretch):
        return True
    start, end = stretch
    lead = text[text.rfind("\n", 0, start) + 1 : start].rstrip()
    rest = text[end : end + 3].lstrip(" \t")
    opens = not lead or lead.rstrip(_MARKS)[-1:] in tuple(".!?…:")
    closes = not rest or rest[0] == "\n" or rest[0].isupper() or rest[0] in _OPENING
    return opens and closes and _last_sign(text, start, end) in tuple(".!?…") and not _is_title(doc, stretch)


def _is_title(doc: Doc, stretch: tuple[int, int]) -> bool:
    """Say whether a stretch is written as titles are: every longer word behind the first with a capital."""
    inner = doc.char_span(*stretch, alignment_mode="expand")
    behind = [t.text for t in inner or () if t.is_alpha][1:]
    longer = [word for word in behind if len(word) >= TITLE_WORD]
    return bool(longer) and all(word[0].isupper() for word in longer)


def _introduced_above(
    doc: Doc, stretch: tuple[int, int], stretches: list[tuple[int, int]]
) -> tuple[Token, tuple[int, int]] | None:
    """Return whom the paragraph above introduces, where a quotation is a paragraph of its own.

    "And from Chairman Odd Lund:" names him behind "from"; "The club issued the following statement." tells whose it is;
    else the paragraph must speak of one person alone, by name.
    """
    text = doc.text
    if not _whole_paragraph(text, stretch):
        return None
    end = len(text[: stretch[0]].rstrip())
    begin = text.rfind("\n", 0, end) + 1
    above = doc.char_span(begin, end, alignment_mode="expand") if end > begin else None
    if above is None or any(a < end and b > begin for a, b in stretches):
        return None
    if announcer := announcer_of_text(above[-1].sent):
        return announcer, syntax.phrase(announcer)
    people = [t for t in above if t.ent_type_ in _PERSONS]
    if text[end - 1] == ":":
        named = named_behind_from(above, people)
        return (named, syntax.phrase(named)) if named is not None else None
    last = above[-1].sent
    root = top_of(last)
    subject = syntax.subject(root)
    shows = subject is not None and not people and _shows_gesture(last, [subject], [*last])
    if subject is not None and shows and subject.lower_ in _ONE_PERSON:
        return subject, syntax.phrase(subject)  # "He would not say how many."
    families = {t.text for t in people if t.i + 1 >= above.end or doc[t.i + 1].ent_type_ not in _PERSONS}
    if subject is None or len(families) != 1 or not (subject in people or subject.lower_ in ("he", "she")):
        return None
    named = next(t for t in people if t.text in families)
    named = outermost(named, people)
    return named, syntax.phrase(named)


def _telling_text(doc: Doc, subject: Token | None, verb: Token) -> Token | None:
    """Return the letter or the like that a sentence goes through: "The letter spares nobody", "Nor does it mince
    words".

    "It" goes on with the sentence before, past what stands in quotation marks.
    """
    if subject is None or verb.lemma_.lower() not in words("speech", "texts_do") or syntax.is_passive(verb):
        return None
    if subject.lower_ == "it":
        last = next((t for t in reversed(doc[: verb.sent.start]) if t.is_alpha and not _is_quoted(t)), None)
        return _telling_text(doc, syntax.subject(top_of(last.sent)), top_of(last.sent)) if last is not None else None
    return subject if subject.pos_ == "NOUN" and subject.lemma_.lower() in words("speech", "printed_nouns") else None


def _is_quoted(token: Token) -> bool:
    return any(start <= token.idx < end for start, end in token.doc.quoted)


def _introduced(
    doc: Doc, stretch: tuple[int, int], stretches: list[tuple[int, int]]
) -> tuple[Token, tuple[int, int]] | None:
    """Return whom the sentence before a quotation speaks of, where nobody else is named and it is plain that he goes
    on; or the letter that it goes through.

    It is where the quotation ends the paragraph, speaks of the speaker himself, or follows a gesture: "Ruth Abara has
    run the shelter since 2011. “People think it is about beds.”", "The foreman's answer was brief: “…”", "Abara
    shrugged. “…” The …"
    """
    text = doc.text
    line = text.rfind("\n", 0, stretch[0]) + 1
    lead = text[line : stretch[0]].rstrip()
    if not lead or lead[-1] not in ".!?:" or any(line <= a < stretch[0] for a, _ in stretches):
        return None
    last = doc.char_span(line, line + len(lead), alignment_mode="contract")
    if last is None:
        return None
    sentence = doc[max(last[-1].sent.start, last.start) : last.end]
    root = top_of(sentence)
    subject = syntax.subject(root)
    if not _ends_paragraph(text, stretch) and not (
        _stands_alone(doc, stretch) and (_is_gesture(root) or _of_oneself(doc, stretch))
    ):
        return None
    if takes_in(root):
        return None
    if told := _telling_text(doc, subject, root):
        return told, syntax.phrase(told)
    if (
        subject is None
        or subject not in sentence
        or any(t.ent_type_ in _PERSONS and t.sent.start < last.end and not is_in_name(t, subject) for t in sentence)
    ):
        return None
    owner = owner_of(subject)
    if lead[-1] == ":" and owner is not None and subject.lemma_.lower() in words("speech", "answers"):
        subject = owner
    named = any(t.ent_type_ in _PERSONS for t in words_of_name(subject))
    described = lead[-1] == ":" and noun_class(subject.lemma_.lower()) == "person"
    return (subject, syntax.phrase(subject)) if named or described else None


def _is_gesture(verb: Token) -> bool:
    """Say whether a verb tells what somebody does with face, voice or hands before he speaks."""
    return verb.pos_ == "VERB" and verb.lemma_.lower() in words("speech", "gestures") and not syntax.is_passive(verb)


def _gesturing(
    doc: Doc, stretch: tuple[int, int], stretches: list[tuple[int, int]]
) -> tuple[Token, tuple[int, int]] | None:
    """Return whose gesture stands beside a quotation in its paragraph: his whom the sentence before tells of, else the
    one person's whom the paragraph tells of.

    "Holt has run the inn since May. “We lost the roof.” A shake of the head. “Nobody came.”", "She shrugged. “…”"
    """
    low, high = doc.text.rfind("\n", 0, stretch[0]) + 1, doc.text.find("\n", stretch[1])
    low, high = max(low, stretch[0] - NEAR), min(high if high >= 0 else len(doc.text), stretch[1] + NEAR)
    paragraph = doc.char_span(low, high, alignment_mode="expand")
    if paragraph is None or not _stands_alone(doc, stretch):
        return None
    quoted = [(a, b) for a, b in stretches if a < high and low < b]
    told = [t for t in paragraph if not t.is_space and not any(a <= t.idx < b for a, b in quoted)]
    people = [t for t in told if t.lower_ in _ONE_PERSON or _is_persons_name(t)]
    before = [t.sent for t in told if t.idx < stretch[0]][-1:]
    behind = [t.sent for t in told if t.idx >= stretch[1]][:1]
    if any(takes_in(top_of(s)) and not syntax.is_negated(top_of(s)) for s in before):
        return None
    who = next((syntax.subject(top_of(s)) for s in before if _shows_gesture(s, people, told)), None)
    beside = any(_shows_gesture(s, people, told) for s in before)
    beside = beside or any(_shows_gesture(s, people, told) and _is_gesture_alone(s) for s in behind)
    if who is None and beside and _are_one(people):
        near = [t for t in people if t.idx < stretch[0]][-1:] or people[:1]
        who = outermost(near[0], people) if near else None
    return (who, syntax.phrase(who)) if who is not None else None


def _is_persons_name(token: Token) -> bool:
    """Say whether a word is of a person's name: no "the" stands before it, as in "the Brandal women's eight"."""
    article = token.i and token.nbor(-1).lower_ in words("function_words", "plain_articles")
    return token.ent_type_ in _PERSONS and token.pos_ == "PROPN" and not article


def _gesturing_behind(doc: Doc, stretch: tuple[int, int]) -> tuple[Token, tuple[int, int]] | None:
    """Return who with a gesture ends the sentence that a quotation opens: "“Not in my time,” and Holt shook his
    head"."""
    inner = doc.char_span(*stretch, alignment_mode="expand")
    if inner is None or doc[inner.end : inner.end + 1].text != "and":
        return None
    if inner.start and not doc[inner.start - 1].is_space and doc[inner.start - 1].text not in ".!?":
        return None
    rest = [t for t in doc[inner.end + 1 :] if t.idx < (doc.text.find("\n", stretch[1]) + 1 or len(doc.text))]
    end = next((n for n, t in enumerate(rest) if t.text in (".", "!", "?") or t.text[0] in _OPENING), len(rest))
    who = next((t for t in rest[:end] if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if who is None or not any(_is_gesture(t) for t in rest[:end]):
        return None
    named = any(_is_persons_name(t) for t in words_of_name(who))
    person = named or who.lower_ in _ONE_PERSON or noun_class(who.lemma_.lower()) == "person"
    return (who, syntax.phrase(who)) if person and _last_sign(doc.text, *stretch) == "," else None


def _are_one(people: list[Token]) -> bool:
    """Say whether names and pronouns may be those of one person."""
    called = {t.lower_ for t in people if t.pos_ == "PRON"}
    last = {t.text for t in people if t.pos_ != "PRON" and not any(other.i == t.i + 1 for other in people)}
    return len(called) <= 1 and len(last) <= 1


def _shows_gesture(sentence: Span, people: list[Token], told: list[Token]) -> bool:
    """Say whether a sentence outside quotation marks tells what one of some people does with face, voice or hands, or
    will not say: "A shrug, more coffee.", "She looked at the floor", "He would not say"."""
    words_ = [t for t in sentence if t in told]
    if not any(t.pos_ in ("VERB", "AUX") for t in words_):
        return any(t.lemma_.lower() in words("speech", "gesture_nouns") for t in words_)
    root = top_of(sentence)
    silent = root.lemma_.lower() in words("certainty", "withholding") and syntax.is_negated(root)
    return (silent or _is_gesture(root)) and any(t in people for t in words_of_name(syntax.subject(root) or root))


def _is_gesture_alone(sentence: Span) -> bool:
    """Say whether a sentence tells of a gesture and nothing else: "Holt shook her head.", not "Holt raised taxes"."""
    done_to = syntax.direct_object(top_of(sentence))
    own = done_to is None or syntax.is_owned_by_pronoun(done_to)
    moves = done_to is None and top_of(sentence).lemma_.lower() in words("speech", "moves")
    return own and not moves and sum(t.is_alpha for t in sentence) <= GESTURE_WORDS


def _of_oneself(doc: Doc, stretch: tuple[int, int]) -> bool:
    """Say whether whoever speaks in a stretch speaks of himself."""
    inner = doc.char_span(*stretch, alignment_mode="expand")
    return any(t.lower_ in words("function_words", "oneself") for t in inner or ())


def _ends_paragraph(text: str, stretch: tuple[int, int]) -> bool:
    end = text.find("\n", stretch[1])
    return not text[stretch[1] : end if end >= 0 else len(text)].strip(" .")


def is_speech(doc: Doc, stretch: tuple[int, int]) -> bool:
    """Say whether a stretch is a sentence or more, or one broken off by a comma: no title, no single words."""
    inner = doc.char_span(*stretch, alignment_mode="expand")
    ended = doc.text[stretch[1] - 1] not in _MARKS or _last_sign(doc.text, *stretch) in tuple(".!?,…")
    if inner is None or not (ended or _whole_paragraph(doc.text, stretch)):  # “… on our society”.
        return False
    size = sum(t.is_alpha for t in inner)
    return size >= MIN_WORDS or (
        size == MIN_WORDS - 1 and any(syntax.subject(t) is not None for t in inner if t.pos_ in ("VERB", "AUX"))
    )


def _last_sign(text: str, start: int, end: int) -> str:
    """Return the last character of a quotation before its closing marks, of which some are typed as two."""
    return text[start:end].rstrip(_MARKS + " ")[-1:]


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
    """Return the act of the sentence before a stretch in its paragraph, where the stretch is all of its own
    sentence."""
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


