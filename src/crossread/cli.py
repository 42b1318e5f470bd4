"""The command line: options in, files and a terminal page out; no logic of its own."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import crossread
from crossread import cli_formats, cli_library, outputs
from crossread.cli_files import Address, ExecutorName, HtmlFile, Jobs, JsonFile, MarkdownFile, read_dates

if TYPE_CHECKING:
    from collections.abc import Callable

    from crossread.model import Dossier
    from crossread.pipeline import How
    from crossread.pipeline import Progress as Told

# Objects made before garbage is looked for: with the 700 of Python it is looked for 300 times before a story is read.
NEW_OBJECTS = 50_000
MAX_WARNINGS = 20  # lines on standard error; all of them are in the dossier

app = typer.Typer(
    name="crossread",
    help="Read many reports of one story and lay their claims side by side, each traced to its sentence.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files and folders (text, pages, PDF, Word, mail, feeds, tables, zips …), or - for standard input.",
    ),
]


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"crossread {crossread.__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Read many reports of one story and lay their claims side by side, each traced to its sentence."""


def _folder(given: str | Path) -> Path:
    """Return a folder that was named; a Path of nothing would be the one that the command runs in."""
    if not str(given).strip():
        raise typer.BadParameter("it names no folder")
    return Path(given)


@app.command()
def read(
    paths: Files,
    json: JsonFile = None,
    html: HtmlFile = None,
    markdown: MarkdownFile = None,
    tables: Annotated[
        Path | None,
        typer.Option(help="Write one CSV a kind of record into this folder.", metavar="FOLDER", parser=_folder),
    ] = None,
    parquet: Annotated[
        Path | None,
        typer.Option(
            help="Write one Parquet file a kind of record into this folder (extra: tables).",
            metavar="FOLDER",
            parser=_folder,
        ),
    ] = None,
    excel: Annotated[
        Path | None,
        typer.Option(help="Write a workbook with one sheet a kind of record (extra: tables).", metavar="FILE"),
    ] = None,
    graphml: Annotated[
        Path | None,
        typer.Option(
            help="Write the network of reports, claims, origins and parties as GraphML (extra: tables).", metavar="FILE"
        ),
    ] = None,
    published: Annotated[
        list[str] | None,
        typer.Option(help="Say when a file was published: FILE=DATE (ISO 8601). May be repeated.", metavar="FILE=DATE"),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            help="Withdraw an origin or a report (name, outlet, path or id) and all that rests on it. May be repeated.",
            metavar="NAME",
        ),
    ] = None,
    threads: Annotated[
        int, typer.Option(help="Threads for the reading model; they change speed, never output.", min=1)
    ] = 1,
    jobs: Jobs = 1,
    executor: ExecutorName = None,
    address: Address = None,
    pipeline: Annotated[
        str | None, typer.Option(help="Another installed spaCy pipeline for syntax and names.", metavar="NAME")
    ] = None,
    annotations: Annotated[
        list[str] | None,
        typer.Option(
            help="Names, quotations or events annotated elsewhere, read in place of ours (.jsonld, .conllu, .spacy). "
                 "May be repeated.",
            metavar="FILE",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors and warnings.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="Print all that is known of each story, not its first screen alone.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show on standard error where in Crossread a report failed to be read.")
    ] = False,
) -> None:
    """Read reports and print their dossier.

    Exit code 0: a dossier was made. 2: the command or what it was given makes no sense; the message says why.
    """
    if debug:
        import logging

        logging.basicConfig(stream=sys.stderr, format="%(name)s: %(message)s")
        logging.getLogger("crossread").setLevel(logging.DEBUG)
    files = {"--json": json, "--html": html, "--markdown": markdown, "--excel": excel, "--graphml": graphml}
    outputs.check({**files, "--tables": tables, "--parquet": parquet})
    dates = read_dates(published or [])
    if annotations:
        from crossread.pipeline import read_annotated

        dossier = _made(
            lambda progress: read_annotated(
                paths, annotations, published=dates, without=without or [], pipeline=pipeline, progress=progress
            ),
            quiet,
        )
    else:
        dossier = _read(
            paths, dates, without or [], {"threads": threads, "pipeline": pipeline}, (executor, jobs, address), quiet
        )
    outputs.check_inputs(dossier, files, {"--tables": (tables, "csv"), "--parquet": (parquet, "parquet")})
    if json is not None:
        outputs.write(json, dossier.to_json())
    if html is not None:
        from crossread.present.page import to_html

        outputs.write(html, to_html(dossier))
    if markdown is not None:
        from crossread.present.markdown import to_markdown

        outputs.write(markdown, to_markdown(dossier))
    outputs.write_tables(dossier, {"write_csv": tables, "write_parquet": parquet, "write_excel": excel})
    outputs.write_format(dossier, "graphml", graphml)
    shown = not quiet and "-" not in map(str, files.values())
    if not shown or not outputs.is_terminal(sys.stdout):
        _warn(dossier)
    if not shown:
        return
    _show(dossier, full)


