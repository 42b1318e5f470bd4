"""A claim as a row: what each report says to it in a word or a figure, and why the words differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from crossread.model import Claim, Difference, Origin, Quantity
from crossread.present.readable import is_whole, shown
from crossread.present.statement_view import ReportView, Said, texts
from crossread.present.visible import one_line, shorten
from crossread.present.wording import figure

CELL_LENGTH = 18
LEFT_OPEN = "left open"  # "it is unclear whether", "declined to say whether"
# Reasons shown of one row; more of the same kind only repeat.
REASONS = 3
_FIGURES = {"figure", "rounding", "revision", "estimate"}
# One word before the verb is shown with it where it changes what is said.
_BEFORE = frozenset(
    [
        "will", "would", "could", "may", "might", "must", "should", "can", "cannot", "not", "never", "has", "had",
        "have", "is", "was", "were", "are", "be", "to",
    ]  # fmt: skip
)
_PLACES = re.compile(r"\s*\([^()]*\)\.?$")
_DENIES = re.compile(r"not|never|no|none|nothing|nobody|neither|nor|hardly|barely|cannot|\w+n['’]t", re.IGNORECASE)
DENIED_WITHIN = 4  # words between a verb and the word that denies it; farther off it denies something else
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Cell:
    """What one report says to one claim: a value, a ditto (copy) or silence (no statement)."""

    kind: Literal["value", "ditto", "silent"]
    text: str
    said: Said | None
    deviates: bool = False


SILENT = Cell("silent", "·", None)


@dataclass(frozen=True)
class Value:
    """One value and the reports that give it, for narrow screens and for many reports."""

    text: str
    said: tuple[Said, ...]
    deviates: bool

    @property
    def numbers(self) -> str:
        """The numbers of the reports: "1–4, 6"."""
        return ranges(sorted({one.view.number for one in self.said}))


@dataclass(frozen=True)
class Side:
    """One side of a conflict: its value and the statements that say so."""

    value: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class ClaimView:
    """A row of the claim table: one cell a report, and the sides where two accounts clash.

    A claim of one text alone has cells for that text's reports only.
    """

    claim: Claim
    summary: str
    cells: tuple[Cell, ...]
    values: tuple[Value, ...]
    said: tuple[Said, ...]
    reasons: tuple[Difference, ...]
    sides: tuple[Side, ...]
    origins: tuple[Origin, ...]

    @property
    def relation(self) -> str:
        """The claim's relation; where only copies of one text agree, "single": a copy is not a second text."""
        return "single" if self.claim.relation == "agree" and texts(self.said) == 1 else self.claim.relation

    @property
    def originals(self) -> tuple[Said, ...]:
        """The statements outside copies, or all where a copy alone says it."""
        return tuple(one for one in self.said if one.view.copy_of is None) or self.said

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its reasons, each once."""
        return tuple(dict.fromkeys(reason.kind for reason in self.reasons))


def claim_view(
    claim: Claim, said: tuple[Said, ...], reports: tuple[ReportView, ...], origins: dict[str, Origin]
) -> ClaimView:
    """Lay one claim against the reports of its story."""
    said = tuple(sorted(said, key=lambda one: (one.view.number, one.statement.start)))
    values = {one.statement.id: text for one, text in zip(said, _values(said, claim), strict=True)}
    touched = {
        sid for difference in claim.differences if difference.kind != "rounding" for sid in difference.statements
    }
    usual = Counter(values[one.statement.id] for one in said if one.view.copy_of is None)
    common = usual.most_common(1)[0][0] if usual else ""
    by_report: dict[int, list[Said]] = {}
    for one in said:
        by_report.setdefault(one.view.number, []).append(one)
    cells = []
    if claim.relation == "single" or (claim.relation == "agree" and texts(said) == 1):
        reports = tuple(view for view in reports if view.number in by_report)
    for view in reports:
        mine = by_report.get(view.number, [])
        best = next((one for one in mine if one.statement.id in touched), mine[0] if mine else None)
        if best is None:
            cells.append(SILENT)
        elif view.copy_of is not None and _source_says(values[best.statement.id], view.copy_of, said, values):
            cells.append(Cell("ditto", "″", best))
        else:
            value = values[best.statement.id]
            odd = best.statement.id in touched and (claim.relation == "conflict" or value != common)
            cells.append(Cell("value", value, best, odd))
    return ClaimView(
        claim=claim,
        summary=_headline(claim, [one for one in said if one.view.copy_of is None] or list(said)),
        cells=tuple(cells),
        values=_gathered(cells, values),
        said=said,
        reasons=_reasons(claim, said),
        sides=_sides(claim, said, values) if claim.relation == "conflict" else (),
        origins=tuple(origins[oid] for oid in claim.origins if oid in origins),
    )


def _headline(claim: Claim, said: list[Said]) -> str:
    """Return what heads a row: a statement that is whole, else the sentence of the one that sums the claim up."""
    named = [one for one in said if claim.summary in (one.readable, one.statement.text)]
    return shown(said if any(is_whole(one) for one in said) else named or said).text


def _gathered(cells: list[Cell], values: dict[str, str]) -> tuple[Value, ...]:
    """Gather the cells of equal value, dittos with their source's."""
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        if cell.said is not None:
            found.setdefault(values[cell.said.statement.id], []).append(cell)
    return tuple(
        Value(text, tuple(cell.said for cell in mine if cell.said), any(cell.deviates for cell in mine))
        for text, mine in found.items()
    )


