"""Do two statements speak of the same thing? A score, with its explanation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crossread.compare.features import StatementFeatures

# Weights and bars were chosen on the two open stories and the bundled example, by looking at every joined pair.
WEIGHT_WORDS = 0.55
WEIGHT_MEANING = 0.25
WEIGHT_ENTITIES = 0.20
UNRELATED = 0.6  # cosine of sentences that have nothing to do with one another but the subject of the day
BONUS_FIGURE = 0.12
BONUS_CONCEPTS = 0.10
PENALTY_PARTIES = 0.35
PENALTY_COUNTED = 0.12
SAME_CLAIM = 0.42
MIN_SHARED_STEMS = 2


@dataclass(frozen=True, slots=True)
class PairScore:
    """How far two statements say the same (0 to about 1.2) and why; `joined` is the verdict."""

    value: float
    joined: bool
    explanation: str


def score_pair(a: StatementFeatures, b: StatementFeatures, weights: Mapping[str, float]) -> PairScore:
    """Score whether two statements make the same claim; figures may differ, parties may not."""
    shared = a.stems & b.stems
    concepts = a.concepts & b.concepts
    words = _weighted_overlap(a.stems, b.stems, weights)
    meaning = 0.0
    if a.vector is not None and b.vector is not None:
        meaning = max(0.0, (float(a.vector @ b.vector) - UNRELATED) / (1 - UNRELATED))
    together = a.entities | b.entities
    entities = len(a.entities & b.entities) / max(1, min(len(a.entities), len(b.entities))) if together else 0.0
    value = WEIGHT_WORDS * words + WEIGHT_MEANING * meaning + WEIGHT_ENTITIES * entities
    reasons = [f"words {words:.2f}", f"meaning {meaning:.2f}", f"names {entities:.2f}"]
    new_concepts = len(concepts)
    if new_concepts:
        value += BONUS_CONCEPTS * min(new_concepts, 3)
        reasons.append("both speak of " + ", ".join(sorted(concepts)))
    kin = figure_kinship(a, b)
    if kin > 0:
        value += BONUS_FIGURE * kin
        reasons.append("figures of one kind")
    elif kin < 0:
        value -= PENALTY_COUNTED
        reasons.append("figures count different things")
    if a.agents and b.agents and not a.agents & b.agents and not (a.agents & b.entities or b.agents & a.entities):
        value -= PENALTY_PARTIES
        reasons.append("different parties act")
    enough = len(shared) + new_concepts >= MIN_SHARED_STEMS and (bool(shared) or new_concepts >= 2)
    return PairScore(value, enough and value >= SAME_CLAIM, "; ".join(reasons))


def _weighted_overlap(a: frozenset[str], b: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return the mean of Jaccard and containment of two stem sets, each stem by its weight."""
    if not a or not b:
        return 0.0
    both = sum(weights[s] for s in a & b)
    one, other = sum(weights[s] for s in a), sum(weights[s] for s in b)
    jaccard = both / (one + other - both)
    return (jaccard + both / min(one, other)) / 2


def figure_kinship(a: StatementFeatures, b: StatementFeatures) -> int:
    """Return 2 where figures of one kind agree, 1 where they could be compared, -1 where none can, 0 without figures."""
    if not a.quantities or not b.quantities:
        return 0
    best = -1
    for one in a.quantities:
        for other in b.quantities:
            if kind_of_figure(one) == kind_of_figure(other):
                same = one.low is not None and (one.low, one.high) == (other.low, other.high)
                best = max(best, 2 if same else 1)
    return best


def kind_of_figure(quantity: object) -> str:
    """Return what makes two figures comparable: the SI unit or currency, else that things are counted."""
    base = getattr(quantity, "base", None)
    if base is not None:
        return str(base.unit)
    unit = getattr(quantity, "unit", None)
    return str(unit) if unit else "count"
