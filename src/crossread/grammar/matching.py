"""Finds what a rule's row matches at a clause: paths through the clause, conditions by name, slots filled with words.

A path is steps joined by "/", alternatives by "|": "object/of | object" is the noun behind "of" of the object, else the
object. A condition is "PATH is TEST [or TEST …]", "PATH" (something stands there) or a word about the clause itself
("denied", "passive"), each with "not" before it. Tests are word classes ("a party", "goods", "a verb"), word lists
("@flows") and words. "link is …", "form is …" and "mark is …" ask how the clause hangs on the one above (clause_links);
"first link is …" and "first form is …" ask that of the first of a list. An unknown step, test or word is an error when
the table is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Protocol

from crossread.errors import RuleError
from crossread.grammar import clause_links, labelled_lines, syntax, verb_forms
from crossread.grammar.arguments import denies, is_in_place_of
from crossread.grammar.clauses import Clause, Clauses
from crossread.grammar.doc import Token
from crossread.grammar.factuality import is_dropped, is_given_up, is_only_proposed, is_undone
from crossread.grammar.noun_classes import is_goods, is_money, noun_class, of_noun
from crossread.grammar.noun_phrases import is_around_counted, is_counted, number_behind_person
from crossread.grammar.telling import is_done_with
from crossread.grammar.verb_uses import deed_wished_of
from crossread.languages.patterns import word_forms
from crossread.languages.rules import Rule, listed_words, word_list
from crossread.languages.tables import ENGLISH, words

_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "SYM"})
_BESIDE_NOUN = frozenset({"nmod", "nmod:unmarked", "appos", "flat", "nmod:desc", "nummod"})
MAX_CLIMB = 5  # clauses above a noun that are looked through for whom it is about
_BY_WHICH_CLAUSE = frozenset({"from", "to"})


class Parties(Protocol):
    """What the grammar cannot know of a noun: which named party it stands for, and whether it may be one at all."""

    def named(self, token: Token) -> bool:
        """Say whether a noun stands for a named person, organisation or place."""

    def may_be_party(self, token: Token | None) -> bool:
        """Say whether a noun can hold, need, give or get."""


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """A rule that holds at a clause; `slots` has the words of every slot that is filled."""

    rule: Rule
    clause: Clause
    slots: Mapping[str, Token]


@dataclass(slots=True, eq=False)  # not frozen: one is made for every clause and table, and freezing triples that
class Scene:
    """A clause among the others of its Doc, and who knows the parties; it is never changed."""

    clauses: Clauses
    clause: Clause
    parties: Parties
    known: dict[object, Any] = field(init=False, default_factory=dict)
    """Where paths end and what conditions hold: most rules of a table ask the same of a clause."""

    def holds(self, condition: Condition) -> bool:
        """Say whether a condition holds at the clause, asked once."""
        found: bool | None = self.known.get(condition)
        if found is None:
            found = self.known[condition] = condition(self)
        return found


Step = Callable[[Scene, Token], Token | None]
Condition = Callable[[Scene], bool]


def _complement(scene: Scene, token: Token) -> Token | None:
    labels = ("csubj", "xcomp", "ccomp", "advcl") if token.pos_ == "ADJ" else ("advcl", "xcomp", "ccomp", "acl")
    for child in token.children:
        if child.dep_ in labels and child.i > token.i and child.pos_ in ("VERB", "AUX", "NOUN"):
            if token.pos_ == "ADJ" or _is_infinitive_or_gerund(child):
                return child
    return None


def _is_infinitive_or_gerund(token: Token) -> bool:
    marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "case", "aux")}
    return bool(marks & _BY_WHICH_CLAUSE) or token.lower_.endswith("ing")


def _agent_below(scene: Scene, token: Token) -> Token | None:
    """Return a "by X" that the parser hung on a word below a passive verb."""
    if not syntax.is_passive(token):
        return None
    for below in token.subtree:
        if below.sent == token.sent and below.pos_ in ("VERB", "NOUN") and below.i > token.i:
            for preposition, noun in syntax.obliques(below):
                if preposition == "by":
                    return noun
            for child in below.children:
                if child.dep_ == "nmod" and syntax.preposition(child) == "by":
                    return child
    return None


def _argument(name: str) -> Step:
    def step(scene: Scene, token: Token) -> Token | None:
        clause = scene.clause if token == scene.clause.predicate else scene.clauses.at(token)
        found: Token | None = getattr(clause, name)
        return found

    return step


def _behind(preposition: str) -> Step:
    def step(scene: Scene, token: Token) -> Token | None:
        if token == scene.clause.predicate or token.pos_ in ("VERB", "AUX", "ADJ"):
            clause = scene.clause if token == scene.clause.predicate else scene.clauses.at(token)
            if (found := clause.oblique(preposition)) is not None:
                return found
        below = token.subtree if preposition == "to" and token.pos_ in _NOUNS else token.children
        for child in below:
            if child.dep_ in ("nmod", "obl") and syntax.preposition(child) == preposition:
                return child
        return None

    return step


def _is_behind(preposition: str) -> Callable[[Scene, Token], bool]:
    return lambda scene, token: syntax.preposition(token) == preposition


def _child(*labels: str) -> Step:
    def step(scene: Scene, token: Token) -> Token | None:
        for child in token.children:
            if child.dep_ in labels:
                return child
        return None

    return step


def _role(name: str) -> Step:
    return lambda scene, token: scene.clauses.at(token).roles.get(name)


def _clause(scene: Scene, token: Token) -> Token | None:
    """Return the verb that a noun belongs to: "launched" for "a boycott"."""
    found = syntax.clause_of(token.head)
    return found if found != token else None


def _topic(scene: Scene, token: Token) -> Token | None:
    """Return who the clause of a noun is about: the subject of its verb, going up where the verb has none of its
    own."""
    clause = token
    for _ in range(MAX_CLIMB):
        found = scene.clauses.at(clause).subject if clause != token or syntax.is_clause(clause) else None
        if found is not None and found != token and token not in found.subtree:
            return found
        clause = syntax.clause_of(clause.head)
    return None


def _topic_of_offer(scene: Scene, token: Token) -> Token | None:
    """Return who makes an offer or brings a suit of which the text says no more: not who gets, weighs or rejects it, or
    has yet to make it."""
    around = syntax.clause_of(token)
    of_verb = token.dep_ in syntax.OBJECTS | syntax.RECIPIENTS
    met = of_verb and (around.lemma_.lower() in words("exchange", "meets_offer") or is_undone(around))
    return None if met or _between_by(token) else _topic(scene, token)


def _topic_of_request(scene: Scene, token: Token) -> Token | None:
    """Return who asks by a request of which the text says no more: not who gets, grants or turns it down."""
    around = syntax.clause_of(token)
    if token.dep_ in syntax.OBJECTS and around.lemma_.lower() in words("exchange", "meets_request"):
        return None
    answered = token.dep_ == "obl" and syntax.preposition(token) in ("to", "with", "on")
    if answered and around.lemma_.lower() in words("exchange", "answers_request"):
        return None  # "agreed to a request for tents"
    return _topic_of_offer(scene, token)


def _between_by(token: Token) -> bool:
    after = token.doc[token.i + 1 : token.i + 2]
    return len(after) == 1 and after[0].lower_ == "by"


def _holder(scene: Scene, token: Token) -> Token | None:
    """Return who a noun is said of: the subject of its copula, the name it stands beside; else the noun itself."""
    if any(c.dep_ == "cop" for c in token.children):
        return syntax.subject(token) or syntax.relative_subject(token) or token
    if token.dep_ in ("appos", "nmod:desc", "flat") and token.head.pos_ == "PROPN":
        return token.head
    named = next((c for c in token.children if c.dep_ in ("appos", "flat") and c.pos_ == "PROPN"), None)
    return named if named is not None else token


def _frame(scene: Scene, token: Token) -> Token | None:
    """Return the word above a clause or above the list of clauses that it is one of: "evidence" for "that A or that
    B"."""
    first = clause_links.first_of_list(token)
    found = first.head
    while found.pos_ in ("PROPN", "NUM") and found.dep_ in _BESIDE_NOUN and found.head.pos_ == "NOUN":
        found = found.head  # "its report of March 2 that the bridge had been mined"
    return found if found != first else None


