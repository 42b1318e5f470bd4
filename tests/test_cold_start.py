"""What the first story of a process takes along: held without a clock, by what is loaded and what is compiled."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crossread.errors import RuleError
from crossread.languages.patterns import EXPRESSIONS, load_patterns

REPORTS = {
    "one.txt": "Korsby, 4 May 2031 - A wall of the old harbour fell on Sunday night and hurt two people, the fire service said.\n",
    "two.txt": "Three people were hurt when the harbour wall in Korsby fell on Sunday, mayor Ada Holm said. It will cost $2 million.\n",
}
# Command lines, clients of the web, templates, tables, pages and databases: nothing of it says anything of a report.
NEEDLESS = (
    "spacy.cli", "weasel", "requests", "httpx", "urllib3", "jinja2", "lxml", "trafilatura",
    "crossread.present.page", "crossread.present.front", "crossread.present.tables", "crossread.library",
    "pandas", "polars", "pyarrow", "sqlalchemy", "networkx", "ray", "torch", "tokenizers",
)  # fmt: skip
MOST_COMPILED = 0.5  # share of the expressions of figures and times that two sentences of news may need (they need .3)
READ = """
import json, sys
from crossread.cli import app
from crossread.languages.patterns import EXPRESSIONS, load_patterns
app(["read", *sys.argv[1:], "--json", "dossier.json", "--quiet"], standalone_mode=False)
rules = [rule for table in ("figures", "times") for rule in load_patterns(table)]
made = sum(bool(vars(rule).get("form" if key == "pattern" else key)) for rule in rules for key in EXPRESSIONS)
print(json.dumps({"modules": sorted(sys.modules), "made": made}))
"""
SPACY = """
from crossread.model_runtime import load
load()
import sys
assert "spacy.cli" not in sys.modules
import spacy
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
assert callable(spacy.cli.download) and callable(spacy.cli.info)
assert not hasattr(spacy, "nothing_of_this_name")
import spacy.cli.validate
"""


def _python(program: str, *arguments: str, cwd: Path | None = None) -> str:
    return subprocess.run([sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True, cwd=cwd).stdout


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("cold")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    said: dict[str, Any] = json.loads(_python(READ, *REPORTS, cwd=folder).splitlines()[-1])
    assert json.loads((folder / "dossier.json").read_text("utf-8"))["stories"]
    return said


@pytest.mark.parametrize("package", NEEDLESS)
def test_a_plain_read_loads_nothing_that_only_other_work_needs(read: dict[str, Any], package: str) -> None:
    assert [name for name in read["modules"] if name == package or name.startswith(f"{package}.")] == []


def test_a_short_story_compiles_few_expressions(read: dict[str, Any]) -> None:
    written = sum(len(rule.written) for table in ("figures", "times") for rule in load_patterns(table))
    assert 0 < read["made"] < MOST_COMPILED * written


def test_spacy_has_its_command_line_when_somebody_asks() -> None:
    _python(SPACY)


def test_an_expression_of_ones_own_table_is_tried_when_the_table_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    row = '[[rule]]\nname = "open"\npattern = "a"\nafter = "("\nreads = "x"\n'
    (tmp_path / "rules" / "times.toml").write_text(row, "utf-8")
    with pytest.raises(RuleError, match=r"times.toml, rule 'open': .* is no expression"):
        load_patterns("times", str(tmp_path))


@pytest.mark.parametrize("table", ["figures", "times"])
def test_every_expression_of_the_package_can_be_compiled(table: str) -> None:
    for rule in load_patterns(table):
        rule.check()
        assert set(rule.written) <= set(EXPRESSIONS)
