"""The API, `/api/v1`: all that the page does, in JSON. Thin: what it says, `crossread.Library` says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Body, File, Form, Path, Query, Request, UploadFile
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from crossread.errors import Refused
from crossread.library import Library
from crossread.library import accounts as account_rows
from crossread.library import jobs as job_rows
from crossread.library.accounts import Account, may
from crossread.library.anchors import Anchor
from crossread.library.labels import labels_of
from crossread.workbench import uploads
from crossread.workbench.exports import exported
from crossread.workbench.guard import COOKIE, token_of
from crossread.workbench.settings import Settings
from crossread.workbench.work import Workshop

PROBLEMS = {
    400: "what was asked makes no sense; `error` says why", 401: "log in first", 403: "not allowed; `error` says why",
    404: "there is nothing of that name", 409: "it has changed since it was looked at", 413: "too much at once",
    422: "the request is not of the form that it must have", 429: "too often",
    503: "the library cannot be used; `error` says why",
}  # fmt: skip
_PROBLEM = {
    "type": "object",
    "required": ["error", "kind"],
    "properties": {"error": {"type": "string"}, "kind": {"type": "string"}},
}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"description": words, "content": {"application/json": {"schema": _PROBLEM}}}
    for status, words in PROBLEMS.items()
    if status != 422
}
Id = Annotated[str, Path(max_length=40, pattern=r"^[a-z]+-[0-9a-f]{16}$")]
Number = Annotated[int, Path(ge=1, le=2**53)]
Limit = Annotated[int, Query(ge=1, le=500)]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
router = APIRouter(prefix="/api/v1", responses=_RESPONSES)


class Model(BaseModel):
    """Base of what is sent: unknown keys are refused, so that a slip is not passed over."""

    model_config = ConfigDict(extra="forbid")


class Words(Model):
    """Words of a report, as `one` and `other` of a decision may give them."""

    kind: str = Field(pattern="^(statement|mention|quantity|time|report)$")
    report: str = Field(max_length=40)
    start: int = Field(0, ge=0, le=2**31)
    end: int = Field(0, ge=0, le=2**31)
    text: str = Field("", max_length=4000)
    before: str = Field("", max_length=64)
    after: str = Field("", max_length=64)


class NewDecision(Model):
    """A decision. `one` and `other` are ids of records of the story's dossier, or words."""

    kind: str = Field(max_length=32, examples=["claim.merge"])
    one: list[str | Words] = Field(default=[], max_length=500)
    other: list[str | Words] = Field(default=[], max_length=500)
    value: dict[str, str | float | list[str]] = Field(default={}, max_length=10)
    why: str = Field("", max_length=4000)
    version: int | None = Field(
        None,
        ge=0,
        le=2**31,
        description="the version of the story that was looked at; refused with 409 where it has changed",
    )


class Reason(Model):
    why: str = Field("", max_length=4000)


class Seen(Model):
    version: int | None = Field(None, ge=0, le=2**31)


class Login(Model):
    name: str = Field(max_length=200)
    password: str = Field(max_length=200)


class NewAccount(Login):
    role: str = Field(pattern="^(read|decide|administer)$")


def library_of(request: Request) -> Library:
    """Return the library that this server serves."""
    found: Library = request.app.state.library
    return found


def workshop_of(request: Request) -> Workshop:
    """Return who does long work."""
    found: Workshop = request.app.state.workshop
    return found


def actor(request: Request, role: str) -> Account:
    """Return who asks; raises Refused where their role may not do this."""
    account: Account | None = request.scope["state"]["account"]
    if account is None or not may(account.role, role):
        raise Refused(f"this needs an account that may {role}; yours may {account.role if account else 'not'}")
    return account


def _json(record: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(record), status, media_type="application/json")


def _sides(named: Sequence[str | Words]) -> list[str | Anchor]:
    return [msgspec.convert(one.model_dump(), Anchor) if isinstance(one, Words) else one for one in named]


@router.get("/stories")
def stories(request: Request, limit: Limit = 100, offset: Offset = 0) -> Response:
    """List the stories, the last changed first."""
    who = actor(request, "read").name
    return _json(library_of(request).stories(who, limit=limit, offset=offset))


