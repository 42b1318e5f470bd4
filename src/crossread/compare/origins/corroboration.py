"""What the tellers behind a claim are worth together: one line, several that nothing could make one, or not recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from crossread.compare.origins.identity import Identity
from crossread.compare.origins.lines import WORD, Origins
from crossread.compare.origins.links import Shown, made_link, may_be_one
from crossread.model import Corroboration, Evidence, OriginLink, OriginRule, Report, Statement

SHARED_RUN = 5  # words quoted alike in one claim that two people hardly say by chance
LEAST_RUN = 3  # … and where a quotation is that short
MOST_LINES = 40  # lines of one claim that are held against one another; no story has been seen with more


@dataclass(frozen=True, slots=True)
class Weighed:
    """The origins behind a claim, what they are worth, and the links that this claim alone shows."""

    origins: tuple[str, ...]
    corroboration: Corroboration
    links: tuple[OriginLink, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """Tellers of a claim who are one, and the texts that carry their word."""

    tellers: tuple[Identity, ...]
    texts: frozenset[str]

    @property
    def told(self) -> str:
        return " with ".join(dict.fromkeys(teller.origin.name for teller in self.tellers))


def corroborate(statements: Sequence[Statement], origins: Origins, reports: Mapping[str, Report]) -> Weighed:
    """Return the origins behind a claim's statements and what they are worth together.

    *Independent* needs two lines in different texts that no report links and that nothing could make one; where one of
    them could be the other, nothing is recorded of it and nothing is counted.
    """
    elsewhere = {s.report for s in statements if s.id in origins.of_statement and not in_headline(s, reports[s.report])}
    # "Hospital group says …" over a text that names the group: the same teller, cut short
    weighed = [s for s in statements if s.report not in elsewhere or not in_headline(s, reports[s.report])]
    telling = [s for s in weighed if s.id in origins.of_statement]
    named = tuple(dict.fromkeys(origins.of_statement[s.id] for s in telling))
    links = _links_of_claim(telling, origins)
    lines = _lines(telling, origins, links, reports)
    apart, doubt = _apart(lines)
    where = {statement.report for statement in statements}
    texts = {reports[r].copy_of or r for r in where}
    silent = where - {statement.report for statement in telling}
    spread = len(where) == 1 or any(len(a.texts | b.texts) > 1 for a, b in combinations(apart, 2))
    told = "; ".join(line.told for line in lines)
    counted = len(apart) if spread else min(1, len(apart))
    if counted > 1:
        words = f"{counted} named origins that nothing links to one another: {'; '.join(line.told for line in apart)}."
        return Weighed(named, Corroboration(state="independent", independent=counted, explanation=words), links)
    if len(where) > 1 and len(lines) == 1 and not silent:
        words = f"{len(where)} reports, all of them on the word of {told}."
        return Weighed(named, Corroboration(state="same_origin", independent=1, explanation=words), links)
    if len(where) > 1 and len(texts) == 1:
        words = f"{len(where)} reports carry one and the same text."
        return Weighed(named, Corroboration(state="same_origin", independent=counted, explanation=words), links)
    if len(where) == 1 and lines and not silent:
        words = f"One report, on the word of {told}."
        return Weighed(named, Corroboration(state="single", independent=1, explanation=words), links)
    return Weighed(named, Corroboration(state="not_recorded", independent=counted, explanation=_not_recorded(told, lines, doubt, silent)), links)


def _not_recorded(told: str, lines: Sequence[_Line], doubt: str, silent: set[str]) -> str:
    if not lines:
        return "No report says on whose word."
    if doubt:
        return f"On the word of {told}; {doubt}."
    return f"Beside {told}, only outlets' own voices." if silent or len(lines) == 1 else f"On the word of {told}, all in one report."


def in_headline(statement: Statement, report: Report) -> bool:
    """Say whether a statement is the report's headline, which stands first in its text."""
    title = report.title or ""
    at = report.text.find(title)
    return bool(title) and not report.text[:at].strip() and statement.end <= at + len(title)


