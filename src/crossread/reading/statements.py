"""Sentences -> statements: one proposition each, cut by the clauses of the tree, with all that is read of it."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Token

from crossread.grammar import syntax
from crossread.grammar.clauses import Clauses
from crossread.ids import make_id
from crossread.languages.tables import load, words
from crossread.model import Attribution, Entity, Quantity, Report, Statement, Time
from crossread.model.mention_index import MentionIndex
from crossread.reading.certainty import is_left_open, read_certainty, read_status, says_false
from crossread.reading.participants import participants_of
from crossread.reading.speech.by_grammar import is_citing
from crossread.text.spans import overlap, trimmed

OWN = Attribution()
MIN_LETTERS = 3  # a statement has at least this many letters
MIN_WORDS = 2  # … and words, but for a whole quotation
_RELATIVES = frozenset({"which", "who", "that"})
_RELATIVE_CLAUSES = syntax.RELATIVE | {"advcl:relcl"}
_CUT = frozenset({"ccomp", "advcl", "acl:relcl", "relcl", "parataxis", "advcl:relcl"})


def build_statements(
    report: Report,
    doc: Doc,
    entities: tuple[Entity, ...],
    attributions: tuple[Attribution, ...],
    quantities: tuple[Quantity, ...],
    times: tuple[Time, ...],
) -> tuple[Statement, ...]:
    """Return the statements of a report in order of place.

    A clause that only brings somebody's words ("the ministry said") makes no statement of its own: it is the
    attribution of what was said. A heading without a verb says nothing that could be held against another report.
    """
    index = MentionIndex(entities)
    clauses, when = Clauses(doc, index), sorted((t.start, t.end) for t in times)
    cues = [(a.cue.start, a.cue.end) for a in attributions if a.cue]
    told = [(part.start, part.end) for a in attributions for part in (a.source, a.cue) if part]
    found: dict[tuple[int, int], Statement] = {}
    heads: list[tuple[Token, tuple[int, int]]] = []
    contents = [span for a in attributions for span in a.content]
    for sentence in doc.sents:
        own = [(head, span) for head in _heads(sentence.root) if (span := _span(doc, head, told)) is not None]
        kept = [(head, span) for head, span in own if not (_only_says(head, cues, contents) or _only_weighs(head, [h for h, _ in own]))]
        within = overlap((sentence.start_char, sentence.end_char), contents) > 0
        heads += kept or ([] if within else own)
    heads += _untold(doc, contents, [span for _, span in heads])
    placed = []
    for number, (head, span) in enumerate(heads):
        attribution = _attribution_of(head, span, attributions)
        placed.append((head, _inside_content(doc.text, _from_content_start(span, heads, number, attribution), attribution), attribution))
    spans = [span for _, span, _ in placed]
    claimed = _assign(spans, [(q.start, q.end) for q in quantities])
    dated = _assign(spans, [(t.start, t.end) for t in times])
    for number, (head, (start, end), attribution) in enumerate(placed):
        if (start, end) in found or sum(c.isalpha() for c in doc.text[start:end]) < MIN_LETTERS:
            continue
        if _is_crumb(doc, (start, end), attribution):
            continue
        cue = _cue_token(doc, attribution)
        denied = says_false(head) or (cue is not None and _denies(cue) and attribution is not OWN and not _is_aside(head))
        certainty = read_certainty(doc, head, (start, end), cue, denied=denied, question=is_left_open(head))
        clause = clauses.at(head)
        found[start, end] = Statement(
            id=make_id("s", report.id, start, end),
            report=report.id,
            start=start,
            end=end,
            text=report.text[start:end],
            sentence=(head.sent.start_char, head.sent.end_char),
            predicate=clause.lemma,
            negated=clause.negated,
            voice=clause.voice,
            tense=clause.tense,
            modality=clause.modality,
            participants=participants_of(clause, index, when),
            attribution=attribution,
            certainty=certainty,
            status=read_status(head, certainty),
            quantities=tuple(quantities[i].id for i in claimed[number]),
            times=tuple(times[i].id for i in dated[number]),
        )
    return tuple(sorted(found.values(), key=lambda s: (s.start, -s.end)))


def _heads(root: Token) -> list[Token]:
    """Return the heads of the propositions of a sentence, in order of place."""
    found, queue = [root], [root]
    while queue:
        token = queue.pop()
        for child in token.children:
            queue.append(child)
            if child.is_space or child.is_punct:
                continue
            clausal = syntax.is_clause(child) and not belongs_above(child)
            own_subject = any(c.dep_ in syntax.SUBJECTS for c in child.children)
            if (
                (child.dep_ in _CUT and clausal and not (child.dep_ == "advcl" and (_is_infinitive(child) or _is_barred(child))))
                or (child.dep_ == "conj" and clausal and (own_subject or _starts_anew(child)))
                or (child.dep_ in ("acl", "xcomp", "advcl") and child.head.pos_ == "NOUN" and child.head.lemma_.lower() in words("certainty", "planned_nouns"))
                or (child.dep_ in ("acl", "nmod", "appos", "conj", "obl", "nsubj") and clausal and own_subject)
            ):
                found.append(child)
    return sorted(found, key=lambda t: t.i)


def _starts_anew(token: Token) -> bool:
    """Say whether a conjoined verb makes a proposition of its own: it has an object, an oblique or a clause."""
    return token.pos_ == "VERB" and any(c.dep_ in syntax.OBJECTS | syntax.OBLIQUES | {"ccomp", "xcomp"} for c in token.children)


def _from_content_start(
    span: tuple[int, int], heads: list[tuple[Token, tuple[int, int]]], number: int, attribution: Attribution
) -> tuple[int, int]:
    """Let the first statement of a content begin where the content does: the parser may have lost its subject."""
    start, end = span
    for a, b in attribution.content:
        if a < start < b and not any(a <= other[0] < start for i, (_, other) in enumerate(heads) if i != number) and start - a < 80:
            return a, end
    return span


def _span(doc: Doc, head: Token, told: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the span of a clause: from its first own word to its last, clauses below that lie inside included.

    `told` are the spans of sources and cues, which a statement about what they brought leaves out.
    """
    below: set[int] = set()
    tree = list(head.subtree)
    for start, end in told:
        if start <= tree[-1].idx and tree[0].idx <= end + 1 and not start <= head.idx < end:
            below.update(t.i for t in tree if start <= t.idx < end or (t.idx == end + 1 and t.lower_ == "to" and t.dep_ == "fixed"))
    for child in tree:
        if child != head and child.dep_ in _CUT | {"conj"} and (child.dep_ != "conj" or child.head == head) and syntax.is_clause(child):
            if child.dep_ == "conj" and not (any(c.dep_ in syntax.SUBJECTS for c in child.children) or _starts_anew(child)):
                continue
            if child.dep_ in ("acl:relcl", "relcl") and child.head.i > head.i and _closes(child):
                continue
            if (child.dep_ == "advcl" and (_is_infinitive(child) or _is_barred(child))) or (belongs_above(child) and not is_citing(child)):
                continue
            below.update(t.i for t in child.subtree)
    sentence = head.sent
    own = [t for t in tree if t.i not in below and not t.is_space and sentence.start <= t.i < sentence.end]
    if head.dep_ == "acl" and head.head.lemma_.lower() in words("certainty", "planned_nouns"):
        start, _ = syntax.phrase(head.head, whole=False)
        own = [t for t in doc[head.head.left_edge.i : head.i] if not t.is_space] + own
    own = _together(own)
    while own and (own[0].is_punct and own[0].text not in "“\"‘'(£$" or own[0].dep_ in ("cc",) or _joins(own[0], head)):
        own = own[1:]
    while own and own[-1].is_punct and own[-1].text not in "”\"’')%":
        own = own[:-1]
    if not any(t.i == head.i for t in own):
        return None
    start, end = own[0].idx, own[-1].idx + len(own[-1].text)
    line = doc.text.rfind("\n\n", start, end)
    if line >= 0:
        start, end = (start, line) if head.idx < line else (line, end)
    return trimmed(doc.text, start, end)


