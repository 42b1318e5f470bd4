"""The dossiers that the formats are proved on: the bundled example, and the invented story with hostile text."""

from __future__ import annotations

import pytest

from crossread.model import Dossier
from crossread.pipeline import read
from tests.conftest import ROOT
from tests.present.conftest import build


@pytest.fixture(scope="session")
def ferry() -> Dossier:
    """Return the bundled example, read."""
    return read([str(ROOT / "examples" / "ferry")])


@pytest.fixture(scope="session")
def hostile() -> Dossier:
    """Return a small dossier built by hand, with markup, bidirectional controls and signs beyond the BMP."""
    return build()
