"""What somebody is called between his given and his family name: "Vincent “The Chin” Lund", "Marta (Bibi) Lund"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NICKNAMED = re.compile(
    r"(?<![\w’'-])(?P<given>[A-Z][\w’'-]*\.?) "
    r"(?P<marked>\"(?P<double>[^\"\n]{2,24})\"|“(?P<curled>[^“”\n]{2,24})”|``(?P<wired>[^`'\n]{2,24})''"
    r"|‘(?P<single>[^‘’\n]{2,24})’|'(?P<plain>[^'\n]{2,24})'|\((?P<bracketed>[^()\n]{2,24})\))"
    r" (?P<family>[A-Z][\w’'-]+)"
)
_NICKNAME = re.compile(r"(?:[Tt]he |El |La )?[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)?")
_WAYS = ("double", "curled", "wired", "single", "plain", "bracketed")


def nicknamed(text: str) -> Iterator[re.Match[str]]:
    """Yield each place, left to right, where a capitalised word or two in marks stand between two capitalised words.

    Groups: `given`, `marked` (with its marks), `bracketed` (None but in round brackets), `family`. Whether it is a
    person is not told by the characters: `the “Big Apple” Circus` is one of these too.
    """
    for match in _NICKNAMED.finditer(text):
        if _NICKNAME.fullmatch(next(filter(None, match.group(*_WAYS)))):
            yield match
