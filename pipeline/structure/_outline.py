"""Which blocks carry headings, and how the sections nest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.structure import _dates
from pipeline.structure._bare import bare, run_in
from pipeline.structure._blocks import Block
from pipeline.structure._markers import RANK, Marker
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
# How many blocks ahead the next member of a series is looked for, so that no text takes quadratic time.
_AHEAD = 400
_ONLY_PARENTHESIS = re.compile(r"[ 　]*[（(][^（()）]*[)）][。；;]?[ 　]*")
_LEADS = re.compile(
    r"(?:如下|包括|包含|以下.{0,6}|为|是|有|分别|即|表现|其中|体现|主要表现|具体|做到|下列.{0,6}|说|称|指出|要求|强调|认为|规定|名单|人员)$"
)
_SCORED = re.compile(r"(?:[，,、：: ][ ]?[0-9Xx×*＊＋+_.]+[ ]?分$|扣.{0,4}分|^[^，,]{1,12}[，,][0-9.Xx×*]+分)")
# A part of a rubric with its full score, which is no unit's: 组织领导（20分）.
_WEIGHED = re.compile(r"[^。，,；;：:]{2,20}[（(][0-9.]+[ ]?分[)）]")
_POINTS = re.compile(r"[ ]?[0-9.]+[ ]?分")  # 自评得分：15分 is a figure and heads nothing
_SPACED = re.compile(
    r"[^ 　。，,；;：:]{4,26}(?:　| {2,})(?=[\u4e00-\u9fff“《0-9])"
    r"|[^ 　。，,；;：:]{3,24}(?:[，,][^ 　。，,；;：:]{2,16})? (?=[^ 　]{16})"
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


@dataclass(frozen=True, slots=True)
class _Candidate:
    form: str
    end: int
    rest: int


def outline(text: str, blocks: Sequence[Block], kind: str) -> list[Heading]:
    """The headings of a document in order; ``parent`` is the number of the heading above in this list."""
    labels = {n: c for n in range(len(blocks)) if (c := _label(text, blocks, n, kind))}
    labels.update({n: _Candidate("bare", end, rest) for n, (end, rest) in run_in(text, blocks, labels).items()})
    for number, (end, outer) in bare(text, blocks, labels, kind).items():
        labels[number] = _Candidate("own" if outer else "bare", end, -1)
    parents = _nest(text, blocks, labels)
    chosen = dict(labels)
    for series in _series(blocks, parents):
        chosen.update(_voted(text, blocks, parents, series, kind))
    return _headings(text, blocks, parents, chosen)


def _label(text: str, blocks: Sequence[Block], number: int, kind: str) -> _Candidate | None:
    """An unmarked heading: a line styled as one, or words that name a role, alone or before a colon."""
    block = blocks[number]
    if block.row or (block.marker and block.marker.kind != "bullet"):
        return None
    words = text[block.body : block.end]
    if block.hint and len(words) <= _LONGEST and number:
        return _Candidate("own", block.end, -1)
    colon = next((at for at, char in enumerate(words[: _LABEL + 1]) if char in ":："), -1)
    if 1 < colon < len(words) - 1 and names_role(words[:colon], kind) and not _POINTS.match(words, colon + 1):
        return _Candidate("colon", block.body + colon, block.body + colon + 1)
    whole = words.rstrip(_EDGE + "】")
    if number and number + 1 < len(blocks) and 2 < len(whole) <= _LABEL and names_role(whole, kind):
        return _Candidate("own", block.body + len(whole), -1)
    return None


def _nest(text: str, blocks: Sequence[Block], labels: dict[int, _Candidate]) -> dict[int, int | None]:
    """The block above each marked or labelled block, from the order in which the document uses its markers."""
    stack: list[tuple[str, int]] = []
    parents: dict[int, int | None] = {}
    named = Counter(text[blocks[n].body : c.end] for n, c in labels.items() if c.form == "colon")
    repeated = {words for words, times in named.items() if times > 1}  # 问题表现：… 整改情况：… under each item
    for number, block in enumerate(blocks):
        if number in labels and labels[number].form == "bare":
            kind = "bare"
            _settle_bare(blocks, stack, number)
        elif number in labels:
            kind = f"hint{block.hint}" if block.hint else labels[number].form
            colon = block.body < block.end and labels[number].form == "colon"
            inside = colon and bool(stack) and blocks[stack[-1][1]].marker is not None
            inside = inside and (stack[-1][1] == number - 1 or text[block.body : labels[number].end] in repeated)
            _settle(stack, kind, len(stack) if inside else int(colon))
        elif block.marker and block.marker.kind in RANK:
            kind = block.marker.kind
            if kind in [k for k, _ in stack]:
                while stack[-1][0] != kind:
                    stack.pop()
                stack.pop()
            elif block.marker.value == 1 and stack and _goes_on(blocks, number, stack[-1]):
                pass
            else:
                while stack and RANK.get(stack[-1][0], -1) > RANK[kind]:
                    stack.pop()
        else:
            continue
        parents[number] = stack[-1][1] if stack else None
        stack.append((kind, number))
    return parents


def _settle(stack: list[tuple[str, int]], kind: str, depth: int) -> None:
    if kind in [k for k, _ in stack]:
        while stack.pop()[0] != kind:
            pass
    elif kind.startswith("hint"):
        while stack and (not stack[-1][0].startswith("hint") or stack[-1][0] > kind):
            stack.pop()
    else:
        del stack[depth:]


def _settle_bare(blocks: Sequence[Block], stack: list[tuple[str, int]], number: int) -> None:
    """Leave on the stack what a heading without a number stands under: the heading right above the first of them, or
    the outermost numbered part, where its series goes on."""
    if any(kind == "bare" for kind, _ in stack):
        while stack.pop()[0] != "bare":
            pass
    elif stack and stack[-1][1] != number - 1:
        outer = stack[0][0]
        on = any(b.marker and b.marker.kind == outer for b in blocks[number + 1 : number + 1 + _AHEAD])
        del stack[int(on) :]


def _goes_on(blocks: Sequence[Block], number: int, above: tuple[str, int]) -> bool:
    """Whether the series of ``above`` has a next member after block ``number`` before a higher marker comes."""
    kind, at = above
    marker = blocks[at].marker
    if marker is None or kind not in RANK or RANK[kind] < RANK[blocks[number].marker.kind]:  # type: ignore[union-attr]
        return True
    for block in blocks[number + 1 : number + 1 + _AHEAD]:
        if block.marker and block.marker.kind in RANK:
            if block.marker.kind == kind:
                return block.marker.value == marker.value + 1
            if RANK[block.marker.kind] < min(RANK[kind], RANK[blocks[number].marker.kind]):  # type: ignore[union-attr]
                return False
    return False


def _series(blocks: Sequence[Block], parents: dict[int, int | None]) -> list[list[int]]:
    """The blocks that count on from each other: one parent, one kind of marker, a new series at each 1."""
    found: dict[tuple[int | None, str], list[list[int]]] = {}
    for number, parent in parents.items():
        marker = blocks[number].marker
        if marker is None:
            continue
        runs = found.setdefault((parent, marker.kind), [])
        if not runs or marker.value == 1:
            runs.append([])
        runs[-1].append(number)
    return [run for runs in found.values() for run in runs]


def _voted(
    text: str, blocks: Sequence[Block], parents: dict[int, int | None], series: list[int], kind: str
) -> dict[int, _Candidate]:
    """The headings of a series: all of it where most of it looks so, else none."""
    candidates = {n: _candidate(text, blocks[n]) for n in series}
    scored = sum(bool(_SCORED.search(text[blocks[n].body : blocks[n].end][:200])) for n in series)
    weighed = kind == "rubric" and all(_WEIGHED.match(text, blocks[n].body, blocks[n].end) for n in series)
    if 2 * scored >= len(series) and not weighed:
        return {}
    strong = [n for n in series if _is_strong(text, blocks, parents, n, candidates[n], kind)]
    if len(strong) < _MOST * len(series):
        return {}
    found = {n: c if c.form != "none" else _first_clause(text, blocks[n]) for n, c in candidates.items()}
    found = {n: c for n, c in found.items() if not _IN_FORCE.search(text, blocks[n].body, blocks[n].end)}
    if any(_is_article(blocks[n]) for n in series):  # an article without a name joins no series
        found = {n: c for n, c in found.items() if n in strong}
    return {n: c for n, c in found.items() if c is not None}


def _is_strong(
    text: str, blocks: Sequence[Block], parents: dict[int, int | None], n: int, candidate: _Candidate, kind: str
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


def _candidate(text: str, block: Block) -> _Candidate:
    """How the block could begin with a heading: alone, before a stop, a colon, a space, or as a first clause."""
    none = _Candidate("none", block.body, block.body)
    if _SOME.match(text, block.body) and block.marker and block.marker.kind in ("dig", "pdig", "circle"):
        return none
    spaced = _SPACED.match(text, block.body, min(block.end, block.body + 40))
    if spaced and block.end - spaced.end() > 8:
        return _Candidate("dot", spaced.start() + len(spaced.group().rstrip(" 　")), spaced.end())
    stop = stops(text, block.body, min(block.end, block.body + 2 * _LONGEST))[0]
    sentence = text[block.body : stop]
    colon = next((at for at, char in enumerate(sentence) if char in ":："), -1)
    if 1 < colon <= 26 and not _LEADS.search(sentence[:colon]) and sentence[:colon].count("，") < 2:
        rest = block.body + colon + 1
        alone = not text[rest : block.end].strip(_EDGE)
        return _Candidate("own" if alone else "colon", block.body + colon, -1 if alone else rest)
    head = sentence.rstrip(_EDGE)
    bare = stop >= block.end and sentence[-1:] not in "。！？!?"
    longest = _LONGEST_BARE if bare else _LONGEST
    if 1 < len(head) <= longest and sentence.rstrip(" 　\n")[-1:] not in "；;，,：:" and "；" not in head:
        if stop >= block.end or _ONLY_PARENTHESIS.fullmatch(text, stop, block.end):
            if "\n" not in sentence.strip():
                return _Candidate("own", block.body + len(head), -1)
        else:
            return _Candidate("dot", block.body + len(head), stop)
    clause = _first_clause(text, block)
    if clause and clause.end - block.body <= 30 and len(stops(text, block.body, block.end)) > 1:
        return clause
    return none


def _first_clause(text: str, block: Block) -> _Candidate | None:
    match = re.compile(r"[^，,。；;：:]{2,45}(?=[，,。；;：:]|$)").match(text, block.body, block.end)
    if match is None:
        return None
    return _Candidate("clause", match.end(), match.end() + 1 if match.end() < block.end else -1)


def _headings(
    text: str, blocks: Sequence[Block], parents: dict[int, int | None], chosen: dict[int, _Candidate]
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
