"""Passages that reports share: planted ones are found and named for what they are, templates are no copying."""

from __future__ import annotations

import datetime
import random
import re
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit import _candidates, copies
from pipeline.audit._candidates import candidates
from pipeline.audit._names import by_pair, figures, foreign
from pipeline.audit._shingles import fingerprints
from pipeline.records import Copy, Document
from tests.audit import archives

WORDS = """
镇党委 分管领导 各村支部 便民窗口 驻村干部 财政所 民政办 信息专班 群众代表 监督小组
年初 雨季来临前 春耕时节 每逢集日 半年过后 年底收官时 上级督导前 换届以后
逐户走访了 重新核对了 张贴出 反复讨论了 整理装订了 现场演示了 带头示范了 分批培训了 公开评议了 登记造册了
低保对象名册 宅基地审批材料 惠农补贴清单 河道管护台账 危房鉴定结论 合作医疗账目 公益岗位名单 产业扶持方案 值班记录簿
使老百姓心中有数 把矛盾化解在门前 让工作经得起查问 堵住了管理漏洞 换来了一片好评 为来年打下底子 使流程更加顺当
"""
WHO, WHEN, ACTS, WHAT, THEN = (line.split() for line in WORDS.strip().splitlines())


def sentence(rng: random.Random) -> str:
    """A sentence of the genre with figures and made-up names in it."""
    choose = rng.choice
    place, person = ("".join(chr(rng.randint(0x4E00, 0x9FA0)) for _ in range(3)) for _ in range(2))
    acts = f"{choose(WHO)}{choose(WHEN)}在{place}{choose(ACTS)}{rng.randint(11, 99)}份{choose(WHAT)}"
    return f"{acts}，又会同{person}{choose(ACTS)}{choose(WHAT)}，{choose(THEN)}。"


def passage(rng: random.Random, sentences: int) -> str:
    return "".join(sentence(rng) for _ in range(sentences))


@dataclass
class Shelf:
    """An archive of reports under construction."""

    documents: list[Document]

    def add(self, unit: str, year: int, *parts: str, kind: str = "self_report", month: int = 12) -> str:
        text = "\n".join((f"{unit}{year}年工作总结", *parts))
        doc_id = f"{len(self.documents):012d}-1"
        self.documents.append(
            Document(row_id=doc_id, doc_id=doc_id, path=doc_id, sha256=doc_id, ordinal=1, title=text.splitlines()[0],
                     unit=unit, year=year, date=datetime.date(year, month, 20), kind=kind, text=text, chars=len(text))
        )  # fmt: skip
        return doc_id

    def found(self) -> list[Copy]:
        return copies.find(archives.tables({"documents": self.documents}))


def disguised(text: str, rng: random.Random, old: str, new: str) -> str:
    """Names and figures changed, as a copier does."""
    return re.sub(r"\d+", lambda _: str(rng.randint(11, 99)), text.replace(old, new))


@pytest.fixture
def shelf() -> Shelf:
    return Shelf([])


def test_a_neighbours_passage_with_names_and_figures_changed(shelf: Shelf) -> None:
    rng = random.Random(1)
    own = passage(rng, 3) + "红升乡的做法得到肯定。" + passage(rng, 1)
    first = shelf.add("红升乡", 2018, passage(rng, 5), own, month=11)
    second = shelf.add("永陵镇", 2018, disguised(own, rng, "红升乡", "永陵镇"), passage(rng, 5))
    (row,) = shelf.found()
    assert (row.kind, row.doc_id_a, row.doc_id_b) == ("between_units", first, second)
    assert not row.same_figures
    assert row.foreign_names == ()
    copied = shelf.documents[1].text[row.start_b : row.end_b]
    assert copied.startswith(own[:10])
    assert copied.endswith("。")


def test_a_name_left_in_gives_the_copy_away(shelf: Shelf) -> None:
    rng = random.Random(2)
    own = passage(rng, 2) + "红升乡群众普遍满意。" + passage(rng, 2)
    shelf.add("红升乡", 2018, own, month=11)
    shelf.add("永陵镇", 2018, passage(rng, 4), own)
    (row,) = shelf.found()
    assert row.foreign_names == ("红升乡",)
    assert row.same_figures


def test_last_years_report_with_the_year_changed(shelf: Shelf) -> None:
    rng = random.Random(3)
    own = passage(rng, 6) + "2017年共投入36万元。"
    shelf.add("永陵镇", 2017, own)
    shelf.add("永陵镇", 2018, own.replace("2017年", "2018年"))
    (row,) = shelf.found()
    assert (row.kind, row.same_figures) == ("between_years", True)


