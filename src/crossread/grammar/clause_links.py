"""How a clause hangs on the one above it: as its content, its circumstance, a relative clause, one more of a list …"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from crossread.grammar import syntax
from crossread.grammar.doc import Token, once
from crossread.languages.tables import words, words_of

Link = Literal[
    "main", "content", "complement", "adverbial", "relative", "attributive", "aside", "subject", "coordinate",
    "apposition", "argument",
]  # fmt: skip
Form = Literal["finite", "infinitive", "gerund", "participle", "verbless"]
_LINKS: dict[str, Link] = {
    "root": "main", "ROOT": "main", "ccomp": "content", "xcomp": "complement", "advcl": "adverbial",
    "acl:relcl": "relative",
    "relcl": "relative", "advcl:relcl": "relative", "acl": "attributive", "parataxis": "aside", "csubj": "subject",
    "csubj:pass": "subject", "csubj:outer": "subject", "conj": "coordinate", "appos": "apposition",
}  # fmt: skip
_OPENING = frozenset({",", "–", "—", "(", "-", ";", ":", "--"})
_AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
_OWN_PARTS = syntax.OBJECTS | syntax.OBLIQUES | {"ccomp", "xcomp"}
_JOINERS = frozenset({"mark", "case"})
_CIRCUMSTANCES = frozenset({"when", "how", "why", "where"})
_OF_CHANCES = frozenset({"nmod", "acl", "ccomp", "xcomp"})


@once
def link_of(token: Token) -> Link:
    """Return how a clause hangs on the word above it."""
    found = _LINKS.get(token.dep_, "argument")
    return "attributive" if found == "relative" and _tells_what_is_told(token) else found


def _tells_what_is_told(token: Token) -> bool:
    """Say whether a clause read as relative is what its noun tells: "the report that he had fled", not "that he
    wrote"."""
    noun = token.head
    if noun.lemma_.lower() not in words("certainty", "told_nouns"):
        return False
    that = next((c for c in token.children if c.lower_ == "that" and c.i == noun.i + 1), None)
    own = next((c for c in token.children if c.dep_ in syntax.SUBJECTS and c != that), None)
    if that is None or own is None or that.dep_ in syntax.SUBJECTS:
        return False
    things = any(c.dep_ in syntax.OBJECTS and c != that for c in token.children)
    return things or syntax.is_passive(token) or token.lemma_.lower() not in words("certainty", "making_told")


@once
def first_of_list(token: Token) -> Token:
    """Return the first of the verbs or nouns that a token is listed with, itself where it is listed with none before
    it."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


@once
def mark_of(token: Token) -> str:
    """Return the word that joins a clause to the one above ("that", "after", "to", "as_if"), lower case, or nothing."""
    found = [c.lower_ for c in token.children if c.dep_ in _JOINERS and c.i < token.i]
    if found[:1] == ["as"] and found[1:2] in (["if"], ["though"]):
        return f"as_{found[1]}"
    return found[0] if found else ""


@once
def form_of(token: Token) -> Form:
    """Return the form of a clause's predicate: finite, "to do", "doing", "done" or without a verb."""
    helpers = [c for c in token.children if c.dep_ in _AUXILIARIES]
    to = next((c.i for c in token.children if c.lower_ == "to" and c.dep_ in ("mark", "aux")), None)
    if to is not None:
        # "fog was to blame", "nobody is to leave" are clauses of their own, "to blame fog" is none
        finite = any(c.i < to and c.lower_ in words("function_words", "finite_be") for c in helpers)
        return "finite" if finite else "infinitive"
    if any(not c.lower_.endswith("ing") and c.lower_ not in ("be", "been") for c in helpers):
        return "finite"
    if token.pos_ not in ("VERB", "AUX"):
        return "gerund" if helpers else "verbless"
    if token.lower_.endswith("ing") and token.lower_ != token.lemma_.lower():
        return "gerund"
    return "finite" if has_own_subject(token) or not is_participle(token) else "participle"


def is_participle(token: Token) -> bool:
    """Say whether a verb without helpers stands as "done": hung on a noun, or on a verb without a subject of its
    own."""
    if syntax.is_main(token):
        return False
    hung = first_of_list(token)
    if hung.dep_ == "acl" and token.lower_ in words("function_words", "same_in_the_past"):
        return syntax.is_passive(token)
    return hung.dep_ in ("acl", "advcl", "xcomp", "amod") and token.lower_ != token.lemma_.lower()


def has_own_subject(token: Token) -> bool:
    """Say whether a subject hangs on the predicate itself."""
    return any(c.dep_ in syntax.SUBJECTS for c in token.children)


