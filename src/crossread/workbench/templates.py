"""How pages are made: templates, what they know, and the files that they load. Plain forms, no build step."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from crossread.errors import NotInLibrary
from crossread.library.accounts import may
from crossread.library.changes import WORDS
from crossread.library.decisions import CLAIM_GRADES, RULES, SOURCE_GRADES
from crossread.present.visible import visible
from crossread.present.wording import BEHIND_WORDS, RELATION_WORDS, clock, day
from crossread.workbench.settings import Settings

_STATIC = {
    "page.css": ("crossread.present", "page_assets/page.css", "text/css"),
    "workbench.css": ("crossread.workbench", "assets/workbench.css", "text/css"),
    "workbench.js": ("crossread.workbench", "assets/workbench.js", "text/javascript"),
}

_KIND = ".html.j2"


def _finalize(value: Any) -> Any:
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def when(at: str | None) -> str:
    """Write a moment as people do: 11 Jun 2031, 09:20 UTC."""
    return ", ".join(part for part in (day(at), clock(at)) if part)


def several(number: int, one: str, many: str = "") -> str:
    """Write a count with its noun: 1 story, 2 stories."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@cache
def environment() -> Environment:
    """Return the templates, each in a file of `assets`."""
    home = files("crossread.workbench") / "assets"
    kept = [path for path in home.iterdir() if path.name.endswith(_KIND)]
    found = {path.name.removesuffix(_KIND): path.read_text("utf-8") for path in kept}
    made = Environment(
        loader=DictLoader(found), autoescape=True, finalize=_finalize, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals.update(
        source_grades=SOURCE_GRADES, claim_grades=CLAIM_GRADES, change_words=WORDS, rules=RULES,
        several=several, behind=BEHIND_WORDS, relations=RELATION_WORDS,
    )  # fmt: skip
    made.filters.update(quoted=lambda text: quote(str(text), safe=""), when=when)
    return made


def page(request: Request, template: str, code: int = 200, /, **given: Any) -> HTMLResponse:
    """Return a page; every template knows who asks and what was said last."""
    account = request.scope.get("state", {}).get("account")
    settings: Settings = request.app.state.settings
    said = request.query_params.get("said", "")[:300]
    known = {"account": account, "settings": settings, "may": may, "here": template, "said": said}
    return HTMLResponse(environment().get_template(template).render(**known, **given), code)


def problem(request: Request, words: str, status: int) -> Response:
    """Return the page that says what went wrong."""
    return page(request, "problem", status, words=words, status=status)


def to(place: str, said: str = "") -> RedirectResponse:
    """Send the browser on, with a word to be shown there."""
    return RedirectResponse(place + (f"?said={quote(said)}" if said else ""), 303)


def static_file(name: str) -> Response:
    """Return one of the three files that pages load."""
    if name not in _STATIC:
        raise NotInLibrary(f"there is no file {name[:40]!r}")
    package, path, kind = _STATIC[name]
    text = files(package).joinpath(path).read_text("utf-8")
    return Response(text, media_type=kind, headers={"cache-control": "max-age=3600"})
