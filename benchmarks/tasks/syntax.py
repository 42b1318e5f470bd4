"""Plain text -> CoNLL-U."""

from __future__ import annotations

from pathlib import Path

from crossread.model_runtime import load


def predict(given: str, out: str) -> None:
    text = Path(given).read_text("utf-8")
    doc = load()(text)
    blocks = []
    for sentence in doc.sents:
        tokens = [t for t in sentence if not t.is_space]
        number = {t.i: i for i, t in enumerate(tokens, 1)}
        lines = []
        for t in tokens:
            root = t.dep_ == "ROOT" or t.head.i not in number or t.head.i == t.i
            head, relation = (0, "root") if root else (number[t.head.i], t.dep_)
            lines.append(f"{number[t.i]}\t{t.text}\t{t.lemma_}\t{t.pos_}\t_\t_\t{head}\t{relation}\t_\t_")
        if lines:
            blocks.append("\n".join(lines) + "\n\n")
    Path(out).write_text("".join(blocks), "utf-8")
