"""What a figure is about, as a gold standard's annotators list it: for scoring only, no dossier tells it."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.doc import Doc, Token

_WITHIN = frozenset(
    {
        "compound", "amod", "nmod", "nmod:poss", "flat", "appos", "conj", "nummod", "nmod:desc", "nmod:unmarked",
        "obl", "list", "dep", "goeswith",
    }  # fmt: skip
)


def about(doc: Doc, start: int, end: int, bare: bool = True) -> list[str]:
    """Return the words of what a figure is about, in order of the text.

    These are the nouns it is of or stands before ("tonnes of jet fuel", "a $700 award"), and the subject of its clause
    ("shares fell 5%"); the noun that a `bare` number counts is not among them. Empty where the text names nothing.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return []
    root = span.root
    counted = (
        root.head
        if bare
        and root.dep_ in ("nummod", "compound", "det", "nmod")
        and root.head.i >= span.end
        and root.pos_ in ("NUM", "DET")
        else None
    )
    own = {t.i for t in span}
    found: set[int] = set()
    top = root if counted is None else counted
    if counted is not None:
        own |= {t.i for t in counted.subtree if t.i >= span.start and t.i <= counted.i}
    if bare and counted is None:  # "one of the moments": what it is of is what it counts
        own |= {t.i for child in root.children if child.dep_ == "nmod" for t in child.subtree}
    _add_phrase(top, own, found)
    steps = 0
    while top.head is not top and steps < 6:
        steps += 1
        if top.pos_ in ("VERB", "AUX") or syntax.is_clause(top):
            break
        top = top.head
        if top.pos_ in ("NOUN", "PROPN") and top.i not in own:
            _add_phrase(top, own, found)
    while steps < 9:
        steps += 1
        subject = syntax.subject(top)
        if subject is not None and subject.i not in own and subject.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "X"):
            _add_phrase(subject, own, found)
        if (
            found
            or top.head is top
            or top.dep_ not in ("advcl", "xcomp", "acl", "conj", "ccomp", "acl:relcl", "parataxis")
        ):
            break
        top = top.head
    return [doc[i].text for i in sorted(found)]


def _add_phrase(head: Token, own: set[int], found: set[int]) -> None:
    """Add the content words of a noun phrase, clauses left out."""
    if head.i not in own and head.pos_ in ("NOUN", "PROPN", "ADJ", "X", "SYM", "VERB"):
        found.add(head.i)
    for child in head.children:
        if child.i in own:
            continue
        if child.dep_ in _WITHIN and child.pos_ in ("NOUN", "PROPN", "ADJ", "X", "VERB"):
            _add_phrase(child, own, found)
