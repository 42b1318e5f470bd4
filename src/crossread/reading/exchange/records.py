"""The ledger of one report: turns tokens into parties, items and figures, and keeps what leads to a statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from crossread.grammar import syntax
from crossread.grammar.clauses import Clauses
from crossread.grammar.noun_classes import content_noun, is_money, kind_of, listed, noun_class, of_noun
from crossread.ids import make_id
from crossread.languages.tables import words
from crossread.model import Entity, Exchange, ExchangeKind, Party, Quantity, Report, Statement
from crossread.model.mention_index import MentionIndex

MAX_ITEM = 100  # code points: a longer item is cut to its head and what it is of
_PARTIES = frozenset({"person", "organisation", "place", "group", "facility"})
_SPEAKERS = frozenset({"i", "we", "us", "me", "our", "my", "ourselves"})
_THEY = frozenset({"they", "them", "their"})
_PRONOUNS = frozenset({"it", "its", "he", "him", "his", "she", "her", "itself", "himself", "herself", "who", "which", "that", "whose", "this", "these", "those", "you", "one", "there", "what", "anyone", "nobody", "everyone", "somebody", "someone", "everybody", "no", "none", "your"})

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
    """Yield counted nouns listed with an item that the parser hung on an uncounted noun between: "9 billion in cash and 17 factories"."""
    clause = item.head
    between = {t.i for t in item.subtree if t != item} | {t.i for c in clause.children if c.dep_ == "obl" and c.i > item.i and syntax.preposition(c) != "for" for t in c.subtree}
    for token in item.doc[item.i + 1 : item.sent.end]:
        if token.dep_ != "conj" or token.i not in between or token.head == item or token.head not in item.doc[item.i + 1 : token.i]:
            continue
        before = token.doc[token.i - 1]
        counted = any(c.dep_ == "nummod" and c.i < token.i for c in token.children) or before.pos_ == "NUM"
        plain = any(c.pos_ == "NUM" for c in token.head.children) or syntax.preposition(token.head) in ("to", "from", "of", "between", "against", "by", "with")
        if counted and not plain and token.pos_ in ("NOUN", "SYM") and (before.dep_ == "cc" or any(t.dep_ == "cc" for t in token.doc[token.head.i : token.i])):
            yield token


class Ledger:
    """Collects the records of one report."""

    def __init__(self, report: Report, doc: Doc, statements: tuple[Statement, ...], index: MentionIndex, quantities: tuple[Quantity, ...]) -> None:
        self.report, self.doc, self.index = report, doc, index
        self.statements, self.quantities = statements, quantities
        self.clauses = Clauses(doc, index)
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

    def statement_at(self, start: int, end: int, clause: Token) -> Statement | None:
        """Return the statement whose words carry [start, end): that of the clause before another, the tightest first."""
        near = [s for s in self.statements if s.start < end and s.end > start]
        return min(
            near,
            key=lambda s: (-(min(s.end, end) - max(s.start, start)), not s.start <= clause.idx < s.end, s.end - s.start),
            default=None,
        )

    def party(self, token: Token | None) -> Party | None:
        """Return whom a noun names: its entity, the name beside it, the speaker for "we"; nothing for an open pronoun."""
        if token is None or token.is_space or token.is_punct:
            return None
        entity = self.entity(token)
        if entity is not None:
            return Party(name=entity.name, entity=entity.id)
        if token.lower_ in _SPEAKERS:
            return self._speaker(token)
        if token.lower_ in _THEY:
            return self._plural_before(token)
        if token.lower_ == "it":
            return self._body_before(token)
        if token.pos_ in ("PRON", "DET") or token.lower_ in _PRONOUNS or token.pos_ == "ADV":
            return None
        start, end = syntax.phrase(token)
        if token.pos_ == "PROPN":
            owners = [t for c in token.children if c.dep_ in ("nmod:poss", "poss") for t in c.subtree]
            named = [e for e in self.index.within(start, end) if e.type in _PARTIES and not any(self.index.at(t.idx, t.idx + 1) == e for t in owners)]
            if named:
                return Party(name=named[-1].name, entity=named[-1].id)
        text = " ".join(self.doc.text[start:end].split()).partition(", ")[0].partition(" by ")[0]
        if text.lower().startswith("whose "):
            text = text[6:]
        return Party(name=text) if text and len(text) < MAX_ITEM else None

    def entity(self, token: Token) -> Entity | None:
        """Return the party entity at a token, else the one named beside it ("French rival Lumenor", "the firm, Hale")."""
        found = self.index.at(token.idx, token.idx + len(token.text))
        if found is not None and (found.type in _PARTIES or token.pos_ == "PRON"):
            return (self._beside(token) if token.pos_ == "NOUN" else None) or found  # the name beside it knows better
        return self._beside(token)

    def _beside(self, token: Token) -> Entity | None:
        if token.pos_ == "PRON":
            return None
        for child in token.children:
            bare = child.dep_ == "nmod" and child.i > token.i and child.pos_ == "PROPN" and not syntax.preposition(child)
            if (bare or child.dep_ in ("appos", "flat", "nmod:desc")) and (child.pos_ in ("PROPN", "X") or child.dep_ == "appos"):
                found = self.index.at(child.idx, child.idx + len(child.text))
                if found is not None and found.type in _PARTIES:
                    return found
        if (after := syntax.named_beside(token)) is not None:
            found = self.index.at(after.idx, after.idx + len(after.text))
            return found if found is not None and found.type in _PARTIES else None
        if token.dep_ in ("nmod:desc", "flat") and token.head.i > token.i:
            found = self.index.at(token.head.idx, token.head.idx + len(token.head.text))
            return found if found is not None and found.type in _PARTIES else None
        return None

    def named(self, token: Token) -> bool:
        """Say whether a noun stands for a named person, organisation or place."""
        entity = self.entity(token)
        return entity is not None and entity.type in ("place", "organisation", "person")

    def may_be_party(self, token: Token | None) -> bool:
        """Say whether a noun can hold, need, give or get: a name, people, a body, a place; not an act or an idea."""
        if token is None:
            return False
        if self.entity(token) is not None:
            return True
        if token.dep_ in (*syntax.SUBJECTS, "iobj") and token.text[:1].isupper() and self._is_name(token):
            return True  # a name of unknown kind that acts or is given something
        if token.pos_ == "PRON":
            return token.lower_ in _SPEAKERS | _THEY | {"it"}
        lemma = token.lemma_.lower()
        told_of = any(c.dep_ in syntax.RELATIVE and any(g.lower_ == "who" for g in c.children) for c in token.children)
        if told_of and not any(c.dep_ == "nmod" for c in token.children):
            return True  # "the independents, who"; not "a letter from the rebels, who"
        if lemma in words("descriptions", "person") | words("descriptions", "organisation") | words("descriptions", "place"):
            return True
        if lemma in words("relations", "leaders") | words("relations", "members"):
            return True
        return token.pos_ == "PROPN" or noun_class(lemma) in ("person", "group", "place")

    def _is_name(self, token: Token) -> bool:
        """Say whether a word is the whole of a name of unknown kind: "Ostria", read as one of "misc"."""
        found = self.index.at(token.idx, token.idx + len(token.text))
        return found is not None and found.type == "misc" and found.name == token.text

    def _speaker(self, token: Token) -> Party | None:
        """Return who says "we": the speaker, or who the report says it is ("the harbour master")."""
        for statement in sorted(self.statements, key=lambda s: s.end - s.start):
            if statement.start <= token.idx < statement.end and statement.attribution.speaker:
                entity = self.index.by_id.get(statement.attribution.speaker)
                if entity is not None:
                    return Party(name=entity.name, entity=entity.id)
            source = statement.attribution.source
            if statement.start <= token.idx < statement.end and source is not None and not statement.attribution.speaker:
                span = self.doc.char_span(source.start, source.end, alignment_mode="expand")
                if span is not None and span.root.pos_ in ("NOUN", "PROPN") and self.may_be_party(span.root):
                    return self.party(span.root)
        return None

    def _body_before(self, token: Token) -> Party | None:
        """Return whom an "it" means that no entity took: the body or country that the sentence before is about."""
        clause = token.head
        if clause.dep_ == "ccomp" and clause.head.pos_ == "VERB":
            speaker = syntax.subject(clause.head)  # "the agency says it needs boats"
            if speaker is not None and speaker.pos_ != "PRON" and speaker.i < token.i and self.may_be_party(speaker):
                return self.party(speaker)
        if not token.sent.start:
            return None
        subject = syntax.subject(self.doc[token.sent.start - 1].sent.root)
        entity = self.entity(subject) if subject is not None else None
        return Party(name=entity.name, entity=entity.id) if entity is not None and entity.type in ("organisation", "place") else None

    def _plural_before(self, token: Token) -> Party | None:
        """Return whom "they" means: the last plural subject before it, here or in the sentence before."""
        floor = self.doc[token.sent.start - 1].sent.start if token.sent.start else 0
        for other in reversed(list(self.doc[floor : token.i])):
            if other.dep_ in syntax.SUBJECTS and other.pos_ in ("NOUN", "PROPN"):
                plural = other.lower_ != other.lemma_.lower() and other.lower_.endswith("s") or any(c.dep_ == "conj" for c in other.children)
                if plural or (other.sent != token.sent and noun_class(other.lemma_.lower()) == "group"):
                    return self.party(other)
        return None

    def other_before(self, token: Token, taken: str | None) -> Party | None:
        """Return whom "him" or "it" means where it cannot be the clause's subject: the last fitting name before it."""
        wanted = {"it": ("organisation", "place"), "him": ("person",), "her": ("person",)}.get(token.lower_, tuple(_PARTIES))
        floor = self.doc[token.sent.start - 1].sent.start if token.sent.start else 0
        for other in reversed(self.doc[floor : token.i]):
            entity = self.index.at(other.idx, other.idx + len(other.text)) if other.pos_ == "PROPN" else None
            if entity is not None and entity.type in wanted and entity.id != taken:
                return Party(name=entity.name, entity=entity.id)
        return None

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
            elif self.doc.text[token.idx + len(token.text) : figure.start].strip(" (") in ("", "of", "worth", "of about", "of some", "of up to", "of at least", "of more than", "of a", "of an", "of nearly", "of around"):
                rank = 200
            else:
                continue
            if best is None or rank < best[0]:
                best = (rank, figure)
        return best[1] if best else None

    def add(
        self, kind: ExchangeKind, item: Token, clause: Token, sides: Sides, *, begin: int | None = None, stops: tuple[Token | None, ...] = (),
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
            if statement is None or not text or any(text == p.name for p in parties.values()):
                continue
            quantity = figure or self.quantity(one, start, end)
            key = make_id("x", self.report.id, kind, start, end, *(f"{n}={p.name}" for n, p in sorted(parties.items())))
            record = Exchange(
                id=key, kind=kind, item=text, thing=kind_of(one), quantity=quantity.id if quantity else None, statement=statement.id, rule=rule,
                party=parties.get("party"), giver=parties.get("giver"), receiver=parties.get("receiver"), by=parties.get("by"),
            )  # fmt: skip
            self.drafts.setdefault(key, Draft(record, clause, one, start, parties))
            made.append(self.drafts[key])
        return made

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
                if len(parts) > 1 and one.lemma_.lower() in words("exchange", "stores") and noun_class(parts[0].lemma_.lower()) == "thing":
                    found += parts
                    continue
            found.append(one)
            if not is_money(one):
                found += [a for a in one.children if a.dep_ == "appos" and a.i > one.i and any(g.dep_ == "nummod" for g in a.children) and not is_money(a)]
        return found + [t for t in _listed_apart(item) if t not in found]

    def _phrase(self, token: Token, stops: tuple[Token | None, ...]) -> tuple[int, int]:
        start, end = syntax.phrase(token)
        named = self.index.at(token.idx, token.idx + len(token.text))
        if named is not None and named.type not in _PARTIES - {"facility"}:
            start = min([start, *(m.start for m in named.mentions if m.start <= token.idx < m.end)])
        for stop in stops:
            if stop is not None and stop.i > token.i and token.idx < stop.idx < end:
                first = min([c for c in stop.children if c.dep_ == "case" and c.i < stop.i], key=lambda c: c.i, default=stop)
                if first.i > token.i:
                    end = min(end, first.idx)
        after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
        person = self.index.at(after.idx, after.idx + len(after.text)) if after.pos_ == "PROPN" and token.pos_ == "NOUN" else None
        if person is not None and person.type in ("person", "organisation", "product", "vehicle", "weapon") and after.head in (token, token.head):
            end = max([end, *(m.end for m in person.mentions if m.start <= after.idx < m.end)])  # "winger Leo Paz"
        for figure in self.quantities:
            if figure.start <= token.idx < figure.end:
                start = min(start, figure.start)  # "55 per cent"
        inner = of_noun(token)
        if inner is not None:
            for listed_one in inner.children:
                if listed_one.dep_ == "conj" and any(c.dep_ == "nummod" for c in listed_one.children) and listed_one.idx < end:
                    end = min(end, self.doc[listed_one.left_edge.i].idx)
        comma = self.doc.text.find(", ", token.idx + len(token.text), end)
        if comma > 0:
            end = comma
        if end - start > MAX_ITEM:
            cut = syntax.phrase(inner)[1] if inner is not None else token.idx + len(token.text)
            end = cut if token.idx < cut <= end else token.idx + len(token.text)
            start = max(start, self.doc[token.left_edge.i].idx if token.idx - self.doc[token.left_edge.i].idx < MAX_ITEM else token.idx)
        if end <= token.idx:
            end = token.idx + len(token.text)
        text = self.doc.text
        if is_money(content_noun(token)) and (follow := self._in_goods(end)) is not None:
            end = follow
        for word in (" in return", " in exchange", *([" for "] if is_money(token) else [])):
            at = text.find(word, start, end)
            if at > token.idx:
                end = at
        while end > start and text[end - 1] in " ,;:–-\n" or text[end - 4 : end] == " and" or text[end - 4 : end] == " but":
            end -= 4 if text[end - 4 : end] in (" and", " but") else 1
        return start, end

    def _in_goods(self, end: int) -> int | None:
        """Return the end of "in cash", "in loans" behind a sum."""
        span = self.doc.char_span(end, min(len(self.doc.text), end + 40), alignment_mode="contract")
        after = [t for t in (span or ())][:4]
        if len(after) >= 2 and after[0].lower_ == "in":
            for token in after[1:4]:
                if token.pos_ == "NOUN":
                    return token.idx + len(token.text) if noun_class(token.lemma_.lower()) == "thing" or token.lemma_.lower() in words("exchange", "goods") else None
        return None
