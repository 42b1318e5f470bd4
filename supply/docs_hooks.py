"""What the site has beside the pages of `docs/`: the figures of BENCHMARKS.md, and a list of all decisions.

The pages are read in the repository too, where these lie elsewhere; only there their links are as they stand.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).parents[1]


def on_files(files: Any, config: Any) -> Any:
    """Add the pages that are made."""
    files.append(File.generated(config, "BENCHMARKS.md", content=(ROOT / "BENCHMARKS.md").read_text("utf-8")))
    listed = ["# Decisions\n\nWhat was weighed, what else was tried, and why it is as it is.\n"]
    for path in sorted((ROOT / "docs/decisions").glob("*.md")):
        title = path.read_text("utf-8").partition("\n")[0].lstrip("# ")
        listed.append(f"- [{title}]({path.name})")
    files.append(File.generated(config, "decisions/index.md", content="\n".join(listed) + "\n"))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Lead links to where the site has what they name."""
    if page.file.src_uri == "BENCHMARKS.md":
        return markdown.replace("](docs/", "](")
    up = "../" * page.file.src_uri.count("/")
    moved = {f"]({up}../BENCHMARKS.md)": f"]({up}BENCHMARKS.md)", "](decisions/)": "](decisions/index.md)"}
    for outside, inside in moved.items():
        markdown = markdown.replace(outside, inside)
    return markdown
