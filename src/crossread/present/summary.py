"""The story in two sentences: how many reports, from when, how many texts, and how many tellers they lead back to."""

from __future__ import annotations

from crossread.present import tellers_view as voices
from crossread.present.outline import Outline, StoryView
from crossread.present.wording import capital, counted_words, days, moment


def summary(out: Outline, story: StoryView) -> str:
    """Say what the story is made of."""
    reports = story.reports
    copies = [view for view in reports if view.copy_of is not None]
    text = capital(counted_words(len(reports), "report")) + ", " + _when(story)
    if len(copies) == 1:
        text += f" One copies another, so there {_are(len(reports) - 1)}."
    elif copies:
        text += (
            f" {capital(counted_words(len(copies), 'is', 'are'))} copies, so there {_are(len(reports) - len(copies))}."
        )
    said = sum(len(row.said) for row in story.claims)
    make = "makes" if said == 1 else "make"
    makes = f"{counted_words(said, 'statement')} {make} {counted_words(len(story.claims), 'claim')}"
    text += f" {'Its' if len(reports) == 1 else 'Their'} {makes}"
    tellers = [view.origin for view in voices.origins(out, story) if view.origin is not None]
    unnamed = sum(1 for origin in tellers if origin.role == "anonymous")
    if not tellers:
        return text + "; none names a teller."
    named = len(tellers) - unnamed
    parts = [counted_words(named, "named teller")] if named else []
    parts += (
        [counted_words(unnamed, "unnamed", "unnamed") if named else counted_words(unnamed, "unnamed teller")]
        if unnamed
        else []
    )
    return f"{text} and lead back to {' and '.join(parts)}."


def _are(texts: int) -> str:
    return f"{'is' if texts == 1 else 'are'} {counted_words(texts, 'text')}"


def _when(story: StoryView) -> str:
    dated = sorted(
        (view.report.published for view in story.reports if moment(view.report.published) is not None),
        key=lambda published: (published or "")[:10],
    )
    undated = len(story.reports) - len(dated)
    if not dated:
        return "undated."
    span = days(dated[0] or "", dated[-1] or "")
    return f"{span}, {counted_words(undated, 'of them', 'of them')} undated." if undated else f"{span}."
