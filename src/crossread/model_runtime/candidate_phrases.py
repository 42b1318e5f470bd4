"""Words and trees -> phrases that may refer, and what can be told of each without the network.

Spans follow OntoGUM: the whole noun phrase with its relative clause, its apposition and a possessive 's; a head of
listed nouns gives two phrases, its own and the whole list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from crossread.languages.genders import WOMAN, gender_of_name, gender_of_words
from crossread.languages.tables import words as listed_words
from crossread.model_runtime.decode import Word

_APART = frozenset(
    [
        "conj", "cc", "punct", "case", "parataxis", "cop", "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "aux",
        "aux:pass", "advcl", "mark", "expl", "discourse", "list", "vocative", "dislocated", "orphan", "reparandum",
    ]  # fmt: skip
)
_IN_LISTS = _APART - {"conj", "cc", "punct"}
_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "SYM", "ADJ", "X"})
_MODIFIERS = frozenset({"det", "amod", "nummod", "advmod", "compound"})
_ARTICLES = frozenset({"the", "a", "an"})
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "X", "SYM"})

PRONOUNS = {
    form: number
    for number, forms in enumerate(
        (
            "i me my mine myself", "you your yours yourself yourselves", "he him his himself", "she her hers herself",
            "it its itself", "we us our ours ourselves", "they them their theirs themselves themself",
            "this that", "these those", "who whom whose which what",
        )
    )
    for form in forms.split()
}  # fmt: skip
HE, SHE, IT = 2, 3, 4
TITLED = 3  # words before a name, and its first, among which its titles are looked for
OTHER_PRONOUN, PERSON, BODY, PLACE, NAME, DEFINITE, POINTED, INDEFINITE, OWNED, BARE = range(10, 20)
CLASSES = 20
FIRST_SECOND, THIRD, NAMED, DEFINED, OTHER = range(5)  # what kinds of anaphora resolve alike
GROUPS = 5
_GROUP = np.array([0, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 3, 4])
ROLES = {
    "nsubj": 0, "nsubj:pass": 1, "nsubj:outer": 0, "obj": 2, "iobj": 3, "obl": 4, "obl:agent": 4, "obl:unmarked": 4,
    "nmod": 5, "nmod:poss": 6, "root": 7, "conj": 8, "appos": 9, "compound": 10,
}  # fmt: skip
NUM_ROLES = 12
SINGULAR, PLURAL, ANY = range(3)


@dataclass(frozen=True)
class Phrases:
    """Candidate mentions in order of place; every array has one row a phrase.

    `head`, `first` and `last` are indices of words; `held[held_from[i] : held_from[i + 1]]` are the content words that
    phrase i has, each once, as numbers in ascending order (of lower-cased lemmas); `exact`, `lemma`, `short` and
    `initials` are numbers that are equal where the strings are. `pronoun` is the one that stands for the phrase (HE,
    SHE, IT), by what it is itself or by a title and a given name, -1 where nothing tells.
    """

    spans: list[tuple[int, int]]
    head: np.ndarray
    first: np.ndarray
    last: np.ndarray
    kind: np.ndarray
    role: np.ndarray
    number: np.ndarray
    entity: np.ndarray
    sentence: np.ndarray
    quoted: np.ndarray
    listed: np.ndarray
    exact: np.ndarray
    lemma: np.ndarray
    short: np.ndarray
    initials: np.ndarray
    governor: np.ndarray
    pronoun: np.ndarray
    held: np.ndarray
    held_from: np.ndarray

    @cached_property
    def sizes(self) -> np.ndarray:
        """Return how many content words each phrase has."""
        found: np.ndarray = np.diff(self.held_from)
        return found

    @cached_property
    def head_repeats(self) -> np.ndarray:
        """Return how often the head word of each phrase heads a phrase, in the steps of `repeats`."""
        return repeats(self.lemma)

    @cached_property
    def places(self) -> tuple[np.ndarray, np.ndarray]:
        """Return where phrases start and where they end."""
        return np.array([s for s, _ in self.spans]), np.array([e for _, e in self.spans])

    @cached_property
    def _keys(self) -> tuple[np.ndarray, int]:
        """Return a number for each content word of each phrase, ascending, and by what a phrase's numbers are apart."""
        apart = int(self.held.max()) + 1 if len(self.held) else 1
        return np.repeat(np.arange(len(self.sizes)), self.sizes) * apart + self.held, apart

    def shared(self, i: np.ndarray, j: np.ndarray) -> np.ndarray:
        """Return how many content words the phrases of each pair share; takes space for the pairs alone."""
        keys, apart = self._keys
        counts = self.sizes[i]
        pair = np.repeat(np.arange(len(i)), counts)
        within = np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts)
        wanted = j[pair] * apart + self.held[self.held_from[i][pair] + within]
        at = np.searchsorted(keys, wanted)
        has = keys[np.minimum(at, len(keys) - 1)] == wanted if len(keys) else np.zeros(0, bool)
        return np.bincount(pair, has, minlength=len(i)).astype(np.int64)

    @property
    def group(self) -> np.ndarray:
        """Return the kind of anaphor that each phrase would be."""
        found: np.ndarray = _GROUP[self.kind]
        return found


