"""Who holds the office that a noun names with its body: "the Falcons chairwoman" is she whom the text calls theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from crossread.grammar.descriptions import is_definite, led_by, modifiers_before, whose_of
from crossread.grammar.doc import Doc, Token
from crossread.languages.genders import gender_of_words
from crossread.languages.tables import load, words
from crossread.reading.entities.office_nouns import is_deputy, plain_noun
from crossread.reading.entities.resolution import Cluster

_BOSS = frozenset({"boss", "chief", "head", "leader"})  # what any leader may be called


class HeldOffices:
    """Offices of one report, each with whom the text gives it to and whose it is.

    Bodies are told apart by what the text means with them, where that is known (`note`), and else by their nouns.
    """

    def __init__(self, doc: Doc, clusters: Sequence[Cluster], described: Mapping[int, Cluster]) -> None:
        self._means: dict[int, str] = {}
        self._held: list[tuple[frozenset[str], tuple[Token, ...], Cluster]] = []
        people = [cluster for cluster in clusters if cluster.type == "person"]
        self._people = {cluster.key: cluster for cluster in people}
        for cluster in clusters:
            for name in cluster.names:
                self._means[name.at] = cluster.key
        for cluster in people:
            nouns = [doc[i] for i, holder in described.items() if holder is cluster]
            self._held += [(frozenset({plain_noun(n)}), whose_of(n), cluster) for n in nouns]
            for name in cluster.names:
                for leading in led_by(doc[name.at]):
                    called = load("people")["leads"].get(leading.verb.lemma_.lower(), "")
                    if called:
                        self._held.append((frozenset(called.split()), (leading.body,), cluster))

    def note(self, token: Token, cluster: Cluster) -> None:
        """Take down what a pronoun or a description stands for."""
        self._means[token.i] = cluster.key

    def holder(self, noun: Token) -> Cluster | None:
        """Return who holds an office whose noun says of what: the only one of whose office the text says the same.

        Where it says so of nobody, the only one of whose office it says what may be the same: "president of the club".
        """
        whose = whose_of(noun)
        if not whose or not is_definite(noun) or noun.lower_ != noun.lemma_.lower():
            return None
        found: dict[bool, dict[str, Cluster]] = {True: {}, False: {}}
        for called, bodies, cluster in self._held:
            alike = noun not in bodies and _is_called(plain_noun(noun), called)
            sure = self._share(whose, bodies) if alike else None
            if sure is not None:
                found[sure][cluster.key] = cluster
        best = found[True] or self._of_whom_so(noun, whose) or found[False]
        return next(iter(best.values())) if len(best) == 1 else None

    def _of_whom_so(self, noun: Token, whose: Sequence[Token]) -> dict[str, Cluster]:
        """Return of whom the text says that somebody is his or her kin, for the kin's own: of "Ada Holm and her
        husband, Per" Ada is "his wife"."""
        lemma = noun.lemma_.lower()
        turned = set(load("people")["turned_kin"].get(lemma, "").split())
        mine = {self._means.get(one.i) for one in whose}
        keys = [
            self._means.get(owner.i, "")
            for called, owners, cluster in self._held
            if turned & called and cluster.key in mine
            for owner in owners
        ]
        people = {key: self._people[key] for key in keys if key in self._people}
        return {key: one for key, one in people.items() if gender_of_words({lemma}) * one.female >= 0}

    def _share(self, some: Sequence[Token], others: Sequence[Token]) -> bool | None:
        """Say whether one of the bodies on both sides is the same (True) or may be (False), None: neither.

        What is known to be another is not the same, whatever it is called; "the club" may be any body with a name, but
        "the port authority" is none whose name does not say so.
        """
        maybe: bool | None = None
        for one in some:
            for other in others:
                mine, theirs = self._means.get(one.i), self._means.get(other.i)
                alike = one.lower_ == other.lower_ or one.lemma_.lower() == other.lemma_.lower()
                if mine == theirs if mine and theirs else alike:
                    return True
                bare = other if mine else one
                bodily = is_definite(bare) and bare.lemma_.lower() in words("descriptions", "organisation")
                bodily = bodily and not modifiers_before(bare)
                if bodily and bool(mine) != bool(theirs):
                    maybe = False
        return maybe


def _is_called(lemma: str, called: frozenset[str]) -> bool:
    return lemma in called or (lemma in _BOSS and bool(called & words("relations", "leaders")))


def may_hold(lemma: str, cluster: Cluster) -> bool:
    """Say whether a noun may be said of somebody for what the text calls him: a bishop is no driver.

    A noun of no one trade ("the official", "the widow") may be anybody's.
    """
    wanted = trades_of(frozenset({lemma}))
    have = trades_of(frozenset(cluster.nouns))
    if lemma in cluster.nouns:
        return True
    return not is_deputy(cluster.nouns, lemma) and (not wanted or not have or bool(wanted & have))


def has_untold_trade(lemma: str, cluster: Cluster) -> bool:
    """Say whether a noun is of a trade that the text would have told of somebody: "the judge" of whoever is in court.

    What a player, an artist or a minister is may be left to the reader.
    """
    wanted = trades_of(frozenset({lemma}))
    known = lemma in cluster.nouns or bool(trades_of(frozenset(cluster.nouns)))
    return bool(wanted) and not known and not wanted & words("people", "trades_left_untold")


def trades_of(nouns: frozenset[str]) -> frozenset[str]:
    """Return the trades that some nouns are of: law, medicine, politics."""
    return frozenset(trade for trade, listed in _trades().items() if nouns & listed)


@cache
def _trades() -> Mapping[str, frozenset[str]]:
    return {trade: frozenset(listed.split()) for trade, listed in load("people")["trades"].items()}
