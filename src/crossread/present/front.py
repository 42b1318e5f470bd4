"""The story in one screen: what happened, when and where, the figures, who says it, what is disputed.

A reader must be able to stop here. Every line holds the statements that it rests on, and can be read by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crossread.languages import tables
from crossread.model import Difference, FigureSeries, Origin
from crossread.present import balance
from crossread.present import tellers_view as voices
from crossread.present.claims import ClaimView, ranges
from crossread.present.event import Event, content, event
from crossread.present.front_figures import (
    Told,
    figure_words,
    leading,
    series_of,
    spread,
    told_figures,
    weight_of,
)
from crossread.present.introductions import Introductions, person_nouns
from crossread.present.next_steps import next_steps
from crossread.present.objections import concerns, denies, objections
from crossread.present.outline import Outline, StoryView
from crossread.present.pointing import is_scant
from crossread.present.readable import Shown
from crossread.present.statement_view import Said, texts
from crossread.present.telling import Introduced, can_tell, fits, stands, telling
from crossread.present.visible import one_line, shorten
from crossread.present.weight import by_weight, main_entities, weigh
from crossread.present.wording import MONEY_SHORT, capital, day

FIGURES, ORIGINS, CONFLICTS, SHARED, DEALINGS = 5, 5, 3, 5, 3  # lines of each part of the first screen
OBJECTIONS, STEPS = 3, 3
HEAD = 2  # paragraphs at the head of a report
# share of a line's words that are its claim's own, from which it is said to stand in all the claim's texts
WHOLLY = 0.6
_CURRENCIES = tuple(MONEY_SHORT.values())
CARRIED = 260  # characters of what a teller carries
OBJECTS = 2.0  # what a teller's objection weighs more than what else he says
FITS, NAMED, AGAIN = 4.0, 2.0, 3.0  # what a line weighs that is whole, that names who says it, that stands above
# a line with this share of the words of another, which has at least so many, says the same again
REPEATED, FEWEST = 0.75, 4
DEALING_WORDS = {"needs": "need", "offers": "offer", "transfers": "handed over", "bars": "barred from"}
_NO_NAME = frozenset(["i", "me", "we", "us", "he", "she", "it", "they", "you", "not named"])
# Words with which a name begins that was torn off what stands before it.
_SCRAP = frozenset(
    [
        "of", "who", "whom", "which", "that", "by", "in", "on", "at", "for", "from", "with", "and", "or", "as", "to",
        "than",
    ]  # fmt: skip
)
_OWN = re.compile(r"(?:his|her|its|their|our|my|your)\b", re.IGNORECASE)
_POINTING = re.compile(r"^(?:this|that|these|those|the|a|an|his|her|its|their)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """One line of the first screen: its head, what it says, a note beside it, and the statements it rests on.

    `again`: a line above tells what it says, so that a narrow screen has its head alone.
    """

    text: str
    note: str
    said: tuple[Said, ...]
    words: str = ""
    again: bool = False


@dataclass(frozen=True)
class Front:
    """The first screen of a story. `event` is what happened, in words of a report; empty parts are empty."""

    event: Line
    where: str
    figures: tuple[Line, ...]
    conflicts: tuple[Line, ...]
    shared: tuple[Line, ...]
    objections: tuple[Line, ...]
    tellers: tuple[Line, ...]
    steps: tuple[Line, ...]
    dealings: tuple[Line, ...]


    @property
    def words(self) -> tuple[str, ...]:
        """What its lines tell."""
        groups = ((self.event,), self.figures, self.conflicts, self.shared, self.objections, self.tellers, self.steps)
        return tuple(line.words or line.text for group in groups for line in group)


@dataclass(frozen=True)
class Part:
    """A part of the first screen: its title, what it is of, and its lines."""

    title: str
    kind: str
    lines: tuple[Line, ...]


def parts(first: Front, reports: int) -> tuple[Part, ...]:
    """Return the parts that hold something, in the order of what a reader asks; page, terminal and Markdown share
    them."""
    together = "What both say" if reports == 2 else "What several say"
    found = (
        Part("The figures", "figures", first.figures),
        Part("Conflicts", "conflict", first.conflicts),
        Part(together, "agree", first.shared),
        Part("Who objects", "objections", first.objections),
        Part("What is next", "steps", first.steps),
        Part("Who says it", "tellers", first.tellers),
        Part("Barred, offered, needed, handed over", "dealings", first.dealings),
    )
    return tuple(part for part in found if part.lines)


def front(out: Outline, story: StoryView) -> Front:
    """Return the first screen of a story."""
    reports = [view.report.id for view in story.reports]
    main, people = main_entities(out.dossier.entities, reports), Introductions(out.dossier, reports)
    found = event(story)
    happened = _event(found, story)
    figures = _figures(out, story, happened.text)
    conflicts = tuple(_conflict(row) for row in by_weight(story.conflict, main)[:CONFLICTS])
    told = [happened.text, *(line.words for line in figures), *(line.text for line in conflicts)]
    against = _objections(out, story, main, told)
    ahead = _steps(out, story, main, [*told, *(line.text for line in against)])
    shared = _shared(story, main, found, [*told, *(line.text for line in (*against, *ahead))])
    told += [line.text for line in (*against, *ahead, *shared)]
    made = Front(
        event=happened,
        where=_where(out, story),
        figures=figures,
        conflicts=conflicts,
        shared=shared,
        objections=against,
        tellers=_tellers(out, story, main, Voices(people, told)),
        steps=ahead,
        dealings=_dealings(out, story),
    )
    return introduced(made, people)


def _event(found: Event | None, story: StoryView) -> Line:
    if found is None:
        return Line(one_line(story.story.title), "", ())
    count = texts(found.row.said)
    note = f"{found.one.view.label}, ¶{found.one.paragraph}"
    if count > 1:
        note = f"{_partly(found.one, found.shown)}{count} of {len({view.text_number for view in story.reports})} texts"
    return Line(
        capital(found.shown.text.rstrip(".")),
        note,
        (found.one, *(one for one in found.row.said if one is not found.one)),
    )


def _where(out: Outline, story: StoryView) -> str:
    """Return the days that the reports are of and the places that most of them name."""
    reports = {view.report.id for view in story.reports}
    places = []
    for entity in out.dossier.entities:
        named = {mention.report for mention in entity.mentions if mention.report in reports}
        if entity.type == "place" and len(named) > len(reports) / 2:
            places.append((-len(named), -len(entity.mentions), one_line(entity.name)))
    days = sorted({(view.report.published or "")[:10] for view in story.reports} - {""})
    span = day(days[0]) if len(days) == 1 else f"{day(days[0])} – {day(days[-1])}" if days else ""
    return " · ".join(part for part in (span, ", ".join(name for _, _, name in sorted(places)[:3])) if part)


def _figures(out: Outline, story: StoryView, said_above: str) -> tuple[Line, ...]:
    """Return the story's figures by weight: of each series the one that stands for it, and what else several tell."""
    names = {origin.id: teller_name(origin.name) for origin in out.dossier.origins}
    series = series_of(out, story)[:FIGURES]
    taken = frozenset(entry.quantity for one in series for entry in one.entries)
    found = [(weight_of(out, one), _figure(out, one, names)) for one in series]
    found += [(one.weight, _told(one)) for one in told_figures(out, story, taken)]
    lines: list[Line] = []
    heads: set[str] = set()
    for _, line in sorted(found, key=lambda pair: -round(pair[0], 6)):
        mine = set(line.text.split(" · "))
        if mine <= heads:
            continue
        again = any(_tells(words, line.words) for words in (said_above, *(one.words for one in lines)))
        if again and taken.isdisjoint(_quantities(line)):
            continue
        heads |= mine
        lines.append(Line(line.text, line.note, line.said) if again else line)
        if len(lines) == FIGURES:
            break
    return tuple(lines)


