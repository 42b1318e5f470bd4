"""Numbers in words -> where they end and what they are: "two hundred and thirty-one", "five and a half thousand".

Two numbers are one only where English counts so: tens take ones, "and" stands behind hundred and above, scales fall
from left to right. "five and six", "sixty and seventy" and a number at a line's end with one on the next are two.
"""

from __future__ import annotations

import re

_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEN_ON = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {word: number for number, word in enumerate(_UNITS)}
TEENS = {word: number for number, word in enumerate(_TEN_ON.split(), 10)}
TENS = {word: 10 * number for number, word in enumerate(_TENS.split(), 2)} | {"fourty": 40}
SCALES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "quadrillion": 1e15,
    "k": 1e3, "mn": 1e6, "mln": 1e6, "mil": 1e6, "m": 1e6, "bn": 1e9, "bln": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12,
    "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
_HUNDREDS = frozenset({"dozen", "hundred"})
_BIG = frozenset({"dozen", "hundred", "thousand", "million", "billion", "trillion", "quadrillion", "lakh", "crore"})
_LINE = 40  # characters of a line that may have been cut: only such a line's last number goes on in the next
_JOINT = re.compile(rf"[-‑ \t\u00a0]|\s?[-‑]\s?(?=[a-z])|(?<=[^\n]{{{_LINE}}})\n(?=[a-z])")
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_BLANKS = re.compile(r"[\s-]+")
_PARTS = {
    "a half": 0.5, "a quarter": 0.25, "three quarters": 0.75, "three quarter": 0.75, "a third": 1 / 3,
    "two thirds": 2 / 3,
}  # fmt: skip
_PART = re.compile(
    r"[-\s]and[-\s](?P<part>a[-\s](?:half|quarter|third)|three[-\s]quarters?|two[-\s]thirds)\b", re.IGNORECASE
)


_DIGIT = rf"(?:{'|'.join(_UNITS)}|oh)"
_POINT_BEHIND = re.compile(rf"\spoint(?:[-\s]{_DIGIT}\b)+", re.IGNORECASE)
_POINT = re.compile(rf"\b(?P<whole>[a-z]+)\spoint(?P<digits>(?:[-\s]{_DIGIT}\b)+)", re.IGNORECASE)


def _decimal(match: re.Match[str]) -> str:
    """Return "two point five" in digits."""
    whole = ONES.get(match["whole"].lower(), TEENS.get(match["whole"].lower(), TENS.get(match["whole"].lower(), 0)))
    return f"{whole}.{''.join(str(ONES.get(word, 0)) for word in _BLANKS.split(match['digits'].lower()) if word)}"


def parse_words(text: str) -> float:
    """Return the value of a number in words ("two hundred and thirty-one", "a million", "five and a half thousand")."""
    more = _PART.search(text)
    if more is not None:
        return _with_part(text[: more.start()], _PARTS[_BLANKS.sub(" ", more["part"].lower())], text[more.end() :])
    text = _POINT.sub(_decimal, text)
    total, part = 0.0, 0.0
    words = [w for w in _BLANKS.split(text.lower()) if w]
    for word in words:
        if word in ("a", "an"):
            part = part or 1.0
        elif word in ("half", "quarter"):
            part += 0.5 if word == "half" else 0.25
        elif word in _HUNDREDS:
            part = (part or 1) * SCALES[word]
        elif word in SCALES and part == 0 and total:  # "a hundred thousand million"
            total *= SCALES[word]
        elif word in SCALES:
            total, part = total + (part or 1) * SCALES[word], 0.0
        elif word[0].isdigit():
            part += float(word)
        else:
            part += ONES.get(word, TEENS.get(word, TENS.get(word, 0)))
    return total + part


def _with_part(whole: str, part: float, scale: str) -> float:
    """Return "two", a half, "million" and "a million", a half, "" as numbers: what is halved is what was counted
    last."""
    last = _BLANKS.split(whole.lower().strip())[-1]
    counted = SCALES[last] if last in _BIG and not scale.strip() else 1.0
    return (parse_words(whole) + part * counted) * (parse_words(scale) if scale.strip() else 1.0)


def end_of_number(text: str, start: int) -> int:
    """Return where a number in words ends that begins at `start` (with its article, where it has one)."""
    end, last = start, ""
    least_scale = float("inf")  # scales fall from left to right; hundreds count anew within each
    hundreds = False
    while True:
        at = end if end == start else _after_joint(text, end)
        word = _word_at(text, at)
        if word == "and" and last in _BIG and least_scale > 1:
            at = _after_joint(text, at + len("and"))
            word = _word_at(text, at)
            scale = _scale_behind(text, at + len(word))
            apart = text[:start].rstrip().lower().endswith("between")
            if not _small(word) or scale == 100 or scale >= least_scale or (scale > 100 and hundreds and apart):
                return end
        if not word or not _follows(last, word, least_scale, hundreds):
            return end
        end, last = at + len(word), word
        if word in _BIG:
            hundreds = word in _HUNDREDS
            least_scale = least_scale if hundreds else SCALES[word]
        half = (_PART.match(text, end) or _POINT_BEHIND.match(text, end)) if word not in ("a", "an") else None
        if half is not None:
            end, last = half.end(), "half"


def _word_at(text: str, at: int) -> str:
    match = _WORD.match(text, at) if at >= 0 else None
    return match.group().lower() if match is not None and not text[match.end() : match.end() + 1].isalpha() else ""


def _after_joint(text: str, end: int) -> int:
    match = _JOINT.match(text, end)
    return match.end() if match is not None else -1


def _small(word: str) -> bool:
    return word in ONES or word in TEENS or word in TENS


def _scale_behind(text: str, end: int) -> float:
    """Return the scale that a small number counts: 100 behind "two" of "two hundred", 1 behind "five" of "five men"."""
    word = _word_at(text, _after_joint(text, end))
    return SCALES[word] if word in _BIG else 1.0


def _follows(last: str, word: str, least_scale: float, hundreds: bool) -> bool:
    """Say whether a word goes on with a number whose last word is `last` ("" at its beginning).

    `hundreds` says that hundreds were counted since the last greater scale.
    """
    if word in _HUNDREDS:
        return last in ("a", "an", "half", "") or (_small(last) and not hundreds)
    if word in _BIG:
        if last in _BIG and last not in _HUNDREDS:
            return last == "thousand" and SCALES[word] > SCALES[last]
        return SCALES[word] < least_scale or last in ("a", "an", "half", "")
    if not last:
        return word in ("a", "an") or _small(word)
    if last in TENS:
        return word in ONES and word != "zero"
    return last in _BIG and last != "dozen" and _small(word)
