"""What the verbs ``tag``, ``train``, ``learn``, ``sample`` and ``label`` do and print."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd
import xlsxwriter

from pipeline.errors import ResultsError, SettingsError
from pipeline.tags import TABLES, _corrections, _drift, _exchange, _explain, _model, _sample
from pipeline.tags._order import foremost
from pipeline.tags._sheets import rows

_SHOWN = 5
_NAMES = {"measures": "做法", "plans": "打算", "problems": "问题", "deductions": "扣分"}
_CHECK = ("row_id", "表", "主题", "文本", "对（1）错（0）")


def tag(text: str, folder: Path | None) -> None:
    """Print the themes of ``text``, their probabilities and the words that decided."""
    model = _model.load(folder or _model.builtin_folder())
    sure, reasons = _explain.explain(model, text)
    for place, reason in enumerate(reasons[: max(_SHOWN, _model.MOST_THEMES)]):
        mark = "主" if not place else "次" if reason.given else "－"
        print(f"{mark} {reason.name}（{reason.code}） {reason.probability:.2f}  {_explain.shares(reason)}".rstrip())
    doubt = "，存疑，宜由人复核" if sure < model.uncertain_below else ""
    print(f"首要主题的把握 {sure:.2f}{doubt}；模型 {model.name}")


def train(scheme: Path | None, labels: Sequence[Path], out: Path | None) -> None:
    """Train the built-in scheme (in a checkout) or a user's own, and print how good it is by cross-validation."""
    from pipeline.tags import _train

    if scheme is None:
        if labels and out is None:
            raise SettingsError("加了标注的模型要另存：请用 --out 指定文件夹，以免盖掉内置模型。")
        checkout = Path(__file__).parents[2]
        fitted, quality = _train.builtin(checkout, labels, out)
        target = out or checkout / "models" / fitted.model.name
    elif not labels or out is None:
        raise SettingsError("训练自己的方案，要用 --labels 指定标注文件，用 --out 指定模型文件夹。")
    else:
        fitted, quality = _train.own(scheme, labels, out)
        target = out
    print(f"{quality.n} 句，交叉验证：首要主题 {quality.main:.3f}（在所给主题之内 {quality.among:.3f}），", end="")
    print(f"全部主题 准确率 {quality.precision:.3f} 召回率 {quality.recall:.3f} F1 {quality.f1:.3f}")
    print(f"模型和说明（CARD.md）写入 {target}")
    if scheme is not None or labels:
        print(f'在设置文件里写 themes = "{target}"，运行时即用它。')


def learn(files: Sequence[Path], into: Path, person: str | None, folder: Path | None) -> None:
    """Add the corrections of workbooks and labelling tools to the file ``into``."""
    themes = _model.load(folder or _model.builtin_folder()).themes
    old = _corrections.read(into) if into.exists() else []
    new: list[_corrections.Correction] = []
    for path in files:
        if path.suffix == ".jsonl":
            if not person:
                raise SettingsError(f"{path}：doccano 的导出里没有复核人，请用 --by 写上姓名。")
            new += _exchange.from_doccano(path, themes, person)
        elif path.suffix == ".json":
            new += _exchange.from_label_studio(path, themes)
        else:
            new += _corrections.read_sheet(path, themes)
    merged = _corrections.merge(old, new)
    into.parent.mkdir(parents=True, exist_ok=True)
    _corrections.save(merged, into)
    print(f"读入更正 {len(new)} 条，{into} 现有 {len(merged)} 条。")
    print(f'在设置文件里写 corrections = "{into}"，重新运行即生效；再训练可用 zongjie train --labels "{into}" --out …')


def _tagged(results: Path) -> Iterator[tuple[str, dict[str, object]]]:
    for table in TABLES:
        path = results / f"{table}.parquet"
        if not path.is_file():
            raise ResultsError(f"{results}：没有 {table}.parquet，不是一个完整的结果文件夹。请先用 zongjie run 生成。")
        theme = "theme" if table == "deductions" else "themes"
        frame = pd.read_parquet(path, columns=["row_id", "text", theme, "confidence", "decided_by"])
        for row in frame.rename(columns={theme: "themes"}).to_dict("records"):
            yield table, {str(key): value for key, value in row.items()}


def _themes(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(theme) for theme in value) if hasattr(value, "__iter__") else ()


