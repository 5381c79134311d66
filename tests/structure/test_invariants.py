"""What holds for every text, however odd."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline import structure
from pipeline.facts import measures, plans, problems
from pipeline.records import Place, Revision, SourceText

PARTS = st.one_of(
    st.sampled_from("，。“”《》(); \n\t：；X　\u200b"),
    st.sampled_from(
        ["一、", "（二）", "3．", "①", "一是", "；二是", "首先，", "第一章 ", "第五条 ", "第二篇：", "政务公开工作总结"]
    ),
    st.sampled_from(
        ["存在问题：", "下一步，我们将", "成立了领导小组", "\n\n", "20xx年", "2013年12月5日", "XX县民政局"]
    ),
    st.sampled_from(["声明：", "小编", "个别单位重视不够", "扣2分", "……", "相关文章"]),
)
TEXTS = st.lists(PARTS, max_size=40).map("".join)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
@example("一是")
@example("第一篇：\n第二篇：")
def test_offsets_point_at_what_they_name(text: str) -> None:
    docs = structure.documents(SourceText(path="x", text=text), "0" * 64, 4)
    at = 0
    for ordinal, doc in enumerate(docs, 4):
        assert doc.meta.ordinal == ordinal
        at = text.index(doc.text, at) + len(doc.text)
        for section in doc.sections:
            assert section.heading in doc.text[section.start : section.end]
        ends = {section.section_id: section.end for section in doc.sections}
        for section in doc.sections:
            assert section.parent_id is None or section.end <= ends[section.parent_id]
        for piece in doc.pieces:
            assert 0 <= piece.start < piece.end <= len(doc.text)
        for module in (problems, measures, plans):
            rows = list(module.extract(doc, {}))
            assert [row.ordinal for row in rows] == list(range(1, len(rows) + 1))
            assert all(row.text == doc.text[row.start : row.end] for row in rows)


def test_places_and_revisions_move_with_the_document() -> None:
    deeds = "设立了公开栏，公布了办事指南和收费标准，受理群众咨询，答复群众来信，开展了公开日活动。" * 2
    text = f"第一篇：甲局总结\n甲局{deeds}\n第二篇：乙局总结\n乙局{deeds}"
    second = text.index("乙局设立")
    source = SourceText(
        path="x",
        text=text,
        places=(Place(start=0, end=8, paragraph=1), Place(start=second, end=len(text), paragraph=4)),
        revisions=(Revision(kind="inserted", text="乙局", start=second, end=second + 2),),
        recognised=((second, second + 4, True),),
    )
    first, last = structure.documents(source, "0" * 64)
    assert first.places == ()
    assert [(p.start, p.end, p.paragraph) for p in last.places] == [(0, len(last.text), 4)]
    assert [(r.start, r.end) for r in last.revisions] == [(0, 2)]
    assert last.recognised == ((0, 4, True),)
    assert (first.meta.ocr, last.meta.ocr) == (False, True)


def test_a_page_of_nothing_but_chrome_is_one_document_of_kind_other() -> None:
    docs = structure.documents(SourceText(path="x", text="首页 > 新闻\n上一篇：没有了\n版权所有"), "0" * 64)
    assert [doc.meta.kind for doc in docs] == ["other"]


def test_an_empty_text_gives_no_document() -> None:
    assert structure.documents(SourceText(path="x", text=" \n\u3000"), "0" * 64) == []
