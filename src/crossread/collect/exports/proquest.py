"""ProQuest: articles between long lines of underscores, with "Full text:", "Publication title:" and other keys."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossread.collect.exports.article import Article, date_in, make_article

_RULE = re.compile(r"^[ \t]*[_=]{20,}[ \t]*$", re.M)
_KEY = re.compile(
    r"^(?P<key>Full [Tt]ext|Title|Publication title|Publication date|Publication info|Publication year|Publisher|"
    r"Author|Abstract|Links|Subject|"
    r"Location|People|Company / organization|Section|Source type|Language of publication|Document type|"
    r"ProQuest document ID|Document URL|Copyright|"
    r"Last updated|Database|ISSN|Country of publication|Place of publication|Publication subject|First page|Pages?|"
    r"Volume|Issue|Dateline|Column|"
    r"Classification|Number of pages|Word count|Supplement|Edition|Identifier / keyword):(?:[ \t]+|"
    r"[ \t]*$)(?P<value>.*)$",
    re.M,
)  # fmt: skip
_INFO = re.compile(r"^(?P<outlet>[^;:\[]{2,80})")


def articles(text: str) -> Sequence[Article]:
    """Return the articles of an export of ProQuest, or nothing."""
    if "Full text:" not in text and "Full Text:" not in text:
        return ()
    found = []
    for chunk in _RULE.split(text):
        keys = list(_KEY.finditer(chunk))
        fields: dict[str, str] = {}
        for key, following in zip(keys, [*keys[1:], None], strict=False):
            value = chunk[key.start("value") : following.start() if following else len(chunk)]
            fields.setdefault(key["key"].lower(), value.strip("\n "))
        if not fields.get("full text"):
            continue
        free = chunk[: keys[0].start()].strip().split("\n") if keys else [""]
        info = fields.get("publication info", "")
        of_info = _INFO.match(info)
        found.append(
            make_article(
                fields["full text"],
                title=fields.get("title")
                or next((line for line in free if line.strip() and not line.startswith("Document ")), ""),
                outlet=fields.get("publication title") or (of_info["outlet"] if of_info else ""),
                published=fields.get("publication date") or date_in(info[-58:]),
                url=fields.get("document url", ""),
            )
        )
    return found
