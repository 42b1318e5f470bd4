"""The check of the fuzzer of texts, on a few of its inputs; `python -m tests.fuzz.texts` grows more."""

from __future__ import annotations

import random

import pytest

from crossread.model import Report
from tests.fuzz.piles import mutated, seeds
from tests.fuzz.texts import check, check_text


@pytest.mark.parametrize("seed", range(40))
def test_cleaned_texts_hold_what_is_read_in_them(seed: int) -> None:
    rng, pool = random.Random(seed), seeds()
    check(bytes([rng.randrange(256)]) + mutated(rng, rng.choice(pool)[1][:1000], pool))


def test_what_is_wrong_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.texts.quoted_stretches", lambda text: [(0, len(text) + 1)])
    with pytest.raises(AssertionError):
        check_text(Report(id="r", path="a.txt", text="“Velm.”"))
