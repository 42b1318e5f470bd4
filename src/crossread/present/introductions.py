"""Who the people of a story are: what stands beside their names in its reports, in the fewest words that tell it.

A description is taken only where it touches a name: before it ("the port's pilot Ada Venn", "Velm Mayor Ada Venn") or
between commas behind it ("Ada Venn, a lawyer for the port"). What points at somebody else ("his lawyer") is left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from crossread.languages.tables import words, words_of
from crossread.model import Description, Dossier, Entity
from crossread.present.fillings import full_name
from crossread.present.visible import one_line

LENGTH = range(2, 13)  # words of what introduces somebody
SHORT = 70  # characters of what is put in brackets behind a name
ENOUGH = 0.6  # of the words of an introduction, those that a line has anyway: it needs no more
# As far as its comma or the end of its sentence, which the full stop of a title is not: "director for Rep. | Ada Venn".
_BEHIND = re.compile(
    r"[^,;:()\n“”\"–—]{3,90}?"
    r"(?=[,;()–—]|(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})\.(?:\s|$)|\s[-–—]\s)"
)
_OWN = re.compile(r"(?:his|her|its|their|our|my|your|whose|who|another|one|same|other)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_STEP = re.compile(r"(\S+) $")
_PARTY = re.compile(r",?\s\(?(?P<party>[RDI]-[A-Z][\w.]*)\.?\)?")
_AGED = re.compile(r",\s(?:aged\s)?(\d{1,3})(?=[,.;)]\s|,)")
_LINKS = frozenset(["of", "for", "former", "then"])
_WORD = re.compile(r"\w{4,}|\d+")


class Introductions:
    """The people of a dossier with what introduces them."""

    def __init__(self, dossier: Dossier, reports: Iterable[str]) -> None:
        wanted = frozenset(reports)
        self._texts = {report.id: report.text for report in dossier.reports if report.id in wanted}
        everybody = {report.id: report.text for report in dossier.reports}
        self._persons = {entity.id: entity for entity in dossier.entities if entity.type == "person"}
        self.names = {key: _name(entity, everybody) for key, entity in self._persons.items()}
        self._heads = self._starts(dossier)
        found, ages = self._found(dossier), self._ages()
        told = {key: (ages.get(key, ""), _best(found[key])) for key in self._persons}
        self.known = {key: ", ".join(filter(None, parts)) for key, parts in told.items() if any(parts)}

    def of(self, entity: str | None) -> str:
        """Return what introduces a person; "" where no report says it beside the name."""
        return self.known.get(entity or "", "")

    def plain(self, line: str) -> str:
        """Return a line whose brackets have the names by which most reports call people, not a nickname of one."""
        for key, entity in self._persons.items():
            name = one_line(entity.name)
            if self.names[key] and name != self.names[key] and name.endswith(self.names[key]):
                line = line.replace(f"[{name}]", f"[{self.names[key]}]")
        return line

    def _starts(self, dossier: Dossier) -> frozenset[tuple[str, int]]:
        """Return where sentences begin, since a capital says nothing there."""
        return frozenset((one.report, one.sentence[0]) for one in dossier.statements)

    def _found(self, dossier: Dossier) -> Mapping[str, Counter[str]]:
        starts, ends = self._places()
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for one in dossier.descriptions:
            text = self._texts.get(one.report)
            if text is None or _is_headline(text, one.start) or one.noun not in person_nouns() or _OWN.match(one.text):
                continue
            for told, entity in self._told(one, text, starts, ends):
                if len(told.split()) in LENGTH and "," not in told and not self._names_another(told):
                    found[entity.id][told] += 1
        for key, entity in self._persons.items():
            found[key].update(self._titled(key, entity))
            if not found[key]:
                found[key].update(self._of_party(entity))
        return found

    def _ages(self) -> Mapping[str, str]:
        """Return how old people are, where it stands between commas behind their names: "Ada Venn, 43, was"."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for key, entity in self._persons.items():
            for mention in entity.mentions:
                text = self._texts.get(mention.report, "")
                age = _AGED.match(text, mention.end)
                if age is not None:
                    found[key][age[1]] += 1
        return {key: max(ages, key=lambda age: (ages[age], age)) for key, ages in found.items()}

    def _names_another(self, told: str) -> bool:
        """Say whether a phrase is the next of a list, with a name of its own: "former mayor Ada Venn"."""
        ends = any(name and told.endswith(name) for name in self.names.values())
        return ends and not re.search(r"\b(?:of|for|to|with)\b|['’]s?\s", told)

    def _titled(self, key: str, entity: Entity) -> Iterable[str]:
        """Yield the offices that were read as parts of a name: "Port Authority Chief | Ada Venn"."""
        for mention in entity.mentions:
            surface = one_line(self._texts.get(mention.report, "")[mention.start : mention.end])
            office = surface.removesuffix(self.names[key]).strip() if self.names[key] else ""
            last = office.split()[-1:]
            if office != surface and len(office.split()) in LENGTH and last and last[0].lower() in person_nouns():
                yield office

    def _of_party(self, entity: Entity) -> Iterable[str]:
        for mention in entity.mentions:
            text = self._texts.get(mention.report, "")
            party = _PARTY.match(text, mention.end)
            if party is not None and len(text[mention.start : mention.end].split()) > 1:
                yield party["party"].rstrip(".")

    def _places(self) -> tuple[dict[tuple[str, int], Entity], dict[tuple[str, int], Entity]]:
        """Return by report and offset whom a name of two words or more that begins, or ends, there names."""
        starts, ends = {}, {}
        for entity in self._persons.values():
            for mention in entity.mentions:
                surface = self._texts.get(mention.report, "")[mention.start : mention.end]
                if sum(part[:1].isupper() for part in surface.split()) > 1:
                    starts[mention.report, mention.start] = entity
                    ends[mention.report, mention.end] = entity
        return starts, ends

    def _told(
        self,
        one: Description,
        text: str,
        starts: Mapping[tuple[str, int], Entity],
        ends: Mapping[tuple[str, int], Entity],
    ) -> Iterable[tuple[str, Entity]]:
        """Yield what a description says, as far as its phrase goes, with whom it introduces."""
        gap = 2 if text.startswith(", ", one.end) else 1
        ahead = starts.get((one.report, one.end + gap))
        if ahead is not None and text[one.end : one.end + gap].strip(", ") == "":
            begin = self._begin(one, text)
            yield _clean(text[begin : one.end]), ahead
        behind = ends.get((one.report, one.start - 2))
        rest = _BEHIND.match(text, one.start)
        if behind is not None and text[one.start - 2 : one.start] == ", " and rest is not None:
            yield _clean(rest.group()), behind

    def _begin(self, one: Description, text: str) -> int:
        """Return where the phrase of a description begins: at the names and owners before it."""
        begin = one.start
        while (step := _STEP.search(text, max(0, begin - 40), begin)) is not None:
            if text[begin : begin + 4].casefold() == "the ":
                break
            word, at = step.group(1), step.start()
            starts_sentence = (one.report, at) in self._heads or text[at - 1 : at] == "\n"
            named = word[:1].isupper() and (not starts_sentence or word.endswith(("’s", "'s")) or word == "Former")
            if word[-1:] in ",;:.”\"" and not word.endswith("Gov."):
                break
            if not named and word.lower() not in _LINKS:
                break
            begin = at
            if starts_sentence:
                break
        while text[begin : one.start].split(" ")[0].lower() in ("of", "and", "for"):
            begin += len(text[begin : one.start].split(" ")[0]) + 1
        return begin


