"""Ways of telling without "said that": "to hear X tell it", "a letter in which", "by X's count", words that go on."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.clauses import tense_of
from crossread.grammar.doc import Token
from crossread.grammar.handing_on import narrowing_nouns
from crossread.grammar.noun_phrases import owner_of
from crossread.grammar.told_words import told_clauses
from crossread.grammar.verb_forms import has_condition
from crossread.languages.tables import words

_WAYS = frozenset({"way", "version", "telling"})
_WRITERS = frozenset({"i", "we"})


def told_as_one_tells_it(verb: Token) -> tuple[list[Token], list[Token]] | None:
    """Return the words of the clause that stands on the word of "as X tells it", "to hear X tell it", "the way X
    remembers it", and these words."""
    thing = syntax.direct_object(verb)
    if verb.lemma_.lower() not in words("speech", "tells_it") or thing is None or thing.lower_ != "it":
        return None
    top = _way(verb)
    if top is None or top.head == top:
        return None
    way = list(top.subtree)
    return [t for t in syntax.clause_of(top.head).subtree if t not in way], way


def _way(verb: Token) -> Token | None:
    """Return the head of the phrase that says on whose word its clause stands."""
    if verb.dep_ == "advcl" and "as" in syntax.words_beside(verb):
        return verb
    if verb.head.lower_ == "hear" and verb.head.dep_ == "advcl" and "to" in syntax.words_beside(verb.head):
        return verb.head
    way = verb.head
    if verb.dep_ in ("acl:relcl", "acl", "relcl") and way.lower_ in _WAYS and way.dep_ in syntax.OBLIQUES:
        return way
    return None


def told_inside(noun: Token) -> tuple[list[Token], list[Token]] | None:
    """Return what a writing or a recording tells in "a letter in which Y asks for mercy", and the words "in which".

    Where the clause brings somebody's words itself ("in which he says that …") they are his.
    """
    if noun.lemma_.lower() not in words("speech", "telling_documents") or noun.pos_ != "NOUN":
        return None
    for clause in syntax.children(noun, syntax.RELATIVE):
        first = [t for t in clause.subtree if not t.is_space][:2]
        joins = [t.lower_ for t in first] in (["in", "which"], ["on", "which"])
        if joins and first[0].i == noun.i + 1 and not told_clauses(clause)[0]:
            return [t for t in clause.subtree if t not in first], first
    return None


def counted_by(verb: Token) -> tuple[Token, Token, list[Token]] | None:
    """Return the count, who made it, and the words that stand on his word: "a tally by X stands at 70"."""
    count = syntax.subject(verb)
    if count is None or count.lemma_.lower() not in words("speech", "counts") or syntax.is_passive(verb):
        return None
    counts = verb.lemma_.lower() in words("speech", "amounting") or verb.like_num
    counter = next(iter(narrowing_nouns(count, "by")), None) or owner_of(count)
    if not counts or counter is None or syntax.is_time(counter) or not any(t.like_num for t in verb.subtree):
        return None
    return count, counter, list(verb.subtree)


def may_go_on(sentence: Token) -> bool:
    """Say whether the verb of a sentence may go on with what was told before: "It would open again in May"."""
    helpers = [a.lower_ for a in syntax.auxiliaries(sentence)]
    subject = syntax.subject(sentence)
    return (
        "would" in helpers
        and "have" not in helpers
        and not has_condition(sentence)
        and (subject is None or subject.lower_ not in _WRITERS)
        and "?" not in sentence.sent.text
    )


def is_told_in_the_past(cue: Token) -> bool:
    """Say whether a verb of saying stands in the past: what was said is told as "would", not as "will"."""
    return cue.pos_ == "VERB" and tense_of(cue, syntax.auxiliaries(cue)) == "past"
