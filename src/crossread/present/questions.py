"""What the page's search asks of figures: the values of a statement with the words they count, and units that convert.

A question such as "> 1000 dead" or "under 5 km" is answered in the browser; this module writes what it needs beside
each statement, and once a page the units that the dossier itself shows to be convertible.
"""

from __future__ import annotations

import json
import math

from crossread.model import Quantity
from crossread.present.outline import Outline
from crossread.present.statement_view import Said
from crossread.present.visible import one_line
from crossread.present.wording import MONEY_SHORT, UNIT_SHORT

MOST = 8  # figures of one statement that can be asked for


def asked(one: Said) -> str:
    """Return the figures of a statement as low|high|words|base low|base high|base unit, joined by semicolons."""
    found = [_figure(quantity) for quantity in one.quantities if quantity.low is not None or quantity.high is not None]
    return ";".join(dict.fromkeys(found[:MOST]))


def _figure(quantity: Quantity) -> str:
    low, high = _bounds(quantity.low, quantity.high)
    unit = quantity.unit or ""
    words = [quantity.topic or "", quantity.counted or "", unit]
    words += [UNIT_SHORT.get(unit, ""), MONEY_SHORT.get(quantity.measure, "")]
    told = one_line(" ".join(dict.fromkeys(word for word in words if word))).replace("|", " ").replace(";", " ")
    fields = [low, high, told.casefold()]
    if quantity.base is not None:
        fields += [*_bounds(quantity.base.low, quantity.base.high), quantity.base.unit]
    return "|".join(fields)


def _bounds(low: float | None, high: float | None) -> tuple[str, str]:
    first, last = (low if low is not None else high), (high if high is not None else low)
    return _number(first), _number(last)


def _number(value: float | None) -> str:
    return "" if value is None or not math.isfinite(value) else f"{value:.10g}"


def measures(out: Outline) -> str:
    """Return the units of the dossier as JSON: name or short form to [base unit, factor]; money is left out."""
    found: dict[str, tuple[str, float]] = {}
    for quantity in out.dossier.quantities:
        factor, unit = _factor(quantity), quantity.unit or ""
        if factor is not None and quantity.base is not None:
            for name in {unit, UNIT_SHORT.get(unit, "")} - {""}:
                found.setdefault(name.casefold(), (quantity.base.unit, float(f"{factor:.10g}")))
    return json.dumps(dict(sorted(found.items())), ensure_ascii=False, separators=(",", ":"))


def _factor(quantity: Quantity) -> float | None:
    """Return by what a figure in its unit is multiplied to be in its base unit; None where that is no fixed number."""
    base, value, unit = quantity.base, quantity.low, quantity.unit or ""
    if base is None or base.low is None or not value:
        return None
    if not unit or quantity.per or "degree" in unit or quantity.measure in MONEY_SHORT:
        return None
    return base.low / value
