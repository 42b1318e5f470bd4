"""Who has what: the exchange by kind and party, and the same thing held by several as marks on one scale."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from crossread.model import Exchange, ExchangeKind, Party, PartyRelation, Quantity
from crossread.present.outline import Outline, StoryView
from crossread.present.statement_view import Said
from crossread.present.visible import one_line, shorten
from crossread.present.wording import figure, number

EXCHANGE_KINDS: tuple[ExchangeKind, ...] = ("holds", "needs", "offers", "transfers", "bars")
KIND_HEADS = {"holds": "holds", "needs": "needs", "offers": "offers", "transfers": "hands over", "bars": "barred from"}
# Two parties get a column each where they have this share of the lines, and at least this many each.
LEDGER_SHARE, LEDGER_LINES = 0.5, 2
PARTY_LENGTH = 60
CAMP_WORDS = 110
_OF = re.compile(r"\b(?:of|in|for|with|from|at|on|that|which|to)\b")
_ABOUT = (
    r"(?:estimated|about|around|roughly|some|over|almost|nearly|more than|less than|fewer than|up to|at least|at most)"
)
_BEFORE_FIGURE = re.compile(rf"^(?:(?:the|a|an|its|their|his|her)\s+)?(?:{_ABOUT}\s+)*$", re.IGNORECASE)
# "12 million euros in cash" without its figure is "cash".
_MADE_OF = re.compile(r"^(?:worth\s+)?(?:of|in)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her|some|any|more)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Trade:
    """One line of the exchange, with every statement that says it; `other` is who it goes to or comes from."""

    kind: ExchangeKind
    party: str
    other: str
    item: str
    figure: str
    possible: bool
    bargain: int | None
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Ledger:
    """The exchange of the two parties that have most of it, beside each other; `others` is the rest, by kind."""

    parties: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Trade, ...], ...]], ...]
    others: tuple[tuple[str, tuple[Trade, ...]], ...]


@dataclass(frozen=True)
class Flow:
    """Something that goes, or could go, from one party to another."""

    giver: str
    receiver: str
    item: str
    possible: bool
    said: tuple[Said, ...]
    note: str


@dataclass(frozen=True)
class Holding:
    """One figure of one party; `low` and `high` in the row's unit."""

    party: str
    party_number: int
    quantity: Quantity
    low: float
    high: float
    bound: str
    label: str
    said: Said


@dataclass(frozen=True)
class BalanceRow:
    """One thing, its holdings, and how many times the larger is the smaller."""

    item: str
    unit: str
    holdings: tuple[Holding, ...]
    ratio: str
    ratio_note: str


@dataclass(frozen=True)
class Camp:
    """How two parties stand to one another, with every statement that says so."""

    kind: str
    first: str
    second: str
    said: tuple[Said, ...]

    @property
    def words(self) -> str:
        """What the first statement says, shortened; where it names neither, the words that do, in its paragraph."""
        one = self.said[0]
        words, ends = one.statement.text, [name.split()[-1] for name in (self.first, self.second) if name.split()]
        if not any(end in words for end in ends):
            line = next((p for p in one.view.paragraphs if p.number == one.paragraph), None)
            text = one.view.report.text[line.start : line.end] if line else ""
            places = [(text.find(end), text.find(end) + len(end)) for end in ends if end in text]
            if len(places) == len(ends) and places:
                start = min(place[0] for place in places)
                words = f"… {text[text.rfind(' ', 0, max(0, start - 1)) + 1 : max(place[1] for place in places)]} …"
        return shorten(words, CAMP_WORDS)


def _name(out: Outline, party: Party | None) -> str:
    """Name a party by its entity: the state, where the report names the capital that stands for it."""
    if party is None:
        return ""
    entity = out.entities.get(party.entity or "")
    if entity is not None and entity.stands_for in out.entities:
        entity = out.entities[entity.stands_for]
    return shorten(entity.name if entity else party.name, PARTY_LENGTH)


def _item(record: Exchange, quantity: Quantity | None) -> str:
    """Return the item without the figure that stands beside it: "around 6,500 tanks" is "tanks"."""
    item = one_line(record.item)
    written = one_line(quantity.text) if quantity else ""
    at = item.find(written) if written else -1
    if at < 0:
        return item
    before, after = item[:at], item[at + len(written) :].lstrip(" -–")
    if _BEFORE_FIGURE.match(before):
        before = ""
    if before.rstrip().endswith(" of"):
        after = _MADE_OF.sub("", after)  # "a store of 900 tonnes of copper" is "a store of copper"
    left = _MADE_OF.sub("", f"{before.rstrip()} {after}".strip(" ()")).removesuffix(" of")
    return left if len(left) > 2 else ""


def _mine(out: Outline, story: StoryView, statement: str) -> Said | None:
    one = out.said.get(statement)
    return one if one is not None and one.view in story.reports else None


