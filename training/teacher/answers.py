"""What the student learns from beside labels: `python -m training.teacher.answers --run RUN --teacher FOLDER --out FOLDER`.

Reads the training texts of speech and names, and news without labels, in windows. Names (of the types that
newswire marks) and quotations are what the teacher and the network shipped until now say together (the mean of their log
odds: two that err otherwise err less); words, tags, trees, other names and certainty are those that the shipped network
reads, so that a student who is taught the one does not forget the other. A file a part of a corpus; parts that are there are not read again, so a stopped run goes on.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from crossread.model_runtime.decode import Word, decode_words
from crossread.model_runtime.network import AtomRows, Network
from training.data import (
    KNOWN_TYPES,
    NER_TAGS,
    SHARED,
    Labels,
    PieceMaker,
    Window,
    encode,
    lemma_script,
    make_labels,
    rows,
    segments,
)
from training.encoder import Reader, package_folder
from training.export import SHIPPED
from training.labels.convert import SPLIT, STORIES
from training.teacher.network import load_teacher
from training.train import CONFIG, batches, collate, fast_bf16

# No dev part is read but the groups of BASIL that we labelled ourselves, and nothing of the stories that are measured.
TEXTS = {
    "polnear": "quotations/polnear.train", "newswire": "entities/newswire.train", "ecbplus": "alignment/ecbplus.train",
    "timebank": "times/timebank.train", "aquaint": "times/aquaint.train", "gum": "coreference/gum.train",
    "basil": "stories/basil.dev",
}  # fmt: skip
TEXTS_A_CORPUS = 128  # drawn by the seed; a further run of some 1,400 steps does not get through more
HEADS = ("entity", "source", "cue", "content")
PART = 64  # texts a file
CORPUS = "answers"
TAUGHT = torch.tensor([tag == "O" or tag[2:] in KNOWN_TYPES["newswire"].split() for tag in NER_TAGS])
SHARE = 0.5  # of the teacher in what it and the shipped network say together


def _stories() -> tuple[set[str], set[str]]:
    """Return the documents of the stories that we labelled, and those of them that nobody looks at until the end."""
    stories = json.loads(STORIES.read_text("utf-8"))
    unseen = json.loads(SPLIT.read_text("utf-8"))["unseen"]
    return {key for one in stories.values() for key in one["ids"]}, {key for name in unseen for key in stories[name]["ids"]}


def stretches(corpus: str, make: PieceMaker, seed: int) -> Iterator[list[str]]:
    """Yield parts of a corpus, each cut into windows of the sizes that speech is trained in."""
    rng = random.Random(seed)
    ours, held_back = _stories()
    texts = [
        row["text"]
        for row in rows(SHARED / f"data/{TEXTS[corpus]}.jsonl.gz")
        if row.get("id") not in held_back and (not TEXTS[corpus].startswith("stories/") or row["id"] in ours)
    ]
    texts = rng.sample(texts, min(TEXTS_A_CORPUS, len(texts)))
    for low in range(0, len(texts), PART):
        yield [t[a:b] for t in texts[low : low + PART] for a, b in segments(t, make, rng.choice(CONFIG["window_pieces"]["speech"]))]


class Answerer:
    """Asks both networks about windows of text."""

    def __init__(self, teacher: Reader, network: Network, make: PieceMaker, labels: Labels) -> None:
        self.teacher, self.network, self.make = teacher, network, make
        self.upos = {name: i for i, name in enumerate(labels.upos)}
        self.relations = {name: i for i, name in enumerate(labels.relations)}
        self.lemmas = {name: i for i, name in enumerate(labels.lemmas)}

    def window_of(self, text: str) -> tuple[Window, AtomRows] | None:
        """Return a window with the words and trees that the shipped network reads, None for one that cannot be read at once."""
        atoms, pieces, features, first = encode(text, self.make)
        if not atoms or len(pieces) > 420:
            return None
        read = self.network(text)
        words = decode_words(text, read)
        window = Window("answers", CORPUS, pieces, features, first, self._labels(text, words, len(atoms)))
        for sentence in sorted({w.sentence for w in words}):
            at = [i for i, w in enumerate(words) if w.sentence == sentence]
            heads = [0 if words[i].head == i else words[i].head - at[0] + 1 for i in at]
            named = [self.relations[words[i].relation] for i in at]
            window.trees.append(([words[i].atom for i in at], heads, named))
        window.frames = [None] * len(window.trees)
        return window, read

    def _labels(self, text: str, words: list[Word], count: int) -> dict[str, list[int]]:
        boundary, tags, scripts = [0] * count, [-100] * count, [-100] * count
        before = -1
        for word in words:
            boundary[word.atom] = 1 if word.sentence == before else 2
            before = word.sentence
            tags[word.atom] = self.upos[word.upos]
            scripts[word.atom] = self.lemmas.get(lemma_script(text[word.start : word.end], word.lemma), -100)
        return {"boundary": boundary, "upos": tags, "lemma": scripts}

    @torch.no_grad()
    def __call__(self, texts: list[str]) -> list[Window]:
        """Return the windows with all answers."""
        device = next(self.teacher.parameters()).device.type
        made = [one for text in texts if (one := self.window_of(text)) is not None]
        read = {id(window): rows for window, rows in made}
        for batch in batches([window for window, _ in made], random.Random(0), CONFIG["pieces_per_batch"]):
            with torch.autocast(device, dtype=torch.bfloat16, enabled=CONFIG["bf16"] and fast_bf16(device)):
                out = self.teacher(*collate(batch, device))
            for i, window in enumerate(batch):
                told = {name: out[name][i, window.first].float().cpu() for name in HEADS}
                self._join(window, read[id(window)], told)
        return [window for window, _ in made]

    def _join(self, window: Window, read: AtomRows, told: Mapping[str, Tensor]) -> None:
        for name in HEADS:
            shipped = torch.from_numpy(np.array(read.of(name), np.float32)).log_softmax(-1)
            window.soft[name] = _both(told[name], shipped, TAUGHT if name == "entity" else None).numpy().astype(np.float16)
        verb, sure = self.upos["VERB"], read.of("certainty")[:, 0]
        window.certainty = [(i, float(sure[i])) for i, tag in enumerate(window.labels["upos"]) if tag == verb]


def _both(told: Tensor, shipped: Tensor, taught: Tensor | None) -> Tensor:
    """Return the log probabilities of both networks together; of classes that were not taught, the shipped one's."""
    if taught is None:
        return (SHARE * told.log_softmax(-1) + (1 - SHARE) * shipped).log_softmax(-1)
    among = shipped[:, taught].logsumexp(-1, keepdim=True)  # what the shipped network gives the taught classes in all
    both = SHARE * told[:, taught].log_softmax(-1) + (1 - SHARE) * (shipped[:, taught] - among)
    found = shipped.clone()
    found[:, taught] = both.log_softmax(-1) + among
    return found


