"""What the page's filters ask of a row: its reports, tellers, origins, certainties and names, as short keys."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import get_args

from crossread.ids import make_id
from crossread.model import CertaintyLabel
from crossread.present.claims import ClaimView
from crossread.present.lines import Line
from crossread.present.outline import Outline
from crossread.present.questions import asked
from crossread.present.statement_view import Said

# Names offered in the filter.
FILTER_NAMES = 60
_PLAIN_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}\Z")


def anchor(key: str) -> str:
    """Return an id as a valid, harmless HTML id; ids that Crossread makes stay as they are."""
    return key if _PLAIN_ID.match(key) else make_id("x", key)


class Facts:
    """The keys of statements, gathered once; a row's are those of its statements."""

    def __init__(self, out: Outline) -> None:
        self.origin_of = {sid: origin.id for origin in out.dossier.origins for sid in origin.statements}
        self.short: dict[str, str] = {}
        offered = {key for key, _ in names(out)}
        mentions: dict[str, list[tuple[int, str]]] = {}
        for entity in out.dossier.entities:
            if anchor(entity.id) in offered:
                for mention in entity.mentions:
                    mentions.setdefault(mention.report, []).append((mention.start, anchor(entity.id)))
        for places in mentions.values():
            places.sort()
        self.names: dict[str, frozenset[str]] = {}
        for sid, one in out.said.items():
            statement, places = one.statement, mentions.get(one.statement.report, [])
            inside = places[bisect_left(places, (statement.start, "")) : bisect_left(places, (statement.end, ""))]
            named = {statement.attribution.speaker, *(part.entity for part in statement.participants)}
            self.names[sid] = frozenset({key for _, key in inside} | {anchor(key) for key in named if key} & offered)

    def row(self, said: tuple[Said, ...]) -> dict[str, str]:
        """Return the data attributes of a row that stands on these statements: their keys, `p`, in the page."""
        return {"p": self.places(said)}

    def places(self, said: Iterable[Said]) -> str:
        """Return the keys of statements, each once, as `of` writes them beside the statements themselves."""
        return " ".join(dict.fromkeys(self.key(one.statement.id) for one in said))

    def of(self, one: Said) -> dict[str, str]:
        """Return what stands beside a statement: its key, and what filters (f) and search (q) ask of it.

        `f` holds teller, origin, certainty and names, in this order.
        """
        sid = one.statement.id
        teller, origin = teller_key(one), self.origin_of.get(sid)
        return {
            "k": self.key(sid),
            "f": ",".join(
                (
                    self.key(teller) if teller else "",
                    self.key(anchor(origin)) if origin else "",
                    self.key(one.statement.certainty.label),
                    self._keys(self.names.get(sid, ())),
                )
            ),
            "q": asked(one),
        }

    def key(self, key: str) -> str:
        """Return a short form of a key, the same within a page: large dossiers write each many times."""
        return self.short.setdefault(key, f"{len(self.short):x}")

    def _keys(self, keys: Iterable[str]) -> str:
        return " ".join(self.key(key) for key in sorted(set(keys)))

    def claim(self, row: ClaimView) -> dict[str, str]:
        """Return the data attributes of a claim's row."""
        return self.row(row.said)

    def line(self, line: Line) -> dict[str, str]:
        """Return the data attributes of a line: the row of its claim, and found by `all` that stands in it."""
        folded = self.places(line.said)
        own = self.places(line.row.said)
        return self.lone(line.row.said) if own == folded else {"p": own, "all": folded}

    def lone(self, said: tuple[Said, ...]) -> dict[str, str]:
        """Return the attributes of a row whose first link leads to its statement: none where it has no other."""
        return {} if len(said) == 1 else self.row(said)


def anchors(said: tuple[Said, ...]) -> str:
    """Return the HTML ids of statements, joined by blanks."""
    return " ".join(anchor(one.statement.id) for one in said)


def teller_key(one: Said) -> str:
    """Return a short key of who says it: the speaker's entity, else the name."""
    told = one.statement.attribution
    if told.speaker:
        return anchor(told.speaker)
    if told.chain:
        last = told.chain[-1]
        return anchor(last.entity) if last.entity else make_id("w", last.name.casefold())
    return "own" if told.kind == "own" else ""


def names(out: Outline) -> list[tuple[str, str]]:
    """Return the names that the filter offers: the most mentioned, as (key, name) in alphabetical order."""
    most = sorted(out.dossier.entities, key=lambda entity: (-len(entity.mentions), entity.name))[:FILTER_NAMES]
    return [(anchor(entity.id), entity.name) for entity in sorted(most, key=lambda e: e.name.casefold())]


def filters(out: Outline, facts: Facts) -> dict[str, list[tuple[str, str]]]:
    """Return the choices of each filter as (key, words): tellers, origins, certainties, names."""
    return {kind: [(facts.key(key), words) for key, words in choices] for kind, choices in _choices(out).items()}


def _choices(out: Outline) -> dict[str, list[tuple[str, str]]]:
    tellers: dict[str, str] = {}
    for one in out.said.values():
        key = teller_key(one)
        told = one.statement.attribution
        if key and key != "own":
            entity = out.entities.get(told.speaker or (told.chain[-1].entity or "" if told.chain else ""))
            tellers.setdefault(key, entity.name if entity else told.chain[-1].name if told.chain else key)
    present = {one.statement.certainty.label for one in out.said.values()}
    return {
        "t": [("own", "own voice"), *sorted(tellers.items(), key=lambda item: item[1].casefold())],
        "o": [(anchor(o.id), o.name) for o in sorted(out.dossier.origins, key=lambda o: o.name.casefold())],
        "y": [(label, label) for label in get_args(CertaintyLabel) if label in present],
        "n": names(out),
    }
