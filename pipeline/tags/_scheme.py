"""The theme list as data: a scheme is a TOML file of themes, ours is ``corpora/themes/themes.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: its stable word (``code``), Chinese name and the words a keyword list would look for."""

    code: str
    name: str
    keywords: tuple[str, ...] = ()


def read(path: Path) -> tuple[Theme, ...]:
    """The themes of a scheme file, in its order.

    Each is a table ``[[theme]]`` with ``code``, ``name`` and optionally ``keywords``.
    Raises SettingsError naming the file and what is wrong with it.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["theme"]
        themes = tuple(Theme(str(e["code"]), str(e["name"]), tuple(map(str, e.get("keywords", ())))) for e in entries)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}：主题方案读不出来（{error}）。请检查路径和 TOML 写法。") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f'{path}：主题方案要写成若干个 [[theme]]，各有 code = "…" 和 name = "…"。') from error
    codes = [theme.code for theme in themes]
    if len(codes) < 2 or len(set(codes)) < len(codes):
        raise SettingsError(f"{path}：主题方案至少要有两个主题，code 不能重复。")
    return themes
