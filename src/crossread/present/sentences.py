"""What the sentence around a statement says of it: whether it can end where it ends, and whom its first pronoun means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from crossread.languages.tables import words
from crossread.model import Dossier, Statement
from crossread.present.readable import may_mean
from crossread.present.visible import one_line

_FIRST_WORD = re.compile(r"[^\w\n]{0,3}(\w+)")
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
    return frozenset(one.id for mine in together.values() for one in mine if _is_unfinished(one, mine, texts[one.report]))


def _is_unfinished(one: Statement, beside: list[Statement], text: str) -> bool:
    return one.rule == TELLING or _only_tells(one) or _tells(one, beside) or _follows_quotation(one, text) or _goes_on(one, beside, text)


def _only_tells(one: Statement) -> bool:
    """Say whether somebody tells or thinks something that is not in it: "the manager told the paper on Friday"."""
    verbs = words("speech", "say") | words("speech", "think")
    return one.predicate in verbs and {part.role for part in one.participants} <= _BESIDE_TELLING and len(one.text.split()) <= LONG_TELLING


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
    following = any(other.start >= one.end and not text[one.end : other.start].strip() for other in beside if other is not one)
    return bool(rest.strip()) and (following or bool(_GOES_ON.match(rest)))


def openings(dossier: Dossier, texts: Mapping[str, str]) -> dict[tuple[str, int], str]:
    """Return, by report and place of a sentence, the name of whom the pronoun at its head stands for."""
    wanted: dict[tuple[str, int], tuple[str, int]] = {}
    for statement in dossier.statements:
        start = statement.sentence[0]
        match = _FIRST_WORD.match(texts.get(statement.report, ""), start)
        if match and may_mean(match.group(1)):
            wanted[statement.report, match.start(1)] = (match.group(1), start)
    found: dict[tuple[str, int], str] = {}
    for entity in dossier.entities:
        for mention in entity.mentions:
            place = wanted.get((mention.report, mention.start))
            if place and mention.end - mention.start == len(place[0]) and may_mean(place[0], entity.type) and not may_mean(entity.name):
                found.setdefault((mention.report, place[1]), one_line(entity.name))
    return found
