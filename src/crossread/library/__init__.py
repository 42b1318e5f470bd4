"""A library: what is kept between runs. Originals, reports, readings, stories that grow, and what people decided.

    from crossread import Library

    with Library("my") as library:
        library.add(["examples/ferry"])
        for hit in library.search('"safety board" > 200 passengers').hits:
            print(hit.title, hit.excerpt)

Every act is one transaction: it is done and kept, or nothing of it is. A library may be used by several processes at
once.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import msgspec

from crossread.errors import LibraryError, MissingExtra, NotInLibrary, UsageError

try:
    import alembic  # noqa: F401
    from sqlalchemy import select
except ImportError as missing:
    raise MissingExtra("a library", missing.name or "sqlalchemy", "library") from missing

from crossread.collect import Source, sources_of
from crossread.compare.withdrawal import Withdrawal, withdraw
from crossread.executors import Executor, Here
from crossread.library import arrivals, growth, log, queue
from crossread.library.anchors import Anchor, anchors_of
from crossread.library.arrivals import Added
from crossread.library.changes import Change
from crossread.library.decisions import Decision, check, check_grade
from crossread.library.fetching import Fetcher, is_address
from crossread.library.query import parse
from crossread.library.records import unpack
from crossread.library.schema import changes, fetches, originals, readings, reports, seen, stories
from crossread.library.search import Found, search
from crossread.library.store import Store, now, upsert
from crossread.library.watching import feeds_in, news, page_at
from crossread.library.words import column
from crossread.model import Dossier, Report
from crossread.pipeline import Paths, Read, path_names, reader_version, reading_stage, reports_of

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Added", "Anchor", "Decision", "Found", "Library", "StoryRow", "Told"]

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are; what it raises stops the work cleanly."""
LOCAL = "local"  # who acts where nobody has logged in
KEEP_AFTER = 5.0  # seconds after which readings are kept though they are few: a kill costs no more than them
PATIENCE = 0.2  # seconds between two looks whether another process has read what it took


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A story in the list of stories. `unseen` counts what changed since the analyst last looked."""

    id: str
    title: str
    created_at: str
    changed_at: str
    version: int
    reports: int
    claims: int
    conflicts: int
    unseen: int = 0


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A change of a story, with when and in which version of it."""

    id: int
    story: str
    title: str
    version: int
    at: str
    change: Change


