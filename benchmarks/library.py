"""What a library must bear: `python -m benchmarks.library WHAT [--postgres | --url URL] [--where FOLDER] [--reports N]`.

    kill      reports added by a process that is killed twenty times at random: nothing lost, nothing twice, the same dossiers
    full      the same with a disk that fills up in the middle, again and again (as root: it needs a small disk of its own)
    gone      the same with a database server that goes away in the middle, again and again (PostgreSQL)
    search    many short reports, made without reading, and the median time of a query
    page      the page of a story of 100 reports, and 50 clients at once for a minute
    add       the speed of adding as a share of the speed of reading

Prints one line of JSON a figure. A library is made in a temporary folder, or in the empty database of `--url`, or in a server
of its own (`--postgres`, Debian's packages). `--where` names a folder to be kept: `search` fills it only where it is not full.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from crossread.collect import Source
from crossread.library import Library, growth, queue
from crossread.library import arrivals as arrival_rows
from crossread.model import Entity, Mention, Quantity, Reading, Report
from crossread.pipeline import Read, read_one, reports_of

PLACES = ("Velm", "Skarn", "Hallmar", "Orrin", "Tolv", "Marent", "Brask", "Lune", "Ostra", "Pellin")
THINGS = ("crane", "ferry", "bridge", "tanker", "depot", "lock", "tram", "mill", "dam", "quay")
QUERIES = ("harbour", '"crane fell"', "ferry -bridge", "name:Velm", "> 500 dockers", "tank* outlet:Gazette", "date:2031-03 mill", "quay")
LONGER = (  # what brings a report to some 200 words, the length of a short one
    "\nThe owners said on Tuesday that the works would stay closed for a week. Two inspectors from the ministry of trade arrived in the"
    " afternoon, and a third was expected on Friday. A spokesman declined to say how much the repairs would cost. The mayor said that the"
    " town could not pay for them alone, and asked the government for 3 million euros. In the evening some 400 people met in front of the"
    " town hall. They demanded that the harbour office publish its reports of the last ten years.\n"
) * 2
CLIENTS, SECONDS = 50, 60
IN_TURN = 10  # reports that are read, then as many added


def texts(count: int) -> Iterator[tuple[str, str]]:
    """Yield names and short invented reports, the same for the same number."""
    chance = random.Random(21)
    for n in range(count):
        place, thing = chance.choice(PLACES), chance.choice(THINGS)
        day = 1 + n % 28
        text = (
            f"{place} Gazette\nPublished: 2031-{1 + n // 28 % 12:02}-{day:02}\n\n{chance.randint(2, 900)} dockers were hurt when a {thing} fell in"
            f" the harbour of {place}, the {place} Dock Union said. The {thing} number {n} had been built by Brask Works in"
            f" {chance.randint(1950, 2030)}. Harbour master Oda Lindqvist denied that it was faulty."
        )
        yield f"{n:06}.txt", text


Figures = dict[str, Any]


def kill(where: str, count: int, kills: int = 20) -> Figures:
    """Add, be killed, add again; then hold the library against one that was left in peace."""
    with _pile(count) as (pile, calm):
        chance = random.Random(3)
        for _ in range(kills):
            running = subprocess.Popen(_command(pile, where), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.0, 2 * calm.seconds / kills))
            running.kill()
            running.wait()
        return {"killed": kills, **calm.beside(pile, where)}


class Calm:
    """A library that was left in peace: what another one over the same files is held against."""

    def __init__(self, pile: Path, folder: Path) -> None:
        begun = time.monotonic()
        with Library(folder) as library:
            library.add(str(pile))
            self.dossiers = _dossiers(library)
            self.counts = library.counts()
            self.changes = _new_reports(library)
        self.seconds = time.monotonic() - begun

    def beside(self, pile: Path, where: str) -> Figures:
        """Add what is left, and count what was lost, what is there twice, and which dossiers are other ones."""
        subprocess.run(_command(pile, where), check=True, stdout=subprocess.DEVNULL)
        with Library(where) as library:
            found, counts = _dossiers(library), library.counts()
            told = _new_reports(library)
        return {
            "reports": counts["reports"], "seconds in peace": round(self.seconds, 1),
            "lost": max(0, self.counts["reports"] - counts["reports"]) + len(set(self.changes) - set(told)),
            "twice": max(0, counts["reports"] - self.counts["reports"]) + len(told) - len(set(told)),
            "other dossiers": sum(found.get(key) != self.dossiers.get(key) for key in found.keys() | self.dossiers.keys()),
        }  # fmt: skip


def _dossiers(library: Library) -> dict[str, Any]:
    return {row.id: library.dossier(row.id) for row in library.stories(limit=1_000_000)}


def _new_reports(library: Library) -> list[str]:
    """Return the reports that were told of as new: each stands there once."""
    return [told.change.anchors[0].report for told in library.changes() if told.change.kind == "report.new"]


@contextmanager
def _pile(count: int) -> Iterator[tuple[Path, Calm]]:
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder, "pile")
        pile.mkdir()
        for name, text in texts(count):
            (pile / name).write_text(text, "utf-8")
        yield pile, Calm(pile, Path(folder, "calm"))


def _command(pile: Path, where: str) -> list[str]:
    return [sys.executable, "-m", "crossread", "add", str(pile), "--library", where, "--quiet"]


ROOM = (0.2, 0.5, 1, 1.5, 2)  # MB that are left on the disk when the adding begins, time after time
SMALL_DISK = 300  # MB: PostgreSQL alone begins with some 60


def full(where: str, count: int) -> Figures:
    """Add with so little room that the disk fills up in the middle; make a little more room; add again."""
    errors: list[str] = []
    postgres = where.startswith("postgresql")
    with ExitStack() as stack:
        disk = stack.enter_context(_small_disk())
        server = stack.enter_context(_server(disk)) if postgres else None
        where = server.database("full") if server else str(disk / "library")
        pile, calm = stack.enter_context(_pile(count))
        with Library(where):  # an empty library is there before the disk is full
            pass
        for room in ROOM:
            ballast = disk / "ballast"
            free = os.statvfs(disk)
            with ballast.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, max(4096, free.f_bavail * free.f_frsize - int(room * 1_000_000)))
            errors.append(_failure(pile, where))
            ballast.unlink()
            if server is not None:  # PostgreSQL ends itself where its log has no room
                server.kill()
                server.start()
        return {"times full": len(errors), **_said(errors), **calm.beside(pile, where)}


def gone(where: str, count: int, times: int = 5) -> Figures:
    """Let the database server go away in the middle of adding, start it again, add again."""
    errors: list[str] = []
    with _server() as server, _pile(count) as (pile, calm):
        where = server.database("gone")
        chance = random.Random(5)
        for _ in range(times):
            running = subprocess.Popen(_command(pile, where), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            time.sleep(3 + chance.uniform(0, calm.seconds / times))  # s: a start takes two or three
            server.kill()
            _, said = running.communicate(timeout=300)
            errors.append(said.decode() if running.returncode else "")
            server.start()
        return {"times gone": times, **_said(errors), **calm.beside(pile, where)}


def _failure(pile: Path, where: str) -> str:
    """Return what adding says where it fails, nothing where it does not."""
    done = subprocess.run(_command(pile, where), capture_output=True, text=True)
    return done.stderr if done.returncode else ""


def _said(errors: list[str]) -> Figures:
    """Tell the errors: those that are a word of ours are clear, others (a traceback) are not."""
    failed = [error for error in errors if error]
    clear = [error for error in failed if "give the command again" in error and "Traceback" not in error]
    return {"failed": len(failed), "unclear": len(failed) - len(clear), "said": sorted({error.strip()[:200] for error in failed})}


@contextmanager
def _small_disk() -> Iterator[Path]:
    """Lend a disk of SMALL_DISK in memory, taken off afterwards; only root may have one."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}m,mode=777", "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


