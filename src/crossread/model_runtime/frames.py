"""Predicates, their senses and their arguments: PropBank frames from the encoder's vectors and the trees.

Every predicate asks every word of its sentence whether an argument begins at it, goes on with it, or neither (the
word-pair form of Zhou et al. 2022, "Fast and Accurate End-to-End Span-based Semantic Role Labeling as Word-based Graph
Parsing"); the scorer sees the vectors of both, how far apart they stand and how the tree leads from one to the other.
It is small enough for numpy. Trained by training/roles.py and training/train.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from crossread.model_runtime.certainty import relations_of
from crossread.model_runtime.decode import Word, tagged_spans

# Each step up the tree from a word, until it meets the predicate, what that hangs on, or what stands above that.
SELF, BELOW, HEAD, BESIDE, ABOVE, AROUND, ELSEWHERE = range(7)
CORE = re.compile(r"ARG[0-5]")
Span = tuple[int, int, int]  # first row, last row + 1, role
STEPS_UP = 12  # further up a word is elsewhere
DISTANCES = np.array([-12, -7, -4, -2, -1, 0, 1, 2, 3, 5, 8, 13])  # words from the predicate, told apart in steps
PAIRS_AT_ONCE = 2048  # rows of the hidden layer made in one product: 1 MB, which stays in the cache
SEARCHED_AT_ONCE = 128  # predicates whose best tags are searched together
PARTICLE_REACH = 6  # words behind a verb in which the particle of its sense is looked for
NO_PREDICATES = frozenset({"PUNCT", "SYM", "DET", "CCONJ"})


class Argument(NamedTuple):
    """What fills a role: PropBank's name of it, and a stretch of words or tokens, end exclusive."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A predicate's place, its sense in PropBank ("sell.01") and its arguments in order of place; they do not
    overlap."""

    predicate: int
    sense: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True)
class Inventory:
    """The names: roles in the order of the tags, senses, and the senses that each lemma was seen with, with their
    counts."""

    roles: list[str]
    senses: list[str]
    lemmas: Mapping[str, Mapping[int, int]]
    endings: list[tuple[str, str]]  # of nouns and adjectives -> of the verb whose senses they have, longest first
    particles: list[tuple[str, ...]]  # of each sense: "up" of "bust_up.04"

    @property
    def tags(self) -> int:
        """Return the number of tags: none, and begin and inside of each role."""
        return 2 * len(self.roles) + 1


def make_inventory(
    roles: list[str], senses: list[str], lemmas: Mapping[str, Mapping[int, int]], endings: list[tuple[str, str]]
) -> Inventory:
    """Return the names, with what each sense's name says of particles."""
    return Inventory(
        roles, senses, lemmas, endings, [tuple(sense.rpartition(".")[0].split("_")[1:]) for sense in senses]
    )


@dataclass(frozen=True)
class Scorer:
    """Weights, float32. W is the encoder's width, H the hidden layer's, D the product's, R the number of relations
    and one more."""

    names: Inventory
    predicate: np.ndarray  # [W + 1]: is a word a predicate
    own: np.ndarray  # [W + 1, H]: of the predicate
    word: np.ndarray  # [W, H]: of the word that may be an argument's
    left: np.ndarray  # [W, D]: of the predicate, multiplied by
    right: np.ndarray  # [W, D]: that of the word
    product: np.ndarray  # [D, H]
    path: np.ndarray  # [paths, H]
    distance: np.ndarray  # [distances, H]
    around: np.ndarray  # [3, H, H]: of the word before, the word itself and the word after, as the predicate sees them
    around_bias: np.ndarray  # [H]
    out: np.ndarray  # [H + 1, tags]
    query: np.ndarray  # [W + 1, S]: what a predicate asks of its senses
    senses: np.ndarray  # [senses, S]
    prior: np.ndarray  # []: the weight of how often a sense was seen


def paths_in(relations: int) -> int:
    """Return the number of rows of the table of paths, for so many relations."""
    return (ELSEWHERE + 1) * 2 * relations


@lru_cache(maxsize=4)
def load_scorer(folder: Path) -> Scorer:
    """Read the scorer's weights and names from the model's folder."""
    data = json.loads((folder / "frames.json").read_text("utf-8"))
    lemmas = {lemma: {int(sense): count for sense, count in seen} for lemma, seen in data["lemmas"].items()}
    names = make_inventory(data["roles"], data["senses"], lemmas, [(old, new) for old, new in data["endings"]])
    weights = np.load(folder / "frames.npz")
    return Scorer(names, *(weights[name].astype(np.float32) for name in list(Scorer.__dataclass_fields__)[1:]))


