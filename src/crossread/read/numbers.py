"""Numbers as English writes them -> values. Patterns are compiled once; nothing here looks at context."""

from __future__ import annotations

import re

ONES = {
    name: value
    for value, name in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
    )
}
TENS = {name: 10 * value for value, name in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "mn": 1e6, "mln": 1e6, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
FRACTIONS = {
    "half": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25, "fifth": 0.2, "fifths": 0.2,
    "sixth": 1 / 6, "sixths": 1 / 6, "eighth": 0.125, "eighths": 0.125, "tenth": 0.1, "tenths": 0.1,
}  # fmt: skip
VAGUE = ["dozens", "scores", "hundreds", "thousands", "millions", "billions", "tens"]
_WORD = "|".join([*sorted([*ONES, *TENS], key=len, reverse=True)])
_BIG = "hundred|thousand|million|billion|trillion"
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+"
WORDS = rf"(?:(?:{_WORD})(?:-(?:{_WORD}))?|a(?=\s(?:{_BIG})\b))(?:\s(?:and\s)?(?:{_BIG}|(?:{_WORD})(?:-(?:{_WORD}))?)\b)*"
SCALE = r"hundred|thousand|million|billion|trillion|lakh|crore|mln|mn|bn|trn|tn|m|b|k"


def parse_digits(text: str) -> float:
    """Return the value of digits with thousands commas ("1,240.5")."""
    return float(text.replace(",", ""))


def parse_words(text: str) -> float:
    """Return the value of a number in words ("two hundred and thirty-one", "a million")."""
    total, part = 0.0, 0.0
    for word in re.split(r"[\s-]+", text.lower()):
        if word in ("and", ""):
            continue
        if word == "a":
            part = 1
        elif word in ONES:
            part += ONES[word]
        elif word in TENS:
            part += TENS[word]
        elif word == "hundred":
            part = (part or 1) * 100
        else:
            total += (part or 1) * SCALES[word]
            part = 0
    return total + part
