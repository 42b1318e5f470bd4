"""NAME.meta.json or FILE.meta.json beside a file: what is known of it from outside."""

from __future__ import annotations

import json
from pathlib import Path

from crossread.collect.metadata import folded_keys, metadata_of
from crossread.collect.source import Warn

MAX_SIDECAR = 1_000_000  # bytes


def read_sidecar(file: Path, warn: Warn) -> dict[str, str]:
    """Return title, outlet, published and url of the sidecar beside a file; nothing where there is none."""
    for sidecar in (file.with_name(file.name + ".meta.json"), file.with_suffix(".meta.json")):
        try:
            if not sidecar.is_file():
                continue
        except OSError:  # the name of the report is so long that no sidecar can stand beside it
            continue
        try:
            with sidecar.open("rb") as stream:
                return metadata_of(folded_keys(json.loads(stream.read(MAX_SIDECAR).decode("utf-8-sig"))))
        except (OSError, ValueError, AttributeError, RecursionError) as error:
            warn(str(sidecar), f"this sidecar is no JSON object ({error}); it was passed over")
    return {}
