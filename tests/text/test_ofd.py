"""OFD files: lines to paragraphs as in PDFs, and a clear word where the optional reader is missing."""

from __future__ import annotations

import importlib.util
import io
import zipfile
from collections.abc import Sequence

import pytest

from pipeline import text
from pipeline.errors import ReadError

needs_ofdkit = pytest.mark.skipif(
    importlib.util.find_spec("ofdkit") is None, reason="needs the optional extra: pip install 'zongjie[ofd]'"
)
FIRST = (
    "2012年，河口县农牧局认真贯彻县委、县政府的部署，以公开促规范，以公开促服务，全年共主动公开各类信息九千九百零六条，"
    "办结群众来信来访三十五件。"
)
SECOND = "少数站所公开栏更新不及时，按照考核办法扣二分；个别乡镇台账不齐全，扣一分。"
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(pages: Sequence[Sequence[tuple[float, float, str]]], size: float = 5) -> bytes:
    """An OFD file of lines at (x, y) millimetres."""
    buffer = io.BytesIO()
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/{n}.xml"/>' for n in range(len(pages)))
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(
            "OFD.xml",
            f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        common = f"<ofd:CommonData>{area}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
        package.writestr("D/Document.xml", f"<ofd:Document {SPACE}>{common}</ofd:Document>")
        for n, lines in enumerate(pages):
            objects = "".join(
                f'<ofd:TextObject ID="{i}" Boundary="{x} {y} 170 6" Font="1" Size="{size}"><ofd:TextCode X="0" Y="4" '
                f'DeltaX="g {len(line) - 1} {size}">{line}</ofd:TextCode></ofd:TextObject>'
                for i, (x, y, line) in enumerate(lines)
            )
            content = f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"
            package.writestr(f"D/Pages/{n}.xml", f"<ofd:Page {SPACE}>{content}</ofd:Page>")
    return buffer.getvalue()


def set_in_lines(words: str, top: float) -> list[tuple[float, float, str]]:
    parts = [words[:28]] + [words[at : at + 30] for at in range(28, len(words), 30)]
    return [(40.0 if n == 0 else 30.0, top + 8 * n, part) for n, part in enumerate(parts)]


@needs_ofdkit
def test_lines_are_paragraphs_again_and_page_numbers_are_left_out() -> None:
    first, second = set_in_lines(FIRST, 100), set_in_lines(SECOND, 130)
    data = ofd([[*first, *second, (100, 280, "— 1 —")], [*set_in_lines(FIRST, 50), (100, 280, "— 2 —")]])
    (source,) = text.read("总结.ofd", data).texts
    assert source.text == f"{FIRST}\n{SECOND}\n{FIRST}\n"
    assert [place.page for place in source.places] == [1, 1, 2]


@needs_ofdkit
def test_pages_without_text_and_broken_files_are_told() -> None:
    assert [f.part for f in text.read("总结.ofd", ofd([set_in_lines(FIRST, 50), []])).failures] == ["第2页"]
    for data, code in ((ofd([[]]), "empty"), (ofd([[(1, 1, "总结")]])[:300], "corrupt")):
        with pytest.raises(ReadError) as caught:
            text.read("坏.ofd", data)
        assert caught.value.code == code
        assert "坏.ofd" in caught.value.message


def test_without_the_reader_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ReadError) as caught:
        text.read("版.ofd", ofd([[(30, 30, "总结")]]))
    assert caught.value.code == "needs_ofd"
    assert "zongjie[ofd]" in caught.value.message
