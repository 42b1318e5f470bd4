"""CSV and TSV: a row a report, where a column holds text (Media Cloud, GDELT, exports of other tools)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from crossread.collect.json_records import record
from crossread.collect.metadata import KEYS, TEXT_KEYS, folded_keys
from crossread.collect.source import NotRead, Source, Warn
from crossread.model import RawDocument
from crossread.text.encoding import decode

SAMPLE = 20_000  # characters in which the separator is looked for
MAX_FIELD = 2_000_000  # characters of a cell; as many as one report may have


def read_table(source: Source, warn: Warn) -> Iterator[RawDocument]:
    """Read a table with a head of names; raises NotRead where no column holds texts, with the columns there are."""
    text = decode(source.data, lambda message: warn(source.path, message)).replace("\x00", "\ufffd")
    csv.field_size_limit(MAX_FIELD)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        head = next(rows, [])
        names = folded_keys({name: place for place, name in enumerate(head)})
        if not any(key in names for key in TEXT_KEYS):
            shown = ", ".join(name.strip()[:40] for name in head[:12])
            known = (
                "its rows give only titles and addresses"
                if any(key in names for keys in KEYS.values() for key in keys)
                else "it is no table of reports"
            )
            raise NotRead(f"no column of this table holds texts (columns: {shown}); {known}; name one column text")
        for number, row in enumerate(rows, start=2):
            if any(cell.strip() for cell in row):
                document = record(f"{source.path}#{number}", dict(zip(head, row, strict=False)), source.metadata, warn)
                if document is not None:
                    yield document
    except csv.Error as error:
        warn(source.path, f"line {rows.line_num} is no row of a table ({error}); what follows is not read")


def _separator(text: str) -> str:
    """Return the separator that stands most often in the head, outside quotation marks."""
    head = text[:SAMPLE].lstrip("\ufeff\r\n").split("\n", 1)[0]
    plain = "".join(part for place, part in enumerate(head.split('"')) if place % 2 == 0)
    return max(",\t;|", key=lambda mark: (plain.count(mark), mark == ","))
