"""Names as they stand in a report: which words are one, and of what type."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast

from crossread.grammar import syntax
from crossread.grammar.descriptions import IsDescription, descriptions_of, titled_name
from crossread.grammar.doc import Doc, Token
from crossread.grammar.name_nouns import (
    carrier_of,
    counts_noun_behind,
    ends_another,
    first_capital_before,
    goes_on_with,
    is_argument,
    name_completed_by,
    nouns_beside,
)
from crossread.grammar.noun_classes import noun_class
from crossread.grammar.towns import is_only_in_town, is_said_of_government, is_said_of_town
from crossread.languages.genders import UNTOLD, gender_of_given
from crossread.languages.tables import countries, fold, load, words, words_of
from crossread.model import ENTITY_TYPES, EntityType
from crossread.model_runtime.given import GIVEN_NAMES
from crossread.reading.entities.name_ends import whole_names

_TRIM = " \t\n,;:.!?()[]“”\"'‘’«»-–—…*|/"
_POSSESSIVE = re.compile(r"['’]s?$")
_SPACY_TYPES = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "NORP": "group", "FAC": "facility",
    "PRODUCT": "product", "EVENT": "event", "LAW": "law", "WORK_OF_ART": "misc", "LANGUAGE": "misc",
}  # fmt: skip
_OFFICE_BEFORE = re.compile(
    r"(?<![\w’'-])(?:(?:[Ee]x|[Tt]hen|[Ff]ormer)-)?(?P<office>[A-Za-z]+\.?)(?:-(?:elect|designate))?(?: of State)? $"
)
_SEVERAL_BEFORE = re.compile(r"(?<![\w’'-])([A-Z][a-z]+s\.?) $")
_LISTED = re.compile(r"(?: \([A-Z][^()\n]{0,20}\))?(?:, | and |, and | & )")
_WORD_BEFORE = re.compile(r"([A-Za-z][\w-]*) $")
_OPENS = re.compile(r"(?:^|[\n.!?:—–“\"] ?)\Z")
_CAPITAL_BESIDE = re.compile(r"(?<![.!?:;“\"] )\b[A-Z][\w’'-]*\s$(?<!\bThe\s)")
_NOUN_BEHIND = re.compile(r"[ -][A-Z]|\sof\b")  # "City Hall", "Reform of the law"
_PARTY_AND_PLACE = re.compile(r"[A-Z]-[A-Z][\w.]+$")  # "R-Iowa", "D-N.Y.": of which party and from where
_SUFFIX_BEHIND = re.compile(
    r",?\s(?:Jr|Sr)\b\.?|\s(?:(?:Junior|Senior)\b(?!\s[A-Z])|[IVX]{2,5}\b|the\s(?:Elder|Younger)\b)"
)
_COMMA_BEFORE_SUFFIX = re.compile(r",(?=\s(?:Jr|Sr|[IVX]{2,5})\b)")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class Name:
    """One name at one place; `bare` is the name without titles, `carrier` the token that carries it."""

    start: int
    end: int
    bare: str
    type: EntityType
    carrier: Token
    titled: str = ""
    given: bool = False  # annotated elsewhere: where it stands and what it is stay as they were given

    @property
    def at(self) -> int:
        """The index of the token that carries it."""
        return self.carrier.i

    @property
    def preposition(self) -> str:
        """The preposition before it, or nothing."""
        return syntax.preposition(self.carrier) or ""

    @property
    def word_before(self) -> str:
        """The word before it, in lower case, or nothing."""
        return syntax.word_before(self.carrier, self.start)

    def described(self, describes: IsDescription) -> list[str]:
        """Return the lemmas of the nouns that say who somebody is."""
        return [noun.lemma_.lower() for noun in descriptions_of(self.carrier, self.start, describes)]


def find_names(doc: Doc) -> list[Name]:
    """Return the names of a text in order; fragments that the tree holds together are joined."""
    if doc.user_data.get(GIVEN_NAMES):
        return [_given(doc, ent.start_char, ent.end_char, cast(EntityType, ent.label_)) for ent in doc.ents]
    raw: list[tuple[int, int, str]] = []
    for ent in doc.ents:
        label = _SPACY_TYPES.get(ent.label_, ent.label_)
        if label not in ENTITY_TYPES or _is_pronoun(ent.text):
            continue
        for start, end in _lines(doc.text, ent.start_char, ent.end_char):
            if raw and _joined(doc, raw[-1], (start, end, label)):
                raw[-1] = (raw[-1][0], end, _stronger(raw[-1][2], label))
            else:
                raw.append((start, end, label))
    raw = whole_names(doc, [_without_count(doc, *_whole_words(doc, *item)) for item in raw])
    raw = _with_bynames(doc, _with_institutions(doc, _with_known_places(doc, _with_titled(doc, raw))))
    raw = [(start, _behind_suffix(doc.text, end) if label == "person" else end, label) for start, end, label in raw]
    made = [name for name in (_make(doc, start, end, label) for start, end, label in raw) if name is not None]
    return _of_couples(doc.text, _of_shared_titles(doc.text, made))


def _is_pronoun(text: str) -> bool:
    """Say whether the model took a pronoun that begins a sentence for a name."""
    return text.lower() in words("function_words", "personal") and not text.isupper()


def _behind_suffix(text: str, end: int) -> int:
    """Return where a person's name ends with what tells its namesakes apart: "Sr.", "Junior", "the Elder", "III"."""
    behind = _SUFFIX_BEHIND.match(text, end)
    return behind.end() if behind else end


