"""A line says in brackets what it leaves unsaid, where the reading is sure of it, and nothing else."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import msgspec
import pytest
from rich.console import Console

from crossread.ids import make_id
from crossread.model import (
    Attribution,
    Certainty,
    Claim,
    Corroboration,
    Description,
    Dossier,
    Entity,
    Gist,
    Mention,
    Participant,
    Report,
    Statement,
    Story,
    Teller,
)
from crossread.present.filled_nouns import Phrase, _by_phrase
from crossread.present.fillings import Filling, Persons, due_between
from crossread.present.lines import alone, found_lines
from crossread.present.markdown import to_markdown
from crossread.present.outline import outline
from crossread.present.page import to_html
from crossread.present.terminal import render


class Desk:
    """Builds a dossier of short reports: one claim and one statement a sentence."""

    def __init__(self, *reports: str) -> None:
        self.texts = {f"r-{n}": text for n, text in enumerate(reports, 1)}
        self.entities: list[Entity] = []
        self.descriptions: list[Description] = []
        self.gists: dict[str, Gist] = {}

    def entity(self, name: str, kind: str, *forms: str) -> Desk:
        """Add an entity, mentioned wherever one of its forms stands, the longest form first."""
        found: list[Mention] = []
        for form in sorted((name, *forms), key=len, reverse=True):
            for report, text in self.texts.items():
                for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
                    if not any(one.report == report and one.start <= match.start() < one.end for one in found):
                        found.append(Mention(report=report, start=match.start(), end=match.end()))
        self.entities.append(Entity(id=make_id("e", name), name=name, type=kind, mentions=tuple(found)))  # type: ignore[arg-type]
        return self

    def description(self, words: str, noun: str, name: str) -> Desk:
        for report, text in self.texts.items():
            if words in text:
                start = text.index(words)
                self.descriptions.append(
                    Description(report=report, start=start, end=start + len(words), text=words, noun=noun, entity=make_id("e", name))
                )
        return self

    def build(self) -> Dossier:
        statements, claims = [], []
        for report, text in self.texts.items():
            for match in re.finditer(r"[^\n.]+(?:\.(?=[a-z])[^\n.]+)*\.?", text):
                start, end = match.start() + len(match.group()) - len(match.group().lstrip()), match.end()
                words = text[start:end].rstrip(".")
                key = make_id("s", report, start)
                doer = re.search(r"(?:[Tt]he ([a-z]+)(?= [a-z]+ed\b| sold)|Brandt)", words)
                part = (
                    (Participant(role="agent", head=doer.group(1) or "", text=doer.group(), start=start + doer.start(), end=start + doer.end()),)
                    if doer else ()
                )
                statements.append(Statement(
                    id=key, report=report, start=start, end=start + len(words), text=words, sentence=(start, end), predicate="do", tense="past",
                    gist=self.gists.get(words), participants=part, certainty=Certainty(value=3, label="asserted"), status="occurred", claim=f"c-{key}",
                ))  # fmt: skip
                claims.append(Claim(
                    id=f"c-{key}", summary=words, statements=(key,), reports=(report,), relation="single",
                    corroboration=Corroboration(state="single", independent=0, explanation=""),
                ))  # fmt: skip
        reports = tuple(Report(id=key, path=f"{key}.txt", text=text) for key, text in self.texts.items())
        return Dossier(
            reports=reports, stories=(Story(id="st-1", title="Port", reports=tuple(self.texts)),), entities=tuple(self.entities),
            statements=tuple(statements), claims=tuple(claims), descriptions=tuple(self.descriptions),
        )  # fmt: skip

    def lines(self) -> list[str]:
        return [line.shown.text for _, line, _ in found_lines(self.build())]


def test_a_family_name_gets_the_given_name_and_the_office_of_any_report() -> None:
    desk = Desk("Yesterday Brandt closed the long pier of Velm.", "Harbour Minister Ada Brandt spoke in Velm on Monday.")
    desk.entity("Ada Brandt", "person", "Brandt").description("Harbour Minister", "minister", "Ada Brandt")
    assert "Yesterday [Harbour Minister Ada] Brandt closed the long pier of Velm" in desk.lines()[0]


def test_behind_a_polite_title_the_whole_name_follows() -> None:
    desk = Desk("Miss Brandt’s plan was cheap for Velm in May", "Mayor Ada Brandt spoke in Velm on Monday")
    desk.entity("Ada Brandt", "person", "Brandt").description("Mayor", "mayor", "Ada Brandt")
    assert "Miss Brandt’s [Mayor Ada Brandt’s] plan was cheap" in desk.lines()[0]


def test_what_stands_beside_a_name_is_said_behind_it() -> None:
    desk = Desk("In the end Brandt left the port of Velm", "Ada Brandt, a pilot from Velm, spoke there on Monday")
    desk.entity("Ada Brandt", "person", "Brandt").description("a pilot from Velm", "pilot", "Ada Brandt")
    assert desk.lines()[0] == "In the end [Ada] Brandt [a pilot from Velm] left the port of Velm"


def test_a_name_that_two_bear_is_left_as_it_is() -> None:
    desk = Desk("Yesterday Brandt left the port of Velm. Later Brandt came back to Velm. Ada Brandt and Jon Brandt spoke.")
    desk.entity("Ada Brandt", "person")
    desk.entity("Jon Brandt", "person")
    one, other = (entity for entity in desk.entities)
    text = desk.texts["r-1"]
    first, second = (match.start() for match in list(re.finditer("Brandt", text))[:2])
    desk.entities = [
        Entity(id=entity.id, name=entity.name, type="person", mentions=(*entity.mentions, Mention(report="r-1", start=at, end=at + 6)))
        for entity, at in ((one, first), (other, second))
    ]
    assert not any("[" in line for line in desk.lines())


@pytest.mark.parametrize("line", ["In May Brandt Tower was sold to Velm", "In May the Brandt-era pier was sold to Velm"])
def test_a_name_within_another_name_is_not_a_person(line: str) -> None:
    desk = Desk(line, "Ada Brandt spoke in Velm on Monday").entity("Ada Brandt", "person", "Brandt")
    assert desk.lines()[0] == line


def test_a_line_that_has_the_full_name_gets_nothing() -> None:
    desk = Desk("Ada Brandt said that Brandt would stay in Velm").entity("Ada Brandt", "person", "Brandt")
    assert desk.lines() == ["Ada Brandt said that Brandt would stay in Velm"]


def test_the_only_body_that_a_noun_can_mean_is_named() -> None:
    text = "The Velm Port Committee met in Velm on Monday. On Friday the committee sold the long pier of Velm."
    desk = Desk(text).entity("Velm Port Committee", "organisation")
    assert any("On Friday the [Velm Port] committee sold the long pier of Velm" in line for line in desk.lines())


def test_of_two_bodies_none_is_chosen() -> None:
    text = "The Velm Port Committee and the Lake Committee met in Velm. On Friday the committee sold the long pier of Velm."
    desk = Desk(text).entity("Velm Port Committee", "organisation").entity("Lake Committee", "organisation")
    assert not any("[" in line for line in desk.lines())


def test_a_noun_whose_reference_is_known_gets_the_name() -> None:
    desk = Desk("Northline sold its ferries to Velm. On Friday the company closed the long pier of Velm.")
    desk.entity("Northline", "organisation", "the company")
    assert any("On Friday the company [Northline] closed the long pier" in line for line in desk.lines())


def test_words_of_the_report_stay_marked_as_its_own() -> None:
    desk = Desk("Yesterday Brandt closed the pier in Velm", "Ada Brandt spoke in Velm on Monday").entity("Ada Brandt", "person", "Brandt")
    _, line, _ = next(found_lines(desk.build()))
    assert [words for words, own in line.shown.parts if own] == ["Yesterday ", "Brandt closed the pier in Velm"]
    assert [words for words, own in line.shown.parts if not own] == ["[Ada] "]


def test_a_gist_is_filled_where_its_words_are_the_reports() -> None:
    desk = Desk("On Monday Brandt bought a boat in Velm and sold it", "Ada Brandt spoke in Velm on Monday").entity("Ada Brandt", "person", "Brandt")
    words = "On Monday Brandt bought a boat in Velm and sold it"
    desk.gists[words] = Gist(text="Brandt bought a boat in Velm", spans=((10, 38),))
    assert desk.lines()[0] == "[Ada] Brandt bought a boat in Velm"


def test_page_terminal_and_markdown_have_the_same_line() -> None:
    desk = Desk("Yesterday Brandt closed the pier in Velm", "Ada Brandt spoke in Velm on Monday").entity("Ada Brandt", "person", "Brandt")
    dossier = desk.build()
    shown = io.StringIO()
    render(dossier, Console(file=shown, width=160), full=True)
    assert "Yesterday [Ada] Brandt closed the pier in Velm" in shown.getvalue()
    assert "Yesterday [Ada] Brandt closed the pier in Velm" in to_markdown(dossier).replace("\\", "")
    assert "Yesterday <span>[Ada] </span>Brandt closed the pier in Velm" in to_html(dossier)


def test_who_speaks_is_said_once() -> None:
    desk = Desk("The pier stays shut and we will guard it in Velm", "Ada Brandt spoke in Velm on Monday").entity("Ada Brandt", "person")
    dossier = desk.build()
    first = msgspec.structs.replace(
        dossier.statements[0],
        attribution=Attribution(kind="direct", content=((0, 48),), chain=(Teller(name="Brandt", role="person", entity=make_id("e", "Ada Brandt")),)),
    )
    _, line, _ = next(found_lines(msgspec.structs.replace(dossier, statements=(first, *dossier.statements[1:]))))
    assert line.shown.text == "[Ada Brandt:] The pier stays shut and we will guard it in Velm"
    assert not line.shown.whole or "Brandt" not in line.note


def test_a_pronoun_behind_a_filled_name_needs_none() -> None:
    desk = Desk("Brandt said that she would stay in Velm", "Ada Brandt spoke in Velm on Monday").entity("Ada Brandt", "person", "Brandt")
    at = desk.texts["r-1"].index("she")
    whom = desk.entities[0]
    desk.entities[0] = msgspec.structs.replace(whom, mentions=(*whom.mentions, Mention(report="r-1", start=at, end=at + 3)))
    assert desk.lines()[0] == "[Ada] Brandt said that she would stay in Velm"


def test_a_name_behind_a_filled_pronoun_needs_none() -> None:
    desk = Desk("In May she said that Brandt would stay in Velm", "Ada Brandt spoke in Velm on Monday").entity("Ada Brandt", "person", "Brandt")
    at = desk.texts["r-1"].index("she")
    text = desk.texts["r-1"]
    due = due_between(Persons(desk.build(), desk.texts).fillings()["r-1"], text, (0, len(text)), [(at + 3, "Ada Brandt")])
    assert due == {at + 3: [" [Ada Brandt]"]}


def test_two_statements_of_one_quotation_are_one_line() -> None:
    desk = Desk("The pier of Velm stays shut for the whole summer. The ferries of Velm sail from the lake in May", "Ada Brandt spoke in Velm on Monday")
    dossier = desk.entity("Ada Brandt", "person").build()
    said = Attribution(kind="direct", content=((0, 96),), chain=(Teller(name="Ada Brandt", role="person", entity=make_id("e", "Ada Brandt")),))
    quoted = tuple(msgspec.structs.replace(one, attribution=said) if one.report == "r-1" else one for one in dossier.statements)
    out = outline(msgspec.structs.replace(dossier, statements=quoted))
    first = alone(out.stories[0], out.dossier.entities)[0]
    assert first.count == 1 and len(first.first[0].rows) == 2


def test_no_line_shows_the_sentence_of_the_line_before_again() -> None:
    desk = Desk("The mayor of Velm opened the long pier on Monday. The offer was bold and it cost Velm four million euros in May.")
    out = outline(desk.build())
    shown = [line.shown.text for found in alone(out.stories[0], ()) for line in (*found.first, *found.rest)]
    assert sum("opened the long pier" in text for text in shown) <= 1


def test_what_a_noun_means_is_found_in_the_rest_of_the_reports_where_a_name_tells_it() -> None:
    desk = Desk(
        "On Friday Brandt praised the speech, which was long", "Many in Velm heard the speech of Harbour Minister Brandt on Monday"
    ).entity("Ada Brandt", "person", "Brandt")
    desk.descriptions.append(Description(report="r-2", start=20, end=55, text="the speech of Harbour Minister Brandt", noun="speech"))
    assert "praised the speech [of Harbour Minister Brandt]" in desk.lines()[0]


def test_a_noun_gets_the_name_that_the_story_puts_before_it() -> None:
    rest = "People of Velm mourned. Crews in Velm said the Velm fire was out. The mayor of Velm called the Velm fire a shame."
    desk = Desk("On Friday Brandt came to see the blaze, which was out", rest)
    assert "to see the [Velm] blaze" in desk.lines()[0]


def test_a_name_that_is_one_of_several_before_a_noun_is_not_taken() -> None:
    rest = "Crews in Velm and in Tarn said the Velm fire was out. The mayor, Velm papers wrote, left for Tarn and saw the Tarn fire."
    desk = Desk("On Friday Brandt came to see the blaze, which was out", rest)
    assert "[" not in desk.lines()[0]


def test_a_department_of_that_name_is_no_fire() -> None:
    rest = "Crews in Velm were late. The Velm Fire Department came, said Velm Fire Department men."
    desk = Desk("On Friday Brandt came to see the fire, which was out", rest)
    assert "[" not in desk.lines()[0]


def test_the_last_word_of_a_body_gets_the_rest_of_its_name() -> None:
    desk = Desk("On Sunday Brandt saw the Rovers win in Tarn", "The Velm Rovers lost in Tarn on Monday")
    desk.entity("Velm Rovers", "organisation", "Rovers")
    assert "saw the [Velm] Rovers win" in desk.lines()[0]


def test_an_adjective_alone_says_nothing_of_a_noun() -> None:
    desk = Desk("On Friday Brandt answered the statement from Velm", "Velm made a rare statement on Monday about the long pier")
    desk.descriptions.append(Description(report="r-2", start=10, end=56, text="a rare statement about the long pier", noun="statement"))
    assert "[" not in desk.lines()[0]


def test_a_name_for_an_it_that_means_nothing_is_not_shown() -> None:
    desk = Desk("In Velm it is rare for a mayor to be named in May", "Northline sold its ferries to Velm on Monday")
    words = "In Velm it is rare for a mayor to be named in May"
    desk.gists[words] = Gist(text="Northline is rare for a mayor to be named in May", spans=((10, 49),))
    assert "Northline is rare" not in desk.lines()[0]


def test_a_participle_alone_is_no_line() -> None:
    desk = Desk("An event hosted by the group Northline drew half of Velm", "Northline sold its ferries to Velm on Monday")
    words = "An event hosted by the group Northline drew half of Velm"
    desk.gists[words] = Gist(text="An event hosted by the group Northline", spans=((0, 38),))
    dossier = desk.build()
    dossier = msgspec.structs.replace(
        dossier, statements=tuple(msgspec.structs.replace(one, voice="passive") if "hosted" in one.text else one for one in dossier.statements)
    )
    first = next(line for _, line, _ in found_lines(dossier))
    assert first.shown.text == words


def test_somebody_with_a_clause_that_tells_which_is_no_line() -> None:
    words = "Men of Velm met Ada Brandt whose boat was lost in the storm"
    desk = Desk(words, "Northline sold its ferries to Velm on Monday")
    desk.gists[words] = Gist(text=words[16:], spans=((16, len(words)),))
    dossier = desk.build()
    clause = msgspec.structs.replace(dossier.statements[0], start=27, text=words[27:])
    dossier = msgspec.structs.replace(dossier, statements=(clause, *dossier.statements[1:]))
    assert next(line for _, line, _ in found_lines(dossier)).shown.text == words


def test_an_adverb_and_an_adjective_say_nothing_of_a_noun() -> None:
    desk = Desk("On Friday Brandt came to Velm for the visit, men said", "Velm papers wrote of the already contentious visit on Monday")
    desk.descriptions.append(Description(report="r-2", start=24, end=49, text="the already contentious visit", noun="visit"))
    assert "[" not in desk.lines()[0]


def test_two_nouns_that_begin_at_one_place_get_one_bracket() -> None:
    text = "The court's ruling came early."
    found = [
        Filling(4, end, "Supreme", "", about, frozenset({"supreme"})) for end, about in ((9, "a court"), (18, "a ruling"))
    ]
    assert due_between(found, text, (0, len(text)), ()) == {4: ["[Supreme] "]}


def test_another_thing_that_a_report_brings_in_later_is_not_the_first() -> None:
    found = Phrase("r-1", 60, opens=True, lone=True, leads=False, front="arson", behind="set by three boys")
    text = "Crews fought the fire for hours. The shop was rebuilt after an arson fire set by three boys. The fire is out."
    assert _by_phrase([found], "r-1", (text.rindex("fire"), text.rindex("fire") + 4), text) is None
    alone = text.replace("fought the fire", "worked")
    place = alone.rindex("fire"), alone.rindex("fire") + 4
    made = _by_phrase([replace(found, start=alone.index("an arson"))], "r-1", place, alone)
    assert made is not None and made.behind == "set by three boys"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("They thanked Miss Brandt for the long pier of Velm", "They thanked Miss [Ada] Brandt for the long pier of Velm"),
        ("People of Velm told Brandt to stay in May", "People of Velm told [Ada] Brandt to stay in May"),
        ("They thanked Jon Brandt for the long pier of Velm", "They thanked Jon Brandt for the long pier of Velm"),
    ],
)
def test_a_family_name_that_one_person_bears_is_hers_where_no_reading_says_so(line: str, shown: str) -> None:
    desk = Desk(f"{line}. Ada Brandt spoke in Velm in June").entity("Ada Brandt", "person")
    assert shown in desk.lines()[0]


def test_a_polite_title_of_men_is_no_woman() -> None:
    desk = Desk("They thanked Mr Brandt for the long pier of Velm. Susan Brandt spoke in Velm").entity("Susan Brandt", "person")
    assert not any("[Susan" in line for line in desk.lines())


def test_the_elder_of_two_is_not_named() -> None:
    desk = Desk("In May the elder Brandt left the port of Velm", "Ada Brandt spoke in Velm on Monday").entity("Ada Brandt", "person", "Brandt")
    assert "[" not in desk.lines()[0]


def test_whose_something_is_stands_in_the_brackets_as_an_owner() -> None:
    desk = Desk("His plan was cheap for the port of Velm in May", "Karl Venn spoke in Velm on Monday").entity("Karl Venn", "person", "His")
    assert desk.lines()[0] == "His [Karl Venn’s] plan was cheap for the port of Velm in May"


def test_somebodys_thing_is_said_behind_its_noun() -> None:
    desk = Desk("On Friday Brandt answered the letter, men of Velm said", "Velm heard Karl Venn’s angry letter to the port on Monday")
    desk.descriptions.append(Description(report="r-2", start=11, end=46, text="Karl Venn’s angry letter to the port", noun="letter"))
    assert "answered the letter [Karl Venn’s angry letter to the port], men" in desk.lines()[0]


@pytest.mark.parametrize("words", ["the company’s own red ferry", "the night ferry captain Jon"])
def test_a_phrase_that_points_or_goes_on_with_another_noun_says_nothing_of_one(words: str) -> None:
    desk = Desk("On Friday Brandt bought the ferry, men of Velm said", f"In Velm people saw {words} leave on Monday")
    desk.descriptions.append(Description(report="r-2", start=19, end=19 + len(words), text=words, noun="ferry"))
    assert "[" not in desk.lines()[0]


def test_a_pronoun_behind_a_phrase_of_place_has_its_name() -> None:
    desk = Desk("In the old port of Velm, he sold a boat to Ada Brandt", "Karl Venn spoke in Velm on Monday")
    desk.entity("Ada Brandt", "person").entity("Karl Venn", "person", "he")
    assert "In the old port of Velm, he [Karl Venn] sold a boat" in desk.lines()[0]


def test_a_pronoun_is_nobody_of_whom_the_sentence_before_does_not_speak() -> None:
    desk = Desk("Ada Brandt left the port of Velm in May. The pier is too old for Velm, he said", "Karl Venn spoke in Velm on Monday")
    desk.entity("Ada Brandt", "person").entity("Karl Venn", "person", "he")
    assert not any("[Karl Venn]" in line for line in desk.lines())


def test_a_noun_is_told_by_what_stands_behind_another_for_the_same_thing() -> None:
    desk = Desk("An attack in the port of Velm killed two men.\n\nOn Friday Brandt called the shooting, which few saw, a shame")
    desk.entity("Ada Brandt", "person", "Brandt")
    desk.descriptions.append(Description(report="r-1", start=0, end=32, text="An attack in the port of Velm", noun="attack"))
    assert any("called the shooting [in the port of Velm], which" in line for line in desk.lines())


def test_the_company_is_not_one_named_long_before_where_a_better_known_one_was_named_since() -> None:
    since = " ".join(f"Northline sold {count} ferries to the old port of Velm in the spring." for count in ("two", "nine", "ten", "six", "five", "four"))
    desk = Desk(f"Trustway spoke in Velm. {since} On Friday the company closed the long pier of Velm.")
    desk.entity("Trustway", "organisation", "the company").entity("Northline", "organisation")
    assert not any("company [Trustway]" in line for line in desk.lines())
    nearer = Desk(f"{since} Trustway spoke in Velm. On Friday the company closed the long pier of Velm.")
    nearer.entity("Trustway", "organisation", "the company").entity("Northline", "organisation")
    assert any("company [Trustway]" in line for line in nearer.lines())


def test_a_committee_of_which_another_name_was_said_just_before_is_not_renamed() -> None:
    text = "The Velm Port Committee met in Velm. Men of the Lake committee sat in Tarn, and on Friday the committee sold a pier."
    desk = Desk(text).entity("Velm Port Committee", "organisation")
    assert not any("[Velm Port] committee" in line for line in desk.lines())


def test_those_things_are_the_ones_just_told_and_no_others_of_the_report() -> None:
    start = "Velm made a report on the port public"
    text = f"Men read the letters of the Harbour Board in May. {'Boats came to Velm. ' * 20}On Friday Brandt wrote to Velm, and those letters, men said, were lost."
    desk = Desk(f"{start}. {text}").entity("Ada Brandt", "person", "Brandt")
    at = len(start) + 2 + len("Men read ")
    desk.descriptions.append(Description(report="r-1", start=at, end=at + 32, text="the letters of the Harbour Board", noun="letter"))
    assert not any("letters [" in line for line in desk.lines())


def test_a_decision_to_do_something_is_not_somebodys_other_one() -> None:
    desk = Desk("On Friday Brandt was told of the decision to sell the port", "Velm heard Karl Venn’s decision on Monday")
    desk.descriptions.append(Description(report="r-2", start=11, end=31, text="Karl Venn’s decision", noun="decision"))
    assert "[" not in desk.lines()[0]
