"""What people add: own schemes, corrections, samples, and the way to and from labelling tools."""

from __future__ import annotations

import datetime
import json

import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.archive.tables import ParquetTables
from pipeline.errors import ResultsError, SettingsError
from pipeline.settings import Settings
from pipeline.tags import _corrections, _exchange, _model, _train, console, notes
from pipeline.tags._corrections import Correction
from pipeline.tags._exchange import Suggestion
from pipeline.tags._scheme import Theme

THEMES = _model.load(_model.builtin_folder()).themes
CODES = [theme.code for theme in THEMES]

SCHEME = """
[[theme]]
code = "water"
name = "供水"
keywords = ["水"]

[[theme]]
code = "road"
name = "道路"
keywords = ["路"]
"""
WATER = [
    "更换老旧水管", "检测水质", "抢修爆管", "清洗水箱", "新建水厂", "安装水表",
    "调整水价", "保护水源", "打井取水", "修建水塔", "疏通水渠", "节约用水",
]  # fmt: skip
ROAD = [
    "铺设沥青路面", "修补坑槽", "拓宽公路", "安装护栏", "划设标线", "建设桥梁",
    "养护路基", "整治超限", "绿化公路两侧", "硬化村道", "修路架桥", "更换路灯",
]  # fmt: skip


def workbook(path, sheet, rows):
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return path


def test_an_own_scheme_trains_in_one_command(tmp_path, capsys):
    scheme = tmp_path / "my.toml"
    scheme.write_text(SCHEME, encoding="utf-8")
    rows = [("text", "themes"), *((t, "供水") for t in WATER), *((t, "road") for t in ROAD)]
    labels = workbook(tmp_path / "my.xlsx", "标注", rows)
    console.train(scheme, [labels], tmp_path / "models" / "own")
    assert "交叉验证" in capsys.readouterr().out
    model = _model.load(tmp_path / "models" / "own")
    assert model.themes == (Theme("water", "供水"), Theme("road", "道路"))
    decided = _model.decide(model, ["抢修水管并检测水质", "拓宽村道公路"])
    assert [decision.themes[0] for decision in decided] == ["water", "road"]
    assert "留出折" in (tmp_path / "models" / "own" / "CARD.md").read_text(encoding="utf-8")
    console.train(scheme, [labels], tmp_path / "again" / "own")
    for name in (*_model.FILES, "CARD.md"):
        assert (tmp_path / "again" / "own" / name).read_bytes() == (tmp_path / "models" / "own" / name).read_bytes()


def test_too_few_labels_and_unknown_themes_are_named(tmp_path):
    scheme = tmp_path / "my.toml"
    scheme.write_text(SCHEME, encoding="utf-8")
    few = workbook(tmp_path / "few.xlsx", "s", [("text", "themes"), ("更换水管", "water")])
    with pytest.raises(SettingsError, match="只有 1 句"):
        _train.own(scheme, [few], tmp_path / "m")
    wrong = workbook(tmp_path / "wrong.xlsx", "s", [("text", "themes"), ("更换水管", "天空")])
    with pytest.raises(SettingsError, match="第 2 行：“天空”不是主题"):
        _train.own(scheme, [wrong], tmp_path / "m")
    with pytest.raises(SettingsError, match="--out"):
        console.train(None, [few], None)


def test_labels_that_are_all_alike_are_told(tmp_path):
    scheme = tmp_path / "my.toml"
    scheme.write_text(SCHEME, encoding="utf-8")
    rows = [(f"更换城区老旧供水管道共计{n}公里", ("water", "road")[n % 2]) for n in range(20)]
    labels = workbook(tmp_path / "my.xlsx", "s", [("text", "themes"), *rows])
    with pytest.raises(SettingsError, match="几乎相同"):
        _train.own(scheme, [labels], tmp_path / "m")


HEAD = ("row_id", "文本", "主题", "更正主题", "复核人", "日期")


