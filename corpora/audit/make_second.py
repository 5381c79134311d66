"""Writes the second archive for measuring the audit: 90 self-reports and 3 inspections of a district, with their key.

Run as ``python corpora/audit/make_second.py FOLDER``. The key says for every finding of an inspection what a reader
concludes from the unit's own report; the same seed gives the same bytes.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
YEARS = (2016, 2017, 2018)
STREETS = "柳荫 青石 望江 北坡 桐花 双井 白沙 红庙 槐树 南池"
UNITS = [f"{name}{kind}" for kind in ("街道办事处", "卫生院", "市场监管所") for name in STREETS.split()]
ROLES = {"contradicts": "claim", "agrees": "admission", "undecided": "act"}
CASES = ("contradicts",) * 4 + ("agrees",) * 3 + ("undisclosed",) * 3 + ("undecided",)
OPENINGS = ("现将我单位{year}年度工作情况报告如下。", "{year}年，我单位按照区里的统一安排推进各项工作，主要情况是：")
LEADS = ("对照要求，我们还有差距：", "工作中也有不如意的地方：")


@dataclass
class Paper:
    """One document under construction: its text and the rows that a careful reader takes from it."""

    name: str
    kind: str
    unit: str | None
    year: int
    text: str = ""
    rows: list[dict[str, Any]] = field(default_factory=list)

    def add(self, table: str, words: str, theme: str, **more: Any) -> tuple[int, int]:
        """Appends ``words`` as a row of ``table`` and gives its span."""
        start = len(self.text)
        self.text += words
        self.rows.append({"table": table, "start": start, "end": len(self.text), "theme": theme, **more})
        return start, len(self.text)


def phrases() -> dict[str, dict[str, list[str]]]:
    """Matter → role → phrases; ``theme`` is a role of its own with one entry."""
    result: dict[str, dict[str, list[str]]] = {}
    for line in (HERE / "second_phrases.tsv").read_text(encoding="utf-8").splitlines()[3:]:
        matter, theme, role, text = line.split("\t")
        result.setdefault(matter, {"theme": [theme]}).setdefault(role, []).append(text)
    return result


def build() -> tuple[list[Paper], list[dict[str, Any]]]:
    """All documents and the expected findings."""
    bank = phrases()
    rng = random.Random(20160301)
    papers: list[Paper] = []
    expected: list[dict[str, Any]] = []
    for year in YEARS:
        inspection = Paper(f"{year}-督导情况.txt", "inspection", None, year)
        inspection.text = f"{year}年度督导考核情况通报\n\n各单位得分及扣分原因如下：\n"
        for number, unit in enumerate(UNITS, 1):
            report, conclusions = _report(unit, year, bank, rng)
            papers.append(report)
            expected += _inspect(inspection, number, unit, conclusions, bank, rng)
        papers.append(inspection)
    return papers, expected


def _report(unit: str, year: int, bank: Any, rng: random.Random) -> tuple[Paper, list[dict[str, Any]]]:
    matters = rng.sample([m for m in bank if m != "其他"], len(CASES) + 3)
    cases = dict(zip(matters, CASES, strict=False))
    paper = Paper(f"{year}-{unit}.txt", "self_report", unit, year)
    paper.text = f"{unit}{year}年工作总结\n\n{rng.choice(OPENINGS).format(year=year)}\n\n一、主要工作\n"
    spans: dict[str, tuple[int, int]] = {}
    done = [(m, bank[m][ROLES[cases.get(m, "contradicts")]]) for m in matters if cases.get(m) not in QUIET]
    done += [("其他", [text]) for text in rng.sample(bank["其他"]["filler"], 4)]
    rng.shuffle(done)
    for matter, words in done:
        spans[matter] = paper.add("measures", rng.choice(words) + "。", bank[matter]["theme"][0])
        paper.text += "\n"
    paper.text += f"\n二、存在不足\n{rng.choice(LEADS)}\n"
    for number, matter in enumerate([m for m in matters if cases.get(m) == "agrees"], 1):
        paper.text += f"{number}．"
        spans[matter] = paper.add("problems", rng.choice(bank[matter]["admission"]) + "。", bank[matter]["theme"][0])
        paper.text += "\n"
    paper.text += f"\n{unit}\n{year}年12月{rng.randint(3, 28)}日\n"
    return paper, [{"matter": m, "verdict": v, "claim": spans.get(m), "report": paper.name} for m, v in cases.items()]


QUIET = ("agrees", "undisclosed")


def _inspect(
    paper: Paper, number: int, unit: str, conclusions: list[dict[str, Any]], bank: Any, rng: random.Random
) -> Iterator[dict[str, Any]]:
    points = [rng.randint(1, 4) for _ in conclusions]
    paper.text += f"{number}、{unit}，{100 - sum(points)}分。"
    order = list(zip(conclusions, points, strict=True))
    rng.shuffle(order)
    for place, (conclusion, lost) in enumerate(order):
        matter = conclusion["matter"]
        words = rng.choice(bank[matter]["finding"])
        paper.text += "；" if place else ""
        span = paper.add("deductions", f"{words}扣{lost}分", bank[matter]["theme"][0], reason=words, unit=unit)
        yield {"unit": unit, "year": paper.year, "inspection": paper.name, "finding": span, **conclusion}
    paper.text += "。\n"


def main(folder: Path) -> None:
    """Writes the documents as text files and ``key.json`` beside them."""
    papers, expected = build()
    folder.mkdir(parents=True, exist_ok=True)
    for paper in papers:
        (folder / paper.name).write_text(paper.text, encoding="utf-8")
    key = {"documents": [asdict(paper) for paper in papers], "findings": expected}
    (folder / "key.json").write_text(json.dumps(key, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
