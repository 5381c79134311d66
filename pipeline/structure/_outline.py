"""Which blocks carry headings, and how the sections nest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.structure import _dates
from pipeline.structure._bare import bare, run_in
from pipeline.structure._blocks import Block
from pipeline.structure._markers import RANK, Marker
from pipeline.structure._nesting import Candidate, nest, series_of
from pipeline.structure._paired import pair
from pipeline.structure._roles import names_role
from pipeline.structure._sentences import stops

# Longest heading and longest unmarked heading or label (of 150 headings in the texts at hand none has over 37
# characters, none of the unmarked over 8).
_LONGEST = 45
_LABEL = 14
# A line without a stop is a heading up to this length.
_LONGEST_BARE = 64
# Share of a series that must look like headings for the whole series to be taken as such.
_MOST = 0.6
_ONLY_PARENTHESIS = re.compile(r"[ 　]*[（(][^（()）]*[)）][。；;]?[ 　]*")
_LEADS = re.compile(
    r"(?:如下|包括|包含|以下.{0,6}|为|是|有|分别|即|表现|其中|体现|主要表现|具体|做到|下列.{0,6}|说|称|指出|要求|强调|认为|规定|名单|人员)$"
)
_SCORED = re.compile(
    r"(?:[，,、：: ][ ]?[0-9Xx×*＊＋+_.]+[ ]?分$|扣[^，。；]{0,4}[0-9一二两三四五六七八九十半Xx×*+＋][^，。；]{0,2}分"
    r"|^[^，,]{1,12}[，,][0-9.Xx×*]+分)"
)
# A part of a rubric with its full score, which is no unit's: 组织领导（20分）.
_WEIGHED = re.compile(r"[^。，,；;：:]{2,20}[（(][0-9.]+[ ]?分[)）]")
_POINTS = re.compile(r"[ ]?[0-9.]+[ ]?分")  # 自评得分：15分 is a figure and heads nothing
_SPACED = re.compile(
    r"[^ 　。，,；;：:]{4,26}(?:　| {2,})(?=[\u4e00-\u9fff“《0-9])"
    r"|[^ 　。，,；;：:]{3,24}(?:[，,][^ 　。，,；;：:]{2,16})? (?=[^ 　]{16})"
    r"|[^ 　。，,；;：:0-9]{3,10} [^ 　。，,；;：:0-9]{3,10} (?=[^ 　]{16})"
)
# What tells of some units is a failing told, no heading over it.
_SOME = re.compile("(?:部分|少数|个别|有的|有些|一些|极少数|不少|多数|大多数)[^。；\n]*[，,]")
# 本办法自印发之日起施行 closes a series of rules and heads nothing.
_IN_FORCE = re.compile(r"(?:[本此][^，。；]{1,12}|自[^，。；]{2,16})(?:起(?:施行|执行|实施|生效)|负责解释)")
# An article's name before its text (第一条 目的依据。) is short and no sentence.
_ARTICLE = re.compile(r"(?!本)[^，,；;：:、]{2,10}")
_RULES = re.compile("为|实行|适用|应|不得|必须|由|可以|不予|给予|按照?|负责")
_EDGE = " 　\t\n。；;：:，,、.．!！"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: block number, marker if any, its words at ``head``..``head_end``, the text after it from ``rest``."""

    block: int
    marker: Marker | None
    level: int
    parent: int | None
    start: int
    head: int
    head_end: int
    rest: int

    @property
    def alone(self) -> bool:
        """Whether nothing follows the heading in its own block."""
        return self.rest < 0


def outline(text: str, blocks: Sequence[Block], kind: str) -> list[Heading]:
    """The headings of a document in order; ``parent`` is the number of the heading above in this list."""
    labels = {n: c for n in range(len(blocks)) if (c := _label(text, blocks, n, kind))}
    labels.update({n: Candidate("bare", end, rest) for n, (end, rest) in run_in(text, blocks, labels).items()})
    for number, (end, outer) in bare(text, blocks, labels, kind).items():
        labels[number] = Candidate("own" if outer else "bare", end, -1)
    parents = nest(text, blocks, labels)
    chosen = dict(labels)
    for series in series_of(blocks, parents):
        chosen.update(_voted(text, blocks, parents, series, kind))
    return _headings(text, blocks, parents, chosen)


def _label(text: str, blocks: Sequence[Block], number: int, kind: str) -> Candidate | None:
    """An unmarked heading: a line styled as one, or words that name a role, alone or before a colon."""
    block = blocks[number]
    if block.row or (block.marker and block.marker.kind != "bullet"):
        return None
    words = text[block.body : block.end]
    if block.hint and len(words) <= _LONGEST and number:
        return Candidate("own", block.end, -1)
    colon = next((at for at, char in enumerate(words[: _LABEL + 1]) if char in ":："), -1)
    if 1 < colon < len(words) - 1 and names_role(words[:colon], kind) and not _POINTS.match(words, colon + 1):
        return Candidate("colon", block.body + colon, block.body + colon + 1)
    whole = words.rstrip(_EDGE + "】")
    if number and number + 1 < len(blocks) and 2 < len(whole) <= _LABEL and names_role(whole, kind):
        return Candidate("own", block.body + len(whole), -1)
    return None