def _show(dossier: Dossier, full: bool) -> None:
    """Print a dossier, through a pager where it goes to a terminal that it does not fit on."""
    from crossread.present.terminal import render

    console = outputs.console()
    with outputs.printing():
        if not console.is_terminal:
            render(dossier, console, full=full)
            return
        with console.capture() as held:
            render(dossier, console, full=full)
        outputs.page(held.get(), console)


@app.command()
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="One file, as for `read`, or - for standard input.")],
    published: Annotated[str | None, typer.Option(help="When it was published (ISO 8601).", metavar="DATE")] = None,
) -> None:
    """Print each record that is read in a file, with the rule or head that made it and its words.

    Exit code 2: nothing in the file could be read; the message says why.
    """
    from crossread.errors import CrossreadError
    from crossread.pipeline import read_each
    from crossread.present.explanation import as_text
    from crossread.present.visible import visible

    try:
        found = read_each(file, published)
    except CrossreadError as error:
        outputs.say(str(error))
        raise typer.Exit(2) from None
    for path, reading in found:
        typer.echo("\n".join(visible(line) for line in f"{path}\n{as_text(reading)}".splitlines()))
    outputs.flush()


@app.command()
def schema() -> None:
    """Print the JSON Schema of the dossier format."""
    import msgspec

    from crossread.model import json_schema

    typer.echo(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2).decode())


def _read(
    paths: list[str], published: dict[str, str], without: list[str], how: How,
    place: tuple[str | None, int, str | None], quiet: bool,
) -> Dossier:
    from crossread.executors import choose
    from crossread.pipeline import read as read_paths

    def make(progress: Told | None) -> Dossier:
        how["executor"] = choose(*place)
        return read_paths(paths, published=published, without=without, progress=progress, **how)

    return _made(make, quiet)


def _made(make: Callable[[Told | None], Dossier], quiet: bool) -> Dossier:
    """Make a dossier, with a bar on a terminal; raises typer.Exit with the reason where it cannot be made."""
    from crossread.errors import CrossreadError

    try:
        if quiet or not outputs.is_terminal(sys.stderr):
            return make(None)
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        with bar:
            task = bar.add_task("opening the reading model", total=None)

            def show(what: str, done: int, total: int) -> None:
                bar.update(task, description=what, completed=done, total=total)

            return make(show)
    except CrossreadError as error:
        outputs.say(str(error))
        raise typer.Exit(2) from None


def _warn(dossier: Dossier) -> None:
    """Say on standard error what a person at a terminal reads in the dossier itself."""
    for warning in dossier.warnings[:MAX_WARNINGS]:
        outputs.say(warning.message)
    more = len(dossier.warnings) - MAX_WARNINGS
    if more > 0:
        outputs.say(f"and {more} more: see `warnings` in the dossier")


cli_library.register(app)
cli_formats.register(app)


def main() -> None:
    """Run the command line; whatever goes wrong ends with a message and a code, never with a trace (but with
    --debug)."""
    outputs.open_streams()
    gc.set_threshold(NEW_OBJECTS)
    try:
        app()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except Exception as error:
        if isinstance(error, ImportError) and isinstance(error.__context__ or error.__cause__, KeyboardInterrupt):
            raise SystemExit(130) from None  # an extension module was being loaded when Ctrl-C came
        refused = getattr(error.__context__, "exit_code", None)  # click was saying why, and standard error took no more
        if isinstance(error, OSError) and isinstance(refused, int):
            raise SystemExit(refused) from None
        if "--debug" in sys.argv:
            raise
        outputs.say(
            f"this is a fault of Crossread ({type(error).__name__}: {str(error)[:300]}); --debug shows the trace"
        )
        raise SystemExit(70) from None
    finally:
        gc.freeze()  # what is left goes with the process: Python need not look through all of it for garbage


if __name__ == "__main__":
    main()
