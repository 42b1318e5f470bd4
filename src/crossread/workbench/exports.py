"""A story as a file: the same for the page and for the API."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from fastapi.responses import Response

from crossread.errors import NotInLibrary
from crossread.formats import FORMATS, export
from crossread.library import Library
from crossread.model import Dossier
from crossread.present.page import to_html


def _markdown(dossier: Dossier) -> str:
    from crossread.present.markdown import to_markdown

    return to_markdown(dossier)


_TEXTS: dict[str, tuple[str, Callable[[Dossier], str]]] = {
    "html": ("text/html", to_html),
    "json": ("application/json", Dossier.to_json),
    "md": ("text/markdown", _markdown),
}
KINDS = (*_TEXTS, "log", *FORMATS)
"""What a story can be had as: a page, JSON or Markdown; its log of decisions; the formats of other tools."""


def exported(library: Library, story: str, kind: str) -> Response:
    """Return a story as a file; raises NotInLibrary for a kind that there is not, MissingExtra without its package."""
    if kind not in KINDS:
        raise NotInLibrary(f"a story can be had as {', '.join(KINDS)}, not as {kind[:20]!r}")
    if kind == "log":
        library.story(story)
        lines = b"".join(msgspec.json.encode(one) + b"\n" for one in library.decisions(story))
        return Response(lines, media_type="application/x-ndjson", headers=_file(f"{story}-decisions.jsonl"))
    dossier = library.dossier(story)
    if kind in _TEXTS:
        media, make = _TEXTS[kind]
        return Response(make(dossier), media_type=media, headers=_file(f"{story}.{kind}"))
    made = export(dossier, kind).data
    return Response(made, media_type="application/octet-stream", headers=_file(f"{story}.{kind}"))


def _file(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}
