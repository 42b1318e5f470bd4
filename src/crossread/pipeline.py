"""Wires the stages: collect -> clean -> read -> group -> compare. No stage knows another; this file knows all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, TypedDict, Unpack

import msgspec

from crossread.errors import CrossreadError, NothingReadable
from crossread.executors import Executor, Here, Stage, choose
from crossread.fence import fenced, sound_report, sound_warning
from crossread.model import Dossier, RawDocument, Reading, Report, Story, Warning, show_in_notebooks

if TYPE_CHECKING:
    from spacy.language import Language

    from crossread.clean.folding import Folding
    from crossread.collect import Source
    from crossread.compare.decided import Decided
    from crossread.model.annotations import Annotations

Paths = Sequence[str | os.PathLike[str]] | str | os.PathLike[str]
"""One path or several, of files and folders; "-" is standard input."""
Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""


class How(TypedDict, total=False):
    """By what and where reports are read; only `pipeline` changes an output.

    `threads` is for the reading model, in each process; `jobs` is how many processes read, and `executor` another place
    to read in (`crossread.executors`); `pipeline` names another installed spaCy pipeline for syntax and names.
    """

    threads: int
    pipeline: str | None
    jobs: int
    executor: Executor | None


def read(
    paths: Paths,
    *,
    published: Mapping[str, str] | None = None,
    without: Iterable[str] = (),
    progress: Progress | None = None,
    **how: Unpack[How],
) -> Dossier:
    """Read files and folders of reports and return the dossier.

    `published` gives dates (ISO 8601) for paths that say none; `without` withdraws origins or reports (id,
    name, outlet or path) and all that rests on them; `threads`, `jobs`, `executor` and `pipeline` are told at `How`.
    Raises NothingReadable when not one report could be read: its text says why for every path.
    """
    reports, warnings = _collected(paths, published)
    return read_reports(reports, warnings=warnings, without=without, progress=progress, **how)


def read_annotated(
    paths: Paths,
    annotations: Paths,
    *,
    published: Mapping[str, str] | None = None,
    without: Iterable[str] = (),
    pipeline: str | None = None,
    progress: Progress | None = None,
) -> Dossier:
    """Read files and folders as `read` does, with what files of `annotations` say of them in place of what the model
    sees.

    A file is a Web Annotation (.jsonld, .json), CoNLL-U (.conllu) or spaCy DocBin (.spacy) with names, quotations or
    events. Raises as `read`, InputError where such a file cannot be read, FormatError where it does not fit its report.
    """
    from crossread.annotations import read_annotations
    from crossread.model_runtime import load

    reports, warnings = _collected(paths, published)
    given = read_annotations(path_names(annotations), reports)
    whole = tuple(sound_report(report) for report in reports)
    model, tell = load(pipeline=pipeline), progress or (lambda what, done, total: None)
    done_reading: list[Read] = []
    for report in whole:
        tell("reading", len(done_reading), len(whole))
        done_reading.append(read_one(report, model, given.get(report.id)))
    tell("reading", len(whole), len(whole))
    return assemble_read(whole, done_reading, warnings=warnings, without=tuple(without))


def path_names(paths: Paths) -> list[str]:
    """Return paths as they are written."""
    return [os.fspath(path) for path in ([paths] if isinstance(paths, str | os.PathLike) else paths)]


def _collected(
    paths: Paths, published: Mapping[str, str] | None
) -> tuple[tuple[Report, ...], tuple[Warning, ...]]:
    """Return the reports of files and folders, each text once, and what was not read and why; raises
    NothingReadable."""
    from crossread.collect import collect

    collected = collect(path_names(paths), dict(published or {}))
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
    return tuple(reports.values()), tuple(warnings)


def read_each(path: str, published: str | None = None) -> tuple[tuple[str, Reading], ...]:
    """Return path and reading of each report in a file, not laid beside others; raises NothingReadable."""
    from crossread.collect import collect

    collected = collect([path], {path: published} if published else {})
    warnings = list(collected.warnings)
    reports = [report for document in collected.documents if (report := _clean(document, warnings)) is not None]
    if not reports:
        reasons = "\n".join(sound_warning(warning).message for warning in warnings)
        raise NothingReadable(f"no report could be read:\n{reasons}")
    read_report = open_reader()
    return tuple((report.path, reading_in_place(report, read_report(report))) for report in map(sound_report, reports))


def reports_of(source: Source, published: str | None = None) -> tuple[tuple[Report, ...], tuple[Warning, ...]]:
    """Return the reports of one file in memory, each text once, and what of it was not read and why."""
    from crossread.collect import collect_source

    collected = collect_source(source, published)
    warnings = list(collected.warnings)
    reports: dict[str, Report] = {}
    for document in collected.documents:
        report = _clean(document, warnings)
        if report is not None:
            reports.setdefault(report.id, sound_report(report))
    return tuple(reports.values()), tuple(map(sound_warning, warnings))


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
    progress: Progress | None = None,
    nlp: Language | None = None,
    **how: Unpack[How],
) -> Dossier:
    """Read reports that are already clean; `nlp` may be a loaded pipeline, to be used again in this process."""
    whole = tuple({report.id: sound_report(report) for report in reports}.values())
    tell = progress or (lambda what, done, total: None)
    done_reading: dict[int, Read] = {}
    tell("reading", 0, len(whole))
    with closing(_place_to_read(nlp, **how).map(reading_stage(nlp, **how), whole)) as answers:
        for place, read in answers:
            done_reading[place] = read
            tell("reading", len(done_reading), len(whole))
    return assemble_read(
        whole, [done_reading[place] for place in range(len(whole))], warnings=warnings, without=tuple(without)
    )


def _place_to_read(
    nlp: Language | None, *, threads: int = 1, pipeline: str | None = None, jobs: int = 1,
    executor: Executor | None = None,
) -> Executor:
    """Return where to read; a pipeline that is loaded already is used in this process."""
    return Here() if nlp is not None else executor or choose(jobs=jobs)


def reading_stage(nlp: Language | None = None, **how: Unpack[How]) -> Stage[Report, Read]:
    """Return the reading of one report as a stage; with `nlp` it runs in this process alone."""
    opened: Callable[[], Callable[[Report], Read]]
    if nlp is not None:
        opened = partial(_reader_of, nlp)
    else:
        opened = partial(open_reader, how.get("threads", 1), how.get("pipeline"))
    return Stage("reading", opened, unread)


def open_reader(threads: int = 1, pipeline: str | None = None) -> Callable[[Report], Read]:
    """Return what reads one report with the reading model, which is loaded once a process."""
    from crossread.model_runtime.network import model_folder

    return _reader_of(_model(threads, pipeline, str(model_folder())))


@lru_cache(maxsize=2)
def _model(threads: int, pipeline: str | None, _folder: str) -> Language:
    from crossread.model_runtime import load

    return load(threads=threads, pipeline=pipeline)


def _reader_of(model: Language) -> Callable[[Report], Read]:
    return partial(read_one, model=model)


def unread(report: Report, reason: str) -> Read:
    """Return what stands for a report that was set aside: its text is kept, unread, and a warning says why."""
    message = f"{report.path}: set aside, its text is kept, unread: {reason}"
    return Read(reading=Reading(report=report.id, warnings=(Warning(report=report.id, message=message),)))


class Read(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A reading, and the text that was read where that is not the report's own: places of `reading` are places of
    `text`.

    `deleted` are the places in the report's text of the characters that `text` lacks.
    """

    reading: Reading
    text: str | None = None
    deleted: tuple[int, ...] = ()


