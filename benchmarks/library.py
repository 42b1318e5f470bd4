"""What a library must bear: `python -m benchmarks.library WHAT [--url URL] [--reports N]`.

    kill      reports added by a process that is killed twenty times at random: nothing lost, nothing twice, the same dossiers
    search    many short reports, made without reading, and the median time of a query
    page      the page of a story of 100 reports, and 50 clients at once for a minute
    add       the speed of adding as a share of the speed of reading

Prints one line of JSON a figure. A library is made in a temporary folder, or in the empty database of `--url`.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
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


def tell(figure: str, value: object) -> None:
    """Print one figure."""
    print(json.dumps({"figure": figure, "value": value}), flush=True)


def kill(where: str, count: int, kills: int = 20) -> None:
    """Add, be killed, add again; then hold the library against one that was left in peace."""
    with tempfile.TemporaryDirectory() as folder:
        pile = Path(folder, "pile")
        pile.mkdir()
        for name, text in texts(count):
            (pile / name).write_text(text, "utf-8")
        begun = time.monotonic()
        with Library(Path(folder, "calm")) as calm:
            calm.add(str(pile))
            wanted = {row.id: calm.dossier(row.id) for row in calm.stories(limit=count)}
            found = calm.counts()
        whole = time.monotonic() - begun
        tell("seconds without a kill", round(whole, 1))
        chance = random.Random(3)
        command = [sys.executable, "-m", "crossread", "add", str(pile), "--library", where, "--quiet"]
        for _ in range(kills):
            running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.0, 2 * whole / kills))
            running.kill()
            running.wait()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with Library(where) as library:
            tell("reports and stories as without", library.counts() == found)
            tell("dossiers as without", {row.id: library.dossier(row.id) for row in library.stories(limit=count)} == wanted)


def search(where: str, count: int) -> None:
    """Fill a library with reports whose readings are invented, and ask it."""
    with Library(where) as library:
        fill(library, count)
        for asked in QUERIES:
            times = []
            for _ in range(7):
                begun = time.perf_counter()
                found = library.search(asked)
                times.append(1000 * (time.perf_counter() - begun))
            tell(f"search {asked!r}, median ms of {found.total}{'+' if found.more else ''} hits", round(statistics.median(times)))


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


def page(where: str, count: int) -> None:
    """Serve a story of `count` reports and ask for its page, alone and with 50 at once."""
    import uvicorn

    from crossread.workbench.app import make_app
    from crossread.workbench.settings import Settings

    with Library(where) as library:
        files = [Source(path=name, data=text.replace("harbour of", "great flood and harbour of").encode()) for name, text in texts(count)]
        library.add_sources(files)
        story = max(library.stories(limit=count), key=lambda row: row.reports)
        tell("reports of the story", story.reports)
        server = uvicorn.Server(uvicorn.Config(make_app(library, Settings()), host="127.0.0.1", port=0, log_level="error"))
        threading.Thread(target=server.run, daemon=True).start()
        while not server.started:
            time.sleep(0.05)
        url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/stories/{story.id}"
        tell("first page after a change, ms", round(_ask(url)))
        tell("page, median ms", round(statistics.median(_ask(url) for _ in range(15))))
        times: list[float] = []
        errors: list[str] = []
        until = time.monotonic() + SECONDS
        clients = [threading.Thread(target=_client, args=(url, until, times, errors)) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        tell(f"{CLIENTS} clients for {SECONDS} s: requests, errors, median ms", [len(times), len(errors), round(statistics.median(times))])
        server.should_exit = True


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


def add(where: str, count: int) -> None:
    """Read reports alone, then add as many others: what keeping them costs. Processor time, so that others do not disturb it."""
    with Library(where) as library:
        made = [Source(path=name, data=(text + LONGER).encode(), metadata={"outlet": "Gazette"}) for name, text in texts(2 * count)]
        read_one(reports_of(made[0])[0][0], library.model)
        begun = time.process_time()
        for source in made[:count]:
            read_one(reports_of(source)[0][0], library.model)
        reading = time.process_time() - begun
        begun = time.process_time()
        for source in made[count:]:
            library._enter(source, None, "benchmark", arrival_rows.Added())
        library._read_waiting(arrival_rows.Added(), lambda what, done, total: None)
        keeping = time.process_time() - begun
        begun = time.process_time()
        growth.settle(library.store)
        library.rebuild()
        tell("reading alone, reports/s", round(count / reading, 1))
        tell("added and read, share of the speed of reading", round(reading / keeping, 3))
        tell("grouping and comparing them, s", round(time.process_time() - begun, 1))


WHAT: dict[str, tuple[Callable[[str, int], None], int]] = {"kill": (kill, 1000), "search": (search, 100_000), "page": (page, 100), "add": (add, 200)}


def main(arguments: list[str] | None = None) -> None:
    """Run one of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=WHAT)
    parser.add_argument("--url", help="an empty PostgreSQL database instead of SQLite")
    parser.add_argument("--reports", type=int)
    given: Any = parser.parse_args(arguments)
    act, count = WHAT[given.what]
    with tempfile.TemporaryDirectory() as folder:
        act(given.url or str(Path(folder, "library")), given.reports or count)


if __name__ == "__main__":
    main()