def repeats(values: np.ndarray) -> np.ndarray:
    """Return how often each value occurs in the text, in four steps: 1, 2, 3 to 5, more."""
    _, where, counts = np.unique(values, return_inverse=True, return_counts=True)
    found: np.ndarray = np.digitize(counts[where], [2, 3, 6])
    return found


_COLUMNS = tuple(name for name in Phrases.__dataclass_fields__ if name not in ("spans", "held", "held_from"))


class _Numbers(dict[str, int]):
    def __missing__(self, key: str) -> int:
        self[key] = len(self)
        return self[key]


def find_phrases(
    text: str, words: Sequence[Word], names: Sequence[tuple[int, int, str]], types: Sequence[str]
) -> Phrases:
    """Return every phrase that may refer; `types` orders the types of names, 0 stands for none."""
    children: list[list[int]] = [[] for _ in words]
    for i, word in enumerate(words):
        if word.head != i:
            children[word.head].append(i)
    spans = _spans(words, children)
    order = sorted(spans, key=lambda s: (words[s[0]].start, -words[s[1]].end))
    entity_of = _types_of_words(words, names, types)
    quoted = _quoted(text, words)
    strings, lemmas, content = _Numbers(), _Numbers(), _Numbers()
    low = [word.lemma.lower() for word in words]
    led = [low[i] in _ARTICLES or word.relation == "nmod:poss" for i, word in enumerate(words)]
    closing = [word.relation == "case" for word in words]
    telling = [content[low[i]] if word.upos in _CONTENT else -1 for i, word in enumerate(words)]
    capitals = [text[word.start] if text[word.start].isupper() else "" for word in words]
    persons = [name for name in names if name[2] == "person"]
    rows: list[tuple[int, ...]] = []
    held: list[list[int]] = []
    for first, last in order:
        head, listed = spans[first, last]
        word = words[head]
        begin, end = first, last
        while begin < end and led[begin]:
            begin += 1
        while begin < end and closing[end]:
            end -= 1
        plain = text[words[begin].start : words[end].end]
        own = [i for i in range(begin, end + 1) if telling[i] >= 0]
        initials = "".join([capitals[i] for i in own]) if len(own) > 1 else ""
        kind = _kind(text, words, children[head], word, entity_of[head], types)
        rows.append(
            (
                head, first, last, kind,
                ROLES.get(word.relation, NUM_ROLES - 1), _number(text, word, listed), entity_of[head], word.sentence,
                quoted[head], int(listed), strings[plain.lower()], lemmas[low[head]],
                strings[f"={plain}"] if plain.isupper() else -1,
                strings[f"={initials}"] if len(initials) > 1 else -2, word.head,
                _pronoun(kind, text, words[first : head + 1], persons),
            )
        )  # fmt: skip
        held.append([telling[i] for i in own])
    columns = np.array(rows, np.int64).reshape(len(rows), len(_COLUMNS)).T
    kept = [sorted(set(found)) for found in held]
    places = [(words[a].start, words[b].end) for a, b in order]
    return Phrases(
        spans=places, held=np.array([word for found in kept for word in found], np.int64),
        held_from=np.cumsum([0, *map(len, kept)], dtype=np.int64), **dict(zip(_COLUMNS, columns, strict=True)),
    )  # fmt: skip


def _pronoun(kind: int, text: str, before: Sequence[Word], names: Sequence[tuple[int, int, str]]) -> int:
    """Return the pronoun that a phrase is or that its titles and its given name call for, -1 where nothing tells.

    `before` are its words up to its head, of which the last is the head itself.
    """
    if HE <= kind <= IT:
        return kind
    if kind != PERSON:
        return -1
    head = before[-1]
    name = next((text[start:end] for start, end, _ in names if start <= head.start < end), "")
    titles = [text[word.start : word.end].lower() for word in before[-TITLED:]]
    parts = name.split()
    while len(parts) > 2 and parts[0].lower() in listed_words("people", "titles"):
        parts = parts[1:]
    told = gender_of_words(titles) or gender_of_name(" ".join(parts))
    return -1 if not told else SHE if told == WOMAN else HE


