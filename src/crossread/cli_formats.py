"""The commands that other tools use: a dossier in their formats, and a server for agents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crossread import outputs
from crossread.formats import FORMATS
from crossread.model import Dossier


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(export)
    app.command()(mcp)


def export(
    to: Annotated[str, typer.Option("--to", help=f"The format: {', '.join(sorted(FORMATS))}.", metavar="FORMAT")],
    out: Annotated[Path, typer.Option(help="Write to this file (- for standard output).", metavar="FILE")],
    dossier: Annotated[
        Path | None, typer.Argument(metavar="[DOSSIER.json]", help="A dossier, as `crossread read --json` wrote it.")
    ] = None,
    library: Annotated[str | None, typer.Option(help="Else: of a library, with --story.", metavar="DIR|URL")] = None,
    story: Annotated[
        str | None, typer.Option(help="The story of the library, as `crossread stories` lists it.", metavar="ID")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not say what the format cannot hold.")] = False,
) -> None:
    """Write a dossier, of a file or of a story of a library, in a format of other tools; what it cannot hold is said
    on standard error."""
    from crossread.errors import CrossreadError
    from crossread.formats import export as exported

    if (dossier is None) == (library is None) or (library is None) != (story is None):
        raise typer.BadParameter("name either DOSSIER.json, or --library and --story")
    outputs.check({"DOSSIER.json": dossier, "--out": out})
    try:
        made = exported(_dossier(dossier, library or "", story or ""), to)
    except OSError as error:
        outputs.say(f"cannot read {dossier}: {error.strerror or error}")
        raise typer.Exit(2) from None
    except CrossreadError as error:
        outputs.say(str(error))
        raise typer.Exit(2) from None
    outputs.write_bytes(out, made.data)
    for loss in () if quiet else made.losses:
        outputs.say(f"left out: {loss}")


def _dossier(path: Path | None, library: str, story: str) -> Dossier:
    from crossread.model import from_json

    if path is not None:
        return from_json(path.read_bytes())
    from crossread.library import Library

    with Library(library, create=False) as opened:
        return opened.dossier(story)


def mcp(
    root: Annotated[
        list[Path] | None,
        typer.Option(help="Read only below this folder (else: the current one). May be repeated.", metavar="FOLDER"),
    ] = None,
    library: Annotated[
        str | None, typer.Option(help="Let agents search this library and ask about its stories.", metavar="DIR|URL")
    ] = None,
) -> None:
    """Serve agents over standard input and output by the Model Context Protocol (extra: mcp); nothing leaves the
    machine."""
    from crossread.errors import CrossreadError
    from crossread.mcp_server import server

    roots = root or [Path.cwd()]
    missing = [one for one in roots if not one.is_dir()]
    if missing:
        raise typer.BadParameter(f"{missing[0]} is no folder", param_hint="--root")
    try:
        made = server(roots, library)
    except CrossreadError as error:
        outputs.say(str(error))
        raise typer.Exit(2) from None
    made.run()
