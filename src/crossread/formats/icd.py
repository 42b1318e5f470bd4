"""Source reference citations after ICD 206 and the likelihood words after ICD 203, as Markdown.

Intelligence Community Directive 206, "Sourcing Requirements for Disseminated Analytic Products" (2015): every claim has
endnotes that name source, date and passage, and a sentence on what the sources are worth together. Directive 203,
"Analytic Standards" (2015), D.6.e(2)(a), fixes seven degrees of likelihood: what the reports' own words say is laid
beside them, never turned into a number. Classification and reliability are not in a report and are left to the reader.
"""

from __future__ import annotations

import re
from collections import defaultdict
from html import escape

from crossread.formats.exported import Export, count_of, whole
from crossread.model import Claim, Dossier, Report, Statement

# The table of ICD 203: degree, least and greatest chance in per cent, and the words of its two rows.
DEGREES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("01–05 %", ("almost no chance", "remote")),
    ("05–20 %", ("very unlikely", "highly improbable")),
    ("20–45 %", ("unlikely", "improbable")),
    ("45–55 %", ("roughly even chance", "roughly even odds")),
    ("55–80 %", ("likely", "probable", "probably")),
    ("80–95 %", ("very likely", "highly probable")),
    ("95–99 %", ("almost certain", "almost certainly", "nearly certain")),
)
_MARKS = re.compile(r"([\\`*_{}\[\]#|~])")
_SIGNS = re.compile("[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def to_citations(dossier: Dossier) -> Export:
    """Return the claims with endnotes after ICD 206, one note a report and place."""
    reports = {report.id: report for report in dossier.reports}
    statements = {one.id: one for one in dossier.statements if one.report in reports}
    numbers = {key: number for number, key in enumerate(_cited(dossier, statements), start=1)}
    lines = ["# Claims and their sources", ""]
    for claim in dossier.claims:
        marks = "".join(f"[^{numbers[key]}]" for key in claim.statements if key in numbers)
        lines += [
            f"- {_text(claim.summary)}{marks}",
            f"  - Sources: {_worth(claim)}",
            *(f"  - {_text(one.explanation)}" for one in claim.differences),
        ]
    lines += ["", "## Endnotes", ""]
    lines += [
        f"[^{number}]: {_note(statements[key], reports[statements[key].report])}" for key, number in numbers.items()
    ]
    lines += ["", "Classification, reliability of the source and access are not stated in the reports."]
    without = len(dossier.statements) - len(numbers)
    losses = (f"{count_of(without, 'statement')}: in no claim",) if without else ()
    return Export(("\n".join(lines) + "\n").encode("utf-8"), losses)


def _cited(dossier: Dossier, statements: dict[str, Statement]) -> list[str]:
    return list(dict.fromkeys(key for claim in dossier.claims for key in claim.statements if key in statements))


def _worth(claim: Claim) -> str:
    return f"{_text(claim.corroboration.explanation)} Independent origins: {claim.corroboration.independent}."


def _note(one: Statement, report: Report) -> str:
    chain = " ← ".join(_text(teller.name) for teller in one.attribution.chain)
    parts = [
        _text(report.outlet or "outlet not stated"),
        f"“{_text(report.title)}”" if report.title else "no title",
        _text(report.published or "no date"),
        _text(report.path),
        f"code points {one.start}–{one.end}",
        f"on the word of {chain}" if chain else "on its own word",
    ]
    return f"{'; '.join(parts)}: “{_text(one.text)}”"


def to_likelihood(dossier: Dossier) -> Export:
    """Return which words of likelihood the reports use, laid beside the degrees of ICD 203."""
    used: dict[str, list[Statement]] = defaultdict(list)
    for one in dossier.statements:
        for words in dict.fromkeys(" ".join(cue.text.split()).casefold() for cue in one.certainty.cues):
            used[words].append(one)
    lines = [
        "# Likelihood as the reports word it",
        "",
        "| words | ICD 203 | statements | reports | labels | first place |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for words, found in sorted(used.items(), key=lambda item: (_rank(item[0]), -len(item[1]), item[0])):
        labels = ", ".join(sorted({one.certainty.label for one in found}))
        first, places = found[0], {one.report for one in found}
        lines.append(
            f"| {_text(words)} | {degree(words) or 'not a term of ICD 203'} | {len(found)} | {len(places)} | {labels} "
            f"| {first.report} {first.start}–{first.end} |"
        )
    plain = sum(not one.certainty.cues for one in dossier.statements)
    lines += ["", f"{count_of(plain, 'statement')} of {len(dossier.statements)} without a word of likelihood.", ""]
    lines += [
        "The words are those of the reports or of whom they quote. ICD 203 binds neither: its ranges are no reading of "
        "what they meant."
    ]
    return Export(
        ("\n".join(lines) + "\n").encode("utf-8"),
        (f"{count_of(plain, 'statement')}: without a word of likelihood",) if plain else (),
    )


def degree(words: str) -> str | None:
    """Return the range of ICD 203 whose term these words are, or None where they are no term of it."""
    plain = " ".join(words.casefold().split())
    return next((chance for chance, terms in DEGREES if plain in terms), None)


def _rank(words: str) -> int:
    chance = degree(words)
    return next((place for place, one in enumerate(DEGREES) if one[0] == chance), len(DEGREES))


def _text(text: str) -> str:
    """Return a text on one line in which no sign is one of Markdown or steers a screen."""
    line = _SIGNS.sub(lambda hit: f"⟪U+{ord(hit.group()):04X}⟫", " ".join(text.split()))
    return whole(escape(_MARKS.sub(r"\\\1", line), quote=False))