def _tells(told: str, line: str) -> bool:
    """Say whether words that stand above have most of a line's."""
    mine = content(line)
    return len(mine & content(told)) >= REPEATED * len(mine)


def _quantities(line: Line) -> frozenset[str]:
    return frozenset(quantity.id for one in line.said for quantity in one.quantities)


def _figure(out: Outline, series: FigureSeries, names: dict[str, str]) -> Line:
    first = leading(out, series)
    who = names.get(first.teller or "", "") or out.said[first.statement].view.label
    counted = f"{len(series.reports)} reports" if len(series.reports) > 1 else ""
    note = " · ".join(
        part for part in (spread(out, series), who, day(first.as_of) if first.as_of else "", counted) if part
    )
    said = tuple(dict.fromkeys(out.said[entry.statement] for entry in (first, *series.entries)))
    same = [
        entry
        for entry in series.entries
        if (entry.low, entry.high, entry.as_of) == (first.low, first.high, first.as_of)
    ]
    giving = [out.said[entry.statement] for entry in same if out.said[entry.statement].view.copy_of is None]
    line = telling(giving or [out.said[first.statement]])
    return Line(figure_words(out, first), note, _from_its_place(said, line), line.text)


def _told(found: Told) -> Line:
    line = telling(found.giving)
    said = _from_its_place(found.said, line)
    return Line(" · ".join(found.heads), _carried_by(said, line), said, line.text)


