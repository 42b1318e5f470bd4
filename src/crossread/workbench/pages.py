"""The pages: plain forms that work without script; every one says what `crossread.Library` says, and nothing of its
own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Query, Request, UploadFile
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from crossread.errors import CrossreadError, NotInLibrary, UsageError
from crossread.library import Library
from crossread.library import accounts as account_rows
from crossread.library import jobs as job_rows
from crossread.library.accounts import may
from crossread.library.anchors import Anchor, anchor_at, anchors_of
from crossread.library.decisions import RULES, Decision
from crossread.library.jobs import OVER
from crossread.model import Claim, Dossier, Statement
from crossread.present.page import Surroundings, inline_sources, to_html
from crossread.workbench import uploads
from crossread.workbench.api import actor, library_of, set_cookie, workshop_of
from crossread.workbench.exports import exported
from crossread.workbench.guard import COOKIE, POLICY, token_of
from crossread.workbench.settings import Settings
from crossread.workbench.templates import environment, page, problem, static_file, to

__all__ = ["problem", "router"]

router = APIRouter(include_in_schema=False)
ABOVE = "<!-- what the workbench puts above a story -->"
KEPT_PAGES = 32  # rendered story pages kept in memory; each is of one version of one story
AROUND = 90  # characters shown on each side of a name
Name = Annotated[str, Path(max_length=40)]


@router.get("/static/{name}")
def static(name: str) -> Response:
    """Return one of the three files that pages load."""
    return static_file(name)


@router.get("/favicon.ico", status_code=204)
def icon() -> Response:
    """There is none; said so that browsers do not ask in vain."""
    return Response(status_code=204, headers={"cache-control": "max-age=86400"})


@router.get("/")
def stories(request: Request, offset: Annotated[int, Query(ge=0, le=10**6)] = 0) -> Response:
    """The stories, the last changed first."""
    who = actor(request, "read").name
    library = library_of(request)
    return page(
        request, "stories", rows=library.stories(who, limit=51, offset=offset), counts=library.counts(), offset=offset
    )


@router.get("/search")
def search(
    request: Request, q: Annotated[str, Query(max_length=1000)] = "", offset: Annotated[int, Query(ge=0, le=10**6)] = 0
) -> Response:
    """Reports that answer a query, with what they have in common."""
    actor(request, "read")
    wrong = ""
    found = None
    try:
        found = library_of(request).search(q, offset=offset)
    except UsageError as error:
        wrong = str(error)
    return page(request, "search", q=q, found=found, wrong=wrong, offset=offset)


@router.get("/add")
def add_form(request: Request) -> Response:
    """The form by which files are added."""
    actor(request, "decide")
    with library_of(request).store.reading() as connection:
        return page(request, "add", jobs=job_rows.jobs_of(connection)[:20])


@router.post("/add")
async def add(
    request: Request, files: list[UploadFile], published: Annotated[str, Form(max_length=40)] = ""
) -> Response:
    """Add files, and go to the job that reads them."""
    who = actor(request, "decide").name
    settings: Settings = request.app.state.settings
    job = workshop_of(request).add(await uploads.sources(files, settings.max_files), who, published.strip() or None)
    return to(f"/jobs/{job.id}")


@router.get("/jobs/{number}")
def job(request: Request, number: Annotated[int, Path(ge=1, le=2**53)]) -> Response:
    """How far a job is; the page looks again by itself until it is over."""
    actor(request, "read")
    with library_of(request).store.reading() as connection:
        found = job_rows.job_of(connection, number)
    return page(request, "job", job=found, over=found.state in OVER)


@router.post("/jobs/{number}/cancel")
def cancel(request: Request, number: Annotated[int, Path(ge=1, le=2**53)]) -> Response:
    """Ask a job to stop."""
    actor(request, "decide")
    with library_of(request).store.writing() as connection:
        job_rows.cancel(connection, number)
    return to(f"/jobs/{number}")


@router.get("/stories/{story}")
def story(request: Request, story: Name) -> Response:
    """A story's page as in the dossier, with what changed above it and decisions beside each claim."""
    account = actor(request, "read")
    library = library_of(request)
    row = library.story(story)
    rendered = _rendered(library, story, row.version)
    above = environment().get_template("above").render(
        row=library.story(story), changes=library.changes(story=story, who=account.name),
        lost=library.unanchored().get(story, {}),
        notes=[one for one in library.decisions(story) if one.kind == "note" and one.stands],
        decides=may(account.role, "decide"),
        said=request.query_params.get("said", "")[:300], here="story", account=account, may=may,
        settings=request.app.state.settings,
    )  # fmt: skip
    style, script = inline_sources()
    policy = POLICY.replace("style-src 'self'", f"style-src 'self' '{style}'").replace(
        "script-src 'self'", f"script-src 'self' '{script}'"
    )
    return HTMLResponse(rendered.replace(ABOVE, above, 1), headers={"content-security-policy": policy})


