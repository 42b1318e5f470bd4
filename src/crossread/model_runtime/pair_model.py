"""The pair model at run time: does one text support, refute or not settle the other? Needs onnxruntime, not torch."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from crossread.model_runtime.network import CLS, SEP, UNK, model_folder, open_session
from crossread.model_runtime.pair_marks import MARKS, SPECIAL, best_stretch, pair_marks

LABELS = ("SUPPORTS", "REFUTES", "NOT ENOUGH INFO")
LONGEST_CLAIM, LONGEST_PAIR = 56, 100  # pieces, as the model was trained; a longer evidence is cut to what shares most
_TREEBANK = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-COLON-": ":"}
_TREEBANK_SIGN = re.compile("|".join(map(re.escape, _TREEBANK)))


def plain_text(text: str) -> str:
    """Return `text` with the signs of tokenised corpora as they are written in running text."""
    return _TREEBANK_SIGN.sub(lambda match: _TREEBANK[match.group()], text)


def encode_pair(
    claim: str, evidence: str, make: Callable[[str], Sequence[int]], longest_claim: int, longest_pair: int
) -> tuple[list[int], list[int]]:
    """Return pieces and marks of a pair; `make` gives the pieces of an atom."""
    (claim_atoms, claim_marks), (evidence_atoms, evidence_marks) = pair_marks(claim, evidence)
    pieces, marks = [CLS], [SPECIAL]
    ids = [make(claim[a:b]) for a, b in claim_atoms]
    begin, end = best_stretch(claim_marks, [len(i) for i in ids], longest_claim)
    for own, mark in zip(ids[begin:end], claim_marks[begin:end], strict=True):
        pieces += own
        marks += [mark] * len(own)
    pieces.append(SEP)
    marks.append(SPECIAL)
    ids = [make(evidence[a:b]) for a, b in evidence_atoms]
    begin, end = best_stretch(evidence_marks, [len(i) for i in ids], longest_pair - len(pieces) - 1)
    for own, mark in zip(ids[begin:end], evidence_marks[begin:end], strict=True):
        pieces += own
        marks += [mark] * len(own)
    return [*pieces, SEP], [*marks, MARKS + SPECIAL]


class PairModel:
    """The quantised pair model. Pairs run one at a time: int8 scales then never depend on a batch."""

    def __init__(self, threads: int = 1, folder: Path | None = None) -> None:
        from tokenizers import Tokenizer

        folder = folder or model_folder()
        self.session = open_session(folder / "pairs.onnx", threads)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()

        @lru_cache(maxsize=100_000)
        def pieces(atom: str) -> tuple[int, ...]:
            return tuple(tokenizer.encode(atom, add_special_tokens=False).ids) or (UNK,)

        self.pieces = pieces

    def __call__(self, claim: str, evidence: str) -> tuple[float, float, float]:
        """Return the probabilities that `evidence` supports, refutes, or does not settle `claim`; they add up to 1."""
        import numpy as np

        pieces, marks = encode_pair(claim, evidence, self.pieces, LONGEST_CLAIM, LONGEST_PAIR)
        feed = {"pieces": np.array([pieces], np.int64), "marks": np.array([marks], np.int64)}
        logits = self.session.run(None, feed)[0][0].astype(np.float64)
        weights = np.exp(logits - logits.max())
        supports, refutes, unsettled = (weights / weights.sum()).round(4).tolist()
        return supports, refutes, unsettled
