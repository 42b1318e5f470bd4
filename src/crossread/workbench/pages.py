"""The pages: plain forms that work without script; every one says what `crossread.Library` says, and nothing of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Form, Path, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from crossread.errors import CrossreadError, NotInLibrary, UsageError
from crossread.library import Library
from crossread.library import accounts as account_rows
from crossread.library import jobs as job_rows
from crossread.library.accounts import may
from crossread.library.changes import WORDS
from crossread.library.decisions import CLAIM_GRADES, RULES, SOURCE_GRADES
from crossread.library.jobs import OVER
from crossread.model import Claim, Dossier, Statement
from crossread.present.page import Surroundings, inline_sources, to_html
from crossread.present.visible import visible
from crossread.workbench import uploads
from crossread.workbench.api import actor, library_of, set_cookie, workshop_of
from crossread.workbench.guard import COOKIE, POLICY, token_of
from crossread.workbench.settings import Settings

router = APIRouter(include_in_schema=False)
ABOVE = "<!-- what the workbench puts above a story -->"
KEPT_PAGES = 32  # rendered story pages kept in memory; each is of one version of one story
_STATIC = {"page.css": ("crossread.present", "page_assets/page.css", "text/css"), "workbench.css": ("crossread.workbench", "assets/workbench.css", "text/css"),
           "workbench.js": ("crossread.workbench", "assets/workbench.js", "text/javascript")}  # fmt: skip
_TEMPLATES = ("base", "bar", "storybar", "stories", "search", "add", "job", "login", "problem", "changes", "claim", "claims", "names", "reports", "beside", "decisions", "falls", "above")
Name = Annotated[str, Path(max_length=40)]


def _finalize(value: Any) -> Any:
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _environment() -> Environment:
    home = files("crossread.workbench") / "assets"
    made = Environment(
        loader=DictLoader({name: (home / f"{name}.html.j2").read_text("utf-8") for name in _TEMPLATES}),
        autoescape=True, finalize=_finalize, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.globals.update(source_grades=SOURCE_GRADES, claim_grades=CLAIM_GRADES, change_words=WORDS, rules=RULES)
    made.filters["quoted"] = lambda text: quote(str(text), safe="")
    return made


def _page(request: Request, template: str, code: int = 200, /, **given: Any) -> HTMLResponse:
    account = request.scope.get("state", {}).get("account")
    settings: Settings = request.app.state.settings
    given = {"account": account, "settings": settings, "may": may, "said": request.query_params.get("said", "")[:300], **given}
    return HTMLResponse(_environment().get_template(template).render(**given), code)


def problem(request: Request, words: str, status: int) -> Response:
    """Return the page that says what went wrong."""
    return _page(request, "problem", status, words=words, status=status)


def _to(place: str, said: str = "") -> RedirectResponse:
    return RedirectResponse(place + (f"?said={quote(said)}" if said else ""), 303)


@router.get("/static/{name}")
def static(name: str) -> Response:
    """Return one of the three files that pages load."""
    if name not in _STATIC:
        raise NotInLibrary(f"there is no file {name[:40]!r}")
    package, path, kind = _STATIC[name]
    return Response(files(package).joinpath(path).read_text("utf-8"), media_type=kind, headers={"cache-control": "max-age=3600"})


@router.get("/favicon.ico", status_code=204)
def icon() -> Response:
    """There is none; said so that browsers do not ask in vain."""
    return Response(status_code=204, headers={"cache-control": "max-age=86400"})


@router.get("/")
def stories(request: Request, offset: Annotated[int, Query(ge=0, le=10**6)] = 0) -> Response:
    """The stories, the last changed first."""
    who = actor(request, "read").name
    library = library_of(request)
    return _page(request, "stories", rows=library.stories(who, limit=51, offset=offset), counts=library.counts(), offset=offset)


@router.get("/search")
def search(request: Request, q: Annotated[str, Query(max_length=1000)] = "", offset: Annotated[int, Query(ge=0, le=10**6)] = 0) -> Response:
    """Reports that answer a query, with what they have in common."""
    actor(request, "read")
    wrong = ""
    found = None
    try:
        found = library_of(request).search(q, offset=offset)
    except UsageError as error:
        wrong = str(error)
    return _page(request, "search", q=q, found=found, wrong=wrong, offset=offset)


@router.get("/add")
def add_form(request: Request) -> Response:
    """The form by which files are added."""
    actor(request, "decide")
    with library_of(request).store.reading() as connection:
        return _page(request, "add", jobs=job_rows.jobs_of(connection)[:20])


@router.post("/add")
async def add(request: Request, files: list[UploadFile], published: Annotated[str, Form(max_length=40)] = "") -> Response:
    """Add files, and go to the job that reads them."""
    who = actor(request, "decide").name
    settings: Settings = request.app.state.settings
    job = workshop_of(request).add(await uploads.sources(files, settings.max_files), who, published.strip() or None)
    return _to(f"/jobs/{job.id}")


@router.get("/jobs/{number}")
def job(request: Request, number: Annotated[int, Path(ge=1, le=2**53)]) -> Response:
    """How far a job is; the page looks again by itself until it is over."""
    actor(request, "read")
    with library_of(request).store.reading() as connection:
        found = job_rows.job_of(connection, number)
    return _page(request, "job", job=found, over=found.state in OVER)


@router.post("/jobs/{number}/cancel")
def cancel(request: Request, number: Annotated[int, Path(ge=1, le=2**53)]) -> Response:
    """Ask a job to stop."""
    actor(request, "decide")
    with library_of(request).store.writing() as connection:
        job_rows.cancel(connection, number)
    return _to(f"/jobs/{number}")


@router.get("/stories/{story}")
def story(request: Request, story: Name) -> Response:
    """A story's page as in the dossier, with what changed above it and decisions beside each claim."""
    account = actor(request, "read")
    library = library_of(request)
    row = library.story(story)
    page = _rendered(library, story, row.version)
    above = _environment().get_template("above").render(
        row=library.story(story), changes=library.changes(story=story, who=account.name), change_words=WORDS, lost=library.unanchored().get(story, {}),
        notes=[one for one in library.decisions(story) if one.kind == "note" and one.stands], decides=may(account.role, "decide"),
        said=request.query_params.get("said", "")[:300],
    )  # fmt: skip
    style, script = inline_sources()
    policy = POLICY.replace("style-src 'self'", f"style-src 'self' '{style}'").replace("script-src 'self'", f"script-src 'self' '{script}'")
    return HTMLResponse(page.replace(ABOVE, above, 1), headers={"content-security-policy": policy})


