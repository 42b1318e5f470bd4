"""What the page's search asks of figures: the values of a statement with the words they count, and units that convert.

A question such as "> 1000 dead" or "under 5 km" is answered in the browser; this module writes what it needs beside each
statement, and once a page the units that the dossier itself shows to be convertible.
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
    words = [quantity.topic or "", quantity.counted or "", unit, UNIT_SHORT.get(unit, ""), MONEY_SHORT.get(quantity.measure, "")]
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
    """Return the units of the dossier as JSON: name or short form to [base unit, factor]; sums of money are left out."""
    found: dict[str, tuple[str, float]] = {}
    for quantity in out.dossier.quantities:
        base, value = quantity.base, quantity.low
        convertible = base is not None and base.low is not None and value and quantity.unit and quantity.measure not in MONEY_SHORT
        if convertible and base is not None and base.low is not None and value and not quantity.per and "degree" not in (quantity.unit or ""):
            factor = base.low / value
            for name in {quantity.unit or "", UNIT_SHORT.get(quantity.unit or "", "")} - {""}:
                found.setdefault(name.casefold(), (base.unit, float(f"{factor:.10g}")))
    return json.dumps(dict(sorted(found.items())), ensure_ascii=False, separators=(",", ":"))
