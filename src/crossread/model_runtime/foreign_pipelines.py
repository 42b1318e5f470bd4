"""What another spaCy pipeline leaves out and the stages after it need: sentences, and a tree over each."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.pipeline import Sentencizer
from spacy.tokens import Doc

NAME = "crossread_fallback"
_SENTENCES = Sentencizer()


@Language.component(NAME)
def complete(doc: Doc) -> Doc:
    """Cut a Doc without sentences at its full stops; where it has no trees, hang all words of a sentence on its first.

    Such a flat sentence is read as one statement without participants: all that can honestly be said of it.
    """
    if not len(doc):
        return doc
    if not doc.has_annotation("SENT_START"):
        doc = _SENTENCES(doc)
    if doc.has_annotation("DEP"):
        return doc
    heads = np.zeros((len(doc), 2), np.int64)
    for sentence in doc.sents:
        words = [token.i for token in sentence if not token.is_space] or [sentence.start]
        for token in sentence:
            heads[token.i] = words[0] - token.i, doc.vocab.strings.add("ROOT" if token.i == words[0] else "dep")
    return doc.from_array(["HEAD", "DEP"], heads.astype(np.uint64))  # type: ignore[arg-type]
