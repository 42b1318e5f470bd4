"""Each kind of file gives its words, its title, outlet and date; what is not read is named with the reason."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from crossread import pipeline
from crossread.clean import clean
from crossread.collect import collect
from crossread.collect.kinds import SUFFIXES, UNREAD
from tests.collect import kinds

FILES = Path(__file__).parents[1] / "data/kinds"
ROWS = f"<w:tbl><w:tr><w:tc>{kinds.paragraph('Deck')}</w:tc><w:tc>{kinds.paragraph('214')}</w:tc></w:tr></w:tbl>"
INSERTED = f'<w:p><w:ins><w:r><w:t>{kinds.SECOND}</w:t></w:r></w:ins><w:del><w:r><w:delText>Struck out.</w:delText></w:r></w:del></w:p>'
WORD = kinds.docx(kinds.paragraph(kinds.TITLE, "Title") + kinds.paragraph(kinds.FIRST) + f"<w:sdt><w:sdtContent>{INSERTED}</w:sdtContent></w:sdt>" + ROWS)
OPEN = kinds.odt(f"<text:h>{kinds.TITLE}</text:h><text:p>A ferry with 214<text:s/>people on board <text:span>ran aground off Tolm</text:span> on Monday, the coast guard said.</text:p><text:p>{kinds.SECOND}</text:p>")
RTF = rf"{{\rtf1\ansi\ansicpg1252{{\fonttbl{{\f0 Arial;}}}}\f0 {kinds.TITLE}\par {kinds.FIRST}\par {kinds.SECOND}\par Caf\'e9 \u8211- end\par}}"
PDF = kinds.pdf([[kinds.TITLE, "", "A ferry with 214 people on board ran aground", "off Tolm on Monday, the coast guard said."], [], [kinds.SECOND]])
READ: dict[str, bytes | str] = {
    "a.docx": WORD, "a.odt": OPEN, "a.rtf": RTF, "a.pdf": PDF, "a.eml": kinds.MAIL, "mail.txt": kinds.MAIL,
    "a.mbox": "From x Tue May  4 07:30:00 2032\n" + kinds.MAIL + "\nFrom y Tue May  4 07:30:00 2032\n" + kinds.MAIL.replace("Tolm Courier", "Northern Wire"),
    "a.rss": kinds.RSS, "a.xml": kinds.RSS, "a.atom": kinds.ATOM, "a.json": kinds.JSON_ARRAY, "a.jsonl": json.dumps(kinds.JSON_ROW), "a.csv": kinds.CSV,
    "a.tsv": kinds.TSV, "a.srt": kinds.SRT, "a.vtt": kinds.VTT, "nexis.txt": kinds.NEXIS, "uni.txt": kinds.NEXIS_UNI, "factiva.txt": kinds.FACTIVA,
    "plain.txt": kinds.FACTIVA_PLAIN, "proquest.txt": kinds.PROQUEST, "a.warc": kinds.warc([kinds.WARC_PAGE]), "a.mhtml": kinds.MHTML,
    "a.zip": kinds.zip_of({"in/a.txt": kinds.BODY.encode(), "in/b.pdf": PDF}), "a.txt": kinds.BODY.encode("utf-16-le"), "nosuffix": kinds.MAIL,
}  # fmt: skip
WHOLE = {"title": kinds.TITLE, "outlet": "Tolm Courier", "published": "2032-05-04"}
KNOWN: dict[str, dict[str, str]] = {
    **dict.fromkeys(("a.eml", "mail.txt", "nosuffix", "a.mbox", "a.rss", "a.xml", "a.atom", "a.json", "a.csv", "nexis.txt", "uni.txt", "factiva.txt", "plain.txt", "proquest.txt"), WHOLE),
    "a.docx": {"title": kinds.TITLE}, "a.odt": {"title": kinds.TITLE}, "a.rtf": {"title": kinds.TITLE}, "a.pdf": {"title": kinds.TITLE},
    "a.jsonl": {**WHOLE, "outlet": "tolm.example"}, "a.tsv": {"published": "2032-05-04"}, "a.warc": {"title": kinds.TITLE}, "a.mhtml": {"title": kinds.TITLE},
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_a_kind_gives_its_words_and_what_is_known_of_it(tmp_path: Path, name: str) -> None:
    data = READ[name]
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    found = collect([str(tmp_path / name)])
    report = clean(found.documents[0]).report
    assert report is not None
    words = " ".join(report.text.split())
    assert kinds.FIRST in words and kinds.SECOND in words
    assert not any(mark in words for mark in ("<", "MIME", "\\par", "LOAD-DATE", "Struck", "-->", "Document TOLM", "Northern"))
    for key, value in KNOWN.get(name, {}).items():
        assert (getattr(report, key) or "").startswith(value), (key, getattr(report, key))


@pytest.mark.parametrize(("name", "count"), [("nexis.txt", 2), ("uni.txt", 2), ("factiva.txt", 2), ("plain.txt", 2), ("proquest.txt", 2), ("a.mbox", 2), ("a.zip", 2)])
def test_a_file_of_several_reports_is_taken_apart(tmp_path: Path, name: str, count: int) -> None:
    data = READ[name]
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    found = collect([str(tmp_path / name)])
    assert len(found.documents) == count
    last = clean(found.documents[-1]).report
    assert last is not None and len({document.path for document in found.documents}) == count
    if name != "a.zip":
        assert last.outlet == "Northern Wire"
        assert last.text.startswith(kinds.FIRST if name == "a.mbox" else "The ferry was towed free")


def test_an_export_inside_a_word_document_is_taken_apart(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(kinds.docx("".join(kinds.paragraph(line) for line in kinds.NEXIS_UNI.split("\n"))))
    found = collect([str(tmp_path / "a.docx")])
    assert [document.metadata["outlet"] for document in found.documents] == ["Tolm Courier", "Northern Wire"]


def test_prose_is_no_export(tmp_path: Path) -> None:
    for number, text in enumerate(("2 of 3\n\nThe harbour is open.\n", "Title: a word in a list.\nFull text follows.\n", "IN  CAPITALS the town wrote. HD  is a code.\n")):
        (tmp_path / f"{number}.txt").write_text(text)
        assert [d.path for d in collect([str(tmp_path / f"{number}.txt")]).documents] == [str(tmp_path / f"{number}.txt")]


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir()))
def test_each_file_of_another_tool_is_read(name: str, nlp: Any) -> None:
    dossier = pipeline.read([str(FILES / name)])
    said = [statement for statement in dossier.statements if "ran aground" in statement.text or "gas blast" in statement.text]
    assert said and all(s.attribution.kind == "indirect" for s in said[:1])
    assert not any(mark in report.text for report in dossier.reports for mark in ("<p>", "\\par", "Content-Type", '{"', "-->"))


def test_every_known_kind_that_is_not_read_is_named_with_the_reason(tmp_path: Path) -> None:
    for suffix in UNREAD:
        (tmp_path / f"x{suffix}").write_bytes(b"\x89PNG\r\n\x1a\n" if suffix == ".png" else b"x y z")
    (tmp_path / "blob").write_bytes(bytes(range(256)))
    (tmp_path / "lonely.meta.json").write_text("{}")
    found = collect([str(tmp_path)])
    said = "\n".join(w.message for w in found.warnings)
    assert not found.documents
    assert all(f"/x{suffix}: " in said for suffix in UNREAD) and "blob: " in said and "lonely.meta.json: " in said
    assert set(SUFFIXES).isdisjoint(UNREAD)


HOSTILE: dict[str, tuple[bytes, str]] = {
    "bomb.zip": (kinds.zip_of({f"{n}.txt": b"a " * 9_000_000 for n in range(2)} | {"big.txt": b"a " * 11_000_000}), "unpacks to more"),
    "nested.zip": (kinds.zip_of({"a.zip": kinds.zip_of({"b.zip": kinds.zip_of({"c.zip": kinds.zip_of({"d.txt": b"x"})})})}), "deep"),
    "broken.zip": (kinds.zip_of({"a.txt": b"abc"})[:-30], "broken"),
    "bomb.docx": (kinds.docx("<w:p><w:r><w:t>" + "a " * 30_000_000 + "</w:t></w:r></w:p>"), "unpacks to more"),
    "entity.docx": (kinds.zip_of({"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "' + b"b" * 1000 + b'"><!ENTITY c "' + b"&a;" * 1000 + b'">]><x>&c;</x>'}), "no text"),
    "outside.docx": (kinds.zip_of({"word/document.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}), "no text"),
    "deep.docx": (kinds.docx("<w:sdt>" * 3000 + "</w:sdt>" * 3000), "not read"),
    "empty.docx": (kinds.docx(""), "no text"),
    "scan.pdf": (kinds.pdf([[], []]), "pictures"),
    "broken.pdf": (b"%PDF-1.7\n" + os.urandom(200), "PDF"),
    "torn.pdf": (PDF[:400], "PDF"),
    "empty.rtf": (b"{\\rtf1 }", "no text"),
    "deep.rtf": (b"{\\rtf1 " + b"{" * 50_000, "not read"),
    "empty.rss": (b"<rss><channel><title>x</title></channel></rss>", "no entries"),
    "deep.json": (b"[" * 100_000, "nested too deep"),
    "other.json": (b'{"a": [1, 2, 3]}', "no list of articles"),
    "numbers.csv": (b"a,b\n1,2\n", "column"),
    "headlines.csv": (b"title,url\nFerry aground,https://x.example\n", "only titles"),
    "wrong.pdf": (b"plain words under a wrong name", "rename"),
    "empty.srt": (b"1\n00:00:01,000 --> 00:00:02,000\n\n", "no words"),
    "none.srt": (b"no times at all\n", "no words"),
    "empty.warc": (kinds.warc([]) + b"WARC/1.0\r\n", "no page"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_named_with_the_reason(tmp_path: Path, name: str) -> None:
    data, reason = HOSTILE[name]
    (tmp_path / name).write_bytes(data)
    found = collect([str(tmp_path / name)])
    said = "\n".join(w.message for w in found.warnings)
    assert name in said and reason in said
    assert all("fault of" not in w.message for w in found.warnings)


def test_a_zip_names_what_it_leaves_out_and_writes_nothing(tmp_path: Path) -> None:
    data = {"../../up.txt": kinds.BODY.encode(), "/root.txt": kinds.BODY.encode(), "p.png": b"\x89PNG", "__MACOSX/x.txt": b"x", ".hidden": b"x", "empty.txt": b""}
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.zip").write_bytes(kinds.zip_of(data))
    found = collect([str(tmp_path / "in")])
    assert len(found.documents) == 2
    said = "\n".join(w.message for w in found.warnings)
    assert "p.png" in said and "empty.txt" in said
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.zip"]


def test_a_locked_zip_is_named(tmp_path: Path) -> None:
    out = io.BytesIO(kinds.zip_of({"a.txt": b"abc"}))
    with zipfile.ZipFile(out) as archive:
        at = archive.infolist()[0].header_offset
    locked = bytearray(out.getvalue())
    central = locked.index(b"PK\x01\x02")
    locked[at + 6] |= 1
    locked[central + 8] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(locked))
    assert any("password" in w.message for w in collect([str(tmp_path / "a.zip")]).warnings)


def test_an_extra_that_is_missing_is_named_with_its_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    (tmp_path / "a.warc").write_bytes(kinds.warc([kinds.WARC_PAGE]))
    assert any("pip install 'crossread[files]'" in w.message for w in collect([str(tmp_path / "a.warc")]).warnings)


def test_running_heads_and_page_numbers_are_left_out_and_counted(tmp_path: Path) -> None:
    pages = [["Tolm Courier, page 1", "The ferry ran aground and was", "1"], ["Tolm Courier, page 2", "towed free. It sailed on.", "2"], ["Tolm Courier, page 3", "Nobody was hurt.", "3"]]
    (tmp_path / "a.pdf").write_bytes(kinds.pdf(pages))
    found = collect([str(tmp_path / "a.pdf")])
    assert found.documents[0].text == "The ferry ran aground and was\ntowed free. It sailed on.\n\nNobody was hurt."
    assert any("6 running" in w.message for w in found.warnings)


@pytest.mark.parametrize(("name", "data"), [("head.csv", "title,text\n"), ("lines.jsonl", " \n\n "), ("wide.csv", "title,text\n".encode("utf-16"))])
def test_a_file_with_nothing_in_it_is_named(tmp_path: Path, name: str, data: str | bytes) -> None:
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    found = collect([str(tmp_path)])
    assert not found.documents and [name in warning.message for warning in found.warnings] == [True]


def test_a_feed_that_names_no_encoding_there_is_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_bytes(kinds.RSS.replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-\xc2"?>').encode("latin-1", "replace"))
    assert [document.metadata["title"] for document in collect([str(tmp_path)]).documents] == [kinds.TITLE]