def pair_paths(
    heads: np.ndarray, relation: np.ndarray, predicate: np.ndarray, word: np.ndarray, relations: int
) -> np.ndarray:
    """Return how the tree leads from each predicate to each word of a pair, as a row of the table of paths.

    Going up from the word, the first node is taken that is the predicate, hangs on it, is its head, hangs on its head,
    is the head's head or hangs on that; the row names which, by what relation it hangs, and whether it is the word
    itself.
    """
    head, above = heads[predicate], heads[heads[predicate]]
    found = np.full(len(word), ELSEWHERE, np.int64)
    node = word.copy()
    open_pairs = np.arange(len(word))
    for _ in range(STEPS_UP):
        at, up = node[open_pairs], heads[node[open_pairs]]
        p, h, a = predicate[open_pairs], head[open_pairs], above[open_pairs]
        level = np.select(
            [at == p, up == p, at == h, up == h, at == a, up == a],
            [SELF, BELOW, HEAD, BESIDE, ABOVE, AROUND],
            ELSEWHERE,
        )
        found[open_pairs] = level
        going = (level == ELSEWHERE) & (up != at)
        open_pairs = open_pairs[going]
        if not len(open_pairs):
            break
        node[open_pairs] = up[going]
    rows: np.ndarray = (found * 2 + (node == word)) * relations + relation[node]
    return rows


def pair_distances(predicate: np.ndarray, word: np.ndarray) -> np.ndarray:
    """Return the row of the table of distances for each pair."""
    rows: np.ndarray = np.digitize(word - predicate, DISTANCES)
    return rows


def find_predicates(words: Sequence[Word], hidden: np.ndarray, scorer: Scorer) -> list[int]:
    """Return the words that are predicates: verbs, and the nouns and adjectives that tell of a deed or a state."""
    likely = hidden @ scorer.predicate[:-1] + scorer.predicate[-1] > 0
    return [i for i in np.flatnonzero(likely).tolist() if words[i].upos not in NO_PREDICATES]


def find_frames(
    words: Sequence[Word],
    hidden: np.ndarray,
    relations: Sequence[str],
    scorer: Scorer,
    predicates: Sequence[int] | None = None,
) -> tuple[Frame, ...]:
    """Return the frame of each predicate, of those given or else of those found; `hidden` has a row a word, places
    are words."""
    if not words:
        return ()
    places = find_predicates(words, hidden, scorer) if predicates is None else list(predicates)
    if not places:
        return ()
    arguments = _arguments(words, hidden, relations, scorer, np.array(places, np.int64))
    asked = hidden[places] @ scorer.query[:-1] + scorer.query[-1]
    return tuple(
        Frame(place, _sense(words, place, query, scorer), tuple(found))
        for place, query, found in zip(places, asked, arguments, strict=True)
    )


def sentence_bounds(words: Sequence[Word]) -> tuple[np.ndarray, np.ndarray]:
    """Return for each word where its sentence begins and where it ends."""
    sentence = np.array([word.sentence for word in words])
    return np.searchsorted(sentence, sentence), np.searchsorted(sentence, sentence, "right")


