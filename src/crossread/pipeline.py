"""Wires the stages: collect -> clean -> read -> group -> compare. No stage knows another; this file knows all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from crossread.errors import NothingReadable
from crossread.model import Dossier, Reading, Report, Warning, show_in_notebooks

if TYPE_CHECKING:
    from spacy.language import Language

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""


def read(
    paths: Sequence[str] | str,
    *,
    published: Mapping[str, str] | None = None,
    without: Iterable[str] = (),
    threads: int = 1,
    pipeline: str | None = None,
    progress: Progress | None = None,
) -> Dossier:
    """Read files and folders of reports and return the dossier.

    `published` gives dates (ISO 8601) for paths that say none; `without` withdraws origins or reports (id,
    name, outlet or path) and all that rests on them; `threads` is for the reading model and changes no output;
    `pipeline` names another installed spaCy pipeline for syntax and names. Raises NothingReadable when not one
    report could be read: its text says why for every path.
    """
    from crossread.clean import clean
    from crossread.collect import collect

    collected = collect([paths] if isinstance(paths, str) else list(paths), dict(published or {}))
    warnings = list(collected.warnings)
    reports: dict[str, Report] = {}
    for document in collected.documents:
        cleaned = clean(document)
        warnings += cleaned.warnings
        if cleaned.report is None:
            continue
        if cleaned.report.id in reports:
            warnings.append(
                Warning(message=f"{document.path}: the same text as {reports[cleaned.report.id].path}; read once")
            )
            continue
        reports[cleaned.report.id] = cleaned.report
    if not reports:
        reasons = "\n".join(warning.message for warning in warnings) or "no file was named"
        raise NothingReadable(f"no report could be read:\n{reasons}")
    return read_reports(
        tuple(reports.values()),
        warnings=tuple(warnings),
        without=without,
        threads=threads,
        pipeline=pipeline,
        progress=progress,
    )


def read_reports(
    reports: Sequence[Report],
    *,
    warnings: tuple[Warning, ...] = (),
    without: Iterable[str] = (),
    threads: int = 1,
    pipeline: str | None = None,
    progress: Progress | None = None,
    nlp: Language | None = None,
) -> Dossier:
    """Read reports that are already clean; `nlp` may be a loaded pipeline, to be used again."""
    from crossread.model_runtime import load
    from crossread.reading.reading import read_report

    nlp = nlp or load(threads=threads, pipeline=pipeline)
    readings = []
    for done, report in enumerate(reports):
        if progress:
            progress("reading", done, len(reports))
        readings.append(read_report(report, nlp))
    if progress:
        progress("reading", len(reports), len(reports))
    return assemble(reports, readings, warnings=warnings, without=tuple(without))


def assemble(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    *,
    warnings: tuple[Warning, ...] = (),
    without: tuple[str, ...] = (),
) -> Dossier:
    """Group and compare what was read and put the dossier together."""
    from crossread.compare.dossier import compare
    from crossread.group.copies import find_copies
    from crossread.group.stories import group_stories
    from crossread.model_runtime.single_thread import one_blas_thread
    from crossread.present.page import notebook_html

    show_in_notebooks(notebook_html)
    copies = find_copies(reports)
    copy_of = {copy.report: copy.source for copy in copies}
    reports = tuple(msgspec.structs.replace(report, copy_of=copy_of.get(report.id)) for report in reports)
    all_warnings = (*warnings, *(warning for reading in readings for warning in reading.warnings))
    with one_blas_thread():
        stories = group_stories(reports, copy_of)
        dossier = compare(reports, readings, stories, warnings=all_warnings, without=without)
    return msgspec.structs.replace(dossier, copies=copies)
