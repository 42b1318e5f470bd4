"""Do two statements speak of the same thing? A score with its explanation: what each feature adds or takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossread.compare.differences.quantities import CLOSE, NEAR, bound_holds, common_intervals
from crossread.compare.same_fact.profile import StatementFeatures
from crossread.compare.same_fact.role_mismatch import deed_told, doers, other_filler, other_place, turned_round
from crossread.compare.same_fact.word_vectors import KIN, Pile, covered
from crossread.compare.same_fact.wording import is_light, opposed, person_stems, stems_of
from crossread.model import Quantity, Time

# Weights and bars were chosen on the open stories and the invented ones of `tests/data/stories`, by looking at every
# pair that joined and every pair that should have; see docs/decisions/claims-pair-score.md.
WORDS = 0.62
MEANING = 0.22
RELATED = 0.35  # cosine at which two statements of one story begin to speak of one thing
PREDICATE = 0.08
NAMES = 0.06
OTHER_NAMES = -0.08
FIGURE_EQUAL = 0.30
NOT_EQUAL = 0.7  # … what of it figures are worth that are near only
FIGURE_APART = 0.08
OPEN_END = 0.4  # what it still tells that a figure lies within an open one: 31 patients are "dozens of people", so are many
FIGURE_SAME_PARTY = 0.06  # figures of one unit that lie near one another, told of one party
PARTY_REACH = 0.35  # … no further apart than this share of the smaller: an offer raised, a stake told otherwise
PERSONS = 0.4  # how far "people" and people of a kind are one thing counted
COUNTED_ALIKE = 0.12  # a telling count of near things ("80 dockers", "78 port workers") beside equal figures
TELLING = 0.55  # from here on that two figures agree counts as evidence of its own
SURE_FIGURE = 0.24  # what agreeing figures must be worth for other words for those who act to count for nothing
FIGURE_OTHER = -0.14
FIGURE_FAR = -0.30  # counts of one thing further apart than FAR: two dead and seven dead are two events as a rule
PARTIES = -0.34
TURNED = -0.25
OTHER_DOER = -0.16  # … or doers without a name whom no word joins
OTHER_DONE_TO = -0.12  # … those to whom it is done
OTHER_PLACE = -0.12  # … or what one preposition goes with: "of the warehouse", "of the nightclub"
NO_DEED = -0.24  # neither says what the other tells of, its doers left out; half of it where figures agree
HALF_A_DEED = -0.02  # only one says what the other tells of
NOT_ONE_DEED = -0.12  # the one says that something is not so, the other that something else is
DENIED = -0.30  # … or somebody denies the one
UNLIKE = 0.6  # share of words in common below which two statements are not one, denied and not
OTHER_COUNT = -0.10  # two figures of like things of which no like deed is told: those in hospital, those infected
FORBIDDEN = -0.15  # what may not be done is another claim than what is done
TWO_DEEDS = -0.05  # … and one party does both
TIMES_APART = -0.10
ONE_DOER = 0.04  # one party does one deed
BOTH_NOT = 0.08  # few statements say that something was not so: two that say it of one deed are one, as a rule
SWAPPED = -0.16  # one and the same sentence but for a word that has no like on the other side: another thing is meant
DEED = 0.5  # how near a word must lie to a predicate to tell of the deed
ONE_DEED = 0.6  # how alike two predicates must be for that
SAME_DATE = 0.12
SAME_TIME = 0.04
SAME_CLAIM = 0.44
MIN_EVIDENCE = 1.4  # shared stems, and what else counts as one of them
AGREE, OF_ONE_KIND = "figures agree", "figures of one kind"
Part = tuple[str, float]  # what a feature is called and what it adds
_EVIDENCE = {AGREE: 1.0, "one date": 0.7, "what is done": 0.4}
SAID_ALIKE = 0.3  # share of what is said of the doer that must be found on the other side
SHORT = 3  # stems; that a shorter statement is contained in another says less
SURELY_ONE = 0.75  # how far what two figures count must be one thing for their distance to count against a pair
FAR = 2.0  # two figures of one thing lie no further apart than this share of the smaller, as a rule

_BARRED = re.compile(r"\b(?:(?:may|must) not|(?:barred|banned|prohibited) from|forbidden to|not allowed to)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PairScore:
    """How far two statements say the same (0 to about 1.3) and why; `joined` is the verdict."""

    value: float
    joined: bool
    explanation: str


def score_pair(a: StatementFeatures, b: StatementFeatures, i: int, j: int, pile: Pile) -> PairScore:
    """Score whether statements `i` and `j` make the same claim; figures may differ, parties may not."""
    words, shared = word_overlap(a, b, pile)
    cosine = float(pile.vectors[i] @ pile.vectors[j])
    parts: list[Part] = [("words", WORDS * words), ("meaning", MEANING * max(0.0, (cosine - RELATED) / (1 - RELATED)))]
    done = deeds_alike(a, b, pile)
    told = deed_told(a, b, pile, DEED), deed_told(b, a, pile, DEED)
    other_doer = other_filler(a, b, "agent", pile)
    figures = figure_kinship(a, b, pile)
    if figures and figures[0] == AGREE and other_doer and figures[1] < SURE_FIGURE:
        figures = ("figures of other things", 0.0)  # revenue up 5 per cent, wages up 5 per cent
    if figures:
        parts.append(figures)
    agree = figures is not None and figures[0] == AGREE
    parts += _names(a, b)
    parts += _parties(a, b, pile, other_doer, figures, done)
    parts += _deeds(a, b, pile, figures, done, told)
    parts += _denials(a, b, done, words)
    if (_BARRED.search(a.own) is None) != (_BARRED.search(b.own) is None) and not agree:
        parts.append(("one is forbidden", FORBIDDEN))
    times = _times(a.times, b.times)
    if times:
        parts.append(times)
    value = sum(worth for _, worth in parts)
    found = shared + sum(weight for name, weight in _EVIDENCE.items() if any(name == part for part, _ in parts))
    joined = found >= MIN_EVIDENCE and value >= SAME_CLAIM
    if joined and agree:
        joined = any(told) or times == ("one date", SAME_DATE) or _beyond_figures(a, b, pile)
    elif joined:
        joined = _said_alike(a, b, pile)
    explanation = "; ".join(f"{name} {worth:+.2f}" for name, worth in parts if abs(worth) >= 0.005)
    return PairScore(value, joined, explanation)


def _names(a: StatementFeatures, b: StatementFeatures) -> Iterator[Part]:
    if a.names and b.names:
        common = len(a.names & b.names) / min(len(a.names), len(b.names))
        if common or not name_words(a) & name_words(b):
            yield ("names", NAMES * common) if common else ("other names", OTHER_NAMES)


def _parties(
    a: StatementFeatures, b: StatementFeatures, pile: Pile, other_doer: bool, figures: Part | None, done: float
) -> Iterator[Part]:
    """Say what those add who act and are acted on, and what else fills one place of both."""
    one_fact = figures is not None and figures[0] == AGREE and figures[1] >= SURE_FIGURE and done >= ONE_DEED
    if turned_round(a, b):
        yield "doer and done-to are turned round", TURNED
    elif a.agents and b.agents and not a.agents & b.agents:
        if not (a.agents & b.entities or b.agents & a.entities):
            yield "different parties act", PARTIES
    elif other_doer and not one_fact:
        yield "another acts", OTHER_DOER
    if not one_fact and (other_filler(a, b, "patient", pile) or other_filler(a, b, "recipient", pile)):
        yield "done to another", OTHER_DONE_TO
    if other_place(a, b, pile):
        yield "another is meant", OTHER_PLACE


def _deeds(
    a: StatementFeatures, b: StatementFeatures, pile: Pile, figures: Part | None, done: float, told: tuple[bool, bool]
) -> Iterator[Part]:
    """Say what it adds that one deed is told of, or two."""
    agree = figures is not None and figures[0] == AGREE
    if done > 0:
        yield "what is done", PREDICATE * done
    if done >= ONE_DEED and a.agents & b.agents:
        yield "one doer", ONE_DOER
    one_doer = bool(a.agents & b.agents or doers(a) & doers(b))
    another = swapped(a, b, pile)
    if another and not (another == {a.predicate, b.predicate} and not any(told)):  # else it counts as two deeds
        yield "one word has another in its place", SWAPPED
    if not any(told):
        if not (agree and (is_light(a.predicate) or is_light(b.predicate))):  # "had 46 per cent": the figure is the deed
            against = one_doer and opposed(a.predicate, b.predicate)  # to sell and to buy is one deed of two parties
            half = agree and not another and not against
            yield "two deeds", NO_DEED / 2 if half else NO_DEED
    elif not agree and not all(told):
        yield "two deeds", HALF_A_DEED
    named = a.predicate in b.stems or b.predicate in a.stems  # "has offered", "raised its offer"
    if done == 0 and not (named and any(told)) and not agree and one_doer:
        yield "two deeds of one party", TWO_DEEDS
    if done == 0 and not named and figures and figures[0] == OF_ONE_KIND:
        yield "something else is counted of them", OTHER_COUNT


def _denials(a: StatementFeatures, b: StatementFeatures, done: float, words: float) -> Iterator[Part]:
    denied = [one.statement.certainty.label == "denied" for one in (a, b)]
    if done < ONE_DEED:
        if True in (a.negated, b.negated) and False in (a.negated, b.negated):
            yield "one denies another deed", NOT_ONE_DEED
        if words < UNLIKE and denied[0] != denied[1]:
            yield "one denies another deed", DENIED
    elif a.negated and b.negated:
        yield "both say not", BOTH_NOT


def name_words(one: StatementFeatures) -> frozenset[str]:
    """Return the words by which its entities are known: "Yeongam" and "Yeongam, South Korea" are not other names."""
    return frozenset(word for item in one.stems if item.startswith("@") for word in item[1:].split())


def _said_alike(a: StatementFeatures, b: StatementFeatures, pile: Pile) -> bool:
    """Say whether two statements share anything beside those who act: two deeds of one party are two claims."""
    one, other = a.stems - a.doers, b.stems - b.doers
    if not one or not other:
        return alike(a.predicate, b.predicate, pile) > 0 or bool(a.stems & b.stems)
    said = [frozenset(s for s in side if s[0] != "@") for side in (one, other)]
    if all(said) and not covered(said[0], said[1], pile):
        return False  # they share names and nothing that is said of them
    both = min(covered(one, other, pile), covered(other, one, pile))
    return both >= SAID_ALIKE * min(sum(pile.weights[s] for s in side) for side in (one, other))


def _beyond_figures(a: StatementFeatures, b: StatementFeatures, pile: Pile) -> bool:
    """Say whether two statements share more than how many of something there are: 150 villagers live, 150 were moved.

    A number that tells much, 8,590, is enough, and so is one with a unit.
    """
    for p in a.quantities:
        if any(comparable(p, q) and apart(p, q) <= NEAR and (kind_of_figure(p) != "count" or _telling(p, q) >= 1) for q in b.quantities):
            return True
    rest = [one.stems - stems_of(" ".join(q.counted or "" for q in one.quantities)) for one in (a, b)]
    if not all(rest):
        return True
    return covered(rest[0], b.stems, pile) > 0 or covered(rest[1], a.stems, pile) > 0


def word_overlap(a: StatementFeatures, b: StatementFeatures, pile: Pile) -> tuple[float, float]:
    """Return the mean of Jaccard and containment of two stem sets, near stems in part, each stem by its weight.

    The second number is how many stems they share, near ones in part.
    """
    if not a.stems or not b.stems:
        return 0.0, 0.0
    one, other = (sum(pile.weights[s] for s in side) for side in (a.stems, b.stems))
    from_a, from_b = covered(a.stems, b.stems, pile), covered(b.stems, a.stems, pile)
    both = min(from_a, from_b)
    jaccard = both / (one + other - both)
    containment = both / min(one, other) * min(1.0, min(len(a.stems), len(b.stems)) / SHORT)
    shared = min(from_a / one * len(a.stems), from_b / other * len(b.stems))
    return (jaccard + min(containment, 1.0)) / 2, shared


def swapped(a: StatementFeatures, b: StatementFeatures, pile: Pile) -> frozenset[str]:
    """Return the two words but for which two statements are one, as far as names and other words go; else nothing."""
    one, other = a.stems - b.stems, b.stems - a.stems
    if len(one) != 1 or len(other) != 1 or len(a.stems & b.stems) < 2 or covered(one, other, pile):
        return frozenset()
    return one | other


def alike(one: str, other: str, pile: Pile) -> float:
    """Return how far one stem may stand for another: 1 for the same."""
    return 1.0 if one == other else pile.near.get(one, {}).get(other, 0.0)


def deeds_alike(a: StatementFeatures, b: StatementFeatures, pile: Pile) -> float:
    """Return how far two statements tell of one deed, by their predicates.

    Where a verb says little by itself ("the inspection never took place"), its nouns may name the deed.
    """
    best = alike(a.predicate, b.predicate, pile)
    for one, other in ((a, b), (b, a)):
        if best < 1.0 and one.deeds:
            best = max([best, *(alike(item, other.predicate, pile) for item in one.deeds if item not in other.deeds)])
    return best


def figure_kinship(a: StatementFeatures, b: StatementFeatures, pile: Pile) -> tuple[str, float] | None:
    """Return what the figures of both add: equal ones speak for one claim, figures of other things against it."""
    if not a.quantities or not b.quantities:
        return None
    best: tuple[str, float] = ("figures of different things", FIGURE_OTHER)
    far: tuple[str, float] | None = None
    for p in a.quantities:
        for q in b.quantities:
            if not comparable(p, q):
                continue
            link = counted_link(p, q, a, b, pile)
            ratio = apart(p, q)
            vague = p.low is None or q.low is None  # "dozens" agrees with too much to tell
            held = bound_holds(p, q)
            if not vague and (held or ratio <= NEAR) and (link > 0 or kind_of_figure(p) != "count"):
                telling = _telling(p, q)
                worth = FIGURE_EQUAL * telling * (1.0 if ratio <= (NEAR if held else CLOSE) else NOT_EQUAL)
                name = AGREE if telling >= TELLING else "small figures agree"
                if telling >= TELLING and link > 0 and kind_of_figure(p) == "count" and p.counted and q.counted:
                    worth += COUNTED_ALIKE * link
                best = max(best, (name, worth), key=lambda item: item[1])
            elif link >= SURELY_ONE and ratio > FAR and kind_of_figure(p) == "count" and p.counted and q.counted:
                far = ("figures far apart", FIGURE_FAR)
            elif link > 0 and (ratio <= FAR or vague):
                best = max(best, (OF_ONE_KIND, FIGURE_APART * link), key=lambda item: item[1])
            elif link == 0 and kind_of_figure(p) != "count" and ratio <= PARTY_REACH and a.names & b.names:
                best = max(best, ("figures of one party", FIGURE_SAME_PARTY), key=lambda item: item[1])
            elif link == 0 and ratio <= FAR:
                best = max(best, (OF_ONE_KIND, 0.0), key=lambda item: item[1])
    return far if far and best[1] <= 0 else best


def kind_of_figure(quantity: Quantity) -> str:
    """Return what makes two figures comparable: the SI unit or currency, else that things are counted."""
    if quantity.base is not None:
        return quantity.base.unit
    return quantity.unit or "count"


def comparable(p: Quantity, q: Quantity) -> bool:
    """Say whether two figures have a unit in common; a price and a price per share have."""
    return common_intervals(p, q) is not None


def counted_link(p: Quantity, q: Quantity, a: StatementFeatures, b: StatementFeatures, pile: Pile) -> float:
    """Return 1 where a figure of each statement counts the same, less where a near thing, -1 where others, 0 unknown.

    Where one figure does not say what it counts ("has risen to five"), the other statement's words may.
    """
    one, other = stems_of(p.counted or ""), stems_of(q.counted or "")
    if not one or not other:
        named, words = (one, b.stems) if one else (other, a.stems)
        return max((alike(s, t, pile) for s in named for t in words), default=0.0)
    best = max((alike(s, t, pile) for s in one for t in other), default=0.0)
    if best < KIN and one_is_persons(one, other):
        return 0.0
    if best < PERSONS and are_persons(one, other):
        return PERSONS
    return best if best > 0 or kind_of_figure(p) != "count" else -1.0


def one_is_persons(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether people are counted here and no people there: fishermen, trawlers."""
    kinds = person_stems()[1]
    return bool(one & kinds) != bool(other & kinds)


