"""The line format of ``sample_source/*.txt``: what a sample document says, with its annotation beside the words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_COUNT = re.compile(r"\[(\?)?(?:([^\]@=]*)@)?([^\]=@]+?)(?:=([^\]]+))?\]")
_FIGURE = re.compile(r"([\d.]+)(?:余|多)?(万|亿)?(?:余|多)?([^\d以]*)")
_WIDE = str.maketrans(",:;()", "，：；（）")
_KINDS = {"%": "percent", "元": "money", "平方米": "area", "分": "score"}
_DURATIONS = ("个工作日", "天", "年", "个月", "小时")


@dataclass
class Sample:
    """One document: its elements as they stand on the page and its annotation (the form of a gold entry)."""

    stem: str
    ext: str
    form: str
    gold: dict[str, Any]
    elements: list[tuple[Any, ...]] = field(default_factory=list)
    faults: list[dict[str, Any]] = field(default_factory=list)
    scored: list[dict[str, Any]] = field(default_factory=list)
    rules: list[dict[str, Any]] = field(default_factory=list)
    shape: tuple[str, str] = ("", "")

    def put(self, marker: str, text: str, style: str = "body", joined: bool = False) -> None:
        """Add a paragraph, or go on with the last one."""
        if joined and self.elements and self.elements[-1][0] == "p" and self.elements[-1][3] == "body":
            _, first, before, _ = self.elements[-1]
            self.elements[-1] = ("p", first, before + marker + text, "body")
        else:
            self.elements.append(("p", marker, text, style))


def number(text: str) -> float:
    """A figure as the key has it: whole numbers without a point."""
    value = float(text)
    return int(value) if value == int(value) else value


def _count(text: str, item: str | None, given: str | None) -> dict[str, Any]:
    low = high = value = None
    found = _FIGURE.search(text)
    if given and "~" in given:
        low, high = (number(part) for part in given.split("~"))
        unit = text[-1]
    elif given:
        value, unit = number(given), text[1:]
    else:
        assert found, text
        scale = {"万": 10000, "亿": 100000000, None: 1}[found.group(2)]
        value, unit = number(str(round(float(found.group(1)) * scale, 4))), found.group(3)
    approx = "range" if low is not None else "exact"
    if text.startswith(("近", "约")):
        approx = "about"
    elif re.search("余|多", text) or text.startswith(("不少于", "不低于")):
        approx = "more_than"
    kind = "duration" if unit in _DURATIONS else _KINDS.get(unit, "count")
    row = {"text": text, "value": value, "low": low, "high": high, "unit": unit, "approx": approx, "kind": kind}
    return {**row, **({"item": item} if item else {})}


def plain(sample: Sample, text: str) -> str:
    """``text`` without its count marks; the counts go to the annotation."""
    if sample.form != "utf-8" and sample.ext in ("docx", "pdf"):
        text = text.translate(_WIDE)
    for doubtful, item, words, given in _COUNT.findall(text):
        if doubtful:
            sample.gold["doubtful_counts"].append({"text": words})
        else:
            sample.gold["counts"].append(_count(words, item, given))
    return _COUNT.sub(lambda match: match.group(3), text)


def _row(sample: Sample, table: str, themes: str, text: str, scope: str = "") -> None:
    row: dict[str, Any] = {"text": text.rstrip("。；;"), "themes": themes.split(",")}
    if table == "problems":
        row["scope"] = scope or None
    sample.gold[table].append(row)


def _heading(sample: Sample, level: int, role: str, marker: str, heading: str) -> None:
    sample.gold["sections"].append({"level": level, "marker": marker or None, "heading": heading, "role": role})


def _items(sample: Sample, code: str, fields: list[str]) -> None:
    """Lines m, p and l: one row each; with + in front they go on in the same paragraph."""
    joined, letter = code.startswith("+"), code[-1]
    table = {"m": "measures", "p": "problems", "l": "plans"}[letter]
    scope = fields.pop(1) if len(fields) == 4 else ""
    themes, marker, raw = (*fields[:1], "", fields[1]) if len(fields) == 2 else fields
    text = plain(sample, raw)
    _row(sample, table, themes, text, scope)
    sample.put(marker.translate(_WIDE) if sample.ext != "txt" else marker, text, "body", joined)


def _headings(sample: Sample, code: str, fields: list[str]) -> None:
    """Lines H (own line) and R (run in with its row)."""
    role, marker, heading, *rest = fields
    marker = marker.translate(_WIDE) if sample.ext != "txt" else marker
    heading = plain(sample, heading)
    _heading(sample, int(code[1]), role, marker, heading)
    if code[0] == "H":
        sample.put(marker, heading, f"h{code[1]}")
        return
    stop, themes, raw = rest
    text = f"{heading}{stop}{plain(sample, raw)}"
    _row(sample, role if role in ("measures", "plans") else "measures", themes, text)
    sample.put(marker, text)


def _others(sample: Sample, code: str, fields: list[str]) -> None:
    text = fields[0] if fields else ""
    if code == "E":
        sample.put("", plain(sample, text))
        sample.gold["doubtful_measures"] = [{"text": part} for part in text.translate(_WIDE).split("。") if part]
    elif code == "T":
        sample.gold["title"] = text
        sample.put("", plain(sample, text), "title")
    elif code in ("A", "N", "G"):
        if text:
            marker = fields[0] if code == "G" and len(fields) > 1 else ""
            sample.put(marker, plain(sample, fields[-1]))
            if text[-1] in ":：" and len(text) < 12:
                sample.gold.setdefault("doubtful_sections", []).append({"heading": text[:-1]})
        else:
            sample.elements.append(("gap",))
    elif code == "Z":
        sample.put("", plain(sample, text), "right")
    elif code == "W":
        sample.put("", text, "chrome")
    elif code == "X":
        sample.elements.append(("table", [line.split(",") for line in text.split(";")], ()))
    elif code == "m0":
        marker, heading, rest = re.fullmatch(r"(.、)(.+?)。(.+)", text).groups()  # type: ignore[union-attr]
        _heading(sample, 1, "plans", marker, heading)
        sample.put(marker, f"{heading}。{rest}")
    elif code == "=":
        kind, whole, parts, holds = fields
        row = {"kind": kind, "whole": whole, "parts": parts.split(","), "holds": holds == "true"}
        sample.gold["relations"].append(row)
    else:
        raise ValueError(f"{sample.stem}: unknown line {code}|{fields}")


def _rules_and_faults(sample: Sample, code: str, fields: list[str]) -> None:
    """Lines S, U, D, B of inspections and I, K of rubrics: kept for the writer of the result list."""
    if code == "S":
        sample.shape = (fields[0], fields[1])
        sample.elements.append(("results",))
    elif code == "U":
        unit, score, rank, _ = fields
        row = {"unit": unit, "score": number(score) if score else None, "rank": int(rank) if rank else None}
        sample.scored.append({**row, "faults": [], "bonus": []})
    elif code == "B":
        sample.scored[-1]["bonus"].append({"points": number(fields[0]), "reason": fields[1]})
    elif code == "D":
        indicator, theme, points, verdict, claim, reason, *limits = fields
        fault = {"indicator": indicator, "theme": theme, "points": number(points) if points else None}
        need = [number(part) for part in limits[0].split(">")] if limits else [None, None]
        fault |= {"verdict": verdict, "claim": claim, "reason": reason, "required": need[0], "actual": need[1]}
        sample.scored[-1]["faults"].append(fault)
    elif code == "I":
        marker, name, *full = fields
        points = number(full[0]) if full and full[0] else None
        sample.rules.append({"marker": marker, "indicator": name, "full_score": points, "items": []})
        if not any(element[0] == "rules" for element in sample.elements):
            sample.elements.append(("rules",))
    elif code == "K":
        kind, item, points, per, cap, text = fields
        row = {"kind": kind, "item": item or None, "points": number(points) if points else None, "per": per or None}
        sample.rules[-1]["items"].append({**row, "cap": number(cap) if cap else None, "text": text})


def _blank(kind: str, unit: str, year: str, date: str) -> dict[str, Any]:
    lists = "sections scores deductions doubtful_deductions counts doubtful_counts problems measures plans relations"
    head = {"title": None, "unit": unit or None, "year": int(year) if year else None, "date": date or None}
    return {**head, "kind": kind, **{name: [] for name in lists.split()}}


def _line(sample: Sample, line: str) -> None:
    code, _, rest = line.partition("|")
    fields = rest.split("|")
    if code in ("m", "+m", "p", "+p", "l", "+l"):
        _items(sample, code, fields)
    elif re.fullmatch(r"[HR]\d", code):
        _headings(sample, code, fields)
    elif code in ("S", "U", "D", "B", "I", "K"):
        _rules_and_faults(sample, code, fields)
    else:
        _others(sample, code, fields)


def read(folder: Path) -> list[list[Sample]]:
    """All files of the sample, each a list of its documents; chrome lines of a compilation belong to the first."""
    files: list[list[Sample]] = []
    for source in sorted(folder.glob("*.txt")):
        for line in source.read_text(encoding="utf-8").splitlines():
            if line.startswith("@@+"):
                kind, unit, year, *date = line[4:].split("|")
                files[-1].append(Sample("", "txt", "utf-8", _blank(kind, unit, year, (date or [""])[0])))
            elif line.startswith("@@"):
                stem, ext, form, kind, unit, year, *date = line[2:].split("|")
                files.append([Sample(stem, ext, form, _blank(kind, unit, year, (date or [""])[0]))])
            elif line and not line.startswith("#"):
                _line(files[-1][-1], line)
    return files
