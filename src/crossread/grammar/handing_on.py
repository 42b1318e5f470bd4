"""From whom to whom words are handed on in the tree: who is told, who is cited, whose a writing is, who saw it."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.doc import Token
from crossread.languages.tables import words


def places_of_owners(noun: Token) -> list[tuple[int, int]]:
    """Return the (start, end) code points of those whose a noun is, without the mark of owning: "Ivo Kern" of "Ivo
    Kern's wife"."""
    owners = [c for c in noun.children if c.dep_ in syntax.OWNERS]
    last = [max([c, *(part for part in c.children if part.dep_ == "flat")], key=lambda t: t.i) for c in owners]
    return [(c.left_edge.idx, end.idx + len(end.text)) for c, end in zip(owners, last, strict=True)]


def narrowing_nouns(noun: Token, *prepositions: str) -> list[Token]:
    """Return the nouns that hang on a noun behind one of the prepositions, in order of place."""
    return [c for c in noun.children if c.dep_ == "nmod" and syntax.preposition(c) in prepositions]


def names_behind(noun: Token) -> list[Token]:
    """Return the name that stands right behind a noun and is that person's: "the mother of climber Dan Weld"."""
    beside = (c for c in noun.children if c.dep_ in ("appos", "flat") and c.i == noun.i + 1)
    return [name for name in beside if name.pos_ == "PROPN"]


def participles_on(noun: Token) -> list[Token]:
    """Return the participles that describe a noun: "a memo seen by the Post"."""
    return [c for c in noun.children if c.dep_ == "acl"]


def seen_by(noun: Token, verbs: frozenset[str]) -> list[Token]:
    """Return who has a writing before him: "the Herald has seen a letter", by one of some verbs."""
    verb = noun.head
    subject = syntax.subject(verb) if noun.dep_ in syntax.OBJECTS and verb.lemma_.lower() in verbs else None
    return [subject] if subject is not None else []


def clauses_on(noun: Token) -> list[Token]:
    """Return the clauses that describe a noun: "the agency, which attributed it to X"."""
    return [c for c in noun.children if c.dep_ in ("acl:relcl", "relcl", "acl")]


def before_clauses(noun: Token, end: int) -> int:
    """Return where clauses behind a noun begin, at most `end`: "a doctor | who treated Venn".

    A participle that names the noun belongs to it: "a man identified as Jon Venn".
    """
    participles = [c for c in noun.children if c.dep_ in ("acl", "amod")]  # "a driver accused of hitting Venn"
    begun = syntax.children(noun, syntax.RELATIVE)
    begun += [c for c in participles if c.lemma_.lower() not in words("tellers", "naming_verbs")]
    edges = ((c, c.left_edge) for c in begun if c.i > noun.i)
    return min((end, *(edge.idx if edge.i > noun.i else c.idx for c, edge in edges)))  # a stray "with" before the noun


def is_one_of_several(noun: Token) -> bool:
    """Say whether an article or a number stands before a noun: "one Democrat"."""
    return any(c.dep_ in ("det", "nummod") and c.i < noun.i for c in noun.children)


def shown_telling(verb: Token) -> Token | None:
    """Return whom a recording shows as he says something: "the video showed Orr telling the crowd"."""
    if verb.lemma_.lower() not in words("speech", "recording"):
        return None
    telling = (c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.lower_.endswith("ing"))
    deed = next((c for c in telling if c.lemma_.lower() in words("speech", "say")), None)
    return syntax.subject(deed) if deed is not None else None


def is_share(noun: Token) -> bool:
    """Say whether words count those who say something, as a poll does: "55 percent of voters", "one in three"."""
    of_so_many = any(c.like_num and syntax.preposition(c) == "in" for c in noun.children)
    return noun.lower_ in words("speech", "share_nouns") or (noun.like_num and of_so_many)


def words_over(token: Token) -> tuple[Token, Token]:
    """Return the word that a token hangs on, and the one that that hangs on."""
    return token.head, token.head.head


def top_of_telling(verb: Token) -> Token:
    """Return the verb that a verb of saying is listed with or told by, in its sentence."""
    top = verb
    while top.dep_ in ("conj", "ccomp", "xcomp") and top.head.sent == verb.sent and top.head != top:
        top = top.head
    return top


def cited_by(verb: Token) -> Token | None:
    """Return whom "citing X" cites, also where the parser hangs him on what follows: "citing two officials, that"."""
    target = syntax.direct_object(verb) or next((noun for _, noun in syntax.obliques(verb)), None)
    if target is not None:
        return target
    behind = (t for t in verb.subtree if t.i > verb.i and t.left_edge.i == verb.i + 1)
    return next((t for t in behind if t.dep_ in syntax.SUBJECTS), None)


def listeners(verb: Token) -> list[Token]:
    """Return whom a speaker told, or on whose programme."""
    found = syntax.children(verb, syntax.RECIPIENTS | syntax.OBJECTS)
    for prep, noun in syntax.obliques(verb):
        if prep in ("to", "with", "on", "by", "via"):
            found.append(noun)
        if noun.lemma_.lower() in words("speech", "talks"):
            found += [c for c in noun.children if _may_be_host(c)]
    for child in verb.children:
        if child.dep_ == "advcl" and child.lemma_.lower() in ("speak", "talk", "write", "appear"):
            found += [noun for prep, noun in syntax.obliques(child) if prep in ("to", "with", "on", "in")]
    return found


def _may_be_host(noun: Token) -> bool:
    hung = noun.dep_ in ("nmod", "nmod:poss", "poss", "compound")
    return hung and syntax.preposition(noun) in ("with", "on", "in", "by", "for", "to", "")
