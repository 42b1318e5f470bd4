"""The commands of a library: options in, lines out; no logic of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crossread.cli_files import (
    Address,
    ExecutorName,
    HtmlFile,
    Jobs,
    JsonFile,
    MarkdownFile,
    read_dates,
    write_text,
)

if TYPE_CHECKING:
    from crossread.library import Library

Where = Annotated[
    str,
    typer.Option(
        "--library",
        envvar="CROSSREAD_LIBRARY",
        metavar="DIR|URL",
        help="A folder (SQLite), or postgresql+psycopg://USER@HOST/DATABASE.",
    ),
]
Story = Annotated[str | None, typer.Option("--story", metavar="ID", help="Of this story only.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, a record a line.")]
Who = Annotated[
    str, typer.Option("--who", envvar="CROSSREAD_WHO", metavar="NAME", help="Who acts; written into the log.")
]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Let addresses of this machine and its neighbours be asked too.")
]
HERE = "crossread-library"
MAX_WARNINGS = 20


def register(app: typer.Typer) -> None:
    """Add the commands of a library to the command line."""
    for command in (
        add, watch, search, stories, story, changes, decide, decisions, undo, reread, fetches, labels, account, serve,
    ):
        app.command()(command)


@contextmanager
def _library(
    where: str, *, create: bool = False, place: tuple[str | None, int, str | None] | None = None
) -> Iterator[Library]:
    """Open a library; what goes wrong is said in a line and ends with 2, what a person stops with 130."""
    from crossread.errors import CrossreadError

    try:
        from crossread.executors import Here, choose
        from crossread.library import Library

        chosen = choose(*place) if place else Here()
        with Library(where, create=create, executor=None if isinstance(chosen, Here) else chosen) as library:
            yield library
    except CrossreadError as error:
        typer.echo(f"crossread: {error}", err=True)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        typer.echo("crossread: stopped; what was done is kept, the same command goes on with the rest", err=True)
        raise typer.Exit(130) from None


def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...", help="Files and folders, as for `read`, addresses of pages, or - for standard input."
        ),
    ],
    library: Where = HERE,
    published: Annotated[
        list[str] | None, typer.Option(help="Say when a file was published: FILE=DATE (ISO 8601).", metavar="FILE=DATE")
    ] = None,
    who: Who = "local",
    jobs: Jobs = 1,
    executor: ExecutorName = None,
    address: Address = None,
    allow_private: AllowPrivate = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors and warnings.")] = False,
) -> None:
    """Add reports to a library, made at first use: kept, read, and put into their stories.

    A page is fetched only where its address is given; every request is written down with what was sent.

    Adding twice changes nothing; a command that was stopped goes on where it was. Exit code 2: nothing could be added.
    """
    dates = read_dates(published or [])
    with _library(library, create=True, place=(executor, jobs, address)) as opened, _progress(quiet) as tell:
        added = opened.add(paths, published=dates, who=who, progress=tell, allow_private=allow_private)
        rows = [opened.story(key) for key in added.stories]
    _warn(added.warnings)
    if not quiet:
        typer.echo(f"{len(added.new)} new reports, {len(added.known)} that were there")
        for row in rows:
            typer.echo(f"  {row.id}  {row.title} ({row.reports} reports, {row.claims} claims)")
    if not added.new and not added.known:
        typer.echo("crossread: nothing was added", err=True)
        raise typer.Exit(2)


def _warn(lines: list[str]) -> None:
    for line in lines[:MAX_WARNINGS]:
        typer.echo(f"crossread: {line}", err=True)
    if len(lines) > MAX_WARNINGS:
        typer.echo(
            f"crossread: and {len(lines) - MAX_WARNINGS} more warnings; they are kept with the library", err=True
        )


def watch(
    feeds: Annotated[
        list[str], typer.Argument(metavar="FEEDS...", help="Addresses of feeds, or OPML files that list them.")
    ],
    library: Where = HERE,
    every: Annotated[
        float | None, typer.Option(help="Look again after so many minutes, until stopped.", min=1.0)
    ] = None,
    who: Who = "local",
    allow_private: AllowPrivate = False,
) -> None:
    """Look at feeds and add the pages that are new, once or again and again.

    Heeds robots.txt, asks only for what changed, and leaves a feed that fails alone for longer each time.
    """
    import time

    with _library(library, create=True) as opened:
        while True:
            added = opened.watch(feeds, who=who, allow_private=allow_private)
            _warn(added.warnings)
            typer.echo(f"{len(added.new)} new reports")
            if every is None:
                return
            time.sleep(60 * every)


@contextmanager
def _progress(quiet: bool) -> Iterator[Any]:
    if quiet or not sys.stderr.isatty():
        yield None
        return
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
        task = bar.add_task("opening", total=None)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help="What to look for; docs/library.md has the query language.")
    ],
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
        typer.echo(
            f"\n{hit.title}\n  {hit.outlet or 'outlet not known'} · {hit.published or 'no date'} · {hit.report} · "
            f"story {hit.story}\n  {hit.excerpt}"
        )
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
        typer.echo(
            f"{row.id}  {row.title} ({row.reports} reports, {row.claims} claims, {row.conflicts} conflicts{new})"
        )


def story(
    key: Annotated[str, typer.Argument(metavar="ID", help="The story, as `crossread stories` lists it.")],
    library: Where = HERE,
    json: JsonFile = None,
    html: HtmlFile = None,
    markdown: MarkdownFile = None,
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
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Since this time (ISO 8601), or `last`: since you last looked.")
    ] = None,
    story: Story = None,
    who: Who = "local",
    json: AsJson = False,
) -> None:
    """Say what changed in the stories: new claims, figures revised, conflicts opened or closed, origins that fell.

    `--since last` is what changed since the analyst (`--who`) last looked, here or in the workbench; what is shown
    counts as seen.
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


