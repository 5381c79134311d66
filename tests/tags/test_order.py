"""In which order doubtful rows are put before a person."""

from __future__ import annotations

from pipeline.tags._order import foremost


def test_doubtful_rows_that_stand_for_the_others_are_looked_at_first():
    texts = ["村道硬化三公里", "组织乡镇干部学习条例", "组织干部学习文件", "硬化村道五公里", "组织干部学习条例"]
    texts.append("组织干部学习文件")
    assert [texts[place] for place in foremost(texts)] == [
        "组织干部学习条例",
        "村道硬化三公里",
        "硬化村道五公里",
        "组织干部学习文件",
        "组织乡镇干部学习条例",
        "组织干部学习文件",
    ]
    assert foremost([]) == []
