"""First stage: the bytes of a file to its text and the map back to the page.

The text of every format has the same shape: a paragraph is one line that ends in a line feed; a row of a table is
one line, its cells parted by tabs and the paragraphs (and line breaks) inside a cell by one space each. A nested
table stands in its cell, cells and rows parted by spaces. What stands beside the running text (headers, footers,
footnotes, text that a page repeats) comes once, after the body, so that it never breaks a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.errors import ReadError
from pipeline.records import Reading
from pipeline.text import archive, convert, docx, html, image, ofd, pdf, sheets, txt
from pipeline.text._sniff import sniff

_READERS: dict[str, Callable[[str, bytes], Reading]] = {
    "txt": txt.read,
    "docx": docx.read,
    "pdf": pdf.read,
    "html": html.read,
    "mhtml": html.read_mhtml,
    "image": image.read,
    "ofd": ofd.read,
    "xlsx": sheets.read,
    "xls": sheets.read,
}
_REFUSED = {
    "encrypted": ("encrypted", "文件有打开密码，读不出来。请解除密码后重新提供。"),
    "misnamed": ("unsupported", "内容是图片，名称却不是。请核对文件；若是扫描件，请改回图片的扩展名或存为 PDF。"),
    "pptx": ("unsupported", "演示文稿不在读取范围之内。请另存为 PDF 或 .docx 后重新提供。"),
    "sheetxml": ("unsupported", "这是 Excel 2003 的 XML 表格。请在 Excel 或 WPS 中另存为 .xlsx 后重新提供。"),
    "packed": ("unsupported", "只能读 .zip 压缩包。请解开，或改压成 .zip 后重新提供。"),
    "binary": ("unsupported", "内容不是文档。请核对文件，提供 .docx、.pdf、.html 或 .txt。"),
}


def read(path: str, data: bytes, ready: Mapping[str, bytes] = convert.NOTHING) -> Reading:
    """The texts in ``data``; ``path`` is the name that rows carry and whose ending helps to tell the format.

    The texts of an archive have the path ``archive.zip!/member``. ``ready`` is what ``convert.batch`` made of this
    file and others.

    Raises ReadError where the file as a whole can't be read; parts that can't be read are failures of the Reading.
    """
    return _read(path, data, 0, archive.Budget(), ready)


def _read(path: str, data: bytes, depth: int, budget: archive.Budget, ready: Mapping[str, bytes]) -> Reading:
    if not data:
        raise ReadError("empty", f"{path}: 文件为空（0 字节）。请核对原件后重新提供。")
    kind = sniff(path, data)
    if kind == "docx":
        return docx.read(path, data, _read_part)
    if kind in _READERS:
        return _READERS[kind](path, data)
    if kind in convert.KINDS:
        return convert.read(path, data, kind, ready)
    if kind == "zip":
        return archive.read(path, data, _read, depth, budget)
    code, advice = _REFUSED[kind]
    raise ReadError(code, f"{path}: {advice}")


def _read_part(path: str, data: bytes) -> Reading:
    """A file that stands embedded in a Word file; what is embedded in it in turn is not read."""
    kind = sniff(path, data)
    if kind in ("html", "mhtml", "txt", "docx"):
        return _READERS[kind](path, data)
    if kind in ("rtf", "doc"):
        return convert.read(path, data, kind)
    raise ReadError("unsupported", f"{path}: 嵌入的不是网页、RTF 或 Word 文档，未读。请用 Word 另存后重新提供。")
