"""What the teacher says, kept for the student: `python -m training.teacher.answers --run RUN --teacher FOLDER --out FOLDER`.

Reads the training texts of speech and names, and news without labels, in windows, and keeps the logits of its heads a
window: half precision, a file a part. Parts that are there are not read again, so a stopped run goes on.
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from training.data import SHARED, PieceMaker, Window, encode, rows, segments
from training.encoder import Reader, package_folder
from training.teacher.network import load_teacher
from training.train import CONFIG, batches, collate, fast_bf16

# No dev part is read, and nothing of the stories that are measured.
TEXTS = {
    "polnear": "quotations/polnear.train", "newswire": "entities/newswire.train", "ecbplus": "alignment/ecbplus.train",
    "timebank": "times/timebank.train", "aquaint": "times/aquaint.train", "gum": "coreference/gum.train",
}  # fmt: skip
HEADS = ("boundary", "upos", "entity", "source", "cue", "content")
PART = 64  # texts a file
CORPUS = "answers"


def stretches(corpus: str, make: PieceMaker, seed: int) -> Iterator[list[str]]:
    """Yield parts of a corpus, each cut into windows of the sizes that speech is trained in."""
    rng = random.Random(seed)
    texts = [row["text"] for row in rows(SHARED / f"data/{TEXTS[corpus]}.jsonl.gz")]
    for low in range(0, len(texts), PART):
        yield [t[a:b] for t in texts[low : low + PART] for a, b in segments(t, make, rng.choice(CONFIG["window_pieces"]["speech"]))]


def window_of(text: str, make: PieceMaker) -> Window | None:
    """Return a window without labels, None for one that the network cannot read at once."""
    atoms, pieces, features, first = encode(text, make)
    return Window("answers", CORPUS, pieces, features, first) if atoms and len(pieces) <= 420 else None


@torch.no_grad()
def answer(model: Reader, texts: list[str], make: PieceMaker, heads: list[str]) -> list[tuple[str, dict[str, np.ndarray]]]:
    """Return each window's text with the logits of each head, [atoms, classes]."""
    device = next(model.parameters()).device.type
    found = []
    windows = {id(w): (text, w) for text in texts if (w := window_of(text, make)) is not None}
    for batch in batches([w for _, w in windows.values()], random.Random(0), CONFIG["pieces_per_batch"]):
        with torch.autocast(device, dtype=torch.bfloat16, enabled=CONFIG["bf16"] and fast_bf16(device)):
            out = model(*collate(batch, device))
        for i, w in enumerate(batch):
            said = {name: out[name][i, w.first].float().cpu().numpy().astype(np.float16) for name in heads}
            found.append((windows[id(w)][0], said))
    return found


def answered(folder: Path, make: PieceMaker) -> list[Window]:
    """Return all windows that were answered, with what the teacher says of them; raises FileNotFoundError where there are none."""
    found = []
    for file in sorted(folder.glob("*.pickle")):
        for text, said in pickle.loads(file.read_bytes()):
            window = window_of(text, make)
            if window is not None:
                window.soft = said
                found.append(window)
    if not found:
        raise FileNotFoundError(f"{folder}: no answers there; run  python -m training.teacher.answers")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, default=Path("build/teacher/reader"), help="folder of the teacher's training")
    parser.add_argument("--teacher", type=Path, default=Path("build/teacher/all-mpnet-base-v2"))
    parser.add_argument("--out", type=Path, default=Path("build/teacher/answers"))
    parser.add_argument("--heads", nargs="+", choices=HEADS, default=list(HEADS), help="what the teacher was taught")
    parser.add_argument("--corpora", nargs="+", choices=list(TEXTS), default=list(TEXTS))
    parser.add_argument("--threads", type=int, default=CONFIG["threads"])
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    make = PieceMaker(Tokenizer.from_file(str(package_folder() / "tokenizer.json")))
    model = load_teacher(arguments.run, arguments.teacher)
    if torch.cuda.is_available():
        model.to("cuda")
    arguments.out.mkdir(parents=True, exist_ok=True)
    for corpus in arguments.corpora:
        for number, texts in enumerate(stretches(corpus, make, CONFIG["seed"])):
            file = arguments.out / f"{corpus}-{number:03}.pickle"
            if file.exists():
                continue
            file.with_suffix(".new").write_bytes(pickle.dumps(answer(model, texts, make, arguments.heads)))
            file.with_suffix(".new").rename(file)
            print(file.name, flush=True)


if __name__ == "__main__":
    main()