def _carrier(scene: Scene, token: Token) -> Token | None:
    """Return the noun that brings the content of a clause: "the claim that …", "posts saying that …", "rumours
    spread that …"."""
    frame = _frame(scene, token)
    if frame is not None and is_done_with(clause_links.first_of_list(token), frame):
        return None  # "the claim made on Monday": when it was made is no content of it
    while frame is not None and frame.dep_ == "xcomp":
        frame = frame.head  # "a video purporting to show that …"
    if frame is None or frame.pos_ not in ("VERB", "AUX"):
        return frame
    if clause_links.link_of(frame) in ("attributive", "relative") and frame.head.pos_ in _NOUNS:
        return frame.head
    if "to" in {c.lower_ for c in frame.children if c.dep_ == "mark"} and frame.head.pos_ == "VERB":
        # "shared pictures to show that …", "the picture was doctored to show that …"
        return syntax.subject(frame.head) if syntax.is_passive(frame.head) else syntax.direct_object(frame.head)
    return syntax.subject(frame)


def _verdict(scene: Scene, token: Token) -> Token | None:
    """Return the head of the clause that a noun stands in, whatever nouns it hangs on: "false" for "the posts by X
    are false"."""
    found = token
    while found.dep_ in ("nmod", "nmod:poss", "nmod:unmarked", "appos", "conj") and found.head.pos_ in _NOUNS:
        found = found.head
    return syntax.clause_of(found.head) if found.head != found else found


