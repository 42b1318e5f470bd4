"""Corpora -> windows: pieces with features, and the labels that the corpus knows. Training reads the training parts alone; ablations are measured on dev."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from crossread.model_runtime.pre_tokens import NUM_FEATURES, features_of, find_atoms

SHARED = Path(os.environ.get("CROSSREAD_SHARED", "../shared"))
TYPES = (
    ["person", "organisation", "place", "group", "facility", "weapon", "vehicle", "product", "event", "law", "misc", "money", "time", "quantity"]
)  # fmt: skip
NER_TAGS = ["O"] + [f"{prefix}-{name}" for name in TYPES for prefix in "BI"]
SPEECH = ("source", "cue", "content")
KNOWN_TYPES = {
    "newswire": "person organisation place group facility product money time misc",
    "re3d": "person organisation place group weapon vehicle money quantity time misc",
    "crossner-politics": "person organisation place event misc",
    "gum": "person organisation place event",
    "wikigold": "person organisation place misc",
}
OPEN_CORPORA = frozenset({"ewt", "gum", "wikigold", "crossner-politics", "re3d", "megaveridicality"})
CLS, SEP, UNK = 101, 102, 100


FramesOf = Callable[[str, list[tuple]], list[Any] | None]  # id and words of a sentence -> its frames, laid on the words


@dataclass
class Window:
    """One training example. Labels are by atom, -100 where the corpus says nothing."""

    task: str
    corpus: str
    pieces: list[int]
    features: list[int]
    first: list[int]
    labels: dict[str, list[int]] = field(default_factory=dict)
    certainty: list[tuple[int, float]] = field(default_factory=list)
    trees: list[tuple[list[int], list[int], list[int]]] = field(default_factory=list)
    links: list[tuple[int, int, int]] = field(default_factory=list)
    frames: list[list[Any] | None] = field(default_factory=list)  # of each tree; None where the corpus has no roles
    soft: dict[str, np.ndarray] = field(default_factory=dict)  # the teacher's logits of its heads, [atoms, classes]


class PieceMaker:
    """Atoms -> word pieces, remembered."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.tokenizer = tokenizer
        self.known: dict[str, list[int]] = {}

    def __call__(self, atom: str) -> list[int]:
        found = self.known.get(atom)
        if found is None:
            found = self.tokenizer.encode(atom, add_special_tokens=False).ids or [UNK]
            self.known[atom] = found
        return found


