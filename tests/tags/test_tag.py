"""Rows in, the same rows with themes out."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.records import Count, Deduction, Doc, Document, Measure, Plan, Problem
from pipeline.settings import Settings
from pipeline.tags import _corrections, _explain, _model, tag

DOC = Doc(meta=Document(doc_id="abc-1", path="a.txt", sha256="abc", ordinal=1, text="", chars=0))


def measure(text: str) -> Measure:
    return Measure(ordinal=1, text=text, start=0, end=len(text))


def deduction(reason: str) -> Deduction:
    return Deduction(reason=reason, points=1.0, text=f"{reason}扣1分", start=0, end=len(reason) + 3)


CLEAR = [
    ("成立以局长为组长的工作领导小组，下设办公室，指定专人负责", "organization"),
    ("修订完善了会议、学习、请销假等六项规章制度", "rules"),
    ("将低保名单、救灾款发放情况在每季度末予以公示", "content"),
    ("在村口新装了三块公开栏，并开通了微信公众号", "channels"),
    ("共收到依申请公开件7件，均按期答复", "on_request"),
    ("通过图解、问答等方式对医保新政进行解读", "interpretation"),
    ("畅通信访渠道，认真办理群众来信来访和热线投诉", "response"),
    ("信息发布前须经保密审查，确保涉密信息不上网", "review"),
    ("组织检查组对各股室进行督查，对发现的问题限期整改", "supervision"),
    ("将其纳入年终目标考核，对优秀的单位给予奖励", "assessment"),
    ("举办业务培训班三期，培训信息员百余人", "training"),
    ("优化窗口审批流程，办理时限由十天压缩为三天", "service"),
    ("建成办公自动化系统，实现部门数据共享", "digital"),
    ("及时整理归档资料，按时报送统计报表", "records"),
    ("严格行政执法程序，对重大处罚决定进行合法性审查", "law"),
    ("严格落实党风廉政建设责任，加强廉洁自律教育", "integrity"),
    ("新修水泥路12公里，栽植果树3000亩", "other"),
]


@pytest.mark.parametrize(("text", "theme"), CLEAR)
def test_clear_cases(text, theme):
    (row,) = tag(DOC, {"measures": [measure(text)]})["measures"]
    assert row.themes[0] == theme
    assert row.decided_by == "model"
    assert 0 < row.confidence <= 1


def test_a_second_clause_with_its_own_verb_gives_a_second_theme():
    (row,) = tag(DOC, {"measures": [measure("成立了政务公开领导小组，同时聘请监督员定期开展监督检查")]})["measures"]
    assert set(row.themes) == {"organization", "supervision"}


def test_a_run_in_heading_gives_the_main_theme():
    text = "强化组织领导。成立以局长为组长的工作专班，明确专人负责，并将任务完成情况列入年终考核，奖优罚劣"
    (row,) = tag(DOC, {"measures": [measure(text)]})["measures"]
    assert row.themes == ("organization", "assessment")


def test_all_four_tables_are_tagged_and_the_rest_is_left_alone():
    count = Count(text="3次", start=0, end=2, value=3.0, unit="次")
    facts = {
        "counts": [count],
        "deductions": [deduction("未按时报送统计报表")],
        "problems": [Problem(ordinal=1, text="公开栏破损，位置偏僻", start=0, end=10)],
        "measures": [],
        "plans": [Plan(ordinal=1, text="加大业务培训力度", start=0, end=8)],
    }
    tagged = tag(DOC, facts)
    assert list(tagged) == list(facts)
    assert tagged["counts"] == [count]
    assert tagged["measures"] == []
    assert tagged["deductions"][0].theme == "records"
    assert tagged["problems"][0].themes[0] == "channels"
    assert tagged["plans"][0].themes[0] == "training"


def test_a_document_without_rows_stays_as_it_is():
    assert tag(DOC, {"measures": [], "counts": []}) == {"measures": [], "counts": []}


@pytest.mark.parametrize("text", ["", "。", "abc", "\n", "，；。", "2020", "龘" * 3000, "强化领导。" * 500])
def test_any_text_gets_a_theme(text):
    (row,) = tag(DOC, {"measures": [measure(text)]})["measures"]
    assert 1 <= len(row.themes) <= 3


def test_the_threshold_for_uncertain_can_be_set():
    facts = {"measures": [measure("成立领导小组")]}
    sure = [tag(DOC, facts, Settings(uncertain_below=t))["measures"][0].uncertain for t in (0.0, 1.0)]
    assert sure == [False, True]


def test_the_same_text_alone_or_among_others_has_the_same_themes():
    texts = [text for text, _ in CLEAR]
    together = tag(DOC, {"measures": [measure(text) for text in texts]})["measures"]
    alone = [tag(DOC, {"measures": [measure(text)]})["measures"][0] for text in texts]
    assert [row.themes for row in together] == [row.themes for row in alone]


def test_probabilities():
    scores = _model.score(_model.load(_model.builtin_folder()), [text for text, _ in CLEAR])
    assert scores.main.sum(axis=1) == pytest.approx(1)
    assert scores.among.min() >= 0
    assert scores.among.max() <= 1


def test_loading_takes_less_than_a_second_and_neither_spacy_nor_scikit_learn():
    code = (
        "import sys; from pipeline.tags import _model; _model.load(_model.builtin_folder());"
        "sys.exit('sklearn' in sys.modules or 'spacy' in sys.modules or 'pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    begin = time.process_time()
    _model.load.__wrapped__(_model.builtin_folder())
    assert time.process_time() - begin < 1


def test_a_changed_model_is_refused(tmp_path):
    folder = tmp_path / "m"
    _model.save(_model.load(_model.builtin_folder()), folder)
    _model.load(folder)
    _model.load.cache_clear()
    path = folder / "weights.npz"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(SettingsError, match=r"weights\.npz"):
        _model.load(folder)
    with pytest.raises(SettingsError, match="没有完整的主题模型"):
        _model.load(tmp_path / "nothing")


def test_a_saved_model_decides_the_same(tmp_path):
    model = _model.load(_model.builtin_folder())
    _model.save(model, tmp_path / "copy")
    again = _model.load(tmp_path / "copy")
    texts = [text for text, _ in CLEAR]
    assert _model.decide(again, texts) == _model.decide(model, texts)


def test_the_words_that_decided_are_words_of_the_text():
    text = "在便民服务大厅设立电子显示屏，公布办事流程，并聘请监督员定期检查"
    sure, reasons = _explain.explain(_model.load(_model.builtin_folder()), text)
    assert 0 < sure <= 1
    given = [reason for reason in reasons if reason.given]
    assert given == reasons[: len(given)]
    assert all(word in text for reason in given for word, _ in reason.words)
    assert "监督员" in dict(next(r for r in given if r.code == "supervision").words)


def test_marks_decide_nothing():
    _, reasons = _explain.explain(_model.load(_model.builtin_folder()), "用图解、短片、动漫，解读补偿政策。")
    assert all(any(c.isalnum() for c in word) for reason in reasons for word, _ in reason.words)


def test_reasons_in_a_line_name_the_themes_given_their_words_and_the_next_likely_theme():
    (_, reasons), (_, others) = _explain.explain_all(
        _model.load(_model.builtin_folder()), ["聘请监督员，定期开展监督检查", "未按时报送统计报表"]
    )
    told = _explain.told(reasons)
    assert told.startswith("监督检查 ")
    assert "监督员 " in told.partition("；")[0]
    assert told.count("；") == 1
    assert _explain.told(others).startswith("档案报送 ")


def test_a_rule_that_says_no_more_than_each_time_is_read_with_what_it_is_of():
    text = "2.领导小组会议每年不少于4次（6分）。每少一次扣1.5分。\n3.聘请监督员5名以上（4分）。每少一名扣1分。"
    rows = [
        Deduction(reason=reason, points=1.0, rule=True, text=text[at : at + 8], start=at, end=at + 8)
        for reason in ("每少一次", "每少一名")
        for at in [text.index(reason)]
    ]
    doc = Doc(meta=Document(doc_id="abc-1", path="a.txt", sha256="abc", ordinal=1, text=text, chars=len(text)))
    assert [row.theme for row in tag(doc, {"deductions": rows})["deductions"]] == ["organization", "supervision"]


def test_a_persons_decision_stands(tmp_path):
    path = tmp_path / "corrections.csv"
    here = _corrections.Correction("abc-1-M1", "成立领导小组", ("law", "rules"), "王芳")
    there = _corrections.Correction("zzz-1-M1", "成立领导小组", ("service",), "李雷")
    _corrections.save([here, there], path)
    facts = {"measures": [measure("成立领导小组"), measure("成立领导小组和办公室")]}
    corrected, other = tag(DOC, facts, Settings(corrections=str(path)))["measures"]
    assert (corrected.themes, corrected.decided_by) == (("law", "rules"), "王芳")
    assert (corrected.confidence, corrected.uncertain) == (1.0, False)
    assert other.decided_by == "model"
    elsewhere = Doc(meta=Document(doc_id="new-1", path="b", sha256="new", ordinal=1, text="", chars=0))
    assert tag(elsewhere, facts, Settings(corrections=str(path)))["measures"][0].decided_by in {"王芳", "李雷"}


def test_a_missing_corrections_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match="zongjie learn"):
        tag(DOC, {"measures": [measure("成立领导小组")]}, Settings(corrections=str(tmp_path / "no.csv")))


def test_the_card_says_what_the_issue_asks():
    card = (Path(_model.builtin_folder()) / "CARD.md").read_text(encoding="utf-8")
    for part in ("SHA-256", "交叉验证", "关键词表", "最近邻", "多数类", "置信度", "最常混淆", "scikit-learn"):
        assert part in card
