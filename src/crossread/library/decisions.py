"""What a person decides about a story: a row with who, when and why, about words; withdrawn by another act, never
erased."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import msgspec

from crossread.errors import Refused, UsageError
from crossread.library.anchors import Anchor
from crossread.model import Dossier, TellerRole

DecisionKind = Literal[
    "claim.confirm", "claim.refuse", "claim.merge", "claim.split", "claim.rate",
    "entity.confirm", "entity.refuse", "entity.merge", "entity.split",
    "speaker.correct", "tellers.correct", "figure.correct", "date.correct",
    "source.rate", "origin.withdraw", "report.withdraw", "note",
]  # fmt: skip
MAX_WORDS = 4_000  # characters of a reason or a note
SOURCE_GRADES = {  # reliability of a source, of the NATO system (AJP-2.1, "Admiralty code")
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable",
    "E": "unreliable", "F": "reliability cannot be judged",
}  # fmt: skip
CLAIM_GRADES = {  # credibility of an item, of the same system; 1 asks for independent sources
    "1": "confirmed by other independent sources", "2": "probably true", "3": "possibly true", "4": "doubtful",
    "5": "improbable", "6": "truth cannot be judged",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """What a kind of decision needs: of what its words are, whether it has two sides, and which values it takes."""

    words: str
    about: tuple[str, ...]
    sides: int = 1
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


_STATEMENTS, _MENTIONS = ("statement",), ("mention",)
RULES: Mapping[str, Rule] = {
    "claim.confirm": Rule("these say the same", _STATEMENTS),
    "claim.refuse": Rule("these do not say the same", _STATEMENTS, sides=2),
    "claim.merge": Rule("two claims are one", _STATEMENTS, sides=2),
    "claim.split": Rule("one claim is two", _STATEMENTS, sides=2),
    "claim.rate": Rule("how credible a claim is", _STATEMENTS, needs=("grade",)),
    "entity.confirm": Rule("these names are one", _MENTIONS),
    "entity.refuse": Rule("these names are not one", _MENTIONS, sides=2),
    "entity.merge": Rule("two names are one", _MENTIONS, sides=2),
    "entity.split": Rule("one name is two", _MENTIONS, sides=2),
    "speaker.correct": Rule("who says it", _STATEMENTS, needs=("name",), takes=("role",)),
    "tellers.correct": Rule("by whom the words came, nearest first", _STATEMENTS, needs=("chain",)),
    "figure.correct": Rule("what a figure is", ("quantity",), needs=("low",), takes=("high", "unit", "counted")),
    "date.correct": Rule("what a date is", ("time", "report"), needs=("from",), takes=("to",)),
    "source.rate": Rule("how reliable a source is", ("report",), needs=("grade",), takes=("outlet",)),
    "origin.withdraw": Rule("an origin is put aside", _STATEMENTS, takes=("name",)),
    "report.withdraw": Rule("a report is put aside", ("report",)),
    "note": Rule("a note", ("statement", "mention", "quantity", "time", "report"), needs=("text",)),
}  # fmt: skip
KINDS: tuple[str, ...] = get_args(DecisionKind)


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One decision as kept in the log. `one` and `other` are the words that it is about."""

    id: int
    story: str
    kind: DecisionKind
    one: tuple[Anchor, ...]
    other: tuple[Anchor, ...] = ()
    value: dict[str, Any] = {}
    who: str
    at: str
    why: str = ""
    undone_at: str | None = None
    undone_by: str | None = None
    undone_why: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it has not been undone."""
        return self.undone_at is None


def check(
    kind: str, one: Sequence[Anchor], other: Sequence[Anchor], value: Mapping[str, Any], why: str
) -> dict[str, Any]:
    """Return the values as they are kept; raises UsageError or Refused with what is wrong."""
    rule = RULES.get(kind)
    if rule is None:
        raise UsageError(f"{kind!r} is no kind of decision; there are: {', '.join(RULES)}")
    if not one and kind != "note":
        raise UsageError(f"{kind} is about {rule.words}: name at least one {' or '.join(rule.about)} of this story")
    if rule.sides == 2 and not other:
        raise UsageError(f"{kind} has two sides: name in `other` what the first is laid beside")
    strange = {anchor.kind for anchor in (*one, *other)} - set(rule.about)
    if strange:
        raise UsageError(f"{kind} is about {' or '.join(rule.about)}, not {', '.join(sorted(strange))}")
    missing = [key for key in rule.needs if value.get(key) in (None, "", [])]
    unknown = [key for key in value if key not in (*rule.needs, *rule.takes)]
    if missing or unknown:
        raise UsageError(f"{kind} needs {', '.join(rule.needs) or 'no value'}{_may(rule)}; {_wrong(missing, unknown)}")
    if len(why) > MAX_WORDS:
        raise UsageError(f"a reason may have {MAX_WORDS:,} characters; this one has {len(why):,}")
    return {key: _value(kind, key, found) for key, found in value.items() if found not in (None, "")}


def _may(rule: Rule) -> str:
    return f" and may have {', '.join(rule.takes)}" if rule.takes else ""


def _wrong(missing: Sequence[str], unknown: Sequence[str]) -> str:
    parts = [f"missing: {', '.join(missing)}"] if missing else []
    return "; ".join([*parts, f"not known: {', '.join(map(str, unknown))}"] if unknown else parts)


def _value(kind: str, key: str, found: Any) -> Any:
    if key in ("low", "high"):
        return _number(key, found)
    if key == "grade":
        grades = SOURCE_GRADES if kind == "source.rate" else CLAIM_GRADES
        if str(found).upper() not in grades:
            raise UsageError(
                f"{found!r} is no grade of {kind}: " + "; ".join(f"{grade} {words}" for grade, words in grades.items())
            )
        return str(found).upper()
    if key == "role" and found not in get_args(TellerRole):
        raise UsageError(f"{found!r} is no role of a teller; there are: {', '.join(get_args(TellerRole))}")
    if key == "chain":
        names = [str(name).strip()[:200] for name in (found if isinstance(found, list) else str(found).splitlines())]
        return [name for name in names if name]
    if key in ("from", "to"):
        return _date(found)
    return str(found).replace("\x00", "\ufffd")[:MAX_WORDS]


def _number(key: str, found: Any) -> float:
    try:
        number = float(str(found).replace(",", "").strip())
    except ValueError:
        number = float("nan")
    if not abs(number) < 1e300:
        raise UsageError(f"{found!r} is no number for {key}; write 1200 or 1200.5")
    return number


def _date(found: Any) -> str:
    from datetime import datetime

    words = str(found).strip()
    try:
        datetime.fromisoformat(words)
    except ValueError:
        raise UsageError(f"{words!r} is no date; write YYYY-MM-DD, with THH:MM where the hour is known") from None
    return words


def check_grade(dossier: Dossier, statements: frozenset[str], grade: str) -> None:
    """Refuse the grade 1 for a claim that does not stand on independent origins."""
    if grade != "1":
        return
    for claim in dossier.claims:
        if statements & set(claim.statements) and claim.corroboration.state != "independent":
            raise Refused(f"1 is for claims that independent origins confirm; here: {claim.corroboration.explanation}")
