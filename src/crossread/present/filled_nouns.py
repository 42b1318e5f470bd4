"""What a bare noun means where the reports say it elsewhere: "the committee", of which a report names one alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from crossread.languages.tables import load, words, words_of
from crossread.model import Dossier, Entity, Mention
from crossread.present.fillings import Filling, clitic, clitic_end, full_name
from crossread.present.names_before import NamesBefore, sisters
from crossread.present.pointing import bare_nouns
from crossread.present.visible import one_line

STEM = 5  # letters by which a noun is found by its lemma
LEADING = 3  # lines of a report that are its head, the headline counted
FAR = 300  # letters behind its name from which a body is no longer surely meant where another is named since
LONGEST = 12  # words of a phrase that is put in brackets
_noun = attrgetter("head")  # of a participant: the lemma of the noun that says who or what
_DEFINITE = re.compile(
    r"(?:the|this|that)\s+(?P<more>(?:[a-z][\w’'-]*\s+)*)(?P<noun>[a-z][\w-]*)(?:['’]s)?$", re.IGNORECASE
)
_BARE = re.compile(r"(?:the|this|that|these|those)\s+(?P<noun>[a-z][\w-]+)$", re.IGNORECASE)
_CLITICS = frozenset(["'s", "’s", "'", "’"])  # what is left of an owner whose name is another token
_DETERMINERS = frozenset(["a", "an", "the"])
# With these a phrase says no more to somebody who has read nothing else, or speaks of another thing.
_POINTS = re.compile(
    r"\b(?:he|she|it|they|his|her|its|their|our|my|your|we|i|you|him|them|this|that|these|those|such|another"
    r"|others?|only|the two|same|second|third|last|next|no|any|every|each|some|all|here|there|who|which|what)\b",
    re.IGNORECASE,
)
_ADVERB = re.compile(r"(?:(?!early|daily|weekly|monthly)\w+ly|already|very|so|now|once|long|much)\b")  # "already tense"
_COMPARED = re.compile(r"\b(?:more|less|most|least|\w+est)\b", re.IGNORECASE)
_NARROWED = re.compile(r"\s+(?:of|who|which|that|in|at|for|between|from|to|with|against|on|over|by)\b")
_OWNER = re.compile(r"['’]\s?s(?=\s)|s['’](?=\s)")  # "Brandt’s secret": before it stands no article
# "the firm’s own": whose, it is not said
_SOMEBODYS = re.compile(r"^(?:[a-z][\w-]*\s)*[a-z][\w-]*(?:['’]\s?s|s['’])(?=\s|$)")
# What may stand behind a noun and tell which: "of", "who", "linking", "made", a name; not "the mob | don Venn".
_TELLS_BEHIND = re.compile(
    r"(?:of|who|whom|whose|which|that|where|in|at|for|between|from|to|with|without|against|on|over|by|about|into|near"
    r"|under|after|before|among|around|across|inside|outside|off|toward|towards|behind|called|made|set|held|led|built"
    r"|sold|sent|known|taken|given|written|stolen|hidden|broken|driven|\w+ing|\w+ed|[A-Z\d][\w’'.-]*)\b"
)


@dataclass(frozen=True, slots=True, order=True)
class Phrase:
    """A phrase that says more than its noun: where it stands, whether "a" opens it or an article, whether it is in
    the head of its report, what is before and behind the noun."""

    report: str
    start: int
    opens: bool
    lone: bool
    leads: bool
    front: str
    behind: str

    @property
    def content(self) -> frozenset[str]:
        """Its words beside the noun, in small letters."""
        return frozenset(re.findall(r"\w+", f"{self.front} {self.behind}".lower()))


def noun_fillings(dossier: Dossier, texts: Mapping[str, str]) -> dict[str, list[Filling]]:
    """Return by report what bare nouns mean there."""
    found: dict[str, list[Filling]] = defaultdict(list)
    for report, one in _by_reference(dossier, texts):
        found[report].append(one)
    taken = {(report, one.end) for report, mine in found.items() for one in mine}
    stories = {report: story.id for story in dossier.stories for report in story.reports}
    named, phrases = _named(dossier, texts), _phrases(dossier, texts)
    fronts = {one.id: NamesBefore(texts[report] for report in one.reports) for one in dossier.stories}
    for report, start, end in sorted(set(_bare(dossier, texts))):
        if (report, end) in taken:
            continue
        noun = texts[report][start:end].lower()
        name = _one_name(named.get(noun, {}), report)
        made = _with_front(start, end, name, f"{noun} {name}") if name else None
        of_story = {
            one: [phrase for phrase in phrases.get(one, []) if stories.get(phrase.report) == stories.get(report)]
            for one in (noun, *_called_too(noun))
        }
        made = made or _by_phrase(of_story[noun], report, (start, end), texts[report])
        made = made or _by_front(fronts.get(stories.get(report, "")), (start, end), texts[report])
        made = made or _by_sister(of_story, (start, end), texts[report])
        if made is not None:
            found[report].append(made)
    return {report: [one for one in mine if not _is_another(one, texts[report])] for report, mine in found.items()}


def _is_another(made: Filling, text: str) -> bool:
    """Say whether shortly before a noun another name stands before it: "the Lake committee … the [Port] committee"."""
    noun = text[made.start : made.end].split("’")[0].split("'")[0]
    near = re.findall(rf"[a-z] ([A-Z][\w’'-]*) {re.escape(noun)}\b", text[max(0, made.start - FAR) : made.start])
    named = bool(near) and any(map(str.isupper, made.front))
    return named and not made.known & set(re.findall(r"\w+", near[-1].lower()))


def _with_front(start: int, end: int, front: str, about: str) -> Filling:
    return Filling(start, end, front, "", about, frozenset(re.findall(r"\w+", front.lower())))


def _by_reference(dossier: Dossier, texts: Mapping[str, str]) -> Iterator[tuple[str, Filling]]:
    """Yield by report what nouns mean whose reference is known and of a kind that is read surely."""
    called: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in dossier.descriptions:
        if one.entity and not _BARE.match(one.text):
            called[one.entity, one.noun] |= set(re.findall(r"\w+", one.text.lower()))
    others = _Bodies(dossier, texts)
    for entity in (one for one in dossier.entities if not one.name.islower()):
        full = " ".join(full_name(entity, texts)) or one_line(entity.name)
        parts = [word for word in full.split() if word.lower() != "the"]
        for mention in entity.mentions:
            text = texts[mention.report]
            match = _DEFINITE.match(text[mention.start : mention.end])
            short = _of_short_name(entity, parts, mention, text)
            if short is not None:
                yield mention.report, short
            if match is None or not parts or parts[-1] in load("calendar")["days"]:
                continue
            noun, known = match["noun"].lower(), frozenset(re.findall(r"\w+", full.lower()))
            start, end = mention.start + match.start("noun"), mention.start + match.end("noun")
            if (
                noun == parts[-1].lower()
                and len(parts) > 1
                and entity.type != "person"
                and noun not in words("lines", "many_meanings")
            ):
                front = "" if match["more"] else " ".join(parts[:-1])
                behind = "" if front else full + clitic(text, end)
                yield mention.report, Filling(start, clitic_end(text, end), front, behind, entity.id, known - {noun})
            elif _is_called(
                entity, noun, match["more"].lower().split(), called.get((entity.id, noun), set())
            ) and not others.between(entity, mention):
                yield mention.report, _behind(start, end, full, text, entity.id)


class _Bodies:
    """Where reports name bodies, to know which one was named last."""

    def __init__(self, dossier: Dossier, texts: Mapping[str, str]) -> None:
        self.named: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for entity in (one for one in dossier.entities if one.type == "organisation"):
            for mention in entity.mentions:
                if texts[mention.report][mention.start : mention.start + 1].isupper():
                    self.named[mention.report].append((mention.start, entity.id))

    def between(self, entity: Entity, place: Mention) -> bool:
        """Say whether "the company" is far behind the name of the one that it is read as, and another, of which the
        report speaks more, is named since."""
        before = [(start, key) for start, key in self.named[place.report] if start < place.start]
        mine = max((start for start, key in before if key == entity.id), default=-FAR)
        often = Counter(key for _, key in self.named[place.report])
        others = any(start > mine and often[key] > often[entity.id] for start, key in before)
        return entity.type == "organisation" and others and place.start - mine > FAR


def _behind(start: int, end: int, full: str, text: str, about: str) -> Filling:
    known = frozenset(re.findall(r"\w+", full.lower()))
    return Filling(start, clitic_end(text, end), "", full + clitic(text, end), about, known)


def _of_short_name(entity: Entity, parts: Sequence[str], mention: Mention, text: str) -> Filling | None:
    """Return what a body's name lacks of which only the last word is written: "the Rovers" of the "Velm Rovers"."""
    word = text[mention.start : mention.end]
    if (
        len(parts) < 2
        or word != parts[-1]
        or entity.type != "organisation"
        or word.lower() in words("lines", "many_meanings")
    ):
        return None
    if not word.istitle() or text[max(0, mention.start - 4) : mention.start].lower() != "the ":
        return None
    front = " ".join(parts[:-1])
    return Filling(mention.start, clitic_end(text, mention.end), front, "", entity.id, frozenset(front.lower().split()))


