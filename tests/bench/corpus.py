"""Reports made up for measuring: any number of different ones, some two thousand characters each, in three formats."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import docx

UNITS = [
    *("教育局", "民政局", "财政局", "水利局", "林业局", "审计局", "统计局"),
    *("卫生局", "司法局", "农牧局", "柳河镇", "青石镇", "白沙乡", "东湖街道办事处"),
]
TOPICS = ["政务公开", "信息公开", "行政审批", "便民服务", "档案管理", "依法行政", "作风建设", "宣传培训"]
OPENINGS = [
    "为切实做好{topic}工作，我{place}成立了由主要领导任组长的领导小组，全年召开专题会议{n}次，明确了{m}名工作人员具体负责。",
    "按照县委、县政府的统一部署，{unit}把{topic}列入重要议事日程，先后制定制度{n}项，修订完善{m}项。",
    "全年通过政府网站主动公开各类信息{big}条，其中工作动态{n}条，财政资金信息{m}条，规范性文件{k}件。",
    "坚持把群众满意作为衡量标准，受理群众来信来访{n}件次，办结{m}件，办结率达{p}%。",
    "先后投入资金{wan}万元，改造服务大厅{big}平方米，设置窗口{n}个，进驻审批事项{m}项，平均办理时限缩短到{k}个工作日以内。",
    "举办{topic}培训班{n}期，培训干部{big}余人次，发放宣传资料近{wan}万份，在县电视台播出专题节目{k}期。",
    "对{n}个下属单位开展了{k}次专项检查，发现问题{m}个，现已整改{k}个，其余正在抓紧落实。",
]
# Real reports have a figure every 150 to 250 characters: most sentences have none.
PLAIN = [
    "及时更新公开栏内容，对涉及群众切身利益的事项做到事前公开、事中公开、事后公开，自觉接受社会各界的监督。",
    "坚持以公开为原则、不公开为例外，凡是应当让群众知道的事项都按照规定的程序和时限向社会公布。",
    "健全了主要领导亲自抓、分管领导具体抓、各科室分工负责的工作机制，形成了一级抓一级、层层抓落实的良好局面。",
    "严格执行信息发布保密审查制度，坚持先审查、后公开，确保公开的内容真实、准确、合法。",
    "把{topic}与党风廉政建设、优化发展环境、转变工作作风结合起来，同部署、同检查、同落实。",
    "通过设立意见箱、公布监督电话、召开座谈会等形式，广泛听取干部群众的意见和建议，不断改进工作方法。",
    "进一步规范了办事流程，简化了审批环节，推行首问负责、限时办结和责任追究等制度，方便了群众办事。",
    "组织干部职工认真学习有关法律法规和文件精神，充分认识做好{topic}工作的重要意义，增强了责任感和紧迫感。",
    "在公开形式上力求灵活多样，既利用公开栏、宣传册等传统形式，又发挥政府网站和电子屏的作用，拓宽了公开渠道。",
]
PROBLEMS = [
    "少数单位对{topic}工作认识不到位，重视不够，工作流于形式",
    "个别科室信息更新不及时，公开内容不够全面",
    "工作人员业务水平有待提高，培训次数偏少，全年只组织{k}次",
    "档案整理不规范，部分资料没有及时归档",
    "监督机制还不健全，群众参与程度不高",
]
PLANS = [
    "继续完善{topic}各项制度，力争新增公开事项{n}项",
    "加强业务培训，全年举办培训班不少于{k}期",
    "进一步拓宽公开渠道，建好用好政务新媒体",
    "健全考核机制，把{topic}纳入年度目标考核",
]
NUMERALS = "一二三四五六七八九十"


def report(number: int) -> list[str]:
    """The paragraphs of report ``number``, always the same."""
    rng = random.Random(number)
    unit, year = rng.choice(UNITS), rng.randint(2008, 2020)

    def fill(pattern: str) -> str:
        figures = {"n": rng.randint(2, 60), "m": rng.randint(2, 40), "k": rng.randint(1, 9)}
        figures |= {"big": rng.randint(100, 9000), "p": rng.randint(80, 100), "wan": rng.randint(10, 900) / 10}
        place = "镇" if unit.endswith("镇") else "局"
        return pattern.format(unit=unit, topic=rng.choice(TOPICS), place=place, **figures)  # type: ignore[arg-type]

    lines = [f"云溪县{unit}{year}年工作总结（{number}）", f"{year}年，在县委、县政府的正确领导下，我们开展了以下工作。"]
    for part in range(3):
        lines.append(f"{NUMERALS[part]}、加强{TOPICS[(number + part) % len(TOPICS)]}工作")
        for item in range(4):
            lines.append(
                f"（{NUMERALS[item]}）{fill('抓好{topic}')}。"
                + fill(rng.choice(OPENINGS))
                + "".join(map(fill, rng.sample(PLAIN, 3)))
            )
    lines += ["四、存在问题", *(f"{n}、{fill(p)}。" for n, p in enumerate(rng.sample(PROBLEMS, 4), 1))]
    lines += [
        "五、下一步打算",
        "；".join(f"{NUMERALS[n]}是{fill(p)}" for n, p in enumerate(rng.sample(PLANS, 3))) + "。",
    ]
    return [*lines, f"云溪县{unit}", f"{year + 1}年1月{rng.randint(2, 28)}日"]


def texts(folder: Path, count: int) -> list[Path]:
    """``count`` reports as UTF-8 text."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text("\n".join(report(number)) + "\n", encoding="utf-8")
    return paths


def words(folder: Path, count: int) -> list[Path]:
    """``count`` reports as Word files, each with a table."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number}.docx" for number in range(count)]
    for number, path in enumerate(paths):
        document = docx.Document()
        for line in report(number):
            document.add_paragraph(line)
        table = document.add_table(rows=0, cols=3)
        for cells in [
            ("单位", "得分", "扣分原因"),
            *((unit, "9" + str(number % 10), "更新不及时扣2分。") for unit in UNITS),
        ]:
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                cell.text = text
        document.save(str(path))
    return paths


def pdfs(folder: Path, originals: Sequence[Path], copies: int) -> list[Path]:
    """The Word files as PDF, by LibreOffice; each several times, told apart by a closing comment."""
    made = folder.with_name(folder.name + " originals")
    made.mkdir(parents=True, exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    office = ["soffice", f"-env:UserInstallation={(folder.parent / 'office').as_uri()}", "--headless"]
    command = [*office, "--convert-to", "pdf", "--outdir", str(made), *map(str, originals)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    paths = []
    for original in sorted(made.glob("*.pdf")):
        for copy in range(copies):
            paths.append(folder / f"{original.stem}-{copy}.pdf")
            paths[-1].write_bytes(original.read_bytes() + f"%{copy}\n".encode())
    return paths


def can_make_pdfs() -> bool:
    """Whether LibreOffice is there (Debian: libreoffice-writer)."""
    return shutil.which("soffice") is not None
