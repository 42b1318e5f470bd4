"""The JSON Schema of the dossier format, made from its records."""

from __future__ import annotations

import msgspec

from crossread.model.dossier import Dossier
from crossread.model.vocabulary import FORMAT


def json_schema() -> dict[str, object]:
    """Return the JSON Schema of the dossier format."""
    schema = msgspec.json.schema(Dossier)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": FORMAT, **schema}
