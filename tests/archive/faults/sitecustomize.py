"""Breaks workers on purpose: a file that holds one of these words hangs, dies or eats memory while it is analysed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence


def _install() -> None:
    from pipeline import run
    from pipeline.settings import Settings

    real, real_prepare = run.analyse_file, run.prepare

    def prepare(files: Sequence[tuple[str, bytes]], seconds: float) -> Mapping[str, bytes]:
        if len(files) > 1 and any(b"TOGETHER" in data for _, data in files):
            os.kill(os.getpid(), signal.SIGSEGV)
        return real_prepare(files, seconds)

    def analyse_file(path: str, data: bytes, settings: Settings, ready: Mapping[str, bytes]) -> run.Rows:
        if b"CONVERTER" in data:
            subprocess.Popen(["sleep", "607"], start_new_session=True)
            time.sleep(600)
        if b"HANG" in data:
            time.sleep(600)
        if b"CRASH" in data:
            os.kill(os.getpid(), signal.SIGSEGV)
        if b"MEMORY" in data:
            kept = [bytearray(8 << 20) for _ in range(40) if not time.sleep(0.02)]
            time.sleep(len(kept))
        if b"BUG" in data:
            raise KeyError("规则")
        if b"SLOW" in data:
            time.sleep(0.5)
        return real(path, data, settings, ready)

    run.analyse_file, run.prepare = analyse_file, prepare


if "pipeline.archive.host" in sys.orig_argv:
    _install()