def _verb_particle(scene: Scene, token: Token) -> Token | None:
    """Return the adverb right behind a verb, which may change what it means: "made up", "took back"."""
    return next((c for c in token.children if c.dep_ in ("compound:prt", "prt", "advmod") and c.i == token.i + 1), None)


def _word_before(scene: Scene, token: Token) -> Token | None:
    return token.nbor(-1) if token.i > token.sent.start else None


def _word_behind(scene: Scene, token: Token) -> Token | None:
    return token.nbor(1) if token.i + 1 < token.sent.end else None


def _before_hyphen(scene: Scene, token: Token) -> Token | None:
    """Return the name or noun that a hyphen ties to a participle: "Norvane" for the "backed" of "Norvane-backed"."""
    if token.i < token.sent.start + 2 or token.nbor(-1).text not in ("-", "‑", "–"):
        return None
    before = token.nbor(-2)
    tied = before.idx + len(before.text) + 1 == token.idx
    return before if tied and before.pos_ in ("NOUN", "PROPN", "ADJ") else None


def _verb_over_object(scene: Scene, token: Token) -> Token | None:
    """Return the verb whose object or passive subject a noun is, hung as an oblique too: "called off talks"."""
    bare = token.dep_ in ("obl", "xcomp") and not syntax.preposition(token)
    return token.head if bare or token.dep_ in ("obj", "nsubj:pass") else None


def _over_noun(scene: Scene, token: Token) -> Token | None:
    """Return the noun that a noun hangs on by a preposition: "truth" for "no truth in the messages"."""
    return token.head if token.dep_ in ("nmod", "obl") and token.head.pos_ == "NOUN" else None


def _next(scene: Scene, token: Token) -> Token | None:
    """Return what `_sentence_behind` does, in the same paragraph alone."""
    return None if "\n" in token.doc[token.i : token.sent.end].text else _sentence_behind(scene, token)


