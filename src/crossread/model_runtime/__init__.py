"""The shipped English reading model, and how to run it as a spaCy pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


def load(threads: int = 1, pipeline: str | None = None) -> Language:
    """Return a spaCy pipeline whose Doc carries all that the reading model sees.

    `threads` changes speed, never output. `pipeline` names another installed spaCy pipeline that serves
    syntax and names in place of the shipped model. Heavy packages are imported here, not before.
    """
    from crossread.model_runtime.component import build

    return build(threads=threads, pipeline=pipeline)
