"""An item that tells its failing and what is done about it under two labels: 存在问题：… 整改措施：…"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.structure._blocks import Block
from pipeline.structure._sentences import trim

_PAIR = re.compile(
    r"(?:存在的?|发现的?|反馈的?|主要)?(?:问题|不足)(?:描述|表现)?[:：](?P<failing>[^:：]{4,400}?)[。；;，, \n]\s*"
    r"(?P<label>(?:整改|改进|解决)(?:落实|完成)?(?:措施|情况|结果|成效|办法|打算)|下一?步打算)[:：](?P<mending>.{4,})",
    re.S,
)
_DONE = re.compile("情况|结果|成效")


@dataclass(frozen=True, slots=True)
class Pair:
    """The bounds of the failing and of its mending, and the role of the latter."""

    failing: tuple[int, int]
    mending: tuple[int, int]
    role: str


def pair(text: str, block: Block) -> Pair | None:
    """The two parts of a marked block; None for another block."""
    match = _PAIR.match(text, block.body, block.end) if block.marker else None
    if match is None:
        return None
    failing, mending = (trim(text, *match.span(name)) for name in ("failing", "mending"))
    return Pair(failing, mending, "measures" if _DONE.search(match["label"]) else "plans")
