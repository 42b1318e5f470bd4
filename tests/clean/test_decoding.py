"""Bytes in any encoding become text, with a word where something had to be guessed."""

from __future__ import annotations

import pytest

from crossread.clean import clean
from crossread.model import RawDocument

STORY = "Die Kühlung fiel aus. The plant at Gößweil was shut down on Monday, the operator said, and 40 workers went home at noon. "
PAGE = '<html><head><meta charset="{0}"><title>Plant</title></head><body><article><h1>Plant</h1><p>{1}</p><p>The second of the two pumps has been taken out and will be sent to the workshop by the end of the week.</p></article></body></html>'


@pytest.mark.parametrize(("encoding", "warned"), [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("cp1252", True)])
def test_plain_text(encoding: str, warned: bool) -> None:
    done = clean(RawDocument(path="a.txt", data=STORY.encode(encoding)))
    assert done.report and done.report.text == STORY
    assert bool(done.warnings) is warned


def test_a_page_in_the_encoding_it_declares() -> None:
    text = "Завод в городе Вельм закрыт, сказал оператор. Сорок рабочих ушли домой, а насос всё ещё сломан и ждёт ремонта. "
    done = clean(RawDocument(path="a.html", data=PAGE.format("windows-1251", text).encode("cp1251"), media="html"))
    assert done.report and "Завод в городе Вельм" in done.report.text
    assert done.report.language == "ru"


def test_a_page_that_declares_what_it_is_not() -> None:
    done = clean(RawDocument(path="a.html", data=PAGE.format("no-such-code", STORY).encode("cp1252"), media="html"))
    assert done.report and "Gößweil" in done.report.text
    assert any("no-such-code" in w.message for w in done.warnings)


def test_text_encoded_twice_is_mended() -> None:
    done = clean(RawDocument(path="a.txt", data=STORY.encode().decode("cp1252").encode()))
    assert done.report and "Gößweil" in done.report.text
    assert any("twice" in w.message for w in done.warnings)
