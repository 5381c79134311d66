"""Workbooks, archives, older Office files, and files whose names lie."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from pipeline import text
from pipeline.errors import ReadError
from pipeline.text import archive
from tests.text.office import convert, needs_office
from tests.text.word import docx, level, lists, p, row, table

REPORT = docx(
    p("河口县政务公开工作总结")
    + p("主要做法", num=(1, 0))
    + p("全年公开各类信息9906条。")
    + p("存在问题", num=(1, 0))
    + table(row("单位", "扣分"), row("县农牧局", "2"))
    + p("以上报告。"),
    {"numbering": lists(level(0, "chineseCounting", "%1、"))},
)
LINES = [
    "河口县政务公开工作总结",
    "一、主要做法",
    "全年公开各类信息9906条。",
    "二、存在问题",
    "单位\t扣分",
    "县农牧局\t2",
    "以上报告。",
]


def test_sheets_are_tables_under_their_names() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "得分表"
    for values in (["单位", "得分", "扣分原因"], ["县农牧局", 96.5, "台账不全\n扣2分"], [None, 95, None]):
        sheet.append(values)
    sheet.merge_cells("A2:A3")
    book.create_sheet("空表")
    buffer = io.BytesIO()
    book.save(buffer)
    (source,) = text.read("得分.xlsx", buffer.getvalue()).texts
    assert source.text == "得分表\n单位\t得分\t扣分原因\n县农牧局\t96.5\t台账不全 扣2分\n\t95\n"
    cells = {(x.row, x.column): source.text[x.start : x.end] for x in source.places if x.table == 1}
    assert cells[3, 2] == "95"
    assert (3, 1) not in cells


def test_percentages_stand_as_the_sheet_shows_them() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "得分表"
    for values in (["单位", "满意率", "办结率", "得分"], ["县农牧局", 0.9856, 1, 0.5], ["县教育局", 0.9, 0.985, 96]):
        sheet.append(values)
    formats = {"B2": "0.00%", "B3": "0.0%", "C2": "0%", "C3": "0.0%;[Red]-0.0%", "D2": "0.0"}
    for place, number_format in formats.items():
        sheet[place].number_format = number_format
    buffer = io.BytesIO()
    book.save(buffer)
    (source,) = text.read("得分.xlsx", buffer.getvalue()).texts
    assert source.text.splitlines()[2:] == ["县农牧局\t98.56%\t100%\t0.5", "县教育局\t90.0%\t98.5%\t96"]


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return buffer.getvalue()


def test_members_of_archives_are_files_of_their_own() -> None:
    inner = zipped({"二级/报告.docx": REPORT})
    reading = text.read("上报.zip", zipped({"甲乡.txt": "公开98条。".encode("gbk"), "内.zip": inner, "空.txt": b""}))
    assert [(s.path, s.text[:5]) for s in reading.texts] == [
        ("上报.zip!/甲乡.txt", "公开98条"),
        ("上报.zip!/内.zip!/二级/报告.docx", "河口县政务"),
    ]
    assert [(f.path, f.part, f.code) for f in reading.failures] == [("上报.zip", "空.txt", "empty")]


def test_names_in_gbk_are_understood() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("xxxxxxxxxxxx.txt", "办结35件。")
    data = buffer.getvalue().replace(b"xxxxxxxxxxxx", "政务公开总结".encode("gbk"))
    assert [s.path for s in text.read("a.zip", data).texts] == ["a.zip!/政务公开总结.txt"]


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_member_costs_no_other(packing: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as made:
        made.writestr("东河乡.txt", "东河乡2019年政务公开工作总结\n" * 40)
        made.writestr("西山镇.txt", "西山镇2019年政务公开工作总结\n" * 40)
        damaged = made.getinfo("东河乡.txt")
    data = bytearray(buffer.getvalue())
    stream = damaged.header_offset + 30 + len("东河乡.txt".encode())
    data[stream + 9] ^= 255
    reading = text.read("上报.zip", bytes(data))
    assert [(f.part, f.code) for f in reading.failures] == [("东河乡.txt", "corrupt")]
    assert [source.path for source in reading.texts] == ["上报.zip!/西山镇.txt"]


def test_archives_have_limits() -> None:
    deep = zipped({"a.txt": "公开".encode()})
    for _ in range(3):
        deep = zipped({"a.zip": deep})
    assert [f.code for f in text.read("深.zip", deep).failures] == ["too_large"]
    assert [f.code for f in text.read("逃.zip", zipped({"../../etc/a.txt": b"x"})).failures] == ["unsafe_path"]
    with pytest.raises(ReadError) as caught:
        text.read("炸弹.zip", zipped({"a.txt": bytes(50_000_000)}))
    assert caught.value.code == "too_large"
    assert "炸弹.zip" in caught.value.message


def test_all_levels_of_an_archive_share_one_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = zipped({f"{n}.txt": "公开。".encode() for n in range(10)})
    outer = zipped({f"{n}.zip": inner for n in range(10)})
    assert len(text.read("套.zip", outer).texts) == 100
    monkeypatch.setattr(archive.Budget.__init__, "__defaults__", (25, 10**9))
    reading = text.read("套.zip", outer)
    assert len(reading.texts) == 22
    assert [f.code for f in reading.failures] == ["too_large", "too_large"]
    monkeypatch.setattr(archive.Budget.__init__, "__defaults__", (20_000, 3 * len(inner)))
    assert len(text.read("套.zip", outer).texts) < 30


@needs_office
@pytest.mark.parametrize(("suffix", "target"), [("doc", "doc"), ("rtf", "rtf"), ("odt", "odt")])
def test_older_files_are_read_with_their_numbers(suffix: str, target: str, tmp_path: Path) -> None:
    data = convert(REPORT, "docx", target, tmp_path)
    (source,) = text.read(f"总结.{suffix}", data).texts
    assert [line for line in source.text.splitlines() if line] == LINES
    if suffix == "rtf":
        (renamed,) = text.read("总结.docx", data).texts
        assert renamed.text == source.text


def test_without_a_converter_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(ReadError) as caught:
        text.read("旧总结.doc", b"{\\rtf1 abc}")
    assert caught.value.code == "needs_converter"
    assert "libreoffice-writer" in caught.value.message


def test_a_web_page_under_another_name_is_a_web_page() -> None:
    page = "<html><head><meta charset='gbk'></head><body><p>全年公开98条。</p></body></html>".encode("gbk")
    assert text.read("总结.doc", page).texts[0].text == "全年公开98条。\n"
    archive = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=gbk\r\n\r\n" + page
    assert text.read("总结.docx", archive).texts[0].text == "全年公开98条。\n"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("密.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"\xec\xa5" + bytes(8) + b"\x00\x01"
         + "WordDocument".encode("utf-16-le"), "encrypted"),
        ("断.rtf", b"{\\rtf1\\ansi abc", "corrupt"),
        ("得分.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "unsupported"),
        ("坏.xlsx", b"PK\x03\x04" + bytes(200), "corrupt"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(name: str, data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        text.read(name, data)
    assert caught.value.code == code
    assert name in caught.value.message