def _sentence_behind(scene: Scene, token: Token) -> Token | None:
    """Return the head of what the sentence behind that of a word says: of "…, she told reporters" what she told
    them."""
    end = token.sent.end
    behind = [t for t in token.doc[end : end + 3] if not t.is_space][:1]
    if not behind:
        return None
    root = behind[0].sent.root
    told = next((c for c in root.children if c.dep_ == "ccomp"), None)
    return told if told is not None and root.lemma_.lower() in words("speech", "say") else root


def _sentence_before(scene: Scene, token: Token) -> Token | None:
    """Return the head of the sentence before that of a word, in the same paragraph."""
    start = token.sent.start
    if start == 0 or "\n" in token.doc[start - 1].text_with_ws:
        return None
    return token.doc[start - 1].sent.root


def _modal(scene: Scene, token: Token) -> Token | None:
    hedging = words("certainty", "modals")
    return next((c for c in syntax.auxiliaries(token) if c.dep_ in ("aux", "aux:pass") and c.lower_ in hedging), None)


def _hedging_modifier(scene: Scene, token: Token) -> Token | None:
    """Return an adjective of a noun that says how sure it is: "an alleged plot"."""
    hedging = words("certainty", "adjectives")
    found = (c for c in token.children if c.dep_ == "amod" and c.pos_ in ("ADJ", "VERB"))
    return next((c for c in found if c.lemma_.lower() in hedging or c.lower_ in hedging), None)


STEPS: Mapping[str, Step] = {
    "frame": _frame,
    "carrier": _carrier,
    "verdict": _verdict,
    "over noun": _over_noun,
    "outcome": _child("xcomp"),
    "outer subject": _child("nsubj:outer"),
    "verb particle": _verb_particle,
    "word before": _word_before,
    "word behind": _word_behind,
    "line label": lambda scene, token: labelled_lines.line_label(token),
    "verdict behind": lambda scene, token: labelled_lines.verdict_behind(token),
    "verb over object": _verb_over_object,
    "before hyphen": _before_hyphen,
    "described": lambda scene, token: token.head if token.dep_ == "amod" else None,
    "next": _next,
    "sentence behind": _sentence_behind,
    "sentence before": _sentence_before,
    "modal": _modal,
    "hedging modifier": _hedging_modifier,
    "own object": _child("obj", "dobj", "attr"),
    "hearsay aside": lambda scene, token: next((c for c in token.children if clause_links.is_hearsay_aside(c)), None),
    "dummy": _child("expl"),
    "modifier": _child("amod"),
    "determiner": _child("det"),
    "number": _child("nummod"),
    "adverb": _child("advmod"),
    "clause": _clause,
    "topic": _topic,
    "topic of offer": _topic_of_offer,
    "topic of request": _topic_of_request,
    "holder": _holder,
    "self": lambda scene, token: token,
    "subject": _argument("subject"),
    "object": _argument("object"),
    "indirect": _argument("recipient"),
    "governor": _argument("governor"),
    "complement": _complement,
    "agent": lambda scene, token: syntax.agent(token),
    "agent below": _agent_below,
    "owner": _child("nmod:poss", "poss"),
    "compound": _child("compound"),
    "of": lambda scene, token: of_noun(token),
    "above": lambda scene, token: token.head if token.head != token else None,
    "relative word": lambda scene, token: clause_links.relative_word(token),
    "subject before": lambda scene, token: next(
        (c for c in token.children if c.dep_ in syntax.SUBJECTS and c.i < token.i), None
    ),
    **{step: _behind(step) for step in sorted(word_forms("function_words.steps")) if step != "of"},
    **{f"ARG{n}": _role(f"ARG{n}") for n in range(6)},
}

