"""OFD files (GB/T 33190, fixed layout, of Chinese offices): text in reading order, by the optional ``ofdkit``.

ofdkit tells the runs of text with their places; lines, running heads and paragraphs are made as for PDFs.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from typing import Any

from pipeline.errors import ReadError
from pipeline.records import Failure, Reading
from pipeline.text import _package
from pipeline.text._pdf_flow import Page
from pipeline.text._pdf_lines import Line
from pipeline.text._pdf_running import take_running
from pipeline.text._pdf_write import write

MAX_PAGES = 3000
_POINTS = 72 / 25.4  # a millimetre, the unit of OFD
# Runs whose baselines are nearer than this share of the type stand on one line; gaps from a whole width on are a space.
_SAME_LINE, _GAP = 0.4, 1.0


def read(path: str, data: bytes) -> Reading:
    """The text of an OFD file, its pages told apart; tables are read as lines. Pages without text are failures.

    Raises ReadError ``needs_ofd`` without ofdkit, ``corrupt``, ``too_large``, ``empty``.
    """
    if importlib.util.find_spec("ofdkit") is None:
        advice = "请安装后重新运行：pip install 'zongjie[ofd]'；或在阅读器中另存为 PDF。"
        raise ReadError("needs_ofd", f"{path}: 读 OFD 版式文件要用组件 ofdkit，本机没有安装。{advice}")
    _package.open_package(path, data).close()
    pages = _pages(path, data)
    failures = [_without_text(path, page.number) for page in pages if not page.blocks]
    builder = write(pages, *take_running(pages))
    if not builder.length:
        raise ReadError("empty", f"{path}: OFD 里没有文字，可能是扫描件。请在阅读器中另存为 PDF 后重新提供。")
    return Reading(texts=(builder.source(path),), failures=tuple(failures))


def _pages(path: str, data: bytes) -> list[Page]:
    from ofdkit import OFDDocument, OFDError, OFDLimitError

    try:
        with OFDDocument(data) as document:
            if len(document.pages) > MAX_PAGES:
                raise ReadError("too_large", f"{path}: 超过 {MAX_PAGES} 页的限额，未读。请拆分后重新提供。")
            return [
                Page(number, page.width * _POINTS, page.height * _POINTS, list(_lines(page.runs)))
                for number, page in enumerate(document.pages, 1)
            ]
    except OFDLimitError as error:
        raise ReadError("too_large", f"{path}: OFD 内容超过限额，为安全未读。请核对来源。") from error
    except (OFDError, ValueError, OverflowError, RecursionError) as error:
        raise ReadError("corrupt", f"{path}: OFD 文件已损坏，打不开。请重新获取完整的原件。") from error


def _without_text(path: str, number: int) -> Failure:
    message = f"{path}: 第 {number} 页没有文字，可能是扫描图像，该页未读。请在阅读器中另存为 PDF 后重新提供。"
    return Failure(path=path, part=f"第{number}页", stage="text", code="needs_ocr", message=message)


def _lines(runs: Sequence[Any]) -> list[Line]:
    """The lines of a page from top to bottom: runs on one baseline, from left to right."""
    rows: list[list[Any]] = []
    for run in sorted((run for run in runs if run.text.strip()), key=lambda run: (run.y, run.x)):
        if rows and abs(run.y - rows[-1][0].y) < _SAME_LINE * max(1.0, run.size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_line(sorted(row, key=lambda run: run.x)) for row in rows]


def _line(row: Sequence[Any]) -> Line:
    text, end = "", row[0].x
    for run in row:
        text += " " if text and run.x - end > _GAP * run.size else ""
        text += " ".join(run.text.split("\n"))
        end = run.x + run.width
    size = max(run.size for run in row)
    indent = (len(text) - len(text.lstrip("\u3000 "))) * row[0].size
    x0, y = row[0].x + indent, row[0].y
    return Line(text.strip(), x0 * _POINTS, end * _POINTS, (y - 0.88 * size) * _POINTS, (y + 0.12 * size) * _POINTS,
                size * _POINTS)  # fmt: skip