def _is_called(entity: Entity, noun: str, more: list[str], called: set[str]) -> bool:
    """Say whether an entity is called by a noun: a person by one, and its adjectives, by which reports describe him."""
    if entity.type == "person":
        return bool(called) and called >= set(more) and noun not in words("lines", "only_one")
    if entity.name.split()[-1].lower() in words("descriptions", "specific") | {"administration", "government"}:
        return False
    return noun in {"organisation": words("lines", "called_bodies"), "place": words("lines", "called_places")}.get(
        entity.type, frozenset()
    )


def _bare(dossier: Dossier, texts: Mapping[str, str]) -> Iterator[tuple[str, int, int]]:
    """Yield report and place of each noun that stands bare behind "the" or "this"."""
    for one in dossier.statements:
        for part in one.participants:
            match = _BARE.match(part.text) if part.role != "time" else None
            if match is not None and match["noun"] not in words("lines", "only_one"):
                yield one.report, part.start + match.start("noun"), part.start + match.end("noun")
    for report, text in texts.items():
        yield from ((report, start, end) for start, end in bare_nouns(text))


def _by_front(fronts: NamesBefore | None, place: tuple[int, int], text: str) -> Filling | None:
    """Return the name that a story puts before a noun where it does not stand bare."""
    noun = text[place[0] : place[1]].lower()
    pointed = text[max(0, place[0] - 8) : place[0]].rstrip().rpartition(" ")[2].lower() == "that"  # "that was"
    if (
        fronts is None
        or noun in words_of("lines", "abstract", "only_one", "many_meanings")
        or not text[place[0]].islower()
        or pointed
    ):
        return None
    if _NARROWED.match(text, place[1]):
        return None
    name = fronts.of(noun)
    return _with_front(*place, name, f"{noun} {name}") if name else None


