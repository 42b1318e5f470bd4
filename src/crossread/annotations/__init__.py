"""Names, quotations and events that were annotated elsewhere, to be read in place of ours: one module a format.

Each module turns a file into marks, which say where they stand in it; here marks become the layers of a report. What
does not fit its report is an error that names the file, the place in it, and what stands there instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

from crossread.annotations.marks import Mark, Reports, gathered
from crossread.errors import FormatError, InputError
from crossread.model import Report
from crossread.model.annotations import Annotations

__all__ = ["READERS", "read_annotations"]

# How a file's name ends, and the module of this folder that reads it.
READERS: Mapping[str, str] = {
    ".spacy": "docbin",
    ".conllu": "conllu",
    ".conll": "conllu",
    ".jsonld": "web_annotation",
    ".json": "web_annotation",
}


def read_annotations(paths: Sequence[str], reports: Sequence[Report]) -> dict[str, Annotations]:
    """Return report id -> what the files annotate in it.

    A layer that a file has is taken for each report that the file names. Raises InputError where a file cannot be read,
    FormatError where something in it is no annotation of one of the reports.
    """
    found: dict[str, Annotations] = {}
    for path in paths:
        suffix = Path(path).suffix.lower()
        if suffix not in READERS:
            raise InputError(f"{path}: annotations are read from files that end in {', '.join(sorted(READERS))}")
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
        read = cast(
            Callable[[str, bytes, Reports], list[Mark]], import_module(f"crossread.annotations.{READERS[suffix]}").read
        )
        marks = read(path, data, Reports(path, reports))
        if not marks:
            raise FormatError(
                f"{path}: holds no name, quotation or event as docs/formats.md has them, so there is "
                f"nothing to read in place of ours"
            )
        for one in gathered(marks):
            if one.report in found:
                raise FormatError(
                    f"{path}: annotates a report that another of the files annotates; put them into one file"
                )
            found[one.report] = one
    return found
