"""A teacher's answers and a student's own, mixed: `python -m training.mixed_answers ANSWERS STUDENT.pt OUT [--share 0.7]`.

The odds that two statements are one row are `share` parts of the teacher's log odds and the rest of the student's: the two
err apart. Which kind of one row it is stays as the student says (the teacher, shown few other answers, never names one), and so do
verdicts and paraphrases. ANSWERS is a folder of `training.pair_answers`; OUT gets the same two files.
"""

from __future__ import annotations

import argparse
import pickle
import shutil
from pathlib import Path

import numpy as np
import numpy.typing as npt

from crossread.model_runtime.pair_model import RELATIONS
from training.learning import averaged, read_checkpoint
from training.pair_data import JOINED
from training.pair_network import student
from training.pairs import Encoded, probabilities

Array = npt.NDArray[np.float64]
ONE_ROW, APART = list(JOINED), [i for i in range(len(RELATIONS)) if i not in JOINED]


def log_sum(logits: Array) -> Array:
    """Return the logarithm of the sum of the exponents of each row: [rows, 1]."""
    found: Array = np.logaddexp.reduce(logits, axis=1, keepdims=True)
    return found


def mixed(teacher: Array, own: Array, share: float) -> Array:
    """Return log probabilities of the relations beside the student's other logits: [pairs, classes of all heads]."""
    odds = [log_sum(rows[:, ONE_ROW]) - log_sum(rows[:, APART]) for rows in (teacher, own)]
    odd = share * odds[0] + (1 - share) * odds[1]
    found = own.copy()
    apart = (teacher[:, APART] + own[:, APART]) / 2
    found[:, ONE_ROW] = own[:, ONE_ROW] - log_sum(own[:, ONE_ROW]) - np.logaddexp(0, -odd)
    found[:, APART] = apart - log_sum(apart) - np.logaddexp(0, odd)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", type=Path)
    parser.add_argument("student", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--share", type=float, default=0.7, help="of the teacher in the log odds; chosen among .3, .5, .7 on the tune stories")
    options = parser.parse_args()
    answers = pickle.loads((options.answers / "answers.pickle").read_bytes())
    pool = [Encoded(*row) for row in pickle.loads((options.answers / "pool.pickle").read_bytes())]
    model = student(0.0)
    averaged(model, read_checkpoint(options.student))
    own = probabilities(model, pool, logits=True).astype(np.float64)
    rows = mixed(np.stack([answers[pair.digest] for pair in pool]).astype(np.float64), own, options.share)
    options.out.mkdir(parents=True, exist_ok=True)
    told = dict(zip((pair.digest for pair in pool), rows.astype(np.float32), strict=True))
    (options.out / "answers.pickle").write_bytes(pickle.dumps(told))
    shutil.copy(options.answers / "pool.pickle", options.out)


if __name__ == "__main__":
    main()