def _source_says(value: str, source: int, said: tuple[Said, ...], values: dict[str, str]) -> bool:
    return any(one.view.number == source and values[one.statement.id] == value for one in said)


def _reasons(claim: Claim, said: tuple[Said, ...]) -> tuple[Difference, ...]:
    """Return the differences worth reading: none that a copy repeats, none said in the same words twice."""
    copies = {one.statement.id for one in said if one.view.copy_of is not None}
    kept: dict[tuple[str, frozenset[str]], Difference] = {}
    for difference in sorted(claim.differences, key=lambda d: len(copies.intersection(d.statements))):
        # The places in brackets at the end are in the columns: the same two figures are one reason.
        words = frozenset(_WORD.findall(_PLACES.sub("", difference.explanation).casefold()))
        alike = any(kind == difference.kind for kind, _ in kept)
        if alike and copies.intersection(difference.statements):
            continue
        kept.setdefault((difference.kind, words), difference)
    # Rounding explains no difference, so it comes last; otherwise the order is the dossier's.
    return tuple(sorted(kept.values(), key=lambda difference: difference.kind == "rounding"))


def key_quantity(one: Said, said: tuple[Said, ...]) -> Quantity | None:
    """Return the figure of a statement that the claim is about.

    One that a difference of the claim quotes comes first, else the kind that most of its statements count.
    """
    if len(one.quantities) < 2:
        return one.quantities[0] if one.quantities else None
    differences = one.claim.differences if one.claim else ()
    quoted = " ".join(d.explanation for d in differences if one.statement.id in d.statements)
    shared = Counter(key for other in said for key in {_counts(quantity) for quantity in other.quantities})
    return max(one.quantities, key=lambda q: (f"“{q.text}”" in quoted, shared[_counts(q)], -q.start), default=None)


def _counts(quantity: Quantity) -> str:
    return (quantity.base.unit if quantity.base else "") or quantity.unit or (quantity.counted or "").casefold()


def _values(said: tuple[Said, ...], claim: Claim) -> list[str]:
    """Return what each statement says to the claim, short: figure, doubt, status, time or its own verb."""
    kinds: set[str] = {difference.kind for difference in claim.differences}
    counted = Counter(
        key for number in {one.view.text_number for one in said}
        for key in {_counts(q) for one in said if one.view.text_number == number for q in one.quantities}
    )  # fmt: skip
    figures = bool(kinds & _FIGURES) or any(times > 1 for times in counted.values()) or texts(said) == 1
    return [_value(one, said, kinds, figures) for one in said]


