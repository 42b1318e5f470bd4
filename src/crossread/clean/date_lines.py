"""Lines of a head that hold the date of publication, alone or beside a section, a byline, a reading time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crossread.clean.dates import DATE

LABEL = re.compile(
    r"^\W*(?:(?:first|originally|last)\s+)?(?P<word>published|posted|updated|modified|date|issued|released|filed|"
    r"created|publication date)\b\s*(?:on|at|in)?\s*[:,]?\s*",
    re.I,
)
MAX_PART = 5  # words of what may stand beside a date
_BARS = re.compile(r"\s*(?:[|·•»]|\s[–—/-]\s|\t|\s{3,})\s*")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_BESIDE = re.compile(
    rf"^(?:{_WEEKDAY}|(?:at\s+)?\d{{1,2}}[:.]\d{{2}}(?::\d{{2}})?|[ap]\.?m\.?|noon|midnight|on|at|of|and|uhr|hrs?|"
    rf"[A-Z]{{2,5}}|GMT[+-]\d+|[+-]\d{{2}}:?\d{{2}}|local|time|[(),.|:])$",
    re.I,
)
_READING_TIME = re.compile(
    r"^(?:~|approx\.?\s)?\d{1,3}[ -]?(?:min(?:ute)?s?\.?)(?:[ -](?:read|listen|watch))?$|^(?:reading|"
    r"read) time:?\s.{1,20}$|^\d+ (?:words|comments?|views|shares)$",
    re.I,
)
_BY_BEHIND = re.compile(r"\s+(?:by|von|par)\s+(?P<name>[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,3})$")


@dataclass(frozen=True, slots=True)
class DateLine:
    """The words that hold the date, whether they say only when it was changed, and the other parts of the line."""

    date: str
    changed: bool
    beside: tuple[str, ...]


def read_date_line(line: str, known: Callable[[str], bool]) -> DateLine | None:
    """Return the date of a line that holds a date of publication and nothing of the report, else None.

    `known` says of another part of the line whether it is what stands in a head: a byline, an outlet, a section.
    """
    if len(line) > 160:
        return None
    labelled = LABEL.match(line)
    if labelled and DATE.search(line) and len(line.split()) <= 4 * MAX_PART:
        return _of_parts(_BARS.split(line), lambda part: True)
    return _of_parts(_BARS.split(line), known) or _behind_commas(line, known)


def _of_parts(parts: Sequence[str], known: Callable[[str], bool]) -> DateLine | None:
    dated: list[tuple[str, bool]] = []
    beside: list[str] = []
    for part in (part.strip() for part in parts):
        if not part:
            continue
        found = _date_part(part)
        if found is not None:
            dated.append(found)
        elif _clock_or_zone(part) and dated:
            dated[-1] = (f"{dated[-1][0]} {part}", dated[-1][1])
        elif _READING_TIME.match(part) or (len(part.split()) <= MAX_PART and part[-1] not in ".!?" and known(part)):
            beside.append(part)
        else:
            return None
    if not dated:
        return None
    words, changed = next((one for one in dated if not one[1]), dated[0])
    return DateLine(words, changed, tuple(beside))


def _date_part(part: str) -> tuple[str, bool] | None:
    """Return the words of a part that holds a date and little else, and whether it says when the report was changed."""
    label = LABEL.match(part)
    rest = part[label.end() :] if label else part
    rest = _BY_BEHIND.sub("", rest)
    found = DATE.search(rest)
    if found is None:
        return None
    around = (
        f"{rest[: found.start()]} {rest[found.end() :]}".replace(",", " ").replace("(", " ").replace(")", " ").split()
    )
    if not all(_BESIDE.match(word) for word in around):
        return None
    return rest, bool(label and label["word"].lower() in ("updated", "modified"))


def _clock_or_zone(part: str) -> bool:
    words = part.replace(",", " ").split()
    return bool(words) and all(_BESIDE.match(word) for word in words)


def _behind_commas(line: str, known: Callable[[str], bool]) -> DateLine | None:
    """Read "Kit Ames, Harbour Times, 4 March 2032": names, and a date at the end."""
    found = next((match for match in DATE.finditer(line) if match.end() >= len(line) - 12), None)
    if found is None or not line[: found.start()].rstrip().endswith(","):
        return None
    names = line[: found.start()].rstrip(" ,")
    return (
        DateLine(line[found.start() :], False, (names,))
        if len(names.split()) <= 2 * MAX_PART and known(names)
        else None
    )
