"""Offices and memberships: which noun of office a text gives to whom, and whose office it is.

Titles before a name ("Texas Gov. Rick Perry"), appositions ("Mira Pell, head of X"), what somebody is or becomes, and
office nouns that stand for an unnamed holder ("a bank employee"). Read by the order of the words first, since trees of
long titles err, and by the tree where words alone do not tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crossread.grammar import syntax
from crossread.grammar.doc import Doc, Token, once
from crossread.grammar.noun_classes import is_time, noun_class
from crossread.languages.tables import countries, fold, words, words_of
from crossread.model import Entity
from crossread.model.mention_index import MentionIndex

MAX_TITLE = 8  # words of a title that are looked through
_MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_IN_TITLE = _MODIFIERS | {"DET", "PRON", "PART"}


@dataclass(frozen=True, slots=True, eq=False)
class Office:
    """A noun of office with its holder and the body that it belongs to.

    `holder` is a word of the holder's name, or the noun itself where nobody is named; `by` says which construction ties
    the holder and `through` which ties the body: "title", "behind", "predicate", … and "owner", "before" or a
    preposition.
    """

    noun: Token
    holder: Token
    body: Token
    by: str
    through: str


@once
def is_office(token: Token) -> bool:
    """Say whether a word names an office, a trade or a membership that a body can have."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    named = words_of("relations", "leaders", "members", "politicians")
    return token.lemma_.lower() in named or token.lower_ in named


def _is_person_noun(token: Token) -> bool:
    """Say whether a common noun names people by what they do or are, listed as an office or not: "a welder at
    Norvane"."""
    return token.pos_ == "NOUN" and noun_class(token.lemma_.lower()) == "person"


def offices(doc: Doc, index: MentionIndex) -> Iterator[Office]:
    """Yield the offices of a text, one for each holder and body, in order of the nouns."""
    for token in doc:
        if (is_office(token) or _is_person_noun(token)) and not _is_part_of_title(token):
            holders = list(_holders(token, index)) or [(_whose_apposition(token), "unnamed")]
            bodies = list(_bodies(token, holders[0][0], index))
            for holder, by in holders:
                yield from (
                    Office(token, holder, body, by, through) for body, through in bodies if body not in (token, holder)
                )
        if _starts_name(token, index):
            yield from _of_name(token)


def _whose_apposition(noun: Token) -> Token:
    """Return the noun before whose comma-marked apposition an office is: "the brothers, both members of the union";
    else itself."""
    above, first = noun.head, noun.left_edge
    behind_comma = "," in (first.text, noun.doc[first.i - 1].text)
    apposed = noun.dep_ == "appos" and above.i < first.i and behind_comma
    return above if apposed and above.pos_ == "NOUN" else noun


def without_body(doc: Doc, index: MentionIndex) -> Iterator[tuple[Token, Token, str]]:
    """Yield the offices of named holders that name no body there, as noun, holder and construction: "the mayor, Ida
    Moe".

    A party before the noun is no body ("the Democratic mayor, Ida Moe").
    """
    for token in doc:
        if not is_office(token) or _is_part_of_title(token):
            continue
        holders = [(holder, by) for holder, by in _holders(token, index) if by != "stands for"]
        if holders and all(through == "party" for _, through in _bodies(token, holders[0][0], index)):
            yield from ((token, holder, by) for holder, by in holders)


