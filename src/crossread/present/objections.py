"""Who objects, in the words of a report: who denies, rejects, criticises or contests what the story is about.

A statement is an objection where its deed, or the verb by which it is told, is one of rejecting or rebuking, where a
relation was read of somebody who is against something, or where whoever says it is called a critic.
"""

from __future__ import annotations

import re
from functools import cache

from crossread.languages.tables import load, words
from crossread.present.outline import Outline, StoryView
from crossread.present.statement_view import Said

_WORD = re.compile(r"[a-z]+")
# Verbs that are seldom of rejecting: they count where a relation was read, "question" where what is questioned is told.
_SELDOM = frozenset(
    ["attack", "pan", "rap", "pound", "knock", "hammer", "lament", "rue", "bemoan", "challenge", "lecture", "boo"]
)
_BLOWS = frozenset(["blast", "batter", "punish", "rip", "slam"])  # of two who meet in a contest no words
_CONTESTS = frozenset(["contest-noun", "against-in-a-contest"])  # rules of relations
DENIES = 1.5
_DRAWN = re.compile(
    r"\b(?:criticism|condemnation|opposition|objections?|backlash|outcry|uproar|outrage|protests?)"
    r" (?:from|by|among|of) (?!his|her|its|their)"
)
_POINTS = frozenset(["it", "this", "that", "which", "these", "those"])


def objections(out: Outline, story: StoryView) -> tuple[Said, ...]:
    """Return the statements by which somebody who is told objects to something, in the order of the reports."""
    opposed = [one for one in out.dossier.relations if one.kind == "opposes"]
    rivals = {frozenset((one.from_.name, one.to.name)) for one in opposed if one.rule in _CONTESTS}
    fought = {one.statement for one in opposed if frozenset((one.from_.name, one.to.name)) in rivals}
    against = {one.statement for one in opposed}
    members = {view.number for view in story.reports}
    found = [
        one
        for one in out.said.values()
        if one.view.number in members
        and one.view.copy_of is None
        and _objects(one, related=one.statement.id in against)
        and not (one.statement.predicate in _BLOWS and one.statement.id in fought)
    ]
    return tuple(sorted(found, key=lambda one: (one.view.number, one.statement.start, one.statement.id)))


def concerns(one: Said, names: frozenset[str]) -> bool:
    """Say whether an objection denies something, or names those whom the story is about (`names`) or its critics."""
    meant = " ".join((one.sentence, *(name for _, name in one.names)))  # pronouns by their names
    spoken, critics = set(re.findall(r"[\w-]+", meant)), words("front", "objectors")
    denying = words("certainty", "dismissing")
    outright = one.statement.predicate in denying or not _forms_of(denying).isdisjoint(_cue(one))
    if outright or _DRAWN.search(one.statement.text.casefold()) is not None:
        return True
    return not names.isdisjoint(spoken) or any(word.casefold() in critics for word in spoken)


def denies(one: Said) -> float:
    """Return what an objection weighs more where somebody denies or rejects, and is not only against something."""
    return DENIES * (_rejects(one) or _is_told_against(one) or _is_by_critic(one))


def _objects(one: Said, *, related: bool) -> bool:
    spoken = one.statement.text.casefold().replace("no contest", "")  # a bout without a result
    if _is_by_critic(one) or _blames(one) or _pleads(one, spoken) or _DRAWN.search(spoken) is not None:
        return True
    named = related and any(word in _forms() for word in _WORD.findall(spoken))
    return named or _rejects(one) or _is_told_against(one)


def _is_by_critic(one: Said) -> bool:
    chain = one.statement.attribution.chain
    return bool(chain) and not words("front", "objectors").isdisjoint(_WORD.findall(chain[-1].name.casefold()))


def _blames(one: Said) -> bool:
    """Say whether somebody who is named says in his own words that something is bad: "hypocritical", "a sham"."""
    told = one.statement.attribution
    spoken = _WORD.findall(one.statement.text.casefold())
    named = bool(told.chain) and told.kind != "own" and not one.statement.negated
    return named and not words("front", "blame").isdisjoint(spoken)


def _pleads(one: Said, spoken: str) -> bool:
    named = any(part.role == "agent" for part in one.statement.participants)
    return named and any(plea in spoken for plea in load("front")["pleas"].split("|"))


def _rejects(one: Said) -> bool:
    """Say whether its deed is to reject or to rebuke, by one who is told, something that is told."""
    statement = one.statement
    roles = {part.role for part in statement.participants if part.text.casefold() not in _POINTS}
    if statement.negated or statement.predicate not in _verbs() - _SELDOM or "agent" not in roles:
        return False
    if statement.predicate in words("front", "takes_away"):
        return "recipient" not in roles
    return statement.predicate != "question" or "patient" in roles


def _is_told_against(one: Said) -> bool:
    """Say whether somebody tells it by a verb of rejecting: "criticised the plan as", "denied that"."""
    return bool(one.statement.attribution.chain) and not _forms().isdisjoint(_cue(one))


def _cue(one: Said) -> list[str]:
    cue = one.statement.attribution.cue
    return _WORD.findall(cue.text.casefold()) if cue else []


@cache
def _verbs() -> frozenset[str]:
    return words("certainty", "dismissing") | words("relations", "against_in_words")


@cache
def _forms() -> frozenset[str]:
    nouns = frozenset(["criticism", "condemnation", "denunciation", "opposition", "objection"])
    return nouns | _forms_of(_verbs() - _SELDOM - {"question"})


@cache
def _forms_of(verbs: frozenset[str]) -> frozenset[str]:
    """Return verbs in the forms in which reports have them."""
    forms = set()
    for verb in verbs:
        stem = verb.removesuffix("e")
        ending = verb[:-1] + "i" if verb.endswith("y") and verb[-2:-1] not in "aeiou" else stem
        forms |= {verb, f"{verb}s", f"{ending}ed", f"{ending}es", f"{stem}ing", f"{stem}{stem[-1:]}ed"}
    return frozenset(forms)