def test_corrections_come_back_from_the_workbook(tmp_path, capsys):
    book = workbook(
        tmp_path / "tables.xlsx",
        "复核",
        [
            HEAD,
            ("d1-M1", "成立领导小组", "制度建设", "组织领导、监督检查", "王芳", "2024-03-05"),
            ("d1-M2", "没有改的行", "其他", "", "", ""),
            ("d2-P1", "=SUM(1)", "其他", "law", "李雷", "2024-03-06"),
        ],
    )
    into = tmp_path / "corrections.csv"
    console.learn([book], into, None, None)
    console.learn([book], into, None, None)
    assert "现有 2 条" in capsys.readouterr().out
    assert _corrections.read(into)[0] == Correction(
        "d1-M1", "成立领导小组", ("organization", "supervision"), "王芳", datetime.date(2024, 3, 5)
    )


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (("d1-M1", "文本", "其他", "没这个主题", "王芳", ""), "第 2 行：“没这个主题”不是主题"),
        (("d1-M1", "文本", "其他", "law", "", ""), "没有填复核人"),
        (("d1-M1", "文本", "其他", "law、rules、other、content", "王芳", ""), "最多 3 个"),
        (("d1-M1", "文本", "其他", "law", "王芳", "昨天"), "第 2 行"),
    ],
)
def test_a_correction_that_is_not_understood_is_named(tmp_path, row, told):
    book = workbook(tmp_path / "b.xlsx", "复核", [HEAD, row])
    with pytest.raises(SettingsError, match=told):
        _corrections.read_sheet(book, THEMES)


def test_a_workbook_without_the_sheet_is_named(tmp_path):
    with pytest.raises(SettingsError, match="复核"):
        _corrections.read_sheet(workbook(tmp_path / "b.xlsx", "别的", [HEAD]), THEMES)
    (tmp_path / "c.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(SettingsError, match=r"c\.xlsx"):
        _corrections.read_sheet(tmp_path / "c.xlsx", THEMES)


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30)
CHOSEN = st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True).map(tuple)
MADE = st.builds(Correction, TEXT, TEXT, CHOSEN, TEXT, st.none() | st.dates(datetime.date(1990, 1, 1)))


@settings(deadline=None, max_examples=50)
@given(st.lists(MADE, max_size=5))
def test_a_corrections_file_loses_nothing(tmp_path_factory, made):
    path = tmp_path_factory.mktemp("c") / "corrections.csv"
    _corrections.save(made, path)
    assert _corrections.read(path) == made


def test_the_newer_correction_of_a_row_wins():
    old, new = Correction("d1-M1", "a", ("law",), "王"), Correction("d1-M1", "a", ("rules",), "李")
    assert _corrections.merge([old], [new]) == [new]


SUGGESTED = st.lists(st.builds(Suggestion, TEXT, TEXT, CHOSEN, st.floats(0, 1)), max_size=5)


