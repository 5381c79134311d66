"""All settings of a run in one frozen object, read from one TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from pipeline.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run can be told; every field may stand in the TOML file under its own name."""

    workers: int = 0  # processes; 0 is one a core
    # After that a file is a failure `timeout`. Recognition takes 2.5 to 8 s a page, so 600 s are 75 pages at least.
    seconds_per_file: float = 600.0
    megabytes_per_file: int = 200  # larger files are a failure `too_large`
    memory_megabytes: int = 2048  # a worker that needs more, its converter counted, is stopped, its file a failure
    chars_per_file: int = 20_000_000  # more text than this is a failure `too_large`
    output_megabytes: int = 512  # a file whose rows need more is a failure `too_large`
    themes: str | None = None  # own theme scheme with its model; none is the one inside the package
    rubrics: str | None = None  # folder of corrected rubrics (TOML); they win over those read from documents
    units: str | None = None  # reviewed register of units (.xlsx)
    corrections: str | None = None  # file of themes decided by a person
    uncertain_below: float | None = None  # themes less sure than this carry `uncertain`; none takes the model's own


def load(path: Path | None) -> Settings:
    """The settings in the TOML file, defaults where it is silent.

    Raises SettingsError for a file that is no TOML and for keys or types that are not known.
    """
    if path is None:
        return Settings()
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: 设置文件读不出来（{error}）。请检查路径和 TOML 写法。") from error
    known = {field.name for field in fields(Settings)}
    unknown = sorted(set(values) - known)
    if unknown:
        raise SettingsError(f"{path}: 不认识的设置项 {', '.join(unknown)}。可用的有 {', '.join(sorted(known))}。")
    return Settings(**values)
