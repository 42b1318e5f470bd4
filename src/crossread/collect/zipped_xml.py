"""The XML parts of office documents, which are zips: opened within bounds, without entities and without a network."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from crossread.collect.source import MAX_XML_BYTES, NotRead


def open_zip(data: bytes) -> zipfile.ZipFile:
    """Open a zip; raises NotRead where it is none."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise NotRead(f"this is a broken zip ({error})") from error


def read_member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """Unpack one member, never more than `limit` bytes, whatever its head says; raises NotRead."""
    try:
        with archive.open(name) as stream:
            found = stream.read(limit + 1)
    except KeyError as error:
        raise NotRead(f"it has no part {name}") from error
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
        raise NotRead(f"its part {name} cannot be unpacked ({error})") from error
    except Exception as error:  # zlib.error, lzma.LZMAError: each packing has its own
        raise NotRead(f"its part {name} is broken ({error})") from error
    if len(found) > limit:
        raise NotRead(f"its part {name} unpacks to more than {limit / 1e6:.0f} MB")
    return found


def xml_part(archive: zipfile.ZipFile, name: str) -> Any:
    """Return the root of an XML part; raises NotRead."""
    import lxml.etree

    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = lxml.etree.fromstring(read_member(archive, name, MAX_XML_BYTES), parser)
    except (lxml.etree.XMLSyntaxError, ValueError) as error:
        raise NotRead(f"its part {name} is no XML ({error})") from error
    if root is None:
        raise NotRead(f"its part {name} is no XML")
    return root
