"""What a line leaves unsaid and the reports say: the given name and office of a family name, what "the committee" is.

A filling is made only where the reading is sure: one person of that family name in the report, one body that the noun
can mean. It stands in square brackets, so that nobody takes it for words of the report.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from crossread.languages.tables import load, words
from crossread.model import Description, Dossier, Entity, Mention, Statement
from crossread.present.unread_names import unread
from crossread.present.visible import one_line

MAINLY = 0.8  # of the places where a report has a family name alone, the share that mean one person: it is his
OFFICE = range(1, 7)  # words of an office before a name: "Massachusetts Gov."
BESIDE = range(2, 10)  # words of what is said beside a name, between commas: "a Boston lawyer"
_NAME = re.compile(r"[A-Z][\w’'.-]*(?:\s+(?:[\"“][^\"”]+[\"”]|[a-z]{2,3}|[A-Z][\w’'.-]*)){1,4}$")
_WORD = re.compile(r"[\w’'-]+")
_LETTERS = re.compile(r"\w+")
_BEFORE = re.compile(r"(\S+)[ \t]$")
_GOES_ON = re.compile(r"(?:[-–]\w|[ \t]+[A-Z])")  # "Trump Tower", "Trump-era": the name is a part of another
_HONORIFIC = frozenset(["mr", "mrs", "ms", "miss"])
_DETERMINERS = frozenset(["a", "an", "the", "this", "that", "another", "any", "no"])
_OF_TWO = frozenset(["elder", "younger", "older"])  # one of two who bear the name
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
# What is said beside a name follows it at once.
_BESIDE_IT = re.compile(r"(?:['’]s)?\s*(?:,|\()\s*(?:a|an|the|\d+|who|[a-z]+)\b")
_CLITIC = re.compile(r"['’]s\b")
_OWN = re.compile(r"(?:his|her|its|their|our|my|your|also|who|the then)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filling:
    """What is put in square brackets before and behind words of a report, so that they are understood alone.

    `about` is whom or what it tells of: once a line is enough. A line that has all of `known`, words in small letters,
    says it by itself.
    """

    start: int
    end: int
    front: str
    behind: str
    about: str
    known: frozenset[str]

    @property
    def insertions(self) -> tuple[tuple[int, str], ...]:
        """What is put where."""
        before = ((self.start, f"[{self.front}] "),) if self.front else ()
        return (*before, *(((self.end, f" [{self.behind}]"),) if self.behind else ()))


class Persons:
    """The persons of a dossier with their full names and offices."""

    def __init__(self, dossier: Dossier, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.full = {
            entity.id: (entity, full) for entity in dossier.entities if (full := full_name(entity, texts))
        }
        self.offices = _Offices(dossier, texts)
        self._unread = tuple(unread(dossier.entities, self.full, texts))

    def fillings(self) -> dict[str, list[Filling]]:
        """Return by report what makes names whole, wherever a report has less than the full name."""
        # who is called by a family name alone, by report and name
        bearers: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        places = [(key, mention) for key, (entity, _) in self.full.items() for mention in entity.mentions]
        made = [
            (mention.report, _plain(self.full[key][1][-1]), one)
            for key, mention in (*places, *self._unread)
            if (one := _of_mention(*self.full[key], mention, self.texts[mention.report], self.offices)) is not None
        ]
        for report, family, one in made:
            bearers[report, family][one.about] += 1
        found: dict[str, list[Filling]] = defaultdict(list)
        for report, family, one in made:
            mine, all_of_them = bearers[report, family][one.about], bearers[report, family].total()
            if mine >= MAINLY * all_of_them:
                found[report].append(one)
        return found

    def called(self, entity: str, report: str) -> str:
        """Return a person's office and full name, as a report or else another has them; "" where they are not known."""
        if entity not in self.full:
            return ""
        person, full = self.full[entity]
        office, beside = self.offices.of(person, report)
        return f"{office} {' '.join(full)}".strip() + (f", {beside}" if beside else "")


