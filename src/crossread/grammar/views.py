"""Other readings of one clause: as the learned roles have it, and with whom the text is about where nobody acts.

The tree and the roles are learned apart, and each errs where the other does not; whoever judges candidates may look at
both. A clause of a noun that acts for somebody ("the step of issuing", "a statement condemning") is read with that one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crossread.grammar import syntax
from crossread.grammar.clauses import Clause
from crossread.grammar.doc import Token
from crossread.grammar.matching import Scene, follow
from crossread.languages.tables import words

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET"})


def views(scene: Scene) -> Iterator[tuple[str, Scene]]:
    """Yield a clause as the tree has it, then the other readings that differ from it, each with its name."""
    yield "tree", scene
    clause = scene.clause
    if clause.kind != "verb":
        return
    by_roles = _by_roles(clause)
    if by_roles is not None:
        yield "roles", replace(scene, clause=by_roles)
    if not scene.parties.may_be_party(clause.subject) and (other := _actor(scene)) is not None:
        yield "topic", replace(scene, clause=clause.with_arguments(other, clause.object, clause.recipient))


def _by_roles(clause: Clause) -> Clause | None:
    acting, acted_on, third = (_noun(clause.roles.get(name)) for name in ("ARG0", "ARG1", "ARG2"))
    subject, thing, recipient = clause.subject, clause.object, clause.recipient
    if acting is not None and not syntax.preposition(acting) and not _is_passive_subject(acting):
        subject = acting
    if acted_on is not None and not syntax.preposition(acted_on) and not _is_led(clause.predicate, acted_on):
        thing = acted_on
    if third is not None and not syntax.preposition(third) and third not in (subject, thing):
        recipient = third
    if recipient is not None and recipient in (subject, thing):
        recipient = None
    if subject == thing or (subject, thing, recipient) == (clause.subject, clause.object, clause.recipient):
        return None
    return clause.with_arguments(subject, thing, recipient)


def _is_passive_subject(noun: Token) -> bool:
    """Say whether a noun is the subject of a passive, who does nothing: "Moe was indeed offered a post"."""
    return noun.dep_ == "nsubj:pass" and syntax.is_passive(noun.head)


def _is_led(verb: Token, noun: Token) -> bool:
    """Say whether a noun stands behind a preposition in the relative clause that describes it: "the fund to which Arle
    gives"."""
    return syntax.relative_noun(verb) == noun and syntax.relative_preposition(verb) is not None


def _noun(token: Token | None) -> Token | None:
    if token is None or token.pos_ not in _NOMINAL or token.lower_ in words("function_words", "relative_pronouns"):
        return None
    return token


def _actor(scene: Scene) -> Token | None:
    """Return whose act a clause without a subject of its own tells: that noun's owner, else whom the text is about."""
    subject, thing = scene.clause.subject, scene.clause.object
    children = subject.children if subject is not None else ()
    found = next((c for c in children if c.dep_ in syntax.OWNERS), None) or follow(scene, "topic")
    above = found.head if found is not None and found.head != scene.clause.predicate else None
    if above is not None and above.lemma_.lower() in words("speech", "say"):
        return None  # "the bank said that 90,000 euros were stolen": it tells, and took nothing
    return found if found not in (None, subject, thing) and scene.parties.may_be_party(found) else None
