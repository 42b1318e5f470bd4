"""How a line of the first screen reads: in the sentence of a report, which has the names, days and figures that a
gist leaves out, where that sentence is understood alone and is no paragraph; else as short as it is whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crossread.present.introductions import SHORT, Introductions, says
from crossread.present.readable import Shown, in_sentence, is_pronoun, shown
from crossread.present.statement_view import Said

LONG = 42  # words of a sentence that is shown whole on the first screen: three lines of a hundred columns
FIGURE = 3  # words that a figure of a sentence is worth when the richest is looked for
LENGTH = 0.5  # what each word costs beside what it says
CONTENT = 4  # letters of a word that says something
_WORD = re.compile(r"\w+")
_BRACKET = re.compile(r"(?P<before>\S*)(?P<space>\s?)\[(?P<told>[^\][]+)\](?P<after>\s?)")
_TITLE = re.compile(r"[A-Z][\w.’'-]*\s$")
_YOUNGER = re.compile(r",?\s(?:Jr|Sr|II)\b")


def telling(said: Sequence[Said]) -> Shown:
    """Return how statements of one claim read on the first screen: the sentence that tells most, else the shortest gist."""
    made = [(one, in_sentence([one], strict=True)) for one in said]
    fit = [(one, line) for one, line in made if line.settled and line.stands and "…" not in line.text and len(line.text.split()) <= LONG]
    return max(fit, key=lambda pair: _worth(*pair))[1] if fit else shown(said)


def _worth(one: Said, line: Shown) -> tuple[float, int, int]:
    found = _WORD.findall(line.text)
    content = len({word.casefold() for word in found if len(word) >= CONTENT})
    figures = sum(word[0].isdigit() for word in found)
    return content + FIGURE * figures - LENGTH * len(found), -one.view.number, -one.statement.start


@dataclass
class Introduced:
    """Lets each person be introduced once on a screen: where he is named first."""

    people: Introductions
    told: set[str]
    brackets: set[str]

    def once(self, line: str, *, spare: frozenset[str] = frozenset()) -> str:
        """Return a line with who its people are, those left out whom the screen has introduced, or will (`spare`)."""
        line = self._without_known(line)
        for key, name in sorted(self.people.names.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            line = self._introduce(line, key, name, spare) if name and key not in self.told else line
        return line

    def _introduce(self, line: str, key: str, name: str, spare: frozenset[str]) -> str:
        at = _place(line, name)
        office = self.people.of(key)
        if at < 0 or not office or len(office) > SHORT:
            return line
        if key in spare:
            return line
        self.told.add(key)
        if says(line, office) or line[at:].startswith((",", " (", " [")) or _TITLE.search(line[: at - len(name)]):
            return line
        return f"{line[:at]} [{office}]{line[at:]}"

    def _without_known(self, line: str) -> str:
        """Leave out what an earlier line has said in brackets; behind a pronoun it tells who that is, and stays."""

        def kept(found: re.Match[str]) -> str:
            told, before = found["told"], found["before"].strip("“”\"'(,.")
            if told.endswith(":") or is_pronoun(before) or told not in self.brackets:
                self.brackets.add(told)
                return found.group()
            return found["before"] + (found["space"] if found["after"] else "") + ""

        return _BRACKET.sub(kept, line)


def _place(line: str, name: str) -> int:
    """Return where a name ends in a line, -1 where it does not stand there by itself."""
    found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", line)
    if found is None or _YOUNGER.match(line, found.end()):
        return -1
    return found.end()


