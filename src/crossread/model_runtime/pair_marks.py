"""What two texts share, atom by atom: the marks that the pair model reads beside the words themselves.

A mark says of a word whether the other text has it (in the same order, anywhere, in another form, not at all), and of a
number how it stands to the nearest number of its kind in the other text. Pure text; used in training and at run time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from crossread.model_runtime.pre_tokens import find_atoms

SPECIAL, POINT, WORD, NUMBER = 0, 1, 2, 10
ABSENT, FORM, ALONE, ORDERED = range(4)  # how the other text has a word; doubled by its capital
NO_OTHER, EQUAL, LOWER, HIGHER = range(4)  # how a number stands to the nearest of its kind in the other text
MARKS = 14  # of one side; the second text has its own
NUM_MARKS = 2 * MARKS

_WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_VALUES: dict[str, float] = {word: i for i, word in enumerate(_WORDS.split())}
_VALUES |= {word: 10 * i for i, word in enumerate(["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 3)}
_VALUES |= {"hundred": 100, "thousand": 1000, "dozen": 12}
_ORDINALS = {word: i for i, word in enumerate(["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1)}
_MONTHS = {
    word: i
    for i, word in enumerate(
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"], 1
    )
}
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_FIGURE = re.compile(
    r"(?P<money>[$£€]\s?)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<order>st|nd|rd|th)?"
    r"(?:[\s-]?(?P<scale>thousand|million|billion|trillion|bn|mn|[mk])\b)?(?P<unit>\s?(?:%|percent\b|per\s+cent\b|dollars\b|euros\b|pounds\b))?"
    r"|\b(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-](?P<ones>one|two|three|four|five|six|seven|eight|nine)\b"
    rf"|\b(?P<word>{'|'.join([*sorted(_VALUES, key=len, reverse=True), *_ORDINALS])})\b(?:\s(?P<scale2>thousand|million|billion)\b)?"
    rf"|\b(?P<month>{'|'.join(m.capitalize() for m in _MONTHS)})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Number:
    """A number of a text: its place, its value, and its kind (plain, share, money, year, order, month)."""

    start: int
    end: int
    value: float
    kind: str


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of `text` in order; kinds are told apart so that a year is never held against a count."""
    found = []
    for match in _FIGURE.finditer(text):
        part = match.groupdict()
        kind = "plain"
        if part["month"]:
            if not match.group()[0].isupper():
                continue
            value, kind = float(_MONTHS[part["month"].lower()]), "month"
        elif part["digits"]:
            value = float(part["digits"].replace(",", ""))
            unit = (part["unit"] or "").strip().lower()
            if part["order"]:
                kind = "order"
            elif unit.startswith(("%", "per")):
                kind = "share"
            elif part["money"] or unit:
                kind = "money"
            elif re.fullmatch(r"1\d{3}|20\d{2}", part["digits"]) and not part["scale"]:
                kind = "year"
            value *= _SCALES.get((part["scale"] or "").lower(), 1.0)
        elif part["tens"]:
            value = _VALUES[part["tens"].lower()] + _VALUES[part["ones"].lower()]
        else:
            word = part["word"].lower()
            value, kind = (float(_ORDINALS[word]), "order") if word in _ORDINALS else (float(_VALUES[word]), "plain")
            value *= _SCALES.get((part["scale2"] or "").lower(), 1.0)
        found.append(Number(*match.span(), value, kind))
    return found


def standing(number: Number, others: list[Number]) -> int:
    """Return how `number` stands to the nearest of `others`: of its own kind, else of the plain kind or for it."""
    near = [n.value for n in others if n.kind == number.kind]
    if not near and number.kind in ("plain", "share", "money", "year"):
        near = [n.value for n in others if n.kind == "plain" or (number.kind == "plain" and n.kind not in ("month", "order"))]
    if not near:
        return NO_OTHER
    nearest = min(near, key=lambda value: (abs(value - number.value) / (abs(value) + abs(number.value) or 1.0), value))
    return EQUAL if nearest == number.value else LOWER if number.value < nearest else HIGHER


def word_form(word: str) -> str:
    """Return what the forms of a word have in common: its first five letters, a short word without its plural s."""
    return word[:5] if len(word) > 5 else word.rstrip("s")


def pair_marks(first: str, second: str) -> tuple[tuple[list[tuple[int, int]], list[int]], tuple[list[tuple[int, int]], list[int]]]:
    """Return atoms and marks of both texts; the marks of the second are MARKS higher."""
    sides = [(text, find_atoms(text), find_numbers(text)) for text in (first, second)]
    words = [[text[a:b].lower() for a, b in atoms] for text, atoms, _ in sides]
    sets = [(set(w), {word_form(x) for x in w}, set(zip(w, w[1:], strict=False))) for w in words]
    found = []
    for side, (text, atoms, numbers) in enumerate(sides):
        own, (known, forms, bigrams) = words[side], sets[1 - side]
        starts = [start for start, _ in atoms]
        marks = []
        for i, (start, _) in enumerate(atoms):
            word = own[i]
            if not text[start].isalnum():
                marks.append(POINT)
            else:
                ordered = (i > 0 and (own[i - 1], word) in bigrams) or (i + 1 < len(own) and (word, own[i + 1]) in bigrams)
                had = ORDERED if ordered else ALONE if word in known else FORM if word_form(word) in forms else ABSENT
                marks.append(WORD + 2 * had + text[start].isupper())
        for number in numbers:
            stands = standing(number, sides[1 - side][2])
            for i in range(bisect_left(starts, number.start), bisect_left(starts, number.end)):
                marks[i] = NUMBER + stands
        found.append((atoms, [mark + side * MARKS for mark in marks]))
    return found[0], found[1]


def best_stretch(marks: list[int], sizes: list[int], limit: int) -> tuple[int, int]:
    """Return the stretch of at most `limit` pieces whose atoms share most with the other text."""
    shared = [0 if mark % MARKS in (SPECIAL, POINT, WORD, WORD + 1, NUMBER) else 1 for mark in marks]
    best, begin, size, worth = (0, 0, 0), 0, 0, 0
    for end in range(len(marks)):
        size += sizes[end]
        worth += shared[end]
        while size > limit and begin < end:
            size -= sizes[begin]
            worth -= shared[begin]
            begin += 1
        best = max(best, (worth, -begin, end + 1))
    return -best[1], best[2]
