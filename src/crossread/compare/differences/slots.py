"""Two statements of one claim, slot by slot: figure, time, status, certainty, polarity; what each answers and why they
part.

A finding is made where the slots of the two differ, with the traits by which `score.py` says how probably a careful
reader sees a difference there; `kinds.py` shows what is probable enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from crossread.compare.differences.clashes import clashes, is_of_one_course, is_one_deed, may_be_of_one, one_party
from crossread.compare.differences.denials import is_denied_outside, is_surely_denied
from crossread.compare.differences.figures import (
    FAR,
    Figure,
    apart,
    comparable,
    compare_in_statements,
    count_link,
    is_later,
    is_level_beside_change,
    tells,
)
from crossread.compare.differences.moments import (
    MomentComparison,
    compare_moments,
    is_moment,
    may_be_one_clock_time,
)
from crossread.compare.differences.none_of import none_and_some
from crossread.compare.differences.quantities import (
    CALENDAR_UNITS,
    CONVERTED,
    QuantityComparison,
    are_told_apart,
    counted_words,
)
from crossread.compare.differences.rates import Rates, is_one_sum
from crossread.compare.differences.shares import answers_of
from crossread.compare.differences.things import (
    has_denial,
    is_one_wording,
    names_in,
    parts_of_one_role,
    two_lots,
    two_sorts,
    two_things,
)
from crossread.compare.differences.wordings import (
    are_scores,
    have_changed_places,
    named_otherwise,
    numbers_apart,
    part_in_not,
    placed_at,
    scores_apart,
    two_places,
)
from crossread.compare.same_fact.score import PairScore
from crossread.compare.same_fact.views import StatementView
from crossread.languages.calendar import Period, period
from crossread.languages.concepts import (
    alternatives,
    how_far,
    is_converse,
    is_mutual,
    opposed,
    opposed_prepositions,
    opposed_words,
    quantified_words,
    quantifier,
    same_concept,
)
from crossread.languages.tables import load, words, words_of
from crossread.model import UNDONE, DifferenceKind, Participant, Quantity, Statement, Time

_WILL = ("will", "shall")
DONE = frozenset({"happened", "ongoing"})
_NOBODY = ("agent", "time", "attribute", "manner")  # roles of the doer himself, and those that nobody fills
Traits = Mapping[str, float]


ONE_WORDING: Traits = {"one sentence but for this": 1.0}  # of two statements that part in a number or a "not" alone


@dataclass(frozen=True, slots=True)
class Finding:
    """Where two statements part: in which slot, the kind, what each answers, and why in words, without the places.

    `told` says that the words of one tell of the other's answer ("up from 1.2 million", "offered to lend"), so that no
    model need be asked whether the answers are two. `traits` are named numbers by which the finding is weighed.
    """

    slot: str
    kind: DifferenceKind
    answers: tuple[str, str]
    why: str
    told: bool = False
    traits: Traits = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Nearby:
    """What stands near a statement and is not its own: times of its sentence, and figures of statements inside it."""

    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()


NOTHING_NEAR = Nearby()


@dataclass(frozen=True, slots=True)
class Sides:
    """Two statements of one claim, the earlier first where that is known.

    `later` says whether the second report is the later one (None: unknown), `same_line` whether one line of tellers
    gives both, `score` is what was made of the pair. `near` is what stands near each, `rates` are those of exchange
    that the story tells.
    """

    a: StatementView
    b: StatementView
    later: bool | None
    same_line: bool
    score: PairScore
    near: tuple[Nearby, Nearby] = (NOTHING_NEAR, NOTHING_NEAR)
    rates: Rates = field(default_factory=dict)

    @property
    def views(self) -> tuple[StatementView, StatementView]:
        """Both, in their order."""
        return self.a, self.b


def in_order(sides: Sides, published: tuple[str | None, str | None]) -> Sides:
    """Return two statements, the earlier first where that is known."""
    later = is_later(*published)
    if later is False:
        return replace(sides, a=sides.b, b=sides.a, later=True, near=sides.near[::-1])
    return replace(sides, later=later)


def figure_of(view: StatementView, quantity: Quantity) -> Figure:
    """Return a figure in its statement."""
    return Figure(quantity, view.statement, view.quantities, view.times, view.entities)


def _figures(sides: Sides) -> Iterator[Finding]:
    a, b = (_with_inner_figures(view, near) for view, near in zip(sides.views, sides.near, strict=True))
    for p, q in _aligned(a, b):
        one, other = figure_of(a, p), figure_of(b, q)
        answers = p.text, q.text
        if {"=", p.bound, q.bound} == {"=", "up"} or {"=", p.bound, q.bound} == {"=", "down"}:
            counted = p.unit is None and not apart(p, q)  # "axe 200 jobs", "cut 200 jobs"
            if p.bound != q.bound and not counted and (one.context.revised or other.context.revised):
                yield Finding("figures", "scope", answers, "a level in the one, a change in the other", True)
                continue
        answered = answers_of(a, b), answers_of(b, a)
        ours, theirs = ((*some, *near.quantities) for some, near in zip(answered, sides.near, strict=True))
        if _told_too(p, q, theirs) or _told_too(q, p, ours):
            continue
        outcome = compare_in_statements(one, other, later=sides.later, same_line=sides.same_line)
        if outcome.kind == "same" or outcome.kind == "incomparable":  # `in` would not narrow the type
            continue
        if are_told_apart(frozenset(one.context.places), frozenset(other.context.places)):
            yield Finding("figures", "scope", answers, "they are of other places", True)
            continue
        if outcome.kind in _OF_ONE_TIME and are_of_other_periods(sides, (p, q)):
            yield Finding("figures", "scope", answers, "they are of other periods", True)
            continue
        if outcome.kind in _OF_ONE_TIME and (two_things(sides.views) or two_sorts(sides.views)) is not None:
            yield Finding("figures", "scope", answers, "they are of other things", True)
            continue
        yield Finding("figures", outcome.kind, answers, _why(outcome), _is_told(outcome.kind, (p, q), sides))


def _why(outcome: QuantityComparison) -> str:
    """Return why two figures part in words, without the places."""
    return outcome.explanation.rsplit(": ", 1)[-1].rstrip(".")


def _sums(sides: Sides) -> Iterator[Finding]:
    """Find one sum told in two currencies, by a rate that the story itself tells."""
    ours, theirs = ([q for q in view.quantities if q.is_sum] for view in sides.views)
    units = [{q.unit for q in some} for some in (ours, theirs)]
    for p, q in product(ours, theirs):
        both = p.unit in units[1] or q.unit in units[0]  # "€2m ($2.6m)" tells the other's answer too
        if p.unit != q.unit and not both and not comparable(p, q) and is_one_sum(p, q, sides.rates):
            yield Finding("sums", "rounding", (p.text, q.text), "one sum, by a rate that the story tells")
            return


def _is_told(kind: DifferenceKind, figures: tuple[Quantity, Quantity], sides: Sides) -> bool:
    """Say whether the words themselves tell that the figures are two answers, so that no model need be asked."""
    if kind == "revision":
        near = (q for view, beside in zip(sides.views, sides.near, strict=True) for q in _all_of(view, beside))
        return any(q.context is not None and q.context.former for q in near)
    if kind == "scope":  # "22 of the 180 workers fell ill", "180 workers fell ill"
        return any(q.context is not None and q.context.whole is not None for q in figures) and one_deed(sides)
    return kind == "figure" and _in_another_unit(*figures)


def _all_of(view: StatementView, near: Nearby) -> tuple[Quantity, ...]:
    return _with_inner_figures(view, near).quantities


def _scores(sides: Sides) -> Iterator[Finding]:
    """Find two scores of one match."""
    if (scores := scores_apart(sides.views)) is not None:
        yield Finding("figures", "figure", scores, "two scores", True)


def _numbers(sides: Sides) -> Iterator[Finding]:
    """Find the number in which alone two reports' statements part: "50 were hurt", "53 were hurt"; the day, the score.

    Two of one report may be of two things that it tells in the same words.
    """
    runs = numbers_apart(sides.views) if sides.a.root != sides.b.root else None
    if runs is None:
        return
    p, q = (placed_at(view.quantities, run) for view, run in zip(sides.views, runs, strict=True))
    first, second = (placed_at(view.times, run) for view, run in zip(sides.views, runs, strict=True))
    if p is not None and q is not None:
        one, other = figure_of(sides.a, p), figure_of(sides.b, q)
        outcome = compare_in_statements(one, other, later=sides.later, same_line=sides.same_line)
        kind = outcome.kind
        if kind == "figure" or kind == "revision" or kind == "estimate":  # not "about 50", "about 53"
            yield Finding("figures", kind, (p.text, q.text), _why(outcome), True, ONE_WORDING)
    elif first is not None and second is not None:
        yield Finding("times", "time", (first.text, second.text), "other moments", True, ONE_WORDING)
    elif are_scores(runs):  # any other number may be a name's: Article 5, Apollo 11
        yield Finding("figures", "figure", (runs[0].text, runs[1].text), "two scores", True, ONE_WORDING)


def _changes(sides: Sides) -> Iterator[Finding]:
    """Find a change told by its verb beside another in percent: "doubled", "rose 20 percent"."""
    if any(view.statement.negated for view in sides.views) or are_of_other_periods(sides):
        return
    for one, other in (sides.views, sides.views[::-1]):
        told = load("opposites")["changes"].get(one.statement.predicate)
        percent = [q for q in other.quantities if q.unit == "percent" and q.bound in ("up", "down")]
        if told is None or len(percent) != 1 or any(q.unit == "percent" for q in one.quantities):
            continue
        (figure,) = percent
        value = (figure.low or 0.0) * (-1 if figure.bound == "down" else 1)
        if abs(value - told) > abs(told) * ROUGHLY:
            answers = one.statement.predicate, figure.text
            answers = answers if one is sides.a else answers[::-1]
            yield Finding("figures", "figure", answers, "two figures for the same change")


def _levels(sides: Sides) -> Iterator[Finding]:
    """Find a level beside a change of the same thing by the same number: "rose to 4 percent", "rose by 4 points"."""
    if not is_of_one_course(*sides.views):
        return
    for one, other in (sides.views, sides.views[::-1]):
        for level, change in product(one.quantities, other.quantities):
            if is_level_beside_change((level, one.statement), (change, other.statement)):
                answers = f"to {level.text}", f"by {change.text}"
                answers = answers if one is sides.a else answers[::-1]
                yield Finding("figures", "scope", answers, "a level in the one, a change in the other", True)
                return


ROUGHLY = 0.15  # "nearly doubled" is said of a rise by 85 percent


def _in_another_unit(p: Quantity, q: Quantity) -> bool:
    """Say whether two figures are one number of two units: 90 km/h and 90 mph are no chance, and not both so."""
    return p.unit != q.unit and (p.low, p.high) == (q.low, q.high) and (p.low or 0.0) >= LEAST_OF_UNITS


LEAST_OF_UNITS = 3.0  # one hour and one day, two pounds and two ounces stand in many texts by chance
_OF_ONE_TIME = ("figure", "revision", "estimate")


def are_of_other_periods(sides: Sides, figures: tuple[Quantity | None, Quantity | None] = (None, None)) -> bool:
    """Say whether what two statements tell is of periods that are surely two: the second quarter, the first half.

    `figures` are what is compared: how long something lasted is an answer, and not the period that it is of.
    """
    ours, theirs = (_periods(view, figure) for view, figure in zip(sides.views, figures, strict=True))
    return bool(ours and theirs) and all(one.is_apart(other) for one, other in product(ours, theirs))


def _periods(view: StatementView, figure: Quantity | None) -> list[Period]:
    """Return the periods that a statement names: in the words of its clause, else those of its times."""
    lasting = figure if figure is not None and _is_how_long(view.statement, figure) else None
    told = [p for p in view.statement.participants if p.role == "time"], view.times
    kept = [[one.text for one in some if lasting is None or not _holds_figure(one, lasting)] for some in told]
    found = [[one for text in texts if (one := period(text)) is not None] for texts in kept]
    return found[0] or found[1]


def _is_how_long(statement: Statement, figure: Quantity) -> bool:
    """Say whether a figure is how long something lasted ("for four years"), and no period ("in the past two years")."""
    if figure.unit not in CALENDAR_UNITS:
        return False
    before = statement.text[: max(figure.start - statement.start, 0)].lower().split()
    told = {*before[-1:], *figure.text.lower().split()[:1]}
    return told.isdisjoint(load("calendar")["leads_to_period"].split())


def _holds_figure(told: Participant | Time, figure: Quantity) -> bool:
    return told.start < figure.end and figure.start < told.end


def _told_too(figure: Quantity, beside: Quantity, others: Sequence[Quantity]) -> bool:
    """Say whether a statement tells the figure too, beside the one that was laid beside it ("0.9%, up from 0.6%")."""
    current = [q for q in others if q is not beside and not (q.context and q.context.former)]
    return any(figure.unit == q.unit and comparable(figure, q) and apart(figure, q) == 0.0 for q in current)


def _with_inner_figures(view: StatementView, near: Nearby) -> StatementView:
    """Return a statement with the figures of the statements inside it where it has none of its own."""
    return view if view.quantities or not near.quantities else replace(view, quantities=near.quantities)


def _topics(sides: Sides) -> Iterator[Finding]:
    """Find figures of which the one counts the dead and the other the injured: never the same."""
    ours, theirs = ([q for q in view.quantities if q.topic and q.low is not None] for view in sides.views)
    if len(ours) == len(theirs) == 1 and ours[0].topic != theirs[0].topic and comparable(ours[0], theirs[0]):
        answers = f"{ours[0].text} {ours[0].topic}", f"{theirs[0].text} {theirs[0].topic}"
        yield Finding("topics", "scope", answers, "another thing is counted", True)
    elif (lots := two_lots(sides.views)) is not None:
        yield Finding("topics", "scope", lots, "others are counted", True)


def _aligned(a: StatementView, b: StatementView) -> list[tuple[Quantity, Quantity]]:
    """Pair the figures that may be two answers to one question: what counts the same first, then the nearest.

    A figure that a statement gives as the former one is left to the newer one beside it.
    """
    ours, theirs = answers_of(a, b), answers_of(b, a)
    pairs = []
    for i, p in enumerate(ours):
        for j, q in enumerate(theirs):
            if not comparable(p, q):
                continue
            topic = p.topic if p.topic == q.topic else None
            alone = _alone(p, ours, topic) and _alone(q, theirs, topic)
            near = apart(p, q) <= FAR or (alone and any(same_concept(x, y) for x, y in product(_deeds(a), _deeds(b))))
            if near and (link := count_link(figure_of(a, p), figure_of(b, q))) >= 0:
                if link > 0 or alone:
                    pairs.append((_is_part(p) + _is_part(q), -link, apart(p, q), i, j))
    found, taken_a, taken_b = [], set(), set()
    for *_, i, j in sorted(pairs):
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            found.append((ours[i], theirs[j]))
    return found


def _is_part(quantity: Quantity) -> bool:
    """Say whether a figure counts some of those that another counts ("six of them")."""
    return quantity.context is not None and (quantity.context.among or quantity.context.whole is not None)


def _alone(quantity: Quantity, answers: Sequence[Quantity], topic: str | None) -> bool:
    """Say whether a figure is the only one of its kind in a statement, of its topic where the other is of that too.

    "58km (36 miles)" is one figure.
    """
    rivals = (other for other in answers if comparable(quantity, other) and (topic is None or other.topic == topic))
    return not any(other is not quantity and not _is_converted(quantity, other) for other in rivals)


def _is_converted(one: Quantity, other: Quantity) -> bool:
    return one.unit != other.unit and apart(one, other) <= CONVERTED


def _times(sides: Sides) -> Iterator[Finding]:
    """Find the two moments that part; those of the statements themselves before those of their sentences.

    Where any two moments of the statements are one, others are of other things.
    """
    own = [[t for t in view.times if is_moment(t)] for view in sides.views]
    near = [[t for t in one.times if is_moment(t)] for one in sides.near]
    sources = (own[0], own[1], "both in place"), (own[0], near[1], "one beside it"), (near[0], own[1], "one beside it")
    for ours, theirs, where in sources:
        pairs = [(compare_moments(one, other), one, other) for one, other in product(ours, theirs)]
        if any(found.relation == "same" for found, _, _ in pairs):
            return
        if pairs:
            found, one, other = min(pairs, key=lambda pair: _ORDER[pair[0].relation])
            if found.relation == "apart" and found.unit in _CLOCK and may_be_one_clock_time(one, other):
                yield Finding("moments", "rounding", (one.text, other.text), "one clock time, told roughly by the one")
                return
            traits = _time_traits(found, one, other) | {where: 1.0, "several times": float(len(pairs) > 1)}
            why = "one moment, told coarser by the one" if found.relation == "coarser" else "other moments"
            yield Finding("times", "time", (one.text, other.text), why, False, traits)
            of_one = found.unit not in _DAYS and where == "both in place" and two_things(sides.views) is None
            if found.relation == "apart" and of_one and not _name_ends(sides):
                yield Finding("moments", "figure", (one.text, other.text), "two moments for the same thing")
            return


def _name_ends(sides: Sides) -> bool:
    """Say whether a month is where a period ends that figures are of ("the three months to June")."""
    return any(one.end is not None for view in sides.views for one in _periods(view, None))


_CLOCK = ("hour", "minute")
_DAYS = ("day", "weekday")  # other days are two acts, or one that lasted: hours, months and years are told wrongly
_ORDER = {"coarser": 0, "apart": 1, "unanchored": 2, "same": 3}


def _time_traits(found: MomentComparison, one: Time, other: Time) -> dict[str, float]:
    years = sum(time.value[:4].isdigit() and len(time.value) == 4 for time in (one, other))
    return {
        found.relation: 1.0,
        f"{found.relation} in {found.unit or 'nothing'}": 1.0,
        "within two days": float(found.relation == "apart" and found.unit in ("day", "weekday") and found.gap <= 2),
        "a clock time": float("TIME" in (one.type, other.type)),
        "now": float("PRESENT_REF" in (one.value, other.value)),
        "once": float("PAST_REF" in (one.value, other.value)),
        "soon": float("FUTURE_REF" in (one.value, other.value)),
        "one of them a year": float(years == 1),
        "two years": float(years == 2),
        "with bounds": float(bool(one.from_ and other.from_)),
    }


def _status(sides: Sides) -> Iterator[Finding]:
    """Find a plan beside its deed, or an offer beside what was offered."""
    a, b = (view.statement for view in sides.views)
    if not one_deed(sides, but=frozenset(load("comparison")["willing"])):
        return
    willing = [statement.predicate in load("comparison")["willing"] for statement in (a, b)]
    if {a.predicate, b.predicate} <= load("comparison")["willing"].keys() | words("opposites", "decides"):
        return  # what is agreed and what is decided are both to be done
    if (a.status in DONE and b.status in UNDONE) or (a.status in UNDONE and b.status in DONE):
        undone, done = (a, b) if a.status in UNDONE else (b, a)
        told = _is_plan_of(undone, done, (sides.a if undone is a else sides.b).profile.predicates)
        yield Finding("status", "status", (_deed(a), _deed(b)), "a plan, and the deed", told)
    elif willing[0] != willing[1] and (b if willing[0] else a).status in DONE and not _made_by_other_words(sides):
        yield Finding("status", "status", (a.predicate, b.predicate), "an offer or a promise, and the deed", True)


def _is_plan_of(undone: Statement, done: Statement, predicates: Sequence[str]) -> bool:
    """Say whether a statement surely tells a plan to do what the other tells as done: "will sell", "plans to sell"."""
    if (undone.status, done.status) != ("planned", "happened") or undone.negated != done.negated:
        return False
    if undone.predicate in words("opposites", "plans"):
        return done.predicate in predicates
    return undone.modality in _WILL and undone.predicate == done.predicate


def _made_by_other_words(sides: Sides) -> bool:
    """Say whether what the one offers or plans the other does too: "offered" beside "made an offer"."""
    a, b = sides.views if sides.a.statement.predicate in load("comparison")["willing"] else sides.views[::-1]
    return a.statement.predicate in b.profile.predicates


def _deed(statement: Statement) -> str:
    """Return the status in words, with the word that says what is so."""
    words = f"{statement.modality} {statement.predicate}".strip()
    return f"{statement.status} (“{words}”)"


def one_deed(sides: Sides, but: frozenset[str] = frozenset()) -> bool:
    """Say whether both statements tell of one deed, in whatever words; `but` are deeds that are not counted, if told
    in two ways."""
    pairs = ((x, y) for x, y in product(*(_deeds(view) for view in sides.views)) if same_concept(x, y))
    return any(x == y or not any(same_concept(x, word) for word in but) for x, y in pairs)


def _deeds(view: StatementView) -> tuple[str, ...]:
    """Return the words that tell the deed; of a verb with a particle ("call-off") not the verb alone."""
    found = tuple(dict.fromkeys((*view.profile.predicates, *(deed.word.removeprefix("to-") for deed in view.deeds))))
    alone = {one.partition("-")[0] for one in found if "-" in one}
    return tuple(one for one in found if one not in alone)


def _negation(sides: Sides) -> Iterator[Finding]:
    """Find the "not" in which alone two reports' statements part: "was on the list", "was not on the list".

    It denies the deed of the one, and is no "not all" and of no relative clause. What may be, what is asked and what is
    said of some clashes with nothing.
    """
    a, b = (view.statement for view in sides.views)
    if sides.a.root == sides.b.root or a.negated == b.negated or any(map(_leaves_open, (a, b))):
        return
    if is_denied_outside(sides.a) == is_denied_outside(sides.b) and part_in_not(sides.views):
        answers = _yes_or_no(a, a.negated), _yes_or_no(b, b.negated)
        yield Finding("polarity", "polarity", answers, "the one says so, the other not", True, ONE_WORDING)


def _leaves_open(statement: Statement) -> bool:
    """Say whether a statement is a condition or a question, of some, or of what may be."""
    told = statement.text.lower().split()
    first = told[0].removesuffix("n't").removesuffix("n’t")
    opens = words("statements", "conditions") | words_of("function_words", "some_of", "opens_question")
    return first in opens or not words("function_words", "may_be").isdisjoint(told)


def _polarity(sides: Sides) -> Iterator[Finding]:
    """Find one deed that the one tells and the other denies, or two opposite deeds."""
    a, b = (view.statement for view in sides.views)
    if "unknown" in (a.certainty.label, b.certainty.label):
        return
    if (counted := _none_of(sides)) is not None:
        yield Finding("polarity", "polarity", counted, "the one counts some, the other says that there were none", True)
        return
    no = [statement.negated != (statement.certainty.label == "denied") for statement in (a, b)]
    if no[0] != no[1]:
        elsewhere = any(_where(sides))
        if elsewhere and any(map(is_denied_outside, sides.views)):
            return  # "denied that it would close its plant in Arle": it closes another in Venn
        if same_concept(a.predicate, b.predicate) and not tells(a) and not tells(b):
            answers = _yes_or_no(a, no[0]), _yes_or_no(b, no[1])
            sure = not elsewhere and is_surely_denied(*sides.views)
            if not _is_open(a) and not _is_open(b) and (sure or _clash_in_one_verb(sides)):
                yield Finding("polarity", "polarity", answers, "the one says so, the other not", sure)
        return
    if _is_taken_up_again(sides) or two_things(sides.views) is not None and _parts_in_numbers(sides):
        return
    if not any(no) and _can_clash(sides) and (clash := next(clashes(*sides.views), None)) is not None:
        yield Finding("polarity", "polarity", clash.answers, _WHY[clash.why], True)
    elif tells(a) or tells(b):
        return
    elif (apart_in := _opposed_in(sides)) is not None:
        found = Finding("polarity", "polarity", apart_in, _WHY["opposite"])
        of_two = alternatives(*apart_in) and _parts_in_numbers(sides)  # 6 percent in the north, 9 in the south
        if not of_two and share_beside_answers(found, sides) >= LEAST_BESIDE:
            yield found


def _clash_in_one_verb(sides: Sides) -> bool:
    """Say whether what two statements say of one verb clashes though no denial surely means the other: neither is only
    called false, and the verb tells a deed by itself or with words of both, not "going to finish", "going to say"."""
    a, b = sides.views
    if "denied" in (a.statement.certainty.label, b.statement.certainty.label):
        return False
    light = words("opposites", "no_deed")
    return a.statement.predicate not in light or bool((a.words & b.words) - light)


def _is_open(statement: Statement) -> bool:
    """Say whether a statement leaves open what it tells: "if he had a gun", "may not be restored before Monday"."""
    return statement.status in ("conditional", "predicted") or statement.certainty.label in _UNSURE - {"denied"}


def _none_of(sides: Sides) -> tuple[str, str] | None:
    """Return the answers of two statements of which one counts what the other says that there was none of."""
    if not {view.statement.certainty.label for view in sides.views}.isdisjoint(_UNSURE):
        return None
    for none, some in (sides.views, sides.views[::-1]):
        if (figure := none_and_some(none, some)) is not None:
            answers = NONE, f"{figure.text} {figure.topic}"
            return answers if none is sides.a else answers[::-1]
    return None


NONE = "none"


def _is_taken_up_again(sides: Sides) -> bool:
    """Say whether the one will be undone by what the other tells of: what is shut now will reopen."""
    a, b = sides.views
    for now, then in ((a, b), (b, a)):
        told = {*then.profile.predicates, *(deed.word for deed in then.deeds)}
        again = "again" in then.statement.text.lower().split() or not words("opposites", "reverses").isdisjoint(told)
        ends = not _UNTIL.isdisjoint(now.statement.text.lower().split())
        if again and then.statement.status in UNDONE and (ends or now.statement.status not in UNDONE):
            return True
    return False


_UNTIL = frozenset({"until", "till", "through", "pending"})


def _parts_in_numbers(sides: Sides) -> bool:
    """Say whether two statements give other figures or other days: of two things they may, of one they would clash
    twice."""
    return any(_figures(sides)) or any(finding.traits.get("apart") for finding in _times(sides))


_WHY: Mapping[str, str] = {
    "opposite": "the one says the opposite of the other",
    "turned round": "doer and done-to are turned round",
    "another way": "both cannot be how it came about",
}


def _can_clash(sides: Sides) -> bool:
    """Say whether two statements tell of what has happened, or both not yet, at no two moments."""
    a, b = (view.statement for view in sides.views)
    if {a.certainty.label, b.certainty.label} & _UNSURE or (a.status in UNDONE) != (b.status in UNDONE):
        return False
    times = [[t for t in view.times if is_moment(t)] for view in sides.views]
    found = {compare_moments(one, other).relation for one, other in product(*times)}
    return ("apart" not in found or bool(found & {"same", "coarser"})) and not are_of_other_periods(sides)


_UNSURE = frozenset({"possible", "unlikely", "denied", "unknown"})


def _opposite_deeds(sides: Sides) -> tuple[str, str] | None:
    """Return the predicates of two statements where what they tell is opposite, and no deed is told by both."""
    if one_deed(sides):
        return None
    told = product(*(_deeds(view) for view in sides.views))
    if not any(opposed(x, y) and not _of_two(sides, x, y) for x, y in told):
        return None
    return sides.a.statement.predicate, sides.b.statement.predicate


def _of_two(sides: Sides, x: str, y: str) -> bool:
    """Say whether two deeds are told of two things ("lost its steering", "took 214 ashore"), or of two who do them."""
    ours = [deed for deed in sides.a.deeds if deed.word == x]
    theirs = [deed for deed in sides.b.deeds if deed.word == y]
    if not ours or not theirs:
        return False
    if is_converse(x, y) and not any(one_party(one.doer, other.doer) for one, other in product(ours, theirs)):
        return True  # "bought the mill", "the mill was sold to them"
    return not any(may_be_of_one(one, other) for one, other in product(ours, theirs))


def _opposed_in(sides: Sides) -> tuple[str, str] | None:
    """Return the words by which two statements are opposite: of two deeds, of states, or of where and when one is."""
    found = None if is_one_deed(*sides.views) else _opposite_deeds(sides) or _opposite_words(sides)
    return found or opposed_prepositions(sides.a.statement.text, sides.b.statement.text)


def _opposite_words(sides: Sides) -> tuple[str, str] | None:
    """Return a word of the one that the other has the opposite of, each in its own words alone: alive, dead.

    Beside a "not" in one of them alone they may say the same: "may not be winnable", "unwinnable".
    """
    if has_denial(sides.a) != has_denial(sides.b):
        return None
    apart = sides.a.words - sides.b.words, sides.b.words - sides.a.words
    ours, theirs = (words_ - _turned(view) for words_, view in zip(apart, sides.views, strict=True))
    opposite = ((x, y) for x, y in product(sorted(ours), sorted(theirs)) if opposed_words(x, y))
    return next((pair for pair in opposite if not _of_two(sides, *pair)), None)


def _turned(view: StatementView) -> frozenset[str]:
    """Return the verbs that only say how somebody comes to be: the "fall" of "fell ill", which is no fall."""
    phrases = ((deed.word, deed.word.partition("-")[0]) for deed in view.deeds if "-" in deed.word)
    return frozenset(v for phrase, v in phrases if v in words("opposites", "turns") and not same_concept(phrase, v))


def _yes_or_no(statement: Statement, no: bool) -> str:
    return f"{'not so' if no else 'so'} (“{statement.predicate}”)"


def _certainty(sides: Sides) -> Iterator[Finding]:
    a, b = (view.statement for view in sides.views)
    one, other = a.certainty, b.certainty
    if (one.label == other.label and abs(one.value - other.value) < LEAST_SURER) or "denied" in (
        one.label,
        other.label,
    ):
        return
    surer, hedged = sides.views if one.value >= other.value else sides.views[::-1]
    cues = hedged.statement.certainty.cues
    if not cues:
        return
    hedges = {word for cue in cues for word in cue.text.lower().split()}
    beside = [view.words - hedges for view in (surer, hedged)]
    traits = {
        hedged.statement.certainty.label: 1.0,
        "how much surer": abs(one.value - other.value),
        "both hedge": float(bool(surer.statement.certainty.cues)),
        "the hedge is in both": float(any(word in surer.statement.text.lower().split() for word in hedges)),
        "hedged in place": float(any(hedged.statement.start <= cue.start < hedged.statement.end for cue in cues)),
        "in place, of one deed": float(
            same_concept(a.predicate, b.predicate)
            and any(hedged.statement.start <= cue.start < hedged.statement.end for cue in cues)
        ),
        "one undone": float(bool(UNDONE & {a.status, b.status})),
        "a modal": float(hedged.statement.modality.lower() in hedges),
        "longer than the hedged": float(len(beside[0]) > len(beside[1]) + 2),
    }
    told = _parts_in_hedge_alone(surer, hedged, hedges)
    yield Finding("certainty", "certainty", (_surety(a), _surety(b)), "the one is surer than the other", told, traits)


def _parts_in_hedge_alone(surer: StatementView, hedged: StatementView, hedges: set[str]) -> bool:
    """Say whether one statement is the other but for a hedge in its place: "drowned", "are thought to have drowned".

    What the hedged one tells beyond the other may be what is unsure: "is thought to have fled to Spain".
    """
    one, other = surer.statement, hedged.statement
    if other.certainty.label not in ("probable", "possible") or one.certainty.cues or one.negated != other.negated:
        return False
    if not all(other.start <= cue.start < other.end for cue in other.certainty.cues):
        return False
    if one.status in DONE and other.status in UNDONE:  # "sank", "may sink" part in more than how sure they are
        return False
    theirs = {word for word in hedged.words if not any(hedge.startswith(word[:HEDGE_STEM]) for hedge in hedges)}
    if tells(other) and not tells(one):
        theirs -= {other.predicate}  # "is thought": of the hedge
    return theirs <= surer.words and len(theirs) >= max(LEAST_SHARED, ALL_BUT_HEDGE * len(surer.words))


HEDGE_STEM = 6  # letters in which a hedge and its base form are one: "believed", "believe"
ALL_BUT_HEDGE = 0.6  # share of the words of the surer statement that the hedged one has at least
LEAST_SURER = 0.75  # how far apart two certainties of one label must be to be two (of -3 to 3)


def _surety(statement: Statement) -> str:
    """Return how sure a statement is, with the words that say so."""
    cues = ", ".join(f"“{cue.text}”" for cue in statement.certainty.cues)
    return f"{statement.certainty.label} ({cues})" if cues else statement.certainty.label


def _who(sides: Sides) -> Iterator[Finding]:
    """Find doer and done-to turned round, or another doer.

    One doer is told by name, by office and by a pronoun: only two bodies or groups told alike ("the rebels", "the
    army") are taken for two.
    """
    turned = have_changed_places(sides.views)
    if turned is not None and not _is_by(sides.a, turned[1]) and not _is_by(sides.b, turned[0]):
        yield Finding("who", "polarity", turned, "doer and done-to are turned round", True)
        return
    agents = [_agent(view) for view in sides.views]
    if not all(agents) or sides.a.statement.predicate != sides.b.statement.predicate or sides.a.agents & sides.b.agents:
        return
    if is_mutual(sides.a.statement.predicate) or sides.a.statement.predicate in words("opposites", "no_deed"):
        return
    one, other = agents[0] or "", agents[1] or ""
    if any(x != y and same_concept(x, y) for x, y in product(counted_words(one), counted_words(other))):
        return  # the truck and the lorry
    untold = {one.lower(), other.lower()} & words("function_words", "untold_parties")
    if untold or not _apart(one, other) or tells(sides.a.statement):
        return
    if _is_by(sides.b, one) or _is_by(sides.a, other):
        return
    if _done_to(sides.b, one) and _done_to(sides.a, other):
        yield Finding(
            "who", "polarity", (one, other), "doer and done-to are turned round", _exchanged(sides, one, other)
        )
    elif all(phrase.lower().startswith("the ") and not names_in(phrase) for phrase in (one, other)):
        yield Finding("who", "scope", (one, other), "another acts")


def _is_by(view: StatementView, actor: str) -> bool:
    """Say whether a statement has the actor of another behind "by": a headline leaves out what makes it passive."""
    told = " ".join(word.strip(",.;:”\"") for word in view.statement.text.lower().split())
    return f" by {actor.lower().removeprefix('the ')} " in f"{told} ".replace(" by the ", " by ")


def _done_to(view: StatementView, actor: str) -> bool:
    """Say whether a statement names an actor of the other as somebody beside its own ("bought the plant from
    Nexor")."""
    untold = words("function_words", "untold_parties")
    others = (p for p in view.statement.participants if p.role not in _NOBODY and p.text.lower() not in untold)
    return any(not _apart(actor, p.text) for p in others)


def _exchanged(sides: Sides, one: str, other: str) -> bool:
    """Say whether the doer of each is surely whom the other does it to: no model that lays words beside words sees
    that."""
    a, b = sides.views
    if a.agents and b.agents:
        return a.agents <= b.entities and b.agents <= a.entities
    return _suffers(b, one) and _suffers(a, other)


def _suffers(view: StatementView, actor: str) -> bool:
    """Say whether somebody beside the doer is told in the very words of an actor."""
    return any(
        p.role not in _NOBODY and counted_words(p.text) == counted_words(actor) for p in view.statement.participants
    )


def _where(sides: Sides) -> Iterator[Finding]:
    """Find two places with names, none of them in common."""
    places = [
        [p.text for p in view.statement.participants if p.role == "place" and names_in(p.text)] for view in sides.views
    ]
    if len(places[0]) == len(places[1]) == 1 and _apart(places[0][0], places[1][0]):
        yield Finding("where", "scope", (places[0][0], places[1][0]), "in another place")
    elif (told := two_places(sides.views)) is not None:
        yield Finding("where", "scope", told, "in another place", True)


def _how_much(sides: Sides) -> Iterator[Finding]:
    """Find all beside some of what both tell of: "all 19 schools", "some of the schools"."""
    for one, other in parts_of_one_role(sides.views):
        taken = quantifier(one.text), quantifier(other.text)
        ours, theirs = (counted_words(p.text) - quantified_words(p.text) for p in (one, other))
        alike = bool(ours and theirs) and (ours <= theirs or theirs <= ours)
        if alike and all(taken) and taken[0] != taken[1] and "none" not in taken:
            yield Finding("how much", "scope", (one.text, other.text), "all in the one, a part in the other")
            return


def _how_far(sides: Sides) -> Iterator[Finding]:
    """Find a deed done wholly beside the same done in part: "destroyed", "almost totally destroyed"."""
    a, b = (view.statement for view in sides.views)
    if a.predicate != b.predicate or a.negated or b.negated or (a.status in UNDONE) != (b.status in UNDONE):
        return
    far = [how_far(view.text, view.predicate) for view in (a, b)]
    if {extent for extent, _ in far} == {"part", "all"}:
        of_one = any(one_party(x.of or x.doer, y.of or y.doer) for x, y in product(sides.a.deeds, sides.b.deeds))
        yield Finding("how far", "scope", (far[0][1], far[1][1]), "wholly in the one, in part in the other", of_one)


def _which(sides: Sides) -> Iterator[Finding]:
    """Find two things of one kind: "the Hadd bridge" and "the Orde bridge", the north wing and the south wing."""
    if (things := two_things(sides.views)) is not None:
        one, other = (part.text for part in things)
        yield Finding("which", "scope", (one, other), f"another {one.lower().split()[-1]}")
    elif (sorts := two_sorts(sides.views)) is not None:
        yield Finding("which", "scope", sorts, "another thing of that kind", is_one_wording(sides.views))
    elif (names := named_otherwise(sides.views)) is not None:
        yield Finding("which", "scope", names, "another name", True)


def _agent(view: StatementView) -> str | None:
    """Return the words of the first participant who acts."""
    return next((p.text for p in view.statement.participants if p.role == "agent"), None)


def _apart(one: str, other: str) -> bool:
    """Say whether two phrases cannot be meant for one by their words: no word in common but articles, and no
    pronoun."""
    a, b = counted_words(one), counted_words(other)
    names = [names_in(phrase) for phrase in (one, other)]
    if names[0] and names[1]:
        return not names[0] & names[1]
    return bool(a and b) and not a & b and not (a | b) & words("function_words", "untold_parties")


SLOTS: tuple[Callable[[Sides], Iterator[Finding]], ...] = (
    _topics, _who, _where, _which, _how_much, _how_far, _figures, _sums, _scores, _numbers, _changes, _levels, _times,
    _status, _negation, _polarity, _certainty,
)  # fmt: skip


def share_beside_answers(finding: Finding, sides: Sides) -> float:
    """Return the share of words in common of two statements without the words in which their answers part; 0 where
    few are left."""
    if finding.traits is ONE_WORDING:
        return 1.0
    one, other = (frozenset(answer.lower().replace("“", " ").replace("”", " ").split()) for answer in finding.answers)
    answers = one ^ other or one
    a, b = (view.words - answers for view in sides.views)
    share = len(a & b) / len(a | b) if a & b else 0.0
    return share if len(a & b) >= (LEAST_OF_ONE if share == 1.0 else LEAST_SHARED) else 0.0


# Share of words beside two opposites without which they are of two things: the repair, the break. Fewer words than
# LEAST_SHARED in common, or than LEAST_OF_ONE where there are no others, are no share at all.
LEAST_BESIDE = 0.3
LEAST_SHARED = 3  # words beside their answers that two statements have in common at least to be called alike
LEAST_OF_ONE = 2  # the same where they have no other words at all


def find_apart(sides: Sides) -> list[Finding]:
    """Return where two statements part, in the order of SLOTS."""
    return [finding for slot in SLOTS for finding in slot(sides)]