def _of_shared_titles(text: str, names: list[Name]) -> list[Name]:
    """Give each of several people the title that they share: "Sens. Boyd and Dorn", "Reps. Ada Lund and Max Holt"."""
    found: list[Name] = []
    title, end = "", 0
    for name in names:
        if _PARTY_AND_PLACE.match(name.bare):
            found.append(name)
            continue
        title = title if _LISTED.fullmatch(text, end, name.start) is not None else ""
        end = name.end
        leading, _, own = name.bare.partition(" ")
        inside = _title_of_several(leading) if own else ""
        before = _SEVERAL_BEFORE.search(text, max(0, name.start - 20), name.start)
        if inside or (before is not None and _title_of_several(before[1])):
            title = inside or _title_of_several(before[1] if before is not None else "")
            name = replace(name, bare=own) if inside else name
        found.append(replace(name, type="person", titled=name.titled or title) if title and _is_shared(name) else name)
    return found


def _is_shared(name: Name) -> bool:
    return not name.given and name.type in ("person", "organisation", "place", "misc")


def _title_of_several(word: str) -> str:
    """Return the title of each of those whose title is written for several: "sen" of "Sens.", or nothing."""
    titles: dict[str, str] = load("people")["titles_of_several"]
    return titles.get(word.lower().removesuffix("."), "") if word[:1].isupper() else ""


def _of_couples(text: str, names: list[Name]) -> list[Name]:
    """Give the first of two people the family name that they share: "Edwin and Rose Ambler"."""
    elsewhere = {fold(name.bare).split()[0] for name in names if len(name.bare.split()) > 1}
    found = list(names)
    for at, (one, other) in enumerate(itertools.pairwise(names)):
        given, *family = other.bare.split()
        if one.type == other.type == "person" and family and text[one.end : other.start] in (" and ", " & "):
            known = gender_of_given(one.bare) != UNTOLD and (
                gender_of_given(given) != UNTOLD or fold(given) in elsewhere
            )
            if known and not one.titled and " " not in one.bare and fold(one.bare) not in elsewhere:
                found[at] = replace(one, bare=f"{one.bare} {' '.join(family)}")
    return found


def _given(doc: Doc, start: int, end: int, label: EntityType) -> Name:
    """Return a name that was annotated elsewhere, as it was; only titles before a person's own name are told apart."""
    bare_start, titled = _behind_titles(doc.text, start, end) if label == "person" else (start, "")
    span = doc.char_span(start, end, alignment_mode="expand")
    assert span is not None  # it is one of `doc.ents`
    return Name(start, end, " ".join(doc.text[bare_start:end].split()), label, span.root, titled, given=True)


