"""Figures in their statements: what the words around two figures say of them, and what they are to one another."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from crossread.compare.differences.quantities import CLOSE, QuantityComparison, QuantityContext, compare_quantities
from crossread.compare.origins.lines import origins_of
from crossread.compare.same_fact.profile import StatementFeatures, features_of
from crossread.compare.same_fact.score import alike, apart, comparable, name_words
from crossread.compare.same_fact.word_vectors import Pile, make_pile
from crossread.compare.same_fact.wording import stem, stems_of
from crossread.model import Dossier, Quantity, Reading, Statement

ELABORATED = 0.6  # counts further apart than this share of the smaller may be of a part and of the whole
_ESTIMATE = re.compile(
    r"\b(?:estimat|reckon|project|forecast|expect|about\b|around\b|roughly\b|could\b|may\b|might\b"
    r"|puts? (?:the|its|their|his|her|a) (?:[^\W\d_]+ ){1,8}at\b)", re.I,
)
_PUT_AT = re.compile(r"(?:puts?|plac(?:es?|ed)|pegs?|pegged|sets?)\b", re.I)  # the verb of "put the number at 1.6 million"
_REVISED = re.compile(
    r"\b(?:rises?|rose|risen|grew|grown|fell|fallen|cut|raised|lowered|increased|reduced|revised|updated|corrected) (?:\w+ ){0,3}to\b"
    r"|\b(?:up|down) from\b|\bnow\b|\bbrings? (?:the|its)\b|\b(?:raised|lowered|cut|revised|updated|corrected|sweetened|improved)\b"
    r"|\b(?:widened|extended|expanded|increased|trimmed) (?:its|their|his|her|the)\b|\b(?:toll|tally|count) (?:has |had )?reached\b",
    re.I,
)
_INTERIM = re.compile(
    r"\b(?:early|morning|midday|afternoon|opening|partial|preliminary|first) (?:trad\w+|deal\w+|count\w*|results?)\b|\bso far\b|\bas much as\b",
    re.I,
)  # what was measured before the day, or the count, was over
_EARLIER = re.compile(r"\b(?:from|instead of|rather than|previously|earlier)(?: the| an?)?\s*$", re.I)

_PLACE = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]round|[Aa]cross)\s(?:the\s)?(?P<name>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)")
_OF_THE = re.compile(r"\s(?:out\s)?of\s(?:the|its|their|his|her|all|some|about)?\s?\S*\d|\s(?:out\s)?of\s(?:the|its|their)\s")
_AMONG = re.compile(r"\b(?:among (?:the|those)|of whom|including)\b", re.I)
_SO_FAR = re.compile(r"\b(?:has|have)(?: (?:now|already|been|so far))* \w+(?:ed|en|t|g|wn)\b|\bso far\b")
_TOLL = re.compile(r"\b(?:toll|number|total|count|tally|figure)\b", re.I)
_OWNED = re.compile(r"['’]s?\s")
_LIGHT = frozenset(map(stem, ["be", "have", "do", "hold", "stand", "number", "total", "reach", "amount", "come", "include", "rise", "climb", "fall"]))
_TELLS = frozenset(map(stem, ["put", "estimate", "expect", "forecast", "project", "reckon", "predict", "say", "think", "believe", "tell", "report", "count"]))
_PLACED = re.compile(r"\s(?:in|at|of|near|from|around)\s")
_UNDONE = frozenset({"planned", "predicted", "wanted", "conditional"})
_PRONOUNS = frozenset(["it", "they", "he", "she", "we", "i", "who", "which", "that", "this", "these", "those", "them", "him", "us"])
_ARTICLES = frozenset(["The", "A", "An", "Its", "Their", "His", "Her"])
_CALENDAR = frozenset(["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"])
ONE_THING = 0.6  # cosine of two words above which they may name one thing; "exports" and "imports" have 0.58


def is_later(first: str | None, second: str | None) -> bool | None:
    """Say whether the second of two publication dates is a later day; None where it cannot be told."""
    if first is None or second is None or first[:10] == second[:10]:
        return None
    return second[:10] > first[:10]


def current_figures(one: StatementFeatures) -> tuple[Quantity, ...]:
    """Return the figures of a statement without those that it gives as former ones ("from 38")."""
    text, start = one.statement.text, one.statement.start
    found = tuple(q for q in one.quantities if not _EARLIER.search(text[: q.start - start]))
    return found or one.quantities


def compare_in_statements(
    p: Quantity,
    q: Quantity,
    a: StatementFeatures,
    b: StatementFeatures,
    *,
    later: bool | None,
    same_line: bool,
    labels: tuple[str, str] | None = None,
    other_thing: str | None = None,
) -> QuantityComparison:
    """Compare a figure of each of two statements, the earlier first where that is known (`later`).

    `other_thing` says, where it is known, why the two statements are not of one thing.
    """
    old = _earlier_figure(b, q, p)
    if old is not None:
        here, there = (f" in {label}" for label in labels) if labels else ("", "")
        why = f"“{old.text}”{here} was the earlier figure, “{q.text}”{there} is the newer one."
        return QuantityComparison("revision", why)
    if _earlier_figure(a, p, q) is not None:
        here, there = (f" in {label}" for label in labels) if labels else ("", "")
        return QuantityComparison("revision", f"“{q.text}”{there} was the earlier figure, “{p.text}”{here} is the newer one.")
    revised = _REVISED.search(b.own) is not None
    if revised and _REVISED.search(a.own):
        revised = later is True and not _same_turn(a, b)
    context = QuantityContext(
        later=later,
        same_tellers=same_line or _teller_itself(a, b),
        estimates=(_estimated(a, p), _estimated(b, q)),
        says_revised=revised,
        labels=labels,
        holders=(_holders(a, b), _holders(b, a)),
        places=(places_of(a), places_of(b)),
        as_of=(_moments(a), _moments(b)),
        other_thing=other_thing or _part_of(p, q, a, b) or _part_of(q, p, b, a),
        mounting=_mounting(a) and _mounting(b) and a.predicate == b.predicate,
    )
    p, q = _levelled(p, q, a, b)
    found = compare_quantities(p, q, context)
    if found.finding == "conflict" and bool(_INTERIM.search(a.own)) != bool(_INTERIM.search(b.own)):
        places = found.explanation.rsplit(": ", 1)[0]
        return QuantityComparison("scope", f"{places}: the one is as of an earlier moment.", moment=True)
    return found


def _same_turn(a: StatementFeatures, b: StatementFeatures) -> bool:
    """Say whether both tell of one change ("fell to 6.1 per cent in April"), so that neither is newer."""
    return a.predicate == b.predicate and a.times == b.times == () or _moments(a) == _moments(b) != ()


def _teller_itself(a: StatementFeatures, b: StatementFeatures) -> bool:
    """Say whether one party gives both figures with a verb that gives figures ("the mayor put the damage at")."""
    return a.predicate == b.predicate and a.predicate in _TELLS and bool(a.doers & b.doers)


def _holders(one: StatementFeatures, other: StatementFeatures) -> frozenset[str]:
    """Return the names of whoever acts in a statement ("the Norland army"); none where it is the other's doer, or a teller."""
    if one.agents & other.agents or one.predicate in _TELLS:
        return frozenset()
    found: set[str] = set()
    for participant in one.statement.participants:
        if participant.role == "agent":
            first = participant.start == one.statement.start and not participant.entity
            words = participant.text.split()[1:] if first else participant.text.split()
            names = _PLACED.split(" ".join(words))[0].split()
            found |= {_bare(word) for word in names if word[:1].isupper() and _bare(word) not in _ARTICLES}
    return frozenset(found)


