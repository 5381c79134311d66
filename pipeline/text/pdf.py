"""PDF files: text in reading order, wrapped lines joined, tables as rows, pages without readable text recognised."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2 as pdfium

from pipeline.errors import ReadError
from pipeline.records import Failure, Reading
from pipeline.text import _ocr, _pdf_objects
from pipeline.text._encoding import plausibility
from pipeline.text._pdf_flow import Block, Page
from pipeline.text._pdf_lines import Line, by_layout, lines_of, unsafe
from pipeline.text._pdf_order import in_reading_order
from pipeline.text._pdf_running import take_running
from pipeline.text._pdf_tables import Table, find_tables
from pipeline.text._pdf_write import write

MAX_PAGES = 3000
# Ruling lines of the smallest table; fewer are underlines and the red line of a 公文 head.
_MIN_RULES = 5
# Below this a text layer is noise (measured: garbled layers score under 1, Chinese over 4, English 3).
_READABLE = 2.0


def read(path: str, data: bytes) -> Reading:
    """The text of a PDF. Page numbers are left out; running headers and footers stand once, after the text.

    Raises ReadError ``encrypted``, ``corrupt``, ``too_large``, or ``needs_ocr`` where no page has readable text.
    """
    document = _open(path, data)
    try:
        pages, ruled, unread = _pages(path, document)
    finally:
        document.close()
    failures = [_unread(path, number) for number in unread]
    if failures and not any(page.blocks for page in pages):
        raise ReadError("needs_ocr", f"{path}: 全文为扫描图像或乱码，没有可读的文字层。{_ocr.ADVICE}")
    failures += [_doubtful(path, number) for number in _place_tables(data, pages, ruled)]
    running = take_running(pages)
    failures += [_doubtful(path, number) for number in _reorder(data, pages)]
    builder = write(pages, *running)
    if not builder.length:
        raise ReadError("empty", f"{path}: PDF 里没有任何文字。请核对原件后重新提供。")
    return Reading(texts=(builder.source(path),), failures=tuple(failures))


def _open(path: str, data: bytes) -> pdfium.PdfDocument:
    if b"%%EOF" not in data[-2048:]:
        raise ReadError("corrupt", f"{path}: PDF 不完整，末尾缺失，可能下载中断。请重新获取完整的原件。")
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise ReadError("encrypted", f"{path}: PDF 有打开密码，读不出来。请解除密码后重新提供。") from error
        raise ReadError("corrupt", f"{path}: PDF 已损坏，打不开。请重新获取完整的原件。") from error
    if count > MAX_PAGES:
        document.close()
        raise ReadError("too_large", f"{path}: 共 {count} 页，超过 {MAX_PAGES} 页的限额。请拆分后重新提供。")
    return document


def _pages(path: str, document: pdfium.PdfDocument) -> tuple[list[Page], list[int], list[int]]:
    """The pages with their lines, the indexes of those with ruling lines, the numbers of those left unread."""
    pages: list[Page] = []
    ruled: list[int] = []
    scanned: list[int] = []
    for index in range(len(document)):
        page = _load(path, document, index)
        lines = lines_of(page)
        if _needs_recognition(page, lines):
            scanned.append(index)
            lines = []
        elif _pdf_objects.has(page, _pdf_objects.PATH, _MIN_RULES):
            ruled.append(index)
        pages.append(Page(index + 1, page.get_width(), page.get_height(), list(lines)))
        page.close()
    return pages, ruled, _recognise(document, pages, scanned)


def _load(path: str, document: pdfium.PdfDocument, index: int) -> pdfium.PdfPage:
    try:
        return document[index]
    except pdfium.PdfiumError as error:
        raise ReadError("corrupt", f"{path}: 第 {index + 1} 页已损坏，读不出来。请重新获取完整的原件。") from error


def _needs_recognition(page: pdfium.PdfPage, lines: Sequence[Line]) -> bool:
    text = "".join(line.text for line in lines)
    if len(text) >= 20:
        return plausibility(text[:2000]) < _READABLE or text.count("(cid:") > len(text) / 40
    return len(text) < 8 and _pdf_objects.has(page, _pdf_objects.IMAGE)


def _recognise(document: pdfium.PdfDocument, pages: list[Page], scanned: Sequence[int]) -> list[int]:
    if not scanned:
        return []
    if not _ocr.installed():
        return [index + 1 for index in scanned]
    for index in scanned:
        pages[index].blocks = _ocr.recognise(document[index], index + 1)
    return []


def _unread(path: str, number: int) -> Failure:
    message = f"{path}: 第 {number} 页是扫描图像或乱码，没有可读的文字层，该页未读。{_ocr.ADVICE}"
    return Failure(path=path, part=f"第{number}页", stage="text", code="needs_ocr", message=message)


def _doubtful(path: str, number: int) -> Failure:
    message = f"{path}: 第 {number} 页有损坏，版面分析不成，文字照读，但次序和表格可能有误。请重新获取完整的原件。"
    return Failure(path=path, part=f"第{number}页", stage="text", code="damaged", message=message)


def _place_tables(data: bytes, pages: Sequence[Page], ruled: Sequence[int]) -> list[int]:
    """Put the tables of ruled pages in the place of their lines; the numbers of pages where that was not possible."""
    found = find_tables(data, ruled) if ruled else {}
    if found is None:
        return [index + 1 for index in ruled]
    for index, tables in found.items():
        pages[index].blocks = _with_tables(pages[index].lines(), tables)
    return []


def _with_tables(lines: Sequence[Line], tables: Sequence[Table]) -> list[Block]:
    """The lines outside of the tables, each table at the place of its first line."""
    blocks: list[Block] = []
    waiting = list(tables)
    for line in lines:
        x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
        inside = next((table for table in tables if table.covers(x, y)), None)
        if inside is None:
            blocks.append(line)
        elif inside in waiting:
            waiting.remove(inside)
            blocks.append(inside)
    return blocks


def _reorder(data: bytes, pages: Sequence[Page]) -> list[int]:
    """Read pages by layout whose lines do not stand in reading order in the file; the numbers where that failed."""
    doubtful = [page.number - 1 for page in pages if not _is_recognised(page) and unsafe(page.lines())]
    found = by_layout(data, doubtful) if doubtful else {}
    for index, lines in found.items():
        page = pages[index]
        kept = [line for line in in_reading_order(lines) if not any(_was_taken(line, taken) for taken in page.taken)]
        page.blocks = _with_tables(kept, [block for block in page.blocks if isinstance(block, Table)])
    return [index + 1 for index in doubtful if index not in found]


def _was_taken(line: Line, taken: Line) -> bool:
    """Whether a line by layout is one that was taken out, or a part of it: marks that stand aslant come in pieces."""
    inside = taken.top - 5 < line.top and line.bottom < taken.bottom + 5 and set(line.text) <= set(taken.text)
    return abs(line.top - taken.top) < 5 or inside


def _is_recognised(page: Page) -> bool:
    return any(block.agreed if isinstance(block, Table) else block.agreed is not None for block in page.blocks)
