"""Sentences -> statements: one proposition each, cut by the clauses of the tree, with all that is read of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossread.grammar import syntax
from crossread.grammar.appositions import Description, descriptions
from crossread.grammar.arguments import undone_deed
from crossread.grammar.clause_links import link_of
from crossread.grammar.clause_words import hanging_together, skips_in_list, words_below_head
from crossread.grammar.clauses import Clause, Clauses
from crossread.grammar.doc import Doc, Span, Token
from crossread.grammar.factuality import is_not_quite, is_of_no_plan
from crossread.grammar.labelled_lines import is_claim_label
from crossread.grammar.sources import quoting_verb
from crossread.grammar.told_words import only_joins, phrase_cue, told_doings
from crossread.grammar.weighing import (
    is_aside,
    is_content_of,
    is_part_of_content,
    objects_of,
    only_weighs,
    tells_nothing,
    verbs_on,
)
from crossread.ids import make_id
from crossread.languages.tables import words, words_of
from crossread.model import Attribution, Gist, Participant, Quantity, Report, Statement, TextSpan, Time
from crossread.model.mention_index import MentionIndex
from crossread.reading.certainty import CertaintyReader
from crossread.reading.certainty_frames import Frames, framed, span_of
from crossread.reading.cutting import Cut, Cutter
from crossread.reading.gists import Word, gist_of, made, plain
from crossread.reading.participants import participants_of
from crossread.text.spans import overlap

OWN = Attribution()
MIN_LETTERS = 3  # a statement has at least this many letters
MIN_WORDS = 2  # … and words, but for a whole quotation and for a verb whose gist has them
MARKS = 3  # code points of the marks around a quotation and of its comma, which are no part of a statement
HEADLINE_WORDS = 4  # a first line without a verb that has fewer words than this names a topic, and states nothing
_TYPED_TWICE = ("''", "``")  # a quotation mark written as two single ones
START_LOST_WITHIN = 80  # code points before a clause in which its subject may have been lost to the parser
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class _Setting:
    """What a report's statements are made from."""

    report: Report
    doc: Doc
    index: MentionIndex
    clauses: Clauses
    attributions: tuple[Attribution, ...]
    times: tuple[Place, ...]
    frames: Frames
    sure: CertaintyReader

    @property
    def contents(self) -> list[Place]:
        return [span for a in self.attributions for span in a.content]


def build_statements(
    report: Report,
    clauses: Clauses,
    attributions: tuple[Attribution, ...],
    quantities: tuple[Quantity, ...],
    times: tuple[Time, ...],
) -> tuple[Statement, ...]:
    """Return the statements of a report in order of place.

    A clause that only brings somebody's words ("the ministry said on Friday") makes no statement of its own: it is the
    attribution of what was said.
    A heading without a verb says nothing that could be held against another report.
    """
    doc = clauses.doc
    dates = tuple(sorted((t.start, t.end) for t in times))
    setting = _Setting(
        report, doc, clauses.mentions, clauses, attributions, dates, Frames(clauses), CertaintyReader(clauses)
    )
    placed = _place(setting, list(_cuts(setting)))
    spans = [cut.span for cut, _ in placed]
    claimed = _assign(spans, [(q.start, q.end) for q in quantities])
    dated = _assign(spans, [(t.start, t.end) for t in times])
    found: dict[Place, Statement] = {}
    for (cut, attribution), figures, held in zip(placed, claimed, dated, strict=True):
        if cut.span in found or sum(map(str.isalpha, doc.text[slice(*cut.span)])) < MIN_LETTERS:
            continue
        gist = _gist(setting, cut, attribution)
        if not _is_crumb(doc, cut, attribution, gist):
            ids = tuple(quantities[i].id for i in figures), tuple(times[i].id for i in held)
            found[cut.span] = _statement(setting, cut, attribution, gist, ids)
    return tuple(sorted(found.values(), key=lambda s: (s.start, -s.end)))