def _named(dossier: Dossier, texts: Mapping[str, str]) -> dict[str, dict[str, set[str]]]:
    """Return of the last word of names of bodies, in small letters, by report what the names have before it."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    kinds = words("descriptions", "organisation") | words("descriptions", "thing")
    for entity in dossier.entities:
        parts = [word for word in one_line(entity.name).split() if word.lower() != "the"]
        last = parts[-1].lower() if parts else ""
        if (
            len(parts) < 2
            or entity.type == "person"
            or last not in kinds
            or last in words_of("lines", "only_one", "many_meanings")
        ):
            continue
        for mention in entity.mentions:
            if texts[mention.report][mention.start : mention.end].lower().endswith(last):
                found[last][mention.report].add(" ".join(parts[:-1]))
    return found


def _one_name(named: Mapping[str, set[str]], report: str) -> str:
    """Return what stands before a noun in the only name of a report that ends with it."""
    found = _longest({name: frozenset(name.lower().split()) for name in named.get(report, ())})
    return found[0] if len(found) == 1 else ""


def _longest(found: Mapping[str, frozenset[str]]) -> list[str]:
    """Return those of phrases whose words are not all in another's."""
    return sorted(
        key for key, mine in found.items()
        if not any(mine < other or (mine == other and key > name) for name, other in found.items() if name != key)
    )  # fmt: skip


