"""Sentences -> propositions: the words of each statement's gist, shared out as the gold has them.

What the reading says is only dealt out here: PropSegmEnt (Chen et al. 2023) has a proposition for each member of a list, wherever in
the clause it stands ("Ann and Tom left", "in Varn and Orle", "a short, dry summer" are two each), and for each circumstance of a
verb ("on Monday in Varn" is two) where a statement names them as participants. What a name is called before it is one more, and left out
beside it ("she met the actor Tom Arle" is "she met Tom Arle" and "the actor Tom Arle"); examples are a list with what they are of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from spacy.language import Language

from benchmarks.rows import read_rows, write_rows
from crossread.grammar import syntax
from crossread.grammar.doc import Doc, Token
from crossread.grammar.labels import to_universal
from crossread.model import Participant, Report, Statement
from crossread.model_runtime import load
from crossread.reading.reading import read_report

PARTIES = ("agent", "patient", "recipient", "attribute")
CIRCUMSTANCES = ("time", "place", "cause", "purpose", "company")
JOINTS = frozenset(["and", "or", ",", ";", "&", "as", "well", "both", "either", "nor", "but", "also", "such", "including"])
EXAMPLES = frozenset(["such", "including"])
PREPOSITIONS = frozenset(
    ["in", "on", "at", "by", "for", "from", "to", "of", "with", "about", "after", "before", "over", "under", "during", "near", "into", "onto", "across", "against", "between", "among", "the", "a", "an", "as"]
)
OF_THE_CLAUSE = frozenset(["nsubj", "nsubj:pass", "nsubj:outer", "csubj", "cop", "aux", "aux:pass", "mark", "expl", "advcl", "parataxis", "cc", "punct", "conj", "discourse", "vocative"])
LISTED = frozenset(["NOUN", "PROPN", "ADJ", "NUM", "PRON", "X", "SYM"])
MOST = 24  # propositions of one statement: a list of lists is dealt out by its longest alone beyond it
Place = tuple[int, int]
Group = list[set[int]]  # the words of each of several, of which a proposition keeps one


def predict(given: str, out: str) -> None:
    nlp = load()
    rows = []
    for row in read_rows(given):
        found = propositions_in(row["text"], [(start, end) for start, end in row["tokens"]], nlp)
        rows.append({"id": row["id"], "propositions": [list(map(list, spans)) for spans in found]})
    write_rows(out, rows)


def propositions_in(text: str, tokens: Sequence[Place], nlp: Language) -> list[list[Place]]:
    """Return the propositions of a sentence, each the places of its tokens in order."""
    sentence = Sentence(to_universal(nlp(text)), tokens)
    statements = read_report(Report(id="x", path="x", text=text), nlp).statements
    return [[tokens[i] for i in numbers] for statement in statements for numbers in sentence.propositions_of(statement)]


class Sentence:
    """A sentence in the gold's tokens, with the lists that its tree shows."""

    def __init__(self, doc: Doc, tokens: Sequence[Place]) -> None:
        self.tokens = tokens
        self.words = [doc.text[start:end].lower() for start, end in tokens]
        self.lists = [[self._numbers(words) for words in members] for members in lists_of(doc)]
        self.called = [(self._numbers(words), self._numbers(name)) for words, name in called(doc)]

    def _numbers(self, words: Sequence[Token]) -> set[int]:
        spans = [(word.idx, word.idx + len(word.text)) for word in words]
        return {i for i, (a, b) in enumerate(self.tokens) if any(s < b and a < e for s, e in spans)}

    def propositions_of(self, statement: Statement) -> Iterator[list[int]]:
        """Yield the propositions of a statement, each the numbers of its tokens in order."""
        spans = statement.gist.spans if statement.gist is not None else ((statement.start, statement.end),)
        held = {i for i, (a, b) in enumerate(self.tokens) if any(s < b and a < e for s, e in spans)}
        given: set[tuple[int, ...]] = set()
        for words, name in self.called:
            if words | name < held:
                held -= words
                given.add(tuple(sorted(words | name)))
        yield from map(list, sorted(given))
        groups = [[member & held for member in members] for members in self.lists]
        groups = [members for members in groups if len(members) > 1 and all(members)]
        groups += self._parties(statement, held, groups)
        around = self._circumstances(statement, held, groups)
        choices = [*groups, *([around] if len(around) > 1 else [])]
        while prod(map(len, choices)) > MOST:
            choices.remove(min(choices, key=len))
        joints = {i for members in groups if members in choices for i in self._joints(members) & held}
        for chosen in product(*choices):
            dropped = joints.union(*(member for group, kept in zip(choices, chosen, strict=True) for member in group if member is not kept))
            left = tuple(self._without_lone_commas(held - dropped))
            if left and left not in given:
                given.add(left)
                yield list(left)

    def _parties(self, statement: Statement, held: set[int], groups: list[Group]) -> Iterator[Group]:
        """Yield the words of several parties in one role that stand in no list of the tree: "“Rust”, “Iron” (1983) and “Tin”"."""
        listed = {i for members in groups for member in members for i in member}
        for role in PARTIES:
            members = [self._held_by(part, held) for part in _outermost(statement.participants) if part.role == role]
            if len(members) > 1 and all(members) and listed.isdisjoint(set().union(*members)):
                yield members

    def _held_by(self, part: Participant, held: set[int]) -> set[int]:
        return {i for i in held if part.start < self.tokens[i][1] and self.tokens[i][0] < part.end}

    def _joints(self, members: Group) -> set[int]:
        """Return the words that only join the members of a list."""
        own = set().union(*members)
        return {i for i in range(min(own), max(own)) if i not in own and self.words[i] in JOINTS}

    def _circumstances(self, statement: Statement, held: set[int], groups: list[Group]) -> Group:
        """Return the words of each circumstance behind who and what, those of one list together."""
        parts = _outermost(statement.participants)
        first = min((p.start for p in parts if p.role not in CIRCUMSTANCES), default=0)
        found: Group = []
        for part in parts:
            if part.role not in CIRCUMSTANCES or part.start <= first:
                continue
            words = self._held_by(part, held)
            for members in groups:
                if words & set().union(*members) and not any(words < member for member in members):
                    words |= set().union(*members) | self._joints(members)
            before = min(words, default=0) - 1
            while words and before in held and self.words[before] in PREPOSITIONS:
                words.add(before)
                before -= 1
            beside = next((other for other in found if other & words), None)
            if beside is not None:
                beside |= words
            elif words:
                found.append(words)
        return found

    def _without_lone_commas(self, left: set[int]) -> list[int]:
        """Return the words without the commas beside which something was left out."""
        return [i for i in sorted(left) if self.words[i] not in (",", ";") or (i - 1 in left and i + 1 in left)]