Test = Callable[[Scene, Token], bool]
TESTS: Mapping[str, Test] = {
    "a party": lambda scene, token: scene.parties.may_be_party(token),
    "a named party": lambda scene, token: scene.parties.named(token),
    "a thing": lambda scene, token: noun_class(token.lemma_.lower()) == "thing",
    "a person": lambda scene, token: noun_class(token.lemma_.lower()) == "person",
    "a group": lambda scene, token: noun_class(token.lemma_.lower()) == "group",
    "a place": lambda scene, token: noun_class(token.lemma_.lower()) == "place",
    "goods": lambda scene, token: is_goods(token),
    "money": lambda scene, token: is_money(token),
    "a noun": lambda scene, token: token.pos_ in ("NOUN", "PROPN"),
    "a number": lambda scene, token: token.pos_ in ("NUM", "SYM"),
    "a verb": lambda scene, token: token.pos_ in ("VERB", "AUX"),
    "a pronoun": lambda scene, token: token.pos_ == "PRON",
    "denied": lambda scene, token: denies(token),
    "dropped": lambda scene, token: is_dropped(token),
    "given up": lambda scene, token: is_given_up(token),
    "only proposed": lambda scene, token: is_only_proposed(token),
    "listed with others": lambda scene, token: len(syntax.conjuncts(token)) > 1,
    "passive": lambda scene, token: syntax.is_passive(token),
    "an adjective": lambda scene, token: token.pos_ == "ADJ",
    "counted": lambda scene, token: is_counted(token),
    "counted behind a person": lambda scene, token: number_behind_person(token) is not None,
    "around counted things": lambda scene, token: is_around_counted(token),
    "said of another": lambda scene, token: any(child.dep_ == "cop" for child in token.children),
    "able to plan": lambda scene, token: verb_forms.can_will(token),
    "the doer": lambda scene, token: token.dep_ == "nsubj" and not syntax.is_passive(token.head),
    "to come": lambda scene, token: verb_forms.is_to_come(token),
    "in the past": lambda scene, token: verb_forms.is_past(token),
    "told as done": lambda scene, token: verb_forms.is_told_as_done(token),
    **{f"behind {word}": _is_behind(word) for word in ("in", "on", "for", "against", "behind", "without", "despite")},
}
_VERB_FORMS: Mapping[str, Callable[[Token], bool]] = {
    "inverted condition": verb_forms.is_inverted_condition,
    "has a condition": verb_forms.has_condition,
    "has a circumstance": verb_forms.has_circumstance,
    "leads to a clause": verb_forms.leads_to_clause,
    "leads to something past": verb_forms.leads_to_past,
    "leads to an infinitive": verb_forms.leads_to_infinitive,
    "tells that it was so": verb_forms.tells_it_was,
    "weighs a clause": verb_forms.weighs_clause,
    "charged with a deed": verb_forms.is_charged_with_deed,
    "looks ahead": verb_forms.is_future,
    "told in the past": verb_forms.is_backshifted,
    "is to be done": verb_forms.is_to_be_done,
    "past": verb_forms.is_past,
    "progressive": verb_forms.is_progressive,
    "tells since when": verb_forms.goes_on_since,
    "in a heading": verb_forms.is_heading,
    "headed to": verb_forms.is_headed_to,
    "heading without a verb": verb_forms.is_toll,
}


def _of_head(form: Callable[[Token], bool]) -> Callable[[Scene], bool]:
    return lambda scene: form(scene.clause.predicate)


def _is_wished_done(clause: Clause) -> bool:
    """Say whether a clause tells what somebody wants done with its object: "wanted the money spent"."""
    return clause.object is not None and deed_wished_of(clause.predicate, clause.object) is not None


FLAGS: Mapping[str, Callable[[Scene], bool]] = {
    "denied": lambda scene: scene.clause.denied,
    "negated": lambda scene: scene.clause.negated,
    "forbids": lambda scene: scene.clause.denied == (scene.clause.lemma in words("exchange", "allows")),
    "passive": lambda scene: scene.clause.passive,
    "in place of another": lambda scene: is_in_place_of(scene.clause.predicate),
    "set off": lambda scene: clause_links.is_set_off(scene.clause.predicate),
    "own subject": lambda scene: clause_links.has_own_subject(scene.clause.predicate),
    "has arguments": lambda scene: clause_links.has_arguments(scene.clause.predicate),
    "with a name or a number": lambda scene: clause_links.tells_names_or_numbers(scene.clause.predicate),
    "behind": lambda scene: scene.clause.predicate.i > scene.clause.predicate.head.i,
    "weighed from above": lambda scene: clause_links.is_weighed_from_above(scene.clause.predicate),
    "brings content": lambda scene: clause_links.brings_content(scene.clause.predicate),
    **{name: _of_head(form) for name, form in _VERB_FORMS.items()},
    "wishes it done": lambda scene: _is_wished_done(scene.clause),
    "active": lambda scene: not scene.clause.passive and scene.clause.kind == "verb",
}

