"""How much a claim matters to its story: what a reader should see first.

A claim weighs by how many texts carry it and how many origins stand behind it, by holding a figure that a desk asks
for, by naming those the story is about, and by standing in headlines and at the head of reports. The shares are an
editor's choice, written down here; they order lines and hide none.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from crossread.model import Entity
from crossread.present.claims import ClaimView
from crossread.present.readable import is_whole
from crossread.present.statement_view import Said, texts

TEXTS, ORIGINS, FIGURE, PARTIES, HEADLINE, LEAD, WHOLE = 2.0, 0.5, 1.0, 1.5, 1.0, 0.75, 1.5
LEAD_PARAGRAPHS = 3  # paragraphs of a report that are its lead, the headline counted
MAIN = 5  # entities that a story is about: those that most of its reports name most often


def main_entities(entities: Iterable[Entity], reports: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of those whom the reports of a story name most, in most of them first."""
    wanted = set(reports)
    ranked = []
    for entity in entities:
        mentions = Counter(mention.report for mention in entity.mentions if mention.report in wanted)
        if mentions:
            ranked.append((-len(mentions), -sum(mentions.values()), entity.id))
    return tuple(key for _, _, key in sorted(ranked)[:MAIN])


def weigh(row: ClaimView, main: tuple[str, ...]) -> float:
    """Return the weight of a claim; `main` are the entities that the story is about."""
    behind = row.claim.corroboration.independent
    figures = any(quantity.topic for one in row.said for quantity in one.quantities)
    named = {p.entity for one in row.said for p in one.statement.participants if p.entity}
    parties = len(named & set(main)) / max(1, min(len(main), 2))
    return (
        TEXTS * math.log2(1 + texts(row.said))
        + ORIGINS * min(behind, 3)
        + FIGURE * figures
        + PARTIES * min(1.0, parties)
        + HEADLINE * any(in_headline(one) for one in row.said)
        + LEAD * (sum(one.paragraph <= LEAD_PARAGRAPHS for one in row.said) / len(row.said))
        + WHOLE * any(is_whole(one) for one in row.said)
    )


def in_headline(one: Said) -> bool:
    """Say whether a statement is the headline of its report."""
    title = one.view.report.title or ""
    at = one.view.report.text.find(title) if title else -1
    return at >= 0 and at <= one.statement.start and one.statement.end <= at + len(title)


def by_weight(rows: Iterable[ClaimView], main: tuple[str, ...]) -> tuple[ClaimView, ...]:
    """Return claims, the weightiest first, those of one weight in the order of the reports."""
    return tuple(
        sorted(
            rows, key=lambda row: (-round(weigh(row, main), 6), row.said[0].view.number, row.said[0].statement.start)
        )
    )