def sample(results: Path, precision: float, margin: float, out: Path) -> None:
    """Write the workbook of rows to check so that the claim ``precision`` can be made, and print their number."""
    if not 0.5 <= precision < 1 or not 0 < margin < 0.5:
        raise SettingsError("--precision 应在 0.5 与 1 之间，--margin 应在 0 与 0.5 之间。")
    model = _model_of(results)
    names = {theme.code: theme.name for theme in model.themes}
    population = [
        _sample.Row(str(row["row_id"]), str(row["text"]), names.get(themes[0], themes[0]), table)
        for table, row in _tagged(results)
        if row["decided_by"] == "model" and (themes := _themes(row["themes"]))
    ]
    drawn = _sample.draw(population, _sample.size(len(population), precision, margin))
    with xlsxwriter.Workbook(str(out), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("抽查")
        sheet.freeze_panes(1, 0)
        for column, width in enumerate((22, 8, 14, 90, 14)):
            sheet.set_column(column, column, width, book.add_format({"text_wrap": True, "valign": "top"}))
        sheet.write_row(0, 0, _CHECK)
        for place, row in enumerate(drawn, 1):
            sheet.write_row(place, 0, (row.row_id, _NAMES[row.table], row.theme, row.text))
    print(f"模型判定的行共 {len(population)} 行。")
    print(f"要以 95% 的置信度说首要主题的准确率约为 {precision:.0%}（±{margin:.1%}），")
    print(f"按主题分层抽查 {len(drawn)} 行，已写入 {out}。")
    _distance(model, results)
    print(f"请在最后一栏写 1（对）或 0（错），然后运行 zongjie sample --marked {out} --precision {precision}")


def _model_of(results: Path) -> _model.Model:
    """The model that tagged a results folder."""
    try:
        own = json.loads((results / "run.json").read_text(encoding="utf-8"))["settings"]["themes"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ResultsError(f"{results}：run.json 缺失或已损坏（{error}）。请先用 zongjie run 生成。") from error
    return _model.load(Path(own) if own else _model.builtin_folder())


def _distance(model: _model.Model, results: Path) -> None:
    """Print how far the rows are from the training sentences, and the agreement with persons, by table and year."""
    print(
        f"离模型 {model.name} 的训练句子较远的行（见过的相邻字对不到 {model.unfamiliar_below:.0%}；训练句子中占 5%）："
    )
    for table in TABLES:
        for year, far, n in _drift.drift(model, results, table):
            print(f"  {_NAMES[table]} {year} {far}/{n} = {far / n:.1%}")
    agreed = [(table, *row) for table in TABLES for row in _drift.agreement(model, results, table)]
    if agreed:
        print("由人判定的行中，模型给出同一首要主题的（多为存疑行，不代表全部）：")
    for table, year, same, n in agreed:
        print(f"  {_NAMES[table]} {year} {same}/{n} = {same / n:.1%}")


def marked(path: Path, precision: float) -> None:
    """Print the share that was right, by theme and in all, with its 95 % Wilson interval."""
    counts: dict[str, list[int]] = {}
    for number, row in rows(path, None, _CHECK):
        written = str(row[_CHECK[-1]]).strip().removesuffix(".0")
        if not written:
            continue
        if written not in ("0", "1"):
            raise SettingsError(f"{path} 第 {number} 行：最后一栏应为 1 或 0，现为“{written}”。")
        counts.setdefault(str(row["主题"]), []).append(int(written))
    everything = [mark for marks in counts.values() for mark in marks]
    if not everything:
        raise SettingsError(f"{path}：最后一栏还没有填。请写 1（对）或 0（错）。")
    for theme, marks in sorted(counts.items()):
        low, high = _sample.wilson(sum(marks), len(marks))
        print(f"{theme:16} {sum(marks)}/{len(marks)}  {low:.3f}–{high:.3f}")
    low, high = _sample.wilson(sum(everything), len(everything))
    right, n = sum(everything), len(everything)
    print(f"全部 {right}/{n} = {right / n:.3f}，95% 置信区间 {low:.3f}–{high:.3f}")
    verdict = "可以" if low >= precision else "还不能" if high >= precision else "不能"
    print(f"{verdict}说准确率不低于 {precision:.0%}。")


def label(results: Path, tool: str, out: Path, doubtful: bool) -> None:
    """Write the tagged rows (or the doubtful ones alone, those first that teach most) as suggestions for a tool."""
    model = _model_of(results)
    suggestions = [
        _exchange.Suggestion(str(row["row_id"]), str(row["text"]), themes, float(str(row["confidence"])))
        for _, row in _tagged(results)
        if row["decided_by"] == "model"
        and (themes := _themes(row["themes"]))
        and (not doubtful or float(str(row["confidence"])) < model.uncertain_below)
    ]
    if doubtful:
        suggestions = [suggestions[place] for place in foremost([told.text for told in suggestions])]
    if tool == "label-studio":
        out.write_text(_exchange.to_label_studio(suggestions, model.name), encoding="utf-8")
        config = out.with_suffix(".xml")
        config.write_text(_exchange.label_studio_config(model.themes), encoding="utf-8")
        print(f"{len(suggestions)} 行写入 {out}，标注界面写入 {config}。")
    elif tool == "doccano":
        out.write_text(_exchange.to_doccano(suggestions), encoding="utf-8")
        print(f"{len(suggestions)} 行写入 {out}（文本分类，JSONL）。")
    else:
        raise SettingsError(f"不认识的工具 {tool}；可用 label-studio 或 doccano。")
    print("标好后导出（JSON 或 JSONL），用 zongjie learn 读回。")
