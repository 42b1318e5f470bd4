"""What every request passes before anything else sees it: names, origins, sizes, rates, and who asks.

An ASGI middleware without state of its own but the rates. What it refuses, it refuses with a word.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict, deque
from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from crossread.library import Library
from crossread.library.accounts import Account, who_is
from crossread.workbench.settings import Settings

COOKIE = "crossread_session"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# what may be asked for without having logged in
OPEN = ("/login", "/api/v1/login", "/static/", "/health", "/favicon.ico")
SMALL_BODY = 1_000_000  # bytes of a request that uploads nothing
UPLOADS = ("/add", "/api/v1/reports")
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action "
    "'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
Scope = dict[str, Any]


class Rates:
    """How often a client asked within the last minute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._asked: dict[tuple[str, str], deque[float]] = defaultdict(deque)
        self._clock = clock

    def allow(self, client: str, what: str, most: int) -> bool:
        """Count one more; say whether that is within `most` a minute."""
        at = self._clock()
        asked = self._asked[(client, what)]
        while asked and asked[0] < at - 60:
            asked.popleft()
        if len(asked) >= most:
            return False
        asked.append(at)
        if len(self._asked) > 10_000:  # clients; forget those that are gone
            self._asked = defaultdict(
                deque, {key: when for key, when in self._asked.items() if when and when[-1] > at - 60}
            )
        return True


class Refusal(Exception):
    """A status, and the word that goes with it."""

    def __init__(self, status: int, word: str) -> None:
        super().__init__(word)
        self.status = status


class Guard:
    """The middleware: `scope["state"]["account"]` says to all behind it who asks."""

    def __init__(self, app: Any, library: Library, settings: Settings) -> None:
        self.app, self.library, self.settings = app, library, settings
        self.rates = Rates()

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}

        async def send_with_headers(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower() for name, _ in message["headers"]}
                more = {"content-security-policy": POLICY, **HEADERS}
                message["headers"] = [
                    *message["headers"],
                    *((n.encode(), v.encode()) for n, v in more.items() if n.encode() not in given),
                ]
            await send(message)

        try:
            self._check_host(headers)
            self._check_rate(scope)
            if scope["method"] not in SAFE:
                self._check_origin(headers)
            limited = self._limited(scope, headers, receive)
            account = await self._account(scope, headers)
            scope.setdefault("state", {})["account"] = account
            await self.app(scope, limited, send_with_headers)
        except Refusal as refusal:
            await _refuse(scope, refusal, send_with_headers)

    def _check_host(self, headers: dict[str, str]) -> None:
        host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        if host not in self.settings.hosts:
            raise Refusal(
                400,
                f"this server does not answer to the name {host[:100]!r}; start it with --name {host[:100]} to allow "
                f"it",
            )

    def _check_rate(self, scope: Scope) -> None:
        client = (scope.get("client") or ("?",))[0]
        kind = (
            "login"
            if scope["path"].endswith("/login") and scope["method"] == "POST"
            else "read"
            if scope["method"] in SAFE
            else "write"
        )
        most = {
            "login": self.settings.logins_a_minute,
            "read": self.settings.reads_a_minute,
            "write": self.settings.writes_a_minute,
        }[kind]
        if not self.rates.allow(client, kind, most):
            raise Refusal(429, f"more than {most} such requests a minute from {client}; wait a moment")

    def _check_origin(self, headers: dict[str, str]) -> None:
        """Refuse what another site's page sends in a user's name (CSRF): browsers say where a request comes from."""
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise Refusal(403, "this came from another site's page; act on the workbench's own page")
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != headers.get("host"):
            raise Refusal(403, "this came from another site's page; act on the workbench's own page")

    def _limited(self, scope: Scope, headers: dict[str, str], receive: Any) -> Any:
        most = self.settings.max_upload if scope["path"] in UPLOADS else SMALL_BODY
        said = headers.get("content-length", "0")
        if not said.isdigit() or int(said) > most:
            raise Refusal(413, f"a request here may have {most / 1e6:.0f} MB; send less at a time")
        got = 0

        async def counted() -> Any:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got > most:
                raise Refusal(413, f"a request here may have {most / 1e6:.0f} MB; send less at a time")
            return message

        return counted

    async def _account(self, scope: Scope, headers: dict[str, str]) -> Account | None:
        if not self.settings.accounts:
            return Account(name=self.settings.who, role="administer", created_at="")
        token = token_of(headers)
        found = None
        if token:
            from starlette.concurrency import run_in_threadpool

            found = await run_in_threadpool(self._who, token)
        if found is None and not scope["path"].startswith(OPEN):
            raise Refusal(401, "log in first")
        return found

    def _who(self, token: str) -> Account | None:
        with self.library.store.reading() as connection:
            return who_is(connection, token)


def token_of(headers: dict[str, str]) -> str:
    """Return the session's token: of the cookie, or of `Authorization: Bearer`."""
    scheme, _, bearer = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return bearer.strip()
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(headers.get("cookie", ""))
    except Exception:
        return ""
    return jar[COOKIE].value if COOKIE in jar else ""


async def _refuse(scope: Scope, refusal: Refusal, send: Any) -> None:
    page = not scope["path"].startswith("/api/")
    if refusal.status == 401 and page:
        headers = [(b"location", b"/login")]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    body = f"{refusal}\n" if page else json.dumps({"error": str(refusal), "kind": "refused"})
    kind = b"text/plain; charset=utf-8" if page else b"application/json"
    await send({"type": "http.response.start", "status": refusal.status, "headers": [(b"content-type", kind)]})
    await send({"type": "http.response.body", "body": body.encode()})
