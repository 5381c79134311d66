"""The command ``zongjie``: a thin list of verbs, each of which calls one function of the package.

A new verb goes at the end of this file: its arguments with a Chinese help text, an import inside its body (so that
``zongjie --help`` stays fast) and one call; what it prints and decides belongs into the stage's own module.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="读入成批的工作总结，写成表格、评分、核对和报告，每个数字都能查到原文。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
SettingsFile = Annotated[Path | None, typer.Option("--settings", help="设置文件（TOML）")]
Results = Annotated[Path, typer.Argument(help="结果文件夹")]
OutFile = Annotated[Path | None, typer.Option("--out", help="写入 .xlsx 或 .csv，不写则显示")]


def main() -> None:
    """Run the command line; an error we know ends it with its sentence and exit code 2."""
    from pipeline.errors import ZongjieError

    try:
        app()
    except ZongjieError as error:
        print(f"错误：{error}", file=sys.stderr)
        sys.exit(2)


@app.callback()
def verbs() -> None:
    """读入成批的工作总结，写成表格、评分、核对和报告，每个数字都能查到原文。"""


@app.command()
def run(
    paths: Annotated[list[str], typer.Argument(help="文件、文件夹或通配符", metavar="PATH…")],
    out: Annotated[Path, typer.Option("--out", help="结果文件夹")],
    settings: SettingsFile = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, help="并行进程数，默认每核一个")] = None,
) -> None:
    """读文件、文件夹或通配符，把所有表格和报告写入结果文件夹。退出码：0 全部读出，1 部分失败，2 什么也没读出。"""
    from pipeline.archive import console

    sys.exit(console.run(paths, out, settings, workers))


@app.command()
def stats(
    results: Annotated[Path, typer.Argument(help="结果文件夹")],
    name: Annotated[
        str | None,
        typer.Argument(
            help="overview、themes-years、themes-units、problems、deductions、regions、words、empty、gaps、counts；不写则全部"
        ),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="按哪些列分组，如 theme,year")] = None,
    where: Annotated[str | None, typer.Option("--where", help="条件（SQL），如 \"kind='self_report'\"")] = None,
    of: Annotated[
        str, typer.Option("--of", help="数哪张表的行；themed 是措施、打算、问题、扣分四表合在一起")
    ] = "themed",
    sql: Annotated[str | None, typer.Option("--sql", help="直接用一条 SELECT 查询，只读")] = None,
    out: OutFile = None,
) -> None:
    """统计：分子、分母、占比，连同证据编号。"""
    from pipeline.report import console

    console.run(results, name, by, where, of, sql, out)


rubric = typer.Typer(help="评分规则：查看、检查、导出。", no_args_is_help=True)
app.add_typer(rubric, name="rubric")
RubricName = Annotated[str | None, typer.Argument(help="评分规则名称的一部分，不写则全部")]


@rubric.command("show")
def rubric_show(results: Results, name: RubricName = None) -> None:
    """把评分规则显示成表格。"""
    from pipeline.archive.tables import ParquetTables
    from pipeline.scores import console

    console.show(ParquetTables(results), name)


@rubric.command("check")
def rubric_check(
    results: Annotated[Path, typer.Argument(help="结果文件夹，或一份改过的 .toml")], name: RubricName = None
) -> None:
    """检查分值是否对得上。退出码：0 都对得上，1 有对不上的。"""
    from pipeline.archive.tables import ParquetTables
    from pipeline.scores import console

    one = results.suffix == ".toml"
    sys.exit(min(1, console.check_file(results) if one else console.check(ParquetTables(results), name)))


@rubric.command("export")
def rubric_export(
    results: Results, out: Annotated[Path, typer.Option("--out", help="放 TOML 的文件夹")], name: RubricName = None
) -> None:
    """导出成 TOML，改好以后就用改过的。"""
    from pipeline.archive.tables import ParquetTables
    from pipeline.scores import console

    console.export(ParquetTables(results), out, name)


units = typer.Typer(help="单位登记：别名、更名、合并。", no_args_is_help=True)
app.add_typer(units, name="units")


@units.command("review")
def units_review(
    results: Results,
    out: Annotated[Path, typer.Option("--out", help="要写的 .xlsx")],
    settings: SettingsFile = None,
) -> None:
    """把拿不准是不是同一个单位的写进工作簿，由人来定。"""
    from pipeline.archive.tables import ParquetTables
    from pipeline.scores import console
    from pipeline.settings import load

    console.review_units(ParquetTables(results), out, load(settings))


@units.command("show")
def units_show(results: Results, settings: SettingsFile = None, out: OutFile = None) -> None:
    """单位名册：层级、上级及其依据、别名、更名与合并。"""
    _view("units", results, settings, out)


@rubric.command("map")
def rubric_map(results: Results, settings: SettingsFile = None, out: OutFile = None) -> None:
    """相邻两份评分规则的指标对应，以及依据。"""
    _view("crosswalk", results, settings, out)


@app.command()
def scores(results: Results, settings: SettingsFile = None) -> None:
    """列出通报的得分与按规则算出的得分不符之处，说明差在哪里。退出码：0 都相符，1 有不符。"""
    from pipeline.archive.tables import ParquetTables
    from pipeline.scores import console
    from pipeline.settings import load

    sys.exit(min(1, console.scores(ParquetTables(results), load(settings))))


@app.command()
def grades(results: Results, settings: SettingsFile = None, out: OutFile = None) -> None:
    """各单位的得分、名次、等次：通报的和按规则算出的。"""
    _view("grades", results, settings, out)


@app.command()
def changes(results: Results, settings: SettingsFile = None, out: OutFile = None) -> None:
    """两年得分的变化分成规则所致和工作所致，两种算法并列。"""
    _view("changes", results, settings, out)


def _view(name: str, results: Path, settings: Path | None, out: Path | None) -> None:
    from pipeline.archive.tables import ParquetTables
    from pipeline.report import console
    from pipeline.scores import views
    from pipeline.settings import load

    console.put([views.VIEWS[name](ParquetTables(results), load(settings))], out)


ThemeModel = Annotated[Path | None, typer.Option("--model", help="主题模型文件夹，默认用内置的")]


@app.command()
def tag(text: Annotated[str, typer.Argument(help="一条做法、打算、问题或扣分原因")], model: ThemeModel = None) -> None:
    """给一段文字判主题：各主题的概率，和起作用的词。"""
    from pipeline.tags import console

    console.tag(text, model)


@app.command()
def train(
    themes: Annotated[Path | None, typer.Option("--themes", help="自己的主题方案（TOML），不写则训练内置方案")] = None,
    labels: Annotated[
        list[Path] | None, typer.Option("--labels", help="标注文件：.xlsx（text、themes 两栏）、.tsv 或更正文件 .csv")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="模型文件夹")] = None,
) -> None:
    """训练主题模型，写出模型和模型卡，报告交叉验证的成绩。"""
    from pipeline.tags import console

    console.train(themes, labels or [], out)


@app.command()
def learn(
    files: Annotated[
        list[Path], typer.Argument(help="带“复核”表的 .xlsx，或 Label Studio 的 .json、doccano 的 .jsonl")
    ],
    into: Annotated[Path, typer.Option("--into", help="更正文件")] = Path("corrections.csv"),
    by: Annotated[str | None, typer.Option("--by", help="复核人（导出文件里没有时）")] = None,
    model: ThemeModel = None,
) -> None:
    """读回人的更正，存入更正文件；重新运行时以人的判断为准。"""
    from pipeline.tags import console

    console.learn(files, into, by, model)


@app.command()
def sample(
    results: Annotated[Path | None, typer.Argument(help="结果文件夹")] = None,
    precision: Annotated[float, typer.Option("--precision", help="想要声明的准确率")] = 0.95,
    margin: Annotated[float, typer.Option("--margin", help="允许的误差")] = 0.02,
    out: Annotated[Path, typer.Option("--out", help="抽查表")] = Path("sample.xlsx"),
    marked: Annotated[Path | None, typer.Option("--marked", help="已填好的抽查表")] = None,
) -> None:
    """要声明主题判定的准确率，该抽查多少行、哪些行；填好后给出置信区间。"""
    from pipeline.tags import console

    if marked is not None:
        console.marked(marked, precision)
    elif results is not None:
        console.sample(results, precision, margin, out)
    else:
        raise typer.BadParameter("请给出结果文件夹，或用 --marked 给出填好的抽查表。")


@app.command()
def label(
    results: Annotated[Path, typer.Argument(help="结果文件夹")],
    out: Annotated[Path, typer.Option("--out", help="写入的文件")],
    tool: Annotated[str, typer.Option("--for", help="label-studio 或 doccano")] = "label-studio",
    doubtful: Annotated[bool, typer.Option("--doubtful", help="只要存疑的行")] = False,
) -> None:
    """把判定结果作为建议导出给标注工具，标好后用 learn 读回。"""
    from pipeline.tags import console

    console.label(results, tool, out, doubtful)


@app.command("audit")
def audit_paper(
    results: Results,
    out: Annotated[Path, typer.Option("-o", "--out", help="要写的 .docx，旁边另有同名 .xlsx")],
    unit: Annotated[str | None, typer.Option("--unit", help="单位名称，不写则全部")] = None,
    year: Annotated[int | None, typer.Option("--year", help="年度，不写则全部")] = None,
) -> None:
    """写核对底稿：自查报告与检查情况逐项对照，带出处和证据编号，可签字。"""
    from pipeline.archive import deliver
    from pipeline.report import paper

    entries = paper.write(results, out, unit, year)
    deliver.record(results, (out, out.with_suffix(".xlsx")), unit, year)
    print(f"{len(entries)} 项，底稿在 {out}，表格在 {out.with_suffix('.xlsx')}")


@app.command()
def verify(results: Results, archive: Annotated[Path, typer.Argument(help="原始档案所在的文件夹")]) -> None:
    """凭原件核验结果：比对所有文件的哈希，重算每一行。退出码：0 全部相符，1 有改动。"""
    from pipeline.archive import verify as check

    found = check.verify(results, archive)
    more = len(found.differences) - 100
    print(*found.remarks, *found.differences[:100], *([f"……另有 {more} 处。"] if more > 0 else []), sep="\n")
    print(f"核对来源文件 {found.sources} 个，重算 {found.rows} 行，发现改动 {len(found.differences)} 处。")
    sys.exit(1 if found.differences else 0)


@app.command()
def explain(
    evidence: Annotated[str, typer.Argument(help="证据编号", metavar="ID")],
    results: Annotated[Path, typer.Argument(help="结果文件夹")] = Path("results"),
) -> None:
    """一个数字从哪里来：规则、依据的行、原文所在的页和段。"""
    from pipeline import evidence as chain

    print(*chain.explain(results, evidence), sep="\n")
