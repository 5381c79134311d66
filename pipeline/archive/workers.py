"""Files worked on in separate processes: starts the host (``host.py``), hears of each file finished, ends it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, astuple
from pathlib import Path

from pipeline.archive.inventory import Item
from pipeline.archive.shelf import Shelf
from pipeline.errors import SettingsError, ZongjieError
from pipeline.settings import Settings

# One thread a process: the cores are used by processes, and a process with threads must not be forked.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def work(items: Sequence[Item], shelf: Shelf, settings: Settings, log: Path) -> Iterator[None]:
    """Put the rows of every file on the shelf; yields once for each file finished, in any order.

    Raises SettingsError where the settings name what can't be used, and ZongjieError where the host ends before its
    time; files finished until then stay done.
    """
    count = 0
    with log.open("wb") as errors, _host(errors.fileno()) as host:
        assert host.stdin is not None
        assert host.stdout is not None
        try:
            host.stdin.write(_job(items, shelf, settings))
            host.stdin.flush()
            for line in host.stdout:
                if line != b".\n":
                    raise SettingsError(json.loads(line))
                count += 1
                yield
        finally:
            host.terminate()
    if count < len(items):
        raise ZongjieError(
            f"工作进程意外退出（已完成 {count}/{len(items)} 个文件），原因见 {log}。再运行一次会接着做。"
        )


def cores(settings: Settings) -> int:
    """How many workers the settings ask for: by default one for each core this process may use."""
    return settings.workers or len(os.sched_getaffinity(0))


def _host(errors: int) -> subprocess.Popen[bytes]:
    here = str(Path(__file__).parent.parent.parent)
    paths = [here, *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, **dict.fromkeys(_THREADS, "1"), "PYTHONPATH": os.pathsep.join(paths)}
    command = [sys.executable, "-P", "-m", "pipeline.archive.host"]
    # Its own session, so that Ctrl-C reaches us alone and we end it in order.
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=environment, start_new_session=True
    )


def _job(items: Sequence[Item], shelf: Shelf, settings: Settings) -> bytes:
    workers = min(cores(settings), len(items))
    told = {"settings": asdict(settings), "workers": workers, "files": len(items)}
    told |= {"sound": str(shelf.sound), "limited": str(shelf.limited)}
    return "".join(json.dumps(line) + "\n" for line in [told, *(astuple(item) for item in items)]).encode()
