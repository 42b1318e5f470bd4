"""Build the wheel, install it into a bare virtual environment outside the checkout, and do there what the README says.

    python -m supply.wheel_test [--python python3.12] [--wheel FILE]

The base install alone, without extras: the demo, and the README's Python example with the output that it promises. Ends with 1
where the demo takes over 60 s, the environment is over 500 MB, or the wheel lacks what a wheel must have.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
MAX_SECONDS = 60  # of a processor: what the owner of an idle laptop waits for the first dossier; clocks of busy machines tell nothing
MAX_MEGABYTES = 500  # of 2^20 bytes, as du -m counts: the whole environment as installed, pip left out
MEGABYTE = 2**20
EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```\n+```text\n(?P<printed>.*?)```", re.S)


def build(folder: Path) -> Path:
    """Return the wheel, built from the checkout."""
    place = ["--disable-pip-version-check", "-w", str(folder), str(ROOT)]
    command = [sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", *place]
    subprocess.run(command, check=True)
    return next(folder.glob("crossread-*.whl"))


def lacks(wheel: Path) -> Iterator[str]:
    """Say what a wheel lacks or should not have."""
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
    for wanted in ("crossread/py.typed", "crossread/model_runtime/model/reader.onnx", "crossread/languages/en/rules/bans.toml"):
        if wanted not in names:
            yield f"{wanted} is not in the wheel"
    for ending in ("licenses/LICENSE", "entry_points.txt"):
        if not any(name.endswith(f".dist-info/{ending}") for name in names):
            yield f"{ending} is not in the wheel"
    strangers = sorted({name.split("/")[0] for name in names if not name.startswith("crossread")})
    if strangers:
        yield f"the wheel holds {', '.join(strangers)} beside the package"


def install(python: str, wheel: Path, folder: Path) -> Path:
    """Return the interpreter of a bare environment with the wheel and what it needs."""
    subprocess.run([python, "-m", "venv", str(folder)], check=True)
    inside = folder / "bin" / "python"
    within = ["--disable-pip-version-check", "-c", str(ROOT / "constraints.txt")]
    command = [str(inside), "-m", "pip", "install", "-qq", "--no-compile", *within, str(wheel)]
    subprocess.run(command, check=True)
    return inside


def megabytes(folder: Path) -> float:
    """Return the size of an environment without pip and setuptools, which the wheel did not bring."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return sum(path.stat().st_size for path in files if not {"pip", "setuptools", "pkg_resources"} & set(path.parts)) / MEGABYTE


def _processor_seconds() -> float:
    """Return the seconds of a processor that ended child processes have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def check(python: str, wheel: Path, folder: Path) -> list[str]:
    """Install and run; return what was wrong, and print the figures."""
    inside = install(python, wheel, folder / "venv")
    size = megabytes(folder / "venv")
    work = folder / "work"
    shutil.copytree(ROOT / "examples", work / "examples")
    clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
    wrong = []
    began, spent = perf_counter(), _processor_seconds()
    demo = [str(inside.parent / "crossread"), "read", "examples/ferry", "--html", "out/dossier.html", "--json", "out/dossier.json"]
    done = subprocess.run(demo, cwd=work, env=clean, capture_output=True, text=True)
    waited, seconds = perf_counter() - began, _processor_seconds() - spent
    if done.returncode or not (work / "out/dossier.html").exists():
        wrong.append(f"the demo ended with {done.returncode}: {done.stderr[-500:]}")
    example = EXAMPLE.search((ROOT / "README.md").read_text("utf-8"))
    assert example is not None, "README.md has no Python example with what it prints"
    done = subprocess.run([str(inside), "-c", example["code"]], cwd=work, env=clean, capture_output=True, text=True)
    if done.stdout != example["printed"]:
        wrong.append(f"the README's example prints {done.stdout!r}, not {example['printed']!r}; {done.stderr[-500:]}")
    version = subprocess.run([str(inside), "-c", "import platform; print(platform.python_version())"], capture_output=True, text=True).stdout.strip()
    print(f"Python {version}: wheel {wheel.stat().st_size / MEGABYTE:.1f} MB, installed {size:.0f} MB, demo {seconds:.1f} s of a processor, {waited:.1f} s on the clock")
    if seconds > MAX_SECONDS:
        wrong.append(f"the demo took {seconds:.0f} s of a processor; at most {MAX_SECONDS} are allowed")
    if size > MAX_MEGABYTES:
        wrong.append(f"the environment has {size:.0f} MB; at most {MAX_MEGABYTES} are allowed")
    return wrong


def main() -> None:
    """Build, install and run for each Python that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", nargs="+", default=[sys.executable])
    parser.add_argument("--wheel", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        wheel = chosen.wheel or build(Path(place))
        wrong = list(lacks(wheel))
        for number, python in enumerate(chosen.python):
            wrong += check(python, wheel, Path(place) / str(number))
            shutil.rmtree(Path(place) / str(number))
    for one in wrong:
        print(one, file=sys.stderr)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