def lists_of(doc: Doc) -> Iterator[list[list[Token]]]:
    """Yield each list of nouns or adjectives: the words of each member, without those that all share."""
    for token in doc:
        members = [token, *_listed_with(token)] if token.dep_ != "conj" or syntax.is_clause(token.head) else [token]
        if token.dep_ == "nmod" and not EXAMPLES.isdisjoint(syntax.words_beside(token)):
            members = [token.head, *members]
        if len(members) > 1 and token.pos_ in LISTED and "between" not in syntax.words_beside(token):
            yield [_own_words(member, members) for member in members]
        beside = _adjectives(token)
        if len(beside) > 1:
            yield [[word for word in adjective.subtree if word.text != ","] for adjective in beside]


def _listed_with(token: Token) -> list[Token]:
    found: list[Token] = []
    waiting = [token]
    while waiting:
        for child in waiting.pop().children:
            if child.dep_ == "conj" and child.pos_ in LISTED and not syntax.is_finite(child):
                found.append(child)
                waiting.append(child)
    return sorted(found, key=lambda word: word.i)


def _own_words(member: Token, members: list[Token]) -> list[Token]:
    """Return the words of a member; what leads the first, and no other, is shared by all ("in Varn and Orle")."""
    leads = [child for child in member.children if child.dep_ in ("case", "det") and child.i < member.i and child.lower_ not in EXAMPLES]
    if member is members[0]:
        led = {child.dep_ for other in members[1:] for child in other.children}
        leads = [child for child in leads if child.dep_ in led]
    hanging = [child for child in member.children if child.dep_ not in OF_THE_CLAUSE and child.dep_ not in ("case", "det")]
    after = [child for child in member.children if child.dep_ == "case" and child.i > member.i]
    return [member, *leads, *after, *(word for child in hanging if child not in members for word in child.subtree)]


def called(doc: Doc) -> Iterator[tuple[list[Token], list[Token]]]:
    """Yield what a name is called before it, and the name: "the actor", "Tom Arle"."""
    for token in doc:
        if token.pos_ == "NOUN":
            for name in token.children:
                if name.dep_ in ("appos", "flat") and name.pos_ == "PROPN" and name.left_edge.i == token.i + 1:
                    lead = [child for child in token.children if child.i < token.i and child.dep_ != "case"]
                    yield [token, *(word for child in lead for word in child.subtree)], [*name.subtree]
        elif token.pos_ == "PROPN":
            for title in token.children:
                if title.i < token.i and (title.dep_ == "nmod:desc" or (title.dep_ == "compound" and title.pos_ == "NOUN")):
                    yield [*title.subtree], [token, *(word for child in token.children if child.dep_ == "flat" for word in child.subtree)]


def _adjectives(noun: Token) -> list[Token]:
    """Return adjectives before a noun that only commas part."""
    before = [child for child in noun.children if child.dep_ == "amod" and child.i < noun.i]
    found = before[:1]
    for one, other in zip(before, before[1:], strict=False):
        words = [word.text for word in noun.doc[one.i + 1 : other.i]]
        if words == [","]:
            found.append(other)
    return found if len(found) > 1 else []


def _outermost(parts: Sequence[Participant]) -> list[Participant]:
    return [part for part in parts if not any(_inside(part, other) for other in parts)]


def _inside(one: Participant, other: Participant) -> bool:
    return one is not other and other.start <= one.start and one.end <= other.end and (one.start, one.end) != (other.start, other.end)