_PAGES: dict[tuple[str, str, int], str] = {}


def make_ready(library: Library) -> None:
    """Compile the templates and render the story that changed last, so that nobody waits for the first page of a
    server."""
    for name in environment().list_templates():
        environment().get_template(name)
    for row in library.stories(limit=1):
        _rendered(library, row.id, row.version)


def _rendered(library: Library, story: str, version: int) -> str:
    key = (library.store.where, story, version)
    found = _PAGES.get(key)
    if found is None:
        head = '<link rel="stylesheet" href="/static/workbench.css"><script src="/static/workbench.js" defer></script>'
        found = to_html(library.dossier(story), Surroundings(in_head=head, above=ABOVE))
        if library.story(story).version == version:
            while len(_PAGES) >= KEPT_PAGES:
                _PAGES.pop(next(iter(_PAGES)), None)
            _PAGES[key] = found
    return found


@router.post("/stories/{story}/seen")
def mark_seen(request: Request, story: Name, version: Annotated[int, Form(ge=0)]) -> Response:
    """Write down that the analyst has looked."""
    library_of(request).mark_seen(story, actor(request, "read").name, version)
    return to(f"/stories/{story}")


@router.get("/stories/{story}/changes")
def changes(request: Request, story: Name) -> Response:
    """All that changed in a story, the last first."""
    actor(request, "read")
    library = library_of(request)
    return page(request, "changes", row=library.story(story), changes=library.changes(story=story)[::-1])


@router.get("/stories/{story}/claims")
def claims(request: Request, story: Name) -> Response:
    """The claims of a story, to be decided about."""
    actor(request, "read")
    library = library_of(request)
    return page(request, "claims", row=library.story(story), claims=library.dossier(story).claims)


@router.get("/stories/{story}/claims/{claim}")
def claim(request: Request, story: Name, claim: Name) -> Response:
    """A claim with its statements, and every decision that can be made about them."""
    actor(request, "read")
    library = library_of(request)
    row, dossier = library.story(story), library.dossier(story)
    found = next((one for one in dossier.claims if one.id == claim), None)
    if found is None:
        raise NotInLibrary("this claim is not in the story any more; look at the story anew")
    return page(request, "claim", row=row, claim=found, **_about(library, dossier, found))


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
    return page(
        request,
        "names",
        row=library.story(story),
        entities=sorted(dossier.entities, key=lambda e: (-len(e.mentions), e.name)),
    )


@router.get("/stories/{story}/names/{entity}")
def name(request: Request, story: Name, entity: Name) -> Response:
    """A name as each report has it, to be confirmed, or split where a report means somebody else by it."""
    actor(request, "read")
    library = library_of(request)
    dossier = library.dossier(story)
    found = next((one for one in dossier.entities if one.id == entity), None)
    if found is None:
        raise NotInLibrary("this name is not in the story any more; look at the story anew")
    reports = {report.id: report for report in dossier.reports}
    places = [(anchor, reports[anchor.report].text) for anchor in anchors_of(dossier, entity)]
    shown = [
        (anchor, text[max(0, anchor.start - AROUND) : anchor.start], text[anchor.end : anchor.end + AROUND])
        for anchor, text in places
    ]
    return page(request, "name", row=library.story(story), entity=found, reports=reports, places=shown)