def pair_places(predicates: np.ndarray, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return every pair of a predicate and a word of its sentence, in order: the predicate's number, the word; and
    where each predicate's begin."""
    sizes = high[predicates] - low[predicates]
    begins = np.cumsum(sizes) - sizes
    which = np.repeat(np.arange(len(predicates)), sizes)
    word = np.arange(len(which)) - (begins - low[predicates])[which]
    return which, word, begins


def _arguments(
    words: Sequence[Word], hidden: np.ndarray, relations: Sequence[str], scorer: Scorer, places: np.ndarray
) -> list[list[Argument]]:
    """Return the arguments of each predicate: the best well-formed tags of its sentence's words."""
    which, word, begins = pair_places(places, *sentence_bounds(words))
    heads = np.array([w.head for w in words], np.int64)
    relation = relations_of(words, relations)[0]
    rows = pair_paths(heads, relation, places[which], word, len(relations) + 1)
    steps = pair_distances(places[which], word)
    own = hidden[places] @ scorer.own[:-1] + scorer.own[-1]
    left, right = hidden[places] @ scorer.left, hidden @ scorer.right
    sides = ((own, which), (hidden @ scorer.word, word), (scorer.path, rows), (scorer.distance, steps))
    scores = np.empty((len(word), scorer.out.shape[1]), np.float32)
    seen = np.empty((len(word), scorer.out.shape[0] - 1), np.float32)
    for begin in range(0, len(word), PAIRS_AT_ONCE):
        at = slice(begin, begin + PAIRS_AT_ONCE)
        layer = (left[which[at]] * right[word[at]]) @ scorer.product
        row = np.empty_like(layer)
        for table, index in sides:
            layer += np.take(table, index[at], 0, row, "clip")
        seen[at] = np.maximum(layer, 0, out=layer)
    for low, high in _blocks(begins, len(word)):
        layer = seen[low:high]
        scores[low:high] = (
            layer + _together(layer, begins[(begins > low) & (begins < high)] - low, scorer)
        ) @ scorer.out[:-1] + scorer.out[-1]
    spans: list[list[Span]] = [[] for _ in places]
    for span in tagged_spans(best_tags(scores, begins).tolist()):
        spans[which[span[0]]].append(span)
    core = frozenset(i for i, role in enumerate(scorer.names.roles) if CORE.fullmatch(role))
    return [
        [
            Argument(scorer.names.roles[kind], int(word[start]), int(word[end - 1]) + 1)
            for start, end, kind in each_once(own, scores, core)
        ]
        for own in spans
    ]


def each_once(spans: list[Span], scores: np.ndarray, core: frozenset[int]) -> list[Span]:
    """Return the spans of one predicate with no core role told twice, as PropBank has it: the best keeps it.

    Another gets the best of the roles that are left, or goes where none is likelier than no role at all.
    """
    told = [kind for _, _, kind in spans if kind in core]
    if len(told) == len(set(told)):
        return spans

    def score(start: int, end: int) -> np.ndarray:
        """Return the sum of the scores of each role over a span, less that of none."""
        summed: np.ndarray = scores[start, 1::2] + scores[start + 1 : end, 2::2].sum(0) - scores[start:end, 0].sum()
        return summed

    found: list[Span] = []
    taken: set[int] = set()
    for _, start, end in sorted((-float(score(a, b)[kind]) / (b - a), a, b) for a, b, kind in spans):
        left = score(start, end)
        left[list(taken)] = -np.inf
        kind = int(left.argmax())
        if left[kind] > 0:
            found.append((start, end, kind))
            taken |= {kind} & core
    return sorted(found)


def _blocks(begins: np.ndarray, total: int) -> Iterator[tuple[int, int]]:
    """Yield stretches of whole sequences, of about PAIRS_AT_ONCE rows."""
    low = 0
    for begin in [*begins[1:].tolist(), total]:
        if begin - low >= PAIRS_AT_ONCE or begin == total:
            yield low, begin
            low = begin


def _together(layer: np.ndarray, begins: np.ndarray, scorer: Scorer) -> np.ndarray:
    """Return what each word and its neighbours come to for the predicate; a sequence begins at the first row and at
    `begins`."""
    found: np.ndarray = layer @ scorer.around[1] + scorer.around_bias
    before, after = layer[:-1] @ scorer.around[0], layer[1:] @ scorer.around[2]
    before[begins - 1] = 0
    after[begins - 1] = 0
    found[1:] += before
    found[:-1] += after
    np.maximum(found, 0, out=found)
    return found


def best_tags(scores: np.ndarray, begins: np.ndarray) -> np.ndarray:
    """Return the best well-formed tags of several sequences, one after the other; the first rows of each are `begins`.

    Scores [n, tags] stand in the order O, B-x, I-x, B-y, I-y, …; inside of a role follows only on a role of its kind.
    The best tags by themselves are the best path where they are well-formed; the other sequences are searched together
    (Viterbi).
    """
    tags: np.ndarray = scores.argmax(1)
    kind = (tags + 1) // 2
    before = np.concatenate([[0], kind[:-1]])
    before[begins] = 0
    astray = (tags > 0) & (tags % 2 == 0) & (kind != before)
    ends = np.append(begins[1:], len(scores))
    wrong = np.unique(np.searchsorted(begins, np.flatnonzero(astray), "right") - 1)
    wrong = wrong[np.argsort(ends[wrong] - begins[wrong], kind="stable")]  # near lengths together
    for low in range(0, len(wrong), SEARCHED_AT_ONCE):
        part = wrong[low : low + SEARCHED_AT_ONCE]
        sizes = ends[part] - begins[part]
        there = np.arange(sizes.max()) < sizes[:, None]
        padded = np.full((*there.shape, scores.shape[1]), -np.inf, np.float32)
        padded[:, :, 0] = 0
        at = (begins[part][:, None] + np.arange(sizes.max()))[there]
        padded[there] = scores[at]
        tags[at] = _best_paths(padded)[there]
    return tags


def _best_paths(scores: np.ndarray) -> np.ndarray:
    """Return the best well-formed tags of sequences of one length, [sequences, length], of scores [sequences,
    length, tags]."""
    count, length, tags = scores.shape
    state = np.full((count, tags), -np.inf, np.float32)
    state[:, 0] = 0
    came_from = np.empty((length, count), np.int64)  # the best tag before
    grown = np.empty((length, count, tags // 2), bool)  # whether I (else B) stands before an I
    for i in range(length):
        begun, inside = state[:, 1::2], state[:, 2::2]
        came_from[i] = state.argmax(1)
        grown[i] = inside > begun
        longer = np.maximum(begun, inside)
        state = scores[:, i] + state.max(1)[:, None]
        state[:, 2::2] = scores[:, i, 2::2] + longer
    found = np.empty((count, length), np.int64)
    tag, every = state.argmax(1), np.arange(count)
    for i in range(length - 1, -1, -1):
        found[:, i] = tag
        within = (tag > 0) & (tag % 2 == 0)
        tag = np.where(within, tag - ~grown[i, every, tag // 2 - 1], came_from[i])
    return found


def candidates(lemma: str, following: Sequence[str], names: Inventory) -> Mapping[int, int]:
    """Return the senses that a lemma was seen with and how often; those with a particle only where it follows."""
    seen = names.lemmas.get(lemma, {})
    return {
        s: n for s, n in seen.items() if not names.particles[s] or all(part in following for part in names.particles[s])
    }


def _sense(words: Sequence[Word], place: int, query: np.ndarray, scorer: Scorer) -> str:
    """Return the likeliest sense among those seen of the lemma; of a lemma never seen, its first."""
    lemma = words[place].lemma.lower()
    following = [word.lemma.lower() for word in words[place + 1 : place + 1 + PARTICLE_REACH]]
    seen = candidates(lemma, following, scorer.names)
    if not seen:
        return unseen_sense(words, place, scorer.names)
    senses = list(seen)
    if len(senses) == 1:
        return scorer.names.senses[senses[0]]
    scores = scorer.senses[senses] @ query + scorer.prior * np.log(list(seen.values()))
    return scorer.names.senses[senses[int(scores.argmax())]]


def unseen_sense(words: Sequence[Word], place: int, names: Inventory) -> str:
    """Return a sense for a lemma that was never seen: the first of the verb that it is made from, or of its own.

    Nouns take the longest of the endings seen ("-ment", "-ation") that leads to a verb with senses.
    """
    lemma = words[place].lemma.lower()
    if words[place].upos != "VERB":
        for old, new in names.endings:
            verb = lemma.removesuffix(old) + new if lemma.endswith(old) else ""
            if verb in names.lemmas:
                return f"{verb}.01"
    return f"{lemma}.01"


def shifted(frames: Sequence[Frame], tokens: Sequence[int]) -> list[tuple[int, str, list[tuple[str, int, int]]]]:
    """Return frames over words as frames over tokens, in plain types; `tokens[i]` is the token of word i."""
    return [
        (tokens[f.predicate], f.sense, [(a.role, tokens[a.start], tokens[a.end - 1] + 1) for a in f.arguments])
        for f in frames
    ]


def restored(stored: Sequence[tuple[int, str, Sequence[tuple[str, int, int]]]]) -> tuple[Frame, ...]:
    """Return frames from plain types, as `shifted` made them."""
    return tuple(
        Frame(int(place), str(sense), tuple(Argument(str(r), int(a), int(b)) for r, a, b in arguments))
        for place, sense, arguments in stored
    )