class Library:
    """A library in a folder (SQLite) or at a URL (`postgresql+psycopg://…`); made at first use unless `create` is
    false.

    `model` is a loaded reading model to be used again; else it is loaded when the first report is read. `executor` is
    another place than this process to read and compare in (`crossread.executors`).
    """

    def __init__(
        self,
        where: str | Path,
        *,
        create: bool = True,
        model: Language | None = None,
        threads: int = 1,
        executor: Executor | None = None,
    ) -> None:
        self.store = Store(where, create=create)
        self.executor = executor
        self._model = model
        self._threads = threads

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back all connections."""
        self.store.close()

    @property
    def model(self) -> Language:
        """The reading model, loaded when it is first asked for."""
        if self._model is None:
            from crossread.model_runtime import load

            self._model = load(threads=self._threads)
        return self._model

    def add(
        self,
        paths: Paths,
        *,
        published: Mapping[str, str] | None = None,
        who: str = LOCAL,
        progress: Progress | None = None,
        allow_private: bool = False,
    ) -> Added:
        """Add files and folders, everything that `crossread.read` takes, and pages by their addresses (http, https).

        What is there already is passed over. The same command again goes on where it was stopped, however it was
        stopped. Only a page that is named is fetched; each request is written down.
        """
        said: list[str] = []
        wanted = path_names(paths)
        fetcher = Fetcher(self.store, who, allow_private)
        pages = (page_at(fetcher, path, said) for path in wanted if is_address(path))
        files = sources_of(
            [path for path in wanted if not is_address(path)], lambda path, why: said.append(f"{path}: {why}")
        )
        everything = itertools.chain(files, (page for page in pages if page is not None))
        added = self.add_sources(everything, published=published, who=who, progress=progress)
        added.warnings[:0] = said
        return added

    def add_sources(
        self,
        files: Iterable[Source],
        *,
        published: Mapping[str, str] | None = None,
        who: str = LOCAL,
        progress: Progress | None = None,
    ) -> Added:
        """Add files that are in memory: uploads and fetched pages come this way."""
        tell = progress or (lambda what, done, total: None)
        added = Added()
        for count, source in enumerate(files, start=1):
            self._enter(source, _dated(source.path, published or {}), who, added)
            tell("keeping", count, count)
        self._read_waiting(added, tell)
        added.stories = growth.settle(self.store)
        self.rebuild(tell)
        return added

    def watch(
        self, feeds: Sequence[str], *, who: str = LOCAL, allow_private: bool = False, progress: Progress | None = None
    ) -> Added:
        """Look once at feeds (addresses, or OPML files that list them) and add the pages that are new."""
        said: list[str] = []
        fetcher = Fetcher(self.store, who, allow_private)
        added = self.add_sources(news(self.store, fetcher, feeds_in(feeds), said), who=who, progress=progress)
        added.warnings[:0] = said
        return added

    def fetches(self) -> tuple[dict[str, Any], ...]:
        """Return every request that left the machine, the first first, with what was sent."""
        with self.store.reading() as connection:
            return tuple(dict(row._mapping) for row in connection.execute(select(fetches).order_by(fetches.c.id)))

    def _enter(self, source: Source, published: str | None, who: str, added: Added) -> None:
        with self.store.reading() as connection:
            if arrivals.seen_before(connection, source):
                added.known += arrivals.reports_from(connection, source)
                return
        found, warnings = reports_of(source, published)
        with self.store.writing() as connection:
            entered = arrivals.enter(connection, source, found, warnings, who)
        for side in ("new", "known", "warnings"):
            getattr(added, side).extend(getattr(entered, side))

    def _read_waiting(self, added: Added, tell: Progress) -> None:
        """Read what waits, whoever added it; then wait for what other processes have taken of this one's."""
        owner, reader = queue.this_process(), reader_version()
        mine = [*added.new, *added.known]
        with self.store.reading() as connection:
            total, done = queue.waiting(connection), 0
        try:
            while True:
                tell("reading", done, max(total, done))
                for kept in self._read_taken(owner, reader):
                    done += kept
                    tell("reading", done, max(total, done))
                with self.store.reading() as connection:
                    if not queue.waiting(connection, mine):
                        return
                time.sleep(PATIENCE)
        except BaseException:
            with self.store.writing() as connection:
                queue.give_back(connection, owner)
            raise

    def _read_taken(self, owner: str, reader: str) -> Iterator[int]:
        """Take, read and keep reports as long as some wait; yield how many were kept together."""
        taken: dict[int, queue.Waiting] = {}

        def to_read() -> Iterator[Report]:
            place = itertools.count()
            while True:
                with self.store.writing() as connection:
                    batch = queue.take(connection, owner)
                if not batch:
                    return
                for one in batch:
                    taken[next(place)] = one
                    yield one.report

        def keep(readings: Sequence[tuple[int, Read]], renew: bool) -> int:
            with self.store.writing() as connection:
                for place, read in readings:
                    queue.keep(connection, taken.pop(place), read, reader)
                if renew:
                    queue.renew(connection, owner)
            return len(readings)

        done: list[tuple[int, Read]] = []
        renewed = kept_at = time.monotonic()
        executor = self.executor or Here()
        with closing(
            executor.map(reading_stage(None if self.executor else self.model, threads=self._threads), to_read())
        ) as answers:
            for answer in answers:
                done.append(answer)
                if len(done) >= queue.BATCH or time.monotonic() - kept_at > KEEP_AFTER:
                    kept_at = time.monotonic()
                    renew = kept_at - renewed > queue.LEASE_SECONDS / 4
                    renewed = kept_at if renew else renewed
                    yield keep(done, renew)
                    done = []
        if done:
            yield keep(done, False)

    def rebuild(self, progress: Progress | None = None) -> list[str]:
        """Build the dossiers that are behind; return the ids of their stories."""
        with self.store.reading() as connection:
            behind = growth.stale(connection)
        if self.executor is not None:
            for done, _ in enumerate(growth.rebuild_in(self.executor, self.store, behind), start=1):
                if progress:
                    progress("comparing", done, len(behind))
            return behind
        for done, key in enumerate(behind):
            if progress:
                progress("comparing", done, len(behind))
            growth.rebuild(self.store, key)
        return behind

    def reread(self, story: str | None = None, *, progress: Progress | None = None) -> dict[str, dict[int, str]]:
        """Read anew what an older reader read; return the decisions that found their words no more, by story, with
        the reason."""
        with self.store.writing() as connection:
            current = select(readings.c.report).where(readings.c.reader == reader_version())
            old = select(reports.c.id).where(reports.c.state == "read", reports.c.id.not_in(current))
            ids = list(connection.execute(old if story is None else old.where(reports.c.story == story)).scalars())
            arrivals.set_aside(connection, ids)
        self._read_waiting(Added(known=ids), progress or (lambda what, done, total: None))
        growth.settle(self.store)
        self.rebuild(progress)
        return self.unanchored()

    def search(self, query: str, *, limit: int = 20, offset: int = 0) -> Found:
        """Search reports (docs/library.md has the query language), the newest first."""
        asked = parse(query)
        with self.store.reading() as connection:
            return search(connection, asked, limit=limit, offset=offset)

    def stories(self, who: str = LOCAL, *, limit: int = 100, offset: int = 0) -> tuple[StoryRow, ...]:
        """Return the stories, the last changed first."""
        wanted = (
            select(stories)
            .where(stories.c.version > 0)
            .order_by(stories.c.changed_at.desc(), stories.c.id)
            .limit(limit)
            .offset(offset)
        )
        with self.store.reading() as connection:
            rows = [dict(row._mapping) for row in connection.execute(wanted)]
            unseen = _unseen(connection, who, [row["id"] for row in rows])
        return tuple(
            StoryRow(
                **{key: row[key] for key in StoryRow.__struct_fields__ if key != "unseen"}, unseen=unseen[row["id"]]
            )
            for row in rows
        )

    def story(self, key: str) -> StoryRow:
        """Return a story's row; raises LibraryError where there is none."""
        with self.store.reading() as connection:
            row = connection.execute(select(stories).where(stories.c.id == key)).first()
        if row is None:
            raise NotInLibrary(f"there is no story {key}; `crossread stories` lists them")
        found = dict(row._mapping)
        return StoryRow(**{name: found[name] for name in StoryRow.__struct_fields__ if name != "unseen"})

    def dossier(self, key: str) -> Dossier:
        """Return a story's dossier, every decision that stands carried out."""
        growth.rebuild(self.store, key)
        with self.store.reading() as connection:
            found = connection.execute(select(stories.c.dossier).where(stories.c.id == key)).first()
        if found is None or found[0] is None:
            raise NotInLibrary(f"there is no story {key}; `crossread stories` lists them")
        return unpack(found[0], Dossier, f"the dossier of {key}")

    def report(self, key: str) -> Report:
        """Return a report; raises LibraryError where there is none."""
        with self.store.reading() as connection:
            found = connection.execute(select(reports.c.record).where(reports.c.id == key)).scalar()
        if found is None:
            raise NotInLibrary(f"there is no report {key}")
        return unpack(found, Report, f"report {key}")

    def story_of(self, key: str) -> str | None:
        """Return the id of the story that a report belongs to; None where it is in none yet."""
        with self.store.reading() as connection:
            found: str | None = connection.execute(select(reports.c.story).where(reports.c.id == key)).scalar()
        return found

    def original(self, key: str) -> tuple[str, bytes]:
        """Return the SHA-256 and the bytes of the file that a report came in, as they came."""
        wanted = (
            select(originals.c.sha256, originals.c.data)
            .join(reports, reports.c.sha256 == originals.c.sha256)
            .where(reports.c.id == key)
        )
        with self.store.reading() as connection:
            row = connection.execute(wanted).first()
        if row is None:
            raise NotInLibrary(f"there is no report {key}")
        if arrivals.digest(row.data) != row.sha256:
            raise LibraryError(
                f"the original of {key} is not what came in: its SHA-256 was {row.sha256}; restore the library from a "
                f"copy"
            )
        return row.sha256, row.data

    def changes(
        self, *, since: str | None = None, story: str | None = None, who: str | None = None
    ) -> tuple[Told, ...]:
        """Return what changed, the first first: since a time (ISO 8601), or since `who` last looked; of one story or
        of all."""
        wanted = select(changes, stories.c.title).join(stories, stories.c.id == changes.c.story).order_by(changes.c.id)
        if story is not None:
            wanted = wanted.where(changes.c.story == story)
        if since is not None:
            wanted = wanted.where(changes.c.at >= column(since))
        if who is not None:
            looked = select(seen.c.version).where(seen.c.who == who, seen.c.story == changes.c.story).scalar_subquery()
            wanted = wanted.where((looked.is_(None)) | (changes.c.version > looked))
        with self.store.reading() as connection:
            return tuple(map(_told, connection.execute(wanted)))

    def mark_seen(self, story: str, who: str = LOCAL, version: int | None = None) -> None:
        """Write down that an analyst has looked at a story as it is (or as it was in `version`)."""
        row_now = self.story(story)
        at = row_now.version if version is None else min(version, row_now.version)
        row = {"who": who, "story": story, "version": at, "at": now()}
        with self.store.writing() as connection:
            connection.execute(upsert(connection, seen, ("who", "story"), row))

    def decide(
        self,
        story: str,
        kind: str,
        one: Sequence[str | Anchor] = (),
        other: Sequence[str | Anchor] = (),
        *,
        value: Mapping[str, Any] | None = None,
        by: tuple[str, str] = (LOCAL, ""),
        version: int | None = None,
    ) -> Decision:
        """Write down a decision and build the story anew.

        `one` and `other` are ids of records of the story's dossier (claims, statements, entities, figures, times,
        origins, reports) or anchors; `by` is who decides and why. With `version`, the story must still be as it was
        then, else StaleDecision says what happened. Raises UsageError or Refused with what is wrong.
        """
        dossier = self.dossier(story)
        with self.store.reading() as connection:  # before ids of an older dossier are looked up in vain
            log.refuse_if_changed(connection, story, version)
        sides = (_anchors(dossier, one), _anchors(dossier, other))
        if kind.endswith(".split") and not sides[1]:
            sides = (sides[0], _rest(dossier, sides[0]))
        kept = check(kind, *sides, dict(value or {}), by[1])
        if kind == "claim.rate":
            places = {(a.report, a.start, a.end) for a in sides[0]}
            check_grade(
                dossier,
                frozenset(s.id for s in dossier.statements if (s.report, s.start, s.end) in places),
                kept["grade"],
            )
        with self.store.writing() as connection:
            log.refuse_if_changed(connection, story, version)
            number = log.add(connection, story, kind, sides, kept, by)
        growth.rebuild(self.store, story)
        with self.store.reading() as connection:
            return log.decision_of(connection, number)

    def undo(self, number: int, *, who: str = LOCAL, why: str = "") -> Decision:
        """Undo a decision: it stays in the log, marked with who, when and why, and the story is built without it."""
        with self.store.writing() as connection:
            decision = log.undo(connection, number, who, why)
        growth.rebuild(self.store, decision.story)
        return decision

    def decisions(self, story: str | None = None) -> tuple[Decision, ...]:
        """Return the log: all decisions about a story, or about all, those that were undone too."""
        with self.store.reading() as connection:
            return log.decisions_of(connection, story)

    def falls_with(self, story: str, names: Sequence[str]) -> Withdrawal:
        """Return what would fall with origins or reports (names, outlets, paths or ids) before anybody withdraws
        them."""
        return withdraw(self.dossier(story), names)

    def unanchored(self) -> dict[str, dict[int, str]]:
        """Return the decisions whose words were not found in the newest readings, by story, with the reason."""
        wanted = select(stories.c.id, stories.c.unanchored).where(
            stories.c.unanchored != "{}", stories.c.unanchored != "[]"
        )
        with self.store.reading() as connection:
            rows = connection.execute(wanted).all()
        return {key: msgspec.json.decode(found, type=dict[int, str]) for key, found in rows}

    def counts(self) -> dict[str, int]:
        """Return how many reports and stories there are."""
        with self.store.reading() as connection:
            return growth.count(connection)


