"""Statements -> their profiles: the words, names, figures and times of each that belong to no statement inside it.

The comparison lays statements side by side by these; it never looks at the text again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from crossread.grammar.clauses import Clauses, content_predicates, predicate_in
from crossread.grammar.doc import Doc, Token
from crossread.languages.tables import load
from crossread.model import Entity, Quantity, Statement, StatementProfile, Time
from crossread.reading.deeds import told_deeds
from crossread.reading.figures.restated_sums import restated_sums
from crossread.reading.negated_nouns import negated_nouns
from crossread.text.spans import overlap

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "NUM", "X"})
LEAST_OWN = 2  # a statement whose own words are fewer than this is compared with all its words
Place = tuple[int, int]


def profile_statements(
    clauses: Clauses,
    statements: Sequence[Statement],
    entities: Sequence[Entity],
    quantities: Sequence[Quantity],
    times: Sequence[Time],
) -> tuple[StatementProfile, ...]:
    """Return the profile of every statement, in the order of the statements."""
    doc = clauses.doc
    starts = doc.starts
    mentions = sorted((m.start, m.end, entity.stands_for or entity.id) for entity in entities for m in entity.mentions)
    figures = sorted((q.start, q.end, q.id) for q in quantities)
    by_id = {q.id: q for q in quantities}
    dates = sorted((t.start, t.end, t.id) for t in times)
    spans = sorted((s.start, s.end) for s in statements)
    found = []
    for statement in statements:
        own = _own_places(statement, spans)
        tokens = _tokens(doc, starts, own)
        if sum(token.pos_ in CONTENT or token.pos_ == "PROPN" for token in tokens) < LEAST_OWN:
            own = ((statement.start, statement.end),)
            tokens = _tokens(doc, starts, own)
        named = _within(mentions, own)
        verb = predicate_in(doc, statement.start, statement.end, statement.predicate)
        measured = [place for places in (figures, dates) for place in _within(places, own)]
        own_figures = tuple(key for _, _, key in _within(figures, own))
        found.append(
            StatementProfile(
                statement=statement.id,
                own=own,
                lemmas=_lemmas(tokens, [(a, b) for a, b, _ in measured]),
                names=tuple(sorted({t.lower_ for t in tokens if t.pos_ == "PROPN"})),
                predicates=content_predicates(statement.predicate, verb),
                deeds=told_deeds(verb, statement.participants, clauses.mentions) if verb is not None else (),
                negated_nouns=negated_nouns(tokens, clauses),
                entities=tuple(sorted({key for _, _, key in named})),
                quantities=own_figures,
                restated=restated_sums(doc.text, [by_id[key] for key in own_figures]),
                times=tuple(key for _, _, key in _within(dates, own)),
            )
        )
    return tuple(found)


def _own_places(statement: Statement, spans: Sequence[Place]) -> tuple[Place, ...]:
    """Return the places of a statement without those of the statements inside it."""
    places = []
    at = statement.start
    for start, end in spans[bisect_left(spans, (statement.start, 0)) :]:
        if start >= statement.end:
            break
        if end <= statement.end and end - start < statement.end - statement.start and start >= at:
            places.append((at, start))
            at = end
    places.append((at, statement.end))
    return tuple((a, b) for a, b in places if b > a)


def _tokens(doc: Doc, starts: Sequence[int], own: Iterable[Place]) -> list[Token]:
    found: list[Token] = []
    for start, end in own:
        found += doc[bisect_left(starts, start) : bisect_left(starts, end)]
    return [token for token in found if not token.is_space and not token.is_punct]


def _within(places: Sequence[tuple[int, int, str]], own: Iterable[Place]) -> list[tuple[int, int, str]]:
    """Return the places that begin in a statement's own words."""
    found: list[tuple[int, int, str]] = []
    for start, end in own:
        found += places[bisect_left(places, (start, 0, "")) : bisect_left(places, (end, 0, ""))]
    return found


def _lemmas(tokens: Iterable[Token], measured: Sequence[Place]) -> tuple[str, ...]:
    """Return the lemmas of content words, words of figures and dates left out, each once."""
    found: dict[str, None] = {}
    for token in tokens:
        lemma = token.lemma_.lower()
        if token.pos_ not in CONTENT or lemma in load("comparison")["stop"] or not any(c.isalnum() for c in lemma):
            continue
        if not overlap((token.idx, token.idx + len(token.text)), list(measured)):
            found[lemma] = None
    return tuple(sorted(found))
