"""Whatever the text: every span holds the words it says, and nothing falls over."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossread.model import Dossier, Report
from crossread.pipeline import read_reports

PASSAGES = Path(__file__).parent / "data/exchange"
PIECES = [
    "Velm has 40 tugs, the mayor said. ", "“We will sail,” Oda Lindqvist told the Herald. ", "\n\n", "\n", "“", "”", "\"", "'", "‘", "’",
    "According to officials, 3.5 million tonnes were lost on 3 March. ", "€2bn", " – ", "It is unclear whether ", "Nobody", " (", ") ", "\u200b", "日本語",
    "U.S. ", "Mr. ", "…", "🚢", "\t", "The ministry denied that ", "if it rains, ", "citing a leaked memo seen by the Herald, ",
]  # fmt: skip


def check(dossier: Dossier) -> None:
    texts = {r.id: r.text for r in dossier.reports}
    statements = {s.id for s in dossier.statements}
    for s in dossier.statements:
        assert texts[s.report][s.start : s.end] == s.text
        for part in (s.attribution.source, s.attribution.cue, *s.certainty.cues, *s.participants):
            assert part is None or texts[s.report][part.start : part.end] == part.text
        assert all(0 <= a < b <= len(texts[s.report]) for a, b in s.attribution.content)
    for q in dossier.quantities:
        assert texts[q.report][q.start : q.end] == q.text
    for t in dossier.times:
        assert texts[t.report][t.start : t.end] == t.text
    told = [s for c in dossier.claims for s in c.statements]
    assert sorted(told) == sorted(statements)
    assert all(x.statement in statements for x in (*dossier.exchange, *dossier.relations, *dossier.timeline))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), min_size=1, max_size=14))
def test_any_text_is_read_with_true_spans(nlp: Any, pieces: list[str]) -> None:
    text = "".join(pieces)
    if not text.strip():
        return
    check(read_reports([Report(id="r-1", path="a.txt", text=text)], nlp=nlp))


@pytest.mark.parametrize("text", ["“" * 500, "said " * 800, "a" * 5000, "1 " * 1500, "(" * 300 + "x", "Kim said that " * 60, "\n".join("“x" for _ in range(200))])
def test_hostile_text_ends_in_time(nlp: Any, text: str) -> None:
    check(read_reports([Report(id="r-1", path="a.txt", text=text)], nlp=nlp))


def test_torn_and_shuffled_prose_is_read(nlp: Any) -> None:
    """Trees of torn sentences are strange: a word may hang on one far off, a clause end with the text."""
    rows = [line for path in sorted(PASSAGES.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    texts = [text for row in rows if (text := json.loads(row).get("text"))]
    rng = random.Random(5)
    for number in range(250):
        text = rng.choice(texts)
        start = rng.randrange(len(text))
        torn = text[start : start + rng.randrange(20, 400)]
        if number % 2:
            words = torn.split()
            rng.shuffle(words)
            torn = " ".join(words)
        check(read_reports([Report(id="r-1", path="torn.txt", text=torn)], nlp=nlp))
