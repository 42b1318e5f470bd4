"""Stories that grow: what changed is told, of that story alone, and to each analyst since he last looked."""

from __future__ import annotations

from crossread.library import Library


def test_a_new_report_joins_its_story_and_what_changed_is_told(library: Library, crane: list[str], later: str, orchard: str) -> None:
    library.add([*crane, orchard])
    about = next(row for row in library.stories() if row.reports == 2)
    other = next(row for row in library.stories() if row.reports == 1)
    library.mark_seen(about.id, "ana")
    assert library.changes(story=about.id, who="ana") == ()
    library.add(later)
    assert library.story(about.id).reports == 3
    assert library.story(other.id).version == other.version
    told = library.changes(story=about.id, who="ana")
    kinds = {one.change.kind for one in told}
    assert {"report.new", "claim.new"} <= kinds
    assert any("40 million" in one.change.summary for one in told if one.change.kind == "claim.new")
    assert {one.version for one in told} == {library.story(about.id).version}
    assert next(row for row in library.stories("ana") if row.id == about.id).unseen == len(told)
    assert library.changes(since="2999-01-01") == ()
    library.mark_seen(about.id, "ana")
    assert library.changes(story=about.id, who="ana") == ()
    assert library.changes(story=about.id, who="ben") != ()


def test_the_changes_lead_to_their_words(library: Library, crane: list[str], later: str) -> None:
    library.add(crane)
    library.add(later)
    anchors = [anchor for told in library.changes() for anchor in told.change.anchors if anchor.text]
    assert anchors
    for anchor in anchors:
        assert library.report(anchor.report).text[anchor.start : anchor.end] == anchor.text