def trades(out: Outline, story: StoryView) -> tuple[Trade, ...]:
    """Return the exchange by kind, then party; lines that say the same are one line with several places."""
    bargains: dict[str, int] = {}
    grouped: dict[tuple[ExchangeKind, str, str, str, str], list[tuple[Said, int | None]]] = {}
    items: dict[str, str] = {}
    for record in out.dossier.exchange:
        one = _mine(out, story, record.statement)
        if one is None:
            continue
        quantity = out.quantities.get(record.quantity or "")
        party, other = _ends(out, record)
        bargain = bargains.setdefault(record.bargain, len(bargains) + 1) if record.bargain else None
        item = _item(record, quantity)
        items.setdefault(item.casefold(), item)
        key = (record.kind, party or "not named", other, item.casefold(), figure(quantity) if quantity else "")
        grouped.setdefault(key, []).append((one, bargain))
    made = []
    for (kind, party, other, item, text), lines in grouped.items():
        said = tuple(dict.fromkeys(one for one, _ in sorted(lines, key=lambda line: line[0].view.number)))
        originals = tuple(one for one in said if one.view.copy_of is None) or said
        bargain = next((number for _, number in lines if number is not None), None)
        possible = all(_possible(one) for one in originals)
        made.append(Trade(kind, party, other, items[item], text, possible, bargain, originals))
    made.sort(
        key=lambda t: (EXCHANGE_KINDS.index(t.kind), t.party, t.said[0].view.number, t.said[0].statement.start, t.item)
    )
    return tuple(made)


def _ends(out: Outline, record: Exchange) -> tuple[str, str]:
    """Return who has, needs, gives or is barred, and the other side in words."""
    giver, receiver, party = _name(out, record.giver), _name(out, record.receiver), _name(out, record.party)
    if record.kind == "bars":
        by = _name(out, record.by)
        return party, f"by {by}" if by else ""
    if record.kind == "needs":
        return party or receiver, f"from {giver}" if giver else ""
    if record.kind == "holds":
        return party or giver or receiver, ""
    return giver or party, f"to {receiver}" if receiver else ""


def by_kind(lines: tuple[Trade, ...]) -> tuple[tuple[str, tuple[Trade, ...]], ...]:
    """Group lines under the head of their kind, in the order of the kinds."""
    grouped = [(KIND_HEADS[kind], tuple(line for line in lines if line.kind == kind)) for kind in EXCHANGE_KINDS]
    return tuple((head, found) for head, found in grouped if found)


def ledger(lines: tuple[Trade, ...]) -> Ledger:
    """Set the two parties with most lines beside each other, where they have most of the exchange."""
    counts = Counter(line.party for line in lines if line.party != "not named")
    top = sorted(counts, key=lambda party: (-counts[party], party))[:2]
    if len(top) < 2 or counts[top[1]] < LEDGER_LINES or sum(counts[p] for p in top) < LEDGER_SHARE * len(lines):
        return Ledger((), (), by_kind(lines))
    rows = tuple(
        (head, tuple(tuple(line for line in found if line.party == party) for party in top))
        for head, found in by_kind(tuple(line for line in lines if line.party in top))
    )
    return Ledger(tuple(top), rows, by_kind(tuple(line for line in lines if line.party not in top)))


def _possible(one: Said) -> bool:
    return one.statement.certainty.label in {"possible", "unknown", "unlikely", "probable"} and bool(
        one.statement.certainty.cues
    )


def flows(out: Outline, story: StoryView) -> tuple[Flow, ...]:
    """Return what goes between the two parties that most goes between, in both directions."""
    given = []
    for record in out.dossier.exchange:
        one = _mine(out, story, record.statement)
        if one is None or record.kind not in {"offers", "transfers", "needs"}:
            continue
        giver = _name(out, record.giver)
        receiver = _name(out, record.receiver) or (_name(out, record.party) if record.kind == "needs" else "")
        if giver and receiver and giver != receiver:
            given.append((giver, receiver, record, one))
    pairs = Counter(frozenset((giver, receiver)) for giver, receiver, _, _ in given)
    if not pairs:
        return ()
    best = max(pairs, key=lambda pair: (pairs[pair], tuple(sorted(pair))))
    if pairs[best] < 2:
        return ()
    grouped: dict[tuple[str, str, str, bool], list[Said]] = {}
    notes: dict[tuple[str, str, str, bool], str] = {}
    other_half = {(r.bargain, giver): one_line(r.item) for giver, _, r, _ in given if r.bargain}
    for giver, receiver, record, one in given:
        if frozenset((giver, receiver)) != best:
            continue
        key = (giver, receiver, _item(record, out.quantities.get(record.quantity or "")), _possible(one))
        grouped.setdefault(key, []).append(one)
        back = other_half.get((record.bargain, receiver)) if record.bargain else None
        if back:
            notes.setdefault(key, f"in return for {back}")
        elif record.kind == "needs":
            notes.setdefault(key, "needed")
    return tuple(Flow(*key, tuple(said), notes.get(key, "")) for key, said in sorted(grouped.items()))