def _value(one: Said, said: tuple[Said, ...], kinds: set[str], figures: bool) -> str:
    statement = one.statement
    if statement.certainty.label == "unknown":
        return LEFT_OPEN
    if "polarity" in kinds:
        return "denied" if statement.certainty.value <= -1 else "said"
    if figures and not kinds & {"status", "certainty"} or kinds & _FIGURES:
        best = key_quantity(one, said)
        if best is not None:
            return shorten(figure(best), CELL_LENGTH)
    if "time" in kinds and one.times:
        return shorten(one.times[0].text, CELL_LENGTH)
    if "status" in kinds:
        return statement.status
    if statement.certainty.cues and statement.certainty.label != "asserted":
        return shorten(statement.certainty.cues[0].text, CELL_LENGTH)
    if "certainty" in kinds:
        return statement.certainty.label
    return shorten(_verb(one), CELL_LENGTH) or "says so"


def _verb(one: Said) -> str:
    """Return the predicate as the report has it ("has risen"), found by its first letters; else the base form."""
    predicate = one.statement.predicate.casefold()
    whole = f"not {predicate}" if one.statement.negated else predicate
    if " " in predicate or len(predicate) < 2:
        return whole
    words = _WORD.findall(one_line(one.statement.text))

    def alike(word: str) -> int:
        length = 0
        for a, b in zip(word.casefold(), predicate, strict=False):
            if a != b:
                break
            length += 1
        return length

    best = max(range(len(words)), key=lambda at: (alike(words[at]), -at), default=0)
    if not words or alike(words[best]) < max(2, len(predicate) // 2):
        return whole
    first = last = best
    # from the verb to the word that denies it, wherever that stands: "has not risen", "knew nothing"
    if one.statement.negated:
        near = [at for at, word in enumerate(words) if _DENIES.fullmatch(word) and abs(at - best) <= DENIED_WITHIN]
        if not near:
            return whole
        nearest = min(near, key=lambda at: abs(at - best))
        first, last = min(best, nearest), max(best, nearest)
    if first and words[first - 1].casefold() in _BEFORE:
        first -= 1
    return " ".join(words[first : last + 1]).lower()


def _sides(claim: Claim, said: tuple[Said, ...], values: dict[str, str]) -> tuple[Side, ...]:
    """Put a conflict's statements on two sides: along its differences, the rest beside equal values."""
    by_id = {one.statement.id: one for one in said}
    clash = next((d for d in claim.differences if d.kind in {"figure", "polarity"}), None)
    clash = clash or next(iter(claim.differences), None)
    if clash is None or any(sid not in by_id for sid in clash.statements):
        return ()
    for answer in clash.answers:
        shared = {values[sid] for sid in answer.statements}
        others = {values[sid] for sid in clash.statements if sid not in answer.statements}
        if shared & others:  # the short value does not tell the answers apart, so the statement does
            words = shorten(by_id[answer.statements[0]].statement.text, 30)
            values = {**values, **dict.fromkeys(answer.statements, words)}
    order: dict[str, list[Said]] = {values[sid]: [] for sid in clash.statements}
    for one in said:
        order.setdefault(values[one.statement.id], []).append(one)
    return tuple(Side(_side_name(value, members), tuple(members)) for value, members in order.items())


def _side_name(value: str, members: list[Said]) -> str:
    """Name a side: its figure, or who says and who denies it."""
    if value not in {"said", "denied", LEFT_OPEN}:
        return value
    tellers = dict.fromkeys(
        one_line(one.statement.attribution.chain[-1].name) if one.statement.attribution.chain else one.view.label
        for one in members if one.view.copy_of is None
    )  # fmt: skip
    names = list(tellers)[:2]
    more = f" and {len(tellers) - 2} more" if len(tellers) > 2 else ""
    return f"{value.capitalize()} by {(', ' if more else ' and ').join(names)}{more}" if names else value.capitalize()


def ranges(numbers: Sequence[int]) -> str:
    """Write sorted numbers short: 1–4, 6."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{p[0]}–{p[-1]}" if len(p) > 2 else ", ".join(map(str, p)) for p in parts)
