"""What a unit belongs to: told in a sentence, by its name, or by the body whose circular lists it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.records import Unit
from pipeline.scores._names import Name

_CUE = re.compile(r"隶属|下属|直属|所属")
_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_END = "局|委员会|委|中心|镇|乡|街道|院|所|处|办公室|办|校|学|队|站|馆|政府"
_CHILD = rf"(?P<child>[我本][局委办镇乡院中校所站]心?|[\u4e00-\u9fff]{{2,24}}?(?:{_END}))"
_PARENT = rf"(?P<parent>[\u4e00-\u9fff]{{2,24}}?(?:{_END}))"
_TOLD = (
    re.compile(rf"{_CHILD}隶属于?{_PARENT}(?=[，。；、,;的]|$)"),
    re.compile(rf"{_CHILD}(?:是|为|系){_PARENT}的?(?:下属|直属|所属)"),
)
_LEAD = re.compile(r"^(?:.*(?:其中|目前|现)[，,]?)")
_LONGEST = 300  # characters of a sentence; longer ones are lists or damage
_TOWN = re.compile(r"(?P<town>.{1,6}?(?:镇|乡|街道|苏木))(?P<rest>.{1,8}(?:村|社区|居委会|村委会))$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongs:
    """One sentence that says what a body belongs to, both as named there."""

    child: str
    parent: str
    start: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """What a unit belongs to and why we say so; ``unit_id`` is null where the archive has no such unit."""

    name: str
    unit_id: str | None
    why: str  # 原文, 名称 or 文档
    doc_id: str | None = None
    start: int | None = None
    text: str | None = None


def said(text: str, unit: str | None) -> Iterator[Belongs]:
    """What ``text`` tells of who belongs to whom; 我局 is ``unit``, the body that speaks."""
    if not _CUE.search(text):
        return
    for sentence in _SENTENCE.finditer(text):
        words = sentence.group()
        if len(words) > _LONGEST or not _CUE.search(words):
            continue
        found = next((m for pattern in _TOLD if (m := pattern.search(words))), None)
        child = found and (unit if found["child"][0] in "我本" else _LEAD.sub("", found["child"]))
        if found and child:
            start = sentence.start() + len(words) - len(words.lstrip())
            yield Belongs(child=child, parent=found["parent"], start=start, text=words.strip())


def parents(
    rows: Mapping[Name, Unit], told: Sequence[tuple[str, Name, Name, Belongs]], listed: Mapping[Name, tuple[str, Name]]
) -> dict[str, Parent]:
    """Parents by unit_id; ``told`` are sentences with their document, ``listed`` the towns that list a village."""
    by_words = {child: (doc_id, parent, belongs) for doc_id, child, parent, belongs in reversed(told)}
    found = {}
    for name, unit in rows.items():
        if name in by_words:
            doc_id, parent, belongs = by_words[name]
            found[unit.unit_id] = _made(rows, parent, "原文", doc_id, belongs.start, belongs.text)
        elif parent_by_name := _by_name(name):
            found[unit.unit_id] = _made(rows, parent_by_name, "名称")
        elif name in listed:
            found[unit.unit_id] = _made(rows, listed[name][1], "文档", listed[name][0])
        elif name.region and name.level not in ("县", "村"):
            found[unit.unit_id] = _made(rows, Name(name.region, "人民政府"), "名称")
    return found


def _by_name(name: Name) -> Name | None:
    """石门镇红星村 belongs to 石门镇."""
    found = _TOWN.fullmatch(name.core)
    return Name(name.region, found["town"]) if found else None


def _made(
    rows: Mapping[Name, Unit],
    parent: Name,
    why: str,
    doc_id: str | None = None,
    start: int | None = None,
    text: str | None = None,
) -> Parent:
    known = rows.get(parent)
    shown = (known.name if known else None) or parent.full
    return Parent(name=shown, unit_id=known.unit_id if known else None, why=why, doc_id=doc_id, start=start, text=text)
