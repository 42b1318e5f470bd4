"""Factiva: fields with codes of two letters (HD, PD, SN, LP, TD …), or articles that end on "Document" and their
number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossread.collect.exports.article import Article, date_in, is_copyright, make_article

_CODES = "SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|RF|ART|CO|IN|NS|RE|IPD|IPC|PUB|AN|CLM|CX|CT"
# Words of a text may begin with "IN" or "RE" in capitals: a code stands before a tab or two blanks.
_FIELD = re.compile(rf"^(?P<code>{_CODES})(?:\t| {{2,}}|[ ]*$)(?P<value>.*)$", re.M)
_NUMBER = re.compile(r"^[ \t]*Document [A-Z]{3,9}\d{6,}\w*[ \t]*$", re.M)
_LENGTH = re.compile(r"^[\d,.]+ words$")
MAX_HEAD = 25  # lines in which the head of an article without codes is looked for


def articles(text: str) -> Sequence[Article]:
    """Return the articles of an export of Factiva, or nothing."""
    fields = list(_FIELD.finditer(text))
    codes = [field["code"] for field in fields]
    if "HD" in codes and ("LP" in codes or "TD" in codes) and ("SN" in codes or "PD" in codes or "AN" in codes):
        return _coded(text, fields)
    numbers = list(_NUMBER.finditer(text))
    places = [0, *(number.end() for number in numbers)]
    chunks = [text[a : number.start()] for a, number in zip(places, numbers, strict=False)]
    return [article for chunk in chunks if (article := _plain(chunk)) is not None]


def _coded(text: str, fields: list[re.Match[str]]) -> list[Article]:
    found: list[dict[str, str]] = []
    for field, following in zip(fields, [*fields[1:], None], strict=True):
        code = field["code"]
        if not found or (code in ("HD", "SE") and "AN" in found[-1]) or (code == "HD" and "HD" in found[-1]):
            found.append({})
        value = text[field.start("value") : following.start() if following else len(text)]
        if code in ("LP", "TD"):
            found[-1][code] = _unindented(value)
        else:
            found[-1].setdefault(code, " ".join(value.split()))
    return [
        make_article(
            "\n\n".join(part for part in (one.get("LP", ""), one.get("TD", "")) if part),
            title=one.get("HD", ""), outlet=one.get("SN", ""), published=one.get("PD", ""),
        )
        for one in found if one.get("LP") or one.get("TD")
    ]  # fmt: skip


def _unindented(value: str) -> str:
    return "\n".join(line.strip() for line in value.strip().split("\n"))


def _plain(chunk: str) -> Article | None:
    """Read an article without codes: title, "35 words", date, outlet, code, language, rights, text."""
    lines = [line.strip() for line in chunk.strip("\n").split("\n")]
    counted = next((n for n, line in enumerate(lines[:MAX_HEAD]) if _LENGTH.match(line)), None)
    if counted is None:
        return None
    rights = next((n for n in range(counted, min(len(lines), counted + MAX_HEAD)) if is_copyright(lines[n])), None)
    begin = (rights if rights is not None else min(counted + 5, len(lines) - 1)) + 1
    title = [line for line in lines[:counted] if line and not line.startswith(("By ", "BY "))]
    behind = [line for line in lines[counted + 1 : begin] if line]
    published = next((date for line in behind if (date := date_in(line))), "")
    named = [line for line in behind if not date_in(line) and not re.match(r"\d{1,2}:\d{2}", line)]
    return make_article(
        "\n".join(lines[begin:]), title=" ".join(title[:1]), outlet=" ".join(named[:1]), published=published
    )
