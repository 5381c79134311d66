"""A deliverable held against a freshly made one: the cells, paragraphs and parts that differ, in sentences."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from pipeline.archive import _zips

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_SHOWN = 120  # characters of a cell, or of a line around the first difference, that are told


def files(told: Path, made: Path) -> Iterator[str]:
    """What differs between ``told`` and the fresh ``made``; something for every two files that are not the same."""
    kinds: Mapping[str, Callable[[Path, Path], Iterator[str]]] = {
        ".xlsx": _package, ".docx": _package, ".html": _page, ".json": _notes,
    }  # fmt: skip
    if told.is_file() and made.is_file() and told.read_bytes() != made.read_bytes():
        yield from kinds[told.suffix](told, made)


def _package(told: Path, made: Path) -> Iterator[str]:
    """Differences of content; a package may differ in dates and attributes of its directory alone."""
    old, new = _zips.package(told), _zips.package(made)
    if not old.openable:
        return  # what there is to say of it stands in ``_zips.damage``
    if old.damaged:
        yield from _damaged(told, old, new)
    elif told.suffix == ".docx":
        yield from _paper(told.name, old.parts, new.parts)
    else:
        yield from _workbook(told, made)


def _damaged(told: Path, old: _zips.Package, new: _zips.Package) -> Iterator[str]:
    """Where the damage of parts begins, by what is left of them."""
    for name in sorted(old.damaged & new.parts.keys()):
        left, right = old.parts[name], new.parts[name]
        at = _common(left, right)
        if at < len(right):
            yield f"{told.name} 中的 {name} 从{_place(name, new.parts, right[:at])}起与按原文重做的不同。"
        else:
            yield f"{told.name} 中的 {name} 内容仍与按原文重做的相同，坏的是校验和。"


def _common(one: bytes, other: bytes) -> int:
    """How many bytes both begin with, by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def _place(name: str, parts: Mapping[str, bytes], before: bytes) -> str:
    """Where ``before`` ends, in words: a cell of a sheet, a cell or paragraph of a paper, else a byte."""
    sheet = _SHEET.fullmatch(name)
    cells = re.findall(rb'<c r="([A-Z]+[0-9]+)"', before)
    if sheet and cells:
        return f"工作表 {_sheet_names(parts)[int(sheet[1]) - 1]} 的单元格 {cells[-1].decode()} "
    if name == _DOCUMENT:
        return _word_place(before) + " "
    return f"第 {len(before) + 1:,} 字节"


def _sheet_names(parts: Mapping[str, bytes]) -> list[str]:
    return [str(sheet.get("name")) for sheet in ElementTree.fromstring(parts["xl/workbook.xml"]).iter()
            if sheet.tag.endswith("}sheet")]  # fmt: skip


def _word_place(before: bytes) -> str:
    def count(tag: bytes, within: bytes) -> int:
        return len(re.findall(rb"<w:" + tag + rb"[ >]", within))

    tables, open_table = count(b"tbl", before), before.rfind(b"<w:tbl>")
    if open_table > before.rfind(b"</w:tbl>"):
        inside = before[open_table:]
        row = inside[max(inside.rfind(b"<w:tr>"), inside.rfind(b"<w:tr "), 0) :]
        return f"表{tables} 第{count(b'tr', inside)}行第{count(b'tc', row)}格"
    outside = re.sub(rb"<w:tbl>.*?</w:tbl>", b"", before, flags=re.S)
    return f"第{count(b'p', outside)}段"


