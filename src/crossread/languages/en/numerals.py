"""Numbers as English writes them -> values. Patterns are compiled once; nothing here looks at what is counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Literal

from crossread.languages.en.number_words import ONES, SCALES, TEENS, TENS, end_of_number, parse_words
from crossread.languages.en.units import unit_at
from crossread.languages.patterns import word_forms

Kind = Literal["digits", "words", "fraction", "vague"]

PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "twelfth": 12, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
VULGAR = {
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
    "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
}  # fmt: skip
PLURAL = 2  # "dozens" are at least two dozen, "hundreds" at least two hundred; how many more is open
SEVERAL = {"several": 3, "many": 3, "some": 2, "a few": 3, "few": 3, "a couple of": 2, "couple of": 2, "a couple": 2}
_BINARY = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 32, 64})  # denominators the press writes with a stroke

_SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[-\s](?:{'|'.join(list(ONES)[1:])}))?|{'|'.join([*TEENS, *ONES])})\b"
_BIG = r"(?:dozen|hundred|thousand|million|billion|trillion|quadrillion|lakh|crore)\b"
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?![\d,]*\d)|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)"
    r"|\d{1,3},\s000(?!\d)|\d+)(?:\.\d+)?|\.\d+"
)
_SEPARATORS = re.compile(r"[,\s\u00a0\u202f\u2009]")
_ANY_BIG = re.compile(_BIG, re.IGNORECASE)
_ARTICLE = re.compile(r"\ban?[\s-]$")
_BOUNDED = re.compile(
    r"\b(?:nearly|almost|about|around|roughly|approximately|than|over|under|least|barely)\s$", re.IGNORECASE
)
_OF_SIZE = frozenset(["metre", "kilogram", "square metre", "cubic metre"])
_NO_SIZE = frozenset(
    ["chain", "hand", "link", "rod", "stone", "cup", "barrel", "league", "yard", "point", "line", "hair"]
)
_NUMBER = re.compile(
    rf"(?P<top>\d{{1,2}})[/⁄](?P<bottom>\d{{1,2}})(?![\d/])|(?P<num>{_DIGITS})"
    r"(?:[-\s](?P<top2>\d{1,2})[/⁄](?P<bottom2>\d{1,2})(?![\d/])|(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])|\sand\s(?P<half>a\shalf|"
    r"a\squarter)\b)?"
    r"|(?P<alone>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])"
)
_SCALE = re.compile(
    r"(?P<gap>[^\S\n]?[-‑]\s?|[^\S\n]?|(?<=[^\n]{40})\n)(?P<scale>hundred|thousand|million|billion|trillion|"
    r"quadrillion|lakh|crore|dozen|mln|mil|mn|bln|bn|trn|tn|[mMbBkK])s?(?![^\W_])(?:[-\s](?P<more>thousand|million|"
    r"billion|trillion|crore)\b)?",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"(?:(?P<top>one|two|three|four|five|six|seven|eight|nine|an?|\d)(?:\s-\s|"
    rf"[-\s]))?(?P<part>{'|'.join(PARTS)})(?P<s>s?)\b"
    rf"(?:[-\s](?:an?\s)?(?P<scale>dozen|hundred|thousand|million|billion|trillion)\b|\sof\sa\s(?P<scale2>million|"
    rf"billion|trillion)\b)?",
    re.IGNORECASE,
)
_RATIO = re.compile(
    rf"(?P<a>\d{{1,3}}|{_SMALL})\s(?:in(?:\severy)?|out\sof(?:\severy)?)\s(?P<b>\d{{1,3}}(?:,\d{{3}})*|"
    rf"{_SMALL}(?:\s(?:hundred|thousand|million))?|a\s(?:hundred|thousand|million))(?![\w%.,]*\d)(?!\s?(?:%|"
    rf"per\s?cent))",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:(?P<lead>several|many|some|a\sfew|a\scouple(?:\sof)?)\s)?(?P<first>tens|dozens?|scores|hundreds?|thousands?|"
    r"millions?|billions?|trillions?)(?:\sof\s(?P<second>hundreds|thousands|millions|billions|trillions))?\b",
    re.IGNORECASE,
)
_UNIT_OF_VAGUE = {"ten": 10.0, "score": 20.0} | SCALES
_VAGUE_WORDS = frozenset(["tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions"])
_SEVERAL_WORDS = frozenset(["several", "many", "few", "couple", "some"])
_NUMBER_WORDS = frozenset(
    [
        *ONES, *TEENS, *TENS, "hundred", "thousand", "million", "billion", "trillion", "dozen", *PARTS,
        *(p + "s" for p in PARTS if p != "half"), "halves",
    ]  # fmt: skip
)


def _beginnings() -> re.Pattern[str]:
    """Return an expression of lower-case text for all that begins a number: words by first letter, digits, fractions.

    An alternation of literals lets the engine skip all other letters; a boundary before it would not.
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(_NUMBER_WORDS | _VAGUE_WORDS | _SEVERAL_WORDS, key=lambda w: (-len(w), w)):
        by_letter.setdefault(word[0], []).append(word[1:])
    words = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in sorted(by_letter.items()))
    return re.compile(rf"(?:{words})(?![^\W\d_])|an?(?=\s[a-z])|\.?\d|[{''.join(VULGAR)}]")


