"""Texts whose lines were cut at a width: where a line break is only that."""

from __future__ import annotations

WIDEST = 120  # code points; mail and terminals cut at 60 to 100, a longer line is a paragraph of its own
NARROWEST = 40
HALF_FULL, MOSTLY_FULL = 0.5, 0.7  # of the width: a line that a hand cut early
FEWEST = 2  # breaks that must look cut before a text counts as wrapped


def unwrapped(text: str) -> str:
    """Return a text of the same length in which the breaks that only cut a line at the width are spaces.

    A break is such a one where the next word would not have fitted on its line, the width being that of the longest
    line, or where a sentence stops amid its words on a long line; a blank line is never one. Offsets stay what they are.
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    if not NARROWEST <= width <= WIDEST or len(lines) <= FEWEST:
        return text
    cut = [_is_cut(line, after, width) for line, after in zip(lines, lines[1:], strict=False)]
    if sum(cut) < FEWEST:
        return text
    return lines[0] + "".join((" " if soft else "\n") + line for soft, line in zip(cut, lines[1:], strict=True))


def _is_cut(line: str, after: str, width: int) -> bool:
    if not line.strip() or not after.strip() or after[0].isspace() or line[-1].isspace():
        return False
    if not (after[0].isalnum() or after[0] in "“\"'‘«([$€£¥"):
        return False  # a list, a rule, a quoted mail
    if len(line) + 1 + len(after.split(maxsplit=1)[0]) > width:
        return True
    goes_on = after[0].islower() or (line[-1].isalnum() or line[-1] == ",") and len(line) > MOSTLY_FULL * width
    return goes_on and len(line) > HALF_FULL * width and line[-1] not in ".!?:"