def _carried_by(said: tuple[Said, ...], line: Shown) -> str:
    """Say how many texts carry a line, told in the sentence of the first of them; nothing where it is one."""
    count = texts(said)
    return f"{_partly(said[0], line)}{count} texts" if count > 1 else ""


def _partly(one: Said, line: Shown) -> str:
    """Begin the count of texts of a line: a sentence that tells much beside the claim, and who says it, is not carried
    whole by all of them."""
    told = one.statement.attribution
    teller = [word for span in (told.source, told.cue) if span is not None for word in span.text.split()]
    own = sum(len(words.split()) for words, mine in line.parts if mine) + len(teller)
    return "" if own >= WHOLLY * len(line.text.split()) else "partly in "


def _from_its_place(said: Sequence[Said], line: Shown) -> tuple[Said, ...]:
    """Return statements with the one first in whose sentence a line is told."""
    first = next((one for one in said if telling([one]).text == line.text), said[0])
    return (first, *(one for one in said if one is not first))


def teller_name(name: str) -> str:
    """Write the name of a teller as a head: without the word that points at him, with a capital."""
    return capital(_POINTING.sub("", one_line(name)) or one_line(name))


def sides(row: ClaimView, reason: Difference) -> str:
    """Say a difference in one sentence, by the numbers of the reports: “four” in 1, 2; “six” in 3."""
    numbers = {one.statement.id: one.view.number for one in row.said}
    told = []
    for answer in reason.answers:
        mine = sorted({numbers[sid] for sid in answer.statements if sid in numbers})
        if mine:
            told.append(f"{one_line(answer.text)} in {ranges(mine)}")
    return "; ".join(told) if len(told) > 1 else one_line(reason.explanation)


def _conflict(row: ClaimView) -> Line:
    reason = next((reason for reason in row.reasons if reason.kind in ("figure", "polarity")), None)
    line = telling(row.originals)
    return Line(line.text, sides(row, reason) if reason else "", _from_its_place(row.said, line))


def _shared(story: StoryView, main: tuple[str, ...], found: Event | None, told: list[str]) -> tuple[Line, ...]:
    """Return what several say by weight, each thing once: what the lines above tell is not told again."""
    rows = (row for row in by_weight((*story.agree, *story.differ), main) if found is None or row is not found.row)
    return _new((_claim(row) for row in rows if can_tell(row.originals, named=True)), told, SHARED)


def _new(lines: Iterable[Line], told: Iterable[str], most: int) -> tuple[Line, ...]:
    """Return the first so many of lines, without those that say what stands above or what another of them says."""
    kept: list[Line] = []
    above = [content(words) for words in told]
    for line in lines:
        words = content(line.text)
        if not any(repeats(words, other) for other in above):
            kept.append(line)
            above.append(words)
        if len(kept) == most:
            break
    return tuple(kept)


def _objections(out: Outline, story: StoryView, main: tuple[str, ...], told: list[str]) -> tuple[Line, ...]:
    """Return who objects to what, in the sentences of reports, by weight; a sentence that stands above is not told
    again."""
    called = [one_line(out.entities[key].name).split() for key in main if key in out.entities]
    names = frozenset(word for name in called for word in name if word[:1].isupper() and not word.endswith("."))
    rows = {one.statement.id: row for row in story.claims for one in row.said}
    found = [one for one in objections(out, story) if texts(rows[one.statement.id].said) > 1 or concerns(one, names)]
    return _sentences(found, story, main, told, OBJECTIONS)


