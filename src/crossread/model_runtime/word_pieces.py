"""Word pieces of an atom: the uncased BERT vocabulary of the shipped encoder, cut as `tokenizers` cuts it.

The package `tokenizers` brings a client of a model hub and 30 MB, for what is one greedy search a word: so the search
stands here, and the tests hold it to the package's answers for every sign and for words of all scripts.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

LONGEST_WORD = 100  # characters, as in tokenizer.json (`max_input_chars_per_word`)
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip
# What counts as punctuation to the vocabulary beside Unicode's own: all of ASCII that is no letter, digit or control.
_ASCII_SIGNS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def word_pieces(path: Path, unknown: int, kept: int) -> Callable[[str], tuple[int, ...]]:
    """Return what gives the pieces of an atom, by the vocabulary in a tokenizer.json; never none: then it is `unknown`.

    `kept` answers are held, for words come again.
    """
    vocabulary: dict[str, int] = json.loads(path.read_text("utf-8"))["model"]["vocab"]

    @lru_cache(maxsize=kept)
    def pieces(atom: str) -> tuple[int, ...]:
        return tuple(piece for word in words_of(atom) for piece in _cut(word, vocabulary, unknown)) or (unknown,)

    return pieces


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, without accents and controls; a sign or an ideograph is a word."""
    plain = "".join(map(_cleaned, text))
    bare = (sign for sign in unicodedata.normalize("NFD", plain) if unicodedata.category(sign) != "Mn")
    lower = "".join(sign.lower() for sign in bare)  # sign by sign: a sigma at the end of a word is one like the others
    return "".join(f" {sign} " if _is_punctuation(sign) else sign for sign in lower).split()


def _cleaned(sign: str) -> str:
    if sign.isspace():
        return " "
    if sign == "\ufffd" or unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs"):
        return ""
    return f" {sign} " if any(first <= ord(sign) <= last for first, last in _IDEOGRAPHS) else sign


def _is_punctuation(sign: str) -> bool:
    return sign in _ASCII_SIGNS or unicodedata.category(sign).startswith("P")


def _cut(word: str, vocabulary: dict[str, int], unknown: int) -> list[int]:
    """Return the longest pieces from the left; a word with a rest that no piece begins is unknown as a whole."""
    if len(word) > LONGEST_WORD:
        return [unknown]
    found: list[int] = []
    start = 0
    while start < len(word):
        before = "##" if start else ""
        end = next((end for end in range(len(word), start, -1) if before + word[start:end] in vocabulary), None)
        if end is None:
            return [unknown]
        found.append(vocabulary[before + word[start:end]])
        start = end
    return found
