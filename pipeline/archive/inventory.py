"""Which files a run reads: files, folders and wildcards to one list in natural order, each with the path rows carry."""

from __future__ import annotations

import glob
import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

# What systems and office programs leave in folders; nobody means these as input.
_LITTER = re.compile(r"\..*|~\$.*|Thumbs\.db|desktop\.ini|__MACOSX", re.IGNORECASE)
_DIGITS = re.compile(r"([0-9]+)")
_BLOCK = 1 << 20  # bytes hashed at a time


@dataclass(frozen=True, slots=True)
class Item:
    """One file to read: where it is, the path its rows carry, its bytes counted and hashed.

    ``sha256`` is empty for what could not be opened or is no regular file; ``problem`` says why.
    """

    file: str
    path: str
    size: int = 0
    sha256: str = ""
    problem: str = ""


def readable(path: str) -> str:
    """A path as text. Names that are no UTF-8 (old archives unpacked on Linux) are read as GB18030."""
    return "/".join(_name(part) for part in path.split(os.sep))


def _name(part: str) -> str:
    raw = os.fsencode(part)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")


def natural(path: str) -> tuple[list[str], str]:
    """Sorting key that puts 2.txt before 10.txt and a folder's files together."""
    parts = _DIGITS.split(path.replace("/", "\0"))
    return [part.lstrip("0").zfill(20) if n % 2 else part.casefold() for n, part in enumerate(parts)], path


def _walk(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not _LITTER.fullmatch(name) and not _is_results(here, name)]
        yield from (os.path.join(here, name) for name in files if not _LITTER.fullmatch(name))


def _is_results(here: str, name: str) -> bool:
    """Whether a folder is what a run wrote: its report is no input of the next."""
    return os.path.isdir(os.path.join(here, name, ".kept"))


def _expand(given: str) -> Iterator[tuple[str, str]]:
    """Files under one argument, each with its path in the rows: under a folder from the folder's own name on."""
    if os.path.isdir(given):
        parent = os.path.dirname(os.path.abspath(given))
        yield from ((file, os.path.relpath(os.path.abspath(file), parent)) for file in _walk(given))
    elif os.path.lexists(given) or not glob.has_magic(given):
        yield given, os.path.basename(given)
    else:
        for match in sorted(glob.glob(given, recursive=True)):
            if not _LITTER.fullmatch(os.path.basename(match)):
                yield from _expand(match)


def _apart(found: dict[str, str]) -> dict[str, str]:
    """Paths told apart where two files would carry the same: as many of their folders as that takes.

    Two names that differ only in their encoding stay equal; their rows differ by ``sha256``.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for file, path in found.items():
        groups[path].append(file)
    result = dict(found)
    for path, files in groups.items():
        deepest = max(len(Path(file).parts) for file in files)
        for depth in range(len(PurePosixPath(path).parts) + 1, deepest + 1):
            if len({result[file] for file in files}) == len(files):
                break
            result.update({file: readable("/".join(Path(file).parts[-depth:]).lstrip("/")) for file in files})
    return result


def _look(file: str, path: str, hash_up_to: int) -> Item:
    """The item of one file. A missing, special or unreadable file is told by ``problem``; too large ones too."""
    if not os.path.exists(file):
        return Item(file, path, problem="missing")
    if not os.path.isfile(file):
        return Item(file, path, problem="unsupported")
    digest = hashlib.sha256()
    try:
        size = os.path.getsize(file)
        if size > hash_up_to:
            return Item(file, path, size, problem="too_large")
        with open(file, "rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
    except OSError:
        return Item(file, path, problem="unreadable")
    return Item(file, path, size, digest.hexdigest())


def items(paths: Sequence[str | Path], largest: int) -> tuple[list[Item], dict[str, str]]:
    """The files under ``paths`` in natural order, and which further paths hold the same bytes as one of them.

    ``largest`` is in bytes: larger files are not opened. A file met twice (by two arguments) is listed once.
    """
    found: dict[str, str] = {}
    for given in paths:
        for file, path in _expand(str(given)):
            found.setdefault(os.path.abspath(file), readable(path))
    ordered = sorted(_apart(found).items(), key=lambda pair: natural(pair[1]))
    return _unique(_look(file, path, largest) for file, path in ordered)


def _unique(all_items: Iterable[Item]) -> tuple[list[Item], dict[str, str]]:
    first: dict[str, str] = {}
    kept: list[Item] = []
    duplicates: dict[str, str] = {}
    for item in all_items:
        if item.sha256 and item.sha256 in first:
            duplicates[item.path] = first[item.sha256]
        else:
            kept.append(item)
            first[item.sha256] = item.path
    return kept, duplicates