def _together(tokens: list[Token]) -> list[Token]:
    """Leave out marks at the ends that other words part from the clause: the quotation mark behind the next clause."""
    inner = [t.i for t in tokens if not t.is_punct]
    if not inner:
        return tokens
    kept = {t.i for t in tokens}
    low, high = inner[0], inner[-1]
    while low - 1 in kept:
        low -= 1
    while high + 1 in kept:
        high += 1
    return [t for t in tokens if low <= t.i <= high]


def _joins(token: Token, head: Token) -> bool:
    """Say whether a clause's first word does no more than join it to the clause above: "that", "after", "which"."""
    if token.head != head or head.dep_ in ("root", "ROOT"):
        return False
    if token.dep_ in ("mark", "advmod"):
        return token.lower_ in words("statements", "joining")
    return token.dep_ in syntax.SUBJECTS and token.lower_ in _RELATIVES and head.dep_ in _RELATIVE_CLAUSES


def belongs_above(clause: Token) -> bool:
    """Say whether a clause is no proposition of its own but a part of the one above.

    That is "from sailing", "until both are replaced", "what makes it so hard", "citing the board", and a relative
    clause that only tells which one is meant, unless it holds a figure or a name.
    """
    if is_citing(clause):
        return True
    marks = [c for c in clause.children if c.dep_ in ("mark", "case") and c.i < clause.i]
    subject = any(c.dep_ in syntax.SUBJECTS for c in clause.children)
    if clause.dep_ in ("advcl", "acl", "obl", "nmod"):
        if any(m.lower_ in words("statements", "closing") or (m.lower_ in words("statements", "about") and clause.dep_ != "advcl") for m in marks):
            return True
        finite = any(c.dep_ in ("aux", "aux:pass", "cop") and not c.lower_.endswith("ing") for c in clause.children)
        if clause.dep_ == "advcl" and clause.lower_.endswith("ing") and not marks and not subject and not finite and clause.head.i < clause.i:
            return _closes(clause)  # "told to stop using its towers"; behind a comma it tells more: "…, killing two"
        return bool(marks) and not subject and not finite and (clause.lower_.endswith("ing") or marks[0].pos_ == "ADP")
    if clause.dep_ in ("acl:relcl", "relcl"):
        if clause.head.pos_ == "PRON" and clause.head.lower_ in ("what", "whatever", "whoever", "all", "those", "one"):
            return True
        telling = any(t.pos_ in ("NUM", "PROPN") for t in clause.subtree)
        return not telling and _closes(clause)
    return False


