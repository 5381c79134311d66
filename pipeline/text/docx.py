"""Word files (.docx of Word, WPS and LibreOffice, transitional and strict) by a walk of our own over their XML."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from functools import partial

from pipeline.errors import ReadError
from pipeline.records import Failure, Reading, SourceText
from pipeline.text import _package
from pipeline.text._builder import Builder
from pipeline.text._numbering import read_numbering
from pipeline.text._styles import read_styles
from pipeline.text._word_blocks import Story, blocks, finish
from pipeline.text._word_inline import RELATION, Flow
from pipeline.text._wordml import Element, W, flag

Relations = dict[str, tuple[str, str]]
Reader = Callable[[str, bytes], Reading]

# A header or footer with nothing but a page number: — 1 —, 第1页 共5页, 1/5.
_PAGE_NUMBER = re.compile(r"[\s\d０-９\-－—–―·•.．/第页共頁,，|｜]*")
# Table styles say nothing about text, and are nine tenths of the styles that many programs write.
_TABLE_STYLE = re.compile(rb'<w:style [^>]*w:type="table"[^>]*[^/]>.*?</w:style>', re.DOTALL)
# With more nested elements than that no word processor writes a file; the walk would exceed Python's stack.
_TOO_DEEP = "结构嵌套过深，正常文档不会这样，为安全未读。请用 Word 另存一次后重新提供。"


def read(path: str, data: bytes, read_part: Reader | None = None, *, paged: bool = True) -> Reading:
    """The text of a Word file as accepted, with automatic numbers, places, tracked changes and outline levels.

    Body first; then headers, footers and notes, each once. ``read_part`` reads files that are embedded as a part of
    the text (w:altChunk: a web page, RTF or another Word file); without it they are a failure. ``paged`` says whether
    the page breaks that the file notes are those of its pages.

    Raises ReadError ``corrupt``, ``too_large``, ``encrypted``, ``empty``.
    """
    with _package.open_package(path, data) as package:
        try:
            return _read(path, package, read_part, paged)
        except RecursionError as error:
            raise ReadError("corrupt", f"{path}: {_TOO_DEEP}") from error


def _read(path: str, package: zipfile.ZipFile, read_part: Reader | None, paged: bool) -> Reading:
    main = _main_part(path, package)
    document = _package.xml(package, main, path)
    body = document.find(f"{W}body") if document is not None else None
    if document is None or body is None:
        raise ReadError("corrupt", f"{path}: 文件里没有正文部分，不是完整的 Word 文档。请重新获取完整的原件。")
    relations = _package.relations(package, main, path)
    styles = read_styles(_related(package, relations, "styles", path, _TABLE_STYLE))
    numbering = read_numbering(_related(package, relations, "numbering", path), styles.lists)
    story = Story(Builder(), styles, numbering, Flow(styles))
    story.paged = paged and next(document.iter(f"{W}lastRenderedPageBreak"), None) is not None
    failures: list[Failure] = []
    story.embedded = partial(_embedded, path, package, relations, read_part, failures)
    blocks(body, story)
    finish(story)
    _headers_and_footers(path, package, document, relations, story)
    _notes(path, package, relations, story)
    source = story.builder.source(path)
    if not source.text.strip() and not failures:
        raise ReadError("empty", f"{path}: 文档里没有任何文字，内容可能是图片。请核对原件，或存为 PDF 后重新提供。")
    return Reading(texts=(source,), failures=tuple(failures))


def _embedded(
    path: str,
    package: zipfile.ZipFile,
    relations: Relations,
    read_part: Reader | None,
    failures: list[Failure],
    relation: str,
) -> tuple[SourceText, ...]:
    """The texts of an embedded file; where it can't be read, none and a failure."""
    _, target = relations.get(relation, ("", ""))
    data = _package.member(package, target, path) if target else None
    if data and read_part is not None:
        try:
            reading = read_part(f"{path}!/{target}", data)
        except ReadError as error:
            failures.append(Failure(path=path, part=target, stage="text", code=error.code, message=error.message))
            return ()
        failures.extend(reading.failures)
        return reading.texts
    message = f"{path}: 文档里嵌有另一个文件的内容（altChunk），这部分未读。请用 Word 打开并另存后重新提供。"
    failures.append(Failure(path=path, part="嵌入内容", stage="text", code="unsupported", message=message))
    return ()


def _main_part(path: str, package: zipfile.ZipFile) -> str:
    kinds = _package.relations(package, "", path).values()
    return next((target for kind, target in kinds if kind == "officeDocument"), "word/document.xml")


def _related(
    package: zipfile.ZipFile, relations: Relations, kind: str, path: str, without: re.Pattern[bytes] | None = None
) -> Element | None:
    target = next((target for found, target in relations.values() if found == kind), None)
    return _package.xml(package, target, path, without) if target else None


def _headers_and_footers(
    path: str, package: zipfile.ZipFile, document: Element, relations: Relations, story: Story
) -> None:
    """Write each distinct header and footer that a section shows, without those that only number the pages."""
    settings = _related(package, relations, "settings", path)
    even = bool(flag(settings, "evenAndOddHeaders"))
    targets: dict[str, str] = {}
    for section in document.iter(f"{W}sectPr"):
        for part in ("header", "footer"):
            for reference in section.findall(f"{W}{part}Reference"):
                kind = reference.get(f"{W}type")
                shown = kind == "default" or (kind == "even" and even) or (kind == "first" and flag(section, "titlePg"))
                target = relations.get(reference.get(RELATION) or "")
                if shown and target:
                    targets.setdefault(target[1], part)
    seen: set[str] = set()
    for part in ("header", "footer"):
        for target_name in (name for name, kind in targets.items() if kind == part):
            _marginal(_package.xml(package, target_name, path), part, seen, story)


def _marginal(root: Element | None, part: str, seen: set[str], story: Story) -> None:
    """Write a header or footer unless its text is empty, a page number, or was written before."""
    if root is None:
        return
    trial = Story(Builder(), story.styles, story.numbering, Flow(story.styles), part=part)
    blocks(root, trial)
    finish(trial)
    text = "".join(trial.builder.chunks)
    if _PAGE_NUMBER.fullmatch(text) or text in seen:
        return
    seen.add(text)
    for line in text.split("\n"):
        if line.strip() and not _PAGE_NUMBER.fullmatch(line):
            story.builder.line(line, part=part)


def _notes(path: str, package: zipfile.ZipFile, relations: Relations, story: Story) -> None:
    """Write the footnotes and endnotes that the text refers to, in the order in which it does."""
    story.part = "footnote"
    for kind in ("footnotes", "endnotes"):
        wanted = list(dict.fromkeys(note for found, note in story.flow.notes if found == kind))
        root = _related(package, relations, kind, path) if wanted else None
        notes = {note.get(f"{W}id", ""): note for note in root} if root is not None else {}
        for note in wanted:
            if note in notes:
                blocks(notes[note], story)
                finish(story)