_PAGES: dict[tuple[str, str, int], str] = {}


def _rendered(library: Library, story: str, version: int) -> str:
    key = (library.store.where, story, version)
    found = _PAGES.get(key)
    if found is None:
        head = '<link rel="stylesheet" href="/static/workbench.css"><script src="/static/workbench.js" defer></script>'
        found = to_html(library.dossier(story), Surroundings(head=head, above=ABOVE))
        if library.story(story).version == version:
            while len(_PAGES) >= KEPT_PAGES:
                _PAGES.pop(next(iter(_PAGES)), None)
            _PAGES[key] = found
    return found


@router.post("/stories/{story}/seen")
def mark_seen(request: Request, story: Name, version: Annotated[int, Form(ge=0)]) -> Response:
    """Write down that the analyst has looked."""
    library_of(request).mark_seen(story, actor(request, "read").name, version)
    return _to(f"/stories/{story}")


@router.get("/stories/{story}/changes")
def changes(request: Request, story: Name) -> Response:
    """All that changed in a story, the last first."""
    actor(request, "read")
    library = library_of(request)
    return _page(request, "changes", row=library.story(story), changes=library.changes(story=story)[::-1])


@router.get("/stories/{story}/claims")
def claims(request: Request, story: Name) -> Response:
    """The claims of a story, to be decided about."""
    actor(request, "read")
    library = library_of(request)
    return _page(request, "claims", row=library.story(story), claims=library.dossier(story).claims)


