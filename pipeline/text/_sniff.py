"""Tells the format of a file by its content, whatever its name says."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath

from pipeline.text._package import BROKEN_ZIP

_IMAGES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_IMAGE_NAMES = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff")
# The directory of a truncated file may be missing; then the name has to do.
_WORD_NAMES = (".doc", ".dot", ".wps", ".wpt")
_PACKED = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_BINARIES = (b"\x7fELF", b"MZ", b"SQLite format 3")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|meta|table|div|p)[\s>]", re.IGNORECASE)
_MARKUP = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<[!?a-z]|<!--)", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Which format a package is, by a member that all of its kind have.
_PACKAGES = (("OFD.xml", "ofd"), ("content.xml", "odf"), ("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))


def sniff(path: str, data: bytes) -> str:
    """The format of ``data``, by content first, then by name.

    One of ``txt``, ``docx``, ``doc``, ``rtf``, ``odf``, ``pdf``, ``html``, ``mhtml``, ``wordxml``, ``xlsx``, ``xls``,
    ``zip``, ``ofd``, ``image``; or of those not read: ``encrypted`` (Office with a password), ``pptx``, ``sheetxml``
    (a workbook as one XML file), ``packed`` (an archive that is no zip), ``misnamed`` (a picture under the name of a
    document), ``binary``.
    """
    head = data[:4096]
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(path, data)
    if head.startswith(_OLE):
        return _compound(path, data)
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_PACKED):
        return "packed"
    if head.startswith(_BINARIES):
        return "binary"
    if head.startswith(_IMAGES) and _CONTROL.search(head):
        return "image" if PurePosixPath(path).suffix.lower() in _IMAGE_NAMES else "misnamed"
    return _markup(head)


def _package(path: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except BROKEN_ZIP:
        suffix = PurePosixPath(path).suffix.lower().lstrip(".")
        return suffix if suffix in ("docx", "xlsx", "ofd") else "zip"
    if "[Content_Types].xml" in names or "OFD.xml" in names or "content.xml" in names:
        for member, kind in _PACKAGES:
            if any(name == member or (member.endswith("/") and name.startswith(member)) for name in names):
                return kind
    return "zip"


def _compound(path: str, data: bytes) -> str:
    """The kind of an OLE file, by the names of its streams, which stand in its directory as UTF-16."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return "encrypted"
    if has("WordDocument") or PurePosixPath(path).suffix.lower() in _WORD_NAMES:
        return "doc"
    if has("PowerPoint Document"):
        return "pptx"
    return "xls" if has("Workbook") or has("Book") else "binary"


def _markup(head: bytes) -> str:
    plain = head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    plain = plain.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if plain.lstrip().lower().startswith(b"mime-version:"):
        return "mhtml"
    if _MARKUP.match(plain):
        if b"Word.Document" in plain or b"schemas.microsoft.com/office/2006/xmlPackage" in plain:
            return "wordxml"
        if b"<office:document" in plain:
            return "odf"
        if b"Excel.Sheet" in plain or b"<Workbook" in plain:
            return "sheetxml"
        if _HTML.search(plain):
            return "html"
    return "txt"