def _is_crumb(doc: Doc, span: tuple[int, int], attribution: Attribution) -> bool:
    """Say whether words make no proposition: a heading without a verb ("Other tasks"), a word that a cut left over.

    A quotation of somebody stays whatever it is, and so does a number of people with what became of them ("Two dead").
    """
    if not doc.has_annotation("POS"):
        return False
    if any(overlap(span, [part]) >= 0.8 * (part[1] - part[0]) for part in attribution.content):
        return False
    inner = doc.char_span(*span, alignment_mode="expand")
    tokens = [t for t in inner if t.is_alpha or t.pos_ == "NUM"] if inner is not None else []
    if len(tokens) < MIN_WORDS:
        return True
    if any(t.pos_ in ("VERB", "AUX") for t in tokens):
        return False
    return not (tokens[0].pos_ == "NUM" and tokens[-1].pos_ != "NUM" and any(t.pos_ in ("ADJ", "ADP") for t in tokens[1:3]))


def _is_infinitive(clause: Token) -> bool:
    """Say whether a clause is "to do so" without a subject of its own: it belongs to the clause above."""
    return any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in clause.children) and not any(c.dep_ in syntax.SUBJECTS for c in clause.children)


def _is_barred(clause: Token) -> bool:
    """Say whether a clause is "from doing so": what somebody is kept from is no proposition of its own."""
    return clause.lower_.endswith("ing") and any(c.lower_ == "from" and c.dep_ in ("mark", "case") for c in clause.children)


def _closes(clause: Token) -> bool:
    """Say whether a short restrictive relative clause belongs to its noun ("the risk that they face")."""
    first = clause.left_edge
    while first.is_punct and first.i < clause.i:
        if first.text in (",", "–", "—", "("):
            return False
        first = clause.doc[first.i + 1]
    return clause.doc[first.i - 1].text not in (",", "–", "—", "(") if first.i else True