def _statement(
    setting: _Setting,
    cut: Cut,
    attribution: Attribution,
    gist: Gist | None,
    ids: tuple[tuple[str, ...], tuple[str, ...]],
) -> Statement:
    report, head, (start, end) = setting.report, cut.predicate, cut.span
    cue = _cue_token(setting.doc, attribution)
    denied = cue is not None and _denies(cue) and attribution is not OWN and not is_aside(head)
    framing = setting.frames.at(head) if cut.described is None else None
    certainty = setting.sure.certainty(head, cut.span, cue, denied=denied)
    if framing is not None:
        certainty = framed(certainty, framing)
    if (
        framing is not None
        and framing.gives == "withdrawn"
        and all(teller.entity is None for teller in attribution.chain)
    ):
        attribution = OWN  # "we withdraw our report that", "an earlier version said": the report's own words
    withdrawn = framing.cue if framing is not None and framing.gives == "withdrawn" else None
    clause = setting.clauses.at(head)
    named = cut.described is not None
    undone = None if named else undone_deed(head)
    return Statement(
        id=make_id("s", report.id, start, end),
        report=report.id,
        start=start,
        end=end,
        text=report.text[start:end],
        sentence=(head.sent.start_char, head.sent.end_char),
        gist=gist,
        predicate=clause.lemma if undone is None else undone.lemma_.lower(),
        negated=not named and _is_denied(clause) != (undone is not None),
        voice="active" if named else clause.voice,
        tense="none" if named else clause.tense,
        modality="" if named else clause.modality,
        participants=_named(setting, cut.described)
        if cut.described
        else participants_of(clause, setting.index, setting.times),
        attribution=attribution,
        certainty=certainty,
        status="general" if named else setting.sure.status(head),
        quantities=ids[0],
        times=ids[1],
        withdrawn=None if withdrawn is None else span_of(withdrawn),
        rule=cut.rule,
    )


def _is_denied(clause: Clause) -> bool:
    """Say whether a clause says that something is not so; "did not open until noon" says that it opened."""
    if clause.negated:
        return clause.tense != "past" or not syntax.is_only_later(clause.predicate)
    return syntax.is_over(clause.predicate) or is_not_quite(clause.predicate) or is_of_no_plan(clause.predicate)


def _cuts(setting: _Setting) -> Iterator[Cut]:
    """Yield all cuts of a text: clauses, then what stands beside names, then quoted words that no clause holds."""
    attributions, contents = setting.attributions, setting.contents
    told = [
        (_place_of(part), _place_of(a.cue) if a.cue else None)
        for a in attributions
        for part in (a.source, a.cue)
        if part and (part is a.cue or _stands_by(setting.doc, part, a))
    ]
    cutter = Cutter(setting.clauses, setting.index, told)
    made: list[Place] = []
    known: set[tuple[str, str]] = set()
    for sentence in setting.doc.sents:
        beside = [d for d in descriptions(sentence) if _tells_who(setting, d, known)]
        own = cutter.cut(sentence)
        heads = [cut.predicate for cut in own]
        kept: list[Cut] = []
        for cut in own:
            if only_weighs(cut.predicate, heads) or _passes_words_on(cut, attributions):
                made.append(cut.span)
            elif not _only_says(cut.predicate, attributions, heads) and not tells_nothing(cut.predicate):
                kept.append(cut)
        if not kept and overlap((sentence.start_char, sentence.end_char), contents) == 0:
            kept = [cut for cut in own if not tells_nothing(cut.predicate)]
        made += [cut.span for cut in kept]
        yield from (Cut(cut.predicate, cut.span, cut.own, cut.rule, beside=tuple(beside)) for cut in kept)
        yield from (_described(d) for d in beside)
    yield from _untold(setting, made)


def _stands_by(doc: Doc, source: TextSpan, told: Attribution) -> bool:
    """Say whether a source stands in the sentence of its cue, or of what it says: elsewhere its words say more than
    that."""
    span = doc.char_span(source.start, source.end, alignment_mode="expand")
    assert span is not None  # a source is words of the text
    sentence = span.sent.start_char, span.sent.end_char
    return overlap(sentence, [_place_of(told.cue)] if told.cue else told.content) > 0