def _bare(word: str) -> str:
    return word.strip(",.;:()“”\"").removesuffix("’s").removesuffix("'s").strip("’'")


def places_of(one: StatementFeatures) -> frozenset[str]:
    """Return the words of the names behind a preposition of place ("in Ulsan"), dates left out."""
    text = one.statement.text
    dated = [(t.start - one.statement.start, t.end - one.statement.start) for t in one.times]
    found: set[str] = set()
    for match in _PLACE.finditer(text):
        if not any(s < match.end() and match.start("name") < e for s, e in dated) and match["name"].lower() not in _CALENDAR:
            found |= {_bare(word) for word in match["name"].split() if word[:1].isupper()}
    return frozenset(found)


def _moments(one: StatementFeatures) -> tuple[tuple[str, str], ...]:
    """Return the days, first and last, that a statement is dated to."""
    return tuple(sorted({(t.from_[:10], (t.to or t.from_)[:10]) for t in one.times if t.from_ and t.type in ("DATE", "TIME")}))


def _part_of(p: Quantity, q: Quantity, a: StatementFeatures, b: StatementFeatures) -> str | None:
    """Return why `p` is a part of `q`: "22 of the 180 workers" beside "180 workers"; "three were among those killed"."""
    behind = a.statement.text[p.end - a.statement.start :]
    whole = next((x for x in a.quantities if x.start > p.start and comparable(x, q) and apart(x, q) <= CLOSE), None)
    if whole is not None and _OF_THE.match(behind):
        return f"“{p.text}” are a part of “{whole.text}”"
    around = a.own[: max(0, a.own.find(p.text))] + a.own[a.own.find(p.text) + len(p.text) :]
    if _AMONG.search(around) and not _AMONG.search(b.own):
        return f"“{p.text}” are a part of “{q.text}”"
    return None


