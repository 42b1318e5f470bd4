"""How a line of the first screen reads: in the sentence of a report, which has the names, days and figures that a
gist leaves out, where that sentence is understood alone and is no paragraph; else as short as it is whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crossread.languages.tables import words
from crossread.present.introductions import SHORT, Introductions, says
from crossread.present.pointing import is_settled
from crossread.present.readable import SHORTEST, Shown, in_sentence, is_pronoun, is_whole, shown
from crossread.present.statement_view import Said

LONG = 48  # words of a sentence that is shown whole on the first screen: three lines of a hundred columns
FIGURE = 3  # words that a figure of a sentence is worth when the richest is looked for
LENGTH = 0.5  # what each word costs beside what it says
OWN = 12.0  # what a sentence is worth that is all of the claim, and not most of it of something else
CONTENT = 4  # letters of a word that says something
POINTS = 8.0  # what a pronoun costs at the head of a sentence, whom reading may have got wrong
_WORD = re.compile(r"\w+")
_ASIDE = re.compile(r"\s*[,(–—;:\"“”-]")
_BRACKET = re.compile(r"(?P<before>\S*)(?P<space>\s?)\[(?P<told>[^\][]+)\](?P<after>\s?)")
_TITLE = re.compile(r"[A-Z][\w.’'-]*\s$")
_YOUNGER = re.compile(r",?\s(?:Jr|Sr|II)\b")


def telling(said: Sequence[Said]) -> Shown:
    """Return how statements of one claim read on the first screen: the sentence that tells most, else a gist.

    A sentence that needs the one before it comes after a gist that is whole and leaves nothing out.
    """
    made = [(one, read_alone(one)) for one in said]
    fit = [(one, line) for one, line in made if fits(line)]
    fit = [(one, line) for one, line in fit if not _loses_title(one)] or fit
    alone = [(one, line) for one, line in fit if line.begin < 0]
    sound = [one for one in said if is_sound(one)]
    if alone:
        return max(alone, key=lambda pair: richness(*pair))[1]
    if sound or fit:
        return shown(sound) if sound else max(fit, key=lambda pair: richness(*pair))[1]
    bare = [in_sentence([one], strict=True, bare=True) for one in said]
    return min(bare, key=lambda line: (not line.stands, len(line.text)))


def read_alone(one: Said) -> Shown:
    """Return the sentence of a statement, with the one before it only where it begins with what only that one tells."""
    alone = in_sentence([one], strict=True, bare=True)
    return alone if alone.settled else in_sentence([one], strict=True)


def stands(one: Said) -> bool:
    """Say whether a sentence can be shown for what somebody holds in it, though a noun of it is told before."""
    line = in_sentence([one], strict=True, bare=True)
    return line.stands and "…" not in line.text and len(line.text.split()) <= LONG and not one.open


def can_tell(said: Sequence[Said], *, named: bool = False) -> bool:
    """Say whether statements can be read on the first screen at all: one has a sentence or a gist that is understood.

    `named`: not by a pronoun alone at its head, whom reading may have got wrong.
    """
    line = telling(said)
    if not any(fits(read_alone(one)) or is_sound(one) for one in said):
        return False
    head = _WORD.search(line.text)
    return not (named and head is not None and is_pronoun(head.group()))


def is_sound(one: Said) -> bool:
    """Say whether a gist is whole, and its words are those of its sentence, asides left out."""
    return is_whole(one) and not skips(one) and is_settled(one.readable, SHORTEST)


def fits(line: Shown, most: int = LONG) -> bool:
    """Say whether a sentence is understood alone and is no paragraph."""
    return line.settled and line.stands and "…" not in line.text and len(line.text.split()) <= most


def _loses_title(one: Said) -> bool:
    """Say whether a sentence begins behind a title that was taken for its end: "the Rev. | Ada Venn said"."""
    before = one.view.report.text[: one.statement.sentence[0]].split()[-1:]
    return bool(before) and before[0].endswith(".") and before[0].lower() in words("people", "titles")


def skips(one: Said) -> bool:
    """Say whether a gist leaves out words between its own that are no aside: "the support of | chairman Ada Venn"."""
    text, (low, high) = one.view.report.text, one.statement.sentence
    if one.statement.gist is not None:
        spoken = " ".join(text[a:b] for a, b in one.statement.gist.spans if low <= a < high).casefold()
        if not set(_WORD.findall(one.statement.gist.text.casefold())) <= set(_WORD.findall(spoken)):
            return True  # a name from elsewhere in the place of a pronoun: it may be the wrong one
    inside = [place for place in (one.statement.gist.spans if one.statement.gist else ()) if low <= place[0] < high]
    gaps = [text[b:c] for (_, b), (c, _) in zip(inside, inside[1:], strict=False) if c > b]
    backwards = any(c < b for (_, b), (c, _) in zip(inside, inside[1:], strict=False))
    return backwards or any(gap.strip() and not _ASIDE.match(gap) for gap in gaps)


def richness(one: Said, line: Shown, *, own: float = OWN) -> tuple[float, int, int]:
    """Return how much a sentence tells for its length: words that say something, figures; the earlier of two alike."""
    found = _WORD.findall(_BRACKET.sub("", line.text))
    content = len({word.casefold() for word in found if len(word) >= CONTENT})
    figures = sum(word[0].isdigit() for word in found)
    pronoun = is_pronoun(found[0]) if found else False
    part = min(1.0, len(one.readable.split()) / max(len(one.sentence.split()), 1))
    told = content + FIGURE * figures - LENGTH * len(found) - POINTS * pronoun + own * part
    return told, -one.view.number, -one.statement.start


@dataclass
class Introduced:
    """Lets each person be introduced once on a screen: where he is named first."""

    people: Introductions
    told: set[str]
    brackets: set[str]

    def once(self, line: str, *, spare: frozenset[str] = frozenset()) -> str:
        """Return a line with who its people are, those left out whom the screen has introduced, or will (`spare`)."""
        line = self._without_known(self.people.plain(line))
        for key, name in sorted(self.people.names.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            line = self._introduce(line, key, name, spare) if name and key not in self.told else line
        return line

    def _introduce(self, line: str, key: str, name: str, spare: frozenset[str]) -> str:
        at = _place(line, name)
        office = self.people.of(key)
        if at < 0 or not office or office.isdigit() or len(office) > SHORT:  # an age alone says nobody who it is
            return line
        if key in spare or line[:at].rfind("[") > line[:at].rfind("]"):  # a name in brackets tells of a pronoun alone
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
            return found["before"] + (found["space"] if found["after"] else "")

        return _BRACKET.sub(kept, line)


def _place(line: str, name: str) -> int:
    """Return where a name ends in a line, -1 where it does not stand there by itself."""
    found = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", line)
    if found is None or _YOUNGER.match(line, found.end()):
        return -1
    return found.end()


