"""Who holds, needs, offers or transfers what, and who is barred from what: the ledger of one report."""

from __future__ import annotations

import re
from functools import cache

import msgspec
from spacy.tokens import Doc, Token

from crossread.ids import make_id
from crossread.model import Entity, Exchange, ExchangeKind, Party, Quantity, Report, Statement
from crossread.read import syntax
from crossread.read.lexicons import load, words
from crossread.read.mentions import MentionIndex

_RETURN = re.compile(r"\b(?:in return for|in exchange for|in return|in exchange|swap(?:ped|s)?|barter(?:ed|s)?|traded? for)\b", re.I)
_MUST_NOT = frozenset({"may", "can", "must", "could", "shall"})


@cache
def _need_phrases() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{load('exchange')['needs_phrases']})\b", re.I)


def find_exchange(
    report: Report,
    doc: Doc,
    statements: tuple[Statement, ...],
    entities: tuple[Entity, ...],
    quantities: tuple[Quantity, ...],
) -> tuple[Exchange, ...]:
    """Return the exchange records of a report, one an item, each with the statement that says it.

    Records that one statement gives in return for one another share a `bargain`.
    """
    index = MentionIndex(entities)
    ledger = _Ledger(report, doc, statements, index, quantities)
    for token in doc:
        if token.is_space or token.is_punct:
            continue
        lemma = token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "aux:pass", "cop", "case"):
            _read_verb(ledger, token, lemma)
        if syntax.is_clause(token) or token.dep_ in ("ROOT", "root"):
            _read_need_phrase(ledger, token)
        if token.pos_ == "NOUN" and lemma in words("exchange", "held_nouns"):
            _read_holding_noun(ledger, token)
    return ledger.records()


class _Ledger:
    """Collects records and drops what leads to no statement."""

    def __init__(self, report: Report, doc: Doc, statements: tuple[Statement, ...], index: MentionIndex, quantities: tuple[Quantity, ...]) -> None:
        self.report, self.doc, self.index = report, doc, index
        self.statements, self.quantities = statements, quantities
        self.made: dict[str, Exchange] = {}

    def statement_at(self, start: int, end: int) -> Statement | None:
        """Return the tightest statement that holds the place, else one that touches it."""
        near = [s for s in self.statements if s.start < end and s.end > start]
        return min(near, key=lambda s: (-(min(s.end, end) - max(s.start, start)), s.end - s.start), default=None)

    def party(self, token: Token | None) -> Party | None:
        if token is None:
            return None
        start, end = syntax.phrase(token)
        entity = self.index.at(token.idx, token.idx + len(token.text))
        if entity is None:
            named = [e for e in self.index.within(start, end) if e.type != "group"]
            entity = named[-1] if named and token.pos_ == "PROPN" else None
        return Party(name=entity.name if entity else " ".join(self.doc.text[start:end].split()), entity=entity.id if entity else None)

    def quantity(self, token: Token, start: int, end: int) -> Quantity | None:
        inside = [q for q in self.quantities if q.start < end and q.end > start]
        counting = [q for q in inside if q.counted and token.lower_[:4] in q.counted.lower()]
        return (counting or inside or [None])[0]

    def add(self, kind: ExchangeKind, item: Token, **sides: Token | None) -> None:
        """Add one record for every noun listed as item."""
        for one in syntax.conjuncts(item) + [a for a in item.children if a.dep_ == "appos" and any(g.dep_ == "nummod" for g in a.children)]:
            start, end = syntax.phrase(one)
            wide = syntax.phrase(one, whole=True)
            end = max(end, wide[1]) if wide[1] - start < 160 else end
            text = " ".join(self.doc.text[start:end].split())
            statement = self.statement_at(start, end)
            if statement is None or not text:
                continue
            quantity = self.quantity(one, start, end)
            parties = {name: self.party(token) for name, token in sides.items() if token is not None}
            if not parties:
                continue
            key = make_id("x", self.report.id, kind, start, end, *(f"{n}={p.name}" for n, p in sorted(parties.items()) if p))
            self.made[key] = Exchange(id=key, kind=kind, item=text, quantity=quantity.id if quantity else None, statement=statement.id, **parties)

    def records(self) -> tuple[Exchange, ...]:
        """Return all records; those of one sentence with "in return for" are tied as a bargain."""
        found = sorted(self.made.values(), key=lambda x: x.id)
        place = {s.id: s for s in self.statements}
        tied: dict[str, list[Exchange]] = {}
        for record in found:
            statement = place[record.statement]
            sentence = self.doc.char_span(statement.start, statement.end, alignment_mode="expand")
            if sentence is not None and _RETURN.search(sentence[0].sent.text):
                tied.setdefault(f"{sentence[0].sent.start}", []).append(record)
        bargain = {r.id: make_id("b", self.report.id, key) for key, records in tied.items() if len(records) > 1 for r in records}
        ordered = sorted(found, key=lambda x: (place[x.statement].start, x.kind, x.item, x.id))
        return tuple(msgspec.structs.replace(r, bargain=bargain[r.id]) if r.id in bargain else r for r in ordered)