def _only_says(head: Token, cues: list[tuple[int, int]], contents: list[tuple[int, int]]) -> bool:
    """Say whether a clause does nothing but bring words: its verb is a cue and its content is told elsewhere."""
    if head.lower_.endswith("ing") and head.lemma_.lower() in words("speech", "cite"):
        return head.dep_ in ("advcl", "acl", "xcomp", "parataxis")  # "…, citing two officials"
    if head.pos_ not in ("VERB", "AUX") or not any(start <= head.idx < end for start, end in cues):
        return False
    if head.lemma_.lower() in words("speech", "estimate_verbs") and any(c.lemma_.lower() in words("speech", "estimated_nouns") for c in head.children):
        return False  # "put the toll at 57": the verb is part of what is said
    things = [c for c in head.children if c.dep_ in syntax.OBJECTS and c.pos_ == "NOUN"]
    return all(overlap((c.idx, c.idx + 1), contents) for c in things)


def _only_weighs(head: Token, heads: list[Token]) -> bool:
    """Say whether a clause only tells how likely another is: "it is likely that", "there is no chance that"."""
    table = load("certainty")
    lemma = head.lemma_.lower()
    if head.pos_ == "ADJ" and (lemma in table["adjectives"] or lemma in ("clear", "sure")):
        empty = all(c.lower_ in ("it", "there") for c in head.children if c.dep_ in syntax.SUBJECTS | {"expl"} and not syntax.is_clause(c))
        return empty and any(c in heads for c in head.children if c.dep_ in ("ccomp", "csubj", "csubj:outer"))
    weighed = [c for c in head.children if c.dep_ in syntax.SUBJECTS | {"attr", "obj"} and c.pos_ == "NOUN" and c.lemma_.lower() in table["nouns"]]
    there = lemma == "be" and any(c.dep_ == "expl" or c.lower_ == "there" for c in head.children)
    return there and any(c in heads for noun in weighed for c in noun.children if c.dep_ in ("acl", "ccomp"))


def _untold(doc: Doc, contents: list[tuple[int, int]], told: list[tuple[int, int]]) -> list[tuple[Token, tuple[int, int]]]:
    """Return head and span of every content that no statement holds: words without a verb, "a bird in the hand"."""
    found = []
    for span in contents:
        words_ = doc.char_span(*span, alignment_mode="expand")
        if words_ is not None and sum(overlap(span, [other]) for other in told) <= 0.5 * (span[1] - span[0]):
            found.append((words_.root, span))
    return found


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
    """Return the innermost attribution whose content holds most of a statement, or its predicate and a good part of it."""
    best: tuple[int, Attribution] | None = None
    for attribution in attributions:
        held = overlap(span, attribution.content)
        size = sum(b - a for a, b in attribution.content)
        told = overlap((head.idx, head.idx + len(head.text)), attribution.content) > 0
        begun = told and overlap((span[0], span[0] + 1), attribution.content) > 0
        beside = sum(overlap(span, [(part.start, part.end)]) for part in (attribution.source, attribution.cue) if part)
        most = held >= 0.6 * (span[1] - span[0]) or (held > 0 and held + beside >= 0.9 * (span[1] - span[0]) and held > beside)
        if (most or begun) and (best is None or size < best[0]):
            best = (size, attribution)
    return best[1] if best else OWN


def _inside_content(text: str, span: tuple[int, int], attribution: Attribution) -> tuple[int, int]:
    """Cut a statement to the content that it stands in, and its outer quotation marks away."""
    start, end = span
    for a, b in attribution.content:
        if min(end, b) - max(start, a) > 0.5 * (end - start):
            start, end = max(start, a), min(end, b)
            break
    while start < end and text[start] in "“\"‘« \n,":
        start += 1
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


def _is_aside(head: Token) -> bool:
    """Say whether a clause stands beside what is denied: "denied paying the gang, which broke in in May"."""
    return head.dep_ in ("acl:relcl", "relcl", "advcl", "advcl:relcl") and syntax.is_finite(head)


def _denies(cue: Token) -> bool:
    return cue.lemma_.lower() in words("speech", "deny") and cue.pos_ == "VERB"
