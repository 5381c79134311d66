"""Of whom a sentence speaks: the unit at its head (大湾村…扣2分，…扣1分，得97分; 城关镇97分，未更新扣2分)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.facts._entry_names import is_masked, leading

_STOPS = re.compile("[。；;]")
# A score before tells that what stands before it is of another unit.
_SCORE = re.compile(r"(?<!不)得(?:分|总分)?为?[:：]?\s?[0-9]")
_OPENS = re.compile(
    r"^[ \u3000]*(?:其中[:：,，]?"
    r"|[^,，。；;]{0,6}最[高低好差]的[是为]"
    r"|(?:经|[本此这]次|第|截至|[0-9]+月|今年|全年|[上下]半年)[^,，。；;]{0,8}[,，])?|[为是有下][:：]\s?"
)
_FARTHEST = 400


@dataclass(frozen=True, slots=True)
class Owner:
    """The unit that a sentence speaks of from its head on; None where its name is masked."""

    unit: str | None


def owner(text: str, position: int, scored: bool = False) -> Owner | None:
    """The unit at the head of the sentence that ``position`` stands in, or of the one it goes on from in its line.

    ``scored``: its score may stand before ``position``.
    """
    first = max(0, position - _FARTHEST)
    first = max(text.rfind("\n", first, position) + 1, first)
    stop = position
    for start in sorted({first, *(m.end() for m in _STOPS.finditer(text, first, position))}, reverse=True):
        own = _SCORE.search(text, start, stop) is not None
        if own and not (scored and stop == position):
            return None
        for opened in _OPENS.finditer(text[start:stop]):
            end = leading(text, start + opened.end(), stop)
            if end:
                name = text[start + opened.end() : end]
                return Owner(None if is_masked(name) else name)
        if own:  # of a unit that the sentence names elsewhere
            return None
        stop = start
    return None
