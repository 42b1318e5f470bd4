"""What the page's filters ask of a row: its reports, tellers, origins, certainties and names, as short keys."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import get_args

from crossread.ids import make_id
from crossread.model import CertaintyLabel
from crossread.present.claims import ClaimView
from crossread.present.lines import Line
from crossread.present.outline import Outline
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
        """Return the data attributes of a row that stands on these statements."""
        tellers = {key for one in said if (key := teller_key(one))}
        origins = {self.origin_of[one.statement.id] for one in said if one.statement.id in self.origin_of}
        found = {name for one in said for name in self.names.get(one.statement.id, ())}
        return {
            "s": anchors(said),
            "r": " ".join(str(n) for n in sorted({one.view.number for one in said})),
            "t": " ".join(sorted(tellers)),
            "o": " ".join(sorted(anchor(key) for key in origins)),
            "y": " ".join(sorted({one.statement.certainty.label for one in said})),
            "n": " ".join(sorted(found)),
        }

    def claim(self, row: ClaimView) -> dict[str, str]:
        """Return the data attributes of a claim's row."""
        return self.row(row.said)

    def line(self, line: Line) -> dict[str, str]:
        """Return the data attributes of a line: it is the row of its claim, and found by all that stands in it."""
        return {**self.row(line.said), "s": anchors(line.row.said)}


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


def filters(out: Outline) -> dict[str, list[tuple[str, str]]]:
    """Return the choices of each filter as (key, words): tellers, origins, certainties, names."""
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
