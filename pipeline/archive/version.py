"""What results depend on besides the files: our code, words and models, the libraries, and the settings."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from pipeline.settings import Settings

_PACKAGE = Path(__file__).parent.parent
# Parts that show rows or move them about but don't change the rows of a document.
_NOT_RULES = ("report/", "archive/", "cli", "__main__.py")
# Limits decide only about files that break them; `workers` about nothing.
_LIMITS = ("seconds_per_file", "megabytes_per_file", "memory_megabytes", "chars_per_file", "output_megabytes")


def _files() -> Iterator[tuple[str, Path]]:
    """Our files with their names: the package, and in a checkout the models beside it."""
    roots = {"": _PACKAGE} if (_PACKAGE / "models").is_dir() else {"": _PACKAGE, "models/": _PACKAGE.parent / "models"}
    for prefix, root in roots.items():
        for file in sorted(root.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                yield prefix + file.relative_to(root).as_posix(), file


def _digest(rules_only: bool) -> str:
    digest = hashlib.sha256(json.dumps(libraries(), sort_keys=True).encode())
    for name, file in _files():
        if not (rules_only and name.startswith(_NOT_RULES)):
            digest.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


@functools.cache
def libraries() -> dict[str, str]:
    """The versions of Python and of the libraries that zongjie asks for."""
    found = {"python": ".".join(map(str, sys.version_info[:3]))}
    for requirement in metadata.requires("zongjie") or ():
        name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return dict(sorted(found.items()))


@functools.cache
def rules() -> str:
    """Short hash of all that decides the rows of one document."""
    return _digest(rules_only=True)


@functools.cache
def program() -> str:
    """Short hash of all that decides the tables and the report."""
    return _digest(rules_only=False)


def _content(path: Path) -> str:
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files if file.exists())).hexdigest()


def of_settings(settings: Settings) -> str:
    """Short hash of the settings that decide about rows, with the content of the files they name."""
    values = {k: v for k, v in dataclasses.asdict(settings).items() if k != "workers" and k not in _LIMITS}
    named = {k: _content(Path(v)) for k, v in values.items() if isinstance(v, str) and Path(v).exists()}
    return hashlib.sha256(json.dumps([values, named], sort_keys=True).encode()).hexdigest()[:16]


def of_limits(settings: Settings) -> str:
    """Short hash of the limits: what a file that broke them depends on besides."""
    values = {name: getattr(settings, name) for name in _LIMITS}
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]
