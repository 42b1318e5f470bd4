"""Stories that grow: reports join them or begin them, and a story's dossier is built anew for that story alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, func, insert, select, text, update

from crossread.executors import Executor, Stage
from crossread.fence import LOG
from crossread.ids import make_id
from crossread.library.changes import Change, changes
from crossread.library.corrections import Carried, carry_out
from crossread.library.decisions import Decision
from crossread.library.log import decisions_of
from crossread.library.queue import reading_of
from crossread.library.records import pack, unpack
from crossread.library.schema import changes as change_rows
from crossread.library.schema import reports, stories
from crossread.library.store import Store, now
from crossread.library.words import column, fold
from crossread.model import Dossier, Reading, Report, Story
from crossread.pipeline import Read, assemble_read, stories_of, telling_words

CHUNK = 1_000  # reports grouped in one transaction; `group_stories` itself takes so many at once
SIMILAR = 20  # reports that share the rarest words, whose stories a new report may join
REMEMBERED = 40  # reports of a story, the newest, that a new one is laid beside


def settle(store: Store, progress: Callable[[int], None] | None = None) -> list[str]:
    """Give every report that is read and in no story its story; return the ids of the stories that grew."""
    grown: dict[str, None] = {}
    while True:
        with store.alone() as connection:
            fresh = _loose(connection)
            if not fresh:
                return list(grown)
            grown.update(dict.fromkeys(_settle(connection, fresh)))
        if progress:
            progress(len(fresh))


def _loose(connection: Connection) -> list[Report]:
    rows = (
        select(reports.c.record)
        .where(reports.c.state == "read", reports.c.story.is_(None))
        .order_by(reports.c.seq)
        .limit(CHUNK)
    )
    return [unpack(record, Report, "a report") for record in connection.execute(rows).scalars()]


def _settle(connection: Connection, fresh: Sequence[Report]) -> list[str]:
    near = _near(connection, fresh)
    known = [Story(id=key, title="", reports=tuple(report.id for report in members)) for key, members in near.items()]
    beside = [report for members in near.values() for report in members]
    pile = [*beside, *sorted(fresh, key=_order)]
    home = {report: story.id for story in known for report in story.reports}
    new = {report.id for report in fresh}
    grown = []
    for story in stories_of(pile, known):
        joining = [report for report in story.reports if report in new]
        if not joining:
            continue
        key = next((home[report] for report in story.reports if report in home), None)
        if key is None:
            key = make_id("t", story.reports[0])
            at = now()
            row = {"id": key, "title": column(story.title), "created_at": at, "changed_at": at, "unanchored": "[]"}
            connection.execute(
                insert(stories).values(**row, version=0, wanted=0, built=0, reports=0, claims=0, conflicts=0)
            )
        connection.execute(update(reports).where(reports.c.id.in_(joining)).values(story=key))
        connection.execute(
            update(stories).where(stories.c.id == key).values(wanted=stories.c.wanted + 1, title=column(story.title))
        )
        grown.append(key)
    return grown


def _order(report: Report) -> tuple[str, str, str]:
    """Order reports by what they are, not by when they came: the same reports make the same dossier."""
    return (report.published or "9999", report.path, report.id)


def _near(connection: Connection, fresh: Sequence[Report]) -> dict[str, list[Report]]:
    """Return the stories that new reports may join, each with its newest reports."""
    found: dict[str, None] = {}
    for report in fresh:
        words = [word for told in telling_words(report) for word in fold(told)]
        found.update(dict.fromkeys(_similar(connection, words)))
    near = {}
    for key in sorted(found):
        rows = select(reports.c.record).where(reports.c.story == key).order_by(reports.c.seq.desc()).limit(REMEMBERED)
        near[key] = sorted(
            (unpack(record, Report, "a report") for record in connection.execute(rows).scalars()), key=_order
        )
    return near


def _similar(connection: Connection, words: Sequence[str]) -> list[str]:
    """Return the stories of the reports that share most of these words."""
    if not words:
        return []
    once = list(dict.fromkeys(words))
    if connection.dialect.name == "sqlite":
        hits = "SELECT rowid AS seq FROM words WHERE words MATCH :asked ORDER BY rank, rowid LIMIT :most"
        asked = " OR ".join(f'"{word}"' for word in once)
    else:
        hits = (
            "SELECT seq FROM words WHERE body @@ to_tsquery('simple', :asked) "
            "ORDER BY ts_rank(body, to_tsquery('simple', :asked)) DESC, seq LIMIT :most"
        )
        asked = " | ".join(f"'{word}'" for word in once)
    rows = connection.execute(
        text(f"SELECT DISTINCT r.story FROM reports r JOIN ({hits}) h ON h.seq = r.seq WHERE r.story IS NOT NULL"),
        {"asked": asked, "most": SIMILAR},
    )
    return list(rows.scalars())


@dataclass(frozen=True, slots=True)
class Material:
    """All that a story's dossier is made of, as it stood at one moment."""

    story: Story
    version: int
    wanted: int
    reports: tuple[Report, ...]
    read: tuple[Read, ...]
    decisions: tuple[Decision, ...]
    corrects: dict[str, str]
    before: Dossier | None


