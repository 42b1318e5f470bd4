"""What all formats share: the bytes with what was left out, UUIDs of records, and JSON that is always the same
bytes."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from crossread.ids import urn_of, uuid_of

__all__ = ["Export", "count_of", "filled", "json_bytes", "urn_of", "uuid_of", "whole"]

class Export(NamedTuple):
    """A dossier in another format: its bytes, and in one line each what the format cannot hold."""

    data: bytes
    losses: tuple[str, ...] = ()


def whole(text: str) -> str:
    """Return a text that can be written as UTF-8: a lone surrogate becomes its escape, `\\ud800`."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def json_bytes(value: Any) -> bytes:
    """Write JSON with keys in the order given; a lone surrogate stays one, as JSON's own escape (RFC 8259, 7)."""
    return json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace") + b"\n"


def filled(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record without the keys that hold nothing."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {}, ())}


def count_of(number: int, one: str, many: str = "") -> str:
    """Say how many: "1 time", "3 times"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