def _steps(out: Outline, story: StoryView, main: tuple[str, ...], told: list[str]) -> tuple[Line, ...]:
    """Return what is next, by weight."""
    rows = {one.statement.id: row for row in story.claims for one in row.said}
    found = [
        one
        for one in next_steps(out, story)
        if can_tell([one], named=True) and telling([one]).begin < 0 and not _has_happened(rows[one.statement.id])
    ]
    return _sentences(found, story, main, told, STEPS)


def _has_happened(row: ClaimView) -> bool:
    """Say whether another report tells as done what one tells as planned."""
    return any(one.statement.status == "happened" for one in row.said)


def _sentences(
    found: Iterable[Said], story: StoryView, main: tuple[str, ...], told: list[str], most: int
) -> tuple[Line, ...]:
    rows = {one.statement.id: row for row in story.claims for one in row.said}
    ranked = sorted(
        found,
        key=lambda one: (
            -round(weigh(rows[one.statement.id], main) + denies(one), 6),
            one.view.number,
            one.statement.start,
        ),
    )
    return _new(_once_a_claim(ranked, rows), told, most)


def _once_a_claim(ranked: Iterable[Said], rows: Mapping[str, ClaimView]) -> Iterator[Line]:
    """Yield the line of the first statement of each claim that can be told."""
    taken: set[str] = set()
    for one in ranked:
        row = rows[one.statement.id]
        if row.claim.id in taken or not (can_tell([one]) or stands(one)):
            continue
        taken.add(row.claim.id)
        told_in = telling([one])
        said = (one, *(other for other in row.said if other is not one))
        yield Line(told_in.text, _carried_by(said, told_in), said)


def repeats(words: set[str], other: set[str]) -> bool:
    """Say whether a line says what another has said: most of its words, and little else."""
    return len(words) > 0 and len(words & other) >= REPEATED * min(len(words), max(len(other), FEWEST))


def _claim(row: ClaimView) -> Line:
    state = row.claim.corroboration
    behind = f"{state.independent} origins" if state.state == "independent" else ""
    line = telling(row.originals)
    said = _from_its_place(row.said, line)
    note = " · ".join(part for part in (_carried_by(said, line), behind, ", ".join(row.kinds)) if part)
    return Line(line.text, note, said)


@dataclass(frozen=True)
class Voices:
    """What is asked of tellers: who people are, and what the lines above tell."""

    people: Introductions
    told: list[str]


def _tellers(out: Outline, story: StoryView, main: tuple[str, ...], known: Voices) -> tuple[Line, ...]:
    """Return who stands behind the story: the origins that carry most of its statements, with the weightiest of
    them."""
    weights = {one.statement.id: weigh(row, main) for row in story.claims for one in row.said}
    against = {one.statement.id for one in objections(out, story)}
    above = [content(words) for words in known.told]

    def worth(one: Said) -> tuple[float, str]:
        line = telling([one])
        text, name = line.words, one.speaker.split(",")[0].split()[-1:]
        again = any(repeats(content(text), other) for other in above)
        good = fits(line) and line.begin < 0 and not is_scant(one) and not one.open and len(text) <= CARRIED
        told = FITS * good + NAMED * any(part in text for part in name) - AGAIN * again
        return told + OBJECTS * (one.statement.id in against) + weights.get(one.statement.id, 0.0), one.statement.id

    found = [
        view for view in voices.origins(out, story) if view.origin is not None and is_named(view.name, view.origin)
    ]
    ranked = sorted(found, key=lambda view: (-len({number for number, _, _ in view.through}), -view.count, view.name))[
        :ORIGINS
    ]
    named = [_who(view, known.people) for view in ranked]
    lines = []
    for view, name in zip(ranked, named, strict=True):
        if any(f" {name}," in f" {other}," and name != other for other in named):  # "Venn" beside "Ada Venn, a lawyer"
            continue
        said = sorted(view.said, key=worth, reverse=True)
        makes = "statement" if view.count == 1 else "statements"
        texts = "report" if len(view.numbers) == 1 else "reports"
        count = f"{view.count} {makes} · {texts} {view.numbers}"
        told = telling(said[:1]).words
        again = any(_tells(words, told) for words in known.told)
        lines.append(Line(name, count, tuple(said), shorten(told, CARRIED), again))
    return tuple(lines)


