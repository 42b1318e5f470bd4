"""Every command of the README and of the docs runs, and every link leads somewhere."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys

import pytest

from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
WORDS = "\n".join(page.read_text("utf-8") for page in PAGES)
SHELL = [line for block in re.findall(r"```sh\n(.*?)```", WORDS, re.S) for line in block.splitlines()]
COMMANDS = list(dict.fromkeys(line for line in SHELL if line.startswith("crossread ")))  # in their order: some go on with what others wrote
# Every Python example, with what it says that it prints.
PYTHON = re.findall(r"```python\n(.*?)```(?:\n+```text\n(.*?)```)?", WORDS, re.S)


def _prepare(command: str) -> None:
    """Write the dossier that a command goes on with, where the commands before it were not run."""
    if "export out/dossier.json" in command and not (ROOT / "out/dossier.json").exists():
        read = ["read", "examples/ferry", "--quiet", "--json", "out/dossier.json"]
        subprocess.run([sys.executable, "-m", "crossread.cli", *read], cwd=ROOT, capture_output=True, timeout=120, check=True)


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_of_the_readme_run(command: str) -> None:
    _prepare(command)
    done = subprocess.run([sys.executable, "-m", "crossread.cli", *shlex.split(command)[1:]], cwd=ROOT, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize(("code", "printed"), PYTHON)
def test_python_of_the_docs_prints_what_they_say(code: str, printed: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=120, capture_output=True, text=True)
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
