"""What the tellers behind a claim are worth together: one line, several that nothing could make one, or not
recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

from crossread.compare.origins.identity import Identity
from crossread.compare.origins.judge import Beside, judged
from crossread.compare.origins.lines import Origins
from crossread.compare.origins.links import Shown, made_link, may_be_one
from crossread.model import Corroboration, Evidence, OriginLink, OriginRule, Report, Statement
from crossread.text.word_runs import share_run, words_in

Scores = Mapping[tuple[str, str], float]  # of pairs of statements, by id: how probably they say one thing
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
    """Tellers of a claim who are one, the statements on their word, and the texts that carry them."""

    tellers: tuple[Identity, ...]
    statements: tuple[Statement, ...]
    texts: frozenset[str]

    @property
    def told(self) -> str:
        return " with ".join(dict.fromkeys(teller.origin.name for teller in self.tellers))


@dataclass(frozen=True, slots=True)
class _Voices:
    """Who speaks in a claim: lines of tellers, the reports it stands in, and those of them that name nobody."""

    lines: Sequence[_Line]
    where: frozenset[str]
    texts: frozenset[str]
    silent: frozenset[str]
    statements: int

    @property
    def told(self) -> str:
        return "; ".join(line.told for line in self.lines)


def corroborate(
    statements: Sequence[Statement], origins: Origins, reports: Mapping[str, Report], scores: Scores | None = None
) -> Weighed:
    """Return the origins behind a claim's statements and what they are worth together.

    One line behind all reports is one origin. Of several lines the judge says whether they are independent; it needs
    the `scores` of the claim's pairs. Without them (a row of the ledger, a claim that lost statements) two lines in
    different texts are independent that no report links and that nothing could make one.
    """
    voices, telling, links = _voices(statements, origins, reports)
    named = tuple(dict.fromkeys(origins.of_statement[s.id] for s in telling))
    worth, judged_one = _worth(voices, scores)
    made = {link.id: link for link in links}
    for a, b in judged_one:
        _link(made, a, b, origins, "judged", f"Probably one: {worth.explanation}")
    return Weighed(named, worth, tuple(made.values()))


def pairs_of_lines(
    statements: Sequence[Statement], origins: Origins, reports: Mapping[str, Report], scores: Scores
) -> list[Beside]:
    """Return what the judge is asked about a claim: nothing where one line or one text alone speaks."""
    voices, _, _ = _voices(statements, origins, reports)
    if len(voices.texts) == 1 or len(voices.lines) < 2:
        return []
    return _laid(voices, _spread(voices), scores)


def _voices(
    statements: Sequence[Statement], origins: Origins, reports: Mapping[str, Report]
) -> tuple[_Voices, list[Statement], tuple[OriginLink, ...]]:
    """Return who speaks in a claim, the statements on another's word, and the links that the claim itself shows."""
    elsewhere = {s.report for s in statements if s.id in origins.of_statement and not in_headline(s, reports[s.report])}
    # "Hospital group says …" over a text that names the group: the same teller, cut short
    weighed = [s for s in statements if s.report not in elsewhere or not in_headline(s, reports[s.report])]
    telling = [s for s in weighed if s.id in origins.of_statement]
    links = _links_of_claim(telling, origins)
    where = frozenset(statement.report for statement in statements)
    voices = _Voices(
        lines=_lines(telling, origins, links, reports),
        where=where,
        texts=frozenset(reports[r].copy_of or r for r in where),
        silent=_silent(weighed, telling, where),
        statements=len(statements),
    )
    return voices, telling, links


def _spread(voices: _Voices) -> list[tuple[_Line, _Line]]:
    """Return the pairs of lines that speak in different reports and texts."""
    return [
        (one, other)
        for one, other in combinations(voices.lines, 2)
        if len(one.texts | other.texts) > 1
        and any(a.report != b.report for a in one.statements for b in other.statements)
    ]


def _silent(weighed: Sequence[Statement], telling: Sequence[Statement], where: frozenset[str]) -> frozenset[str]:
    """Return the reports that name nobody; one that has as its own what another quotes with the same words is no
    voice."""
    silent = where - {statement.report for statement in telling}
    quoted = [words_in(s.text) for s in telling if s.attribution.kind in ("direct", "mixed")]
    taken = {
        s.report for s in weighed
        if s.report in silent and any(share_run(words_in(s.text), other, SHARED_RUN, SHARED_RUN) for other in quoted)
    }  # fmt: skip
    return silent - taken


def _worth(voices: _Voices, scores: Scores | None) -> tuple[Corroboration, list[tuple[Statement, Statement]]]:
    """Return what a claim's voices are worth, and the statements whose tellers were judged to be one line."""
    made = partial(Corroboration, independent=min(1, len(voices.lines)))
    if len(voices.where) == 1:
        return _worth_of_one_report(voices), []
    if len(voices.texts) == 1:
        return made(state="same_origin", explanation=f"{len(voices.where)} reports carry one and the same text."), []
    if len(voices.lines) == 1 and not voices.silent:
        words = f"{len(voices.where)} reports, all of them on the word of {voices.told}."
        return made(state="same_origin", explanation=words), []
    if not _spread(voices):
        return made(state="not_recorded", explanation=_not_recorded(voices, "")), []
    return _worth_of_lines(voices, scores) if scores is not None else (_worth_by_rule(voices), [])


