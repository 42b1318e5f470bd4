"""Clauses that say nothing themselves: they bring what another says, weigh how likely it is, or tell of hearsay."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.clause_links import asks_circumstance, link_of, mark_of
from crossread.grammar.doc import Token
from crossread.grammar.telling import is_done_with
from crossread.grammar.told_words import estimated_by, is_naming, is_number_of_people
from crossread.languages.tables import words, words_of


def verbs_on(head: Token) -> list[Token]:
    """Return the verbs that hang on a predicate."""
    return [c for c in head.children if c.pos_ == "VERB"]


def objects_of(head: Token) -> list[Token]:
    """Return the objects of a predicate."""
    return syntax.children(head, syntax.OBJECTS)


def is_content_of(clause: Token, head: Token) -> bool:
    """Say whether a clause is what a predicate brings: the content of its telling."""
    return clause.head == head and link_of(clause) == "content"


def is_aside(head: Token) -> bool:
    """Say whether a clause stands beside what is denied: "denied paying the gang, which broke in in May"."""
    return head.dep_ in ("acl:relcl", "relcl", "advcl", "advcl:relcl") and syntax.is_finite(head)


def tells_nothing(head: Token) -> bool:
    """Say whether a clause is a telling whose content stands elsewhere, or nowhere: "the companies said on
    Saturday"."""
    plain = head.lemma_.lower() in words("speech", "needs_words") and not syntax.is_negated(head)
    brings = any(c.dep_ in syntax.OBJECTS or link_of(c) in ("content", "complement") for c in head.children)
    return plain and head.pos_ == "VERB" and not brings and not syntax.is_passive(head)


def is_part_of_content(cue: Token) -> bool:
    """Say whether a cue is part of what is said: "put the toll at 57", "called the plan reckless", "counted nine
    dead"."""
    lemma = cue.lemma_.lower()
    things = [c for c in cue.children if c.dep_ in syntax.OBJECTS | syntax.PASSIVE & syntax.SUBJECTS]
    estimated = any(c.lemma_.lower() in words("speech", "estimated_nouns") or c.pos_ == "PRON" for c in things)
    counts = lemma in words("speech", "estimate_verbs") and estimated
    names = is_naming(cue) and not any(
        mark_of(c) == "that" for c in cue.children if link_of(c) == "content"
    )
    lists = lemma in words("speech", "counting_verbs") and any(is_number_of_people(c) for c in things)
    describes = cue.dep_ == "acl" and estimated_by(cue) is not None  # "the crowd, put at 4,000 by police, left"
    return counts or names or lists or describes


def only_weighs(head: Token, heads: list[Token]) -> bool:
    """Say whether a clause only tells how likely another is: "it is likely that", "there is no chance that", "we
    believe"."""
    lemma = head.lemma_.lower()
    claim = _weighed_noun(head)
    if claim is not None and lemma in words_of("certainty", "false", "true"):
        # "rumours that X fled were false"; not "the claim made on Monday is false"
        return any(c in heads and not is_done_with(c, claim) for c in claim.children)
    if _says_i_think(head) or _is_hearsay(head):
        return any(c in heads for c in head.children if link_of(c) in ("content", "subject"))
    if _only_settles(head):
        return any(c in heads for c in head.children if asks_circumstance(c) or link_of(c) in ("content", "subject"))
    weighing = words_of("certainty", "true", "rumouring")
    if lemma in weighing or head.pos_ == "ADJ" and lemma in words("certainty", "adjectives") | {"clear", "sure"}:
        empty = all(
            c.lower_ in ("it", "there")
            for c in head.children
            if c.dep_ in syntax.SUBJECTS | {"expl"} and not syntax.is_clause(c)
        )
        return empty and any(c in heads for c in head.children if link_of(c) in ("content", "subject"))
    chances = words("certainty", "nouns")
    weighed = [
        c
        for c in head.children
        if c.dep_ in syntax.SUBJECTS | {"attr", "obj"} and c.pos_ == "NOUN" and c.lemma_.lower() in chances
    ]
    there = lemma == "be" and any(c.dep_ == "expl" or c.lower_ == "there" for c in head.children)
    return there and any(c in heads for noun in weighed for c in noun.children if c.dep_ in ("acl", "ccomp"))


def _weighed_noun(head: Token) -> Token | None:
    """Return the claim, report or rumour that a clause speaks of."""
    return next(
        (
            c
            for c in head.children
            if c.dep_ in syntax.SUBJECTS and c.lemma_.lower() in words("certainty", "told_nouns")
        ),
        None,
    )


def _is_hearsay(head: Token) -> bool:
    """Say whether a clause only tells that something is said, nobody knows by whom: "it is said", "it has been
    alleged"."""
    dummy = any(c.lower_ == "it" for c in head.children if c.dep_ in syntax.SUBJECTS | {"expl"})
    return dummy and syntax.is_passive(head) and head.lemma_.lower() in words("certainty", "hearsay")


def _only_settles(head: Token) -> bool:
    """Say whether a clause only tells what is known or open: "it was unclear when", "it has not been shown that"."""
    dummy = any(c.lower_ == "it" for c in head.children if c.dep_ in syntax.SUBJECTS | {"expl"})
    return dummy and head.lemma_.lower() in words("certainty", "unsettled")


def _says_i_think(head: Token) -> bool:
    """Say whether a clause only tells that the speaker thinks so: "we believe", "I think"."""
    subject = next((c for c in head.children if c.dep_ in syntax.SUBJECTS), None)
    return head.lemma_.lower() in words("speech", "think") and subject is not None and subject.lower_ in ("i", "we")
