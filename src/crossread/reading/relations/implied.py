"""Offices whose body the text names elsewhere: "the president, Ida Moe" in a report on Norvane, "Sen. Ann Lee".

Three places are looked at: what the same holder is said to head or to belong to in other words of the report, the body
named last before the office, and the body that the report names most; a title of a chamber ("Sen.") names that chamber.
Whether it is meant is for the learned judge.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossread.grammar.doc import Doc, Token
from crossread.grammar.offices import Office, without_body
from crossread.languages.tables import load
from crossread.model import Entity, Party
from crossread.model.mention_index import MentionIndex

BODIES = frozenset({"organisation", "place", "facility", "group"})
REACH = 400  # code points before an office in which the body named last is looked for
MAX_SCRAP = 3  # letters of a name that is more likely a scrap of a title: "Sen"
MAX_BODIES = 4  # of one office that are laid before the judge


@dataclass(frozen=True, slots=True, eq=False)
class Implied:
    """An office with a body from elsewhere; `marks` say how it was found."""

    office: Office
    body: Party
    marks: tuple[str, ...]


def implied_bodies(doc: Doc, index: MentionIndex, told: Sequence[Office]) -> Iterator[Implied]:
    """Yield bodies named elsewhere for the offices of a text that name none, and the chambers that titles name."""
    bare = list(without_body(doc, index))
    yield from _chambers(index, [*((o.noun, o.holder, o.by) for o in told), *bare])
    known = _known_bodies(index, told)
    most = _most_named(index)
    for noun, holder, by in bare:
        if chamber_of(noun) is not None:
            continue
        person = index.at(holder.idx, holder.idx + len(holder.text))
        found: dict[str, list[str]] = defaultdict(list)
        for body in known.get(person.id, ()) if person is not None else ():
            found[body].append("the holder's")
        if (near := _last_before(index, noun)) is not None:
            found[near].append("last named")
        for rank, body in enumerate(most):
            found[body].append(f"named most {rank}")
        for key, marks in list(found.items())[:MAX_BODIES]:
            if person is None or key != person.id:
                named = index.by_id[key]
                office = Office(noun, holder, _mention_near(doc, named, noun), by, "implied")
                marks = [*marks, f"body={named.type}", "+".join(marks)]
                yield Implied(office, Party(name=named.name, entity=key), tuple(marks))


def _chambers(index: MentionIndex, told: Sequence[tuple[Token, Token, str]]) -> Iterator[Implied]:
    """Yield the chamber that a title of its members names, once for each title of a name."""
    seen = set()
    for noun, holder, by in told:
        chamber = chamber_of(noun)
        if chamber is None or by not in ("title", "name behind", "behind name") or (noun.i, holder.i) in seen:
            continue
        seen.add((noun.i, holder.i))
        named = next((e for e in index.by_id.values() if e.type == "organisation" and e.name == chamber), None)
        body = Party(name=chamber, entity=named.id if named is not None else None)
        yield Implied(Office(noun, holder, noun, by, "implied"), body, ("chamber",))


def chamber_of(noun: Token) -> str | None:
    """Return the chamber whose members bear a title: the Senate of "Sen."."""
    word = noun.lower_.rstrip(".")
    return next((name for name, titles in load("relations")["chambers"].items() if word in titles.split()), None)


def _known_bodies(index: MentionIndex, told: Sequence[Office]) -> dict[str, list[str]]:
    """Return holder -> bodies of his offices that the text names beside them, the most frequent first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for office in told:
        ends = [index.at(t.idx, t.idx + len(t.text)) for t in (office.holder, office.body)]
        if ends[0] is not None and ends[1] is not None and ends[0] != ends[1] and ends[1].type in BODIES:
            counts[ends[0].id][ends[1].id] += 1
    return {holder: [body for body, _ in bodies.most_common(2)] for holder, bodies in counts.items()}


def _most_named(index: MentionIndex) -> list[str]:
    """Return the organisation and the place that the report names most."""
    found = []
    for kind in ("organisation", "place"):
        named = sorted(
            (-len(e.mentions), e.mentions[0].start, e.id)
            for e in index.by_id.values()
            if e.type == kind and e.mentions and len(e.name) > MAX_SCRAP
        )
        found += [key for _, _, key in named[:1]]
    return found


def _last_before(index: MentionIndex, noun: Token) -> str | None:
    named = index.within(max(0, noun.idx - REACH), noun.idx)
    before = [e for e in named if e.type == "organisation" and len(e.name) > MAX_SCRAP]
    ends = [(max(m.end for m in e.mentions if m.end <= noun.idx), e.id) for e in before]
    return max(ends)[1] if ends else None


def _mention_near(doc: Doc, entity: Entity, noun: Token) -> Token:
    """Return the head word of the mention of an entity that stands nearest to a word."""
    mention = min(entity.mentions, key=lambda m: (abs(m.start - noun.idx), m.start))
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span.root if span is not None else noun