def _mounting(one: StatementFeatures) -> bool:
    """Say whether a statement tells how far something has come by now ("has burned 4,000 hectares")."""
    return _SO_FAR.search(one.own) is not None


def _other_thing(p: Quantity, q: Quantity, a: StatementFeatures, b: StatementFeatures, pile: Pile) -> str | None:
    """Return why two statements that nobody has joined are not of one thing: another deed, another doer, another object."""
    one, other = a.statement, b.statement
    if {one.status, other.status} & _UNDONE and not {one.status, other.status} <= _UNDONE and a.predicate != b.predicate:
        return f"{one.status} in the one, {other.status} in the other"
    told = bool(_TELLS & {a.predicate, b.predicate})
    heavy = a.predicate not in _LIGHT and b.predicate not in _LIGHT
    if heavy and alike(a.predicate, b.predicate, pile) == 0 and not told:
        moved = one.status not in _UNDONE and _TOLL.search(one.text + " " + other.text)
        if not moved:
            return f"another thing is said, “{_deed(one)}” and “{_deed(other)}”"
    if not told and one.predicate != other.predicate and {_role(p, a), _role(q, b)} == {"agent", "patient"}:
        if alike(a.predicate, b.predicate, pile) == 0 and not _TOLL.search(one.text + " " + other.text):
            return f"another thing is said, “{_deed(one)}” and “{_deed(other)}”"
    for role in ("agent", "patient"):
        here, there = _others(p, a, role), _others(q, b, role)
        if here and there and (not told if role == "agent" else a.predicate == b.predicate):
            best = max(alike(s, t, pile) for s in here[0] for t in there[0])
            if best < ONE_THING:
                return f"it is said of other things, “{here[1]}” and “{there[1]}”"
            if here[0] != there[0] and (_OWNED.search(here[1]) is None) != (_OWNED.search(there[1]) is None):
                return f"it is said of other things, “{here[1]}” and “{there[1]}”"
    return None


def _deed(statement: Statement) -> str:
    """Return what a statement says of its doer, for the reader."""
    return f"not {statement.predicate}" if statement.negated else statement.predicate


def _role(p: Quantity, one: StatementFeatures) -> str | None:
    """Return the role of the participant that a figure belongs to."""
    return next((x.role for x in one.statement.participants if x.start < p.end and p.start < x.end), None)


def _others(p: Quantity, one: StatementFeatures, role: str) -> tuple[frozenset[str], str] | None:
    """Return the stems and the words of the agent or patient that a figure is no part of."""
    for participant in one.statement.participants:
        if participant.role == role and not (participant.start < p.end and p.start < participant.end):
            stems = stems_of(participant.text)
            if stems and participant.text.lower() not in _PRONOUNS:
                return stems, participant.text
    return None


