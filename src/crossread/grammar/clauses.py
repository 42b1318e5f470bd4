"""One clause a predicate: who does what to whom, when, where, in which voice, tense and mood, denied or not.

This is the only answer to "who does what" that later stages have. Learned roles (PropBank, from the reading model) come
first, the tree where they are silent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from crossread.grammar import syntax
from crossread.grammar.arguments import Arguments, arguments_of, denies, governor
from crossread.grammar.doc import Doc, Token
from crossread.grammar.noun_classes import is_goods, of_noun
from crossread.languages.tables import load
from crossread.model.mention_index import MentionIndex

Kind = Literal["verb", "copula", "noun", "adjective"]
Tense = Literal["past", "present", "future", "none"]
Voice = Literal["active", "passive"]
_MODALS = frozenset({"can", "could", "may", "might", "must", "shall", "should", "will", "would", "ought", "need", "dare"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "sha"})
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "csubj:pass"})
_NOT_CLAUSES = frozenset({"aux", "aux:pass", "cop", "case", "amod", "fixed", "compound", "det"})
_PARTICLES = frozenset({"compound:prt"})


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A predicate with its arguments.

    `subject` is who acts and `object` what is acted on, whatever the voice; `obliques` are (preposition, noun) in order
    of place; `roles` are the learned PropBank roles by name (ARG0, ARGM-TMP, …), each the head of its span.
    `complement` and `governor` are predicates of other clauses. `denied` counts what a word of the clause itself, or the
    verb that refuses above it ("declined to say"), denies; `negated` a word of the clause alone.
    """

    predicate: Token
    lemma: str
    kind: Kind
    sense: str = ""
    particle: str = ""
    subject: Token | None = None
    object: Token | None = None
    recipient: Token | None = None
    obliques: tuple[tuple[str, Token], ...] = ()
    complement: Token | None = None
    governor: Token | None = None
    voice: Voice = "active"
    tense: Tense = "none"
    modality: str = ""
    negated: bool = False
    denied: bool = False
    roles: Mapping[str, Token] = field(default_factory=dict)
    recipient_ends: int | None = None  # where the item begins whose front words are really the recipient

    def oblique(self, preposition: str) -> Token | None:
        """Return the first noun behind a preposition."""
        return next((noun for prep, noun in self.obliques if prep == preposition), None)

    @property
    def passive(self) -> bool:
        """Whether the clause is passive."""
        return self.voice == "passive"


class Clauses:
    """The clauses of one Doc, made once each, in order of their predicates."""

    def __init__(self, doc: Doc, mentions: MentionIndex | None = None) -> None:
        self.doc = doc
        self.mentions = mentions or MentionIndex(())
        self._made: dict[tuple[int, bool], Clause] = {}
        self._roles = frames_of(doc)

    def __iter__(self) -> Iterator[Clause]:
        return (self.at(token) for token in self.doc if is_predicate(token))

    def at(self, token: Token, *, bare_recipient: bool = False) -> Clause:
        """Return the clause of a predicate; `bare_recipient` allows one right before a bare plural ("offered Jet crews")."""
        key = token.i, bare_recipient
        if key not in self._made:
            self._made[key] = self._make(token, bare_recipient)
        return self._made[key]

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
            if child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and syntax.preposition(child) in ("by", "of", "from")):
                found.append(child)
        return found

    def _make(self, token: Token, bare_recipient: bool) -> Clause:
        sense, roles = self._roles.get(token.i, ("", {}))
        heads = {name: self.doc[i] for name, i in roles.items()}
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "aux:pass", "cop"):
            return _verb_clause(token, arguments_of(token, self.mentions, splits=bare_recipient), sense, heads)
        return _nominal_clause(token, sense, heads)


def is_predicate(token: Token) -> bool:
    """Say whether a token is the predicate of a clause: a verb, or a noun or adjective that a copula or a subject makes one."""
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
            heads.setdefault(role, doc[start:end].root.i)
        found[frame.predicate] = frame.sense, heads
    return found


def _verb_clause(token: Token, made: Arguments, sense: str, roles: dict[str, Token]) -> Clause:
    helpers = syntax.auxiliaries(token)
    spread = sorted(((prep, noun) for prep, nouns in made.preps.items() for noun in nouns), key=lambda found: found[1].i)
    return Clause(
        predicate=token,
        lemma=token.lemma_.lower(),
        kind="verb",
        sense=sense,
        particle=next((c.lower_ for c in token.children if c.dep_ in _PARTICLES), ""),
        subject=made.subject,
        object=made.object,
        recipient=made.indirect,
        obliques=tuple(spread),
        complement=complement_of(token),
        governor=governor(token),
        voice="passive" if made.passive else "active",
        tense=tense_of(token, helpers),
        modality=next((a.lemma_.lower() for a in helpers if a.lemma_.lower() in _MODALS), ""),
        negated=syntax.is_negated(token),
        denied=made.negated,
        roles=roles,
        recipient_ends=made.split,
    )


