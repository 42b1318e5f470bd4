"""Does a sentence say what a candidate record would say? The record as a plain sentence, heard beside the report's own.

The pair model reads the statement and the sentence ("Osk gives 20 sailors to Brandt"), and a small network over what it
makes of both, fitted on labels of our own (`python -m training.hearing`), says how probably the one tells the other.
Its word counts beside that of the judge of named features (`plausibility.py`) where an exchange is accepted. Relations
taught it too, but their judge alone finds as much: docs/decisions/judged-candidates.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from crossread.languages.tables import load
from crossread.model import Exchange, Party, PartyRelation, Report, Statement
from crossread.model_runtime.pair_model import shared_pair_model
from crossread.text.probabilities import logit, sigmoid

LEAST = 1e-4  # probabilities nearer to 0 or 1 than this are not told apart
LONGEST = 300  # characters of a record's sentence; an item can be a whole clause
BARS = ("share", "worth", "least", "kept")
SIDES = ("party", "giver", "receiver", "by", "from_", "to")


@dataclass(frozen=True, slots=True)
class Hearing:
    """A fitted network over what the pair model makes of a statement and a record's sentence, and how it counts.

    `inner` are the weights of its hidden layer [1536, hidden] with a constant each, `outer` those of the kinds.
    `share` is how much its log odds count beside the judge's. Together they accept an exchange from the probability
    `least` on, and keep one that the judge alone accepts down to `kept`; below `worth` nothing is asked.
    """

    kinds: tuple[str, ...]
    inner: tuple[np.ndarray, np.ndarray]
    outer: tuple[np.ndarray, np.ndarray]
    share: float
    worth: float
    least: float
    kept: float

    def odds(self, kind: str, vector: np.ndarray) -> float:
        """Return the log odds that a sentence says what a record of this kind would say."""
        weights, constant = self.inner
        hidden = np.tanh(vector.astype(np.float32) @ weights + constant)
        at = self.kinds.index(kind)
        return float(hidden @ self.outer[0][:, at] + self.outer[1][at])


@cache
def load_hearing() -> Hearing:
    """Return the shipped weights; raises ValueError where they were fitted to other kinds of records."""
    with files("crossread.reading").joinpath("weights/hearing.npz").open("rb") as file:
        stored = dict(np.load(file, allow_pickle=False))
    kinds = tuple(load("hypotheses")["sentences"])
    if tuple(stored["kinds"].tolist()) != kinds:
        raise ValueError(f"weights/hearing.npz: fitted to {stored['kinds'].tolist()}, the kinds are {list(kinds)}")
    inner, outer = (
        (stored[name].astype(np.float32), stored[f"{name}_constant"].astype(np.float32)) for name in ("inner", "outer")
    )
    return Hearing(kinds, inner, outer, **{name: float(stored[name]) for name in BARS})


def sentence_of(record: Exchange | PartyRelation) -> str:
    """Return what a record says as a plain sentence."""
    told = {side: _name(getattr(record, side, None)) for side in SIDES}
    item = getattr(record, "item", None) or "it"
    written: str = load("hypotheses")["sentences"][record.kind].format(**told, item=item)
    return written[:LONGEST]


def _name(party: Party | None) -> str:
    return party.name if party is not None else "somebody"


def heard_vector(record: Exchange | PartyRelation, statement: Statement, report: Report) -> np.ndarray:
    """Return what the pair model makes of a record's sentence and the statement that would say it, [1536]."""
    begin, end = statement.sentence
    span = statement.start - begin, statement.end - begin
    return shared_pair_model().pooled(report.text[begin:end], span, sentence_of(record))


def is_heard(judged: float, sure: bool, record: Exchange, at: tuple[Statement, Report]) -> bool:
    """Say whether judge and hearing together accept an exchange.

    `judged` is its probability by the judge of named features, which alone accepts it where it is `sure`; `at` is the
    statement that would say it, and its report.
    """
    hearing = load_hearing()
    if judged < hearing.worth:
        return False
    odds = hearing.odds(record.kind, heard_vector(record, *at))
    both = sigmoid((1 - hearing.share) * logit(judged, LEAST) + hearing.share * odds)
    return both >= (hearing.kept if sure else hearing.least)
