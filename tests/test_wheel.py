"""The wheel, built and installed outside the checkout, does what the README says with its first command and its example."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

pytest.importorskip("hatchling", reason="the extra `dev` is not installed: it builds the wheel")


def test_the_wheel_runs_outside_the_checkout() -> None:
    """Packages are borrowed from here; `make wheel-test` installs them anew, on every Python that it is given."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    done = subprocess.run([sys.executable, "-m", "supply.wheel_test", "--borrow"], cwd=ROOT, env=clean, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    assert "borrowed packages" in done.stdout
