"""The commands that other tools use: a dossier in their formats, and a server for agents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crossread import outputs
from crossread.formats import FORMATS


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command()(export)
    app.command()(mcp)


def export(
    dossier: Annotated[Path, typer.Argument(metavar="DOSSIER.json", help="A dossier, as `crossread read --json` wrote it.")],
    to: Annotated[str, typer.Option("--to", help=f"The format: {', '.join(sorted(FORMATS))}.", metavar="FORMAT")],
    out: Annotated[Path, typer.Option(help="Write to this file (- for standard output).", metavar="FILE")],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not say what the format cannot hold.")] = False,
) -> None:
    """Write a dossier in a format of other tools; what the format cannot hold is said on standard error."""
    from crossread.errors import CrossreadError
    from crossread.formats import export as exported
    from crossread.model import from_json

    outputs.check({"DOSSIER.json": dossier, "--out": out})
    try:
        made = exported(from_json(dossier.read_bytes()), to)
    except OSError as error:
        outputs.say(f"cannot read {dossier}: {error.strerror or error}")
        raise typer.Exit(2) from None
    except CrossreadError as error:
        outputs.say(str(error))
        raise typer.Exit(2) from None
    outputs.write_bytes(out, made.data)
    for loss in () if quiet else made.losses:
        outputs.say(f"left out: {loss}")


def mcp(
    root: Annotated[list[Path] | None, typer.Option(help="Read only below this folder (else: the current one). May be repeated.", metavar="FOLDER")] = None,
) -> None:
    """Serve agents over standard input and output by the Model Context Protocol (extra: mcp); nothing leaves the machine."""
    from crossread.errors import CrossreadError
    from crossread.mcp_server import server

    roots = root or [Path.cwd()]
    missing = [one for one in roots if not one.is_dir()]
    if missing:
        raise typer.BadParameter(f"{missing[0]} is no folder", param_hint="--root")
    try:
        made = server(roots)
    except CrossreadError as error:
        outputs.say(str(error))
        raise typer.Exit(2) from None
    made.run()