def are_persons(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether the one counts people and the other people of some kind: "31 others", "about 40 patients"."""
    general, kinds = person_stems()
    return bool(one & general and other & kinds) or bool(other & general and one & kinds)


def apart(p: Quantity, q: Quantity) -> float:
    """Return how far two figures lie apart, as a share of the smaller; infinity where one has no number."""
    intervals = common_intervals(p, q)
    if intervals is None:
        return float("inf")
    one, other = intervals
    if one[0] <= other[1] and other[0] <= one[1]:
        return 0.0
    low, high = sorted((sum(one) / 2, sum(other) / 2), key=abs)
    return abs(high - low) / abs(low) if low else float("inf")


def _telling(p: Quantity, q: Quantity) -> float:
    """Return how much it tells that two figures agree: two threes may well be chance, 1,240 twice is not."""
    digits = max(len(f"{abs(x.low or 0):.6g}".replace(".", "").strip("0")) for x in (p, q))
    told = min(1.0, 0.1 + 0.3 * digits + (0.15 if kind_of_figure(p) != "count" else 0.0))
    opened = {p.bound, q.bound} & {"<", ">"} or None in (p.low, q.low)
    return told * OPEN_END if opened and p.low != q.low else told


def _times(one: tuple[Time, ...], other: tuple[Time, ...]) -> tuple[str, float] | None:
    """Return what dates add: statements of different times are not of one thing."""
    first = [(t.from_, t.to or t.from_) for t in one if t.from_]
    second = [(t.from_, t.to or t.from_) for t in other if t.from_]
    if not first or not second:
        return None
    if {t.value for t in one if t.from_} & {t.value for t in other if t.from_}:
        return ("one date", SAME_DATE)
    if any(a <= d and c <= b for a, b in first for c, d in second):
        return ("one time", SAME_TIME)
    return ("different times", TIMES_APART)
