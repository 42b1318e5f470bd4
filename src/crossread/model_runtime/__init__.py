"""The shipped English reading model, and how to run it as a spaCy pipeline."""

from __future__ import annotations

import os
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from crossread.model_runtime.spacy_import import importing_spacy

if TYPE_CHECKING:
    from spacy.language import Language


def load(threads: int = 1, pipeline: str | None = None) -> Language:
    """Return a spaCy pipeline whose Doc carries all that the reading model sees.

    `threads` changes speed, never output; more than there are processors are as many. `pipeline` names another
    installed spaCy pipeline that serves syntax and names in place of the shipped model. Heavy packages are imported
    here, not before.
    """
    with importing_spacy():
        from crossread.model_runtime.component import build

    return build(threads=max(1, min(threads, os.cpu_count() or 1)), pipeline=pipeline)


def load_as_package(**kwargs: Any) -> Language:
    """Return the shipped model for `spacy.load("crossread")`, with the arguments that spaCy hands on; no socket is
    opened."""
    with importing_spacy():
        from crossread.model_runtime.component import as_spacy_package

    return as_spacy_package(**kwargs)


@cache
def weights_digest() -> str:
    """Return twelve hex digits that depend on the shipped weights and their tables alone."""
    digest = blake2b(digest_size=6)
    for part in sorted(files("crossread.model_runtime").joinpath("model").iterdir(), key=lambda item: item.name):
        if part.is_file():
            digest.update(part.name.encode() + part.read_bytes())
    return digest.hexdigest()
