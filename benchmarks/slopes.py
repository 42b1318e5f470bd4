"""How time and memory of reading one report grow with its length: python -m benchmarks.slopes [WORDS ...]

Texts of six kinds, made here, of 3,000 to 300,000 words; each is read in a process of its own. Printed are CPU seconds
and peak memory, and the slope: the power of the length by which the time grows (1 is linear, 2 is quadratic).
"""

from __future__ import annotations

import argparse
import json
import math
import random
import subprocess
import sys
from collections.abc import Callable

WORDS = (3_000, 10_000, 30_000, 100_000)
LIMIT = 3_600  # seconds for one text
_PEOPLE = ["Oda Lindqvist", "Jon Berg", "Ada Holm", "Marek Vell", "Ilse Marr", "Kit Ames", "Uta Brenn", "Nils Orre"]
_BODIES = ["the fire service", "Korsby Council", "the Harbour Authority", "Nexor", "the ministry of transport", "Lumen"]
_DEEDS = ["closed the quay", "moved 40 boats to the inner harbour", "bought 12 cranes for 3.5 million euros", "refused to pay for the wall", "asked for help from the capital", "published the report on Monday"]
_PLACES = ["Korsby", "Velm", "Tolm", "Lunow", "the old harbour", "Sélune"]


def _prose(rng: random.Random, number: int) -> str:
    who, body, deed, place = rng.choice(_PEOPLE), rng.choice(_BODIES), rng.choice(_DEEDS), rng.choice(_PLACES)
    return rng.choice(
        [
            f"{who} said on Tuesday that {body} had {deed} in {place}. ",
            f"{body.capitalize()} {deed} after the storm, and {number} people left their homes. ",
            f"She told reporters that nobody in {place} was hurt, although the wall had fallen on two cars. ",
            f"According to {body}, {who} {deed} because of the cracks that engineers found last year. ",
            "He denied it.\n\n",
        ]
    )


def _quotes(rng: random.Random, number: int) -> str:
    return f"“We saw {number} boats go down near {rng.choice(_PLACES)},” said {rng.choice(_PEOPLE)}. “Then it was quiet,” he added.\n\n"


def _numbers(rng: random.Random, number: int) -> str:
    return f"In {1990 + number % 40} it cost ${number}.5 million, {number % 100} percent more than the {number + 7:,} euros of 3 March; {number % 12 + 1} of {number % 90 + 12} tons were lost. "


def _names(rng: random.Random, number: int) -> str:
    first, last = (rng.choice(["An", "Be", "Cor", "Dal", "Eli", "Fen"]) + rng.choice(["na", "rik", "mund", "wen", "ja"]) for _ in range(2))
    return f"{first} {last}{number % 997} of {rng.choice(_PLACES)} met {rng.choice(_PEOPLE)} and the {last} Group. "


KINDS: dict[str, Callable[[random.Random, int], str]] = {
    "prose": _prose,
    "quotes": _quotes,
    "numbers": _numbers,
    "names": _names,
    "one sentence": lambda rng, number: "The wall of the old harbour fell on Sunday night and buried two cars. ",
    "no full stop": lambda rng, number: rng.choice(["the wall fell and ", "two cars of the town were buried, ", "nobody knew why it ", "a man who lives there said that "]),
}


def make(kind: str, words: int) -> str:
    """Return a text of a kind, of about so many words; always the same."""
    rng = random.Random(f"{kind} {words}")
    pieces: list[str] = []
    count = number = 0
    while count < words:
        number += 1
        pieces.append(KINDS[kind](rng, number))
        count += len(pieces[-1].split())
    return "".join(pieces)


def measure(kind: str, words: int) -> tuple[float, float]:
    """Return CPU seconds and megabytes of reading one text, model and interpreter included, and comparing it with nothing."""
    code = (
        "import json, resource, sys, time\n"
        "from benchmarks.slopes import make\nfrom crossread.model import Report\nfrom crossread.model_runtime import load\nfrom crossread.pipeline import read_reports\n"
        "nlp = load(); nlp('Warm up, he said.'); text = make(sys.argv[1], int(sys.argv[2])); begun = time.process_time()\n"
        "read_reports([Report(id='r-1', path='a.txt', text=text, published='2031-05-05')], nlp=nlp)\n"
        "print(json.dumps([time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, kind, str(words)], capture_output=True, text=True, timeout=LIMIT, check=True)
    seconds, megabytes = json.loads(done.stdout.strip().split("\n")[-1])
    return seconds, megabytes


def main() -> None:
    """Print a table of CPU seconds, memory and slopes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", type=int, default=list(WORDS))
    parser.add_argument("--kind", choices=list(KINDS), action="append")
    chosen = parser.parse_args()
    for kind in chosen.kind or KINDS:
        before: tuple[int, float] | None = None
        for words in sorted(chosen.words):
            seconds, megabytes = measure(kind, words)
            slope = math.log(seconds / before[1]) / math.log(words / before[0]) if before else None
            print(f"{kind:14} {words:8,} words {seconds:9.1f} s {megabytes:8.0f} MB" + (f"   slope {slope:.2f}" if slope is not None else ""), flush=True)
            before = (words, seconds)


if __name__ == "__main__":
    main()
