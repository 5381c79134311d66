"""Write the sample archive and its key from ``sample_source``: ``python corpora/make_sample.py [--pdf]``.

The texts are ours; county, units and figures are invented. A line of a source file is ``code|fields``: T title,
A paragraph, E general evaluation, H1 heading (role|marker|heading), R1 run-in heading with its row, m p l measure,
problem, plan (themes|[scope|]marker|text; + in front goes on in the paragraph), [item@figure] a count, S U D B the
result list of an inspection, I K the rules of a rubric, Z signature, W web chrome, = arithmetic. PDF files are only
written with ``--pdf`` or where they are missing, since a printer stamps the time into them.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import _sample_archive
from _sample_parse import Sample, plain, read
from _sample_write import to_docx, to_pdf, to_text

HERE = Path(__file__).parent
TARGET = HERE / "sample"
_LOOSE = re.compile(
    r"[一二两三四五六七八九十百]+[个次起年天日周分项条遍季件类级套名人位]?个?(?:工作日|季度|月)?(?:内|以上|以下)?"
)
_RULED = re.compile(r"(?:不少于|不超过)?\d+(?:\.\d+)?[%次项季处起期条件分](?:以上|以下)?")


def _figure(value: float) -> str:
    return f"{value:g}"


def _result(sample: Sample, place: int, row: dict[str, Any]) -> str:
    """The words of one unit's result; its rows go to the annotation."""
    parts = []
    masked = sample.shape[0] == "masked"
    for fault in row["faults"]:
        reason = plain(sample, fault["reason"])
        points = "X" if fault["points"] is None else _figure(fault["points"])
        words = f"{reason}扣{points}分"
        parts.append(words)
        gold = {"unit_ordinal": place, "unit": None if masked else row["unit"], "reason": reason, "per": None}
        gold |= {"points": fault["points"], "required": fault["required"], "actual": fault["actual"], "rule": False}
        gold |= {"masked": fault["points"] is None, "theme": fault["theme"], "text": words}
        sample.gold["deductions"].append(gold)
    for bonus in row["bonus"]:
        parts.append(f"{plain(sample, bonus['reason'])}加{_figure(bonus['points'])}分")
        sample.gold["doubtful_counts"].append({"text": f"{_figure(bonus['points'])}分"})
    comma = "，" if sample.ext == "docx" else ","
    return (";" if sample.shape[0] == "table" and sample.ext == "txt" else comma).join(parts) + "。"


def _results(sample: Sample) -> list[tuple[Any, ...]]:
    """The list or table of results as elements."""
    shape, stop = sample.shape
    lines: list[tuple[Any, ...]] = []
    table = [["序号", "单位", "得分", "名次", "扣分及加分情况"]]
    for place, row in enumerate(sample.scored, 1):
        score = "X" if row["score"] is None else _figure(row["score"])
        head = {"list": f"{row['unit']},{score}分", "masked": f"{row['unit']},{score}分"}
        head["colon"] = f"{row['unit']}：{score}分，列第{row['rank']}名"
        gold = {"unit": None if shape == "masked" else row["unit"], "unit_ordinal": place, "score": row["score"]}
        gold |= {"full_score": None, "rank": row["rank"], "grade": None, "masked": row["score"] is None}
        sample.gold["scores"].append({**gold, "text": head.get(shape, f"{score}")})
        words = _result(sample, place, row)
        if shape == "table":
            table.append([str(place), row["unit"], score, str(row["rank"]), words])
        else:
            lines.append(("p", f"{place}{stop}", f"{head[shape]}。{words}", "body"))
    return [("table", table, ())] if shape == "table" else lines


def _rule(sample: Sample, item: dict[str, Any]) -> dict[str, Any]:
    """A rule of a rubric as a row of ``deductions``; a requirement before the clause that costs points is left out."""
    words = re.split(r"[，,](?:最多|累计)", plain(sample, item["text"]))[0]
    reason = item["item"]
    if "不少于" in reason:
        words = re.split("[，,]", words)[-1]
        reason = words.split("扣")[0]
    row = {"unit_ordinal": None, "unit": None, "reason": reason, "points": item["points"], "per": item["per"]}
    return {**row, "required": None, "actual": None, "rule": True, "masked": False, "text": words}