def _phrases(dossier: Dossier, texts: Mapping[str, str]) -> dict[str, list[Phrase]]:
    """Return by noun the phrases of all reports that say more than it, in order of place."""
    found: dict[str, set[Phrase]] = defaultdict(set)
    places = [(one.report, one.start, one.text, one.noun) for one in dossier.descriptions]
    places += [(one.report, it.start, it.text, _noun(it)) for one in dossier.statements for it in one.participants]
    heads = {report: _head(text) for report, text in texts.items()}
    for report, start, text, head in places:
        made = _phrase(report, (start, start < heads[report]), one_line(text), head)
        if made is not None:
            found[made[0]].add(made[1])
    return {noun: sorted(mine) for noun, mine in found.items()}


def _head(text: str) -> int:
    """Return where the head of a report ends: its headline and two paragraphs."""
    lines = [found.end() for found in re.finditer(r"\S[^\n]*", text)][:LEADING]
    return lines[-1] if lines else 0


def _phrase(report: str, place: tuple[int, bool], text: str, head: str) -> tuple[str, Phrase] | None:
    tokens = text.split()
    if not 2 <= len(tokens) <= LONGEST + 1 or _POINTS.search(text) or any(mark in text for mark in "“”\"(;`"):
        return None
    heads = (n for n, word in enumerate(tokens) if head and word.startswith(head[:STEM]) and word.islower())
    at = next(heads, None)
    if at is None or not tokens[at].isalpha() or tokens[at] in words("lines", "abstract") or _COMPARED.search(text):
        return None
    opens = tokens[0].lower() in ("a", "an")
    article = tokens[0].lower() in _DETERMINERS
    front = [word for word in tokens[int(article) : at] if word not in _CLITICS]
    made = Phrase(report, place[0], opens, article, place[1], " ".join(front), " ".join(tokens[at + 1 :]))
    counted = bool(front) and (front[0].isdigit() or front[0].lower() in words("lines", "counts"))
    torn = bool(made.behind) and _TELLS_BEHIND.match(made.behind) is None
    return None if counted or torn or _SOMEBODYS.match(made.front) or not made.content else (tokens[at], made)


def _tells(one: Phrase) -> bool:
    """Say whether a phrase tells which: by a name, by what stands behind its noun, by more than one adjective."""
    return len(one.behind.split()) > 1 or _front_tells(one)


def _front_tells(one: Phrase) -> bool:
    """Say whether what stands before a noun tells which: a name, or more than one word; "rare" does not."""
    front = one.front.split()
    plain = len(front) > 1 and _ADVERB.match(one.front) is None
    return plain or any(word[:1].isupper() for word in front[0 if one.lone else 1 :])


