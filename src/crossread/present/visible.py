"""Text of unknown make, made safe to show: what steers a screen or a reader's eye is spelled out.

Reports may hold characters that reorder the line, move a terminal's cursor or cannot be encoded at all.
They stay readable as text: U+202E is shown as ⟪U+202E⟫ and does nothing.
"""

from __future__ import annotations

import re

# Bidirectional controls (Unicode UAX #9, "explicit formatting"), C0 and C1 controls except tab and newline,
# lone surrogates, invisible operators, interlinear marks, and noncharacters that XML forbids.
_STEERING = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """Return `text` with every steering character spelled out; all other characters stay as they are."""
    return _STEERING.sub(lambda hit: f"⟪U+{ord(hit.group()):04X}⟫", text)


def printed(text: str) -> str:
    """Return `text` with the quotation marks of old news wires, ``so'', as a page prints them: "so"."""
    return text.replace("``", '"').replace("''", '"') if "``" in text else text


def one_line(text: str) -> str:
    """Return `text` made visible, on one line, blanks collapsed."""
    return visible(" ".join(text.split()))


def shorten(text: str, limit: int) -> str:
    """Return `text` on one line, cut at a word before `limit` code points with an ellipsis."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,;:-–—") + "…"
