"""Write requirements.lock: every package of a plain install at its version, with the hashes of its files.

    python -m supply.lock [--python 3.11 3.12 3.13]

pip itself resolves (`pip install --dry-run --report`, within constraints.txt) for each Python on this platform; nothing is
installed, and no index is named in the lock. To install from it, on the same platform:

    pip install --require-hashes -r requirements.lock
    pip install --no-deps --no-build-isolation .
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEAD = "# Made by python -m supply.lock; do not edit. Install: pip install --require-hashes -r requirements.lock\n"


def resolve(python: str, wanted: list[str]) -> dict[str, set[str]]:
    """Return "name==version" -> hashes of the files that pip would install for a Python."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--only-binary=:all:", "--report", "-"]
        place = ["--python-version", python, "--target", folder, "-c", str(ROOT / "constraints.txt")]
        done = subprocess.run([*command, *place, *wanted], capture_output=True, text=True, check=True)
    found: dict[str, set[str]] = {}
    for item in json.loads(done.stdout)["install"]:
        about = item["metadata"]
        hashes = item["download_info"]["archive_info"]["hashes"]
        found.setdefault(f"{about['name'].lower().replace('_', '-')}=={about['version']}", set()).add(f"sha256:{hashes['sha256']}")
    return found


def main() -> None:
    """Resolve for every Python, and write the lock."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", nargs="+", default=["3.11", "3.12", "3.13"])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    packages: dict[str, dict[str, set[str]]] = {}
    pythons = parser.parse_args().python
    for python in pythons:
        for name, hashes in resolve(python, wanted).items():
            packages.setdefault(name, {})[python] = hashes
    lines = []
    for name, by_python in sorted(packages.items()):
        some = "" if len(by_python) == len(pythons) else " ; " + " or ".join(f'python_version == "{python}"' for python in by_python)
        hashes = sorted({one for found in by_python.values() for one in found})
        lines.append(" \\\n    ".join([f"{name}{some}", *(f"--hash={one}" for one in hashes)]))
    (ROOT / "requirements.lock").write_text(HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
