"""A clause that can be read alone: its words in order, with what it lacks from the clause above and without joints."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.clause_links import first_of_list, form_of, has_own_subject, is_set_off, link_of, relative_word
from crossread.grammar.clauses import Clause
from crossread.grammar.doc import Token
from crossread.languages.tables import words

_CLOSES = frozenset(["”", '"', "’", "'", ")", "%"])
AGE = 2  # words of an age behind a name: ", 49"


def without_joints(own: list[Token], head: Token) -> list[Token]:
    """Return the words of a clause without those at its front that only join it to others."""
    kept = [t for at, t in enumerate(own) if t.head != head or not _is_joint(t, head) or (at and _leads_to(t, head))]
    while kept and kept[0] != head and (_is_joint(kept[0], head) or kept[0].text == ","):
        kept = kept[1:]
    return kept


def _is_joint(token: Token, head: Token) -> bool:
    """Say whether a word only joins, and neither belongs to a word beside it, "so | far", nor is a preposition that was
    read as a joint: "since | the strike, all ferries are late"."""
    if not _only_joins(token):
        return False
    beside = token.dep_ == "advmod" and token.head not in (head, *head.ancestors)
    return not beside and not (token.dep_ == "mark" and any(_is_led(c, token) for c in head.children if c.i < head.i))


def _is_led(noun: Token, mark: Token) -> bool:
    """Say whether a noun phrase begins right behind a mark, with no preposition of its own."""
    return noun.dep_ == "obl" and noun.left_edge.i == mark.i + 1 and noun.left_edge.dep_ != "case"


def _leads_to(token: Token, head: Token) -> bool:
    """Say whether a word leads to a head behind it: "his point was that the House should act"."""
    return token.dep_ == "mark" and token.i < head.i


def _only_joins(token: Token) -> bool:
    """Say whether a word only joins a clause to others: "that", "and", "however"; not the "yet" of "has yet to pay"."""
    if token.lower_ == "yet" and token.doc[token.i + 1 : token.i + 2].text.lower() == "to":
        return False
    if token.dep_ in ("mark", "cc"):
        return token.lower_ not in words("statements", "conditions") | {"to"}
    return token.dep_ in ("advmod", "discourse") and token.lower_ in words("statements", "discourse")


def whole_clause(clause: Clause, own: list[Token]) -> list[Token]:
    """Return the words of a clause in the order in which they can be read alone, with what it lacks from the clause
    above."""
    head = clause.predicate
    joint = relative_word(head)
    noun = _described(head)
    if noun is not None and not (has_own_subject(head) and joint is not None and joint.head != head):
        return _with_noun(head, own, joint, noun)
    if noun is not None and joint is not None:
        # "the town where he lived", "the man whose car burned"
        return [*_phrase(noun, first_of_list(head)), *([] if joint in own else [joint]), *own]
    if has_own_subject(head):
        return own
    first = first_of_list(head)
    if first != head and link_of(first) == "complement":
        return [*_led_to(first), *own]
    subject = _doer(clause)
    before = [] if subject is None or subject in own else _listed_phrase(subject, head)
    return [*before, *_shared_auxiliaries(head), *own]


def _doer(clause: Clause) -> Token | None:
    """Return who or what a clause without a subject of its own speaks of."""
    head = clause.predicate
    found = syntax.subject(head)
    if link_of(head) == "attributive" and head.pos_ == "VERB":
        noun = head.head
        if form_of(head) == "gerund" and is_set_off(head) and noun.i + 1 < head.left_edge.i - 1:
            learned = clause.roles.get("ARG0")  # far behind its noun: "moved to Varn, where the firm is, hoping to win"
            found = learned if learned is not None and learned.i < head.i else found
        if found == noun and any(c.dep_ == "cop" for c in noun.children):
            return syntax.subject(noun) or noun  # "was a success, grossing $7 million"
    return found


def _described(head: Token) -> Token | None:
    """Return the noun that a relative clause, or one listed with it, describes."""
    first = first_of_list(head)
    if link_of(first) != "relative" or (first != head and has_own_subject(head) and relative_word(head) is None):
        return None
    return syntax.relative_subject(first)


def _with_noun(head: Token, own: list[Token], joint: Token | None, noun: Token) -> list[Token]:
    """Return a relative clause with its noun in the place of the pronoun: before the verb, or behind it as its
    object."""
    phrase, rest = _phrase(noun, first_of_list(head)), [t for t in own if t != joint]
    subject = next((c for c in head.children if c.dep_ in syntax.SUBJECTS), None)
    if subject is None or subject == joint:
        return [*phrase, *_shared_auxiliaries(head), *rest]
    led_by = syntax.relative_preposition(head)
    if led_by is not None:  # "the fund to which Arle gives money"
        rest = [t for t in rest if t != led_by]
        while rest and rest[-1].is_punct and rest[-1].text not in _CLOSES:
            rest.pop()
        return [*rest, led_by, *phrase]
    at = next((n for n, t in enumerate(rest) if t.i > head.i and t.dep_ != "compound:prt"), len(rest))
    return [*rest[:at], *phrase, *rest[at:]]


def _phrase(noun: Token, without: Token | None = None) -> list[Token]:
    """Return the words of a noun phrase, without the clause `without` and those that are set off from it by commas."""
    start, end = syntax.phrase(noun)
    apart = {
        t.i for c in noun.children if c == without or (link_of(c) == "attributive" and is_set_off(c)) for t in c.subtree
    }
    found = [t for t in noun.subtree if start <= t.idx < end and t.i not in apart and not t.is_space]
    found = sorted({*found, *_name_beside(noun, found)}, key=lambda t: t.i)
    if len(found) > AGE and found[-1].text.isdigit() and found[-2].text == ",":  # an age behind a name
        found = found[:-AGE]
    while found and found[-1].is_punct and found[-1].text not in _CLOSES:
        found.pop()
    return found


def _name_beside(noun: Token, phrase: list[Token]) -> list[Token]:
    """Return the name right behind a noun phrase, no comma between: "the car ferry" (Mirela)."""
    behind = noun.doc[phrase[-1].i + 1 : phrase[-1].i + 2] if phrase else ()
    named = [t for t in behind if t.pos_ == "PROPN" and t.dep_ in ("appos", "flat") and t.head in phrase]
    return [t for name in named for t in name.subtree if t.pos_ == "PROPN" and t.i >= name.i]


def _listed_phrase(noun: Token, head: Token) -> list[Token]:
    """Return a noun phrase with all that is listed with it: "Ann and Tom"; a relative pronoun by its noun."""
    listed = [c for c in syntax.conjuncts(noun) if c.sent == noun.sent]
    tokens = [t for one in listed for t in _phrase(one, first_of_list(head)) if t != head]
    if not tokens:
        return []
    joined = [
        c
        for one in listed
        for c in one.children
        if c.dep_ in ("cc", "punct") and tokens[0].i < c.i < tokens[-1].i and c.text in (",", "and", "or", "&")
    ]
    return sorted({*tokens, *(joined if len(listed) > 1 else [])}, key=lambda t: t.i)


def _led_to(first: Token) -> list[Token]:
    """Return the words before an infinitive that is listed with another: "The city plans to" (build a bridge and
    sell the port)."""
    above = first.head
    subject = [] if has_own_subject(above) else _ordered_subject(above)
    below = {t.i for t in first.subtree}
    lead = [
        t for t in above.subtree if t.i < first.i and t.i not in below and t.i >= above.left_edge.i and not t.is_space
    ]
    lead.sort(key=lambda t: t.i)
    to = [c for c in first.children if c.dep_ in ("mark", "aux") and c.lower_ == "to"]
    return [*subject, *lead, *to]


def _ordered_subject(head: Token) -> list[Token]:
    subject = syntax.subject(head)
    return _listed_phrase(subject, head) if subject is not None and subject.i < head.i else []


def _shared_auxiliaries(head: Token) -> list[Token]:
    """Return the auxiliaries, and what denies them, that a listed verb shares with the first: "has bought and sold"."""
    first = first_of_list(head)
    if first == head or any(c.dep_ in ("aux", "aux:pass", "cop") for c in head.children):
        return []
    form, base = head.lower_, head.lemma_.lower()
    found = [
        c for c in first.children if c.dep_ in ("aux", "aux:pass") and c.i < first.i and _takes(c, form, base, head)
    ]
    if not found:
        return []
    negations = words("function_words", "negations")
    denied = [c for c in first.children if c.dep_ == "advmod" and c.lower_ in negations and c.i < first.i]
    return sorted([*found, *denied], key=lambda t: t.i)


def _takes(auxiliary: Token, form: str, base: str, head: Token) -> bool:
    """Say whether an auxiliary of the first verb goes with the form of a later one."""
    lemma = auxiliary.lemma_.lower()
    if lemma == "have":
        return form != base and not form.endswith(("ing", "s"))
    if lemma == "be":
        return form.endswith("ing") and form != base or (auxiliary.dep_ == "aux:pass" and syntax.is_passive(head))
    return form == base
