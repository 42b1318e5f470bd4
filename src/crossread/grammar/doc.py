"""A read text in plain Python: Doc, Span and Token under the names that spaCy gives their parts, each made once.

spaCy makes a new object at every look at a token, its head or its children, and a new string at every look at a label.
The stages behind the reading model look millions of times, so they get objects that stay: a token's children are a
tuple of tokens, its strings are shared, a sentence is one span, and what a function finds of a token is kept with it
(`once`). Only what the stages look at is here; nothing of it changes once it is made.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property, wraps
from sys import intern
from typing import Any, Literal, TypeVar, overload

import spacy.tokens

from crossread.text.quotation_marks import quoted_stretches

_Found = TypeVar("_Found")
_SIGNS_FOR_WORDS = frozenset("%")  # a mark in Unicode, and a word that heads clauses: "turnout was 90%"


class Token:
    """A word, a mark or white space, with its place in the tree; `head` of a root is the root itself."""

    __slots__ = (
        "_subtree", "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx", "is_alpha", "is_lower",
        "is_punct", "is_space", "is_upper", "known", "left_edge", "lemma_", "like_num", "lower_", "pos_", "right_edge",
        "sent", "tag_", "text", "text_with_ws",
    )  # fmt: skip

    doc: Doc
    i: int
    idx: int
    text: str
    text_with_ws: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    is_space: bool
    is_punct: bool
    is_alpha: bool
    is_lower: bool
    is_upper: bool
    like_num: bool
    head: Token
    children: tuple[Token, ...]
    left_edge: Token
    right_edge: Token
    sent: Span
    known: dict[Callable[[Token], Any], Any]
    """What functions have found of it, see `once`."""
    _subtree: tuple[Token, ...] | None

    def __repr__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return len(self.text)

    def nbor(self, distance: int = 1) -> Token:
        """Return the token so many places behind, before it where negative; raises IndexError outside the text."""
        if not 0 <= self.i + distance < len(self.doc):
            raise IndexError(f"no token stands {distance} from number {self.i} of {len(self.doc)}")
        return self.doc.tokens[self.i + distance]

    @property
    def lefts(self) -> tuple[Token, ...]:
        """The children before it."""
        return tuple(child for child in self.children if child.i < self.i)

    @property
    def subtree(self) -> tuple[Token, ...]:
        """It and all below it: those on its left, itself, those on its right."""
        if self._subtree is None:
            found: list[Token] = []
            for child in self.children:
                if child.i < self.i:
                    found += child.subtree
            found.append(self)
            for child in self.children:
                if child.i > self.i:
                    found += child.subtree
            self._subtree = tuple(found)
        return self._subtree

    @property
    def morph(self) -> Any:
        """The features of its form, as spaCy has them; empty where the pipeline tells none."""
        return self.doc.told[self.i].morph if self.doc.has_forms else {}

    @property
    def certainty(self) -> float | None:
        """How surely its event happened, −3 to 3; None where no pipeline says."""
        seen = self.doc.told[self.i]
        return float(seen._.certainty) if seen.has_extension("certainty") else None

    @property
    def ancestors(self) -> Iterator[Token]:
        """All above it, its head first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token


