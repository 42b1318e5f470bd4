"""One report can never take down the pile: what one report raises becomes a named warning, and the rest goes on.

The trace goes to the logger "crossread" at level DEBUG; `crossread read --debug` shows it.
"""

from __future__ import annotations

import logging
import re
import socket
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from crossread.errors import CrossreadError
from crossread.model import Report, Warning

LOG = logging.getLogger("crossread")
_T = TypeVar("_T")
_SURROGATE = re.compile("[\ud800-\udfff]")


def fenced(action: Callable[[], _T], what: str, warnings: list[Warning], *, report: str | None = None) -> _T | None:
    """Return what `action` returns; if it raises, add a warning that begins with `what`, and return None.

    Errors that Crossread raises on purpose, and what ends a program (Ctrl-C), pass through.
    """
    try:
        return action()
    except CrossreadError:
        raise
    except Exception as error:
        LOG.debug("%s", what, exc_info=error)
        place = _place(error)
        reason = f"{type(error).__name__}: {str(error)[:200]}".rstrip(": ")
        message = f"{what} ({reason}; at {place}); this is a fault of Crossread: --debug shows the trace"
        warnings.append(Warning(report=report, message=message))
        return None


@contextmanager
def importing_without_sockets() -> Iterator[None]:
    """Import what brings urllib3 along (spaCy, trafilatura) without its probe, which binds a socket to see if there
    is IPv6."""
    had = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        yield
    finally:
        socket.has_ipv6 = had


def _place(error: Exception) -> str:
    """Return the innermost function of Crossread in the trace."""
    ours = [
        f"{Path(frame.filename).stem}.{frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
        if "crossread" in Path(frame.filename).parts and frame.name not in ("fenced", "<lambda>")
    ]
    return ours[-1] if ours else "an unknown place"


def sound_report(report: Report) -> Report:
    """Return a report that every output can hold: lone surrogates are no characters, U+FFFD stands in their place."""
    fields = (report.path, report.outlet, report.title, report.text)
    if not any(field and _SURROGATE.search(field) for field in fields):
        return report
    outlet, title, text = (field if field is None else _SURROGATE.sub("\ufffd", field) for field in fields[1:])
    path = encodable(report.path)
    return msgspec.structs.replace(report, path=path, outlet=outlet, title=title, text=text)


def sound_warning(warning: Warning) -> Warning:
    """Return a warning that every output can hold; bytes of file names that are no UTF-8 are spelled out."""
    message = encodable(warning.message)
    return warning if message == warning.message else msgspec.structs.replace(warning, message=message)


def encodable(text: str) -> str:
    """Return a name with every character that cannot be encoded spelled out, as Python shows bytes that are no
    UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
