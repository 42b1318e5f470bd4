"""Write what Crossread is made of as a software bill of materials (CycloneDX 1.6): python -m supply.sbom --out sbom.cdx.json

Every package of requirements.lock with its version, the hashes of its files, and the licence that the installed package states;
what only builds the wheel has the scope "excluded". The same lock and the same packages give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from packaging.requirements import Requirement

from supply.licences import UNKNOWN, licence_of, packages_of

ROOT = Path(__file__).parents[1]
NAMESPACE = UUID("6f0c3a52-8f0e-4d7b-9a35-5b1f0c7d2e94")  # that of `crossread.ids`, which is not imported: nothing is, to say what is in it
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def plain(name: str) -> str:
    """Return a package's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(text: str) -> dict[str, tuple[str, list[str]]]:
    """Return name -> (version, SHA-256 of its files) of a lock; of a name with two versions the later stands."""
    found: dict[str, tuple[str, list[str]]] = {}
    name = ""
    for line in text.splitlines():
        if pin := _PIN.match(line):
            name = plain(pin["name"])
            found[name] = (pin["version"], [])
        if name:
            found[name][1].extend(_HASH.findall(line))
    return found


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _component(name: str, version: str, hashes: list[str], needed: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"type": "library", "bom-ref": f"pkg:pypi/{name}@{version}", "name": name, "version": version}
    made["scope"] = "required" if needed else "excluded"
    made["hashes"] = [{"alg": "SHA-256", "content": one} for one in sorted(hashes)]
    package = _installed(name)
    if package is not None and (licence := licence_of(package)) != UNKNOWN:
        stated = package.metadata.get("License-Expression")
        made["licenses"] = [{"expression": stated}] if stated else [{"license": {"name": licence}}]
    return made | {"purl": f"pkg:pypi/{name}@{version}"}


def _needs(name: str, known: dict[str, str]) -> list[str]:
    package = _installed(name)
    wanted = map(Requirement, package.requires or () if package else ())
    names = {plain(one.name) for one in wanted if one.marker is None or one.marker.evaluate({"extra": ""})}
    return sorted(known[one] for one in names if one in known)


def bill(lock: str) -> dict[str, Any]:
    """Return the bill of a lock, as CycloneDX has it."""
    packages = locked(lock)
    needed = {plain(package.metadata["Name"]) for package in packages_of("crossread")}
    refs = {name: f"pkg:pypi/{name}@{version}" for name, (version, _) in packages.items()}
    own = _installed("crossread")
    version = own.version if own else "0"
    refs["crossread"] = f"pkg:pypi/crossread@{version}"
    root = {"type": "application", "bom-ref": refs["crossread"], "name": "crossread", "version": version, "purl": refs["crossread"]}
    root["licenses"] = [{"expression": "Apache-2.0"}]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE, lock)}",
        "version": 1,
        "metadata": {"component": root},
        "components": [_component(name, *held, name in needed) for name, held in sorted(packages.items())],
        "dependencies": [{"ref": ref, "dependsOn": _needs(name, refs)} for name, ref in sorted(refs.items())],
    }


def main() -> None:
    """Write the bill to a file, or to standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path)
    out = parser.parse_args().out
    text = json.dumps(bill((ROOT / "requirements.lock").read_text("utf-8")), ensure_ascii=False, indent=2) + "\n"
    out.write_text(text, "utf-8") if out else sys.stdout.write(text)


if __name__ == "__main__":
    main()
