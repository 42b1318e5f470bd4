"""Decisions as labels for training: kinds and places, no word of any report, nobody's name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from crossread.library.decisions import Decision

Place = tuple[str, int, int]
TAUGHT = (
    "claim.confirm", "claim.merge", "claim.refuse", "claim.split", "entity.confirm", "entity.merge", "entity.refuse",
    "entity.split", "figure.correct", "date.correct", "speaker.correct",
)  # fmt: skip
NUMBERS = ("low", "high", "from", "to")  # values that are no words of a report


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """One decision: (report, start, end) of its two sides, and numbers or dates that were put right."""

    kind: str
    one: tuple[Place, ...]
    other: tuple[Place, ...]
    value: dict[str, Any] = {}


def labels_of(decisions: Iterable[Decision]) -> tuple[Label, ...]:
    """Return the labels of the decisions that stand and that a model can learn from."""
    return tuple(
        Label(
            kind=one.kind,
            one=tuple((anchor.report, anchor.start, anchor.end) for anchor in one.one),
            other=tuple((anchor.report, anchor.start, anchor.end) for anchor in one.other),
            value={key: value for key, value in one.value.items() if key in NUMBERS},
        )
        for one in decisions
        if one.stands and one.kind in TAUGHT
    )