def rows(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            yield json.loads(line)


def encode(text: str, make: PieceMaker) -> tuple[list[tuple[int, int]], list[int], list[int], list[int]]:
    """Return atoms, pieces (with CLS and SEP), a feature a piece, and the index of each atom's first piece."""
    atoms = find_atoms(text)
    features = features_of(text, atoms)
    pieces, of_pieces, first = [CLS], [NUM_FEATURES], []
    for (start, end), feature in zip(atoms, features, strict=True):
        ids = make(text[start:end])
        first.append(len(pieces))
        pieces += ids
        of_pieces += [feature] * len(ids)
    return atoms, [*pieces, SEP], [*of_pieces, NUM_FEATURES], first


# How paragraphs are set apart in a window of trees: the treebanks end them by a line, news leaves a line empty and has a
# paragraph for a sentence or two. Trees that were never read across an empty line come out wrong in long news texts.
SETTINGS = (("\n", 0.0), ("\n\n", 0.0), ("\n\n", 0.5))  # what stands between paragraphs, share of sentences that end one

_BREAK = re.compile(r"\n+|(?<=[.!?])[\"”’')]*\s+")


def segments(text: str, make: PieceMaker, limit: int) -> Iterator[tuple[int, int]]:
    """Cut a text into stretches of at most about `limit` pieces, between sentences where possible."""
    cuts = [0, *(m.end() for m in _BREAK.finditer(text)), len(text)]
    begin, size = 0, 0
    for start, end in zip(cuts, cuts[1:], strict=False):
        length = sum(len(make(text[a + start : b + start])) for a, b in find_atoms(text[start:end]))
        if size and size + length > limit:
            yield begin, start
            begin, size = start, 0
        size += length
    if size:
        yield begin, len(text)


def conllu_documents(path: Path) -> Iterator[list[dict]]:
    """Yield documents as sentences: id, text, gap before, words (form, lemma, upos, head, relation, start, end)."""
    document: list[dict] = []
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        blocks = re.split(r"\n[ \t]*\n", handle.read())
    for block in blocks:
        found = re.search(r"^# text = (.*)$", block, re.M)
        if not found:
            continue
        if re.search(r"^# newdoc", block, re.M) and document:
            yield document
            document = []
        text = found.group(1).strip()
        gap = "\n" if re.search(r"^# newpar", block, re.M) else " "
        named = re.search(r"^# sent_id = (.*)$", block, re.M)
        document.append(
            {"id": named.group(1).strip() if named else "", "text": text, "gap": gap if document else "", "words": _words(block, text)}
        )
    if document:
        yield document


def _words(block: str, text: str) -> list[tuple] | None:
    """Place the words of a CoNLL-U block in its text; None where they cannot be placed."""
    placed, at, held = [], 0, (0, "")
    for line in block.split("\n"):
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if "." in row[0]:
            continue
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            held = (last, row[1])
            continue
        start = text.find(row[1], at)
        if start < 0 or start - at > 3 or text[at:start].strip():
            return None
        at = start + len(row[1])
        placed.append((row[1], row[2], row[3], int(row[6]), row[7], start, at))
    return placed if held is not None else None


def lemma_script(form: str, lemma: str) -> str:
    """Return the edit that makes the lemma of a form: letters cut from its lower-cased end, letters added, case kept."""
    keep = "=" if lemma[:1].isupper() and form[:1].isupper() else "~"
    base = form if keep == "=" else form.lower()
    common = 0
    while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
        common += 1
    return f"{keep}{len(base) - common}|{lemma[common:]}"


@dataclass
class Labels:
    """The label tables, fixed from the training corpora, in a fixed order."""

    upos: list[str]
    relations: list[str]
    lemmas: list[str]

    def sizes(self) -> dict[str, int]:
        return {
            "boundary": 3, "upos": len(self.upos), "lemma": len(self.lemmas), "entity": len(NER_TAGS),
            "source": 3, "cue": 3, "content": 3,
        }  # fmt: skip


def make_labels(minimum: int = 3) -> Labels:
    upos, relations, lemmas = Counter(), Counter(), Counter()
    for corpus in ("ewt", "gum"):
        for document in conllu_documents(SHARED / f"data/syntax/{corpus}.train.conllu.gz"):
            for sentence in document:
                for form, lemma, tag, _, relation, *_ in sentence["words"] or ():
                    upos[tag] += 1
                    relations[relation] += 1
                    lemmas[lemma_script(form, lemma)] += 1
    return Labels(
        sorted(upos), sorted(relations), [s for s, n in sorted(lemmas.items(), key=lambda x: (-x[1], x[0])) if n >= minimum]
    )


def syntax_windows(
    corpus: str, labels: Labels, make: PieceMaker, rng: random.Random, limits: list[int], part: str = "train", frames_of: FramesOf | None = None
) -> Iterator[Window]:
    upos = {name: i for i, name in enumerate(labels.upos)}
    relations = {name: i for i, name in enumerate(labels.relations)}
    lemmas = {name: i for i, name in enumerate(labels.lemmas)}
    for document in conllu_documents(SHARED / f"data/syntax/{corpus}.{part}.conllu.gz"):
        at, (paragraph, broken) = 0, rng.choice(SETTINGS)
        while at < len(document):
            limit = rng.choice(limits)
            text, spans, size = "", [], 0
            while at < len(document) and (not spans or size + len(document[at]["text"]) // 4 < limit):
                sentence = document[at]
                if text:
                    ends = sentence["gap"] == "\n" or rng.random() < broken
                    text += paragraph if ends else sentence["gap"]
                spans.append((len(text), sentence))
                text += sentence["text"]
                size += len(sentence["text"]) // 4 + 1
                at += 1
            window = _syntax_window(corpus, text, spans, upos, relations, lemmas, make, frames_of)
            if window is not None and len(window.pieces) <= 400:
                yield window


def _syntax_window(corpus, text, spans, upos, relations, lemmas, make, frames_of) -> Window | None:
    atoms, pieces, features, first = encode(text, make)
    index = {start: i for i, (start, _) in enumerate(atoms)}
    n = len(atoms)
    boundary, tags, scripts = [0] * n, [-100] * n, [-100] * n
    trees, frames = [], []
    for offset, sentence in spans:
        words = sentence["words"]
        if words is None:
            for i, (start, _) in enumerate(atoms):
                if offset <= start:
                    boundary[i] = -100
            break
        places = [index.get(offset + w[5]) for w in words]
        for number, (word, place) in enumerate(zip(words, places, strict=True)):
            if place is None:
                continue
            boundary[place] = 2 if number == 0 else 1
            tags[place] = upos[word[2]]
            scripts[place] = lemmas.get(lemma_script(word[0], word[1]), -100)
        if None not in places:
            heads = [w[3] for w in words]
            trees.append((places, heads, [relations[w[4]] for w in words]))
            frames.append(frames_of(sentence["id"], words) if frames_of and corpus == "ewt" else None)
    if not n:
        return None
    return Window("syntax", corpus, pieces, features, first, {"boundary": boundary, "upos": tags, "lemma": scripts}, trees=trees, frames=frames)


def span_tags(atoms: list[tuple[int, int]], spans: list[tuple[int, int, int]]) -> list[int]:
    """Return a tag an atom: 0 outside, 2k+1 at the beginning and 2k+2 inside a span of kind k."""
    tags = [0] * len(atoms)
    for start, end, kind in spans:
        begun = False
        for i, (a, b) in enumerate(atoms):
            if b <= start:
                continue
            if a >= end:
                break
            tags[i] = 2 * kind + (2 if begun or a > start + 1 else 1)
            begun = True
    return tags


def entity_windows(corpus: str, make: PieceMaker, rng: random.Random, limits: list[int], part: str = "train") -> Iterator[Window]:
    for row in rows(SHARED / f"data/entities/{corpus}.{part}.jsonl.gz"):
        text = row["text"]
        for begin, end in segments(text, make, rng.choice(limits)):
            stretch = text[begin:end]
            atoms, pieces, features, first = encode(stretch, make)
            spans = []
            for e in row["entities"]:
                if e["end"] > begin and e["start"] < end:
                    start = e["start"]
                    if e["type"] not in ("time", "quantity", "money"):
                        article = re.match(r"(?:the|an?)\s+", text[start : e["end"]], re.I)
                        start += article.end() if article else 0
                    spans.append((start - begin, e["end"] - begin, TYPES.index(e["type"])))
            if atoms and len(pieces) <= 400:
                yield Window("entities", corpus, pieces, features, first, {"entity": span_tags(atoms, spans)})


def speech_windows(make: PieceMaker, rng: random.Random, limits: list[int], part: str = "train") -> Iterator[Window]:
    for row in rows(SHARED / f"data/quotations/polnear.{part}.jsonl.gz"):
        text = row["text"]
        for begin, end in segments(text, make, rng.choice(limits)):
            stretch = text[begin:end]
            atoms, pieces, features, first = encode(stretch, make)
            if not atoms or len(pieces) > 420:
                continue
            labels, links = {}, []
            for name in SPEECH:
                spans = sorted(
                    ((s - begin, e - begin, 0) for q in row["quotations"] for s, e in q[name] if e > begin and s < end),
                    key=lambda item: item[0] - item[1],
                )
                tags = [0] * len(atoms)
                for start, stop, _ in spans:  # longest first; an inner span of the same kind is left out
                    new = span_tags(atoms, [(start, stop, 0)])
                    if not any(t and n for t, n in zip(tags, new, strict=True)):
                        tags = [t or n for t, n in zip(tags, new, strict=True)]
                labels[name] = tags
            starts = {start: i for i, (start, _) in enumerate(atoms)}
            for q in row["quotations"]:
                for content_start, _ in q["content"]:
                    content = starts.get(content_start - begin)
                    if content is None or labels["content"][content] != 1:
                        continue
                    source = starts.get(q["source"][0][0] - begin, -1) if q["source"] else -1
                    cue = starts.get(q["cue"][0][0] - begin, -1) if q["cue"] else -1
                    links.append((content, source, cue))
            yield Window("speech", "polnear", pieces, features, first, labels, links=links)


def certainty_windows(corpus: str, make: PieceMaker, part: str = "train") -> Iterator[Window]:
    for row in rows(SHARED / f"data/certainty/{corpus}.{part}.jsonl.gz"):
        atoms, pieces, features, first = encode(row["text"], make)
        starts = {start: i for i, (start, _) in enumerate(atoms)}
        events = [(starts[e["start"]], float(e.get("mean", e["score"]))) for e in row["events"] if e["start"] in starts]
        if events and len(pieces) <= 300:
            yield Window("certainty", corpus, pieces, features, first, certainty=events)


def all_windows(
    labels: Labels, make: PieceMaker, seed: int, pieces: dict[str, list[int]], open_data: bool = False, frames_of: FramesOf | None = None
) -> list[Window]:
    """Return every training window; with `open_data` only those of openly licensed corpora.

    `pieces` holds the sizes among which a window of a task ("syntax", "entities", "speech") draws its own.
    """
    rng = random.Random(seed)
    found: list[Window] = []
    for corpus in ("ewt", "gum"):
        found += syntax_windows(corpus, labels, make, rng, pieces["syntax"], frames_of=frames_of)
    for corpus in KNOWN_TYPES:
        if not open_data or corpus in OPEN_CORPORA:
            found += entity_windows(corpus, make, rng, pieces["entities"])
    if not open_data:
        found += speech_windows(make, rng, pieces["speech"])
    for corpus in ("uw", "uds", "meantime", "megaveridicality"):
        if not open_data or corpus in OPEN_CORPORA:
            found += certainty_windows(corpus, make)
    return found