def full_name(entity: Entity, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the words of a person's full name as the reports write it most, no title, no generation; nothing where
    only one is known."""
    if entity.type != "person":
        return ()
    places = [(texts[one.report], one.start, one.end) for one in entity.mentions]
    written = Counter(_bare_name(text[start:end], text[max(0, start - 4) : start]) for text, start, end in places)
    del written[()]
    written = written or Counter([_bare_name(entity.name, "")])
    return max(written, key=lambda form: (written[form], len(form), form))


def _bare_name(name: str, before: str) -> tuple[str, ...]:
    """Return the words of a name without titles and generation, nothing where fewer than two are left.

    `before` are the letters before it: behind "of" its first word belongs to an office, "Secretary of | State Brandt".
    """
    name = one_line(name)
    parts = name.split() if _NAME.match(name) is not None and not name.isupper() and " of " not in name else []
    offices = words("people", "titles") | words("descriptions", "person") | {"speaker"}
    heads = [n for n, part in enumerate(parts) if _plain(part) in offices]
    parts = parts[heads[-1] + 1 :] if heads else parts[int(before.endswith(" of ") and len(parts) > 2) :]
    while parts and _plain(parts[-1]) in words("names", "generations") | {"iii", "ii", "iv"}:
        parts = parts[:-1]
    whole = tuple(part.rstrip(",") for part in parts)
    return whole if len(whole) > 1 and len(_plain(whole[-1])) > 1 else ()


def _of_mention(
    entity: Entity, full: tuple[str, ...], mention: Mention, text: str, offices: _Offices
) -> Filling | None:
    """Return what a mention lacks of a full name, and the office of whom it names where no title stands before it."""
    titles, core, start = _core(text[mention.start : mention.end], mention.start)
    end = start + len(core)
    if not core or _GOES_ON.match(text, end):
        return None
    before = _BEFORE.search(text, max(0, start - 40), start)
    title = _plain(before.group(1)) if before else ""
    titled = bool(titles) or title in words("people", "titles") | words("descriptions", "person")
    if before is not None and (title in _OF_TWO or (not titled and _belongs(text, before))):
        return None
    end, owner = clitic_end(text, end), clitic(text, end)
    own = tuple(_plain(word) for word in core.split())
    whole = tuple(_plain(word) for word in full)
    if len(own) >= len(whole):
        return None
    known = frozenset((whole[0], whole[-1]))
    polite = titled and (title in _HONORIFIC or bool(titles & _HONORIFIC))
    office, beside = offices.of(entity, mention.report) if polite or not titled else ("", "")
    told = text[end : end + 1] == "(" or _BESIDE_IT.match(text, end) is not None
    office, beside = ("", "") if told else (office, beside)
    beside = "" if title in _DETERMINERS else beside  # "a Brandt run": the name is of the noun behind it
    if whole[-len(own) :] == own:
        missing = " ".join(full[: -len(own)])
        if polite and office:
            return Filling(start, end, "", f"{office} {' '.join(full)}{owner}", entity.id, known)
        return Filling(start, end, f"{office} {missing}".strip(), beside, entity.id, known)
    if own == whole[:1] and not titled and own[0] in words("people", "female_names") | words("people", "male_names"):
        return Filling(start, end, office, " ".join(full[len(own) :]), entity.id, known)
    return None


def clitic(text: str, end: int) -> str:
    """Return "’s" where a possessive follows at once: whose it is, the brackets say too."""
    return "’s" if clitic_end(text, end) > end else ""


def clitic_end(text: str, end: int) -> int:
    """Return the place behind a possessive "'s" that follows at once: "Venn's [the mayor]"."""
    clitic = _CLITIC.match(text, end)
    return clitic.end() if clitic else end


def _core(surface: str, start: int) -> tuple[frozenset[str], str, int]:
    """Return the titles at the front of a mention, what is behind them, and where that begins."""
    titles: set[str] = set()
    for found in re.finditer(r"\S+", surface):
        if _plain(found.group()) not in words("people", "titles"):
            core = surface[found.start() :].rstrip()
            return frozenset(titles), core if core[:1].isupper() else "", start + found.start()
        titles.add(_plain(found.group()))
    return frozenset(titles), "", start


def _belongs(text: str, before: re.Match[str]) -> bool:
    """Say whether the word before a name may be a part of it: "Brian Nichols" of which only "Nichols" was read."""
    word = before.group(1)
    behind = text[max(0, before.start() - 2) : before.start()].strip(" \t\"“”‘’'")
    heads = behind[-1:] in ("", ".", "\n", "?", "!")
    dated = word in load("calendar")["days"] or word in load("calendar")["months"]
    return word[:1].isupper() and word[-1:] not in ",;:" and not heads and not dated


class _Offices:
    """What the reports say that persons are: titles before their names, descriptions between commas behind them."""

    def __init__(self, dossier: Dossier, texts: Mapping[str, str]) -> None:
        # by entity: the report, whether it stands before the name, the words
        self.found: dict[str, list[tuple[str, bool, str]]] = defaultdict(list)
        mentions = {entity.id: entity.mentions for entity in dossier.entities if entity.type == "person"}
        starts = {(m.report, m.start): key for key, places in mentions.items() for m in places}
        ends = {(m.report, m.end): key for key, places in mentions.items() for m in places}
        for one in dossier.descriptions:
            text = texts.get(one.report, "")
            if one.entity and starts.get((one.report, one.end + 1)) == one.entity and _is_office(one, text):
                self.found[one.entity].append((one.report, True, _ARTICLE.sub("", one_line(one.text), 1)))
            elif one.entity and ends.get((one.report, one.start - 2)) == one.entity and _is_beside(one, text):
                self.found[one.entity].append((one.report, False, one_line(one.text)))

    def of(self, entity: Entity, report: str) -> tuple[str, str]:
        """Return the office that stands before a name, or what stands beside it: of the same report if it has one."""
        known = self.found.get(entity.id, [])
        for mine in ([one for one in known if one[0] == report], known):
            before = [told for _, ahead, told in mine if ahead]
            if before:
                return max(before, key=lambda told: (len(told.split()), told)), ""
            beside = [told for _, ahead, told in mine if not ahead]
            if beside:
                return "", min(beside, key=lambda told: (abs(len(told.split()) - 5), told))
        return "", ""


def _is_office(one: Description, text: str) -> bool:
    parts = one.text.split()
    word = _plain(parts[-1]) if parts else ""
    plain = text[one.end : one.end + 1] == " " and not _OWN.match(one.text) and "," not in one.text
    scant = _HONORIFIC | (words("lines", "scant_offices") if len(parts) == 1 else frozenset())
    held = word in (words("people", "titles") | words("descriptions", "person")) - scant
    begun = re.search(r"[A-Z]\w*\s$", text[max(0, one.start - 20) : one.start]) is not None  # "Attorney | General"
    return plain and held and not begun and len(parts) in OFFICE and one.text[:1].isupper()


def _is_beside(one: Description, text: str) -> bool:
    closed = text[one.end : one.end + 1] in (",", ".", ";", ")")
    opened = text[one.start - 2 : one.start] == ", "
    plain = any(word.islower() for word in one.text.split())  # no headline
    return closed and opened and plain and len(one.text.split()) in BESIDE and not _OWN.match(one.text)


def _plain(word: str) -> str:
    return _CLITIC.sub("", word).strip(".,\"“”").lower()


class Fillings:
    """The fillings of all reports, found by place."""

    def __init__(self, *found: Mapping[str, Iterable[Filling]]) -> None:
        together: dict[str, dict[tuple[int, int], Filling]] = defaultdict(dict)
        for mine in found:
            for report, ones in mine.items():
                for one in ones:
                    together[report].setdefault((one.start, one.end), one)
        self.placed = {report: [ones[place] for place in sorted(ones)] for report, ones in together.items()}
        self.starts = {report: [one.start for one in ones] for report, ones in self.placed.items()}

    def of(self, statement: Statement, before: tuple[int, int] | None) -> tuple[Filling, ...]:
        """Return those of the sentence of a statement and of the one before it, in order of place."""
        starts = self.starts.get(statement.report, [])
        low = bisect_left(starts, before[0] if before else statement.sentence[0])
        high = bisect_left(starts, statement.sentence[1])
        return tuple(self.placed[statement.report][low:high]) if starts else ()


def _said(line: str) -> set[str]:
    return {_plain(word) for word in _WORD.findall(line)}


def chosen(found: Sequence[Filling], line: str, names: Sequence[tuple[int, str]] = ()) -> list[Filling]:
    """Return the fillings of a line, given in order of place: each once, none that the line says by itself.

    `names` are put behind pronouns at their places: what follows one has been named by it.
    """
    if not found:
        return []
    said = _said(line)
    taken: set[str] = set()
    kept = []
    for one in found:
        named = any(at <= one.start and one.known <= _said(name) for at, name in names)
        if one.about not in taken and not named and not one.known <= said:
            kept.append(one)
        taken.add(one.about)
    return kept


def due_between(
    fillings: Iterable[Filling], text: str, place: tuple[int, int], names: Sequence[tuple[int, str]]
) -> dict[int, list[str]]:
    """Return what is put in brackets where, between two places of a report: whom pronouns mean, what is left unsaid."""
    low, high = place
    kept = chosen([one for one in fillings if low <= one.start and one.end <= high], text[low:high], names)
    due: dict[int, list[str]] = defaultdict(list)
    for at, name in names:
        if not any(one.start < at and one.known <= _said(name) for one in kept):
            due[at].append(f" [{name}]")
    for filling in kept:
        for at, added in filling.insertions:
            if added not in due[at]:  # two nouns of one name: "the [Supreme] court's"
                due[at].append(added)
    return dict(due)


def pieces(
    text: str, place: tuple[int, int], own: Sequence[tuple[int, int]], due: Mapping[int, Sequence[str]]
) -> list[tuple[str, bool]]:
    """Return the words of a place in parts, what is due put in, each with whether it is of the places `own`."""
    low, high = place
    low, high = low + len(text[low:high]) - len(text[low:high].lstrip()), low + len(text[low:high].rstrip())
    inner = {at for one in own for at in one} | set(due)
    cuts = sorted({low, high, *(at for at in inner if low < at < high)})
    parts = []
    for a, b in zip(cuts, cuts[1:], strict=False):
        parts += [(added, False) for added in due.get(a, ())]
        parts.append((text[a:b], any(first <= a and b <= last for first, last in own)))
    return parts + [(added, False) for added in due.get(high, ())]


def due_in_gist(
    fillings: Iterable[Filling], text: str, gist: str, spans: Iterable[tuple[int, int]]
) -> dict[int, list[str]]:
    """Return what is put in brackets where in a gist, whose words are those of a report at `spans`."""
    places = tuple(spans)
    near = [one for one in fillings if any(start <= one.start and one.end <= end for start, end in places)]
    if not near:
        return {}
    heads, tails = _aligned(text, gist, places)
    inside = [
        one for one in near
        if one.start in heads and one.end in tails
        and gist[heads[one.start] : tails[one.end]].split() == text[one.start : one.end].split()
    ]  # fmt: skip
    due: dict[int, list[str]] = {}
    for filling in chosen(sorted(inside, key=lambda one: heads[one.start]), gist):
        for at, added in filling.insertions:
            told = due.setdefault(heads[at] if at == filling.start else tails[at], [])
            if added not in told:
                told.append(added)
    return due


def _aligned(text: str, gist: str, spans: Iterable[tuple[int, int]]) -> tuple[dict[int, int], dict[int, int]]:
    """Return where in a gist the words of a report at `spans` begin, and where they end, by place in the report."""
    theirs = [found for start, end in spans for found in _LETTERS.finditer(text, start, end)]
    mine = list(_LETTERS.finditer(gist))
    same = SequenceMatcher(None, [found.group() for found in theirs], [found.group() for found in mine], autojunk=False)
    heads, tails = {}, {}
    for one, other, size in same.get_matching_blocks():
        for n in range(size):
            heads[theirs[one + n].start()] = mine[other + n].start()
            tails[theirs[one + n].end()] = mine[other + n].end()
    return heads, tails
