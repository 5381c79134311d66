"""The model card that training writes beside a model: data, hashes, versions, held-out quality, weak spots."""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.tags._data import FOLDS, NEAR, Label, groups, jaccard, shingles
from pipeline.tags._fit import Fit, confidence
from pipeline.tags._model import MOST_THEMES, choose, decide
from pipeline.tags._quality import (
    Quality,
    calibration_error,
    confusions,
    kappa,
    measure,
    per_theme,
    reliability,
)

_LIBRARIES = ("scikit-learn", "numpy", "scipy", "jieba", "rjieba")
_KINDS = {"measure": "做法", "plan": "打算", "problem": "问题", "deduction": "扣分原因"}
_CONFUSIONS = 15
_LONG = 90  # characters; half of the measures of real reports are as long
_FEW = 25  # fields with fewer sentences say too little to stand in the table


def _table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [f"| {' | '.join(header)} |", f"| {' | '.join(['---'] * len(header))} |"]
    lines += [f"| {' | '.join(f'{c:.3f}' if isinstance(c, float) else str(c) for c in row)} |" for row in rows]
    return "\n".join(lines)


def _figures(quality: Quality) -> tuple[object, ...]:
    return (quality.n, quality.main, quality.among, quality.f1)


def _quality_by(groups_of: Mapping[str, list[int]], given: Sequence[Sequence[str]], labels: Sequence[Label]) -> str:
    rows = []
    for name, members in groups_of.items():
        quality = measure([given[n] for n in members], [labels[n].themes for n in members])
        rows.append((name, *_figures(quality)))
    return _table(("", "句数", "首要主题", "首要主题在所给之内", "全部主题 F1"), rows)


