"""Named features of words and clauses for the small models that judge candidates."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.clauses import Clause
from crossread.grammar.doc import Token
from crossread.grammar.noun_classes import is_act, is_compound, is_money, noun_class
from crossread.languages.tables import words

_STEPS = (1, 2, 3, 5, 8, 13)


def distance(one: Token, other: Token) -> str:
    """Return how far apart two words stand, in coarse steps, with the side: "-3" is up to three words before."""
    apart = other.i - one.i
    step = next((step for step in _STEPS if abs(apart) <= step), "more")
    return f"{'-' if apart < 0 else '+'}{step}"


def token_features(token: Token) -> list[str]:
    """Return the class of a noun, its form, and what determines it."""
    lemma = token.lemma_.lower()
    found = [f"pos={token.pos_}", f"class={noun_class(lemma)}"]
    if token.pos_ == "PRON":
        found.append(f"pronoun={token.lower_}")
    labels = {c.dep_ for c in token.children}
    marks = {
        "act": token.pos_ == "NOUN" and is_act(lemma),
        "plural": token.pos_ == "NOUN" and token.lower_ != lemma and token.lower_.endswith("s"),
        "money": is_money(token),
        "compound": is_compound(token),
        "counted": "nummod" in labels,
        "owned": not labels.isdisjoint(("nmod:poss", "poss")),
        "of": any(c.dep_ == "nmod" and syntax.preposition(c) == "of" for c in token.children),
        "described": not labels.isdisjoint(("acl", "acl:relcl")),
        "bare": token.pos_ == "NOUN" and labels.isdisjoint(("det", "amod", "compound", "nmod:poss", "nummod")),
    }
    article = next(
        (c.lower_ for c in token.children if c.dep_ == "det" and c.lower_ in words("function_words", "articles")),
        "",
    )
    return found + [name for name, holds in marks.items() if holds] + ([f"article={article}"] if article else [])


def clause_features(clause: Clause) -> list[str]:
    """Return voice, tense, mood and what stands above a clause."""
    above = clause.governor
    found = [
        f"voice={clause.voice}",
        f"tense={clause.tense}",
        f"modal={clause.modality}",
        f"particle={clause.particle}",
        f"hung={clause.predicate.dep_}",
    ]
    if clause.denied:
        found.append("denied")
    if above is not None:
        found.append(f"governor={above.lemma_.lower()}")
    if clause.complement is not None:
        found.append("complement")
    beside = {t.lower_ for t in clause.predicate.lefts} | {t.lower_ for t in syntax.auxiliaries(clause.predicate)}
    if beside & words("function_words", "conditional"):
        found.append("conditional")
    found += [f"prep={preposition}" for preposition in {p for p, _ in clause.obliques}]
    return found
