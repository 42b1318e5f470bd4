"""What a clause with a verb of saying tells of who may say it: what is said, to whom, and who is dead by then."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.anaphora import has_determiner
from crossread.grammar.doc import Doc, Span, Token
from crossread.languages.tables import words, words_of

_LATE = frozenset({"amod", "compound", "nmod:desc"})
_CONTENT = frozenset({"ccomp", "parataxis", "xcomp"})
_THE = frozenset({"the", "this", "that"})
ISSUED_NEAR = 400  # words back to the writing that "the statement" means, at most: some ten sentences
_NEARLY = frozenset({"nearly", "almost"})
_NOT_YET = frozenset({"if", "unless", "before", "to"})


def verb_of_saying(noun: Token) -> Token | None:
    """Return the verb of saying of which a noun or pronoun is the subject."""
    return noun.head if syntax.says(noun) else None


def told_words(verb: Token) -> set[int]:
    """Return the places of the words that a verb of saying brings, by the tree."""
    found = {t.i for c in verb.children if c.dep_ in _CONTENT for t in c.subtree}
    if verb.dep_ == "parataxis":
        found |= {t.i for t in verb.head.subtree} - {t.i for t in verb.subtree}
    return found


def addressed(verb: Token) -> set[int]:
    """Return the places of the nouns that somebody speaks to, who is another: "he told Orr", "she said to Orr"."""
    heard = syntax.children(verb, syntax.RECIPIENTS | syntax.OBJECTS)
    heard += [noun for preposition, noun in syntax.obliques(verb) if preposition in ("to", "with")]
    return {t.i for noun in heard for t in (noun, *(c for c in noun.children if c.dep_ in ("flat", "appos")))}


def is_teller(noun: Token, verb: Token) -> bool:
    """Say whether a noun is the subject of a verb or stands beside it as a name: "the captain, Lee Marr, said"."""
    subject = syntax.subject(verb)
    return subject is not None and (noun == subject or noun.head == subject and noun.dep_ in ("flat", "appos"))


def owns_one_of(doc: Doc, places: set[int], owned: frozenset[str], pronouns: frozenset[str]) -> bool:
    """Say whether among words some are "his", "her" or "my" of one of the nouns `owned`."""
    owners = (doc[i] for i in places if doc[i].dep_ in syntax.OWNERS and doc[i].lower_ in pronouns)
    return any(owner.head.lemma_.lower() in owned for owner in owners)


def dies(name: Token) -> bool:
    """Say whether the words around a name tell that its bearer is dead: "X was shot dead", "the late X", "X's body"."""
    verb, lemma = name.head, name.head.lemma_.lower()
    if any(c.dep_ in _LATE and c.lower_ in words("people", "dead") for c in name.children):
        return True
    if name.dep_ in syntax.OWNERS or (name.dep_ == "nmod" and syntax.preposition(name) == "of"):
        return lemma in words("people", "of_the_dead")
    if verb.pos_ != "VERB" or not _came_true(verb):
        return False
    if name.dep_ in syntax.SUBJECTS and not syntax.is_passive(verb):
        return lemma in words("people", "dying")
    suffers = syntax.is_passive(verb) if name.dep_ in syntax.SUBJECTS else name.dep_ in syntax.OBJECTS
    return suffers and (lemma in words("people", "killing") or any(c.lower_ == "dead" for c in verb.children))


def _came_true(verb: Token) -> bool:
    open_ = words("function_words", "open_or_able") | {"will"}
    if syntax.is_negated(verb) or any(a.lower_ in open_ for a in syntax.auxiliaries(verb)):
        return False
    return not syntax.words_beside(verb) & (_NEARLY | _NOT_YET)


def said_before(verb: Token, told: set[int]) -> bool:
    """Say whether a clause tells of something said earlier than the rest: "had said", "a week before, she said"."""
    if any(a.lower_ == "had" for a in syntax.auxiliaries(verb)):
        return True
    return any(t.lower_ in words("speech", "told_before") for t in verb.sent if t.i not in told)


def takes_in(noun: Token) -> bool:
    """Say whether somebody only hears, sees or finds what follows: "The court heard the tape. “…”"."""
    verb = noun.head if noun.dep_ in syntax.SUBJECTS else noun
    return verb.pos_ == "VERB" and verb.lemma_.lower() in words("speech", "taking_in")


def heads_sentence(verb: Token) -> bool:
    """Say whether a verb hangs on nothing."""
    return verb.head == verb


def top_of(words_: Span) -> Token:
    """Return the first of some words that hangs on none of them."""
    return next((t for t in words_ if t.head == t or t.head not in words_), words_[0])


def outermost(token: Token, among: list[Token]) -> Token:
    """Return the last of the tokens that one hangs on, each on the next: the head of a name of several words."""
    while token.head in among:
        token = token.head
    return token


def named_behind_from(above: Span, people: list[Token]) -> Token | None:
    """Return who is named behind "from" or "by", else the first of the people: "And from Chairman Odd Lund:"."""
    from_ = next((t for t in above if t.lower_ in ("from", "by") and t.dep_ == "case"), None)
    if from_ is None:
        return next((t for t in people if t.head not in people), None)
    return next((t for t in people if t.i > from_.i), from_.head)


def words_of_name(noun: Token) -> list[Token]:
    """Return a noun and the words that make a name with it or stand beside it as its name."""
    return [noun, *(c for c in noun.children if c.dep_ in ("flat", "appos", "compound"))]


def is_in_name(token: Token, noun: Token) -> bool:
    """Say whether a word is a noun or belongs to the name that stands with it."""
    if token == noun:
        return True
    part = token.dep_ in ("flat", "appos", "compound", "nmod:desc") or token.head.dep_ in ("flat", "appos")
    return part and noun in token.ancestors


def issuer_before(writing: Token) -> Token | None:
    """Return whose "the statement" is, by the last one before it: "Orr said in a statement …", "Osk released a
    statement …".

    None where the writing is told apart by a word of its own, or nobody is said to have written the one before.
    """
    if not {c.lower_ for c in writing.children if c.is_alpha} <= _THE:
        return None
    for token in reversed(writing.doc[max(0, writing.i - ISSUED_NEAR) : writing.i]):
        if token.lemma_ != writing.lemma_ or token.pos_ != "NOUN" or has_determiner(token, _THE):
            continue
        verb, object_ = token.head, token.dep_ in syntax.OBJECTS
        issued = object_ and verb.lemma_.lower() in words("speech", "issuing")
        tells = verb.lemma_.lower() in words_of("speech", "say", "describe", "cite")
        told = tells and syntax.preposition(token) == "in"
        return syntax.subject(verb) if (issued or told) and not syntax.is_passive(verb) else None
    return None


def announcer_of_text(sentence: Span) -> Token | None:
    """Return who gives out "the following statement"."""
    for noun in sentence:
        follows = noun.i > 0 and noun.nbor(-1).lower_ == "following"
        if follows and noun.lemma_.lower() in words("speech", "printed_nouns"):
            return syntax.subject(noun.head) if noun.dep_ == "obj" and not takes_in(noun.head) else None
    return None
