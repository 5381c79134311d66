"""How many facts of ten documents are the same in seven formats: ``python -m tests.text.same_rows``."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from pipeline import text
from pipeline.run import analyse_file
from pipeline.text import _ocr
from tests.text.word import cell, docx, level, lists, p, row, table

FORMATS = ("doc", "rtf", "pdf", "html", "txt", "scan")
CHAPTERS = level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3．")
TOWNS = ["城关镇", "桥头镇", "柳河乡", "石门乡", "清水镇", "东坪乡", "南山镇", "北湾乡", "马家镇", "双河乡"]
FAULTS = [
    "公开栏更新不及时，扣2分",
    "政策文件公开不全面，扣1.5分",
    "规定不少于6次只召开了2次会议，扣4分",
    "台账资料不齐全，扣1分",
]
_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="480"/>'
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)

Fact = tuple[str, tuple[Any, ...]]


def para(words: str, num: tuple[int, int] | None = None) -> str:
    """A paragraph, indented as in 公文 unless it is numbered."""
    return p(words, num=num).replace("</w:pPr>", f"{'' if num else _INDENT}</w:pPr>", 1)


def self_report(town: str, n: int) -> str:
    """A unit on its own work, its chapters numbered by Word."""
    return "".join([
        p(f"{town}2012年政务公开工作总结"),
        para(f"2012年，{town}认真贯彻县委、县政府的部署，以公开促规范，取得了新的成效。现总结如下："),
        para("主要做法", (1, 0)),
        para(f"加强组织领导。全年召开专题会议{n + 2}次，印发文件{n * 3 + 5}份，落实专项经费{n + 1}.5万元。", (1, 1)),
        para(f"丰富公开形式。公开各类信息{n * 97 + 306}条，发放资料{n * 200 + 400}余份，满意率{90 + n / 2}%。", (1, 1)),
        para("存在问题", (1, 0)),
        para("少数村组公开栏更新不及时，内容不够完整。", (1, 2)),
        para("个别干部业务不熟悉，依申请公开办理不够规范。", (1, 2)),
        para("下一步打算", (1, 0)),
        para("继续完善制度，加大督查力度，组织培训2期，确保政务公开工作取得实效。"),
    ])  # fmt: skip


def inspection(town: str, n: int) -> str:
    """An inspecting body on others, its chapters typed, its deductions in prose and in a ruled table."""
    rows = [("序号", "单位", "得分", "扣分原因")]
    rows += [(str(i + 1), t, f"{96 - i}", FAULTS[(i + n) % 4] + "。") for i, t in enumerate(TOWNS[: n % 4 + 3])]
    ruled = table(*(row(*(cell(c) for c in cells)) for cells in rows))
    return "".join([
        p("河口县2012年度政务公开考核情况通报"),
        para(f"12月10日至20日，县政务公开领导小组对{n + 8}个乡镇进行了考核，查阅资料{n * 12 + 60}份，现通报如下："),
        para("一、考核结果"),
        ruled.replace("<w:tblPr>", f"<w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders>"),
        para("二、存在的主要问题"),
        para("1、部分乡镇公开内容不全面，重结果轻过程的现象仍然存在，群众关心的事项没有及时向社会公布。"),
        para("2、个别单位制度落实不到位，信息报送不及时。"),
        para("三、工作建议"),
        para("各乡镇要对照问题逐项整改，于1月15日前将整改情况报县政务公开办公室。"),
        p("河口县政务公开领导小组"),
    ])  # fmt: skip


def ten() -> list[bytes]:
    """The ten as .docx."""
    numbering = {"numbering": lists(CHAPTERS)}
    made = [(self_report if n % 2 else inspection)(town, n) for n, town in enumerate(TOWNS)]
    return [docx(body, numbering) for body in made]


def convert_all(folder: Path, formats: Sequence[str] = FORMATS) -> None:
    """Write the ten as ``n.docx`` and, by one call of LibreOffice each, as ``n.doc``, ``n.rtf`` …; scans are .scan."""
    for n, data in enumerate(ten()):
        (folder / f"{n}.docx").write_bytes(data)
        # LibreOffice would write each cell of a table on a line of its own; a .txt is what one copies out of Word.
        (folder / f"{n}.txt").write_bytes(text.read("总结.docx", data).texts[0].text.encode("gb18030"))
    sources = sorted(str(path) for path in folder.glob("*.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for target in ("doc", "rtf", "pdf", "html"):
        command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", str(folder), *sources]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    if "scan" in formats:
        for n in range(10):
            (folder / f"{n}.scan").write_bytes(scanned((folder / f"{n}.pdf").read_bytes()))


def scanned(printed: bytes) -> bytes:
    """The pages of a PDF as pictures of 200 dpi."""
    pages = [page.render(scale=200 / 72).to_pil().convert("L") for page in pdfium.PdfDocument(printed)]
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    return buffer.getvalue()


def facts(path: Path) -> list[Fact]:
    """What counts: each deduction, count and problem, without white space, whose width formats do not keep."""

    def bare(words: str | None) -> str:
        return "".join((words or "").split())

    rows = analyse_file(path.name.replace(".scan", ".pdf"), path.read_bytes())
    assert not [f for f in rows["failures"] if f.code != "damaged"], rows["failures"]
    found: list[Fact] = [
        ("deductions", (bare(d.unit), d.points, bare(d.reason), d.required, d.actual)) for d in rows["deductions"]
    ]
    found += [("counts", (c.value, c.low, c.high, c.unit, c.approx, bare(c.text))) for c in rows["counts"]]
    return found + [("problems", (bare(problem.text),)) for problem in rows["problems"]]


def compare(folder: Path, suffix: str) -> Iterator[tuple[int, Counter[Fact], Counter[Fact]]]:
    """For each of the ten the facts of the .docx and those of the other format."""
    for n in range(10):
        yield n, Counter(facts(folder / f"{n}.docx")), Counter(facts(folder / f"{n}.{suffix}"))


def main() -> int:
    """Print for each format how many facts are the same, and those that differ; 1 where too many do."""
    formats = FORMATS if _ocr.installed() else FORMATS[:-1]
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        convert_all(Path(name), formats)
        for suffix in formats:
            same = expected = further = 0
            for n, right, found in compare(Path(name), suffix):
                same, expected = same + (right & found).total(), expected + right.total()
                further += (found - right).total()
                for mark, rest in (("-", right - found), ("+", found - right)):
                    for kind, fact in rest:
                        print(f"  {suffix} {n} {mark} {kind}: {fact}")
            print(f"{suffix}: {same} of {expected} facts the same, {further} further", flush=True)
            bad += same < (0.95 if suffix == "scan" else 1) * expected or (suffix != "scan" and further > 0)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
