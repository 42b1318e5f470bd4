"""What two texts share, atom by atom: the marks that the pair model reads beside the words themselves.

A mark says of a word whether the other text has it (in the same order, anywhere, in another form, not at all), of a
number how it stands to the nearest number of its kind in the other text, and of both whether they belong to the
statement that is meant or to the sentence around it. Words of a statement are held against the other statement, words
around it against the whole of the other text. Pure text; used in training and at run time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache

from crossread.model_runtime.pre_tokens import find_atoms

SPECIAL, POINT, WORD, NUMBER = 0, 1, 2, 10
ABSENT, FORM, ALONE, ORDERED = range(4)  # how the other text has a word; doubled by its capital
NO_OTHER, EQUAL, LOWER, HIGHER = range(4)  # how a number stands to the nearest of its kind in the other text
MARKS = 14  # of one side; the second text has its own
AROUND = 2 * MARKS  # added to the mark of an atom outside the statement
NUM_MARKS = 2 * AROUND
Span = tuple[int, int]

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_VALUES: dict[str, float] = {word: i for i, word in enumerate(_WORDS.split())}
_VALUES |= {
    word: 10 * i for i, word in enumerate(["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 3)
}
_VALUES |= {"hundred": 100, "thousand": 1000, "dozen": 12}
_ORDINALS = {
    word: i
    for i, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
_MONTHS = {
    word: i
    for i, word in enumerate(
        [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ],
        1,
    )
}
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_FIGURE = re.compile(
    r"(?P<money>[$£€]\s?)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<order>st|nd|rd|th)?"
    r"(?:[\s-]?(?P<scale>thousand|million|billion|trillion|bn|mn|[mk])\b)?(?P<unit>\s?(?:%|percent\b|per\s+cent\b|"
    r"dollars\b|euros\b|pounds\b))?"
    r"|\b(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-](?P<ones>one|two|three|four|five|six|"
    r"seven|eight|nine)\b"
    rf"|\b(?P<word>{'|'.join([*sorted(_VALUES, key=len, reverse=True), *_ORDINALS])})\b(?:\s(?P<scale2>thousand|"
    rf"million|billion)\b)?"
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
        near = [
            n.value
            for n in others
            if n.kind == "plain" or (number.kind == "plain" and n.kind not in ("month", "order"))
        ]
    if not near:
        return NO_OTHER
    nearest = min(near, key=lambda value: (abs(value - number.value) / (abs(value) + abs(number.value) or 1.0), value))
    return EQUAL if nearest == number.value else LOWER if number.value < nearest else HIGHER


def word_form(word: str) -> str:
    """Return what the forms of a word have in common: its first five letters, a short word without its plural s."""
    return word[:5] if len(word) > 5 else word.rstrip("s")


@dataclass(frozen=True)
class Side:
    """One text of a pair, made ready: its atoms and numbers, and which atoms the statement holds."""

    text: str
    atoms: list[Span]
    numbers: list[Number]
    inside: list[bool]

    @cached_property
    def words(self) -> list[str]:
        return [self.text[start:end].lower() for start, end in self.atoms]

    @cached_property
    def held(self) -> dict[bool, _Held]:
        """What the other text is held against: its words inside its statement, and those around it."""
        return {inside: _Held.of(self, whole=not inside) for inside in (True, False)}

    @classmethod
    @lru_cache(maxsize=20_000)  # a statement stands in many pairs
    def of(cls, text: str, span: Span) -> Side:
        atoms = find_atoms(text)
        return cls(text, atoms, find_numbers(text), [start < span[1] and end > span[0] for start, end in atoms])


@dataclass(frozen=True)
class _Held:
    """What a text has to be held against: its words, their forms, its pairs of neighbours, its numbers."""

    words: set[str]
    forms: set[str]
    bigrams: set[tuple[str, str]]
    numbers: list[Number]

    @classmethod
    def of(cls, side: Side, whole: bool) -> _Held:
        kept = [i for i, inside in enumerate(side.inside) if whole or inside]
        words = [side.words[i] for i in kept]
        spans = {side.atoms[i][0] for i in kept}
        numbers = side.numbers if whole else [n for n in side.numbers if n.start in spans]
        return cls(set(words), {word_form(w) for w in words}, set(zip(words, words[1:], strict=False)), numbers)


def _side_marks(side: Side, against: dict[bool, _Held]) -> list[int]:
    """Return a mark an atom; `against[inside]` is what the atoms inside or around the statement are held against."""
    own, marks = side.words, []
    for i, (start, _) in enumerate(side.atoms):
        word, held = own[i], against[side.inside[i]]
        if not side.text[start].isalnum():
            marks.append(POINT)
            continue
        ordered = (i > 0 and (own[i - 1], word) in held.bigrams) or tuple(own[i : i + 2]) in held.bigrams
        had = ORDERED if ordered else ALONE if word in held.words else FORM if word_form(word) in held.forms else ABSENT
        marks.append(WORD + 2 * had + side.text[start].isupper())
    starts = [start for start, _ in side.atoms]
    for number in side.numbers:
        for i in range(bisect_left(starts, number.start), bisect_left(starts, number.end)):
            marks[i] = NUMBER + standing(number, against[side.inside[i]].numbers)
    return [mark if inside else mark + AROUND for mark, inside in zip(marks, side.inside, strict=True)]


def pair_marks(first: Side, second: Side) -> tuple[list[int], list[int]]:
    """Return the marks of the atoms of both texts; those of the second are MARKS higher."""
    return _side_marks(first, second.held), [mark + MARKS for mark in _side_marks(second, first.held)]


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


def stretch_around(side: Side, marks: list[int], sizes: list[int], limit: int) -> tuple[int, int]:
    """Return the stretch of at most `limit` pieces that is read: the statement, then the words around it on both sides.

    Of a statement that is itself too long, what shares most with the other text.
    """
    if sum(sizes) <= limit:
        return 0, len(sizes)
    held = [i for i, inside in enumerate(side.inside) if inside] or [0]
    begin, end = held[0], held[-1] + 1
    room = limit - sum(sizes[begin:end])
    if room < 0:
        low, high = best_stretch(marks[begin:end], sizes[begin:end], limit)
        return begin + low, begin + high
    while True:
        left = sizes[begin - 1] if begin else room + 1
        right = sizes[end] if end < len(sizes) else room + 1
        nearer_left = held[0] - begin <= end - 1 - held[-1]
        if left <= room and (nearer_left or right > room):
            begin, room = begin - 1, room - left
        elif right <= room:
            end, room = end + 1, room - right
        else:
            return begin, end


_BREAK = re.compile(r"\n|(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(r"(?:\b[A-Z][a-z]{0,3}|\b[A-Za-z]\.[A-Za-z])\.$")
LONGEST_SENTENCE = 600  # characters; a longer one is cut to this much around the statement


def sentence_around(text: str, start: int, end: int) -> tuple[str, Span]:
    """Return the sentence or sentences of `text` that a statement lies in, and the statement's span there.

    This is how statements are shown to the model in training, so that run time shows them in the same way.
    """
    low, high = max(0, start - LONGEST_SENTENCE // 2), min(len(text), end + LONGEST_SENTENCE // 2)
    for found in _BREAK.finditer(text, low, high):
        if found.group() != "\n" and _ABBREVIATION.search(text, max(0, found.start() - 6), found.start()):
            continue
        if found.end() <= start:
            low = found.end()
        elif found.start() >= end:
            high = found.start()
            break
    while low < start and text[low].isspace():
        low += 1
    sentence = text[low : max(high, end)].rstrip()
    return sentence if len(sentence) >= end - low else text[low:end], (start - low, end - low)