def _spans(words: Sequence[Word], children: list[list[int]]) -> dict[tuple[int, int], tuple[int, bool]]:
    """Return (first word, last word) -> (head, whether it is a whole list)."""
    found: dict[tuple[int, int], tuple[int, bool]] = {}
    for i, word in enumerate(words):
        if word.upos not in _HEADS or (word.upos in ("DET", "ADJ", "NUM") and word.relation in _MODIFIERS):
            continue
        after = [c for c in children[i] if words[c].relation == "case" and c > i]  # a possessive 's
        found.setdefault(_reach(i, [*_below(i, words, children, _APART), *after]), (i, False))
        if any(words[c].relation == "conj" for c in children[i]):
            found.setdefault(_reach(i, _below(i, words, children, _IN_LISTS)), (i, True))
    return found


def _below(head: int, words: Sequence[Word], children: list[list[int]], apart: frozenset[str]) -> list[int]:
    found, waiting = [head], [c for c in children[head] if words[c].relation not in apart]
    while waiting:
        word = waiting.pop()
        found.append(word)
        waiting += children[word]
    return found


def _reach(head: int, kept: list[int]) -> tuple[int, int]:
    """Return the stretch around the head that has no gap of more than one word."""
    kept = sorted(kept)
    low = high = kept.index(head)
    while low > 0 and kept[low - 1] >= kept[low] - 2:
        low -= 1
    while high + 1 < len(kept) and kept[high + 1] <= kept[high] + 2:
        high += 1
    return kept[low], kept[high]


def _types_of_words(words: Sequence[Word], names: Sequence[tuple[int, int, str]], types: Sequence[str]) -> list[int]:
    found, at = [0] * len(words), 0
    for start, end, name in names:
        while at < len(words) and words[at].end <= start:
            at += 1
        k = at
        while k < len(words) and words[k].start < end:
            found[k] = 1 + types.index(name)
            k += 1
    return found


_MARK = re.compile(r'[“”"\n]')


def _quoted(text: str, words: Sequence[Word]) -> list[int]:
    """Say of each word whether it stands inside double quotation marks; a paragraph's end closes them."""
    found, inside = [], 0
    marks = [(match.start(), match.group()) for match in _MARK.finditer(text)]
    at = 0
    for word in words:
        while at < len(marks) and marks[at][0] <= word.start:
            c = marks[at][1]
            inside = 1 if c == "“" else 0 if c in "”\n" else 1 - inside
            at += 1
        found.append(inside)
    return found


def _kind(
    text: str, words: Sequence[Word], children: list[int], word: Word, entity: int, types: Sequence[str]
) -> int:
    """Return what a phrase is by its head `word` and the words that hang on it (`children`): a pronoun, a name of a
    type, or a noun with its determiner."""
    form = text[word.start : word.end].lower()
    if word.upos in ("PRON", "DET") or (form in PRONOUNS and word.relation == "nmod:poss"):
        return PRONOUNS.get(form, OTHER_PRONOUN)
    if entity:
        name = types[entity - 1]
        if name in ("person", "organisation", "place"):
            return (PERSON, BODY, PLACE)[("person", "organisation", "place").index(name)]
    if word.upos == "PROPN":
        return NAME
    for child in children:
        if words[child].relation == "nmod:poss":
            return OWNED
        if words[child].relation == "det":
            lemma = text[words[child].start : words[child].end].lower()
            if lemma in ("this", "that", "these", "those", "such", "both"):
                return POINTED
            return DEFINITE if lemma == "the" else INDEFINITE
    return BARE


def _number(text: str, word: Word, listed: bool) -> int:
    form = text[word.start : word.end].lower()
    if word.upos == "PRON":
        kind = PRONOUNS.get(form, OTHER_PRONOUN)
        return SINGULAR if kind in (0, 2, 3, 4, 7) else PLURAL if kind in (5, 6, 8) else ANY
    if listed:
        return PLURAL
    if word.upos == "NOUN":
        return PLURAL if form.endswith("s") and form != word.lemma.lower() else SINGULAR
    return SINGULAR if word.upos == "PROPN" else ANY
