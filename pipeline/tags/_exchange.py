"""Label Studio and doccano: suggestions out, decisions back, nothing lost on the way.

Formats as their own documentation gives them: Label Studio's JSON tasks with ``predictions`` and ``annotations`` of
type ``choices`` (labelstud.io/guide/predictions, …/guide/export); doccano's JSONL for text classification, one object a
line with ``text``, ``label`` and what else one likes (doccano.github.io/doccano/tutorial).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import SettingsError
from pipeline.tags._corrections import Correction, _date, codes
from pipeline.tags._scheme import Theme


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A tagged row on its way to a labelling tool, main theme first."""

    row_id: str
    text: str
    themes: tuple[str, ...]
    confidence: float | None = None


def to_label_studio(rows: Iterable[Suggestion], version: str) -> str:
    """Tasks with a prediction each. The order of the choices is that of the themes."""
    tasks = []
    for row in rows:
        choices = {"from_name": "themes", "to_name": "text", "type": "choices", "value": {"choices": list(row.themes)}}
        prediction: dict[str, Any] = {"model_version": version, "result": [choices]}
        if row.confidence is not None:
            prediction["score"] = row.confidence
        tasks.append({"data": {"text": row.text, "row_id": row.row_id}, "predictions": [prediction]})
    return json.dumps(tasks, ensure_ascii=False, indent=1)


def label_studio_config(themes: Sequence[Theme]) -> str:
    """The labelling interface that fits ``to_label_studio``: paste it into the project's settings."""
    choices = "\n".join(
        f'    <Choice value="{theme.code}" alias="{theme.code}" hint="{theme.name}"/>' for theme in themes
    )
    return (
        '<View>\n  <Text name="text" value="$text"/>\n'
        f'  <Choices name="themes" toName="text" choice="multiple" required="true">\n{choices}\n  </Choices>\n</View>\n'
    )


def to_doccano(rows: Iterable[Suggestion]) -> str:
    """One JSON object a line, with the suggested themes as labels."""
    return "".join(
        json.dumps({"text": r.text, "label": list(r.themes), "row_id": r.row_id}, ensure_ascii=False) + "\n"
        for r in rows
    )


def from_label_studio(path: Path, themes: Sequence[Theme]) -> list[Correction]:
    """The decisions of a Label Studio JSON export: the last annotation of each task that has one.

    Raises SettingsError naming the task that is not understood.
    """
    result = []
    for number, task in enumerate(_json(path), 1):
        try:
            made = [a for a in task.get("annotations", []) if not a.get("was_cancelled")]
            if not made:
                continue
            last = made[-1]
            chosen = [choice for part in last["result"] for choice in part.get("value", {}).get("choices", [])]
            person = _person(last.get("completed_by"))
            data = task["data"]
            decided = codes(",".join(chosen), themes)
            if decided:
                day = _date(str(last.get("updated_at") or last.get("created_at") or ""))
                result.append(Correction(str(data.get("row_id", "")), data["text"], decided, person, day))
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise SettingsError(
                f"{path} 第 {number} 个任务看不懂（{error}）。请用 Label Studio 的 JSON 格式导出。"
            ) from error
    return result


def _person(completed_by: object) -> str:
    if isinstance(completed_by, dict):
        return str(
            completed_by.get("email") or completed_by.get("username") or completed_by.get("id") or "Label Studio"
        )
    return f"Label Studio {completed_by}" if completed_by is not None else "Label Studio"


def from_doccano(path: Path, themes: Sequence[Theme], person: str) -> list[Correction]:
    """The decisions of a doccano JSONL export; doccano does not say who made them, so ``person`` does."""
    result = []
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            decided = codes(",".join(row.get("label") or row.get("labels") or ()), themes)
            if decided:
                result.append(Correction(str(row.get("row_id", "")), row["text"], decided, person))
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise SettingsError(f"{path} 第 {number} 行看不懂（{error}）。请用 doccano 的 JSONL 格式导出。") from error
    return result


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}：文件读不出来（{error}）。请确认路径，并存成 UTF-8。") from error


def _json(path: Path) -> list[dict[str, Any]]:
    try:
        tasks = json.loads(_text(path))
    except ValueError as error:
        raise SettingsError(f"{path}：不是 JSON（{error}）。请用 Label Studio 的 JSON 格式导出。") from error
    if not isinstance(tasks, list):
        raise SettingsError(f"{path}：应为任务的列表。请用 Label Studio 的 JSON 格式导出。")
    return tasks
