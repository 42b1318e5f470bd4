"""Stories: a mixed pile falls apart; what comes later joins; two events of a kind stay two."""

from __future__ import annotations

from itertools import pairwise

from crossread.group.stories import group_stories
from crossread.model import Report

FERRY = [
    "The ferry Marigold ran aground off Kelp Island at dawn; all 212 passengers were taken ashore at Dunmore.",
    "Dunmore harbour: 212 people left the stranded ferry Marigold in lifeboats, the coastguard said. Kelp Island's rocks tore her hull.",
    "Marigold's owner, Tern Lines, said that the ferry had lost power before it struck the rocks of Kelp Island.",
]
MILL = [
    "A fire at the Osier paper mill in Brackley burned for nine hours and left the rolling hall in ruins.",
    "Brackley firefighters put out the blaze at the Osier mill. The paper rolls in the hall fed the flames, the brigade said.",
]
ALONE = "The council of Upper Wending voted to rename its library after the poet Ida Marsh."


def report(name: str, text: str, **more: str) -> Report:
    return Report(id=name, path=f"{name}.txt", text=text, **more)  # type: ignore[arg-type]


def names(stories: tuple[object, ...]) -> set[frozenset[str]]:
    return {frozenset(story.reports) for story in stories}  # type: ignore[attr-defined]


def pile() -> list[Report]:
    texts = [FERRY[0], MILL[0], ALONE, FERRY[1], MILL[1], FERRY[2]]
    return [report(name, text) for name, text in zip("fmaFMg", texts, strict=True)]


def test_a_mixed_pile_falls_into_stories_and_the_odd_report_stays_alone() -> None:
    assert names(group_stories(pile())) == {frozenset("fFg"), frozenset("mM"), frozenset("a")}


def test_the_order_of_the_reports_changes_no_story() -> None:
    assert names(group_stories(pile()[::-1])) == names(group_stories(pile()))


def test_two_reports_alone_are_told_apart_too() -> None:
    assert len(group_stories([report("f", FERRY[0]), report("m", MILL[0])])) == 2
    assert len(group_stories([report("f", FERRY[0]), report("F", FERRY[1])])) == 1


def test_a_later_report_joins_the_story_that_is_known() -> None:
    reports = pile()
    known = group_stories(reports[:5])
    assert names(group_stories(reports, known=known)) == {frozenset("fFg"), frozenset("mM"), frozenset("a")}


def test_known_stories_keep_their_reports() -> None:
    reports = pile()
    (kept,) = group_stories([reports[0]])
    stories = group_stories([report("f", FERRY[0]), report("new", ALONE)], known=[kept])
    assert names(stories) == {frozenset("f"), frozenset(["new"])}


def test_a_copy_is_of_its_source_s_story() -> None:
    reports = [report("f", FERRY[0]), report("m", MILL[0]), report("c", "Read on.")]
    assert names(group_stories(reports, {"c": "m"})) == {frozenset("f"), frozenset("mc")}


def test_reports_months_apart_need_more_in_common() -> None:
    near = [report("f", FERRY[0], published="2031-02-01"), report("F", FERRY[2], published="2031-02-02")]
    far = [near[0], report("F", FERRY[2], published="2032-02-02")]
    assert (len(group_stories(near)), len(group_stories(far))) == (1, 2)


def test_two_events_of_a_kind_are_two_stories() -> None:
    kind = "Divers of the rescue service searched the wreck of a trawler that sank in a storm off the Skerrow coast; the crew took to a raft"
    first = ["Halcyon", "Peverell", "Ostrava", "six", "Monday", "Lindqvist", "Ambrose", "herring"]
    second = ["Bluebell", "Tamsin", "Quennell", "nine", "Thursday", "Okafor", "Whitby", "mackerel"]
    reports = []
    for side, own in (("a", first), ("b", second)):
        for n, (one, other) in enumerate(pairwise([*own, own[0]])):
            extra = " ".join(w for w in own if w not in (one, other))
            reports.append(report(f"{side}{n}", f"{kind}. The {one} and the {other}: {extra}. {extra}."))
    assert names(group_stories(reports)) == {frozenset(f"{s}{n}" for n in range(8)) for s in "ab"}


def test_no_reports_no_stories() -> None:
    assert group_stories([]) == ()
