"""Which language a report is in, from its commonest words and its script; only English is read."""

from __future__ import annotations

import re

_WORDS = {
    "en": "the of and to in a is that for on was with said by from as at it has be are his have",
    "de": "der die das und in den von zu mit ist nicht ein eine auf für dem des sich auch",
    "fr": "le la les des et en un une du que est pour dans qui sur pas au par avec",
    "es": "el la los las de que y en un una por con para del se no su al lo",
    "it": "il lo la gli di che e un una per con non del della sono si in da",
    "pt": "o a os as de que e em um uma para com não do da por se no na",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er",
}
_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_SCRIPTS = (("ru", "\u0400", "\u04ff"), ("ar", "\u0600", "\u06ff"), ("ko", "\uac00", "\ud7af"), ("ja", "\u3040", "\u30ff"),
            ("zh", "\u4e00", "\u9fff"), ("he", "\u0590", "\u05ff"), ("el", "\u0370", "\u03ff"), ("hi", "\u0900", "\u097f"))  # fmt: skip
SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")


def guess_language(text: str) -> str:
    """Return an ISO 639-1 code: the script's where most letters are of another script, else the commonest words'."""
    words = [word.lower() for word in _WORD.findall(text[:SAMPLE])]
    letters = "".join(words)
    for language, low, high in _SCRIPTS:
        if letters and sum(low <= c <= high for c in letters) > 0.4 * len(letters):
            return language
    counts = {language: sum(word in known for word in words) for language, known in _SETS.items()}
    best = max(counts, key=lambda language: (counts[language], language == "en"))
    return best if counts[best] > 1.3 * counts["en"] and counts[best] >= 5 else "en"