def _head(item: str) -> str:
    """Return the last noun before any preposition, roughly singular: "stores of grain barges" keeps "grain barge"."""
    words = _ARTICLE.sub("", item.casefold().strip())
    core = _OF.split(words)[0].strip() or words
    last = re.sub(r"[^\w-]+", " ", core).split()[-1:] or [core]
    noun = last[0]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") and len(noun) > 3 else noun


def balance(out: Outline, story: StoryView) -> tuple[BalanceRow, ...]:
    """Return the things that two parties or more hold with figures, each figure once a text."""
    groups: dict[tuple[str, str], list[tuple[str, str, Quantity, Said]]] = {}
    for record in out.dossier.exchange:
        one = _mine(out, story, record.statement)
        quantity = out.quantities.get(record.quantity or "")
        if one is None or quantity is None or record.kind != "holds" or one.view.copy_of is not None:
            continue
        if quantity.low is None and quantity.high is None:
            continue
        party = _name(out, record.party)
        unit = (quantity.base.unit if quantity.base else quantity.unit) or ""
        item = _item(record, quantity)
        thing = record.thing or _head(item)
        if party and thing:
            groups.setdefault((thing, unit), []).append((party, item or thing, quantity, one))
    numbers: dict[str, int] = {}
    rows = []
    for (_, unit), held in groups.items():
        if len({party for party, _, _, _ in held}) < 2:
            continue
        holdings, seen = [], set()
        written = {quantity.unit for _, _, quantity, _ in held}
        if len(written) == 1:  # hours beside hours stay hours; the base unit is for comparing unlike ones
            unit = written.pop() or ""
        for party, _, quantity, one in held:
            base = quantity if unit == (quantity.unit or "") else quantity.base or quantity
            known = [value for value in (base.low, base.high) if value is not None]
            mark = (party, known[0], known[-1], quantity.bound, one.view.number)
            if mark in seen:
                continue
            seen.add(mark)
            index = numbers.setdefault(party, len(numbers))
            holdings.append(
                Holding(party, index, quantity, known[0], known[-1], quantity.bound, one_line(quantity.text), one)
            )
        holdings.sort(key=lambda h: (h.party_number, h.said.view.number, h.low))
        common = Counter(item for _, item, _, _ in held).most_common(1)[0][0]
        rows.append(BalanceRow(_ARTICLE.sub("", common), unit, tuple(holdings), *_ratio(holdings)))
    return tuple(sorted(rows, key=lambda row: (row.holdings[0].said.view.number, row.holdings[0].said.statement.start)))


def _interval(holding: Holding) -> tuple[float | None, float | None]:
    if holding.bound in {">", "up"}:
        return holding.low, None
    if holding.bound in {"<", "down"}:
        return None, holding.high
    return holding.low, holding.high


def _ratio(holdings: list[Holding]) -> tuple[str, str]:
    """Say how many times the larger is the smaller, only as far as the bounds allow."""
    parties = list(dict.fromkeys(h.party for h in holdings))
    if len(parties) != 2 or len(holdings) != 2:
        return "", "" if len(parties) == 2 else f"{len(parties)} parties"
    first, second = sorted(holdings, key=lambda held: -held.low)
    (a_low, a_high), (b_low, b_high) = _interval(first), _interval(second)
    note = f"{first.party} ÷ {second.party}"
    top = a_high / b_low if a_high is not None and b_low else None
    bottom = a_low / b_high if a_low is not None and b_high else None
    if top is not None and bottom is not None:
        about = "about " if "~" in (first.bound, second.bound) else ""
        if abs(top - bottom) < 1e-9 * max(top, 1):
            return f"{about}{number(_round(top))} times", note
        return f"{number(_round(bottom))} to {number(_round(top))} times", note
    if top is not None:
        return f"fewer than {number(_round(top))} times", note
    if bottom is not None:
        return f"at least {number(_round(bottom))} times", note
    return "no ratio", "the bounds allow none"


def _round(value: float) -> float:
    return round(value, 1) if value >= 1 else round(value, 3)


def camps(out: Outline, story: StoryView) -> tuple[Camp, ...]:
    """Return who supports, opposes, meets, leads or belongs to whom, each pair once."""
    grouped: dict[tuple[str, str, str], list[Said]] = {}
    for record in out.dossier.relations:
        one = _mine(out, story, record.statement)
        first, second = _camp_names(out, record)
        if one is None or not first or not second:
            continue
        said = grouped.setdefault((record.kind, first, second), [])
        if all(one.statement.id != other.statement.id for other in said):
            said.append(one)
    order = ("opposes", "supports", "cooperates", "meets", "leads", "part_of")
    return tuple(
        Camp(*key, tuple(sorted(said, key=lambda one: (one.view.number, one.statement.start))))
        for key, said in sorted(grouped.items(), key=lambda item: (order.index(item[0][0]), item[0]))
    )


def _camp_names(out: Outline, record: PartyRelation) -> tuple[str, str]:
    first, second = _name(out, record.from_), _name(out, record.to)
    if record.kind in {"cooperates", "meets"} and second < first:
        return second, first
    return first, second
