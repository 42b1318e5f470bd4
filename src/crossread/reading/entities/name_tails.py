"""Which body is meant by the last words of its name alone, written as a plain noun: "state police"."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.grammar.anaphora import bare_compound
from crossread.grammar.doc import Token
from crossread.languages.tables import words_of
from crossread.reading.entities.resolution import Cluster

LEAST = 2  # words of a tail: "police" alone are anybody's


class NameTails:
    """The tails of the names of a report's bodies, each with those that bear it."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self._borne: dict[tuple[str, ...], dict[str, Cluster]] = {}
        for cluster in clusters:
            for name in cluster.names if cluster.type == "organisation" else ():
                parts = tuple(name.bare.lower().split())
                for start in range(1, len(parts) - LEAST + 1):
                    self._borne.setdefault(parts[start:], {})[cluster.key] = cluster

    def bearer(self, noun: Token) -> Cluster | None:
        """Return the only body, named before, whose name ends in the words of a noun phrase that has no others."""
        if not self._borne or noun.pos_ != "NOUN" or noun.lemma_.lower() not in _bodies():
            return None
        found = self._borne.get(tuple(token.lower_ for token in bare_compound(noun)), {})
        [cluster] = found.values() if len(found) == 1 else [None]
        return cluster if cluster is not None and cluster.names[0].start < noun.idx else None


def _bodies() -> frozenset[str]:
    return words_of("descriptions", "organisation", "institution", "group")
