"""Sentences -> quantities, in the names and shapes of the NewsQuant gold.

What the reading says is only renamed here: ISO codes to currencies' English names, a fraction to "%" of what it is of,
"dozens" to the dozen and "thousands" to 1,000 to 10,000, a change from one figure to another to one range. What a
figure is about (the gold's concepts) is its counted thing, else the nouns of its clause's subject.
"""

from __future__ import annotations

from typing import Any

from benchmarks.figure_concepts import about
from benchmarks.rows import read_rows, write_rows
from crossread.grammar.labels import to_universal
from crossread.languages.en.units import currency_name, unit_named
from crossread.model import Quantity, Report
from crossread.model_runtime import load
from crossread.reading.figures.quantities import find_quantities

# As the gold has them; README-figures.md of the exam: "p (pence) is named point".
GOLD_NAMES = {"ILS": "shekel", "ESP": "peseta", "DEM": "mark", "NLG": "netherlands guilde"}
OPEN_ENDED = 10  # "thousands": the gold has them end where the next word for a number begins


def predict(given: str, out: str) -> None:
    nlp = load()
    rows = []
    for row in read_rows(given):
        text = row["text"]
        doc = to_universal(nlp(text))
        report = Report(id="x", path="x", text=text)
        found = join_changes(text, find_quantities(report, text, doc))
        rows.append({"id": row["id"], "quantities": [in_gold_terms(q, about(doc, q.start, q.end, q.unit is None)) for q in found]})
    write_rows(out, rows)


def join_changes(text: str, found: tuple[Quantity, ...]) -> list[Quantity]:
    """Make one range of the two ends of a change: "from 208 pounds to 193", "to 29 mpg from 20"."""
    joined: list[Quantity] = []
    for quantity in found:
        before = joined[-1] if joined else None
        if (
            before is not None
            and text[: before.start].endswith("from ")
            and text[before.end : quantity.start] in (" to ", " to the ")
            and None not in (before.low, quantity.low)
            and (before.unit == quantity.unit or None in (before.unit, quantity.unit))
        ):
            ends = sorted((before.low or 0.0, quantity.high or 0.0))
            joined[-1] = quantity.__class__(**{**{f: getattr(quantity, f) for f in quantity.__struct_fields__}, "start": before.start, "low": ends[0], "high": ends[1], "unit": before.unit or quantity.unit, "per": before.per if before.unit else quantity.per, "bound": "="})
        else:
            joined.append(quantity)
    return joined


def in_gold_terms(quantity: Quantity, concepts: list[str]) -> dict[str, Any]:
    low, high, unit, counted = quantity.low, quantity.high, quantity.unit, quantity.counted
    bound = quantity.bound
    if low is None and quantity.base is not None and quantity.base.low is not None:
        scale = quantity.base.low / 2
        low, high = (scale, scale) if scale == 12 else (scale, OPEN_ENDED * scale)
        bound = "=" if bound == "~" else bound
    if unit is None and quantity.base is not None and quantity.base.unit == "percent":
        unit = "%"
    if unit is not None:
        first = quantity.measure
        named = unit_named(first)
        if named is not None and named.money:
            unit = " per ".join([GOLD_NAMES.get(first, currency_name(first)), *filter(None, [quantity.per])])
        elif first == "penny" and quantity.text.endswith("p"):
            unit = "point"
    return {"low": low, "high": high, "bound": bound, "unit": unit, "counted": counted, "concepts": concepts}