def _read_verb(ledger: _Ledger, verb: Token, lemma: str) -> None:
    actor = syntax.agent(verb) or (syntax.relative_subject(verb) if not syntax.is_passive(verb) else None)
    thing = syntax.patient(verb)
    if thing is None and syntax.is_passive(verb) and verb.dep_ in ("acl",):
        thing = verb.head
    negated = syntax.is_negated(verb)
    modal = {a.lower_ for a in syntax.auxiliaries(verb)}
    if negated and modal & _MUST_NOT and actor is not None and thing is not None and lemma in words("exchange", "gives") | words("exchange", "gets") | words("exchange", "holds"):
        ledger.add("bars", thing, party=actor)
        return
    if lemma in words("exchange", "bars"):
        _read_bar(ledger, verb, actor, thing)
        return
    if negated:
        return
    if thing is not None and thing.pos_ in ("NOUN", "PROPN", "NUM", "SYM", "ADJ"):
        if lemma in words("exchange", "holds") and actor is not None and thing.lemma_.lower() not in words("exchange", "not_held"):
            possessed = ledger.quantity(thing, *syntax.phrase(thing, whole=True)) is not None or lemma not in ("have", "keep", "control", "maintain", "field") or thing.pos_ == "PROPN" or any(c.dep_ == "nummod" for c in thing.children) or _concrete(thing)
            if possessed:
                ledger.add("holds", thing, party=actor)
        elif lemma in words("exchange", "needs") and actor is not None:
            giver = next((n for p, n in syntax.obliques(verb) if p == "from"), None)
            ledger.add("needs", thing, party=actor, giver=giver)
        elif lemma in words("exchange", "offers"):
            ledger.add("offers", thing, giver=actor, receiver=syntax.recipient(verb) or _to(verb))
        elif lemma in words("exchange", "bid_verbs") and thing.lemma_.lower() in words("exchange", "offer_nouns"):
            ledger.add("offers", thing, giver=actor, receiver=_to(verb))
        elif lemma in words("exchange", "gives"):
            ledger.add("transfers" if not _offered(verb) else "offers", thing, giver=actor if actor is not None else _inherited(verb), receiver=syntax.recipient(verb) or _to(verb))
        elif lemma in words("exchange", "gets") and actor is not None:
            giver = next((n for p, n in syntax.obliques(verb) if p == "from"), None)
            ledger.add("transfers", thing, receiver=actor, giver=giver)
    elif lemma in words("exchange", "gives") and _offered(verb):
        noun = next((n for p, n in syntax.obliques(verb) if n.pos_ in ("NOUN", "NUM", "SYM")), None)
        if noun is not None:
            ledger.add("offers", noun, giver=_inherited(verb))


def _concrete(thing: Token) -> bool:
    return any(c.dep_ in ("nmod", "compound", "amod", "nummod") for c in thing.children)


def _offered(verb: Token) -> bool:
    return verb.dep_ in ("xcomp", "advcl", "acl") and verb.head.lemma_.lower() in words("exchange", "offers") | words("exchange", "offer_nouns")


def _inherited(verb: Token) -> Token | None:
    return syntax.subject(verb) or syntax.agent(verb.head)


def _to(verb: Token) -> Token | None:
    return next((n for p, n in syntax.obliques(verb) if p == "to"), None)


def _read_bar(ledger: _Ledger, verb: Token, actor: Token | None, thing: Token | None) -> None:
    """Read "X bars Y from doing Z", "Y is banned from Z", "X bans Z"."""
    action = next((c for c in verb.children if c.dep_ in ("advcl", "xcomp", "ccomp", "acl") and c.pos_ in ("VERB", "AUX", "NOUN")), None)
    target = next((n for p, n in syntax.obliques(verb) if p == "from"), None)
    item = None
    if action is not None:
        item = syntax.direct_object(action) or next((n for _, n in syntax.obliques(action)), action)
    elif target is not None:
        item = target
    by = actor
    if syntax.is_passive(verb) and by is None:
        by = next((n for c in verb.subtree for p, n in syntax.obliques(c) if p == "by" and n.sent.start == verb.sent.start), None)
    if thing is not None and item is not None and thing != item:
        ledger.add("bars", item, party=thing, by=by)
    elif thing is not None and actor is not None:
        ledger.add("bars", thing, by=actor)


def _read_need_phrase(ledger: _Ledger, head: Token) -> None:
    """Read needs that a phrase tells: "is running low on X", "is in dire need of X", "asked for X"."""
    actor = syntax.agent(head) or syntax.relative_subject(head)
    if actor is None or syntax.is_negated(head):
        return
    tokens = [t for t in head.subtree if t.sent.start == head.sent.start and abs(t.i - head.i) < 14]
    if not tokens:
        return
    lemmas = ""
    starts: list[tuple[int, Token]] = []
    for token in tokens:
        if token.is_space or token.is_punct or token.dep_ in ("advmod",) or (token.pos_ == "ADJ" and token.dep_ == "amod"):
            continue
        starts.append((len(lemmas), token))
        lemmas += (token.lemma_.lower() if token.pos_ in ("VERB", "NOUN", "AUX") else token.lower_) + " "
    for match in _need_phrases().finditer(lemmas):
        first = next((t for at, t in starts if at >= match.start()), None)
        after = [t for at, t in starts if at >= match.end()]
        noun = next((t for t in after if t.pos_ in ("NOUN", "PROPN", "PRON") and t.dep_ not in ("compound", "nmod:poss", "amod")), None)
        if first is None or noun is None or (first != head and first.head != head and first.head.head != head):
            continue
        ledger.add("needs", noun, party=actor)
        return


def _read_holding_noun(ledger: _Ledger, noun: Token) -> None:
    """Read "30 warheads in its arsenal", "a fleet of 12 ships" of an owner: the holder is whose arsenal it is."""
    owner = next((c for c in noun.children if c.dep_ in ("nmod:poss", "poss")), None)
    if owner is None:
        return
    prep = syntax.preposition(noun)
    if prep in ("in", "within"):
        held = noun.head
        if held.pos_ == "NOUN" and any(c.dep_ == "nummod" for c in held.children):
            ledger.add("holds", held, party=owner)
    content = next((c for c in noun.children if c.dep_ == "nmod" and syntax.preposition(c) == "of"), None)
    if content is not None:
        ledger.add("holds", content, party=owner)
