"""Breaks workers on purpose: a file that holds one of these words hangs, dies or eats memory while it is analysed."""

import os
import signal
import sys
import time


def _install() -> None:
    from pipeline import run
    from pipeline.settings import Settings

    real = run.analyse_file

    def analyse_file(path: str, data: bytes, settings: Settings | None = None) -> run.Rows:
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
        return real(path, data, settings)

    run.analyse_file = analyse_file


if "pipeline.archive.host" in sys.orig_argv:
    _install()
