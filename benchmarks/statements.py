"""How well statements are cut: the shares that begin or end inside a word group, lack a verb, or hold two propositions.

    python -m benchmarks.statements [--misses] [FOLDER …]

Without folders: the example and the invented stories of the tests, and the open cases where the shared folder is there.
The words are held against the tree that the model gives them, and against plain lists of words no proposition ends or
begins with; so a fault of the tree itself is seen only where the lists show it.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crossread.grammar import syntax
from crossread.grammar.doc import Doc, Span, Token
from crossread.grammar.labels import to_universal
from crossread.model import Statement, reporting_text

ROOT = Path(__file__).parent.parent
FAULTS = ("dateline", "begins inside", "ends inside", "no verb", "two propositions")
_TIGHT = frozenset({"compound", "amod", "det", "nummod", "case", "flat", "fixed", "nmod:poss", "poss", "aux", "aux:pass", "cop", "compound:prt", "mark"})
_OPEN_ENDS = frozenset({"DET", "AUX", "CCONJ", "SCONJ", "ADP", "PART"})
_JOINING = frozenset(["after", "before", "as", "when", "while", "because", "since", "although", "though", "until", "from", "by", "of", "in", "without", "despite", "than", "about", "and", "but", "or", "which", "who", "that", "whose"])


def folders() -> list[Path]:
    """Return the stories that are measured."""
    found = [ROOT / "examples/ferry", *sorted((ROOT / "tests/data/stories").glob("*/reports"))]
    shared = Path(os.environ.get("CROSSREAD_SHARED", "../shared")) / "cases"
    cases = [shared / "batteries/reports", shared / "vladivostok"]
    return found + [p for p in cases if p.is_dir()]


def faults_of(doc: Doc, statement: Statement) -> Iterator[str]:
    """Yield what is wrong with the cut of a statement."""
    span = doc.char_span(statement.start, statement.end, alignment_mode="expand")
    if span is None:
        yield "begins inside"
        return
    tokens = [t for t in span if not t.is_space and not t.is_punct]
    line = doc.text.rfind("\n", 0, statement.start) + 1
    if ") -" in statement.text or ") –" in statement.text or ") —" in statement.text:
        if doc.text[line : statement.start].strip() == "":
            yield "dateline"
    if not tokens:
        yield "no verb"
        return
    quoted = statement.attribution.kind in ("direct", "mixed") and any(statement.start <= a + 2 and b - 2 <= statement.end for a, b in statement.attribution.content)
    named = statement.rule in ("title", "apposition")  # a name and who that is: the gist has the verb, "X is the mayor"
    if not any(t.pos_ in ("VERB", "AUX") for t in tokens) and not quoted and not named:
        yield "no verb"
    if _begins_inside(span, tokens[0]):
        yield "begins inside"
    if _ends_inside(doc, span, tokens[-1]):
        yield "ends inside"
    if _propositions(tokens) > 1:
        yield "two propositions"


def _begins_inside(span: Span, first: Token) -> bool:
    before = first.doc[first.i - 1] if first.i else None
    if before is not None and before.sent == first.sent and before.dep_ in _TIGHT and before.head in span and not before.is_punct and before.dep_ != "mark":
        return True
    return first.lower_ in _JOINING and first.dep_ in ("mark", "case", "cc", "nsubj", "nsubj:pass", "obj", "nmod:poss") and not (first.dep_ == "case" and _is_clause_later(span, first))


def _is_clause_later(span: Span, first: Token) -> bool:
    """Say whether a first preposition belongs to a phrase of the clause ("In May the dam broke"), not to a gerund."""
    return first.head.pos_ not in ("VERB", "AUX") and any(t.i > first.head.i and t.pos_ in ("VERB", "AUX") and t.dep_ not in ("acl", "amod", "acl:relcl") for t in span)


def _ends_inside(doc: Doc, span: Span, last: Token) -> bool:
    if last.pos_ in _OPEN_ENDS and last.dep_ not in ("compound:prt", "advmod", "root", "ROOT", "ccomp", "conj", "parataxis", "advcl", "obl", "acl:relcl", "nmod") and last.lower_ not in ("off", "out", "up", "down", "on", "in", "away", "over", "back"):
        return True
    after = next((t for t in doc[last.i + 1 : last.i + 3] if not t.is_space), None)
    if after is None or after.is_punct or after.sent != last.sent or after in span:
        return False
    tight = _TIGHT | {"obj", "obl", "xcomp", "nsubj", "nmod"}
    top = after
    while top.head != top and top.head.i > last.i and top.dep_ in tight | {"advmod"}:
        top = top.head
    return top.dep_ in tight and top.head in span


def _propositions(tokens: list[Token]) -> int:
    """Count the co-ordinate clauses with a subject of their own, the head clause included."""
    inside = {t.i for t in tokens}
    own = [t for t in tokens if syntax.is_clause(t) and t.dep_ in ("conj", "parataxis") and t.head.i in inside and any(c.dep_ in syntax.SUBJECTS and c.i in inside for c in t.children)]
    return 1 + sum(syntax.is_clause(t.head) for t in own)


def measure(paths: list[Path], nlp: Any) -> tuple[Counter[str], int, list[str]]:
    """Return how many statements have each fault, how many there are, and what the faults are."""
    from crossread.clean import clean
    from crossread.collect import collect
    from crossread.reading.reading import read_report

    counts: Counter[str] = Counter()
    total, shown = 0, []
    for path in paths:
        for raw in collect([str(path)], {}).documents:
            report = clean(raw).report
            if report is None:
                continue
            doc = to_universal(nlp(reporting_text(report)))
            for statement in read_report(report, nlp).statements:
                total += 1
                for fault in faults_of(doc, statement):
                    counts[fault] += 1
                    shown.append(f"{fault}: {Path(report.path).name}: {' '.join(statement.text.split())}")
    return counts, total, shown


def main(arguments: list[str]) -> None:
    from crossread.model_runtime import load

    paths = [Path(a) for a in arguments if not a.startswith("-")] or folders()
    counts, total, shown = measure(paths, load())
    print(f"{total} statements, {100 * len({s.split(': ', 1)[1] for s in shown}) / total:.1f}% with a fault")
    print("\n".join(f"{name:17} {counts[name]:4} {100 * counts[name] / total:5.1f}%" for name in FAULTS))
    if "--misses" in arguments:
        print("\n".join(sorted(shown, key=lambda s: FAULTS.index(s.split(":")[0]))))


if __name__ == "__main__":
    main(sys.argv[1:])
