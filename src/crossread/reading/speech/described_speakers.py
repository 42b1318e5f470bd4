"""Whom a description that speaks means: "the Arle governor said", "the former nominee wrote" of somebody named before.

The text's references settle descriptions by nouns that the text itself or a list gives to somebody. Who speaks is
more than that: a person, and mostly the one of whom the sentences before tell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from crossread.grammar.ages import AGE_ENDING, age_told, ages_beside
from crossread.grammar.anaphora import belongs_to_subject, has_determiner, is_narrowed_behind, nouns_of_relation
from crossread.grammar.descriptions import descriptions_of, names_before, stands_in_clause_of
from crossread.grammar.doc import Doc, Span, Token
from crossread.grammar.handing_on import words_over
from crossread.grammar.noun_classes import noun_class
from crossread.grammar.noun_phrases import owner_of
from crossread.grammar.speakers import addressed
from crossread.grammar.syntax import words_beside
from crossread.languages.genders import gender_of_words
from crossread.languages.tables import countries, fold, words
from crossread.model import Attribution, Entity, Mention, Teller
from crossread.reading.entities.held_offices import trades_of
from crossread.reading.entities.office_nouns import is_deputy, is_office, plain_noun
from crossread.reading.entities.office_titles import Office, is_of_other_office, office_of, offices_of
from crossread.reading.speech.pronouns import gender_of, said_at

REACH_ALONE = 8
REACH = 5  # sentences back in which somebody is named; those in quotation marks do not count
# weights like those of the text's references: one fact, one weight
NEAR, PER_SENTENCE, SUBJECT, PER_MENTION, SPOKE_LAST = 1.5, 0.5, 0.6, 0.08, 1.0
NOUN_KNOWN, TRADE_KNOWN, NAME_SHARED, ANOTHER_OFFICE, ALONE = 3.0, 1.0, 1.5, -1.5, 2.5
FLOOR = 1.0
AHEAD = 0.7  # by which the likeliest is ahead of the next: more than being a subject alone
_OF_MANY = ("s", "sh", "ch", "ese")  # endings of what a whole people is called
_THE, _A = frozenset({"the"}), frozenset({"a", "an"})


@dataclass(slots=True)
class _Person:
    """Somebody named, with the nouns that the text says of him and the names that stand before those."""

    entity: Entity
    gender: int
    mentions: list[tuple[int, Mention, Token]] = field(default_factory=list)  # each with its sentence and its head
    nouns: set[str] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)
    offices: list[Office] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Called:
    """A description that speaks: its noun, the names before it, and where it stands."""

    token: Token
    noun: str
    beside: frozenset[str]
    teller: Teller
    told: Attribution

    @property
    def is_of_anybody(self) -> bool:
        """Whether reports call people so whom they do not name, so that only what is told of somebody speaks for
        him."""
        return self.noun in words("speech", "unnamed_nouns") or self.noun in words("descriptions", "anybody")


def settle_descriptions(
    attributions: Sequence[Attribution], doc: Doc, entities: Sequence[Entity]
) -> tuple[Attribution, ...]:
    """Return attributions with the tellers who are only described named as who is clearly likeliest, if anybody."""
    starts = [sent.start_char for sent in doc.sents]
    people: list[_Person] | None = None
    last: str | None = None
    unnamed: set[str] = set()
    settled = dict(enumerate(attributions))
    for at, told in sorted(settled.items(), key=lambda one: (said_at(one[1]), one[0])):
        called = [_called(teller, told, doc) for teller in told.chain]
        called = [None if one is not None and one.noun in unnamed else one for one in called]
        if any(called):
            people = people if people is not None else _people(doc, entities, starts)
            found = [_likeliest(one, people, last, doc, starts) if one is not None else None for one in called]
            settled[at] = _named(told, found)
        last = next((t.entity for t in reversed(settled[at].chain) if t.entity is not None), last)
        unnamed |= {noun for teller in told.chain if (noun := _left_unnamed(teller, doc)) is not None}
    return tuple(settled[at] for at in range(len(settled)))


def _left_unnamed(teller: Teller, doc: Doc) -> str | None:
    """Return the noun of a teller whom the report brings in without a name: "a senior defence official said"."""
    if teller.entity is not None or teller.role != "anonymous" or teller.start is None:
        return None
    span = doc.char_span(teller.start, teller.end or 0, alignment_mode="expand")
    head = _head_of(span) if span is not None else None
    return plain_noun(head) if head is not None and has_determiner(head, _A) else None


def _named(told: Attribution, found: Sequence[Entity | None]) -> Attribution:
    known = {teller.entity for teller in told.chain}
    chain = tuple(
        msgspec.structs.replace(teller, name=one.name, role="person", entity=one.id)
        if one is not None and one.id not in known
        else teller
        for teller, one in zip(told.chain, found, strict=True)
    )
    changed = [(new, old) for new, old in zip(chain, told.chain, strict=True) if new != old]
    speaker = next((new.entity for new, old in changed if told.speaker in (None, old.entity)), told.speaker)
    return msgspec.structs.replace(told, chain=chain, speaker=speaker)


def _called(teller: Teller, told: Attribution, doc: Doc) -> _Called | None:
    """Return how a teller is called who is one definite person without a name."""
    span = doc.char_span(teller.start or 0, teller.end or 0, alignment_mode="expand")
    head = _head_of(span) if span is not None and teller.start is not None else None
    if span is None or head is None or head.pos_ == "PRON":
        return None
    land = _is_of_land(head) and span.root == head
    if not land and (teller.entity is not None or teller.role not in ("anonymous", "person")):
        return None
    if head.lower_ != head.lemma_.lower() and head.lower_ not in words("descriptions", "speaking_persons"):
        return None
    age = age_told(head)
    definite = has_determiner(head, _THE) or has_determiner(span.root, _THE)
    if not definite or is_narrowed_behind(head) or owner_of(head) is not None:
        return None
    noun = age or plain_noun(head)
    listed = land or age is not None or noun in words("descriptions", "speaking_persons")
    if noun_class(noun) != "person" and not is_office(head) and not listed:
        return None
    return _Called(head, noun, names_before(head) | ({noun} if land else set()), teller, told)


def _is_of_land(head: Token) -> bool:
    """Say whether a word calls one person by his country: "the German"; "the French" are many."""
    word = fold(head.text)
    return word in countries()[1] and head.text[:1].isupper() and not word.endswith(_OF_MANY)


def _head_of(span: Span) -> Token:
    """Return the noun of a description, also where the parser takes it for a word behind another: "the communications
    pro"."""
    last = span[-1]
    return last if last.lower_ in words("descriptions", "speaking_persons") else span.root