def answered(folder: Path) -> list[Window]:
    """Return all windows that were answered; raises FileNotFoundError where there are none."""
    found: list[Window] = [window for file in sorted(folder.glob("*.pickle")) for window in pickle.loads(file.read_bytes())]
    if not found:
        raise FileNotFoundError(f"{folder}: no answers there; run  python -m training.teacher.answers")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, default=Path("build/teacher/reader"), help="folder of the teacher's training")
    parser.add_argument("--teacher", type=Path, default=Path("build/teacher/all-mpnet-base-v2"))
    parser.add_argument("--out", type=Path, default=Path("build/teacher/answers"))
    parser.add_argument("--corpora", nargs="+", choices=list(TEXTS), default=list(TEXTS))
    parser.add_argument("--threads", type=int, default=CONFIG["threads"])
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    make = PieceMaker(Tokenizer.from_file(str(package_folder() / "tokenizer.json")))
    model = load_teacher(arguments.run, arguments.teacher)
    if torch.cuda.is_available():
        model.to("cuda")
    ask = Answerer(model, Network(arguments.threads, SHIPPED), make, make_labels())
    arguments.out.mkdir(parents=True, exist_ok=True)
    for corpus in arguments.corpora:
        for number, texts in enumerate(stretches(corpus, make, CONFIG["seed"])):
            file = arguments.out / f"{corpus}-{number:03}.pickle"
            if file.exists():
                continue
            file.with_suffix(".new").write_bytes(pickle.dumps(ask(texts)))
            file.with_suffix(".new").rename(file)
            print(file.name, flush=True)


if __name__ == "__main__":
    main()