_BEGINNING = _beginnings()
# more than anything that is counted; a longer row of digits is a key or a code, and its sums would overflow
GREATEST = 1e60
_ASCII = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def lower(text: str) -> str:
    """Return a text in lower case with every character in its place (a few become two in `str.lower`)."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text.translate(_ASCII)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written: `value` is None where only a vague word stands, whose `least` is then the lower bound."""

    start: int
    end: int
    value: float | None
    kind: Kind
    scaled: bool = False
    least: float | None = None


def parse_digits(text: str) -> float:
    """Return the value of digits with separators of thousands ("1,240.5", "12,34,567", "80, 000")."""
    return float(_SEPARATORS.sub("", text))


def find_numerals(text: str) -> list[Numeral]:
    """Return every number of a text in order, in digits, words, fractions and vague words; none overlap."""
    found: list[Numeral] = []
    done = 0
    for match in _BEGINNING.finditer(lower(text)):
        start = match.start()
        if start < done:
            continue
        word = match.group()
        if word[0].isalpha():
            if start and text[start - 1].isalpha():
                continue
            numeral = _in_words(text, start, word)
        else:
            numeral = _ratio(text, start) or _in_digits(text, start)
        if numeral is not None:
            if numeral.value is not None and not numeral.value < GREATEST:
                numeral = Numeral(numeral.start, numeral.end, None, "digits")
            found.append(numeral)
            done = numeral.end
    return found


_ODD = re.compile(r"\d{1,3}(?:\s\d{3}|[.,]\d)")
_SPACED = re.compile(r"[1-9]\d{0,2}(?:\s\d{3})+(?:[.,]\d{1,2})?(?![\d/]|[.,:-]\d|\s\d{3})")
_SPACED_AFTER = re.compile(r"\s(?:(?:million|billion)\b|[a-z])|[-\s]?(?:[%€£]|[A-Z]{3}\b)|[.,;)]?(?:\s|$)")
_NO_SPACED_BEFORE = re.compile(
    r"(?:[\d.,:/+-]|\b(?:19|20)\d\d\s|\b(?i:january|february|march|april|may|june|july|august|september|october|"
    r"november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|flight|route|no|room|call|tel|phone|page|line|boeing|"
    r"airbus)\.?\s)$"
)
_EUROPEAN = re.compile(
    r"\d{1,3}(?:\.\d{3}){2,}(?:,\d{1,2})?(?![\d.,]*\d)|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)|\d{1,3},\d{1,2}(?![\d,.]*\d)"
)
_MEASURED = re.compile(
    r"\s?(?:%|per\s?cent\b|€|(?:million|billion|thousand|trillion|bn|mn)\b)"
)
_THOUSAND_DOT = re.compile(r"[1-9]\d{0,2}\.\d{3}(?![\d.,]*\d)")
_PLURAL_NOUN = re.compile(r"\s(?:[a-z]+\s){0,2}?(?:people|men|women|children|staff|troops|[a-z]{3,}s)\b")


def _european(text: str, start: int) -> tuple[int, float] | None:
    """Return (end, value) of digits written as on the Continent: 1.250.000, 12.500,50, 3,5 percent, 1.250 people."""
    match = _EUROPEAN.match(text, start)
    if match is not None:
        end = match.end()
        decided = "." in match.group() or _MEASURED.match(text, end) or _unit_behind(text, end)
        return (end, float(match.group().replace(".", "").replace(",", "."))) if decided else None
    match = _THOUSAND_DOT.match(text, start)
    if match is None or not _PLURAL_NOUN.match(text, match.end()) or _unit_behind(text, match.end()):
        return None  # a number of things has no fraction in thousandths
    return match.end(), float(match.group().replace(".", ""))


