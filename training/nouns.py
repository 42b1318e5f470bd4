"""Classes of nouns: `python -m training.nouns --list /usr/share/dict/american-english-small`, some minutes, seeded.

What a common noun names (a thing, a person, a group, a place, or none of these) is learnt from seeds that we chose by
hand (nouns.json), from the encoder's vectors of single words and the words' endings, by a softmax regression; it is then
said of the words of a plain word list (SCOWL, public domain) of which the regression is sure, where they are nouns (the
list has their possessive, the reading model takes them for nouns in plain frames, the treebanks do not see mostly another
part of speech, the reports of a corpus use them) and, of words for people, where they name a doer or reports use them often: a table of insults serves nobody.
Prints how often it is right on seeds left out. Writes `src/crossread/languages/en/lexicon/nouns.json`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from crossread.model_runtime import load
from training.encoder import package_folder
from training.word_shares import CORPORA, LEAST, document_shares
from training.word_vectors import encode, word_list

SEEDS = json.loads((Path(__file__).parent / "nouns.json").read_text("utf-8"))
OUT = Path(__file__).parent.parent / "src/crossread/languages/en/lexicon/nouns.json"
CLASSES = ("other", "thing", "person", "group", "place")
ENDINGS = ["er", "or", "ist", "ian", "ant", "ent", "ness", "tion", "sion", "ment", "ity", "ism", "ship", "hood", "ance", "ence", "ing", "al", "ure", "age", "cy", "ery", "ary", "ology", "man", "woman"]
NO_NOUN = ("ed", "ing", "est", "ly", "ier", "ize", "ify", "ous", "less", "ible")  # endings of other classes
DOERS = ("er", "or", "ant", "ent", "ee", "eer")  # behind the verb or noun that somebody does
TRADES = ("ist", "ian", "man", "woman")
FRAMES = ("The {} arrived.", "They spoke of some {}.", "The use of {} is rising.")
PLURAL_FRAME = "Two {} arrived."
PRESS = tuple(name for name in CORPORA if "gum" not in name and "wiki" not in name)  # no fiction, talk or articles on bands
TREEBANKS = ("ewt.train", "gum.train")
MOSTLY = 1 / 3  # share of a word's places in the treebanks that are nouns, from which it counts as one: keeps "military"
SURE = 0.6  # probability from which a word is listed: about 9 in 10 of the seeds left out are right from there
DECAY, STEPS, FOLDS = 3e-3, 300, 5


def features(words: list[str], vectors: np.ndarray) -> torch.Tensor:
    """Return the word vectors and one column an ending, [words, 384 + endings]."""
    endings = np.array([[word.endswith(end) and len(word) > len(end) + 2 for end in ENDINGS] for word in words], np.float32)
    return torch.from_numpy(np.hstack([vectors * 8, endings]).astype(np.float32))  # 8 brings unit vectors near unit columns


def train(rows: torch.Tensor, answers: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Fit a softmax regression, every class weighing the same."""
    torch.manual_seed(0)
    weight = torch.zeros(rows.shape[1], len(CLASSES), requires_grad=True)
    bias = torch.zeros(len(CLASSES), requires_grad=True)
    balance = 1 / torch.bincount(answers, minlength=len(CLASSES)).float()
    optimiser = torch.optim.AdamW([weight, bias], lr=0.05, weight_decay=DECAY)
    for _ in range(STEPS):
        loss = functional.cross_entropy(rows @ weight + bias, answers, weight=balance) + DECAY * weight.square().sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return weight.detach(), bias.detach()


