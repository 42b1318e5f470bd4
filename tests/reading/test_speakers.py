"""Whom "he said" means: no dead man, nobody whom the words name, and rather him who has such people in his charge."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.grammar.labels import to_universal
from crossread.model import Attribution, Entity, Mention, Report, Teller, TextSpan
from crossread.reading.reading import read_report
from crossread.reading.speech.pronouns import settle_pronouns
from tests.reading.told import statement_with, tellers_of

COOK = "Fire\n\nCook Dan Pell left the inn first. His lawyer, Otto Reiss, followed. "
POET = "Poems\n\nIda Tarn {end} in 1951. Her niece, Vera Moll, found nine poems. “They smelled of smoke,” {said}."
MEN = "Quarry\n\nForeman Dan Holt and driver Pete Moll were the last to leave. Moll ran for help. "


@pytest.mark.parametrize(
    ("text", "words", "teller"),
    [
        (COOK + "He said his client would appeal.", "client would appeal", "Otto Reiss"),
        (COOK + "He said his stove was out.", "stove was out", "Dan Pell"),
        (COOK + "“My client never lit it,” he said.", "never lit it", "Otto Reiss"),
        (POET.format(end="drowned", said="she said"), "smelled of smoke", "Vera Moll"),
        (MEN + "He said Moll had shouted twice.", "had shouted twice", "Dan Holt"),
        (MEN + "He told Moll the wall was safe.", "the wall was safe", "Dan Holt"),
    ],
)
def test_what_is_said_tells_who_says_it(nlp: Any, text: str, words: str, teller: str) -> None:
    assert tellers_of(statement_with(nlp, text, words)) == [teller]


def test_who_nearly_died_may_speak(nlp: Any) -> None:
    alive = POET.format(end="nearly drowned", said="she said")
    assert tellers_of(statement_with(nlp, alive, "smelled of smoke")) == ["Ida Tarn"]


NURSE = "Crash\n\nNurse Ida Moe was hurt in the crash in Velm on Monday. Moe is stable. "


@pytest.mark.parametrize(
    ("told", "teller"),
    [
        ("“She will walk again,” said a doctor who treated Moe.", "doctor"),
        ("“She will walk again,” said one surgeon who knows her.", "surgeon"),
        ("A driver accused of hitting Moe said she will walk again.", "driver"),
        ("One Democrat who knows Moe said she will walk again.", "Democrat"),
        ("“She will walk again,” said a neighbour, Ada Venn, who knows Moe.", "Ada Venn"),
        ("A man identified as Jon Brandt said she will walk again.", "Jon Brandt"),
        ("Another, Max Cowle, said she will walk again.", "Max Cowle"),
    ],
)
def test_whom_the_clause_behind_a_teller_names_does_not_tell_it(nlp: Any, told: str, teller: str) -> None:
    assert tellers_of(statement_with(nlp, NURSE + told, "walk again")) == [teller]


@pytest.mark.parametrize(
    ("named", "elder", "younger"),
    [
        ("Oskar Faber ran the mill. His daughter Ina Faber sold it.", "Oskar Faber", "Ina Faber"),
        ("Senator Rosa Faber came with her mother, Ada Faber.", "Ada Faber", "Rosa Faber"),
        ("Karl Faber, 71, and Lena Faber, 40, sit on the board.", "Karl Faber", "Lena Faber"),
        ("Lena Faber (40) and Karl Faber (71) sit on the board.", "Karl Faber", "Lena Faber"),
        ("Mayor Oskar Faber met his brother Paul Faber on Monday.", "Oskar Faber", "Paul Faber"),
        ("Mayor Oskar Faber met his older brother Paul Faber on Monday.", "Paul Faber", "Oskar Faber"),
    ],
)
def test_the_younger_of_two_of_a_name_is_by_kin_by_age_or_the_second(nlp: Any, named: str, elder: str, younger: str) -> None:
    text = f"Mill\n\n{named} The elder Faber said the dam was safe. “The roof leaks,” the younger Faber said."
    assert tellers_of(statement_with(nlp, text, "dam was safe")) == [elder]
    assert tellers_of(statement_with(nlp, text, "roof leaks")) == [younger]


BUS = "Bus\n\nMayor Karl Brandt said the bridge was safe.\n\nMarc Tiller drove the bus. {told}"
BOARD = "Pier\n\nThe harbour board said the pier was safe.\n\n“Nobody asked us,” he said."


@pytest.mark.parametrize(
    ("text", "words", "teller"),
    [
        (BUS.format(told="He also said the brakes had failed."), "brakes had failed", "Marc Tiller"),
        (BUS.format(told="He added that the brakes had failed."), "brakes had failed", "Marc Tiller"),
        (BOARD, "Nobody asked", "he"),
    ],
)
def test_nobody_goes_on_with_the_words_of_another_paragraph_or_of_a_board(nlp: Any, text: str, words: str, teller: str) -> None:
    assert tellers_of(statement_with(nlp, text, words)) == [teller]


def test_a_cue_without_a_word_carries_nothing_on(nlp: Any) -> None:
    text = "Karl Brandt said it rained. Marc Tiller rose. He added that it snowed."

    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    def entity(name: str, *others: str) -> Entity:
        mentions = tuple(Mention(report="r", start=place(one)[0], end=place(one)[1]) for one in (name, *others))
        return Entity(id=name, name=name, type="person", mentions=mentions)

    def told(name: str, who: str, cue: tuple[int, int], content: str) -> Attribution:
        start, end = place(who)
        source = TextSpan(text=who, start=start, end=end)
        chain = (Teller(name=name, role="person", entity=name, start=start, end=end),)
        by = TextSpan(text=text[slice(*cue)], start=cue[0], end=cue[1])
        return Attribution(kind="indirect", content=(place(content),), source=source, cue=by, speaker=name, chain=chain)

    gap = place("He ")[1] - 1
    given = [
        told("Karl Brandt", "Karl Brandt", place("said"), "it rained"),
        told("Marc Tiller", "He", (gap, gap + 1), "it snowed"),
    ]
    people = [entity("Karl Brandt"), entity("Marc Tiller", "He")]
    assert [one.speaker for one in settle_pronouns(given, to_universal(nlp(text)), people)] == ["Karl Brandt", "Marc Tiller"]
@pytest.mark.parametrize(
    ("text", "words", "teller"),
    [
        ("Martin Rusk, 34, appeared in court on Monday. The judge said he had shown no remorse.", "no remorse", "judge"),
        ("Tilda Moen complained of pain in March. The doctor said it was nothing.", "it was nothing", "doctor"),
        ("Erik Sand lost his licence in May. The officer said the car had been stolen.", "had been stolen", "officer"),
        ("Otto Brandt, a judge in Gart, ruled on Monday. The judge said the wall was unsafe.", "was unsafe", "Otto Brandt"),
        ("Judge Otto Brandt ruled on Monday. The judge said the wall was unsafe.", "was unsafe", "Otto Brandt"),
        ("Ida Moe opened the school on Monday. The minister said it was safe.", "it was safe", "Ida Moe"),
    ],
)
def test_the_judge_is_nobody_of_whom_no_such_trade_is_told(nlp: Any, text: str, words: str, teller: str) -> None:
    assert tellers_of(statement_with(nlp, f"Gart\n\n{text}", words)) == [teller]


@pytest.mark.parametrize(
    ("told", "teller"),
    [
        ("Inspector Dan Holt said fog was to blame.", "Dan Holt"),
        ("Ida Moe said the banks were to blame for the slump.", "Ida Moe"),
        ("The coach said nobody was to leave the pitch.", "coach"),
    ],
)
def test_who_is_to_blame_is_what_the_teller_says(nlp: Any, told: str, teller: str) -> None:
    words = told.partition("said ")[2].rstrip(".")
    found = statement_with(nlp, f"Inquiry\n\n{told}", words)
    assert (tellers_of(found), found.text) == ([teller], words)


SPEAKER = "House Speaker Nan Pellard met Rep. Rita Tlass on Friday. Pellard defended her.\n\n“She is free to speak,” she told the Courier.\n\n"
NOMINEE = "Dora Crane blamed the council on Sunday. "
GOVERNOR = "Lida Pohl, once the governor of Arle, said in a statement that she was saddened. "
CHURCH = "Sara Pohl’s church in Arle burned this weekend.\n\nNo one was hurt.\n\n"


@pytest.mark.parametrize(
    ("text", "words", "teller"),
    [
        (SPEAKER + "“I would not use that language,” the House speaker continued.", "that language", "Nan Pellard"),
        (NOMINEE + "The presumptive Green nominee said the mayor should resign.", "should resign", "Dora Crane"),
        (GOVERNOR + "The former Arle governor said the claims were false.", "claims were false", "Lida Pohl"),
        (CHURCH + "On Saturday, the Arle governor said the fire was a crime.", "was a crime", "Sara Pohl"),
        ("“Rise early,” said Elsa Lauter. The campaign pro said the posters were late.", "posters were late", "Elsa Lauter"),
    ],
)
def test_who_speaks_without_a_name_is_the_one_of_whom_the_sentences_before_tell(
    nlp: Any, text: str, words: str, teller: str
) -> None:
    assert tellers_of(statement_with(nlp, f"Row\n\n{text}", words)) == [teller]


@pytest.mark.parametrize(
    ("text", "words", "teller"),
    [
        ("Otto Brandt and Jon Mott met on Monday. The nominee said the bridge was safe.", "bridge was safe", "nominee"),
        ("John Brandt left the hall. The congresswoman said the bridge was safe.", "bridge was safe", "congresswoman"),
        ("Otto Brandt left the hall. The nominee said Brandt was late.", "was late", "nominee"),
        ("Otto Brandt left the hall. The nominee told Brandt the bridge was safe.", "bridge was safe", "nominee"),
        ("Otto Brandt left the hall. The source said the bridge was safe.", "bridge was safe", "source"),
    ],
)
def test_who_speaks_without_a_name_stays_so_where_nobody_is_clearly_meant(
    nlp: Any, text: str, words: str, teller: str
) -> None:
    assert tellers_of(statement_with(nlp, f"Row\n\n{text}", words)) == [teller]


@pytest.mark.parametrize(
    ("text", "words", "teller"),
    [
        ("Dan Brandt is close to a deal, he told reporters.", "close to a deal", "Dan Brandt"),
        ("Ida Holt sent a letter to the members.\n\n“Nobody will be paid,” she said.", "will be paid", "Ida Holt"),
        ("The clerk met Jef Brandt, a former senator, who has told aides that the vote was lost.", "vote was lost", "Jef Brandt"),
        ("It pleased Jon Mott, Republican of Arle, who said this week that the vote was lost.", "vote was lost", "Jon Mott"),
        ("House Republicans have argued that the votes take no time. They add that the Senate sleeps.", "Senate sleeps", "House Republicans"),
        ("Karl Mott won. Jon Lund said the talks were an insult. He said the summit should wait.", "summit should wait", "Jon Lund"),
    ],
)
def test_a_pronoun_that_speaks_is_who_was_named_before(nlp: Any, text: str, words: str, teller: str) -> None:
    assert tellers_of(statement_with(nlp, f"Row\n\n{text}", words)) == [teller]


@pytest.mark.parametrize(
    ("text", "words", "tellers"),
    [
        ("Row\n\nThe also said that Gray had been held twice.", "had been held", []),
        ("Row\n\n“Today’s announcement that the mill will close is absurd,” Marlow said.", "mill will close", ["Marlow"]),
        ("Lida Rohm begins 90-day stint, lawyer says\n\nRohm smiled.", "begins 90-day stint", ["lawyer"]),
        ("Row\n\nThe poll showed that 64 percent think it would be wrong to vote.", "wrong to vote", ["poll"]),
    ],
)
def test_an_article_a_day_and_a_share_are_nobody_who_speaks(nlp: Any, text: str, words: str, tellers: list[str]) -> None:
    assert tellers_of(statement_with(nlp, text, words)) == tellers


def test_whom_a_recording_shows_talking_is_behind_it(nlp: Any) -> None:
    text = "Row\n\n“People love you,” the video showed Rita Tlass telling supporters."
    assert tellers_of(statement_with(nlp, text, "People love you"))[-1] == "Rita Tlass"


def test_who_somebody_is_says_the_writer_also_beside_quoted_words(nlp: Any) -> None:
    text = "Row\n\nRoth said that Ada Lund, a nurse from Varn, was “a danger to us all”."
    statements = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).statements
    assert [tellers_of(s) for s in statements if s.text == "Ada Lund, a nurse from Varn"] == [[]]


WORKS = "Works\n\nJonas Kettel took over from his father, Abel Kettel. “I sold four,” Jonas Kettel said. {between}“{last}.”"


@pytest.mark.parametrize(
    ("between", "last", "teller"),
    [
        ("Abel Kettel built forty a month. ", "He would have shut it,” Kettel added. “Long ago", "Jonas Kettel"),
        ("Abel Kettel disagreed. “He sold six,” Abel Kettel said. ", "He hid the books,” Kettel added. “All", "Abel Kettel"),
    ],
)
def test_who_adds_is_whoever_of_that_name_spoke_last(nlp: Any, between: str, last: str, teller: str) -> None:
    text = WORKS.format(between=between, last=last)
    assert tellers_of(statement_with(nlp, text, last.split(",")[0])) == [teller]


RASK = "Fresco\n\nPainter {painter} left Varn in 1911. "
SAVED = "Pit\n\n{teller} said Marc Tiller had been saved by a dog. “I heard it bark,” he said."


@pytest.mark.parametrize(
    ("text", "words", "teller"),
    [
        ("The mother of missing climber Dan Weld said the rope was old.", "rope was old", "mother of missing climber Dan Weld"),
        ("The lawyer for the accused trader Vera Moss said the books were in order.", "books were", "lawyer for the accused trader Vera Moss"),
        ("The coach of champion Ada Lind said the track was wet.", "track was wet", "coach of champion Ada Lind"),
        ("The manager of the Bell Inn, Rosa Timm, said the cellar was dry.", "cellar was dry", "Rosa Timm"),
        ("The head of the miners' union Carl Brodie said the pit was unsafe.", "pit was unsafe", "Carl Brodie"),
        ("Injured rider Felix Holt said the barrier was loose.", "barrier was loose", "Felix Holt"),
        ("Ivo Kern's wife said the boat was old.", "boat was old", "Ivo Kern's wife"),
        ("Mayor Uta Brenn's deputy said the road was shut.", "road was shut", "Mayor Uta Brenn's deputy"),
        ("Velda Foods' chairman Ole Brun said the road was shut.", "road was shut", "Ole Brun"),
    ],
)
def test_whose_father_or_lawyer_somebody_is_does_not_say_it(nlp: Any, text: str, words: str, teller: str) -> None:
    assert tellers_of(statement_with(nlp, f"Row\n\n{text}", words)) == [teller]


@pytest.mark.parametrize(
    ("painter", "said", "quoted"),
    [
        ("Albin Rusk", "His biographer, Tilde Moen, says that he never came back.", ("she", "Tilde Moen")),
        ("Albin Rusk", "His son, Karl Rusk, says that he never came back.", ("he", "Karl Rusk")),
        ("Ilse Moor", "Her agent, Robin Holt, says that she never came back.", ("he", "Robin Holt")),
    ],
)
def test_of_whom_his_biographer_tells_is_not_the_biographer(nlp: Any, painter: str, said: str, quoted: tuple[str, str]) -> None:
    pronoun, teller = quoted
    text = RASK.format(painter=painter) + said + f" “There is no grave,” {pronoun} said."
    assert tellers_of(statement_with(nlp, text, "There is no grave")) == [teller]


@pytest.mark.parametrize(
    ("teller", "quoted"),
    [
        ("Karl Brandt", "Karl Brandt"),
        ("The foreman", "foreman"),
        ("A spokesman for the mill", "spokesman for the mill"),
        ("Police", "Marc Tiller"),
        ("Officials", "Marc Tiller"),
    ],
)
def test_a_quotation_behind_what_one_person_says_is_his(nlp: Any, teller: str, quoted: str) -> None:
    assert tellers_of(statement_with(nlp, SAVED.format(teller=teller), "it bark")) == [quoted]


def test_who_is_named_since_is_quoted(nlp: Any) -> None:
    text = "Rain\n\nKarl Brandt said it had rained. Marc Tiller rose to speak. “I saw no rain,” he said."
    assert tellers_of(statement_with(nlp, text, "saw no rain")) == ["Marc Tiller"]


@pytest.mark.parametrize(
    ("text", "words", "teller"),
    [
        ("Police met Emil Kranz, a cousin of the mayor. The mayor said the town was safe.", "town was safe", "mayor"),
        ("Rune Dahl, an aide to the governor, left in May. The governor said the town was safe.", "town was safe", "governor"),
        ("Erik Velda, the mayor of Arle, left in May. The mayor said the town was safe.", "town was safe", "Erik Velda"),
    ],
)
def test_a_cousin_of_the_mayor_is_no_mayor(nlp: Any, text: str, words: str, teller: str) -> None:
    assert tellers_of(statement_with(nlp, f"Row\n\n{text}", words)) == [teller]


def test_a_titled_person_is_no_capital(nlp: Any) -> None:
    text = "Treaty\n\nPresident Adam Orlow met Queen Sofia on Monday. She flew to Sofia on Friday."
    found = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).entities
    assert sorted(e.type for e in found if "Sofia" in e.name) == ["person", "place"]


@pytest.mark.parametrize(
    ("text", "words", "teller"),
    [
        ("Two workers told the Lamp that the firm had lied. The firm said the Lamp was wrong.", "Lamp was wrong", "firm"),
        ("Velda Foods cut 300 jobs. The firm said the mill was old.", "mill was old", "Velda Foods"),
        ("A ship's mate radioed that the hold was dry.", "hold was dry", "ship's mate"),
        ("The bank told Kessler Steel that it must pay. Ada Lund told Rolf Beck that the deal was dead.", "deal was dead", "Ada Lund"),
    ],
)
def test_who_is_told_of_a_firm_is_not_the_firm(nlp: Any, text: str, words: str, teller: str) -> None:
    assert tellers_of(statement_with(nlp, f"Row\n\n{text}", words)) == [teller]


def test_who_speaks_within_anothers_words_is_no_teller_of_them(nlp: Any) -> None:
    text = "Storm\n\nA porter at the inn recalls the storm: “Nurse Ida Moe ran down the hall. ‘Shut the doors,’ she shouted at me, ‘and lock them.’ Then the roof went.”"
    assert tellers_of(statement_with(nlp, text, "Shut the doors"))[-1] == "Ida Moe"


KEEPER = "Cup\n\nOtto Brandt, the goalkeeper, left the club on Monday. His coach, Jon Mott, 61, wept. Brandt said his knees hurt. "
RACE = "Tour\n\nIda Moe was first in the race. Her rival Vera Moll said she had no luck. "
TWO = "Vote\n\nRep. Ida Moe opposed the bill on Monday. Speaker Dan Holt said it would pass. "


@pytest.mark.parametrize(
    ("text", "words", "teller"),
    [
        (KEEPER + "The 39-year-old said the club was kind.", "club was kind", "Otto Brandt"),
        (KEEPER + "The 61-year-old said the club was kind.", "club was kind", "Jon Mott"),
        (KEEPER + "A 39-year-old was held. The 39-year-old said the club was kind.", "club was kind", "39-year-old"),
        ("Cup\n\nThe town wept. The 39-year-old said the club was kind.", "club was kind", "39-year-old"),
        (RACE.replace("rival", "German rival") + "“I fell twice,” the German said.", "fell twice", "Vera Moll"),
        (RACE + "“I fell twice,” the German said.", "fell twice", "German"),
        ("Cup\n\nA man was held over an attack on Otto Brandt. The 39-year-old said the club was kind.", "club was kind", "39-year-old"),
        (RACE + "“We all fell,” the Germans said.", "all fell", "Germans"),
        (TWO + "“I read every page,” the Arle lawmaker said.", "every page", "Ida Moe"),
        (TWO + "The former prosecutor said the hall was full.", "hall was full", "Dan Holt"),
        (TWO + "The former aide said the hall was full.", "hall was full", "Dan Holt"),
        (TWO + "The prosecutor said the hall was full.", "hall was full", "prosecutor"),
        (TWO + "Two former aides came. The former aide said the hall was full.", "hall was full", "former aide"),
    ],
)  # fmt: skip
def test_who_is_called_by_age_by_country_or_by_the_past_is_the_one_told_of(
    nlp: Any, text: str, words: str, teller: str
) -> None:
    assert tellers_of(statement_with(nlp, text, words)) == [teller]


LETTER = "Row\n\nAda Lund resigned on Monday, {outlet} reported. "
TWO_HOUSES = "Row\n\n{outlets} saw the letter. "


@pytest.mark.parametrize(
    ("text", "words", "tellers"),
    [
        (LETTER.format(outlet="the Varn Herald") + "The newspaper said a clerk had wept.", "clerk had wept", ["Varn Herald"]),
        (LETTER.format(outlet="the Varn Herald") + "The paper said a clerk had wept.", "clerk had wept", ["Varn Herald"]),
        (TWO_HOUSES.format(outlets="Reuters and the Varn Herald") + "The newspaper said a clerk had wept.", "clerk had wept", ["Varn Herald"]),
        ("Row\n\nThe clerk told the BBC he was ill. The broadcaster said the mill was old.", "mill was old", ["BBC"]),
        ("Row\n\nThe Varn Herald saw the letter. The aid agency said the mill was old.", "mill was old", ["aid agency"]),
        ("Row\n\nThe Varn Herald saw the letter. A newspaper said the mill was old.", "mill was old", ["newspaper"]),
        ("Row\n\nThe state broadcaster said the port was shut. The BBC said it was open. The state broadcaster said it was on fire.", "it was on fire", ["state broadcaster"]),
        (LETTER.format(outlet="the Varn Herald") + "The paper said she was ill. The paper added that a clerk had wept.", "clerk had wept", ["Varn Herald"]),
    ],
)
def test_a_house_of_news_without_a_name_is_the_one_named_before(
    nlp: Any, text: str, words: str, tellers: list[str]
) -> None:
    assert tellers_of(statement_with(nlp, text, words)) == tellers


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("Gov.", "governor"), ("Governor", "governor"), ("Sen.", "senator"), ("Sgt.", "sergeant"), ("Prof.", "professor"),
        ("Ambassador", "ambassador"), ("Chief executive", "chief executive"), ("Singer", "singer"), ("Owner", "owner"),
    ],
)
def test_who_has_an_office_by_his_title_is_called_by_it_whoever_was_named_since(nlp: Any, title: str, called: str) -> None:
    text = f"Talks\n\n{title} Jon Holt met Emil Brandt on Monday. Brandt smiled. The {called} said the talks went well."
    assert tellers_of(statement_with(nlp, text, "talks went well")) == ["Jon Holt"]


@pytest.mark.parametrize(
    ("before", "teller"),
    [
        ("A crowd met to mourn Holt. A mob looted a Rite Aid. ", "manager"),
        ("A crowd met to mourn Holt, the manager of the Velm mill. A mob looted a Rite Aid. ", "Jon Holt"),
        ("A crowd met to hear Holt. ", "Jon Holt"),
    ],
)
def test_the_manager_may_be_that_of_a_body_named_since_somebody_of_no_trade_was(
    nlp: Any, before: str, teller: str
) -> None:
    text = f"Riot\n\nJon Holt was hit on Monday. {before}The manager said, “They came at noon.”"
    assert tellers_of(statement_with(nlp, text, "came at noon")) == [teller]


def test_a_time_beside_a_name_does_not_speak(nlp: Any) -> None:
    text = "Vote\n\nMayor Ada Lund, 24 hours from her own deadline for picking a new F.B.I. director, told reporters she was ready."
    assert tellers_of(statement_with(nlp, text, "she was ready")) == ["Ada Lund"]


@pytest.mark.parametrize(
    ("before", "teller"),
    [
        ("Firefighters arrived at dawn.", "Firefighters"),
        ("Two men were held on Monday.", "men"),
        ("Some 200 residents wrote to the mayor.", "residents"),
        ("Workers struck on Monday. They said pay was low. Managers refused.", "Managers"),
        ("Two children were killed on Monday.", "They"),
        ("Critics of the plan met in Varn.", "Critics of the plan"),
        ("The boats came in on Monday.", "They"),
        ("Talks ended in Varn on Monday.", "They"),
    ],
)
def test_they_who_have_not_spoken_are_the_people_of_the_sentence_before(nlp: Any, before: str, teller: str) -> None:
    assert tellers_of(statement_with(nlp, f"Roof\n\n{before} They said the roof was lost.", "roof was lost")) == [teller]
