"""What the sentence around a statement says of it: whether it can end where it ends, and whom its pronouns mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping

from crossread.languages.tables import words
from crossread.model import Dossier, Entity, Statement
from crossread.present.readable import is_pronoun, may_mean
from crossread.present.visible import one_line

_CLITIC = re.compile(r"['’](?:s|d|ll|ve|re|m)\b")
_OWNERS = frozenset(["his", "her", "their"])
_PLACED = re.compile(r"(?:In|On|At|During|By|Under|From|Before|After|Since)\s[^,;:“\"]{2,60},\s$")
_BETWEEN = " \t\n\"“”'‘’`"
_GOES_ON = re.compile(r"\s+(?:(?:that|whether|what|how|why|who|whom)\b|[“\"])")
TELLING = "telling-with-circumstances"  # the rule of the reader that cuts "the mayor said on Monday" for itself
_BESIDE_TELLING = frozenset({"agent", "recipient", "time", "place", "company"})
LONG_TELLING = 14  # words of a statement that only tells who told whom when
_TELLING = 8  # words of a statement behind a quotation that only tells who said so; a longer one says more


def unfinished(statements: Iterable[Statement], texts: Mapping[str, str]) -> frozenset[str]:
    """Return the ids of statements that only tell another one of their sentence, or stop where their object begins.

    `texts` are the reports' texts by id.
    """
    together: dict[tuple[str, int], list[Statement]] = defaultdict(list)
    for statement in statements:
        together[statement.report, statement.sentence[0]].append(statement)
    return frozenset(
        one.id for mine in together.values() for one in mine if _is_unfinished(one, mine, texts[one.report])
    )


def _is_unfinished(one: Statement, beside: list[Statement], text: str) -> bool:
    return (
        one.rule == TELLING
        or _only_tells(one)
        or _tells(one, beside)
        or _follows_quotation(one, text)
        or _goes_on(one, beside, text)
    )


def _only_tells(one: Statement) -> bool:
    """Say whether somebody tells or thinks something that is not in it: "the manager told the paper on Friday"."""
    verbs = words("speech", "say") | words("speech", "think")
    return (
        one.predicate in verbs
        and {part.role for part in one.participants} <= _BESIDE_TELLING
        and len(one.text.split()) <= LONG_TELLING
    )


def _follows_quotation(one: Statement, text: str) -> bool:
    """Say whether a short statement stands behind a quotation of its sentence: “…,” the mayor said on Monday."""
    before = text[one.sentence[0] : one.start].rstrip()
    return len(one.text.split()) <= _TELLING and before.endswith(("”", '"', "''", "’")) and len(before.split()) > 1


def _tells(one: Statement, beside: list[Statement]) -> bool:
    """Say whether the words that tell another statement ("said", "according to") are what this one is made of."""
    for other in beside:
        cue = other.attribution.cue
        apart = other.start >= one.end or other.end <= one.start
        if cue is not None and other is not one and apart and one.start <= cue.start < one.end:
            return True
    return False


def _goes_on(one: Statement, beside: list[Statement], text: str) -> bool:
    rest = text[one.end : one.sentence[1]]
    following = any(
        other.start >= one.end and not text[one.end : other.start].strip() for other in beside if other is not one
    )
    return bool(rest.strip()) and (following or bool(_GOES_ON.match(rest)))


def surroundings(
    dossier: Dossier, texts: Mapping[str, str]
) -> dict[tuple[str, int], tuple[tuple[tuple[int, str], ...], tuple[int, int] | None]]:
    """Return of each sentence, by report and place, whom its pronouns stand for, and the place of the sentence before.

    A name is given as the offset behind its pronoun: at the head of a sentence, or within one that names no person.
    """
    by_report: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for statement in dossier.statements:
        by_report[statement.report].add(statement.sentence)
    mentions: dict[str, list[tuple[int, int, Entity]]] = defaultdict(list)
    for entity in dossier.entities:
        for mention in entity.mentions:
            mentions[mention.report].append((mention.start, mention.end, entity))
    found = {}
    for report, sentences in by_report.items():
        placed = sorted(mentions[report], key=lambda place: (place[0], -place[1], place[2].id))
        starts = [start for start, _, _ in placed]
        before: tuple[int, int] | None = None
        for start, end in sorted(sentences):
            inside = placed[bisect_left(starts, start) : bisect_left(starts, end)]
            near = before is not None and before[1] <= start and not texts[report][before[1] : start].strip(_BETWEEN)
            earlier = placed[bisect_left(starts, before[0]) : bisect_left(starts, start)] if near and before else []
            found[report, start] = (_names(texts[report], inside, earlier, start), before if near else None)
            before = (start, end)
    return found


def _names(
    text: str, inside: list[tuple[int, int, Entity]], earlier: list[tuple[int, int, Entity]], first: int
) -> tuple[tuple[int, str], ...]:
    """Return where in a sentence which name is due: behind a pronoun for somebody whom it has not named yet; `earlier`
    are the names of the sentence before."""
    named: set[str] = set()
    made = []
    someone, others = _persons(text, inside), _persons(text, earlier)
    for start, end, entity in inside:
        word = text[start:end]
        heading = not any(c.isalnum() for c in text[first:start]) or _opens(text, inside, first, start)
        if not heading and (someone or (others and entity.id not in others)):
            continue  # one of several persons: read wrongly too often to be written down
        if may_mean(word, entity.type, heading=heading) and entity.id not in named and not is_pronoun(entity.name):
            clitic = _CLITIC.match(text, end)
            owner = "’s" if word.lower() in _OWNERS else ""
            made.append((clitic.end() if clitic else end, one_line(entity.name) + owner))
        named.add(entity.id)
    return tuple(made)


def _persons(text: str, inside: list[tuple[int, int, Entity]]) -> set[str]:
    """Return the persons whom words call by name."""
    return {one.id for start, end, one in inside if one.type == "person" and not is_pronoun(text[start:end])}


def _opens(text: str, inside: list[tuple[int, int, Entity]], first: int, at: int) -> bool:
    """Say whether only a phrase of place or time stands before a pronoun: "In the port of Velm, he sold"."""
    before = any(one.type == "person" for start, _, one in inside if start < at)
    return not before and text[at : at + 3] in ("he ", "she") and _PLACED.match(text[first:at]) is not None
