"""What is fetched, what is not, and what is written down of it; against a server of the test's own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from crossread.errors import Refused, UsageError
from crossread.library import Library
from crossread.library.fetching import Fetcher
from crossread.library.watching import feeds_in

PAGE = """<html><head><title>Crane falls | Velm Gazette</title></head><body><article><h1>Crane falls</h1><p>Four dockers were hurt when a
crane fell in the harbour of Velm on Monday, the Dock Union said. The harbour stays closed until Friday, harbour master Oda Lindqvist
said. The crane had lifted 1,200 containers since January.</p></article></body></html>"""


class Site:
    """A small site: what it serves by path, and what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}))
                status, headers, body = site.pages.get(self.path, (404, {}, b"none"))
                if headers.get("etag") and self.headers.get("if-none-match") == headers["etag"]:
                    status, body = 304, b""
                self.send_response(status)
                for key, value in headers.items():
                    self.send_header(key, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def put(self, path: str, body: str, status: int = 200, **headers: str) -> str:
        self.pages[path] = (status, headers, body.encode())
        return self.url + path

    def asked_for(self, path: str) -> int:
        return sum(1 for asked, _ in self.asked if asked == path)


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossread.library.fetching.Fetcher._wait", lambda self, host: None)


@pytest.fixture
def here(tmp_path: Path, nlp: Any) -> Iterator[Library]:
    with Library(tmp_path / "library", model=nlp) as opened:
        yield opened


def _feed(site: Site, *links: str) -> str:
    items = "".join(f"<item><title>Crane</title><link>{link}</link><pubDate>Tue, 04 Mar 2031 10:00:00 GMT</pubDate></item>" for link in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Velm Gazette</title>{items}</channel></rss>'


def test_a_page_is_added_by_its_address_and_every_request_is_written_down(here: Library, site: Site) -> None:
    url = site.put("/crane", PAGE)
    added = here.add(url, allow_private=True)
    assert len(added.new) == 1
    assert here.original(added.new[0])[1] == PAGE.encode()
    log = here.fetches()
    assert [row["url"] for row in log] == [f"{site.url}/robots.txt", url]
    assert json.loads(log[1]["sent"])["user-agent"].startswith("Crossread/")
    assert log[1]["status"] == 200 and log[1]["size"] == len(PAGE.encode())
    assert set(site.asked[1][1]) <= {"host", "user-agent", "accept", "accept-encoding", "connection"}


@pytest.mark.parametrize("url", ["http://127.0.0.1/x", "http://localhost/x", "http://[::1]/x", "http://10.0.0.1/x", "http://169.254.169.254/latest", "http://0.0.0.0/x"])
def test_private_addresses_are_not_asked(here: Library, url: str) -> None:
    with pytest.raises(Refused, match="open network"):
        Fetcher(here.store).fetch(url)
    assert all(row["status"] is None and "not asked" in row["outcome"] for row in here.fetches())


def test_a_page_cannot_lead_to_a_private_address(here: Library, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    url = site.put("/away", "", 302, location="http://10.0.0.1/secret")
    fetcher = Fetcher(here.store, allow_private=True)
    real = Fetcher._address

    def only_here(self: Fetcher, url: str, host: str, port: int) -> str:
        self.allow_private = host == "127.0.0.1"
        return real(self, url, host, port)

    monkeypatch.setattr(Fetcher, "_address", only_here)
    with pytest.raises(Refused, match="open network"):
        fetcher.fetch(url)


def test_robots_txt_is_heeded(here: Library, site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /private")
    added = here.add([site.put("/private/crane", PAGE), site.put("/open/crane", PAGE)], allow_private=True)
    assert len(added.new) == 1
    assert site.asked_for("/private/crane") == 0
    assert any("robots.txt" in line for line in added.warnings)
    site.put("/robots.txt", "broken", 503)
    with pytest.raises(Refused, match=r"robots\.txt"):
        Fetcher(here.store, allow_private=True).fetch(f"{site.url}/open/crane")


def test_answers_are_bounded(here: Library, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossread.library.fetching.MAX_BYTES", 100)
    fetcher = Fetcher(here.store, allow_private=True)
    with pytest.raises(Refused, match="MB"):
        fetcher._request(site.put("/large", "x" * 5_000), {}, 100)
    site.put("/loop", "", 302, location="/loop")
    with pytest.raises(Refused, match="redirected"):
        fetcher.fetch(f"{site.url}/loop")
    with pytest.raises(UsageError):
        fetcher.fetch("file:///etc/passwd")
    with pytest.raises(Refused, match="password"):
        fetcher.fetch("http://me:secret@example.org/")
    assert all("secret" not in str(row) for row in here.fetches())


def test_a_feed_is_asked_for_news_only(here: Library, site: Site, tmp_path: Path) -> None:
    page = site.put("/crane", PAGE)
    url = site.put("/feed", _feed(site, page, f"{site.url}/gone"), etag='"one"')
    opml = tmp_path / "feeds.opml"
    opml.write_text(f'<opml version="2.0"><body><outline text="x"><outline xmlUrl="{url}"/></outline></body></opml>', "utf-8")
    assert feeds_in([str(opml)]) == (url,)
    first = here.watch([str(opml)], allow_private=True)
    assert len(first.new) == 1
    report = here.report(first.new[0])
    assert report.outlet == "Velm Gazette" and (report.published or "").startswith("2031-03-04")
    assert any("404" in line for line in first.warnings)
    again = here.watch([str(opml)], allow_private=True)
    assert not again.new and not again.warnings
    assert site.asked[-1][1]["if-none-match"] == '"one"'
    site.put("/feed", _feed(site, page, f"{site.url}/gone"), etag='"two"')
    here.watch([str(opml)], allow_private=True)
    assert site.asked_for("/crane") == 1 and site.asked_for("/gone") == 1


def test_a_feed_that_fails_is_left_alone_for_longer_each_time(here: Library, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    at = [1_000_000.0]
    monkeypatch.setattr("crossread.library.watching.time.time", lambda: at[0])
    url = site.put("/feed", "broken", 500)
    assert "5 minutes" in here.watch([url], allow_private=True).warnings[0]
    assert here.watch([url], allow_private=True).warnings == []
    at[0] += 301
    assert "10 minutes" in here.watch([url], allow_private=True).warnings[0]
    at[0] += 601
    site.put("/feed", "broken", 429, **{"retry-after": "7200"})
    assert "120 minutes" in here.watch([url], allow_private=True).warnings[0]
    assert site.asked_for("/feed") == 3


def test_what_is_no_feed_is_said(here: Library, site: Site, tmp_path: Path) -> None:
    assert any("no feed" in line for line in here.watch([site.put("/page", "<p>unclosed")], allow_private=True).warnings)
    with pytest.raises(UsageError, match="OPML"):
        feeds_in([str(tmp_path / "none.opml")])
    (tmp_path / "odd.opml").write_text("not xml", "utf-8")
    with pytest.raises(UsageError, match="OPML"):
        feeds_in([str(tmp_path / "odd.opml")])
