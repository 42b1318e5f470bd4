"""JSON lines, gzipped or not, in and out."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


def read_rows(path: str) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as handle:  # type: ignore[operator]
        for line in handle:
            if line.strip():
                yield json.loads(line)


def write_rows(path: str, rows: Iterable[dict[str, Any]]) -> None:
    with Path(path).open("w", encoding="utf-8") as handle:
        for row in rows:
            handle.write(json.dumps(row, ensure_ascii=False) + "\n")


def lay_tables_beside(corpus: Path, folder: Path) -> None:
    """Copy the tables that stand beside a corpus (the names of units) to where a scorer looks for them: beside its gold."""
    for table in sorted(corpus.parent.glob("*.json")):
        shutil.copy(table, folder)
