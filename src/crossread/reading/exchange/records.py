"""The ledger of one report: turns tokens into parties, items and figures, and keeps what leads to a statement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from crossread.grammar import syntax
from crossread.grammar.clauses import Clauses
from crossread.grammar.doc import Token
from crossread.grammar.gapping import hung_shares, shares_of
from crossread.grammar.item_phrases import (
    counted_beside,
    end_before,
    end_before_counted,
    end_before_passive,
    is_same_sum,
    listed_apart,
    name_hung_behind,
    start_behind_both,
    start_of_own,
)
from crossread.grammar.noun_classes import content_noun, is_money, kind_of, listed, noun_class, of_noun
from crossread.grammar.noun_phrases import first_word, is_counted
from crossread.ids import make_id
from crossread.languages.patterns import word_forms
from crossread.languages.tables import words
from crossread.model import Exchange, ExchangeKind, Party, Quantity, Report, Statement
from crossread.reading.parties import PARTY_TYPES, Parties

_NAMED_BEHIND = frozenset({"person", "organisation", "product", "vehicle", "weapon"})
MAX_ITEM = 100  # code points: a longer item is cut to its head and what it is of
Sides = Mapping[str, Party | None]  # slot of the record (party, giver, receiver, by) -> who fills it


@dataclass(frozen=True, slots=True)
class Draft:
    """A record before it is tied to others: `clause` is the predicate that makes it, `item` the head of its item."""

    record: Exchange
    clause: Token
    item: Token
    start: int
    sides: dict[str, Party] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Extent:
    """How far an item goes: where its phrase begins, which arguments end it, which nouns listed with it are items too.

    `figure` is a figure from outside of the phrase.
    """

    begin: int | None = None
    stops: tuple[Token | None, ...] = ()
    figure: Quantity | None = None
    accept: Callable[[Token], bool] | None = None


BY_ITSELF = Extent()


class Ledger(Parties):
    """Collects the records of one report."""

    def __init__(
        self, report: Report, clauses: Clauses, statements: tuple[Statement, ...], quantities: tuple[Quantity, ...]
    ) -> None:
        super().__init__(clauses.doc, statements, clauses.mentions)
        self.report, self.quantities = report, quantities
        self.clauses = clauses
        self.drafts: dict[str, Draft] = {}
        self.told: set[Token] = set()  # nouns of giving of which a verb has told all
        self._ties: list[set[str]] = []

    def tied(self, one: list[Draft], other: list[Draft]) -> None:
        """Note that records stand in return for one another."""
        if one and other:
            self._ties.append({d.record.id for d in (*one, *other)})

    def groups(self) -> list[set[str]]:
        """Return the sets of record ids that are tied, in order of the text."""
        merged: list[set[str]] = []
        for tie in self._ties:
            touching = [group for group in merged if group & tie]
            merged = [group for group in merged if not group & tie] + [tie.union(*touching)]
        return merged

    def replace(self, draft: Draft, record: Exchange) -> None:
        """Put a completed record in a draft's place."""
        self.drafts[draft.record.id] = replace(draft, record=record)

    def quantity(self, token: Token, start: int, end: int) -> Quantity | None:
        """Return the figure of an item: what counts its head, or the sum that it is of."""
        best: tuple[int, Quantity] | None = None
        leads = word_forms("exchange.before_figure")
        for figure in self.quantities:
            if figure.start >= end or figure.end <= start:
                continue
            if figure.start <= token.idx < figure.end:
                rank = 0
            elif figure.end <= token.idx:
                rank = token.idx - figure.end
            elif self.doc.text[token.idx + len(token.text) : figure.start].strip(" (") in leads:
                rank = 200
            else:
                continue
            if best is None or rank < best[0]:
                best = (rank, figure)
        return best[1] if best else None

    def add(
        self, kind: ExchangeKind, item: Token, clause: Token, sides: Sides, extent: Extent = BY_ITSELF, rule: str = ""
    ) -> list[Draft]:
        """Add one record for every noun listed as the item that the extent lets pass."""
        parties = {name: party for name, party in sides.items() if party is not None}
        if not parties or len({(p.entity, p.name) for p in parties.values()}) < len(parties):
            return []
        made = []
        for one in self._items(item):
            if extent.accept is not None and not extent.accept(one):
                continue
            start, end = self._phrase(one, (*extent.stops, *(shares_of(one) or ())))
            if extent.begin is not None and start < extent.begin < end:
                start = extent.begin
            text = " ".join(self.doc.text[start:end].split())
            statement = self.statement_at(start, end, clause)
            named = self._of_share(one, parties)
            if statement is None or not text or any(text == p.name for p in named.values()):
                continue
            quantity = extent.figure or self.quantity(one, start, end)
            key = make_id("x", self.report.id, kind, start, end, *(f"{n}={p.name}" for n, p in sorted(named.items())))
            record = Exchange(
                id=key, kind=kind, item=text, thing=kind_of(one), quantity=quantity.id if quantity else None,
                statement=statement.id, rule=rule,
                party=named.get("party"), giver=named.get("giver"), receiver=named.get("receiver"), by=named.get("by"),
            )  # fmt: skip
            self.drafts.setdefault(key, Draft(record, clause, one, start, named))
            made.append(self.drafts[key])
        return made

    def _of_share(self, item: Token, parties: dict[str, Party]) -> dict[str, Party]:
        """Return the parties with the one that a later share has for itself: "£20,000 to the choir and £5,000 to the
        school"."""
        shares = shares_of(item)
        first, own = (self.party(shares[0]), self.party(shares[1])) if shares is not None else (None, None)
        return parties if own is None else {slot: own if party == first else party for slot, party in parties.items()}

    def _items(self, item: Token) -> list[Token]:
        """Return every noun that is an item of its own: listed ones, those that a store is of, those after a colon."""
        found: list[Token] = []
        for one in listed(item):
            if is_same_sum(one):
                continue  # "4.3 billion euros, or about 5 billion dollars"
            inner = of_noun(one)
            if inner is not None:
                parts = [p for p in listed(inner) if p.pos_ in ("NOUN", "PROPN") and not is_same_sum(p)]
                counted = [p for p in parts[1:] if is_counted(p)]
                if counted:
                    found += [one, *counted]
                    continue
                if (
                    len(parts) > 1
                    and one.lemma_.lower() in words("exchange", "stores")
                    and noun_class(parts[0].lemma_.lower()) == "thing"
                ):
                    found += parts
                    continue
            found.append(one)
            if not is_money(one):
                found += [noun for noun in counted_beside(one) if not is_money(noun)]
        return found + [t for t in (*listed_apart(item), *hung_shares(item)) if t not in found]

    def _phrase(self, token: Token, stops: tuple[Token | None, ...]) -> tuple[int, int]:
        """Return the (start, end) code points of an item's phrase: the noun phrase, cut by what is around it."""
        start, end = syntax.phrase(token)
        start = start_of_own(token, start_behind_both(token, self._from_name(token, start)))
        end = self._to_name(token, end_before(stops, token, end))
        start = min([start, *(q.start for q in self.quantities if q.start <= token.idx < q.end)])  # "55 per cent"
        end = end_before_passive(token, end_before_counted(token, end))
        comma = self.doc.text.find(", ", token.idx + len(token.text), end)
        start, end = _shortened(token, start, comma if comma > 0 else end)
        if end <= token.idx:
            end = token.idx + len(token.text)
        if is_money(content_noun(token)) and (follow := self._in_goods(end)) is not None:
            end = follow
        for word in (" in return", " in exchange", *([" for "] if is_money(token) else [])):
            at = self.doc.text.find(word, start, end)
            if at > token.idx:
                end = at
        return start, _without_joint(self.doc.text, start, end)

    def _from_name(self, token: Token, start: int) -> int:
        """Return where a phrase begins with the whole name that its noun ends, but for a party's name."""
        named = self.index.at(token.idx, token.idx + len(token.text))
        if named is None or named.type in PARTY_TYPES - {"facility"}:
            return start
        return min([start, *(m.start for m in named.mentions if m.start <= token.idx < m.end)])

    def _to_name(self, token: Token, end: int) -> int:
        """Return where a phrase ends with the name behind its noun: "winger Leo Paz"."""
        after = name_hung_behind(token)
        named = self.index.at(after.idx, after.idx + len(after.text)) if after is not None else None
        if after is None or named is None or named.type not in _NAMED_BEHIND:
            return end
        return max([end, *(m.end for m in named.mentions if m.start <= after.idx < m.end)])

    def _in_goods(self, end: int) -> int | None:
        """Return the end of "in cash", "in loans", "worth of old paintings" behind a sum."""
        span = self.doc.char_span(end, min(len(self.doc.text), end + 40), alignment_mode="contract")
        after = [t for t in (span or ())][:6]
        if [t.lower_ for t in after[:2]] == ["worth", "of"]:
            return next((t.idx + len(t.text) for t in after[2:] if t.pos_ == "NOUN"), None)
        if len(after) >= 2 and after[0].lower_ == "in":
            for token in after[1:4]:
                if token.pos_ == "NOUN":
                    return (
                        token.idx + len(token.text)
                        if noun_class(token.lemma_.lower()) == "thing"
                        or token.lemma_.lower() in words("exchange", "goods")
                        else None
                    )
        return None


def _shortened(token: Token, start: int, end: int) -> tuple[int, int]:
    """Cut a phrase that is too long to its noun and what that is of."""
    if end - start <= MAX_ITEM:
        return start, end
    inner, own_end, first = of_noun(token), token.idx + len(token.text), first_word(token).idx
    cut = syntax.phrase(inner)[1] if inner is not None else own_end
    end = cut if token.idx < cut <= end else own_end
    return max(start, first if token.idx - first < MAX_ITEM else token.idx), end


def _without_joint(text: str, start: int, end: int) -> int:
    """Return the end of a phrase without the marks and the "and" that join it to what follows."""
    while (
        end > start
        and text[end - 1] in " ,;:–-\n"
        or text[end - 4 : end] == " and"
        or text[end - 4 : end] == " but"
    ):
        end -= 4 if text[end - 4 : end] in (" and", " but") else 1
    return end
