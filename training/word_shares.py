"""How common each word is in English reporting: `python -m training.word_shares` writes the table of `group.stories`.

The share of documents that hold a word, averaged over the corpora, so that the subject of one corpus does not pass
for common English. Words of fewer than two corpora are left out. Shares only: no text is kept.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks.rows import read_rows
from crossread.group.story_words import story_words

TABLE = Path(__file__).parent.parent / "src/crossread/languages/en/lexicon/word_shares.json"
CORPORA = (
    "entities/newswire.train", "quotations/polnear.train", "entities/gum.train", "entities/wikigold.train",
    "times/timebank.train", "times/aquaint.train",
)  # fmt: skip
LEAST = 0.001  # share of documents; a rarer word is as rare as one never met


def document_shares(fewest: int = 2, corpora: tuple[str, ...] = CORPORA) -> dict[str, list[float]]:
    """Return word -> its share of documents in each corpus that holds it in `fewest` documents or more."""
    folder = Path(os.environ.get("CROSSREAD_SHARED", "../shared")) / "data"
    shares: dict[str, list[float]] = defaultdict(list)
    for name in corpora:
        held: Counter[str] = Counter()
        count = 0
        for row in read_rows(str(folder / f"{name}.jsonl.gz")):
            held.update(set(story_words(row["text"])))
            count += 1
        for word, number in held.items():
            if number >= fewest:
                shares[word].append(number / count)
    return shares


def main() -> None:
    mean = {word: sum(found) / len(CORPORA) for word, found in document_shares().items() if len(found) > 1}
    kept = {word: round(10_000 * share) for word, share in mean.items() if share >= LEAST}
    by_share: dict[int, list[str]] = defaultdict(list)
    for word, share in sorted(kept.items()):
        by_share[share].append(word)
    note = "documents in 10,000 of English reporting that hold the word -> words; made by training/word_shares.py"
    table = {"note": note, "words": {str(share): " ".join(by_share[share]) for share in sorted(by_share, reverse=True)}}
    TABLE.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"{len(kept)} words written to {TABLE}")


if __name__ == "__main__":
    main()