def _is_part_of_title(token: Token) -> bool:
    """Say whether another noun of office follows at once: the "Police" of "Police Chief", "chief" of "chief
    executive"."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return after is not None and is_office(after)


def _entity(token: Token, index: MentionIndex) -> Entity | None:
    return index.at(token.idx, token.idx + len(token.text))


def _is_person(token: Token, index: MentionIndex) -> bool:
    entity = _entity(token, index)
    return entity is not None and entity.type == "person" and token.pos_ == "PROPN"


def _starts_name(token: Token, index: MentionIndex) -> bool:
    """Say whether the name of a person begins at a word; titles inside the mention do not count."""
    if not _is_person(token, index) or is_office(token):
        return False
    before = token.doc[token.i - 1] if token.i else None
    return (
        before is None or is_office(before) or _entity(before, index) != _entity(token, index) or before.pos_ != "PROPN"
    )


def _holders(noun: Token, index: MentionIndex) -> Iterator[tuple[Token, str]]:
    doc = noun.doc
    after = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
    if after is not None and after.sent == noun.sent and _is_person(after, index):
        yield from ((one, "title") for one in _listed_names(after, index))
        return
    found: list[tuple[Token, str]]
    found = [
        (name, "name behind")
        for c in noun.children
        if c.dep_ in ("appos", "flat") and not _is_parted(noun, c) and (name := _name_of(c, index)) is not None
    ]
    if not found and (name := _name_behind_body(noun, index)) is not None:
        found = [(name, "title")]
    if not found and (name := _name_apposed_to_body(noun, index)) is not None:
        found = [(name, "name behind")]
    if not found and (name := _name_before(noun, index)) is not None:
        found = [(name, "behind name")]
    if not found and (name := _name_behind_comma(noun, index)) is not None:
        found = [(name, "name behind")]
    if not found and (subject := _subject(noun) or _name_said_of(noun, index)) is not None and _names(subject, index):
        found = [(subject, "predicate")]
    if not found and noun.pos_ == "NOUN" and (entity := _entity(noun, index)) is not None and entity.type == "person":
        found = [(noun, "stands for")]
    for token, by in found:
        listed = [token] if by == "stands for" else syntax.conjuncts(token)
        if by == "behind name":  # of "Moe, head of Osk; Orr, a clerk" nobody behind it is the head
            listed = [one for one in listed if one.i < noun.i]
            listed = listed if _is_plural(noun) else listed[-1:]
        yield from ((one, by) for one in listed)


def _is_parted(noun: Token, name: Token) -> bool:
    """Say whether a semicolon stands between, behind which another of a list is told of: "head of X; Ida Moe; …"."""
    return any(t.text == ";" for t in noun.doc[noun.i : name.i])


def _name_of(token: Token, index: MentionIndex) -> Token | None:
    """Return the name that an apposition gives: itself, or the name behind its title."""
    if _is_person(token, index):
        return token
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return after if is_office(token) and after is not None and _is_person(after, index) else None


def _name_behind_body(noun: Token, index: MentionIndex) -> Token | None:
    """Return the name right behind "of X": "Director of National Intelligence Dan Coats"."""
    if noun.i + 2 >= len(noun.doc) or noun.doc[noun.i + 1].lower_ != "of" or noun.pos_ != "PROPN":
        return None
    for token in noun.doc[noun.i + 2 : min(noun.i + 6, noun.sent.end)]:
        if _is_person(token, index):
            return token
        if token.pos_ != "PROPN":
            return None
    return None


def _name_apposed_to_body(noun: Token, index: MentionIndex) -> Token | None:
    """Return the name that follows an office and its body: "a spokesman for Norvane, Leo Grand, said"."""
    lost = _lost_behind(noun)
    if lost is None or any(t.text == "," for t in noun.doc[noun.i : lost[1].i]):
        return None
    at = lost[1].i + 1
    if (
        at + 1 >= noun.sent.end
        or noun.doc[at].text != ","
        or (noun.left_edge.i and noun.doc[noun.left_edge.i - 1].text == ",")
    ):
        return None
    return noun.doc[at + 1] if _is_person(noun.doc[at + 1], index) else None


def _name_behind_comma(noun: Token, index: MentionIndex) -> Token | None:
    """Return the name right behind the comma that follows an office: "Norvane's chairman, Peter Hall"."""
    if noun.i + 2 >= noun.sent.end or noun.doc[noun.i + 1].text != ",":
        return None
    name = noun.doc[noun.i + 2]
    before = noun.doc[noun.left_edge.i - 1] if noun.left_edge.i else None
    apposed = before is not None and before.text == ","  # "X, the chairman, Peter Hall said": of the name before
    return name if _is_person(name, index) and not apposed else None


def _listed_names(first: Token, index: MentionIndex) -> list[Token]:
    """Return the names that one plural title gives: "Senators A and B"."""
    if _is_plural(first.doc[first.i - 1]):
        return [one for one in syntax.conjuncts(first) if one == first or _is_person(one, index)]
    return [first]


def _is_plural(noun: Token) -> bool:
    """Say whether an office is that of several: "Sens.", "chairmen", "leaders"."""
    short = noun.lower_.rstrip(".") in ("sens", "reps", "govs")
    return short or (noun.lower_.endswith(("s", "men")) and noun.lemma_.lower() != noun.lower_)


def _name_before(noun: Token, index: MentionIndex) -> Token | None:
    """Return the name that an apposition stands behind: "Mira Pell, the head of X", "Mira Pell (D), head of X"."""
    at = noun
    if at.dep_ == "nmod" and syntax.preposition(at) == "of" and at.head.lower_ == "one":
        at = at.head  # "Mira Pell, one of the advisers to X"
    while at.dep_ == "conj" and is_office(at.head):
        at = at.head
    described = at.dep_ in ("appos", "nmod:desc", "flat", "nmod", "acl") and _is_person(at.head, index)
    if described and at.head.i < at.i and not at.head.i < at.head.head.i < at.i:
        return at.head  # not behind the verb: "Hall spoke to Minister of Trade and …"
    return _name_before_comma(noun, index)


def _name_before_comma(noun: Token, index: MentionIndex) -> Token | None:
    """Return the name before the comma that opens an apposition, whatever the tree says: "Ed Royce of X, the
    chairman"."""
    doc, at = noun.doc, noun.i - 1
    while (
        at > noun.sent.start
        and noun.i - at <= MAX_TITLE
        and (doc[at].pos_ in _IN_TITLE or doc[at].lower_ in ("'s", "’s", "and"))
    ):
        if _is_person(doc[at], index):
            return None
        at -= 1
    if at <= noun.sent.start or doc[at].text not in (",", "—", "–"):
        return None
    end = at - 1
    if doc[end].text == ")":
        end = next((i for i in range(end, max(noun.sent.start, end - 6), -1) if doc[i].text == "("), end) - 1
    while end > noun.sent.start and at - end < MAX_TITLE:
        token = doc[end]
        if _is_person(token, index):
            return doc[_first_of_name(token, index)]
        if token.pos_ not in ("PROPN", "ADP", "PUNCT") or token.text == ",":
            return None
        end -= 1
    return None


