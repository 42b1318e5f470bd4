"""Which pairs of statements are worth a closer look: the nearest of each by words, names, figures and meaning.

All weights are those of one story: what another story says changes no pair of this one.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crossread.compare.same_fact.views import StatementView
from crossread.model_runtime.pair_marks import word_form
from crossread.model_runtime.pre_tokens import find_atoms

Vectors = npt.NDArray[np.float32]
Pair = tuple[int, int]

# of other reports, for each statement; `python -m training.same_fact --candidates` prints what others find
NEIGHBOURS = 20
BLOCK = 1024  # rows of a similarity matrix made at once: bounds the memory of a large story
AXES = 512  # axes onto which words are hashed; a thousand reports have more words than a matrix has room for
IN_MOST = 0.3  # what a word weighs that every statement has: the floor of the inverse document frequency
MAX_BLOCK = 40  # a figure in more statements than this says too little to propose pairs
LEAST_TELLING = 12  # counts up to a dozen are in every story
WORDS, MEANING = 1.0, 1.4  # shares of the two likenesses in the order of neighbours


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a statement as they are written: each two in a row, and the stems of all (`word_form`)."""

    in_a_row: frozenset[tuple[str, str]]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class StoryStatistics:
    """What must be known of all statements of a story to compare two.

    `weights` say how much a word tells, `vectors` what each statement means. `around` are the words of all statements
    of its sentence, `places` where in its report it stands: 0 first, 1 last. `orders` are the statements of each report
    as they stand in its text. `wordings` are the words that each is told in, `stem_weights` how much the stem of one
    tells.
    """

    weights: Mapping[str, float]
    vectors: Vectors
    around: tuple[frozenset[str], ...]
    places: tuple[float, ...]
    orders: tuple[tuple[int, ...], ...]
    wordings: tuple[Wording, ...]
    stem_weights: Mapping[str, float]


def _wording(text: str) -> Wording:
    words = [word.lower() for start, end in find_atoms(text) if (word := text[start:end])[0].isalnum()]
    return Wording(frozenset(zip(words, words[1:], strict=False)), frozenset(map(word_form, words)))


def story_statistics(views: Sequence[StatementView], vectors: Vectors | None) -> StoryStatistics:
    """Weigh the words of a story by ln((1 + n) / (1 + df)) + IN_MOST; `vectors` are L2-normalised, a row a
    statement."""
    weights = _weights([view.words for view in views])
    wordings = tuple(_wording(view.statement.text) for view in views)
    if vectors is None:
        vectors = np.zeros((len(views), 1), np.float32)
    sentences: dict[tuple[str, tuple[int, int]], set[str]] = defaultdict(set)
    ends: dict[str, int] = defaultdict(lambda: 1)
    for view in views:
        own = view.statement
        sentences[own.report, own.sentence] |= view.words
        ends[own.report] = max(ends[own.report], own.end)
    held = {sentence: frozenset(words) for sentence, words in sentences.items()}
    around = tuple(held[view.statement.report, view.statement.sentence] for view in views)
    places = tuple(view.statement.start / ends[view.statement.report] for view in views)
    stem_weights = _weights([wording.stems for wording in wordings])
    return StoryStatistics(weights, vectors, around, places, _orders(views), wordings, stem_weights)


def _weights(held: Sequence[frozenset[str]]) -> dict[str, float]:
    frequency = Counter(word for words in held for word in words)
    return {word: math.log((1 + len(held)) / (1 + count)) + IN_MOST for word, count in frequency.items()}


def _orders(views: Sequence[StatementView]) -> tuple[tuple[int, ...], ...]:
    reports: dict[str, list[int]] = defaultdict(list)
    for index, view in enumerate(views):
        reports[view.statement.report].append(index)
    return tuple(
        tuple(sorted(own, key=lambda index: (views[index].statement.start, views[index].statement.end)))
        for own in reports.values()
    )


def candidates(views: Sequence[StatementView], story: StoryStatistics) -> list[Pair]:
    """Return pairs (i < j) of statements of different reports, in order.

    They are the nearest of each statement, and those that have a telling figure in common.
    """
    return sorted(set(_nearest(views, story)) | set(_same_figures(views)))


def _nearest(views: Sequence[StatementView], story: StoryStatistics) -> Iterable[Pair]:
    joint = np.concatenate([WORDS * _hashed(views, story.weights), MEANING * story.vectors], axis=1)
    roots = np.array([_number(view.root) for view in views], np.int64)
    for begin in range(0, len(joint), BLOCK):
        rows = np.arange(begin, min(begin + BLOCK, len(joint)))
        close = joint[rows] @ joint.T
        close[roots[rows][:, None] == roots[None, :]] = -1.0
        count = min(NEIGHBOURS, close.shape[1])
        best = np.argsort(-close, axis=1, kind="stable")[:, :count]
        for own, row in zip(rows.tolist(), best.tolist(), strict=True):
            for other in row:
                if close[own - begin, other] > 0.0:
                    yield (own, other) if own < other else (other, own)


def _hashed(views: Sequence[StatementView], weights: Mapping[str, float]) -> Vectors:
    rows = np.zeros((len(views), AXES), np.float32)
    for i, view in enumerate(views):
        for word in sorted(view.words):
            rows[i, _number(word) % AXES] += weights[word]
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return rows


def _number(word: str) -> int:
    """Return a number for a word, the same in every process: FNV-1a, 32 bits."""
    value = 2166136261
    for byte in word.encode("utf-8"):
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def _same_figures(views: Sequence[StatementView]) -> Iterable[Pair]:
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, view in enumerate(views):
        for key in {key for quantity in view.quantities if (key := _figure_key(quantity)) is not None}:
            blocks[key].append(index)
    for block in blocks.values():
        if len(block) <= MAX_BLOCK:
            for at, i in enumerate(block):
                yield from ((i, j) for j in block[at + 1 :] if views[i].root != views[j].root)


def _figure_key(quantity: object) -> tuple[str, str] | None:
    base = getattr(quantity, "base", None)
    low = base.low if base else getattr(quantity, "low", None)
    unit = base.unit if base else getattr(quantity, "unit", None) or "count"
    if low is None or (unit == "count" and low <= LEAST_TELLING):
        return None
    return unit, f"{low:.2g}"
