"""A workbench over a fresh library, asked as a browser or a program would."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi")

from fastapi.testclient import TestClient

from crossread.library import Library
from crossread.workbench.app import make_app
from crossread.workbench.settings import Settings
from tests.library.conftest import GAZETTE, HERALD

HOST = "testserver"


@pytest.fixture
def library(tmp_path: Path, nlp: Any) -> Iterator[Library]:
    with Library(tmp_path / "library", model=nlp) as opened:
        yield opened


Ask = Callable[..., TestClient]


@pytest.fixture
def ask(library: Library) -> Iterator[Ask]:
    """Return a function that starts a workbench with settings and returns who asks it."""
    open_clients = []

    def start(**settings: Any) -> TestClient:
        client = TestClient(make_app(library, Settings(**{"hosts": frozenset({HOST}), **settings})), follow_redirects=False)
        client.__enter__()
        open_clients.append(client)
        return client

    yield start
    for client in open_clients:
        client.__exit__(None, None, None)


@pytest.fixture
def story(library: Library, tmp_path: Path) -> str:
    for name, text in (("gazette.txt", GAZETTE), ("herald.txt", HERALD)):
        (tmp_path / name).write_text(text, "utf-8")
    library.add([str(tmp_path / "gazette.txt"), str(tmp_path / "herald.txt")])
    return library.stories()[0].id


def job_done(client: TestClient, number: int) -> dict[str, Any]:
    """Wait until a job is over and return it."""
    for _ in range(600):
        job: dict[str, Any] = client.get(f"/api/v1/jobs/{number}").json()
        if job["state"] in ("done", "failed", "cancelled"):
            return job
        time.sleep(0.1)
    raise AssertionError(f"the job is not over: {job}")
