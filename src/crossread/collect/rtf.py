"""RTF -> its text, by striprtf."""

from __future__ import annotations

from collections.abc import Iterator

from crossread.collect.source import NotRead, Source, Warn
from crossread.model import RawDocument


def read_rtf(source: Source, warn: Warn) -> Iterator[RawDocument]:
    """Read the text of an RTF file; raises NotRead where there is none."""
    from striprtf.striprtf import rtf_to_text

    text = rtf_to_text(source.data.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    if not text.strip():
        raise NotRead("this RTF file has no text")
    # A paragraph of RTF is a line here; a blank line keeps a heading apart from what follows.
    yield RawDocument(path=source.path, text=text.replace("\r\n", "\n"), media="text", metadata=source.metadata)