def _worth_by_rule(voices: _Voices) -> Corroboration:
    apart, doubt = _apart(voices.lines)
    if len(apart) > 1 and any(len(a.texts | b.texts) > 1 for a, b in combinations(apart, 2)):
        return _independent(apart)
    return Corroboration(
        state="not_recorded", independent=min(1, len(voices.lines)), explanation=_not_recorded(voices, doubt)
    )


def _worth_of_lines(voices: _Voices, scores: Scores) -> tuple[Corroboration, list[tuple[Statement, Statement]]]:
    """Return what the judge makes of several lines in several texts, and the statements whose tellers it finds to be
    one."""
    made = partial(Corroboration, independent=min(1, len(voices.lines)))
    apart, doubt = _apart(voices.lines)
    spread = _spread(voices)
    laid = _laid(voices, spread, scores)
    state, decided, chance = judged(laid)
    pair = next(pair for pair, beside in zip(spread, laid, strict=True) if beside is decided)
    if state == "independent":
        return _independent(apart if len(apart) > 1 else pair), []
    if state == "same_origin" and not voices.silent:
        words = f"{len(voices.where)} reports, probably all of them on one word ({chance:.2f}): {voices.told}."
        return made(state="same_origin", explanation=words), [_surest(pair, scores)]
    return made(state="not_recorded", explanation=_not_recorded(voices, doubt)), []


def _worth_of_one_report(voices: _Voices) -> Corroboration:
    apart, doubt = _apart(voices.lines)
    if len(apart) > 1:
        return _independent(apart)
    if voices.lines and not voices.silent:
        return Corroboration(state="single", independent=1, explanation=f"One report, on the word of {voices.told}.")
    return Corroboration(state="not_recorded", independent=len(apart), explanation=_not_recorded(voices, doubt))


def _independent(lines: Sequence[_Line]) -> Corroboration:
    words = f"{len(lines)} named origins that nothing links to one another: {'; '.join(line.told for line in lines)}."
    return Corroboration(state="independent", independent=len(lines), explanation=words)


def _not_recorded(voices: _Voices, doubt: str) -> str:
    if not voices.lines:
        return "No report says on whose word."
    if doubt:
        return f"On the word of {voices.told}; {doubt}."
    alone = voices.silent or len(voices.lines) == 1
    return (
        f"Beside {voices.told}, only outlets' own voices."
        if alone
        else f"On the word of {voices.told}; nothing says whether they are apart."
    )


def _score(a: Statement, b: Statement, scores: Scores) -> float:
    return scores.get((a.id, b.id), scores.get((b.id, a.id), float(a.text == b.text)))


def _surest(pair: tuple[_Line, _Line], scores: Scores) -> tuple[Statement, Statement]:
    """Return the statements of two lines, in two reports, that most probably say one thing."""
    both = [(a, b) for a in pair[0].statements for b in pair[1].statements if a.report != b.report]
    return max(both, key=lambda two: _score(two[0], two[1], scores))


def _laid(voices: _Voices, spread: Sequence[tuple[_Line, _Line]], scores: Scores) -> list[Beside]:
    found = [_beside(pair, voices, scores) for pair in spread]
    apart = sum(not pair.doubt for pair in found)
    return [replace(pair, apart=apart) for pair in found]


def _beside(pair: tuple[_Line, _Line], voices: _Voices, scores: Scores) -> Beside:
    """Lay two lines of a claim beside one another, by the pair of their statements that most probably say one thing."""
    one, other = pair
    a, b = _surest(pair, scores)
    joined = _score(a, b, scores)
    mine, theirs = words_in(a.text), words_in(b.text)
    return Beside(
        one=one.tellers,
        other=other.tellers,
        joined=joined,
        words=min(len(mine), len(theirs)),
        shared=len({*mine} & {*theirs}) / max(len({*mine} | {*theirs}), 1),
        quoted=sum(s.attribution.kind in ("direct", "mixed") for s in (a, b)),
        alike=any(
            _same_words(s, t, LEAST_RUN) for s in one.statements for t in other.statements if s.report != t.report
        ),
        doubt=bool(_may_be_one(one, other)),
        texts=len(voices.texts),
        everywhere=max(len(one.texts), len(other.texts)) == len(voices.texts),
        statements=voices.statements,
        lines=len(voices.lines),
        silent=len(voices.silent),
    )


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
    told: dict[str, list[Statement]] = {}
    for statement in telling:
        origin = origins.of_statement[statement.id]
        line = find(line_of[origin])
        tellers.setdefault(line, {})[origin] = origins.stories[statement.report].tellers[origin]
        told.setdefault(line, []).append(statement)
    return [
        _Line(
            tuple(found.values()),
            tuple(told[line]),
            frozenset(reports[s.report].copy_of or s.report for s in told[line]),
        )
        for line, found in tellers.items()
    ]


def _apart(lines: Sequence[_Line]) -> tuple[list[_Line], str]:
    """Return lines that nothing could make one, as many as are found in order, and the first reason that held one
    back."""
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

    "The Post, citing two people" stands on the people whom the Post's own report has for this claim; so does "the
    Post".
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


def _same_words(a: Statement, b: Statement, most: int = SHARED_RUN) -> bool:
    """Say whether two statements, one of them quoted, share a run of so many words, or one is all in the other."""
    if not {a.attribution.kind, b.attribution.kind} & {"direct", "mixed"}:
        return False
    return share_run(words_in(a.text), words_in(b.text), most, LEAST_RUN)


def _link(
    found: dict[str, OriginLink], a: Statement, b: Statement, origins: Origins, rule: OriginRule, words: str
) -> None:
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
