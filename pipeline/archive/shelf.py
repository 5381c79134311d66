"""The folder inside the results that keeps the rows of single files from run to run."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from pipeline.archive import kept, version
from pipeline.archive.inventory import Item
from pipeline.settings import Settings


@dataclass(frozen=True)
class Shelf:
    """Packed rows under names made from content and path: ``sound`` ones, and failures that hold under these limits."""

    sound: Path
    limited: Path

    def load(self, item: Item) -> bytes | None:
        """What is kept for a file; none if nothing is, or only a damaged rest (a machine may lose power)."""
        for folder in (self.sound, self.limited):
            try:
                data = _place(folder, item).read_bytes()
            except FileNotFoundError:
                continue
            if kept.whole(data):
                return data
        return None

    def store(self, item: Item, data: bytes, limited: bool) -> None:
        """Keep ``data`` for a file, whole or not at all."""
        target = _place(self.limited if limited else self.sound, item)
        target.parent.mkdir(parents=True, exist_ok=True)
        half = target.with_name(f"{target.name}.{os.getpid()}.half")
        half.write_bytes(data)
        half.replace(target)

    def clear_others(self) -> None:
        """Drop what was kept under other rules and settings, and halves of killed workers."""
        for folder in self.sound.parent.iterdir():
            if folder.is_dir() and folder not in (self.sound, self.limited):
                shutil.rmtree(folder, ignore_errors=True)
        for half in self.sound.parent.rglob("*.half"):
            half.unlink(missing_ok=True)


def of(out: Path, settings: Settings) -> Shelf:
    """The shelf of a results folder for the present rules and settings."""
    name = f"{version.rules()}-{version.of_settings(settings)}"
    return Shelf(out / ".kept" / name, out / ".kept" / f"{name}-{version.of_limits(settings)}")


def _place(folder: Path, item: Item) -> Path:
    key = hashlib.sha256(f"{item.sha256}\0{item.path}".encode()).hexdigest()
    return folder / key[:2] / key[2:34]