def _tells_who(setting: _Setting, found: Description, known: set[tuple[str, str]]) -> bool:
    """Say whether what stands beside a name says who that is, and has not been said of it before in the report."""
    doc = setting.doc
    said = doc[found.said[0] : found.said[1]]
    if said.text.lower().rstrip(".") in words("statements", "honorifics") or _is_part_of_name(said):
        return False
    entity = setting.index.at(doc[found.name[0]].idx, doc[found.name[0]].idx + 1)
    key = (entity.id if entity else doc[found.name[0] : found.name[1]].text.lower(), said.text.lower())
    if key in known:
        return False
    known.add(key)
    return True


def _is_part_of_name(said: Span) -> bool:
    """Say whether what stands beside a name is a title that is said with it: "Treasurer Ann Orr", not "singer Ann
    Orr"; whether that is a proper noun trees see now one way, now the other."""
    if len(said) != 1:
        return False
    title = said[0].text.istitle() and said.text.lower() in words("relations", "leaders")
    return title or said[0].pos_ == "PROPN"


def _described(found: Description) -> Cut:
    low, high = min(found.name[0], found.said[0]), max(found.name[1], found.said[1])
    span = found.noun.doc[low:high]
    return Cut(found.noun, (span.start_char, span.end_char), tuple(range(low, high)), found.kind, described=found)


def _named(setting: _Setting, found: Description) -> tuple[Participant, ...]:
    name = _without_blanks(setting.doc[found.name[0] : found.name[1]])
    entity = setting.index.at(name[0].idx, name[0].idx + len(name[0].text))
    head, key = name[0].lemma_.lower(), entity.id if entity else None
    return (Participant(role="agent", head=head, text=name.text, start=name.start_char, end=name.end_char, entity=key),)


def _gist(setting: _Setting, cut: Cut, attribution: Attribution) -> Gist | None:
    """Return the gist of a cut, or None where its words are whole as they stand."""
    doc = setting.doc
    if cut.described is not None:
        name, said = (doc[slice(*part)] for part in (cut.described.name, cut.described.said))
        is_ = Word("is", name.end_char, name.end_char)
        return made(doc, [*map(plain, name), is_, *map(plain, said)])
    if not cut.own or _leaves_out_not(doc, cut) or _is_torn(doc, cut):
        return None
    left_out = {i for d in cut.beside if d.kind == "apposition" and d.name[1] <= d.said[0] for i in range(*d.said)}
    own = [doc.tokens[i] for i in cut.own]
    if cut.predicate.i not in left_out:
        own = hanging_together([t for t in own if t.i not in left_out], cut.predicate)
    gist = gist_of(setting.clauses.at(cut.predicate), [t.i for t in own], setting.index, attribution.speaker)
    written = " ".join(doc.text[slice(*cut.span)].split())
    return None if gist.text == written.strip("“”\"") else gist


def _is_torn(doc: Doc, cut: Cut) -> bool:
    """Say whether words of a cut hang on words that are not its own, "the and best choice" without "this is right", or
    one of a list is left out before another: "who are rich … are quick"."""
    own = [doc.tokens[i] for i in cut.own]
    return len(hanging_together(own, cut.predicate)) < len(own) or skips_in_list(own, cut.predicate)


def _leaves_out_not(doc: Doc, cut: Cut) -> bool:
    """Say whether a cut lost the "not" right behind one of its words to a clause below: without it, it says the
    opposite."""
    own = frozenset(cut.own)
    between = doc.tokens[cut.own[0] : cut.own[-1]]
    return any([t.i not in own and t.i - 1 in own for t in between if t.lower_ in words("function_words", "negations")])


