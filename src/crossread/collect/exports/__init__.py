"""Exports of news databases -> their articles: one module a vendor, each a function of text alone."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.collect.exports import factiva, nexis, proquest
from crossread.collect.exports.article import Article

_VENDORS = (proquest.articles, nexis.articles, factiva.articles)  # ProQuest numbers its articles as LexisNexis does


def articles_of(text: str) -> Sequence[Article]:
    """Return the articles of an export, with what its heads say of each; nothing where the text is no export."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").removeprefix("\ufeff")
    for vendor in _VENDORS:
        found = vendor(plain)
        if found:
            return found
    return ()


__all__ = ["Article", "articles_of"]
