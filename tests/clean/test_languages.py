"""Other languages are named and kept unread, sentence by sentence; English with foreign words is read."""

from __future__ import annotations

import pytest

from crossread.clean import clean
from crossread.clean.language import find_languages
from crossread.model import RawDocument

ENGLISH = "The wall of the old harbour fell on Sunday night and buried two cars, the fire service said. Nobody was hurt, it said."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Hafenmauer ist eingestürzt, sagte die Feuerwehr."),
        ("fr", "Le mur du port est tombé sur deux voitures, selon les pompiers."),
        ("it", "Il muro del porto è crollato su due auto, dicono i vigili del fuoco."),
        ("da", "Havnemuren faldt ned over to biler natten til mandag, siger brandvæsenet i byen."),
        ("fi", "Sataman muuri kaatui kahden auton päälle, pelastuslaitos kertoi."),
        ("fr", "Le president de la region a declare que la situation est normale dans le centre commercial."),
        ("nl", "De minister is in het parlement om over het plan te spreken, want het was zijn idee."),
        ("ru", "Стена старого порта рухнула на две машины."),
        ("el", "Ο τοίχος του λιμανιού έπεσε πάνω σε δύο αυτοκίνητα."),
        ("ja", "港の壁が崩れて、車が二台つぶれたと消防が発表した。"),
        ("ko", "항구의 벽이 무너져 자동차 두 대가 부서졌다."),
        ("vi", "Bức tường cảng cũ đã đổ xuống hai chiếc xe hơi vào đêm chủ nhật."),
    ],
)
def test_a_report_in_another_language_is_named(language: str, text: str) -> None:
    assert find_languages(text).main == language
    assert find_languages(f"{text} " * 40).main == language


@pytest.mark.parametrize("text", ["Wall falls", "Two hurt in Korsby\n", ENGLISH, "Ada Holm, Jörg Vögele and Søren Kjær met.", "40 tugs.", "“C’est fini,” said the mayor, who had lost the vote."])
def test_english_is_english_however_short(text: str) -> None:
    found = find_languages(text)
    assert (found.main, found.others) == ("en", ())


def test_a_foreign_passage_in_an_english_report_is_kept_unread_and_said() -> None:
    foreign = "Die Mauer des alten Hafens ist in der Nacht eingestürzt und hat zwei Autos begraben, sagte die Feuerwehr."
    done = clean(RawDocument(path="a.txt", data=f"{ENGLISH}\n\n{foreign}\n\n{ENGLISH}\n".encode()))
    assert done.report is not None and done.report.language == "en"
    assert [done.report.text[m.start : m.end] for m in done.report.residue if "another language (de)" in m.reason] == [foreign]
    assert any("another language" in w.message for w in done.warnings)


def test_a_foreign_report_that_quotes_english_says_so() -> None:
    text = "De muur van de oude haven is in de nacht op twee auto's gevallen. \"We heard a bang and then nothing,\" zei buurvrouw Ada Holm. Niemand raakte gewond, zegt de brandweer."
    done = clean(RawDocument(path="a.txt", data=text.encode()))
    assert done.report is not None and done.report.language == "nl"


def test_plain_news_needs_no_identifier(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its model takes half a second to load: a headline without small words, names, a dateline and prose do without."""
    monkeypatch.setattr("crossread.clean.language._identifier", lambda: pytest.fail("the identifier was asked"))
    text = f"Harbour wall collapses in storm overnight\n\nKorsby, May 4\n\n{ENGLISH} Mayor Ada de Holm visits families.\n"
    assert find_languages(text).main == "en"
