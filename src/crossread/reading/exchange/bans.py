"""Who is barred from what: bans on parties, on acts and on goods, and what may not be done.

What counts as a ban is a table (`languages/en/rules/bans.toml`); here its matches become records.
"""

from __future__ import annotations

from crossread.grammar.clauses import Clause
from crossread.grammar.doc import Token
from crossread.grammar.matching import Match, Scene, follow, matches
from crossread.grammar.noun_classes import is_time
from crossread.languages.rules import load_rules
from crossread.languages.tables import words
from crossread.model import Party
from crossread.reading.exchange.records import Extent, Ledger

TABLE = "bans"
_MAKERS = frozenset({"organisation", "place", "person"})
_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "SYM"})


def read_bans(ledger: Ledger, clause: Clause) -> bool:
    """Add what the first rule that makes a record says of a clause; say whether nothing else is to be read there."""
    if _is_barred_deed(ledger, clause):
        return True  # "banned from exporting weapons": nothing is exported
    scene = Scene(ledger.clauses, clause, ledger)
    for match in matches(load_rules(TABLE), scene):
        if _record(ledger, scene, match) or "whole" in match.rule.options:
            return True
    return False


def _is_barred_deed(ledger: Ledger, clause: Clause) -> bool:
    above = ledger.clauses.host(clause)
    if above is None or clause.kind not in ("verb",):
        return False
    if above.lemma in words("exchange", "bars"):
        return above.passive or above.object is not None  # not "stopped sending coal"
    return above.lemma in words("exchange", "allows") and above.negated


def _record(ledger: Ledger, scene: Scene, match: Match) -> bool:
    options, slots = match.rule.options, match.slots
    by = slots.get("by")
    maker = _barring(ledger, by) if "named-by" in options else ledger.party(by)
    party = slots.get("party")
    if "party-only" in options and not ledger.may_be_party(party):
        party = None
    if "receiver" in options and (party is None or "item" not in slots or not scene.clauses.is_goods(slots["item"])):
        return False
    if (deed := slots.get("deed")) is not None:
        return _bar_deed(ledger, scene.clause.predicate, party, deed, maker, match.rule.name)
    item = slots.get("item")
    if item is None:
        return False
    sides = {"party": ledger.party(party), "by": maker}
    begin = scene.clause.recipient_ends if "split" in options else None
    stops = (party, by, follow(scene, "to | object/to"))
    return bool(ledger.add("bars", item, scene.clause.predicate, sides, Extent(begin, stops), match.rule.name))


def _bar_deed(ledger: Ledger, clause: Token, party: Token | None, deed: Token, by: Party | None, rule: str) -> bool:
    """Add that `party` is barred from a deed: from its object, else from what its phrase names, else from itself."""
    who = ledger.party(party)
    made = False
    for inner in ledger.clauses.listed(deed) if who is not None else ():
        item = inner.object if not inner.passive else None
        if item is not None and item.pos_ not in _NOUNS:
            item = inner.oblique("of") or ledger.clauses.of(item)  # "any of the pubs"
        beside = (n for prep, n in inner.obliques if prep not in words("exchange", "before_no_item"))
        item = item or next((n for n in beside if n.pos_ in _NOUNS and not _tells_when(n)), None)
        stops = tuple(noun for prep, noun in inner.obliques if prep in words("exchange", "ends_banned_item"))
        sides = {"party": who, "by": by}
        made |= bool(ledger.add("bars", item or inner.predicate, clause, sides, Extent(stops=stops), rule))
    return made


def _tells_when(noun: Token) -> bool:
    """Say whether a noun tells when or for how long: "barred from trading for two years"."""
    return is_time(noun) or noun.lemma_.lower() in words("figures", "time_units")


def _barring(ledger: Ledger, token: Token | None) -> Party | None:
    """Return who bars: of a law, a ruling or sanctions whoever made them, else the law by its own words."""
    if (
        token is None
        or token.lemma_.lower() not in words("exchange", "instruments")
        or ledger.entity(token) is not None
    ):
        told = token is not None and not ledger.may_be_party(token) and ledger.clauses.tells_of_deed(token)
        return ledger.party(token) if not told else None  # not "the concept of denying aid to them"
    for maker in ledger.clauses.makers(token):
        entity = ledger.entity(maker)
        if entity is not None and entity.type in _MAKERS:
            return Party(name=entity.name, entity=entity.id)
    return ledger.party(token)