@router.get("/stories/{story}/claims/{claim}")
def claim(request: Request, story: Name, claim: Name) -> Response:
    """A claim with its statements, and every decision that can be made about them."""
    actor(request, "read")
    library = library_of(request)
    row, dossier = library.story(story), library.dossier(story)
    found = next((one for one in dossier.claims if one.id == claim), None)
    if found is None:
        raise NotInLibrary("this claim is not in the story any more; look at the story anew")
    return _page(request, "claim", row=row, claim=found, **_about(library, dossier, found))


def _about(library: Library, dossier: Dossier, claim: Claim) -> dict[str, Any]:
    wanted = set(claim.statements)
    statements = [s for s in dossier.statements if s.id in wanted]
    places = {(s.report, s.start, s.end) for s in statements}
    graded = [
        one for one in library.decisions(dossier.stories[0].id)
        if one.stands and one.kind in ("claim.rate", "note") and places & {(a.report, a.start, a.end) for a in one.one}
    ]  # fmt: skip
    return {
        "statements": statements,
        "reports": {report.id: report for report in dossier.reports},
        "figures": {s.id: [q for q in dossier.quantities if q.id in s.quantities] for s in statements},
        "times": {s.id: [t for t in dossier.times if t.id in s.times] for s in statements},
        "origins": [origin for origin in dossier.origins if origin.id in claim.origins],
        "others": [one for one in dossier.claims if one.id != claim.id],
        "decided": graded,
        "chain": _chain,
    }


def _chain(statement: Statement) -> str:
    return " ← ".join(teller.name for teller in statement.attribution.chain)


@router.get("/stories/{story}/names")
def names(request: Request, story: Name) -> Response:
    """The names of a story, to be merged and split."""
    actor(request, "read")
    library = library_of(request)
    dossier = library.dossier(story)
    return _page(request, "names", row=library.story(story), entities=sorted(dossier.entities, key=lambda e: (-len(e.mentions), e.name)))


@router.get("/stories/{story}/reports")
def reports(request: Request, story: Name) -> Response:
    """The reports of a story: their sources rated, their dates put right, put aside, laid side by side."""
    actor(request, "read")
    library = library_of(request)
    ratings = {one.value.get("outlet", ""): one for one in library.decisions() if one.stands and one.kind == "source.rate"}
    return _page(request, "reports", row=library.story(story), reports=library.dossier(story).reports, ratings=ratings)


@router.get("/stories/{story}/beside")
def beside(request: Request, story: Name, a: Annotated[str, Query(max_length=40)], b: Annotated[str, Query(max_length=40)]) -> Response:
    """Two reports side by side, with what they share and where they part."""
    actor(request, "read")
    library = library_of(request)
    dossier = library.dossier(story)
    pair = [report for key in (a, b) for report in dossier.reports if report.id == key]
    if len(pair) != 2:
        raise NotInLibrary("these two reports are not both in this story")
    shared = [one for one in dossier.claims if {a, b} <= set(one.reports)]
    said = {s.id: s for s in dossier.statements}
    rows = [(one, [[said[sid] for sid in one.statements if said[sid].report == key] for key in (a, b)]) for one in shared]
    alone = [[one for one in dossier.claims if set(one.reports) & {a, b} == {key}] for key in (a, b)]
    return _page(request, "beside", row=library.story(story), pair=pair, rows=rows, alone=alone)


@router.get("/stories/{story}/falls")
def falls(request: Request, story: Name, name: Annotated[str, Query(max_length=300)], kind: str = "origin.withdraw") -> Response:
    """What would fall with an origin or a report, before it is withdrawn."""
    actor(request, "read")
    library = library_of(request)
    dossier = library.dossier(story)
    fallen = library.falls_with(story, [name])
    by_id = {one.id: one for one in dossier.claims}
    return _page(request, "falls", row=library.story(story), name=name, kind=kind, fallen=fallen, claims=by_id, one=(*fallen.origins, *fallen.reports))


@router.get("/stories/{story}/decisions")
def decisions(request: Request, story: Name) -> Response:
    """The log of a story's decisions."""
    actor(request, "read")
    library = library_of(request)
    return _page(request, "decisions", row=library.story(story), decisions=library.decisions(story)[::-1], lost=library.unanchored().get(story, {}))


