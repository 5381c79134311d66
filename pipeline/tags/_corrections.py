"""Themes decided by a person: read from the 复核 sheet, kept in one file, found again by the row's exact text.

A correction is bound to the text and not to the row's number, so it survives reruns, upgrades and new models; the row
id it was made on only decides where the same words were judged differently in two documents.
"""

from __future__ import annotations

import csv
import datetime
import functools
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.tags._model import MOST_THEMES
from pipeline.tags._scheme import Theme

_HEADER = ("row_id", "text", "themes", "person", "date")


@dataclass(frozen=True, slots=True)
class Correction:
    """What ``person`` decided about the row ``row_id`` with ``text``, main theme first."""

    row_id: str
    text: str
    themes: tuple[str, ...]
    person: str
    date: datetime.date | None = None


Corrections = Mapping[str, tuple[Correction, ...]]


def find(corrections: Corrections, text: str, doc_id: str) -> Correction | None:
    """The correction for ``text``: that made in the same document, else the latest."""
    made = corrections.get(text)
    if not made:
        return None
    here = [correction for correction in made if correction.row_id.startswith(f"{doc_id}-")]
    return (here or made)[-1]


def _by_text(corrections: Iterable[Correction]) -> dict[str, tuple[Correction, ...]]:
    result: dict[str, tuple[Correction, ...]] = {}
    for correction in sorted(corrections, key=lambda c: c.date or datetime.date.min):
        result[correction.text] = (*result.get(correction.text, ()), correction)
    return result


def load(path: Path) -> Corrections:
    """The corrections of a file that ``save`` wrote. Raises SettingsError for any other file."""
    return _loaded(path, path.stat().st_mtime_ns if path.exists() else 0)


@functools.lru_cache(maxsize=4)
def _loaded(path: Path, changed: int) -> Corrections:
    return _by_text(read(path))


def read(path: Path) -> list[Correction]:
    """The corrections of a file that ``save`` wrote, in its order."""
    try:
        lines = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")))
        if tuple(lines[0]) != _HEADER:
            raise ValueError("第一行不是更正文件的表头")
        return [
            Correction(a, text, tuple(themes.split(",")), who, _date(day)) for a, text, themes, who, day in lines[1:]
        ]
    except (OSError, ValueError, IndexError, csv.Error) as error:
        raise SettingsError(f"{path}：更正文件读不出来（{error}）。请用 zongjie learn 重新生成。") from error


def save(corrections: Sequence[Correction], path: Path) -> None:
    """Write corrections as CSV, one a row, in a form that ``read`` gives back exactly."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(_HEADER)
    for c in corrections:
        writer.writerow([c.row_id, c.text, ",".join(c.themes), c.person, c.date.isoformat() if c.date else ""])
    path.write_text(buffer.getvalue(), encoding="utf-8", newline="")


def merge(old: Sequence[Correction], new: Sequence[Correction]) -> list[Correction]:
    """Both, where the newer of two about the same row and text wins; in order of first appearance."""
    result: dict[tuple[str, str], Correction] = {}
    for correction in [*old, *new]:
        result[correction.row_id, correction.text] = correction
    return list(result.values())


def _date(value: object) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    written = str(value or "").strip()
    return datetime.date.fromisoformat(written.replace("/", "-").replace(".", "-")[:10]) if written else None


def codes(written: str, themes: Sequence[Theme]) -> tuple[str, ...]:
    """Themes as a person writes them (codes or Chinese names, parted by any comma) as codes.

    Raises ValueError naming the word that is no theme, or that there are too many.
    """
    known = {theme.name: theme.code for theme in themes} | {theme.code: theme.code for theme in themes}
    words = [
        word for word in written.translate(str.maketrans("，、；;|/", ",,,,,,")).replace(" ", "").split(",") if word
    ]
    unknown = [word for word in words if word not in known]
    if unknown:
        raise ValueError(f"“{unknown[0]}”不是主题；可用的有 {'、'.join(theme.name for theme in themes)}")
    result = tuple(dict.fromkeys(known[word] for word in words))
    if len(result) > MOST_THEMES:
        raise ValueError(f"“{written}”有 {len(result)} 个主题，最多 {MOST_THEMES} 个")
    return result


def read_sheet(path: Path, themes: Sequence[Theme]) -> list[Correction]:
    """The corrections in the 复核 sheet of a workbook: rows whose 更正主题 is filled in.

    Raises SettingsError naming file, row and what to do for anything that is not understood.
    """
    from pipeline.tags._sheets import rows

    result = []
    for number, row in rows(path, "复核", ("row_id", "文本", "更正主题", "复核人")):
        written = str(row["更正主题"] or "").strip()
        if not written:
            continue
        try:
            chosen = codes(written, themes)
            day = _date(row.get("日期"))
        except ValueError as error:
            raise SettingsError(f"{path} 复核表第 {number} 行：{error}。请改正后再导入。") from error
        person = str(row["复核人"] or "").strip()
        if not person:
            raise SettingsError(f"{path} 复核表第 {number} 行：填了更正，但没有填复核人。请补上姓名。")
        result.append(Correction(str(row["row_id"] or ""), str(row["文本"] or ""), chosen, person, day))
    return result
