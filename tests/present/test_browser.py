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
# Milliseconds of a processor until the first screen of five reports is there, the best of so many loads: it takes less than half.
FIRST_SCREEN, LOADS = 300, 3
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium to run the browser tests")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


def visit(opened: Any, where: str) -> None:
    """Open a page and wait until all of it is laid out, which comes after the first screen."""
    opened.goto(where)
    opened.locator("html.whole").wait_for(state="attached")


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
    visit(opened, address)
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
    visit(opened, address)
    faults = axe.Axe().run(opened).response["violations"]
    context.close()
    assert [(fault["id"], fault["nodes"][0]["html"][:150]) for fault in faults if fault["impact"] in {"serious", "critical"}] == []


@pytest.mark.parametrize("width", [390, 1280])
def test_long_claims_need_no_sideways_scrolling(browser: Any, tmp_path: Path, width: int) -> None:
    told = "that the repair of the outer breakwater of the northern harbour would be finished by the end of the spring"
    (tmp_path / "one.txt").write_text(f"Breakwater by spring\n\nThe harbour commissioner Ada Venn said on Tuesday {told}.\n\nThe crane came by sea from Skarn.\n", "utf-8")
    (tmp_path / "two.txt").write_text(f"Venn names a date\n\nThree barges lay off the quay.\n\nAda Venn, the commissioner, told the council {told}. Nobody asked why.\n", "utf-8")
    path = tmp_path / "dossier.html"
    path.write_text(to_html(read([str(tmp_path / "one.txt"), str(tmp_path / "two.txt")])), "utf-8")
    opened = browser.new_page(viewport={"width": width, "height": 844})
    visit(opened, path.as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    over = """[...document.querySelectorAll('.three a')].some(a => a.getBoundingClientRect().right > a.closest('div').getBoundingClientRect().right + 1)"""
    assert not opened.evaluate(over)
    opened.close()


def test_a_phone_needs_no_sideways_scrolling(browser: Any, address: str) -> None:
    opened = browser.new_page(viewport={"width": 390, "height": 844})
    visit(opened, address)
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
    visit(opened, path.as_uri())
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


def found(page: Any, query: str) -> list[str]:
    """Return the claims that a question leaves."""
    page.fill("#find", query)
    page.wait_for_timeout(250)
    return [text for text in page.locator(".claim:not([hidden])").all_text_contents() if text]


def test_a_figure_is_asked_for_with_its_comparison_and_what_it_counts(page: Any) -> None:
    many = found(page, "> 400 barges")
    assert many and all("barges" in text for text in many)
    assert not any("tankers" in text for text in many)
    assert found(page, "over 437 barges") == []
    assert any("dockers" in text for text in found(page, "more than 5 dockers"))
    assert not any("barges" in text for text in found(page, "under 100 tankers"))
    assert page.locator(".report p.found").count() == page.locator(".report p.found", has_text="95").count() > 0


def test_a_figure_is_asked_for_in_another_unit_of_the_dossier(page: Any) -> None:
    assert any("9 million" in text for text in found(page, "> 5 million tonnes"))
    assert found(page, "> 20 million tonnes") == []


def test_a_question_filters_the_first_screen_too(page: Any) -> None:
    before = page.locator(".first-part li:not([hidden])").count()
    found(page, "dockers")
    assert 0 < page.locator(".first-part li:not([hidden])").count() < before
    found(page, "")
    assert page.locator(".first-part li:not([hidden])").count() == before


def test_two_reports_are_drawn_beside_each_other_and_walked_by_keys(page: Any) -> None:
    page.locator("#pair").click()
    assert page.locator(".columns.pair .report:visible").count() == 2
    assert page.locator(".across path").count() > 0
    page.keyboard.press("j")
    assert "claim 1 of" in page.locator("#pair-said").inner_text()
    assert page.locator(".across path.now").count() == 1
    heights = [page.locator(f".pair .report.{side} .m.on").first.bounding_box()["y"] for side in ("left", "right")]
    assert abs(heights[0] - heights[1]) < 400  # as near to one height as the columns can scroll
    page.keyboard.press("k")
    page.keyboard.press("s")
    assert page.locator(".columns.pair").count() == 0


def test_on_a_phone_two_reports_stand_one_above_the_other(browser: Any, address: str) -> None:
    opened = browser.new_page(viewport={"width": 390, "height": 844})
    visit(opened, address)
    opened.locator("#pair").click()
    opened.locator("#pair-next").click()
    upper, lower = (opened.locator(f".pair .report.{side}").bounding_box() for side in ("left", "right"))
    assert upper["y"] + upper["height"] <= lower["y"] + 1 and abs(upper["x"] - lower["x"]) < 1
    assert opened.locator("#pane.sheet").count() == 0  # the sheet would lie over them
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    opened.close()


def test_fragments_are_folded_into_their_sentence(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "ferry.html"
    path.write_text(to_html(read([str(ROOT / "examples/ferry")])), encoding="utf-8")
    opened = browser.new_page()
    visit(opened, path.as_uri())
    lines = opened.locator("#only ~ .onlies .plain > .claim > .pick").all_inner_texts()
    assert lines and all(len(line.split()) > 2 for line in lines)
    for group in opened.locator("#only ~ .onlies .group > ul").all():
        assert group.locator("> li").count() <= 10
    opened.close()


def test_marks_of_figures_are_links_to_their_sentences(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "ferry.html"
    path.write_text(to_html(read([str(ROOT / "examples/ferry")])), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    visit(opened, path.as_uri())
    opened.locator(".multiple a.mark").first.click()
    assert opened.locator("#evidence .hit").count() > 0
    opened.close()


def loaded(browser: Any, tmp_path: Path) -> tuple[list[float], list[float]]:
    """Open the ferry's page LOADS times; return the milliseconds of the page's own work, and how far things moved."""
    path = tmp_path / "ferry.html"
    path.write_text(to_html(read([str(ROOT / "examples/ferry")])), encoding="utf-8")
    busy, moved = [], []
    for _ in range(LOADS):
        opened = browser.new_page(viewport={"width": 1440, "height": 900})
        session = opened.context.new_cdp_session(opened)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})  # what the page itself takes, whoever else is busy
        opened.goto(path.as_uri())
        while not opened.evaluate("performance.getEntriesByName('first-contentful-paint').length"):
            opened.wait_for_timeout(10)  # not wait_for_function: it evaluates a string, which the page's own policy forbids
        metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
        busy.append(1000 * metrics["TaskDuration"])
        moved.append(opened.evaluate("""() => new Promise((done) => {
            let sum = 0;
            new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: "layout-shift", buffered: true });
            setTimeout(() => done(sum), 100);
        })"""))
        opened.close()
    return busy, moved


def test_the_first_screen_does_not_move(browser: Any, tmp_path: Path) -> None:
    _, moved = loaded(browser, tmp_path)
    assert max(moved) == 0, moved


def test_the_first_screen_comes_at_once(browser: Any, tmp_path: Path) -> None:
    busy, _ = loaded(browser, tmp_path)
    assert min(busy) <= FIRST_SCREEN, busy


def test_links_to_what_is_not_laid_out_yet_lead_there(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "ferry.html"
    path.write_text(to_html(read([str(ROOT / "examples/ferry")])), encoding="utf-8")
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    opened.goto(path.as_uri())
    for link in opened.locator(".bar-top nav a").all():
        link.click()
        opened.wait_for_timeout(700)  # it scrolls smoothly
        box = opened.locator(link.get_attribute("href")).bounding_box()
        assert 100 <= box["y"] < 860, (link.inner_text(), box)  # in the middle, or lower down where the page ends
    opened.close()


def test_the_preview_counts_what_withdraw_counts(browser: Any, tmp_path: Path) -> None:
    dossier = read([str(ROOT / "examples/ferry")])
    path = tmp_path / "ferry.html"
    path.write_text(to_html(dossier), encoding="utf-8")
    page = browser.new_page()
    visit(page, path.as_uri())
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
