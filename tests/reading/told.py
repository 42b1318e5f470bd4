"""What tests of telling ask of a text: the statement that holds some words, and who tells it."""

from __future__ import annotations

from typing import Any

from crossread.model import Report, Statement
from crossread.reading.reading import read_report


def statement_with(nlp: Any, text: str, words: str) -> Statement:
    """Return the one statement of a text that holds the words."""
    statements = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).statements
    [found] = [s for s in statements if words in s.text]
    return found


def tellers_of(statement: Statement) -> list[str]:
    """Return the names of the tellers of a statement, the nearest first."""
    return [teller.name for teller in statement.attribution.chain]