def _paper(name: str, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[str]:
    """Cells and paragraphs of a Word paper that say something else, then parts that are not the same otherwise."""
    told = False
    for part in sorted(old.keys() | new.keys()):
        if part not in old or part not in new:
            yield f"{name} {'少' if part in new else '多'}了 {part}。"
        elif old[part] != new[part]:
            found = list(_words(name, old[part], new[part])) if part == _DOCUMENT else []
            yield from found or [f"{name} 中的 {part} 与按原文重做的不同{'，文字相同' if part == _DOCUMENT else ''}。"]
        else:
            continue
        told = True
    if not told:
        yield _same(name)


def _same(name: str) -> str:
    return f"{name} 的内容与按原文重做的相同，变的是压缩包里的记录（时间、属性等）。"


def _words(name: str, old: bytes, new: bytes) -> Iterator[str]:
    try:
        told, made = (list(_blocks(data)) for data in (old, new))
    except ElementTree.ParseError as error:
        yield f"{name} 中的 {_DOCUMENT} 读不出来：{error}"
        return
    for (place, text), (_, right) in zip(told, made, strict=False):
        if text != right:
            yield f"{name} {place}：是「{_short(text, right)}」，应为「{_short(right, text)}」。"
            if len(told) != len(made):
                break  # what follows is only out of step
    if len(told) != len(made):
        yield f"{name} 有 {len(told)} 段和格，按原文重做有 {len(made)} 个。"


def _blocks(data: bytes) -> Iterator[tuple[str, str]]:
    """Paragraphs and cells of the body in order: where each is, and its words."""
    body = ElementTree.fromstring(data).find(f"{_W}body")
    paragraphs = tables = 0
    for block in () if body is None else body:
        if block.tag == f"{_W}p":
            paragraphs += 1
            yield f"第{paragraphs}段", _text(block)
        elif block.tag == f"{_W}tbl":
            tables += 1
            for at, row in enumerate(block.iter(f"{_W}tr"), 1):
                for number, cell in enumerate(row.iter(f"{_W}tc"), 1):
                    yield f"表{tables} 第{at}行第{number}格", _text(cell)


def _text(block: ElementTree.Element) -> str:
    return "".join((part.text or "") if part.tag == f"{_W}t" else "\n"
                   for part in block.iter() if part.tag in (f"{_W}t", f"{_W}br"))  # fmt: skip


def _short(text: str, other: str) -> str:
    """The stretch of ``text`` around its first difference from ``other``, on one line."""
    at = _common(text.encode("utf-32-le"), other.encode("utf-32-le")) // 4
    start = max(0, at - _SHOWN // 2)
    shown = text[start : start + _SHOWN].replace("\n", "／")
    return ("…" if start else "") + shown + ("…" if start + _SHOWN < len(text) else "")


def _workbook(told: Path, made: Path) -> Iterator[str]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(told, read_only=True)
    except Exception as error:  # openpyxl raises whatever the damaged part of the file leads to
        yield f"{told.name} 打不开：{error}"
        return
    right = openpyxl.load_workbook(made, read_only=True)
    same = True
    for page in right.sheetnames:
        if page not in book.sheetnames:
            yield f"{told.name} 没有工作表 {page}。"
            same = False
            continue
        for difference in _sheet(*(_keyed(b[page].iter_rows(values_only=True)) for b in (book, right))):
            yield f"{told.name} 工作表 {page} {difference}"
            same = False
    more = [page for page in book.sheetnames if page not in right.sheetnames]
    yield from (f"{told.name} 多出工作表 {page}。" for page in more)
    if same and not more:
        yield _same(told.name)


_Rows = Mapping[str, Sequence[object]]


def _sheet(rows: _Rows, expected: _Rows) -> Iterator[str]:
    yield from (f"少了 {key} 一行。" for key in expected if key not in rows)
    for key, row in rows.items():
        if key not in expected:
            yield f"多出 {key} 一行。"
        elif row != expected[key]:
            yield f"{key}：{_differing(row, expected[key])}"


def _keyed(rows: Iterable[tuple[object, ...]]) -> dict[str, tuple[object, ...]]:
    """Rows by their first cell, of several with the same by its number too (statistics have no id there)."""
    seen: Counter[object] = Counter()
    keyed = {}
    for row in filter(None, rows):
        seen[row[0]] += 1
        keyed[str(row[0]) if seen[row[0]] == 1 else f"{row[0]} 之 {seen[row[0]]}"] = row
    return keyed


def _differing(row: Sequence[object], expected: Sequence[object]) -> str:
    cells = enumerate(zip(row, expected, strict=False), 1)
    return "；".join(f"第 {at} 列是 {a}，应为 {b}" for at, (a, b) in cells if a != b) or "列数不同"


def _page(told: Path, made: Path) -> Iterator[str]:
    old, new = (file.read_bytes().decode("utf-8", errors="replace").split("\n") for file in (told, made))
    if len(old) != len(new):
        yield f"{told.name} 有 {len(old)} 行，按原文重做有 {len(new)} 行。"
    for number, (line, right) in enumerate(zip(old, new, strict=False), 1):
        if line != right:
            yield from (f"{told.name} 第 {number} 行{found}" for found in _line(line, right))
            if len(old) != len(new):
                break  # what follows is only out of step


def _line(line: str, right: str) -> Iterator[str]:
    """What differs in a line of the page; of the rows it holds as data, which row and column."""
    document = re.match(r'<script type="text/plain" id="text-([^"]+)">', right)
    data = re.match(r'<script type="application/json" id="data">(.*)</script>$', right)
    if data:
        yield from _data(line, data[1]) or [
            f"（数据）读不出来：是「{_short(line, right)}」，应为「{_short(right, line)}」。"
        ]
    elif document:
        yield f"，文档 {document[1]} 的全文与重做的不同。"
    else:
        yield f"：是「{_short(line, right)}」，应为「{_short(right, line)}」。"


def _data(line: str, right: str) -> list[str]:
    """The rows of the page's lists that differ; nothing where the data can't be read."""
    try:
        old, new = json.loads(line[line.index("{") : line.rindex("}") + 1]), json.loads(right)
        lists = [(key, old["lists"][key], new["lists"][key]) for key in new["lists"]]
        found = [
            f"（数据）列表 {one['title']} {row_id} 列 {column['name']}：是 {value}，应为 {good}。"
            for _, have, one in lists
            for row_id, row, want in zip(one["ids"], have["rows"], one["rows"], strict=True)
            for column, value, good in zip(one["columns"], row, want, strict=True)
            if value != good
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []
    return found or [f"（数据）：是「{_short(line, right)}」，应为「{_short(right, line)}」。"]


def _notes(told: Path, made: Path) -> Iterator[str]:
    """Entries of a file of notes, a JSON object of objects, that say something else."""
    new: dict[str, Any] = json.loads(made.read_text(encoding="utf-8"))
    try:
        old = json.loads(told.read_text(encoding="utf-8"))
        found = [
            f"{told.name} {group} 的 {key}：是 {old[group].get(key)}，应为 {new[group].get(key)}。"
            for group in new
            for key in dict.fromkeys([*new[group], *old[group]])
            if old[group].get(key) != new[group].get(key)
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        found = [f"{told.name} 读不出来：{error}"]
    yield from found