def _lines(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Cut a span at line breaks and trim it."""
    for match in re.finditer(r"[^\n]+", text[start:end]):
        a, b = start + match.start(), start + match.end()
        while a < b and text[a] in _TRIM:
            a += 1
        while (
            b > a
            and text[b - 1] in _TRIM
            and not re.search(r"(?:\b[A-Z]\.){1,}$|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St)\.$", text[a:b])
        ):
            b -= 1
        shorter = _POSSESSIVE.sub("", text[a:b])
        b = a + len(shorter)
        if b > a:
            yield a, b


def _joined(doc: Doc, one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    gap = doc.text[one[1] : other[0]]
    if gap not in ("", " ", "-", "& ", " & "):
        return False
    if gap in ("", "-"):
        return True
    first, second = carrier_of(doc, one[0], one[1]), carrier_of(doc, other[0], other[1])
    if first is None or second is None or "group" in (one[2], other[2]):
        return False
    return goes_on_with(second, one[0], one[1])


def _stronger(one: str, other: str) -> str:
    return "organisation" if "organisation" in (one, other) else one


def _with_known_places(doc: Doc, raw: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Add the countries and peoples that the model passed over; they are a closed list."""
    names, people, capitals, seats = countries()
    found = list(raw)
    tokens = [t for t in doc if not t.is_space]
    for i in range(len(tokens) - 1):  # "Hermit kingdom": a known name of several words beats its pieces
        start, end = tokens[i].idx, tokens[i + 1].idx + len(tokens[i + 1].text)
        if (
            tokens[i].text[0].isupper()
            and tokens[i].is_alpha
            and tokens[i + 1].is_alpha
            and fold(doc.text[start:end]) in names
            and "\n" not in doc.text[start:end]
        ):
            if any(a < end and b > start and (a > start or b < end) and (b - a) < (end - start) for a, b, _ in found):
                found = [item for item in found if item[0] >= end or item[1] <= start] + [(start, end, "place")]
    taken = bytearray(len(doc.text))  # 1 for each code point of a name
    for start, end, _ in found:
        taken[start:end] = b"\1" * (end - start)
    for i, token in enumerate(tokens):
        if not token.text[0].isupper() or token.is_upper and len(token.text) > 4:
            continue
        for width in (3, 2, 1):
            span = tokens[i : i + width]
            start, end = span[0].idx, span[-1].idx + len(span[-1].text)
            text = doc.text[start:end]
            if "\n" in text or taken.find(1, start, end) >= 0:
                continue
            key = fold(text)
            label = (
                "place"
                if key in names or (key in seats and len(key) > 3)
                else "group"
                if key in people and key not in ("polish", "pole", "turk")
                else None
            )
            if label is None or (text.islower()) or (text in ("Chad", "Jordan", "Georgia") and ends_another(token)):
                continue
            found.append((start, end, label))
            taken[start:end] = b"\1" * (end - start)
            break
    return sorted(found)


def _whole_words(doc: Doc, start: int, end: int, label: str) -> tuple[int, int, str]:
    """Take in a capitalised word that the name belongs to ("… Safety" + "Inspectorate"), leave out a common noun."""
    if label == "person":
        return start, _with_family_name(doc, start, end), label
    if label not in ("organisation", "place", "facility"):
        return start, end, label
    carrier = carrier_of(doc, start, end)
    tail = name_completed_by(carrier, end) if carrier is not None else None
    if tail is not None and not (label == "place" and _names_office(tail.lower_)):  # "Ohio Senator" is no name
        between = doc.text[end : tail.idx]
        if tail.text[:1].isupper() and re.fullmatch(r"(?: [A-Z][\w-]*)* ", between) and "\n" not in between:
            return start, tail.idx + len(tail.text), "organisation" if label == "place" else label
    words_ = doc.text[start:end].split(" ")
    kept = list(words_)
    while len(kept) > 1 and kept[-1].islower() and kept[-1].isalpha():
        kept.pop()
    if kept[0][:1].isupper() and len(kept) < len(words_):
        return start, start + len(" ".join(kept)), "place" if label == "organisation" and len(kept) == 1 else label
    return start, end, label


def _without_count(doc: Doc, start: int, end: int, label: str) -> tuple[int, int, str]:
    """Leave out of a name the number that counts the noun behind it: "sent Arle 30 pumps"."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or len(span) < 2 or not counts_noun_behind(last := span[-1]):
        return start, end, label
    return start, start + len(doc.text[start : last.idx].rstrip()), label


def _with_family_name(doc: Doc, start: int, end: int) -> int:
    """Return where a person's name ends, a family name taken in that is read as a noun: "Silke" + "Tasker said"."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or len([t for t in span if t.text[:1].isupper()]) != 1 or span.end >= len(doc):
        return end
    behind = doc[span.end]
    hung = syntax.is_part_of_name(behind, span.start)
    plain = behind.text.istitle() and behind.is_alpha and not behind.ent_type_ and doc.text[end : behind.idx] == " "
    return behind.idx + len(behind.text) if hung and plain else end


def _with_institutions(doc: Doc, raw: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Add bodies that are named by place or people and a common noun: "the Stade fire brigade", "Polish police"."""
    nouns = words("descriptions", "institution")
    found = list(raw)
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN") or token.lower_ not in nouns:
            continue
        first = first_capital_before(token)
        if first is None or first > token.i:
            continue
        start, end = doc[first].idx, token.idx + len(token.text)
        text = doc.text[start:end]
        if (
            "\n" in text
            or "," in text
            or "’s " in text
            or "'s " in text
            or text.split()[0].lower() in ("the", "a", "an")
        ):
            continue
        if any(a < end and b > start and not (a >= start and b <= end) for a, b, _ in found):
            continue
        if not any(a >= start and b <= end for a, b, _ in found):
            continue
        kept = [item for item in found if item[0] >= end or item[1] <= start]
        found = sorted([*kept, (start, end, "organisation")])
    return found


def _with_titled(doc: Doc, raw: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Add the people whom the model passed over behind their titles: "broke with President Lund over the dam"."""
    found = list(raw)
    for title in doc:
        place = titled_name(title) if title.text[:1].isupper() and title.lower_ in words("people", "titles") else None
        if place is not None and not any(a < place[1] and b > place[0] for a, b, _ in raw):
            found.append((*place, "person"))
    return sorted(found)


def _with_bynames(doc: Doc, raw: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Add the words by which clubs and parties go for short where the model passed over them: "City said", "Reform
    won"."""
    bynames = set()
    for start, end, _ in raw:
        parts = doc.text[start:end].split()
        if len(parts) == 2 and parts[1] == "Party":
            bynames |= {parts[0], f"{parts[0]}s"}
        elif len(parts) > 1 and parts[-1].lower() in words("descriptions", "club_endings"):
            bynames.add(parts[-1])
    found = []
    for token in doc if bynames else ():
        start, end = token.idx, token.idx + len(token.text)
        if (
            token.text not in bynames
            or token.pos_ not in ("PROPN", "NOUN")
            or any(a < end and b > start for a, b, _ in raw)
        ):
            continue
        if not _CAPITAL_BESIDE.search(doc.text, max(0, start - 30), start) and not _NOUN_BEHIND.match(doc.text, end):
            articles = words("function_words", "plain_articles")
            a_town = not token.text.endswith("s") and syntax.word_before(token, start) in articles
            if is_argument(token) and not a_town:
                found.append((start, end, "organisation"))
    return sorted([*raw, *found])


def _make(doc: Doc, start: int, end: int, label: str) -> Name | None:
    text = doc.text
    if start > 0 and (text[start - 1].isalnum()):
        return None
    carrier = carrier_of(doc, start, end)
    if label == "person" and _PARTY_AND_PLACE.match(text[start:end]):
        label = "place"
    if carrier is None or not any(c.isalpha() for c in text[start:end]):
        return None
    bare_start, titled = start, ""
    if label == "person":
        bare_start, titled = _behind_titles(text, start, end)
        before = _TITLE_BEFORE.search(text[max(0, start - 10) : start])
        if before and not titled:
            titled = before[1].lower()
            start -= len(before[0])
        titled = titled or _office_before(text, start)
    bare = " ".join(text[bare_start:end].split())
    if bare.lower() in words("people", "titles") and text[end : end + 2].lstrip()[:1].isupper():
        return None  # "Sir" before a name is no name of its own
    led = syntax.word_before(carrier, start) in words("function_words", "plain_articles")
    if not bare or (label == "person" and _is_office_alone(bare, led=led)):
        return None
    if label in ("person", "organisation", "place", "group") and not any(c.isupper() for c in bare):
        return None
    return Name(start, end, bare, cast(EntityType, label), carrier, titled)


_TITLES = "Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady|Baron|Baroness|Prince|Princess|Queen|King"
_TITLE_BEFORE = re.compile(rf"\b({_TITLES}|{_TITLES.upper()})\.?\s$")


def _office_before(text: str, start: int) -> str:
    """Return the office right before a person's name, which the model left out of it: "President | Lund".

    "Then-Governor Lund", "Secretary of State Lund". In small letters, and where a sentence opens, one that no firm
    holds: "defense attorney Lund", not "Drugmaker Lund".
    """
    before = _OFFICE_BEFORE.search(text, max(0, start - 60), start)
    office = before["office"].lower() if before is not None else ""
    of_firms = words_of("descriptions", "trades_too", "firms_too")
    if before is None or office in words("people", "titles") or office in words("relations", "leaders") - of_firms:
        return office
    opens = _OPENS.search(text, max(0, before.start() - 2), before.start()) is not None  # where a capital tells nothing
    if before["office"].istitle() and not opens:
        return office if _names_office(office) or noun_class(office) == "person" else ""
    if office == "leader" and _leads_people(text, before.start("office")):
        return office
    alone = not opens or office in words("people", "trades_of_people")  # "Prosecutor Lund", not "Drugmaker Lund"
    return office if _names_office(office) and office not in of_firms and alone else ""


def _leads_people(text: str, at: int) -> bool:
    """Say whether the word before "leader" is of people, whom no firm leads: "Labour leader", not "market leader"."""
    before = _WORD_BEFORE.search(text, max(0, at - 40), at)
    led = fold(before[1]) if before is not None else ""
    return led in words("people", "led") or led in countries()[1]


def _behind_titles(text: str, start: int, end: int) -> tuple[int, str]:
    """Return where a person's own name begins, behind titles and offices, and the last title before it.

    "Texas Gov. Rick Perry", "House Speaker John Boehner": words before an office belong to it, where a given and a
    family name still follow.
    """
    titles, parts = (
        words("people", "titles"),
        [(m.start() + start, m.group()) for m in re.finditer(r"\S+", text[start:end])],
    )
    last = -1
    for at, (_, word) in enumerate(parts[:-1]):
        plain = word.lower().strip(",")
        # "Vermont Sen. Sanders"
        leading = plain in titles and (at == last + 1 or plain.endswith(".") or f"{plain}." in titles)
        behind = parts[at + 1 :]
        if leading or (
            len(behind) > 1
            and _names_office(plain)
            and behind[0][1][:1].isupper()
            and behind[0][1].lower().strip(".") not in _SUFFIXES
        ):
            last = at
    return (parts[last + 1][0], parts[last][1].lower().strip(",")) if last >= 0 else (start, "")


def _is_office_alone(name: str, *, led: bool) -> bool:
    """Say whether words are an office and its land without a name: "French President", "Alaska Governor".

    `led` says that an article leads them, as it leads no name: "the Boston Mayor", not "Jorge Mayor".
    """
    *before, last = name.split()
    if not before or not _names_office(last.lower()):
        return False
    place = fold(" ".join(before))
    known = place in countries()[0] or place in countries()[1] or last.lower() in words("people", "land_offices")
    return known or (led and gender_of_given(before[0]) == UNTOLD)


def _names_office(word: str) -> bool:
    plain = word.removesuffix(".")
    lists = ("people", "titles"), ("descriptions", "person"), ("relations", "leaders"), ("relations", "members")
    return plain not in words("people", "given_titles") and any(
        form in words(*where) for where in lists for form in (word, plain)
    )


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared, a company's legal form left out."""
    parts = tuple(fold(_COMMA_BEFORE_SUFFIX.sub("", name.replace("&", " "))).split())
    suffixes = words("descriptions", "organisation_suffix")
    while len(parts) > 1 and parts[-1] in suffixes:
        parts = parts[:-1]
    return parts


def stands_for_government(name: Name) -> bool:
    """Say whether a capital's name means the government that sits there."""
    return is_said_of_government(name.carrier)


def is_town(name: Name) -> bool:
    """Say whether a name stands as the name of a town where it stands, whatever firm bears it too: "people of
    Velden"."""
    if is_only_in_town(name.preposition) and name.type in ("place", "person", "misc", "organisation"):
        return name.type == "place" or name.preposition in ("in", "through")
    return is_said_of_town(name.carrier) or bool(beside(name) & words("towns", "settlements"))


def beside(name: Name) -> set[str]:
    """Return the nouns that stand by a name and say what it is: "the firm X", "X, a firm", "X chief", "X is a firm"."""
    return set(nouns_beside(name.carrier, name.start))
