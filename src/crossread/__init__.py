"""Crossread reads many reports of one story and lays their claims side by side, each traced to its sentence."""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Dossier", "CrossreadError", "read", "withdraw", "matrix", "compare_figures", "from_json", "json_schema", "__version__"]

if TYPE_CHECKING:
    from crossread.compare.figures import compare_figures
    from crossread.compare.matrix import matrix
    from crossread.compare.withdrawal import withdraw
    from crossread.errors import CrossreadError
    from crossread.model import Dossier, from_json, json_schema
    from crossread.pipeline import read

_HOME = {
    "Dossier": "crossread.model",
    "from_json": "crossread.model",
    "json_schema": "crossread.model",
    "CrossreadError": "crossread.errors",
    "matrix": "crossread.compare.matrix",
    "compare_figures": "crossread.compare.figures",
    "read": "crossread.pipeline",
    "withdraw": "crossread.compare.withdrawal",
}


def __getattr__(name: str) -> Any:
    # Names load on first use, so that `crossread --help` does not pay for the reading model.
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'crossread' has no attribute {name!r}")
