"""Every command of the README and of the docs runs, and every link leads somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from crossread import pipeline
from tests.conftest import ROOT
from tests.forked import command, forked

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
WORDS = "\n".join(page.read_text("utf-8") for page in PAGES)
SHELL = [line for block in re.findall(r"```sh\n(.*?)```", WORDS, re.S) for line in block.splitlines()]
COMMANDS = list(dict.fromkeys(line for line in SHELL if line.startswith("crossread ")))  # in their order: some go on with what others wrote
# Every Python example, with what it says that it prints.
PYTHON = re.findall(r"```python\n(.*?)```(?:\n+```text\n(.*?)```)?", WORDS, re.S)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, nlp: Any) -> Path:
    """Return a folder with the examples, in which commands leave what later ones go on with; the tables are warm then."""
    pipeline.read_reports(pipeline._collected([str(ROOT / "examples/ferry")], None)[0], nlp=nlp)
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


def _prepare(line: str, nlp: Any, desk: Path) -> None:
    """Write the dossier that a command goes on with, where the commands before it were not run."""
    if "export out/dossier.json" in line and not (desk / "out/dossier.json").exists():
        assert command(["read", "examples/ferry", "--quiet", "--json", "out/dossier.json"], nlp, desk).returncode == 0


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_of_the_readme_run(line: str, nlp: Any, desk: Path) -> None:
    _prepare(line, nlp, desk)
    done = command(shlex.split(line)[1:], nlp, desk)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("code", "printed"), PYTHON)
def test_python_of_the_docs_prints_what_they_say(code: str, printed: str, nlp: Any, desk: Path) -> None:
    done = forked(lambda: exec(compile(code, "docs", "exec"), {"__name__": "__main__"}), nlp, desk)
    assert done.returncode == 0, done.stderr
    if printed:
        assert done.stdout == printed, "where what the program says has changed for the better, the docs have to say it too"


def test_the_readme_says_what_its_example_prints() -> None:
    example = re.search(r"```python\n(.*?)```(?:\n+```text\n(.*?)```)?", PAGES[0].read_text("utf-8"), re.S)
    assert example and example[2] and example[2].strip()


def test_every_format_and_reader_stands_in_the_docs() -> None:
    from crossread.annotations import READERS
    from crossread.formats import FORMATS

    page = (ROOT / "docs/formats.md").read_text("utf-8")
    assert not [name for name in (*FORMATS, *READERS) if f"`{name}`" not in page]


def test_every_public_name_stands_in_the_reference() -> None:
    import crossread

    page = (ROOT / "docs/reference.md").read_text("utf-8")
    home = {name: f"{crossread._HOME[name]}.{crossread._NAMED.get(name, name)}" for name in crossread.__all__ if name != "__version__"}
    for name, place in home.items():
        found = getattr(crossread, name)
        defined = f"{getattr(found, '__module__', '')}.{getattr(found, '__name__', '')}"
        assert f"::: {place}" in page or f"::: {defined}" in page or f"::: {found.__module__}\n" in page, f"{name} ({defined}) is not in docs/reference.md"


def test_links_of_the_docs_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!http)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"