def _unit_behind(text: str, end: int) -> bool:
    return text[end : end + 1] == " " and unit_at(text, end + 1) is not None


def _spaced(text: str, start: int) -> tuple[int, float] | None:
    """Return (end, value) of thousands set apart by blanks: 816 000 tonnes, 1 500 workers."""
    match = _SPACED.match(text, start)
    if match is None or "\n" in match.group() or not _SPACED_AFTER.match(text, match.end()):
        return None
    if _NO_SPACED_BEFORE.search(text, max(0, start - 14), start):
        return None
    return match.end(), float(
        _SEPARATORS.sub("", match.group().replace(",", "."))
        if "," in match.group()[-3:]
        else _SEPARATORS.sub("", match.group())
    )


def _in_digits(text: str, start: int) -> Numeral | None:
    if _ODD.match(text, start) is not None:
        odd = _spaced(text, start) or _european(text, start)
        if odd is not None:
            return _scaled(text, start, odd[0], odd[1])
    match = _NUMBER.match(text, start)
    if match is None:
        return None
    end, kind = match.end(), "digits"
    if match["top"]:
        top, bottom = int(match["top"]), int(match["bottom"])
        if not (0 < top < bottom and bottom in _BINARY):
            return Numeral(start, match.end(), None, "digits")  # "9/11", "24/7": no number, and nothing inside it is
        value = top / bottom
        kind = "fraction"
    elif match["alone"]:
        value, kind = VULGAR[match["alone"]], "fraction"
    else:
        value = parse_digits(match["num"])
        if match["top2"]:
            top, bottom = int(match["top2"]), int(match["bottom2"])
            if 0 < top < bottom and bottom in _BINARY:
                value += top / bottom
            else:
                end = match.end("num")
        elif match["vulgar"]:
            value += VULGAR[match["vulgar"]]
        elif match["half"]:
            value += 0.25 if match["half"].lower().endswith("quarter") else 0.5
    found = _scaled(text, start, end, value)
    return found if found.scaled or kind == "digits" else Numeral(start, end, value, "fraction")


_WORD_OF_SCALE = re.compile(
    r"(?:[^a-z]|^)(hundred|thousand|million|billion|trillion|quadrillion|lakh|crore|dozen|mln|mil|mn|bln|bn|trn|tn|"
    r"[mbk])s?$",
    re.I,
)


def scale_of(text: str, numeral: Numeral) -> float:
    """Return what a number is counted in, by its last words: a million of "3.6 million", 1 of "1,200" and "fifty"."""
    scale, end = 1.0, numeral.end
    while numeral.scaled and (found := _WORD_OF_SCALE.search(text, numeral.start, end)) is not None:
        scale, end = scale * SCALES[found[1].lower()], found.start()
    return scale


def _scaled(text: str, start: int, end: int, value: float) -> Numeral:
    """Return a number in digits with the scale that follows it ("3.6bn", "12 million")."""
    scale = _SCALE.match(text, end)
    if scale is None or not _is_scale(text, start, scale):
        return Numeral(start, end, value, "digits")
    whole = value * SCALES[scale["scale"].lower()] * (SCALES[scale["more"].lower()] if scale["more"] else 1)
    return Numeral(start, scale.end(), round(whole, 6), "digits", True)  # 8.2 million, not 8199999.999999999


_TALL = re.compile(r"[\s-]?(?:tall|long|wide|deep|high|away|from|above|below|x|×|by|in\s(?:length|height|width|depth|"
                   r"diameter)|of\s(?:the|cable|rope|water)|and|or|to|south|north|east|west|off|out|ahead|down|up|at|"
                   r"on|for|is|was|final|sprint|freestyle|hurdles|race|run|walk|drop|fall|swim|relay)\b",
                   re.I)  # fmt: skip


