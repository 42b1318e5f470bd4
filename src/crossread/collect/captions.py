"""Captions of broadcasts (SRT, WebVTT) -> running text: cues joined, a paragraph where the speaker or a long silence
changes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from crossread.collect.source import NotRead, Source, Warn
from crossread.model import RawDocument
from crossread.text.encoding import decode

_TIMES = re.compile(
    r"^\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3})[^\n]*$", re.M
)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,80})>")
_TAG = re.compile(r"<[^>]{0,200}>|\{\\[^}]{0,60}\}")
_NEW_SPEAKER = re.compile(r"^(?:>>+|[-–—])\s*")
SILENCE = 4.0  # seconds without words after which a new paragraph begins


def looks_captions(text: str) -> bool:
    """Say whether a text begins as captions do: WEBVTT, or a number, two times and words."""
    head = text[:2000].lstrip("\ufeff\r\n ")
    return head.startswith("WEBVTT") or bool(re.match(r"\d+\s*\n\s*[\d:.,]{7,13}\s*-->", head))


def read_captions(source: Source, warn: Warn) -> Iterator[RawDocument]:
    """Read the words of captions in order; raises NotRead where there are none."""
    text = decode(source.data, lambda message: warn(source.path, message)).replace("\r\n", "\n").replace("\r", "\n")
    marks = list(_TIMES.finditer(text))
    said: list[str] = []
    silent_since = 0.0
    last = ""
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        cue = _cue(text[mark.end() : following.start() if following else len(text)], following is not None)
        begun = _seconds(mark[1])
        for line in cue:
            if line == last:  # live captions repeat the line above
                continue
            last = line
            apart = bool(_NEW_SPEAKER.match(line)) or begun - silent_since > SILENCE
            words = _NEW_SPEAKER.sub("", line)
            said.append(("\n\n" if apart and said else " " if said else "") + words)
        silent_since = _seconds(mark[2])
    whole = "".join(said).strip()
    if not whole:
        raise NotRead("these captions hold no words")
    yield RawDocument(path=source.path, text=whole + "\n", media="text", metadata=source.metadata)


def _cue(block: str, followed: bool) -> list[str]:
    """Return the lines of a cue without tags; the last line before the next times is that cue's number or name."""
    lines = block.strip("\n").split("\n")
    if "" in (line.strip() for line in lines):
        lines = lines[: [line.strip() for line in lines].index("")]
    elif followed and len(lines) > 1 and lines[-1].strip().isdecimal():
        lines = lines[:-1]
    plain = (html.unescape(_TAG.sub("", _VOICE.sub(r">> \1: ", line))).strip() for line in lines)
    return [line for line in plain if line]


def _seconds(stamp: str) -> float:
    total = 0.0
    for part in stamp.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total
