"""List the licence of every package that a plain install of Crossread brings: python -m supply.licences

Read from what the packages say of themselves; one that says nothing is named, and the command ends with 1.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement  # spaCy needs `packaging`, so it is there

UNKNOWN = "not said"


def packages_of(root: str) -> list[Distribution]:
    """Return a package and all that it needs without extras, by name."""
    found: dict[str, Distribution] = {}
    waiting = [root]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # needed on another platform
            continue
        needed = map(Requirement, found[name].requires or ())
        waiting += [one.name for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]
    return [found[name] for name in sorted(found)]


def licence_of(package: Distribution) -> str:
    """Return the licence: its expression, else its classifiers, else the first line of its field, else the head of its licence file."""
    about = package.metadata
    if about.get("License-Expression"):
        return str(about["License-Expression"])
    classifiers = [value.rsplit(" :: ", 1)[-1] for key, value in about.items() if key == "Classifier" and value.startswith("License :: ")]
    field = (about.get("License") or "").strip().split("\n")[0]
    return ", ".join(classifiers) or field[:80] or _head_of_file(package) or UNKNOWN


def _head_of_file(package: Distribution) -> str:
    """Return the first two lines with words of the licence that lies beside a package's metadata."""
    for path in package.files or ():
        if path.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")) and ".dist-info" in str(path):
            lines = [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
            return ", ".join(lines[:2])[:80]
    return ""


def main() -> None:
    """Print a line a package."""
    rows = [(package.name, package.version, licence_of(package)) for package in packages_of("crossread")]
    for name, version, licence in rows:
        print(f"{name:28} {version:14} {licence}")
    sys.exit(any(licence == UNKNOWN for _, _, licence in rows))


if __name__ == "__main__":
    main()