@contextmanager
def _server(home: Path | None = None) -> Iterator[Any]:
    """Lend a PostgreSQL server of its own, in a folder within `home`."""
    from tests.library import server

    with server.running(home) as running:
        yield running


def search(where: str, count: int) -> Figures:
    """Fill a library with reports whose readings are invented, and ask it; the median of each query, and of all."""
    with Library(where) as library:
        if library.counts()["reports"] < count:
            fill(library, count)
        figures: Figures = {"reports": library.counts()["reports"]}
        medians = []
        for asked in QUERIES:
            times = []
            for _ in range(7):
                begun = time.perf_counter()
                found = library.search(asked)
                times.append(1000 * (time.perf_counter() - begun))
            medians.append(statistics.median(times))
            figures[f"{asked} ({found.total}{'+' if found.more else ''} hits), ms"] = round(medians[-1], 1)
        return figures | {"median ms": round(statistics.median(medians), 1), "slowest query, median ms": round(max(medians), 1)}


def fill(library: Library, count: int, batch: int = 500) -> None:
    """Enter reports with readings that were not read but made."""
    pending: list[tuple[Source, Report]] = []
    for name, text in texts(count):
        source = Source(path=name, data=text.encode(), metadata={"outlet": "Velm Gazette"})
        pending.append((source, reports_of(source)[0][0]))
        if len(pending) == batch:
            _enter(library, pending)
            pending = []
    _enter(library, pending)


def _enter(library: Library, pending: list[tuple[Source, Report]]) -> None:
    with library.store.writing() as connection:
        for source, report in pending:
            arrival_rows.enter(connection, source, [report], [], "benchmark")
        for one in queue.take(connection, queue.this_process(), len(pending)):
            queue.keep(connection, one, Read(reading=_reading(one.report)), "made")