def nouns_of_treebanks() -> dict[str, float]:
    """Return lemma -> the share of its places that are nouns."""
    folder = Path(os.environ.get("CROSSREAD_SHARED", "../shared")) / "data/syntax"
    found: dict[str, Counter[bool]] = defaultdict(Counter)
    for name in TREEBANKS:
        with gzip.open(folder / f"{name}.conllu.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                columns = line.split("\t")
                if len(columns) > 3 and columns[0].isdigit():
                    found[columns[2].lower()][columns[3] in ("NOUN", "PROPN")] += 1
    return {lemma: count[True] / count.total() for lemma, count in found.items()}


def keep_nouns(words: list[str], listed: set[str]) -> set[str]:
    """Return the words that are nouns by the list, by the treebanks and by what the reading model makes of them."""
    shares, nlp = nouns_of_treebanks(), load()
    kept = set()
    for word in words:
        if word.endswith(NO_NOUN) or f"{word}'s" not in listed or shares.get(word, 1.0) < MOSTLY:
            continue
        plural = next((p for p in (f"{word}s", f"{word}es", f"{word[:-1]}ies") if p in listed), None)
        tried = [(frame.format(word), word) for frame in FRAMES] + ([(PLURAL_FRAME.format(plural), plural)] if plural else [])
        if all(token.pos_ in ("NOUN", "PROPN") for text, form in tried for token in nlp(text) if token.text == form):
            kept.add(word)
    return kept


def names_people(word: str, listed: set[str], shares: dict[str, list[float]]) -> bool:
    """Say whether a word for a person is one of a doer, or common in reports of several corpora."""
    stem = next((word.removesuffix(end) for end in sorted(DOERS, key=len, reverse=True) if word.endswith(end)), "")
    does = bool(stem) and bool({stem, f"{stem}e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem} & listed)
    if does or (word.endswith(TRADES) and len(word) > 5):
        return True
    return len(shares.get(word, [])) > 1 and sum(shares[word]) / len(PRESS) >= LEAST


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", type=Path, required=True)
    arguments = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(package_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    seeds: dict[str, int] = {}
    for name in reversed(CLASSES):  # a word of two classes counts as the later in the table of seeds
        seeds |= {word: CLASSES.index(name) for word in SEEDS[name].split()}
    listed = {line.strip() for line in arguments.list.read_text("utf-8").splitlines()}
    words = sorted(set(seeds) | (set(word_list(tokenizer, arguments.list)) & listed))
    vectors = encode(words, tokenizer)
    rows = features(words, vectors - vectors.mean(0))
    known = [i for i, word in enumerate(words) if word in seeds]
    answers = torch.tensor([seeds[words[i]] for i in known])
    fold = torch.randperm(len(known), generator=torch.Generator().manual_seed(0)) % FOLDS
    right, sure = [], []
    for held in range(FOLDS):
        weight, bias = train(rows[known][fold != held], answers[fold != held])
        chance, best = (rows[known][fold == held] @ weight + bias).softmax(-1).max(-1)
        right += (best == answers[fold == held]).tolist()
        sure += (chance >= SURE).tolist()
    of_sure = [r for r, s in zip(right, sure, strict=True) if s]
    print(f"{len(seeds)} seeds; right {np.mean(right):.1%}, of the {np.mean(sure):.0%} that it is sure of {np.mean(of_sure):.1%}")
    weight, bias = train(rows[known], answers)
    chance, best = (rows @ weight + bias).softmax(-1).max(-1)
    shares, press = document_shares(fewest=1), document_shares(fewest=1, corpora=PRESS)
    left_out = frozenset(SEEDS["left out"].split())
    nouns = keep_nouns([w for w, p, k in zip(words, chance.tolist(), best.tolist(), strict=True) if k and p >= SURE and w not in seeds and (w in shares or f"{w}s" in shares)], listed)
    nouns -= {w for w in nouns if w.endswith("s") and w[:-1] in listed}  # tables are asked for lemmas
    table: dict[str, list[str]] = {name: [] for name in CLASSES[1:]}
    for word, k in zip(words, best.tolist(), strict=True):
        kind = seeds.get(word, k if word in nouns else 0)
        if kind and word not in left_out and (word in seeds or CLASSES[kind] != "person" or names_people(word, listed, press)):
            table[CLASSES[kind]].append(word)
    table["other"] = sorted(set(SEEDS["other"].split()) - {word for found in table.values() for word in found})  # by hand: the regression's are too many
    note = "Nouns by what they name; made by training/nouns.py from seeds chosen by hand."
    OUT.write_text(json.dumps({"note": note} | {k: " ".join(v) for k, v in table.items()}, indent=1) + "\n", "utf-8")
    print({name: len(found) for name, found in table.items()}, OUT.stat().st_size)


if __name__ == "__main__":
    main()