@router.post("/stories/{story}/decisions")
async def decide(request: Request, story: Name) -> Response:
    """Decide, by a form: `kind`, `one`, `other`, `why`, `version`, and the kind's values by their names."""
    who = actor(request, "decide").name
    form = await request.form()
    several = {key: [str(value) for value in form.getlist(key)] for key in form}
    value = {key: _value(kept) for key, kept in several.items() if key not in ("kind", "one", "other", "why", "version", "back") and any(kept)}
    kind, why = (" ".join(several.get(key, [""])).strip() for key in ("kind", "why"))
    version = several.get("version", [""])[0]
    from starlette.concurrency import run_in_threadpool

    made = await run_in_threadpool(
        lambda: library_of(request).decide(
            story, kind, _ids(several, "one"), _ids(several, "other"), value=value, by=(who, why), version=int(version) if version.isdigit() else None
        )
    )
    back = several.get("back", [""])[0]
    place = f"/stories/{story}/{back}" if back in ("names", "reports", "decisions") else f"/stories/{story}"
    return _to(place, f"Decision {made.id} is written down: {RULES[made.kind].words}.")


def _ids(form: Mapping[str, Sequence[str]], side: str) -> list[str]:
    return [key for key in form.get(side, ()) if key]


def _value(kept: Sequence[str]) -> Any:
    return kept[0] if len(kept) == 1 else list(kept)


@router.post("/decisions/{number}/undo")
def undo(request: Request, number: Annotated[int, Path(ge=1, le=2**53)], why: Annotated[str, Form(max_length=4000)] = "") -> Response:
    """Undo a decision."""
    done = library_of(request).undo(number, who=actor(request, "decide").name, why=why)
    return _to(f"/stories/{done.story}/decisions", f"Decision {number} is undone.")


def _markdown(dossier: Dossier) -> str:
    from crossread.present.markdown import to_markdown

    return to_markdown(dossier)


_EXPORTS: dict[str, tuple[str, Callable[[Dossier], str]]] = {
    "json": ("application/json", Dossier.to_json),
    "html": ("text/html", to_html),
    "md": ("text/markdown", _markdown),
}


@router.get("/stories/{story}/export.{kind}")
def export(request: Request, story: Name, kind: str) -> Response:
    """A story's dossier as a file: JSON, a self-contained page, Markdown; or its log of decisions."""
    actor(request, "read")
    library = library_of(request)
    if kind == "log":
        lines = b"".join(msgspec.json.encode(one) + b"\n" for one in library.decisions(story))
        return Response(lines, media_type="application/x-ndjson", headers=_file(f"{story}-decisions.jsonl"))
    if kind not in _EXPORTS:
        raise NotInLibrary(f"a dossier can be had as {', '.join(_EXPORTS)} or log, not as {kind[:20]!r}")
    media, make = _EXPORTS[kind]
    return Response(make(library.dossier(story)), media_type=media, headers=_file(f"{story}.{kind}"))


def _file(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}


@router.get("/login")
def login_form(request: Request) -> Response:
    """The form by which an account logs in."""
    return _page(request, "login", wrong="")


@router.post("/login")
def log_in(request: Request, name: Annotated[str, Form(max_length=200)], password: Annotated[str, Form(max_length=200)]) -> Response:
    """Log in, and go to the stories."""
    try:
        with library_of(request).store.writing() as connection:
            token = account_rows.log_in(connection, name, password)
    except CrossreadError as error:
        return _page(request, "login", 403, wrong=str(error))
    answer = _to("/")
    set_cookie(answer, token, request.app.state.settings)
    return answer


@router.post("/logout")
def log_out(request: Request) -> Response:
    """End the session."""
    with library_of(request).store.writing() as connection:
        account_rows.log_out(connection, token_of(dict(request.headers)))
    answer = _to("/login")
    answer.delete_cookie(COOKIE)
    return answer


@router.get("/health")
def health(request: Request) -> Response:
    """Say whether the library answers."""
    library_of(request).counts()
    return Response("well\n", media_type="text/plain")
