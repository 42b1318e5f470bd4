"""Annotations made elsewhere laid over a Doc in place of what the model sees: the stages after it do not know the
difference."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from crossread.model.annotations import AnnotatedEvent, Annotations
from crossread.model_runtime.component import register_extensions
from crossread.model_runtime.pipes import KEY

# What says in `doc.user_data` that a layer was annotated elsewhere: it stays as it is.
GIVEN_NAMES, GIVEN_QUOTATIONS, GIVEN_EVENTS = KEY("given_names"), KEY("given_quotations"), KEY("given_events")


def lay_over(doc: Doc, given: Annotations) -> Doc:
    """Put the layers that are given in the place of the Doc's own; places are widened to whole words."""
    register_extensions()
    if given.names is not None:
        spans: list[Span] = []
        for name in given.names:
            span = doc.char_span(name.start, name.end, label=name.type, alignment_mode="expand")
            if span is not None and (not spans or spans[-1].end <= span.start):
                spans.append(span)
        doc.ents = tuple(spans)
        doc.user_data[GIVEN_NAMES] = True
    if given.quotations is not None:
        doc.user_data[KEY("quotations")] = [(one.content, one.source, one.cue) for one in given.quotations]
        doc.user_data[GIVEN_QUOTATIONS] = True
    if given.events is not None:
        doc.user_data[KEY("frames")] = [frame for event in given.events if (frame := _frame(doc, event)) is not None]
        doc.user_data[GIVEN_EVENTS] = True
    return doc


def _frame(doc: Doc, event: AnnotatedEvent) -> tuple[int, str, list[tuple[str, int, int]]] | None:
    head = doc.char_span(event.start, event.end, alignment_mode="expand")
    if head is None:
        return None
    arguments = []
    for one in event.arguments:
        span = doc.char_span(one.start, one.end, alignment_mode="expand")
        if span is not None:
            arguments.append((one.role, span.start, span.end))
    root = head.root
    return root.i, event.sense or f"{root.lemma_}.01", arguments
