"""Adding: what comes in is kept as it came, once, and stands in a story; whatever goes wrong in between."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from crossread.errors import LibraryError, UsageError
from crossread.library import Library
from crossread.library.schema import HEAD, metadata
from tests.library.conftest import Write


def test_reports_are_kept_read_and_put_into_their_stories(library: Library, crane: list[str], orchard: str) -> None:
    added = library.add([*crane, orchard])
    assert len(added.new) == 3
    assert sorted(row.reports for row in library.stories()) == [1, 2]
    about_the_crane = next(row for row in library.stories() if row.reports == 2)
    dossier = library.dossier(about_the_crane.id)
    assert {report.outlet for report in dossier.reports} == {"Velm Gazette", "Marent Herald"}
    assert any(len(claim.reports) == 2 for claim in dossier.claims)


def test_adding_twice_changes_nothing(library: Library, crane: list[str]) -> None:
    library.add(crane)
    before = (library.counts(), library.stories(), library.changes(), library.search("crane"))
    added = library.add(crane)
    assert not added.new and len(added.known) == 2
    assert (library.counts(), library.stories(), library.changes(), library.search("crane")) == before


def test_the_original_is_kept_to_the_byte_and_cannot_be_rewritten(library: Library, crane: list[str]) -> None:
    key = library.add(crane).new[0]
    data = Path(crane[0]).read_bytes()
    assert library.original(key) == (hashlib.sha256(data).hexdigest(), data)
    for change in ("UPDATE originals SET data = 'x'", "DELETE FROM originals"):
        with pytest.raises(LibraryError, match="never"), library.store.writing() as connection:
            connection.execute(text(change))
    assert library.original(key)[1] == data


def test_in_two_goes_or_in_one_the_dossier_is_the_same(nlp: object, crane: list[str], later: str, tmp_path: Path) -> None:
    with Library(tmp_path / "one", model=nlp) as one, Library(tmp_path / "two", model=nlp) as two:  # type: ignore[arg-type]
        one.add([*crane, later])
        two.add(crane)
        two.add(later)
        keys = [row.id for row in one.stories()]
        assert keys == [row.id for row in two.stories()]
        assert one.dossier(keys[0]) == two.dossier(keys[0])


def test_a_corrected_report_is_known_as_the_later_one(library: Library, crane: list[str]) -> None:
    library.add(crane)
    Path(crane[0]).write_text(Path(crane[0]).read_text("utf-8").replace("Four", "Five"), "utf-8")
    library.add(crane)
    assert [told.change.kind for told in library.changes()].count("report.corrects") == 1
    assert library.counts() == {"reports": 3, "stories": 1}


def test_what_cannot_be_read_is_said_and_the_rest_is_kept(library: Library, crane: list[str], write: Write) -> None:
    added = library.add([*crane, write("picture.png", "x"), write("broken.pdf", "no pdf"), "nowhere.txt"])
    assert len(added.new) == 2
    assert all(any(name in line for line in added.warnings) for name in ("picture.png", "broken.pdf", "nowhere.txt"))


def test_strange_characters_are_kept(library: Library, write: Write) -> None:
    words = "부산 항구 👩‍🚀 مرحبا said\x00 the mayor of Velm on Monday, and 14 cranes stood still."
    key = library.add(write("strange.jsonl", json.dumps({"text": words, "title": "No\x00body"}))).new[0]
    assert library.report(key).text == words
    assert library.search("부산").total == 1


def test_nothing_half_done_stays(library: Library, crane: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def fail(*_: object) -> None:
        calls.append(1)
        raise KeyboardInterrupt

    monkeypatch.setattr("crossread.library.queue.keep", fail)
    with pytest.raises(KeyboardInterrupt):
        library.add(crane)
    assert library.search("crane").total == 0
    monkeypatch.undo()
    assert len(library.add(crane).known) == 2
    assert library.search("crane").total == 2
    assert library.counts() == {"reports": 2, "stories": 1}


def test_a_full_disk_is_said_and_nothing_is_lost(nlp: object, crane: list[str], later: str, tmp_path: Path) -> None:
    with Library(tmp_path / "full", model=nlp) as library:  # type: ignore[arg-type]
        library.add(crane)
        with library.store.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.rollback()
        from sqlalchemy import event

        event.listen(library.store.engine, "checkout", lambda raw, *_: raw.execute(f"PRAGMA max_page_count={pages}"))
        large = Path(later).with_name("large.txt")
        large.write_text(Path(later).read_text("utf-8") + "\nNothing else is known." * 20_000, "utf-8")
        with pytest.raises(LibraryError, match="disk is full"):
            library.add(str(large))
        assert library.search("crane").total == 2
    with Library(tmp_path / "full", model=nlp) as library:  # type: ignore[arg-type]
        library.add(later)
        assert library.search("crane").total == 3


def test_a_page_that_postgresql_wrote_by_half_is_a_full_disk(library: Library) -> None:
    from psycopg.errors import DiskFull
    from sqlalchemy.exc import OperationalError

    half = DiskFull('could not extend file "base/1/2": wrote only 4096 of 8192 bytes at block 7')
    with pytest.raises(LibraryError, match="disk is full; make room"), library.store.reading():
        raise OperationalError("INSERT", None, half)


def test_a_database_that_goes_away_is_said_and_nothing_is_lost(postgres: object, nlp: object, crane: list[str], later: str) -> None:
    from tests.library.server import Server

    assert isinstance(postgres, Server)
    url = postgres.database("goes_away")
    with Library(url, model=nlp) as library:  # type: ignore[arg-type]
        library.add(crane)
        postgres.kill()
        try:
            with pytest.raises(LibraryError, match="does not answer|went away"):
                library.add(later)
        finally:
            postgres.start()
        library.add(later)
        assert library.search("crane").total == 3


def test_places_that_are_no_library(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="postgresql"):
        Library("mysql://somewhere/x")
    with pytest.raises(LibraryError, match="begins one"):
        Library(tmp_path / "none", create=False)
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="cannot be made"):
        Library(tmp_path / "file")
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "library.sqlite").write_text("no database at all, only words" * 100)
    with pytest.raises(LibraryError, match="no SQLite database"):
        Library(tmp_path / "odd")
    with pytest.raises(LibraryError, match="does not answer"):
        Library("postgresql+psycopg://nobody:secret@127.0.0.1:1/x")


def test_a_password_is_not_told() -> None:
    with pytest.raises(LibraryError) as raised:
        Library("postgresql+psycopg://nobody:secret@127.0.0.1:1/x")
    assert "secret" not in str(raised.value)


def test_migrations_make_the_tables_that_the_library_uses(library: Library) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    import crossread.library.migrations as home

    assert ScriptDirectory(str(Path(str(home.__file__)).parent)).get_current_head() == HEAD
    with library.store.reading() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    ours = [one for one in found if not _full_text(one)]
    assert ours == []


def _full_text(difference: tuple[object, ...]) -> bool:
    """Say whether a difference is about what is made by hand in each database: tables of full text, the index of the newest."""
    about = str(difference[1])
    return any(name in about for name in ("words", "named", "newest"))


def test_an_older_format_is_named_with_the_way_out(library: Library, crane: list[str]) -> None:
    library.add(crane)
    with library.store.writing() as connection:
        connection.execute(text("UPDATE stories SET dossier = :x"), {"x": msgspec.json.encode({})})
    with pytest.raises(LibraryError, match="reread"):
        library.dossier(library.stories()[0].id)


def test_without_the_extra_the_command_says_what_to_install(tmp_path: Path) -> None:
    code = "import sys; sys.modules['sqlalchemy'] = None; from crossread.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "stories", "--library", str(tmp_path)], capture_output=True, timeout=60)
    assert done.returncode == 2
    assert b"pip install 'crossread[library]'" in done.stderr
