"""Which news agency a report credits with its text: in the dateline, the byline, a line of its own or the closing
notice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from crossread.languages.tables import load

HEAD = 2500  # characters in which a byline stands, galleries and captions before it included
HEAD_LINE = 110  # characters; a longer line is prose or a caption
CLOSING = 1200  # characters at the end in which a notice of rights stands
_PICTURE = re.compile(
    r"photo|image|picture|getty|video|media:|credit|caption|\bfile\b|\bpool\b|\bvia\b|handout|illustration", re.I
)
_DATE = (
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}\b|\d{1,2} [A-Z][a-z]{2,8}\b|\d{4}\b|\d{1,2}[/.:]\d{1,2}"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
)
_DATELINE = re.compile(  # at the start of a line only: an agency that no list knows
    r"^[A-Z][A-Z.'’ -]{2,30}(?:[,/] ?[A-Z][^()\n]{0,40})? "
    r"\((?P<agency>[A-Z][A-Za-z&.]+(?: [A-Z][A-Za-z&.]+){0,3})\)\s*[-–—]",
    re.M,
)
_DATED_PLACE = re.compile(r"\b[A-Z][\w.'’/]+[^()\n]{0,60}? ?\Z")  # what stands before the agency of a dateline
_TEXT_FOLLOWS = re.compile(
    rf"(?:Updated|Published|Posted|First published|Last updated)\b|{_DATE}|[A-Z]{{3}}[^a-z]*[-–—] ?[A-Z]|"
    rf"[A-Z]{{3}}[A-Z./ ]+, [A-Z].{{0,25}}[-–—] ?[A-Z]"
)


@dataclass(frozen=True, slots=True)
class _Patterns:
    names: Mapping[str, str]
    dateline: re.Pattern[str]
    byline: re.Pattern[str]
    named: re.Pattern[str]
    notice: re.Pattern[str]


@cache
def _names() -> Mapping[str, str]:
    """Return the names of agencies, each with the short one."""
    agencies = load("agencies")["agencies"]
    return {name: short for short, others in agencies.items() for name in (short, *others)}


@cache
def _folded_names() -> Mapping[str, str]:
    return {name.casefold(): short for name, short in _names().items()}


@lru_cache(maxsize=256)
def _patterns(outlets: tuple[str, ...] = ()) -> _Patterns:
    names = dict(_names())
    names |= {name: name for outlet in outlets if len(name := outlet.removeprefix("The ")) > 3 and name not in names}
    one = (
        "(?:[Tt]he |THE )?(?P<agency>" + "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))) + ")"
    )
    after = (
        rf"(?:\s*[•·|]|\s*[-–—] (?:By|{_DATE}).*|(?: [A-Z][a-z]+)? (?:Writers?|Staff|Reporters?|Correspondents?))?"
        rf"(?:[\s,|•·–—-]*(?:(?:Updated|Published|Posted)\b|{_DATE}).*)?$"
    )
    people = r"[A-Z][\w.'’-]*(?: [A-Zad&][\w.'’-]*){1,4}(?:(?:,| and|, and) [A-Z][\w.'’-]*(?: [A-Za-z][\w.'’-]*){0,4})*"
    return _Patterns(
        names=names,
        # KYIV, May 3 (Agency) - Words
        dateline=re.compile(rf"\({one}\)\s*[-–—:]"),
        # Agency / By Agency / Source: Agency / The Agency | May 3 / Agency — By A. WRITER / By A. Writer, Agency
        byline=re.compile(
            rf"^(?:(?:By|BY|by|From|Source:|/ Source:) +(?:{people}(?: ?[,|/–—-] ?| (?:for|of) |"
            rf" ))?)?{one}(?: News in Brief.*)?{after}"
        ),
        # A. Writer, Agency: also how pictures are credited, so what follows decides
        named=re.compile(rf"^(?:{people}(?: ?[,|–—] ?| - | )|[A-Z][\w ]{{3,40}} \(){one}\)?{after}"),
        notice=re.compile(rf"(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT)[\s©]*(?:\d{{4}})?,?\s*(?:by )?(?:Thomson/)?{one}\b"),
    )


def own_agency(outlet: str | None) -> str | None:
    """Return the agency that an outlet is: its name ("Reuters", "The Associated Press") or its site ("tass.com")."""
    if not outlet:
        return None
    folded = _folded_names()
    name = outlet.casefold().removeprefix("www.").removeprefix("the ")
    site = name.split(".")[0] if "." in name and " " not in name else name
    return folded.get(site) or folded.get(site.removesuffix("news"))


def credited_agency(text: str, outlet: str | None = None, others: Collection[str] = ()) -> str | None:
    """Return the short name of the agency to which a report credits its text, or None where it credits none.

    `others` are outlets whose names count as an agency's here, because their reports lie beside this one.
    An agency's own report is the agency's. Else looked for in this order: datelines ("KYIV (Reuters) -"; of several the
    most frequent), a byline or a line of its own near the top, the notice of rights at the end. Credits of pictures and
    "told Reuters" are none.
    """
    if own := own_agency(outlet):
        return own
    # A name that is nowhere in the text changes nothing of what is found; patterns take long to make, so few sets are
    # made.
    patterns = _patterns(tuple(sorted(o for o in set(others) - {outlet} if o.removeprefix("The ") in text)))
    datelines = Counter(
        patterns.names[found["agency"]]
        for found in patterns.dateline.finditer(text)
        if _DATED_PLACE.search(text, text.rfind("\n", 0, found.start()) + 1, found.start())
    )
    if datelines:
        return datelines.most_common(1)[0][0]
    if unknown := _DATELINE.search(text, 0, HEAD):
        return unknown["agency"]
    lines = [line for row in text[:HEAD].splitlines() if (line := row.strip())]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if len(line) > HEAD_LINE or _PICTURE.search(line):
            continue
        found = patterns.byline.match(line) or (_TEXT_FOLLOWS.match(following) and patterns.named.match(line)) or None
        if found:
            return patterns.names[found["agency"]]
    found = patterns.notice.search(text, max(0, len(text) - CLOSING))
    return patterns.names[found["agency"]] if found else None
