"""Pages and feeds from the network, when a person asks for them: politely, within bounds, and every request written
down.

robots.txt is heeded (RFC 9309), hosts get a second between requests, private addresses are refused unless allowed, and
the address that was looked at is the one that is connected to, so that a name cannot turn to another in between.
"""

from __future__ import annotations

import hashlib
import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

import msgspec
from sqlalchemy import insert

from crossread.errors import MissingExtra, Refused, UsageError
from crossread.library.schema import fetches
from crossread.library.store import Store, now
from crossread.library.words import column
from crossread.release import VERSION

if TYPE_CHECKING:
    import httpx

AGENT = f"Crossread/{VERSION}"
MAX_BYTES = 20_000_000  # of an answer: a report's own limit
SECONDS = 30.0  # for one request, from its first word to its last
MAX_HOPS = 5  # redirections followed
HOST_PAUSE = 1.0  # seconds between two requests to one host
MAX_ROBOTS = 500_000  # bytes of robots.txt; RFC 9309 asks for at least 500 KiB


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: where it came from in the end, its bytes, and what lets the next request ask for news only."""

    url: str
    status: int
    data: bytes
    headers: Mapping[str, str]


@dataclass(slots=True)
class Fetcher:
    """Fetches for one library and one person; `allow_private` lets it reach this machine and its neighbours."""

    store: Store
    who: str = "local"
    allow_private: bool = False
    pause: float = HOST_PAUSE
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str, known: Mapping[str, str] | None = None) -> Fetched:
        """Fetch a page or feed; `known` are headers of a conditional request.

        Raises Refused with the reason, which is logged too.
        """
        for _ in range(MAX_HOPS):
            answer = self._polite(url, known or {})
            if answer.status not in (301, 302, 303, 307, 308):
                return answer
            url = urljoin(url, answer.headers.get("location", ""))
        raise Refused(f"{url}: redirected more than {MAX_HOPS} times; not followed any further")

    def _polite(self, url: str, known: Mapping[str, str]) -> Fetched:
        parts = _parts(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(site)
        if not self._robots[site].can_fetch(AGENT, url):
            self._log(url, {}, outcome="not asked: its robots.txt does not want it read")
            raise Refused(
                f"{url}: the site's robots.txt does not want it read; save the page yourself and add the file"
            )
        return self._request(url, known)

    def _read_robots(self, site: str) -> RobotFileParser:
        """Return a site's rules: none where it has none (4xx), all forbidden where it cannot be asked (RFC 9309,
        2.3.1)."""
        rules = RobotFileParser()
        try:
            answer = self._request(f"{site}/robots.txt", {}, MAX_ROBOTS)
            for _ in range(MAX_HOPS):
                if answer.status not in (301, 302, 303, 307, 308):
                    break
                answer = self._request(urljoin(answer.url, answer.headers.get("location", "")), {}, MAX_ROBOTS)
        except Refused as refusal:
            if "not asked" in str(refusal):
                raise
            rules.parse(["User-agent: *", "Disallow: /"])
            return rules
        if answer.status < 300:
            rules.parse(answer.data.decode("utf-8", "replace").splitlines())
        else:
            rules.parse([] if answer.status < 500 else ["User-agent: *", "Disallow: /"])
        return rules

    def _request(self, url: str, known: Mapping[str, str], most: int = MAX_BYTES) -> Fetched:
        httpx = _httpx()
        parts = _parts(url)
        host = parts.hostname or ""
        address = self._address(url, host, parts.port or (443 if parts.scheme == "https" else 80))
        self._wait(host)
        literal = f"[{address}]" if ":" in address else address
        direct = urlunsplit(
            (parts.scheme, f"{literal}:{parts.port}" if parts.port else literal, parts.path or "/", parts.query, "")
        )
        sent = {"host": parts.netloc, "user-agent": AGENT, "accept": "*/*", "accept-encoding": "gzip", **known}
        try:
            with (
                httpx.Client(timeout=SECONDS, follow_redirects=False, trust_env=False) as client,
                client.stream("GET", direct, headers=sent, extensions={"sni_hostname": host}) as answer,
            ):
                data = _bounded(url, answer, most)
                fetched = Fetched(url, answer.status_code, data, dict(answer.headers))
        except httpx.HTTPError as error:
            self._log(url, sent, outcome=f"failed: {type(error).__name__}: {error}")
            raise Refused(f"{url}: it does not answer ({type(error).__name__}: {error})") from error
        except Refused as refusal:
            self._log(url, sent, outcome=f"broken off: {refusal}")
            raise
        self._log(url, sent, fetched)
        return fetched

    def _address(self, url: str, host: str, port: int) -> str:
        """Return the address of a host; raises Refused where any of its addresses is not one of the open network."""
        try:
            found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except OSError as error:
            self._log(url, {}, outcome=f"failed: no address: {error}")
            raise Refused(f"{url}: the name {host!r} has no address ({error})") from error
        private = [address for address in found if not ipaddress.ip_address(address.split("%")[0]).is_global]
        if private and not self.allow_private:
            self._log(url, {}, outcome=f"not asked: {private[0]} is not an address of the open network")
            raise Refused(
                f"{url}: not asked, since {private[0]} is not an address of the open network; --allow-private lets it "
                f"be asked"
            )
        return found[0]

    def _wait(self, host: str) -> None:
        wait = self._last.get(host, 0.0) + self.pause - time.monotonic()
        if host in self._last and wait > 0:
            self.sleep(wait)
        self._last[host] = time.monotonic()

    def _log(
        self, url: str, sent: Mapping[str, str], fetched: Fetched | None = None, outcome: str = "answered"
    ) -> None:
        row: dict[str, object] = {"url": column(url), "at": now(), "who": self.who, "outcome": column(outcome)}
        row["sent"] = msgspec.json.encode(sent).decode()
        if fetched is not None:
            row |= {
                "status": fetched.status,
                "size": len(fetched.data),
                "sha256": hashlib.sha256(fetched.data).hexdigest(),
            }
        with self.store.writing() as connection:
            connection.execute(insert(fetches).values(**row))


def _bounded(url: str, answer: httpx.Response, most: int) -> bytes:
    until = time.monotonic() + SECONDS
    data = bytearray()
    for piece in answer.iter_bytes():
        data += piece
        if len(data) > most:
            raise Refused(f"{url}: more than {most / 1e6:.1f} MB; not fetched")
        if time.monotonic() > until:
            raise Refused(f"{url}: not through within {SECONDS:.0f} seconds; not fetched")
    return bytes(data)


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # raises ValueError where it is no number
    except ValueError as error:
        raise UsageError(f"{url!r} is no address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"{url!r} is no address of a page: it begins with https:// or http://")
    if parts.username or parts.password:
        raise Refused(f"{parts.scheme}://{parts.hostname}: addresses with a name and password in them are not asked")
    return parts


def _httpx() -> ModuleType:
    try:
        import httpx
    except ImportError as missing:
        raise MissingExtra("fetching", "httpx", "library") from missing
    return httpx


def is_address(path: str) -> bool:
    """Say whether what is to be added is an address rather than a path."""
    return path.lower().startswith(("http://", "https://"))