def read_one(report: Report, model: Language, given: Annotations | None = None) -> Read:
    """Read one report, with what was annotated in it elsewhere; what it raises becomes a warning of its reading."""
    from crossread.clean.folding import fold, folded_annotations, folded_report
    from crossread.reading.reading import read_report

    said: list[Warning] = []
    folding = fenced(lambda: fold(report), f"{report.path}: read with its lines as they stand", said, report=report.id)
    folded = folded_report(report, folding) if folding else report
    placed = folded_annotations(given, folding) if given and folding else given
    what = f"{report.path}: cannot be read, so its text is kept, unread"
    reading = fenced(lambda: read_report(folded, model, placed), what, said, report=report.id) or Reading(
        report=report.id
    )
    reading = msgspec.structs.replace(reading, warnings=(*said, *reading.warnings))
    return Read(reading=reading, text=folding.text, deleted=folding.deleted) if folding else Read(reading=reading)


def reading_in_place(report: Report, read: Read) -> Reading:
    """Return a reading with its places in the report's own text."""
    from crossread.clean.folding import unfolded_reading

    folding = _folding(report, read)
    return unfolded_reading(read.reading, folding) if folding else read.reading


def _folding(report: Report, read: Read) -> Folding | None:
    from crossread.clean.folding import folding_of

    return None if read.text is None else folding_of(report.text, read.text, read.deleted)