def _by_phrase(phrases: Sequence[Phrase], report: str, place: tuple[int, int], text: str) -> Filling | None:
    """Return what the only thing is that a noun can mean: of the phrases before it, else of the heads of reports, else
    of the rest of this report, else of the others."""
    if re.search(r"\b(?:these|those)\s$", text[max(0, place[0] - 7) : place[0]], re.IGNORECASE) is not None:
        phrases = [one for one in phrases if one.report != report or place[0] - FAR < one.start < place[0]]
    telling = [one for one in phrases if _tells(one)]
    own = [one for one in telling if one.report == report]
    if any(one.opens and not one.leads and _told_before(text, place, one.start) for one in own):
        return None  # "a fire set by teenagers" behind "the fire" is another one
    before = [one for one in own if one.start < place[0]]
    near = before or [one for one in telling if one.leads]
    if near:
        return _of_one(near, place, text)
    if _NARROWED.match(text, place[1]) or text[place[0] : place[1]].lower() in words("lines", "counts") | {"ones"}:
        return None
    named = [one for one in telling if _is_named(one) and not one.opens]
    return _of_one([one for one in named if one.report == report] or named, place, text)


def _called_too(noun: str) -> list[str]:
    """Return the other nouns for what a noun means: "blaze" for "fire", "indictment" for "indictments"."""
    other = noun[:-1] if noun.endswith("s") else f"{noun}s"
    return sorted({*sisters(noun), other} - {noun})


def _by_sister(found: Mapping[str, Sequence[Phrase]], place: tuple[int, int], text: str) -> Filling | None:
    """Return what the heads of reports say behind another noun for the same thing, where a noun itself is never told:
    "the shooting [in Arle]" of "an attack in Arle"."""
    noun, *others = found
    leading = [one for other in others for one in found[other] if one.leads and len(one.behind.split()) > 1]
    told = _longest({one.behind: frozenset(one.behind.lower().split()) for one in leading})
    if any(_tells(one) for one in found[noun]) or len(told) != 1 or _NARROWED.match(text, place[1]):
        return None
    known = frozenset(re.findall(r"\w+", told[0].lower()))
    return Filling(place[0], clitic_end(text, place[1]), "", told[0], f"{min(found)} {told[0]}", known)


def _told_before(text: str, place: tuple[int, int], phrase: int) -> bool:
    """Say whether a report has a noun before a phrase of it."""
    return re.search(rf"\b{re.escape(text[place[0] : place[1]])}\b", text[:phrase], re.IGNORECASE) is not None


def _is_named(one: Phrase) -> bool:
    """Say whether a phrase has a name and does not end in one: "the former Velm chairman Jon Brandt" is one of many."""
    mine = f"{one.front if one.lone else one.front.partition(' ')[2]} {one.behind}".split()
    dates = {*load("calendar")["days"], *load("calendar")["months"]}
    return any(word[:1].isupper() and word not in dates for word in mine) and not one.behind[:1].isupper()


def _of_one(found: list[Phrase], place: tuple[int, int], text: str) -> Filling | None:
    longest = _longest({f"{one.front}|{one.behind}": one.content for one in found})
    opened = [one for one in found if one.opens]
    best = [one for one in found if f"{one.front}|{one.behind}" in longest]
    if len(longest) > 1:
        best = opened if len({one.content for one in opened}) == 1 else []
    if not best:
        return None
    return _filling(best[0], place, text)


def _filling(one: Phrase, place: tuple[int, int], text: str) -> Filling | None:
    behind = "" if _NARROWED.match(text, place[1]) else one.behind
    if not one.front and not behind:
        return None
    if not behind and not _front_tells(one):
        return None
    noun, end = text[place[0] : place[1]].lower(), clitic_end(text, place[1])
    known = frozenset(re.findall(r"\w+", f"{one.front} {behind}".lower()))
    if not one.lone and _OWNER.search(f"{one.front} "):  # "the comment [Brandt’s secret comment]"
        if _NARROWED.match(text, place[1]):
            return None  # "the decision to ask" need not be "Brandt’s decision"
        whole = f"{one.front} {noun} {behind}".strip() + clitic(text, place[1])
        return Filling(place[0], end, "", whole, f"{noun} {one.front}", known)
    return Filling(place[0], end, one.front, behind, f"{noun} {one.front}", known)
