"""The day on which a report was published, of its ISO 8601 date or time."""

from __future__ import annotations

from datetime import date


def publication_day(published: str | None) -> date | None:
    """Return the calendar day of a report's `published`, as written; None where there is none, or no whole day."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
