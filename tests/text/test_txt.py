"""Plain text: encodings, line ends, and what is no text."""

from __future__ import annotations

import random
import struct

import pytest

from pipeline import text
from pipeline.errors import ReadError
from pipeline.text._encoding import decode

SIMPLIFIED = (
    "2011年，河口县农牧局在县委、县政府的正确领导下，坚持以公开促规范，全年主动公开各类信息1286条，其中政策法规类47条，"
    "业务动态类903条。少数乡镇公开栏更新不及时，个别站所台账不齐全，扣2分。（二）健全制度，落实责任；一是成立领导小组，"
    "二是明确专人负责。办结群众来信来访35件，办结率达98.5%，群众满意度明显提高，下一步我们将继续加大督查力度。"
)  # fmt: skip
TRADITIONAL = (
    "本年度各單位主動公開資訊共計三百餘條，較上年度增加二成，惟仍有少數單位更新不及時，內容不夠完整。"
    "今後將繼續加強督導考核，落實責任制度，並於每季結束後十日內檢討執行情形，提升為民服務品質。（三）辦理情形：已辦結45件。"
)
ENCODINGS = ["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be"]


def snippets(source: str) -> list[str]:
    rng = random.Random(40)
    lengths = [rng.randint(8, 40) for _ in range(40)]
    starts = [rng.randrange(len(source) - length) for length in lengths]
    return [source[start : start + length] for start, length in zip(starts, lengths, strict=True)]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_forty_snippets_without_a_mark_are_all_right(encoding: str) -> None:
    for snippet in snippets(TRADITIONAL if encoding == "big5" else SIMPLIFIED):
        decoded = decode(snippet.encode(encoding), "样本.txt")
        assert decoded.text == snippet
        assert decoded.encoding == encoding or snippet.isascii()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "gbk", "gb2312"])
def test_marks_and_older_names(encoding: str) -> None:
    (source,) = text.read("总结.txt", "全年公开信息98条。\r\n办结5件。".encode(encoding)).texts
    assert source.text == "全年公开信息98条。\n办结5件。"


def test_text_is_never_normalised() -> None:
    (source,) = text.read("总结.txt", "面积３００㎡，\u3000①得分：96.5".encode()).texts
    assert source.text == "面积３００㎡，\u3000①得分：96.5"


def test_each_line_has_a_place() -> None:
    (source,) = text.read("总结.txt", "工作总结\r\n\r\n一、基本情况\r共召开会议6次。".encode()).texts
    assert [(source.text[p.start : p.end], p.paragraph) for p in source.places] == [
        ("工作总结", 1),
        ("一、基本情况", 3),
        ("共召开会议6次。", 4),
    ]
    assert source.encoding == "utf-8"


def test_a_broken_byte_is_marked_and_told() -> None:
    reading = text.read("总结.txt", SIMPLIFIED.encode()[:-1] + b"\xff")
    assert reading.texts[0].text.startswith("2011年，河口县农牧局")
    assert [f.code for f in reading.failures] == ["damaged"]


JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01" + random.Random(1).randbytes(3000)
PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + random.Random(2).randbytes(500)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (JPEG, "unsupported"),
        (PNG, "unsupported"),
        (b"\x7fELF\x02\x01" + bytes(900), "unsupported"),
        (random.Random(3).randbytes(2000), "not_text"),
        (bytes(64), "not_text"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        text.read("扫描件.txt", data)
    assert caught.value.code == code
    assert "扫描件.txt" in caught.value.message