def compare_figures(dossier: Dossier, first: str, second: str) -> QuantityComparison:
    """Lay two figures of a dossier (ids of quantities) side by side, whatever claims they stand in.

    Raises KeyError where the dossier has no such figure or the figure stands in no statement.
    """
    features = _features(dossier, {first, second})
    (p, a), (q, b) = features[first], features[second]
    reports = {report.id: report for report in dossier.reports}
    one, other = reports[p.report], reports[q.report]
    later = is_later(one.published, other.published)
    if later is False:
        (p, a, one), (q, b, other), later = (q, b, other), (p, a, one), True
    origins = origins_of(dossier)
    lines = [origins.line(x.statement) for x in (a, b)]
    labels = (one.outlet or one.path, other.outlet or other.path)
    one_line = lines[0] is not None and lines[0] == lines[1]
    other_thing = _other_thing(p, q, a, b, make_pile((a, b)))
    return compare_in_statements(p, q, a, b, later=later, same_line=one_line, labels=labels, other_thing=other_thing)


def _features(dossier: Dossier, wanted: set[str]) -> Mapping[str, tuple[Quantity, StatementFeatures]]:
    """Return the figures asked for, each with the statement that it stands in."""
    figures = {q.id: q for q in dossier.quantities if q.id in wanted}
    reports = {q.report for q in figures.values()}
    readings = [
        Reading(
            report=report,
            statements=tuple(s for s in dossier.statements if s.report == report),
            quantities=tuple(q for q in dossier.quantities if q.report == report),
            times=tuple(t for t in dossier.times if t.report == report),
        )
        for report in sorted(reports)
    ]
    by_statement = {f.statement.id: f for f in features_of(readings, dossier.entities, {})}
    return {q.id: (q, by_statement[q.statement or ""]) for q in figures.values()}


def _levelled(p: Quantity, q: Quantity, a: StatementFeatures, b: StatementFeatures) -> tuple[Quantity, Quantity]:
    """Return both figures as counting one thing where their statements show that they do.

    "26 per cent of Northwind" and "a 22 per cent stake in Northwind" are shares of one whole, for both name it. In
    statements that share a name, a longer noun only tells more ("five harbour pilots", "six pilots").
    """
    if _per_common(p, q, b):
        return p, msgspec.structs.replace(q, unit=p.unit, per=p.per, base=p.base and q.base and msgspec.structs.replace(q.base, unit=p.base.unit))
    if _per_common(q, p, a):
        return msgspec.structs.replace(p, unit=q.unit, per=q.per, base=q.base and p.base and msgspec.structs.replace(p.base, unit=q.base.unit)), q
    if not p.counted or not q.counted or p.counted == q.counted:
        return p, q
    if p.unit == q.unit == "percent":
        whole = p.counted in b.statement.text or q.counted in a.statement.text
    else:
        one, other = stems_of(p.counted), stems_of(q.counted)
        whole = bool(name_words(a) & name_words(b)) and (one < other or other < one) and apart(p, q) <= ELABORATED
    return (p, msgspec.structs.replace(q, counted=p.counted)) if whole else (p, q)


def _per_common(p: Quantity, q: Quantity, b: StatementFeatures) -> bool:
    """Say whether `p` is per something ("430 pence a share") that `q` leaves to its sentence ("for each share")."""
    return p.per is not None and p.measure == q.unit and stems_of(p.per) <= stems_of(b.own)


def _earlier_figure(later: StatementFeatures, new: Quantity, old: Quantity) -> Quantity | None:
    """Return the figure that the later statement itself gives as the former one ("to 33 from 38"), if it is `old`."""
    for figure in later.quantities:
        if figure is new or not comparable(figure, old) or apart(figure, old) > CLOSE:
            continue
        start = figure.start - later.statement.start
        if _EARLIER.search(later.statement.text[:start]):
            return old
    return None




def _estimated(features: StatementFeatures, quantity: Quantity) -> bool:
    statement = features.statement
    cue = statement.attribution.cue
    return (
        quantity.bound in ("~", "<", ">")
        or quantity.low != quantity.high
        or statement.status == "predicted"
        or _ESTIMATE.search(statement.text) is not None
        or bool(cue and (_ESTIMATE.search(cue.text) or _PUT_AT.match(cue.text)))
    )
