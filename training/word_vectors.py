"""Vectors of single words: what the pretrained encoder makes of a word that stands alone."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from spacy.lang.en.stop_words import STOP_WORDS
from tokenizers import Tokenizer

from training.encoder import WIDTH, Encoder

_PLAIN = re.compile(r"[a-z]{3,}")
_AT_ONCE = 256


def word_list(tokenizer: Tokenizer, path: Path) -> list[str]:
    """Return the plain words of a list, one a line, and of the encoder's vocabulary, without stop words, in alphabetical order."""
    listed = {line.strip().lower() for line in path.read_text("utf-8").splitlines() if line[:1].islower()}
    return sorted(w for w in listed | set(tokenizer.get_vocab()) if _PLAIN.fullmatch(w) and w not in STOP_WORDS)


def encode(words: list[str], tokenizer: Tokenizer) -> np.ndarray:
    """Return one unit vector a word, [words, WIDTH]: the mean of its word pieces in the encoder's last layer."""
    encoder = Encoder(0.0).eval()
    encoder.load_pretrained()
    ids = [tokenizer.encode(word).ids for word in words]
    by_length: dict[int, list[int]] = defaultdict(list)
    for i, pieces in enumerate(ids):
        by_length[len(pieces)].append(i)
    found = np.zeros((len(words), WIDTH), np.float32)
    with torch.no_grad():
        for _, members in sorted(by_length.items()):
            for at in range(0, len(members), _AT_ONCE):
                part = members[at : at + _AT_ONCE]
                pieces = torch.tensor([ids[i] for i in part])
                hidden = encoder(pieces, torch.zeros_like(pieces), torch.ones_like(pieces))
                found[part] = hidden.mean(1).numpy()
    return found / np.linalg.norm(found, axis=1, keepdims=True)
