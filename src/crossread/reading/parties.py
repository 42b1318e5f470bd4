"""Who a noun stands for: a named party, the speaker behind "we", whom "they" means, or a description by its own
words."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.doc import Doc, Token
from crossread.grammar.item_phrases import end_before, end_before_agent
from crossread.grammar.noun_classes import noun_class, of_noun
from crossread.grammar.party_nouns import (
    acts_or_is_given,
    is_several,
    is_told_of_with_who,
    name_above_or_behind,
    names_below,
    subject_above,
    words_of_owners,
)
from crossread.languages.tables import words, words_of
from crossread.model import Entity, Party, Statement
from crossread.model.mention_index import MentionIndex

MAX_NAME = 100  # code points: a longer description names nobody
PARTY_TYPES = frozenset({"person", "organisation", "place", "group", "facility"})
_THEY = frozenset({"they", "them", "their"})


class Parties:
    """Names the parties of one report, and the statement that carries a place."""

    def __init__(self, doc: Doc, statements: tuple[Statement, ...], index: MentionIndex) -> None:
        self.doc, self.statements, self.index = doc, statements, index
        self._entities: dict[Token, Entity | None] = {}
        self._able: dict[Token, bool] = {}

    def statement_at(self, start: int, end: int, clause: Token) -> Statement | None:
        """Return the statement whose words carry [start, end): that of the clause before another, the tightest
        first."""
        near = [s for s in self.statements if s.start < end and s.end > start]
        return min(
            near,
            key=lambda s: (
                -(min(s.end, end) - max(s.start, start)),
                not s.start <= clause.idx < s.end,
                s.end - s.start,
            ),
            default=None,
        )

    def statement_telling(self, at: Token) -> Statement | None:
        """Return the tightest statement at a word; for a word about the teller ("said X, head of Y") what is told."""
        start, end = at.idx, at.idx + len(at.text)
        near = [s for s in self.statements if s.start < end and s.end > start]
        if near:
            return min(near, key=lambda s: s.end - s.start)
        told = []
        for statement in self.statements:
            attribution = statement.attribution
            if any(
                part is not None and part.start < end and part.end > start
                for part in (attribution.source, attribution.cue)
            ):
                told.append(statement)
        if not told:
            told = [s for s in self.statements if s.start < at.sent.end_char and s.end > at.sent.start_char]
        return min(told, key=lambda s: (abs(s.start - start), s.start), default=None)

    def party(self, token: Token | None, beside: Token | None = None) -> Party | None:
        """Return whom a noun names: its entity, the name beside it, the speaker for "we"; nothing for an open pronoun.

        `beside` is what its verb has besides, which ends its words: "asked the capital" (for diggers).
        """
        if token is None or token.is_space or token.is_punct:
            return None
        entity = self.entity(token)
        if entity is not None:
            return Party(name=entity.name, entity=entity.id)
        if token.lower_ in words("function_words", "some_of") and (counted := of_noun(token)) is not None:
            return self.party(counted)  # "all of them", "one of the firms"
        if token.lower_ in words("function_words", "speakers"):
            return self._speaker(token)
        if token.lower_ in _THEY:
            return self._plural_before(token)
        if token.lower_ == "it":
            return self._body_before(token)
        if token.pos_ in ("PRON", "DET", "ADV") or token.lower_ in words("function_words", "no_parties"):
            return None
        start, end = syntax.phrase(token)
        if token.pos_ == "PROPN":
            owners = words_of_owners(token)
            named = [
                e
                for e in self.index.within(start, end)
                if e.type in PARTY_TYPES and not any(self.index.at(t.idx, t.idx + 1) == e for t in owners)
            ]
            if named:
                return Party(name=named[-1].name, entity=named[-1].id)
        end = end_before_agent(token, end_before((beside,), token, end))
        text = " ".join(self.doc.text[start:end].split()).partition(", ")[0].partition(" by ")[0].rstrip(",")
        if text.lower().startswith("whose "):
            text = text[6:]
        return Party(name=text) if text and len(text) < MAX_NAME else None

    def entity(self, token: Token) -> Entity | None:
        """Return the party entity at a token, else the one named beside it ("French rival Lumenor", "the firm,
        Hale")."""
        if token not in self._entities:
            self._entities[token] = self._entity(token)
        return self._entities[token]

    def _entity(self, token: Token) -> Entity | None:
        found = self.index.at(token.idx, token.idx + len(token.text))
        if found is not None and (found.type in PARTY_TYPES or token.pos_ == "PRON"):
            return (self._beside(token) if token.pos_ == "NOUN" else None) or found  # the name beside it knows better
        return self._beside(token)

    def _beside(self, token: Token) -> Entity | None:
        if token.pos_ == "PRON":
            return None
        for noun in names_below(token):
            if (found := self._party_at(noun)) is not None:
                return found
        named = name_above_or_behind(token)
        return self._party_at(named) if named is not None else None

    def _party_at(self, token: Token) -> Entity | None:
        found = self.index.at(token.idx, token.idx + len(token.text))
        return found if found is not None and found.type in PARTY_TYPES else None

    def named(self, token: Token) -> bool:
        """Say whether a noun stands for a named person, organisation or place."""
        entity = self.entity(token)
        return entity is not None and entity.type in ("place", "organisation", "person")

    def may_be_party(self, token: Token | None) -> bool:
        """Say whether a noun can hold, need, give or get: a name, people, a body, a place; not an act or an idea."""
        if token is None:
            return False
        if token not in self._able:
            self._able[token] = self._may_be_party(token)
        return self._able[token]

    def _may_be_party(self, token: Token) -> bool:
        if self.entity(token) is not None:
            return True
        if acts_or_is_given(token) and token.text[:1].isupper() and self._is_name(token):
            return True  # a name of unknown kind that acts or is given something
        if token.pos_ == "PRON":
            return token.lower_ in words("function_words", "speakers") | _THEY | {"it"}
        lemma = token.lemma_.lower()
        if is_told_of_with_who(token):
            return True  # "the independents, who"; not "a letter from the rebels, who"
        if lemma in words_of("descriptions", "person", "organisation", "place"):
            return True
        if lemma in words_of("relations", "leaders", "members"):
            return True
        if lemma in words("exchange", "estates") and (whose := of_noun(token)) is not None:
            return self.named(whose)  # "from the estate of Enid Crowle"
        if lemma in words("exchange", "mere_places"):
            return False  # "sent pumps to the scene": nobody acts there
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
            if (
                statement.start <= token.idx < statement.end
                and source is not None
                and not statement.attribution.speaker
            ):
                span = self.doc.char_span(source.start, source.end, alignment_mode="expand")
                if span is not None and span.root.pos_ in ("NOUN", "PROPN") and self.may_be_party(span.root):
                    return self.party(span.root)
        return None

    def _body_before(self, token: Token) -> Party | None:
        """Return whom an "it" means that no entity took: the body or country that the sentence before is about."""
        speaker = subject_above(token)  # "the agency says it needs boats"
        if speaker is not None and speaker.pos_ != "PRON" and speaker.i < token.i and self.may_be_party(speaker):
            return self.party(speaker)
        if not token.sent.start:
            return None
        subject = syntax.subject(self.doc[token.sent.start - 1].sent.root)
        entity = self.entity(subject) if subject is not None else None
        return (
            Party(name=entity.name, entity=entity.id)
            if entity is not None and entity.type in ("organisation", "place")
            else None
        )

    def _plural_before(self, token: Token) -> Party | None:
        """Return whom "they" means: the last plural subject before it, here or in the sentence before."""
        floor = self.doc[token.sent.start - 1].sent.start if token.sent.start else 0
        for other in reversed(list(self.doc[floor : token.i])):
            if syntax.is_subject(other) and other.pos_ in ("NOUN", "PROPN"):
                if is_several(other) or (other.sent != token.sent and noun_class(other.lemma_.lower()) == "group"):
                    return self.party(other)
        return None

    def other_before(self, token: Token, taken: str | None) -> Party | None:
        """Return whom "him" or "it" means where it cannot be the clause's subject: the last fitting name before it."""
        wanted = {"it": ("organisation", "place"), "him": ("person",), "her": ("person",)}.get(
            token.lower_, tuple(PARTY_TYPES)
        )
        floor = self.doc[token.sent.start - 1].sent.start if token.sent.start else 0
        for other in reversed(self.doc[floor : token.i]):
            entity = self.index.at(other.idx, other.idx + len(other.text)) if other.pos_ == "PROPN" else None
            if entity is not None and entity.type in wanted and entity.id != taken:
                return Party(name=entity.name, entity=entity.id)
        return None
