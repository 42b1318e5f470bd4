"""Which language a report is in, and which of its sentences are in another; only English is read.

Decided by py3langid (a maintained fork of langid.py, 139 languages, 4.5 MB), sentence by sentence. What stands in
quotation marks does not count for its sentence: an English report may quote in any language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from crossread.languages.tables import words
from crossread.languages.word_shares import word_shares

ENGLISH = "en"
SAMPLE = 200_000  # characters that decide the language of the whole; every sentence is looked at for its own
# A name or two make a short sentence look like any language: below these it says nothing of its language.
MIN_LETTERS, MIN_WORDS = 24, 4
SURE = 0.95  # probability from which a sentence in an English report is left unread
LIKELY = 0.5  # probability from which a sentence counts for the language of the whole
ENGLISH_WORDS = 0.15  # share of English function words from which a sentence is English, whatever names it holds
# Share of words common in English reporting from which a sentence is English, unless small words of others stand in it.
COMMON_WORDS = 0.5
# Nigerian Pidgin and "no language" take the place of English where a sentence is short
_ALIKE = frozenset({"pcm", "zxx", "und"})
MIN_PIDGIN = 80  # letters from which Pidgin is believed
_QUOTED = re.compile(r"“[^”\n]{0,2000}”|«[^»\n]{0,2000}»|„[^“”\n]{0,2000}[“”]|\"[^\"\n]{0,2000}\"")
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…。！？؟।]+[\"”’»)\]]*(?=\s|$)|(?<=[。！？])|(?=\n)|$)")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring sentences in one other language than the report's."""

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Languages:
    """The language of most of a report (ISO 639), the stretches in another, and whether it holds any English."""

    main: str
    others: tuple[Stretch, ...]
    english: bool


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    letters: int
    language: str
    probability: float


def find_languages(text: str, skip: Sequence[tuple[int, int]] = ()) -> Languages:
    """Return the languages of a text; stretches of `skip`, in order, are not looked at."""
    sentences = [_judge(text, start, end) for start, end in _sentences(text, skip)]
    votes: Counter[str] = Counter()
    for sentence in sentences:
        if sentence.end <= SAMPLE and sentence.probability >= LIKELY:
            votes[sentence.language] += sentence.letters
    main = max(votes, key=lambda language: (votes[language], language == ENGLISH)) if votes else _of_little(text)
    if main != ENGLISH:
        return Languages(main, (), votes[ENGLISH] > 0)
    others: list[Stretch] = []
    for sentence in sentences:
        if sentence.language == ENGLISH or sentence.probability < SURE:
            continue
        if others and others[-1].language == sentence.language and not text[others[-1].end : sentence.start].strip():
            others[-1] = Stretch(others[-1].start, sentence.end, sentence.language)
        else:
            others.append(Stretch(sentence.start, sentence.end, sentence.language))
    return Languages(ENGLISH, tuple(others), True)


def _sentences(text: str, skip: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = 0
    for start, end in [*skip, (len(text), len(text))]:
        for match in _SENTENCE.finditer(text, at, max(at, start)):
            found = match.group()
            inner = found.strip()
            if inner:
                begin = match.start() + found.index(inner[0])
                yield begin, begin + len(inner)
        at = max(at, end)


def _judge(text: str, start: int, end: int) -> _Sentence:
    """Tell the language of one sentence; of a short one, and of one of names alone, the probability is 0."""
    whole = text[start:end]
    plain = _QUOTED.sub(" ", whole)
    if sum(map(len, _LETTERS.findall(plain))) < MIN_LETTERS and not _LETTERS.search(plain):
        plain = whole  # nothing but a quotation
    found = _LETTERS.findall(plain)
    letters = sum(map(len, found))
    if not found:
        return _Sentence(start, end, 0, ENGLISH, 0.0)
    wide = sum(c > "\u2e7f" for c in plain)  # scripts without blanks have few "words"
    if _by_function_words(found):
        return _Sentence(start, end, letters, ENGLISH, 1.0 if len(found) >= MIN_WORDS else LIKELY)
    short = (letters < MIN_LETTERS or len(found) < MIN_WORDS) and not wide > 4
    if (short and plain.isascii()) or _by_common_words(found):
        return _Sentence(start, end, letters, ENGLISH, 0.0 if short else 1.0)
    language, probability = _identifier().classify(plain)
    if language in _ALIKE and (language != "pcm" or letters < MIN_PIDGIN):
        language = ENGLISH
    if _other_script(found):
        return _Sentence(start, end, letters, language, max(LIKELY, float(probability)))
    return _Sentence(start, end, letters, language, float(min(probability, LIKELY) if short else probability))


def _by_function_words(found: Sequence[str]) -> bool:
    known = words("languages", "function_words")
    share = sum(word.lower() in known for word in found) / len(found)
    return share >= ENGLISH_WORDS and (len(found) < 40 or share >= 2 * ENGLISH_WORDS)


def _by_common_words(found: Sequence[str]) -> bool:
    """Say whether half of the words are common in English reporting, and no two are small words of other languages.

    One such word may be of a name ("de Blasio"). Spares the identifier, half a second to load, what hardly any sentence
    of news needs it for.
    """
    lower = [word.lower() for word in found]
    if len(words("languages", "function_words_elsewhere").intersection(lower)) > 1:
        return False
    return sum(word in word_shares() for word in lower) >= COMMON_WORDS * len(lower)


def _other_script(found: Sequence[str]) -> bool:
    """Say whether most letters are of no Latin script (beyond Latin Extended, U+024F, and not Latin Extended
    Additional)."""
    letters = "".join(found)
    return 2 * sum(c > "\u024f" and not "\u1e00" <= c <= "\u1eff" for c in letters) > len(letters)


def _of_little(text: str) -> str:
    """Tell the language of a text whose sentences are all short: another than English only where it is sure."""
    language, probability = _identifier().classify(text[:SAMPLE])
    found = _LETTERS.findall(text[:SAMPLE])
    letters = sum(map(len, found))
    if _other_script(found):
        return str(language)
    return str(language) if probability >= SURE and letters >= MIN_LETTERS and language not in _ALIKE else ENGLISH


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
