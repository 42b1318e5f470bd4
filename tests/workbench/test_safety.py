"""What the workbench refuses, and the word that goes with it."""

from __future__ import annotations

import io
import json
import logging
import zipfile

import pytest

from crossread.errors import Refused
from crossread.library import Library, accounts
from crossread.workbench.guard import Rates
from crossread.workbench.serve import settings_for
from tests.workbench.conftest import Ask, job_done

PASSWORD = "a long enough password"


def _account(library: Library, name: str, role: str) -> None:
    with library.store.writing() as connection:
        accounts.put_account(connection, name, PASSWORD, role)


def test_outside_of_the_loopback_it_demands_accounts(library: Library) -> None:
    assert not settings_for(library, "127.0.0.1").accounts
    for host in ("0.0.0.0", "192.168.1.7", "::", "desk.example"):
        with pytest.raises(Refused, match="crossread account"):
            settings_for(library, host)
    _account(library, "ana", "decide")
    with pytest.raises(Refused):
        settings_for(library, "0.0.0.0")
    _account(library, "root", "administer")
    assert settings_for(library, "0.0.0.0").accounts
    assert settings_for(library, "127.0.0.1").accounts


def test_roles_may_what_they_may(library: Library, ask: Ask, story: str) -> None:
    for name, role in (("ruth", "read"), ("dan", "decide"), ("adam", "administer")):
        _account(library, name, role)
    client = ask(accounts=True)
    assert client.get("/api/v1/stories").status_code == 401
    assert client.get("/").headers["location"] == "/login"
    assert client.post("/api/v1/login", json={"name": "ruth", "password": "wrong wrong wrong"}).status_code == 403
    assert client.post("/api/v1/login", json={"name": "nobody", "password": PASSWORD}).status_code == 403
    allowed = {"ruth": (200, 403, 403), "dan": (200, 201, 403), "adam": (200, 201, 200)}
    claim = library.dossier(story).claims[0].id
    for name, statuses in allowed.items():
        client.cookies.clear()
        token = client.post("/api/v1/login", json={"name": name, "password": PASSWORD}).json()["token"]
        client.cookies.clear()
        head = {"authorization": f"Bearer {token}"}
        note = {"kind": "note", "one": [claim], "value": {"text": "x"}}
        got = (
            client.get(f"/api/v1/stories/{story}", headers=head).status_code,
            client.post(f"/api/v1/stories/{story}/decisions", json=note, headers=head).status_code,
            client.get("/api/v1/accounts", headers=head).status_code,
        )
        assert got == statuses, name
        client.post("/api/v1/logout", headers=head)
        assert client.get("/api/v1/stories", headers=head).status_code == 401
    assert {one.who for one in library.decisions()} == {"dan", "adam"}
    with library.store.writing() as connection:
        accounts.close_account(connection, "dan")
    assert client.post("/api/v1/login", json={"name": "dan", "password": PASSWORD}).status_code == 403


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(library: Library, ask: Ask) -> None:
    _account(library, "adam", "administer")
    client = ask(accounts=True, secure=True)
    answer = client.post("/login", data={"name": "adam", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=strict", "secure"))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://elsewhere.example"}, 403), ({"origin": "null"}, 403), ({"sec-fetch-site": "cross-site"}, 403),
        ({"host": "rebound.example"}, 400), ({"host": ""}, 400), ({"origin": "http://testserver"}, 201), ({}, 201),
    ],
)  # fmt: skip
def test_other_sites_cannot_act_in_a_users_name(library: Library, ask: Ask, story: str, headers: dict[str, str], status: int) -> None:
    claim = library.dossier(story).claims[0].id
    note = {"kind": "note", "one": [claim], "value": {"text": "x"}}
    assert ask().post(f"/api/v1/stories/{story}/decisions", json=note, headers=headers).status_code == status


def test_every_page_forbids_foreign_script_and_frames(ask: Ask, story: str) -> None:
    client = ask()
    for path in ("/", f"/stories/{story}", "/search?q=crane", "/api/v1/stories", "/nowhere"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


def test_what_is_written_is_never_markup(library: Library, ask: Ask, story: str) -> None:
    claim = library.dossier(story).claims[0].id
    library.decide(story, "note", [claim], value={"text": "<script>alert(1)</script>"}, by=("<b>ana</b>", "<img src=x>"))
    client = ask()
    for path in (f"/stories/{story}", f"/stories/{story}/claims/{claim}", f"/stories/{story}/decisions", "/search?q=<script>"):
        assert "<script>alert" not in client.get(path).text
        assert "<img src=x" not in client.get(path).text


def test_uploads_are_bounded_and_their_names_are_names(ask: Ask) -> None:
    client = ask(max_upload=2_000_000, max_files=3)
    large = client.post("/api/v1/reports", files=[("files", ("large.txt", b"x" * 2_100_000))])
    assert large.status_code == 413 and "2 MB" in large.json()["error"]
    many = client.post("/api/v1/reports", files=[("files", (f"{n}.txt", b"x")) for n in range(4)])
    assert many.status_code == 403 and "zip" in many.json()["error"]
    for name in ("../../etc/passwd", "..\\x.txt", ".hidden", "a/b.txt", "x" * 201):
        answer = client.post("/api/v1/reports", files=[("files", (name, b"x"))])
        assert answer.status_code == 403, name
    assert client.post(f"/api/v1/stories/t-{'0' * 16}/seen", content=b"x" * 1_100_000).status_code == 413


def test_traps_are_refused_with_a_word_and_the_rest_is_read(ask: Ask) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"0" * 25_000_000)
    deep = b"<html><body>" + b"<div>" * 50_000 + b"The crane of Velm fell." + b"</div>" * 50_000
    files = [
        ("files", ("bomb.zip", bomb.getvalue())), ("files", ("deep.html", deep)), ("files", ("line.txt", b"crane " * 400_000)),
        ("files", ("good.txt", b"The crane of Velm fell on Monday, the harbour master said.")),
    ]  # fmt: skip
    client = ask()
    job = job_done(client, client.post("/api/v1/reports", files=files).json()["id"])
    assert job["state"] == "done"
    assert "1 new reports" in job["message"]
    assert all(name in job["message"] for name in ("bomb.zip", "deep.html", "line.txt"))


def test_rates_are_limited(ask: Ask) -> None:
    client = ask(logins_a_minute=2, reads_a_minute=5)
    wrong = {"name": "x", "password": "y"}
    assert [client.post("/api/v1/login", json=wrong).status_code for _ in range(3)] == [403, 403, 429]
    assert [client.get("/health").status_code for _ in range(6)][-1] == 429
    at = [0.0]
    rates = Rates(lambda: at[0])
    assert [rates.allow("a", "read", 1), rates.allow("a", "read", 1), rates.allow("b", "read", 1)] == [True, False, True]
    at[0] = 61
    assert rates.allow("a", "read", 1)


def test_secrets_are_not_logged(library: Library, ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    _account(library, "adam", "administer")
    with caplog.at_level(logging.DEBUG):
        token = ask(accounts=True).post("/api/v1/login", json={"name": "adam", "password": PASSWORD}).json()["token"]
    assert PASSWORD not in caplog.text and token not in caplog.text
    with library.store.reading() as connection:
        kept = json.dumps([str(one) for one in accounts.accounts_of(connection)])
    assert "argon2" not in kept