def _reading(report: Report) -> Reading:
    """Return names and the one figure that a text of `texts` has."""
    place = report.text.partition("harbour of ")[2].partition(",")[0]
    at = report.text.index(" dockers")
    start = report.text.rindex("\n", 0, at) + 1
    number = float(report.text[start:at])
    names = (place, f"{place} Dock Union", "Oda Lindqvist", "Brask Works")
    places = {name: report.text.index(name) for name in names}
    entities = tuple(
        Entity(id=f"e-{n}-{report.id}", name=name, type="organisation", mentions=(Mention(report=report.id, start=s, end=s + len(name)),))
        for n, (name, s) in enumerate(places.items())
    )
    figure = Quantity(
        id=f"q-{report.id}", report=report.id, start=start, end=at, text=report.text[start:at], low=number, high=number, bound="=", counted="dockers"
    )
    return Reading(report=report.id, entities=entities, quantities=(figure,))


def page(where: str, count: int) -> Figures:
    """Serve a story of `count` reports, add the last while it is served, and ask for its page, alone and with 50 at once."""
    import uvicorn

    from crossread.workbench.app import make_app
    from crossread.workbench.settings import Settings

    with Library(where) as library:
        files = [Source(path=name, data=text.replace("harbour of", "great flood and harbour of").encode()) for name, text in texts(count)]
        library.add_sources(files[:-1])
        server = uvicorn.Server(uvicorn.Config(make_app(library, Settings()), host="127.0.0.1", port=0, log_level="error"))
        serving = threading.Thread(target=server.run, daemon=True)
        serving.start()
        while not server.started:
            time.sleep(0.05)
        library.add_sources(files[-1:])
        story = max(library.stories(limit=count), key=lambda row: row.reports)
        url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/stories/{story.id}"
        first, again = _ask(url), statistics.median(_ask(url) for _ in range(15))
        times: list[float] = []
        errors: list[str] = []
        until = time.monotonic() + SECONDS
        clients = [threading.Thread(target=_client, args=(url, until, times, errors)) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        server.should_exit = True
        serving.join()  # it lets go of the database before that is stopped
        return {
            "reports of the story": story.reports, "claims": story.claims, "first page after a change, ms": round(first), "page, median ms": round(again),
            "clients": CLIENTS, "pages": len(times), "errors": len(errors), "median ms of one of many": round(statistics.median(times)),
        }  # fmt: skip


def _ask(url: str) -> float:
    begun = time.perf_counter()
    with urllib.request.urlopen(url, timeout=120) as answer:
        answer.read()
    return 1000 * (time.perf_counter() - begun)


def _client(url: str, until: float, times: list[float], errors: list[str]) -> None:
    while time.monotonic() < until:
        try:
            times.append(_ask(url))
        except OSError as error:
            errors.append(str(error))


def add(where: str, count: int) -> Figures:
    """Read reports alone and add as many others, some by some in turn: what keeping them costs.

    Processor time, and in turn, so that what else the machine does falls on both.
    """
    with Library(where) as library:
        made = [Source(path=name, data=(text + LONGER).encode(), metadata={"outlet": "Gazette"}) for name, text in texts(2 * count)]
        read_one(reports_of(made[0])[0][0], library.model)
        reading = keeping = 0.0
        for low in range(0, 2 * count, 2 * IN_TURN):
            begun = time.process_time()
            for source in made[low : low + IN_TURN]:
                read_one(reports_of(source)[0][0], library.model)
            between = time.process_time()
            for source in made[low + IN_TURN : low + 2 * IN_TURN]:
                library._enter(source, None, "benchmark", arrival_rows.Added())
            library._read_waiting(arrival_rows.Added(), lambda what, done, total: None)
            reading, keeping = reading + between - begun, keeping + time.process_time() - between
        begun = time.process_time()
        growth.settle(library.store)
        library.rebuild()
        return {
            "reading alone, reports/s": round(count / reading, 1), "share of the speed of reading": round(reading / keeping, 3),
            "grouping and comparing them, s": round(time.process_time() - begun, 1),
        }  # fmt: skip


WHAT: dict[str, tuple[Callable[[str, int], Figures], int]] = {
    "kill": (kill, 1000), "full": (full, 200), "gone": (gone, 200), "search": (search, 100_000), "page": (page, 100), "add": (add, 200),
}  # fmt: skip
OWN_SERVER = ("full", "gone")  # they put the server where they want it


def measure(what: str, postgres: bool = False, count: int | None = None, where: str | None = None) -> Figures:
    """Return the figures of one of them, over SQLite or over a PostgreSQL server of its own."""
    act, usual = WHAT[what]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        place = where or str(Path(folder, "library"))
        if postgres and what in OWN_SERVER:
            place = "postgresql"
        elif postgres:
            place = stack.enter_context(_server()).database("benchmark")
        return act(place, count or usual)


def main(arguments: list[str] | None = None) -> None:
    """Run one of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=WHAT)
    parser.add_argument("--postgres", action="store_true", help="a PostgreSQL server of its own instead of SQLite")
    parser.add_argument("--url", "--where", dest="where", help="an empty PostgreSQL database, or a folder that is kept")
    parser.add_argument("--reports", type=int)
    given: Any = parser.parse_args(arguments)
    for figure, value in measure(given.what, given.postgres or given.what == "gone", given.reports, given.where).items():
        print(json.dumps({"figure": figure, "value": value}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
