"""A stream puts reports into stories as a pile would, forgets nothing that it says, and stays small."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.streaming import CORPORA, agreement, bcubed, followed, invented
from crossread.group import streaming
from crossread.group.stories import group_stories
from crossread.group.streaming import Assigned, StoryStream
from crossread.model import Report
from tests.conftest import ROOT

WITHIN = 1.0  # points of B3 F1 that streaming may be behind batch


def test_every_report_is_assigned_once_and_moves_are_told() -> None:
    rows = list(invented(400))
    stream = StoryStream()
    events = [*stream.put(report for report, _ in rows), *stream.settle()]
    first = Counter(event.report for event in events if isinstance(event, Assigned) and not event.moved)
    assert first == Counter(report.id for report, _ in rows)
    home = followed(events)
    assert set(home) == {report.id for report, _ in rows}
    assert set(home.values()) == set(stream.awake) | set(stream.asleep)


def test_the_same_stream_makes_the_same_stories_in_every_process() -> None:
    code = "from benchmarks.streaming import *; s = StoryStream(); print(list(s.put(r for r, _ in invented(120))))"
    said = {
        subprocess.run([sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}, capture_output=True, text=True).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1 and "Assigned" in said.pop()


def test_stories_are_found_about_as_well_as_in_a_pile() -> None:
    rows = list(invented(300))
    gold = {report.id: story for report, story in rows}
    stream = StoryStream()
    found = followed([*stream.put(report for report, _ in rows), *stream.settle()])
    batch = {name: story.id for story in group_stories([report for report, _ in rows]) for name in story.reports}
    assert bcubed(gold, found) > bcubed(gold, batch) - 10  # a stream knows little of what is rare at its beginning


def _report(number: int, day: str, text: str) -> Report:
    return Report(id=f"r-{number}", path=f"{number}.txt", text=text, published=day)


def test_two_that_are_alike_meet_though_one_repeats_other_words() -> None:
    """What is heaviest in a report are the words that it repeats; what it shares with the next one may not be among them."""
    shared = " ".join(f"{a}{b}" for a in ("Bor", "Kel", "Mir", "Tas", "Vun", "Zep") for b in ("andel", "iskop", "ulmar", "efrin", "oxtal"))
    own = " ".join(f"{a}heim " * 3 for a in ("Br", "Cl", "Dr", "F", "Gr", "H", "J", "Kr", "L", "M", "N", "Or", "Pr", "Qu", "R", "St"))
    stream = StoryStream()
    first, second = (stream.put_one(_report(n, f"2031-01-0{n}", text))[0] for n, text in ((1, f"{shared} {own}"), (2, shared)))
    assert isinstance(first, Assigned) and isinstance(second, Assigned)
    assert first.story == second.story


def test_a_story_sleeps_and_is_woken_by_its_names(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = StoryStream()
    fire = "Fire destroyed the Breistzand Kaisstem mill in Huxkleim, Keirdrom Group said. Hasla Douxbrar saw the flames in Huxkleim."
    first = stream.put_one(_report(1, "2031-01-01", fire))[-1]
    other = stream.put_one(_report(2, "2031-02-20", "Parliament in Ostria voted for a new bridge at Tolmen, Minister Vera Lund said."))
    assert not stream.posted.get("huxkleim") and list(stream.asleep) == [first.story]  # type: ignore[union-attr]
    again = stream.put_one(_report(3, "2031-02-21", "Keirdrom Group rebuilds the Breistzand Kaisstem mill in Huxkleim, said Hasla Douxbrar."))
    assert [event.story for event in again if isinstance(event, Assigned)] == [first.story]
    assert other[-1].story != first.story and not stream.asleep


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "MOST_ASLEEP", 5)
    monkeypatch.setattr(streaming, "MOST_WORDS", 200)
    stream = StoryStream()
    for day in range(1, 12):
        for report, _ in [row for row in invented(40)][:: max(1, day % 3)]:
            shifted = _report(day * 100 + int(report.id.rsplit("-", 1)[1]), f"2031-{day:02}-01", report.text)
            stream.put_one(shifted)
    assert len(stream.asleep) <= 5
    assert len(stream.held) <= 200 + 100
    assert all(holders for holders in stream.posted.values()) and all(holders for holders in stream.sleepers.values())


@pytest.mark.parametrize("corpus", CORPORA)
def test_within_a_point_of_batch(shared: Path, corpus: str) -> None:
    rows = {row["corpus"].split(".")[0]: row for row in agreement(shared, "dev", (corpus,))}
    if corpus not in rows:
        pytest.skip(f"no {corpus}")
    assert rows[corpus]["difference"] >= -WITHIN