def is_named(name: str, origin: Origin) -> bool:
    """Say whether a teller's name tells somebody who he is: neither a pronoun, nor a scrap, nor a bare "spokesman"."""
    bare = _POINTING.sub("", name)
    first, last = (bare.split() or [""])[0].casefold(), (bare.split() or [""])[-1].casefold()
    if name.casefold() in _NO_NAME or first in _SCRAP:
        return False
    alone = len(bare.split()) == 1
    if alone and last in person_nouns():  # "the president", of which the story has several
        return False
    common = alone and bare.islower() and not last.endswith("s") and last not in tables.words("lines", "only_one")
    return origin.entity is not None or not (common or _OWN.match(name))


def _who(view: voices.OriginView, people: Introductions) -> str:
    """Name a teller with his office or what stands beside his name, where a report says it: "Ms Ada Venn, a lawyer"."""
    entity = view.origin.entity if view.origin else None
    name, office = people.names.get(entity or "", "") or view.name, people.of(entity)
    if office:
        return f"{teller_name(name)}, {office}"
    called = Counter(
        one.speaker for one in view.said if len(one.speaker.split()) > len(name.split()) and name in one.speaker
    )
    return teller_name(max(called, key=lambda name: (called[name], name), default=name))


def introduced(first: Front, people: Introductions) -> Front:
    """Return a screen on which each person is introduced once, where he is named first; tellers are in their own
    part."""
    spare = frozenset(
        key for key, name in people.names.items() if name and any(line.text.startswith(name) for line in first.tellers)
    )
    known = Introduced(people, set(), set())

    def lines(found: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(
            replace(one, words=known.once(one.words, spare=spare))
            if one.words
            else replace(one, text=known.once(one.text, spare=spare))
            for one in found
        )

    happened = lines((first.event,))[0]
    return replace(
        first,
        event=happened,
        figures=lines(first.figures),
        conflicts=lines(first.conflicts),
        shared=lines(first.shared),
        objections=lines(first.objections),
        steps=lines(first.steps),
        tellers=lines(first.tellers),
        dealings=first.dealings,
    )


def _dealings(out: Outline, story: StoryView) -> tuple[Line, ...]:
    """Return what is barred, offered, needed, handed over, where two texts or the head of one tell of it; each sum
    once."""
    trades = [
        trade
        for trade in balance.trades(out, story)
        if trade.kind in DEALING_WORDS and trade.party.casefold() not in _NO_NAME
    ]
    about = [trade for trade in trades if _is_dealt(trade)]
    ranked = sorted(
        about,
        key=lambda trade: (-texts(trade.said), trade.said[0].view.number, trade.said[0].statement.start, trade.item),
    )
    lines: dict[tuple[str, str], Line] = {}
    for trade in ranked:
        line = Line(trade.party, "only possible" if trade.possible else "", trade.said, dealing_words(trade))
        lines.setdefault((trade.kind, trade.figure or line.words), line)
    return tuple(lines.values())[:DEALINGS]


def _is_dealt(trade: balance.Trade) -> bool:
    """Say whether two texts tell of it, or the head of one; a thing without a figure that changed hands is told
    elsewhere."""
    several = texts(trade.said) > 1
    return several or (
        bool(trade.figure or trade.kind != "transfers") and any(one.paragraph <= HEAD for one in trade.said)
    )


def dealing_words(trade: balance.Trade) -> str:
    """Say what a party deals in: "offer: $35,000 of reward, to the finder"."""
    of = "of" if trade.figure[:1] in _CURRENCIES and trade.item else ""
    thing = _joined((trade.figure, of, trade.item))
    return f"{DEALING_WORDS.get(trade.kind, 'has')}: " + ", ".join(part for part in (thing, trade.other) if part)


def _joined(parts: Iterable[str]) -> str:
    return one_line(" ".join(part for part in parts if part))