@once
def is_set_off(token: Token) -> bool:
    """Say whether a comma, a dash or a bracket stands before a clause, or is its first word."""
    first = token.left_edge
    while first.is_punct and first.i < token.i:
        if first.text in _OPENING:
            return True
        first = first.nbor(1)
    return first.i > 0 and first.nbor(-1).text in _OPENING


@once
def tells_names_or_numbers(token: Token) -> bool:
    """Say whether a clause has a name or a number in it."""
    return any(t.pos_ in ("NUM", "PROPN") for t in token.subtree)


def has_arguments(token: Token) -> bool:
    """Say whether a verb has an object, an oblique or a clause of its own."""
    return any(c.dep_ in _OWN_PARTS for c in token.children)


def relative_word(token: Token) -> Token | None:
    """Return the pronoun that joins a relative clause: "which", "whose", "where", wherever in the clause it hangs."""
    if link_of(first_of_list(token)) != "relative":
        return None
    relatives = words_of("function_words", "relative_pronouns", "relative_adverbs")
    return next((t for t in words_below(token) if t.lower_ in relatives and t.i < token.i and t.dep_ != "mark"), None)


def words_below(token: Token) -> Iterator[Token]:
    """Yield the words of a clause that are no part of a clause below it, in order of place."""
    found, queue = [token], [token]
    while queue:
        for child in queue.pop().children:
            if not (syntax.is_clause(child) and link_of(child) not in ("argument", "apposition", "subject")):
                found.append(child)
                queue.append(child)
    return iter(sorted(found, key=lambda t: t.i))


@once
def own_words(head: Token) -> tuple[Token, ...]:
    """Return the words of a clause without those of the clauses below it, nouns with a clause of their own kept."""
    found, queue = [head], [head]
    while queue:
        for child in queue.pop().children:
            below = child.dep_ in ("ccomp", "advcl", "acl:relcl", "relcl", "parataxis")
            if not below and not (child.dep_ == "conj" and syntax.is_clause(child)):
                found.append(child)
                queue.append(child)
    return tuple(found)


def weighing_words(head: Token) -> list[Token]:
    """Return the words above a clause that may say how likely it is: those of "it is likely that", "is said to"."""
    found = []
    token = head
    while token.dep_ in ("xcomp", "csubj", "csubj:pass", "acl") and not takes_for_done(token) and token.head != token:
        token = token.head
        found.append(token)
    return [*found, head.head] if head.dep_ == "ccomp" and is_weighed_from_above(head) else found


@once
def is_weighed_from_above(head: Token) -> bool:
    """Say whether the clause above can say how likely a clause is: a complement; or content of "it is likely", "was
    feared"."""
    hung = first_of_list(head)
    if takes_for_done(head):
        return False
    if hung.dep_ in ("xcomp", "csubj", "csubj:pass", "acl"):
        return True
    above = hung.head
    if hung.dep_ != "ccomp" or above == hung:
        return False
    subject = next((c for c in above.children if c.dep_ in syntax.SUBJECTS), None)
    likely = subject is not None and subject.lower_ == "it" and above.pos_ == "ADJ"
    dummy = any(c.dep_ == "expl" for c in above.children)
    return likely or dummy or syntax.subject(above) is None or syntax.is_passive(above)


def words_above(head: Token) -> list[Token]:
    """Return the words before a clause that say how likely it is: "it is highly likely that", "there is no chance
    that"."""
    governors = weighing_words(head)
    if not governors:
        return []
    top = governors[-1]
    while top.dep_ in syntax.SUBJECTS | {"obj", "attr", "obl"} and top.pos_ == "NOUN" and top.head != top:
        top = top.head
    below = {t.i for t in head.subtree}
    found = [t for one in (*governors, top) for t in (one, *one.children) if t.i not in below and t.i < head.i]
    found += [c for t in list(found) for c in t.children if c.i not in below and c.i < head.i]
    return sorted(set(found), key=lambda t: t.i)


def is_chance_of_another(noun: Token, head: Token) -> bool:
    """Say whether a noun of likelihood stands behind a preposition, with what it is the chance of, which is not `head`.

    "Jailed with no chance of parole" says how likely the parole is, and nothing of the jailing.
    """
    first = first_of_list(noun)
    if first.dep_ not in syntax.OBLIQUES | {"nmod"} or not syntax.preposition(first):
        return False
    below = [c for c in noun.children if c.i > noun.i and c.dep_ in _OF_CHANCES]
    told = any(c.pos_ not in ("NUM", "SYM") and not any(g.dep_ == "nummod" for g in c.children) for c in below)
    return told and all(t.i != head.i for t in noun.subtree)


