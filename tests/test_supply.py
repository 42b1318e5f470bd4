"""What Crossread is made of is told: the bill of materials is CycloneDX, and holds every package of the lock."""

from __future__ import annotations

import json
from typing import Any

import pytest

from supply.sbom import bill, locked
from tests.conftest import ROOT

LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def test_the_bill_is_cyclonedx_by_its_own_schema() -> None:
    validation = pytest.importorskip("cyclonedx.validation.json", reason="the extra `dev` is not installed")
    from cyclonedx.schema import SchemaVersion

    wrong = validation.JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill(LOCK)))
    assert wrong is None, wrong


def test_the_bill_holds_every_package_of_the_lock_with_its_hashes() -> None:
    made: dict[str, Any] = bill(LOCK)
    found = {one["name"]: one for one in made["components"]}
    packages = locked(LOCK)
    assert set(found) == set(packages)
    assert all(found[name]["hashes"] for name in packages)
    assert found["spacy"]["scope"] == "required" and found["hatchling"]["scope"] == "excluded"
    needs = {one["ref"]: one["dependsOn"] for one in made["dependencies"]}
    assert found["spacy"]["bom-ref"] in needs[made["metadata"]["component"]["bom-ref"]]
    assert bill(LOCK) == made


def test_every_package_of_a_plain_install_is_in_the_bill() -> None:
    from supply.licences import UNKNOWN, licence_of, packages_of

    names = {package.metadata["Name"].lower().replace("_", "-").replace(".", "-") for package in packages_of("crossread")}
    assert names - {"crossread"} <= {one["name"] for one in bill(LOCK)["components"]}
    assert not [package.name for package in packages_of("crossread") if licence_of(package) == UNKNOWN]


def test_no_licence_of_an_install_with_all_extras_is_a_surprise() -> None:
    from supply.licences import packages_of, surprises

    extras = ["tables", "polars", "files", "mcp", "formats", "ftm", "docs", "library"]
    packages = packages_of("crossread", extras)
    assert len(packages) > len(packages_of("crossread"))
    assert surprises(packages) == []


@pytest.mark.parametrize(
    ("licence", "copyleft"),
    [("MIT", False), ("GPL-3.0-only", True), ("MPL-1.1 OR GPL-2.0-only", True), ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
     ("GNU Affero General Public License v3", True), ("BSD 3-Clause OR LGPL-2.1", False), ("Apache-2.0", False)],
)  # fmt: skip
def test_copyleft_is_told_from_what_binds_nobody(licence: str, copyleft: bool) -> None:
    from supply.licences import is_copyleft

    assert is_copyleft(licence) is copyleft
