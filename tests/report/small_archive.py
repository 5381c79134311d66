"""A small results folder made by hand in the schema of the contract, for the tests of this stage."""

from __future__ import annotations

import datetime
import types
import typing
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline import records as r

REPORT = {
    ("青溪县教育局", 2011): """青溪县教育局2011年政务公开工作总结

一、主要做法
1、调整充实政务公开工作领导小组，由局长任组长。
2、在县政府网站公开各类信息128条，其中政策文件32条、财务信息46条、招生信息50条。
3、组织业务培训3次，参训120余人次。
二、存在问题
1、少数学校公开内容更新不及时。
2、档案资料收集不全。
三、下一步打算
一是建立公开内容定期更新制度。
""",
    ("青溪县教育局", 2012): """青溪县教育局2012年政务公开工作总结

一、主要做法
1、调整充实政务公开工作领导小组，由局长任组长。
2、在县政府网站公开各类信息146条，其中政策文件40条、财务信息50条、招生信息50条。
3、档案资料已全部规范归档。
二、存在问题
1、少数学校公开内容更新仍不及时。
""",
    ("白石镇", 2012): """白石镇2012年政务公开工作总结

一、工作开展情况
1、在镇村两级设立公开栏21个，公开事项做到应公开尽公开。
2、设立群众意见箱，办理群众来信15件，办结15件。
二、不足之处
1、个别村公开栏内容更新不及时。
""",
}
INSPECTION = {
    2011: """青溪县2011年政务公开考核情况通报

考核结果如下：
1、青溪县教育局，94分。未按要求上报统计报表扣2分，档案资料不规范扣4分。
2、白石镇，97分。会议记录不全扣3分。
""",
    2012: """青溪县2012年政务公开考核情况通报

考核结果如下：
1、青溪县教育局，92分。档案资料不规范扣4分，公开内容更新不及时扣2分。
2、白石镇，95分。公开栏内容长期不更新扣5分。
""",
}


def _doc(number: int, title: str, unit: str | None, year: int, kind: str, text: str) -> r.Document:
    doc_id = f"{number:012x}-1"
    return r.Document(
        row_id=doc_id,
        doc_id=doc_id,
        path=f"{year}/{title}.docx",
        sha256=f"{number:064x}",
        ordinal=1,
        title=title,
        unit=unit,
        region="青溪县",
        year=year,
        date=datetime.date(year, 12, 20),
        kind=kind,
        text=text,
        chars=len(text),
        encoding="utf-8",
    )