@settings(deadline=None, max_examples=50)
@given(SUGGESTED)
def test_doccano_and_back_loses_nothing(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("d") / "out.jsonl"
    path.write_text(_exchange.to_doccano(rows), encoding="utf-8", newline="")
    back = _exchange.from_doccano(path, THEMES, "王芳")
    assert [(c.row_id, c.text, c.themes, c.person) for c in back] == [
        (r.row_id, r.text, r.themes, "王芳") for r in rows
    ]


@settings(deadline=None, max_examples=50)
@given(SUGGESTED)
def test_label_studio_and_back_loses_nothing(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("l") / "out.json"
    tasks = json.loads(_exchange.to_label_studio(rows, "themes-1"))
    for task in tasks:  # a person accepts every suggestion
        accepted = {"result": task["predictions"][0]["result"], "completed_by": {"email": "wang@example.cn"}}
        task["annotations"] = [accepted | {"created_at": "2024-03-05T08:00:00.000Z"}]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    back = _exchange.from_label_studio(path, THEMES)
    assert [(c.row_id, c.text, c.themes) for c in back] == [(r.row_id, r.text, r.themes) for r in rows]
    assert {(c.person, c.date) for c in back} <= {("wang@example.cn", datetime.date(2024, 3, 5))}


def test_exports_that_are_not_understood_are_named(tmp_path):
    path = tmp_path / "x.json"
    for content in ("{", '{"a": 1}', '[{"annotations": [{"result": [{}]}]}]'):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(SettingsError, match=r"x\.json"):
            _exchange.from_label_studio(path, THEMES)


def test_cancelled_and_missing_annotations_are_no_decisions(tmp_path):
    path = tmp_path / "x.json"
    tasks = [{"data": {"text": "a"}}, {"data": {"text": "b"}, "annotations": [{"was_cancelled": True, "result": []}]}]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    assert _exchange.from_label_studio(path, THEMES) == []


def test_the_labelling_interface_offers_every_theme():
    config = _exchange.label_studio_config(THEMES)
    assert all(f'value="{code}"' in config for code in CODES)


@pytest.fixture
def results(tmp_path):
    folder = tmp_path / "results"
    folder.mkdir()
    for table in ("measures", "plans", "problems", "deductions"):
        theme = {"theme": "law"} if table == "deductions" else {"themes": ["law", "rules"]}
        rows = [
            {"row_id": f"d-{table}{n}", "text": f"第{n}条", "confidence": n / 20, "decided_by": "model", **theme}
            for n in range(20)
        ]
        odd = {f"d-{table}7": "瓛瓘瓙瓚"}
        rows = [{**row, "doc_id": "d", "rule": False, "start": 0, "reason": odd.get(row["row_id"])} for row in rows]
        rows.append({**rows[0], "row_id": f"d-{table}x", "decided_by": "王芳"})
        pd.DataFrame(rows).to_parquet(folder / f"{table}.parquet")
    pd.DataFrame({"doc_id": ["d"], "year": [2014]}).to_parquet(folder / "documents.parquet")
    (folder / "run.json").write_text(json.dumps({"settings": {"themes": None}}), encoding="utf-8")
    return folder


def test_a_sample_is_drawn_marked_and_told(results, tmp_path, capsys):
    out = tmp_path / "sample.xlsx"
    console.sample(results, 0.95, 0.05, out)
    told = capsys.readouterr().out
    assert "80 行" in told
    # 20 rows of the model and one that a person decided; one reason is in characters that no training sentence has.
    assert "扣分 2014年 1/21 = 4.8%" in told
    assert "做法 2014年 0/1 = 0.0%" in told
    drawn = pd.read_excel(out, engine="calamine")
    assert not drawn["row_id"].str.endswith("x").any()
    with pytest.raises(SettingsError, match="还没有填"):
        console.marked(out, 0.95)
    drawn["对（1）错（0）"] = [0] + [1] * (len(drawn) - 1)
    drawn.to_excel(out, index=False)
    console.marked(out, 0.8)
    told = capsys.readouterr().out
    assert f"{len(drawn) - 1}/{len(drawn)}" in told
    assert "可以说准确率不低于 80%" in told


def test_a_folder_that_holds_no_results_is_named(tmp_path):
    with pytest.raises(ResultsError, match="zongjie run"):
        console.sample(tmp_path, 0.95, 0.02, tmp_path / "s.xlsx")


@pytest.mark.parametrize(("tool", "name"), [("label-studio", "o.json"), ("doccano", "o.jsonl")])
def test_suggestions_go_out_without_what_a_person_decided(results, tmp_path, tool, name):
    console.label(results, tool, tmp_path / name, doubtful=False)
    written = (tmp_path / name).read_text(encoding="utf-8")
    assert written.count('"row_id"') == 80
    console.label(results, tool, tmp_path / name, doubtful=True)
    assert (tmp_path / name).read_text(encoding="utf-8").count('"row_id"') < 80


def test_a_sample_and_suggestions_speak_of_the_scheme_that_the_run_used(results, tmp_path, capsys):
    scheme = tmp_path / "my.toml"
    scheme.write_text(SCHEME.replace('"road"', '"law"'), encoding="utf-8")
    rows = [("text", "themes"), *((t, "供水") for t in WATER), *((t, "law") for t in ROAD)]
    console.train(scheme, [workbook(tmp_path / "my.xlsx", "标注", rows)], tmp_path / "own")
    ran = {"settings": {"themes": str(tmp_path / "own")}}
    (results / "run.json").write_text(json.dumps(ran), encoding="utf-8")
    console.sample(results, 0.95, 0.05, tmp_path / "s.xlsx")
    assert set(pd.read_excel(tmp_path / "s.xlsx", engine="calamine")["主题"]) == {"道路"}
    console.label(results, "label-studio", tmp_path / "o.json", doubtful=False)
    config = (tmp_path / "o.xml").read_text(encoding="utf-8")
    assert 'hint="供水"' in config
    assert "监督检查" not in config


def test_notes_name_the_themes_date_what_persons_decided_and_explain_what_is_doubtful(results, tmp_path):
    path = tmp_path / "corrections.csv"
    day = datetime.date(2024, 3, 5)
    _corrections.save([Correction("d-measuresx", "第0条", ("law",), "王芳", day)], path)
    for table in ("measures", "plans", "problems", "deductions"):
        frame = pd.read_parquet(results / f"{table}.parquet")
        frame.assign(uncertain=frame["row_id"].str.endswith("s3")).to_parquet(results / f"{table}.parquet")
    found = notes(ParquetTables(results), Settings(corrections=str(path)))
    assert found.names["law"] == "依法行政"
    assert found.dates == {f"d-{table}x": "2024-03-05" for table in ("measures", "plans", "problems", "deductions")}
    assert set(found.reasons) == {f"d-{table}3" for table in ("measures", "plans", "problems", "deductions")}


def test_tag_prints_themes_probabilities_and_words(capsys):
    console.tag("聘请监督员，定期开展监督检查", None)
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("主 监督检查（supervision）")
    assert "监督员" in told[0]
    assert told[-1].startswith("首要主题的把握")