def assemble_read(
    reports: Sequence[Report],
    read: Sequence[Read],
    *,
    warnings: tuple[Warning, ...] = (),
    without: tuple[str, ...] = (),
    stories: tuple[Story, ...] | None = None,
    decided: Decided | None = None,
) -> Dossier:
    """Group and compare what was read; places in the dossier are those of the reports' own texts.

    As `assemble` otherwise.
    """
    from crossread.clean.folding import folded_report, unfold

    foldings = {
        report.id: folding for report, one in zip(reports, read, strict=True) if (folding := _folding(report, one))
    }
    folded = [folded_report(report, foldings[report.id]) if report.id in foldings else report for report in reports]
    readings = [one.reading for one in read]
    dossier = assemble(folded, readings, warnings=warnings, without=without, stories=stories, decided=decided)
    return unfold(dossier, foldings, {report.id: report for report in reports})


def reader_version() -> str:
    """Return what a reading depends on beside its report: the version of Crossread and a digest of the shipped
    weights."""
    from crossread.model_runtime import weights_digest
    from crossread.release import VERSION

    return f"crossread {VERSION} weights {weights_digest()}"


def stories_of(reports: Sequence[Report], known: Sequence[Story] = ()) -> tuple[Story, ...]:
    """Group reports into stories; those of `known` stay in theirs, the others join them or begin stories of their
    own."""
    from crossread.group.copies import find_copies
    from crossread.group.stories import group_stories
    from crossread.model_runtime.single_thread import one_blas_thread

    with one_blas_thread():
        return group_stories(reports, {copy.report: copy.source for copy in find_copies(reports)}, known)


def telling_words(report: Report, most: int = 12) -> tuple[str, ...]:
    """Return the words that a report has and few others: by them reports of the same story are looked for."""
    from crossread.group.story_words import names_and_figures, story_words
    from crossread.languages.word_shares import word_shares

    text = f"{report.title or ''}\n{report.text}"
    shares = word_shares()
    counts = story_words(text)
    named = names_and_figures(text)
    ranked = sorted(counts, key=lambda word: (word not in named, shares.get(word, 0.0), -counts[word], word))
    return tuple(ranked[:most])


def assemble(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    *,
    warnings: tuple[Warning, ...] = (),
    without: tuple[str, ...] = (),
    stories: tuple[Story, ...] | None = None,
    decided: Decided | None = None,
) -> Dossier:
    """Group and compare what was read and put the dossier together.

    `stories` are given where the reports are grouped already, `decided` where a person joined or parted what was read.
    A reading that the comparison cannot take is left out with a warning, and the rest is compared.
    """
    show_in_notebooks(_notebook_html)
    try:
        return _assemble(reports, readings, _Frame(warnings, without, stories, decided))
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
                fenced(
                    _raiser(error),
                    f"{report.path}: cannot be compared, so its text is kept, unread",
                    said,
                    report=report.id,
                )
            kept.append(Reading(report=reading.report, warnings=reading.warnings) if reading.report in bad else reading)
        return _assemble(reports, kept, _Frame((*warnings, *said), without, stories, decided))


def _notebook_html(dossier: Dossier) -> str:
    """Return what a notebook shows of a dossier; the page is loaded where one does show it."""
    from crossread.present.page import notebook_html

    return notebook_html(dossier)


def _raiser(error: Exception) -> Callable[[], None]:
    def again() -> None:
        raise error

    return again


def _not_comparable(reports: Sequence[Report], readings: Sequence[Reading]) -> frozenset[str]:
    """Return the ids of reports whose reading alone makes the comparison fail, found by halving."""
    try:
        _assemble(reports, readings, _Frame())
    except Exception:
        if len(reports) == 1:
            return frozenset({readings[0].report})
        half = len(reports) // 2
        return _not_comparable(reports[:half], readings[:half]) | _not_comparable(reports[half:], readings[half:])
    return frozenset()


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a comparison is given beside reports and readings."""

    warnings: tuple[Warning, ...] = ()
    without: tuple[str, ...] = ()
    stories: tuple[Story, ...] | None = None
    decided: Decided | None = None


def _assemble(reports: Sequence[Report], readings: Sequence[Reading], frame: _Frame) -> Dossier:
    from crossread.compare.decided import NOTHING_DECIDED
    from crossread.compare.dossier import compare
    from crossread.group.copies import told_copies
    from crossread.group.stories import group_stories
    from crossread.model_runtime.pair_model import shared_pair_model
    from crossread.model_runtime.single_thread import one_blas_thread

    reports, copies = told_copies(reports)
    warnings = tuple(
        map(sound_warning, (*frame.warnings, *(warning for reading in readings for warning in reading.warnings)))
    )
    with one_blas_thread():
        source_of = {copy.report: copy.source for copy in copies}
        stories = group_stories(reports, source_of) if frame.stories is None else frame.stories
        decided = replace(frame.decided or NOTHING_DECIDED, without=frame.without)
        dossier = compare(reports, readings, stories, warnings=warnings, model=shared_pair_model(), decided=decided)
    return msgspec.structs.replace(dossier, copies=copies)
