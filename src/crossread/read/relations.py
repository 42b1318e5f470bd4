"""How two parties stand to one another: who supports, opposes, meets, leads or works with whom."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from crossread.ids import make_id
from crossread.model import Entity, Party, RelationKind, RelationRecord, Report, Statement
from crossread.read import syntax
from crossread.read.lexicons import words
from crossread.read.mentions import MentionIndex

_KINDS: tuple[RelationKind, ...] = ("supports", "opposes", "cooperates", "meets", "leads")
_PARTIES = frozenset({"person", "organisation", "place", "group"})
_PREPOSITIONS = {
    "supports": ("for", "to", "of"), "opposes": ("against", "with", "over", "on", "in"), "cooperates": ("with", "between"),
    "meets": ("with", "between", "to"), "leads": (),
}  # fmt: skip


def find_relations(
    report: Report, doc: Doc, statements: tuple[Statement, ...], entities: tuple[Entity, ...]
) -> tuple[RelationRecord, ...]:
    """Return relations between named parties, each with the statement that says it; nobody is related to himself."""
    finder = _Finder(report, doc, statements, MentionIndex(entities))
    for token in doc:
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and token.dep_ not in ("amod", "case"):
            finder.read_verb(token, lemma)
        elif token.pos_ == "NOUN":
            finder.read_noun(token, lemma)
        elif token.pos_ == "PROPN":
            finder.read_name(token)
    return finder.found()


class _Finder:
    """Collects relations of one report."""

    def __init__(self, report: Report, doc: Doc, statements: tuple[Statement, ...], index: MentionIndex) -> None:
        self.report, self.doc, self.statements, self.index = report, doc, statements, index
        self.made: dict[str, RelationRecord] = {}

    def found(self) -> tuple[RelationRecord, ...]:
        place = {s.id: s.start for s in self.statements}
        return tuple(sorted(self.made.values(), key=lambda r: (place[r.statement], r.kind, r.id)))

    def entities_at(self, token: Token | None) -> list[Entity]:
        """Return the parties that a noun names: its own entity, those listed with it, else the owner of what it names."""
        if token is None:
            return []
        found = []
        for one in syntax.conjuncts(token):
            entity = self.index.at(one.idx, one.idx + len(one.text))
            if entity is None:
                owner = next((c for c in one.children if c.dep_ in ("nmod:poss", "poss")), None)
                entity = self.index.at(owner.idx, owner.idx + len(owner.text)) if owner is not None else None
            if entity is not None and entity.type in _PARTIES:
                found.append(entity)
        return found

    def add(self, kind: RelationKind, one: list[Entity], other: list[Entity], at: Token) -> None:
        start, end = at.idx, at.idx + len(at.text)
        near = [s for s in self.statements if s.start < end and s.end > start]
        if not near:
            return
        statement = min(near, key=lambda s: s.end - s.start)
        for a in one:
            for b in other:
                if a.id == b.id or a.stands_for == b.id or b.stands_for == a.id:
                    continue
                key = make_id("n", self.report.id, kind, a.id, b.id, statement.id)
                self.made[key] = RelationRecord(
                    id=key, kind=kind, from_=Party(name=a.name, entity=a.id), to=Party(name=b.name, entity=b.id), statement=statement.id
                )

    def read_verb(self, verb: Token, lemma: str) -> None:
        kind = next((k for k in _KINDS if lemma in words("relations", k)), None)
        if kind is None or syntax.is_negated(verb):
            return
        actor = syntax.agent(verb) or syntax.relative_subject(verb)
        actors = self.entities_at(actor)
        targets = self.entities_at(syntax.patient(verb))
        wanted = _PREPOSITIONS[kind]
        for prep, noun in syntax.obliques(verb):
            if prep in wanted:
                targets += self.entities_at(noun)
        if actors and targets:
            self.add(kind, actors, targets, verb)
        elif len(actors) == 2 and kind in ("meets", "cooperates"):
            self.add(kind, actors[:1], actors[1:], verb)

    def read_noun(self, noun: Token, lemma: str) -> None:
        kind = next((k for k in _KINDS if lemma in words("relations", f"{k}_nouns")), None)
        if kind == "leads":
            self._read_leader(noun)
            return
        if kind is None:
            return
        others: list[Entity] = []
        for child in noun.children:
            if child.dep_ in ("nmod", "obl", "prep") and syntax.preposition(child) in _PREPOSITIONS[kind]:
                others += self.entities_at(child)
        for compound in noun.children:
            if compound.dep_ == "nmod" and syntax.preposition(compound) == "between":
                others = []
                pair = self.entities_at(compound)
                if len(pair) > 1:
                    self.add(kind, pair[:1], pair[1:], noun)
        owner = next((c for c in noun.children if c.dep_ in ("nmod:poss", "poss")), None)
        clause = syntax.clause_of(noun)
        holders = self.entities_at(owner) if owner is not None else self.entities_at(_topic(clause))
        if others and holders:
            self.add(kind, holders, others, noun)

    def _read_leader(self, noun: Token) -> None:
        """Read "Odile Marchand, chief executive of X" and "X's president, Y"."""
        person = None
        if noun.dep_ in ("appos", "nmod:desc") or (noun.dep_ == "ROOT" and any(c.dep_ == "cop" for c in noun.children)):
            person = noun.head if noun.dep_ != "ROOT" else syntax.subject(noun)
        if person is None:
            person = next((c for c in noun.children if c.dep_ in ("appos", "flat") and c.pos_ == "PROPN"), None)
        if person is None:
            return
        people = [e for e in self.entities_at(person) if e.type == "person"]
        bodies: list[Entity] = []
        for child in noun.children:
            if child.dep_ in ("nmod:poss", "poss", "compound") or (child.dep_ == "nmod" and syntax.preposition(child) in ("of", "at", "for")):
                bodies += [e for e in self.entities_at(child) if e.type in ("organisation", "place")]
        self.add("leads", people[:1], bodies[:1], noun)

    def read_name(self, token: Token) -> None:
        """Read a body that a person's name is tied to: "Lucas Adeyemi of Westhaven"."""
        entity = self.index.at(token.idx, token.idx + len(token.text))
        if entity is None or entity.type != "person":
            return
        bodies = [
            e for child in token.children if child.dep_ == "nmod" and syntax.preposition(child) in ("of", "from", "at")
            for e in self.entities_at(child) if e.type == "organisation"
        ]  # fmt: skip
        self.add("part_of", [entity], bodies[:1], token)
        for child in token.children:
            if child.dep_ == "appos":
                own = [e for n in child.children if n.dep_ == "nmod" and syntax.preposition(n) in ("of", "at", "on", "for") for e in self.entities_at(n) if e.type == "organisation"]
                if child.lemma_.lower() not in words("relations", "leads_nouns"):
                    self.add("part_of", [entity], own[:1], child)


def _topic(clause: Token) -> Token | None:
    """Return who a clause is about, going up through infinitives and relative clauses."""
    token = clause
    for _ in range(6):
        found = syntax.agent(token) or syntax.relative_subject(token)
        if found is not None:
            return found
        if token.head == token:
            return None
        token = syntax.clause_of(token.head)
    return None