def _place(setting: _Setting, cuts: list[Cut]) -> list[tuple[Cut, Attribution]]:
    """Give each cut its attribution, and its span the bounds of the content in which it stands."""
    placed = []
    tokens, marked = setting.doc.tokens, list(setting.doc.quoted)
    spans = [cut.span for cut in cuts]
    for number, cut in enumerate(cuts):
        attribution = _attribution_of(cut.predicate, cut.span, setting.attributions)
        if cut.described is not None and _is_in_writers_words(cut.span, attribution, marked):
            attribution = OWN  # "Roth said Ada Lund, a nurse from Varn, had fallen": who she is says the writer
        span = cut.span
        if _is_cue(cut.predicate, attribution):
            low, high = span  # the verb belongs to what is said: "called the plan reckless"
        else:
            span = _from_content_start(setting.doc, spans, number, attribution)
            low, high = _inside_content(setting.doc.text, span, attribution)
        added: Sequence[int] = ()
        if low < cut.span[0] and cut.own:
            first = cut.own[0]
            while first and tokens[first - 1].idx >= low:
                first -= 1
            added = [i for i in range(first, cut.own[0]) if tokens[i].idx < cut.span[0]]
        own = tuple([i for i in (*added, *cut.own) if low <= tokens[i].idx < high])
        placed.append((Cut(cut.predicate, (low, high), own, cut.rule, cut.described, cut.beside), attribution))
    return placed


def _is_in_writers_words(span: Place, attribution: Attribution, marked: Sequence[Place]) -> bool:
    """Say whether somebody tells a stretch without marks around it, so that the words are chosen by the writer."""
    return attribution.kind in ("indirect", "mixed") and not overlap(span, marked)


def _from_content_start(doc: Doc, spans: list[Place], number: int, attribution: Attribution) -> Place:
    """Let the first statement of a content begin where the content does: the parser may have lost its subject."""
    start, end = spans[number]
    for a, b in attribution.content:
        if a < start < b and start - a < START_LOST_WITHIN:
            before = doc.char_span(a, start, alignment_mode="contract")
            held = any(a <= s < start for i, (s, _) in enumerate(spans) if i != number)
            if not held and not (before is not None and any(t.pos_ == "VERB" for t in before)):
                return a, end
    return start, end


def _is_crumb(doc: Doc, cut: Cut, attribution: Attribution, gist: Gist | None) -> bool:
    """Say whether words make no proposition: a heading without a verb ("Other tasks"), a word that a cut left over.

    A quotation of somebody stays whatever it is, and so does a number of people with what became of them ("Two dead").
    """
    if not doc.has_pos or cut.described is not None:
        return False
    if any(overlap(cut.span, [part]) >= 0.8 * (part[1] - part[0] - MARKS) for part in attribution.content):
        return False
    inner = doc.char_span(*cut.span, alignment_mode="expand")
    tokens = [t for t in inner if t.is_alpha or t.pos_ == "NUM"] if inner is not None else []
    if inner is None or len(tokens) < MIN_WORDS:
        return gist is None or len(gist.text.split()) < MIN_WORDS or cut.predicate.pos_ != "VERB"
    if any(t.pos_ in ("VERB", "AUX") for t in tokens) or _is_headline(doc, inner):
        return False
    if cut.predicate.lemma_.lower() in words("topics", "toll") and any(t.pos_ == "NUM" for t in tokens):
        return False  # "At least 20 dead"
    return not (
        tokens[0].pos_ == "NUM" and tokens[-1].pos_ != "NUM" and any(t.pos_ in ("ADJ", "ADP") for t in tokens[1:3])
    )


def _is_headline(doc: Doc, inner: Span) -> bool:
    """Say whether words without a verb are the headline: the whole first line, which tells what happened in nouns."""
    text = doc.text
    first = text[: text.find("\n")] if "\n" in text.strip() else ""
    line = first.strip()
    tells = sum(t.pos_ in ("NOUN", "PROPN", "NUM", "ADJ") for t in inner) >= HEADLINE_WORDS - 1 and any(
        t.pos_ == "ADP" for t in inner
    )
    return (
        line.endswith(inner.text.strip())
        and len(inner.text.split()) >= HEADLINE_WORDS
        and tells
        and line[-1] not in ".!?"
    )