# What "a 12m …" tells of money or people; anything else is so many metres long.
_IN_MILLIONS = re.compile(
    r"(?:\s[\w’'-]+){0,2}?\s(?:loan|deal|fund|grant|contract|package|budget|fine|investment|increase|rise|cut|fall|"
    r"shortfall"
    r"|deficit|surplus|profit|loss|debt|bid|offer|stake|bond|project|programme|program|scheme|plan|sale|payout|payment|"
    r"prize"
    r"|settlement|donation|campaign|takeover|transfer|move|upgrade|revamp|refit|people|strong|population|audience|"
    r"majority|fee"
    r"|film|house|home|mansion|yacht|jackpot|claim|bill|fraud|heist|boost|bailout|order|purchase|facility|line)s?\b"
)
_MOST_METRES = 1000  # "a 12m passage" tells metres below this many


def _is_scale(text: str, start: int, scale: re.Match[str]) -> bool:
    """Say whether a letter is a scale ("$3.6m", "35m of its devices") or a unit ("1.8m tall", "a 5 m rope")."""
    letter = scale["scale"]
    if len(letter) > 1:
        return letter.lower() not in ("mil",) or bool(not scale["gap"].strip())
    if "-" in scale["gap"] or (scale["gap"] and letter != "B" and letter != "M"):
        return False
    money = text[max(0, start - 2) : start].strip()[-1:]
    if letter in "kK":
        return not (letter == "K" and scale["gap"])
    if money and (money in "$£€¥₩₹₽₺₴₪₦=💶💵💷💴" or text[max(0, start - 2) : start] in ("PS", "RM", "Rs")):
        return True
    if letter in "bB":
        return True
    follows = text[scale.end() : scale.end() + 24]
    if letter == "M":
        return True
    if not follows.startswith((" ", "-")) or _TALL.match(follows):
        return text[start - 3 : start].isupper() and not follows[:1].isalnum()
    measured = (
        text[max(0, start - 2) : start] == "a " and float(text[start : scale.start()].replace(",", "")) < _MOST_METRES
    )
    return not (measured and re.match(r" [a-z]", follows) and _IN_MILLIONS.match(text, scale.end()) is None)


def _one_unit(text: str, start: int, end: int) -> Numeral | None:
    """Read "a" as one where it is bounded and a unit of size follows: "nearly a metre", "more than a ton"."""
    if _BOUNDED.search(text, max(0, start - 12), start) is None:
        return None
    found = unit_at(text, end + 1)
    if (
        found is None
        or found[1].base not in _OF_SIZE
        or found[1].name in _NO_SIZE
        or text.startswith(" and a ", found[0])
    ):
        return None
    return Numeral(start, end, 1.0, "words")


def _in_words(text: str, start: int, lowered: str) -> Numeral | None:
    before = text[max(0, start - 8) : start].lower()
    if lowered in ("a", "an"):
        return _one_unit(text, start, start + len(lowered))
    if lowered in _VAGUE_WORDS or lowered in _SEVERAL_WORDS:
        return _vague(text, start - (2 if lowered in ("few", "couple") and re.search(r"\ba\s$", before) else 0))
    if lowered.removesuffix("s") in PARTS or lowered == "halves":
        lead = re.search(r"\ban?\s$", before)
        return _fraction(text, start - len(lead.group()) if lead else start)
    fraction = _fraction(text, start) if lowered in ONES else None
    if fraction is not None:
        return fraction
    ratio = _ratio(text, start)
    if ratio is not None:
        return ratio
    lead = _ARTICLE.search(before)
    if lead and lowered in SCALES:
        start -= len(lead.group())
    if lowered in SCALES and not lead and lowered != "dozen":
        return None
    end = end_of_number(text, start)
    if end == start:
        return None
    words = text[start:end]
    return Numeral(start, end, parse_words(words), "words", _ANY_BIG.search(words) is not None)


def _ratio(text: str, start: int) -> Numeral | None:
    """Read "one in five", "seven out of 10", "1 in 10,000" as the fraction that they are."""
    match = _RATIO.match(text, start)
    if match is None:
        return None
    a = float(match["a"]) if match["a"][0].isdigit() else parse_words(match["a"])
    b = parse_digits(match["b"]) if match["b"][0].isdigit() else parse_words(match["b"])
    counted_in = " in " in match.group().lower() and "every" not in match.group().lower()
    if not 0 < a < b or (counted_in and (1500 <= b <= 2099 or (a != 1 and b not in (10, 100, 1000)))):
        return None
    return Numeral(start, match.end(), a / b, "fraction")


