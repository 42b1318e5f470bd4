"""A person's evening at the workbench, in a real browser."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crossread.library import Library
from tests.library.conftest import COURIER, GAZETTE, HERALD
from tests.present.test_browser import ARGUMENTS, CHROMIUM

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium to run the browser tests")
PATIENCE = 60_000  # ms that one step may take on two busy cores
MINISTRY = """Velm harbour reopens
Six dockers were hurt when a crane fell in the harbour of Velm on Monday, the harbour office said.
The harbour of Velm reopened on Thursday, harbour master Oda Lindqvist said."""


@pytest.fixture
def address(library: Library) -> Iterator[str]:
    import uvicorn

    from crossread.workbench.app import make_app
    from crossread.workbench.settings import Settings

    server = uvicorn.Server(uvicorn.Config(make_app(library, Settings()), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(20)


@pytest.fixture
def page() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        opened = browser.new_page(viewport={"width": 1440, "height": 900})
        opened.set_default_timeout(PATIENCE)
        faults: list[str] = []
        opened.on("pageerror", lambda error: faults.append(str(error)))
        opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        yield opened
        browser.close()
        assert faults == []


def _add(page: Any, address: str, *files: Path) -> None:
    page.goto(f"{address}/add")
    page.set_input_files("input[type=file]", [str(file) for file in files])
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator("#state[data-state=done]").wait_for()
    page.get_by_role("link", name="To the stories").click()


def _decide(page: Any, words: str) -> None:
    """Open the page of the claim that holds these words, from the story's page."""
    page.locator(".row.claim", has_text=words).first.locator("a.decide-link").click()
    page.get_by_role("heading", name="Decide").wait_for()


def test_a_persons_evening(library: Library, address: str, page: Any, tmp_path: Path) -> None:
    texts = {"gazette.txt": GAZETTE, "herald.txt": HERALD, "courier.txt": COURIER, "ministry.txt": MINISTRY}
    files = {name: tmp_path / name for name in texts}
    for name, text in texts.items():
        files[name].write_text(text, "utf-8")
    # add three files and read them
    _add(page, address, *(files[name] for name in ("gazette.txt", "herald.txt", "courier.txt")))
    page.locator(".listed a").first.click()
    story = page.url.rsplit("/", 1)[-1]
    assert library.story(story).reports == 3
    page.get_by_role("button", name="I have seen this").click()
    # compare two of them
    page.get_by_role("link", name="Reports", exact=True).first.click()
    page.get_by_role("button", name="Compare").click()
    assert page.locator(".pair").is_visible()
    page.get_by_role("link", name="The story", exact=True).click()
    # correct a speaker
    _decide(page, "1,200 containers")
    page.get_by_text("Put right").first.click()
    page.locator("input[name=name]").first.fill("Karl Venn")
    page.get_by_role("button", name="Correct the speaker").first.click()
    page.get_by_role("status").get_by_text("written down").wait_for()
    said = next(s for s in library.dossier(story).statements if "1,200" in s.text)
    assert said.attribution.chain[0].name == "Karl Venn"
    # merge two claims
    before = len(library.dossier(story).claims)
    _decide(page, "1,200 containers")
    option = page.locator("select[name=other] option", has_text="40 million").first.get_attribute("value")
    page.locator("select[name=other]").select_option(option)
    page.get_by_role("button", name="Merge", exact=True).click()
    page.get_by_role("status").get_by_text("written down").wait_for()
    assert len(library.dossier(story).claims) == before - 1
    # rate it and write a note: both are to be seen where they belong
    claim = next(c.id for c in library.dossier(story).claims if any("1,200" in s.text for s in library.dossier(story).statements if s.id in c.statements))
    page.goto(f"{address}/stories/{story}/claims/{claim}")
    page.locator("select[name=grade]").select_option("3")
    page.get_by_role("button", name="Rate the claim").click()
    page.goto(f"{address}/stories/{story}/claims/{claim}")
    page.locator("textarea[name=text]").last.fill("Ask the union for its count.")
    page.get_by_role("button", name="Keep the note").click()
    assert page.get_by_text("Ask the union for its count.").is_visible()
    page.goto(f"{address}/stories/{story}/claims/{claim}")
    assert page.get_by_text("Rated 3").is_visible() and page.get_by_text("Ask the union for its count.").is_visible()
    # withdraw an origin, having seen what falls
    origin = next(o for o in library.dossier(story).origins if "hospital" in o.name.casefold())
    page.goto(f"{address}/stories/{story}/falls?name={origin.name}")
    assert page.locator("#falls").inner_text().startswith(f"{len(origin.statements)} statement")
    page.get_by_role("button", name="Withdraw it").click()
    page.get_by_role("status").get_by_text("written down").wait_for()
    assert all("hospital" not in o.name.casefold() for o in library.dossier(story).origins)
    # undo it
    page.get_by_role("link", name="Decisions", exact=True).first.click()
    page.get_by_role("button", name="Undo").first.click()
    page.get_by_role("status").get_by_text("is undone").wait_for()
    assert any("hospital" in o.name.casefold() for o in library.dossier(story).origins)
    library.mark_seen(story)
    # a fourth report, and what changed
    _add(page, address, files["ministry.txt"])
    page.locator(".listed a").first.click()
    assert "New report" in page.locator("#workbench").inner_text()
    # export
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON", exact=True).click()
    from crossread.model import from_json

    assert len(from_json(Path(download.value.path()).read_bytes()).reports) == 4
    with page.expect_download() as log:
        page.get_by_role("link", name="log", exact=True).click()
    assert len(Path(log.value.path()).read_text("utf-8").splitlines()) == 5