def _nominal_clause(token: Token, sense: str, roles: dict[str, Token]) -> Clause:
    helpers = syntax.auxiliaries(token)
    kind: Kind = "adjective" if token.pos_ == "ADJ" else "noun" if not helpers else "copula"
    owner = next((c for c in token.children if c.dep_ == "nmod:poss"), None)
    behind = [(syntax.preposition(c), c) for c in token.children if c.dep_ in ("nmod", "obl") and syntax.preposition(c)]
    return Clause(
        predicate=token,
        lemma=token.lemma_.lower(),
        kind=kind,
        sense=sense,
        subject=syntax.subject(token) if helpers or token.pos_ == "ADJ" else owner,
        obliques=tuple(sorted([*behind, *_adjective_obliques(token, behind)], key=lambda found: found[1].i)),
        complement=complement_of(token),
        governor=governor(token),
        tense=tense_of(token, helpers),
        modality=next((a.lemma_.lower() for a in helpers if a.lemma_.lower() in _MODALS), ""),
        negated=syntax.is_negated(token),
        denied=denies(token),
        roles=roles,
    )


def _adjective_obliques(token: Token, found: list[tuple[str, Token]]) -> list[tuple[str, Token]]:
    return [one for one in syntax.obliques(token) if one not in found] if token.pos_ == "ADJ" else []


def complement_of(token: Token) -> Token | None:
    """Return the predicate of the clause that completes another: "to lend" of "offered", "from selling" of "banned"."""
    for child in token.children:
        if child.dep_ in _COMPLEMENTS and child.i > token.i and (child.pos_ in ("VERB", "AUX") or syntax.is_clause(child)):
            return child
    return None


def tense_of(token: Token, helpers: Sequence[Token]) -> Tense:
    """Return the tense of a clause by its first finite word; an infinitive, a gerund or a noun alone has none."""
    if any(a.lower_ in _FUTURE for a in helpers):
        return "future"
    for word in [*sorted(helpers, key=lambda a: a.i), token]:
        if word.lower_ in _MODALS:
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
    """Return the tense that the form of a verb shows where the pipeline tells none: "gave", "sold" past, "gives" present."""
    form, base = word.lower_, word.lemma_.lower()
    if form in ("was", "were", "had", "did") or (form.endswith("ed") and form != base):
        return "past"
    if form in ("is", "are", "am", "has", "have", "does", "do", "'s", "’s", "'re", "’re") or form == base + "s" or form.endswith("es") and form != base:
        return "present"
    if form != base and not form.endswith("ing"):
        return "past"
    return "none"


PARTICLES = frozenset(["off", "out", "down", "up", "back", "ahead", "away", "over", "on"])  # that make another verb of a verb


def content_predicates(doc: Doc, start: int, end: int, predicate: str) -> tuple[str, ...]:
    """Return the lemmas that tell the deed of a clause in [start, end) whose predicate is known by its lemma.

    A verb that says little ("take", "have") is told by its object, one that leads to another ("decided to sell") by that
    one too, one with a particle by both ("call-off"); the predicate itself comes first.
    """
    verb = predicate_in(doc, start, end, predicate)
    if verb is None:
        return (predicate,)
    found = {predicate: None}
    light = load("comparison")["light"]
    if predicate in light:
        found |= {c.lemma_.lower(): None for c in verb.children if c.dep_ in ("obj", "nsubj:pass") and c.pos_ == "NOUN"}
    if predicate in load("comparison")["leads to a deed"] or predicate in load("comparison")["willing"]:
        found |= {c.lemma_.lower(): None for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.pos_ == "VERB"}
    behind = doc[verb.i + 1 : verb.i + 2].text.lower()
    if behind in PARTICLES and verb.pos_ == "VERB":
        found[f"{predicate}-{behind}"] = None
    return tuple(found)


def predicate_in(doc: Doc, start: int, end: int, predicate: str) -> Token | None:
    """Return the word in [start, end) whose lemma is that of a clause's predicate, the first where there are several."""
    span = doc.char_span(start, end, alignment_mode="expand")
    kinds = ("VERB", "AUX", "NOUN", "ADJ")
    return next((t for t in span or () if t.lemma_.lower() == predicate and t.pos_ in kinds), None)
