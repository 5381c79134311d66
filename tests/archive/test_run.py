"""A run as a whole: what it reads, what it writes, and that it does no more than it must."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline import analyse, records
from pipeline.archive import inventory, schema
from pipeline.errors import ResultsError, ZongjieError
from tests.archive.conftest import Run

CAUGHT_IN_RERUN = "spacy sklearn scipy pandas pyarrow jieba rjieba docx"


def tables(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.glob("*.parquet"))}


def zongjie(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_every_table_has_its_columns_also_without_rows(archive: Path, tmp_path: Path, run: Run) -> None:
    run(archive)
    for name, row in records.TABLES.items():
        written = pq.read_schema(tmp_path / "结果" / f"{name}.parquet")
        assert written.names == [field.name for field in fields(row)]
        assert written.equals(schema.of(row))
    assert pq.read_schema(tmp_path / "结果" / "units.parquet").field("aliases").type == pa.list_(pa.string())


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [(int | None, pa.int64()), (datetime.date | None, pa.date32()), (tuple[int, ...], pa.list_(pa.int64()))],
)
def test_types_of_columns(annotation: object, expected: pa.DataType) -> None:
    assert schema.arrow_type(annotation) == expected


def test_two_runs_and_any_number_of_workers_write_the_same_bytes(archive: Path, tmp_path: Path, run: Run) -> None:
    outs = [tmp_path / name for name in "abc"]
    for out, workers in zip(outs, [1, 2, 3], strict=True):
        run(archive, out=out, workers=workers)
    assert tables(outs[0]) == tables(outs[1]) == tables(outs[2])
    notes = [json.loads((out / "run.json").read_text(encoding="utf-8")) for out in outs]
    for note in notes:
        del note["timings"], note["settings"]["workers"]
    assert notes[0] == notes[1] == notes[2]


def test_a_rerun_does_only_what_changed(archive: Path, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "结果"
    assert run(archive).worked == 12
    before = tables(out)
    assert run(archive).worked == 0
    (archive / "3.txt").write_text("第三中学2012年工作总结\n改过了。\n", encoding="utf-8")
    (archive / "5.txt").unlink()
    changed = run(archive)
    assert (changed.worked, changed.files) == (1, 11)
    assert tables(out)["documents.parquet"] != before["documents.parquet"]


def test_a_damaged_or_missing_table_is_made_again(archive: Path, tmp_path: Path, run: Run) -> None:
    run(archive)
    whole = tables(tmp_path / "结果")
    (tmp_path / "结果" / "documents.parquet").write_bytes(b"PAR1")
    (tmp_path / "结果" / "counts.parquet").unlink()
    assert run(archive).worked == 0
    assert tables(tmp_path / "结果") == whole


def test_damaged_kept_results_are_worked_on_again(archive: Path, tmp_path: Path, run: Run) -> None:
    run(archive)
    kept = sorted((tmp_path / "结果" / ".kept").glob("*/*/*"))
    kept[0].write_bytes(kept[0].read_bytes()[:-7])
    (tmp_path / "结果" / "run.json").unlink()
    assert run(archive).worked == 1


def test_an_unchanged_rerun_loads_nothing_heavy(archive: Path, tmp_path: Path) -> None:
    assert zongjie("run", archive, "--out", tmp_path / "结果").returncode == 0
    code = f"""
