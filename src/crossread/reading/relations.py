"""How two parties stand to one another: who supports, opposes, meets, leads, works with or belongs to whom."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from spacy.tokens import Doc, Token

from crossread.grammar import syntax
from crossread.grammar.arguments import arguments_of, denies, governor
from crossread.ids import make_id
from crossread.languages.tables import countries, fold, load, words
from crossread.model import Entity, Party, PartyRelation, RelationKind, Report, Statement
from crossread.model.mention_index import MentionIndex
from crossread.reading.entities.offices import implied_body

_PARTIES = frozenset({"person", "organisation", "place", "group"})
_BODIES = frozenset({"organisation", "place", "facility", "group"})
_OF = ("of", "at", "for", "with", "from", "in", "on")
_NEGATED: Mapping[RelationKind, RelationKind] = {"supports": "opposes"}  # "refused to back": against


@cache
def _verbs() -> Mapping[str, tuple[tuple[RelationKind, str], ...]]:
    """Return verb -> (kind, where the other party stands); "side:with" in the data gives a verb its own preposition."""
    found: dict[str, tuple[tuple[RelationKind, str], ...]] = {}
    for kind, frame in load("relations")["verbs"].items():
        for entry in frame["verbs"].split():
            verb, _, other = entry.partition(":")
            if other != "no":
                found[verb] = (*found.get(verb, ()), (kind, (other or frame["other"]).removesuffix(":no")))
    return found


@cache
def _nouns() -> Mapping[str, tuple[RelationKind, str]]:
    return {noun: (kind, frame["other"]) for kind, frame in load("relations")["nouns"].items() for noun in frame["nouns"].split()}


def find_relations(
    report: Report, doc: Doc, statements: tuple[Statement, ...], entities: tuple[Entity, ...]
) -> tuple[PartyRelation, ...]:
    """Return relations between named parties, each with the statement that says it; nobody is related to himself."""
    finder = _Finder(report, doc, statements, MentionIndex(entities))
    for token in doc:
        if token.pos_ == "VERB" and token.dep_ not in ("amod", "case"):
            finder.read_verb(token)
        elif token.pos_ in ("NOUN", "PROPN", "ADJ"):
            finder.read_noun(token)
            if token.pos_ == "PROPN":
                finder.read_name(token)
    return finder.found()


class _Finder:
    """Collects relations of one report."""

    def __init__(self, report: Report, doc: Doc, statements: tuple[Statement, ...], index: MentionIndex) -> None:
        self.report, self.doc, self.statements, self.index = report, doc, statements, index
        self.made: dict[tuple[str, str, str, str], PartyRelation] = {}

    def found(self) -> tuple[PartyRelation, ...]:
        place = {s.id: s.start for s in self.statements}
        return tuple(sorted(self.made.values(), key=lambda r: (place[r.statement], r.kind, r.id)))

    def entities_at(self, token: Token | None, *, owners: bool = False) -> list[Entity]:
        """Return the parties that a noun and those listed with it name; with `owners`, else whose it is."""
        if token is None:
            return []
        found = []
        for one in syntax.conjuncts(token):
            entity = self.index.at(one.idx, one.idx + len(one.text))
            beside = next((c for c in one.children if c.dep_ in ("appos", "flat", "nmod:desc") and c.pos_ == "PROPN"), None) or syntax.named_beside(one)
            if beside is not None and (entity is None or entity.type not in _PARTIES or (one.pos_ == "NOUN" and beside.i > one.i)):
                named = self.index.at(beside.idx, beside.idx + len(beside.text))  # the name beside it knows better
                entity = named if entity is None or named is not None and named.type in _PARTIES else entity
            if entity is None and (one.pos_ == "PROPN" or one.lemma_.lower() in words("relations", "companies")):
                first = next((c for c in one.children if c.dep_ == "compound" and c.pos_ == "PROPN" and c.i < one.i), None)
                entity = self.index.at(first.idx, first.idx + len(first.text)) if first is not None else None  # "the Halvorsen group"
                entity = entity if entity is not None and entity.type == "organisation" else None
            if entity is None and owners and one == token:
                owner = next((c for c in one.children if c.dep_ in ("nmod:poss", "poss")), None)
                entity = self.index.at(owner.idx, owner.idx + len(owner.text)) if owner is not None else None
            if entity is not None and entity.type in _PARTIES:
                found.append(entity)
                if one.pos_ == "NOUN":  # "the two ministers, A and B"
                    found += [e for c in one.children if c.dep_ == "appos" for d in syntax.conjuncts(c)[1:] if (e := self.index.at(d.idx, d.idx + len(d.text))) is not None and e.type in _PARTIES]
        return found

    def add(self, kind: RelationKind, one: list[Entity], other: list[Entity], at: Token) -> None:
        statement = self._statement_at(at)
        if statement is None:
            return
        for a in one:
            for b in other:
                if a.id == b.id or a.stands_for == b.id or b.stands_for == a.id or fold(a.name) == fold(b.name):
                    continue
                if kind == "meets" and "place" in (a.type, b.type) and not all(self._is_country(e) for e in (a, b) if e.type == "place"):
                    continue  # a visit to a town meets nobody
                first, second = (a, b) if kind not in ("cooperates", "meets") or (kind, b.id, a.id, statement.id) not in self.made else (b, a)
                key = (kind, first.id, second.id, statement.id)
                self.made.setdefault(
                    key,
                    PartyRelation(
                        id=make_id("n", self.report.id, *key), kind=kind, statement=statement.id,
                        from_=Party(name=first.name, entity=first.id), to=Party(name=second.name, entity=second.id),
                    ),
                )  # fmt: skip

    def _statement_at(self, at: Token) -> Statement | None:
        """Return the tightest statement at a word; for a word about the teller ("said X, head of Y") what is told."""
        start, end = at.idx, at.idx + len(at.text)
        near = [s for s in self.statements if s.start < end and s.end > start]
        if near:
            return min(near, key=lambda s: s.end - s.start)
        told = []
        for statement in self.statements:
            attribution = statement.attribution
            if any(part is not None and part.start < end and part.end > start for part in (attribution.source, attribution.cue)):
                told.append(statement)
        if not told:
            told = [s for s in self.statements if s.start < at.sent.end_char and s.end > at.sent.start_char]
        return min(told, key=lambda s: (abs(s.start - start), s.start), default=None)

    def _is_country(self, entity: Entity) -> bool:
        return fold(entity.name) in countries()[0] or any(e.stands_for == entity.id for e in self.index.by_id.values()) or entity.stands_for is not None

    def read_verb(self, verb: Token) -> None:
        for kind, other in _verbs().get(verb.lemma_.lower(), ()):
            arguments = arguments_of(verb, self.index)
            if arguments.negated:
                if kind not in _NEGATED or not _refuses(verb):
                    continue
                kind = _NEGATED[kind]
            elif (above := governor(verb)) is not None and above.lemma_.lower() in ("stop", "avoid", "decline", "prevent"):
                continue
            actors = self.entities_at(arguments.subject, owners=kind not in ("leads", "meets"))
            objects = [arguments.object, *(c for c in verb.children if (c.dep_ in syntax.OBJECTS or _is_bare(c)) and c != arguments.object)]
            targets = [e for name in other.split() for token in (objects if name == "object" else arguments.preps.get(name, ())) for e in self.entities_at(token, owners=kind in ("supports", "opposes"))]
            if kind == "leads":
                actors = [e for e in actors if e.type in ("person", "organisation")]
                targets = self._bodies(arguments.object) if "object" in other else targets
                if arguments.subject is not None and arguments.subject.pos_ == "NOUN" and not self._named(arguments.subject):
                    continue
            if kind == "cooperates" and other == "object":
                actors = [e for e in actors if e.type != "person"]  # who joins a club is of it
            if kind == "part_of":
                targets = [e for e in targets if e.type in _BODIES]
            if kind == "leads" and not targets and arguments.object is not None:  # "who manages the site for Elbspeicher"
                employers = [e for n in arguments.preps.get("for", ()) for e in self.entities_at(n) if e.type == "organisation"]
                self.add("part_of", [e for e in actors if e.type == "person"], employers, verb)
            if actors and targets:
                self.add(kind, actors, targets, verb)
            elif len(actors) == 2 and kind in ("meets", "cooperates"):
                self.add(kind, actors[:1], actors[1:], verb)
        self._read_phrase(verb)

    def _named(self, token: Token) -> bool:
        """Say whether a description stands for somebody by itself ("the firm"), not through an owner."""
        return self.index.at(token.idx, token.idx + len(token.text)) is not None or any(c.dep_ in ("appos", "flat") for c in token.children)

    def _bodies(self, token: Token | None) -> list[Entity]:
        """Return the body that somebody leads: a named one, or the one whose army, team or site it is."""
        if token is None:
            return []
        found = [e for e in self.entities_at(token) if e.type in _BODIES]
        if found:
            return found[:1]
        for child in token.children:
            if child.dep_ in ("nmod:poss", "poss", "compound", "amod") and child.i < token.i:
                inside = [e for e in self.entities_at(child) if e.type in _BODIES]
                if inside:
                    return inside[:1]
        return []

    def _read_phrase(self, verb: Token) -> None:
        """Read "has the backing of X", "threw its weight behind X", "signed an agreement with X"."""
        if denies(verb):
            return
        actors = self.entities_at(syntax.agent(verb) or syntax.relative_subject(verb))
        thing = syntax.direct_object(verb)
        if not actors or thing is None:
            return
        lemma = thing.lemma_.lower()
        if verb.lemma_.lower() in words("relations", "behind"):
            behind = [n for p, n in syntax.obliques(verb) if p == "behind"]
            if behind:
                self.add("supports", actors, self.entities_at(behind[0]), verb)
        if lemma in ("support", "backing", "blessing") and verb.lemma_.lower() in ("have", "win", "enjoy", "receive", "get", "gain", "secure"):
            backers = [e for c in thing.children if c.dep_ in ("nmod", "nmod:poss") and syntax.preposition(c) in ("of", "from", "") for e in self.entities_at(c)]
            self.add("supports", backers, actors, verb)
        kind = _nouns().get(lemma, ("", ""))[0]
        if kind in ("cooperates", "meets") and len(actors) > 1 and not any(p == "with" for p, _ in syntax.obliques(verb)):
            self.add(kind, actors[:1], actors[1:], verb)  # type: ignore[arg-type]

    def read_noun(self, noun: Token) -> None:
        lemma = noun.lemma_.lower()
        if lemma in words("relations", "leaders") or lemma in words("relations", "members"):
            self._read_office(noun, "leads" if _is_first(noun) else "part_of")
            return
        if noun.pos_ != "NOUN":
            return
        if lemma in words("relations", "units"):
            self._read_unit(noun)
        frame = _nouns().get(lemma)
        if frame is None:
            return
        kind, prepositions = frame
        others: list[Entity] = []
        for child in noun.children:
            preposition = syntax.preposition(child)
            if child.dep_ not in ("nmod", "obl"):
                continue
            if preposition == "between" or (preposition == "of" and kind in ("meets", "cooperates")):
                pair = self.entities_at(child)
                if len(pair) > 1:
                    self.add(kind, pair[:1], pair[1:], noun)
            elif preposition in prepositions.split() or (preposition == "in" and kind == "opposes" and lemma in ("war", "invasion", "offensive")):
                others += [e for e in self.entities_at(child) if preposition != "in" or self._is_country(e)]
        clause = syntax.clause_of(noun)
        if kind == "cooperates" and noun.dep_ == "obj" and (noun.head.lemma_.lower() in words("relations", "spoils") or any(k in ("supports", "opposes") for k, _ in _verbs().get(noun.head.lemma_.lower(), ()))):
            return  # who rejects or backs a deal with somebody has none himself
        if not others and noun.dep_ == "obj" and lemma in ("war", "invasion", "offensive"):
            others = [e for p, n in syntax.obliques(noun.head) if p == "in" and n.left_edge.i == noun.i + 1 for e in self.entities_at(n) if self._is_country(e)]
        if not others and noun.dep_ in ("obj", "obl") and kind in ("cooperates", "meets", "opposes"):
            wanted = ("with", "against") if kind != "opposes" else ("against",)
            others = [e for p, n in syntax.obliques(noun.head) if p in wanted and n.i > noun.i for e in self.entities_at(n)]
        owner = next((c for c in noun.children if c.dep_ in ("nmod:poss", "poss")), None)
        if others:
            holders = self.entities_at(owner) if owner is not None else self.entities_at(self._topic(clause, noun))
            if not any(c.lower_ == "no" for c in noun.children) and not (clause.pos_ == "VERB" and denies(clause)):
                self.add(kind, holders, others, noun)

    def _topic(self, clause: Token, noun: Token) -> Token | None:
        """Return who a clause is about: its subject, going up through infinitives and relative clauses."""
        token = clause
        for _ in range(6):
            found = syntax.agent(token) or syntax.relative_subject(token)
            if found is not None and found != noun and self.entities_at(found):
                return found
            if noun in (found, *(found.subtree if found is not None else ())):
                possessor = next((t for c in token.children if c.dep_ == "obj" for t in c.children if t.dep_ in ("nmod:poss", "poss")), None)
                return possessor  # "partnerships with Russia help break its isolation"
            if token.head == token:
                break
            token = syntax.clause_of(token.head)
        first = [t for t in noun.sent[:6] if t.dep_ in ("obl", "nmod") and syntax.preposition(t) == "for" and self.entities_at(t)]
        if first and noun.sent[0].lower_ == "for":
            return first[0]  # "For Pyongyang, partnerships help …": whom it is about
        before = [t for t in noun.sent if t.i < noun.i and t.lower_ in ("its", "their") and t.dep_ in ("nmod:poss", "poss")]
        return next((t for t in reversed(before) if self.entities_at(t)), None)

    def _read_office(self, noun: Token, kind: RelationKind) -> None:
        """Read "Odile Marchand, chief executive of X", "X's president, Y", "X president Y", "Y is the head of X"."""
        person = self._holder(noun)
        if person is None or any(c.lower_ in ("former", "ex", "onetime", "retired") for c in noun.children):
            return
        bodies = self._office_bodies(noun)
        several = noun.lower_.endswith("s") and noun.lower_ != noun.lemma_.lower()  # "the two executives, A and B": nobody knows of what
        if not bodies and not several and (body := implied_body(noun, self.index)) is not None:
            bodies = [body]
        if kind == "leads" and bodies and (of := next((c for c in noun.children if c.dep_ == "nmod" and syntax.preposition(c) == "of"), None)) is not None and of.pos_ == "NOUN" and all(self.index.at(t.idx, t.idx + len(t.text)) != bodies[0] for t in of.subtree):
            kind = "part_of"  # "Orbita's head of sales"
        self.add(kind, [person], bodies, noun)

    def _holder(self, noun: Token) -> Entity | None:
        candidates: list[Token] = []
        if noun.dep_ in ("appos", "nmod:desc", "flat", "compound"):
            candidates.append(noun.head)
        if noun.dep_ == "conj" and noun.head.dep_ in ("appos", "nmod:desc"):
            candidates.append(noun.head.head)
        candidates += [c for c in noun.children if c.dep_ in ("appos", "flat") and c.pos_ == "PROPN"]
        after = next((t for t in noun.doc[max(t.i for t in noun.subtree if not t.is_punct) + 1 : noun.sent.end] if not t.is_punct), None)
        if after is not None and after.pos_ == "PROPN" and after.head == noun.head and after.dep_ == noun.dep_ and noun.dep_ in syntax.SUBJECTS:
            candidates.append(after)  # "its chairman, Olof Brandt, said", read as two
        if any(c.dep_ == "cop" for c in noun.children) and not syntax.is_negated(noun) and not any(c.lower_ in ("was", "were") for c in noun.children):
            subject = syntax.subject(noun)
            candidates += [subject] if subject is not None else []
            described = syntax.relative_subject(noun)
            candidates += [described] if described is not None else []
        for candidate in candidates:
            found = self.index.at(candidate.idx, candidate.idx + len(candidate.text))
            if found is not None and found.type == "person":
                return found
        return None

    def _office_bodies(self, noun: Token) -> list[Entity]:
        """Return the body of an office: its owner, what stands behind "of" or "at", or the name or nation before it."""
        people = countries()[1]
        beside = [c for c in noun.head.children if c.dep_ == "nmod" and c.i > noun.i] if noun.dep_ == "appos" else []  # hung on the person
        for child in sorted([*noun.children, *beside], key=lambda c: (c.dep_ not in ("nmod:poss", "poss"), c.i)):
            preposition = syntax.preposition(child)
            if child.head != noun and child.left_edge.i != noun.i + 1:
                continue
            if child.dep_ in ("nmod:poss", "poss", "compound", "amod", "nmod:desc") and child.i < noun.i or (child.dep_ in ("nmod", "obl") and preposition in _OF and child.i > noun.i):
                found = [e for e in self.entities_at(child) if e.type in ("organisation", "place", "facility")]
                if found and not (preposition in ("in", "on", "from", "with") and found[0].type == "place"):
                    return found[:1]
                nation = people.get(fold(child.text)) if child.i < noun.i else None
                if nation is not None:
                    named = [e for e in self.index.by_id.values() if e.type in ("place",) and countries()[0].get(fold(e.name)) == nation]
                    if named:
                        return named[:1]
                if child.dep_ in ("nmod", "compound"):
                    below = [e for g in child.children if g.dep_ in ("nmod:poss", "poss", "nmod", "compound") and syntax.preposition(g) in ("", "of", "at") for e in self.entities_at(g) if e.type == "organisation"]
                    if below:
                        return below[:1]
        return self._before_name(noun)

    def _before_name(self, noun: Token) -> list[Entity]:
        """Return the name that stands right before an office ("Hawks coach Denny Wolfe"), wherever the parser hung it."""
        at = noun.i - 1
        while at > 0 and self.doc[at].dep_ in ("compound", "amod") and self.doc[at].pos_ in ("NOUN", "ADJ") and noun.i - at < 4 and self.index.at(self.doc[at].idx, self.doc[at].idx + 1) is None:
            at -= 1
        token = self.doc[at]
        if token.lower_ in ("'s", "’s") and at > 0:
            token = self.doc[at - 1]
        if token.sent != noun.sent:
            return []
        nation = countries()[1].get(fold(token.text))
        if nation is not None:
            return [e for e in self.index.by_id.values() if e.type == "place" and countries()[0].get(fold(e.name)) == nation][:1]
        entity = self.index.at(token.idx, token.idx + len(token.text))
        return [entity] if entity is not None and entity.type == "organisation" and token.pos_ in ("PROPN", "NOUN") else []

    def _read_unit(self, noun: Token) -> None:
        """Read "Skyvoice, a unit of Polar Group"."""
        if noun.dep_ != "appos" and not any(c.dep_ == "cop" for c in noun.children):
            return
        subject = noun.head if noun.dep_ == "appos" else syntax.subject(noun)
        bodies = [e for c in noun.children if c.dep_ == "nmod" and syntax.preposition(c) == "of" for e in self.entities_at(c) if e.type == "organisation"]
        self.add("part_of", [e for e in self.entities_at(subject) if e.type == "organisation"][:1], bodies[:1], noun)

    def read_name(self, token: Token) -> None:
        """Read a body that a person's name is tied to: "Lucas Adeyemi of Westhaven"."""
        entity = self.index.at(token.idx, token.idx + len(token.text))
        if entity is None or entity.type != "person" or token.dep_ == "flat":
            return
        for child in token.children:
            office = self.doc[child.left_edge.i - 1]
            if office.lemma_.lower() in words("relations", "leaders") and office.head == token:
                continue  # "Kim, president of Hanbit", hung on Kim
            if child.dep_ == "nmod" and syntax.preposition(child) in ("of", "from", "at"):
                self.add("part_of", [entity], [e for e in self.entities_at(child) if e.type == "organisation"][:1], token)


def _is_bare(noun: Token) -> bool:
    """Say whether a name stands right behind its verb with no preposition, taken for no object: "to meet President Putin"."""
    verb = noun.head
    return noun.dep_ in ("obl", "obl:unmarked") and noun.pos_ == "PROPN" and noun.ent_type_ == "person" and noun.left_edge.i == verb.i + 1 and not syntax.preposition(noun)


def _refuses(verb: Token) -> bool:
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in ("refuse", "decline")


def _is_first(noun: Token) -> bool:
    """Say whether an office leads its body: not a deputy or a former one, nor one of several ("a director at")."""
    lemma = noun.lemma_.lower()
    before = {c.lower_.removesuffix("-") for c in noun.children if c.i < noun.i} | ({noun.nbor(-1).lower_} if noun.i else set())
    if before & words("relations", "not_leading"):
        return False
    if lemma == "officer":
        return bool(before & {"chief", "executive"}) and "executive" in {t.lower_ for t in noun.doc[max(0, noun.i - 3) : noun.i]}
    return lemma in words("relations", "leaders") and not before & {"a", "an"}