def _only_says(head: Token, attributions: Sequence[Attribution], heads: list[Token]) -> bool:
    """Say whether a clause does nothing but bring words: its verb is a cue and what it brings is told elsewhere.

    `heads` are the predicates of the sentence's cuts. So is "quoted X as" of "quoted X as saying that …"; but "rejected
    the veto" and "urged the crews to strike" are whole as they stand.
    """
    brought = [a for a in attributions if _is_cue(head, a)]
    if brought and is_claim_label(head):
        return True  # "Claim: …"
    if head.lemma_.lower() in words_of("speech", "cite", "overhear"):
        inner = {a.cue.start for a in attributions if a.cue}
        cites = head.lemma_.lower() in words("speech", "cite")
        if any(verb.idx in inner and (cites or quoting_verb(verb) == head) for verb in verbs_on(head)):
            return True
    if head.pos_ not in ("VERB", "AUX") or not brought or is_part_of_content(head):
        return False
    contents = [span for a in brought for span in a.content]
    things = [noun for noun in objects_of(head) if noun.pos_ == "NOUN"]
    if not all(overlap((c.idx, c.idx + 1), contents) for c in things):
        return False
    sentence = head.sent.start_char, head.sent.end_char
    quoted = any(a.kind != "indirect" or not overlap(sentence, a.content) for a in brought)
    denies = (head.lemma_.lower() in words("speech", "deny") or told_doings(head)) and not things
    return quoted or denies or _is_told_apart(head, heads, contents) or _trails(head, brought)


def _passes_words_on(cut: Cut, attributions: Sequence[Attribution]) -> bool:
    """Say whether a participle only names the outlet that brought somebody's words: "a statement carried by KCNA"."""
    head, (start, end) = cut.predicate, cut.span
    if link_of(head) != "attributive" or head.lemma_.lower() not in words("speech", "seeing"):
        return False
    tellers = (teller for told in attributions for teller in told.chain if teller.role == "outlet")
    return any(teller.start is not None and start < teller.start < end for teller in tellers)


def _trails(head: Token, brought: Sequence[Attribution]) -> bool:
    """Say whether a sentence is what somebody says, without a verb, and behind it who says so: "Water unsafe, tests
    find"."""
    start = head.sent.start_char
    ends = [max(b for _, b in a.content) for a in brought]
    tellers = [part.start for a in brought for part in (a.source, a.cue) if part is not None]
    opened = any(a <= start for one in brought for a, _ in one.content)
    return opened and len(tellers) == 2 * len(brought) and max(ends) <= min(tellers)


def _is_told_apart(head: Token, heads: list[Token], contents: list[Place]) -> bool:
    """Say whether what a cue brings is a statement of its own: a clause that is its content, or one that it stands
    beside."""
    below = frozenset(t.i for t in words_below_head(head))
    told = [h for h in heads if h != head and overlap((h.idx, h.idx + 1), contents)]
    return any(h.i not in below or is_content_of(h, head) for h in told)


def _untold(setting: _Setting, told: list[Place]) -> Iterator[Cut]:
    """Yield the cut of every content that no statement holds: words without a verb, "a bird in the hand".

    Whose word a phrase in it names is no part of what is told: "that, according to Holt, the bridge is shut".
    """
    tellers = set(_phrases_of_tellers(setting))
    for span in setting.contents:
        words_ = setting.doc.char_span(*span, alignment_mode="expand")
        if words_ is None or all(only_joins(t) for t in words_):
            continue
        held = sum(overlap(span, [other]) for other in told)
        most = held > 0.5 * (span[1] - span[0] - overlap(span, tellers))
        if not most and not _only_names_teller(span, setting.attributions):
            yield Cut(words_.root, span, (), "quoted-words")


def _only_names_teller(span: Place, attributions: Sequence[Attribution]) -> bool:
    """Say whether a part of what is told is no more than who tells the rest: "Holt said" of "…, Holt said, an aide
    told Reuters"."""
    for told in attributions:
        if told.source and told.cue and not overlap(span, told.content):
            parts = sorted((_place_of(told.source), _place_of(told.cue)))
            if (parts[0][0], parts[1][1]) == span and parts[1][0] <= parts[0][1] + 1:
                return True
    return False


