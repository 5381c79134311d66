"""Traditional text gives the rows of its Simplified twin, at the same places, in its own characters."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from pipeline import script
from pipeline.records import SourceText
from pipeline.run import Rows, analyse_text

REPORT = """雲溪縣衛生局2014年政務公開工作總結
2014年，我局圍繞「陽光醫療」，扎實推進政務公開。現將工作情況總結如下：
一、主要做法
（一）加強組織領導。成立了由局長任組長的政務公開領導小組，配備專職人員2名。
（二）拓寬公開渠道。投資3.5萬元新建公開欄8個，發放宣傳資料5000餘份，接受諮詢320人次。
二、存在問題
一是個別單位重視不夠，公開欄陳舊；二是部分鄉鎮衛生院檔案管理不規範。
三、下一步打算
（一）舉辦業務培訓班兩期。
（二）完善「首問負責制」，每季度檢查一次。
雲溪縣衛生局
2014年12月20日
"""
INSPECTION = """關於2013年政務公開考核情況的通報
根據考核辦法，縣考核組對各鄉鎮進行了考核。現將有關情況通報如下：
一、考核結果
1、柳河鎮，92分。會議記錄不完整扣3分，規定召開會議不少於6次只召開了4次扣2分，未設舉報電話扣3分。
2、東莊鄉，95分。檔案未歸檔扣5分。
二、存在的主要問題
（一）認識不到位。少數單位領導對政務公開工作不夠重視。
（二）更新不及時。有的鄉鎮公開內容長期不變。
"""


def twins(text: str) -> tuple[Rows, Rows]:
    simple = script.simplified(SourceText(path="", text=text)).text
    assert simple != text
    ((at, rows),), ((start, plain),) = analyse_text(text), analyse_text(simple)
    assert at == start
    return rows, plain


def places(row: Any) -> tuple[Any, ...]:
    """All of a row that is no wording: offsets, values, flags, and words as the rules know them."""
    table = {ord(a): b for a, b in zip(REPORT + INSPECTION, simple(REPORT + INSPECTION), strict=True)}
    values = [(f.name, getattr(row, f.name)) for f in fields(row) if f.name not in ("row_id", "doc_id", "sha256")]
    return tuple(value.translate(table) if isinstance(value, str) else value for _, value in values)


def simple(text: str) -> str:
    return script.simplified(SourceText(path="", text=text)).text


@pytest.mark.parametrize("text", [REPORT, INSPECTION], ids=["report", "inspection"])
def test_the_same_rows_at_the_same_places(text: str) -> None:
    rows, plain = twins(text)
    for name in ("sections", "problems", "measures", "plans", "counts", "deductions", "scores", "numbers"):
        assert [places(row) for row in rows[name]] == [places(row) for row in plain[name]], name
    assert all(rows[name] for name in ("sections", "problems", "counts"))


def test_rows_quote_the_original() -> None:
    rows, _ = twins(REPORT)
    (document,) = rows["documents"]
    assert document.text in REPORT
    assert (document.title, document.unit, document.year) == (
        "雲溪縣衛生局2014年政務公開工作總結",
        "雲溪縣衛生局",
        2014,
    )
    assert [s.heading for s in rows["sections"]][:2] == ["主要做法", "加強組織領導"]
    assert [(p.scope, p.text) for p in rows["problems"]] == [
        ("個別單位", "個別單位重視不夠，公開欄陳舊"),
        ("部分鄉鎮衛生院", "部分鄉鎮衛生院檔案管理不規範"),
    ]
    assert [p.text for p in rows["plans"]] == ["舉辦業務培訓班兩期", "完善「首問負責制」，每季度檢查一次"]
    assert ("宣傳資料", 5000.0, "5000餘份") in [(c.item, c.value, c.text) for c in rows["counts"]]
    quoting = [row for name in ("sections", "numbers", "counts", "measures") for row in rows[name]]
    assert all(getattr(row, "text", "") in document.text[row.start : row.end] for row in quoting)


def test_reasons_and_units_of_deductions_quote_the_original() -> None:
    rows, _ = twins(INSPECTION)
    assert [(d.unit, d.reason, d.points) for d in rows["deductions"]][-1] == ("東莊鄉", "檔案未歸檔", 5.0)
    assert [(d.required, d.actual) for d in rows["deductions"]][1] == (6.0, 4.0)


def test_simplified_text_is_left_alone() -> None:
    source = SourceText(path="", text="县卫生局公开各类信息36条，受理群众来信来电12件，乾县各一处。" * 20)
    assert script.simplified(source) is source
