"""Opens zip packages (Office files, archives) from untrusted hands: limits are checked before anything is parsed."""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import zipfile
import zlib

from lxml import etree

from pipeline.errors import ReadError

MAX_MEMBERS = 20_000
MAX_MEMBER_BYTES = 200_000_000
MAX_TOTAL_BYTES = 1_000_000_000
# XML of real Word files packs 5 to 30 times, repetitive tables up to 80; bombs 1000 times.
MAX_RATIO = 200
_RATIO_FROM_BYTES = 5_000_000
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
# What zipfile raises for a broken directory: also for names that are no UTF-8 and for versions that it does not know.
BROKEN_ZIP = (zipfile.BadZipFile, ValueError, NotImplementedError)
# And for a broken member: what each way of packing raises (bzip2 OSError), RuntimeError for one with a password.
_BROKEN_MEMBER = (*BROKEN_ZIP, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError)


def open_package(path: str, data: bytes) -> zipfile.ZipFile:
    """The zip file in ``data``, its declared sizes within limits.

    Raises ReadError ``corrupt``, ``too_large`` or ``encrypted``.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        members = package.infolist()
    except BROKEN_ZIP as error:
        raise ReadError("corrupt", f"{path}: 文件不完整或已损坏，打不开。请重新获取完整的原件。") from error
    if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_TOTAL_BYTES:
        raise ReadError("too_large", f"{path}: 解压后内容过多，超过限额，为安全未读。请拆分后重新提供。")
    for member in members:
        if _suspicious(member):
            raise ReadError("too_large", f"{path}: 其中 {member.filename} 解压后过大，疑为压缩炸弹，未读。请核对来源。")
    return package


def _suspicious(member: zipfile.ZipInfo) -> bool:
    packed_tightly = member.file_size > MAX_RATIO * max(1, member.compress_size)
    return member.file_size > MAX_MEMBER_BYTES or (packed_tightly and member.file_size > _RATIO_FROM_BYTES)


def member(package: zipfile.ZipFile, name: str, path: str) -> bytes | None:
    """The bytes of one member, None where there is none. Raises ReadError ``encrypted`` or ``corrupt``."""
    try:
        info = package.getinfo(name)
    except KeyError:
        return None
    if info.flag_bits & 1:
        raise ReadError("encrypted", f"{path}: {name} 有密码，读不出来。请解除密码后重新提供。")
    try:
        return package.read(info)
    except _BROKEN_MEMBER as error:
        raise ReadError("corrupt", f"{path}: 其中 {name} 已损坏，读不出来。请重新获取完整的原件。") from error


def xml(
    package: zipfile.ZipFile, name: str, path: str, without: re.Pattern[bytes] | None = None
) -> etree._Element | None:
    """One member as XML, strict Office namespaces as transitional ones; no entities, no network, bounded depth.

    ``without`` matches stretches that are left out, where parsing them would take most of the time.
    """
    data = member(package, name, path)
    if not data:
        return None
    if without is not None:
        data = without.sub(b"", data)
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise ReadError("corrupt", f"{path}: {name} 含有实体定义，正常文档不会有，为安全未读。请核对来源。")
    if _STRICT in data:
        for strict, transitional in _TRANSITIONAL.items():
            data = data.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError("corrupt", f"{path}: 其中 {name} 已损坏（{error.msg}）。请重新获取完整的原件。") from error


def relations(package: zipfile.ZipFile, source: str, path: str) -> dict[str, tuple[str, str]]:
    """Relationship id → (last word of its type, member it points to) of the part ``source`` ("" is the package)."""
    folder, name = posixpath.split(source)
    tree = xml(package, posixpath.join(folder, "_rels", f"{name}.rels"), path)
    found = {}
    for relation in tree if tree is not None else ():
        if relation.get("TargetMode") == "External":
            continue
        target = (relation.get("Target") or "").replace("\\", "/")
        resolved = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = (relation.get("Type") or "").rsplit("/", 1)[-1]
        found[relation.get("Id") or ""] = (kind, posixpath.normpath(resolved))
    return found
