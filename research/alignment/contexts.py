"""Words of a report and a span of it -> a mention in its context: all by which it is laid beside another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

CONTENT = frozenset(["NOUN", "PROPN", "VERB", "ADJ", "NUM"])
REACH = 60  # words on either side of a mention; no sentence of reporting is longer
DEPTH = 3  # edges of the tree below a mention's head at which words are still its arguments
_NO_ARGUMENTS = frozenset(["conj", "parataxis", "cc", "punct"])
Vectors = npt.NDArray[np.float32]
Spans = Sequence[Sequence[tuple[int, int]]]


class ReadWord(Protocol):
    """A word as the reading model gives it; `head` is a place in the same list of words."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def sentence(self) -> int: ...
    @property
    def upos(self) -> str: ...
    @property
    def lemma(self) -> str: ...
    @property
    def head(self) -> int: ...
    @property
    def relation(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ContextMention:
    """A mention of something (`kind` is event or entity) and what stands around it; words are lemmas in lower case.

    `arguments` hang on the mention in the tree, `context` are the content words of its sentence, `names` those of
    them that are names or figures. `chain` numbers the chain of this report that the mention belongs to (-1: none),
    `called` are the content words of that chain. `vector` and `sentence_vector` are of the encoder.
    """

    kind: str
    report: str
    story: str
    sentence: int
    form: str
    lemma: str
    upos: str
    relation: str
    governor: str
    words: tuple[str, ...]
    own: frozenset[str]
    arguments: frozenset[str]
    context: frozenset[str]
    names: frozenset[str]
    chain: int
    called: frozenset[str]
    vector: Vectors
    sentence_vector: Vectors


def mentions_in_context(
    spans: Sequence[tuple[int, int, str]], words: Sequence[ReadWord], hidden: Vectors, chains: Spans, *, report: str, story: str, text: str
) -> list[ContextMention]:
    """Return each span (start, end, kind; code points) with its context. `hidden` has a row a word.

    A span that touches no word gets the nearest one. `chains` are the chains of mentions found in the report.
    """
    starts, ends = np.array([w.start for w in words]), np.array([w.end for w in words])
    children: dict[int, list[int]] = defaultdict(list)
    for i, word in enumerate(words):
        if word.head != i:
            children[word.head].append(i)
    sentences = np.array([w.sentence for w in words])
    means = {int(s): hidden[sentences == s].mean(0) for s in np.unique(sentences)}
    chain_of, called = _chains_by_head(words, starts, ends, chains)
    found = []
    for start, end, kind in spans:
        inside = np.flatnonzero((starts < end) & (ends > start)).tolist() or [int(np.abs(starts - start).argmin())]
        head = head_of(words, inside)
        own = set(inside)
        near = [i for i in range(max(0, head - REACH), min(len(words), head + REACH)) if words[i].sentence == words[head].sentence]
        around = [i for i in near if i not in own and words[i].upos in CONTENT]
        chain = chain_of.get(head, -1)
        found.append(
            ContextMention(
                kind=kind, report=report, story=story, sentence=words[head].sentence,
                form=text[start:end].lower(), lemma=_lemma(words[head]), upos=words[head].upos,
                relation=words[head].relation.split(":")[0],
                governor=_lemma(words[words[head].head]) if words[head].head != head else "",
                words=tuple(_lemma(words[i]) for i in inside),
                own=frozenset(_lemma(words[i]) for i in inside if words[i].upos in CONTENT) or frozenset(_lemma(words[i]) for i in inside),
                arguments=frozenset(_arguments(words, children, head, own, DEPTH)),
                context=frozenset(_lemma(words[i]) for i in around),
                names=frozenset(_lemma(words[i]) for i in around if words[i].upos in ("PROPN", "NUM")),
                chain=chain, called=called.get(chain, frozenset()),
                vector=hidden[inside].mean(0), sentence_vector=means[words[head].sentence],
            )
        )  # fmt: skip
    return found


def head_of(words: Sequence[ReadWord], inside: Sequence[int]) -> int:
    """Return the first word of a span that hangs on none of it, else its last."""
    own = set(inside)
    return next((i for i in inside if words[i].head not in own or words[i].head == i), inside[-1])


def _lemma(word: ReadWord) -> str:
    return word.lemma.lower()


def _arguments(words: Sequence[ReadWord], children: Mapping[int, list[int]], at: int, own: set[int], depth: int) -> list[str]:
    found: list[str] = []
    for child in children.get(at, ()):
        if words[child].relation.split(":")[0] not in _NO_ARGUMENTS:
            if child not in own and words[child].upos in CONTENT:
                found.append(_lemma(words[child]))
            if depth > 1:
                found += _arguments(words, children, child, own, depth - 1)
    return found


def _chains_by_head(
    words: Sequence[ReadWord], starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64], chains: Spans
) -> tuple[dict[int, int], dict[int, frozenset[str]]]:
    """Return head word -> number of its chain, and chain -> the content words by which its mentions call it."""
    chain_of: dict[int, int] = {}
    called: dict[int, frozenset[str]] = {}
    for number, chain in enumerate(chains):
        named: set[str] = set()
        for start, end in chain:
            inside = np.flatnonzero((starts < end) & (ends > start)).tolist()
            if inside:
                chain_of[head_of(words, inside)] = number
                named.update(_lemma(words[i]) for i in inside if words[i].upos in ("NOUN", "PROPN", "NUM"))
        called[number] = frozenset(named)
    return chain_of, called
