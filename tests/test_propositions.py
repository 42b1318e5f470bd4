"""Propositions as PropSegmEnt counts them: what the reading says, dealt out by lists, circumstances and what a name is called."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

from benchmarks.tasks.propositions import propositions_in


def _propositions(text: str, nlp: Language) -> list[str]:
    tokens = [(match.start(), match.end()) for match in re.finditer(r"\w+|[^\w\s]", text)]
    return [" ".join(text[slice(*place)] for place in places) for places in propositions_in(text, tokens, nlp)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ann Holt and Tom Arle left Varn.", ["Ann Holt left Varn", "Tom Arle left Varn"]),
        ("Ann Holt has won a Lamp and a Bell.", ["Ann Holt has won a Lamp", "Ann Holt has won a Bell"]),
        ("The ferry called at Varn and Orle.", ["The ferry called at Varn", "The ferry called at Orle"]),
        ("It was a short, dry summer.", ["It was a short summer", "It was a dry summer"]),
        ("The bridge opened on Monday in Varn.", ["The bridge opened on Monday", "The bridge opened in Varn"]),
        ("She met the actor Tom Arle.", ["the actor Tom Arle", "She met Tom Arle"]),
        ("They sell fruit such as pears and plums.", ["They sell fruit", "They sell pears", "They sell plums"]),
        ("Talks between Varn and Orle failed.", ["Talks between Varn and Orle failed"]),
        ("Ann Holt left Varn.", ["Ann Holt left Varn"]),
    ],
)
def test_a_statement_is_dealt_out(text: str, wanted: list[str], nlp: Language) -> None:
    assert _propositions(text, nlp) == wanted
