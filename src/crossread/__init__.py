"""Crossread reads many reports of one story and lays their claims side by side, each traced to its sentence."""

import os
from typing import TYPE_CHECKING, Any

from crossread.release import VERSION as __version__

# onnxruntime starts telemetry of its own when it is imported, unless this is set before; every way in passes here.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # Ray counts its users otherwise

__all__ = [
    "CrossreadError",
    "Dossier",
    "Library",
    "__version__",
    "compare_figures",
    "from_json",
    "json_schema",
    "load",
    "matrix",
    "read",
    "read_annotated",
    "to_arrow",
    "to_html",
    "to_markdown",
    "to_pandas",
    "to_polars",
    "withdraw",
]

if TYPE_CHECKING:
    from crossread.compare.differences.between import compare_figures
    from crossread.compare.matrix import matrix
    from crossread.compare.withdrawal import withdraw
    from crossread.errors import CrossreadError
    from crossread.library import Library
    from crossread.model import Dossier, from_json, json_schema
    from crossread.model_runtime import load_as_package as load
    from crossread.pipeline import read, read_annotated
    from crossread.present.markdown import to_markdown
    from crossread.present.page import to_html
    from crossread.present.tables import to_arrow, to_pandas, to_polars

_HOME = {
    "Dossier": "crossread.model",
    "from_json": "crossread.model",
    "json_schema": "crossread.model",
    "CrossreadError": "crossread.errors",
    "Library": "crossread.library",
    "matrix": "crossread.compare.matrix",
    "compare_figures": "crossread.compare.differences.between",
    "load": "crossread.model_runtime",
    "read": "crossread.pipeline",
    "read_annotated": "crossread.pipeline",
    "to_arrow": "crossread.present.tables",
    "to_html": "crossread.present.page",
    "to_markdown": "crossread.present.markdown",
    "to_pandas": "crossread.present.tables",
    "to_polars": "crossread.present.tables",
    "withdraw": "crossread.compare.withdrawal",
}
# What is called otherwise at home: spaCy asks a package for `load`.
_NAMED = {"load": "load_as_package"}


def __getattr__(name: str) -> Any:
    # Names load on first use, so that `crossread --help` does not pay for the reading model.
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), _NAMED.get(name, name))
    raise AttributeError(f"module 'crossread' has no attribute {name!r}")
