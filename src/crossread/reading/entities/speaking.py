"""Whom "he said" cannot mean and whom it must: the dead are silent, and "his client" is what a lawyer says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from crossread.grammar import syntax
from crossread.grammar.speakers import addressed, dies, owners_of, said_before, told_words
from crossread.languages.tables import load, words
from crossread.reading.entities.resolution import Cluster
from crossread.text.quotation_marks import quoted_stretches

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
        self.stretches = quoted_stretches(self.doc.text)

    def note(self, cluster: Cluster, token: Token) -> None:
        """Take down that somebody is dead where a mention of him says so."""
        if cluster.type == "person" and dies(token):
            self.dead.add(cluster.key)

    def meant(self, pronoun: Token, near: Mapping[str, Cluster], chosen: Cluster | None) -> tuple[Cluster | None, frozenset[str]]:
        """Return who must speak, else None, and the keys of those of `near` who cannot; `near` fit the pronoun.

        One who speaks of people or things in his charge ("his client", "my pupils") holds an office that has such, so
        the only one near who does is meant, unless whom the references mean does too.
        """
        if pronoun.lower_ not in _OWN or not syntax.says(pronoun):
            return None, frozenset()
        verb = pronoun.head
        told = told_words(verb)
        barred = {key for key, cluster in near.items() if self._named_in(cluster, told | addressed(verb))}
        if not said_before(verb, told):
            barred |= self.dead & set(near)
        quoted = self._quoted_beside(pronoun, verb)
        free = [cluster for key, cluster in near.items() if key not in barred]
        in_charge = [cluster for cluster in free if self._speaks_of_charge(cluster, pronoun, told, quoted)]
        if chosen in in_charge or len(in_charge) != 1:
            return None, frozenset(barred)
        return in_charge[0], frozenset(barred)

    def _named_in(self, cluster: Cluster, places: Iterable[int]) -> bool:
        """Say whether a name of somebody stands at these places: nobody who is "he" is named in what he says, nor speaks to himself."""
        told = set(places)
        return any(name.head.i in told for name in cluster.names)

    def _quoted_beside(self, pronoun: Token, verb: Token) -> set[int]:
        """Return the places of the words in quotation marks right before or behind "he said"."""
        low, high = min(pronoun.idx, verb.idx), max(pronoun.idx + len(pronoun.text), verb.idx + len(verb.text))
        text = self.doc.text
        beside = [s for s in self.stretches if not text[s[1] : low].strip(_JOINTS) and s[1] <= low or s[0] >= high and not text[high : s[0]].strip(_JOINTS)]
        return {t.i for a, b in beside for t in self.doc.char_span(a, b, alignment_mode="contract") or ()}

    def _speaks_of_charge(self, cluster: Cluster, pronoun: Token, told: set[int], quoted: set[int]) -> bool:
        charge = in_charge_of(cluster)
        own = frozenset({_OWN[pronoun.lower_]})
        return bool(charge) and (owners_of(told - quoted, charge, own, pronoun.head) or owners_of(quoted, charge, _SELF, pronoun.head))


def in_charge_of(cluster: Cluster) -> frozenset[str]:
    """Return the nouns of whom and what somebody has in his charge, by his offices and titles."""
    called = cluster.nouns | {name.titled.removesuffix(".") for name in cluster.names if name.titled}
    kinds = load("people")["charges"]
    return frozenset(noun for kind, whose in kinds.items() for noun in whose.split() if called & words("people", f"in_charge_{kind}"))
