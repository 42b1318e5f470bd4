"""What a report calls persons, bodies and tellers: the noun, what narrows it and whose it is, each at its place.

From these the comparison learns that "the police chief", "Ron Abel, the police chief" and "a spokeswoman for the port
authority" are of one office or body; it reads no text itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossread.grammar import syntax
from crossread.grammar.descriptions import descriptions_of, narrowed
from crossread.grammar.doc import Doc, Token
from crossread.model import Attribution, Description, Entity, Party, Report
from crossread.model.mention_index import MentionIndex
from crossread.reading.entities.office_nouns import is_office, plain_noun
from crossread.reading.entities.offices import implied_body

_DESCRIBED = frozenset({"person", "organisation"})
_ARTICLES = ("the ", "a ", "an ")
_NOT_NAMED = frozenset({"PRON", "DET", "VERB", "AUX"})


def find_descriptions(
    report: Report, doc: Doc, entities: Sequence[Entity], attributions: Sequence[Attribution]
) -> tuple[Description, ...]:
    """Return the descriptions of all named persons and bodies, and of all tellers, in order of place."""
    if not doc.has_tree:
        return ()
    index = MentionIndex(entities)
    found: dict[tuple[int, int, str | None], Description] = {}
    for description in [*_of_names(report, doc, entities, index), *_of_tellers(report, doc, attributions, index)]:
        found.setdefault((description.start, description.end, description.entity), description)
    return tuple(sorted(found.values(), key=lambda d: (d.start, d.end, d.entity or "")))


def _of_names(report: Report, doc: Doc, entities: Sequence[Entity], index: MentionIndex) -> Iterator[Description]:
    for entity in entities:
        if entity.type not in _DESCRIBED:
            continue
        for mention in entity.mentions:
            name = _head(doc, mention.start, mention.end)
            if name is None or name.pos_ in _NOT_NAMED:
                continue
            if entity.type == "organisation":
                yield _described(report, name, entity.id, index)
            elif name.pos_ == "PROPN":
                for noun in descriptions_of(name, mention.start, is_office):
                    if index.at(noun.idx, noun.idx + len(noun.text)) in (None, entity) or not noun.text[0].isupper():
                        yield _described(report, noun, entity.id, index)


def _of_tellers(
    report: Report, doc: Doc, attributions: Sequence[Attribution], index: MentionIndex
) -> Iterator[Description]:
    for attribution in attributions:
        for teller in attribution.chain:
            if teller.role == "person" or teller.start is None or teller.end is None:
                continue
            head = _head(doc, teller.start, teller.end)
            if head is not None and head.pos_ not in _NOT_NAMED:
                yield _described(report, head, teller.entity if teller.role == "organisation" else None, index)


def _described(report: Report, noun: Token, entity: str | None, index: MentionIndex) -> Description:
    start, end = syntax.phrase(noun)
    own = narrowed(noun)
    whose = [party for token in own.whose if (party := _party(token, index)).entity != entity or entity is None]
    if not whose and (body := implied_body(noun, index)) is not None:
        whose = [Party(name=body.name, entity=body.id)]
    return Description(
        report=report.id,
        start=start,
        end=end,
        text=" ".join(noun.doc.text[start:end].split()),
        entity=entity,
        noun=plain_noun(noun),
        modifiers=own.modifiers,
        whose=tuple(whose),
    )


def _party(token: Token, index: MentionIndex) -> Party:
    entity = index.at(token.idx, token.idx + len(token.text))
    start, end = syntax.phrase(token)
    text = " ".join(token.doc.text[start:end].split())
    for article in _ARTICLES:
        text = text[len(article) :] if text.lower().startswith(article) else text
    return Party(name=entity.name if entity is not None else text, entity=entity.id if entity is not None else None)


def _head(doc: Doc, start: int, end: int) -> Token | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else None
