"""One clause a predicate: who does what to whom, when, where, in which voice, tense and mood, denied or not.

This is the only answer to "who does what" that later stages have. Learned roles (PropBank, from the reading model) come
first, the tree where they are silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from crossread.grammar import syntax
from crossread.grammar.arguments import Arguments, arguments_of, denies, governor
from crossread.grammar.doc import Doc, Token
from crossread.grammar.noun_classes import is_goods, of_noun
from crossread.languages.tables import load, words, words_of
from crossread.model.mention_index import MentionIndex

if TYPE_CHECKING:
    from crossread.grammar.matching import Scene

_Found = TypeVar("_Found")
Kind = Literal["verb", "copula", "noun", "adjective"]
Tense = Literal["past", "present", "future", "none"]
Voice = Literal["active", "passive"]
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "csubj:pass"})
_NOT_CLAUSES = frozenset({"aux", "aux:pass", "cop", "case", "amod", "fixed", "compound", "det"})
_PARTICLES = frozenset({"compound:prt"})
NO_ROLES: tuple[str, dict[str, int]] = ("", {})


class _part(Generic[_Found]):
    """A part of a clause that is found when it is first asked for and then stays with it.

    As `functools.cached_property`, which in Python 3.11 takes a lock each time: a hundredth of the time of reading.
    """

    def __init__(self, of: Callable[[Any], _Found]) -> None:
        self.of, self.name, self.__doc__ = of, of.__name__, of.__doc__

    def __get__(self, clause: Any, owner: type) -> _Found:
        found: _Found = self.of(clause)
        clause.__dict__[self.name] = found
        return found


class Clause:
    """A predicate with its arguments, each found when it is first asked for: of most clauses little is.

    `subject` is who acts and `object` what is acted on, whatever the voice; `obliques` are (preposition, noun) in order
    of place; `roles` are the learned PropBank roles by name (ARG0, ARGM-TMP, …), each the head of its span.
    `complement` and `governor` are predicates of other clauses. `denied` counts what a word of the clause itself, or
    the verb that refuses above it ("declined to say"), denies; `negated` a word of the clause alone.
    """

    def __init__(self, clauses: Clauses, predicate: Token, *, bare_recipient: bool) -> None:
        self.predicate, self.lemma = predicate, predicate.lemma_.lower()
        self._clauses, self._bare_recipient = clauses, bare_recipient
        self._is_verb = predicate.pos_ in ("VERB", "AUX") and predicate.dep_ not in ("aux", "aux:pass", "cop")

    def with_arguments(self, subject: Token | None, thing: Token | None, recipient: Token | None) -> Clause:
        """Return the clause with these in the place of its subject, object and recipient."""
        changed = Clause.__new__(Clause)
        changed.__dict__.update(self.__dict__, subject=subject, object=thing, recipient=recipient)
        return changed

    @_part
    def kind(self) -> Kind:
        """What makes the predicate one."""
        if self._is_verb:
            return "verb"
        return (
            "adjective"
            if self.predicate.pos_ == "ADJ"
            else "noun"
            if not syntax.auxiliaries(self.predicate)
            else "copula"
        )

    @_part
    def sense(self) -> str:
        """The sense of the predicate in PropBank ("sell.01"), empty where the model tells none."""
        return self._clauses.roles.get(self.predicate.i, NO_ROLES)[0]

    @_part
    def roles(self) -> Mapping[str, Token]:
        """The learned roles."""
        heads = self._clauses.roles.get(self.predicate.i, NO_ROLES)[1]
        return {name: self.predicate.doc.tokens[i] for name, i in heads.items()}

    @_part
    def _arguments(self) -> Arguments:
        """The arguments of a verb."""
        return arguments_of(self.predicate, self._clauses.mentions, splits=self._bare_recipient)

    @_part
    def particle(self) -> str:
        """The particle of a verb: "up" of "gave up"."""
        return next((c.lower_ for c in self.predicate.children if c.dep_ in _PARTICLES), "") if self._is_verb else ""

    @_part
    def subject(self) -> Token | None:
        """Who acts, or of whom a noun or an adjective is said; of a noun alone its owner."""
        if self._is_verb:
            return self._arguments.subject
        if self.kind != "noun":
            return syntax.subject(self.predicate)
        return next((c for c in self.predicate.children if c.dep_ == "nmod:poss"), None)

    @_part
    def object(self) -> Token | None:
        """What is acted on."""
        return self._arguments.object if self._is_verb else None

    @_part
    def recipient(self) -> Token | None:
        """To whom."""
        return self._arguments.indirect if self._is_verb else None

    @_part
    def recipient_ends(self) -> int | None:
        """Where the item begins whose front words are really the recipient."""
        return self._arguments.split if self._is_verb else None

    @_part
    def obliques(self) -> tuple[tuple[str, Token], ...]:
        """The nouns behind prepositions."""
        if self._is_verb:
            found = [(prep, noun) for prep, nouns in self._arguments.preps.items() for noun in nouns]
        else:
            found = _nominal_obliques(self.predicate)
        return tuple(sorted(found, key=_place_of_noun))

    @_part
    def complement(self) -> Token | None:
        """The predicate of the clause that completes it."""
        return complement_of(self.predicate)

    @_part
    def governor(self) -> Token | None:
        """The predicate that it completes."""
        return governor(self.predicate)

    @_part
    def voice(self) -> Voice:
        """The voice of a verb; what is no verb is active."""
        return "passive" if self._is_verb and syntax.is_passive(self.predicate) else "active"

    @_part
    def tense(self) -> Tense:
        """The tense, by its first finite word."""
        return tense_of(self.predicate, syntax.auxiliaries(self.predicate))

    @_part
    def modality(self) -> str:
        """The first modal verb."""
        lemmas = (a.lemma_.lower() for a in syntax.auxiliaries(self.predicate))
        return next((lemma for lemma in lemmas if lemma in words("function_words", "modals")), "")

    @property
    def negated(self) -> bool:
        """Whether a word of the clause alone denies it."""
        return syntax.is_negated(self.predicate)

    @_part
    def denied(self) -> bool:
        """Whether a word of the clause or the verb that refuses above it denies it."""
        return denies(self.predicate)

    @property
    def passive(self) -> bool:
        """Whether the clause is passive."""
        return self.voice == "passive"

    def oblique(self, preposition: str) -> Token | None:
        """Return the first noun behind a preposition."""
        for prep, noun in self.obliques:
            if prep == preposition:
                return noun
        return None


class Clauses:
    """The clauses of one Doc, made once each, in order of their predicates."""

    def __init__(self, doc: Doc, mentions: MentionIndex | None = None) -> None:
        self.doc = doc
        self.mentions = mentions or MentionIndex(())
        self._made: dict[tuple[int, bool], Clause] = {}
        self.roles = frames_of(doc)
        self.scenes: dict[Token, Scene] = {}
        """Those in which nobody knows the parties, by their predicates: several tables ask the same of them."""

    def __iter__(self) -> Iterator[Clause]:
        return (self.at(token) for token in self.doc if is_predicate(token))

    def at(self, token: Token, *, bare_recipient: bool = False) -> Clause:
        """Return the clause of a predicate; `bare_recipient` allows one right before a bare plural ("offered Jet
        crews")."""
        key = token.i, bare_recipient
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = Clause(self, token, bare_recipient=bare_recipient)
        return found

    def above(self, clause: Clause) -> Clause | None:
        """Return the clause that governs another: "has offered" for "to lend"."""
        return self.at(clause.governor) if clause.governor is not None else None

    def host(self, clause: Clause) -> Clause | None:
        """Return the clause in which another stands as a part: "banned" for "from selling", whatever hangs between."""
        token = clause.predicate
        if token.dep_ in ("advcl", "xcomp", "ccomp", "acl", "obl") and token.head != token:
            return self.at(token.head)
        return None

    def listed(self, predicate: Token) -> list[Clause]:
        """Return the clause of a verb and those of the verbs listed with it: "from selling or lending"."""
        others = [c for c in predicate.children if c.dep_ == "conj" and c.pos_ == "VERB"]
        return [self.at(token) for token in (predicate, *others)]

    def of(self, noun: Token) -> Token | None:
        """Return the noun behind "of"."""
        return of_noun(noun)

    def is_goods(self, noun: Token) -> bool:
        """Say whether a noun phrase names something that one can have and another can get."""
        return is_goods(noun)

    def tells_of_deed(self, noun: Token) -> bool:
        """Say whether a noun only tells of a deed: "the concept of denying aid"."""
        return any(c.dep_ == "acl" and c.lower_.endswith("ing") for c in noun.children)

    def makers(self, noun: Token) -> list[Token]:
        """Return who made a law, a ruling, a list: "passed by X", "X's", "by X", "of X", "from X"."""
        found = [n for c in noun.children if c.dep_ in ("acl", "acl:relcl") for p, n in syntax.obliques(c) if p == "by"]
        for child in noun.children:
            if child.dep_ == "nmod:poss" or (
                child.dep_ == "nmod" and syntax.preposition(child) in ("by", "of", "from")
            ):
                found.append(child)
        return found


def is_predicate(token: Token) -> bool:
    """Say whether a token is the predicate of a clause: a verb, or a noun or adjective that a copula or a subject
    makes one."""
    if token.pos_ in ("VERB", "AUX"):
        return token.dep_ not in _NOT_CLAUSES
    return syntax.is_clause(token)


def frames_of(doc: Doc) -> dict[int, tuple[str, dict[str, int]]]:
    """Return predicate -> (sense, role -> head word) where the pipeline tells roles, else nothing.

    The extension `frames` holds records with `predicate`, `sense` and `arguments` ((role, start, end), …) in token
    indices, ends exclusive.
    """
    found: dict[int, tuple[str, dict[str, int]]] = {}
    for frame in doc.frames:
        heads: dict[str, int] = {}
        for role, start, end in frame.arguments:
            if role not in heads:
                heads[role] = doc.root_of(start, end).i
        found[frame.predicate] = frame.sense, heads
    return found


def _nominal_obliques(token: Token) -> list[tuple[str, Token]]:
    behind = [(prep, c) for c in token.children if c.dep_ in ("nmod", "obl") and (prep := syntax.preposition(c))]
    others = syntax.obliques(token) if token.pos_ == "ADJ" else ()
    return behind + [one for one in others if one not in behind]


def _place_of_noun(found: tuple[str, Token]) -> int:
    return found[1].i


def complement_of(token: Token) -> Token | None:
    """Return the predicate of the clause that completes another: "to lend" of "offered", "from selling" of "banned"."""
    for child in token.children:
        if (
            child.dep_ in _COMPLEMENTS
            and child.i > token.i
            and (child.pos_ in ("VERB", "AUX") or syntax.is_clause(child))
        ):
            return child
    return None


def tense_of(token: Token, helpers: Sequence[Token]) -> Tense:
    """Return the tense of a clause by its first finite word; an infinitive, a gerund or a noun alone has none."""
    if any(a.lower_ in words_of("function_words", "future", "future_before_not") for a in helpers):
        return "future"
    for word in [*sorted(helpers, key=lambda a: a.i), token]:
        if word.lower_ in words("function_words", "modals"):
            return "present"
        form = word.morph.get("Tense", [])
        finite = word.morph.get("VerbForm", []) in ([], ["Fin"])
        if form and finite:
            return "past" if form[0] == "Past" else "present"
        if word.tag_ in ("VBD", "VBP", "VBZ"):
            return "past" if word.tag_ == "VBD" else "present"
        if not form and word.pos_ in ("VERB", "AUX"):
            return _tense_by_form(word)
    return "none"


def _tense_by_form(word: Token) -> Tense:
    """Return the tense that the form of a verb shows where the pipeline tells none: "gave", "sold" past, "gives"
    present."""
    form, base = word.lower_, word.lemma_.lower()
    if form in words("function_words", "past") or (form.endswith("ed") and form != base):
        return "past"
    if form in words("function_words", "present") or form == base + "s" or form.endswith("es") and form != base:
        return "present"
    if form != base and not form.endswith("ing"):
        return "past"
    return "none"


def content_predicates(predicate: str, verb: Token | None) -> tuple[str, ...]:
    """Return the lemmas that tell the deed of a clause: `predicate` is the lemma, `verb` its word where it is found.

    A verb that says little ("take", "have") is told by its object, one that leads to another ("decided to sell") by
    that one too, one with a particle by both ("call-off"); the predicate itself comes first.
    """
    if verb is None:
        return (predicate,)
    found = {predicate: None}
    light = load("comparison")["light"]
    if predicate in light:
        found |= {c.lemma_.lower(): None for c in verb.children if c.dep_ in ("obj", "nsubj:pass") and c.pos_ == "NOUN"}
    if predicate in load("comparison")["leads to a deed"] or predicate in load("comparison")["willing"]:
        found |= {c.lemma_.lower(): None for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.pos_ == "VERB"}
    behind = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    if behind in words("function_words", "particles") and verb.pos_ == "VERB":
        found[f"{predicate}-{behind}"] = None
    return tuple(found)


def predicate_in(doc: Doc, start: int, end: int, predicate: str) -> Token | None:
    """Return the word in [start, end) whose lemma is that of a clause's predicate, the first where there are
    several."""
    span = doc.char_span(start, end, alignment_mode="expand")
    kinds = ("VERB", "AUX", "NOUN", "ADJ")
    return next((t for t in span or () if t.lemma_.lower() == predicate and t.pos_ in kinds), None)
