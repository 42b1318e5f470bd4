"""Queries answered: full text and facets, newest reports first, the same from SQLite and PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, text

from crossread.library.query import Field, FigureTerm, Query, Term
from crossread.library.records import unpack
from crossread.library.words import fold
from crossread.model import Report

COUNTED = 2_000  # hits are counted up to here: to count more of them takes longer than to find the newest
FACETED = 500  # hits, the newest, of which names, speakers, origins and outlets are counted
FACETS = 12  # values shown of a facet
EXCERPT = 110  # characters on each side of the first word that was asked for
_WORD = re.compile(r"[^\W_]+")


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A report that answers a query, with the first place that does: offsets of its words in the report."""

    report: str
    story: str | None
    title: str
    outlet: str | None
    published: str | None
    excerpt: str
    start: int
    end: int


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """A name, speaker, origin or outlet, and how many of the newest hits have it; `query` narrows to it."""

    kind: str
    value: str
    reports: int
    query: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a query. `total` stops at `COUNTED`; then `more` is true."""

    total: int
    more: bool
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]


_COLUMN: dict[Field, tuple[str, str]] = {  # where SQLite's full text has a field: its table and column
    "body": ("words", "body"), "outlet": ("words", "outlet"), "name": ("named", "names"),
    "speaker": ("named", "speakers"),
    "origin": ("named", "origins"),
}  # fmt: skip


class _Where:
    """The conditions of a query in SQL, with their values."""

    def __init__(self, query: Query, sqlite: bool) -> None:
        self.values: dict[str, Any] = {}
        self.parts = ["r.state = 'read'"]
        for term in query.terms:
            self.parts.append(self._sqlite(term) if sqlite else self._postgres(term))
        for figure in query.figures:
            self.parts.append(self._figure(figure))
        if query.after:
            self.parts.append(f"r.published >= {self._value(query.after)}")
        if query.before:
            self.parts.append(f"r.published < {self._value(query.before)}")

    def _value(self, value: object) -> str:
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def _sqlite(self, term: Term) -> str:
        table, column = _COLUMN[term.field]
        asked = self._value(f'{column} : "{" ".join(term.words)}"{" *" if term.prefix else ""}')
        return f"r.seq {'NOT ' if term.absent else ''}IN (SELECT rowid FROM {table} WHERE {table} MATCH {asked})"

    def _postgres(self, term: Term) -> str:
        words = [f"'{word}'" for word in term.words]
        asked = self._value(" <-> ".join(words) + (":*" if term.prefix else ""))
        column = _COLUMN[term.field][1]
        found = f"SELECT seq FROM words WHERE {column} @@ to_tsquery('simple', {asked})"
        return f"r.seq {'NOT ' if term.absent else ''}IN ({found})"

    def _figure(self, figure: FigureTerm) -> str:
        parts = [f"thing = {self._value(figure.thing)}"] if figure.thing else []
        if figure.low is not None:
            parts.append(f"high {'>' if figure.low_open else '>='} {self._value(figure.low)}")
        if figure.high is not None:
            parts.append(f"low {'<' if figure.high_open else '<='} {self._value(figure.high)}")
        return f"r.seq IN (SELECT seq FROM figures WHERE {' AND '.join(parts) or '1 = 1'})"

    def __str__(self) -> str:
        return " AND ".join(self.parts)


def search(connection: Connection, query: Query, *, limit: int = 20, offset: int = 0) -> Found:
    """Return the reports that a query asks for, the newest first, and what they have in common."""
    where = _Where(query, connection.dialect.name == "sqlite")
    newest = f"SELECT r.seq FROM reports r WHERE {where} ORDER BY r.published IS NULL, r.published DESC, r.seq DESC"
    window = max(FACETED, offset + limit)
    seqs = list(connection.execute(text(f"{newest} LIMIT {window}"), where.values).scalars())
    total = len(seqs)
    if total == window:
        counted = f"SELECT count(*) FROM (SELECT 1 FROM reports r WHERE {where} LIMIT {COUNTED + 1}) c"
        total = int(connection.execute(text(counted), where.values).scalar_one())
    shown = seqs[offset : offset + limit]
    return Found(
        total=min(total, COUNTED),
        more=total > COUNTED,
        hits=_hits(connection, shown, query),
        facets=_facets(connection, seqs[:FACETED]),
    )


def _hits(connection: Connection, seqs: Sequence[int], query: Query) -> tuple[Hit, ...]:
    if not seqs:
        return ()
    listed = ",".join(map(str, seqs))
    rows = connection.execute(text(f"SELECT seq, story, record FROM reports WHERE seq IN ({listed})"))
    found = {row.seq: (row.story, unpack(row.record, Report, "a report")) for row in rows}
    figures = _figure_places(connection, listed, query)
    return tuple(_hit(*found[seq], query, figures.get(seq)) for seq in seqs if seq in found)


def _figure_places(connection: Connection, listed: str, query: Query) -> dict[int, tuple[int, int]]:
    if not query.figures:
        return {}
    only = _Where(Query(), sqlite=True)
    condition = only._figure(query.figures[0]).partition("WHERE ")[2].removesuffix(")")
    sql = f'SELECT seq, min(start), min("end") FROM figures WHERE seq IN ({listed}) AND {condition} GROUP BY seq'
    return {row[0]: (row[1], row[2]) for row in connection.execute(text(sql), only.values)}


def _hit(story: str | None, report: Report, query: Query, figure: tuple[int, int] | None) -> Hit:
    start, end = figure or _place(report.text, query)
    low, high = _whole_words(report.text, max(0, start - EXCERPT), min(len(report.text), end + EXCERPT))
    excerpt = " ".join(report.text[low:high].split())
    title = report.title or next((line.strip()[:120] for line in report.text.splitlines() if line.strip()), report.path)
    return Hit(
        report=report.id, story=story, title=title, outlet=report.outlet, published=report.published,
        excerpt=f"{'… ' if low else ''}{excerpt}{' …' if high < len(report.text) else ''}", start=start, end=end,
    )  # fmt: skip


_LONG_WORD = 30  # characters: what has no space for longer (Chinese, an address) is cut where it is


def _whole_words(text: str, low: int, high: int) -> tuple[int, int]:
    """Return the bounds of an excerpt, moved inwards to the next spaces so that no word is cut."""
    if low:
        space = re.search(r"\s", text[low - 1 : low + _LONG_WORD])
        low += space.start() if space else 0
    if high < len(text):
        last = re.search(r"\s\S*$", text[max(low, high - _LONG_WORD) : high + 1])
        high = max(low, high - _LONG_WORD) + last.start() if last else high
    return low, high


def _place(words: str, query: Query) -> tuple[int, int]:
    """Return where the first of the words asked for stands; the beginning where only names or figures were asked
    for."""
    asked = [(term.words[0], term.prefix) for term in query.terms if not term.absent and term.field != "outlet"]
    if asked:
        for found in _WORD.finditer(words):
            folded = fold(found[0])
            if folded and any(folded[0].startswith(word) if prefix else folded[0] == word for word, prefix in asked):
                return found.start(), found.end()
    return 0, 0


def _facets(connection: Connection, seqs: Sequence[int]) -> tuple[Facet, ...]:
    if not seqs:
        return ()
    counted = (
        "SELECT kind, folded, min(value), count(*) FROM facets"
        f" WHERE seq IN ({','.join(map(str, seqs))}) GROUP BY kind, folded ORDER BY kind, count(*) DESC, folded"
    )
    found: list[Facet] = []
    taken: dict[str, int] = {}
    for kind, folded, value, number in connection.execute(text(counted)):
        taken[kind] = taken.get(kind, 0) + 1
        if taken[kind] <= FACETS:
            found.append(Facet(kind=kind, value=value, reports=number, query=f'{kind}:"{folded}"'))
    return tuple(found)
