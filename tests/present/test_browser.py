"""The page in a real browser (Debian's Chromium through Playwright): links, filters, keys, network, accessibility."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crossread.compare.withdrawal import withdraw
from crossread.model import Dossier
from crossread.pipeline import read
from crossread.present.page import to_html
from tests.conftest import ROOT
from tests.present.large import build

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
# Longest that one act may take with 200 reports, in milliseconds: some ten times what it takes on two calm cores.
PATIENCE = 10_000
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium to run the browser tests")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(dossier: Dossier, tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "dossier.html"
    path.write_text(to_html(dossier), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    faults: list[str] = []
    requests: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda request: requests.append(request.url))
    opened.goto(address)
    yield opened
    assert faults == []
    assert {url.split("#")[0] for url in requests} == {address}
    opened.close()


def test_a_claim_shows_its_sentences_and_escape_closes(page: Any) -> None:
    page.locator(".matrix .claim .pick").first.click()
    assert page.locator("#evidence article .hit").count() > 0
    assert page.locator(".report .on").count() > 0
    page.keyboard.press("Escape")
    assert page.locator("#evidence").is_hidden()


def test_j_n_o_walk_to_the_report_and_back(page: Any) -> None:
    page.keyboard.press("j")
    page.keyboard.press("n")
    assert page.locator("#evidence article.now").count() == 1
    page.keyboard.press("o")
    assert page.locator("#return").is_visible()
    page.keyboard.press("o")
    assert page.locator("#return").is_hidden()


def test_filters_and_search_narrow_the_claims(page: Any) -> None:
    everything = page.locator(".claim:not([hidden])").count()
    page.locator("#filters button[value=agree]").click()
    assert 0 < page.locator(".claim:not([hidden])").count() < everything
    page.locator("#filters button[type=reset]").click()
    page.wait_for_timeout(50)
    assert page.locator(".claim:not([hidden])").count() == everything
    page.keyboard.press("/")
    page.keyboard.type("dockers")
    page.wait_for_timeout(250)
    found = page.locator(".claim:not([hidden])")
    assert 0 < found.count() < everything
    assert all("dockers" in text.lower() for text in found.all_text_contents())


def test_copies_show_what_they_changed(page: Any) -> None:
    page.locator("#changes").click()
    assert page.locator(".report.copy .kept").first.is_visible()
    assert page.locator(".report.copy p.same").first.is_hidden()


def test_hostile_words_do_nothing(page: Any) -> None:
    assert page.locator("body img").count() == 0
    assert page.get_by_text("<script>alert('x')</script>").count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(browser: Any, address: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    # axe is put into the page as a script, which the page's own policy forbids: only this test lifts it.
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    opened = context.new_page()
    opened.goto(address)
    faults = axe.Axe().run(opened).response["violations"]
    context.close()
    assert [(fault["id"], fault["nodes"][0]["html"][:150]) for fault in faults if fault["impact"] in {"serious", "critical"}] == []


def test_a_phone_needs_no_sideways_scrolling(browser: Any, address: str) -> None:
    opened = browser.new_page(viewport={"width": 390, "height": 844})
    opened.goto(address)
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    opened.locator(".matrix .claim .pick").first.click()
    assert opened.locator("#pane.sheet").is_visible()
    opened.close()


def test_without_script_everything_is_there(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address)
    assert opened.locator(".matrix .claim").first.is_visible()
    assert opened.locator(".report .text p").first.is_visible()
    context.close()


def test_two_hundred_reports_stay_usable(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_text(to_html(build(200)), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    opened.set_default_timeout(PATIENCE)
    opened.goto(path.as_uri())
    opened.locator(".matrix .claim .pick").first.click()
    opened.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }))")
    assert opened.locator(".report details[open]").count() <= 4
    opened.fill("#find", "Skarn")
    opened.locator("#shown", has_text="paragraphs").wait_for()
    assert opened.locator(".report details[open]").count() <= 4
    opened.close()


def test_withdrawing_an_origin_shows_what_falls(page: Any) -> None:
    page.locator("[data-withdraw]").first.select_option(label="Dock Union")
    fallen = page.locator(".fallen").first
    assert fallen.locator("li", has_text="dockers were hurt").count() == 1  # the Gazette still says so
    assert "0 claims" in fallen.inner_text()
    page.locator("[data-withdraw]").first.select_option(label="Paul Réti")
    assert "No valve was closed" in fallen.inner_text()


def test_names_stand_with_their_other_names(page: Any) -> None:
    row = page.locator(".names .row", has_text="Dock Union")
    assert "The union" in row.inner_text()
    row.locator(".pick").click()
    assert page.locator("#evidence .hit").count() > 0


def test_the_preview_counts_what_withdraw_counts(browser: Any, tmp_path: Path) -> None:
    dossier = read([str(ROOT / "examples/ferry")])
    path = tmp_path / "ferry.html"
    path.write_text(to_html(dossier), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    shown, counted = {}, {}
    for select in page.locator("[data-withdraw]").all():
        box = select.locator("xpath=ancestor::*[contains(@class, 'withdraw')][1]").locator(".fallen")
        for name in select.locator("option").evaluate_all("found => found.map((one) => one.value).filter(Boolean)"):
            select.select_option(value=name)
            words = box.locator("p").first.inner_text()
            found = re.fullmatch(r"([\d,]+) statements? .*?\. ([\d,]+) claims? and .*?; ([\d,]+) claims? .*", words)
            assert found, words
            shown[name] = tuple(int(number.replace(",", "")) for number in found.groups())
            falls = withdraw(dossier, [name])
            counted[name] = (len(falls.statements), len(falls.claims), len(falls.changed))
    page.close()
    assert shown and shown == counted