class Builder:
    """Collects rows; ``span`` finds the words in a document so that every offset is right by construction."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Any]] = {name: [] for name in r.TABLES}
        self.docs: dict[tuple[str | None, int], r.Document] = {}

    def document(self, doc: r.Document) -> r.Document:
        self.rows["documents"].append(doc)
        self.docs[doc.unit, doc.year or 0] = doc
        start = 0
        for number, line in enumerate(doc.text.splitlines(keepends=True), 1):
            place = r.Place(start=start, end=start + len(line), page=1, paragraph=number)
            self.add("places", doc, place)
            start += len(line)
        return doc

    def add(self, table: str, doc: r.Document, row: Any) -> Any:
        number = sum(other.doc_id == doc.doc_id for other in self.rows[table]) + 1
        row = replace(row, doc_id=doc.doc_id, row_id=f"{doc.doc_id}-{table}{number}")
        self.rows[table].append(row)
        return row


def span(doc: r.Document, text: str) -> dict[str, Any]:
    start = doc.text.index(text)
    return {"text": text, "start": start, "end": start + len(text)}


def build() -> dict[str, list[Any]]:
    b = Builder()
    for number, ((unit, year), text) in enumerate(REPORT.items(), 1):
        b.document(_doc(number, text.split("\n")[0], unit, year, "self_report", text))
    for number, (year, text) in enumerate(INSPECTION.items(), 11):
        b.document(_doc(number, text.split("\n")[0], None, year, "inspection", text))
    _facts(b)
    _archive(b)
    return b.rows


THEMED = [
    ("measures", "青溪县教育局", 2011, "调整充实政务公开工作领导小组，由局长任组长。", "organization"),
    ("measures", "青溪县教育局", 2011, "组织业务培训3次，参训120余人次。", "training"),
    ("measures", "青溪县教育局", 2012, "调整充实政务公开工作领导小组，由局长任组长。", "organization"),
    ("measures", "青溪县教育局", 2012, "档案资料已全部规范归档。", "records"),
    ("measures", "白石镇", 2012, "在镇村两级设立公开栏21个，公开事项做到应公开尽公开。", "channels"),
    ("problems", "青溪县教育局", 2011, "少数学校公开内容更新不及时。", "content"),
    ("problems", "青溪县教育局", 2011, "档案资料收集不全。", "records"),
    ("problems", "青溪县教育局", 2012, "少数学校公开内容更新仍不及时。", "content"),
    ("problems", "白石镇", 2012, "个别村公开栏内容更新不及时。", "content"),
    ("plans", "青溪县教育局", 2011, "建立公开内容定期更新制度。", "rules"),
]
DEDUCTIONS = [
    (2011, "青溪县教育局", "未按要求上报统计报表扣2分", "未按要求上报统计报表", 2.0, "records"),
    (2011, "青溪县教育局", "档案资料不规范扣4分", "档案资料不规范", 4.0, "records"),
    (2011, "白石镇", "会议记录不全扣3分", "会议记录不全", 3.0, "organization"),
    (2012, "青溪县教育局", "档案资料不规范扣4分", "档案资料不规范", 4.0, "records"),
    (2012, "青溪县教育局", "公开内容更新不及时扣2分", "公开内容更新不及时", 2.0, "content"),
    (2012, "白石镇", "公开栏内容长期不更新扣5分", "公开栏内容长期不更新", 5.0, "content"),
]


def _facts(b: Builder) -> None:
    for table, unit, year, text, theme in THEMED:
        doc = b.docs[unit, year]
        number = sum(other.doc_id == doc.doc_id for other in b.rows[table]) + 1
        unsure = theme == "rules"
        row = r.TABLES[table](ordinal=number, themes=(theme,), confidence=0.41 if unsure else 0.93, uncertain=unsure,
                              decided_by="model", **span(doc, text))  # fmt: skip
        b.add(table, doc, row)
    for year, unit, text, reason, points, theme in DEDUCTIONS:
        doc = b.docs[None, year]
        b.add("deductions", doc, r.Deduction(unit=unit, unit_ordinal=1, reason=reason, points=points, theme=theme,
              confidence=0.9, decided_by="model", **span(doc, text)))  # fmt: skip
    for year, unit, score in [
        (2011, "青溪县教育局", 94),
        (2011, "白石镇", 97),
        (2012, "青溪县教育局", 92),
        (2012, "白石镇", 95),
    ]:
        doc = b.docs[None, year]
        b.add("scores", doc, r.Score(unit=unit, score=score, **span(doc, f"{unit}，{score}分")))
    for unit, year in b.docs:
        if unit:
            doc = b.docs[unit, year]
            b.add("numbers", doc, r.Number(value=1.0, fate="excluded", why="marker", **span(doc, "1、")))
    doc = b.docs["青溪县教育局", 2012]
    parts = [span(doc, text) for text in ("146条", "40条", "50条")]
    b.add("numbers", doc, r.Number(value=146.0, fate="unexplained", **span(doc, "146")))
    b.add("counts", doc, r.Count(item="各类信息", value=146.0, unit="条", **span(doc, "146条")))
    b.add("checks", doc, r.Check(kind="sum", claimed=146.0, computed=140.0, low=140.0, high=140.0, verdict="fails",
          consequence="figure", texts=tuple(p["text"] for p in parts), starts=tuple(p["start"] for p in parts),
          ends=tuple(p["end"] for p in parts)))  # fmt: skip


def _archive(b: Builder) -> None:
    for name in ("青溪县教育局", "白石镇"):
        aliases = ("县教育局",) if "教育" in name else ()
        b.rows["units"].append(r.Unit(row_id=f"U-{name}", unit_id=f"U-{name}", name=name, aliases=aliases,
                               level="部门" if aliases else "乡镇"))  # fmt: skip
    totals = [
        ("青溪县教育局", 2011, 94, 94, 2),
        ("白石镇", 2011, 97, 97, 1),
        ("青溪县教育局", 2012, 92, 94, 2),
        ("白石镇", 2012, 95, 95, 1),
    ]
    for unit, year, stated, computed, rank in totals:
        for source, score in (("stated", stated), ("computed", computed)):
            doc_id = b.docs[None, year].doc_id
            b.rows["unit_scores"].append(r.UnitScore(row_id=f"US-{unit}{year}{source}", doc_id=doc_id, unit=unit,
                                         year=year, rubric=f"{year}年办法", score=score, full_score=100.0,
                                         low=score, high=score, rank=rank, source=source))  # fmt: skip
    claim, found = (
        span(b.docs["青溪县教育局", 2012], "档案资料已全部规范归档。"),
        span(b.docs[None, 2012], "档案资料不规范扣4分"),
    )
    claim_doc, found_doc = b.docs["青溪县教育局", 2012].doc_id, b.docs[None, 2012].doc_id
    b.rows["findings"].append(r.Finding(row_id="F-1", doc_id=found_doc, unit="青溪县教育局", year=2012, theme="records",
        verdict="contradicts", claim_doc_id=claim_doc, claim_text=claim["text"], claim_start=claim["start"],
        claim_end=claim["end"], finding_doc_id=found_doc, finding_text=found["text"], finding_start=found["start"],
        finding_end=found["end"], reason="自报称档案已规范，检查因档案不规范扣分", confidence=0.82))  # fmt: skip
    places = [(b.docs[None, year], span(b.docs[None, year], "档案资料不规范扣4分")) for year in (2011, 2012)]
    b.rows["histories"].append(r.History(row_id="H-1", doc_id=places[0][0].doc_id, unit="青溪县教育局", theme="records",
        problem="档案资料不规范", years=(2011, 2012), times=2, first_year=2011, last_year=2012,
        claimed_mended=claim["text"],
        doc_ids=tuple(d.doc_id for d, _ in places), texts=tuple(s["text"] for _, s in places),
        starts=tuple(s["start"] for _, s in places), ends=tuple(s["end"] for _, s in places)))  # fmt: skip
    first, second = b.docs["青溪县教育局", 2011], b.docs["青溪县教育局", 2012]
    a, c = (span(d, "调整充实政务公开工作领导小组，由局长任组长。") for d in (first, second))
    b.rows["copies"].append(r.Copy(row_id="CP-1", doc_id=second.doc_id, doc_id_a=first.doc_id, start_a=a["start"],
        end_a=a["end"], doc_id_b=second.doc_id, start_b=c["start"], end_b=c["end"], chars=22, similarity=1.0,
        kind="between_years", same_figures=True))  # fmt: skip
    b.rows["failures"].append(r.Failure(row_id="X-1", path="2011/县卫生局总结.pdf", stage="text", code="encrypted",
        message="2011/县卫生局总结.pdf: 文件有密码。请去掉密码后重新提供。"))  # fmt: skip


_TYPES = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), datetime.date: pa.date32()}


def _arrow(hint: Any) -> pa.DataType:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return pa.list_(_TYPES[inner[0]])
    if origin is types.UnionType:
        return _TYPES[next(i for i in inner if i is not type(None))]
    return _TYPES[hint]


def save(rows: dict[str, list[Any]], folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, row_class in r.TABLES.items():
        hints = typing.get_type_hints(row_class)
        schema = pa.schema([(f.name, _arrow(hints[f.name])) for f in fields(row_class)])
        pq.write_table(
            pa.Table.from_pylist([asdict(row) for row in rows[name]], schema=schema), folder / f"{name}.parquet"
        )
    return folder
