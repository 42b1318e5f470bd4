"""The command line: options in, files and a terminal page out; no logic of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import crossread
from crossread.cli_files import make_folder, read_dates, write_text
from crossread.cli_library import register

if TYPE_CHECKING:
    from crossread.model import Dossier

MAX_WARNINGS = 20  # lines on standard error; all of them are in the dossier

app = typer.Typer(
    name="crossread",
    help="Read many reports of one story and lay their claims side by side, each traced to its sentence.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Files = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files and folders (text, pages, PDF, Word, mail, feeds, tables, zips …), or - for standard input.")]


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"crossread {crossread.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and leave.")] = False,
) -> None:
    """Read many reports of one story and lay their claims side by side, each traced to its sentence."""


@app.command()
def read(
    paths: Files,
    json: Annotated[Path | None, typer.Option(help="Write the dossier as JSON to this file (- for standard output).", metavar="FILE")] = None,
    html: Annotated[Path | None, typer.Option(help="Write the dossier as one self-contained page.", metavar="FILE")] = None,
    markdown: Annotated[Path | None, typer.Option(help="Write the dossier as Markdown with footnotes.", metavar="FILE")] = None,
    tables: Annotated[Path | None, typer.Option(help="Write one CSV a kind of record into this folder.", metavar="FOLDER")] = None,
    parquet: Annotated[Path | None, typer.Option(help="Write one Parquet file a kind of record into this folder (extra: tables).", metavar="FOLDER")] = None,
    excel: Annotated[Path | None, typer.Option(help="Write a workbook with one sheet a kind of record (extra: tables).", metavar="FILE")] = None,
    graphml: Annotated[Path | None, typer.Option(help="Write the networks of parties and origins as GraphML (extra: tables).", metavar="FILE")] = None,
    published: Annotated[list[str] | None, typer.Option(help="Say when a file was published: FILE=DATE (ISO 8601). May be repeated.", metavar="FILE=DATE")] = None,
    without: Annotated[list[str] | None, typer.Option(help="Withdraw an origin or a report (name, outlet, path or id) and all that rests on it. May be repeated.", metavar="NAME")] = None,
    threads: Annotated[int, typer.Option(help="Threads for the reading model; they change speed, never output.", min=1)] = 1,
    pipeline: Annotated[str | None, typer.Option(help="Another installed spaCy pipeline for syntax and names.", metavar="NAME")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors and warnings.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show on standard error where in Crossread a report failed to be read.")] = False,
) -> None:
    """Read reports and print their dossier.

    Exit code 0: a dossier was made. 2: the command or what it was given makes no sense; the message says why.
    """
    if debug:
        import logging

        logging.basicConfig(stream=sys.stderr, format="%(name)s: %(message)s")
        logging.getLogger("crossread").setLevel(logging.DEBUG)
    dossier = _read(paths, read_dates(published or []), without or [], threads, pipeline, quiet)
    to_stdout = json is not None and str(json) == "-"
    if json is not None:
        write_text(json, dossier.to_json())
    if html is not None:
        from crossread.present.page import to_html

        write_text(html, to_html(dossier))
    if markdown is not None:
        from crossread.present.markdown import to_markdown

        write_text(markdown, to_markdown(dossier))
    _write_tables(dossier, {"write_csv": tables, "write_parquet": parquet, "write_excel": excel, "write_graphml": graphml})
    shown = not quiet and not to_stdout
    if not shown or not sys.stdout.isatty():
        _warn(dossier)
    if not shown:
        return
    from rich.console import Console

    from crossread.present.terminal import render

    render(dossier, Console())


@app.command()
def schema() -> None:
    """Print the JSON Schema of the dossier format."""
    import msgspec

    from crossread.model import json_schema

    typer.echo(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2).decode())


def _read(
    paths: list[str], published: dict[str, str], without: list[str], threads: int, pipeline: str | None, quiet: bool
) -> Dossier:
    from crossread.errors import CrossreadError
    from crossread.pipeline import read as read_paths

    try:
        if quiet or not sys.stderr.isatty():
            return read_paths(paths, published=published, without=without, threads=threads, pipeline=pipeline)
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=Console(stderr=True), transient=True)
        with bar:
            task = bar.add_task("opening the reading model", total=None)

            def show(what: str, done: int, total: int) -> None:
                bar.update(task, description=what, completed=done, total=total)

            return read_paths(paths, published=published, without=without, threads=threads, pipeline=pipeline, progress=show)
    except CrossreadError as error:
        typer.echo(f"crossread: {error}", err=True)
        raise typer.Exit(2) from None


def _warn(dossier: Dossier) -> None:
    """Say on standard error what a person at a terminal reads in the dossier itself."""
    for warning in dossier.warnings[:MAX_WARNINGS]:
        typer.echo(f"crossread: {warning.message}", err=True)
    more = len(dossier.warnings) - MAX_WARNINGS
    if more > 0:
        typer.echo(f"crossread: and {more} more: see `warnings` in the dossier", err=True)


def _write_tables(dossier: Dossier, wanted: dict[str, Path | None]) -> None:
    """Write what is wanted, by the name of its function in `present.tables`."""
    from crossread.errors import MissingExtra

    for name, path in wanted.items():
        if path is None:
            continue
        from crossread.present import tables

        make_folder(path.parent)
        try:
            getattr(tables, name)(dossier, path)
        except MissingExtra as error:
            typer.echo(f"crossread: {error}", err=True)
            raise typer.Exit(2) from None
        except OSError as error:
            typer.echo(f"crossread: cannot write {path}: {error.strerror}", err=True)
            raise typer.Exit(2) from None


register(app)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
