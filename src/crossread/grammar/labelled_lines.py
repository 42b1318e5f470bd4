"""Lines that begin with a label and a colon: what the label is, and the verdict that a later line gives on the line."""

from __future__ import annotations

from spacy.tokens import Token

from crossread.languages.tables import words

MAX_LABEL = 4  # words of a label: "What was claimed"
LINES_BEHIND = 6  # lines behind a claim among which its verdict is looked for


def line_label(token: Token) -> Token | None:
    """Return the last word of the label of the line in which a word stands: "claim" for "The claim: …"."""
    return _label(_line_of(token))


def verdict_behind(token: Token) -> Token | None:
    """Return the word by which a later labelled line judges that of a word: "false" for "Our verdict: False"."""
    line = _line_of(token)
    if _label(line) is None:
        return None
    end = line[-1].i + 1
    for _ in range(LINES_BEHIND):
        line = _line_from(token, end)
        if not line:
            return None
        label, end = _label(line), line[-1].i + 1
        if label is not None and label.lower_ in words("certainty", "claim_labels"):
            return None  # the next claim
        if label is not None and label.lower_ in words("certainty", "verdict_labels"):
            return _judging([t for t in line if t.i > label.i + 1])
        if label is not None and label.lower_ in words("certainty", "true_labels"):
            return label
    return None


def _judging(said: list[Token]) -> Token | None:
    """Return the first word of a verdict, behind "this is", "the claim is", "mostly"."""
    judging = words("certainty", "verdicts_against") | words("certainty", "verdicts_open") | words("certainty", "true")
    return next((t for t in said[:MAX_LABEL] if t.lower_ in judging or t.lemma_.lower() in judging), None)


def _label(line: list[Token]) -> Token | None:
    for number, token in enumerate(line[: MAX_LABEL + 1]):
        if token.text == ":":
            return line[number - 1] if number and number + 1 < len(line) else None
        if token.is_punct:
            return None
    return None


def _line_of(token: Token) -> list[Token]:
    first = token.i
    while first > 0 and "\n" not in token.doc[first - 1].text_with_ws:
        first -= 1
    return _line_from(token, first)


def _line_from(token: Token, first: int) -> list[Token]:
    """Return the words of the first line that is not empty from a place on."""
    line: list[Token] = []
    for other in token.doc[first:]:
        if not other.is_space:
            line.append(other)
        if line and "\n" in other.text_with_ws:
            break
    return line
