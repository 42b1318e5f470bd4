"""Build the wheel, install it into a virtual environment outside the checkout, and do there what the README says.

    python -m supply.wheel_test [--python python3.12 ...] [--wheel FILE] [--extras tables,formats] [--borrow]

Bare: the base install alone, without extras: the demo, the README's Python example with the output that it promises, and its
commands, of which those that need an extra have to say which. With --extras these are installed too, and every command has to run.
With --borrow nothing is downloaded: the environment sees the packages of the interpreter that runs this, but not its checkout, and
only the demo and the example are run; that is what the tests do.

Ends with 1 where the demo takes over 60 s, the bare environment is over 500 MB, or the wheel lacks what a wheel must have.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
MAX_SECONDS = 60  # of a processor: what the owner of an idle laptop waits for the first dossier; clocks of busy machines tell nothing
MAX_MEGABYTES = 500  # the whole environment as installed, pip alone left out
MEGABYTE = 10**6
EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```\n+```text\n(?P<printed>.*?)```", re.S)
SHELL = re.compile(r"```sh\n(.*?)```", re.S)
NEEDS_EXTRA = re.compile(r"pip install 'crossread\[\w+\]'")
DEMO = "crossread read examples/ferry --html out/dossier.html --json out/dossier.json"
EXPORT = "crossread export out/dossier.json --to sqlite --out out/dossier.db"
PIPELINE = "import spacy; nlp = spacy.load('crossread'); print(nlp.pipe_names[0], len(nlp('The port was closed on Monday.')))"


class Way(NamedTuple):
    """How the wheel is installed: what else is named, and whether packages are borrowed or downloaded."""

    extras: str = ""
    borrow: bool = False


def build(folder: Path, isolated: bool = True) -> Path:
    """Return the wheel, built from the checkout; not isolated, with the hatchling that is installed here."""
    place = ["--disable-pip-version-check", "-w", str(folder), str(ROOT)]
    command = [sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", *([] if isolated else ["--no-build-isolation"]), *place]
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


def install(python: str, wheel: Path, folder: Path, way: Way) -> Path:
    """Return the interpreter of an environment with the wheel and what it needs."""
    inside = folder / "bin" / "python"
    if way.borrow:
        subprocess.run([python, "-m", "venv", "--without-pip", str(folder)], check=True)
        # Folders that a .pth names are searched, but their own .pth files, which lead to the checkout, are not read.
        _packages(inside).joinpath("borrowed.pth").write_text("\n".join(lent()) + "\n", "utf-8")
        pip = [sys.executable, "-m", "pip", "--python", str(inside), "install", "--no-deps", "--ignore-installed"]
    else:
        subprocess.run([python, "-m", "venv", str(folder)], check=True)
        pip = [str(inside), "-m", "pip", "install", "-c", str(ROOT / "constraints.txt")]
    named = f"{wheel}[{way.extras}]" if way.extras else str(wheel)
    subprocess.run([*pip, "-qq", "--no-compile", "--disable-pip-version-check", named], check=True)
    return inside


def lent() -> list[str]:
    """Return the folders of packages of the interpreter that runs this."""
    own = sysconfig.get_paths()
    named = {own["purelib"], own["platlib"]}
    return sorted(named) + [path for path in sys.path if path.endswith(("site-packages", "dist-packages")) and path not in named]


def _packages(python: Path) -> Path:
    asked = [str(python), "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"]
    return Path(subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip())


def megabytes(folder: Path) -> float:
    """Return the size of an environment without pip, which the wheel did not bring."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    ours = [path for path in files if not any(part == "pip" or part.startswith("pip-") for part in path.parts)]
    return sum(path.stat().st_size for path in ours) / MEGABYTE