@router.get("/stories/{story}")
def story(request: Request, story: Id) -> Response:
    """Return a story's row: title, version, how many reports, claims and conflicts."""
    actor(request, "read")
    return _json(library_of(request).story(story))


@router.get("/stories/{story}/dossier")
def dossier(request: Request, story: Id) -> Response:
    """Return a story's dossier, in the format of `crossread read --json`."""
    actor(request, "read")
    return _json(library_of(request).dossier(story))


@router.get("/stories/{story}/export/{kind}")
def export(request: Request, story: Id, kind: Annotated[str, Path(max_length=20)]) -> Response:
    """Return a story as a file: `html`, `json`, `md`, `log` (its decisions), or a format of other tools (`stix`,
    `prov`, `sqlite` …)."""
    actor(request, "read")
    return exported(library_of(request), story, kind)


@router.get("/stories/{story}/changes")
def story_changes(request: Request, story: Id, since: Annotated[str | None, Query(max_length=40)] = None) -> Response:
    """Return what changed in a story: since a time (ISO 8601), or `last`: since you last looked."""
    who = actor(request, "read").name
    library_of(request).story(story)
    last = since == "last"
    return _json(library_of(request).changes(story=story, since=None if last else since, who=who if last else None))


@router.post("/stories/{story}/seen", status_code=204)
def mark_seen(request: Request, story: Id, given: Seen) -> Response:
    """Write down that you have looked at a story as it was in a version."""
    library_of(request).mark_seen(story, actor(request, "read").name, given.version)
    return Response(status_code=204)


@router.get("/stories/{story}/decisions")
def story_decisions(request: Request, story: Id) -> Response:
    """Return the log of a story: all decisions about it, those that were undone too."""
    actor(request, "read")
    library_of(request).story(story)
    return _json(library_of(request).decisions(story))


@router.post("/stories/{story}/decisions", status_code=201)
def decide(request: Request, story: Id, given: NewDecision) -> Response:
    """Decide: the story is built anew before this answers."""
    who = actor(request, "decide").name
    made = library_of(request).decide(
        story, given.kind, _sides(given.one), _sides(given.other), value=given.value, by=(who, given.why),
        version=given.version,
    )  # fmt: skip
    return _json(made, 201)


@router.get("/stories/{story}/falls")
def falls(request: Request, story: Id, name: Annotated[list[str], Query(min_length=1, max_length=50)]) -> Response:
    """Return what would fall with origins or reports (names, outlets, paths or ids), before anybody withdraws them."""
    actor(request, "read")
    return _json(library_of(request).falls_with(story, name))


@router.get("/decisions")
def decisions(request: Request) -> Response:
    """Return the whole log of decisions."""
    actor(request, "read")
    return _json(library_of(request).decisions())


@router.post("/decisions/{number}/undo")
def undo(request: Request, number: Number, given: Reason) -> Response:
    """Undo a decision; it stays in the log, marked."""
    return _json(library_of(request).undo(number, who=actor(request, "decide").name, why=given.why))


@router.get("/unanchored")
def unanchored(request: Request) -> Response:
    """Return the decisions whose words were not found in the newest readings, by story, with the reason."""
    actor(request, "read")
    return _json(library_of(request).unanchored())


@router.get("/labels")
def labels(request: Request) -> Response:
    """Return the decisions that stand as labels for training: places alone, no words."""
    actor(request, "administer")
    return _json(labels_of(library_of(request).decisions()))


@router.get("/changes")
def changes(request: Request, since: Annotated[str | None, Query(max_length=40)] = None) -> Response:
    """Return what changed in all stories: since a time (ISO 8601), or `last`: since you last looked."""
    who = actor(request, "read").name
    last = since == "last"
    return _json(library_of(request).changes(since=None if last else since, who=who if last else None))


@router.get("/fetches")
def fetches(request: Request) -> Response:
    """Return every request that left the machine for this library, with what was sent."""
    actor(request, "read")
    return _json(library_of(request).fetches())


