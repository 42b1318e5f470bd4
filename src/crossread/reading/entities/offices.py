"""Whose office it is where the report leaves that out: "chief executive Paul Renner said", "a spokeswoman said".

A bare office belongs to the body that the text is speaking of: the organisation that was the subject last, in the
same sentence or shortly before. Counting such a speaker apart from his own body would make one voice two.
"""

from __future__ import annotations

from crossread.grammar.descriptions import acts_or_owns_actor, modifiers_before, names_owner_or_body
from crossread.grammar.doc import Token
from crossread.languages.tables import words
from crossread.model import Entity
from crossread.model.mention_index import MentionIndex
from crossread.reading.speech.outlets import is_outlet

REACH = 4  # sentences back; in the stories that we read, a bare office lies one or two behind its body


def implied_body(noun: Token, index: MentionIndex) -> Entity | None:
    """Return the organisation that a bare office means; None where the office names its body or none is near."""
    if noun.lemma_.lower() not in words("relations", "bare_offices") or not _is_bare(noun):
        return None
    sentence = noun.sent
    for back in range(REACH + 1):
        known = [t for t in sentence if t.i < noun.i and acts_or_owns_actor(t)]
        for token in reversed(known):
            body = index.at(token.idx, token.idx + len(token.text))
            if body is not None and body.type == "organisation" and not is_outlet(body.name):
                return body
        if back == REACH or sentence.start == 0:
            break
        sentence = noun.doc[sentence.start - 1].sent
    return None


def _is_bare(noun: Token) -> bool:
    """Say whether nothing beside an office names its body ("a spokesman for the ministry", "government spokesman"
    do)."""
    if names_owner_or_body(noun) or not modifiers_before(noun) <= words("relations", "office_words"):
        return False
    before = noun.nbor(-1) if noun.i else None
    return before is None or before.pos_ != "PROPN"