def _phrases_of_tellers(setting: _Setting) -> Iterator[Place]:
    """Yield the places of sources and cues of "according to X" and its like, and of "X saying" behind who heard it."""
    for told in setting.attributions:
        cue = _cue_token(setting.doc, told)
        if cue is not None and (phrase_cue(cue)[0] is not None or quoting_verb(cue) is not None):
            yield from (_place_of(part) for part in (told.cue, told.source) if part)


def _assign(spans: list[tuple[int, int]], places: list[tuple[int, int]]) -> list[list[int]]:
    """Give each place to every statement that holds it; a place between statements goes to none."""
    found: list[list[int]] = [[] for _ in spans]
    starts = [p[0] for p in places]
    for number, (start, end) in enumerate(spans):
        at = bisect_left(starts, start)
        while at < len(places) and places[at][0] < end:
            if places[at][1] <= end:
                found[number].append(at)
            at += 1
    return found


def _attribution_of(head: Token, span: tuple[int, int], attributions: tuple[Attribution, ...]) -> Attribution:
    """Return the innermost attribution whose content holds most of a statement, or its predicate and a good part of it.

    A clause whose predicate is the cue is not told by whom it tells of: "Roth urged the crews to strike" is the
    writer's.
    """
    best: tuple[int, Attribution] | None = None
    for attribution in attributions:
        if _is_cue(head, attribution):
            if not is_part_of_content(head):
                continue
            return attribution
        held = overlap(span, attribution.content)
        if not held and span[0] < span[1]:
            continue
        size = sum(b - a for a, b in attribution.content)
        told = overlap((head.idx, head.idx + len(head.text)), attribution.content) > 0
        begun = told and overlap((span[0], span[0] + 1), attribution.content) > 0
        beside = sum(overlap(span, [(part.start, part.end)]) for part in (attribution.source, attribution.cue) if part)
        most = held >= 0.6 * (span[1] - span[0]) or (
            held > 0 and held + beside >= 0.9 * (span[1] - span[0]) and held > beside
        )
        if (most or begun) and (best is None or size < best[0]):
            best = (size, attribution)
    return best[1] if best else OWN


def _place_of(part: TextSpan) -> Place:
    return part.start, part.end


def _is_cue(head: Token, attribution: Attribution) -> bool:
    cue = attribution.cue
    return cue is not None and cue.start <= head.idx < cue.end


def _inside_content(text: str, span: tuple[int, int], attribution: Attribution) -> tuple[int, int]:
    """Cut a statement to the content that it stands in, and its outer quotation marks away."""
    start, end = span
    for a, b in attribution.content:
        if min(end, b) - max(start, a) > 0.5 * (end - start):
            start, end = max(start, a), min(end, b)
            break
    while start < end and (text[start] in "“\"‘« \n," or text.startswith(_TYPED_TWICE, start)):
        start += 2 if text.startswith(_TYPED_TWICE, start) else 1
    while end > start and text[end - 1] in "”\" \n,.!»":
        end -= 1
    if end > start and text[end - 1] == "’" and "‘" not in text[start:end]:
        end -= 1
    return start, end


def _cue_token(doc: Doc, attribution: Attribution) -> Token | None:
    if attribution.cue is None:
        return None
    span = doc.char_span(attribution.cue.start, attribution.cue.end, alignment_mode="expand")
    return span.root if span is not None else None


def _denies(cue: Token) -> bool:
    return cue.lemma_.lower() in words("speech", "deny") and cue.pos_ == "VERB" and not syntax.is_negated(cue)


def _without_blanks(name: Span) -> Span:
    """Return a span without blanks at its end: behind a name may stand what was taken out of the text."""
    end = name.end
    while end > name.start + 1 and name.doc[end - 1].is_space:
        end -= 1
    return name.doc[name.start : end]
