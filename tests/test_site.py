"""The docs as a site: built strictly, so that a broken link is an error, and loading nothing from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytest.importorskip("material", reason="the extra `docs` is not installed")
pytest.importorskip("mkdocstrings")
# What makes a browser fetch something: scripts, pictures, frames, and links that are no links to click on.
_LOADS = re.compile(r"""<(?:script|img|iframe|source|video|audio|embed)\b[^>]*?\bsrc=["']?([^"'\s>]+)|<link\b[^>]*?\bhref=["']?([^"'\s>]+)[^>]*>""", re.I)
_STYLE = re.compile(r"""url\(\s*["']?(https?:[^)"']+)|@import\s+["'](https?:[^"']+)""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    return out


def test_every_page_of_the_docs_is_in_it(site: Path) -> None:
    pages = {path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")}
    wanted = {site / ("index.html" if str(page) == "README.html" else page) for page in pages}
    assert not [page for page in wanted if not page.exists()]
    listed = (site / "decisions/index.html").read_text("utf-8")
    assert all(f'href="{path.stem}.html"' in listed for path in (ROOT / "docs/decisions").glob("*.md"))
    assert (site / "BENCHMARKS.html").exists()


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        loads = [one or other for one, other in _LOADS.findall(page.read_text("utf-8"))]
        assert not [where for where in loads if re.match(r"(?:https?:)?//", where)], page
    for style in site.rglob("*.css"):
        assert not _STYLE.search(style.read_text("utf-8")), style


def test_the_reference_is_made_of_docstrings(site: Path) -> None:
    page = (site / "reference.html").read_text("utf-8")
    assert "Read files and folders of reports and return the dossier." in page
    assert "How surely the teller says it" in page  # a record of the model
