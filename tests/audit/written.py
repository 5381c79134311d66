"""Archives that stand as documents and are read the whole way, so that what reading misses is missed here too."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline import analyse
from pipeline.audit._sides import gather
from tests.audit.archives import CORPORA

TOWNS = re.findall(
    "..",
    "东河南岭西坪北渡石桥龙泉双河高坪太和永安兴隆长岭板桥清溪大湾平山红旗金沙银坪铁炉牛场马街羊寨凤岗鹤林燕山鹿台鱼塘",
)
YEAR = 2020
Place = tuple[str, int, str]  # unit, year, words of the finding
Conclusion = tuple[str, str | None]  # verdict, words of the claim


@dataclass(frozen=True)
class FrameTables:
    """The tables of ``analyse`` as the stages over the whole archive see them."""

    frames: dict[str, pd.DataFrame]

    def read(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """The rows of table ``name``, with all or the named columns."""
        return self.frames[name] if columns is None else self.frames[name][list(columns)]

    def batches(self, name: str, columns: Sequence[str] | None = None) -> Iterator[pd.DataFrame]:
        """The same, in one part."""
        yield self.read(name, columns)


@dataclass(frozen=True)
class Line:
    """One matter of a small report: what it says, what the inspection found, what a reader concludes."""

    report: int
    matter: str
    verdict: str
    claim: str
    finding: str


@functools.cache
def third() -> tuple[FrameTables, dict[Place, Conclusion]]:
    """The third archive and its key."""
    folder = CORPORA / "audit" / "third"
    rows = (folder / "key.tsv").read_text(encoding="utf-8").splitlines()[2:]
    tables = FrameTables(analyse(folder / "documents"))
    return tables, _key(tables, [("", finding, verdict, claim) for _, finding, verdict, claim in map(_cells, rows)])


def _cells(line: str) -> list[str]:
    return line.split("\t")


def lines() -> list[Line]:
    """The lines of the small reports."""
    rows = (CORPORA / "audit" / "small_reports.tsv").read_text(encoding="utf-8").splitlines()[2:]
    return [
        Line(int(report), matter, verdict, claim, finding)
        for report, _, matter, verdict, claim, finding in map(_cells, rows)
    ]


@functools.cache
def small() -> tuple[FrameTables, dict[Place, Conclusion]]:
    """The small reports as documents beside one inspection, and the key.

    Each report meets its own findings and as many of the reports after it, on matters that it does not name.
    """
    by_report: dict[int, list[Line]] = defaultdict(list)
    for line in lines():
        by_report[line.report].append(line)
    met = {number: _strange(number, by_report) for number in by_report}
    papers = [_report(number, own) for number, own in by_report.items()]
    papers.append(_inspection({n: [*own, *met[n]] for n, own in by_report.items()}))
    tables = FrameTables(analyse([paper.encode() for paper in papers]))
    expected = []
    for number, own in by_report.items():
        expected += [(_unit(number), line.finding, line.verdict, line.claim.rstrip("。")) for line in own]
        expected += [(_unit(number), line.finding, "undisclosed", "") for line in met[number]]
    return tables, _key(tables, expected)


def _unit(number: int) -> str:
    return f"{TOWNS[number - 1]}镇"


def _strange(number: int, by_report: dict[int, list[Line]]) -> list[Line]:
    """Findings of the reports after ``number``, one each, on matters that it does not name."""
    named = {line.matter for line in by_report[number]}
    found: list[Line] = []
    for step in range(1, len(by_report)):
        other = by_report[(number - 1 + step) % len(by_report) + 1]
        line = other[step % len(other)]
        if line.matter not in named:
            named.add(line.matter)
            found.append(line)
        if len(found) == len(by_report[number]):
            break
    return found


def _report(number: int, own: Sequence[Line]) -> str:
    done = [line.claim.rstrip("。") for line in own if line.verdict == "contradicts"]
    lacking = [line.claim.rstrip("。") for line in own if line.verdict == "agrees"]
    parts = [f"{_unit(number)}{YEAR}年工作总结\n"]
    for heading, items in (("一、主要做法", done), ("二、存在问题", lacking)):
        if items:
            parts += [heading, *(f"{place}．{item}。" for place, item in enumerate(items, 1))]
    return "\n".join([*parts, "", f"{_unit(number)}人民政府", f"{YEAR}年12月10日", ""])


def _inspection(found: dict[int, list[Line]]) -> str:
    parts = [f"清江县{YEAR}年度乡镇工作考核结果通报\n", "一、考核得分及扣分情况"]
    for number, several in found.items():
        reasons = "；".join(f"{line.finding}，扣1分" for line in several)
        parts.append(f"{number}、{_unit(number)}，{100 - len(several)}分。{reasons}。")
    return "\n".join([*parts, "", "清江县人民政府办公室", f"{YEAR + 1}年1月20日", ""])


def _key(tables: FrameTables, expected: Sequence[tuple[str, str, str, str]]) -> dict[Place, Conclusion]:
    """The key by unit and words as they were read; a finding that was not read keeps its own and is missed by all."""
    read = [(*key, one.text) for key, sides in gather(tables).items() for one in sides.findings]
    return {
        next((place for place in read if unit in place[0] and words in place[2]), (unit, 0, words)): (
            verdict,
            claim or None,
        )
        for unit, words, verdict, claim in expected
    }