def test_a_passage_in_many_reports_was_handed_down(shelf: Shelf) -> None:
    rng = random.Random(4)
    handed = passage(rng, 3)
    for number in range(8):
        shelf.add(f"第{number}街道", 2018, passage(rng, 4), handed, passage(rng, 3))
    rows = shelf.found()
    assert {row.kind for row in rows} == {"template"}
    assert len(rows) == 7


def test_the_notice_from_above_is_a_template_for_one(shelf: Shelf) -> None:
    rng = random.Random(5)
    handed = passage(rng, 4)
    notice = shelf.add("县政府", 2018, handed, kind="plan", month=3)
    shelf.add("永陵镇", 2018, passage(rng, 4), handed)
    (row,) = shelf.found()
    assert (row.kind, row.doc_id_a) == ("template", notice)


def test_stock_phrases_are_no_copies(shelf: Shelf) -> None:
    rng = random.Random(6)
    for number in range(6):
        shelf.add(
            f"第{number}镇",
            2018,
            passage(rng, 5),
            "在县委、县政府的正确领导下，各项工作取得了新的进展。",
            passage(rng, 5),
        )
    assert shelf.found() == []


def test_planted_copies_are_found_and_templates_are_not_called_copying() -> None:
    rng = random.Random(7)
    shelf = Shelf([])
    handed = [passage(rng, 3) for _ in range(3)]
    planted, earlier = set(), []
    for number in range(400):
        unit = f"{chr(0x4E10 + number)}川镇"
        parts = [passage(rng, 6), rng.choice(handed), passage(rng, 4)]
        if number >= 100 and number % 2:
            source_id, source = earlier[number // 2 % len(earlier)]
            parts.append(disguised(source, rng, "某某", unit))
            planted.add((source_id, len(shelf.documents)))
        doc_id = shelf.add(unit, 2010 + number // 100, *parts, month=1 + number % 12)
        if number < 100:
            earlier.append((doc_id, passage(rng, 3)))
            shelf.documents[-1] = _with(shelf.documents[-1], earlier[-1][1])
    rows = shelf.found()
    told = {(row.doc_id_a, int(row.doc_id_b[:12])) for row in rows if row.kind == "between_units"}
    same_source = {(a, b) for a, b in told if b in {later for _, later in planted}}
    assert len({b for _, b in same_source}) >= 0.99 * len(planted)
    templates = [row for row in rows if any(_is(row, shelf, text) for text in handed)]
    assert sum(row.kind != "template" for row in templates) <= 0.01 * len(templates)


def _with(document: Document, more: str) -> Document:
    text = f"{document.text}\n{more}"
    return replace(document, text=text, chars=len(text))


def _is(row: Copy, shelf: Shelf, text: str) -> bool:
    return text[20:40] in shelf.documents[int(row.doc_id_b[:12])].text[row.start_b : row.end_b]


def test_what_is_compared_grows_with_the_archive_and_not_its_square() -> None:
    """Time and memory up to 100,000 documents: tests/quality/copies_scale.py."""
    pairs = []
    for count in (200, 400, 800):
        ranks = np.arange(count, dtype=np.int64).repeat(3)
        handed_down = np.tile(np.array([7, 8, 9], dtype=np.uint64), count)
        years = np.arange(count, dtype=np.int64) % 9
        pairs.append(len(candidates(handed_down, ranks, np.arange(count) // 4, years).pairs))
    assert pairs[1] <= 2.1 * pairs[0]
    assert pairs[2] <= 2.1 * pairs[1]


@given(st.lists(st.integers(0, 2**63 - 1) | st.integers(0, 3), max_size=200), st.integers(1, 60))
def test_parts_hold_every_value_once_and_equal_values_together(values: list[int], size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_candidates, "PART", size)
        parts = [[values[place] for place in part] for part in _candidates._parts(np.array(values, dtype=np.uint64))]
    assert sorted(value for part in parts for value in part) == sorted(values)
    assert sum(len(set(part)) for part in parts) == len(set(values))


def test_shared_runs_share_fingerprints_wherever_they_stand() -> None:
    rng = random.Random(9)
    run = passage(rng, 1)
    first, _ = fingerprints([passage(rng, 2) + run + passage(rng, 2)])
    second, _ = fingerprints(["别的开头，" + run])
    assert set(first.tolist()) & set(second.tolist())


def test_figures_apart_from_dates() -> None:
    assert figures("2018年3月投入36.5万元，印发〔2018〕12号文，发放1200份") == ["36.5万", "1200"]


def test_own_names_are_not_foreign() -> None:
    known = by_pair(["青石镇", "白沙乡"])
    assert foreign("在白沙乡和青石镇开展", ("白沙乡人民政府",), known) == ("青石镇",)
    assert foreign("全县各乡镇都在学习桐城县的做法，由柳河县带头", ("云溪县",), {}) == ("柳河县",)