def _people(doc: Doc, entities: Sequence[Entity], starts: Sequence[int]) -> list[_Person]:
    made = []
    for entity in entities:
        if entity.type != "person":
            continue
        person = _Person(entity, gender_of(entity, doc.text, entity.mentions))
        for mention in sorted(entity.mentions, key=lambda m: m.start):
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None:
                continue
            person.mentions.append((bisect_right(starts, mention.start) - 1, mention, span.root))
            if span.root.pos_ == "PROPN":
                described = descriptions_of(span.root, mention.start, is_office)
                person.nouns |= {plain_noun(noun) for noun in described}
                person.nouns |= ages_beside(span, described)
                person.offices += [office for noun in described for office in offices_of(noun)]
                person.beside |= {name for noun in described for name in names_before(noun)}
        made.append(person)
    return made


def _likeliest(
    called: _Called, people: Sequence[_Person], last: str | None, doc: Doc, starts: Sequence[int]
) -> Entity | None:
    place = called.teller.start or 0
    named = [person for person in people if any(mention.start < place for _, mention, _ in person.mentions)]
    weighed = []
    for person in named:
        if not _speaks_against(called, person, doc):
            weight = _weight(called, person, last, doc, starts, alone=len(named) == 1)
            if weight is not None:
                weighed.append((weight, person))
    weighed.sort(key=lambda one: -one[0])
    if not weighed or weighed[0][0] < FLOOR or (len(weighed) > 1 and weighed[0][0] - weighed[1][0] < AHEAD):
        return None
    return weighed[0][1].entity


def _speaks_against(called: _Called, person: _Person, doc: Doc) -> bool:
    """Say whether somebody cannot be meant: of the other sex or another trade, named in what is said, or told it."""
    other = is_of_other_office(office_of(called.token), person.offices)
    if other or gender_of_words({called.noun}) * person.gender < 0:
        return True
    known = called.noun in person.nouns
    if not known and (_is_of_other_age_or_land(called, person) or _is_brought_in(called)):
        return True
    trades, own = trades_of(frozenset({called.noun})), trades_of(frozenset(person.nouns))
    if not known and (_is_of_no_such_trade(called, trades, own) or _is_of_such_a_one(called, person)):
        return True
    if known and called.beside and person.beside and not called.beside & person.beside:
        return True  # "the Arle mayor" is not the mayor of another town
    sentence = called.token.sent
    verb, _ = words_over(called.token)
    heard = addressed(verb)
    for _, mention, head in person.mentions:
        if head.pos_ != "PROPN":
            continue  # only a name surely is of somebody else
        near = "\n" not in doc.text[slice(*sorted((mention.start, called.teller.start or 0)))]
        inside = near and any(a <= mention.start < b for a, b in called.told.content)
        later = (called.teller.start or 0) < mention.start < sentence.end_char
        later = later and stands_in_clause_of(head, verb)
        if inside or later or head.i in heard:
            return True
    return False