def decide(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE.csv",
            help="Decisions, a row each: kind, report, words, other_words, grade, why … (docs/library.md).",
        ),
    ],
    library: Where = HERE,
    who: Annotated[str, typer.Option(help="Who decides, where a row does not say.")] = "local",
) -> None:
    """Write down the decisions of a CSV file, all of them or, where one row is wrong, none; the message names the
    row."""
    from crossread.errors import InputError
    from crossread.library.decision_rows import read_rows

    with _library(library) as opened:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise InputError(f"cannot read {file}: {error.strerror or error}") from error
        rows = read_rows(str(file), data, {row.id: opened.dossier(row.id) for row in opened.stories(who)}, who)
        done = [opened.decide(row.story, row.kind, row.one, row.other, value=row.value, by=row.by) for row in rows]
    for one in done:
        typer.echo(
            f"{one.id}  {one.kind}  {one.who}  "
            f"{' | '.join(anchor.text or anchor.report for anchor in (*one.one, *one.other))[:120]}"
        )


def decisions(library: Where = HERE, story: Story = None, json: AsJson = False) -> None:
    """Print the log of decisions: who decided what, when and why, and what was undone."""
    with _library(library) as opened:
        found = opened.decisions(story)
        lost = opened.unanchored()
    if json:
        return _lines(found)
    for one in found:
        undone = (
            f"  (undone by {one.undone_by}, {one.undone_at}: {one.undone_why or 'no reason given'})"
            if not one.stands
            else ""
        )
        words = " | ".join(anchor.text or anchor.report for anchor in (*one.one[:2], *one.other[:2]))
        typer.echo(
            f"{one.id}  {one.at[:16]}  {one.who}  {one.kind}  {words[:120]}  {one.value or ''}  {one.why}{undone}"
        )
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
    """Read anew what an older version read; decisions are carried over by their words, and those that cannot be are
    listed."""
    with _library(library) as opened, _progress(False) as tell:
        lost = opened.reread(story, progress=tell)
    for key, reasons in lost.items():
        for number, reason in reasons.items():
            typer.echo(f"decision {number} of story {key}: {reason}")
    if not lost:
        typer.echo("every decision found its words")


def fetches(library: Where = HERE) -> None:
    """Print every request that left this machine for the library, with what was sent, a line each."""
    with _library(library) as opened:
        _lines(opened.fetches())


def labels(
    library: Where = HERE,
    out: Annotated[Path, typer.Option(help="The file to write, a label a line.", metavar="FILE")] = Path("-"),
) -> None:
    """Write the decisions that stand as labels for training: places in reports, no words of them and no names of
    people."""
    import msgspec

    from crossread.library.labels import labels_of

    with _library(library) as opened:
        found = labels_of(opened.decisions())
    write_text(out, "".join(msgspec.json.encode(label).decode() + "\n" for label in found))


def account(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who may log in.")],
    library: Where = HERE,
    role: Annotated[
        str, typer.Option(help="read, decide or administer; each may do what those before it may.")
    ] = "read",
    close: Annotated[bool, typer.Option("--close", help="Close the account; what it decided stays.")] = False,
) -> None:
    """Make an account for the workbench, or give one another password and role.

    The password is asked for, or read from standard input.
    """
    from crossread.library import accounts as rows

    with _library(library, create=True) as opened:
        if close:
            with opened.store.writing() as connection:
                rows.close_account(connection, name)
            return typer.echo(f"{name} may not log in any more")
        said = (
            typer.prompt("Password", hide_input=True, confirmation_prompt=True)
            if sys.stdin.isatty()
            else sys.stdin.readline().rstrip("\n")
        )
        with opened.store.writing() as connection:
            rows.put_account(connection, name, said, role)
    typer.echo(f"{name} may {role}")


def serve(
    library: Where = HERE,
    host: Annotated[
        str, typer.Option(help="The address to serve at. Others than the loopback address demand accounts.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8000,
    name: Annotated[
        list[str] | None,
        typer.Option(help="A name that browsers may call the server by. May be repeated.", metavar="HOST"),
    ] = None,
    tls: Annotated[
        tuple[Path, Path] | None, typer.Option(help="Certificate and key: answer encrypted.", metavar="CERT KEY")
    ] = None,
    behind_tls: Annotated[
        bool,
        typer.Option("--behind-tls", help="A proxy in front encrypts: cookies are for encrypted connections only."),
    ] = False,
    who: Who = "local",
) -> None:
    """Serve the workbench over a library: stories, search, decisions, and the API at /api/v1."""
    with _library(library, create=True) as opened:
        try:
            from crossread.workbench.serve import listen, settings_for
            from crossread.workbench.serve import serve as run
        except ImportError as missing:
            from crossread.errors import MissingExtra

            raise MissingExtra("the workbench", missing.name or "fastapi", "library") from missing
        settings = settings_for(opened, host, names=tuple(name or ()), secure=tls is not None or behind_tls, who=who)
        at = listen(host, port)
        shown = f"{'https' if tls else 'http'}://{f'[{host}]' if ':' in host else host}:{at.getsockname()[1]}/"
        # at once, though nobody reads a terminal
        print(f"The workbench is at {shown} (stop it with Ctrl-C)", flush=True)
        run(opened, settings, at, tls)
