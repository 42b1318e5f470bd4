"""Sentences -> propositions: the words of each statement's gist, shared out as the gold has them.

What the reading says is only dealt out here: PropSegmEnt has a proposition for each member of a list ("Ann and Tom left"
is two) and for each circumstance of a verb ("on Monday in Varn" is two), where a statement names them as participants.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from benchmarks.rows import read_rows, write_rows
from crossread.model import Participant, Report, Statement
from crossread.model_runtime import load
from crossread.reading.reading import read_report

LISTED = ("agent", "patient", "recipient", "attribute")
CIRCUMSTANCES = ("time", "place", "cause", "purpose", "company")
JOINING = frozenset({"and", "or", ",", "&", "as", "well", "both", "either"})
Place = tuple[int, int]


def predict(given: str, out: str) -> None:
    nlp = load()
    rows = []
    for row in read_rows(given):
        statements = read_report(Report(id="x", path="x", text=row["text"]), nlp).statements
        tokens = [(start, end) for start, end in row["tokens"]]
        found = [p for statement in statements for p in propositions_of(statement, tokens, row["text"])]
        rows.append({"id": row["id"], "propositions": [[list(tokens[i]) for i in p] for p in found]})
    write_rows(out, rows)


def propositions_of(statement: Statement, tokens: Sequence[Place], text: str) -> Iterator[list[int]]:
    """Yield the propositions of a statement, each the numbers of its tokens in order."""
    spans = statement.gist.spans if statement.gist is not None else ((statement.start, statement.end),)
    held = [i for i, (a, b) in enumerate(tokens) if any(s < b and a < e for s, e in spans)]
    parts = [p for p in statement.participants if not any(_inside(p, q) for q in statement.participants)]
    words = {at: [i for i in held if p.start < tokens[i][1] and tokens[i][0] < p.end] for at, p in enumerate(parts)}
    choices: list[list[set[int]]] = []
    for role in LISTED:
        members = [set(words[at]) for at, p in enumerate(parts) if p.role == role and words[at]]
        if len(members) > 1:
            choices.append(members)
            held = _without_joints(held, members, tokens, text)
    first = min((p.start for p in parts if p.role in LISTED), default=0)
    late = [at for at, p in enumerate(parts) if p.role in CIRCUMSTANCES and words[at] and p.start > first]
    around = [set(_with_preposition(words[at], held, tokens, text)) for at in late]
    if len(around) > 1:
        choices.append(around)
    for chosen in product(*choices):
        dropped = {i for group in choices for member in group for i in member} - {i for member in chosen for i in member}
        left = [i for i in held if i not in dropped]
        if left:
            yield _without_lone_commas(left, tokens, text)


def _without_lone_commas(left: list[int], tokens: Sequence[Place], text: str) -> list[int]:
    """Return the words without the commas beside which something was left out."""
    kept = set(left)
    return [i for i in left if text[slice(*tokens[i])] not in ",;" or (i - 1 in kept and i + 1 in kept)]


def _inside(one: Participant, other: Participant) -> bool:
    return one is not other and other.start <= one.start and one.end <= other.end and (one.start, one.end) != (other.start, other.end)


def _without_joints(held: list[int], members: list[set[int]], tokens: Sequence[Place], text: str) -> list[int]:
    """Return the words without those that only join the members of a list."""
    low, high = min(min(m) for m in members), max(max(m) for m in members)
    own = set().union(*members)
    return [i for i in held if i in own or not low < i < high or text[slice(*tokens[i])].lower() not in JOINING]


def _with_preposition(own: list[int], held: list[int], tokens: Sequence[Place], text: str) -> list[int]:
    """Return the words of a circumstance with the preposition and article before them."""
    before = own[0] - 1
    found = list(own)
    while before in held and text[slice(*tokens[before])].lower() in PREPOSITIONS:
        found.insert(0, before)
        before -= 1
    return found


PREPOSITIONS = frozenset(
    ["in", "on", "at", "by", "for", "from", "to", "of", "with", "about", "after", "before", "over", "under", "during", "near", "into", "onto", "across", "against", "between", "among", "the", "a", "an", "as"]
)
