"""Units and currencies by the names the press gives them: what stands after or before a number, and its SI base."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from crossread.languages.tables import load

KELVIN_AT_0C = 273.15  # NIST SP 811, B.8
_SAME_LENGTH = str.maketrans({"-": " ", "‑": " ", "\n": " ", "\u00a0": " ", "\t": " "})
_FIRST = re.compile(r"[^\W\d_]+|[^\w\s]")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or currency: its name (an ISO code for money), and what one of it is in its base."""

    name: str
    base: str | None
    factor: float
    money: bool = False


@dataclass(frozen=True, slots=True)
class _Form:
    text: str
    exact: bool  # a symbol: its case counts
    unit: Unit


def _plurals(words: str) -> set[str]:
    """Return a unit's name in the plural: its first word before "per", its last word, or both."""
    found = {words}
    parts = words.split(" ")
    for at in {0, len(parts) - 1}:
        one = parts[at]
        many = (
            one[:-1] + "ies"
            if one.endswith("y") and one[-2] not in "aeiou"
            else one + "es"
            if one.endswith(("ch", "x"))
            else one + "s"
        )
        found.add(" ".join([*parts[:at], many, *parts[at + 1 :]]))
    return found


@cache
def _tables() -> tuple[dict[str, list[_Form]], dict[str, Unit], dict[str, str]]:
    """Return forms by first word (longest first), units by name, and currencies' English names."""
    data = load("units")
    units: dict[str, Unit] = {}
    forms: list[_Form] = []

    def add(unit: Unit, words: str, symbols: str) -> None:
        units.setdefault(unit.name, unit)
        for word in filter(None, words.split("|")):
            forms.extend(_Form(w.translate(_SAME_LENGTH), False, unit) for w in sorted(_plurals(word)))
        forms.extend(_Form(s.translate(_SAME_LENGTH), True, unit) for s in filter(None, symbols.split("|")))

    for name, (words, symbols, base, factor) in data["units"].items():
        add(Unit(name, base, float(factor)), words, symbols)
        for prefix in data["prefixed"].get(name, "").split():
            letters, power = data["prefixes"][prefix]
            stem = data["prefixed_symbols"].get(name, symbols)
            joined = "|".join(a + b for a in letters.split("|") for b in stem.split("|") if b)
            long = "|".join(prefix + w for w in words.split("|"))
            add(Unit(prefix + name, base, float(factor) * power), long, joined)
    names: dict[str, str] = {}
    for code, (name, words, symbols) in data["currencies"].items():
        names[code] = name
        add(Unit(code, code, 1.0, True), "|".join([name, words]), "|".join(filter(None, [code, symbols])))
    table: dict[str, list[_Form]] = {}
    for form in forms:
        first = _FIRST.match(form.text)
        if first:
            table.setdefault(first.group().lower(), []).append(form)
    for entry in table.values():
        entry.sort(key=lambda f: (-len(f.text), not f.exact, f.text))
    return table, units, names


def unit_at(text: str, at: int) -> tuple[int, Unit] | None:
    """Return (end, unit) of the longest unit that begins at an offset, hyphens read as blanks."""
    first = _FIRST.match(text, at)
    if first is None:
        return None
    forms = _tables()[0].get(first.group().lower())
    if forms is None:
        return None
    chunk = text[at : at + _LONGEST].translate(_SAME_LENGTH)
    lowered = chunk.lower()
    for form in forms:
        size = len(form.text)
        if (chunk if form.exact else lowered).startswith(form.text):
            after = chunk[size : size + 1]
            if form.text[-1].isalnum() and (
                after.isalnum()
                or after in ("²", "³")
                or (form.exact and re.match(r"[-‑]\d", text[at + size : at + size + 2]))
            ):
                continue
            return at + size, form.unit
    return None


@cache
def unit_named(name: str) -> Unit | None:
    """Return a unit by its full singular name or ISO code; a flow ("litre per day") is made of its two units."""
    units = _tables()[1]
    if name in units:
        return units[name]
    what, per, time = name.rpartition(" per ")
    over, under = units.get(what), units.get(time)
    if not per or over is None or under is None or over.base not in _FLOWING or under.base != "second":
        return None
    return Unit(name, f"{over.base} per second", over.factor / under.factor)


_FLOWING = frozenset({"cubic metre", "kilogram"})  # bases of what is told by the day or the hour in many units


def currency_name(code: str) -> str:
    """Return the English name of a currency ("South Korean won")."""
    return _tables()[2].get(code, code)


def in_base(value: float, unit: Unit) -> float:
    """Return a value in the base of its unit; degrees become kelvins."""
    if unit.name == "degree Celsius":
        return value + KELVIN_AT_0C
    if unit.name == "degree Fahrenheit":
        return (value + 459.67) * 5 / 9
    return value * unit.factor
