"""The figures that matter: those that reports lay side by side, and those of what several say or lead with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crossread.languages.tables import words, words_of
from crossread.model import FigureEntry, FigureSeries, Quantity
from crossread.present.claims import ClaimView
from crossread.present.outline import Outline, StoryView
from crossread.present.readable import is_whole
from crossread.present.statement_view import Said, texts
from crossread.present.telling import fits, read_alone, richness
from crossread.present.visible import one_line
from crossread.present.weight import LEAD_PARAGRAPHS, in_headline
from crossread.present.wording import MONEY_SHORT, figure

SMALL = 2  # a count of so few, which no desk asks for, is no figure of a story
MIXED = 50.0  # even counts of the dead do not drift so far apart within one story
CLOSE = 1.5  # figures of one noun so near one another are two accounts of one thing
RATIO = 4.0  # figures of one measure that lie further apart measure different things
A_FEW = 10  # of anything but people, so few are seldom what the story is about
BESIDE = 3  # figures of one sentence that head its line
YEARS = range(1900, 2101)  # numbers of four digits that are years, where they stand before a noun: "the 2012 attacks"
TEXTS, HEADLINE, LEAD, TOPIC, MONEY, SHARE, PUNISHED, FORMER, FEW = 1.0, 1.0, 0.75, 1.5, 1.5, 1.0, 1.5, -1.5, -1.0
READS = 1.0  # what a sentence that is understood alone weighs more than one that is not
_AGE = re.compile(r",\s(?:both\s|all\s)?#[,.;]")
_BARE_YEAR = re.compile(r"\d{4}$")
# Two counts with a dash or "to" between, neither years, nor parts of a date or a longer number.
_TALLY = re.compile(
    r"(?<![\w$€£.,/–-])(\d{1,3})(?:\s?[-–]\s?|\sto\s)(\d{1,3})(?![\w%/–-]|[.,]\d)"
    r"(?!\s(?:percent|per cent|years?|months?|weeks?|days?|hours?|minutes?|miles?|million|billion)\b)"
)
_LETTERS = re.compile(r"[a-z]+")
_HURT = frozenset(["dead", "injured", "missing"])


_Measure = tuple[float | None, float | None, str]


@dataclass(frozen=True)
class Told:
    """Figures of one sentence that no series has: as they are written, who gives them, all statements, their weight."""

    heads: tuple[str, ...]
    giving: tuple[Said, ...]
    said: tuple[Said, ...]
    weight: float


def series_of(out: Outline, story: StoryView) -> tuple[FigureSeries, ...]:
    """Return the figures of a story that matter, those of most reports first: no ages, no counts of two."""
    found = [
        series
        for series in out.dossier.figures
        if series.story == story.story.id
        and all(e.quantity in out.quantities and e.statement in out.said for e in series.entries)
        and not _is_no_figure(out, series)
        and (_asked_for(out, series) or _is_common(series))
    ]

    def place(series: FigureSeries) -> tuple[int, bool, int, str]:
        return -len(series.reports), not _asked_for(out, series), -len(series.entries), series.id

    return tuple(sorted(found, key=place))


def _is_no_figure(out: Outline, series: FigureSeries) -> bool:
    years = all(_is_year(out.quantities[entry.quantity]) for entry in series.entries)
    counted_out = all(tally_of(out.said[entry.statement]) for entry in series.entries)  # the halves of a vote
    texts_of = {entry.quantity: out.said[entry.statement].view.report.text for entry in series.entries}
    kinds = all(_is_attribute(out.quantities[key], text) for key, text in texts_of.items())
    of_nothing = all(_is_of_nothing(out.quantities[entry.quantity]) for entry in series.entries)
    return any((years, counted_out, kinds, of_nothing, _is_age(out, series), _is_mixed(series)))


def _is_year(quantity: Quantity) -> bool:
    return not quantity.unit and quantity.low in YEARS and _BARE_YEAR.search(quantity.text) is not None


def _is_of_nothing(quantity: Quantity) -> bool:
    """Say whether it counts what the next words tell and is no figure of its own: "three things", "two ways"."""
    counted = (quantity.counted or "").casefold().split()
    named = {*counted[-1:], *(word for word in counted[:1] if word.endswith("s"))}  # "three things Venn and Orr share"
    return not quantity.unit and not named.isdisjoint(words("front", "uncounted"))


def _is_common(series: FigureSeries) -> bool:
    low, high = series.spread
    measured = series.unit is not None and series.unit not in (*MONEY_SHORT, "percent")
    return len(series.reports) > 1 + measured and high > SMALL and high <= RATIO * max(low, 1e-9)


def _is_mixed(series: FigureSeries) -> bool:
    low, high = series.spread
    return low > 0 and high > MIXED * low


def _is_age(out: Outline, series: FigureSeries) -> bool:
    """Say whether all its figures stand between commas behind a name, where newspapers write how old somebody is."""
    return all(_stands_as_age(out.quantities[entry.quantity], out.said[entry.statement]) for entry in series.entries)


def _stands_as_age(quantity: Quantity, one: Said) -> bool:
    text = one.view.report.text
    around = f"{text[max(0, quantity.start - 8) : quantity.start]}#{text[quantity.end : quantity.end + 1]}"
    return not quantity.counted and not quantity.unit and bool(_AGE.search(around))


def _asked_for(out: Outline, series: FigureSeries) -> bool:
    """Say whether a desk asks for it: the dead, the hurt, money; not distances and times, which most sentences have."""
    return _is_asked_for(out.quantities[series.entries[0].quantity])


def _is_asked_for(quantity: Quantity) -> bool:
    lone = quantity.high == 1 and quantity.topic not in _HURT
    counted = not quantity.unit or quantity.measure in (*MONEY_SHORT, "percent")
    return bool(quantity.topic) and not lone and counted


def leading(out: Outline, series: FigureSeries) -> FigureEntry:
    """Return the figure that stands for a series: of the latest day, the one that most texts give, or a lead has."""
    current = [entry for entry in series.entries if not entry.former] or list(series.entries)
    newest = max(entry.as_of or "" for entry in current)
    same = [entry for entry in current if (entry.as_of or "") == newest]
    return max(same, key=lambda entry: _leads(entry, series, out.said[entry.statement]))


def _leads(entry: FigureEntry, series: FigureSeries, one: Said) -> tuple[int, bool, bool, int, int]:
    giving = len({other.report for other in series.entries if (other.low, other.high) == (entry.low, entry.high)})
    return giving, one.paragraph <= LEAD_PARAGRAPHS, is_whole(one), -one.view.number, -one.statement.start


def figure_words(out: Outline, entry: FigureEntry) -> str:
    """Write a figure with what it counts: "4 people injured", "$160m"; of money the statement says what it pays for."""
    return counted_words(out.quantities[entry.quantity])


def _others() -> frozenset[str]:
    named = words_of("descriptions", "organisation", "place", "thing", "vehicle")
    return named | words_of("nouns", "thing", "place", "group", "other") | words("people", "of_the_dead")


def value_of(quantity: Quantity) -> str:
    """Write a figure; a fraction in the words of the report: "two-thirds"."""
    fraction = quantity.low == quantity.high and 0 < (quantity.high or 0) < 1 and not quantity.unit
    return one_line(quantity.text) if fraction else figure(quantity)


def counted_words(quantity: Quantity) -> str:
    """Write a figure with what it counts; of people who were hurt, killed or missed, what befell them as well."""
    value = value_of(quantity)
    if quantity.unit:
        return value
    counted, topic = one_line(quantity.counted or ""), quantity.topic or ""
    if not counted:
        return f"{value} {topic}".strip()
    hurt = topic in _HURT and _is_people(counted.split()[-1:]) and topic[:4] not in counted.casefold()
    return f"{value} {counted} {topic}" if hurt else f"{value} {counted}"


def _is_people(last: list[str]) -> bool:
    """Say whether a noun names people: one of those that do, or none of those that name something else."""
    head = last[0].casefold() if last else ""
    singular = head.removesuffix("ies") + "y" if head.endswith("ies") else head.removesuffix("s")
    forms = {head, singular, head.removesuffix("es")}
    return bool(head) and (not forms.isdisjoint(_people()) or forms.isdisjoint(_others()))


def _people() -> frozenset[str]:
    return words_of("descriptions", "person", "group") | words("people", "kin") | words("nouns", "person")


def spread(out: Outline, series: FigureSeries) -> str:
    """Say how far the current figures lie apart, in the units in which they are written; nothing where they are one.

    A report that gives two figures does not contradict itself: where one has several, they measure different things.
    So do figures of what no desk counts, unless they stand in one claim or near one another.
    """
    current = [entry for entry in series.entries if not entry.former] or list(series.entries)
    low, high = min(current, key=lambda entry: entry.low), max(current, key=lambda entry: entry.high)
    if series.spread[0] == series.spread[1] or low.quantity == high.quantity:
        return ""
    claims = {out.said[entry.statement].statement.claim for entry in (low, high)}
    close = high.high <= CLOSE * low.low
    if len(claims) > 1 and not close and not _asked_for(out, series):
        return ""
    for report in {entry.report for entry in current}:
        if len({(entry.low, entry.high) for entry in current if entry.report == report}) > 1:
            return ""
    return f"{value_of(out.quantities[low.quantity])} to {value_of(out.quantities[high.quantity])}"


def weight_of(out: Outline, series: FigureSeries) -> float:
    """Return what a series weighs beside figures that none has: by its reports, and the place and kind of its first."""
    entry = leading(out, series)
    quantity, count = out.quantities[entry.quantity], len(series.reports)
    return max(TEXTS * count, _weigh(quantity, out.said[entry.statement], count))


def told_figures(out: Outline, story: StoryView, taken: frozenset[str]) -> tuple[Told, ...]:
    """Return the figures that several texts have in what they say, or that stand at the head of one, by weight.

    Of each claim one line, in the sentence that can be read best. `taken` are ids of quantities that a series shows.
    """
    known = {_measure(out.quantities[key]) for key in taken}
    found = [told for row in story.claims if (told := _of_claim(row, taken, known)) is not None]

    def place(told: Told) -> tuple[float, int, int]:
        return -round(told.weight, 6), told.giving[0].view.number, told.giving[0].statement.start

    return tuple(sorted(found, key=place))


def _of_claim(row: ClaimView, taken: frozenset[str], known: set[_Measure]) -> Told | None:
    made = [told for one in row.originals if (told := _of_statement(one, row, taken, known)) is not None]

    def worth(told: Told) -> tuple[float, tuple[float, int, int]]:
        one = told.giving[0]
        line = read_alone(one)
        return round(told.weight, 6) + READS * fits(line), richness(one, line)

    return max(made, key=worth, default=None)


def _of_statement(one: Said, row: ClaimView, taken: frozenset[str], known: set[_Measure]) -> Told | None:
    tally, count = tally_of(one), texts(row.said)
    said = (one, *(other for other in row.said if other is not one))
    if tally:
        return Told((tally,), (one,), said, TEXTS * count + TOPIC + LEAD * (one.paragraph <= LEAD_PARAGRAPHS))
    weights = [
        (_weigh(quantity, one, count), quantity)
        for quantity in one.quantities
        if quantity.id not in taken and _measure(quantity) not in known
    ]
    ranked = sorted((pair for pair in weights if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].start, pair[1].id))
    if not ranked:
        return None
    quantities = sorted((quantity for _, quantity in ranked[:BESIDE]), key=lambda quantity: quantity.start)
    heads = tuple(dict.fromkeys(counted_words(quantity) for quantity in quantities))
    return Told(heads, (one,), said, ranked[0][0])


def tally_of(one: Said) -> str:
    """Return how a vote or a match ended, as the statement writes it: "62-37", "10 to 2"; "" where it is of none."""
    spoken = one.statement.text
    found = _TALLY.search(spoken)
    if found is None or words("front", "tallied").isdisjoint(_LETTERS.findall(spoken.casefold())):
        return ""
    return f"{found[1]}–{found[2]}"


def _measure(quantity: Quantity) -> _Measure:
    counted = one_line(quantity.counted or "").casefold().split()
    return quantity.low, quantity.high, quantity.unit or (counted[-1] if counted else "")


def _weigh(quantity: Quantity, one: Said, count: int) -> float:
    """Return what a figure weighs as one of the story's, 0 where no reader asks for it."""
    low, high = quantity.low, quantity.high
    punished = _is_punishment(quantity, one)
    if low is None or high is None or quantity.age or _is_year(quantity) or _stands_as_age(quantity, one):
        return 0.0
    if _is_attribute(quantity, one.view.report.text) or _is_of_nothing(quantity):
        return 0.0
    measured = bool(quantity.unit) and quantity.measure not in (*MONEY_SHORT, "percent") and not punished
    small = not quantity.unit and high <= SMALL and not quantity.topic
    head = one.paragraph <= LEAD_PARAGRAPHS
    bare = not quantity.unit and not quantity.counted and not quantity.topic
    if measured or small or bare or (count < 2 and not head):
        return 0.0
    former = quantity.context is not None and quantity.context.former
    return (
        TEXTS * count
        + HEADLINE * in_headline(one)
        + LEAD * head
        + TOPIC * _is_asked_for(quantity)
        + MONEY * (quantity.measure in MONEY_SHORT)
        + SHARE * (quantity.unit == "percent")
        + PUNISHED * punished
        + FEW * (not quantity.unit and high <= A_FEW and not _is_people((quantity.counted or "").split()[-1:]))
        + FORMER * former
    )


def _is_attribute(quantity: Quantity, text: str) -> bool:
    """Say whether it tells of what kind somebody or something is: "three-term Mayor Ada Venn", "a 12-gauge shotgun"."""
    named = [word for word in (quantity.counted or "").split()[-2:] if word[:1].isupper()]
    return len(named) > 1 or (not quantity.unit and text[quantity.end : quantity.end + 1] == "-")


def _is_punishment(quantity: Quantity, one: Said) -> bool:
    """Say whether it is a time that somebody is to serve: "eight years in prison", "a two-game ban"."""
    text = one.view.report.text
    spoken = set(_LETTERS.findall(one.readable.casefold()))
    if text[quantity.end :].lstrip(" -").startswith(("ago", "later", "earlier", "old", "before", "after")):
        return False
    return quantity.unit in ("year", "month", "week", "day") and not spoken.isdisjoint(words("front", "punished"))
