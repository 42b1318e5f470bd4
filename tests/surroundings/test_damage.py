"""The first kinds of damage of `make surroundings`."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT


def test_damaged_surroundings_leave_no_trace_and_no_half_written_file() -> None:
    done = subprocess.run([sys.executable, "-m", "tests.surroundings.damage", "--kinds", "12"], cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr[-500:]