def _dated(path: str, published: Mapping[str, str]) -> str | None:
    return next((date for name, date in published.items() if path == name or path.endswith("/" + name)), None)


def _unseen(connection: Any, who: str, keys: Sequence[str]) -> dict[str, int]:
    counted = dict.fromkeys(keys, 0)
    looked = {
        row.story: row.version
        for row in connection.execute(select(seen).where(seen.c.who == who, seen.c.story.in_(keys)))
    }
    rows = connection.execute(select(changes.c.story, changes.c.version).where(changes.c.story.in_(keys)))
    for story, version in rows:
        if version > looked.get(story, 0):
            counted[story] += 1
    return counted


def _told(row: Any) -> Told:
    change = Change(
        kind=row.kind, summary=row.summary, anchors=msgspec.json.decode(row.anchors, type=tuple[Anchor, ...])
    )
    return Told(id=row.id, story=row.story, title=row.title, version=row.version, at=row.at, change=change)


def _anchors(dossier: Dossier, named: Sequence[str | Anchor]) -> tuple[Anchor, ...]:
    found: list[Anchor] = []
    for item in named:
        if isinstance(item, Anchor):
            found.append(item)
            continue
        anchors = anchors_of(dossier, item)
        if not anchors:
            raise UsageError(
                f"{item!r} is nothing in this story's dossier; give the id of a claim, statement, name, figure, time "
                f"or report"
            )
        found += anchors
    return tuple(dict.fromkeys(found))


def _rest(dossier: Dossier, one: Sequence[Anchor]) -> tuple[Anchor, ...]:
    """Return what else the claims or entities of these words have: the other side of a split that names only one."""
    places = {(anchor.report, anchor.start, anchor.end) for anchor in one}
    homes = [c.id for c in dossier.claims] if one and one[0].kind == "statement" else [e.id for e in dossier.entities]
    rest: list[Anchor] = []
    for key in homes:
        whole = anchors_of(dossier, key)
        if any((anchor.report, anchor.start, anchor.end) in places for anchor in whole):
            rest += [anchor for anchor in whole if (anchor.report, anchor.start, anchor.end) not in places]
    return tuple(rest)
