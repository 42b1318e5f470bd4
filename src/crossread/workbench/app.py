"""The application: routes behind the guard, and errors as words."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from crossread.errors import CrossreadError, LibraryError, NotInLibrary, Refused, StaleDecision
from crossread.library import Library
from crossread.release import VERSION
from crossread.workbench import api, pages
from crossread.workbench.guard import Guard, Refusal
from crossread.workbench.settings import Settings
from crossread.workbench.work import Workshop

STATUS: tuple[tuple[type[CrossreadError], int], ...] = (
    (NotInLibrary, 404),
    (StaleDecision, 409),
    (Refused, 403),
    (LibraryError, 503),
    (CrossreadError, 400),
)


def make_app(library: Library, settings: Settings) -> FastAPI:
    """Return the workbench over a library, to be run by any ASGI server."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        workshop.start()
        await run_in_threadpool(pages.make_ready, library)
        yield
        workshop.stop()

    workshop = Workshop(library)
    app = FastAPI(
        title="Crossread", version=VERSION, lifespan=lifespan, docs_url=None, redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        description="A library of reports, its stories and the decisions about them.",
    )  # fmt: skip
    app.state.library, app.state.settings, app.state.workshop = library, settings, workshop
    app.include_router(api.router)
    app.include_router(pages.router)
    app.add_middleware(Guard, library=library, settings=settings)
    app.add_exception_handler(CrossreadError, _said)
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    return app


def status_of(error: Exception) -> int:
    """Return the HTTP status of an error that Crossread raises on purpose."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def _answer(request: Request, error: Exception, status: int) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": str(error), "kind": type(error).__name__}, status)
    return pages.problem(request, str(error), status)


async def _said(request: Request, error: Exception) -> Response:
    return _answer(request, error, status_of(error))


async def _refused(request: Request, error: Exception) -> Response:
    return _answer(request, error, error.status if isinstance(error, Refusal) else 400)


async def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if not request.url.path.startswith("/api/"):
        return pages.problem(request, "this form was not filled in as it must be", 422)
    detail = [{"loc": list(one["loc"]), "msg": one["msg"], "type": one["type"]} for one in error.errors()]
    return Response(msgspec.json.encode({"detail": detail}), 422, media_type="application/json")