def _name(entity: Entity, texts: Mapping[str, str]) -> str:
    """Return the name as the reports write it most, in full; a son's with what tells him from his father."""
    younger = any(part.strip(".,").lower() in words("names", "generations") for part in entity.name.split())
    return one_line(entity.name) if younger else " ".join(full_name(entity, texts))


def _is_headline(text: str, at: int) -> bool:
    """Say whether a place is in a line that ends without a full stop: headlines call people by a word or two."""
    end = text.find("\n", at)
    return text[at : end if end >= 0 else len(text)].rstrip()[-1:] not in (".", "!", "?", "”", '"', "'", ":", "’")


def person_nouns() -> frozenset[str]:
    """Return the nouns that call somebody by what he is."""
    return words("descriptions", "person") | words_of("people", "titles", "kin") | words("nouns", "person")


def _clean(told: str) -> str:
    plain = one_line(told.strip(" ,"))
    bare = _ARTICLE.sub("", plain)
    owned = re.match(r"[a-z]+['’]s?\s", bare) is not None  # "the group's director": which one, the line says
    return plain if owned else bare


def _best(told: Counter[str]) -> str:
    """Return what most reports say, of those what is neither bare nor long."""
    return max(told, key=lambda one: (_owns(one), told[one], -abs(len(one.split()) - 5), one), default="")


def _owns(one: str) -> bool:
    """Say whether a description tells whose somebody is or of what."""
    named = [part for part in one.split() if part[:1].isupper()]
    return len(named) > 1 or re.search(r"['’]s?\s|\b(?:of|for|at|to|with|in)\s", one) is not None


def says(line: str, introduction: str) -> bool:
    """Say whether a line has most words of an introduction anyway."""
    mine = {word.casefold() for word in _WORD.findall(introduction)}
    theirs = {word.casefold() for word in _WORD.findall(line)}
    return not mine or len(mine & theirs) >= ENOUGH * len(mine)
