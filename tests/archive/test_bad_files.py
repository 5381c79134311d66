"""What can't be read becomes a row that says what to do, and everything else is read."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pyarrow.parquet as pq

JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xdb\x00\x43\x00"
    + bytes(64)
    + b"\xff\xd9"
)


def damaged_docx() -> bytes:
    """A Word file of which the last third is lost."""
    whole = BytesIO()
    document = docx.Document()
    document.add_paragraph("县教育局2012年政务公开工作总结")
    document.save(whole)
    return whole.getvalue()[: len(whole.getvalue()) * 2 // 3]


def encrypted_pdf() -> bytes:
    """A PDF whose trailer asks for a password."""
    parts = [
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj",
        b"4 0 obj<</Filter/Standard/V 1/R 2/Length 40/P -44/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj",
    ]
    body = b"\n".join(parts) + b"\n"
    offsets = b"".join(b"%010d 00000 n \n" % body.find(b"%d 0 obj" % n) for n in range(1, 5))
    trailer = b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + b"xref\n0 5\n0000000000 65535 f \n" + offsets + trailer


def test_four_bad_files_and_the_rest(archive: Path, tmp_path: Path) -> None:
    bad = {"坏.docx": damaged_docx(), "锁.pdf": encrypted_pdf(), "空.txt": b"", "图.txt": JPEG}
    for name, data in bad.items():
        (archive / name).write_bytes(data)
    out = tmp_path / "结果"
    command = [sys.executable, "-m", "pipeline", "run", str(archive), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1, done.stderr
    failures = {row["path"].split("/")[1]: row for row in pq.read_table(out / "failures.parquet").to_pylist()}
    assert {name: row["code"] for name, row in failures.items()} == {
        "坏.docx": "corrupt",
        "锁.pdf": "encrypted",
        "空.txt": "empty",
        "图.txt": "unsupported",
    }
    assert all("请" in row["message"] and name in row["message"] for name, row in failures.items())
    assert all(row["message"] in done.stdout for row in failures.values())
    assert pq.read_table(out / "documents.parquet").num_rows == 12


def test_an_archive_file_is_read_member_by_member(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "总结.zip", "w") as packed:
        packed.writestr("县民政局.txt", "县民政局2012年政务公开工作总结\n全年公开信息12条。\n")
        packed.writestr("空.txt", "")
    command = [sys.executable, "-m", "pipeline", "run", str(tmp_path / "总结.zip"), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1, done.stderr
    assert pq.read_table(tmp_path / "out" / "documents.parquet")["path"].to_pylist() == ["总结.zip!/县民政局.txt"]
