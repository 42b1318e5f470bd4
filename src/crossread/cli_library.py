"""The commands of a library: options in, lines out; no logic of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crossread.cli_files import read_dates, write_text

if TYPE_CHECKING:
    from crossread.library import Library

Where = Annotated[
    str,
    typer.Option("--library", envvar="CROSSREAD_LIBRARY", metavar="DIR|URL", help="A folder (SQLite), or postgresql+psycopg://USER@HOST/DATABASE."),
]
Story = Annotated[str | None, typer.Option("--story", metavar="ID", help="Of this story only.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, a record a line.")]
Who = Annotated[str, typer.Option("--who", envvar="CROSSREAD_WHO", metavar="NAME", help="Who acts; written into the log.")]
HERE = "crossread-library"
MAX_WARNINGS = 20


def register(app: typer.Typer) -> None:
    """Add the commands of a library to the command line."""
    for command in (add, search, stories, story, changes, decisions, undo, reread):
        app.command()(command)


@contextmanager
def _library(where: str, *, create: bool = False) -> Iterator[Library]:
    """Open a library; what goes wrong is said in a line and ends with 2, what a person stops with 130."""
    from crossread.errors import CrossreadError

    try:
        from crossread.library import Library

        with Library(where, create=create) as library:
            yield library
    except CrossreadError as error:
        typer.echo(f"crossread: {error}", err=True)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        typer.echo("crossread: stopped; what was done is kept, the same command goes on with the rest", err=True)
        raise typer.Exit(130) from None


def add(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files and folders, as for `read`, or - for standard input.")],
    library: Where = HERE,
    published: Annotated[list[str] | None, typer.Option(help="Say when a file was published: FILE=DATE (ISO 8601).", metavar="FILE=DATE")] = None,
    who: Who = "local",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors and warnings.")] = False,
) -> None:
    """Add reports to a library, made at first use: kept, read, and put into their stories.

    Adding twice changes nothing; a command that was stopped goes on where it was. Exit code 2: nothing could be added.
    """
    dates = read_dates(published or [])
    with _library(library, create=True) as opened, _progress(quiet) as tell:
        added = opened.add(paths, published=dates, who=who, progress=tell)
        rows = [opened.story(key) for key in added.stories]
    for line in added.warnings[:MAX_WARNINGS]:
        typer.echo(f"crossread: {line}", err=True)
    if len(added.warnings) > MAX_WARNINGS:
        typer.echo(f"crossread: and {len(added.warnings) - MAX_WARNINGS} more warnings; they are kept with the library", err=True)
    if not quiet:
        typer.echo(f"{len(added.new)} new reports, {len(added.known)} that were there")
        for row in rows:
            typer.echo(f"  {row.id}  {row.title} ({row.reports} reports, {row.claims} claims)")
    if not added.new and not added.known:
        typer.echo("crossread: nothing was added", err=True)
        raise typer.Exit(2)


@contextmanager
def _progress(quiet: bool) -> Iterator[Any]:
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=Console(stderr=True), transient=True)
    with bar:
        task = bar.add_task("opening", total=None)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="What to look for; docs/library.md has the query language.")],
    library: Where = HERE,
    limit: Annotated[int, typer.Option(help="Reports to show.", min=1, max=1000)] = 20,
    json: AsJson = False,
) -> None:
    """Search the reports of a library, the newest first: words, names, speakers, origins, outlets, dates, figures.

    For example:  crossread search 'name:Aurelia > 200 passengers' --library my
    """
    with _library(library) as opened:
        found = opened.search(" ".join(words), limit=limit)
    if json:
        return _lines(found.hits)
    typer.echo(f"{'more than ' if found.more else ''}{found.total} reports")
    for hit in found.hits:
        typer.echo(f"\n{hit.title}\n  {hit.outlet or 'outlet not known'} · {hit.published or 'no date'} · {hit.report} · story {hit.story}\n  {hit.excerpt}")
    kinds: dict[str, list[str]] = {}
    for facet in found.facets:
        kinds.setdefault(facet.kind, []).append(f"{facet.value} ({facet.reports})")
    for kind, values in kinds.items():
        typer.echo(f"\n{kind}s: {', '.join(values)}")


def _lines(records: Any) -> None:
    import msgspec

    for record in records:
        typer.echo(msgspec.json.encode(record).decode())


def stories(library: Where = HERE, who: Who = "local", json: AsJson = False) -> None:
    """List the stories of a library, the last changed first."""
    with _library(library) as opened:
        rows = opened.stories(who)
    if json:
        return _lines(rows)
    for row in rows:
        new = f", {row.unseen} changes not seen" if row.unseen else ""
        typer.echo(f"{row.id}  {row.title} ({row.reports} reports, {row.claims} claims, {row.conflicts} conflicts{new})")


def story(
    key: Annotated[str, typer.Argument(metavar="ID", help="The story, as `crossread stories` lists it.")],
    library: Where = HERE,
    json: Annotated[Path | None, typer.Option(help="Write the dossier as JSON to this file (- for standard output).", metavar="FILE")] = None,
    html: Annotated[Path | None, typer.Option(help="Write the dossier as one self-contained page.", metavar="FILE")] = None,
    markdown: Annotated[Path | None, typer.Option(help="Write the dossier as Markdown with footnotes.", metavar="FILE")] = None,
) -> None:
    """Print or write the dossier of one story, with every decision about it carried out."""
    with _library(library) as opened:
        dossier = opened.dossier(key)
    if json is not None:
        write_text(json, dossier.to_json())
    if html is not None:
        from crossread.present.page import to_html

        write_text(html, to_html(dossier))
    if markdown is not None:
        from crossread.present.markdown import to_markdown

        write_text(markdown, to_markdown(dossier))
    if json is None and html is None and markdown is None:
        from rich.console import Console

        from crossread.present.terminal import render

        render(dossier, Console())


def changes(
    library: Where = HERE,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Since this time (ISO 8601), or `last`: since you last looked.")] = None,
    story: Story = None,
    who: Who = "local",
    json: AsJson = False,
) -> None:
    """Say what changed in the stories: new claims, figures revised, conflicts opened or closed, origins that fell.

    `--since last` is what changed since the analyst (`--who`) last looked, here or in the workbench; what is shown counts as seen.
    """
    from crossread.library.changes import WORDS

    last = since == "last"
    with _library(library) as opened:
        found = opened.changes(since=None if last else since, story=story, who=who if last else None)
        if last:
            newest = {told.story: told.version for told in found}
            for key, version in newest.items():
                opened.mark_seen(key, who, version)
    if json:
        return _lines(found)
    shown = ""
    for told in found:
        if told.title != shown:
            typer.echo(f"\n{told.title} ({told.story})")
            shown = told.title
        typer.echo(f"  {told.at[:16]}  {WORDS[told.change.kind]}: {told.change.summary}")
    if not found:
        typer.echo("nothing changed")


def decisions(library: Where = HERE, story: Story = None, json: AsJson = False) -> None:
    """Print the log of decisions: who decided what, when and why, and what was undone."""
    with _library(library) as opened:
        found = opened.decisions(story)
        lost = opened.unanchored()
    if json:
        return _lines(found)
    for one in found:
        undone = f"  (undone by {one.undone_by}, {one.undone_at}: {one.undone_why or 'no reason given'})" if not one.stands else ""
        words = " | ".join(anchor.text or anchor.report for anchor in (*one.one[:2], *one.other[:2]))
        typer.echo(f"{one.id}  {one.at[:16]}  {one.who}  {one.kind}  {words[:120]}  {one.value or ''}  {one.why}{undone}")
        if one.stands and one.id in lost.get(one.story, {}):
            typer.echo(f"    not carried out: {lost[one.story][one.id]}")


def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The decision, as `crossread decisions` lists it.")],
    library: Where = HERE,
    why: Annotated[str, typer.Option(help="Why it is undone; written into the log.")] = "",
    who: Who = "local",
) -> None:
    """Undo a decision: it stays in the log, marked, and its story is built without it."""
    with _library(library) as opened:
        done = opened.undo(number, who=who, why=why)
    typer.echo(f"undone: {done.id} ({done.kind}, {done.who}, {done.at[:16]})")


def reread(library: Where = HERE, story: Story = None) -> None:
    """Read anew what an older version read; decisions are carried over by their words, and those that cannot be are listed."""
    with _library(library) as opened, _progress(False) as tell:
        lost = opened.reread(story, progress=tell)
    for key, reasons in lost.items():
        for number, reason in reasons.items():
            typer.echo(f"decision {number} of story {key}: {reason}")
    if not lost:
        typer.echo("every decision found its words")
