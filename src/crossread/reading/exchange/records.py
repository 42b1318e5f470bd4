"""The ledger of one report: turns tokens into parties, items and figures, and keeps what leads to a statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from crossread.grammar import syntax
from crossread.grammar.clauses import Clauses
from crossread.grammar.doc import Token
from crossread.grammar.gapping import hung_shares, shares_of
from crossread.grammar.noun_classes import content_noun, is_money, kind_of, listed, noun_class, of_noun
from crossread.ids import make_id
from crossread.languages.tables import words
from crossread.model import Exchange, ExchangeKind, Party, Quantity, Report, Statement
from crossread.reading.parties import PARTY_TYPES, Parties

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


def _listed_apart(item: Token) -> Iterator[Token]:
    """Yield counted nouns listed with an item that the parser hung on an uncounted noun between: "9 billion in cash
    and 17 factories"."""
    clause = item.head
    between = {t.i for t in item.subtree if t != item} | {
        t.i
        for c in clause.children
        if c.dep_ == "obl" and c.i > item.i and syntax.preposition(c) != "for"
        for t in c.subtree
    }
    for token in item.doc[item.i + 1 : item.sent.end]:
        if (
            token.dep_ != "conj"
            or token.i not in between
            or token.head == item
            or token.head not in item.doc[item.i + 1 : token.i]
        ):
            continue
        before = token.doc[token.i - 1]
        counted = any(c.dep_ == "nummod" and c.i < token.i for c in token.children) or before.pos_ == "NUM"
        plain = any(c.pos_ == "NUM" for c in token.head.children) or syntax.preposition(token.head) in (
            "to", "from", "of", "between", "against", "by", "with",
        )  # fmt: skip
        if (
            counted
            and not plain
            and token.pos_ in ("NOUN", "SYM")
            and (before.dep_ == "cc" or any(t.dep_ == "cc" for t in token.doc[token.head.i : token.i]))
        ):
            yield token


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
        for figure in self.quantities:
            if figure.start >= end or figure.end <= start:
                continue
            if figure.start <= token.idx < figure.end:
                rank = 0
            elif figure.end <= token.idx:
                rank = token.idx - figure.end
            elif self.doc.text[token.idx + len(token.text) : figure.start].strip(" (") in (
                "", "of", "worth", "of about", "of some", "of up to", "of at least", "of more than", "of a", "of an",
                "of nearly", "of around",
            ):
                rank = 200
            else:
                continue
            if best is None or rank < best[0]:
                best = (rank, figure)
        return best[1] if best else None

    def add(
        self, kind: ExchangeKind, item: Token, clause: Token, sides: Sides, *, begin: int | None = None,
        stops: tuple[Token | None, ...] = (),
        figure: Quantity | None = None, accept: Callable[[Token], bool] | None = None, rule: str = "",
    ) -> list[Draft]:  # fmt: skip
        """Add one record for every noun listed as the item that `accept` lets pass.

        `stops` are arguments that end the item's phrase, `begin` the place where it begins, `figure` a figure from
        outside of it.
        """
        parties = {name: party for name, party in sides.items() if party is not None}
        if not parties or len({(p.entity, p.name) for p in parties.values()}) < len(parties):
            return []
        made = []
        for one in self._items(item):
            if accept is not None and not accept(one):
                continue
            start, end = self._phrase(one, stops)
            if begin is not None and start < begin < end:
                start = begin
            text = " ".join(self.doc.text[start:end].split())
            statement = self.statement_at(start, end, clause)
            named = self._of_share(one, parties)
            if statement is None or not text or any(text == p.name for p in named.values()):
                continue
            quantity = figure or self.quantity(one, start, end)
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
            inner = of_noun(one)
            if inner is not None:
                parts = [p for p in listed(inner) if p.pos_ in ("NOUN", "PROPN")]
                counted = [p for p in parts[1:] if any(c.dep_ == "nummod" for c in p.children)]
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
                found += [
                    a
                    for a in one.children
                    if a.dep_ == "appos"
                    and a.i > one.i
                    and any(g.dep_ == "nummod" for g in a.children)
                    and not is_money(a)
                ]
        return found + [t for t in (*_listed_apart(item), *hung_shares(item)) if t not in found]

    def _phrase(self, token: Token, stops: tuple[Token | None, ...]) -> tuple[int, int]:
        start, end = syntax.phrase(token)
        named = self.index.at(token.idx, token.idx + len(token.text))
        if named is not None and named.type not in PARTY_TYPES - {"facility"}:
            start = min([start, *(m.start for m in named.mentions if m.start <= token.idx < m.end)])
        for stop in stops:
            if stop is not None and stop.i > token.i and token.idx < stop.idx < end:
                first = min(
                    [c for c in stop.children if c.dep_ == "case" and c.i < stop.i], key=lambda c: c.i, default=stop
                )
                if first.i > token.i:
                    end = min(end, first.idx)
        after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
        person = (
            self.index.at(after.idx, after.idx + len(after.text))
            if after.pos_ == "PROPN" and token.pos_ == "NOUN"
            else None
        )
        if (
            person is not None
            and person.type in ("person", "organisation", "product", "vehicle", "weapon")
            and after.head in (token, token.head)
        ):
            end = max([end, *(m.end for m in person.mentions if m.start <= after.idx < m.end)])  # "winger Leo Paz"
        for figure in self.quantities:
            if figure.start <= token.idx < figure.end:
                start = min(start, figure.start)  # "55 per cent"
        inner = of_noun(token)
        if inner is not None:
            for listed_one in inner.children:
                if (
                    listed_one.dep_ == "conj"
                    and any(c.dep_ == "nummod" for c in listed_one.children)
                    and listed_one.idx < end
                ):
                    end = min(end, self.doc[listed_one.left_edge.i].idx)
        comma = self.doc.text.find(", ", token.idx + len(token.text), end)
        if comma > 0:
            end = comma
        if end - start > MAX_ITEM:
            cut = syntax.phrase(inner)[1] if inner is not None else token.idx + len(token.text)
            end = cut if token.idx < cut <= end else token.idx + len(token.text)
            start = max(
                start,
                self.doc[token.left_edge.i].idx
                if token.idx - self.doc[token.left_edge.i].idx < MAX_ITEM
                else token.idx,
            )
        if end <= token.idx:
            end = token.idx + len(token.text)
        text = self.doc.text
        if is_money(content_noun(token)) and (follow := self._in_goods(end)) is not None:
            end = follow
        for word in (" in return", " in exchange", *([" for "] if is_money(token) else [])):
            at = text.find(word, start, end)
            if at > token.idx:
                end = at
        while (
            end > start
            and text[end - 1] in " ,;:–-\n"
            or text[end - 4 : end] == " and"
            or text[end - 4 : end] == " but"
        ):
            end -= 4 if text[end - 4 : end] in (" and", " but") else 1
        return start, end

    def _in_goods(self, end: int) -> int | None:
        """Return the end of "in cash", "in loans" behind a sum."""
        span = self.doc.char_span(end, min(len(self.doc.text), end + 40), alignment_mode="contract")
        after = [t for t in (span or ())][:4]
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
