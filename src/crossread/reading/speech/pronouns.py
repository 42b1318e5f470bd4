"""Whom "she said" and "they said" mean where the text's references leave it open: whoever spoke last, if he fits."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from crossread.grammar.anaphora import many_before
from crossread.grammar.doc import Doc
from crossread.grammar.syntax import phrase, words_beside
from crossread.languages.genders import MAN, WOMAN, gender_of_name, gender_of_words
from crossread.languages.tables import words
from crossread.model import Attribution, Entity, Mention, Teller, TextSpan

FAR = 2  # paragraphs in which both stand at most: the same, or two on end
BACK = 3  # paragraphs before that are looked through for somebody named
_GENDERS = {"he": MAN, "she": WOMAN}
_MANY = "they"
_BODIES = frozenset({"anonymous", "organisation"})
_COUNTED = re.compile(
    r"^(?:(?:the|a|an|some|several|many|most|both|all|about|his|her|their|two|three|four|five|six|seven|eight|nine|ten"
    r"|\d[\d,.]*) )+(?=\w)",
    re.IGNORECASE,
)


def settle_pronouns(
    attributions: Sequence[Attribution], doc: Doc, entities: Sequence[Entity]
) -> tuple[Attribution, ...]:
    """Return attributions with the tellers who are only "he", "she" or "they" named as the last to speak.

    That must be shortly before, and fit: a person's gender must not speak against it, and "they" are a body or several
    persons. What finds nobody stays as it is: nobody is better than the wrong one.
    """
    persons = [entity for entity in entities if entity.type == "person"]
    genders = {entity.id: gender_of(entity, doc.text, entity.mentions) for entity in persons}
    people = [entity for entity in entities if entity.id in genders]
    by_id = {entity.id: entity for entity in people}
    last: Teller | None = None
    before: Attribution | None = None
    settled: dict[int, Attribution] = {}
    for at, attribution in sorted(enumerate(attributions), key=lambda one: (said_at(one[1]), one[0])):
        attribution = _going_on(attribution, last, before, doc, genders, by_id)
        chain = tuple(_brought_in(teller, last, doc) for teller in attribution.chain)
        chain = tuple(
            teller if _is_named_since(teller, last, attribution, doc, people) else _named(teller, last, doc, genders)
            for teller in chain
        )
        chain = tuple(_nearest(teller, attribution, doc, people) for teller in chain)
        last = next((teller for teller in reversed(chain) if not _is_open(teller)), last)
        named = next((new.entity for old, new in zip(attribution.chain, chain, strict=True) if _is_open(old)), None)
        speaker = attribution.speaker or named
        settled[at] = before = msgspec.structs.replace(attribution, chain=chain, speaker=speaker)
    return tuple(settled[at] for at in range(len(attributions)))


def _going_on(
    told: Attribution,
    last: Teller | None,
    before: Attribution | None,
    doc: Doc,
    genders: dict[str, int],
    by_id: dict[str, Entity],
) -> Attribution:
    """Return what "he" adds on the word of whoever spoke last: one goes on with one's own words, not with another's.

    The text's references may take "he" for whom the words before spoke of: "Brandt said the driver, Marc Tiller, had
    run a red light. He added that …". Or "Brandt" for another of that name. Or for somebody whom the sentence of
    whoever spoke last does not tell of, or tells of only in the words that it brings. `before` is what was told last.
    """
    source, cue = told.source, told.cue
    if source is None or cue is None or last is None or not _is_one_person(last, genders, doc):
        return told
    if last.entity is not None and last.entity == told.speaker:
        return told
    pronoun = doc.text[source.start : source.end].lower()
    namesake = _goes_on(doc, cue) and last.name.lower().endswith(f" {pronoun}")
    if not namesake and (pronoun not in _GENDERS or not _fits(pronoun, last, doc, genders)):
        return told
    other = by_id.get(told.speaker or "")
    others = [other] if other is not None else [] if told.speaker else [*by_id.values()]
    since = _is_told_of_nothing_since(other, last, source, doc) or _is_quoted_behind(others, before, told, doc)
    if not _goes_on(doc, cue) and not since:
        return told
    if "\n\n" in doc.text[last.end or 0 : source.start]:
        return told
    own = {"name": last.name, "role": last.role, "entity": last.entity}
    said_here = [t.start == source.start and (t.role == "person" or _is_open(t)) for t in told.chain]
    chain = tuple(
        msgspec.structs.replace(t, **own) if here else t for t, here in zip(told.chain, said_here, strict=True)
    )
    return msgspec.structs.replace(told, chain=chain, speaker=last.entity)


def _is_told_of_nothing_since(person: Entity | None, last: Teller, source: TextSpan, doc: Doc) -> bool:
    """Say whether the sentence right before a pronoun is that of whoever spoke last, and does not tell of somebody."""
    span = doc.char_span(source.start, source.end, alignment_mode="expand")
    if person is None or span is None or not span.root.sent.start or last.start is None:
        return False
    start = doc[span.root.sent.start - 1].sent.start_char
    opens = span.root.i == span.root.sent.start
    named = any(start <= mention.start < source.start for mention in person.mentions)
    return opens and start <= last.start < source.start and not named


def _is_one_person(teller: Teller, genders: dict[str, int], doc: Doc) -> bool:
    """Say whether a teller is one person, by name or by what he is: "the foreman", and no "officials" or "police"."""
    if teller.entity is not None:
        return teller.entity in genders
    span = doc.char_span(teller.start or 0, teller.end or 0, alignment_mode="expand")
    head = span.root if span is not None else None
    return head is not None and head.lower_ in words("descriptions", "person")


def _is_quoted_behind(others: Sequence[Entity], before: Attribution | None, told: Attribution, doc: Doc) -> bool:
    """Say whether "“…,” he said" stands right behind what was told last, and that sentence names others only in what
    it brings or as whose the teller is: "His son, Karl, says he never came back. “There is no grave,” he said"."""
    if before is None or before.source is None or told.source is None or told.kind != "direct":
        return False
    if any(start <= told.source.start < end for start, end in before.content):
        return False  # whoever speaks within another's words
    span = doc.char_span(told.source.start, told.source.end, alignment_mode="expand")
    if span is None or not span.root.sent.start:
        return False
    last, own = doc[span.root.sent.start - 1].sent, (before.source.start, before.source.end)
    begins = min((start for start, _ in told.content), default=0)
    if not last.start_char <= own[0] < last.end_char or begins > span.root.sent.start_char:
        return False
    places = [m.start for one in others for m in one.mentions if last.start_char <= m.start < told.source.start]
    return all(any(a <= place < b for a, b in (own, *before.content, *told.content)) for place in places)


def _goes_on(doc: Doc, cue: TextSpan) -> bool:
    """Say whether a cue carries on what was said before: "added", "also said"."""
    span = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    if span is None or not len(span):
        return False
    verb = span.root
    also = words_beside(verb) & words("speech", "going_on_adverbs")
    return bool(also) or verb.lemma_.lower() in words("speech", "going_on")


def said_at(attribution: Attribution) -> int:
    return attribution.source.start if attribution.source else attribution.content[0][0]


def _is_open(teller: Teller) -> bool:
    return teller.entity is None and teller.name.lower() in (*_GENDERS, _MANY)


def _named(teller: Teller, before: Teller | None, doc: Doc, genders: dict[str, int]) -> Teller:
    if before is None or not _is_open(teller):
        return teller
    between = doc.text[before.end : teller.start].split("\n\n")
    if len(between) > FAR or not _fits(teller.name.lower(), before, doc, genders):
        return teller
    return msgspec.structs.replace(teller, name=before.name, role=before.role, entity=before.entity)


def _is_named_since(
    teller: Teller, before: Teller | None, told: Attribution, doc: Doc, people: Sequence[Entity]
) -> bool:
    """Say whether somebody who can be meant was named behind the last to speak, where he has no name himself."""
    if before is None or before.entity is not None or not _is_open(teller) or teller.name.lower() == _MANY:
        return False
    near = _meant(teller, told, doc, people, (before.end or 0, teller.start or 0))
    return any(fits > 0 for fits, _, _ in near)


def _nearest(teller: Teller, told: Attribution, doc: Doc, people: Sequence[Entity]) -> Teller:
    """Return "he" or "she" who has not been named as the person last named before who can be meant.

    In the paragraph, else in the nearest of those before that names somebody; of several there who fit alike, nobody.
    """
    if not _is_open(teller) or teller.name.lower() == _MANY or teller.start is None:
        return teller
    end, line = teller.start, doc.text.rfind("\n", 0, teller.start) + 1
    near = _meant(teller, told, doc, people, (line, end))
    for _ in range(BACK):
        if near or not line:
            break
        end, line = line, doc.text.rfind("\n", 0, len(doc.text[:line].rstrip())) + 1
        near = _alone(_meant(teller, told, doc, people, (line, end)))
    best = max(near, key=lambda one: one[:2], default=None)
    if best is None or (best[0] <= 0 and sum(one[0] == best[0] for one in near) > 1):
        return teller
    return msgspec.structs.replace(teller, name=best[2].name, role="person", entity=best[2].id)


def _brought_in(teller: Teller, last: Teller | None, doc: Doc) -> Teller:
    """Return "they" as the people whom the sentence before tells of, where nobody spoke since: "Firefighters came"."""
    if teller.start is None or not _is_open(teller) or teller.name.lower() != _MANY:
        return teller
    span = doc.char_span(teller.start, teller.end or 0, alignment_mode="expand")
    many = many_before(span.root) if span is not None else None
    if many is None or many.idx < (last.end or 0 if last is not None else 0):
        return teller
    start, end = phrase(many)
    if "\n\n" in doc.text[start : teller.start]:
        return teller
    return msgspec.structs.replace(teller, name=_COUNTED.sub("", " ".join(doc.text[start:end].split())))


_Fitting = tuple[int, int, Entity]


def _alone(near: list[_Fitting]) -> list[_Fitting]:
    """Return who alone fits best, with whether his gender is known before all; of two alike neither is."""
    best = max((fits for fits, _, _ in near), default=0)
    found = [one for one in near if one[0] == best]
    return found if len(found) == 1 else []


def _meant(
    teller: Teller, told: Attribution, doc: Doc, people: Sequence[Entity], within: tuple[int, int]
) -> list[_Fitting]:
    """Return the persons named at a place who can be meant, each with how his gender fits and where he is named last.

    Whom what is told speaks of is not meant.
    """
    gender, found = _GENDERS[teller.name.lower()], []
    for person in people:
        apart = [m for m in person.mentions if not any(a <= m.start < b for a, b in told.content)]
        # mistaken too often to say who is a woman
        oblique = words("function_words", "oblique_personal")
        outside = [m for m in apart if doc.text[m.start : m.end].lower() not in oblique]
        places = [m.start for m in outside if within[0] <= m.start < within[1]]
        fits = gender_of(person, doc.text, outside) * gender
        if places and fits >= 0:
            found.append((fits, max(places), person))
    return found


def _fits(pronoun: str, before: Teller, doc: Doc, genders: dict[str, int]) -> bool:
    if pronoun == _MANY:
        return (before.role in _BODIES and before.entity not in genders) or _is_of_party(before.name)
    if before.entity in genders:
        return genders[before.entity or ""] * _GENDERS[pronoun] >= 0
    if before.role not in ("person", "anonymous") or before.entity is not None or _is_plural(before, doc):
        return False
    return _told({before.name}) * _GENDERS[pronoun] >= 0


def _is_of_party(name: str) -> bool:
    """Say whether a name is that of members of a party: "House Republicans"."""
    last = name.lower().split()[-1:]
    return bool(last) and last[0].endswith("s") and last[0] in words("tellers", "partisans")


def gender_of(entity: Entity, text: str, mentions: Sequence[Mention]) -> int:
    """Return what pronouns for a person say, where they agree, else the given name, else nouns ("the chairwoman")."""
    called = {text[mention.start : mention.end] for mention in mentions}
    told = {_GENDERS[words.lower()] for words in called if words.lower() in _GENDERS}
    if len(told) == 1:
        return told.pop()
    return gender_of_name(entity.name) or _told(called)


def _told(called: set[str]) -> int:
    return gender_of_words(word for words in called for word in words.lower().split())


def _is_plural(teller: Teller, doc: Doc) -> bool:
    span = doc.char_span(teller.start or 0, teller.end or 0, alignment_mode="contract")
    return any(token.pos_ == "NOUN" and token.lower_ != token.lemma_.lower() for token in span or ())
