"""The command line in damaged surroundings: python -m tests.surroundings.damage [--kinds N] [--minutes M]

Each kind of damage is one to three of: an environment, streams, a place for an output, a limit, a signal. The program runs
in a fork of a process that has the model, and must end with a code of its own (0, 2, 130, 141), without a trace, and leave
every output that was there before as it was or whole and new. Ends with 1 if anything else was seen.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from tests.collect import kinds

OLD = b"as it was before\n"
CODES = {0, 2, 130, 141}
OPTIONS = {"--json": "d.json", "--html": "d.html", "--markdown": "d.md", "--tables": "csv", "--excel": "d.xlsx", "--graphml": "d.graphml", "--parquet": "parquet"}
ENVIRONMENTS = [
    {name: value} for name, values in {
        "COLUMNS": ["0", "1", "2000000000", "-5", "x", ""], "LINES": ["0", "x"], "TERM": ["dumb", "", "xterm-256color", "nonsense"], "LC_ALL": ["C", "POSIX", "xx_XX", ""],
        "PYTHONIOENCODING": ["ascii", "latin-1", "utf-16", "cp1252:strict"], "HOME": ["", "/nowhere", "/dev/null"], "TMPDIR": ["/nowhere", "", "/dev/null"], "NO_COLOR": ["1"],
        "FORCE_COLOR": ["1", ""], "TZ": ["", "Nowhere/Land"], "OMP_NUM_THREADS": ["0", "x", "999"], "XDG_CACHE_HOME": ["/dev/full"],
    }.items() for value in values
]  # fmt: skip
STREAMS = ["<&-", ">&-", "2>&-", "<&->&-2>&-", ">/dev/full", "2>/dev/full", ">pipe", "<folder"]
PLACES: dict[str, Callable[[Path, str], str]] = {
    "there": lambda at, name: str(at / "out" / name),
    "new": lambda at, name: str(at / "new/deeper" / name),
    "a folder": lambda at, name: str(at / "in"),
    "below a file": lambda at, name: str(at / "in/a.txt/x" / name),
    "too long a name": lambda at, name: str(at / ("x" * 300)),
    "too long a path": lambda at, name: str(at / "/".join(["y" * 200] * 30)),
    "device": lambda at, name: "/dev/null",
    "full device": lambda at, name: "/dev/full",
    "empty": lambda at, name: "",
    "over a report": lambda at, name: str(at / "in/a.txt"),
    "link to nothing": lambda at, name: str(at / "dead"),
    "link to itself": lambda at, name: str(at / "loop"),
    "no folder may be made": lambda at, name: f"/proc/{name}",
}
LIMITS: list[tuple[int, int]] = [(resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_FSIZE, 100), (resource.RLIMIT_FSIZE, 5000), (resource.RLIMIT_NOFILE, 12), (resource.RLIMIT_CORE, 0)]
SIGNALS = [(sort, after) for sort in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL, signal.SIGPIPE, signal.SIGHUP) for after in (0.02, 0.1, 0.3, 0.8)]
ARGUMENTS = [["--threads", "100000"], ["--threads", "0"], ["--threads", "x"], ["--published", "x"], ["--published", "a.txt=9999-12-31"], ["--without", ""], ["--without", "a.txt"], ["--pipeline", "none"], ["--debug"], ["--nonsense"], ["--json", "-"], ["--html", "-", "--json", "-"]]  # fmt: skip
Damage = dict[str, object]


def damages() -> Iterator[Damage]:
    """Yield every kind of damage, single ones first, then pairs and threes at random with a fixed seed."""
    places = [{"place": (option, place)} for option, place in itertools.product(OPTIONS, PLACES)]
    limits = [{"limit": limit, "place": (option, "there")} for limit, option in itertools.product(LIMITS, OPTIONS)]
    signals = [{"signal": one, "place": (option, "there")} for one, option in itertools.product(SIGNALS, ("--json", "--tables", "--excel"))]
    singles: list[Damage] = [*({"env": env} for env in ENVIRONMENTS), *({"stream": stream} for stream in STREAMS), *({"arguments": a} for a in ARGUMENTS), *places, *limits, *signals]
    yield from singles
    rng = random.Random(20)
    while True:
        both: Damage = {}
        for one in rng.sample(singles, rng.choice([2, 3])):
            both |= one
        yield both


def _child(at: Path, damage: Damage, arguments: list[str], errors: int) -> None:
    """Become the program: damage the surroundings of this fork, and run."""
    os.chdir(at / "here")
    os.environ.update(damage.get("env", {}))  # type: ignore[call-overload]
    stream = str(damage.get("stream", ""))
    null, full = os.open("/dev/null", os.O_RDWR), os.open("/dev/full", os.O_WRONLY)
    os.dup2(null, 0)
    os.dup2(null, 1)
    os.dup2(errors, 2)
    if ">/dev/full" in stream.replace("2>/dev/full", ""):
        os.dup2(full, 1)
    if stream == ">pipe":
        read, write = os.pipe()
        os.dup2(write, 1)
        os.close(read)
        os.close(write)
    encoding, _, strict = os.environ.get("PYTHONIOENCODING", "utf-8").partition(":")
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        gone = f"{number}>&-" in stream or (number == 1 and stream in (">&-", "<&->&-2>&-")) or (number == 0 and stream.startswith("<&-"))
        setattr(sys, name, None if gone else open(number, mode, encoding=encoding, errors=strict or "strict", closefd=False))  # noqa: SIM115
    if "limit" in damage:
        kind, value = damage["limit"]  # type: ignore[misc]
        resource.setrlimit(kind, (value, value))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    from crossread import cli

    sys.argv = ["crossread", "read", str(at / "in"), *arguments]
    code = 0
    try:
        cli.main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    for name in ("stdout", "stderr"):
        with suppress(AttributeError, ValueError, OSError):
            getattr(sys, name).flush()
    os._exit(code)


def seen(damage: Damage) -> list[str]:
    """Run the program once in damaged surroundings; return what is wrong with how it ended."""
    with tempfile.TemporaryDirectory() as name:
        at = Path(name)
        for folder in ("in", "out", "here"):
            (at / folder).mkdir()
        (at / "in/a.txt").write_text(kinds.BODY)
        (at / "in/b\x1b[31m.png").write_bytes(b"\x89PNG")
        (at / "dead").symlink_to(at / "nowhere/x")
        (at / "loop").symlink_to(at / "loop")
        (at / "out/d.json").write_bytes(OLD)
        option, place = damage.get("place", ("--json", "there"))  # type: ignore[misc]
        target = PLACES[place](at, OPTIONS[option])
        if place == "there" and option not in ("--tables", "--parquet"):
            Path(target).write_bytes(OLD)
        arguments = [*damage.get("arguments", []), option, target]  # type: ignore[misc]
        with tempfile.TemporaryFile() as errors:
            child = os.fork()
            if child == 0:
                try:
                    _child(at, damage, arguments, errors.fileno())
                finally:
                    os._exit(99)
            sent = damage.get("signal")
            if sent:
                time.sleep(sent[1])  # type: ignore[index]
                os.kill(child, sent[0])  # type: ignore[index]
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            errors.seek(0)
            said = errors.read().decode("utf-8", "replace")
        return _wrong(at, option, place, Path(target) if target else None, code, said, bool(sent))


def _wrong(at: Path, option: str, place: str, target: Path | None, code: int, said: str, killed: bool) -> list[str]:
    found = []
    if "Traceback" in said or "Exception ignored" in said:
        found.append(f"a trace: {said[-300:]}")
    if code not in CODES and not (killed and code < 0):
        found.append(f"ended with {code}: {said[-200:]}")
    if "\x1b[31m" in said:
        found.append("an escape code of a file name reached the terminal")
    if list((at / "here").iterdir()):
        found.append("something was written that no option names")
    if (at / "in/a.txt").read_text() != kinds.BODY:
        found.append("a report was written over")
    if place == "there" and target is not None and target.is_file():
        data = target.read_bytes()
        whole = {"--json": lambda: bool(json.loads(data)), "--html": lambda: data.rstrip().endswith(b"</html>"), "--excel": lambda: data[-22:-18] == b"PK\x05\x06", "--graphml": lambda: data.rstrip().endswith(b"</graphml>")}
        if data != OLD and not (option not in whole or whole[option]()):
            found.append("a half-written file")
    if not killed and list(at.rglob("*.part")):
        found.append("a part was left behind")
    return found


def main() -> None:
    """Run the kinds of damage and say what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", type=int, default=500)
    parser.add_argument("--minutes", type=float, default=math.inf)
    asked = parser.parse_args()
    import crossread.present.page  # noqa: F401  so that the forks need not load it
    from crossread.model_runtime import load

    nlp = load()
    from crossread import model_runtime

    model_runtime.load = lambda threads=1, pipeline=None: nlp if pipeline is None else load(threads, pipeline)  # type: ignore[assignment]
    begun, wrong, done = time.monotonic(), 0, 0
    for damage in itertools.islice(damages(), asked.kinds):
        if time.monotonic() - begun > 60 * asked.minutes:
            break
        done += 1
        for what in seen(damage):
            wrong += 1
            print(f"{damage}: {what}", flush=True)
    print(f"{done} kinds of damage, {wrong} faults")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