def _lines(
    telling: Sequence[Statement], origins: Origins, links: Sequence[OriginLink], reports: Mapping[str, Report]
) -> list[_Line]:
    """Return the lines of a claim's tellers, those that the claim itself links put together."""
    joined: dict[str, str] = {}

    def find(line: str) -> str:
        while line in joined:
            line = joined[line]
        return line

    line_of = {origins.of_statement[s.id]: origins.line(s) or "" for s in telling}
    for link in links:
        low, high = sorted(find(line_of[origin]) for origin in link.origins)
        if low != high:
            joined[high] = low
    tellers: dict[str, dict[str, Identity]] = {}
    texts: dict[str, set[str]] = {}
    for statement in telling:
        origin = origins.of_statement[statement.id]
        line = find(line_of[origin])
        tellers.setdefault(line, {})[origin] = origins.stories[statement.report].tellers[origin]
        texts.setdefault(line, set()).add(reports[statement.report].copy_of or statement.report)
    return [_Line(tuple(found.values()), frozenset(texts[line])) for line, found in tellers.items()]


def _apart(lines: Sequence[_Line]) -> tuple[list[_Line], str]:
    """Return lines that nothing could make one, as many as are found in order, and the first reason that held one back."""
    kept: list[_Line] = []
    doubt = ""
    for line in sorted(lines[:MOST_LINES], key=lambda line: sum(t.generic for t in line.tellers) / len(line.tellers)):
        reason = next((why for other in kept if (why := _may_be_one(line, other))), "")
        doubt = doubt or reason
        if not reason:
            kept.append(line)
    return kept, doubt


def _may_be_one(line: _Line, other: _Line) -> str:
    return next((why for a in line.tellers for b in other.tellers if (why := may_be_one(a, b))), "")


def _links_of_claim(telling: Sequence[Statement], origins: Origins) -> tuple[OriginLink, ...]:
    """Return the links that hold for this claim: who passes on whose report, and who told the same outlet.

    "The Post, citing two people" stands on the people whom the Post's own report has for this claim; so does "the Post".
    """
    found: dict[str, OriginLink] = {}
    own: dict[str, Statement] = {}
    for statement in telling:
        if statement.id not in origins.passed_on:
            own.setdefault(statement.report, statement)
    for statement in telling:
        home = own.get(origins.passed_on.get(statement.id, ""))
        if home is not None and _teller(statement, origins).origin.role in ("anonymous", "outlet"):
            _link(found, statement, home, origins, "passed_on", "One report passes on the other.")
    for a, b in combinations(telling, 2):
        one, other = _teller(a, origins), _teller(b, origins)
        shared = one.generic and other.generic and one.outlets & other.outlets and one.nouns & other.nouns
        if shared and _outlets(a) & _outlets(b):
            _link(found, a, b, origins, "passed_on", "Both told the same outlet.")
        elif a.report != b.report and _same_words(a, b):
            _link(found, a, b, origins, "same_words", "Both are quoted with the same words.")
    return tuple(found.values())


def _teller(statement: Statement, origins: Origins) -> Identity:
    return origins.stories[statement.report].tellers[origins.of_statement[statement.id]]


def _outlets(statement: Statement) -> set[str]:
    return {teller.name.casefold() for teller in statement.attribution.chain if teller.role == "outlet"}


def _same_words(a: Statement, b: Statement) -> bool:
    """Say whether two statements quote a run of the same words, or one is all quoted in the other."""
    if not {a.attribution.kind, b.attribution.kind} & {"direct", "mixed"}:
        return False
    one, other = (WORD.findall(s.text.casefold()) for s in (a, b))
    width = min(SHARED_RUN, len(one), len(other))
    return width >= LEAST_RUN and bool({*_runs(one, width)} & {*_runs(other, width)})


def _runs(words: Sequence[str], width: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[i : i + width]) for i in range(len(words) - width + 1))


def _link(found: dict[str, OriginLink], a: Statement, b: Statement, origins: Origins, rule: OriginRule, words: str) -> None:
    pair = origins.of_statement[a.id], origins.of_statement[b.id]
    if pair[0] == pair[1]:
        return
    link = made_link(pair, rule, Shown((_evidence(a), _evidence(b)), words))
    found.setdefault(link.id, link)


def _evidence(statement: Statement) -> Evidence:
    source = statement.attribution.source
    if source is None:
        return Evidence(report=statement.report, start=statement.start, end=statement.end, text=statement.text)
    return Evidence(report=statement.report, start=source.start, end=source.end, text=source.text)
