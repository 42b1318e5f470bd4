"""Quotation marks: which stretches of a text stand inside them, also over paragraphs and with marks left open."""

from __future__ import annotations

import re

from crossread.text.nicknames import nicknamed

MAX_LENGTH = 3000  # code points in one paragraph; a longer stretch has lost its closing mark
_OPEN = re.compile(r"''|``|[“”\"«„]|(?<![\w])[‘'](?=\w)")
_NEXT_LINE = re.compile(r"[ \t]*\n[ \t]*(?P<words>\S[^\n]*)")  # no blank line between
MAX_LINES = 12  # of one quotation in a text that breaks its lines
_CLOSERS = {"“": "”", "„": "”“", "«": "»", '"': '"', "”": "”"}
_ENDS = re.compile(r"[.!?]+(?=\s|$)")  # of sentences; an ellipsis is one
_UNLIKE = re.compile(r"''|”")  # closes a straight mark where no straight one does
_DOUBLED = re.compile(r"''|\"|”")  # closes a mark that is typed as two single ones


def quoted_stretches(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of every quoted stretch, marks included, in order; none lie within another.

    A stretch that no mark closes ends with its paragraph and goes on in the next where that one opens with a mark
    (the next is a stretch of its own). Straight, curly and single marks are read; an apostrophe opens nothing, and what
    somebody is called between his names is not quoted.
    """
    nicknames = {match.span("marked") for match in nicknamed(text)}
    found: list[tuple[int, int]] = []
    at = 0
    for begin, end in _paragraphs(text):
        at = max(at, begin)
        while at < end:
            match = _OPEN.search(text, at, end)
            if not match:
                break
            start, mark = match.start(), match.group()
            if _opens_nothing(text, start, mark, (begin, end)):
                at = start + 1
                continue
            stop = _stop(text, start, end, mark) or _stop_in_next_lines(text, start, end, mark)
            if stop is None:
                if mark in "‘'" or mark == "”":
                    at = start + 1
                    continue
                stop = end
            if 2 < stop - start <= MAX_LENGTH and (start, stop) not in nicknames:
                found.append((start, stop))
            at = max(stop, start + 1)
    return found


def _opens_nothing(text: str, start: int, mark: str, line: tuple[int, int]) -> bool:
    """Say whether a straight mark stands inside a word or means inches."""
    if mark != '"' or start == line[0]:
        return False
    inside = text[start - 1].isalnum() and start + 1 < line[1] and text[start + 1].isalnum()
    return inside or text[start - 1].isdigit()


def _stop(text: str, start: int, end: int, mark: str) -> int | None:
    if len(mark) == 2:
        closing = _DOUBLED.search(text, start + 2, end)
        return closing.end() if closing else None
    if mark in "‘'":
        return _close_single(text, start, end)
    stop = _close(text, start + 1, end, _CLOSERS[mark])
    if stop is None and mark == '"' and "“" not in text[start:end]:
        other = _UNLIKE.search(text, start + 2, end)  # opened with a straight mark, closed with another
        return other.end() if other else None
    return stop


def _stop_in_next_lines(text: str, start: int, end: int, mark: str) -> int | None:
    """Return where a mark closes in the lines right behind, where a text breaks its sentences or paragraphs into lines.

    A line that opens with a mark goes on as a stretch of its own, as newspapers print it: what stands before it is
    quoted too where each line is a sentence.
    """
    if mark == "‘":
        return _single_in_next_lines(text, start, end)
    if mark == "'" or mark == "”":
        return None
    first = end
    for _ in range(MAX_LINES):
        line = _NEXT_LINE.match(text, end)
        if line is None:
            return None
        if _OPEN.match(text, line.start("words")):
            return end if end > first and _is_one_sentence(text, start, first) else None
        stop = _stop(text, line.start("words") - 1 - (len(mark) == 2), line.end(), mark)
        opened = _OPEN.search(text, line.start("words"), line.end())
        if stop is not None:
            straight = mark in ('"', "''")
            return stop if straight or opened is None or opened.end() >= stop or opened.group() in "‘'" else None
        if opened is not None and opened.group() not in "‘'":
            return None
        end = line.end()
    return None


def _is_one_sentence(text: str, start: int, end: int) -> bool:
    """Say whether a mark opens its line, or stands behind a colon, and one sentence is all that follows there."""
    leads = not text[:start].rpartition("\n")[2].strip() or text[:start].rstrip().endswith(":")
    return leads and len(_ENDS.findall(text, start, end)) == 1 and text[end - 1] in ".!?"


def _single_in_next_lines(text: str, start: int, end: int) -> int | None:
    """Return where a curly single mark behind a colon or a comma closes at the end of one of the next lines."""
    if text[:start].rstrip()[-1:] not in (":", ","):
        return None
    for _ in range(MAX_LINES):
        line = _NEXT_LINE.match(text, end)
        if line is None or _OPEN.search(text, line.start("words"), line.end()):
            return None
        end = line.start("words") + len(line["words"].rstrip())
        if text[end - 1] == "’" and text[end - 2] in ".!?,":
            return end
    return None


def _paragraphs(text: str) -> list[tuple[int, int]]:
    return [(m.start(), m.start() + len(m.group().rstrip())) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


def _close(text: str, at: int, end: int, closers: str) -> int | None:
    for i in range(at, end):
        if text[i] in closers or (text[i] == '"' and "”" in closers):
            return i + 1
    return None


def _close_single(text: str, start: int, end: int) -> int | None:
    closer = "’" if text[start] == "‘" else "'"
    for i in range(start + 2, end):
        if text[i] == closer and not (i + 1 < end and text[i + 1].isalnum()) and text[i - 1] != "s":
            inside = text[start + 1 : i]
            return i + 1 if len(inside.split()) >= 2 else None
        if text[i] == closer and text[i - 1] == "s" and (i + 1 >= end or text[i + 1] in ".,;:!?)"):
            return i + 1
    return None


def open_ended(text: str, stretch: tuple[int, int]) -> bool:
    """Say whether a stretch lost its closing mark: its speech goes on in the next paragraph."""
    return text[stretch[1] - 1] not in "”\"’'»“" or stretch[1] - stretch[0] < 2


def share_quoted(text: str, spans: list[tuple[int, int]], stretches: list[tuple[int, int]]) -> float:
    """Return the share of the letters and digits of `spans` that stand inside marks."""
    inside = total = 0
    ordered = sorted(stretches)
    for start, end in spans:
        total += _letters(text, start, end)
        for a, b in ordered:
            inside += _letters(text, max(a, start), min(b, end))
            start = max(start, min(b, end))  # where stretches overlap, no sign counts twice
    return inside / total if total else 0.0


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end])) if start < end else 0
