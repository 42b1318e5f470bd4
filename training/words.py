"""Vectors of single words: `python -m training.words --list /usr/share/dict/american-english-small`.

What all-MiniLM-L6-v2 makes of a word that stands alone is a fair measure of what the word means: words that newsrooms
use for one another lie close. One vector a stem (the mean of its forms), from the words of the encoder's own vocabulary
and of a plain word list (SCOWL, public domain), the mean of all taken out, the leading axes kept, stored as int8.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from crossread.compare.same_fact.wording import is_stop_word, stem
from training.encoder import WIDTH, Encoder, package_folder

AXES = 96  # of 384: two thirds of the variance at a quarter of the size
OUT = Path(__file__).parent.parent / "src/crossread/compare/same_fact/words.npz"
_PLAIN = re.compile(r"[a-z]{3,}")


def word_list(tokenizer: Tokenizer, path: Path) -> list[str]:
    listed = {line.strip().lower() for line in path.read_text("utf-8").splitlines() if line[:1].islower()}
    return sorted(w for w in listed | set(tokenizer.get_vocab()) if _PLAIN.fullmatch(w) and not is_stop_word(w))


def encode(words: list[str], tokenizer: Tokenizer) -> np.ndarray:
    encoder = Encoder(0.0).eval()
    encoder.load_pretrained()
    groups: dict[int, list[int]] = defaultdict(list)
    ids = [tokenizer.encode(word).ids for word in words]
    for i, pieces in enumerate(ids):
        groups[len(pieces)].append(i)
    found = np.zeros((len(words), WIDTH), np.float32)
    with torch.no_grad():
        for _, members in sorted(groups.items()):
            for at in range(0, len(members), 256):
                part = members[at : at + 256]
                pieces = torch.tensor([ids[i] for i in part])
                hidden = encoder(pieces, torch.zeros_like(pieces), torch.ones_like(pieces))
                found[part] = hidden.mean(1).numpy()
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(package_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    words = word_list(tokenizer, arguments.list)
    vectors = encode(words, tokenizer)
    forms: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(words):
        forms[stem(word)].append(i)
    stems = sorted(forms)
    table = np.stack([vectors[forms[s]].mean(0) for s in stems])
    table -= table.mean(0)
    _, sizes, axes = np.linalg.svd(table, full_matrices=False)
    print(f"{len(words)} words, {len(stems)} stems, {(sizes[:AXES] ** 2).sum() / (sizes**2).sum():.1%} of the variance kept")
    table = table @ axes[:AXES].T
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    scale = 127 / np.abs(table).max()
    np.savez_compressed(
        arguments.out, stems=np.frombuffer("\n".join(stems).encode(), np.uint8), vectors=np.round(table * scale).astype(np.int8)
    )
    print(arguments.out, arguments.out.stat().st_size)


if __name__ == "__main__":
    main()
