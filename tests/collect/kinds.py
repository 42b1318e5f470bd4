"""Small files of every kind, made here: the same report in each, and hostile ones."""

from __future__ import annotations

import io
import json
import zipfile

TITLE = "Ferry runs aground off Tolm"
FIRST = "A ferry with 214 people on board ran aground off Tolm on Monday, the coast guard said."
SECOND = "Captain Ilse Marr said the wind had turned within minutes."
BODY = f"{FIRST}\n\n{SECOND}\n"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(**members: str | bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), data)
    return out.getvalue()


def zip_of(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx(body: str) -> bytes:
    return zip_of({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()})


def paragraph(text: str, style: str = "") -> str:
    set_apart = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{set_apart}<w:r><w:t>{text}</w:t></w:r></w:p>"


def odt(body: str) -> bytes:
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table"))
    return zip_of({"content.xml": f"<office:document-content{names}><office:body><office:text>{body}</office:text></office:body></office:document-content>".encode()})


def pdf(pages: list[list[str]]) -> bytes:
    """Return a PDF with a text layer; an empty page is as a scanner leaves it."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        drawn = b"BT /F1 12 Tf 50 780 Td 14 TL " + b" ".join(f"({line}) Tj T*".encode() for line in lines) + b" ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn if lines else b" " * len(drawn)))
        kids.append(len(objects) + 1)
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % kid for kid in kids), len(kids))
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table, len(objects) + 1, len(out))


MAIL = f"""From: Tolm Courier <desk@tolm.example>
To: reader@desk.example
Subject: Fwd: {TITLE}
Date: Tue, 04 May 2032 07:30:00 +0200
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"

{BODY}"""
WARC_PAGE = f"<html><head><title>{TITLE}</title></head><body><article><p>{FIRST} {SECOND} {FIRST} {SECOND}</p></article></body></html>"


def warc(pages: list[str]) -> bytes:
    out = b""
    for number, page in enumerate(pages):
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s" % (len(page.encode()), page.encode())
        out += (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://tolm.example/%d\r\nWARC-Date: 2032-05-04T07:30:00Z\r\n"
            b"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012d>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
        ) % (number, number, len(answer), answer)
    return out


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Tolm Courier</title>
<item><title>{TITLE}</title><link>https://tolm.example/1</link><pubDate>Tue, 04 May 2032 07:30:00 +0200</pubDate>
<content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded></item>
<item><title>Nothing here</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Tolm Courier</title><entry><title>{TITLE}</title>
<published>2032-05-04T07:30:00+02:00</published><link href="https://tolm.example/1"/><content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</content></entry></feed>"""
NEXIS = f"""
                               1 of 2 DOCUMENTS

                                  Tolm Courier

                              May 4, 2032 Tuesday
                                 Final Edition

{TITLE}

BYLINE: By Jo Brandt, staff
writer

LENGTH: 20 words

DATELINE: TOLM

{FIRST}

{SECOND}

LOAD-DATE: May 5, 2032

                     Copyright 2032 Tolm Courier

                               2 of 2 DOCUMENTS

                                 Northern Wire

                             May 5, 2032 Wednesday

Ferry is towed free

LENGTH: 11 words

The ferry was towed free on Wednesday, its owner said.

LANGUAGE: ENGLISH
"""
NEXIS_UNI = f"""{TITLE}
Tolm Courier
May 4, 2032 Tuesday

Copyright 2032 Tolm Courier All Rights Reserved
Section: NEWS
Length: 20 words
Byline: Jo Brandt

Body


{FIRST}

{SECOND}

Classification

Language: ENGLISH

Load-Date: May 5, 2032

End of Document

Ferry is towed free
Northern Wire
May 5, 2032

Length: 11 words

Body

The ferry was towed free on Wednesday, its owner said.

Load-Date: May 6, 2032

End of Document
"""
FACTIVA = f"""HD  {TITLE}
BY  Jo Brandt
WC  20 words
PD  4 May 2032
SN  Tolm Courier
SC  TOLM
LA  English
LP
{FIRST}

TD
{SECOND}

CO  tolf : Tolm Ferries
AN  Document TOLM000020320504ec540000a

HD  Ferry is towed free
PD  5 May 2032
SN  Northern Wire
LP  The ferry was towed free on Wednesday, its owner said.
AN  Document NORW000020320505ec550000b
"""
FACTIVA_PLAIN = f"""{TITLE}
By Jo Brandt
20 words
4 May 2032
07:30
Tolm Courier
TOLM
English
(c) 2032 Tolm Courier. All rights reserved.

{FIRST}

{SECOND}

Document TOLM000020320504ec540000a

Ferry is towed free
11 words
5 May 2032
Northern Wire
NORW
English
(c) 2032 Northern Wire

The ferry was towed free on Wednesday, its owner said.

Document NORW000020320505ec550000b
"""
PROQUEST = f"""____________________________________________________________
Document 1 of 2

{TITLE}

Author: Brandt, Jo

Publication info: Tolm Courier ; Tolm [Tolm]04 May 2032: 4.

Links: Linking Service

Full text: {FIRST}

{SECOND}

Title: {TITLE}

Publication title: Tolm Courier

Publication date: May 4, 2032
____________________________________________________________
Document 2 of 2

Ferry is towed free

Full text: The ferry was towed free on Wednesday, its owner said.

Title: Ferry is towed free

Publication title: Northern Wire

Publication date: May 5, 2032
"""
SRT = "1\n00:00:01,000 --> 00:00:04,000\n<i>A ferry with 214 people on board</i>\nran aground off Tolm\n\n2\n00:00:04,000 --> 00:00:07,000\non Monday, the coast guard said.\n\n3\n00:00:08,000 --> 00:00:11,000\n- Captain Ilse Marr said the wind\nhad turned within minutes.\n"
VTT = "WEBVTT\n\nNOTE made here\n\n00:01.000 --> 00:04.000 align:start\n<v Anchor>A ferry with 214 people on board ran aground off Tolm\n\n00:04.000 --> 00:07.000\non Monday, the coast guard said.\n\nlast\n00:12.000 --> 00:15.000\nCaptain Ilse Marr said the wind had turned within minutes.\n"
MHTML = f"""From: <Saved>
Snapshot-Content-Location: https://tolm.example/1
Subject: {TITLE}
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

------b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://tolm.example/1

{WARC_PAGE.replace("=", "=3D")}
------b
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
------b--
"""
JSON_ROW = {"title": TITLE, "hostname": "tolm.example", "date": "2032-05-04", "author": "Jo Brandt", "text": BODY, "source": "https://tolm.example/1"}
JSON_ARRAY = json.dumps({"status": "ok", "articles": [{"source": {"id": None, "name": "Tolm Courier"}, "title": TITLE, "publishedAt": "2032-05-04T07:30:00Z", "content": BODY}]})
CSV = f'\ufefftitle,media_name,publish_date,text\r\n"{TITLE}","Tolm Courier",2032-05-04,"{FIRST}\r\n\r\n{SECOND}"\r\n,,,\r\n'
TSV = f"url\tdate\tbody\nhttps://tolm.example/1\t20320504T073000Z\t{FIRST} {SECOND}\n"
