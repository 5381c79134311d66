"""The process that loads the stages once and forks a worker for each chunk of files, within limits.

Started by ``workers.py`` as ``python -m pipeline.archive.host``: a job as JSON lines on stdin, a line on stdout for
each file finished, or a sentence where the settings are wrong. A worker handles a file at a time and says so; one that
hangs, dies or takes too much memory is killed with all it started, its file becomes a failure, and a new worker goes
on with the rest of the chunk. Workers are forked from a process that has everything loaded, since loading takes
seconds and a fork 20 milliseconds. The host ends when its stdin closes, so nothing runs on after its parent.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import select
import signal
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from pipeline import run
from pipeline.archive import kept, schema, work
from pipeline.archive.inventory import Item
from pipeline.archive.shelf import Shelf
from pipeline.errors import SettingsError
from pipeline.settings import Settings

_POLL = 0.05  # seconds between looks at a worker's memory; memory fills at some 5 GB a second, so 0.25 GB may slip by
_SLACK = 4 << 30  # bytes of address space over the limit: libraries reserve much that they never touch
_OUT_OF_MEMORY = 77  # exit status of a worker that met MemoryError
_MOST_FILES = 32  # in a chunk: a fork a second or so
# What a worker says: that what is done for several files at once is done, and that a file is.
_PREPARED, _FINISHED = b"+", b"."
_PAGE = resource.getpagesize()
_SAMPLE = """关于2012年政务公开工作的总结
一、基本情况
全年共公开各类信息1.5万条，办理依申请公开12件。
（一）加强组织领导。成立了领导小组，召开会议6次。
二、存在问题
一是少数单位公开不及时，扣2分；二是栏目更新较慢。
三、下一步打算
继续完善制度，加强培训。
某县人民政府办公室
2013年1月10日
"""


@dataclass
class Lane:
    """One worker at work: the files it has left (the first is at hand), since when, and what it has said so far."""

    pid: int
    said: int  # file descriptor
    left: deque[Item]
    since: float
    prepared: bool = False
    fresh: bool = True


@dataclass(frozen=True)
class Job:
    """What a host is told to do."""

    settings: Settings
    shelf: Shelf
    workers: int
    classes: dict[str, type]


def main() -> None:
    """Do the job told on stdin."""
    told = json.loads(sys.stdin.buffer.readline())
    shelf = Shelf(Path(told["sound"]), Path(told["limited"]))
    classes = schema.row_classes(run.further_tables())
    job = Job(Settings(**told["settings"]), shelf, told["workers"], classes)
    items = [Item(*json.loads(sys.stdin.buffer.readline())) for _ in range(told["files"])]
    signal.signal(signal.SIGTERM, _stop)
    lanes: list[Lane] = []
    try:
        _warm(job)
        _serve(job, _chunks(items, job.workers), lanes)
    except SettingsError as error:
        _tell(json.dumps(str(error)))
    finally:
        for lane in lanes:
            _kill(lane)
    sys.stdout.flush()
    os._exit(0)  # what the libraries would do on their way out takes time and writes warnings


def _stop(_: int, __: FrameType | None) -> None:
    sys.exit(1)


def _warm(job: Job) -> None:
    """Load what the stages load on first use, so that workers find it there."""
    data = _SAMPLE.encode()
    kept.pack(work.rows_of_bytes(Item("", "sample.txt", len(data), "0" * 64), data, job.settings), job.classes)
    gc.collect()
    gc.freeze()


def _chunks(items: Sequence[Item], workers: int) -> deque[deque[Item]]:
    """Files in chunks for one worker each, heaviest first so that no long one ends.

    At least some eight a worker; of files that are prepared together one, since each takes seconds to prepare.
    """
    older = [item for item in items if run.is_older(item.path)]
    rest = [item for item in items if not run.is_older(item.path)]
    chunks = _cut(rest, 8 * workers) + _cut(older, workers)
    return deque(sorted(chunks, key=lambda chunk: -sum(item.size for item in chunk)))


def _cut(items: Sequence[Item], parts: int) -> list[deque[Item]]:
    most = sum(item.size for item in items) // parts + 1
    chunks: list[deque[Item]] = []
    weight = most
    for item in items:
        if weight >= most or len(chunks[-1]) >= _MOST_FILES:
            chunks.append(deque())
            weight = 0
        chunks[-1].append(item)
        weight += item.size
    return chunks


def _serve(job: Job, chunks: deque[deque[Item]], lanes: list[Lane]) -> None:
    base = _pages(os.getpid())[1]
    while chunks or lanes:
        while chunks and len(lanes) < job.workers:
            lanes.append(_start(job, chunks.popleft()))
        ready, _, _ = select.select([lane.said for lane in lanes] + [sys.stdin.buffer], [], [], _POLL)
        if sys.stdin.buffer in ready:
            return
        for lane in list(lanes):
            why = _listen(lane) if lane.said in ready else _limit(lane, job.settings, base)
            if why is not None:
                lanes.remove(lane)
                chunks.extendleft(_after(job, lane, why))


def _start(job: Job, chunk: deque[Item]) -> Lane:
    hears, says = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(hears)
        _worker(job, chunk, says)
    os.close(says)
    os.set_blocking(hears, False)
    return Lane(pid, hears, chunk, time.monotonic())


def _worker(job: Job, chunk: deque[Item], says: int) -> None:
    """The life of a worker process; never returns."""
    status = 1
    try:
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)
        most = _pages(os.getpid())[0] + (job.settings.memory_megabytes << 20) + _SLACK
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        ready = work.prepared(chunk, job.settings)
        os.write(says, _PREPARED)
        for item in chunk:
            _finish(job, item, work.rows_of(item, job.settings, ready))
            os.write(says, _FINISHED)
        status = 0
    except MemoryError:
        status = _OUT_OF_MEMORY
    except Exception:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(status)


def _finish(job: Job, item: Item, rows: work.Rows) -> None:
    packed = kept.pack(rows, job.classes)
    if kept.unpacked_size(packed) > job.settings.output_megabytes << 20:
        rows = work.failure(item, "too_much_output", job.settings)
        packed = kept.pack(rows, job.classes)
    job.shelf.store(item, packed, work.by_limit(rows))


def _listen(lane: Lane) -> str | None:
    """Take in the files a worker has finished; why it ended, if it did (empty when it is through)."""
    said = os.read(lane.said, 4096)
    lane.prepared = lane.prepared or bool(said)
    for _ in range(said.count(_FINISHED)):
        lane.left.popleft()
        lane.fresh = False
        _tell()
    if said:
        lane.since = time.monotonic()
        return None
    return "crashed" if lane.left else ""


def _limit(lane: Lane, settings: Settings, base: int) -> str | None:
    """The limit that the file at hand has broken, if any. Memory is counted over what the host itself holds, with that
    of the programs that the worker has started."""
    if time.monotonic() - lane.since > settings.seconds_per_file:
        return "timeout"
    if sum(_pages(pid)[1] for pid in _tree(lane.pid)) - base > settings.memory_megabytes << 20:
        return "memory"
    return None


def _after(job: Job, lane: Lane, why: str) -> Sequence[deque[Item]]:
    """End a worker, blame its file if there is cause, and return the files still to do, in chunks.

    A crash or a want of memory may be due to files before: only a file that fails first in its worker is blamed, and
    none while several are prepared together; each then gets a worker of its own.
    """
    status = _kill(lane)
    if why and not lane.prepared and len(lane.left) > 1:
        return [deque([item]) for item in lane.left]
    if why == "crashed" and os.WIFEXITED(status) and os.WEXITSTATUS(status) == _OUT_OF_MEMORY:
        why = "memory"
    if why and (why == "timeout" or lane.fresh):
        item = lane.left.popleft()
        _finish(job, item, work.failure(item, why, job.settings, _ending(status)))
        _tell()
    return [lane.left] if lane.left else []


def _kill(lane: Lane) -> int:
    """Kill a worker and all it started; its wait status."""
    started = _tree(lane.pid)[1:]
    for kill, pid in ((os.killpg, lane.pid), (os.kill, lane.pid), *((os.kill, pid) for pid in started)):
        with contextlib.suppress(ProcessLookupError):
            kill(pid, signal.SIGKILL)
    os.close(lane.said)
    return os.waitpid(lane.pid, 0)[1]


def _tree(pid: int) -> list[int]:
    """A process and all it started, also those that took a session of their own, as converters do."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(below for child in children for below in _tree(int(child)))]


def _ending(status: int) -> str:
    if os.WIFSIGNALED(status):
        return signal.Signals(os.WTERMSIG(status)).name
    return f"退出码 {os.waitstatus_to_exitcode(status)}"


def _tell(line: str = ".") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _pages(pid: int) -> tuple[int, int]:
    """Address space and resident memory of a process in bytes; zeros where it has ended."""
    try:
        total, resident = Path(f"/proc/{pid}/statm").read_text().split()[:2]
    except (OSError, ValueError):
        return 0, 0
    return int(total) * _PAGE, int(resident) * _PAGE


if __name__ == "__main__":
    main()
