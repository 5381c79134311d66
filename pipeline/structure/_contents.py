"""The pages of contents: lists of titles and headings that stand again further on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.structure._lines import Line

_HEAD = re.compile(r"[【\[]?目[ 　]*[录次][】\]]?[:：]?")
# What leads to a page number and the number itself; a list's own numbers before a title.
_PAGE = re.compile(r"(?:[ 　\t.．·…—_-]{2,}|[ 　\t…]+|[（(])[0-9]{1,4}[)）]?[ 　]*$")
_MARK = re.compile(r"[（(【\[]?[0-9一二三四五六七八九十]{1,3}[)）】\]]?[、.．:： 　]+")
# A list of contents stands among the first lines, its lines are no longer than this, and it has so many of them.
_FIRST, _LONGEST, _LEAST = 40, 60, 3


def contents(body: Sequence[Line]) -> set[int]:
    """The numbers of the lines of ``body`` that are a list of contents, its head 目录 included."""
    head = next((at for at, line in enumerate(body[:_FIRST]) if _HEAD.fullmatch(line.text)), None)
    if head is None:
        return _repeated(body)
    later = Counter(_bare(line.text) for line in body[head + 1 :] if len(line.text) <= _LONGEST)
    found = {head}
    for at in range(head + 1, len(body)):
        text = body[at].text
        if len(text) > _LONGEST or not (_PAGE.search(text) or later[_bare(text)] > 1):
            break
        later[_bare(text)] -= 1
        found.add(at)
    return found if len(found) > 1 else set()


def _bare(text: str) -> str:
    """``text`` without its number in a list, its page number and its spaces."""
    words = _MARK.sub("", _PAGE.sub("", text), count=1)
    return words.replace(" ", "").replace("　", "")


def _repeated(body: Sequence[Line]) -> set[int]:
    """A run of at least three of the first lines that all stand again further on, each once more."""
    times = Counter(line.text for line in body if 6 <= len(line.text) <= _LONGEST and not line.row)
    run: list[int] = []
    for at, line in enumerate(body[:_FIRST]):
        if times[line.text] == 2 and line.text not in (body[n].text for n in run):
            run.append(at)
        elif len(run) >= _LEAST:
            break
        else:
            run = []
    return set(run) if len(run) >= _LEAST else set()
