"""CoNLL-U: tokens of a report in order, with marks as IOB tags in the last column: `NER=B-PERSON`,
`Quote=I-content:q1`, `Event=B-ARG0:e1`.

`# newdoc id = NAME` names the report. Tokens are found in its text one after the other; trees are not taken
(`--pipeline` is for them).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from crossread.annotations.marks import Mark, Reports, checked_label
from crossread.errors import FormatError
from crossread.model import Report

COLUMNS = 10
KEYS = {"NER": "entity", "Quote": "quotation", "Event": "event"}
_NEWDOC = "# newdoc"


@dataclass
class _State:
    """Where in which report the tokens are, and the marks that may still go on, by (kind, label, key)."""

    report: Report | None = None
    at: int = 0
    open: dict[tuple[str, str, str], Mark] = field(default_factory=dict)


def read(path: str, data: bytes, reports: Reports) -> list[Mark]:
    """Return the marks of a file; raises FormatError that names the line."""
    try:
        lines = data.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise FormatError(f"{path}: CoNLL-U is UTF-8, and byte {error.start} is not") from error
    found: list[Mark] = []
    state = _State()
    skip_to = 0  # the last token of a multiword token, whose words have no place of their own
    for number, line in enumerate(lines, 1):
        where = f"line {number}"
        if line.startswith(_NEWDOC):
            found += state.open.values()
            state = _State(reports.named(line.partition("=")[2].strip() or None, where))
        if not line.strip() or line.startswith("#"):
            skip_to = 0
            continue
        columns = line.split("\t")
        if len(columns) != COLUMNS:
            raise FormatError(f"{path}, {where}: has {len(columns)} columns between tabulators; CoNLL-U has {COLUMNS}")
        name, form, misc = columns[0], columns[1], columns[9]
        if "." in name or (name.isdigit() and int(name) <= skip_to):
            continue
        if "-" in name:
            skip_to = int(name.partition("-")[2])
        state.report = state.report or reports.named(None, where)
        start = _find(path, where, state, form)
        found += _mark(path, where, state, misc, (start, start + len(form)))
        state.at = start + len(form)
    return [*found, *state.open.values()]


def _find(path: str, where: str, state: _State, form: str) -> int:
    assert state.report is not None
    text, at = state.report.text, state.at
    while at < len(text) and (text[at].isspace() or not text[at].isprintable()):
        at += 1
    if not text.startswith(form, at):
        raise FormatError(
            f"{path}, {where}: the token {form[:60]!r} should come next in {state.report.path}, where "
            f"{text[at : at + 40]!r} stands at {at}"
        )
    return at


def _mark(path: str, where: str, state: _State, misc: str, place: tuple[int, int]) -> list[Mark]:
    """Begin or go on with the marks of a token; return those that end before it."""
    assert state.report is not None
    going: dict[tuple[str, str, str], Mark] = {}
    for part in misc.split("|"):
        name, _, value = part.partition("=")
        if name not in KEYS:
            continue
        for tag in value.split(","):
            if tag in ("O", "_", ""):
                continue
            prefix, dash, rest = tag.partition("-")
            if prefix not in ("B", "I") or not dash:
                raise FormatError(
                    f"{path}, {where}: {tag!r} of {name} is no IOB tag: B-… begins, I-… goes on, O is nothing"
                )
            label, _, key = rest.partition(":")
            kind, label = checked_label(path, where, KEYS[name], label)
            same = (kind, label, key)
            old = state.open.pop(same, None) if prefix == "I" else None
            start = old.start if old else place[0]
            going[same] = Mark(
                old.where if old else f"{path}, {where}", state.report.id, kind, label, start, place[1], key
            )
    ended = list(state.open.values())
    state.open = going
    return ended