@router.get("/search")
def search(
    request: Request, q: Annotated[str, Query(max_length=1000)], limit: Limit = 20, offset: Offset = 0
) -> Response:
    """Search the reports, in the query language of docs/library.md, the newest first."""
    actor(request, "read")
    return _json(library_of(request).search(q, limit=limit, offset=offset))


@router.get("/reports/{report}")
def report(request: Request, report: Id) -> Response:
    """Return a report."""
    actor(request, "read")
    return _json(library_of(request).report(report))


@router.get("/reports/{report}/original")
def original(request: Request, report: Id) -> Response:
    """Return the file that a report came in, to the byte; its SHA-256 is the ETag."""
    actor(request, "read")
    sha256, data = library_of(request).original(report)
    headers = {"etag": f'"{sha256}"', "content-disposition": f'attachment; filename="{report}.original"'}
    return Response(data, media_type="application/octet-stream", headers=headers)


@router.post("/reports", status_code=202)
async def add_reports(
    request: Request,
    files: Annotated[list[UploadFile], File()],
    published: Annotated[str | None, Form(max_length=40)] = None,
) -> Response:
    """Add files; answers at once with the job that reads them."""
    who = actor(request, "decide").name
    settings: Settings = request.app.state.settings
    given = await uploads.sources(files, settings.max_files)
    return _json(workshop_of(request).add(given, who, published or None), 202)


@router.post("/reread", status_code=202)
def reread(request: Request) -> Response:
    """Have read anew what an older version read; answers at once with the job."""
    return _json(workshop_of(request).reread(actor(request, "administer").name), 202)


@router.get("/jobs")
def jobs(request: Request) -> Response:
    """Return the newest jobs."""
    actor(request, "read")
    with library_of(request).store.reading() as connection:
        return _json(job_rows.jobs_of(connection))


@router.get("/jobs/{number}")
def job(request: Request, number: Number) -> Response:
    """Return a job: how far it is, or what became of it."""
    actor(request, "read")
    with library_of(request).store.reading() as connection:
        return _json(job_rows.job_of(connection, number))


@router.post("/jobs/{number}/cancel")
def cancel(request: Request, number: Number) -> Response:
    """Ask a job to stop; what it has done is kept."""
    actor(request, "decide")
    with library_of(request).store.writing() as connection:
        return _json(job_rows.cancel(connection, number))


@router.post("/login")
def log_in(request: Request, given: Annotated[Login, Body()]) -> Response:
    """Log in: returns a token for `Authorization: Bearer`, and sets it as a cookie too."""
    settings: Settings = request.app.state.settings
    with library_of(request).store.writing() as connection:
        token = account_rows.log_in(connection, given.name, given.password)
    answer = _json({"token": token})
    set_cookie(answer, token, settings)
    return answer


def set_cookie(answer: Response, token: str, settings: Settings) -> None:
    """Give the browser its session."""
    answer.set_cookie(
        COOKIE, token, max_age=account_rows.SESSION_SECONDS, httponly=True, samesite="strict", secure=settings.secure
    )


@router.post("/logout", status_code=204)
def log_out(request: Request) -> Response:
    """End the session."""
    with library_of(request).store.writing() as connection:
        account_rows.log_out(connection, token_of(dict(request.headers)))
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE)
    return answer


@router.get("/accounts")
def accounts(request: Request) -> Response:
    """Return all accounts."""
    actor(request, "administer")
    with library_of(request).store.reading() as connection:
        return _json(account_rows.accounts_of(connection))


@router.post("/accounts", status_code=201)
def put_account(request: Request, given: NewAccount) -> Response:
    """Make an account, or give one another password and role."""
    actor(request, "administer")
    with library_of(request).store.writing() as connection:
        account_rows.put_account(connection, given.name, given.password, given.role)
    return _json({"name": given.name, "role": given.role}, 201)


@router.delete("/accounts/{name}", status_code=204)
def close_account(request: Request, name: Annotated[str, Path(max_length=200)]) -> Response:
    """Close an account; what it decided stays."""
    actor(request, "administer")
    with library_of(request).store.writing() as connection:
        account_rows.close_account(connection, name)
    return Response(status_code=204)
