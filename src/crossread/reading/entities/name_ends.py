"""Where a name really begins and ends, where the model took in too much or too little, and where it stands again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from crossread.grammar.doc import Doc, Token
from crossread.grammar.name_nouns import owned_name, stands_alone
from crossread.languages.genders import UNTOLD, gender_of_given
from crossread.languages.tables import words, words_of
from crossread.text.nicknames import nicknamed

Raw = tuple[int, int, str]  # start and end code points, type
_REPEATED = frozenset({"organisation", "place", "person"})
_BODIES = frozenset({"organisation", "misc", "group", "place"})
# "Richard M. Burr of North Carolina", not "Joan of Arc", not "Secretary of State Ada Lund"
_WITH_HOME = re.compile(r"(?P<name>[A-Z]\S* (?:[A-Z]\S* )*[A-Z][\w’'-]+) of (?P<home>[A-Z][\w.]+(?: [A-Z]\w+)?)")
# "Arthur Lind, Inc.", and no "Ken Boland, AG of Ohio"
_WORD_BEHIND = re.compile(r"(?:,(?= (?:Inc|Ltd|LL[CP]|Corp|P[Ll][Cc])\b))? ([A-Za-z][\w.]*\w)\b")
_PARTY_BEFORE = re.compile(r"[DRI]-[A-Z][\w.]* (?=[A-Z])")
_PARTY_BEHIND = re.compile(r", ?[DRI]-[A-Z][\w.]*$")
_STORMS_REACH = 20  # code points before a name in which "Tropical Storm" stands
_PARTNERS_REACH = 20  # code points behind a name in which its "& Sons" stands


def whole_names(doc: Doc, raw: list[Raw]) -> list[Raw]:
    """Return the names with their ends set right, and the places where one of a single word is written again."""
    found = [_with_partners(doc.text, item) for item in _with_nicknames(doc.text, raw)]
    found = [_with_legal_form(doc.text, item) for item in found]
    found = _with_owned(doc, [_with_storm(doc.text, item) for item in found])
    found = [_without_description(doc, item, found) for item in found]
    found = [part for item in found for part in _apart_from_home(doc.text, _without_letters(doc.text, item))]
    return _with_repeated(doc, found)


def _with_nicknames(text: str, raw: list[Raw]) -> list[Raw]:
    """Return the names, those that are one around what somebody is called as one: "Vincent" + "“The Chin”" + "Lund"."""
    for match in nicknamed(text):
        within = [item for item in raw if item[0] < match.end() and item[1] > match.start()]
        if _is_nicknamed(match, within):
            start = min(match.start(), *(a for a, b, _ in within if b > match.start("given")))
            end = max(match.end(), *(b for a, b, _ in within if a < match.end("family")))
            raw = sorted([*(item for item in raw if item not in within), (start, end, "person")])
    return raw


def _is_nicknamed(match: re.Match[str], within: list[Raw]) -> bool:
    """Say whether a word before a nickname is a given name, and what stands around it a person's; a title is none."""
    if match["given"].lower() in words_of("people", "titles", "peerage"):
        return False
    people = [(a, b) for a, b, label in within if label == "person"]
    # "1. Max Holt (Kenya) Ada Lund": two people, each with his land
    several = match["bracketed"] and any(a < match.start("given") for a, _ in people)
    if not people or several:
        return False
    if gender_of_given(match["given"]) != UNTOLD:
        return True
    before, behind = any(a < match.end("given") for a, _ in people), any(b > match.start("family") for _, b in people)
    return before and behind if match["bracketed"] else min(within)[0] <= match.start("given")


def _with_partners(text: str, item: Raw) -> Raw:
    """Take in what a firm's name ends with: "Fenn" + "& Sons"."""
    start, end, label = item
    joint, _, behind = text[end : end + _PARTNERS_REACH].lstrip(" ").partition(" ")
    word = behind[: next((i for i, c in enumerate(behind) if not c.isalpha()), len(behind))]
    if text[end : end + 1] != " " or joint not in ("&", "and") or not word.istitle():
        return item
    if word.lower() not in words("descriptions", "firm_partners"):
        return item
    return start, end + len(f" {joint} {word}"), "organisation"


def _with_legal_form(text: str, item: Raw) -> Raw:
    """Take for a firm's what ends on its legal form, or has it right behind: "Peter Hahn" + "SE", "Martin Dell Ltd"."""
    start, end, label = item
    behind = _WORD_BEHIND.match(text, end)
    if label in _BODIES - {"place"} | {"person"} and behind is not None and has_legal_form(behind[1]):
        return start, behind.end(), "organisation"
    formed = label == "person" and has_legal_form(text[start:end].rpartition(" ")[2])
    return (start, end, "organisation") if formed else item


