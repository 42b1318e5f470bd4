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
COMMANDS = sorted({line for line in SHELL if line.startswith("crossread ")})
PYTHON = re.findall(r"```python\n(.*?)```", WORDS, re.S)


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_of_the_readme_run(command: str) -> None:
    done = subprocess.run([sys.executable, "-m", "crossread.cli", *shlex.split(command)[1:]], cwd=ROOT, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("code", PYTHON)
def test_python_of_the_readme_runs(code: str) -> None:
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=120).returncode == 0


def test_links_of_the_docs_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!http)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"
