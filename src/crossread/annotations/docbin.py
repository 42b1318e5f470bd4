"""spaCy's DocBin (`.spacy`): `doc.ents`, and the span groups `doc.spans["quotations"]` and `doc.spans["events"]`.

A span of a group has as its label a part (content, source, cue), a sense (sell.01) or a role (ARG0), and as its id
(`span_id`) what it is a part of. A Doc is of the report that has its text.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from crossread.annotations.marks import Mark, Reports, checked_label
from crossread.errors import FormatError
from crossread.model import Report

GROUPS = {"quotations": "quotation", "events": "event"}


def read(path: str, data: bytes, reports: Reports) -> list[Mark]:
    """Return the marks of all Docs; raises FormatError that names the Doc."""
    vocab = Vocab()
    try:
        docs = list(DocBin().from_bytes(data).get_docs(vocab))
    except Exception as error:  # spaCy names no errors of its own for a file that is none
        raise FormatError(f"{path}: is no DocBin of spaCy: {type(error).__name__}: {str(error)[:100]}") from error
    found: list[Mark] = []
    for number, doc in enumerate(docs, 1):
        where = f"Doc {number}"
        report, begin = _report(path, where, doc, reports)
        for kind, span in _spans(doc):
            kind, label = checked_label(path, where, kind, span.label_)
            key = "" if kind == "entity" else span.id_
            found.append(
                Mark(f"{path}, {where}", report.id, kind, label, begin + span.start_char, begin + span.end_char, key)
            )
    return found


def _spans(doc: Doc) -> Iterator[tuple[str, Span]]:
    for span in doc.ents:
        yield "entity", span
    for group, kind in GROUPS.items():
        for span in doc.spans.get(group, ()):
            yield kind, span


def _report(path: str, where: str, doc: Doc, reports: Reports) -> tuple[Report, int]:
    """Return the report that has a Doc's text, and where in it the Doc begins: blanks at either end are no
    difference."""
    wanted = doc.text.strip()
    for report in reports.all:
        if wanted and report.text.strip() == wanted:
            return report, report.text.index(wanted) - doc.text.index(wanted)
    raise FormatError(
        f"{path}, {where}: its text, which begins {wanted[:60]!r}, is that of none of the reports that are read"
    )
