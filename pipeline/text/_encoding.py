"""Bytes of Chinese text to characters: byte order marks, strict UTF-8, then what reads most like Chinese."""

from __future__ import annotations

import codecs
import functools
import math
from dataclasses import dataclass
from importlib import resources

from pipeline.errors import ReadError

# Longest mark first: the UTF-32 mark begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LADDER = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be")
_CODECS = {"big5": ("cp950", "big5hkscs")}
_SAMPLE = 4096
# Strict UTF-8 is hard to meet by chance, so it wins over a decoding that reads only a little better.
_UTF8_BONUS = 3.0
# Natural logarithm of occurrences per million, averaged: real text scores 4 to 8, wrong decodings and binaries
# below 2 (measured on 8-character snippets and on images, archives and object files).
_PLAUSIBLE = 2.0
_DAMAGED_SHARE = 0.02
_PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉【】〔〕—…·　％"
_ENUMERATORS = "①②③④⑤⑥⑦⑧⑨⑩㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽ⅠⅡⅢⅣⅤ㎡℃×÷●■◆★※"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and how many bytes did not fit (each stands as U+FFFD)."""

    text: str
    encoding: str
    damaged: int = 0


class _Weights(dict[str, float]):
    """Weight of each character; of those that are not listed by their kind."""

    def __missing__(self, char: str) -> float:
        code = ord(char)
        if 0x4E00 <= code <= 0x9FFF:
            return -1.0
        if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xF900 or code & 0xFFFE == 0xFFFE or code == 0xFFFD:
            return -15.0
        return 0.0 if code < 0xFFFF else -4.0


@functools.cache
def _weights() -> _Weights:
    lines = resources.files("pipeline.words").joinpath("characters.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    weights = _Weights((char, math.log(float(count))) for char, count in pairs)
    weights.update(dict.fromkeys(_PUNCTUATION, 8.0))
    weights.update(dict.fromkeys("０１２３４５６７８９（）：；！", 5.0))
    weights.update(dict.fromkeys("0123456789 \t\r\n", 5.0))
    weights.update(dict.fromkeys(_ENUMERATORS, 4.0))
    weights.update({chr(code): 3.0 for code in range(0x21, 0x7F) if chr(code) not in weights})
    return weights


def plausibility(text: str) -> float:
    """How much ``text`` reads like Chinese: the mean logarithm of its characters' frequency per million."""
    if not text:
        return 0.0
    return sum(map(_weights().__getitem__, text)) / len(text)


def _codecs(encoding: str) -> tuple[str, ...]:
    return _CODECS.get(encoding, (encoding,))


def _decode_sample(sample: bytes, codec: str, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(codec)().decode(sample, final=whole)
    except UnicodeDecodeError:
        return None


def _ranked(data: bytes) -> list[tuple[float, str, str]]:
    """(score, encoding, codec) of every decoding that takes the sample, best first."""
    sample = data[:_SAMPLE]
    found = []
    for encoding in _LADDER:
        for codec in _codecs(encoding):
            text = _decode_sample(sample, codec, len(sample) == len(data))
            if text:
                bonus = _UTF8_BONUS if encoding == "utf-8" else 0.0
                found.append((plausibility(text) + bonus, encoding, codec))
                break
    return sorted(found, reverse=True)


def _lossy(data: bytes, encoding: str, codec: str) -> Decoded | None:
    text = data.decode(codec, errors="replace")
    damaged = text.count("\ufffd")
    return Decoded(text, encoding, damaged) if damaged <= max(1, len(text) * _DAMAGED_SHARE) else None


def decode(data: bytes, path: str) -> Decoded:
    """The characters of ``data``; a few bytes that fit no encoding become U+FFFD and are counted.

    Raises ReadError ``not_text`` where no encoding gives readable Chinese.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            result = _lossy(data[len(mark) :], encoding, encoding)
            if result:
                return result
    for score, encoding, codec in _ranked(data):
        if score < _PLAUSIBLE:
            break
        try:
            return Decoded(data.decode(codec), encoding)
        except UnicodeDecodeError:
            continue
    return _salvage(data, path)


def _salvage(data: bytes, path: str) -> Decoded:
    """The decoding with fewest damaged bytes, for text with a broken end or a stray byte."""
    attempts = [_lossy(data, encoding, _codecs(encoding)[0]) for encoding in _LADDER]
    results = [r for r in attempts if r and plausibility(r.text[:_SAMPLE].replace("\ufffd", "")) >= _PLAUSIBLE]
    if not results:
        message = "内容不是文本，或用了无法辨认的编码。请用记事本打开核对后另存为 UTF-8 编码的 .txt。"
        raise ReadError("not_text", f"{path}: {message}")
    return max(results, key=lambda r: plausibility(r.text[:_SAMPLE]))