import sys
from pipeline.archive import console
from pathlib import Path
assert console.run([{str(archive)!r}], Path({str(tmp_path / "结果")!r}), None, 2) == 0
print("LOADED", [name for name in {CAUGHT_IN_RERUN!r}.split() if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "LOADED []"


def test_identical_files_are_read_once_and_told(archive: Path, tmp_path: Path, run: Run) -> None:
    (archive / "另存.txt").write_bytes((archive / "7.txt").read_bytes())
    summary = run(archive)
    assert summary.duplicates == {"档案 2012/另存.txt": "档案 2012/7.txt"}
    assert summary.rows["documents"] == 12
    assert json.loads((tmp_path / "结果" / "run.json").read_text(encoding="utf-8"))["duplicates"] == summary.duplicates


def paths_of(*given: Path | str) -> list[str]:
    return [item.path for item in inventory.items(given, 1 << 20)[0]]


def test_paths_in_rows_start_with_the_folder_given_in_natural_order(archive: Path) -> None:
    assert paths_of(archive)[:3] == ["档案 2012/1.txt", "档案 2012/2.txt", "档案 2012/3.txt"]
    assert paths_of(archive)[-1] == "档案 2012/12.txt"
    assert paths_of(archive / "3.txt") == ["3.txt"]
    assert paths_of(archive, archive / "3.txt") == paths_of(archive)


def test_wildcards(archive: Path) -> None:
    assert paths_of(f"{archive}/1*.txt") == ["1.txt", "10.txt", "11.txt", "12.txt"]
    assert paths_of(f"{archive.parent}/**/2.txt") == ["2.txt"]


def test_results_inside_the_archive_are_not_read(archive: Path, run: Run) -> None:
    assert run(archive, out=archive / "结果").files == 12
    assert run(archive, out=archive / "结果").files == 12


def test_litter_is_passed_over(archive: Path) -> None:
    for name in [".DS_Store", "~$总结.docx", "Thumbs.db"]:
        (archive / name).write_text(name)
    assert len(paths_of(archive)) == 12


def test_equal_names_from_two_folders_are_told_apart(tmp_path: Path) -> None:
    for year in ("2011", "2012"):
        (tmp_path / year / "总结").mkdir(parents=True)
        (tmp_path / year / "总结" / "1.txt").write_text(year)
    assert paths_of(tmp_path / "2011" / "总结", tmp_path / "2012" / "总结") == ["2011/总结/1.txt", "2012/总结/1.txt"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_file_names_in_old_encodings(tmp_path: Path, run: Run, encoding: str) -> None:
    folder = tmp_path / "旧档案"
    folder.mkdir()
    name = os.path.join(os.fsencode(folder), "县教育局总结.txt".encode(encoding))
    with open(name, "wb") as file:
        file.write("县教育局2012年工作总结\n全年公开信息12条。\n".encode())
    assert paths_of(folder) == ["旧档案/县教育局总结.txt"]
    assert run(folder).rows["documents"] == 1


def test_what_is_no_file_fails_by_name(archive: Path, run: Run) -> None:
    os.mkfifo(archive / "pipe.txt")
    summary = run(archive, archive / "没有.txt")
    assert {failed["path"]: failed["code"] for failed in summary.failures} == {
        "档案 2012/pipe.txt": "unsupported",
        "没有.txt": "missing",
    }


def test_nothing_to_read(tmp_path: Path, run: Run) -> None:
    with pytest.raises(ZongjieError, match="没有可读的文件"):
        run(tmp_path / "没有")


def test_one_run_at_a_time_writes_a_folder(archive: Path, tmp_path: Path, run: Run) -> None:
    code = "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX); print(flush=True); input()"
    (tmp_path / "结果" / ".kept").mkdir(parents=True)
    lock = str(tmp_path / "结果" / ".kept" / "lock")
    with subprocess.Popen([sys.executable, "-c", code, lock], stdin=-1, stdout=-1) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(ResultsError, match="另一个"):
            run(archive)
        other.kill()


@pytest.mark.parametrize(
    ("names", "expected"),
    [(["好.txt"], 0), (["好.txt", "空.txt"], 1), (["空.txt"], 2), (["没有.txt"], 2)],
)
def test_exit_codes(tmp_path: Path, names: Sequence[str], expected: int) -> None:
    (tmp_path / "好.txt").write_text("县教育局2012年工作总结\n全年公开信息12条。\n", encoding="utf-8")
    (tmp_path / "空.txt").write_bytes(b"")
    done = zongjie("run", *(tmp_path / name for name in names), "--out", tmp_path / "out")
    assert done.returncode == expected, done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_settings_file_is_told_in_a_sentence(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text("wrokers = 3\n", encoding="utf-8")
    done = zongjie("run", archive, "--out", tmp_path / "out", "--settings", tmp_path / "s.toml")
    assert done.returncode == 2
    assert done.stderr.startswith("错误：")
    assert "wrokers" in done.stderr


def test_a_wrong_model_ends_the_run_and_blames_no_file(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text(f'themes = "{tmp_path}/没有的模型"\n', encoding="utf-8")
    done = zongjie("run", archive, "--out", tmp_path / "out", "--settings", tmp_path / "s.toml")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("错误：")
    assert "没有的模型" in done.stderr


def test_analyse_gives_the_same_tables(archive: Path, tmp_path: Path, run: Run) -> None:
    run(archive)
    made = analyse(archive)
    for name, frame in made.items():
        assert frame.equals(pq.read_table(tmp_path / "结果" / f"{name}.parquet").to_pandas()), name


def test_analyse_takes_bytes() -> None:
    made = analyse("县教育局2012年工作总结\n全年公开信息12条。\n".encode())
    assert made["documents"]["path"].tolist() == ["bytes-1"]
