"""Actions announced: the items of 下一步打算 and 工作建议, general vows left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.facts import Facts, _tellings
from pipeline.records import Doc, Piece
from pipeline.records import Plan as Row

__all__ = ["Row", "extract"]

# A vow names no action of its own: 再上新台阶, 更大的成绩, 不断提升…水平.
_VOWS = re.compile(
    r"(?:更[加大好高上]的?(?:成绩|成效|贡献|水平|发展|进步|实效|力度)|新(?:的)?(?:台阶|水平|局面|突破|成绩|贡献|辉煌|篇章)|再[上创接].{0,6}(?:台阶|佳绩|水平|新高|辉煌|再厉)"
    r"|认真(?:研究)?加以(?:解决|改进|克服)|(?:做出|作出).{0,12}贡献|做得?更[好细实优]|振奋精神|开拓(?:进取|创新)|走在[^，,]{0,8}前列|贡献力量|抓紧抓实|抓[好细]抓实|标准不降|力度不减|劲头不松|乘势而上|奋发有为|为(?:契机|动力|起点)[^。]{0,30}努力|更上一层楼|扬长避短|虚心(?:听取|接受)|努力改进|加以改正|举一反三$|^[^，,]{0,24}[吸汲]取[^，,]{0,6}教训$|引以为戒$|不懈努力|而努力奋斗|欢迎[^，,]{0,24}监督|克服(?:缺点|不足|困难)|发扬成绩|高度重视[^，,。]{0,16}$|抓[好实细][抓]?[好实细]$|总结经验[，,].{0,20}(?:改进|弥补|克服))"
)
_RAISES = re.compile(
    r"(?:不断|全面|努力|进一步|切实)(?:提升|提高|推进|推动|加强|做好)[^，,]{0,24}(?:水平|发展|质量|效率|建设|工作)$"
)
_AHEAD = re.compile(
    r"^(?:[^。，,；;]{0,10}[，,])?(?:在)?(?:今后|下一?步|下阶段|接下来|明年|来年|新的一年|20[0-9xX]{2}年|我们|我[局县市镇乡区校院])"
)


def extract(doc: Doc, found: Facts) -> Iterator[Row]:
    """The plans of ``doc``: one per marked item, else one per sentence that announces an action."""
    del found
    if doc.meta.kind not in _tellings.REPORTS:
        return
    ordinal = 0
    for piece in doc.pieces:
        if piece.role != "plans" or piece.container or piece.kind in ("row", "lead"):
            continue
        text = _tellings.words_of(doc, piece)
        if piece.kind == "sentence" and not _announces(text[_tellings.lead(text) :]):
            continue
        for start, end in _parts(doc.text, piece):
            ordinal += 1
            yield Row(ordinal=ordinal, text=doc.text[start:end], start=start, end=end)


def _parts(text: str, piece: Piece) -> list[tuple[int, int]]:
    """The bounds of the plans of one piece: a sentence that lists actions with ； alone has one in each part."""
    if piece.kind == "item":
        return [(piece.start, piece.end)]
    at = piece.start + _tellings.lead(text[piece.start : piece.end])
    parts = _tellings.listed(text, at, piece.end)
    told = at > piece.start or all(_tellings.acts(text[a:b]) for a, b in parts)
    return parts if len(parts) > 1 and told else [(at, piece.end)]


def _announces(text: str) -> bool:
    if _tellings.idle(text):
        return False
    vows = _VOWS.search(text) or (_RAISES.search(text) and len(text) < 60)
    return not (vows and (_AHEAD.match(text) or len(text) < 60))
