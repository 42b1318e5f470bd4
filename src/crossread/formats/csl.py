"""CSL-JSON (Citation Style Language 1.0.2): the reports as a bibliography that Zotero, pandoc and Word add-ins read."""

from __future__ import annotations

import re
from typing import Any

from crossread.formats.exported import Export, count_of, filled, json_bytes
from crossread.model import Dossier, Report

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def export(dossier: Dossier) -> Export:
    """Return one item a report, its id that of the report."""
    kept = (
        (len(dossier.statements), "statement"), (len(dossier.claims), "claim"),
        (len(dossier.entities), "entity", "entities"),
    )  # fmt: skip
    losses = tuple(f"{count_of(*one)}: a bibliography holds the reports alone" for one in kept if one[0])
    return Export(json_bytes([_item(report) for report in dossier.reports]), losses)


def _item(report: Report) -> dict[str, Any]:
    address = report.path if report.path.startswith(("http://", "https://")) else None
    return filled(
        {
            "id": report.id,
            "type": "webpage" if address else "article-newspaper",
            "title": report.title or report.path,
            "container-title": report.outlet,
            "issued": {"date-parts": [date]} if (date := date_parts(report.published)) else None,
            "language": report.language,
            "URL": address,
            "note": f"Reprint of {report.copy_of}" if report.copy_of else None,
            "source": report.path,
        }
    )


def date_parts(published: str | None) -> list[int]:
    """Return year, month and day, as far as an ISO 8601 date names them."""
    found = _DAY.match(published or "")
    return [int(part) for part in found.groups() if part] if found else []
