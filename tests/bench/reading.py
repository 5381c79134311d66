"""Reading alone against known tools on the same files in one run, in processor time of one core, start-up left out."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline import text
from pipeline.text import _ocr, convert
from tests.bench import corpus
from tests.text.same_rows import scanned

_WORDS, _PDFS, _SCANS, _OLDER, _ROUNDS = 60, 12, 1, 24, 5

Tell = Callable[[str, float, str, str], None]


def read(path: Path) -> object:
    """The text of a file, by us."""
    return text.read(path.name, path.read_bytes())


def in_body_order(path: Path) -> object:
    """Paragraphs and table cells in body order, by python-docx."""
    import docx
    from docx.table import Table

    blocks = docx.Document(str(path)).iter_inner_content()
    return [
        [cell.text for row in block.rows for cell in row.cells] if isinstance(block, Table) else block.text
        for block in blocks
    ]


def by_pdfminer(path: Path) -> object:
    """The text of a PDF, by pdfminer.six."""
    from pdfminer.high_level import extract_text

    return extract_text(str(path))


def by_recogniser(path: Path) -> object:
    """The words on the pages of a scan, by the recogniser alone."""
    import pypdfium2 as pdfium

    return [_ocr._engine()(page.render(scale=200 / 72).to_numpy(), use_cls=False) for page in pdfium.PdfDocument(path)]


def against(
    ours: Callable[[Path], object], theirs: Callable[[Path], object], paths: Sequence[Path], rounds: int = _ROUNDS
) -> list[float]:
    """Least processor seconds of both over the files, in turns, so that other work on the machine meets both."""
    for work in (ours, theirs):
        work(paths[0])
    least = [float("inf"), float("inf")]
    for _ in range(rounds):
        for at, work in enumerate((ours, theirs)):
            start = time.process_time()
            for path in paths:
                work(path)
            least[at] = min(least[at], time.process_time() - start)
    return least


def _with_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime + time.process_time()


def _older(paths: Sequence[Path]) -> tuple[float, float]:
    """Processor seconds of older files converted by one call and one by one."""
    files = [(path.name, path.read_bytes()) for path in paths]
    start = _with_children()
    ready = convert.batch(files)
    for name, data in files:
        text.read(name, data, ready)
    together = _with_children()
    for name, data in files:
        text.read(name, data)
    return together - start, _with_children() - together


def bench_reading(home: Path, tell: Tell) -> None:
    """Word files, PDFs without tables, scans (with the optional extra) and older files."""
    paths = corpus.word_files(home / "read docx", _WORDS)
    ours, theirs = against(read, in_body_order, paths)
    tell("docx: reading / python-docx", ours / theirs, "<= 1.0", f"{ours:.2f} s / {theirs:.2f} s, {len(paths)} files")
    if not corpus.can_make_pdfs():
        return
    plain = corpus.word_files(home / "read plain", _PDFS, tables=False)
    pdfs = corpus.pdfs(home / "read pdf", plain, 1)
    ours, theirs = against(read, by_pdfminer, pdfs)
    tell("pdf: pdfminer.six / reading", theirs / ours, ">= 8", f"{theirs:.2f} s / {ours:.2f} s, {len(pdfs)} files")
    older = corpus.converted(home / "read doc", paths[:_OLDER], "doc")
    ours, theirs = _older(older)
    tell("doc: together / one by one", ours / theirs, "<= 0.35", f"{ours:.1f} s / {theirs:.1f} s, {len(older)} files")
    if _ocr.installed():
        scans = [path.with_suffix(".scan.pdf") for path in pdfs[:_SCANS]]
        for scan, path in zip(scans, pdfs, strict=False):
            scan.write_bytes(scanned(path.read_bytes()))
        ours, theirs = against(read, by_recogniser, scans, rounds=1)
        tell("scan: reading / recogniser", ours / theirs, "<= 2", f"{ours:.1f} s / {theirs:.1f} s, {len(scans)} files")