def _first_of_name(token: Token, index: MentionIndex) -> int:
    """Return the index of the word that heads a name: the highest in the tree inside its mention."""
    entity, at = _entity(token, index), token
    while at.head != at and at.head.pos_ == "PROPN" and _entity(at.head, index) == entity:
        at = at.head
    return at.i


def _subject(noun: Token) -> Token | None:
    """Return who is said to be, to become, to be named or to serve as an office."""
    if syntax.is_negated(noun):
        return None
    if any(c.dep_ == "cop" for c in noun.children):
        return syntax.subject(noun) or syntax.relative_subject(noun)
    verb = noun.head
    lemma = verb.lemma_.lower()
    if noun.dep_ in ("xcomp", "obj") and lemma in words("relations", "appointing"):
        objects = [c for c in verb.children if c.dep_ in ("obj", "nsubj:pass") and c != noun]
        return objects[0] if objects else syntax.subject(verb)
    if noun.dep_ in ("obl", "xcomp") and syntax.preposition(noun) == "as":
        if syntax.is_negated(verb):
            return None
        if lemma in words("relations", "replacing"):
            return syntax.agent(verb)  # "replaced Hall as head of the agency"
        if lemma not in words("relations", "serving_as"):
            return None
        if lemma in words("relations", "appointing"):
            return syntax.patient(verb) or syntax.relative_subject(verb)  # "was sworn in as", "was hired as"
        return syntax.subject(verb) or syntax.relative_subject(verb)
    return None


def _name_said_of(noun: Token, index: MentionIndex) -> Token | None:
    """Return the name that an office is said to be: "the head of the agency is Mira Pell"."""
    name = noun.head
    said = noun.dep_ in syntax.SUBJECTS and any(c.dep_ == "cop" for c in name.children)
    return name if said and _is_person(name, index) and not syntax.is_negated(name) else None


def _names(token: Token, index: MentionIndex) -> bool:
    entity = _entity(token, index)
    return entity is not None and entity.type in ("person", "group")


def _bodies(noun: Token, holder: Token, index: MentionIndex) -> Iterator[tuple[Token, str]]:
    """Yield every body that a title, its owner, what stands behind it and behind the name name; else who appoints."""
    before, behind = _before(noun, index), list(_behind(noun))
    if not behind and all(body.pos_ == "PRON" for body, _ in before) and (body := _appointer(noun, index)) is not None:
        yield body, "owner"
        return
    yield from before
    for preposition, led in behind:
        body = _before_name(led, index)
        yield from ((one, preposition) for one in syntax.conjuncts(body))
    if holder != noun and noun.i < holder.i:
        for preposition, body in _behind(holder):
            if preposition in ("of", "from", "with", "at"):
                yield body, preposition


def _appointer(noun: Token, index: MentionIndex) -> Token | None:
    """Return the body that makes somebody its own: "the club" of "the club appointed her as coach"; a board chooses for
    another body."""
    verb = noun.head
    hung = noun.dep_ in ("xcomp", "obj") or (noun.dep_ == "obl" and syntax.preposition(noun) == "as")
    if not hung or verb.lemma_.lower() not in words("relations", "hiring"):
        return None
    body = syntax.agent(verb)
    if body is None or body.lemma_.lower() in words("relations", "choosing_bodies"):
        return None
    entity = _entity(body, index)
    named = entity is not None and entity.type == "organisation"
    return body if named or (body.pos_ == "NOUN" and noun_class(body.lemma_.lower()) == "group") else None


def _before_name(led: Token, index: MentionIndex) -> Token:
    """Return what stands before the name of a person that trees have behind a preposition: the State of "Secretary of
    State Ida Moe"."""
    at = led.i
    while at > led.sent.start and _is_person(led.doc[at], index):
        at -= 1
    found = led.doc[at]
    return found if found.pos_ in ("NOUN", "PROPN") and _is_person(led, index) else led


