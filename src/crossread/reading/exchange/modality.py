"""What the verb above makes of a transfer: an offer ("promised to send"), a need ("asked Greece to lend")."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.arguments import governor
from crossread.grammar.doc import Token
from crossread.grammar.verb_uses import is_done_in_order, is_infinitive
from crossread.languages.tables import words, words_of
from crossread.model import ExchangeKind, Party
from crossread.reading.exchange.records import Ledger

Sides = dict[str, Party | None]


def governed(ledger: Ledger, verb: Token, kind: ExchangeKind, sides: Sides) -> tuple[ExchangeKind, Sides] | None:
    """Let the verb above turn a transfer into an offer or a need; nothing where it leaves it a transfer."""
    above = governor(verb)
    if kind != "transfers" or above is None:
        return None
    lemma = above.lemma_.lower()
    giver, receiver = sides.get("giver"), sides.get("receiver")
    subject = ledger.party(syntax.subject(verb))
    receives = giver is None or same(receiver, subject)
    if is_done_in_order(verb) and same(receiver, ledger.party(ledger.clauses.at(verb).subject)):
        return "needs", {"party": receiver, "giver": giver}  # "cut wages in order to get a loan from the bank"
    if (
        is_infinitive(verb)
        and lemma in words_of("exchange", "requesting", "demanding")
        and above.pos_ == "VERB"
        and not syntax.is_passive(above)
    ):
        raised = syntax.raised_argument(verb)
        # "called on Osk to sell"; trees hang the buyer of "wants to sell boats to Osk" so too, and he is asked nothing
        behind = () if lemma in words("exchange", "wanting") else syntax.obliques(above)
        asked = (
            raised
            or syntax.direct_object(above)
            or syntax.recipient(above)
            or next((n for p, n in behind if p in ("on", "to")), None)
        )
        asker = ledger.party(syntax.agent(above))
        if syntax.is_passive(verb):
            # "wants them to be given armour", "wants 40 tents to be handed over"
            needer = receiver or asker
            return ("needs", {"party": needer, "giver": giver}) if needer is not None else None
        if asked is not None and asker is not None:
            source = giver if raised is not None and giver is not None else ledger.party(asked)
            if receiver is not None and not same(receiver, source) and not receives:
                return "needs", {"party": receiver, "giver": source}
            return "needs", {"party": asker, "giver": source}
    if lemma in words("exchange", "wanting"):
        if receives and receiver is not None:
            return "needs", {"party": receiver, "giver": giver}
        if syntax.is_passive(verb):  # "needs 30 beds to be sent by the army": who wants it is no giver
            wants = ledger.party(syntax.agent(above))
            return ("needs", {"party": wants, "giver": giver}) if wants is not None else None
        if giver is not None:
            return "offers", sides
    if (
        lemma in words("exchange", "offering")
        and giver is not None
        and not (above.pos_ == "VERB" and syntax.is_passive(above))
    ):
        return "offers", sides
    return None


def same(one: Party | None, other: Party | None) -> bool:
    return one is not None and other is not None and (one.entity, one.name) == (other.entity, other.name)
