"""Whom "he said" cannot mean and whom it must: the dead are silent, and "his client" is what a lawyer says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossread.grammar.anaphora import subject_of_told
from crossread.grammar.doc import Doc, Token
from crossread.grammar.speakers import (
    addressed,
    dies,
    is_in_name,
    owns_one_of,
    said_before,
    told_words,
    verb_of_saying,
)
from crossread.languages.tables import load, words
from crossread.reading.entities.resolution import Cluster

_SELF = frozenset({"my", "our"})
_OWN = {"he": "his", "she": "her"}
_JOINTS = " \t,:"


@dataclass(slots=True)
class Speaking:
    """Who is dead by which place of a text, as its names and pronouns are gone through in order."""

    doc: Doc
    stretches: list[tuple[int, int]] = field(init=False)
    dead: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.stretches = list(self.doc.quoted)

    def note(self, cluster: Cluster, token: Token) -> None:
        """Take down that somebody is dead where a mention of him says so."""
        if cluster.type == "person" and dies(token):
            self.dead.add(cluster.key)

    def meant(
        self, pronoun: Token, near: Mapping[str, Cluster], chosen: Cluster | None
    ) -> tuple[Cluster | None, frozenset[str]]:
        """Return who must speak, else None, and the keys of those of `near` who cannot; `near` fit the pronoun.

        One who speaks of people or things in his charge ("his client", "my pupils") holds an office that has such, so
        the only one near who does is meant, unless whom the references mean does too.
        """
        verb = verb_of_saying(pronoun)
        if verb is None or pronoun.lower_ not in _OWN:
            return None, frozenset()
        told = told_words(verb)
        barred = {key for key, cluster in near.items() if _is_named_in(cluster, told | addressed(verb))}
        if barred == set(near) and (subject := subject_of_told(pronoun)) is not None:
            # "Ada Lund is close to a deal, she said": nobody else is there to say it
            barred -= {key for key, c in near.items() if any(is_in_name(self.doc[n.at], subject) for n in c.names)}
        if not said_before(verb, told):
            barred |= self.dead & set(near)
        quoted = self._quoted_beside(pronoun, verb)
        own = frozenset({_OWN[pronoun.lower_]})
        in_charge = []
        for key, cluster in near.items():
            charge = in_charge_of(cluster) if key not in barred else frozenset()
            if owns_one_of(self.doc, told - quoted, charge, own) or owns_one_of(self.doc, quoted, charge, _SELF):
                in_charge.append(cluster)
        if chosen in in_charge or len(in_charge) != 1:
            return None, frozenset(barred)
        return in_charge[0], frozenset(barred)

    def _quoted_beside(self, pronoun: Token, verb: Token) -> set[int]:
        """Return the places of the words in quotation marks right before or behind "he said"."""
        first, last = sorted((pronoun, verb), key=lambda token: token.i)
        low, high = first.idx, last.idx + len(last.text)
        found: set[int] = set()
        for start, end in self.stretches:
            gap = self.doc.text[end:low] if end <= low else self.doc.text[high:start] if start >= high else "inside"
            if not gap.strip(_JOINTS):
                found |= {t.i for t in self.doc.char_span(start, end, alignment_mode="contract") or ()}
        return found


def _is_named_in(cluster: Cluster, places: set[int]) -> bool:
    """Say whether somebody is named at these places: "he" is not named in what he says, nor told it."""
    return any(name.at in places for name in cluster.names)


def in_charge_of(cluster: Cluster) -> frozenset[str]:
    """Return the nouns of whom and what somebody has in his charge, by his offices and titles."""
    called = cluster.nouns | {name.titled.removesuffix(".") for name in cluster.names if name.titled}
    kinds = load("people")["charges"]
    held = [whose for kind, whose in kinds.items() if called & words("people", f"in_charge_{kind}")]
    return frozenset(noun for whose in held for noun in whose.split())
