"""What the coreference ranker puts in one chain with a name, a pronoun or a description of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from crossread.grammar.descriptions import beside_same, same_before
from crossread.grammar.doc import Doc, Token
from crossread.reading.entities.names import Name


class Chains:
    """Chains of one text, by the word that heads each mention."""

    def __init__(self, doc: Doc, names: Sequence[Name]) -> None:
        self._at: dict[int, int] = {}
        self._heads: dict[int, list[int]] = {}
        self._names: dict[int, list[Name]] = {}
        self._chain_of: dict[tuple[int, int], int] = {}
        heads = {name.at: name for name in names}
        for number, chain in enumerate(doc.clusters):
            for start, end in chain:
                span = doc.char_span(start, end, alignment_mode="expand")
                assert span is not None  # the ranker's mentions are words of the text
                root = span.root
                if self._at.setdefault(root.i, number) == number:
                    self._heads.setdefault(number, []).append(root.i)
                for name in _named_by(root, start, end, heads):
                    self._names.setdefault(number, []).append(name)
                    self._chain_of.setdefault((name.start, name.end), number)

    def nameless(self, token: Token) -> bool:
        """Say whether the ranker has a word in a chain that no name is in."""
        return token.i in self._at and not self._names.get(self._at[token.i])

    def heads_before(self, token: Token) -> list[int]:
        """Return the words that head the mentions before a word in one chain with it, the nearest first."""
        heads = self._heads.get(self._at.get(token.i, -1), ())
        return sorted({i for i in heads if i < token.i}, reverse=True)

    def names_with(self, token: Token) -> list[Name]:
        """Return the names in one chain with a word, those before it first and the nearest of them first."""
        number = self._at.get(token.i)
        return self._by_nearness(self._names.get(number, ()), token.idx) if number is not None else []

    def home_of(self, name: Name, homes: Mapping[str, Iterable[Name]]) -> str | None:
        """Return which of `homes` (key -> full names) the ranker means by a short name, None where it says nothing."""
        number = self._chain_of.get((name.start, name.end))
        if number is None:
            return None
        at = {(full.start, full.end): key for key, names in homes.items() for full in names}
        near = self._by_nearness(self._names[number], name.start)
        return next((at[full.start, full.end] for full in near if (full.start, full.end) in at), None)

    @staticmethod
    def _by_nearness(names: Iterable[Name], at: int) -> list[Name]:
        return sorted(names, key=lambda name: (name.start > at, abs(name.start - at)))


def _named_by(root: Token, start: int, end: int, heads: Mapping[int, Name]) -> Iterator[Name]:
    """Yield the name that a mention is of: at its head, or beside its noun ("the mayor, Uta Brenn").

    The ranker may have for a mention what stands behind the name alone: "a landlord in Gart" of "Uta Brenn, a landlord
    in Gart".
    """
    if root.i in heads:
        yield heads[root.i]
        return
    if root.pos_ != "NOUN":
        return
    same = same_before(root)
    before = heads.get(same.i) if same is not None else None
    if before is not None and before.type == "person" and before.end <= start:
        yield before
        return
    for child in beside_same(root):
        name = heads.get(child.i)
        if name is not None and name.type == "person" and start <= name.start and name.end <= end:
            yield name
            return
