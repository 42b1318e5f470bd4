"""Invented reports of one story, enough to keep two workers busy."""

from __future__ import annotations

from crossread.model import Report

_TEXTS = (
    "The port of Velm has 12 cranes, the harbour master said on Monday. “We will buy two more,” said Ada Holm.",
    "Velm bought two cranes for 3 million euros, the mayor said on Tuesday. Ada Holm denied that the price was 4 million.",
    "According to the dock union, nobody asked the 40 dockers of Velm before the two cranes were bought.",
    "Ostria may sell two more cranes to Velm in June, its trade ministry said in a statement.",
)
REPORTS = [Report(id=f"r-{n}", path=f"{n}.txt", text=text, published="2031-06-09") for n, text in enumerate(_TEXTS)]
