"""Bytes that a fuzzer grows by what lines they reach: python -m tests.fuzz.texts [-runs=N] [-max_total_time=SECONDS] [CORPUS]

atheris (`pip install atheris`; not for every Python) drives what reads text without the model: cleaning (plain, page and
Markdown), quotation marks, figures, money, times. Every option of libFuzzer holds. `tests/fuzz/test_texts.py` tries the
same check on a few texts without it.
"""

from __future__ import annotations

import math
import sys

from crossread.clean import clean
from crossread.clean.folding import fold
from crossread.model import RawDocument, Report
from crossread.reading.figures.money import convert_money
from crossread.reading.figures.quantities import find_quantities
from crossread.reading.times.expressions import find_times
from crossread.text.quotation_marks import quoted_stretches
from tests.fuzz.piles import seeds

MEDIA = ("text", "html", "markdown")
MOST = 4000  # bytes of one input
DAYS = (None, "2031-03-04", "0001-01-01", "9999-12-31", "2024-02-29T23:59:59+14:00")


def check(data: bytes) -> None:
    """Clean and read bytes; the first chooses what they are and when it was published. Raises AssertionError, or what is broken."""
    if not data:
        return
    media, published = MEDIA[data[0] % len(MEDIA)], DAYS[data[0] // len(MEDIA) % len(DAYS)]
    metadata = {"published": published} if published else {}
    report = clean(RawDocument(path="a", data=data[1:], media=media, metadata=metadata)).report
    if report is None:
        return
    assert all(0 <= one.start <= one.end <= len(report.text) for one in report.residue)
    fold(report)
    check_text(report)


def check_text(report: Report) -> None:
    """Read quotation marks, figures, money and times of a text; every span holds its words, every number is finite."""
    text = report.text
    assert all(0 <= start <= end <= len(text) for start, end in quoted_stretches(text))
    quantities, _ = convert_money(find_quantities(report, text), report.published)
    for quantity in quantities:
        assert quantity.text == text[quantity.start : quantity.end] != ""
        assert all(value is None or math.isfinite(value) for value in (quantity.low, quantity.high))
    end = 0
    for time in find_times(report, text):
        assert time.text == text[time.start : time.end] != "" and time.start >= end
        assert time.from_ is None or time.to is None or time.from_ <= time.to
        end = time.end


def main() -> None:
    """Let atheris grow inputs, from the seeds of the piles where no folder of inputs is named."""
    import importlib
    import tempfile
    from pathlib import Path

    import atheris  # type: ignore[import-not-found, unused-ignore]

    arguments = list(sys.argv)
    if not any(not one.startswith("-") for one in arguments[1:]):
        folder = Path(tempfile.mkdtemp())
        for number, (name, data) in enumerate(seeds()):
            (folder / f"{number}{name}").write_bytes(bytes([number % 15]) + data[:MOST])
        arguments.append(str(folder))
    for name in [name for name in sys.modules if name.startswith("crossread")]:
        del sys.modules[name]  # it is imported anew, so that which lines run is seen
    with atheris.instrument_imports(include=["crossread"]):
        watched = importlib.import_module("tests.fuzz.texts").check
    atheris.Setup([*arguments, f"-max_len={MOST}"], watched)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
