"""One thing in return for another: "in return for", "in exchange for", "in return", and which records they tie."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from crossread.grammar.doc import Token
from crossread.grammar.returns import nearest_clause, returned, tells_return
from crossread.ids import make_id
from crossread.model import Exchange
from crossread.reading.exchange.records import Draft, Ledger


def answer_with(ledger: Ledger, drafts: list[Draft], price: Token, verb: Token) -> None:
    """Add what goes the other way in return for records that a clause made."""
    first = drafts[0].record
    if first.kind == "offers":
        ledger.tied(drafts, ledger.add("needs", price, verb, {"party": first.giver, "giver": first.receiver}))
    elif first.kind == "needs":
        ledger.tied(drafts, ledger.add("offers", price, verb, {"giver": first.party, "receiver": first.giver}))
    elif first.kind == "transfers" and (first.giver or first.receiver):
        ledger.tied(drafts, ledger.add("transfers", price, verb, {"giver": first.receiver, "receiver": first.giver}))


def tie(ledger: Ledger) -> Iterator[Exchange]:
    """Yield all records; those that stand in return for one another share an id."""
    for token in ledger.doc:
        if tells_return(token) and returned(token) is None:
            _tie_clauses(ledger, token)
    bargain: dict[str, str] = {}
    for number, group in enumerate(ledger.groups()):
        key = make_id("b", ledger.report.id, number, *sorted(group))
        bargain.update(dict.fromkeys(group, key))
    for draft in ledger.drafts.values():
        record = draft.record
        yield msgspec.structs.replace(record, bargain=bargain[record.id]) if record.id in bargain else record


def _tie_clauses(ledger: Ledger, token: Token) -> None:
    """Tie "A will give X. In return, B will give Y": the records of the clause and those just before it."""
    here = [d for d in ledger.drafts.values() if d.clause.sent == token.sent]
    clause = nearest_clause(token)
    leads = token.i - token.sent.start < 4
    mine = here if leads else [d for d in here if d.clause == clause or d.clause.i > clause.i]
    before = [d for d in here if d not in mine]
    if leads and token.sent.start > 0:
        sentence = token.doc[token.sent.start - 1].sent
        before = [d for d in ledger.drafts.values() if d.clause.sent == sentence]
    before = [d for d in before if d.record.kind != "holds"]
    mine = [d for d in mine if d.record.kind != "holds"]
    if mine and before:
        last = max(d.clause.i for d in before)
        ledger.tied([d for d in before if d.clause.i == last], mine)
        _complete(ledger, [d for d in before if d.clause.i == last], mine)


def _complete(ledger: Ledger, before: list[Draft], mine: list[Draft]) -> None:
    """Fill the side that a bargain leaves open: who gives in return gives to whom the first gift came from."""
    first = before[0].record
    for draft in mine:
        record = draft.record
        if record.kind != "transfers" or first.kind != "transfers":
            continue
        giver = record.giver or (first.receiver if record.receiver == first.giver else None)
        named = record.receiver is not None and record.receiver.entity is not None
        # "its rival": the other side
        receiver = first.giver if record.giver == first.receiver and not named else record.receiver
        ledger.replace(draft, msgspec.structs.replace(record, giver=giver, receiver=receiver))
