"""The deeds of a statement with who does them and of whom they are so, each in the words of the report."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.grammar import syntax
from crossread.grammar.appositions import beside_commas, name_behind
from crossread.grammar.deeds import deeds_of
from crossread.grammar.doc import Token
from crossread.model import Deed, Participant
from crossread.model.mention_index import MentionIndex


def told_deeds(predicate: Token, participants: Sequence[Participant], index: MentionIndex) -> tuple[Deed, ...]:
    """Return the deeds of a statement by its predicate, that of the predicate itself among the first.

    Where the tree has lost the subject, it is the last of the statement's `participants` before the predicate.
    """
    before = [p for p in participants if p.end <= predicate.idx and p.role not in _BESIDE]
    subject = before[-1] if before else None
    found = []
    for deed in deeds_of(predicate):
        doer, of = _party(deed.doer, "agent", index), _party(deed.of, "patient", index)
        found.append(Deed(word=deed.word, doer=doer, of=of if doer or of else subject, forced=deed.forced))
    return tuple(found)


_BESIDE = frozenset({"time", "manner", "cause", "purpose", "place"})


def _party(noun: Token | None, role: str, index: MentionIndex) -> Participant | None:
    if noun is None:
        return None
    start, end = syntax.phrase(noun)
    name = name_behind(noun)
    end = max(end, name[1]) if name is not None else end
    entity = index.at(noun.idx, noun.idx + len(noun.text)) or (index.at(*name) if name is not None else None)
    if entity is None:
        entity = next((e for c in beside_commas(noun) if (e := index.at(c.idx, c.idx + len(c.text)))), None)
    return Participant(
        role="agent" if role == "agent" else "patient",
        head=noun.lemma_.lower(),
        text=noun.doc.text[start:end],
        start=start,
        end=end,
        entity=entity.id if entity is not None else None,
    )