def _rules(sample: Sample) -> list[tuple[Any, ...]]:
    """The rules of a rubric as articles, list items or a table."""
    table = [["一级指标", "分值", "二级指标", "评分标准"]]
    lines: list[tuple[Any, ...]] = []
    for group in sample.rules:
        full = group["full_score"]
        name = group["indicator"] + (f"({_figure(full)}分)" if full is not None else "")
        texts = [plain(sample, item["text"]) for item in group["items"] if item["text"] != "-"]
        sample.gold["deductions"] += [_rule(sample, item) for item in group["items"] if item["kind"] == "deduction"]
        if sample.form == "table":
            for n, text in enumerate(texts):
                first = ["", "", ""] if n else [group["indicator"], _figure(full), group["marker"]]
                table.append([*first, text])
            continue
        heading = plain(sample, name)
        gold = {"level": 1, "marker": group["marker"], "heading": heading, "role": "other"}
        sample.gold.setdefault("doubtful_sections", []).append(gold)
        space = " " if group["marker"].startswith("第") else ""
        joint = "；" if sample.ext == "docx" else ";"
        lines.append(("p", group["marker"] + space, f"{heading}。{joint.join(texts)}。", "body"))
    return [("table", table, (0, 1, 2))] if sample.form == "table" else lines


def _finish(sample: Sample) -> None:
    """Put results and rules where they belong and add what is arguable."""
    done: list[tuple[Any, ...]] = []
    for element in sample.elements:
        if element[0] in ("results", "rules"):
            done += _results(sample) if element[0] == "results" else _rules(sample)
        elif element[0] != "gap":
            done.append(element)
    sample.elements = done
    if sample.gold["kind"] == "compilation":
        return
    body = [e for e in done if e[0] == "p" and e[3] != "chrome"]
    sample.gold["begins"], sample.gold["ends"] = body[0][1] + body[0][2], body[-1][1] + body[-1][2]
    text, sure = to_text(done), {count["text"] for count in sample.gold["counts"]}
    loose = set(_LOOSE.findall(text)) | (set(_RULED.findall(text)) if sample.rules else set())
    sample.gold["doubtful_counts"] += [{"text": t} for t in sorted(loose - sure)]
    if sample.rules:
        sample.gold["rubrics"] = sample.rules


def _folder(samples: list[Sample]) -> Path:
    year = samples[0].gold["year"]
    return TARGET / "documents" / (str(year) if year and samples[0].gold["kind"] != "article" else "其他")


def _write(samples: list[Sample], pdf: bool) -> Path:
    first = samples[0]
    elements = [element for sample in samples for element in sample.elements]
    path = _folder(samples) / f"{first.stem}.{first.ext}"
    path.parent.mkdir(parents=True, exist_ok=True)
    if first.ext == "txt":
        path.write_bytes(to_text(elements).replace("\n", "\r\n").encode(first.form))
    else:
        data = to_docx(elements, first.form == "auto")
        if first.ext == "docx":
            path.write_bytes(data)
        elif pdf or not path.exists():
            to_pdf(data, path)
    return path


def _dump(path: Path, data: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Write documents and key."""
    files = read(HERE / "sample_source")
    for sample in (sample for samples in files for sample in samples):
        _finish(sample)
    _sample_archive.add_relations([s for samples in files for s in samples])
    for samples in files:
        path = _write(samples, "--pdf" in sys.argv)
        entries = [s for s in samples if s.gold["kind"] != "compilation"]
        head = {"source": samples[0].stem, "path": path.relative_to(TARGET / "documents").as_posix()}
        gold = [{**head, "ordinal": n, **sample.gold} for n, sample in enumerate(entries, 1)]
        _dump(TARGET / "key" / f"{samples[0].stem}.json", gold)
    _dump(TARGET / "key" / "archive.json", _sample_archive.key([s for samples in files for s in samples]))


if __name__ == "__main__":
    main()
