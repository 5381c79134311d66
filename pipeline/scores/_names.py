"""Names of public bodies taken apart: region, core, level; what hides a name; short for long."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib import resources

_REGION = re.compile(r"[\u4e00-\u9fff]{2,7}?(?:自治县|自治旗|自治州|地区|省|市|县|区|旗|州)(?!直|级|域|区)")
_NO_REGION = re.compile(r"^(?:[县市区旗州我本]|.{0,4}(?:开发区|园区|示范区|社区|新区|行政区|景区))")
_RELATIVE = re.compile(r"^(?:我|本|原|全)?(?:县|市(?!场|政)|区|旗|州)(?=.)")
_FORMER = re.compile(r"^(?:原|现|由|将|把|即)")
_OWN = re.compile(r"^(?:我|本)[县市区局委办乡镇院中]?")
_GOVERNMENT = re.compile(r"(?<=[镇乡道])(?:人民政府|党委政府|党委|办事处)$")
_TOWN = re.compile(r".+(?:镇|乡|街道|苏木)$")
_LEVELS = (
    (re.compile(r".*(?:考核组|评估组|检查组|督查组|小组|领导小组办公室|公开办)$"), "机构"),
    (_TOWN, "乡镇"),
    (re.compile(r".+(?:村|社区|居委会|村委会)$"), "村"),
    (re.compile(r"(?:人民政府|人民代表大会|委员会)?$"), "县"),
    (re.compile(r".+(?:学校|小学|中学|幼儿园|医院|公司|大学|学院)$"), "单位"),
)
_MASK = re.compile(r"[XxＸｘ×*＊○〇□_＿…?？+]|某")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A body: the county (or city) it belongs to, empty where the text does not say, and its name there."""

    region: str
    core: str

    @property
    def level(self) -> str:
        """县, 乡镇, 部门 … by the last words of the name."""
        if self.core == "人民政府":
            return "县"
        return next((level for pattern, level in _LEVELS if pattern.fullmatch(self.core)), "部门")

    @property
    def full(self) -> str:
        """Region and name."""
        return self.region + self.core


def hidden(name: str) -> bool:
    """Whether the name is masked (X乡, **局, 某县)."""
    return _MASK.search(name) is not None


@functools.cache
def short_names() -> dict[str, str]:
    """Usual short names and what they stand for (``words/unit_abbreviations.tsv``)."""
    lines = (
        resources.files("pipeline.words").joinpath("unit_abbreviations.tsv").read_text(encoding="utf-8").splitlines()
    )
    pairs = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {pair[0]: pair[1] for pair in pairs}


def region_of(words: str) -> str:
    """The innermost region that ``words`` (a title, a unit, a region) begin with; empty where they name none."""
    region, rest = "", words
    while not _NO_REGION.match(rest) and (found := _REGION.match(rest)):
        region, rest = found.group(), rest[found.end() :]
    return region


def parse(name: str, region: str = "") -> Name:
    """``name`` as a body of ``region`` unless it names its own: 县教育局 in a circular of 云溪县 is 云溪县教育局."""
    rest = _FORMER.sub("", name.strip())
    own = ""
    while not _NO_REGION.match(rest) and (found := _REGION.match(rest)) and found.end() < len(rest):
        own, rest = found.group(), rest[found.end() :]
    if not own and _REGION.fullmatch(rest) and not _NO_REGION.match(rest):
        return Name(rest, "人民政府")
    if not own and (found := _RELATIVE.match(rest)):
        if not region or found.group()[-1] != region[-1]:
            return Name("", rest)
        rest = rest[found.end() :]
    core = _GOVERNMENT.sub("", rest)
    return Name(own or region, short_names().get(core, core))


def is_short_for(short: str, long: str) -> bool:
    """Whether ``short`` can be an abbreviation of ``long``: its characters in order, first and last the same."""
    if len(short) < 3 or len(short) >= len(long) or short[0] != long[0] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)
