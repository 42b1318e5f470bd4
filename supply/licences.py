"""List the licence of every package that an install of Crossread brings: python -m supply.licences [--extras library,formats]

Read from what the packages say of themselves. One that says nothing is named, and so is one whose licence asks that what is built
on it be licensed alike, unless `KNOWN_COPYLEFT` says why that is none of our users' affair; then the command ends with 1.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement  # spaCy needs `packaging`, so it is there

UNKNOWN = "not said"
# Copyleft by file or by library: it binds who changes these packages, not who imports them.
KNOWN_COPYLEFT = {
    "certifi": "MPL: a list of certificates, unchanged",
    "fqdn": "MPL, unchanged (extra ftm)",
    "hypothesis": "MPL, unchanged (extra dev)",
    "orjson": "MPL, unchanged (extra ftm)",
    "pathspec": "MPL, unchanged (extra docs)",
    "psycopg": "LGPL, imported as it is (extra library)",
    "psycopg-binary": "LGPL, imported as it is (extra library)",
    "python-stdnum": "LGPL, imported as it is (extra ftm)",
    "tld": "MPL, at our choice of three, unchanged",
    "tqdm": "MPL, unchanged",
}
_COPYLEFT = re.compile(r"\b(?:A?L?GPL|MPL|EUPL|EPL|CDDL|CECILL|OSL|CC-BY-SA)|Mozilla Public|General Public", re.I)


def packages_of(root: str, extras: Sequence[str] = ("",)) -> list[Distribution]:
    """Return a package and all that it needs, with some of its extras, by name."""
    found: dict[tuple[str, str], Distribution] = {}
    waiting = [(root, extra) for extra in ("", *extras)]
    while waiting:
        name, extra = waiting.pop()
        key = (re.sub(r"[-_.]+", "-", name).lower(), extra)
        if key in found:
            continue
        try:
            found[key] = distribution(key[0])
        except PackageNotFoundError:  # needed on another platform, or by an extra that is not installed
            continue
        needed = [one for one in map(Requirement, found[key].requires or ()) if one.marker is None or one.marker.evaluate({"extra": extra})]
        waiting += [(one.name, wanted) for one in needed for wanted in ("", *one.extras)]
    by_name = {name: package for (name, _), package in found.items()}
    return [by_name[name] for name in sorted(by_name)]


def is_copyleft(licence: str) -> bool:
    """Say whether some part of a licence, whichever choice is made, asks that what is built on it be licensed alike."""
    return any(all(_COPYLEFT.search(choice) for choice in re.split(r"\bOR\b", part)) for part in re.split(r"\bAND\b", licence))


def surprises(packages: Sequence[Distribution]) -> list[str]:
    """Name the packages that say no licence, or one of copyleft of which nobody has said that it may be."""
    found = []
    for package in packages:
        licence = licence_of(package)
        if licence == UNKNOWN or (is_copyleft(licence) and package.metadata["Name"].lower() not in KNOWN_COPYLEFT):
            found.append(f"{package.metadata['Name']}: {licence}")
    return found


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
    """Print a line a package; end with 1 where one is a surprise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--extras", default="", help="extras that are installed and to be looked at too, with commas between them")
    packages = packages_of("crossread", parser.parse_args().extras.split(","))
    for package in packages:
        name = package.metadata["Name"]
        print(f"{name:28} {package.version:14} {licence_of(package)}  {KNOWN_COPYLEFT.get(name.lower(), '')}".rstrip())
    wrong = surprises(packages)
    for one in wrong:
        print(f"not expected: {one}", file=sys.stderr)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