class Span:
    """A stretch of tokens, `end` exclusive; `start_char` and `end_char` are code points of the text."""

    __slots__ = ("doc", "end", "end_char", "label_", "start", "start_char")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        if not 0 <= start <= end <= len(doc.tokens):
            raise IndexError(f"[{start}, {end}) is no stretch of {len(doc.tokens)} tokens")
        self.doc, self.start, self.end, self.label_ = doc, start, end, label
        self.start_char = doc.tokens[start].idx if start < len(doc.tokens) else len(doc.text)
        last = doc.tokens[end - 1] if start < end else None
        self.end_char = last.idx + len(last.text) if last is not None else self.start_char

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Span) or self.doc is not other.doc:
            return False
        own = self.start_char, self.end_char, self.label_
        return own == (other.start_char, other.end_char, other.label_)

    def __hash__(self) -> int:
        return hash((self.start_char, self.end_char, self.label_))

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __repr__(self) -> str:
        return self.text

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Span: ...

    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            low, high, _ = at.indices(len(self))
            return Span(self.doc, self.start + low, self.start + max(low, high))
        place = (self.end if at < 0 else self.start) + at
        if not self.start <= place < self.end:
            raise IndexError(f"no token number {at} in {len(self)}")
        return self.doc.tokens[place]

    @property
    def text(self) -> str:
        """Its words as they stand, without white space behind the last."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> Span:
        """The sentence that it begins in."""
        return self.doc[self.start].sent

    @property
    def root(self) -> Token:
        """The root of a sentence if one is in it, else the token nearest to its root, the first of several."""
        return self.doc.root_of(self.start, self.end)


class Doc:
    """The tokens of a text, its sentences and its names; `told` is the Doc that the pipeline made.

    It must have sentences.
    """

    def __init__(self, told: spacy.tokens.Doc) -> None:
        self.told = told
        self.text: str = told.text
        self.user_data = told.user_data
        self.has_pos: bool = told.has_annotation("POS")
        self.has_tree: bool = told.has_annotation("DEP")
        self.has_forms: bool = told.has_annotation("MORPH")
        self.tokens: tuple[Token, ...] = tuple([Token() for _ in range(len(told))])
        below: list[list[Token]] = [[] for _ in self.tokens]
        at = 0
        for i, (token, seen, row) in enumerate(zip(self.tokens, told, _words_of(told), strict=True)):
            token.doc, token.i, token.idx, token.known, token._subtree = self, i, at, {}, None
            (
                token.text, token.lower_, token.lemma_, token.pos_, token.tag_, token.dep_, token.ent_type_,
                token.ent_iob_, token.is_space, token.is_punct, token.is_alpha, token.is_lower, token.is_upper,
                token.like_num, blank, head,
            ) = row  # fmt: skip
            token.is_punct = token.is_punct and token.text not in _SIGNS_FOR_WORDS
            token.text_with_ws = intern(token.text + " ") if blank else token.text
            at += len(token.text_with_ws)
            token.head = self.tokens[i + head]
            token.left_edge, token.right_edge = self.tokens[seen.left_edge.i], self.tokens[seen.right_edge.i]
            if head:
                below[i + head].append(token)
        for token, children in zip(self.tokens, below, strict=True):
            token.children = tuple(children)
        self.sents: tuple[Span, ...] = tuple(Span(self, sent.start, sent.end) for sent in told.sents)
        for sent in self.sents:
            for token in sent:
                token.sent = sent
        self.ents: tuple[Span, ...] = tuple(Span(self, ent.start, ent.end, ent.label_) for ent in told.ents)

    @cached_property
    def quoted(self) -> tuple[tuple[int, int], ...]:
        """Where the text stands inside quotation marks, see `quoted_stretches`."""
        return tuple(quoted_stretches(self.text))

    @cached_property
    def frames(self) -> Any:
        """Predicates with their senses and arguments, as the reading model has them; none of another pipeline."""
        return self._left_with("frames") or ()

    @cached_property
    def quotations(self) -> Any:
        """What is told on somebody's word, as the reading model has it; none of another pipeline."""
        return self._left_with("quotations") or ()

    @cached_property
    def clusters(self) -> Any:
        """Names, pronouns and nouns that mean the same, as the reading model has them; none of another pipeline."""
        return self._left_with("clusters") or ()

    @cached_property
    def word_vectors(self) -> Any:
        """What the encoder makes of each token, [tokens, width], or None of another pipeline."""
        return self._left_with("word_vectors")

    @cached_property
    def ledger_vectors(self) -> Any:
        """What the ledger's own upper layers make of each token, [tokens, width]; None of a model without them."""
        return self._left_with("ledger_vectors")

    def _left_with(self, name: str) -> Any:
        """Return what a component left with the Doc, None where no component that could is there."""
        return getattr(self.told._, name) if self.told.has_extension(name) else None

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> Span: ...

    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            low, high, _ = at.indices(len(self.tokens))
            return Span(self, low, high if high > low else low)
        return self.tokens[at]

    def root_of(self, start: int, end: int) -> Token:
        """Return the root of the tokens [start, end), see `Span.root`."""
        tokens = self.tokens[start:end]
        outside: list[Token] = []
        for token in tokens:
            head = token.head
            if head is token:
                return token
            if not start <= head.i < end:
                outside.append(token)
        return min(outside, key=_words_to_root, default=self.tokens[start])

    @cached_property
    def starts(self) -> list[int]:
        """Where each token starts."""
        return [token.idx for token in self.tokens]

    def _token_at(self, place: int) -> int | None:
        """Return the number of the token that a code point belongs to, a blank to the token before it."""
        at = bisect_right(self.starts, place) - 1
        if at < 0 or place >= self.starts[at] + len(self.tokens[at].text_with_ws):
            return None
        return at

    def char_span(self, start: int, end: int, alignment_mode: Literal["contract", "expand"]) -> Span | None:
        """Return the tokens inside [start, end), with "expand" also those that it cuts; None where there are none."""
        first, last = self._token_at(start), self._token_at(end - 1)
        if first is None or last is None:
            return None
        head, tail = self.tokens[first], self.tokens[last]
        if alignment_mode == "expand":
            first += start == head.idx + len(head.text)  # a blank is no part of the token before it
            return Span(self, first, last + 1)
        first += head.idx < start
        last -= end < tail.idx + len(tail.text)
        return Span(self, first, last + 1) if first <= last else None


_STRINGS = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE")
_FLAGS = ("IS_SPACE", "IS_PUNCT", "IS_ALPHA", "IS_LOWER", "IS_UPPER", "LIKE_NUM", "SPACY")
_IOB = ("", "I", "O", "B")  # spaCy's numbers for no annotation, inside, outside and the begin of a name


def _words_of(told: spacy.tokens.Doc) -> Iterator[tuple[Any, ...]]:
    """Yield what spaCy says of each word by itself: its strings, IOB, its flags, and how far from it its head stands.

    One array of numbers, each string looked up once: asking spaCy's tokens one by one takes three times as long.
    """
    names: dict[int, str] = {}
    strings = told.vocab.strings
    columns: list[list[Any]] = []
    for number in told.to_array(list(_STRINGS)).T.tolist():
        names.update({key: intern(strings[key]) for key in set(number).difference(names)})
        columns.append([names[key] for key in number])
    columns.append([_IOB[number] for number in told.to_array("ENT_IOB").tolist()])
    columns += told.to_array(list(_FLAGS)).T.astype(bool).tolist()
    columns.append(told.to_array("HEAD").astype("int64").tolist())
    yield from zip(*columns, strict=True)


def _words_to_root(token: Token) -> int:
    """Return how many steps lead to the root; white space and marks that nothing hangs on are the furthest."""
    if (token.is_space or token.is_punct) and not token.children:
        return len(token.doc) - 1
    steps = 0
    while token.head is not token:
        token = token.head
        steps += 1
    return steps


def once(of: Callable[[Token], _Found]) -> Callable[[Token], _Found]:
    """Keep with a token what a function of it alone returns: trees do not change, and rules ask the same again."""

    @wraps(of)
    def remembered(token: Token) -> _Found:
        known = token.known
        if of in known:
            found: _Found = known[of]
            return found
        found = known[of] = of(token)
        return found

    return remembered
