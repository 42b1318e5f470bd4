"""Bytes -> text: byte order marks, UTF-8, UTF-16 without a mark, what the bytes say of themselves, Windows code
pages."""

from __future__ import annotations

import re
from collections.abc import Callable

Say = Callable[[str], None]
# Codecs of Python that are no encoding of any page: they raise, or make text of what is none. A page whose
# declaration can be read byte by byte is not in UTF-16 or UTF-32 (HTML standard, "prescan a byte stream").
NO_CHARSETS = frozenset(
    {"undefined", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "mbcs", "oem", "utf_7"}
)
_WIDE = ("utf_16", "utf_32", "utf16", "utf32", "ucs")
SAMPLE = 4096  # bytes in which null bytes are looked for
# Of UTF-16 text every other byte is null in a Latin script, and beside each blank in any other that has blanks.
NULL_SHARE = 0.08
FOREIGN_SHARE = 0.3  # more accented letters than that are another script read in the wrong code page
MAX_GUESS = 200_000  # bytes that the guesser looks at
# Signs that stand inside words only where the bytes are of another code page ("wy³¹czenie").
_SIGN_IN_WORD = re.compile(r"[^\W\d_][¹²³¿¼½¾£¥¯¶±¦¨©¬®´¸ºª×÷][^\W\d_]|[^\W\d_]\ufffd")
_LATIN = ("cp1252", "cp1250", "iso8859_2")
_OTHER_SCRIPTS = [
    "cp1251", "koi8_r", "koi8_u", "cp1253", "cp1255", "cp1256", "big5", "gb18030", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip


def is_binary(data: bytes) -> bool:
    """Say whether bytes are no text in any encoding: null bytes, and not as UTF-16 or UTF-32 has them."""
    return b"\x00" in data[:SAMPLE] and _wide(data) is None


def decode(data: bytes, say: Say, declared: str | None = None) -> str:
    """Decode bytes; what had to be guessed or mended is said. `declared` is the encoding that the bytes name
    themselves."""
    wide = _wide(data)
    if wide is not None:
        try:
            text = data.decode(wide)
        except UnicodeDecodeError:
            say(f"marked as {wide.upper()} but is not; read as far as it goes")
            text = data.decode(wide, "replace")
        return text.removeprefix("\ufeff")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _declared(data, declared, say) or _mixed(data, say) or _code_page(data, say)
    if "Ã" in text or "â€" in text:
        import ftfy

        mended = ftfy.fix_encoding(text)
        if mended != text:
            say("the text was encoded twice; mended, so offsets count the mended text")
            text = mended
    return text


def _wide(data: bytes) -> str | None:
    """Return the encoding of two or four bytes a character, by mark or by where the null bytes stand."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:SAMPLE]
    if len(head) < 8 or b"\x00" not in head:
        return None
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / len(head[1::2])
    name = (
        "utf-16-le" if odd > NULL_SHARE and even < 0.01 else "utf-16-be" if even > NULL_SHARE and odd < 0.01 else None
    )
    if name is None:
        return None
    try:
        text = data[: len(data) // 2 * 2].decode(name)
    except UnicodeDecodeError:
        return None
    return name if sum(c.isprintable() or c.isspace() for c in text[:SAMPLE]) > 0.95 * len(text[:SAMPLE]) else None


def _declared(data: bytes, name: str | None, say: Say) -> str | None:
    if not name:
        return None
    plain = name.lower().replace("-", "_")
    try:
        if plain in NO_CHARSETS or plain.startswith(_WIDE):
            raise LookupError(name)
        return data.decode(name)
    except (LookupError, UnicodeError, ValueError):
        say(f"the page declares the encoding {name!r}, but its bytes are not of it")
        return None


def _mixed(data: bytes, say: Say) -> str | None:
    """Decode line by line what is UTF-8 in some lines and Windows-1252 in others; None where no line is UTF-8."""
    lines = data.split(b"\n")
    found, wide, narrow = [], 0, 0
    for line in lines:
        try:
            found.append(line.decode("utf-8"))
            wide += not line.isascii()
        except UnicodeDecodeError:
            found.append(line.decode("cp1252", "replace"))
            narrow += 1
    if not wide:
        return None
    say(
        f"mixed encodings: {narrow} of {len(lines)} lines are not UTF-8, those are read as Windows-1252; check names "
        f"with accents"
    )
    return "\n".join(found).removeprefix("\ufeff")


def _code_page(data: bytes, say: Say) -> str:
    """Decode by a code page: of Western or Central Europe by which leaves no sign inside a word, else as guessed."""
    text = data.decode("cp1252", "replace")
    letters = [c for c in text[:MAX_GUESS] if c.isalpha()]
    name = "cp1252"
    if sum(not c.isascii() for c in letters) > FOREIGN_SHARE * len(letters):
        import charset_normalizer

        best = charset_normalizer.from_bytes(data[:MAX_GUESS], cp_isolation=_OTHER_SCRIPTS).best()
        name = best.encoding if best is not None else name
    else:
        name = min(_LATIN, key=lambda code: len(_SIGN_IN_WORD.findall(data.decode(code, "replace"))))
    if name == "cp1252":
        say("not UTF-8; read as Windows-1252, check names with accents")
        return text
    say(f"not UTF-8; read as {name}, a guess; check names with accents")
    return data.decode(name, "replace")
