"""What a format carries of a dossier, found by changing one thing in it and looking whether the file changes.

A column of the table in `docs/formats.md` is a list of facets. A format carries a column whole (●) where every facet shows
in its bytes, in part (◐) where some do, not at all (○) where none does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from crossread.formats import export
from crossread.model import ENTITY_TYPES, Certainty, Dossier, Exchange, Party

Facet = Callable[[Dossier], Dossier]
ODD = "Quillwort"  # a word that no text of the example has
THINGS = tuple(set(ENTITY_TYPES) - {"person", "organisation", "group", "place", "event"})
_with = msgspec.structs.replace


def each(kind: str, change: Callable[[Any], Any]) -> Facet:
    """Return the facet that changes every record of a kind."""

    def facet(dossier: Dossier) -> Dossier:
        return _with(dossier, **{kind: tuple(map(change, getattr(dossier, kind)))})

    return facet


def without(kind: str) -> Facet:
    """Return the facet that is all records of a kind."""
    return lambda dossier: _with(dossier, **{kind: ()})


def _moved(record: Any) -> Any:
    return _with(record, start=record.start + 1)


def _shorter(one: Any) -> Any:
    return _with(one, end=one.end - 1, text=one.text[:-1])


def _named(*types: str) -> Facet:
    """Return the facet that is the names of entities of some types."""
    return each("entities", lambda one: _with(one, name=f"{ODD} {one.id}") if one.type in types else one)


def _unjoined(dossier: Dossier) -> Dossier:
    """Return a dossier whose claims have lost their last statement."""
    lost = {claim.statements[-1] for claim in dossier.claims}
    texts = {one.id: one.report for one in dossier.statements}
    claims = tuple(
        _with(one, statements=one.statements[:-1], reports=tuple(dict.fromkeys(texts[key] for key in one.statements[:-1]))) for one in dossier.claims
    )
    return _with(dossier, claims=claims, statements=tuple(_with(one, claim="") if one.id in lost else one for one in dossier.statements))


def _furthest(dossier: Dossier) -> Dossier:
    """Return a dossier whose furthest tellers are called otherwise, where they tell and where they are listed."""

    def change(one: Any) -> Any:
        chain = one.attribution.chain
        return _with(one, attribution=_with(one.attribution, chain=(*chain[:-1], _with(chain[-1], name=ODD)))) if chain else one

    return each("origins", lambda one: _with(one, name=ODD))(each("statements", change)(dossier))


def with_payment(dossier: Dossier) -> Dossier:
    """Return a dossier in which one of the sums that are told is handed over, which the bundled example lacks."""
    paid = next(one for one in dossier.quantities if one.base and one.base.low == one.base.high and len(one.base.unit) == 3 and one.statement)
    giver, receiver = [Party(name=one.name, entity=one.id) for one in dossier.entities if one.type in ("person", "organisation")][:2]
    made = Exchange(
        id="x-payment", kind="transfers", party=giver, giver=giver, receiver=receiver, item=paid.text, thing="money", quantity=paid.id,
        statement=str(paid.statement),
    )  # fmt: skip
    told = tuple(_with(one, status="happened") if one.id == paid.statement else one for one in dossier.statements)
    return _with(dossier, exchange=(*dossier.exchange, made), statements=told)


def _teller(**fields: Any) -> Facet:
    def change(one: Any) -> Any:
        chain = tuple(_with(teller, **fields) for teller in one.attribution.chain)
        return _with(one, attribution=_with(one.attribution, chain=chain))

    return each("statements", change)


def _nearest(one: Any) -> Any:
    """Name the nearest teller otherwise where there is another behind it."""
    chain = one.attribution.chain
    return _with(one, attribution=_with(one.attribution, chain=(_with(chain[0], name=ODD), *chain[1:]))) if len(chain) > 1 else one


def _certainty(change: Callable[[Certainty], Certainty]) -> Facet:
    return each("statements", lambda one: _with(one, certainty=change(one.certainty)))


def _corroboration(**fields: Any) -> Facet:
    return each("claims", lambda one: _with(one, corroboration=_with(one.corroboration, **fields)))


def _difference(change: Callable[[Any], Any]) -> Facet:
    return each("claims", lambda one: _with(one, differences=tuple(map(change, one.differences))))


COLUMNS: dict[str, dict[str, Facet]] = {
    "places": {
        "of statements": each("statements", _moved),
        "of mentions": each("entities", lambda one: _with(one, mentions=tuple(map(_moved, one.mentions)))),
        "of figures": each("quantities", _moved),
        "of times": each("times", _moved),
    },
    "statements": {"words": each("statements", _shorter), "what is so": each("statements", lambda one: _with(one, status="planned" if one.status != "planned" else "happened"))},
    "tellers": {
        "the furthest's name": _furthest,
        "the nearest's name": each("statements", _nearest),
        "role": _teller(role="document"),
        "kind of telling": each("statements", lambda one: _with(one, attribution=_with(one.attribution, kind="paraphrase" if one.attribution.kind == "direct" else "direct"))),
    },
    "certainty": {
        "label": _certainty(lambda one: _with(one, label="unlikely")),
        "value": _certainty(lambda one: _with(one, value=one.value - 0.25)),
        "words": _certainty(lambda one: _with(one, cues=())),
    },
    "claims": {
        "summary": each("claims", lambda one: _with(one, summary=ODD)),
        "statements": _unjoined,
        "how reports stand to it": each("claims", lambda one: _with(one, relation="conflict" if one.relation != "conflict" else "agree")),
    },
    "differences": {
        "sentence": _difference(lambda one: _with(one, explanation=ODD)),
        "kind": _difference(lambda one: _with(one, kind="scope" if one.kind != "scope" else "time")),
        "answers": _difference(lambda one: _with(one, answers=tuple(_with(answer, text=ODD) for answer in one.answers))),
    },
    "corroboration": {
        "sentence": _corroboration(explanation=ODD),
        "state": _corroboration(state="single"),
        "count": _corroboration(independent=9),
    },
    "figures, times": {
        "figures": each("quantities", lambda one: _with(one, low=7.0, high=7.0, unit="league", base=None)),
        "times": each("times", lambda one: _with(one, from_="1999-01-01", to="1999-01-01", value="1999-01-01")),
    },
    "entities": {"people": _named("person", "organisation", "group"), "places, events": _named("place", "event"), "things": _named(*THINGS)},
    "exchange, relations": {"exchange": without("exchange"), "relations": without("relations"), "ledger": without("ledger")},
    "copies": {
        "whose": lambda dossier: _with(without("copies")(dossier), reports=tuple(_with(one, copy_of=None) for one in dossier.reports)),
        "share": each("copies", lambda one: _with(one, share=0.123)),
        "passages": each("copies", lambda one: _with(one, passages=())),
    },
}  # fmt: skip


def differs(dossier: Dossier, facet: Facet) -> bool:
    """Say whether a facet changes a dossier at all."""
    return facet(dossier) != dossier


def carries(dossier: Dossier, to: str, facets: Iterable[Facet]) -> str:
    """Return ●, ◐ or ○: whether every, some or no facet shows in the bytes of a format."""
    before = export(dossier, to).data
    shown = [export(facet(dossier), to).data != before for facet in facets]
    return "●" if all(shown) else "◐" if any(shown) else "○"
