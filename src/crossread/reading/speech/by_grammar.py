"""Acts of speech that the words and the tree show: a verb of saying with its clause, "according to", "X's claim
that"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from crossread.grammar import syntax
from crossread.grammar.clause_words import words_below_head
from crossread.grammar.doc import Doc, Token
from crossread.grammar.factuality import is_undone
from crossread.grammar.handing_on import narrowing_nouns
from crossread.grammar.noun_phrases import owner_of
from crossread.grammar.sources import is_saying, is_told, quoting_verb, source_of
from crossread.grammar.told_words import (
    Telling,
    claimed_clause,
    estimated,
    estimated_by,
    is_before_verb,
    is_naming,
    listed_by_number,
    name_given,
    named_by,
    only_joins,
    phrase_cue,
    reasons_for_silence,
    stretch,
    told_around,
    told_as,
    told_clauses,
    told_with_phrase,
    told_words,
)
from crossread.grammar.ways_of_telling import told_as_one_tells_it
from crossread.languages.tables import words
from crossread.text.spans import trimmed

NOT_QUOTED = frozenset({"i", "we", "you"})  # the writer or the reader, who are quoted by nobody
Place = tuple[int, int]


@dataclass(slots=True)
class Act:
    """One act: content spans, the cue's token and span, the source's head token and span; `said` where it brings words.

    `exact` says that the words leave no doubt how far the content reaches.
    """

    content: list[tuple[int, int]]
    cue: Token | None = None
    cue_span: tuple[int, int] | None = None
    source: Token | None = None
    source_span: tuple[int, int] | None = None
    outer: list[Act] = field(default_factory=list)
    said: bool = True
    exact: bool = False
    rule: str = ""
    open: bool = False  # somebody's words, and the text does not say whose

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands among others: the earliest first, of two that begin together the longer."""
        return self.content[0][0], -self.content[-1][1]


def find_by_tree(doc: Doc) -> list[Act]:
    """Return what the tree shows, verbs first; contents may overlap where one act stands in another."""
    return _by_verb(doc) + _by_phrase(doc) + _by_noun(doc) + _by_estimate(doc) + _by_naming(doc)


def runs_of(doc: Doc, tokens: Iterable[Token]) -> list[tuple[int, int]]:
    """Return the spans of runs of neighbouring tokens, trimmed; a run without a letter falls away."""
    keep = sorted({t.i for t in tokens if not t.is_space})
    runs: list[list[int]] = []
    for i in keep:
        if runs and all(doc[j].is_space for j in range(runs[-1][1] + 1, i)):
            runs[-1][1] = i
        else:
            runs.append([i, i])
    found = []
    for low, high in runs:
        while low < high and only_joins(doc[low]):
            low += 1
        while low <= high and (doc[low].is_space or low == high and only_joins(doc[low])):
            low += 1
        start, end = trimmed(doc.text, doc[low].idx, doc[high].idx + len(doc[high].text)) if low <= high else (0, 0)
        while end > start and doc.text[end - 1] in ".":
            end -= 1
        if end - start > 2 and any(c.isalpha() for c in doc.text[start:end]):
            found.append((start, end))
    return found


def cue_span(verb: Token) -> tuple[int, int]:
    return verb.idx, verb.idx + len(verb.text)


def _quoting(verb: Token, content: list[Place]) -> list[Act]:
    """Return the act of whoever quotes somebody as saying something: he is the nearer teller."""
    quotes = quoting_verb(verb)
    quoter = syntax.agent(quotes) if quotes is not None else None
    if quotes is None or quoter is None:
        return []
    return [Act(content, quotes, cue_span(quotes), quoter, syntax.phrase(quoter))]


def _by_verb(doc: Doc) -> list[Act]:
    """Find the clauses of verbs of saying, and the clauses in which such a verb stands as an aside."""
    found = []
    for verb in doc:
        if not is_saying(verb) or told_as_one_tells_it(verb) is not None:
            continue
        clauses, cited = told_clauses(verb)
        source, span = source_of(verb)
        if source is None or source.lower_ in NOT_QUOTED:
            continue
        if clauses:
            found += _brought(Telling(verb, clauses, source, span, cited))
        elif content := runs_of(doc, told_around(verb) or told_as(verb)):
            found.append(Act(content, verb, cue_span(verb), source, span, outer=_quoting(verb, content)))
    return found