PROPERTIES: Mapping[str, Callable[[Token], str]] = {
    "link": clause_links.link_of,
    "form": clause_links.form_of,
    "mark": clause_links.mark_of,
    "first link": lambda token: clause_links.link_of(clause_links.first_of_list(token)),
    "first form": lambda token: clause_links.form_of(clause_links.first_of_list(token)),
    "first mark": lambda token: clause_links.mark_of(clause_links.first_of_list(token)),
}


_NOT_GONE: Any = object()


@dataclass(frozen=True, slots=True, eq=False)
class _Path:
    """A path as it is gone: ways, each of steps with the words that the word before it must be of (None for any)."""

    ways: tuple[tuple[tuple[Step, frozenset[str] | None], ...], ...]

    def end(self, scene: Scene) -> Token | None:
        """Return the word at the end of the first way that leads anywhere, gone once a scene."""
        known = scene.known.get(self, _NOT_GONE)
        if known is not _NOT_GONE:
            end: Token | None = known
            return end
        found = None
        for way in self.ways:
            if (found := _gone(scene, way)) is not None:
                break
        scene.known[self] = found
        return found


def _gone(scene: Scene, way: tuple[tuple[Step, frozenset[str] | None], ...]) -> Token | None:
    token: Token | None = scene.clause.predicate
    for step, asked in way:
        if token is None or (asked is not None and token.lemma_.lower() not in asked):
            return None
        token = step(scene, token)
    return token


@cache
def _path(written: str, language: str = ENGLISH) -> _Path:
    ways = []
    for way in written.split("|"):
        steps = []
        for step in map(str.strip, way.split("/")):
            name, _, asked = step.partition(" [@")
            if name not in STEPS:
                raise RuleError(f"unknown step {step!r} in the path {written!r}; known are {sorted(STEPS)}")
            steps.append((STEPS[name], word_list(asked.rstrip("]"), written, language) if asked else None))
        ways.append(tuple(steps))
    return _Path(tuple(ways))


def follow(scene: Scene, written: str, language: str = ENGLISH) -> Token | None:
    """Return the word at the end of a path from the clause's predicate, or None.

    "from [@flows]" asks that the word before the step is of a word list: exports of, sale of.
    """
    return _path(written, language).end(scene)


@cache
def condition(written: str, language: str = ENGLISH) -> Condition:
    """Return what a condition asks, as a function of the scene; raises RuleError where it is not understood."""
    if written.startswith("not "):
        inner = condition(written[4:], language)
        return lambda scene: not scene.holds(inner)
    if written in FLAGS:
        return FLAGS[written]
    path, is_, wanted = written.partition(" is ")
    if path == "trigger":
        allowed = _words(wanted, written, language)
        return lambda scene: scene.clause.lemma in allowed
    if path == "auxiliary":
        modal = _words(wanted, written, language)
        return lambda scene: any(a.lower_ in modal for a in syntax.auxiliaries(scene.clause.predicate))
    if path in PROPERTIES:
        value, allowed = PROPERTIES[path], _words(wanted, written, language)
        return lambda scene: (value(scene.clause.predicate) in allowed) if is_ else bool(value(scene.clause.predicate))
    if path == "particle":
        particle = _words(wanted, written, language)
        return lambda scene: scene.clause.particle in particle
    way = _path(path, language)
    if not is_:
        return lambda scene: way.end(scene) is not None
    tests = [_test(one.strip(), written, language) for one in wanted.split(" or ")]

    if len(tests) == 1:
        [test] = tests
        return lambda scene: (token := way.end(scene)) is not None and test(scene, token)

    def holds(scene: Scene) -> bool:
        token = way.end(scene)
        return token is not None and any(test(scene, token) for test in tests)

    return holds