@router.get("/stories/{story}/reports")
def reports(request: Request, story: Name) -> Response:
    """The reports of a story: their sources rated, their dates put right, put aside, laid side by side."""
    actor(request, "read")
    library = library_of(request)
    ratings = {
        one.value.get("outlet", ""): one for one in library.decisions() if one.stands and one.kind == "source.rate"
    }
    listed = sorted(library.dossier(story).reports, key=lambda one: (one.published or "9999", one.path))
    return page(request, "reports", row=library.story(story), reports=listed, ratings=ratings)


@router.get("/reports/{report}")
def report(
    request: Request, report: Name, start: Annotated[int, Query(ge=0)] = 0, end: Annotated[int, Query(ge=0)] = 0
) -> Response:
    """A report with its words, one place of them marked, and the claims that were read in it."""
    actor(request, "read")
    library = library_of(request)
    found, story = library.report(report), library.story_of(report)
    claims: dict[str, Claim] = {}
    read: list[Statement] = []
    if story is not None:
        dossier = library.dossier(story)
        claims = {key: one for one in dossier.claims for key in one.statements}
        read = sorted(
            (one for one in dossier.statements if one.report == report and one.id in claims),
            key=lambda one: (one.start, -one.end),
        )
    cut = (found.text[:start], found.text[start:end], found.text[max(start, end) :])
    return page(
        request, "report", report=found, row=library.story(story) if story else None, cut=cut, read=read, claims=claims
    )


@router.get("/stories/{story}/beside")
def beside(
    request: Request, story: Name, a: Annotated[str, Query(max_length=40)], b: Annotated[str, Query(max_length=40)]
) -> Response:
    """Two reports side by side, with what they share and where they part."""
    actor(request, "read")
    library = library_of(request)
    dossier = library.dossier(story)
    pair = [report for key in (a, b) for report in dossier.reports if report.id == key]
    if len(pair) != 2:
        raise NotInLibrary("these two reports are not both in this story")
    shared = [one for one in dossier.claims if {a, b} <= set(one.reports)]
    said = {s.id: s for s in dossier.statements}
    rows = [
        (one, [[said[sid] for sid in one.statements if said[sid].report == key] for key in (a, b)]) for one in shared
    ]
    alone = [[one for one in dossier.claims if set(one.reports) & {a, b} == {key}] for key in (a, b)]
    return page(request, "beside", row=library.story(story), pair=pair, rows=rows, alone=alone)


@router.get("/stories/{story}/falls")
def falls(
    request: Request, story: Name, name: Annotated[str, Query(max_length=300)], kind: str = "origin.withdraw"
) -> Response:
    """What would fall with an origin or a report, before it is withdrawn."""
    actor(request, "read")
    library = library_of(request)
    dossier = library.dossier(story)
    fallen = library.falls_with(story, [name])
    by_id = {one.id: one for one in dossier.claims}
    called = {one.id: one.name for one in dossier.origins} | {
        one.id: one.outlet or one.title or one.path for one in dossier.reports
    }
    withdrawn = fallen.reports if kind == "report.withdraw" or not fallen.origins else fallen.origins
    kind = "report.withdraw" if withdrawn == fallen.reports else "origin.withdraw"
    label = called.get(withdrawn[0], name) if withdrawn else name
    return page(
        request, "falls", row=library.story(story), name=label, kind=kind, fallen=fallen, claims=by_id, one=withdrawn
    )


@router.get("/stories/{story}/decisions")
def decisions(request: Request, story: Name) -> Response:
    """The log of a story's decisions."""
    actor(request, "read")
    library = library_of(request)
    labels = {one.id: one.outlet or one.title or one.path for one in library.dossier(story).reports}
    lost = library.unanchored().get(story, {})
    return page(
        request, "decisions", row=library.story(story), decisions=library.decisions(story)[::-1], lost=lost,
        labels=labels,
    )  # fmt: skip


