"""The teacher as a reader: MPNet (base size) with the student's pieces, features and heads, twice as wide."""

from __future__ import annotations

import json
from pathlib import Path

from torch import nn

from crossread.model_runtime.pre_tokens import NUM_FEATURES
from training.data import NER_TAGS, make_labels
from training.encoder import Reader
from training.learning import averaged, read_checkpoint
from training.pair_network import TeacherEncoder

DROPOUT = 0.1


def teacher_reader(folder: Path) -> Reader:
    """Return the teacher with fresh heads, its encoder pretrained (`make teacher` puts all-mpnet-base-v2 in `folder`)."""
    labels, encoder = make_labels(), TeacherEncoder(folder, DROPOUT)
    encoder.features = nn.Embedding(NUM_FEATURES + 1, encoder.width)  # letter case and spacing, in the place of marks
    nn.init.zeros_(encoder.features.weight)
    return Reader(labels.sizes(), len(labels.relations), encoder)


def load_teacher(run: Path, folder: Path) -> Reader:
    """Return a trained teacher, averaged; raises ValueError where it was trained with other labels than those of now."""
    labels = json.loads((run / "labels.json").read_text("utf-8"))
    if labels["entities"] != NER_TAGS or labels["relations"] != make_labels().relations:
        raise ValueError(f"{run / 'labels.json'}: other labels than the corpora give now; train the teacher anew")
    model = teacher_reader(folder)
    averaged(model, read_checkpoint(run / "last.pt"))
    return model.eval()