def _processor_seconds() -> float:
    """Return the seconds of a processor that ended child processes have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Bench:
    """An environment with the wheel, and a folder outside the checkout with the example, where commands are run."""

    def __init__(self, python: str, wheel: Path, folder: Path, way: Way) -> None:
        self.way, self.folder = way, folder / "venv"
        self.inside = install(python, wheel, self.folder, way)
        self.work = folder / "work"
        shutil.copytree(ROOT / "examples", self.work / "examples")
        self.wrong: list[str] = []

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the environment as a user would, in the folder of the example."""
        clean = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
        program = str(self.inside.parent / command[0])
        return subprocess.run([program, *command[1:]], cwd=self.work, env=clean, capture_output=True, text=True)

    def must(self, line: str) -> None:
        """Run a line of the README; it has to work, or to say which extra it needs where none is installed."""
        done = self.run(*shlex.split(line))
        lacking = not self.way.extras and not self.way.borrow and done.returncode == 2 and NEEDS_EXTRA.search(done.stderr)
        if done.returncode and not lacking:
            self.wrong.append(f"{line!r} ended with {done.returncode}: {done.stderr[-500:]}")

    def says(self, code: str, printed: str) -> None:
        """Run Python; it has to print what is promised."""
        done = self.run("python", "-c", code)
        if done.stdout != printed:
            self.wrong.append(f"the Python that begins {code[:40]!r} prints {done.stdout!r}, not {printed!r}; {done.stderr[-500:]}")


def check(python: str, wheel: Path, folder: Path, way: Way) -> list[str]:
    """Install and run; return what was wrong, and print the figures."""
    readme = (ROOT / "README.md").read_text("utf-8")
    bench = Bench(python, wheel, folder, way)
    size = megabytes(bench.folder)  # before anything has run: compiled files are not what is installed
    home = bench.run("python", "-c", "import crossread, platform; print(platform.python_version(), crossread.__file__)").stdout.strip()
    version, _, place = home.partition(" ")
    if not Path(place or "/").is_relative_to(bench.folder):
        bench.wrong.append(f"the package that runs is {place!r}, not the wheel's")
    began, spent = perf_counter(), _processor_seconds()
    bench.must(DEMO)
    waited, seconds = perf_counter() - began, _processor_seconds() - spent
    if not (bench.work / "out/dossier.html").exists():
        bench.wrong.append("the demo wrote no page")
    bench.must(EXPORT)
    bench.says(PIPELINE, "crossread_trees 7\n")
    example = EXAMPLE.search(readme)
    assert example is not None, "README.md has no Python example with what it prints"
    bench.says(example["code"], example["printed"])
    if not way.borrow:
        lines = [line for block in SHELL.findall(readme) for line in block.splitlines() if line.startswith("crossread ")]
        for line in lines:
            bench.must(line)
    kind = "borrowed packages" if way.borrow else f"installed {size:.0f} MB {f'with {way.extras}' if way.extras else 'bare'}"
    print(f"Python {version}: wheel {wheel.stat().st_size / MEGABYTE:.1f} MB, {kind}, demo {seconds:.1f} s of a processor, {waited:.1f} s on the clock", flush=True)
    if seconds > MAX_SECONDS:
        bench.wrong.append(f"the demo took {seconds:.0f} s of a processor; at most {MAX_SECONDS} are allowed")
    if size > MAX_MEGABYTES and not way.extras:
        bench.wrong.append(f"the environment has {size:.0f} MB; at most {MAX_MEGABYTES} are allowed")
    return [f"Python {version}: {one}" for one in bench.wrong]


def main() -> None:
    """Build, install and run for each Python that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", nargs="+", default=[sys.executable])
    parser.add_argument("--wheel", type=Path)
    parser.add_argument("--extras", default="", help="extras to install too, with commas between them")
    parser.add_argument("--borrow", action="store_true", help="use the packages of this interpreter; nothing is downloaded")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        wheel = chosen.wheel or build(Path(place), isolated=not chosen.borrow)
        wrong = list(lacks(wheel))
        for number, python in enumerate(chosen.python):
            wrong += check(python, wheel, Path(place) / str(number), Way(chosen.extras, chosen.borrow))
            shutil.rmtree(Path(place) / str(number))
    for one in wrong:
        print(one, file=sys.stderr)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