def _split(labels: Sequence[Label], key: str, least: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for n, label in enumerate(labels):
        found[getattr(label, key) or "（未注明）"].append(n)
    named = {_KINDS.get(name, name): rows for name, rows in found.items() if len(rows) >= least}
    return dict(sorted(named.items(), key=lambda item: -len(item[1])))


def _data_part(labels: Sequence[Label], files: Sequence[Path]) -> str:
    near = len(labels) - len(set(groups([label.text for label in labels]).tolist()))
    kinds = Counter(_KINDS.get(label.kind, label.kind or "未注明") for label in labels)
    several = sum(len(label.themes) > 1 for label in labels)
    lines = [
        f"{len(labels)} 句（{'，'.join(f'{kind} {n}' for kind, n in kinds.most_common())}），"
        f"其中 {several} 句有两个以上主题（每句至多 {MOST_THEMES} 个）。",
        f"近似重复按字符 5 元组的 Jaccard 系数测量：不低于 {NEAR} 的归为一组（{near} 句与别的句子同组），"
        f"同组句子总在同一折，训练和检验之间没有近似重复。{FOLDS} 折按内容哈希划分，与顺序无关。",
        "",
        _table(("文件", "SHA-256"), [(f.name, hashlib.sha256(f.read_bytes()).hexdigest()[:16]) for f in files]),
    ]
    return "\n".join(lines)


def _second_part(
    labels: Sequence[Label], second: Mapping[str, Mapping[str, tuple[str, ...]]], codes: Sequence[str]
) -> str:
    told, columns = [], []
    for name, chosen in second.items():
        pairs = [(label.themes, chosen[label.text]) for label in labels if label.text in chosen]
        ours, theirs = [one for one, _ in pairs], [two for _, two in pairs]
        quality = measure(theirs, ours)
        sure = kappa([a[0] for a in ours], [b[0] for b in theirs])
        same = f"首要主题相同 {quality.main:.3f}，κ = {sure:.3f}；全部主题 F1 {quality.f1:.3f}。"
        told.append(f"`{name}`：{len(pairs)} 句，{same}")
        columns.append([kappa([code in a for a in ours], [code in b for b in theirs]) for code in codes])
    if not told:
        return ""
    return "\n\n".join(
        [
            "## 第二人独立标注",
            "各文件出自不同的人，只凭 GUIDE.md 和文字标注，与现有标注（比较后发现标错的已更正）相比：",
            "\n".join(f"- {line}" for line in told),
            "各主题的 Cohen κ：",
            _table(("主题", *second), [(code, *values) for code, *values in zip(codes, *columns, strict=True)]),
        ]
    )


def _blind_part(fitted: Fit, labels: Sequence[Label], blind: Sequence[Label]) -> str:
    if not blind:
        return ""
    codes = [theme.code for theme in fitted.model.themes]
    nearest = jaccard(shingles([b.text for b in blind]), shingles([label.text for label in labels])).max()
    given = [d.themes for d in decide(fitted.model, [b.text for b in blind])]
    several = [n for n, b in enumerate(blind) if len(b.themes) > 1]
    long = [n for n, b in enumerate(blind) if len(b.text) >= _LONG]
    rows = {"全部": list(range(len(blind))), **_split(blind, "kind", 1)}
    rows |= {"两个以上主题": several, f"{_LONG} 字以上": long}
    found = per_theme(given, [b.themes for b in blind], codes)
    weakest = sorted((q.f1, code) for code, q in found.items() if q.n)[:3]
    return "\n\n".join(
        [
            "## 盲测",
            f"`corpora/themes/blind.tsv` 的 {len(blind)} 句先写好、标好，才第一次给模型看，也从不参与训练；"
            f"与训练句子的最大 Jaccard 系数为 {nearest:.2f}。",
            _quality_by(rows, given, blind),
            f"最弱的主题（F1）：{'，'.join(f'{code} {value:.3f}' for value, code in weakest)}。",
        ]
    )


def _reliability_part(fitted: Fit, given: Sequence[Sequence[str]], labels: Sequence[Label]) -> str:
    sure = confidence(fitted)
    table = reliability(sure, [a[0] == label.themes[0] for a, label in zip(given, labels, strict=True)])
    low = float((sure < fitted.model.uncertain_below).mean())
    rows = [(f"{edge:.1f}–{edge + 0.1:.1f}", n, mean, share, "█" * round(share * 20)) for edge, n, mean, share in table]
    return "\n".join(
        [
            "首要主题的置信度与实际正确率（留出折）。"
            f"期望校准误差 {calibration_error(table):.3f}；"
            f"低于 {fitted.model.uncertain_below} 记为 `uncertain`，占 {low:.1%}。",
            "",
            _table(("置信度", "句数", "平均置信度", "实际正确", ""), rows),
        ]
    )


def _quality_part(fitted: Fit, given: Sequence[Sequence[str]], labels: Sequence[Label]) -> str:
    names = {theme.code: theme.name for theme in fitted.model.themes}
    found = per_theme(given, [label.themes for label in labels], names)
    themes = [(code, names[code], q.n, q.precision, q.recall, q.f1) for code, q in found.items()]
    everything = {"全部": list(range(len(labels))), **_split(labels, "kind", 1)}
    return "\n\n".join(
        [
            f"## {FOLDS} 折交叉验证",
            _quality_by(everything, given, labels),
            "### 各主题",
            _table(("主题", "名称", "句数", "准确率", "召回率", "F1"), themes),
            "### 各领域",
            _quality_by(_split(labels, "field", _FEW), given, labels),
        ]
    )


def _far_part(fitted: Fit, labels: Sequence[Label]) -> str:
    limit = fitted.model.unfamiliar_below
    far = [int((fitted.familiar[members] < limit).sum()) for members in _split(labels, "kind", 1).values()]
    rows = [
        (name, f"{n}/{len(m)}", n / len(m)) for n, (name, m) in zip(far, _split(labels, "kind", 1).items(), strict=True)
    ]
    return "\n\n".join(
        [
            f"一句的相邻字对在（留出它的）训练句子中见过的比例，第 5 百分位为 {limit:.3f}；低于它的算“离训练数据远”。"
            "`zongjie sample` 按表和年份给出一批档案中这样的行的分子和分母，与下表相比，多出来的就是漂移。",
            _table(("", "低于第 5 百分位", "占"), rows),
        ]
    )


def _weak_part(fitted: Fit, given: Sequence[Sequence[str]], labels: Sequence[Label]) -> str:
    names = {theme.code: theme.name for theme in fitted.model.themes}
    found = confusions(given, [label.themes for label in labels], [label.text for label in labels], _CONFUSIONS)
    rows = [(names[a], names[b], n, text.replace("|", "｜")) for a, b, n, text in found]
    return _table(("应为", "给出", "次数", "例"), rows)


def write(
    fitted: Fit,
    labels: Sequence[Label],
    files: Sequence[Path],
    second: Mapping[str, Mapping[str, tuple[str, ...]]],
    blind: Sequence[Label],
    compared: Mapping[str, Quality],
    command: str,
) -> str:
    """The card as Markdown; ``command`` is what trains this model again."""
    model = fitted.model
    codes = [theme.code for theme in model.themes]
    given = [tuple(codes[n] for n in columns) for columns in choose(fitted.held_out, model.further)]
    versions = [("Python", platform.python_version()), *((n, importlib.metadata.version(n)) for n in _LIBRARIES)]
    peers = [(name, q.main, q.among, q.f1) for name, q in compared.items()]
    parts = [
        f"# 主题模型 {model.name}",
        f"由 `{command}` 训练并写出本页；每次训练结果相同。模型不含 pickle，装载时核对 SHA256SUMS。",
        "第一步：每个主题两个逻辑回归，特征是单字和相邻两字（TF-IDF），一个给全文打分，一个给逐个分句打分（单主题句的分句也拿来学）；第二步：两个对所有主题通用的"
        "小逻辑回归，把全文、首句、最高分句各自的得分和在各主题中的份额，以及各分句中份额之和换成概率，在留出折上学得，因此概率可信。"
        f"首要主题取概率最大者，其余主题概率不低于 {model.further:.2f} 才给。",
        "## 数据",
        _data_part(labels, files),
        _quality_part(fitted, given, labels),
        _blind_part(fitted, labels, blind),
        "## 与其他做法比较（同样的折，各用对它最有利的阈值）",
        _table(("做法", "首要主题", "首要主题在所给之内", "F1"), peers),
        "## 置信度",
        _reliability_part(fitted, given, labels),
        "## 弱点：最常混淆的首要主题",
        _weak_part(fitted, given, labels),
        "## 与训练数据的距离",
        _far_part(fitted, labels),
        _second_part(labels, second, codes),
        "## 版本",
        _table(("", ""), versions),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"