_FRACTION_FOLLOWS = re.compile(rf"\s(?:to|and|or)\s(?:(?:one|two|three|four|five|an?)[-\s])?"
                               rf"(?:{'|'.join(PARTS)})s?\s(?:of|the|its|their|our|his|her|all)\b|"
                               r"[-\s](?:of|the|its|their|our|his|her|all|an?|as|stake|interest|share|owned|majority|"
                               r"finished|full|empty|more|less|that|this|point|hour|turn|inch|mile|percentage|cent|"
                               r"price|way|again)\b|\s(?:to|and|or)\s[\w.]+(?:-\w+)?\s?(?:%|per\s?cent)",
                               re.I)  # fmt: skip
_ORDINAL_BEFORE = re.compile(r"\b(?:the|first|second|third|fourth|latter|other|last|next|this|that|one-and-a|top|"
                             r"bottom|better|per|fiscal|each|every|and a|in|half|final|previous|same|opening|closing|"
                             r"of|on|by|finished|came)[\s-]$", re.I)  # fmt: skip


_CHANGE_ENDS = re.compile(
    r"\s?(?:[.,;:)!?”\"]|$)|\s(?:to|from|in|on|since|over|during|last|this|next|between|compared|against|after|before|"
    r"when|while|as|and|at|because|under|within|by|for|year|with|if|but|or|again|today|yesterday)\b",
    re.IGNORECASE,
)


@cache
def _by_how_much() -> re.Pattern[str]:
    """Return what ends right before how far something moved: "fell by almost", "cut its staff by", "down"."""
    verbs = "|".join(re.escape(word) for key in ("figures.up", "figures.down") for word in word_forms(key))
    moving = "|".join(word_forms("figures.moving"))
    rough = "|".join(word_forms("figures.rough"))
    by = rf"\b(?:{verbs})\s(?:[^\s,;.]+\s){{0,5}}?by\s"
    return re.compile(rf"(?:{by}|\b(?:{moving})\s)(?:(?:{rough})\s)*$", re.IGNORECASE)


def _is_of_change(text: str, start: int, end: int) -> bool:
    """Say whether a part is how far something moved: "fell by a third", "up by almost half", "down a fifth"."""
    if _CHANGE_ENDS.match(text, end) is None:
        return False
    return _by_how_much().search(text, max(0, start - 80), start) is not None


def _fraction(text: str, start: int) -> Numeral | None:
    match = _FRACTION.match(text, start)
    if match is None:
        return None
    top_word = (match["top"] or "").lower()
    top = 1 if top_word in ("", "a", "an") else int(top_word) if top_word.isdigit() else ONES[top_word]
    bottom = PARTS[match["part"].lower()]
    part = match["part"].lower()
    scale = match["scale"] or match["scale2"]
    if scale:
        return Numeral(start, match.end(), float(Fraction(top, bottom)) * SCALES[scale.lower()], "words", True)
    if bool(match["s"]) != (top > 1) and part != "half":
        return None
    if top >= bottom or (not match["top"] and part != "half"):
        return None
    if _is_of_change(text, start, match.end()):
        return Numeral(start, match.end(), top / bottom, "fraction")
    if not _FRACTION_FOLLOWS.match(text, match.end()):
        return None
    if (
        part in ("half", "quarter")
        and top == 1
        and _ORDINAL_BEFORE.search(text[max(0, start - 12) : start])
        and not re.match(r"\sof\b", text[match.end() : match.end() + 4])
    ):
        return None
    if not match["top"] and re.search(
        r"\b(?:first|second|latter|other|the|last|third|fourth|final|better|this|that|next)\s$",
        text[max(0, start - 10) : start],
        re.I,
    ):
        return None
    if part == "quarter" and re.match(r"\sof\s(?:19|20)\d\d|\sa(?:go|\syear)", text[match.end() : match.end() + 8]):
        return None
    return Numeral(start, match.end(), top / bottom, "fraction")


def _vague(text: str, start: int) -> Numeral | None:
    match = _VAGUE.match(text, start)
    if match is None:
        return None
    first = match["first"].lower()
    plural = first.endswith("s")
    lead = re.sub(r"\s+", " ", (match["lead"] or "").lower())
    if not plural and (not lead or lead in ("some", "many")):
        return None
    least = _UNIT_OF_VAGUE[first.removesuffix("s")] * (PLURAL if plural else SEVERAL[lead])
    if match["second"]:
        least *= SCALES[match["second"].lower().removesuffix("s")]
    return Numeral(start, match.end(), None, "vague", True, least)