def material(connection: Connection, key: str) -> Material | None:
    """Return what a story's dossier is made of; None where there is no such story."""
    row = connection.execute(select(stories).where(stories.c.id == key)).first()
    if row is None:
        return None
    kept = connection.execute(select(reports.c.record, reports.c.corrects).where(reports.c.story == key)).all()
    members = sorted((unpack(record, Report, "a report") for record, _ in kept), key=_order)
    corrects = {unpack(record, Report, "a report").id: earlier for record, earlier in kept if earlier}
    ids = [report.id for report in members]
    read = reading_of(connection, ids)
    return Material(
        story=Story(id=key, title=row.title, reports=tuple(ids)),
        version=row.version,
        wanted=row.wanted,
        reports=tuple(members),
        read=tuple(read.get(report, Read(reading=Reading(report=report))) for report in ids),
        decisions=decisions_of(connection, key, standing=True),
        corrects=corrects,
        before=unpack(row.dossier, Dossier, "a dossier") if row.dossier else None,
    )


def make_dossier(stuff: Material) -> tuple[Dossier, Carried]:
    """Compare a story's reports, with every decision that stands carried out."""
    carried = carry_out(stuff.reports, stuff.read, stuff.decisions)
    frame = {"warnings": tuple(carried.warnings), "stories": (stuff.story,), "decided": carried.decided}
    read = [
        msgspec.structs.replace(one, reading=reading) for one, reading in zip(stuff.read, carried.readings, strict=True)
    ]
    without = list(carried.reports_out)
    if carried.origins_out:
        whole = assemble_read(carried.reports, read, **frame)  # type: ignore[arg-type]
        without += [key for name, statements in carried.origins_out for key in _origin(whole, name, statements)]
    kept_out = tuple(dict.fromkeys(without))
    dossier = assemble_read(carried.reports, read, without=kept_out, **frame)  # type: ignore[arg-type]
    return dossier, carried


def _origin(dossier: Dossier, name: str, statements: Sequence[str]) -> list[str]:
    """Return the origin of that name, else the one that most of the statements rest on."""
    named = [origin.id for origin in dossier.origins if name and origin.name.casefold() == name.casefold()]
    if named:
        return named
    shared = [(len(set(origin.statements) & set(statements)), origin.id) for origin in dossier.origins]
    return [key for count, key in sorted(shared, reverse=True)[:1] if count]


def rebuild(store: Store, key: str) -> bool:
    """Build a story's dossier anew, if anything asks for it, and write down what changed; say whether it was built."""
    built = False
    while True:
        stuff = _behind(store, key)
        if stuff is None:
            return built
        built = _keep(store, stuff, *make_dossier(stuff)) or built


def rebuild_in(executor: Executor, store: Store, keys: Sequence[str]) -> Iterator[str]:
    """Build the dossiers of stories wherever the executor works, and keep them; yield each story that was built.

    A story that no worker survives stays behind, with a word to the log; the others are built.
    """
    asked: dict[int, Material] = {}

    def stuffs() -> Iterator[Material]:
        for place, stuff in enumerate(stuff for key in keys if (stuff := _behind(store, key)) is not None):
            asked[place] = stuff
            yield stuff

    with closing(executor.map(COMPARING, stuffs())) as answers:
        for place, made in answers:
            stuff = asked.pop(place)
            if made is not None:
                _keep(store, stuff, *made)
                rebuild(store, stuff.story.id)  # what came meanwhile
                yield stuff.story.id


def _behind(store: Store, key: str) -> Material | None:
    with store.reading() as connection:
        behind = connection.execute(select(stories.c.wanted > stories.c.built).where(stories.c.id == key)).scalar()
        return material(connection, key) if behind else None


def _keep(store: Store, stuff: Material, dossier: Dossier, carried: Carried) -> bool:
    found = changes(stuff.before, dossier, stuff.corrects)
    with store.writing() as connection:
        return _write(connection, stuff, dossier, carried, found)


def _open_comparing() -> Callable[[Material], tuple[Dossier, Carried] | None]:
    return make_dossier


def _not_compared(stuff: Material, reason: str) -> None:
    LOG.warning("story %s stays as it was: %s", stuff.story.id, reason)


COMPARING: Stage[Material, tuple[Dossier, Carried] | None] = Stage("comparing", _open_comparing, _not_compared)


def _write(
    connection: Connection, stuff: Material, dossier: Dossier, carried: Carried, found: Sequence[Change]
) -> bool:
    """Keep a dossier, unless another process was first; the caller commits."""
    at = now()
    packed = pack(dossier)
    same = stuff.before is not None and pack(stuff.before) == packed
    row = {"built": stuff.wanted, "unanchored": msgspec.json.encode(carried.unanchored).decode()}
    if not same:
        conflicts = sum(1 for claim in dossier.claims if claim.relation == "conflict")
        row |= {"version": stuff.version + 1, "changed_at": at, "dossier": packed}
        row |= {"reports": len(dossier.reports), "claims": len(dossier.claims), "conflicts": conflicts}
    mine = (stories.c.id == stuff.story.id) & (stories.c.version == stuff.version) & (stories.c.built < stuff.wanted)
    if not connection.execute(update(stories).where(mine).values(**row)).rowcount:
        return False
    listed = [
        {"story": stuff.story.id, "version": stuff.version + 1, "at": at, "kind": one.kind,
        "summary": column(one.summary),
         "anchors": msgspec.json.encode(one.anchors).decode()}
        for one in found
    ]  # fmt: skip
    if listed and not same:
        connection.execute(insert(change_rows), listed)
    return True


def stale(connection: Connection) -> list[str]:
    """Return the stories whose dossiers are behind, those that wait longest first."""
    rows = select(stories.c.id).where(stories.c.wanted > stories.c.built).order_by(stories.c.created_at, stories.c.id)
    return list(connection.execute(rows).scalars())


def count(connection: Connection) -> dict[str, int]:
    """Return how many reports and stories there are."""
    return {
        "reports": connection.execute(select(func.count()).select_from(reports)).scalar_one(),
        "stories": connection.execute(select(func.count()).select_from(stories)).scalar_one(),
    }

