"""One body of tests for both databases: `where` is a fresh library in each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sqlalchemy")

from crossread.library import Library
from tests.library import server

_NUMBERS = count(1)
NEEDED = "CROSSREAD_NEED_POSTGRES"  # set by `make test-postgres`: then a missing server is a failure, not a skip


@pytest.fixture(scope="session")
def postgres() -> Iterator[server.Server]:
    if server.programs() is None:
        if os.environ.get(NEEDED):
            pytest.fail("no PostgreSQL here: apt-get install postgresql")
        pytest.skip("no PostgreSQL here: apt-get install postgresql to run these tests against it too")
    with server.running() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where a fresh library is to be made."""
    if request.param == "sqlite":
        return str(tmp_path / "library")
    made: server.Server = request.getfixturevalue("postgres")
    return made.database(f"test_{os.getpid()}_{next(_NUMBERS)}")


@pytest.fixture
def library(where: str, nlp: Any) -> Iterator[Library]:
    with Library(where, model=nlp) as opened:
        yield opened


Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes a report with its head and returns its path."""

    def put(name: str, text: str, **head: str) -> str:
        import json

        path = tmp_path / "in" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        if head:
            path.with_suffix(".meta.json").write_text(json.dumps(head), "utf-8")
        return str(path)

    return put


GAZETTE = """Crane falls in Velm harbour
Four dockers were hurt when a crane fell in the harbour of Velm on Monday, the Dock Union said.
Harbour master Oda Lindqvist said the harbour of Velm would stay closed until Friday.
The crane had lifted 1,200 containers since January."""
HERALD = """Six hurt as crane falls in Velm
Six dockers were hurt when a crane fell in the harbour of Velm on Monday, the hospital of Velm said.
The harbour of Velm will stay closed until Friday, harbour master Oda Lindqvist said."""
COURIER = """Crane in Velm: seven hurt
Seven dockers were hurt when a crane fell in the harbour of Velm on Monday, the hospital of Velm said on Wednesday.
Insurers of the port put the loss at 40 million euros."""
ORCHARD = """Apple growers count on a record
Growers in the Marent valley expect 90,000 tonnes of apples, the growers' league said.
Frost spared the orchards this spring."""


@pytest.fixture
def crane(write: Write) -> list[str]:
    """Return two reports of one accident."""
    return [
        write("gazette.txt", GAZETTE, outlet="Velm Gazette", published="2031-03-04", title="Crane falls in Velm harbour"),
        write("herald.txt", HERALD, outlet="Marent Herald", published="2031-03-05", title="Six hurt as crane falls in Velm"),
    ]


@pytest.fixture
def later(write: Write) -> str:
    """Return a third report of it, of a day later."""
    return write("courier.txt", COURIER, outlet="Skarn Courier", published="2031-03-06", title="Crane in Velm: seven hurt")


@pytest.fixture
def orchard(write: Write) -> str:
    """Return a report of something else."""
    return write("orchard.txt", ORCHARD, outlet="Marent Herald", published="2031-03-05", title="Apple growers count on a record")
