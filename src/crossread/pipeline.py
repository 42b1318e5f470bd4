"""Wires the stages: collect -> clean -> read -> group -> compare. No stage knows another; this file knows all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from crossread.errors import CrossreadError, NothingReadable
from crossread.fence import fenced, sound_report, sound_warning
from crossread.model import Dossier, RawDocument, Reading, Report, Warning, show_in_notebooks

if TYPE_CHECKING:
    from spacy.language import Language

    from crossread.clean.folding import Folding
    from crossread.model_runtime.pair_model import PairModel

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
    from crossread.collect import collect

    collected = collect([paths] if isinstance(paths, str) else list(paths), dict(published or {}))
    warnings = list(collected.warnings)
    reports: dict[str, Report] = {}
    for document in collected.documents:
        report = _clean(document, warnings)
        if report is None:
            continue
        if report.id in reports:
            warnings.append(Warning(message=f"{document.path}: the same text as {reports[report.id].path}; read once"))
            continue
        reports[report.id] = report
    if not reports:
        reasons = "\n".join(sound_warning(warning).message for warning in warnings) or "no file was named"
        raise NothingReadable(f"no report could be read:\n{reasons}")
    return read_reports(
        tuple(reports.values()),
        warnings=tuple(warnings),
        without=without,
        threads=threads,
        pipeline=pipeline,
        progress=progress,
    )


def _clean(document: RawDocument, warnings: list[Warning]) -> Report | None:
    """Return the report of a document, or None with a warning; no document can raise."""
    from crossread.clean import clean

    cleaned = fenced(lambda: clean(document), f"{document.path}: cannot be cleaned, so it is passed over", warnings)
    if cleaned is None:
        return None
    warnings += cleaned.warnings
    return cleaned.report


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
    from crossread.clean.folding import folded_report, unfold
    from crossread.model_runtime import load
    from crossread.reading.reading import read_report

    model = nlp or load(threads=threads, pipeline=pipeline)
    whole = {report.id: sound_report(report) for report in reports}
    said = list(warnings)
    foldings = {key: folding for key, report in whole.items() if (folding := _fold(report, said)) is not None}
    reports = tuple(folded_report(report, foldings[key]) if key in foldings else report for key, report in whole.items())
    readings = []
    for done, report in enumerate(reports):
        if progress:
            progress("reading", done, len(reports))
        reading = fenced(
            lambda report=report: read_report(report, model),  # type: ignore[misc]
            f"{report.path}: cannot be read, so its text is kept, unread",
            said,
            report=report.id,
        )
        readings.append(reading or Reading(report=report.id))
    if progress:
        progress("reading", len(reports), len(reports))
    return unfold(assemble(reports, readings, warnings=tuple(said), without=tuple(without)), foldings, whole)


def _fold(report: Report, said: list[Warning]) -> Folding | None:
    from crossread.clean.folding import fold

    return fenced(lambda: fold(report), f"{report.path}: read with its lines as they stand", said, report=report.id)


def assemble(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    *,
    warnings: tuple[Warning, ...] = (),
    without: tuple[str, ...] = (),
) -> Dossier:
    """Group and compare what was read and put the dossier together.

    A reading that the comparison cannot take is left out with a warning, and the rest is compared.
    """
    from crossread.present.page import notebook_html

    show_in_notebooks(notebook_html)
    try:
        return _assemble(reports, readings, warnings, without)
    except CrossreadError:
        raise
    except Exception as error:
        bad = _not_comparable(reports, readings)
        if not bad:
            raise
        said: list[Warning] = []
        kept = []
        for report, reading in zip(reports, readings, strict=True):
            if reading.report in bad:
                fenced(_raiser(error), f"{report.path}: cannot be compared, so its text is kept, unread", said, report=report.id)
            kept.append(Reading(report=reading.report, warnings=reading.warnings) if reading.report in bad else reading)
        return _assemble(reports, kept, (*warnings, *said), without)


@cache
def pair_model(threads: int = 1) -> PairModel:
    """Return the shipped model of pairs of statements, loaded once a process."""
    from crossread.model_runtime.pair_model import PairModel

    return PairModel(threads)


def _raiser(error: Exception) -> Callable[[], None]:
    def again() -> None:
        raise error

    return again


def _not_comparable(reports: Sequence[Report], readings: Sequence[Reading]) -> frozenset[str]:
    """Return the ids of reports whose reading alone makes the comparison fail, found by halving."""
    try:
        _assemble(reports, readings, (), ())
    except Exception:
        if len(reports) == 1:
            return frozenset({readings[0].report})
        half = len(reports) // 2
        return _not_comparable(reports[:half], readings[:half]) | _not_comparable(reports[half:], readings[half:])
    return frozenset()


def _assemble(
    reports: Sequence[Report], readings: Sequence[Reading], warnings: tuple[Warning, ...], without: tuple[str, ...]
) -> Dossier:
    from crossread.compare.dossier import compare
    from crossread.group.copies import find_copies
    from crossread.group.stories import group_stories
    from crossread.model_runtime.single_thread import one_blas_thread

    copies = find_copies(reports)
    copy_of = {copy.report: copy.source for copy in copies}
    reports = tuple(msgspec.structs.replace(report, copy_of=copy_of.get(report.id)) for report in reports)
    all_warnings = (*warnings, *(warning for reading in readings for warning in reading.warnings))
    with one_blas_thread():
        stories = group_stories(reports, copy_of)
        dossier = compare(reports, readings, stories, warnings=tuple(map(sound_warning, all_warnings)), without=without, model=pair_model())
    return msgspec.structs.replace(dossier, copies=copies)
