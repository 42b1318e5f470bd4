"""Sheets that a reader fills in by hand: numbered items with brackets for y or n, and a key beside them.

The sheet holds the words to be judged and stays with the reader; what is kept is the key's record with his answer, which
holds places and numbers alone.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

WIDTH = 100
_ITEM = re.compile(r"^\[\s*([yYnN]?)\s*\]\s+(\d+)\b", re.MULTILINE)


def write(path: Path, head: str, items: Sequence[tuple[dict[str, Any], str]], above: Mapping[int, str] | None = None) -> None:
    """Write a sheet with its items, each a record and the words to be judged, and the key as PATH.key.json.

    `above` has what stands over an item, by its number: what a reader has read before he comes to it.
    """
    lines = [head.strip(), ""]
    for number, (_, words) in enumerate(items, 1):
        if above and number in above:
            lines += ["=" * WIDTH, *textwrap.wrap(above[number], WIDTH), ""]
        first, *rest = words.split("\n")
        lines += textwrap.wrap(first, WIDTH, initial_indent=f"[ ] {number:3}  ", subsequent_indent=" " * 9, break_long_words=False)
        lines += [f"{' ' * 9}{line}" for line in rest]
        lines.append("")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")
    key_of(path).write_text(json.dumps([record for record, _ in items], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def key_of(path: Path) -> Path:
    """Return where the key of a sheet lies."""
    return path.with_name(path.name + ".key.json")


def read(path: Path) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield the records of a filled sheet with the answers; raises ValueError where an item is not answered."""
    records = json.loads(key_of(path).read_text("utf-8"))
    answers = {int(number): answer.lower() for answer, number in _ITEM.findall(path.read_text("utf-8"))}
    missing = [number for number in range(1, len(records) + 1) if not answers.get(number)]
    if missing:
        raise ValueError(f"{path}: no y or n at {', '.join(map(str, missing[:10]))}{' …' if len(missing) > 10 else ''}")
    for number, record in enumerate(records, 1):
        yield record, answers[number] == "y"


def keep(rows: Iterable[dict[str, Any]], path: Path) -> int:
    """Add records to a file of JSON lines, each once, in a fixed order; return how many it then holds."""
    known = path.read_text("utf-8").splitlines() if path.exists() else []
    lines = {*known, *(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")
    return len(lines)


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Return the records of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def shares(rows: Sequence[dict[str, Any]], answer: str, same: Sequence[str]) -> dict[str, Any]:
    """Return the share of yes by reader, of both, and how often two readers answer alike; `same` names an item's fields."""
    readers = sorted({row["reader"] for row in rows})
    by_item: dict[tuple[Any, ...], dict[str, bool]] = {}
    for row in rows:
        by_item.setdefault(tuple(row[field] for field in same), {})[row["reader"]] = row[answer]
    judged = [answers for answers in by_item.values() if len(answers) == len(readers)]
    made: dict[str, Any] = {"items": len(by_item)}
    for reader in readers:
        mine = [answers[reader] for answers in by_item.values() if reader in answers]
        made[reader] = round(100 * sum(mine) / len(mine), 1)
    if len(readers) > 1 and judged:
        made["all say yes"] = round(100 * sum(all(answers.values()) for answers in judged) / len(judged), 1)
        made["agree"] = round(100 * sum(len(set(answers.values())) == 1 for answers in judged) / len(judged), 1)
    return made


def stories(given: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Yield name and place of each story: a dossier as JSON, a folder with `reports`, or a folder of either."""
    for path in given:
        inner = sorted([*path.glob("*.json"), *(child for child in path.glob("*") if (child / "reports").is_dir())]) if path.is_dir() else []
        if path.is_dir() and not (path / "reports").is_dir():
            yield from ((child.stem, child) for child in inner)
        else:
            yield path.stem, path


@cache
def dossier_of(path: Path) -> Any:
    """Return the dossier of a story, read once in a process where only its reports are there."""
    from crossread import pipeline
    from crossread.model import from_json

    return from_json(path.read_bytes()) if path.is_file() else pipeline.read([str(path / "reports")])
