"""The trees over a text's words as repairs see and change them: heads, labels, and the children that go with them."""

from __future__ import annotations

from bisect import insort

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
CLAUSAL_SUBJECTS = ("csubj", "csubj:pass", "csubj:outer")
AUXILIARIES = ("aux", "aux:pass")
SIDE_CLAUSES = ("advcl", "ccomp", "conj", "parataxis")
NOMINAL = ("NOUN", "PROPN")


class Tree:
    """All words of a text by number; what is changed here is changed in the caller's lists."""

    __slots__ = ("children", "forms", "heads", "relations", "upos")

    def __init__(self, forms: list[str], upos: list[str], heads: list[int], relations: list[str]) -> None:
        self.forms = [*forms, ""]  # so that each word has a next one
        self.upos, self.heads, self.relations = upos, heads, relations
        self.children: list[list[int]] = [[] for _ in heads]  # in the order of the text; no root is its own child
        for word, head in enumerate(heads):
            if head != word:
                self.children[head].append(word)

    def dependents(self, word: int, *relations: str) -> list[int]:
        """Return the children of a word that have one of these relations to it."""
        return [child for child in self.children[word] if self.relations[child] in relations]

    def ancestors(self, word: int) -> set[int]:
        """Return all words that stand above one."""
        found: set[int] = set()
        while (head := self.heads[word]) != word:
            found.add(word := head)
        return found

    def root_of(self, word: int) -> int:
        """Return the root that a word stands under, itself where it is one."""
        while (head := self.heads[word]) != word:
            word = head
        return word

    def descendants(self, word: int) -> set[int]:
        """Return all words that stand below one."""
        found: set[int] = set()
        queue = [word]
        while queue:
            below = self.children[queue.pop()]
            found.update(below)
            queue.extend(below)
        return found

    def subject_of(self, predicate: int) -> str:
        """Return the relation that a predicate's subject has to it."""
        return "nsubj:pass" if self.dependents(predicate, "aux:pass") else "nsubj"

    def attach(self, word: int, head: int, relation: str | None = None) -> None:
        """Hang a word on a head, or make it a root where that is itself; without a relation it keeps its own."""
        if (former := self.heads[word]) != word:
            self.children[former].remove(word)
        if head != word:
            insort(self.children[head], word)
        self.heads[word], self.relations[word] = head, relation or self.relations[word]

    def replace(self, word: int, other: int, relation: str) -> None:
        """Hang a word where another hung, and the other on it."""
        above = self.heads[other]
        self.attach(word, word if above == other else above, self.relations[other])
        self.attach(other, word, relation)

    def predicate(self, verb: int, noun: int) -> None:
        """Make a verb the predicate of a noun, in whose place it stands; what hangs behind the verb becomes the verb's.

        In the place of an object it is a clause: what was taken for the thing that is told is the subject of what is.
        """
        self.replace(verb, noun, self.subject_of(verb))
        if self.relations[verb] == "obj":
            self.relations[verb] = "ccomp"
        for word in [child for child in self.children[noun] if child > verb]:
            self.attach(word, verb)

    def clear_before(self, verb: int, subject: int) -> None:
        """Give to the clause before it what a clause of its own has before the comma that stands before its subject."""
        above, comma = self.heads[verb], subject - 1
        while above < comma and self.forms[comma] != ",":
            comma -= 1
        for word in [child for child in self.children[verb] if above < child < comma]:
            self.attach(word, above)