def _voted(
    text: str, blocks: Sequence[Block], parents: dict[int, int | None], series: list[int], kind: str
) -> dict[int, Candidate]:
    """The headings of a series: all of it where most of it looks so, else none."""
    candidates = {n: _candidate(text, blocks[n]) for n in series}
    scored = sum(_is_scored(text, blocks[n], candidates[n]) for n in series)
    weighed = kind == "rubric" and all(_WEIGHED.match(text, blocks[n].body, blocks[n].end) for n in series)
    if 2 * scored >= len(series) and not weighed:
        return {}
    strong = [n for n in series if _is_strong(text, blocks, parents, n, candidates[n], kind)]
    if len(strong) < _MOST * len(series) and not _all_bare(text, blocks, candidates, len(strong)):
        return {}
    found = {n: c if c.form != "none" else _first_clause(text, blocks[n]) for n, c in candidates.items()}
    found = {n: c for n, c in found.items() if not _IN_FORCE.search(text, blocks[n].body, blocks[n].end)}
    if any(_is_article(blocks[n]) for n in series):  # an article without a name joins no series
        found = {n: c for n, c in found.items() if n in strong}
    return {n: c for n, c in found.items() if c is not None}


def _is_scored(text: str, block: Block, candidate: Candidate) -> bool:
    """Whether a block is a unit with its score or a deduction, rather than a part that tells of several."""
    part = candidate.form == "dot" and block.marker is not None and block.marker.kind in ("cn", "paren")
    if part and not re.search("[0-9×*]|扣", text[block.body : candidate.end]):
        return False
    return bool(_SCORED.search(text[block.body : block.end][:200]))


def _all_bare(text: str, blocks: Sequence[Block], candidates: dict[int, Candidate], strong: int) -> bool:
    """Whether parts without text (二、主动公开政府信息情况) stand among parts with text, all lines without stop."""
    bare = all(c.form == "own" and text[blocks[n].end - 1] not in _EDGE for n, c in candidates.items())
    return bare and strong > 1 and all(blocks[n].marker.kind == "cn" for n in candidates)  # type: ignore[union-attr]


def _is_strong(
    text: str, blocks: Sequence[Block], parents: dict[int, int | None], n: int, candidate: Candidate, kind: str
) -> bool:
    marker = blocks[n].marker
    if candidate.form == "none" or marker is None:
        return False
    if candidate.form == "clause":
        return marker.kind in ("cn", "paren")
    if marker.kind == "article" and not _is_name(text[blocks[n].body : candidate.end]):
        return False
    if candidate.form != "own":
        return True
    if marker.kind in ("part", "chapter", "cn") and names_role(text[blocks[n].body : candidate.end], kind):
        return True
    if n + 1 >= len(blocks):
        return False
    following = blocks[n + 1]
    if _dates.closing(text[following.start : following.end]):
        return False
    return following.marker is None or following.marker.kind not in RANK or parents.get(n + 1) == n


def _is_article(block: Block) -> bool:
    return block.marker is not None and block.marker.kind == "article"


def _is_name(words: str) -> bool:
    """Whether an article's first words are its name and not its first sentence."""
    return _ARTICLE.fullmatch(words) is not None and _RULES.search(words) is None


def _candidate(text: str, block: Block) -> Candidate:
    """How the block could begin with a heading: alone, before a stop, a colon, a space, or as a first clause."""
    none = Candidate("none", block.body, block.body)
    some = _SOME.match(text, block.body) and block.marker and block.marker.kind in ("dig", "pdig", "circle")
    alike = block.marker is not None and any(marker.kind == block.marker.kind for marker in block.run[:1])
    if some or alike or pair(text, block):
        return none
    spaced = _SPACED.match(text, block.body, min(block.end, block.body + 40))
    if spaced and block.end - spaced.end() > 8:
        return Candidate("dot", spaced.start() + len(spaced.group().rstrip(" 　")), spaced.end())
    stop = stops(text, block.body, min(block.end, block.body + 2 * _LONGEST))[0]
    sentence = text[block.body : stop]
    colon = next((at for at, char in enumerate(sentence) if char in ":："), -1)
    if 1 < colon <= 26 and not _LEADS.search(sentence[:colon]) and sentence[:colon].count("，") < 2:
        rest = block.body + colon + 1
        alone = not text[rest : block.end].strip(_EDGE)
        return Candidate("own" if alone else "colon", block.body + colon, -1 if alone else rest)
    head = sentence.rstrip(_EDGE)
    bare = stop >= block.end and sentence[-1:] not in "。！？!?"
    longest = _LONGEST_BARE if bare else _LONGEST
    if 1 < len(head) <= longest and sentence.rstrip(" 　\n")[-1:] not in "；;，,：:" and "；" not in head:
        if stop >= block.end or _ONLY_PARENTHESIS.fullmatch(text, stop, block.end):
            if "\n" not in sentence.strip():
                return Candidate("own", block.body + len(head), -1)
        else:
            return Candidate("dot", block.body + len(head), stop)
    clause = _first_clause(text, block)
    if clause and clause.end - block.body <= 30 and len(stops(text, block.body, block.end)) > 1:
        return clause
    return none


def _first_clause(text: str, block: Block) -> Candidate | None:
    match = re.compile(r"[^，,。；;：:]{2,45}(?=[，,。；;：:]|$)").match(text, block.body, block.end)
    if match is None:
        return None
    return Candidate("clause", match.end(), match.end() + 1 if match.end() < block.end else -1)


def _headings(
    text: str, blocks: Sequence[Block], parents: dict[int, int | None], chosen: dict[int, Candidate]
) -> list[Heading]:
    """The chosen blocks as headings, each under the nearest block above it that is one."""
    result: list[Heading] = []
    place: dict[int, int] = {}
    for number in sorted(chosen):
        above = parents.get(number)
        while above is not None and above not in place:
            above = parents.get(above)
        parent = place[above] if above is not None else None
        block, candidate = blocks[number], chosen[number]
        level = result[parent].level + 1 if parent is not None else 1
        place[number] = len(result)
        result.append(
            Heading(number, block.marker, level, parent, block.start, block.body, candidate.end, candidate.rest)
        )
    return result