def _is_of_other_age_or_land(called: _Called, person: _Person) -> bool:
    """Say whether a description tells of another age than the text does of somebody, or of a country that it does not
    tell of him; or of an age, where others are told of besides whose it may be: "a man was held"."""
    if age_told(called.token):
        return any(noun.endswith(AGE_ENDING) for noun in person.nouns) or _are_others_told_of(called, person)
    return _is_of_land(called.token) and called.noun not in person.beside


def _are_others_told_of(called: _Called, person: _Person) -> bool:
    """Say whether a noun that is a person's stands since somebody was last named, and is not what he is called."""
    doc, place = called.token.doc, called.teller.start or 0
    heads = [head for _, mention, head in person.mentions if mention.start < place]
    since = doc[heads[-1].sent.start : called.token.i] if heads else doc[: called.token.i]
    return any(
        t.pos_ == "NOUN" and plain_noun(t) not in person.nouns and noun_class(plain_noun(t)) == "person"
        for t in since
        if t.sent != called.token.sent
    )


def _is_brought_in(called: _Called) -> bool:
    """Say whether others were brought in before who are called so by age or past: "a 23-year-old was held"."""
    doc, start = called.token.doc, called.teller.start or 0
    if age_told(called.token):
        return any(f" {article} {called.noun}" in doc.text[:start].lower() for article in _A)
    alike = (t for t in doc[: called.token.i] if t.pos_ == "NOUN" and plain_noun(t) == called.noun)
    return _is_past(called.token) and any(has_determiner(t, _A) or t.lower_ != t.lemma_.lower() for t in alike)


def _is_of_such_a_one(called: _Called, person: _Person) -> bool:
    """Say whether somebody is said to be another's who is called so: of "Emil Kranz, a cousin of the mayor", of a vice
    president."""
    heads = (head for _, _, head in person.mentions)
    return is_deputy(person.nouns, called.noun) or any(called.noun in nouns_of_relation(head) for head in heads)


def _is_of_no_such_trade(called: _Called, trades: frozenset[str], own: frozenset[str]) -> bool:
    """Say whether a noun is of a trade that the text would have told of somebody: "the judge", whoever is in court."""
    if trades & own or _is_past(called.token):
        return False  # what somebody was before is often told only so
    untold = not trades & words("people", "trades_left_untold")
    return bool(trades and (own or untold)) or called.is_of_anybody


def _weight(
    called: _Called, person: _Person, last: str | None, doc: Doc, starts: Sequence[int], *, alone: bool
) -> float | None:
    """Return how likely somebody is meant who is named before, None where that is too far back."""
    place = called.teller.start or 0
    before = [(sentence, head) for sentence, mention, head in person.mentions if mention.start < place]
    sentence, head = before[-1]
    here = bisect_right(starts, place) - 1
    apart = sum(not _is_quoted(doc, starts[i]) for i in range(sentence + 1, here + 1))
    if apart > (REACH_ALONE if alone else REACH):
        return None
    known = called.noun in person.nouns
    trades = trades_of(frozenset({called.noun})) & trades_of(frozenset(person.nouns))
    of_one = called.noun in words("tellers", "one_holder") and not _is_past(called.token)
    another = not known and bool(trades) and of_one
    return (
        NEAR
        - PER_SENTENCE * apart
        + SUBJECT * belongs_to_subject(head)
        + PER_MENTION * min(len(before), 8)
        + SPOKE_LAST * (person.entity.id == last)
        + NOUN_KNOWN * known
        + TRADE_KNOWN * (bool(trades) and not known)
        + NAME_SHARED * bool(called.beside & person.beside)
        + ANOTHER_OFFICE * another
        + ALONE * alone
    )


def _is_past(head: Token) -> bool:
    return bool(words_beside(head) & (words("people", "former") | {"then"}))


def _is_quoted(doc: Doc, start: int) -> bool:
    return any(a <= start < b for a, b in doc.quoted)
