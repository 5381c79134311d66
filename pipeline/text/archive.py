"""Archives (.zip), nested up to three levels: each member is read as a file of its own, all levels on one budget."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.errors import ReadError
from pipeline.records import Failure, Reading, SourceText
from pipeline.text import _package, convert
from pipeline.text._encoding import plausibility

MAX_DEPTH = 3
MAX_MEMBERS = 20_000
# Each member is a file that a person wrote: ten thousand reports of 100 kB.
MAX_BYTES = 1_000_000_000
_UTF8_NAME = 0x800
# What systems leave in archives beside the documents.
_LEFTOVERS = ("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini")

_Member = tuple[zipfile.ZipInfo, str]


@dataclass(slots=True)
class Budget:
    """What the members of one archive file, all levels together, may still take: their number and bytes unpacked."""

    members: int = MAX_MEMBERS
    left: int = MAX_BYTES

    def take(self, path: str, size: int) -> None:
        """Spend one member of ``size`` bytes. Raises ReadError ``too_large``, for good once it is spent."""
        self.members -= 1
        self.left -= size
        if self.members < 0 or self.left < 0:
            self.members = self.left = 0
            raise ReadError("too_large", f"{path}: 各层压缩包解开后超过限额，其余未读。请解开、拆分后重新提供。")


# Path and bytes, how many archives they are in, what all levels share, and what was converted beforehand.
Reader = Callable[[str, bytes, int, Budget, Mapping[str, bytes]], Reading]


def read(path: str, data: bytes, read_member: Reader, depth: int, budget: Budget) -> Reading:
    """The texts of all members, each under ``path!/member``; a member that can't be read is a failure.

    ``read_member`` reads one of them, ``depth`` is how many archives this one is inside, ``budget`` what all levels
    share. Raises ReadError where the archive itself can't be read: ``corrupt``, ``too_large``.
    """
    if depth >= MAX_DEPTH:
        raise ReadError("too_large", f"{path}: 压缩包套压缩包超过 {MAX_DEPTH} 层，未读。请解开后重新提供。")
    texts: list[SourceText] = []
    failures: list[Failure] = []
    with _package.open_package(path, data) as package:
        for group in _groups(_affordable(path, package, budget, failures)):
            contents = list(_contents(path, package, group, failures))
            ready = convert.batch(contents)
            for inner, content in contents:
                try:
                    reading = read_member(inner, content, depth + 1, budget, ready)
                    texts.extend(reading.texts)
                    failures.extend(reading.failures)
                except ReadError as error:
                    failures.append(_failure(path, inner.removeprefix(f"{path}!/"), error))
    if not texts and not failures:
        raise ReadError("empty", f"{path}: 压缩包里没有文件。请核对原件后重新提供。")
    return Reading(texts=tuple(texts), failures=tuple(failures))


def _groups(members: Iterable[_Member]) -> Iterator[list[_Member]]:
    """Members in their order; older files that follow each other together, since they are converted by one call."""
    group: list[_Member] = []
    for info, name in members:
        older = convert.is_older(name)
        full = len(group) >= convert.MOST_FILES or sum(i.file_size for i, _ in group) > convert.MOST_BYTES
        if group and (full or not older):
            yield group
            group = []
        group.append((info, name))
        if not older:
            yield group
            group = []
    if group:
        yield group


def _contents(
    path: str, package: zipfile.ZipFile, group: Sequence[_Member], failures: list[Failure]
) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of the members of a group; failures of those that can't be had."""
    for info, name in group:
        try:
            _check(name, path)
            inner = f"{path}!/{name}"
            yield inner, _package.member(package, info.filename, inner) or b""
        except ReadError as error:
            failures.append(_failure(path, name, error))


def _failure(path: str, part: str | None, error: ReadError) -> Failure:
    return Failure(path=path, part=part, stage="text", code=error.code, message=error.message)


def _affordable(path: str, package: zipfile.ZipFile, budget: Budget, failures: list[Failure]) -> Iterator[_Member]:
    """The members until the budget is spent, which is a failure."""
    for info, name in _members(package):
        try:
            budget.take(path, info.file_size)
        except ReadError as error:
            failures.append(_failure(path, None, error))
            return
        yield info, name


def _members(package: zipfile.ZipFile) -> Iterator[_Member]:
    for info in package.infolist():
        name = _name(info)
        left_over = any(part in _LEFTOVERS or part.startswith("~$") for part in PurePosixPath(name).parts)
        if not info.is_dir() and not left_over:
            yield info, name


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name: Chinese Windows writes it in GBK without saying so, others in UTF-8 without saying so."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    raw = info.filename.encode("cp437", errors="replace")
    names = []
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            names.append(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return max(names, key=plausibility).replace("\\", "/") if names else info.filename


def _check(name: str, path: str) -> None:
    """Nothing is ever written to disk, but a name that leaves the archive is a sign of an attack."""
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or (len(name) > 1 and name[1] == ":"):
        raise ReadError("unsafe_path", f"{path}: 成员“{name}”的路径指向压缩包之外，可疑，未读。请核对来源。")