def test_what_is_found_leads_to_its_words(library: Library, address: str, page: Any, story: str) -> None:
    page.goto(f"{address}/search?q=containers")
    page.locator(".listed a").first.click()
    assert page.locator("mark#place").inner_text() == "containers"
    page.get_by_role("link", name="1,200 containers").first.click()
    page.get_by_role("heading", name="Decide").wait_for()


def test_a_name_is_parted_and_put_together(library: Library, address: str, page: Any, story: str) -> None:
    def harbour_masters() -> int:
        return sum("Lindqvist" in entity.name for entity in library.dossier(story).entities)

    assert harbour_masters() == 1
    page.goto(f"{address}/stories/{story}/names")
    page.get_by_role("link", name="Oda Lindqvist").click()
    page.locator("input[type=checkbox]").first.check()
    page.get_by_role("button", name="Split them off").click()
    page.get_by_role("status").get_by_text("written down").wait_for()
    assert harbour_masters() == 2
    page.get_by_label("This: Oda Lindqvist").first.check()
    page.get_by_label("That: Oda Lindqvist").last.check()
    page.get_by_role("button", name="This and that are one").click()
    page.get_by_role("status").get_by_text("written down").wait_for()
    assert harbour_masters() == 1


def test_axe_finds_no_serious_fault(library: Library, address: str, story: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    playwright = pytest.importorskip("playwright.sync_api")
    dossier = library.dossier(story)
    claim, entity = dossier.claims[0].id, dossier.entities[0].id
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        opened = browser.new_context(bypass_csp=True).new_page()
        for path in ("/", "/add", "/search?q=crane", f"/stories/{story}", f"/stories/{story}/claims/{claim}", f"/stories/{story}/names", f"/stories/{story}/names/{entity}",
                     f"/stories/{story}/reports", f"/stories/{story}/changes", f"/stories/{story}/decisions", f"/reports/{dossier.reports[0].id}"):  # fmt: skip
            opened.goto(address + path)
            faults = axe.Axe().run(opened).response["violations"]
            assert [(path, f["id"], f["nodes"][0]["html"][:150]) for f in faults if f["impact"] in {"serious", "critical"}] == []
        browser.close()