def _words(wanted: str, written: str, language: str) -> frozenset[str]:
    return listed_words(wanted.replace(" or ", " ").split(), written, language)


def _test(wanted: str, written: str, language: str) -> Test:
    if wanted in TESTS:
        return TESTS[wanted]
    if wanted.startswith(("a ", "an ")) or not wanted:
        raise RuleError(f"unknown test {wanted!r} in {written!r}; known are {sorted(TESTS)}, a @list, or plain words")
    lemmas = _words(wanted, written, language)
    return lambda scene, token: token.lemma_.lower() in lemmas or token.lower_ in lemmas


def check(rules: Iterable[Rule]) -> None:
    """Compile every path and condition of the rules; raises RuleError that names the rule."""
    for rule in rules:
        try:
            for path in rule.slots.values():
                _path(path, rule.language)
            for written in rule.where:
                condition(written, rule.language)
        except RuleError as error:
            raise RuleError(f"{rule.table}.toml, rule {rule.name!r}: {error}") from error


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A rule with its place in the table, its conditions and the paths to its slots, as they are asked."""

    place: int
    rule: Rule
    conditions: tuple[Condition, ...]
    slots: tuple[tuple[str, _Path], ...]

    @property
    def first(self) -> Condition | None:
        """The first condition, None where the rule has none."""
        return self.conditions[0] if self.conditions else None


_Run = tuple[Condition | None, tuple[_Asked, ...]]  # rules in a row with one first condition: where it fails all do


@cache
def _by_trigger(rules: tuple[Rule, ...]) -> Mapping[tuple[str, str | None], tuple[_Asked, ...]]:
    """Return (part of speech, lemma) -> the rules that it triggers, under no lemma those that any triggers."""
    found: dict[tuple[str, str | None], list[_Asked]] = {}
    for place, rule in enumerate(rules):
        conditions = tuple(condition(written, rule.language) for written in rule.where)
        slots = tuple((slot, _path(path, rule.language)) for slot, path in rule.slots.items())
        asked = _Asked(place, rule, conditions, slots)
        for pos in dict.fromkeys(rule.pos):
            for lemma in (None,) if rule.lemmas is None else rule.lemmas:
                found.setdefault((pos, lemma), []).append(asked)
    return {trigger: tuple(asked) for trigger, asked in found.items()}


@lru_cache(maxsize=50_000)  # a word more than any table's lists
def _asking(rules: tuple[Rule, ...], pos: str, lemma: str) -> tuple[_Run, ...]:
    """Return the rules that a predicate triggers, in their order, in runs."""
    triggered = _by_trigger(rules)
    asked = sorted((*triggered.get((pos, lemma), ()), *triggered.get((pos, None), ())), key=lambda one: one.place)
    return tuple((first, tuple(run)) for first, run in groupby(asked, key=lambda one: one.first))


def may_match(rules: tuple[Rule, ...], token: Token) -> bool:
    """Say whether a word triggers a rule at all: of most nobody need make the clause."""
    return bool(_asking(rules, token.pos_, token.lemma_.lower()))


def matches(rules: tuple[Rule, ...], scene: Scene) -> Iterator[Match]:
    """Yield the rules that hold at a clause, in the order of the table, with their slots."""
    for first, run in _asking(rules, scene.clause.predicate.pos_, scene.clause.lemma):
        if first is not None and not scene.holds(first):
            continue
        for asked in run:
            for further in asked.conditions[1:]:
                if not scene.holds(further):
                    break
            else:
                slots = {slot: token for slot, path in asked.slots if (token := path.end(scene)) is not None}
                yield Match(asked.rule, scene.clause, slots)
