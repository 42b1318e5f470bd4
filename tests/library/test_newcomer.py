"""What a newcomer types after `make demo`: two commands, and the demo's story is in the browser."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from tests.conftest import ROOT


def test_the_demos_story_is_on_the_page(tmp_path: Path) -> None:
    my = str(tmp_path / "my")
    crossread = [sys.executable, "-m", "crossread"]
    done = subprocess.run([*crossread, "add", "examples/ferry", "--library", my], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "5 new reports" in done.stdout
    serving = subprocess.Popen([*crossread, "serve", "--library", my, "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert serving.stdout is not None
        said = serving.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert address, said
        home = _page(address[0])
        assert "Ferry loses steering off Hallmar" in home
        link = re.search(r'href="/(stories/[^"]+)"', home)
        assert link
        story = _page(address[0] + link[1])
        assert "214 passengers" in story and "Evening Lantern" in story
    finally:
        serving.terminate()
        serving.wait(30)


def _page(address: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return answer.read().decode()
        except ConnectionRefusedError:
            time.sleep(0.1)
        except OSError as error:  # urllib's own around a refused connection
            if "refused" not in str(error):
                raise
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")