@router.post("/stories/{story}/decisions")
async def decide(request: Request, story: Name) -> Response:
    """Decide, by a form: `kind`, `one`, `other`, `why`, `version`, and the kind's values by their names."""
    who = actor(request, "decide").name
    form = await request.form()
    several = {key: [str(value) for value in form.getlist(key)] for key in form}
    made = await run_in_threadpool(_decided, library_of(request), story, several, who)
    back = several.get("back", [""])[0]
    place = f"/stories/{story}/{back}" if back in ("names", "reports", "decisions") else f"/stories/{story}"
    return to(place, f"Decision {made.id} is written down: {RULES[made.kind].words}.")


_OWN_FIELDS = ("kind", "one", "other", "why", "version", "back")


def _decided(library: Library, story: str, several: Mapping[str, Sequence[str]], who: str) -> Decision:
    value = {key: _value(kept) for key, kept in several.items() if key not in _OWN_FIELDS and any(kept)}
    kind, why = (" ".join(several.get(key, [""])).strip() for key in ("kind", "why"))
    version = several.get("version", [""])[0]
    sides = [[_named(library, story, key) for key in several.get(side, ()) if key] for side in ("one", "other")]
    return library.decide(
        story, kind, *sides, value=value, by=(who, why), version=int(version) if version.isdigit() else None
    )


def _named(library: Library, story: str, key: str) -> str | Anchor:
    """Return the record that a form names: by its id, or a mention by the place of its words,
    `mention:REPORT:START:END`."""
    kind, _, place = key.partition(":")
    report, _, ends = place.partition(":")
    start, _, end = ends.partition(":")
    if kind != "mention" or not (start.isdigit() and end.isdigit()):
        return key
    found = next((one for one in library.dossier(story).reports if one.id == report), None)
    if found is None:
        raise NotInLibrary("this report is not in the story any more; look at the story anew")
    return anchor_at("mention", found, int(start), int(end))


def _value(kept: Sequence[str]) -> Any:
    return kept[0] if len(kept) == 1 else list(kept)


@router.post("/decisions/{number}/undo")
def undo(
    request: Request, number: Annotated[int, Path(ge=1, le=2**53)], why: Annotated[str, Form(max_length=4000)] = ""
) -> Response:
    """Undo a decision."""
    done = library_of(request).undo(number, who=actor(request, "decide").name, why=why)
    return to(f"/stories/{done.story}/decisions", f"Decision {number} is undone.")


@router.get("/stories/{story}/export.{kind}")
def export(request: Request, story: Name, kind: str) -> Response:
    """A story as a file: JSON, a self-contained page, Markdown, its log of decisions, the formats of other tools."""
    actor(request, "read")
    return exported(library_of(request), story, kind)


@router.get("/login")
def login_form(request: Request) -> Response:
    """The form by which an account logs in."""
    return page(request, "login", wrong="")


@router.post("/login")
def log_in(
    request: Request, name: Annotated[str, Form(max_length=200)], password: Annotated[str, Form(max_length=200)]
) -> Response:
    """Log in, and go to the stories."""
    try:
        with library_of(request).store.writing() as connection:
            token = account_rows.log_in(connection, name, password)
    except CrossreadError as error:
        return page(request, "login", 403, wrong=str(error))
    answer = to("/")
    set_cookie(answer, token, request.app.state.settings)
    return answer


@router.post("/logout")
def log_out(request: Request) -> Response:
    """End the session."""
    with library_of(request).store.writing() as connection:
        account_rows.log_out(connection, token_of(dict(request.headers)))
    answer = to("/login")
    answer.delete_cookie(COOKIE)
    return answer


@router.get("/health")
def health(request: Request) -> Response:
    """Say whether the library answers."""
    library_of(request).counts()
    return Response("well\n", media_type="text/plain")
