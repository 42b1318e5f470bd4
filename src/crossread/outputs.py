"""What the command line writes: whole files, safe messages, and nothing over its own input."""

from __future__ import annotations

import codecs
import errno
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from crossread.model import Dossier

# A terminal of no width shows nothing, and one of millions of columns never ends.
MIN_COLUMNS, DEFAULT_COLUMNS, MAX_COLUMNS = 20, 80, 2_000
# What a screen without these signs shows in their place.
_PLAIN = str.maketrans({
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "≈": "~", "×": "x", "·": "-",
    "•": "*", "→": "->", "−": "-", "⟪": "<<", "⟫": ">>", "─": "-", "│": "|",
})  # fmt: skip
_ERRORS = "crossread.plain"


def _as_plain(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    wanted = error.object[error.start : error.end].translate(_PLAIN)
    return "".join(c if c.isascii() else "?" for c in wanted), error.end


def open_streams() -> None:
    """Make standard output and error able to take any text; where they are closed, nothing is shown."""
    codecs.register_error(_ERRORS, _as_plain)
    for name in ("stdout", "stderr"):
        stream: Any = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            with suppress(OSError, ValueError):  # what was held back cannot be written
                stream.reconfigure(errors=_ERRORS)


def is_terminal(stream: Any) -> bool:
    """Say whether a stream is a terminal; a closed one is none."""
    try:
        return bool(stream is not None and stream.isatty())
    except ValueError:
        return False


def say(message: str) -> None:
    """Say something on standard error; steering characters of file names are spelled out."""
    from crossread.present.visible import visible

    try:
        typer.echo(f"crossread: {visible(message)}", err=True)
    except OSError:  # nobody can be told
        return


def console() -> Console:
    """Return the terminal, never narrower or wider than a person can read."""
    from rich.console import Console

    class Terminal(Console):
        """Leaves a reader that has gone to `printing`; rich would end the program with 1."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))

    found = Terminal()
    columns = found.width if MIN_COLUMNS <= found.width <= MAX_COLUMNS else DEFAULT_COLUMNS
    return found if columns == found.width else Terminal(width=columns)


def page(text: str, console: Console) -> None:
    """Show a text on a terminal: through the pager where it is longer than the screen, else as it is."""
    if text.count("\n") < console.height:
        console.file.write(text)
        return
    import pydoc

    os.environ.setdefault("LESS", "-R")  # colours as they are, unless the user says otherwise
    pydoc.pager(text)


def flush() -> None:
    """Write what is still held back for standard output; raises typer.Exit where that cannot be."""
    with printing():
        pass


@contextmanager
def printing() -> Iterator[None]:
    """Print inside; a reader that has gone ends it quietly, a full device with a word: raises typer.Exit."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _close_stdout()
    except OSError as error:
        _close_stdout()
        _refuse(f"cannot write to standard output: {error.strerror or error}")


def _close_stdout() -> None:
    """Let the interpreter find nothing to write when it ends."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _refuse(message: str) -> None:
    say(message)
    raise typer.Exit(2)


def check(wanted: Mapping[str, Path | None]) -> None:
    """Refuse two outputs in one place; raises typer.Exit."""
    seen: dict[str, str] = {}
    for option, path in wanted.items():
        if path is None:
            continue
        if not str(path).strip("\0"):
            _refuse(f"{option} names no file")
        place = "-" if str(path) == "-" else _place(path)
        if place in seen:
            _refuse(f"{option} and {seen[place]} would both be written to {path}; give each a place of its own")
        seen[place] = option


def check_inputs(
    dossier: Dossier, files: Mapping[str, Path | None], folders: Mapping[str, tuple[Path | None, str]]
) -> None:
    """Refuse an output that would be written over a report that was read; raises typer.Exit."""
    read = {_place(Path(part)) for report in dossier.reports for part in _files_of(report.path)}
    wanted = [(option, path) for option, path in files.items() if path is not None and str(path) != "-"]
    for option, (folder, suffix) in folders.items():
        if folder is not None:
            from crossread.present.tables import KINDS

            wanted += [(option, folder / f"{kind}.{suffix}") for kind in KINDS]
    for option, path in wanted:
        if _place(path) in read:
            _refuse(f"{option} would be written over {path}, which is one of the reports; give another name")


def _files_of(path: str) -> list[str]:
    """Return the files that a report's path may name: "a.jsonl#3" and "a.zip/b.txt" lie in a file of their own."""
    whole = path.split("#", 1)[0]
    return [path, whole, *(str(above) for above in Path(whole).parents if above.suffix.lower() == ".zip")]


def _place(path: Path) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return str(path)


def write(path: Path, text: str) -> None:
    """Write a text to a file, whole or not at all, or to standard output; always in UTF-8."""
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write bytes to a file, whole or not at all, or to standard output; raises typer.Exit where that cannot be."""
    from crossread.present.atomic import write_whole

    try:
        if str(path) == "-":
            stream = getattr(sys.stdout, "buffer", None)
            if stream is not None:
                stream.write(data)
            flush()
        else:
            write_whole(path, data)
    except BrokenPipeError:
        _close_stdout()
    except (OSError, ValueError) as error:
        if str(path) == "-":
            _close_stdout()
        _refuse(f"cannot write {path}: {getattr(error, 'strerror', None) or error}")


def write_tables(dossier: Dossier, wanted: Mapping[str, Path | None]) -> None:
    """Write what is wanted, by the name of its function in `present.tables`."""
    from crossread.errors import MissingExtra

    for name, path in wanted.items():
        if path is None:
            continue
        from crossread.present import tables

        try:
            getattr(tables, name)(dossier, path)
        except MissingExtra as error:
            _refuse(str(error))
        except (OSError, ValueError) as error:
            _refuse(f"cannot write {path}: {getattr(error, 'strerror', None) or error}")


def write_format(dossier: Dossier, to: str, path: Path | None) -> None:
    """Write a dossier in a format of other tools, where a path is given; raises typer.Exit where that cannot be."""
    from crossread.errors import MissingExtra
    from crossread.formats import export

    if path is None:
        return
    try:
        made = export(dossier, to)
    except MissingExtra as error:
        _refuse(str(error))
    write_bytes(path, made.data)