def _before(noun: Token, index: MentionIndex) -> list[tuple[Token, str]]:
    """Return what `_words_before` finds, without the common nouns where a name says whose the office is: the
    "Communications" of "White House Communications Director", but not the council of "Brandt city council member"."""
    found = list(_words_before(noun, index))
    if not any(through == "before" for _, through in found):
        return found
    groups = [body for body, _ in found if noun_class(body.lemma_.lower()) == "group"]
    return [(body, through) for body, through in found if through != "noun before" or body in groups]


def _words_before(noun: Token, index: MentionIndex) -> Iterator[tuple[Token, str]]:
    """Yield the body in the words before an office noun, the owner of the title, and a party: "Republican", "Texas".

    A capital that names nobody hides no name before it: the "Press" of "White House Press Secretary".
    """
    doc, at, found, near = noun.doc, noun.i - 1, False, False
    while at >= max(noun.sent.start, noun.i - MAX_TITLE):
        token = doc[at]
        if token.lower_ in syntax.POSSESSIVES and at > noun.sent.start:
            yield doc[at - 1], "owner"
            return
        if token.lower_ in words("function_words", "possessives"):
            yield token, "owner"
            return
        if token.pos_ not in _MODIFIERS and token.text != "-":
            return
        entity = _entity(token, index)
        if entity is not None and (entity.type != "person" or token.pos_ == "PROPN") and not is_office(token):
            of_party = token.lower_ in words("relations", "parties")
            if not found or of_party:
                yield token, "before"
            found = found or not of_party  # "House Democratic Leader": of the House as well
            while at > noun.sent.start and _entity(doc[at - 1], index) == entity:
                at -= 1
        elif token.lower_ in words("relations", "parties"):
            yield token, "party"
        elif not found and fold(token.text) in countries()[1]:
            yield token, "before"
            found = True
        elif not found and not near and _may_be_body(token) and not _names_compound(token):
            yield token, "noun before"
            near = token.text[:1].isupper()  # "Norvane bomb technician": the body stands before what he does
        at -= 1


def _names_compound(token: Token) -> bool:
    """Say whether a common noun only begins the name of a body that goes on behind it: the "homeland" of "homeland
    security secretary"."""
    behind = token.doc[token.i + 1]
    common = token.text.islower() or token.i == token.sent.start
    if not common or token.dep_ != "compound" or is_time(token):
        return False
    return behind.text.islower() and behind.pos_ == "NOUN" and not is_office(behind)


def body_name(body: Token) -> str:
    """Return the words of a body that common nouns before an office name: "homeland security"."""
    first = body.i
    while first > body.sent.start and _names_compound(body.doc[first - 1]) and body.doc[first - 1].pos_ == "NOUN":
        first -= 1
    return body.doc[first : body.i + 1].text


def _may_be_body(token: Token) -> bool:
    """Say whether a word before an office noun may name its body: a noun, or a capital that the tagger took for an
    adjective."""
    if token.lower_ in words("relations", "office_words") or is_office(token):
        return False
    capital = token.pos_ == "ADJ" and token.text[:1].isupper() and token.i > token.sent.start
    return token.pos_ in ("NOUN", "PROPN") or capital


def _behind(noun: Token) -> Iterator[tuple[str, Token]]:
    found, leads = False, words("function_words", "before_bodies")
    for child in noun.children:
        preposition = syntax.preposition(child)
        if child.dep_ in ("nmod", "obl") and child.i > noun.i and preposition in leads:
            found = True
            yield preposition, child
    if not found and (lost := _lost_behind(noun)) is not None:
        yield lost


def _lost_behind(noun: Token) -> tuple[str, Token] | None:
    """Return the noun behind a preposition that stands right behind, where the parser hung it elsewhere."""
    doc, at = noun.doc, noun.i + 1
    if at + 1 >= noun.sent.end or doc[at].lower_ not in words("function_words", "before_bodies"):
        return None
    last = None
    for token in doc[at + 1 : min(at + 9, noun.sent.end)]:
        if token.pos_ not in _IN_TITLE and token.lower_ != "and":
            break
        last = token if token.pos_ in ("NOUN", "PROPN") else last
    return (doc[at].lower_, last) if last is not None else None


def _of_name(name: Token) -> Iterator[Office]:
    """Yield what a bare name is tied to: "Lucas Adeyemi of Westhaven", "WCCO's Nikki Finke"."""
    before = name.doc[name.i - 1] if name.i else None
    if before is not None and before.lower_ in ("'s", "’s") and before.i:
        yield Office(name, name, name.doc[before.i - 1], "name", "owner")
    if before is None or not is_office(before):
        for preposition, body in _behind(name):
            if preposition in ("of", "from", "with", "at"):
                yield Office(name, name, body, "name", preposition)