@once
def brings_content(head: Token) -> bool:
    """Say whether a clause holds the clause that it speaks of: "the claim that the ferry sank is false"."""
    return any(t != head and syntax.is_clause(t) and _is_spoken_of(t, head) for t in head.subtree)


def _is_spoken_of(clause: Token, head: Token) -> bool:
    """Say whether a clause is what `head` speaks of: not what "the guard who saw that …" saw, nor "wrong to leave",
    nor when "the claim made in May" was made."""
    if link_of(clause) not in ("content", "attributive", "subject") or form_of(clause) in ("infinitive", "participle"):
        return False
    above = clause.head
    while above not in (head, above.head):
        if link_of(above) == "relative" and above.head.lemma_.lower() not in words("certainty", "carriers"):
            return False
        above = above.head
    return True


def is_hearsay_aside(clause: Token) -> bool:
    """Say whether a clause is an aside by which nobody named says so: "…, it has been claimed"."""
    subject = syntax.subject(clause)
    told = clause.dep_ == "parataxis" and clause.lemma_.lower() in words("certainty", "passive_hedges")
    return told and syntax.is_passive(clause) and subject is not None and subject.lower_ == "it"


def describes_noun(token: Token, but: frozenset[str]) -> bool:
    """Say whether a word stands before a noun that it describes, the nouns in `but` excepted."""
    return token.dep_ == "amod" and token.head.lemma_.lower() not in but


@once
def is_asked(head: Token) -> bool:
    """Say whether a clause is a question, or stands in one where only what it asks hangs on words above it."""
    if any(c.lower_ == "whether" and c.dep_ == "mark" for c in head.children):
        return True
    stretch = _stretch_asked(head)
    if stretch is None:
        return False
    if _is_inverted(head):
        return True
    if any(_is_inverted(c) for c in head.children if c.dep_ in ("conj", "parataxis") and c.i > head.i):
        return False  # "Osk paid 9 million, but was it worth it?"
    if any(t.lower_ == "but" for t in head.doc[head.i : head.sent.end]):
        return False  # "Osk paid 9 million, but at what cost?"
    return head.dep_ in ("ROOT", "root", "parataxis") or not stretch[0] <= head.head.idx < stretch[1]


def asks_whether(head: Token) -> bool:
    """Say whether a clause asks if something is so: "whether it sank", "Did it sink?"; "Who sank it?" takes the deed
    for done."""
    first = next((t for t in head.subtree if t.pos_ not in ("PUNCT", "CCONJ", "ADP", "SPACE")), head)
    openers = words_of("function_words", "question_words", "relative_pronouns")
    return is_asked(head) and first.lower_ not in openers


def _stretch_asked(head: Token) -> tuple[int, int] | None:
    """Return the (start, end) of the sentence of a clause, or of its quotation, where that ends in a question mark:
    "Did it sink?" asked Osk."""
    sentence, text = head.sent, head.doc.text
    if sentence.text.rstrip().endswith("?"):
        return sentence.start_char, sentence.end_char
    quoted = next(((start, end) for start, end in head.doc.quoted if start <= head.idx < end), None)
    if quoted is None or text[quoted[0] : quoted[1] - 1].rstrip()[-1:] != "?" or quoted[1] > sentence.end_char:
        return None
    return quoted


def _is_inverted(head: Token) -> bool:
    """Say whether a clause has an auxiliary before its subject: "Q: Did it sink?"."""
    subject = next((c for c in head.children if c.dep_ in syntax.SUBJECTS), None)
    helper = next((c for c in head.children if c.dep_ in _AUXILIARIES), None)
    return subject is not None and helper is not None and helper.i < subject.i


def asks_circumstance(head: Token) -> bool:
    """Say whether a clause asks when, how, why or where something was or will be: "unclear when it left"."""
    return any(c.lower_ in _CIRCUMSTANCES and c.dep_ == "advmod" and c.i < head.i for c in head.children)


def takes_for_done(head: Token) -> bool:
    """Say whether a clause that asks when, how, why or where takes for so that it was: not "when it will leave"."""
    not_yet = words_of("function_words", "future", "open_or_able")
    return asks_circumstance(head) and not any(c.lower_ in not_yet for c in syntax.auxiliaries(head))


def clause_above(head: Token) -> Token | None:
    """Return the head of the clause in which a clause stands, None for a main clause."""
    return syntax.clause_of(head.head) if head.head != head else None


@once
def telling_clause(token: Token) -> Token | None:
    """Return the word whose content a clause is, or one of a list; None where it is nobody's content."""
    first = first_of_list(token)
    return first.head if first.head != first and link_of(first) in ("content", "complement") else None
