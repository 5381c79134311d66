"""The register of units: names in their counties, aliases, renames, masked names, links that a person decides."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from pipeline.errors import SettingsError
from pipeline.records import Unit
from pipeline.scores import _names, _parents, _renames, console, review, score
from pipeline.scores.units import register
from pipeline.settings import Settings
from tests.scores.archive_of import Archive


def archive() -> Archive:
    made = Archive()
    made.inspection("青川县2020年考核通报", 2020, [("县住建局", 90, "缺项扣10分"), ("石门镇", 95, "缺项扣5分")])
    made.document("self_report", "我局情况", "总结", "青川县住房和城乡建设局", 2020)
    made.document("self_report", "我镇情况", "总结", "石门镇人民政府", 2020)
    return made


def units(made: Archive) -> dict[str | None, Unit]:
    return {unit.name: unit for unit in register(made.tables()).units}


@pytest.mark.parametrize(
    ("name", "region", "full"),
    [
        ("县教育局", "青川县", "青川县教育局"),
        ("教育局", "青川县", "青川县教育局"),
        ("青川县教育局", "", "青川县教育局"),
        ("原县教育局", "青川县", "青川县教育局"),
        ("县住建局", "青川县", "青川县住房和城乡建设局"),
        ("石门镇人民政府", "青川县", "青川县石门镇"),
        ("青川县石门镇人民政府", "", "青川县石门镇"),
        ("安河市青川区民政局", "", "青川区民政局"),
        ("市场监督管理局", "青川县", "青川县市场监督管理局"),
        ("城市管理局", "青川县", "青川县城市管理局"),
        ("市教育局", "青川县", "市教育局"),
        ("县教育局", "", "县教育局"),
        ("青川县", "", "青川县人民政府"),
        ("县政府办", "青川县", "青川县人民政府办公室"),
    ],
)
def test_names_belong_to_a_county(name: str, region: str, full: str) -> None:
    assert _names.parse(name, region).full == full


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("石门镇", "乡镇"),
        ("县教育局", "部门"),
        ("青川县", "县"),
        ("红星村", "村"),
        ("政务公开考核组", "机构"),
        ("县第一中学", "单位"),
    ],
)
def test_level_of_a_name(name: str, level: str) -> None:
    assert _names.parse(name, "青川县").level == level


def test_one_body_under_all_its_names() -> None:
    found = units(archive())
    assert {"县住建局", "青川县住建局", "住房和城乡建设局"} <= set(found["青川县住房和城乡建设局"].aliases)
    assert "石门镇人民政府" in found["石门镇"].aliases
    assert set(found) == {"青川县住房和城乡建设局", "石门镇", "青川县考核组"}


def test_the_same_name_in_two_counties_is_two_bodies() -> None:
    made = archive()
    made.inspection("白河县2020年考核通报", 2020, [("县住建局", 90, "缺项扣10分")])
    found = units(made)
    assert {"青川县住房和城乡建设局", "白河县住房和城乡建设局"} <= set(found)


def test_masked_units_stay_one_of_their_own_document() -> None:
    made = Archive()
    for year in (2020, 2021):
        made.inspection("考核通报", year, [("X镇", None, "缺项扣5分"), ("X镇", None, "缺项扣6分")])
    masked = [unit for unit in register(made.tables()).units if unit.masked]
    assert len(masked) == 4
    assert len({unit.unit_id for unit in masked}) == 4
    assert score(made.tables(), Settings())["changes"] == []


@pytest.mark.parametrize(
    ("text", "before", "after", "date"),
    [
        (
            "自2019年3月15日起，青川县教育局更名为青川县教育体育局。",
            ("青川县教育局",),
            "青川县教育体育局",
            "2019-03-15",
        ),
        ("2019年3月，县教育局更名为县教育体育局，", ("县教育局",), "县教育体育局", None),
        (
            "将县文化局、县旅游局的职责整合，组建县文化和旅游局，不再保留县文化局。",
            ("县文化局", "县旅游局"),
            "县文化和旅游局",
            None,
        ),
        ("我局由原县文化局和原县旅游局合并组建。", ("县文化局", "县旅游局"), "青川县文旅局", None),
        ("撤销北岭乡、南岭乡，设立岭东镇。", ("北岭乡", "南岭乡"), "岭东镇", None),
        ("2018年12月1日，石桥镇与北山乡合并设立北山镇。", ("石桥镇", "北山乡"), "北山镇", "2018-12-01"),
    ],
)
def test_sentences_that_tell_of_renames(text: str, before: tuple[str, ...], after: str, date: str | None) -> None:
    (said,) = _renames.said(text, "青川县文旅局")
    assert (said.before, said.after) == (before, after)
    assert said.date == (datetime.date.fromisoformat(date) if date else None)
    assert text[said.start : said.end] in text


def parent(made: Archive, name: str) -> tuple[str, str, str | None] | None:
    found = register(made.tables())
    unit = next(unit for unit in found.units if unit.name == name)
    above = found.parents.get(unit.unit_id)
    return (above.name, above.why, above.text) if above else None


def test_a_bureau_belongs_to_its_county_by_its_name() -> None:
    assert parent(archive(), "青川县住房和城乡建设局") == ("青川县人民政府", "名称", None)


def test_a_centre_belongs_to_the_bureau_that_a_sentence_names() -> None:
    made = archive()
    text = "我中心为县教育局直属事业单位，编制12名。全年组织考试5次。"
    made.document("self_report", text, "总结", "青川县招生考试中心", 2020)
    said = "我中心为县教育局直属事业单位，编制12名。"
    assert parent(made, "青川县招生考试中心") == ("青川县教育局", "原文", said)


def test_a_village_belongs_to_the_town_whose_circular_lists_it() -> None:
    made = archive()
    made.inspection("石门镇2020年村务公开检查通报", 2020, [("红星村", 90, "缺项扣10分")])
    listed = made.rows["documents"][-1]
    values = {name: getattr(listed, name) for name in type(listed).__slots__}
    made.rows["documents"][-1] = type(listed)(**{**values, "unit": "石门镇人民政府"})
    assert parent(made, "红星村") == ("石门镇", "文档", None)


@pytest.mark.parametrize(
    "text",
    ["各部门及其所属单位要抓好落实。", "文件由县政府办公室直属档案馆保管。", "信息发布工作隶属重点任务。"],
)
def test_other_sentences_name_no_parent(text: str) -> None:
    assert list(_parents.said(text, "县教育局")) == []


@pytest.mark.parametrize(
    "text", ["公众号更名为“青川发布”。", "把两个栏目合并，方便查询。", "整合现有系统，建设统一平台。"]
)
def test_other_changes_of_name_are_none(text: str) -> None:
    assert list(_renames.said(text, "县教育局")) == []


def test_a_rename_stands_in_the_register_with_its_sentence() -> None:
    made = Archive()
    text = "自2019年3月15日起，青川县教育局更名为青川县教育体育局，职责不变。"
    made.document("other", text, "青川县人民政府通知", "青川县人民政府", 2019)
    found = units(made)
    old, new = found["青川县教育局"], found["青川县教育体育局"]
    assert (old.successor_id, old.valid_to, new.valid_from) == (new.unit_id, *[datetime.date(2019, 3, 15)] * 2)
    assert old.text == text
    assert (old.start, old.end) == (0, len(text))


def test_a_doubtful_link_is_asked_for_and_read_back(tmp_path: Path) -> None:
    made = Archive()
    made.document("self_report", "一", "总结", "青川县水务局", 2020)
    made.document("self_report", "二", "总结", "青川县水利事务局", 2021)
    tables, path = made.tables(), tmp_path / "review.xlsx"
    assert review.write(tables, path) == 1
    assert "青川县水务局" in units(made)
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book["待定"][2]][:3] == ["青川县水务局", "青川县水利事务局", "可能是简称"]
    book["待定"].cell(2, 5).value = "是"
    book.save(path)
    joined = {unit.name: unit for unit in register(tables, review.decisions(path)).units}
    assert "青川县水务局" not in joined
    assert "青川县水务局" in joined["青川县水利事务局"].aliases
    assert review.write(tables, path, review.read(path)) == 0
    assert review.decisions(path) == [("青川县水务局", "青川县水利事务局")]  # written again, the answer is still there


def test_a_no_is_kept_and_not_asked_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = Archive()
    made.document("self_report", "一", "总结", "青川县水务局", 2020)
    made.document("self_report", "二", "总结", "青川县水利事务局", 2021)
    path = tmp_path / "review.xlsx"
    console.review_units(made.tables(), path, Settings())
    book = openpyxl.load_workbook(path)
    book["待定"].cell(2, 5).value = "否"
    book.save(path)
    console.review_units(made.tables(), path, Settings())
    assert review.read(path) == {("青川县水务局", "青川县水利事务局"): False}
    assert [line.partition("：")[2][:4] for line in capsys.readouterr().out.splitlines()] == ["1 处要", "0 处要"]
    assert len(register(made.tables(), review.decisions(path)).units) == 2


def test_a_file_that_is_no_register_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "别的.xlsx"
    openpyxl.Workbook().save(path)
    before = path.read_bytes()
    with pytest.raises(SettingsError, match=r"别的\.xlsx"):
        console.review_units(Archive().tables(), path, Settings())
    assert path.read_bytes() == before


def test_an_answer_that_is_not_understood_is_refused(tmp_path: Path) -> None:
    made = Archive()
    made.document("self_report", "一", "总结", "青川县水务局", 2020)
    made.document("self_report", "二", "总结", "青川县水利事务局", 2021)
    path = tmp_path / "review.xlsx"
    review.write(made.tables(), path)
    book = openpyxl.load_workbook(path)
    book["待定"].cell(2, 5).value = "也许"
    book.save(path)
    with pytest.raises(SettingsError, match="第 2 行填的是“也许”"):
        review.decisions(path)


def test_a_file_that_is_no_register_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(SettingsError, match="重新生成"):
        review.decisions(path)