def _brought(telling: Telling) -> list[Act]:
    """Return the act of a verb of saying with the clauses that it brings; none where no word is left to them."""
    verb, clauses, doc = telling.verb, telling.clauses, telling.verb.doc
    content = [run for words_ in told_words(telling) for run in runs_of(doc, words_)]
    # "… has reopened, Kone said on Thursday": the day is that of the saying
    if all(clause.i < verb.i for clause in clauses):
        content = [run for run in content if run[0] < verb.idx or _tells(doc, run)] or content
    if not content:
        return []
    exact = telling.cited or bool(reasons_for_silence(verb, clauses))
    made = Act(sorted(content), verb, cue_span(verb), telling.source, telling.span, exact=exact)
    made.outer += _quoting(verb, made.content)
    return [made]


def _by_phrase(doc: Doc) -> list[Act]:
    """Find "according to X", "per X", "in the words of X", "in X's view"."""
    found = []
    for token in doc:
        head, cue = phrase_cue(token)
        if head is None or head == token or head.lower_ in NOT_QUOTED:
            continue
        start, end = syntax.phrase(head)
        told, before = told_with_phrase(token, head)
        content = [(a, b) for a, b in runs_of(doc, told) if b <= start or a >= end]
        if before:
            content = [(a, b) for a, b in content if a < start] or content
        if content:
            found.append(Act(content, token, cue, head, (start, end)))
    return found


def _tells(doc: Doc, run: tuple[int, int]) -> bool:
    """Say whether words behind the verb of saying go on with what is said: they have a verb, or marks around them."""
    words_ = doc.char_span(*run, alignment_mode="expand")
    return (
        words_ is None
        or any(t.pos_ in ("VERB", "AUX") for t in words_)
        or any(c in '“"«„‘' for c in doc.text[max(0, run[0] - 1) : run[1]])
    )


def _by_noun(doc: Doc) -> list[Act]:
    """Find "X's claim that …", "a warning by X that …"."""
    found = []
    for token in doc:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in words("speech", "claim_nouns"):
            continue
        clause = claimed_clause(token)
        owner = owner_of(token) or next(iter(narrowing_nouns(token, "by", "from", "of")), None)
        if clause is None or owner is None or syntax.is_time(owner):  # "today's announcement that"
            continue
        content = runs_of(doc, words_below_head(clause))
        if content:
            exact = is_before_verb(token, clause)
            found.append(Act(content, token, cue_span(token), owner, syntax.phrase(owner), exact=exact))
    return found


def _by_naming(doc: Doc) -> list[Act]:
    """Find "X called the plan reckless", "X described the plan as reckless", "The plan was called reckless by X"."""
    found = []
    for verb in doc:
        if not is_naming(verb) or not is_told(verb) or is_undone(verb):
            continue
        if syntax.is_passive(verb):
            found += _in_passive(doc, verb, named_by(verb))
            continue
        thing = syntax.direct_object(verb)
        source, span = source_of(verb)
        name = name_given(verb, thing) if thing is not None else None
        if thing is None or name is None or source is None or source.lower_ in NOT_QUOTED:
            continue
        content = runs_of(doc, stretch(thing, name))
        if content:
            found.append(Act(content, verb, cue_span(verb), source, span, outer=_quoting(verb, content)))
    return found


def _in_passive(doc: Doc, verb: Token, told: tuple[list[Token], list[Token], Token] | None) -> list[Act]:
    """Return the act of a passive clause by the thing that it speaks of, what it is called or put at, and by whom."""
    if told is None or told[2].lower_ in NOT_QUOTED:
        return []
    thing, said, teller = told
    contents = runs_of(doc, said) or [(t.idx, t.idx + len(t.text)) for t in said[:1] if t.like_num]
    if not contents:
        return []
    return [Act([*runs_of(doc, thing), *contents], verb, cue_span(verb), teller, syntax.phrase(teller), exact=True)]


def _by_estimate(doc: Doc) -> list[Act]:
    """Find "X put the toll at 57", "X estimates the damage at $3 million", "a notice gives the number as 320"."""
    found = []
    for verb in doc:
        if verb.pos_ != "VERB" or syntax.is_negated(verb):
            continue
        if syntax.is_passive(verb):
            found += _in_passive(doc, verb, estimated_by(verb))
            continue
        source, span = source_of(verb)
        content = estimated(verb) or listed_by_number(verb, source)
        if source is None or source.lower_ in NOT_QUOTED or content is None or content[0].i > content[1].i:
            continue
        runs = runs_of(doc, stretch(*content))
        if runs:
            found.append(Act(runs, verb, cue_span(verb), source, span, exact=True, outer=_quoting(verb, runs)))
    return found