def has_legal_form(word: str) -> bool:
    """Say whether a word is a firm's legal form: "GmbH", "Ltd"."""
    return word in words("descriptions", "legal_forms")


@cache
def _storm_before() -> re.Pattern[str]:
    """Return what stands right before the name of a storm."""
    return re.compile(rf"\b(?:Tropical )?(?:{'|'.join(sorted(words('descriptions', 'storms'))).title()}) $")


def _with_storm(text: str, item: Raw) -> Raw:
    """Take into the name of a storm what it is, so that it is nobody's: "Hurricane" + "Nadine"."""
    start, end, label = item
    before = _storm_before().search(text, max(0, start - _STORMS_REACH), start)
    if before is not None and " " not in text[start:end]:
        return before.start(), end, "event"
    kind, _, own = text[start:end].partition(" ")
    storm = kind.istitle() and kind.lower() in words("descriptions", "storms") and own.isalpha()
    return (start, end, "event") if storm and (label == "misc" or kind != "Storm") else item  # "Storm Reid" acts


def _with_owned(doc: Doc, raw: list[Raw]) -> list[Raw]:
    """Take in the last word of a body that is named by its members: "Citizens" + "' List"."""
    found = []
    for start, end, label in raw:
        span = doc.char_span(start, end, alignment_mode="expand")
        owned = owned_name(span[-1]) if span is not None and label in _BODIES else None
        taken = owned is not None and any(a <= owned.idx < b for a, b, _ in raw)
        if owned is not None and not taken and owned.lower_ not in words_of("descriptions", "person"):
            found.append((start, owned.idx + len(owned.text), "organisation"))
        else:
            found.append((start, end, label))
    return found


def _without_description(doc: Doc, item: Raw, raw: Iterable[Raw]) -> Raw:
    """Leave out what a firm is, where only the beginning of a sentence gives it a capital: "Chipmaker Nexa", elsewhere
    "Nexa"."""
    start, end, label = item
    first, _, rest = doc.text[start:end].partition(" ")
    span = doc.char_span(start, end, alignment_mode="expand")
    if label != "organisation" or not rest or span is None or span[0].idx != span[0].sent.start_char:
        return item
    alone = any(doc.text[a:b] == rest for a, b, _ in raw)
    return (end - len(rest), end, label) if alone and first.lower() in words("descriptions", "organisation") else item


def _without_letters(text: str, item: Raw) -> Raw:
    """Leave out of a person's name what is no name: the letters of his rank behind it ("Ada Lund KC"), and the party
    and the state of whom the words before tell ("…, said Sen. Ada Lund, D-N.J. Lund said")."""
    start, end, label = item
    party = _PARTY_BEFORE.match(text, start, end)
    start = party.end() if party is not None else start
    if label != "person":
        return start, end, label
    behind = _PARTY_BEHIND.search(text, start, end)
    end = behind.start() if behind is not None else end
    name, space, last = text[start:end].rpartition(" ")
    while space and not name.isupper() and last.strip(",") in words("people", "letters_behind"):
        end = start + len(name.rstrip(","))
        name, space, last = text[start:end].rpartition(" ")
    return start, end, label


def _apart_from_home(text: str, item: Raw) -> Iterable[Raw]:
    """Yield a person's name and where he is from, which the model took for a part of it."""
    start, _, label = item
    found = _WITH_HOME.fullmatch(text[item[0] : item[1]]) if label == "person" else None
    own = found["name"].lower().split() if found is not None else []
    titles = words_of("people", "titles", "peerage")  # "Prince William of Wales" has no family name
    if found is None or own[-1] in titles or len([part for part in own if part not in titles]) < 2:
        yield item
        return
    yield start, start + found.end("name"), label
    yield start + found.start("home"), start + found.end("home"), "place"


def _with_repeated(doc: Doc, raw: list[Raw]) -> list[Raw]:
    """Add the places where a name of one word is written again and the model read something else: "give Sula 2 billion
    euros"."""
    known: dict[str, str] = {}
    for start, end, label in raw:
        text = doc.text[start:end]
        if label in _REPEATED and text.istitle() and text.isalpha():
            known.setdefault(text, label)
    return sorted([*raw, *(_place(token, known) for token in doc if _is_passed_over(token, known, raw))])


def _is_passed_over(token: Token, known: dict[str, str], raw: list[Raw]) -> bool:
    if token.text not in known or not stands_alone(token):
        return False
    return not any(a < token.idx + len(token.text) and b > token.idx for a, b, _ in raw)


def _place(token: Token, known: dict[str, str]) -> Raw:
    return token.idx, token.idx + len(token.text), known[token.text]
