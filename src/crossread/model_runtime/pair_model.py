"""The pair model at run time: how does one statement stand to another? Needs onnxruntime, not torch.

    model = PairModel()
    probabilities = model.relations([(text_a, span_a, text_b, span_b), ...])     # [n, 6], columns as RELATIONS
    vectors = model.vectors(["Two people died", ...])                            # [n, 384], unit length

`text` is the sentence of a statement (`sentence_around` cuts it as in training), `span` the statement's (start, end) in
it. The order of the two does not matter, and what is said of a pair does not depend on the other pairs of the call.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossread.model_runtime.network import CLS, SEP, SLOW_FUSIONS, UNK, model_folder, open_session
from crossread.model_runtime.pair_marks import (
    MARKS,
    SPECIAL,
    Side,
    Span,
    best_stretch,
    pair_marks,
    sentence_around,
    stretch_around,
)
from crossread.model_runtime.pre_tokens import find_atoms
from crossread.model_runtime.word_pieces import word_pieces

if TYPE_CHECKING:
    import numpy as np

__all__ = [
    "ASKED_ALIKE", "LABELS", "RELATIONS", "Pair", "PairModel", "plain_text", "sentence_around", "shared_pair_model",
]  # fmt: skip

RELATIONS = ("same", "contains", "other_answer", "contradicts", "related", "unrelated")
"""What two statements are to each other: the same; one contains the other; the same is asked and answered otherwise
(a later count, another scope, a plan and its deed); both cannot be so; about the same matter, but not the same asked;
nothing of this."""
ASKED_ALIKE = slice(0, 4)  # of RELATIONS: those of two statements that belong in one row of a comparison
LABELS = ("SUPPORTS", "REFUTES", "NOT ENOUGH INFO")
PARAPHRASE = ("other", "paraphrase")
LONGEST_SIDE = 40  # pieces of a statement with its sentence; longer ones are cut around the statement
LONGEST_ALONE = 60  # pieces of a statement by itself, for its vector
LONGEST_CLAIM, LONGEST_PAIR = 56, 100  # pieces of a claim, and of it and its evidence, for verdicts
KEPT_PAIRS, KEPT_VECTORS = 50_000, 20_000  # answers kept in a process, some 60 MB at most
Pair = tuple[str, Span, str, Span]
Encoded = tuple[list[int], list[int]]
Pieces = Callable[[str], Sequence[int]]
_TREEBANK = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-COLON-": ":"}
_TREEBANK_SIGN = re.compile("|".join(map(re.escape, _TREEBANK)))


def plain_text(text: str) -> str:
    """Return `text` with the signs of tokenised corpora as they are written in running text."""
    return _TREEBANK_SIGN.sub(lambda match: _TREEBANK[match.group()], text)


def _join(first: Encoded, second: Encoded) -> Encoded:
    pieces = [CLS, *first[0], SEP, *second[0], SEP]
    return pieces, [SPECIAL, *first[1], SPECIAL, *second[1], MARKS + SPECIAL]


def _spread(ids: Sequence[Sequence[int]], marks: Sequence[int]) -> Encoded:
    """Return the pieces of the atoms in a row, with the mark of its atom a piece."""
    return [p for own in ids for p in own], [m for own, m in zip(ids, marks, strict=True) for _ in own]


def encode_statements(pair: Pair, make: Pieces, longest: int = LONGEST_SIDE) -> Encoded:
    """Return pieces and marks of two statements in their sentences; `make` gives the pieces of an atom."""
    sides = Side.of(pair[0], pair[1]), Side.of(pair[2], pair[3])
    found = []
    for side, marks in zip(sides, pair_marks(*sides), strict=True):
        ids = [make(side.text[a:b]) for a, b in side.atoms]
        begin, end = stretch_around(side, marks, [len(i) for i in ids], longest)
        found.append(_spread(ids[begin:end], marks[begin:end]))
    return _join(*found)


def encode_alone(text: str, make: Pieces, longest: int = LONGEST_ALONE) -> Encoded:
    """Return pieces and marks of one statement by itself, for its vector."""
    ids = [p for start, end in find_atoms(text) for p in make(text[start:end])][:longest]
    return [CLS, *ids, SEP], [SPECIAL] * (len(ids) + 2)


def encode_pair(
    claim: str, evidence: str, make: Pieces, longest_claim: int = LONGEST_CLAIM, longest_pair: int = LONGEST_PAIR
) -> Encoded:
    """Return pieces and marks of a claim and its evidence, both meant whole."""
    sides = Side.of(claim, (0, len(claim))), Side.of(evidence, (0, len(evidence)))
    room, found = longest_claim, []
    for side, marks in zip(sides, pair_marks(*sides), strict=True):
        ids = [make(side.text[a:b]) for a, b in side.atoms]
        begin, end = best_stretch(marks, [len(i) for i in ids], room)
        found.append(_spread(ids[begin:end], marks[begin:end]))
        room = longest_pair - len(found[0][0]) - 3
    return _join(*found)


def _feed(encoded: Encoded) -> dict[str, np.ndarray]:
    import numpy as np

    return {"pieces": np.array([encoded[0]], np.int64), "marks": np.array([encoded[1]], np.int64)}


def calibrated(logits: np.ndarray, temperature: float, joined_bias: float = 0.0) -> np.ndarray:
    """Return probabilities, a row a pair; `joined_bias` is added to what asks the same (training sees more of it).

    Temperature and bias are fitted on the tune stories (`training.calibrate_pairs`) and shipped in `pairs.json`.
    """
    import numpy as np

    scaled = logits / temperature
    if joined_bias:
        scaled[:, ASKED_ALIKE] += joined_bias
    weights = np.exp(scaled - scaled.max(-1, keepdims=True))
    found: np.ndarray = weights / weights.sum(-1, keepdims=True)
    return found


class PairModel:
    """The quantised pair model. Pairs run one at a time: int8 scales then never depend on a batch."""

    def __init__(self, threads: int = 1, folder: Path | None = None) -> None:
        folder = folder or model_folder()
        self.session = open_session(folder / "pairs.onnx", threads, SLOW_FUSIONS)
        settings = json.loads((folder / "pairs.json").read_text("utf-8"))
        self.temperatures: dict[str, float] = settings["temperatures"]
        self.joined_bias: float = settings["joined_bias"]
        self.pieces = word_pieces(folder / "tokenizer.json", UNK, kept=100_000)
        # A story that grows asks again for all pairs that it had; what is said of a pair depends on nothing else.
        self._relation = lru_cache(maxsize=KEPT_PAIRS)(self._relation_of)
        self._vector = lru_cache(maxsize=KEPT_VECTORS)(self._vector_of)

    def relations(self, pairs: Sequence[Pair]) -> np.ndarray:
        """Return the calibrated probabilities of RELATIONS for each pair: [n, 6], rows add up to 1."""
        import numpy as np

        rows = np.zeros((len(pairs), len(RELATIONS)))
        for i, (text_a, span_a, text_b, span_b) in enumerate(pairs):
            one, other = sorted([(text_a, tuple(span_a)), (text_b, tuple(span_b))])
            rows[i] = self._relation(*one, *other)
        return rows

    def _relation_of(self, *pair: Any) -> np.ndarray:
        return self._run("relation", encode_statements(pair, self.pieces))

    def _vector_of(self, text: str) -> np.ndarray:
        found: np.ndarray = self.session.run(["vector"], _feed(encode_alone(text, self.pieces)))[0][0]
        return found

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        """Return a unit vector a statement, float32 [n, 384]: statements that say the same lie near one another.

        Each text runs by itself, so a vector does not depend on the other texts of the call.
        """
        import numpy as np

        rows = np.zeros((len(texts), 384), np.float32)
        for i, text in enumerate(texts):
            rows[i] = self._vector(text)
        return rows

    def paraphrase(self, first: str, second: str) -> float:
        """Return the probability that two whole sentences say the same, in the sense of the Microsoft corpus."""
        one, other = sorted((first, second))
        encoded = encode_pair(one, other, self.pieces)
        return round(float(self._run("paraphrase", encoded)[1]), 4)

    def __call__(self, claim: str, evidence: str) -> tuple[float, float, float]:
        """Return the probabilities that `evidence` supports, refutes, or does not settle `claim`; they add up to 1."""
        found = self._run("verdict", encode_pair(claim, evidence, self.pieces))
        supports, refutes, unsettled = found.round(4).tolist()
        return supports, refutes, unsettled

    def _run(self, head: str, encoded: Encoded) -> np.ndarray:
        import numpy as np

        logits = self.session.run([head], _feed(encoded))[0].astype(np.float64)
        bias = self.joined_bias if head == "relation" else 0.0
        found: np.ndarray = calibrated(logits, self.temperatures[head], bias)[0]
        return found


@cache
def shared_pair_model(threads: int = 1) -> PairModel:
    """Return the shipped model, loaded once a process."""
    return PairModel(threads)
